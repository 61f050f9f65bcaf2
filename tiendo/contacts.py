"""Where people are reached: who may set an address, and what counts as one."""

from __future__ import annotations

from datetime import datetime

from states.text import Text
from tiendo.channels.address import checked_address, read_channel
from tiendo.desk import Desk
from tiendo.errors import NotFound
from tiendo.postbox import Contact

ACT = "set_contact"
_NONE = Text(
    "«{person}» không có địa chỉ nào ở kênh «{channel}».",
    "“{person}” has no address on the channel “{channel}”.",
)


def set_contact(
    desk: Desk, person: str, channel: str, address: str, *, by: str, now: datetime
) -> Contact:
    """Set somebody's address: one's own, or anybody's for the Office and administrators.

    Raises NotFound, BadInput or Refused; then nothing was written.
    """
    _check_power(desk, person, by)
    chosen = read_channel(channel)
    contact = Contact(person, chosen, checked_address(chosen, address))
    desk.store.deliveries.put_contact(contact, now, by)
    return contact


def remove_contact(desk: Desk, person: str, channel: str, *, by: str) -> None:
    """Forget somebody's address. Raises NotFound, BadInput or Refused."""
    _check_power(desk, person, by)
    if not desk.store.deliveries.remove_contact(person, read_channel(channel)):
        raise NotFound(_NONE.fill(person=person, channel=channel))


def _check_power(desk: Desk, person: str, by: str) -> None:
    owner, actor = desk.officer(person), desk.officer(by)
    if owner != actor:
        desk.check_office(ACT, by)

"""Commands about notices: outbox, deliver, and the contacts they go to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated

from cyclopts import App, Parameter

from states.text import Text
from tiendo import asjson
from tiendo.bootstrap import open_post
from tiendo.channels.opening import LACKING, open_senders
from tiendo.channels.secrecy import shown_address
from tiendo.cli import opening, rendering
from tiendo.cli.options import AsJson, By, PersonId
from tiendo.clock import OFFICE_ZONE
from tiendo.contacts import remove_contact, set_contact
from tiendo.deliver import CHANNEL_NAMES
from tiendo.deliver import deliver as run_deliver
from tiendo.desk import Desk
from tiendo.errors import NotFound
from tiendo.notices import code_of
from tiendo.ports import Person
from tiendo.postbox import Channel, Delivery, DeliveryState, Letter
from tiendo.settings import Settings

Which = Annotated[str, Parameter(help="email, webhook, chat.")]
RETRY = "retry_delivery"


def outbox(
    *,
    retry: Annotated[str, Parameter(help="Mã thông báo cần gửi lại / code or key.")] = "",
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Thông báo chưa gửi được: chờ gửi, gửi hỏng, chỉ có trên trang / what was not sent."""
    with opening.desk() as (desk, settings):
        if retry:
            _retry(desk, settings, retry, by)
        unsent = desk.store.deliveries.unsent()
        alone = desk.store.deliveries.unaddressed()
        if as_json:
            rendering.print_json(_outbox_json(unsent, alone))
        else:
            _print_outbox(desk, settings, unsent, alone)


def _retry(desk: Desk, settings: Settings, wanted: str, by: str) -> None:
    desk.check_office(RETRY, opening.actor(by, settings))
    dead = {each.key for each in desk.store.deliveries.unsent() if _is_dead(each)}
    keys = [key for key in dead if wanted in (key, code_of(key))]
    if not keys:
        raise NotFound(_NO_DEAD.fill(code=wanted[:200]))
    for key in keys:
        desk.store.deliveries.retry(key, desk.clock.now())


def _is_dead(delivery: Delivery) -> bool:
    return delivery.state is DeliveryState.DEAD


def _print_outbox(
    desk: Desk, settings: Settings, unsent: Sequence[Delivery], alone: Sequence[Letter]
) -> None:
    lang, names = settings.lang, _names(desk.store.people())
    dead = sum(_is_dead(each) for each in unsent)
    said = _SUMMARY.fill(owed=len(unsent) - dead, dead=dead, alone=len(alone))
    print(said.say(lang))
    if unsent:
        rows = [_row(each, names, lang) for each in unsent]
        rendering.print_table(_HEADS.say(lang).split("|"), rows)
    waiting = Counter(each.channel for each in unsent if not _is_dead(each))
    open_channels = {sender.channel for sender in open_senders(settings)}
    for channel in Channel:
        if waiting[channel] and channel not in open_channels:
            said = _CLOSED.fill(
                channel=CHANNEL_NAMES[channel], n=waiting[channel], settings=LACKING[channel]
            )
            print(said.say(lang))
    for recipient, n in sorted(Counter(each.recipient for each in alone).items()):
        print(_ALONE.fill(who=names.get(recipient, recipient), id=recipient, n=n).say(lang))


def _names(people: Sequence[Person]) -> dict[str, str]:
    return {person.id: person.name for person in people}


def _row(delivery: Delivery, names: dict[str, str], lang: str) -> tuple[str, ...]:
    again = f"{delivery.next_try_at.astimezone(OFFICE_ZONE):%d/%m/%Y %H:%M}"
    return (
        code_of(delivery.key),
        names.get(delivery.letter.recipient, delivery.letter.recipient),
        shown_address(delivery.channel, delivery.address),
        delivery.letter.subject,
        _STATES[delivery.state].say(lang),
        str(delivery.attempts),
        "—" if _is_dead(delivery) else again,
        delivery.last_error,
    )


def _outbox_json(unsent: Sequence[Delivery], alone: Sequence[Letter]) -> asjson.Json:
    return {
        "unsent": [
            {
                "code": code_of(each.key),
                "key": each.key,
                "recipient": each.letter.recipient,
                "channel": each.channel.value,
                "address": shown_address(each.channel, each.address),
                "subject": each.letter.subject,
                "state": each.state.value,
                "attempts": each.attempts,
                "next_try_at": each.next_try_at.isoformat(),
                "error": each.last_error,
            }
            for each in unsent
        ],
        "only_on_the_page": [asjson.letter_json(letter) for letter in alone],
    }


def deliver(*, as_json: AsJson = False) -> int:
    """Gửi ngay những gì đến lượt gửi / send now what is due."""
    with opening.desk() as (desk, settings):
        report = run_deliver(desk, open_post(settings))
        if as_json:
            rendering.print_json(
                {
                    "routed": report.routed,
                    "sent": report.sent,
                    "put_off": report.put_off,
                    "died": [{"code": code, "error": error} for code, error in report.died],
                    "owed": report.tally.owed,
                    "dead": report.tally.dead,
                }
            )
        else:
            print(report.text.say(settings.lang))
            for code, error in report.died:
                print(f"{code}: {error}")
        return 1 if report.died else 0


contact = App(name="contact")


@contact.command(name="set")
def set_(person: PersonId, channel: Which, address: str, /, *, by: By = "") -> None:
    """Đặt địa chỉ nhận thông báo / set where somebody is reached.

    Parameters
    ----------
    address
        Địa chỉ thư, https://…, hoặc địa chỉ Apprise / mail, https or Apprise address.
    """
    with opening.desk() as (desk, settings):
        who, now = opening.actor(by, settings), desk.clock.now()
        done = set_contact(desk, person, channel, address, by=who, now=now)
        shown = shown_address(done.channel, done.address)
        said = _SET.fill(name=desk.officer(person).name, channel=done.channel, address=shown)
        print(said.say(settings.lang))


@contact.command
def remove(person: PersonId, channel: Which, /, *, by: By = "") -> None:
    """Bỏ địa chỉ nhận thông báo / forget where somebody is reached."""
    with opening.desk() as (desk, settings):
        remove_contact(desk, person, channel, by=opening.actor(by, settings))
        print(_REMOVED.fill(person=person, channel=channel).say(settings.lang))


@contact.command(name="list")
def list_(*, as_json: AsJson = False) -> None:
    """Địa chỉ của từng người, ai chưa có / everybody's addresses, and who has none."""
    with opening.desk() as (desk, settings):
        people, found = desk.store.people(), desk.store.deliveries.contacts()
        rows = [(c.person, c.channel.value, shown_address(c.channel, c.address)) for c in found]
        if as_json:
            keys = ("person", "channel", "address")
            rendering.print_json([dict(zip(keys, row, strict=True)) for row in rows])
            return
        lang, names = settings.lang, _names(people)
        if rows:
            heads = _CONTACT_HEADS.say(lang).split("|")
            rendering.print_table(heads, [(names.get(r[0], ""), *r) for r in rows])
        reached = {each.person for each in found}
        without = [f"{person.name} ({person.id})" for person in people if person.id not in reached]
        if without:
            print(_WITHOUT.fill(n=len(without), names=", ".join(without)).say(lang))


_NO_DEAD = Text(
    "Không có thông báo gửi hỏng nào mang mã «{code}».", "No dead notice has the code “{code}”."
)
_SUMMARY = Text(
    "Chờ gửi {owed}, không gửi được {dead}, chỉ có trên trang {alone}.",
    "{owed} owed, {dead} dead, {alone} only on the page.",
)
_HEADS = Text(
    "Mã|Gửi ai|Địa chỉ|Nội dung|Trạng thái|Số lần|Thử lại lúc|Lỗi",
    "Code|To|Address|Subject|State|Tries|Next try|Error",
)
_STATES = {
    DeliveryState.OWED: Text("chờ gửi", "owed"),
    DeliveryState.SENT: Text("đã gửi", "sent"),
    DeliveryState.DEAD: Text("không gửi được", "dead"),
}
_CLOSED = Text(
    "! Chưa cấu hình {channel} ({settings}): {n} thông báo đang chờ.",
    "! {channel} is not set up ({settings}): {n} notices wait.",
)
_ALONE = Text(
    "! {who} ({id}) chưa có địa chỉ: {n} thông báo chưa đọc, chỉ có trên trang.",
    "! {who} ({id}) has no address: {n} unread notices, on the page only.",
)
_SET = Text("Đã đặt: {name}, {channel}, {address}.", "Set: {name}, {channel}, {address}.")
_REMOVED = Text("Đã bỏ: {person}, {channel}.", "Removed: {person}, {channel}.")
_CONTACT_HEADS = Text("Họ tên|Mã|Kênh|Địa chỉ", "Name|Id|Channel|Address")
_WITHOUT = Text(
    "{n} người chưa có địa chỉ, chỉ xem được trên trang: {names}.",
    "{n} people have no address and read on the page only: {names}.",
)

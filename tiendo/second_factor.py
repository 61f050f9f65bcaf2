"""The second factor: offered, confirmed by a code of it, given up."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from states.text import Text
from tiendo.accounts import Doorkeeper
from tiendo.errors import BadInput
from tiendo.identity import Account, Passed, Session
from tiendo.passwords import fingerprint, new_recovery_codes, new_totp, totp_step

_NOT_CODE = Text("Mã xác thực không đúng; hãy thử mã mới.", "The code is wrong; try the next.")
_THERE = Text("Đã có lớp xác thực thứ hai.", "There is a second factor already.")


def offer(door: Doorkeeper, person: str) -> str:
    """The secret of a second factor, which counts once a code of it was given.

    Raises BadInput if there is one already.
    """
    account = door.account(person)
    if account.totp_secret:
        raise BadInput(_THERE)
    if account.totp_pending:
        return account.totp_pending
    secret = new_totp()
    door.store.accounts.set_totp(person, "", secret, ())
    return secret


def address_of(secret: str, person: str) -> str:
    """What an authenticator reads out of the square picture."""
    issuer = quote("Tiến độ")
    return f"otpauth://totp/{issuer}:{quote(person)}?secret={secret}&issuer={issuer}"


def confirm(door: Doorkeeper, person: str, code: str) -> Sequence[str]:
    """Begin to ask for the offered second factor; its recovery codes, to be shown once.

    Raises BadInput if the code is not of it.
    """
    secret = door.account(person).totp_pending
    bare = code.strip().replace(" ", "")
    step = totp_step(secret, bare, door.clock.now()) if secret else None
    if step is None:
        raise BadInput(_NOT_CODE)
    codes = new_recovery_codes()
    door.store.accounts.set_totp(person, secret, "", [fingerprint(each) for each in codes])
    door.store.accounts.take_step(person, step)
    door.note(person, Passed.SECOND_FACTOR)
    return codes


def drop(door: Doorkeeper, account: Account, password: str, session: Session) -> None:
    """Ask for no second factor any more. Raises BadInput unless it is the owner."""
    door.confirm(account, password, session)
    door.store.accounts.set_totp(account.person, "", "", ())
    door.note(account.person, Passed.SECOND_FACTOR, session.address)

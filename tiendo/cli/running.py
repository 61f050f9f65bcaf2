"""Commands that set up and run the office: demo, up."""

from __future__ import annotations

from dataclasses import replace

from states.text import Text
from tiendo.bootstrap import open_desk
from tiendo.clock import FixedDayClock
from tiendo.errors import Occupied
from tiendo.settings import Settings, fix_today, read_settings

_NOBODY = Text(
    "Chưa có tài khoản nào để đăng nhập: tạo người quản trị bằng\n"
    "  tiendo user add MÃ --admin --name 'HỌ TÊN'",
    "Nobody has an account to sign in with: make the administrator by\n"
    "  tiendo user add ID --admin --name 'FULL NAME'",
)
_AS_IT_IS = Text(
    "Mở văn phòng đang có trong «{home}»; muốn nạp lại bản minh họa thì xóa thư mục đó.",
    "Opening the office that is in “{home}”; to load the demonstration anew, delete that folder.",
)


def demo() -> None:
    """Nạp văn phòng minh họa (Tây Ninh, 08/09/2021) / load the demonstration office."""
    print(_load_demo(read_settings()))


def up(*, demo: bool = False) -> int:
    """Chạy trang và Prefect đến khi nhấn Ctrl-C / run the page and Prefect until Ctrl-C.

    Parameters
    ----------
    demo
        Nạp văn phòng minh họa trước, nếu chưa có / load the demonstration office first.
    """
    from tiendo.up import up as run

    settings = read_settings()
    if demo:
        try:
            print(_load_demo(settings))
        except Occupied as occupied:  # an update must not shut anybody out of what is there
            print(occupied.text.say(settings.lang))
            print(_AS_IT_IS.fill(home=settings.home).say(settings.lang))
    chosen = read_settings()
    if _nobody_may_come(chosen):
        print(_NOBODY.say(chosen.lang))
    return run(chosen)


def _nobody_may_come(settings: Settings) -> bool:
    """Whether the page would open on an office without an account."""
    desk = open_desk(settings)
    try:
        return not desk.store.accounts.every()
    finally:
        desk.store.close()


def _load_demo(settings: Settings) -> object:
    """Load the office and let its calendar stand on its day, for every process of this home."""
    from tiendo.demo.agenda import load_agenda
    from tiendo.demo.loader import DEMO_DAY, load_demo

    desk = open_desk(settings)
    try:
        summary = load_demo(desk)
        load_agenda(replace(desk, clock=FixedDayClock(DEMO_DAY)))
    finally:
        desk.store.close()
    fix_today(settings.home, DEMO_DAY)
    return summary

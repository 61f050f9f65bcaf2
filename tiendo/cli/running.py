"""Commands that set up and run the office: demo, up."""

from __future__ import annotations

from collections.abc import Callable

from tiendo.bootstrap import open_desk
from tiendo.settings import Settings, fix_today, read_settings


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

    if demo:
        print(_load_demo(read_settings()))
    return run(read_settings())


def _load_demo(settings: Settings) -> object:
    """Load the office and let its calendar stand on its day, for every process of this home."""
    from tiendo.demo.loader import DEMO_DAY, load_demo

    desk = open_desk(settings)
    try:
        summary = load_demo(desk)
    finally:
        desk.store.close()
    fix_today(settings.home, DEMO_DAY)
    return summary


COMMANDS: dict[str, Callable[..., object]] = {"demo": demo, "up": up}

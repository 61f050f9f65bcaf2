"""Prints deployments/example.env from the settings, or with --prefect deployments/prefect.env.

python scripts/example_env.py > deployments/example.env
python scripts/example_env.py --prefect > deployments/prefect.env
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from tiendo.settings import Settings
from tiendo.up import PREFECT_EVERYWHERE

WIDTH = 98
HEAD = (
    "Thiết lập của một nơi cài đặt; trên một máy không cần đặt gì. / Settings of one "
    "installation; one machine needs none.",
    "Ghi những dòng khác mặc định vào tệp tiendo.env trong thư mục dữ liệu, hoặc vào biến môi "
    "trường. / Put what differs into tiendo.env of the home folder, or into the environment.",
    "Tạo bằng / made by: python scripts/example_env.py",
)
GROUPS: tuple[tuple[str, str], ...] = (  # a heading, and the names that go under it
    ("Dữ liệu / Data", r"home|database_.*|(policy|watch)_.*|scan.*|backup.*"),
    ("Trang và Prefect / Page and Prefect", r"host|port|public_.*|prefect_.*|mirrors"),
    ("Đăng nhập / Signing in", r"(session|password)_.*"),
    ("Thư, webhook, kênh chat / Mail, webhooks, chat", r"(smtp|mail|webhook|chat|deliver)_.*"),
    ("Quy mô / Scale", r"reproject_.*"),
    ("Dòng lệnh, diễn tập / Command line, rehearsals", r"by|lang|today"),
    ("Khác / Other", r".*"),
)
PREFECT_HEAD = (
    "Prefect khi chạy trên nhiều máy: máy chủ và mọi worker đọc cùng tệp này. / Prefect on "
    "several machines: its server and every worker read this one file.",
    "Sửa hai địa chỉ đầu rồi dùng. / Fill in the first two addresses. "
    "Tạo bằng / made by: python scripts/example_env.py --prefect",
)
ADDRESSES = {
    "PREFECT_API_URL": "http://prefect.example:4200/api",
    "PREFECT_SERVER_DATABASE_CONNECTION_URL": ("postgresql+asyncpg://prefect@db.example/prefect"),
}
WORKERS = {"PREFECT_WORKER_QUERY_SECONDS": "5", "PREFECT_LOGGING_COLORS": "false"}
SIGNING_IN = {
    "PREFECT_SERVER_API_AUTH_STRING": "tiendo:change-me",
    "PREFECT_API_AUTH_STRING": "tiendo:change-me",
    "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true",
}
REDIS = {
    "PREFECT_MESSAGING_BROKER": "prefect_redis.messaging",
    "PREFECT_MESSAGING_CACHE": "prefect_redis.messaging",
    "PREFECT_SERVER_EVENTS_CAUSAL_ORDERING": "prefect_redis.ordering",
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect_redis.lease_storage",
    "PREFECT_REDIS_MESSAGING_HOST": "redis.example",
    "PREFECT_SERVER_DOCKET_URL": "redis://redis.example:6379/1",
}


def ours() -> str:
    """Every setting of ours, commented out, under its heading."""
    lines = [*_comment(*HEAD)]
    left = dict(Settings.model_fields)
    for heading, names in GROUPS:
        mine = {name: left.pop(name) for name in tuple(left) if re.fullmatch(names, name)}
        if mine:
            lines += ["", f"# --- {heading} ---"]
        for name, field in mine.items():
            lines += ["", *_setting(name, field)]
    return "\n".join(lines) + "\n"


def prefects() -> str:
    """What Prefect needs on several machines, ready to use but for the addresses."""
    lines = [*_comment(*PREFECT_HEAD), "", *_set(ADDRESSES), ""]
    lines += [*_set(PREFECT_EVERYWHERE), *_set(WORKERS), ""]
    lines += [
        *_comment(
            "Khóa chung của API và trang Prefect; thiếu nó thì ai đến được cổng này cũng chạy, "
            "dừng được luồng. TIENDO_PREFECT_AUTH trong tiendo.env phải giống hệt. Vẫn phải đứng "
            "sau proxy có TLS. / One key for Prefect's API and page; without it whoever reaches "
            "the port starts and stops flows. TIENDO_PREFECT_AUTH in tiendo.env is the same. A "
            "proxy with TLS still belongs before it."
        ),
        *_set(SIGNING_IN, off=True),
        "",
        *_comment(
            "Nhiều máy chủ Prefect: cần Redis và gói prefect-redis (chưa thử với Tiến độ). / "
            "Several Prefect servers: needs Redis and prefect-redis (not tried with Tiến độ)."
        ),
        *_set(REDIS, off=True),
    ]
    return "\n".join(lines) + "\n"


def _setting(name: str, field: FieldInfo) -> Iterator[str]:
    default = _shown(field.default) if field.default_factory is None else ""
    example = _shown(field.examples[0]) if field.examples else default
    said = field.description or ""
    if default and example != default:
        said += f" Mặc định / default: {default}."
    yield from _comment(said)
    yield f"# TIENDO_{name.upper()}={example}"


def _shown(value: object) -> str:
    if value is None or isinstance(value, SecretStr):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _comment(*paragraphs: str) -> Sequence[str]:
    return [
        line
        for text in paragraphs
        for line in textwrap.wrap(
            text, WIDTH, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False
        )
    ]


def _set(variables: Mapping[str, str], *, off: bool = False) -> list[str]:
    return [f"{'# ' if off else ''}{name}={value}" for name, value in variables.items()]


if __name__ == "__main__":
    sys.stdout.write(prefects() if "--prefect" in sys.argv else ours())

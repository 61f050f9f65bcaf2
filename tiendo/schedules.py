"""When each flow is to run by itself: read from the one file that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import yaml

from states.text import Text
from tiendo.cron import Cron, read_cron
from tiendo.errors import BadInput
from tiendo.yaml_text import read_yaml

SCHEDULES = Path(__file__).parent.parent / "deployments" / "prefect.yaml"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every time at which one flow is to run."""

    lines: tuple[Cron, ...]

    def due_after(self, moment: datetime) -> datetime | None:
        """The first time it is to run after a moment (which must be aware)."""
        due = [found for line in self.lines if (found := line.after(moment))]
        return min(due, default=None)


def read_rhythms(path: Path = SCHEDULES) -> Mapping[str, Rhythm]:
    """The rhythm of each flow that has one, by the flow's name. Raises BadInput."""
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError, KeyError, TypeError) as error:
        raise BadInput(
            Text(
                "Không đọc được lịch chạy trong {name}: {error}",
                "Cannot read the schedules in {name}: {error}",
            ).fill(name=path.name, error=error)
        ) from error


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int) -> Mapping[str, Rhythm]:
    """The file in one state: pages ask on every request, and it is read when it has changed."""
    lines: dict[str, list[Cron]] = {}
    for entry in read_yaml(path.read_text(encoding="utf-8"))["deployments"]:
        flow = entry["entrypoint"].rpartition(":")[2]
        for each in entry.get("schedules") or ():
            if "cron" in each and each.get("active", True):
                lines.setdefault(flow, []).append(read_cron(each["cron"], each["timezone"]))
    return {flow: Rhythm(tuple(found)) for flow, found in lines.items()}

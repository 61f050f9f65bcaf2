"""The drive: what needs no person is done by the machine, in its own name, with its reason.

Inspections are nominated by their `attention_on`, or named by whoever just changed them; each is
then replayed and asked again. A prompt is claimed by a unique key in the transaction that records
it, so that driving twice, at once, killed or not for days loses nothing and repeats nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from states.events import Event, Machine, Moved, Prompted
from states.history import admit_next
from states.inspection import Inspection
from states.letters import letter
from states.prompt_words import words
from states.prompts import PROMPT_NAMES, Prompt, PromptKind, owed, prompts
from states.roles import Officer, Role, holder_of
from states.stall import alarms
from states.text import Text
from tiendo.desk import Desk
from tiendo.ports import Notice
from tiendo.record import recorded_after
from tiendo.rounds import go_round, heal, in_hand, nominated
from tiendo.stuck import holder_name

FLOW = "drive"
_DONE = Text(
    "Máy đã làm {n} việc ở {where} cuộc", "Done by the machine: {n}, inspections: {where}"
)
_NOTHING = Text("Không có việc nào đến lượt máy", "Nothing was the machine's turn")


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing the machine did: in which inspection, what, and under which key."""

    stream: str
    what: PromptKind
    key: str


@dataclass(frozen=True, slots=True)
class DriveReport:
    """What one drive saw and did, and the inspections it could not work on, each with why."""

    as_of: date
    looked_at: int
    done: tuple[Deed, ...]
    failed: tuple[tuple[str, str], ...]

    @property
    def summary(self) -> Text:
        """What was done, in one line."""
        where = len({deed.stream for deed in self.done})
        return (_DONE if where else _NOTHING).fill(n=len(self.done), where=where)


def drive(
    desk: Desk, streams: Sequence[str] | None = None, *, as_of: date, now: datetime
) -> DriveReport:
    """Do what is owed by ``as_of`` and not done yet, in some inspections or in all of them."""
    officers = desk.store.people()
    found = go_round(
        desk,
        nominated(desk, as_of) if streams is None else dict.fromkeys(streams),
        lambda stream: _try(desk, stream, officers, as_of, now),
        as_of=as_of,
        now=now,
    )
    return DriveReport(as_of, found.looked_at, found.done, found.failed)


def _try(
    desk: Desk, stream: str, officers: Sequence[Officer], as_of: date, now: datetime
) -> list[Deed]:
    case = in_hand(desk, stream, as_of)
    if case is None:
        return []
    events, today = case.events, case.today
    then = replace(case.then, urged=today.urged)
    to_come = alarms(then, desk.policy, desk.days)
    due = owed(prompts(then, to_come, desk.policy, desk.days), as_of)
    if not due:
        heal(desk, case)
        return []
    known, notices = len(events), list[Notice]()
    for prompt in due:
        said = _Said(desk, then, prompt, officers, as_of)
        notices.append(said.notice(len(events) + 1))
        for event in said.events(len(events) + 1, recorded_after(events, now)):
            today = admit_next(today, events, event)
            events.append(event)
    desk.write(stream, known, events[known:], today, notices)
    return [Deed(stream, prompt.what, prompt.key) for prompt in due]


@dataclass(frozen=True, slots=True)
class _Said:
    """One prompt as it is said on a day: to whom, in which words, with which draft."""

    desk: Desk
    inspection: Inspection
    prompt: Prompt
    officers: Sequence[Officer]
    as_of: date

    @property
    def told(self) -> Officer | None:
        """Who holds the role, if anybody does."""
        return holder_of(self.prompt.to, self.inspection.place, self.officers)

    @property
    def words(self) -> str:
        """The sentence; where nobody holds the role, it says so."""
        holder = holder_name(self.prompt.to, self.inspection, self.officers).vi
        return words(
            self.prompt,
            self.inspection,
            self.as_of,
            holder=holder,
            days=self.desk.days,
            office=self.desk.policy.office,
        )

    @property
    def draft(self) -> str:
        """The letter, where there is one."""
        if not self.prompt.level:
            return ""
        chase = self.desk.policy.chase
        pace = chase.requests if self.prompt.subject else chase.remedy
        return letter(
            self.prompt,
            self.inspection,
            self.as_of,
            reply_by=self.desk.days.add(self.as_of, pace.answer_days),
            signer=self.told.name if self.told else "",
            office=self.desk.policy.office,
        )

    def events(self, version: int, recorded_at: datetime) -> list[Event]:
        """What is recorded: the prompt, and the chart's own trigger where urging is one."""
        prompted = Prompted(
            version=version,
            occurred_on=self.as_of,
            recorded_at=recorded_at,
            actor=Machine(id=FLOW),
            reason=self.words,
            key=self.prompt.key,
            what=self.prompt.what.value,
            subject=self.prompt.subject,
            number=self.prompt.number,
            level=self.prompt.level,
            to=self.prompt.to.value,
            told=self.told.id if self.told else "",
            letter=self.draft,
        )
        if self.prompt.what is not PromptKind.URGE_REMEDY:
            return [prompted]
        urged = Moved(
            kind="urge",
            version=version + 1,
            occurred_on=self.as_of,
            recorded_at=recorded_after([prompted], recorded_at),
            actor=Machine(id=FLOW),
            reason=f"Đến nhịp đôn đốc; dự thảo văn bản ở mục {version}, chưa ký, chưa gửi.",
        )
        return [prompted, urged]

    def notice(self, version: int) -> Notice:
        """The message to whoever is called; where nobody is, the Office gets it."""
        office = holder_of(Role.OFFICE, self.inspection.place, self.officers)
        recipient = self.told or office
        name = self.inspection.about.short_name
        draft = f" Dự thảo: mục {version} trong lịch sử." if self.prompt.level else ""
        return Notice(
            key=self.prompt.key,
            stream=self.inspection.id,
            recipient=recipient.id if recipient else self.prompt.to.value,
            subject=f"{name}: {PROMPT_NAMES[self.prompt.what].vi}",
            body=self.words + draft,
            due_on=self.prompt.on,
            urgent=False,
        )

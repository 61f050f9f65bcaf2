"""From the sweep to the mailbox: on 08/09/2021 everybody gets what is his, and once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from builders import at
from post import HandClock, Mailbox, mail_server, mail_to, post, reach, text_of

from tiendo.deliver import deliver
from tiendo.demo.loader import DEMO_DAY
from tiendo.desk import Desk
from tiendo.digest import digest
from tiendo.stuck import stuck
from tiendo.sweep import sweep


def test_what_the_sweep_escalates_reaches_the_right_mailboxes_once(desk: Desk) -> None:
    at_nine = replace(desk, clock=HandClock(at(DEMO_DAY)))
    everybody = {person.id for person in desk.store.people()}
    for person in everybody - {"khanh"}:
        reach(desk.store, person, f"{person}@tt.example")
    box = Mailbox()

    with mail_server(box) as port:
        for _ in range(2):
            sweep(at_nine, as_of=DEMO_DAY, now=at(DEMO_DAY))
            deliver(at_nine, post(mail_to(port)))

    notices = [notice for notice in desk.store.notices() if notice.urgent]
    assert Counter(box.envelopes) == Counter(f"{n.recipient}@tt.example" for n in notices)
    assert len(set(box.ids)) == len(box.letters) == len(notices) > 15
    of_the_three = [
        to.partition("@")[0]
        for to, letter in zip(box.envelopes, box.letters, strict=True)
        if "/inspections/ba-du-an\n" in text_of(letter).replace("\r\n", "\n")
        and "chưa ai nêu có hay không" in text_of(letter)
    ]
    assert sorted(of_the_three) == ["hai", "hanh", "phuc", "tam"], "head, room, block, chief"


def test_the_morning_of_the_meeting_each_supervisor_hears_of_his_own_block(desk: Desk) -> None:
    in_the_morning = replace(desk, clock=HandClock(at(DEMO_DAY, 8)))

    report = digest(in_the_morning, now=at(DEMO_DAY, 8), page="https://tiendo.example/")

    lines = stuck(desk, as_of=DEMO_DAY)
    blocks = {row.stream: row.block for row in desk.store.rows()}
    bodies = {n.recipient: n.body for n in desk.store.notices() if n.key in report.written}
    assert len(bodies) == len(report.written)
    assert {line.who for line in lines} <= bodies.keys()
    for line in lines:
        assert line.sentence.vi in bodies["tam"]
        assert line.sentence.vi in bodies[line.who]
        assert (line.sentence.vi in bodies.get("hanh", "")) == (blocks[line.stream] == "Khối 1")
    places = [bodies["lan"].index(line.sentence.vi) for line in lines]
    assert places == sorted(places), "worst first, as on the page"

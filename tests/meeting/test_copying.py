"""When a sentence is taken over from an earlier report, and when a whole assessment is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from meeting_papers import paper_of

from states.meeting.copying import Likeness, Pair, Sentence, assessment, likeness
from states.meeting.paper import Place
from tiendo.meeting.wording import wording

SEVEN = "đoàn thanh tra đã làm việc nghiêm"
LONG = tuple(f"chữ{n}" for n in range(200))
HERE = Place(1)


def said(words: str | tuple[str, ...], *figures: str) -> Sentence:
    each = tuple(words.split()) if isinstance(words, str) else words
    return Sentence(" ".join(each), HERE, each, figures)


PAIR = Pair(said(SEVEN), said(SEVEN), ())


@pytest.mark.parametrize(
    ("share", "pairs", "copied"),
    [(0.5, 2, True), (0.49, 9, False), (1.0, 1, False), (0.5, 3, True)],
)
def test_half_of_the_words_in_at_least_two_sentences_is_copied(
    share: float, pairs: int, copied: bool
) -> None:
    assert Likeness(share, (PAIR,) * pairs).copied is copied


def test_a_sentence_of_seven_words_counts_and_a_shorter_one_is_usage() -> None:
    assert len(SEVEN.split()) == 7
    found = likeness([said(SEVEN)], [said(SEVEN)])
    assert (found.share, len(found.pairs)) == (1.0, 1)

    short = said(SEVEN.rsplit(" ", 1)[0])
    assert likeness([short], [short]) == Likeness(0.0, ())
    assert likeness([], []) == Likeness(0.0, ())
    assert likeness([said(SEVEN), short], [said(SEVEN), short]).share == 1.0


def test_a_long_sentence_with_one_other_word_is_the_same_and_half_of_it_is_not() -> None:
    changed = (*LONG[:99], "khác", *LONG[100:])
    assert len(likeness([said(changed)], [said(LONG)]).pairs) == 1

    half = (*LONG[:100], *(f"mới{n}" for n in range(100)))
    assert likeness([said(half)], [said(LONG)]).pairs == ()


def test_from_eighty_eight_hundredths_of_its_words_on_a_sentence_is_taken_over() -> None:
    common, other = LONG[:22], ("a", "b", "c")
    assert len(likeness([said((*common, *other))], [said(LONG[:25])]).pairs) == 1
    assert likeness([said((*common, *other))], [said(LONG[:26])]).pairs == ()
    assert likeness([said((*LONG[:150], *("mới",) * 50))], [said(LONG)]).pairs == ()


def test_an_assessment_is_its_sentences_without_headings_numbers_of_items_and_plans() -> None:
    text = """I. Kết quả

1. Đã kết thúc 02 cuộc thanh tra. Thu hồi 12,5 tỷ đồng, đạt 80%.

II. Nhiệm vụ tháng 10

1. Hoàn thành cuộc thanh tra."""
    first, second = assessment(paper_of(text), wording().duties)

    assert first.text == "Đã kết thúc 02 cuộc thanh tra."
    assert (first.words, first.figures) == (
        ("đã", "kết", "thúc", "cuộc", "thanh", "tra"),
        ("02",),
    )
    assert (second.text, second.place.number) == ("Thu hồi 12,5 tỷ đồng, đạt 80%.", 3)
    assert second.figures == ("12,5", "80%")


def test_of_several_earlier_sentences_the_likest_is_named_with_its_other_figures() -> None:
    now = said("trong tháng đoàn đã làm việc với mười hai đơn vị", "12", "92%")
    near = said("trong tháng đoàn đã làm việc với mười đơn vị khác", "10", "92%")
    then = said(now.words, "11", "92%")

    (pair,) = likeness([now], [near, then]).pairs
    assert pair.then is then
    assert pair.changed == (("11", "12"),)
    (pair,) = likeness([now], [said(now.words, "11")]).pairs
    assert pair.changed == ()  # not to be set side by side


def test_two_words_put_into_a_sentence_of_eight_leave_it_taken_over() -> None:
    """Sixteen of eighteen words: 0.89."""
    then = (*LONG[:2], "một", *LONG[2:4], "hai", *LONG[4:8])
    assert len(likeness([said(LONG[:8])], [said(then)]).pairs) == 1


def changed(words: int, times: int) -> tuple[str, ...]:
    """A long sentence with so many words of it changed, none beside another."""
    return tuple(f"khác{n}" if n % 10 == 5 and n < times * 10 else LONG[n] for n in range(words))


@pytest.mark.parametrize(
    ("words", "times", "same"),
    [
        (150, 10, True),  # 140 of 150 words
        (151, 10, False),  # 119 of 149 groups of three
        (176, 7, False),  # 153 of 174
        (176, 6, True),
    ],
)
def test_a_sentence_of_more_than_a_hundred_and_fifty_words_is_compared_by_three_at_a_time(
    words: int, times: int, same: bool
) -> None:
    found = likeness([said(changed(words, times))], [said(LONG[:words])])
    assert bool(found.pairs) is same


EARLIER = """I. Kết quả

1. Phòng đã bám sát địa bàn, thực hiện tốt công tác tiếp công dân, xử lý đơn thư kịp thời.

2. Việc phối hợp với các ngành, địa phương có lúc chưa chặt chẽ, một số việc còn chậm."""


def as_fives(text: str) -> str:
    words = text.split(" ")
    return ". ".join(" ".join(words[n : n + 5]).capitalize() for n in range(0, len(words), 5))


@pytest.mark.parametrize(
    "disguise",
    [
        lambda text: text.replace("o", "\u043e").replace("a", "\u0430"),
        lambda text: "".join(chr(ord(c) + 0xFEE0) if "a" <= c <= "z" else c for c in text),
        lambda text: "\u034f".join(text),
        lambda text: "\u2063".join(text),
        lambda text: "\u3164".join(text),
        lambda text: "\U000e0041".join(text),
        lambda text: text.replace(", ", ". "),
        as_fives,
        lambda text: text.replace(".\n\n2. ", ", "),
    ],
    ids=["Cyrillic", "wide", "joiner", "comma", "filler", "tag", "halves", "fives", "one"],
)
def test_a_copy_in_disguise_is_a_copy(disguise: Callable[[str], str]) -> None:
    head, body = EARLIER[:12], EARLIER[12:]
    duties = wording().duties

    found = likeness(
        assessment(paper_of(head + disguise(body)), duties), assessment(paper_of(EARLIER), duties)
    )

    assert found.copied
    assert found.share > 0.8
    assert all(pair.now.text for pair in found.pairs)


def test_sentences_about_the_same_things_in_other_words_are_no_copy_however_they_are_cut() -> None:
    """Usual phrases stand in both; less than half of it, or of each sentence, is taken over."""
    other = """I. Kết quả

1. Phòng đã thực hiện tốt công tác tiếp công dân. Có 03 đơn thư được chuyển đúng thẩm quyền.

2. Hai địa phương chậm báo cáo, phòng đã làm việc và thống nhất ngày gửi. Nguyên nhân do thiếu
người theo dõi, từ tháng này đã phân công lại."""
    duties = wording().duties

    found = likeness(assessment(paper_of(other), duties), assessment(paper_of(EARLIER), duties))

    assert not found.copied
    assert found.share < 0.2


def test_earlier_sentences_run_together_are_found_with_their_changed_figures() -> None:
    first, second, short = LONG[:7], LONG[10:19], LONG[20:26]
    then = [said(first, "1"), said(second, "2"), said(short), said(("khác",) * 9)]
    now = said((*first, *short, "và", "lại", *second), "9")

    found = likeness([now], then)

    assert found.share == 16 / 24
    assert found.pairs == (Pair(now, then[0], (("1", "9"),)), Pair(now, then[1], (("2", "9"),)))
    assert likeness([now], [*then, then[0], then[1]]).share == 1.0


@pytest.mark.parametrize(("kept", "pairs"), [(9, 2), (8, 0)])
def test_seven_tenths_of_an_earlier_sentence_are_that_sentence(kept: int, pairs: int) -> None:
    """Seven of its ten groups of three words, wherever the new text has its full stops."""
    then = [said(LONG[:12]), said(LONG[20:40])]
    now = said((*LONG[20:40], *LONG[:kept]))
    assert len(likeness([now], then).pairs) == pairs

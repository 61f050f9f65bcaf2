"""A text is the same in whatever encoding it was stored, or it is refused."""

from __future__ import annotations

import unicodedata

import pytest
from meeting_papers import in_tcvn3, in_vni, seed

from states.meeting.paper import Paper
from tiendo.meeting import legacy
from tiendo.meeting.faults import BadPaper
from tiendo.meeting.taking_in import take_in

TEXT = seed("2021-09")


def paragraphs(paper: Paper) -> list[str]:
    return [paragraph.text for paragraph in paper.paragraphs]


PLAIN = paragraphs(take_in(TEXT.encode(), "kl.txt").paper)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode("utf-8"), ""),
        (TEXT.encode("utf-8-sig"), ""),
        (TEXT.encode("utf-16"), ""),
        (TEXT.encode("utf-16-le"), ""),
        (TEXT.encode("utf-16-be"), ""),
        (TEXT.replace("\n", "\r\n").encode(), ""),
        (TEXT.replace("\n", "\r").encode(), ""),
        (unicodedata.normalize("NFD", TEXT).encode(), ""),
        (in_vni(TEXT).encode("latin-1", "replace"), "VNI"),
        (in_vni(TEXT).encode("utf-8"), "VNI"),
    ],
    ids=["UTF-8", "BOM", "UTF-16", "LE", "BE", "CRLF", "CR", "NFD", "VNI", "VNI in UTF-8"],
)
def test_a_text_is_the_same_however_it_was_written(content: bytes, encoding: str) -> None:
    taken = take_in(content, "kl.txt")

    assert taken.encoding == encoding
    got = [each.replace("?", "…") for each in paragraphs(taken.paper)]
    assert got == PLAIN


@pytest.mark.parametrize("letters", ["latin-1", "utf-8"])
def test_tcvn3_is_converted_but_for_capitals_that_its_fonts_did_not_store(letters: str) -> None:
    taken = take_in(in_tcvn3(TEXT).encode(letters, "replace"), "kl.txt")

    assert taken.encoding == "TCVN3"
    got = " ".join(paragraphs(taken.paper)).casefold().replace("?", "…")
    assert got == " ".join(PLAIN).casefold()
    assert "KẾT LUẬN" in taken.paper.text


KNOWN_LETTERS = [
    ("Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc, th­êng trùc", "TCVN3"),
    (
        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp - Töï do - Haïnh phuùc,"
        " thöôøng tröïc",
        "VNI",
    ),
]


@pytest.mark.parametrize(("written", "encoding"), KNOWN_LETTERS)
def test_what_everybody_knows_by_sight_is_read_right(written: str, encoding: str) -> None:
    taken = take_in(written.encode("latin-1"), "kl.txt")

    assert taken.encoding == encoding
    assert taken.paper.text == (
        "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc, thường trực"
    )


def test_every_letter_of_the_old_tables_is_the_one_it_stands_for() -> None:
    assert legacy.from_tcvn3("µ¸¶·¹ ¨»¾¼½Æ ©ÇÊÈÉË ®") == "àáảãạ ăằắẳẵặ âầấẩẫậ đ"
    assert legacy.from_tcvn3("ÌÐÎÏÑ ªÒÕÓÔÖ ×ÝØÜÞ") == "èéẻẽẹ êềếểễệ ìíỉĩị"
    assert legacy.from_tcvn3("ßãáâä «åèæçé ¬êíëìî") == "òóỏõọ ôồốổỗộ ơờớởỡợ"
    assert legacy.from_tcvn3("ïóñòô \u00adõøö÷ù úýûüþ") == "ùúủũụ ưừứửữự ỳýỷỹỵ"
    assert legacy.from_vni("aøaùaûaõaï aêaèaéaúaüaë aâaàaáaåaãaä ñ") == "àáảãạ ăằắẳẵặ âầấẩẫậ đ"
    assert legacy.from_vni("eøeùeûeõeï eâeàeáeåeãeä ìíæóò") == "èéẻẽẹ êềếểễệ ìíỉĩị"
    assert legacy.from_vni("oøoùoûoõoï oâoàoáoåoãoä ôôøôùôûôõôï") == "òóỏõọ ôồốổỗộ ơờớởỡợ"
    assert legacy.from_vni("uøuùuûuõuï ööøöùöûöõöï yøyùyûyõî") == "ùúủũụ ưừứửữự ỳýỷỹỵ"
    assert legacy.from_vni("AØÑÖÔÙ Aø") == "ÀĐƯỚ À"


def test_windows_1258_is_read_and_composed() -> None:
    apart = unicodedata.normalize("NFD", TEXT.replace("…", "..."))
    taken = take_in(_half(apart).encode("cp1258"), "kl.txt")

    assert taken.encoding == "Windows-1258"
    assert paragraphs(taken.paper) == [each.replace("…", "...") for each in PLAIN]


def _half(text: str) -> str:
    """Roof, breve and horn composed, the tone apart: how Windows-1258 writes."""
    for base, mark in (("aeoAEO", "\u0302"), ("aA", "\u0306"), ("ouOU", "\u031b")):
        for letter in base:
            whole = unicodedata.normalize("NFC", letter + mark)
            for tone in ("", "\u0323"):
                text = text.replace(letter + tone + mark, whole + tone)
    return text


def test_letters_of_no_known_encoding_are_refused() -> None:
    garbled = TEXT.encode("cp1258", "ignore").decode("cp1252", "replace").swapcase()

    with pytest.raises(BadPaper, match="UniKey"):
        take_in(garbled.replace("a", "þ").replace("n", "¥").encode(), "kl.txt")


def test_a_few_foreign_words_are_no_old_encoding() -> None:
    taken = take_in("Công ty Señor Müller gửi văn bản đến Thanh tra tỉnh.".encode(), "a.txt")

    assert taken.encoding == ""


def test_tcvn3_with_the_quotation_marks_of_windows_is_read() -> None:
    written = in_tcvn3("Chánh Thanh tra yêu cầu “đúng hạn”, ‘đúng mẫu’ – các phòng thực hiện…")

    taken = take_in(written.encode("cp1252", "replace"), "kl.txt")

    assert taken.encoding == "TCVN3"
    assert taken.paper.text == (
        "Chánh Thanh tra yêu cầu “đúng hạn”, ‘đúng mẫu’ – các phòng thực hiện…"
    )

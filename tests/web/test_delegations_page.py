"""Delegations on the page: recorded by the Office, seen by all, said in the history."""

from __future__ import annotations

from collections.abc import Callable

from offices import Told
from reader import Browser

Open = Callable[[str], Browser]
PAGE = "/inspections/ba-du-an"
FIELDS = {
    "giver": "kieu",
    "taker": "hoa",
    "paper": "12/QĐ-TTr <b>",
    "signed_on": "03/09/2021",
    "signed_by": "Võ Kiều",
    "starts_on": "06/09/2021",
    "ends_on": "10/09/2021",
}


def test_a_lent_post_gives_its_forms_and_stands_in_the_history(
    open_browser: Open, told: Told
) -> None:
    office, deputy = open_browser("vanphong"), open_browser("hoa")
    assert told.stream == "ba-du-an"
    assert 'value="extend"' not in deputy.get(PAGE).text
    assert office.post("/delegations", FIELDS | {"ends_on": "?"}).status_code == 422

    office.post("/delegations", FIELDS)

    assert "12/QĐ-TTr &lt;b&gt;" in open_browser("khach").get("/delegations").text
    assert "Đang được ủy quyền" in deputy.get("/account").text
    answer = deputy.fill(
        PAGE,
        "extend",
        occurred_on="08/09/2021",
        days="10",
        ground="complex",
        document_number="13/QĐ-TTr",
        document_signed_on="08/09/2021",
        document_signed_by="Phạm Hoa",
    )
    assert answer.status_code == 303, answer.text
    assert "Phạm Hoa, theo ủy quyền của Võ Kiều (12/QĐ-TTr &lt;b&gt;)" in deputy.get(PAGE).text


def test_only_who_may_records_or_ends_one(open_browser: Open) -> None:
    office, head = open_browser("vanphong"), open_browser("binh")

    assert head.post("/delegations", FIELDS).status_code == 403
    office.post("/delegations", FIELDS)
    assert head.post("/delegations/end", {"number": "1"}).status_code == 403
    assert "Ghi một ủy quyền" not in head.get("/delegations").text
    assert office.post("/delegations/end", {"number": "1"}).status_code == 303
    assert "kết thúc sớm bởi Đỗ Lan" in office.get("/delegations?lang=vi").text

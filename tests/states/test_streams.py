from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from states.model import Key
from states.streams import AGENDA, StreamKind, bare, kind_of, stream_id


@pytest.mark.parametrize("kind", StreamKind)
def test_a_stream_says_its_kind_by_its_id(kind: StreamKind) -> None:
    stream = stream_id(kind, "2021-09-08.03")

    assert kind_of(stream) is kind
    assert bare(stream) == "2021-09-08.03"


@pytest.mark.parametrize("kind", AGENDA)
def test_no_inspection_can_take_the_id_of_another_kind(kind: StreamKind) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Key).validate_python(stream_id(kind, "x"))


def test_an_unknown_kind_is_none_and_no_inspection() -> None:
    assert kind_of("letter:1") is None


def test_a_name_may_hold_the_sign_that_ends_a_kind() -> None:
    assert kind_of(stream_id(StreamKind.REPORT, "2021-09.phong:1")) is StreamKind.REPORT

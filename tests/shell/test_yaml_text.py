from __future__ import annotations

import pytest
import yaml

from tiendo.yaml_text import read_yaml


def test_letters_and_days_are_read_as_they_stand() -> None:
    assert read_yaml("tên: Thanh tra tỉnh Tây Ninh\nsố: [1, 2.5, no]") == {
        "tên": "Thanh tra tỉnh Tây Ninh",
        "số": [1, 2.5, False],
    }


def test_what_cannot_be_read_is_told_with_its_line() -> None:
    with pytest.raises(yaml.YAMLError, match="line 2"):
        read_yaml("review_days: 7\nrhythm: [1")


def test_a_file_makes_no_objects() -> None:
    with pytest.raises(yaml.YAMLError, match="python/object"):
        read_yaml("!!python/object/apply:os.getcwd []")

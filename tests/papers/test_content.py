"""Content is frozen, flattens to plain JSON, and each form prints one kind of it."""

import json
from dataclasses import FrozenInstanceError, dataclass
from typing import ClassVar

import pytest
from tests.papers import samples

from nuocheng.papers.composing import FORMS
from nuocheng.papers.content import PAPERS, Content, Fact, keys_of
from nuocheng.papers.layouts import LAYOUTS


@pytest.mark.parametrize("paper", [samples.SIGNED, samples.BLANK, samples.DECISION, samples.INTENDED])
def test_content_survives_the_way_through_json(paper: Content) -> None:
    assert json.loads(json.dumps(paper.as_json())) == paper.as_json()


def test_dates_and_nested_facts_become_plain_values() -> None:
    plain = samples.SIGNED.as_json()
    assert plain["dated"] == "2026-11-22"
    assert plain["certificates"][0]["facts"][3] == {"label": "使用面积", "value": "86", "unit": "平方米"}


def test_what_json_cannot_carry_exactly_is_refused() -> None:
    @dataclass(frozen=True)
    class Weighed(Content):
        form: ClassVar[str] = "weighed"
        weight: float

    with pytest.raises(TypeError, match="float"):
        Weighed(1.5).as_json()


def test_content_cannot_be_changed_after_it_was_made() -> None:
    with pytest.raises(FrozenInstanceError):
        Fact("房屋性质").value = "住宅"  # type: ignore[misc]


def test_every_kind_of_content_has_its_form_and_every_form_its_content() -> None:
    libraries = {"house", "redhead", "blocks", "sheet", "picture"}
    assert {path.stem for path in FORMS.glob("*.typ")} - libraries == set(PAPERS) - set(LAYOUTS)


def test_an_unknown_form_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"no such form: '\.\./\.\./etc/passwd'"):
        keys_of("../../etc/passwd")

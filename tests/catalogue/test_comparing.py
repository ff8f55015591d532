"""Two editions side by side: nothing differs from itself, and no change goes unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.office import (
    DIPLOMA,
    EDITOR,
    LAWYER,
    MARKET,
    RECORD,
    changed,
    drafted,
    published,
)
from tests.catalogue.reading import get, seated

from nuocheng.catalogue import acts
from nuocheng.catalogue.pages import editing_words as words
from nuocheng.catalogue.pages.differing import Fate, between
from nuocheng.catalogue.pages.leaves import parts
from nuocheng.catalogue.rules.content import (
    Answering,
    Basis,
    Certificate,
    Disposition,
    FactField,
    Item,
    Plan,
    Step,
    Tried,
    Way,
)
from nuocheng.catalogue.rules.facts import Standards
from nuocheng.catalogue.rules.facts_are_typed_and_checkable import COMPARISONS
from nuocheng.edge.diffs import compared
from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.kernel.occasion import Role

STANDARDS = Standards(
    levels={"law": "法律", "rule": "规章"},
    sufficient=frozenset({"law"}),
    grounds={"NS": "国家安全", "PS": "公共安全"},
    default_workdays=20,
)
FULL = changed(
    certificates=(
        replace(
            RECORD,
            tried=(Tried(Disposition.SHARE, "没有接口"),),
            plan=replace(
                RECORD.plan,  # type: ignore[type-var]
                then=(Way("internal_record", "own", (Answering("clean", "flag"),)), Way("on_site")),
            ),
            bases=(
                Basis("律师法", "第七条", "law", "主席令", "没有受过刑事处罚"),
                Basis("办法", "第一条", "rule"),
            ),
        ),
        DIPLOMA,
    )
)
TEXT = st.text("甲乙丙丁12", max_size=6)
NAME = st.text("甲乙丙丁12", min_size=1, max_size=6)


@st.composite
def items(draw: Any) -> Item:
    keys = draw(st.lists(st.sampled_from("abcde"), unique=True, max_size=4))
    return changed(
        name=draw(NAME),
        conditions=draw(TEXT),
        steps=tuple(Step(one) for one in draw(st.lists(NAME, max_size=3))),
        certificates=tuple(draw(_certificates(key)) for key in keys),
    )


def _certificates(key: str) -> Any:
    return st.builds(
        Certificate,
        key=st.just(key),
        name=NAME,
        disposition=st.sampled_from(Disposition),
        reason=TEXT,
        bases=st.lists(st.builds(Basis, NAME, TEXT), max_size=3).map(tuple),
        facts=st.lists(
            st.builds(
                FactField,
                st.sampled_from("xyz"),
                NAME,
                st.just(FactType.TEXT),
                st.just(Comparison.EQUALS),
                TEXT,
            ),
            unique_by=lambda one: one.key,
            max_size=3,
        ).map(tuple),
        plan=st.one_of(st.none(), st.builds(Plan, st.just("on_site"), standard=TEXT)),
    )


@given(items())
def test_nothing_differs_from_itself(item: Item) -> None:
    found = between(item, item, STANDARDS)
    assert (found.count, found.only_changes(), found.sentence) == (0, [], "两版内容一样")


@given(items(), items())
def test_contents_that_differ_are_never_called_the_same(old: Item, new: Item) -> None:
    found = between(old, new, STANDARDS)
    assert (found.sentence == "两版内容一样") == (old == new)


@given(items(), items())
def test_both_wordings_stand_there_whole(old: Item, new: Item) -> None:
    for block in between(old, new, STANDARDS).blocks:
        for row in block.rows:
            before, after = row.pair
            assert ("".join(one.text for one in before), "".join(one.text for one in after)) == (
                row.old,
                row.new,
            )
            assert any(one.changed for one in (*before, *after)) == row.changed


OTHER: dict[type, Any] = {bool: lambda one: not one, int: lambda one: one + 1, str: lambda one: f"{one}改"}


def other(value: Any) -> Any:
    """Return another value of the same kind."""
    if isinstance(value, StrEnum):
        return next(one for one in type(value) if one is not value)
    if isinstance(value, tuple):
        return (*value, "改")
    if isinstance(value, dict):
        return {**value, "title": "改"}
    return OTHER[type(value)](value)


def each_leaf(whole: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the content with one single leaf changed, for every leaf it has, and the path of that leaf."""
    for one in fields(whole):
        value, here = getattr(whole, one.name), f"{path}{one.name}"
        if here in {"code", "department"}:  # these two never change between editions of one item
            continue
        if value and isinstance(value, tuple) and not isinstance(value[0], str):
            for place, entry in enumerate(value):
                for name, changed_entry in each_leaf(entry, f"{here}.{place}."):
                    yield (
                        name,
                        replace(whole, **{one.name: (*value[:place], changed_entry, *value[place + 1 :])}),
                    )
        elif isinstance(value, Plan):
            for name, plan in each_leaf(value, f"{here}."):
                yield name, replace(whole, **{one.name: plan})
        elif value is not None and not (
            value == () and one.name in {"facts", "tried", "bases", "then", "fields"}
        ):
            yield here, replace(whole, **{one.name: other(value)})


LEAVES = dict(each_leaf(FULL))


@pytest.mark.parametrize("path", LEAVES)
def test_every_leaf_that_changes_shows_up(path: str) -> None:
    found = between(FULL, LEAVES[path], STANDARDS)
    assert found.count == 1


def test_every_field_of_the_content_has_its_words() -> None:
    assert len(LEAVES) > 60
    assert {one.name for one in fields(Item)} - {"code", "department", "certificates", "steps"} == set(
        words.ITEM
    )
    assert {one.name for one in fields(Certificate)} == set(words.CERTIFICATE)
    assert {one.name for one in fields(Plan)} == set(words.PLAN)
    pairs = {(kind, held) for kind, ways in COMPARISONS.items() for held in ways}
    assert pairs == set(words.COMPARISON_TITLES)
    assert set(words.TYPE_TITLES) == set(FactType)
    assert set(words.DISPOSITION_HINTS) == set(Disposition)


def test_every_leaf_has_its_own_anchor() -> None:
    anchors = [leaf.anchor for part in parts(FULL, STANDARDS) for leaf in part.leaves]
    assert len(anchors) == len(set(anchors))


def test_a_sentence_says_which_certificates_came_went_and_changed_their_disposition() -> None:
    new = changed(
        certificates=(
            replace(RECORD, disposition=Disposition.SUBMIT, facts=(), plan=None),
            Certificate("photo", "照片", Disposition.SUBMIT),
        )
    )
    found = between(LAWYER, new, STANDARDS)
    assert found.sentence.startswith(
        "新增1份证明：照片；去掉1份证明：学历证明；“无犯罪记录证明”由“可以承诺代替”改为“要交”；内容有"
    )
    fates = {block.title: block.fate for block in found.blocks}
    assert fates == {
        "事项": Fate.SAME,
        "无犯罪记录证明": Fate.CHANGED,
        "照片": Fate.CAME,
        "学历证明": Fate.WENT,
    }


def test_a_certificate_under_another_key_is_known_by_its_name() -> None:
    renamed = changed(certificates=(replace(RECORD, key="r2"), DIPLOMA))
    found = between(LAWYER, renamed, STANDARDS)
    assert "新增" not in found.sentence
    assert [row.label for block in found.only_changes() for row in block.rows] == ["证明代号"]


def test_another_order_of_certificates_is_said() -> None:
    assert "先后次序有变" in between(LAWYER, changed(certificates=(DIPLOMA, RECORD)), STANDARDS).sentence


def test_a_step_put_in_between_does_not_make_all_the_others_new() -> None:
    new = changed(steps=(Step("提出申请"), Step("看告知"), Step("审查决定")))
    changes = between(LAWYER, new, STANDARDS).only_changes()
    rows = [(row.old, row.new) for block in changes for row in block.rows]
    assert len(rows) == 1
    assert rows[0][0] == ""
    assert "看告知" in rows[0][1]


def test_what_was_kept_by_chance_between_two_changes_is_no_island() -> None:
    before, after = compared("向区市场监督管理局登记科提出", "向区司法局行政审批科提出申请")
    assert [one.text for one in before if one.changed] == ["市场监督管理局登记"]
    assert [one.text for one in after if one.changed] == ["司法局行政审批", "申请"]


# the pages ---------------------------------------------------------------------------------------------------------


@pytest.mark.req("S14.1")
@pytest.mark.django_db
def test_the_desk_shows_a_draft_beside_the_edition_in_force() -> None:
    published()
    new = acts.draft_edition(EDITOR, item=changed(fee="收10元")).reference
    client = seated("wang", Role.EDITOR)
    text = get(f"/desk/catalogue/{new}/compare", client)
    assert "第1版（已公布）｜第2版（草拟中）：内容有1处不同" in text
    assert re.search(r"<del>不</del>收|<del>不收费</del>", text)
    assert re.search(r"<ins>[^<]*10[^<]*</ins>", text)
    assert "学历证明" not in text
    assert "学历证明" in get(f"/desk/catalogue/{new}/compare?all=1", client)
    same = get(f"/desk/catalogue/{new}/compare?with={new}", client)
    assert "两版内容一样" in same
    get(f"/desk/catalogue/{new}/compare?with=nothing", client, 404)
    get(f"/desk/catalogue/{new}/compare", seated("zhao", Role.EDITOR, department=MARKET), 404)


@pytest.mark.django_db
def test_the_first_edition_has_nothing_to_be_compared_with() -> None:
    reference = drafted()
    assert "没有可以对照的版本" in get(f"/desk/catalogue/{reference}/compare", seated("wang", Role.EDITOR))


@pytest.mark.req("S14.1")
@pytest.mark.django_db
def test_anybody_may_compare_two_published_editions() -> None:
    published()
    published(changed(conditions="没有受过刑事处罚，没有被开除公职"))
    page = f"/items/{LAWYER.code}/compare"
    for asked in ("", "?from=1&to=2", "?from=2&to=1"):
        text = get(f"{page}{asked}")
        assert "<ins>，没有被开除公职</ins>" in text
        assert "第1版" in text
    drafted(changed(fee="内部还没定"))
    assert "内部还没定" not in get(page)
    get(f"{page}?from=1&to=3", None, 404)
    get(f"{page}?from=x&to=2", None, 404)
    get("/items/nothing/compare", None, 404)


@pytest.mark.django_db
def test_one_edition_alone_is_said_to_be_the_only_one() -> None:
    published()
    assert "只公布过一版" in get(f"/items/{LAWYER.code}/compare")

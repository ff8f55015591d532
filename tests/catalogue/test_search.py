"""The search: what it finds, in which order, what it forgives, and that nothing leaves it out of step."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.catalogue.office import DIPLOMA, JUSTICE, LAWYER, MARKET, RECORD, changed, published
from tests.catalogue.stock import BANK, BATHS, LAW_FIRM, SMOKE, TWINS, in_force, item, names, supersede

from nuocheng.catalogue import queries
from nuocheng.catalogue.queries import grams
from nuocheng.catalogue.queries.asking import asked_for, negative
from nuocheng.catalogue.queries.search import certificate_name, certificate_names, search
from nuocheng.catalogue.queries.similar import similar_items, similar_names
from nuocheng.catalogue.rules.content import Item, ItemKind
from nuocheng.kernel.errors import Malformed

pytestmark = [pytest.mark.django_db, pytest.mark.req("S4")]


# --- what is found --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("公共场所", BATHS),
        ("场所卫", BATHS),
        ("律师事务所分所", LAW_FIRM),
        ("律师事务所(分所)", LAW_FIRM),
        ("设立 律师", LAW_FIRM),
        ("ａｂ类", SMOKE),
        ("ab", SMOKE),
        ("烟", SMOKE),
        ("验资", BANK),
        ("开银行", BANK),
        ("ggcs", BATHS),
        ("GGCS", BATHS),
        ("gonggongchangsuo", BATHS),
        ("gonggongch", BATHS),
        ("gonggongcangsuo", BATHS),
        ("yhy", BANK),
        ("yinhang", BANK),
        ("ggcs许可", BATHS),
        ("健康证明 公共", BATHS),
    ],
)
def test_an_item_is_found_as_people_ask_for_it(words: str, found: Item) -> None:
    in_force(*TWINS)
    assert names(words) == [found.name]


def test_an_item_is_found_by_the_beginning_of_its_code_and_not_by_its_middle() -> None:
    in_force(replace(BATHS, code="620402-wjj-017"), replace(BANK, code="170402-620"))
    assert names("620402-wjj") == names("620402WJJ017") == [BATHS.name]
    assert names("0402wjj") == []


def test_what_stands_in_two_names_is_not_found_across_them() -> None:
    in_force(item("甲乙", "丙丁"), item("戊己", "庚辛"))
    assert names("乙丙") == []
    assert names("甲乙 丙丁") == ["甲乙"]


@pytest.mark.parametrize("words", ["！", "（）", "？？ 。"])
def test_punctuation_alone_finds_nothing(words: str) -> None:
    in_force(BATHS)
    assert names(words) == []


def test_a_character_from_beyond_the_first_plane_is_found() -> None:
    in_force(item("𬭎喆旅馆业特种行业许可", "身份证"))
    assert names("𬭎") == names("𬭎喆旅") == ["𬭎喆旅馆业特种行业许可"]


def test_a_search_keeps_to_a_unit_a_kind_and_what_may_be_pledged() -> None:
    pledged = replace(BATHS, certificates=(replace(RECORD, name="健康证明"),))
    in_force(pledged, replace(item("公共厕所建设许可", "证明"), department=MARKET, kind=ItemKind.OTHER))
    both = [BATHS.name, "公共厕所建设许可"]
    assert names("公共") == names("") == both
    assert names("公共", departments=(MARKET,)) == names("", departments=(MARKET,)) == both[1:]
    assert names("公共", kind="license") == names("", kind="license") == both[:1]
    assert names("公共", pledgeable=True) == names("", pledgeable=True) == both[:1]
    assert names("公共", published=True) == both


# --- in which order -------------------------------------------------------------------------------


def test_the_very_name_comes_first_then_what_begins_so_then_what_holds_it_then_certificates() -> None:
    in_force(
        item("户籍证明", "甲"),
        item("户籍迁移", "身份证明"),
        item("出具身份证明", "甲"),
        item("身份证明补办", "甲"),
        item("身份证明", "甲"),
    )
    assert names("身份证明") == ["身份证明", "身份证明补办", "出具身份证明", "户籍迁移"]


def test_among_equals_what_is_used_most_comes_first() -> None:
    in_force(item("甲类登记", "证"), item("乙类登记", "证", yearly=50), item("丙类登记", "证", yearly=90_000))
    assert names("登记") == names("") == ["丙类登记", "乙类登记", "甲类登记"]


@pytest.mark.parametrize("size", [1, 2, 7, 40])
def test_pages_neither_skip_nor_repeat_whatever_their_size(size: int) -> None:
    in_force(
        *(item(f"登记{n:02}号", "身份证") for n in range(20)),
        *(item(f"第{n:02}号登记", "证") for n in range(50)),
    )
    seen: list[str] = []
    after = ""
    while True:
        page = search("登记", after, size)
        seen += [one.name for one in page.rows]
        after = page.next
        if not after:
            break
    assert len(seen) == len(set(seen)) == 70
    assert all(name.startswith("登记") for name in seen[:20])
    assert seen == [one.name for one in search("登记", "", 100).rows]


@pytest.mark.parametrize("mark", ["x", "9.1", "0.-1", "0.99999999999999999999", "1"])
def test_a_made_up_mark_is_refused(mark: str) -> None:
    with pytest.raises(Malformed):
        search("登记", mark)


# --- everything is found --------------------------------------------------------------------------

CHARACTERS = "证明许可户籍身份登记（）ab1Ａ　·长行"
TEXTS = st.text(CHARACTERS, min_size=1, max_size=9).filter(grams.fold)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    named=st.lists(st.tuples(TEXTS, st.lists(TEXTS, max_size=3)), min_size=1, max_size=8),
    asked=st.lists(st.text(CHARACTERS, min_size=1, max_size=5), min_size=1, max_size=3),
)
def test_everything_is_found_that_holds_the_words(
    named: list[tuple[str, list[str]]], asked: list[str]
) -> None:
    with transaction.atomic():
        in_force(
            *(item(name, *certificates, code=f"p-{at}") for at, (name, certificates) in enumerate(named))
        )
        words = [folded for one in asked for part in one.split() if (folded := grams.fold(part))]
        wanted = {
            f"p-{at}"
            for at, (name, certificates) in enumerate(named)
            if all(
                any(word in grams.fold(text) for text in (name, *certificates, "白银区司法局"))
                for word in words
            )
        }
        found = {one.code for one in search(" ".join(asked), "", 100).rows}
        if not words:
            assert found == set() or not " ".join(asked).strip()
        elif all(not word.isascii() for word in words):
            assert found == wanted
        else:  # letters and digits are also asked for as initials, sounds and codes
            assert found >= wanted
        transaction.set_rollback(True)


# --- what is forgiven -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "公共场所卫生许可政核发",
        "公共场所卫升许可",
        "公共场卫生许可",
        "公共场所所卫生",
        "公场共所卫生",
        "公共厂所卫生",
    ],
)
def test_an_item_is_offered_to_who_mistypes_it(typed: str) -> None:
    in_force(*TWINS)
    assert names(typed) == []
    assert [one.name for one in similar_items(typed)][:1] == [BATHS.name]


@pytest.mark.parametrize("typed", ["身份政", "身分证", "生份证", "身份正明", "深分整"])
def test_a_certificate_is_offered_to_who_writes_what_only_sounds_like_it(typed: str) -> None:
    in_force(*TWINS)
    assert certificate_names(typed) == []
    assert similar_names(typed)[0].name.startswith("身份证")


@pytest.mark.parametrize("typed", ["", "？", "天", "今天天气很好", "zzzzzz", "x"])
def test_what_is_like_nothing_brings_nothing(typed: str) -> None:
    in_force(*TWINS)
    assert similar_items(typed) == []
    assert similar_names(typed) == []


def test_what_offers_itself_is_still_asked_for() -> None:
    published(changed(certificates=(replace(RECORD, name="居住证明"),)))
    assert [one.name for one in similar_names("居往证明")] == ["居住证明"]
    supersede(changed(certificates=(DIPLOMA,)))
    assert similar_names("居往证明") == []
    assert certificate_name("居住证明") is None


# --- which certificates may be asked for ----------------------------------------------------------


def test_a_certificate_is_known_by_its_other_names_too() -> None:
    published(changed(certificates=(replace(RECORD, name="户口簿", aliases=("户口本",)), DIPLOMA)))
    for typed in ("户口簿", "户口本", "户口本 "):
        name = certificate_name(typed)
        assert name is not None
        assert [(one.certificate, one.disposition) for one in asked_for(name).rows] == [("户口簿", "pledge")]
    assert len(negative().rows) == 0


def test_the_negative_list_is_searched_by_certificate_and_by_item_and_kept_to_a_ground() -> None:
    excluded = replace(DIPLOMA, key="danger", name="爆破作业证明", ground="PS", reason="关系公共安全")
    published(changed(certificates=(RECORD, excluded, DIPLOMA)))
    published(changed(code="other", name="另一个事项", certificates=(replace(excluded, ground="NS"),)))
    for words in ("爆破", "bpzy", "律师"):
        assert "爆破作业证明" in [one.certificate for one in negative(words).rows]
    assert [one.ground for one in negative("律师").rows] == ["PS"]
    assert [one.ground for one in negative("", ground="NS").rows] == ["NS"]
    assert negative("学历").rows == []


def test_a_clerk_at_the_window_finds_an_item_by_its_initials() -> None:
    published()
    for words in ("lszy", "律师", "620402-sfj"):
        assert [one.name for one in queries.desk([JUSTICE], ["published"], words).rows] == [LAWYER.name]
    assert queries.desk([MARKET], ["published"], "lszy").rows == []


def test_a_search_asks_the_database_a_few_times_however_much_there_is() -> None:
    in_force(*(item(f"登记{n:03}号", "身份证") for n in range(80)))
    for words in ("登记", "身份", "没有", "dj"):
        with CaptureQueriesContext(connection) as made:
            search(words)
        assert len(made) <= 8

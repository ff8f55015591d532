"""The bad-input table: every wrong input gets its own sentence beside its field, and nothing that was typed is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from http.cookies import SimpleCookie
from typing import Any

import pytest
from tests.site.bad_input.ground import Ground
from tests.site.bad_input.page import Page, hidden
from tests.site.bad_input.rows import PARTS, PLACES, ROWS, TAKEN
from tests.site.bad_input.table import Place, Row, Taken, Typed

from nuocheng.journal.models import Entry

pytestmark = pytest.mark.django_db
#: The summary says of which entry of a list it speaks; beside the field that is plain.
ENTRY = re.compile("^第[0-9]+(项事实|种后续方式)：")
NEVER_SHOWN = ("Traceback", "Exception", "字符串", "变量", "This field", "Ensure", "Select a valid")


def filled(ground: Ground, place: Place, typed: Typed, drop: Any = ()) -> tuple[Any, dict[str, Any]]:
    """Open a page, fill in what is right but for what is *typed*, send it; return the answer and what was sent."""
    client = ground.cookies(place.who)
    url = place.url.format(**ground.files)
    if url not in ground.shown:  # every row begins from the same page: what a row does is undone after it
        shown = client.get(url)
        assert shown.status_code == 200, f"{url}: {shown.status_code} {shown.get('Location', '')}"
        ground.shown[url] = Page(shown.content), client.cookies
    page, cookies = ground.shown[url]
    client.cookies = SimpleCookie({name: one.value for name, one in cookies.items()})
    form = page.form_with([*place.right, *typed])
    sent = {**hidden(form), **said(place.right, ground), **said(typed, ground)}
    sent = {name: value for name, value in sent.items() if name not in drop}
    answer = client.post(place.to.format(**ground.files) or url.partition("?")[0], sent)
    return answer, {name: value for name, value in sent.items() if name not in hidden(form)}


def ready(name: str) -> Place:
    """Return a place, with what has to be done before it is opened done."""
    place = PLACES[name]
    if place.before is not None:
        place.before()
    return place


def said(typed: Typed, ground: Ground) -> dict[str, Any]:
    """Return what is typed, with the files made and the names of what lies on the ground filled in."""
    return {name: _said(value, ground) for name, value in typed.items()}


def _said(value: Any, ground: Ground) -> Any:
    if isinstance(value, list):
        return [_said(one, ground) for one in value]
    known = isinstance(value, str) and value.startswith("{") and value.strip("{}") in ground.files
    return value() if callable(value) else ground.files[value.strip("{}")] if known else value


def faults(row: Row, place: Place, answer: Any, sent: dict[str, Any]) -> list[str]:
    """Say what is wrong with how a row was answered."""
    found = [] if answer.status_code == row.code else [f"status {answer.status_code}, not {row.code}"]
    if answer.status_code in {302, 303}:
        return [*found, f"led on to {answer['Location']}"]
    page = Page(answer.content)
    complaints = page.complaints()
    if [text for _, text in complaints] != row.sentences:
        found.append(f"the summary says {[text for _, text in complaints]}, not {row.sentences}")
    if row.field:
        if ENTRY.sub("", row.sentences[0]) not in page.beside(row.field):
            found.append(f"beside {row.field} stands “{page.beside(row.field).strip()}”")
        if complaints and not page.leads_to(complaints[0][0], row.field):
            found.append(f"#{complaints[0][0]} leads to no input of {row.field}")
    return found + lost(row, place, page, sent)


def lost(row: Row, place: Place, page: Page, sent: dict[str, Any]) -> list[str]:
    """Say what was typed and stands there no more."""
    found = []
    for name, value in sent.items():
        if name in place.secret or hasattr(value, "read") or name == "step":
            continue
        wanted = row.stands.get(name, value)
        wanted = list(wanted) if isinstance(wanted, list | tuple) else [wanted]
        there = page.stands(name)
        if there != [str(one) for one in wanted if one != ""] and there != [str(one) for one in wanted]:
            found.append(f"{name} is {there}, typed was {wanted}")
    return found


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.place}: {row.what}")
def test_a_wrong_input_gets_its_sentence_and_nothing_typed_is_lost(ground: Ground, row: Row) -> None:
    place = ready(row.place)
    before = Entry.objects.count()
    answer, sent = filled(ground, place, row.typed, row.drop)
    assert "\n".join(faults(row, place, answer, sent)) == ""
    assert Entry.objects.count() == before, "something was entered in the journal"


@pytest.mark.parametrize("name", PLACES)
def test_the_same_form_filled_in_right_is_taken(ground: Ground, name: str) -> None:
    answer, _ = filled(ground, ready(name), {})
    assert answer.status_code == PLACES[name].well, Page(answer.content).complaints()


@pytest.mark.parametrize("one", TAKEN, ids=lambda one: f"{one.place}: {one.what}")
def test_an_unusual_but_right_input_is_taken(ground: Ground, one: Taken) -> None:
    place = ready(one.place)
    answer, _ = filled(ground, place, one.typed)
    assert answer.status_code == place.well, Page(answer.content).complaints()
    if one.kept:
        assert one.kept in next_page(answer)


def next_page(answer: Any) -> str:
    """Return what can be read on the page to which a right form leads."""
    shown = answer if answer.status_code == 200 else answer.client.get(answer["Location"])
    return Page(shown.content).text


@pytest.mark.parametrize(
    "lie",
    [
        {"says": "请填一个好一点的手机号"},
        {"at": "address"},
        {"code": 200},
        {"stands": {"address": "别的地址"}},
        {"at": "-", "says": ["手机号应为11位，请核对", "请填写联系地址，写到门牌号"]},
    ],
    ids=str,
)
def test_a_row_that_says_otherwise_than_the_page_is_found(ground: Ground, lie: dict[str, Any]) -> None:
    true = next(row for row in ROWS if row.place == "apply" and row.says == "手机号应为11位，请核对")
    row, place = replace(true, **lie), PLACES["apply"]
    answer, sent = filled(ground, place, row.typed, row.drop)
    assert faults(true, place, answer, sent) == []
    assert faults(row, place, answer, sent) != []


def test_a_row_that_types_into_no_field_is_found(ground: Ground) -> None:
    with pytest.raises(AssertionError, match="no form asks"):
        filled(ground, PLACES["apply"], {"no_such_field": "x"})


LONGEST_SENTENCE = 30
#: Sentences that say more than one thing because the one who reads them needs both; each was weighed.
LONGER = (
    "没有查到与承诺矛盾的数据",
    "“营业场所使用权证明”",
    "要求提交“营业场所使用权证明”",
    "地址要以https://开头，例如",
    "代号用小写字母开头",
)


def test_sentences_are_short_and_say_what_to_do_without_blame() -> None:
    said = sorted({text for row in ROWS for text in row.sentences})
    quoted = re.compile(
        "“[^”]*”|（[^）]*）|[0-9]+年[0-9]+月[0-9]+日|[0-9.]+"
    )  # what is filled in is not counted
    bare = {text: quoted.sub("", text) for text in said if not text.startswith(LONGER)}
    parts = {text: re.split("[。；：]", words) for text, words in bare.items()}
    assert [text for text, all_of_it in parts.items() if max(map(len, all_of_it)) > LONGEST_SENTENCE] == []
    assert [text for text in said if re.search("!|！|错误|非法|失败|异常|无效|不能为空|驳回", text)] == []


def test_there_are_enough_rows_and_no_two_are_the_same() -> None:
    assert len(ROWS) >= 150
    assert len({(row.place, row.what) for row in ROWS}) == len(ROWS)
    assert {row.place for row in ROWS} <= set(PLACES)
    assert sum(len(part.PLACES) for part in PARTS) == len(PLACES)
    assert [text for row in ROWS for text in row.sentences for bad in NEVER_SHOWN if bad in text] == []

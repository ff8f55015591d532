"""Review comments: said about one field, answered, and settled before a review is passed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.catalogue.filling import filled
from tests.catalogue.office import (
    BUREAU,
    DIPLOMA,
    EDITOR,
    LAWYER,
    LEGAL,
    MARKET,
    RECORD,
    acting,
    changed,
    drafted,
    edition,
    in_review,
    published,
)
from tests.catalogue.reading import get, seated

from nuocheng.catalogue import acts
from nuocheng.catalogue.models import Comment, CommentAnswer
from nuocheng.catalogue.rules import comments_are_answered
from nuocheng.catalogue.rules.anchors import is_in, said_at
from nuocheng.catalogue.rules.facts import ReviewFacts
from nuocheng.journal.models import Entry
from nuocheng.kernel.errors import Malformed, NotFound, NotInOffice, OutOfOrder, Overtaken, RuledOut
from nuocheng.kernel.occasion import Role

pytestmark = pytest.mark.django_db


def commented(anchor: str = "record.reason", text: str = "理由没有写") -> str:
    """Return an edition in review with one comment."""
    reference = in_review()
    acts.comment(LEGAL, reference, anchor=anchor, text=text)
    return reference


# the acts ----------------------------------------------------------------------------------------------------------


@pytest.mark.req("S14.1")
def test_a_comment_quotes_what_the_field_said_and_never_changes() -> None:
    reference = commented("item.conditions", " 条件写得不全 ")
    row = Comment.objects.get()
    assert (row.number, row.anchor, row.quoted) == (1, "item.conditions", LAWYER.conditions)
    assert (row.text, row.written_by, row.digest) == ("条件写得不全", "legal", edition(reference).digest)
    acts.comment(BUREAU, reference, anchor="record", text="整份证明都要再看")
    assert Comment.objects.get(number=2).quoted == RECORD.name
    last = Entry.objects.order_by("number").last()
    assert last is not None
    assert last.verb == "edition.comment"
    assert row.sealed_as in "".join(Entry.objects.values_list("seals", flat=True))


@pytest.mark.parametrize(
    ("anchor", "text", "refusal"),
    [
        ("record.reason", " ", Malformed),
        ("record.reason", "长" * 401, Malformed),
        ("nothing.reason", "意见", Malformed),
        ("record.strange", "意见", Malformed),
        ("item.strange", "意见", Malformed),
        ("", "意见", Malformed),
        (f"record.reason.{'x' * 120}", "意见", Malformed),
    ],
)
def test_a_comment_is_about_something_and_says_something(anchor: str, text: str, refusal: type) -> None:
    reference = in_review()
    with pytest.raises(refusal):
        acts.comment(LEGAL, reference, anchor=anchor, text=text)
    assert not Comment.objects.exists()


def test_a_comment_on_what_was_changed_since_is_refused() -> None:
    reference = in_review()
    with pytest.raises(Overtaken):
        acts.comment(LEGAL, reference, anchor="item.fee", text="意见", digest="0" * 64)
    acts.comment(LEGAL, reference, anchor="item.fee", text="意见", digest=edition(reference).digest)
    assert Comment.objects.count() == 1


def test_only_reviewers_comment_and_only_in_review() -> None:
    reference = drafted()
    with pytest.raises(OutOfOrder):
        acts.comment(LEGAL, reference, anchor="item.fee", text="意见")
    acts.send_to_review(EDITOR, reference)
    for on in (EDITOR, acting(Role.LEGAL, department=MARKET)):
        with pytest.raises(NotInOffice):
            acts.comment(on, reference, anchor="item.fee", text="意见")
    with pytest.raises(OutOfOrder):
        acts.comment(LEGAL, published(changed(code="X-1")), anchor="item.fee", text="意见")


def test_an_answer_settles_a_comment_once() -> None:
    reference = commented()
    with pytest.raises(Malformed):
        acts.answer(EDITOR, reference, number=1, text=" ")
    with pytest.raises(NotFound):
        acts.answer(EDITOR, reference, number=2, text="已改")
    acts.answer(EDITOR, reference, number=1, text="已改")
    with pytest.raises(OutOfOrder):
        acts.answer(EDITOR, reference, number=1, text="又改了")
    assert CommentAnswer.objects.get().text == "已改"


@pytest.mark.req("S14.1")
def test_a_review_is_not_passed_over_a_comment_without_an_answer() -> None:
    reference = commented()
    with pytest.raises(RuledOut, match="还有1条审核意见没有答复"):
        acts.pass_review(LEGAL, reference)
    acts.return_draft(LEGAL, reference, reason="见意见")
    acts.answer(EDITOR, reference, number=1, text="已改")
    acts.send_to_review(EDITOR, reference)
    acts.pass_review(LEGAL, reference)
    assert edition(reference).state == "reviewed"


def test_a_reviewer_may_settle_what_no_longer_matters() -> None:
    reference = commented()
    acts.answer(LEGAL, reference, number=1, text="看错了，不用改")
    acts.pass_review(LEGAL, reference)
    assert edition(reference).state == "reviewed"


def test_the_rule_itself_counts_what_nobody_answered() -> None:
    asked = ReviewFacts("li", frozenset({"wang"}), 2)
    assert comments_are_answered.judge(asked) is not None
    assert comments_are_answered.judge(replace(asked, unanswered=0)) is None


# anchors -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("anchor", "says"),
    [
        ("item", LAWYER.name),
        ("item.conditions", LAWYER.conditions),
        ("item.kind", "行政许可"),
        ("item.on_the_spot", "否"),
        ("item.for_whom", "个人；企业和其他组织"),
        ("item.steps.1.actor", "主办单位"),
        ("item.steps.2", "审查决定"),
        ("record", RECORD.name),
        ("record.disposition", "可以承诺代替"),
        ("record.facts.clean.label", "我没有犯罪记录"),
        ("record.plan.standard", "没有犯罪记录"),
        ("record.bases.1.article", "第七条"),
        ("record.bases.9", ""),
        ("diploma.plan", ""),
        ("nothing.reason", ""),
    ],
)
def test_what_an_item_says_at_an_anchor_is_found(anchor: str, says: str) -> None:
    found = said_at(LAWYER, anchor)
    assert found == says or (says and found.startswith(says))


def test_an_item_knows_its_own_places_only() -> None:
    assert is_in(LAWYER, "item.steps.1")
    assert is_in(LAWYER, "diploma")
    assert not is_in(LAWYER, "diploma.conditions")
    assert not is_in(LAWYER, "item.reason")
    assert not is_in(LAWYER, "passport")


# the pages ---------------------------------------------------------------------------------------------------------


@pytest.mark.req("S14.1")
def test_a_reviewer_writes_beside_the_field_and_the_editor_answers_there() -> None:
    reference = in_review()
    page = f"/desk/catalogue/{reference}/comments"
    li, wang = seated("li", Role.LEGAL), seated("wang", Role.EDITOR)
    assert f"{page}?part=record" not in get(page, wang)
    assert "?on=record.reason" in get(f"{page}?part=record", li)
    text = get(f"{page}?on=record.reason", li)
    answer = li.post(page, filled(text, {"text": "理由没有写"}, "anchor"))
    assert answer.status_code == 303
    assert answer["Location"] == f"{page}?part=record#at-record.reason"
    for client in (li, wang):
        came = get(page, client)
        assert "无犯罪记录证明：理由" in came
        assert "还有1条没有答复" in came
    assert "?on=" not in get(f"{page}?part=record", wang)
    acts.return_draft(LEGAL, reference, reason="见意见")
    beside = get(f"/desk/catalogue/{reference}/edit/certificates/record", wang)
    assert beside.index("理由没有写") > beside.index('id="at-reason"')
    came = get(page, wang)
    assert f"/desk/catalogue/{reference}/edit/certificates/record#at-reason" in came
    form = get(f"{page}?answer=1", wang)
    assert wang.post(page, filled(form, {"text": "写上了"}, "number")).status_code == 303
    assert "都答复了" in get(page, li)


@pytest.mark.parametrize("what", [{"anchor": "record.reason"}, {"number": "1"}])
def test_a_form_without_words_comes_back_open(what: dict[str, str]) -> None:
    reference = commented()
    li = seated("li", Role.LEGAL)
    answer = li.post(f"/desk/catalogue/{reference}/comments", {**what, "text": " "})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'name="text"' in text
    assert "还有1处没填好" in text


def test_what_was_typed_stays_when_a_comment_is_refused() -> None:
    reference = in_review()
    page = f"/desk/catalogue/{reference}/comments"
    li = seated("li", Role.LEGAL)
    text = get(f"{page}?on=item.fee", li)
    acts.return_draft(LEGAL, reference, reason="先改")
    answer = li.post(page, filled(text, {"text": "我刚写的话"}, "anchor"))
    assert answer.status_code == 409
    assert Comment.objects.count() == 0
    sent = seated("wang", Role.EDITOR).post(page, {"anchor": "item.fee", "text": "意见"})
    assert sent.status_code == 403


def test_the_comments_are_for_the_unit_and_the_bureau() -> None:
    reference = commented()
    page = f"/desk/catalogue/{reference}/comments"
    get(page, seated("zhao", Role.LEGAL, department=MARKET), 404)
    get(page, seated("chen", Role.CLERK), 403)
    assert "理由没有写" in get(page, seated("qian", Role.BUREAU, department=MARKET))


def test_a_comment_on_what_is_gone_is_still_read() -> None:
    reference = commented("diploma.reason")
    acts.return_draft(LEGAL, reference, reason="见意见")
    acts.amend(EDITOR, reference, item=changed(certificates=(RECORD,)))
    text = get(f"/desk/catalogue/{reference}/comments", seated("wang", Role.EDITOR))
    assert "这一处现在没有了" in text
    assert DIPLOMA.reason in text


def test_the_page_costs_the_same_however_many_comments_there_are() -> None:
    reference = commented()
    li = seated("li", Role.LEGAL)
    page = f"/desk/catalogue/{reference}/comments"
    get(page, li)
    with CaptureQueriesContext(connection) as few:
        get(page, li)
    for number in range(20):
        acts.comment(LEGAL, reference, anchor="item.fee", text=f"意见{number}")
    with CaptureQueriesContext(connection) as many:
        get(page, li)
    assert len(many) == len(few)

"""The party is told first, signs the very notice it was shown, and is told anew when that changes (三（五）)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests import builders as b
from tests.builders import Hours, an_occasion, by_party

from nuocheng.cases import acts as cases
from nuocheng.cases import queries
from nuocheng.cases.models import Case
from nuocheng.catalogue import acts as catalogue
from nuocheng.kernel.errors import Refusal, RuledOut
from nuocheng.kernel.occasion import Role
from nuocheng.papers import queries as papers

pytestmark = [pytest.mark.django_db, pytest.mark.req("S5.3")]


def a_new_edition(hours: Hours) -> str:
    """Publish the next edition of the item, which says something more, and return its number."""
    proves = "您的家庭正在享受最低生活保障，并且没有其他救助"
    changed = replace(b.ITEM, certificates=(replace(b.LOW_INCOME, proves=proves),))
    editor = an_occasion(Role.EDITOR, at=hours.next())
    reference = catalogue.draft_edition(editor, item=changed).reference
    catalogue.send_to_review(replace(editor, at=hours.next()), reference)
    catalogue.pass_review(an_occasion(Role.LEGAL, at=hours.next()), reference)
    catalogue.publish(replace(editor, at=hours.next()), reference)
    return reference


def sign(case: Case, hours: Hours) -> None:
    cases.sign_pledge(by_party(case, hours.next()), case.reference, given=b.a_pledge(case))


def named(refusal: Refusal) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.rule, one.clauses) for one in refusal.objections]


NOTICE_CAME_FIRST = [("notice_came_first", ("白政办发〔2020〕20号三（五）",))]


def test_the_notice_served_is_kept_as_a_paper_and_its_digest_signed() -> None:
    case = b.an_acknowledged_case()
    paper = papers.paper(case.notice)
    assert paper.digest == case.notice_digest
    assert case.edition == f"{b.ITEM.code}-v1"
    assert case.acknowledged_at == b.MORNING + timedelta(minutes=4)


def test_another_digest_than_the_one_on_file_is_not_acknowledged() -> None:
    hours = Hours()
    case = b.a_notified_case(hours=hours)
    with pytest.raises(RuledOut) as said:
        cases.acknowledge_notice(by_party(case, hours.next()), case.reference, shown="0" * 64)
    assert named(said.value) == NOTICE_CAME_FIRST
    assert queries.case(case.reference).acknowledged_at is None


def test_a_new_edition_makes_the_old_notice_void_until_it_is_served_again() -> None:
    hours = Hours()
    case = b.an_acknowledged_case(hours=hours)
    newer = a_new_edition(hours)
    with pytest.raises(RuledOut) as said:
        sign(case, hours)
    assert named(said.value) == NOTICE_CAME_FIRST
    assert "告知内容更新了" in said.value.text

    cases.serve_notice(an_occasion(at=hours.next()), case.reference)
    served = queries.case(case.reference)
    assert (served.state, served.edition, served.edition_version) == ("notified", newer, 2)
    assert served.acknowledged_at is None
    assert served.notice_digest != case.notice_digest

    with pytest.raises(RuledOut) as said:
        cases.acknowledge_notice(by_party(case, hours.next()), case.reference, shown=case.notice_digest)
    assert named(said.value) == NOTICE_CAME_FIRST

    cases.acknowledge_notice(by_party(case, hours.next()), case.reference, shown=served.notice_digest)
    with pytest.raises(RuledOut) as said:
        sign(case, hours)  # the pledge still names the notice of the first edition
    assert named(said.value) == NOTICE_CAME_FIRST
    sign(served, hours)
    assert queries.case(case.reference).state == "pledged"


def test_an_edition_published_between_serving_and_signing_the_notice_is_noticed_too() -> None:
    hours = Hours()
    case = b.a_notified_case(hours=hours)
    a_new_edition(hours)
    with pytest.raises(RuledOut) as said:
        cases.acknowledge_notice(by_party(case, hours.next()), case.reference, shown=case.notice_digest)
    assert named(said.value) == NOTICE_CAME_FIRST


def test_both_notices_stay_on_file_word_for_word() -> None:
    hours = Hours()
    case = b.an_acknowledged_case(hours=hours)
    a_new_edition(hours)
    cases.serve_notice(an_occasion(at=hours.next()), case.reference)
    served = queries.case(case.reference)
    digests = [papers.paper(key).digest for key in (case.notice, served.notice)]
    assert digests == [case.notice_digest, served.notice_digest]
    assert "没有其他救助" in papers.paper(served.notice).content
    assert "没有其他救助" not in papers.paper(case.notice).content


def test_the_notice_says_the_conditions_that_the_party_declares_to_meet() -> None:
    case = b.a_notified_case()
    assert b.ITEM.conditions.rstrip("。") in papers.paper(case.notice).content

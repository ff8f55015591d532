"""A party rates how its case was handled; a poor rating is answered by somebody who did not handle it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from nuocheng.cases import queries
from nuocheng.cases.lifecycle import DECIDED, CaseState
from nuocheng.cases.models import Rating
from nuocheng.cases.rules import MAY_CALL_BACK
from nuocheng.cases.rules.facts import CallingBack
from nuocheng.journal.canonical import canonical
from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.errors import Malformed, NotInOffice, OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.kernel.workdays import term_end
from nuocheng.law import queries as law

TERM = "term.rating.callback"
LONGEST = 1000


@founding_act("rating.give", by=Role.APPLICANT, file=Rating)
def give_rating(
    on: Occasion, deed: Deed, *, case: str, grade: str, indicators: Mapping[str, str], text: str = ""
) -> Rating:
    """Rate (好差评) how a decided case was handled, once; a poor rating is called back within the term.

    Raises:
        Malformed: The grade or an indicator is none of those there are, or too much is said.
        NotFound: There is no such case.
        NotInOffice: It is somebody else's.
        OutOfOrder: The case is not decided yet.
        Overtaken: It was rated already.

    """
    about = queries.case(case)
    if about.party != on.party:
        raise NotInOffice("这一件不是您本人的，请核对编号或换账号登录")
    if CaseState(about.state) not in DECIDED:
        raise OutOfOrder("有了结果才能评价，结果出来会告诉您")
    grades = queries.rating_grades(on.today)
    _known(grade, indicators, set(grades), set(queries.rating_indicators(on.today)))
    if len(text) > LONGEST:
        raise Malformed.at("text", f"写得太长了，请写在{LONGEST}个字以内")
    poor = bool(grades[grade].value.get("poor"))
    days = law.term(TERM, on.today).workdays
    rating = Rating(
        reference=f"E{on.today.year}-{next_number(f'rating/{on.today.year}'):05d}",
        department=about.department,
        party=about.party,
        case=about.reference,
        item_code=about.item_code,
        item_name=about.item_name,
        grade=grade,
        poor=poor,
        indicators=canonical(dict(indicators)),
        text=text.strip(),
        handled_by=canonical(sorted({about.taken_by, about.decided_by} - {"", "system"})),
        due_on=term_end(law.calendar(), on.today, days).on if poor else None,
    )
    return deed.found(rating, "give", note={"grade": grade})


def _known(grade: str, indicators: Mapping[str, str], grades: set[str], known: set[str]) -> None:
    """Hold every answer to the grades and indicators there are.

    Raises:
        Malformed: One is none of them.

    """
    if grade not in grades:
        raise Malformed.at("grade", "请选一个评价，从非常满意到非常不满意")
    if set(indicators) - known or set(indicators.values()) - grades:
        raise Malformed.at("indicators", "分项评价里有认不出的，请重新选")


@official_act("rating.call_back", by=(Role.CLERK, Role.REVIEWER, Role.LEGAL), file=Rating)
def call_back(on: Occasion, rating: Rating, deed: Deed, *, outcome: str) -> None:
    """Note that whoever rated poorly was called back (差评回访), and what was put right.

    Raises:
        OutOfOrder: It was called back already, or the rating was no poor one.
        RuledOut: Whoever handled the case would call, or nothing is said.

    """
    rating.ready_for("call_back")
    if not rating.poor:
        raise OutOfOrder("这一条不是差评，不用回访")
    facts = CallingBack(on.actor, frozenset(json.loads(rating.handled_by)), outcome)
    require(MAY_CALL_BACK, facts, on=on.today)
    deed.move(
        rating,
        "call_back",
        called_at=on.at,
        called_by=on.actor,
        outcome=outcome.strip(),
    )


@official_act("rating.report", by=Role.SYSTEM, file=Rating)
def report_rating(on: Occasion, rating: Rating, deed: Deed, *, receipt: str) -> None:
    """Note that the rating reached the provincial platform (报送好差评平台), with its receipt.

    Raises:
        OutOfOrder: It was reported already.

    """
    if rating.reported_at is not None:
        raise OutOfOrder("这一条已经报送过了")
    deed.move(rating, "report", note={"receipt": receipt}, reported_at=on.at, receipt=receipt[:64])

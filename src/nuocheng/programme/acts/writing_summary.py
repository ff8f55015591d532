"""A department sums its work up: draft, write, hand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from nuocheng.journal.canonical import sha256
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.errors import Malformed, NotProvided, OutOfOrder
from nuocheng.kernel.occasion import CHINA, Occasion, Role
from nuocheng.kernel.rulings import objections, require
from nuocheng.programme import queries
from nuocheng.programme.models import HandedSummary, Summary
from nuocheng.programme.queries import ContactRole
from nuocheng.programme.rules import MAY_HAND_IN, SUMMARY_ON_TIME
from nuocheng.programme.rules.content import Part, parts_as_json
from nuocheng.programme.rules.facts import SummaryHanding

LONGEST_PART = 5000


@founding_act("summary.draft", by=Role.EDITOR, file=Summary)
def draft_summary(on: Occasion, deed: Deed, *, department: str, of_round: str) -> Summary:
    """Begin the summary (总结) of a department's work in a round; a round that is over may be summed up too.

    Raises:
        NotProvided: The law, as loaded, does not say which parts a summary has.
        OutOfOrder: The summary of that round was begun before.

    """
    row = queries.a_round(of_round)
    if queries.summary_of(row, department) is not None:
        raise OutOfOrder(f"“{row.title}”的总结已经开始写了，请接着写那一份")
    named = queries.sections(on.today)
    if not named:
        raise NotProvided("还没有录入总结要写哪几部分的规定，请管理员补录")
    summary = Summary(
        reference=f"ZJ-{row.reference}-{department}",
        department=department,
        round=row,
        due_on=queries.summary_asked(row).due_on,
        content=parts_as_json(tuple(Part(code, title) for code, title in named.items())),
    )
    return deed.found(summary, "draft", note={"parts": list(named)})


@official_act("summary.write", by=Role.EDITOR, file=Summary)
def write_summary(on: Occasion, summary: Summary, deed: Deed, *, texts: Mapping[str, str]) -> None:
    """Write parts of a summary that is still the department's own, each by its code; the others stay as they are.

    Raises:
        Malformed: A part is none that the law names, or too long to be read by anybody.
        OutOfOrder: The summary was handed in.

    """
    summary.ready_for("write")
    parts = queries.parts_on(summary, on.today)
    if not {one.code for one in parts}.issuperset(texts):
        raise Malformed.at("texts", "总结里没有这一部分，请核对")
    said = tuple(replace(one, text=texts.get(one.code, one.text).strip()) for one in parts)
    for one in said:
        if len(one.text) > LONGEST_PART:
            raise Malformed.at(one.code, f"“{one.title}”请写在{LONGEST_PART}个字以内")
    deed.move(summary, "write", content=parts_as_json(said))


@official_act("summary.hand_in", by=Role.EDITOR, file=Summary)
def hand_in_summary(on: Occasion, summary: Summary, deed: Deed, *, signed_by: str, signed_on: date) -> None:
    """Hand the summary in to the Justice Bureau (报送), signed off by the leader in charge; a late one is marked.

    What is handed in is kept as it was, whatever comes after it.

    Raises:
        OutOfOrder: It was handed in already, or is taken.
        RuledOut: A part is not written, nothing is said at all, or the leader in charge has not signed it.

    """
    summary.ready_for("hand_in")
    parts = queries.parts_on(summary, on.today)
    leader = queries.contact_on(summary.department, ContactRole.LEADER, on.today)
    first = summary.handed_in_at or on.at
    facts = SummaryHanding(
        parts=parts,
        signed_by=signed_by,
        signed_on=signed_on,
        leader=leader.name if leader else "",
        first_on=first.astimezone(CHINA).date(),
        due_on=summary.due_on,
        today=on.today,
    )
    require(MAY_HAND_IN, facts, on=on.today)
    late = bool(objections(SUMMARY_ON_TIME, facts, on=on.today))
    row = HandedSummary(
        summary=summary,
        number=summary.times + 1,
        content=parts_as_json(parts),
        signed_by=signed_by.strip(),
        signed_on=signed_on,
        sender=on.name,
        at=on.at,
        late=late,
    )
    deed.move(
        summary,
        "hand_in",
        note={"number": row.number, "signed_by": row.signed_by, "late": late, "text": sha256(row.content)},
        rows=[row],
        content=row.content,
        times=row.number,
        handed_in_at=first,
        late=late,
        returned_reason="",
    )

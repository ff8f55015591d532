"""Decide a matter: the pledge was untrue and the measures are taken, or it was not."""

from __future__ import annotations

import json

from nuocheng.cases import acts as case_acts
from nuocheng.cases import queries as cases
from nuocheng.consequences.models import Matter
from nuocheng.consequences.papers import decision, measure_bases, number_of
from nuocheng.consequences.rules import MAY_DECIDE, MAY_UPHOLD
from nuocheng.consequences.rules.facts import Deciding
from nuocheng.credit import acts as credit_acts
from nuocheng.credit import queries as credit
from nuocheng.journal.deeds import Deed
from nuocheng.journal.official import official_act
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.law import queries as law
from nuocheng.letters.official import letter
from nuocheng.papers.official import Heading, issue
from nuocheng.verification import queries as verification


@official_act("matter.uphold", by=(Role.LEGAL, Role.REVIEWER), file=Matter)
def uphold(on: Occasion, matter: Matter, deed: Deed, *, reason: str) -> None:
    """Find that the pledge was untrue (认定承诺不实) and take the announced measures in the same deed.

    Raises:
        OutOfOrder: The party was not heard, or the matter is decided.
        RuledOut: The officer would decide, no reason is given, or the party was not told and heard.
        Overtaken: The case or the integrity file was moved meanwhile.

    """
    matter.ready_for("uphold")
    require(MAY_UPHOLD, _facts(on, matter, reason), on=on.today)
    measures = json.loads(matter.measures)
    heading = Heading(
        "decision", "承诺不实处理决定书", number_of(matter, "处"), matter.department, matter.party
    )
    paper = issue(on, matter.reference, heading, decision(matter, reason.strip(), on.today))
    told = letter(
        on,
        party=matter.party,
        about=matter.reference,
        title="承诺不实处理决定",
        text=f"您在{matter.case_number}里的承诺认定为不实。理由：{reason.strip()}。不服的途径和信用修复的办法都写在决定书里。",
        paper=paper.pk.hex,
    )
    deed.move(
        matter,
        "uphold",
        rows=[paper, told],
        note={"paper": paper.digest, "measures": measures},
        decided_at=on.at,
        decided_by=on.actor,
        decision_reason=reason.strip(),
        decision_paper=paper.pk.hex,
    )
    _take(on, matter, deed, measures)


@official_act("matter.dismiss", by=(Role.LEGAL, Role.REVIEWER), file=Matter)
def dismiss(on: Occasion, matter: Matter, deed: Deed, *, reason: str) -> None:
    """Find that the pledge was not untrue (不予认定): nothing is entered anywhere.

    Raises:
        OutOfOrder: The matter is decided.
        RuledOut: The officer would decide, or no reason is given.

    """
    require(MAY_DECIDE, _facts(on, matter, reason), on=on.today)
    said = law.provision("wording.decision.not_upheld", on.today).text
    told = letter(
        on,
        party=matter.party,
        about=matter.reference,
        title="不予认定",
        text=f"{matter.case_number}：{said}理由：{reason.strip()}。",
    )
    deed.move(
        matter,
        "dismiss",
        rows=[told],
        decided_at=on.at,
        decided_by=on.actor,
        decision_reason=reason.strip(),
    )
    _settle(matter, deed)


def _facts(on: Occasion, matter: Matter, reason: str) -> Deciding:
    return Deciding(
        on.actor,
        matter.officer,
        reason,
        told=matter.intended_at is not None,
        heard=matter.heard_at is not None,
    )


def _take(on: Occasion, matter: Matter, deed: Deed, measures: list[str]) -> None:
    """Take the measures: each is an act of its own office, within this deed."""
    if "revoke" in measures:
        case_acts.revoke.within(deed, matter.case, matter=matter.reference)
    else:
        _settle(matter, deed)
    if not {"mark", "exclude"} & set(measures):
        return
    standing = credit.standing(matter.party, lock=True)
    cause = credit_acts.Cause(
        matter=matter.reference,
        case=matter.case,
        department=matter.department,
        grade=matter.grade,
        reason=f"{cn_date(on.today)}认定过一次承诺不实（{matter.item_name}）",
        basis="；".join(measure_bases(measures, on.today))[:200],
        excludes="exclude" in measures,
    )
    credit_acts.enter_mark.within(deed, standing.reference, cause=cause)


def _settle(matter: Matter, deed: Deed) -> None:
    """Close the case that the matter was about, if nothing in it is left to verify."""
    if cases.case(matter.case).state == "granted" and not verification.progress(matter.case).open:
        case_acts.settle.within(deed, matter.case, matter=matter.reference)

"""Re-check a random part of what was confirmed: seal the seed, draw, hand out, and say same or different."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from nuocheng.journal.deeds import Deed, next_number
from nuocheng.journal.official import founding_act, official_act
from nuocheng.kernel.errors import Malformed, OutOfOrder
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.kernel.rulings import require
from nuocheng.kernel.workdays import term_end
from nuocheng.law import queries as law
from nuocheng.verification.models import Recheck, RecheckList, RecheckRound, RecheckSeed, Task
from nuocheng.verification.queries import rechecks as queries
from nuocheng.verification.rules import RECHECK_IS_SOUND
from nuocheng.verification.rules.drawing import Member, Share, digest_of, drawn, written
from nuocheng.verification.rules.facts import Rechecking

SEED_BYTES = 32
TERM = "term.recheck"


@dataclass(frozen=True, slots=True)
class Chosen:
    """One fact that was drawn to be re-checked: its task, its class, and by whom (account and name, if anybody is free)."""

    task: str
    stratum: str
    officer: tuple[str, str] = ("", "")


@founding_act("recheck_round.seal", by=Role.SYSTEM, file=RecheckRound)
def seal_round(
    on: Occasion, deed: Deed, *, department: str, month: date, shares: tuple[Share, ...]
) -> RecheckRound:
    """Seal the seed of a month's re-checks (封存复核种子): the results it will draw from are not there yet.

    Raises:
        Malformed: The month is no first day, or nothing would be re-checked.

    """
    if month.day != 1 or not shares:
        raise Malformed.at("month", "请写月份的第一天和各类的比例")
    seed = secrets.token_hex(SEED_BYTES)
    row = RecheckRound(
        reference=f"FP{month:%Y%m}-{next_number(f'recheck_round/{month:%Y%m}'):04d}",
        department=department,
        month=month,
        shares=json.dumps([asdict(one) for one in shares], ensure_ascii=False),
        seed_digest=digest_of(seed),
    )
    note = {"seed_digest": row.seed_digest, "shares": {one.key: one.percent for one in shares}}
    return deed.found(row, "seal", rows=[RecheckSeed(round=row, seed=seed)], note=note)


@official_act("recheck_round.draw", by=Role.SYSTEM, file=RecheckRound)
def draw_round(on: Occasion, batch: RecheckRound, deed: Deed, *, members: Sequence[Member]) -> None:
    """Draw what is re-checked of a month that is over, and reveal the seed (抽取复核): anybody can draw again.

    Raises:
        OutOfOrder: It is drawn already, or its month is not over.

    """
    batch.ready_for("draw")
    if (on.today.year, on.today.month) <= (batch.month.year, batch.month.month):
        raise OutOfOrder("这个月还没有过完，不能抽取复核")
    seed = queries.sealed_seed(batch.reference)
    listed, chosen = written(members), drawn(seed, members, batch.parts)
    text = "".join(f"{one.stratum}\t{one.reference}\n" for one in chosen)
    deed.move(
        batch,
        "draw",
        rows=[
            RecheckList(round=batch, drawn=False, lines=listed, digest=digest_of(listed)),
            RecheckList(round=batch, drawn=True, lines=text, digest=digest_of(text)),
        ],
        note={"seed": seed, "list_digest": digest_of(listed), "drawn": len(chosen)},
        seed=seed,
        list_digest=digest_of(listed),
        listed=len(members),
        drawn=len(chosen),
        drawn_at=on.at,
    )


@official_act("recheck_round.finish", by=Role.SYSTEM, file=RecheckRound)
def finish_round(on: Occasion, batch: RecheckRound, deed: Deed) -> None:
    """Record that everything that was drawn is handed out (复核派发完毕).

    Raises:
        OutOfOrder: It is not drawn yet, or finished already.

    """
    deed.move(batch, "finish", note={"drawn": batch.drawn})


@founding_act("recheck.owe", by=Role.SYSTEM, file=Recheck)
def owe_recheck(on: Occasion, deed: Deed, *, batch: str, chosen: Chosen) -> Recheck:
    """Owe the re-check of one fact that was drawn (派发复核), by an officer who did not confirm it.

    Raises:
        NotFound: There is no such task.
        OutOfOrder: It is not confirmed any more.

    """
    task = Task.load(chosen.task)
    if task.state != "confirmed":
        raise OutOfOrder("这一项的结论已经变了，不用复核")
    days = law.term(TERM, on.today).workdays
    row = Recheck(
        reference=f"FC{on.today.year}-{next_number(f'recheck/{on.today.year}'):06d}",
        department=task.department,
        party=task.party,
        round=batch,
        task=task.reference,
        origin=task.origin,
        stratum=chosen.stratum,
        certificate=task.certificate,
        label=task.label,
        first_by=task.found_by,
        officer=chosen.officer[0],
        officer_name=chosen.officer[1],
        due_on=term_end(law.calendar(), on.today, days).on,
    )
    return deed.found(row, "owe", note={"round": batch, "stratum": chosen.stratum})


@official_act("recheck.agree", by=Role.VERIFIER, file=Recheck)
def agree(on: Occasion, recheck: Recheck, deed: Deed, *, note: str = "") -> None:
    """Come to the same result from the evidence (复核相同).

    Raises:
        OutOfOrder: It is re-checked already.
        RuledOut: Whoever confirmed first would re-check.

    """
    recheck.ready_for("agree")
    require(RECHECK_IS_SOUND, Rechecking(on.actor, recheck.first_by, note, differs=False), on=on.today)
    deed.move(recheck, "agree", note={"note": note.strip()}, **_done(on, note))


@official_act("recheck.differ", by=Role.VERIFIER, file=Recheck)
def differ(on: Occasion, recheck: Recheck, deed: Deed, *, note: str) -> None:
    """Come to another result (复核不同): the fact is open again, and a third officer finds on it.

    Raises:
        OutOfOrder: It is re-checked already, or its finding has changed meanwhile.
        RuledOut: Whoever confirmed first would re-check, or nobody says where it differs.

    """
    recheck.ready_for("differ")
    require(RECHECK_IS_SOUND, Rechecking(on.actor, recheck.first_by, note, differs=True), on=on.today)
    deed.move(recheck, "differ", note={"note": note.strip()}, **_done(on, note))
    reopen.within(deed, recheck.task, recheck=recheck.reference, reason=note)


@official_act("task.reopen", by=Role.VERIFIER, file=Task)
def reopen(on: Occasion, task: Task, deed: Deed, *, recheck: str, reason: str) -> None:
    """Open a finding again because a re-check came to another result (复核后重新核查); what was found stays in the journal.

    Raises:
        OutOfOrder: It is not confirmed.

    """
    took_part = [name for name in (task.found_by, on.actor) if name]
    deed.move(
        task,
        "reopen",
        note={"recheck": recheck, "reason": reason.strip(), "found_before_by": task.found_by},
        reopened_for=reason.strip()[:400],
        reopened_at=on.at,
        took_part=" ".join(took_part)[:200],
        found_at=None,
        found_by="",
        finding_note="",
    )


def _done(on: Occasion, note: str) -> dict[str, Any]:
    return {"done_at": on.at, "done_by": on.actor, "said": note.strip()[:400]}

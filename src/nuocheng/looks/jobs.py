"""Taking a look from question to answer, and what happens by itself: broken looks are ended, old ones looked back at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from nuocheng.catalogue import queries as catalogue
from nuocheng.journal.official import Receipt
from nuocheng.kernel.errors import Refusal, RuledOut
from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.kernel.occasion import Occasion
from nuocheng.law import queries as law
from nuocheng.looks import acts, queries
from nuocheng.looks.acts import Heard, Wanted
from nuocheng.looks.lifecycle import LookState
from nuocheng.looks.models import Look
from nuocheng.looks.queries import watching
from nuocheng.people import queries as people
from nuocheng.verification.channels.looking_up import About
from nuocheng.verification.channels.stated import Stated, Told, ask_whether, askable

BATCH = 200
#: After this long a question whose answer was not recorded was interrupted.
PATIENCE = timedelta(minutes=10)
#: What a source's answer amounts to where nothing was compared.
WITHOUT_RECORD = {"not_found": "none", "source_down": "silent", "stale": "unclear", "ambiguous": "unclear"}
INTERRUPTED = "查询中断了，没有问到来源，可以再查一次"
NOT_BY_MACHINE = "这里还没有接通这个来源，没有问到"


def take(on: Occasion, wanted: Wanted) -> Receipt:
    """Put a question on file, ask, and record what came of it; return the receipt of the question.

    A question that a rule holds back is kept on file too, and then refused.

    Raises:
        Malformed: Something that is needed is missing or cannot be so.
        NotFound: The item is not in the catalogue.
        RuledOut: A rule held the question back; that is on file.

    """
    try:
        receipt = acts.ask_look(on, wanted=wanted)
    except RuledOut as held_back:
        acts.refuse_look(replace(on, key=""), wanted=wanted, reason=held_back.text)
        raise
    look = queries.look(receipt.reference)
    if look.state == LookState.ASKED:
        heard = _heard(look, on)
        acts.record_look(replace(on, key="", at=heard.answered_at), look.reference, heard=heard)
    return receipt


def end_interrupted(on: Occasion, at: datetime) -> int:
    """End the looks whose answer never came to be recorded; return how many."""
    nothing = Heard(
        outcome="silent",
        note=INTERRUPTED,
        verdicts=(),
        receipt_no="",
        digest="",
        source_time=None,
        answered_at=at,
    )
    return sum(_recorded(on, one, nothing) for one in queries.interrupted(at - PATIENCE, BATCH))


def settle_due(on: Occasion) -> int:
    """Look back at looks after the time in which a case should have followed; return how many."""
    days = watching.threshold("settle", on.today)
    done = 0
    for one in queries.to_settle(on.at - timedelta(days=days), BATCH):
        later = one.origin or queries.case_after(one, one.opened_at + timedelta(days=days))
        try:
            acts.settle_look(on, one.reference, later_case=later)
        except Refusal:
            continue
        done += 1
    return done


def _recorded(on: Occasion, look: Look, heard: Heard) -> bool:
    try:
        acts.record_look(on, look.reference, heard=heard)
    except Refusal:  # it came after all
        return False
    return True


def _heard(look: Look, on: Occasion) -> Heard:
    """Ask the source, and return what is kept of its answer: the comparison, and its words only where the plan says so."""
    at = on.at
    if look.channel not in askable():
        told = Told("source_down", NOT_BY_MACHINE, (), "", "", None, at)
    else:
        days = law.term("term.verification.freshness", on.today).amount
        about = About(
            look.party_kind,
            look.party,
            look.party_name,
            people.department_name(look.department),
            on.today - timedelta(days=days),
        )
        basis = f"{look.purpose_title}；{look.basis}"
        told = ask_whether((look.channel, look.source), list(_stated(look)), about, basis, at)
    shows = _shows(look)
    return Heard(
        outcome=_class_of(told),
        note=told.note,
        verdicts=tuple((key, verdict, seen if shows else "") for key, verdict, seen in told.verdicts),
        receipt_no=told.receipt_no,
        digest=told.digest,
        source_time=told.source_time,
        answered_at=told.answered_at,
    )


def _stated(look: Look) -> Iterator[Stated]:
    for one in look.asked_facts:
        kind, comparison = FactType(one["type"]), Comparison(one["comparison"])
        yield Stated(one["key"], kind, comparison, one["field"], one["stated"], one.get("tolerance", ""))


def _shows(look: Look) -> bool:
    """Say whether the plan of the certificate lets the source's own words be shown."""
    one = catalogue.in_force(look.item_code).item.certificate(look.certificate_key)
    return bool(one and one.plan and one.plan.shows)


def _class_of(told: Told) -> str:
    """Return what an answer amounts to; in doubt, nothing can be told."""
    if not told.verdicts:
        return WITHOUT_RECORD.get(told.outcome, "unclear")
    verdicts = {verdict for _, verdict, _ in told.verdicts}
    if "contradicted" in verdicts:
        return "differs"
    return "same" if verdicts == {"consistent"} else "unclear"

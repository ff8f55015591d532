"""Asking the sources before a party fills in: what is held already is not asked again, and no source holds anyone up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from nuocheng.journal.files import new_id
from nuocheng.journal.official import inside_act
from nuocheng.kernel.facts import FactType
from nuocheng.verification.channels import at_hand
from nuocheng.verification.channels.protocol import Answer, Outcome, Question
from nuocheng.verification.channels.sources import title_of
from nuocheng.verification.rules.values import read_boolean, read_count, read_date, read_money, says_nothing

#: What the question is for, by the exchange's own list of purposes, and the law that allows it.
PURPOSE = "certificate_query"
BASIS = "《国务院关于在线政务服务的若干规定》（国令第716号）第七条"
#: How long a party waits for one source that lies outside; one that was too slow is not asked again this time.
WAITS_S = 2.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """One fact that a party is about to be asked, and which field of which source says it."""

    certificate: str
    fact: str
    type: FactType
    choices: tuple[str, ...]
    channel: str
    source: str
    field: str


@dataclass(frozen=True, slots=True)
class About:
    """About whom is asked, who asks, and how old an answer may be."""

    kind: str
    number: str
    name: str
    asked_by: str
    oldest: date


@dataclass(frozen=True, slots=True)
class LookedUp:
    """One question that was asked, and what it answered: (certificate, fact, value), ready to be filled in."""

    channel: str
    source: str
    title: str
    fields: tuple[str, ...]
    outcome: str
    receipt_no: str
    digest: str
    asked_at: datetime
    values: tuple[tuple[str, str, str], ...]


def look_up(wanted: Iterable[Wanted], about: About, at: datetime) -> list[LookedUp]:
    """Ask each source once, with empty hands; where one is dead the party fills in by hand."""
    assert not inside_act()
    ways = at_hand.channels(WAITS_S)
    groups: dict[tuple[str, str], list[Wanted]] = {}
    for one in wanted:
        if one.channel in ways and one.source and one.field:
            groups.setdefault((one.channel, one.source), []).append(one)
    done: list[LookedUp] = []
    silent: set[str] = set()
    for (channel, source), rows in groups.items():
        if channel in silent:
            continue
        answer = ways[channel].ask(_question(source, rows, about), at=at)
        if answer.outcome is Outcome.SOURCE_DOWN:
            silent.add(channel)
        done.append(_looked_up(rows, answer))
    return done


def as_given(wanted: Wanted, text: str | None) -> str:
    """Return what a source says the way a pledge writes it; nothing where it cannot be read as that type."""
    if text is None or says_nothing(text):
        return ""
    said = text.strip()
    if wanted.type is FactType.DATE:
        span = read_date(said)
        return span.low.isoformat() if span and span.low == span.high != date.max else ""
    if wanted.type is FactType.BOOLEAN:
        return {True: "是", False: "否", None: ""}[read_boolean(said)]
    if wanted.type is FactType.CHOICE:
        return said if said in wanted.choices else ""
    if wanted.type in {FactType.INTEGER, FactType.MONEY}:
        amount = read_count(said) if wanted.type is FactType.INTEGER else read_money(said)
        whole = amount is not None and amount.value >= 0 and not amount.slack
        return format(amount.value.normalize(), "f") if whole and amount is not None else ""
    return said[:400]


def _question(source: str, rows: list[Wanted], about: About) -> Question:
    return Question(
        source=source,
        subject_kind=about.kind,
        subject_number=about.number,
        subject_name=about.name,
        fields=tuple(dict.fromkeys(one.field for one in rows)),
        purpose=PURPOSE,
        basis=BASIS,
        request_id=f"look.{new_id().hex}",
        asked_by=about.asked_by,
        oldest_acceptable=about.oldest,
    )


def _looked_up(rows: list[Wanted], answer: Answer) -> LookedUp:
    """Keep what one record says; several records about one party are for people to tell apart."""
    sole = answer.records[0] if answer.outcome is Outcome.FOUND and len(answer.records) == 1 else {}
    values = ((one.certificate, one.fact, as_given(one, sole.get(one.field))) for one in rows)
    return LookedUp(
        channel=answer.channel,
        source=answer.source,
        title=title_of(answer.source),
        fields=tuple(dict.fromkeys(one.field for one in rows)),
        outcome=str(answer.outcome),
        receipt_no=answer.receipt_no[:64],
        digest=answer.digest,
        asked_at=answer.asked_at,
        values=tuple(value for value in values if value[2]),
    )

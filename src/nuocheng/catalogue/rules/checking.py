"""Asking every rule about a whole item, and laying the answers out as a checklist that explains itself.

Each objection knows its place: *field* is the key of the certificate it speaks of (empty: the item itself), *at*
the place inside, dotted as ``anchors`` reads it, such as "plan.standard", "facts.income.maximum" (a fact by its
key), "tried.share.reason" (a way tried by its name), "bases.2.article" or "steps.1.says" (counted from one).
``anchor`` joins both: "record.plan.standard", "item.conditions". Where a rule cannot tell a place, *at* is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from nuocheng.catalogue.rules import (
    CERTIFICATE_IS_LAWFUL,
    ITEM_IS_COMPLETE,
    ITEM_SHOULD_BE_MENDED,
    PAPERS_ARE_COMPLETE,
    READS_WELL,
    SHOULD_BE_MENDED,
    WAYS_ARE_ON_FILE,
)
from nuocheng.catalogue.rules.anchors import ITEM
from nuocheng.catalogue.rules.content import Certificate, Item
from nuocheng.catalogue.rules.facts import Asked, ItemFacts, Papers, Standards, Written
from nuocheng.catalogue.rules.texts import CONDITIONS, texts_of
from nuocheng.kernel.errors import Objection, RuledOut
from nuocheng.kernel.rulings import Rule, objections


@dataclass(frozen=True, slots=True)
class Gate:
    """One rule on the way to publication: what it asks, what for, its law, and what it objects to.

    A gate that does not stop only warns: it is always open, and *clear* when it has nothing to say.
    """

    title: str
    clauses: tuple[str, ...]
    objections: tuple[Objection, ...]
    why: str = ""
    stops: bool = True
    rule: str = ""

    @property
    def open(self) -> bool:
        """Say whether the gate lets the item through."""
        return not self.stops or self.clear

    @property
    def clear(self) -> bool:
        """Say whether the rule has nothing against the item."""
        return not self.objections


@dataclass(frozen=True, slots=True)
class Checklist:
    """Every gate that can stop an item, and every warning that has something to say, in the rules' order."""

    gates: tuple[Gate, ...]
    warnings: tuple[Gate, ...]

    @property
    def ready(self) -> bool:
        """Say whether nothing stands against publishing the item."""
        return all(gate.open for gate in self.gates)


def against(facts: ItemFacts, standards: Standards, *, on: date) -> tuple[Objection, ...]:
    """Return everything that stands against publishing an item; the field names the certificate."""
    papers = Papers(facts.item, facts.contact, standards.wordings)
    required = WAYS_ARE_ON_FILE if standards.ways_required else ()
    return (
        *objections(ITEM_IS_COMPLETE, facts, on=on),
        *objections(PAPERS_ARE_COMPLETE, papers, on=on),
        *_about(facts.item, (*CERTIFICATE_IS_LAWFUL, *required), standards, on),
    )


def to_mend(item: Item, standards: Standards, *, on: date) -> tuple[Objection, ...]:
    """Return what should be mended in an item, though it does not stand against publishing it."""
    facts = ItemFacts(item, item.department, department_known=True)
    advised = () if standards.ways_required else WAYS_ARE_ON_FILE
    return (
        *objections(ITEM_SHOULD_BE_MENDED, facts, on=on),
        *_about(item, (*advised, *SHOULD_BE_MENDED), standards, on),
        *_hard_to_read(item, standards, on),
    )


def require_publishable(facts: ItemFacts, standards: Standards, *, on: date) -> None:
    """Let an item go on to review or publication only if no rule objects.

    Raises:
        RuledOut: At least one rule in force objects.

    """
    found = against(facts, standards, on=on)
    if found:
        raise RuledOut(found)


def gates(facts: ItemFacts, standards: Standards, *, on: date) -> list[Gate]:
    """Return every gate that can stop the item with what it objects to, in the rules' order."""
    required = WAYS_ARE_ON_FILE if standards.ways_required else ()
    rules: tuple[Rule[Any], ...] = (
        *ITEM_IS_COMPLETE,
        *PAPERS_ARE_COMPLETE,
        *CERTIFICATE_IS_LAWFUL,
        *required,
    )
    return list(_laid_out(rules, against(facts, standards, on=on), on, stops=True))


def checklist(facts: ItemFacts, standards: Standards, *, on: date) -> Checklist:
    """Return the editor's checklist: all gates, and the warnings that there are."""
    advised = () if standards.ways_required else WAYS_ARE_ON_FILE
    rules: tuple[Rule[Any], ...] = (*ITEM_SHOULD_BE_MENDED, *advised, *SHOULD_BE_MENDED, *READS_WELL)
    hints = _laid_out(rules, to_mend(facts.item, standards, on=on), on, stops=False)
    return Checklist(
        gates=tuple(gates(facts, standards, on=on)), warnings=tuple(hint for hint in hints if not hint.clear)
    )


def anchor(objection: Objection) -> str:
    """Return the place an objection speaks of, as a link can point to it: "record.plan.standard"."""
    part = objection.field or ITEM
    return f"{part}.{objection.at}" if objection.at else part


def _laid_out(
    rules: Iterable[Rule[Any]], found: tuple[Objection, ...], on: date, *, stops: bool
) -> Iterator[Gate]:
    for one in rules:
        if one.in_force(on):
            yield Gate(
                title=one.title,
                clauses=tuple(str(cite) for cite in one.cites),
                objections=tuple(objection for objection in found if objection.rule == one.name),
                why=one.why,
                stops=stops,
                rule=one.name,
            )


def _about(item: Item, rules: Iterable[Rule[Asked]], standards: Standards, on: date) -> Iterator[Objection]:
    rules = tuple(rules)
    for certificate in item.certificates:
        for objection in objections(rules, Asked(certificate, standards), on=on):
            yield _of(certificate, objection)


def _hard_to_read(item: Item, standards: Standards, on: date) -> Iterator[Objection]:
    """Yield what is hard to understand in anything that an editor wrote."""
    named = {one.key: one for one in item.certificates}
    for text in texts_of(item):
        is_condition = not text.certificate and text.at == CONDITIONS
        written = Written(text.text, text.called, standards.plain, is_condition=is_condition)
        for objection in objections(READS_WELL, written, on=on):
            found = replace(objection, at=text.at)
            yield _of(named[text.certificate], found) if text.certificate else found


def _of(certificate: Certificate, objection: Objection) -> Objection:
    """Return an objection that says of which certificate it speaks."""
    text = f"“{certificate.name}”：{objection.text}" if certificate.name else objection.text
    return replace(objection, text=text, field=certificate.key)

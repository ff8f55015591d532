"""Asking every rule about a whole item: each objection says which certificate it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from nuocheng.catalogue.rules import CERTIFICATE_IS_LAWFUL, ITEM_IS_COMPLETE, SHOULD_BE_MENDED
from nuocheng.catalogue.rules.content import Item
from nuocheng.catalogue.rules.facts import Asked, ItemFacts, Standards
from nuocheng.kernel.errors import Objection, RuledOut
from nuocheng.kernel.rulings import Rule, objections


@dataclass(frozen=True, slots=True)
class Gate:
    """One rule on the way to publication: what it asks, its law, and what it objects to."""

    title: str
    clauses: tuple[str, ...]
    objections: tuple[Objection, ...]

    @property
    def open(self) -> bool:
        """Say whether the gate lets the item through."""
        return not self.objections


def against(facts: ItemFacts, standards: Standards, *, on: date) -> tuple[Objection, ...]:
    """Return everything that stands against publishing an item; the field names the certificate."""
    return (
        *objections(ITEM_IS_COMPLETE, facts, on=on),
        *_about(facts.item, CERTIFICATE_IS_LAWFUL, standards, on),
    )


def to_mend(item: Item, standards: Standards, *, on: date) -> tuple[Objection, ...]:
    """Return what should be mended in an item, though it does not stand against publishing it."""
    return tuple(_about(item, SHOULD_BE_MENDED, standards, on))


def require_publishable(facts: ItemFacts, standards: Standards, *, on: date) -> None:
    """Let an item go on to review or publication only if no rule objects.

    Raises:
        RuledOut: At least one rule in force objects.

    """
    found = against(facts, standards, on=on)
    if found:
        raise RuledOut(found)


def gates(facts: ItemFacts, standards: Standards, *, on: date) -> list[Gate]:
    """Return every gate with what it objects to, in the rules' order: the editor's checklist."""
    found = against(facts, standards, on=on)
    rules: tuple[Rule[Any], ...] = (*ITEM_IS_COMPLETE, *CERTIFICATE_IS_LAWFUL)
    return [
        Gate(
            title=one.title,
            clauses=tuple(str(cite) for cite in one.cites),
            objections=tuple(objection for objection in found if objection.rule == one.name),
        )
        for one in rules
        if one.in_force(on)
    ]


def _about(item: Item, rules: Iterable[Rule[Asked]], standards: Standards, on: date) -> Iterator[Objection]:
    rules = tuple(rules)
    for certificate in item.certificates:
        for objection in objections(rules, Asked(certificate, standards), on=on):
            text = f"“{certificate.name}”：{objection.text}" if certificate.name else objection.text
            yield replace(objection, text=text, field=certificate.key)

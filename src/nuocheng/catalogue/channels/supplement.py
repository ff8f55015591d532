"""What a catalogue table cannot say: the facts, plans and details of items, from a TOML file of ours."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from nuocheng.catalogue.rules.content import (
    Basis,
    Disposition,
    FactField,
    ItemKind,
    Plan,
    Step,
    StepActor,
    StepPath,
    Tried,
    plan_from,
)
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.facts import Comparison, FactType


@dataclass(frozen=True, slots=True)
class CertificateDetails:
    """What goes with one row of a table: only what is given here replaces what the row says."""

    purpose: str = ""
    proves: str = ""
    issuer: str = ""
    bases: tuple[Basis, ...] = ()
    facts: tuple[FactField, ...] = ()
    plan: Plan | None = None
    tried: tuple[Tried, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemDetails:
    """What goes with one item; *details* are columns of ``rules.content.Item``."""

    name: str
    department: str
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SharedSource:
    """A source that answers for certificates of these names: they need not be handed in at all."""

    names: frozenset[str]
    reason: str


@dataclass(frozen=True, slots=True)
class Supplement:
    """Details of items by name and unit, of certificates by the number of their row, and shared sources."""

    items: Mapping[tuple[str, str], ItemDetails] = field(default_factory=dict)
    certificates: Mapping[str, CertificateDetails] = field(default_factory=dict)
    shared: Mapping[str, SharedSource] = field(default_factory=dict)


def read_supplement(raw: bytes) -> Supplement:
    """Read the details that go with a table.

    Raises:
        Malformed: The file is no TOML, or one of its entries is not well formed; the message names it.

    """
    try:
        document = tomllib.loads(raw.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise Malformed.at("details", f"补充文件读不出来：{fault}") from fault
    items: dict[tuple[str, str], ItemDetails] = {}
    certificates: dict[str, CertificateDetails] = {}
    for plain in document.get("item", []):
        named = f"{plain.get('match', '没有名称')}"
        try:
            one = _item(plain)
            items[one.name, one.department] = one
            certificates |= {inner["row"]: _certificate(inner) for inner in plain.get("certificate", [])}
        except (KeyError, ValueError, TypeError) as fault:
            raise Malformed.at("details", f"补充文件里“{named}”写得不对：{fault}") from fault
    return Supplement(items, certificates, _shared(document))


def shipped_supplement() -> Supplement:
    """Return the details that go with the demonstration's catalogue."""
    return read_supplement(files("nuocheng.catalogue").joinpath("data", "demo", "pledges.toml").read_bytes())


def _item(plain: Mapping[str, Any]) -> ItemDetails:
    details = {
        name: value for name, value in plain.items() if name not in {"match", "department", "certificate"}
    }
    for name in ("for_whom", "aliases", "gives", "signers", "signing_methods"):
        if name in details:
            details[name] = tuple(details[name])
    if "steps" in details:
        details["steps"] = tuple(_step(one) for one in details["steps"])
    if "kind" in details:
        details["kind"] = ItemKind(details["kind"])
    return ItemDetails(plain["match"], plain["department"], details)


def _step(plain: Mapping[str, Any] | str) -> Step:
    """Return a step from its title alone, or from a table of its columns."""
    if isinstance(plain, str):
        return Step(plain)
    typed = {
        "actor": StepActor(plain.get("actor", "department")),
        "path": StepPath(plain.get("path", "both")),
    }
    return Step(**{**plain, **typed})


def _certificate(plain: Mapping[str, Any]) -> CertificateDetails:
    return CertificateDetails(
        purpose=plain.get("purpose", ""),
        proves=plain.get("proves", ""),
        issuer=plain.get("issuer", ""),
        bases=tuple(Basis(**one) for one in plain.get("bases", [])),
        facts=tuple(_fact(one) for one in plain.get("facts", [])),
        plan=plan_from(plain["plan"]) if "plan" in plain else None,
        tried=tuple(Tried(Disposition(one["way"]), one["reason"]) for one in plain.get("tried", [])),
    )


def _fact(plain: Mapping[str, Any]) -> FactField:
    rest = {name: value for name, value in plain.items() if name not in {"type", "comparison", "choices"}}
    rest.setdefault("source_field", "")
    return FactField(
        type=FactType(plain["type"]),
        comparison=Comparison(plain["comparison"]),
        choices=tuple(plain.get("choices", ())),
        **rest,
    )


def _shared(document: Mapping[str, Any]) -> dict[str, SharedSource]:
    return {
        one["source"]: SharedSource(frozenset(one["names"]), one["reason"])
        for one in document.get("shared", [])
    }

"""What an item of the catalogue says, as frozen values: the content of one edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from nuocheng.kernel.facts import Comparison, FactType


class ItemKind(StrEnum):
    """Kinds of service items (事项类型)."""

    LICENSE = "license"
    CONFIRMATION = "confirmation"
    BENEFIT = "benefit"
    REWARD = "reward"
    RULING = "ruling"
    LEVY = "levy"
    SERVICE = "service"
    OTHER = "other"


KIND_TITLES = {
    ItemKind.LICENSE: "行政许可",
    ItemKind.CONFIRMATION: "行政确认",
    ItemKind.BENEFIT: "行政给付",
    ItemKind.REWARD: "行政奖励",
    ItemKind.RULING: "行政裁决",
    ItemKind.LEVY: "行政征收",
    ItemKind.SERVICE: "公共服务",
    ItemKind.OTHER: "其他行政权力",
}


class Disposition(StrEnum):
    """What becomes of a certificate (处置), tried in this order."""

    CANCEL = "cancel"
    SHARE = "share"
    CHECK = "check"
    PLEDGE = "pledge"
    SUBMIT = "submit"


DISPOSITION_TITLES = {
    Disposition.CANCEL: "取消，不用交",
    Disposition.SHARE: "数据共享，不用交",
    Disposition.CHECK: "部门核查，不用交",
    Disposition.PLEDGE: "可以承诺代替",
    Disposition.SUBMIT: "要交",
}


#: Dispositions under which the party must do something about a certificate.
DEMANDED = frozenset({Disposition.PLEDGE, Disposition.SUBMIT})
#: The channel of a plan that exempts from verification (免予核查), with its reason.
EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal basis (设定依据): title with number, article, and level code of the law preset."""

    title: str
    article: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class FactField:
    """One thing an applicant states in a pledge, and the source field it is held against."""

    key: str
    label: str
    type: FactType
    comparison: Comparison
    source_field: str
    unit: str = ""
    hint: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The verification plan (核查办法) of a certificate: time, standard and way.

    *channel* is the key of a channel, or "exempt" with its reason; *workdays* of 0 means the term
    that the law preset gives.
    """

    channel: str
    source: str = ""
    workdays: int = 0
    standard: str = ""
    way: str = ""
    exempt_reason: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate (证明材料) that an item asks for, and what becomes of it."""

    key: str
    name: str
    disposition: Disposition
    purpose: str = ""
    proves: str = ""
    issuer: str = ""
    demander: str = ""
    bases: tuple[Basis, ...] = ()
    reason: str = ""
    ground: str = ""
    facts: tuple[FactField, ...] = ()
    plan: Plan | None = None
    source_row: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One service item (政务服务事项) with its certificates: everything an edition says."""

    code: str
    name: str
    kind: ItemKind
    department: str
    certificates: tuple[Certificate, ...] = ()
    conditions: str = ""
    steps: tuple[str, ...] = ()
    workdays: int = 0
    on_the_spot: bool = True
    fee: str = ""
    for_whom: tuple[str, ...] = ("person", "organisation")
    bars_after_withdrawal: bool = False
    source: Mapping[str, str] = field(default_factory=dict)

    @property
    def pledgeable(self) -> tuple[Certificate, ...]:
        """Return the certificates that a pledge may replace."""
        return tuple(one for one in self.certificates if one.disposition is Disposition.PLEDGE)

    @property
    def to_prove(self) -> tuple[Certificate, ...]:
        """Return the certificates that the party must pledge or hand in."""
        return tuple(one for one in self.certificates if one.disposition in DEMANDED)

    def certificate(self, key: str) -> Certificate | None:
        """Return one certificate by its key."""
        return next((one for one in self.certificates if one.key == key), None)


def as_json(item: Item) -> dict[str, Any]:
    """Return the item as plain values."""
    return asdict(item)


def from_json(plain: Mapping[str, Any]) -> Item:
    """Read an item back from plain values.

    Raises:
        KeyError, ValueError, TypeError: The values do not describe an item.

    """
    rest = {name: value for name, value in plain.items() if name not in {"kind", "certificates"}}
    rest["steps"] = tuple(plain.get("steps", ()))
    rest["for_whom"] = tuple(plain.get("for_whom", ()))
    certificates = tuple(_certificate(one) for one in plain.get("certificates", ()))
    return Item(kind=ItemKind(plain["kind"]), certificates=certificates, **rest)


def _certificate(plain: Mapping[str, Any]) -> Certificate:
    rest = {
        name: value for name, value in plain.items() if name not in {"disposition", "bases", "facts", "plan"}
    }
    return Certificate(
        disposition=Disposition(plain["disposition"]),
        bases=tuple(Basis(**one) for one in plain.get("bases", ())),
        facts=tuple(_fact(one) for one in plain.get("facts", ())),
        plan=Plan(**plain["plan"]) if plain.get("plan") else None,
        **rest,
    )


def _fact(plain: Mapping[str, Any]) -> FactField:
    rest = {name: value for name, value in plain.items() if name not in {"type", "comparison", "choices"}}
    return FactField(
        type=FactType(plain["type"]),
        comparison=Comparison(plain["comparison"]),
        choices=tuple(plain.get("choices", ())),
        **rest,
    )

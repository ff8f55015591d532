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


class Timing(StrEnum):
    """When a pledge is verified (核查时间)."""

    BEFORE_DECISION = "before_decision"
    AT_ONCE = "at_once"
    AFTER_DECISION = "after_decision"
    ON_EXPIRY = "on_expiry"
    SAMPLING = "sampling"
    TRIGGERED = "triggered"


TIMING_TITLES = {
    Timing.BEFORE_DECISION: "事前核查",
    Timing.AT_ONCE: "即时核查",
    Timing.AFTER_DECISION: "决定后全部核查",
    Timing.ON_EXPIRY: "到期核查",
    Timing.SAMPLING: "分批抽查",
    Timing.TRIGGERED: "收到投诉或者信用变化时核查",
}


#: Dispositions under which the party must do something about a certificate.
DEMANDED = frozenset({Disposition.PLEDGE, Disposition.SUBMIT})
#: The channel of a plan that exempts from verification (免予核查), with its reason.
EXEMPT = "exempt"
#: Ways on which people go; every other way asks a source by machine, field by field.
BY_PEOPLE = frozenset({"assistance", "on_site", "written", "publicity"})
#: Ways that ask the party or everybody: they name no source.
WITHOUT_SOURCE = frozenset({"written", "publicity"})
PUBLICITY = "publicity"


class StepActor(StrEnum):
    """Who takes a step of an item's procedure."""

    PARTY = "party"
    WINDOW = "window"
    DEPARTMENT = "department"
    OTHER = "other"


STEP_ACTOR_TITLES = {
    StepActor.PARTY: "申请人",
    StepActor.WINDOW: "窗口",
    StepActor.DEPARTMENT: "主办单位",
    StepActor.OTHER: "其他单位",
}


class StepPath(StrEnum):
    """On which way a step lies: the pledge's, the ordinary one with certificates, or both."""

    BOTH = "both"
    PLEDGE = "pledge"
    ORDINARY = "ordinary"


STEP_PATH_TITLES = {
    StepPath.BOTH: "都要走",
    StepPath.PLEDGE: "写承诺的走这一步",
    StepPath.ORDINARY: "交证明的走这一步",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the procedure (办理步骤): what is done, by whom, within how many working days.

    *workdays* of 0 means at once; *says* tells the party what to do or to expect, in plain words.
    """

    title: str
    actor: StepActor = StepActor.DEPARTMENT
    workdays: int = 0
    path: StepPath = StepPath.BOTH
    says: str = ""


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal basis (设定依据): title, article, and level code of the law preset.

    *number* is the document's number (文号), *text* what the article says.
    """

    title: str
    article: str = ""
    level: str = ""
    number: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class FactField:
    """One thing an applicant states in a pledge, and the source field it is held against.

    *minimum* and *maximum* bound what may be stated, written as the type is (a number, or a day in ISO 8601);
    empty means no bound. *tolerance* says how far apart pledge and record may be, where that is how they are compared.
    *privacy* is the class that decides what of it may be shown to the public (``code.privacy.*``; empty: nobody said).
    """

    key: str
    label: str
    type: FactType
    comparison: Comparison
    source_field: str
    unit: str = ""
    hint: str = ""
    choices: tuple[str, ...] = ()
    minimum: str = ""
    maximum: str = ""
    tolerance: str = ""
    privacy: str = ""


@dataclass(frozen=True, slots=True)
class Answering:
    """Which field of a further source answers which fact, where it is not the field that the fact itself names."""

    fact: str
    field: str


@dataclass(frozen=True, slots=True)
class Way:
    """A further way (后续方式) of a plan, taken when those before it settled nothing: its channel, whom it asks."""

    channel: str
    source: str = ""
    fields: tuple[Answering, ...] = ()

    def field_of(self, fact: FactField) -> str:
        """Return the field of this way's source that answers a fact."""
        return next((one.field for one in self.fields if one.fact == fact.key), fact.source_field)


@dataclass(frozen=True, slots=True)
class Plan:
    """The verification plan (核查办法) of a certificate: time, standard and way.

    *channel* is the key of a channel, or "exempt" with its reason; *workdays* of 0 means the term
    that the law preset gives, counted from the decision, or from the day on which the pledge was drawn
    or its verification triggered. *shows* lets an officer who looks the party up see what the source says, and not only
    whether it agrees; *harm* is the class of harm that an untrue pledge does (``code.harm.*``; empty: the usual one).
    *then* are the ways after the first, in their order; *tries* is how often a way that gives no answer is tried before
    the next is taken (0: as often as the law says).
    A plan on expiry says when what is pledged runs out: on the day that the fact *expiry_fact* names, or
    *expiry_months* after the decision; its verification opens *lead_workdays* working days before that.
    """

    channel: str
    source: str = ""
    workdays: int = 0
    standard: str = ""
    way: str = ""
    exempt_reason: str = ""
    timing: Timing = Timing.AFTER_DECISION
    shows: bool = False
    harm: str = ""
    then: tuple[Way, ...] = ()
    tries: int = 0
    expiry_fact: str = ""
    expiry_months: int = 0
    lead_workdays: int = 0

    @property
    def ways(self) -> tuple[Way, ...]:
        """Return every way in its order, the first one too."""
        return (Way(self.channel, self.source), *self.then)

    def when(self, default_workdays: int) -> str:
        """Return when a pledge is verified, in the words that people read."""
        days = f"{self.workdays or default_workdays}个工作日内"
        return {
            Timing.BEFORE_DECISION: f"签了承诺书以后{days}查清，再作决定",
            Timing.AT_ONCE: f"作出决定后马上核查，{days}",
            Timing.ON_EXPIRY: f"{self._begins()}{days}",
            Timing.AFTER_DECISION: f"作出决定后{days}",
            Timing.SAMPLING: f"分批抽查抽中以后{days}",
            Timing.TRIGGERED: f"收到投诉或者信用变化以后{days}",
        }[self.timing]

    def _begins(self) -> str:
        """Return when verification on expiry begins."""
        runs_out = f"作出决定满{self.expiry_months}个月" if self.expiry_months else "到期"
        return f"{runs_out}前{self.lead_workdays}个工作日起" if self.lead_workdays else f"{runs_out}以后"


@dataclass(frozen=True, slots=True)
class Tried:
    """A milder way that was tried first and fell through, with the reason (domain.md §0.2.7)."""

    way: Disposition
    reason: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate (证明材料) that an item asks for, and what becomes of it.

    *aliases* are other names people use; *levels* the levels of government that ask for it (行使层级);
    *guide* says how the party gets it (办理指南); *replaced_by* what stands in its place (取消替代方式);
    *tried* the ways before the disposition that fell through, in the order of ``Disposition``.
    """

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
    aliases: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    guide: str = ""
    replaced_by: str = ""
    remark: str = ""
    tried: tuple[Tried, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One service item (政务服务事项) with its certificates: everything an edition says.

    *unit* names the public-service unit (水电气、有线电视、银行等) for whose item *department*, its lead
    department, answers; empty where the department handles the item itself. *workdays* is the promised term,
    *legal_workdays* the statutory one (0: none stated). *yearly* is how many cases a year it has, as far as
    known; *gives* names the certificates that the item itself issues. *signers* names in which capacities another may
    sign the pledge for the party (guardian, handler; nobody where it is empty), *signing_methods* the ways to sign
    that the item accepts (the usual ones where it is empty).
    """

    code: str
    name: str
    kind: ItemKind
    department: str
    certificates: tuple[Certificate, ...] = ()
    conditions: str = ""
    steps: tuple[Step, ...] = ()
    workdays: int = 0
    on_the_spot: bool = True
    fee: str = ""
    for_whom: tuple[str, ...] = ("person", "organisation")
    bars_after_withdrawal: bool = False
    source: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    aliases: tuple[str, ...] = ()
    legal_workdays: int = 0
    place: str = ""
    hours: str = ""
    yearly: int = 0
    gives: tuple[str, ...] = ()
    signers: tuple[str, ...] = ()
    signing_methods: tuple[str, ...] = ()

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
    """Read an item back from plain values; what an older edition does not say is left at its default.

    Raises:
        KeyError, ValueError, TypeError: The values do not describe an item.

    """
    tuples = ("for_whom", "aliases", "gives", "signers", "signing_methods")
    typed = {
        "kind": ItemKind(plain["kind"]),
        "certificates": tuple(_certificate(one) for one in plain.get("certificates", ())),
        "steps": tuple(_step(one) for one in plain.get("steps", ())),
        **{name: tuple(plain[name]) for name in tuples if name in plain},
    }
    return Item(**{**plain, **typed})


def _step(plain: Mapping[str, Any] | str) -> Step:
    if isinstance(plain, str):  # editions of release 0.1 kept a step as its title
        return Step(plain)
    typed = {"actor": StepActor(plain["actor"]), "path": StepPath(plain["path"])}
    return Step(**{**plain, **typed})


def _certificate(plain: Mapping[str, Any]) -> Certificate:
    tried = (Tried(Disposition(one["way"]), one["reason"]) for one in plain.get("tried", ()))
    tuples = ("aliases", "levels")
    typed = {
        "disposition": Disposition(plain["disposition"]),
        "bases": tuple(Basis(**one) for one in plain.get("bases", ())),
        "facts": tuple(_fact(one) for one in plain.get("facts", ())),
        "plan": plan_from(plain["plan"]) if plain.get("plan") else None,
        "tried": tuple(tried),
        **{name: tuple(plain[name]) for name in tuples if name in plain},
    }
    return Certificate(**{**plain, **typed})


def plan_from(plain: Mapping[str, Any]) -> Plan:
    """Read a plan back; one that does not say when is carried out after every decision."""
    typed = {
        "timing": Timing(plain.get("timing", Timing.AFTER_DECISION)),
        "then": tuple(_way(one) for one in plain.get("then", ())),
    }
    return Plan(**{**plain, **typed})


def _way(plain: Mapping[str, Any]) -> Way:
    return Way(**{**plain, "fields": tuple(Answering(**one) for one in plain.get("fields", ()))})


def _fact(plain: Mapping[str, Any]) -> FactField:
    typed = {
        "type": FactType(plain["type"]),
        "comparison": Comparison(plain["comparison"]),
        "choices": tuple(plain.get("choices", ())),
    }
    return FactField(**{**plain, **typed})

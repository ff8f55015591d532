"""A small life lived through the acts: a catalogue with one item, a party, its pledges, their verification."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from tests import worlds

from nuocheng.cases import acts as cases
from nuocheng.cases import papers as case_papers
from nuocheng.cases import queries as case_queries
from nuocheng.catalogue.models import Edition, Listing
from nuocheng.catalogue.rules.content import (
    Basis,
    Certificate,
    Disposition,
    FactField,
    Item,
    ItemKind,
    Plan,
    as_json,
)
from nuocheng.credit import acts as credit
from nuocheng.journal.canonical import canonical, sha256
from nuocheng.journal.deeds import Deed
from nuocheng.journal.files import File
from nuocheng.journal.official import Receipt, through
from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.kernel.occasion import CHINA, Door, Occasion, Post, Role
from nuocheng.law import queries as law
from nuocheng.law.loading import load_preset, seed_calendar
from nuocheng.law.models import LawVersion
from nuocheng.people.models import Department
from nuocheng.verification import acts as verification
from nuocheng.verification.queries import tasks_of

DEPARTMENT = "weijian"
PARTY = "620402199001010018"
FIRST_PARTY_FILE = "P00000001"
MORNING = datetime(2026, 11, 3, 9, 0, tzinfo=CHINA)

PREMISES = Certificate(
    key="premises",
    name="营业场所使用权证明",
    disposition=Disposition.PLEDGE,
    proves="有权使用申请书上写的营业场所",
    issuer="不动产登记中心",
    bases=(Basis("公共场所卫生管理条例实施细则", "第二十三条", "rule"),),
    facts=(
        FactField("address", "营业场所地址", FactType.TEXT, Comparison.CONTAINS_ADDRESS, "address"),
        FactField("until", "能用到哪一天", FactType.DATE, Comparison.ON_OR_AFTER, "until"),
    ),
    plan=Plan("data_exchange", "不动产登记", 30, "地址和期限与登记一致", "与不动产登记数据比对"),
)
TRAINING = replace(
    PREMISES,
    key="training",
    name="从业人员培训证明",
    facts=(FactField("trained", "是否参加过培训", FactType.BOOLEAN, Comparison.IS_TRUE, "trained"),),
    plan=Plan("exempt", exempt_reason="培训由本机关组织，档案在本机关"),
)
HEALTH = Certificate(
    key="health", name="健康合格证明", disposition=Disposition.SUBMIT, reason="直接关系人身健康"
)
ITEM = Item(
    code="WJ-001",
    name="公共场所卫生许可",
    kind=ItemKind.LICENSE,
    department=DEPARTMENT,
    certificates=(PREMISES, TRAINING),
    workdays=3,
    on_the_spot=False,
)
MIXED = replace(ITEM, code="WJ-002", name="饮用水卫生许可", certificates=(PREMISES, HEALTH))

FACTS = {"premises": {"address": "公园路18号1层", "until": "2027-06-30"}, "training": {"trained": "是"}}


@dataclass
class Hours:
    """Time that goes on by a minute with every act, from a given moment."""

    at: datetime = MORNING

    def next(self) -> datetime:
        """Return the next moment."""
        self.at += timedelta(minutes=1)
        return self.at


def someone(role: Role, at: datetime = MORNING, *, actor: str = "", key: str = "") -> Occasion:
    """Return an occasion of somebody who holds *role* in the department; the applicant is the party."""
    outside = {Role.APPLICANT, Role.BUREAU, Role.SYSTEM}
    post = Post(role, "" if role in outside else DEPARTMENT)
    party = PARTY if role is Role.APPLICANT else ""
    door = Door.WEB if role is Role.APPLICANT else Door.WINDOW
    return Occasion(actor or str(role), "某某", post, at, party, door, key)


def the_law() -> None:
    """Make sure of the law as it ships and the calendar, which lie in every database of tests, and of the department."""
    if not LawVersion.objects.exists():
        for preset in ("national-2026", "baiyin-2020"):
            load_preset(preset)
        seed_calendar([2025, 2026, 2027])
        law.invalidate()
    Department.objects.update_or_create(
        code=DEPARTMENT, defaults={"name": "白银区卫生健康局", "short": "区卫健局", "mark": "白卫"}
    )


def publish(item: Item, at: datetime = MORNING - timedelta(days=30)) -> str:
    """Publish one item by its whole way through the catalogue, and return the edition."""
    content = canonical(as_json(item))
    edition = Edition(
        reference=f"{item.code}-1",
        department=item.department,
        code=item.code,
        version=1,
        name=item.name,
        item_kind=str(item.kind),
        content=content,
        digest=sha256(content),
        pledgeable=len(item.pledgeable),
    )

    def do(deed: Deed) -> File:
        deed.found(edition, "draft")
        deed.move(edition, "send_to_review")
        deed.move(edition, "pass_review", note={"report": "依据齐全"})
        rows = [
            Listing(
                edition=edition,
                position=place,
                key=one.key,
                certificate=one.name,
                disposition=one.disposition,
            )
            for place, one in enumerate(item.certificates, start=1)
        ]
        deed.move(edition, "publish", rows=rows, published_at=deed.on.at)
        return edition

    return through(someone(Role.EDITOR, at), lambda: "", do).reference


def opened(hours: Hours, *, item: Item = ITEM) -> str:
    """Open a case for the party."""
    party = cases.PartyGiven(PARTY, "person", "张建华", "13800000000")
    return cases.open_case(someone(Role.APPLICANT, hours.next()), item_code=item.code, party=party).reference


def told(hours: Hours, *, item: Item = ITEM) -> str:
    """Open a case, find the party eligible, serve the notice and have it acknowledged."""
    case = opened(hours, item=item)
    cases.check_eligibility(someone(Role.APPLICANT, hours.next()), case)
    cases.serve_notice(someone(Role.APPLICANT, hours.next()), case)
    shown = case_queries.case(case).notice_digest
    cases.acknowledge_notice(someone(Role.APPLICANT, hours.next()), case, shown=shown)
    return case


def given(case: str, *certificates: str) -> cases.PledgeGiven:
    """Return a pledge that says everything, in place of *certificates*."""
    return cases.PledgeGiven(
        shown=case_queries.case(case).notice_digest,
        statements=case_papers.required_statements(MORNING.date()),
        signed_as="张建华",
        facts={key: FACTS[key] for key in certificates},
    )


def pledged(hours: Hours, *, item: Item = ITEM) -> str:
    """Have a case pledged with every certificate that a pledge may replace."""
    case = told(hours, item=item)
    keys = [one.key for one in item.pledgeable]
    cases.sign_pledge(someone(Role.APPLICANT, hours.next()), case, given=given(case, *keys))
    return case


def granted(hours: Hours, *, item: Item = ITEM) -> str:
    """Have a pledged case granted: its duties to verify are born."""
    case = pledged(hours, item=item)
    if item.to_prove != item.pledgeable:
        upload = cases.Upload("健康证.pdf", "application/pdf", b"%PDF-1.7 health")
        cases.submit_certificate(
            someone(Role.APPLICANT, hours.next()), case, certificate="health", upload=upload
        )
        cases.hand_in(someone(Role.APPLICANT, hours.next()), case)
    cases.grant(someone(Role.REVIEWER, hours.next()), case)
    return case


def heard(at: datetime, outcome: str, observed: str = "公园路18号1层") -> verification.Heard:
    """Return what a source answered."""
    raw = f'{{"observed": "{observed}"}}'.encode()
    return verification.Heard(
        channel="data_exchange",
        source="不动产登记",
        outcome=outcome,
        observed=observed,
        note="",
        raw=raw,
        digest=hashlib.sha256(raw).hexdigest(),
        receipt_no="R-1",
        source_time=at.date(),
        asked_at=at,
        answered_at=at + timedelta(seconds=1),
        latency_ms=1000,
    )


def found(hours: Hours, case: str, outcome: str, verdict: str) -> list[str]:
    """Have every open task of a case answered and found on."""
    tasks = [one.reference for one in tasks_of(case) if one.state == "owed"]
    for task in tasks:
        at = hours.next()
        verification.record_answer(someone(Role.VERIFIER, at), task, heard=heard(at, outcome))
        verification.record_finding(
            someone(Role.VERIFIER, hours.next()), task, verdict=verdict, note="登记与承诺的对照见应答"
        )
    return tasks


def marked(hours: Hours, case: str) -> Receipt:
    """Enter an untrue pledge in the party's integrity file, have repair asked for and given."""
    file = FIRST_PARTY_FILE
    cause = credit.Cause(
        "M-1", case, DEPARTMENT, "general", "承诺的地址不实", "白政办发〔2020〕20号三（十）", excludes=True
    )
    credit.enter_mark(someone(Role.LEGAL, hours.next()), file, cause=cause)
    credit.ask_repair(someone(Role.APPLICANT, hours.next()), file, text="已经补交不动产登记证明")
    return credit.repair(someone(Role.BUREAU, hours.next()), file, reason="已改正")


def a_life() -> str:
    """Return the first case of a whole small life: every kind of row and of ending occurs in it."""
    return str(worlds.of(lived, worlds.Hours()))


def lived(_: worlds.Hours) -> str:
    """Live that life; tests that are marked with LIVED share it."""
    the_law()
    publish(ITEM)
    publish(MIXED)
    hours = Hours()
    first = granted(hours)
    found(hours, first, "contradicted", "refute")
    second = granted(hours, item=MIXED)
    found(hours, second, "consistent", "confirm")
    cases.close(someone(Role.VERIFIER, hours.next()), second)
    third = told(hours)
    cases.decline_pledge(someone(Role.APPLICANT, hours.next()), third, reason="自己有证明")
    fourth = pledged(hours)
    cases.withdraw_pledge(someone(Role.APPLICANT, hours.next()), fourth, reason="想交证明")
    marked(hours, first)
    return first


LIVED = pytest.mark.world(build=lived)

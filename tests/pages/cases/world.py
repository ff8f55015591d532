"""A small district to act in: one department, its people, and items of several shapes, published by hand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from django.test import Client

from nuocheng.cases import acts, queries
from nuocheng.cases.models import Case
from nuocheng.catalogue import acts as catalogue
from nuocheng.catalogue.rules.content import (
    Basis,
    Certificate,
    Disposition,
    FactField,
    Item,
    ItemKind,
    Plan,
)
from nuocheng.consequences import acts as consequences
from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.kernel.occasion import Door, Occasion, Post, Role
from nuocheng.people.models import Account, Department, PostHeld
from nuocheng.verification import acts as verification
from nuocheng.verification import queries as tasks

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
DEPARTMENT = "620402-wjj"
OTHER = "620402-mzj"
ZHANG = "11010519491231002X"
LI = "440524188001010014"
COMPANY = "91620402MA7JX90017"
PASSWORD = "let-me-in-please"
PDF = b"%PDF-1.4 a lease\n%%EOF\n"

LEASE = Certificate(
    key="lease",
    name="营业场所使用权证明",
    disposition=Disposition.PLEDGE,
    purpose="核对申请条件",
    proves="您有权使用申请书上写的这处营业场所",
    issuer="不动产登记中心，或者房屋出租人",
    bases=(Basis("公共场所卫生管理条例实施细则", "第二十三条", "administrative_regulation"),),
    facts=(
        FactField("address", "营业场所地址", FactType.TEXT, Comparison.CONTAINS_ADDRESS, "address",
                  hint="写到门牌号，例如：人民路街道公园路18号1层"),
        FactField("origin", "这处场所是怎么来的", FactType.CHOICE, Comparison.EQUALS, "origin",
                  choices=("自己的房子", "租的", "别人无偿给用的")),
        FactField("until", "能用到哪一天", FactType.DATE, Comparison.ON_OR_BEFORE, "until"),
    ),
    plan=Plan("data_exchange", "real_estate", 20, "地址、期限和登记一致", "和不动产登记数据比对"),
)  # fmt: skip
STAFF = Certificate(
    key="staff",
    name="从业人员情况证明",
    disposition=Disposition.PLEDGE,
    purpose="核对申请条件",
    proves="店里有多少人、每月付多少工资",
    issuer="社区居委会",
    bases=(Basis("白银区公共场所卫生许可工作规程", "第八条", "administrative_regulation"),),
    facts=(
        FactField("people", "从业人数", FactType.INTEGER, Comparison.AT_MOST, "people", unit="人"),
        FactField("wages", "每月工资总额", FactType.MONEY, Comparison.AT_MOST, "wages"),
        FactField("insured", "都参加了社会保险", FactType.BOOLEAN, Comparison.IS_TRUE, "insured"),
    ),
    plan=Plan("internal_record", "social_security", 20, "人数一致", "查社会保险参保登记"),
)
HEALTH = Certificate(
    key="health",
    name="从业人员健康合格证明",
    disposition=Disposition.SUBMIT,
    purpose="核对申请条件",
    proves="从业人员身体健康，没有传染病",
    issuer="疾病预防控制中心",
    reason="直接关系人身健康，按规定不能用承诺代替",
    ground="HL",
    bases=(Basis("公共场所卫生管理条例", "第七条", "administrative_regulation"),),
)
CARD = Certificate(
    key="card",
    name="居民身份证",
    disposition=Disposition.SHARE,
    purpose="核对身份",
    reason="从国家人口基础信息库查询",
)
MIXED = Item(
    code="WS01", name="公共场所卫生许可（理发店、美容店）新办", kind=ItemKind.LICENSE, department=DEPARTMENT,
    certificates=(LEASE, STAFF, HEALTH, CARD), workdays=3, fee="不收费", on_the_spot=False,
)  # fmt: skip
SPOT = replace(
    MIXED, code="WS02", name="公共场所卫生许可证补办", certificates=(LEASE, STAFF, CARD), on_the_spot=True
)
SLOW = replace(SPOT, code="WS03", name="公共场所卫生许可证延续", on_the_spot=False)

STATEMENTS = (
    "knows_notice", "meets_conditions", "accepts_liability", "genuine_intent",
    "accepts_verification", "information_true",
)  # fmt: skip
FACTS = {
    "lease": {"address": "公园路18号1层", "origin": "租的", "until": "2027-06-30"},
    "staff": {"people": "3", "wages": "9000", "insured": "是"},
}
#: The same facts as the form sends them when both certificates are pledged.
TYPED = {
    "f-0_0": "公园路18号1层", "f-0_1": "租的", "f-0_2_year": "2027", "f-0_2_month": "6", "f-0_2_day": "30",
    "f-1_0": "３", "f-1_1": "9,000元", "f-1_2": "是",
}  # fmt: skip
TICKS = {f"s-{code}": "on" for code in STATEMENTS}


def publish(item: Item) -> None:
    """Take an item its whole way through the catalogue; an edition in force is superseded."""
    editor = Occasion("editor", "编小红", Post(Role.EDITOR, item.department), AT)
    legal = Occasion("fa", "法小明", Post(Role.LEGAL, item.department), AT)
    draft = catalogue.draft_edition(editor, item=item).reference
    catalogue.send_to_review(editor, draft)
    catalogue.pass_review(legal, draft)
    catalogue.publish(editor, draft)


@dataclass
class World:
    """Everybody and everything, with short cuts to where a test begins."""

    accounts: dict[str, Account] = field(default_factory=dict)
    serial: int = 0

    def client(self, username: str = "") -> Client:
        """Return a browser in which this account is signed in, or nobody."""
        client = Client()
        if username:
            client.force_login(self.accounts[username], "django.contrib.auth.backends.ModelBackend")
        return client

    def zhang(self) -> Occasion:
        """Return Zhang's own occasion."""
        return Occasion("zhang", "张建华", Post(Role.APPLICANT), AT, party=ZHANG)

    def staff(self, username: str, role: Role) -> Occasion:
        """Return the occasion of a member of staff."""
        return Occasion(username, username, Post(role, DEPARTMENT), AT, door=Door.WINDOW)

    def opened(self, item: Item = SLOW, number: str = ZHANG, name: str = "张建华") -> Case:
        """Return a case whose notice was served."""
        on = replace(self.zhang(), party=number, name=name)
        party = acts.PartyGiven(number, "person", name, "13800000000", "公园路18号")
        reference = acts.open_case(on, item_code=item.code, party=party).reference
        acts.check_eligibility(on, reference)
        case = queries.case(reference)
        if case.state == "eligible":
            acts.serve_notice(on, reference)
        return queries.case(reference)

    def told(self, item: Item = SLOW) -> Case:
        """Return a case whose notice was acknowledged."""
        case = self.opened(item)
        acts.acknowledge_notice(self.zhang(), case.reference, shown=case.notice_digest)
        return queries.case(case.reference)

    def pledged(self, item: Item = SLOW) -> Case:
        """Return a case whose pledge is signed."""
        case = self.told(item)
        given = acts.PledgeGiven(case.notice_digest, frozenset(STATEMENTS), "张建华", FACTS)
        acts.sign_pledge(self.zhang(), case.reference, given=given)
        return queries.case(case.reference)

    def granted(self, item: Item = SLOW) -> Case:
        """Return a granted case, all of its tasks still open."""
        case = self.pledged(item)
        acts.grant(self.staff("chen", Role.REVIEWER), case.reference)
        return queries.case(case.reference)

    def found_untrue(self, case: Case) -> str:
        """Refute what was pledged and tell the party; return the matter."""
        system = Occasion("system", "系统", Post(Role.SYSTEM), AT)
        verifier = self.staff("wang", Role.VERIFIER)
        for task in tasks.tasks_of(case.reference):
            verification.record_answer(system, task.reference, heard=contradiction())
            verification.record_finding(verifier, task.reference, verdict="refute", note="登记的不一样")
        matter = consequences.open_matter(
            verifier, case=case.reference, facts="承诺的和登记的不一样。"
        ).reference
        intention = consequences.Intention("deliberate", "general", ("revoke", "mark", "exclude"))
        consequences.serve_intended(verifier, matter, intention=intention)
        return matter

    def bar(self) -> None:
        """Let Zhang once have pledged untruly."""
        matter = self.found_untrue(self.granted())
        consequences.hear_statement(self.zhang(), matter, text="我搬家了")
        consequences.uphold(self.staff("fa", Role.LEGAL), matter, reason="说明不成立")


def contradiction() -> Any:
    """Return an answer that contradicts what was pledged."""
    return verification.Heard(
        "data_exchange", "real_estate", "contradicted", "别处", "", b"{}",
        hashlib.sha256(b"{}").hexdigest(), "R1", None, AT, AT, 3,
    )  # fmt: skip


def build(password: str | None = None) -> World:
    """Lay the district into an empty database; hashing passwords takes long, so tests do without."""
    Department.objects.create(
        code=DEPARTMENT, name="白银市白银区卫生健康局", short="区卫健局", mark="卫", phone="0943-0000001"
    )
    Department.objects.create(code=OTHER, name="白银市白银区民政局", short="区民政局", mark="民")
    world = World()
    for username, name, number, role, department in _PEOPLE:
        account = Account.objects.create(
            username, password, name=name, number=number, phone="13800000000" if number else "",
            address="公园路18号" if number else "",
        )  # fmt: skip
        world.accounts[username] = account
        if role:
            held = Department.objects.get(code=department) if department else None
            PostHeld.objects.create(
                account=account, role=role, department=held, since=AT.date().replace(year=2020)
            )
    for item in (MIXED, SPOT, SLOW):
        publish(item)
    return world


_PEOPLE: tuple[tuple[str, str, str, Role | None, str], ...] = (
    ("zhang", "张建华", ZHANG, None, ""),
    ("lisi", "李四", LI, None, ""),
    ("shop", "甘肃示例丙商贸有限公司", COMPANY, None, ""),
    ("liu", "刘敏", "", Role.CLERK, DEPARTMENT),
    ("chen", "陈晓", "", Role.REVIEWER, DEPARTMENT),
    ("wang", "王芳", "", Role.VERIFIER, DEPARTMENT),
    ("fa", "法小明", "", Role.LEGAL, DEPARTMENT),
    ("editor", "编小红", "", Role.EDITOR, DEPARTMENT),
    ("zhao", "赵强", "", Role.REVIEWER, OTHER),
    ("clerk2", "钱多", "", Role.CLERK, OTHER),
    ("bureau", "司法监督", "", Role.BUREAU, ""),
)

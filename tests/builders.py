"""Situations for tests, each reached by the real acts: what stands here has happened, with entry and seal.

A builder is named for a situation of the procedure, not for a table. All of them begin on MORNING unless
told otherwise, and every act comes one minute after the one before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from unittest.mock import patch

from nuocheng.cases import acts as cases
from nuocheng.cases import queries as case_queries
from nuocheng.cases.acts import PartyGiven, PledgeGiven
from nuocheng.cases.models import Case
from nuocheng.catalogue import acts as catalogue
from nuocheng.catalogue import queries as catalogue_queries
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
from nuocheng.consequences import queries as consequence_queries
from nuocheng.consequences.acts import Intention
from nuocheng.consequences.models import Matter
from nuocheng.credit import acts as credit
from nuocheng.credit import queries as credit_queries
from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.kernel.occasion import CHINA, ROLE_TITLES, Door, Occasion, Post, Role
from nuocheng.law import queries as law
from nuocheng.people import official as people
from nuocheng.people import queries as people_queries
from nuocheng.people.models import Account
from nuocheng.site.demo.cast import departments
from nuocheng.verification import acts as verification
from nuocheng.verification import jobs as verification_jobs
from nuocheng.verification import queries as verification_queries
from nuocheng.verification.models import RegisterRow, Task

DEPARTMENT = "620402-mzj"
MORNING = datetime(2026, 11, 2, 9, 0, tzinfo=CHINA)
#: Posts that stand outside every department.
OUTSIDE = frozenset({Role.APPLICANT, Role.BUREAU, Role.ADMINISTRATOR, Role.SYSTEM})
REGISTER = "low_income_register"
TRUE_FACTS = {"low_income": {"status": "享受中", "household": "3"}}
UNTRUE_FACTS = {"low_income": {"status": "享受中", "household": "5"}}

LOW_INCOME = Certificate(
    key="low_income",
    name="低收入证明",
    disposition=Disposition.PLEDGE,
    purpose="说明家庭收入情况",
    proves="您的家庭正在享受最低生活保障",
    issuer="街道办事处",
    bases=(Basis("社会救助暂行办法", "第十一条", "administrative_regulation"),),
    facts=(
        FactField(
            "status", "低保状态", FactType.CHOICE, Comparison.EQUALS, "status", choices=("享受中", "已停发")
        ),
        FactField("household", "保障人数", FactType.INTEGER, Comparison.EQUALS, "household", unit="人"),
    ),
    plan=Plan("internal_record", REGISTER, 15, "状态和人数与台账一致", "查本单位低保台账"),
)
HOUSEHOLD = Certificate(
    key="household",
    name="户口簿",
    disposition=Disposition.SUBMIT,
    purpose="说明家庭成员",
    bases=(Basis("社会救助暂行办法", "第十一条", "administrative_regulation"),),
    reason="要看原件",
)
ITEM = Item(
    code="MZ-001",
    name="临时救助金给付",
    kind=ItemKind.BENEFIT,
    department=DEPARTMENT,
    certificates=(LOW_INCOME,),
    conditions="家庭基本生活暂时出现严重困难。",
    workdays=5,
    on_the_spot=False,
)
#: An item of which one certificate must be handed in whatever is pledged.
MIXED_ITEM = replace(ITEM, code="MZ-002", name="特困人员供养", certificates=(LOW_INCOME, HOUSEHOLD))


@dataclass
class Hours:
    """Time that goes on by a minute whenever it is looked at."""

    at: datetime = MORNING

    def next(self) -> datetime:
        """Return the next moment."""
        self.at += timedelta(minutes=1)
        return self.at


def an_occasion(
    role: Role = Role.CLERK,
    department: str = DEPARTMENT,
    at: datetime = MORNING,
    *,
    party: str = "",
    actor: str = "",
) -> Occasion:
    """Return an occasion of somebody who holds *role*; an applicant acts for *party*."""
    post = Post(role, "" if role in OUTSIDE else department)
    door = {Role.APPLICANT: Door.WEB, Role.SYSTEM: Door.JOB}.get(role, Door.WINDOW)
    return Occasion(actor or f"{role}-1", ROLE_TITLES[role], post, at, party, door)


def by_party(case: Case, at: datetime) -> Occasion:
    """Return an occasion of the party of a case."""
    return an_occasion(Role.APPLICANT, at=at, party=case.party, actor=f"of-{case.party}")


def a_party(name: str = "李守信", number: str = "620402198503122031") -> PartyGiven:
    """Return a person, fictional and known to the simulated exchange."""
    return PartyGiven(number, "person", name, "13900000000", "白银区虚构路9号")


def a_company(name: str = "铜城丰禾食品有限公司", number: str = "91620402MA7JX90017") -> PartyGiven:
    """Return an organisation, fictional and known to the simulated exchange."""
    return PartyGiven(number, "organisation", name, "0943-0000000", "白银区虚构路10号")


def some_departments() -> None:
    """Make sure that the departments of the demonstration are there."""
    if people_queries.department(DEPARTMENT) is None:
        people.keep_departments(departments())


def an_account(
    role: Role = Role.CLERK, department: str = DEPARTMENT, *, name: str = "", since: date | None = None
) -> Account:
    """Return an account that holds a post, and can be signed in to with the password 'letmein-please'."""
    some_departments()
    account = people.add_account(people.Member(name or f"{role}-1", ROLE_TITLES[role]))
    people.set_password(account, "letmein-please")
    people.give_post(account, role, department, since or date(2020, 4, 3))
    return account


def an_applicant(party: PartyGiven | None = None) -> Account:
    """Return the account of a party."""
    given = party or a_party()
    account = people.add_account(people.Member(f"of-{given.number}", given.name, given.number, given.phone))
    people.set_password(account, "letmein-please")
    return account


def a_published_item(item: Item = ITEM, at: datetime = MORNING - timedelta(days=30)) -> str:
    """Publish an item by its whole way through the catalogue, and return its code."""
    some_departments()
    editor = an_occasion(Role.EDITOR, item.department, at)
    reference = catalogue.draft_edition(editor, item=item).reference
    catalogue.send_to_review(replace(editor, at=at + timedelta(minutes=1)), reference)
    catalogue.pass_review(an_occasion(Role.LEGAL, item.department, at + timedelta(minutes=2)), reference)
    catalogue.publish(replace(editor, at=at + timedelta(minutes=3)), reference)
    return item.code


def an_open_case(party: PartyGiven | None = None, *, item: Item = ITEM, hours: Hours | None = None) -> Case:
    """Open a case at the window; the item is published first if it is not."""
    time = hours or Hours()
    if not catalogue_queries.reference_in_force(item.code):
        a_published_item(item, time.at - timedelta(days=30))
    clerk = an_occasion(Role.CLERK, item.department, time.next())
    return case_queries.case(cases.open_case(clerk, item_code=item.code, party=party or a_party()).reference)


def an_eligible_case(
    party: PartyGiven | None = None, *, item: Item = ITEM, hours: Hours | None = None
) -> Case:
    """Return a case whose party was found eligible, or was found not to be and is on the ordinary path."""
    time = hours or Hours()
    case = an_open_case(party, item=item, hours=time)
    cases.check_eligibility(an_occasion(Role.CLERK, item.department, time.next()), case.reference)
    return case_queries.case(case.reference)


def a_notified_case(
    party: PartyGiven | None = None, *, item: Item = ITEM, hours: Hours | None = None
) -> Case:
    """Return a case whose notice was served."""
    time = hours or Hours()
    case = an_eligible_case(party, item=item, hours=time)
    cases.serve_notice(an_occasion(Role.CLERK, item.department, time.next()), case.reference)
    return case_queries.case(case.reference)


def an_acknowledged_case(
    party: PartyGiven | None = None, *, item: Item = ITEM, hours: Hours | None = None
) -> Case:
    """Return a case whose notice the party has acknowledged."""
    time = hours or Hours()
    case = a_notified_case(party, item=item, hours=time)
    cases.acknowledge_notice(by_party(case, time.next()), case.reference, shown=case.notice_digest)
    return case_queries.case(case.reference)


def a_pledge(case: Case, facts: Mapping[str, Mapping[str, str]] | None = None) -> PledgeGiven:
    """Return a whole and proper pledge for a case, with *facts* or true ones."""
    return PledgeGiven(
        shown=case.notice_digest,
        statements=required_statements(MORNING.date()),
        signed_as=case.party_name,
        facts=TRUE_FACTS if facts is None else facts,
    )


def required_statements(on: date) -> frozenset[str]:
    """Return the codes of the statements without which no pledge is valid."""
    said = law.wordings("wording.pledge.statement.", on).values()
    return frozenset(one.code for one in said if one.value.get("required"))


def a_pledged_case(
    party: PartyGiven | None = None,
    *,
    item: Item = ITEM,
    facts: Mapping[str, Mapping[str, str]] | None = None,
    hours: Hours | None = None,
) -> Case:
    """Return a case whose party has pledged (the truth, unless *facts* say otherwise)."""
    time = hours or Hours()
    case = an_acknowledged_case(party, item=item, hours=time)
    cases.sign_pledge(by_party(case, time.next()), case.reference, given=a_pledge(case, facts))
    return case_queries.case(case.reference)


def an_ordinary_case(
    party: PartyGiven | None = None, *, item: Item = ITEM, hours: Hours | None = None
) -> Case:
    """Return a case whose party would rather hand in certificates."""
    time = hours or Hours()
    case = an_acknowledged_case(party, item=item, hours=time)
    cases.decline_pledge(by_party(case, time.next()), case.reference)
    return case_queries.case(case.reference)


def a_submitted_case(
    party: PartyGiven | None = None, *, item: Item = ITEM, hours: Hours | None = None
) -> Case:
    """Return a case on the ordinary path with every certificate handed in."""
    time = hours or Hours()
    case = an_ordinary_case(party, item=item, hours=time)
    for certificate in item.to_prove:
        upload = cases.Upload(f"{certificate.name}.pdf", "application/pdf", b"%PDF-1.4 fictional")
        on = by_party(case, time.next())
        cases.submit_certificate(on, case.reference, certificate=certificate.key, upload=upload)
    cases.hand_in(by_party(case, time.next()), case.reference)
    return case_queries.case(case.reference)


def a_granted_case(
    party: PartyGiven | None = None,
    *,
    item: Item = ITEM,
    facts: Mapping[str, Mapping[str, str]] | None = None,
    hours: Hours | None = None,
) -> Case:
    """Return a case that was granted on a pledge; its facts are to be verified now."""
    time = hours or Hours()
    case = a_pledged_case(party, item=item, facts=facts, hours=time)
    cases.grant(an_occasion(Role.REVIEWER, item.department, time.next()), case.reference)
    return case_queries.case(case.reference)


def a_refused_case(party: PartyGiven | None = None, *, item: Item = ITEM, hours: Hours | None = None) -> Case:
    """Return a case that was refused with reason and law."""
    time = hours or Hours()
    case = a_pledged_case(party, item=item, hours=time)
    reviewer = an_occasion(Role.REVIEWER, item.department, time.next())
    cases.refuse(reviewer, case.reference, reason="家庭没有出现突发困难", basis="社会救助暂行办法第四十七条")
    return case_queries.case(case.reference)


def a_register(party: PartyGiven | None = None, *, household: str = "3", status: str = "享受中") -> None:
    """Put the party into the department's own register, with what a true pledge says."""
    given = party or a_party()
    fields = {"status": status, "household": household}
    RegisterRow.objects.create(
        register=REGISTER,
        department=DEPARTMENT,
        number=given.number,
        name=given.name,
        fields=fields,
        as_of=MORNING.date(),
    )


def an_answered_case(
    party: PartyGiven | None = None,
    *,
    item: Item = ITEM,
    facts: Mapping[str, Mapping[str, str]] | None = None,
    hours: Hours | None = None,
) -> Case:
    """Return a granted case about whose facts the department's own register was really asked."""
    time = hours or Hours()
    given = party or a_party()
    a_register(given)
    case = a_granted_case(given, item=item, facts=facts, hours=time)
    ask_about(case, time)
    return case


def ask_about(case: Case, hours: Hours) -> None:
    """Have the department's own register really asked about every fact of a case."""
    on = an_occasion(Role.SYSTEM, at=hours.next())
    # The register's day is fixed, so the moment of asking is too: else every year would make it a year older.
    with patch.object(verification_jobs, "now", lambda: max(on.at, MORNING + timedelta(days=1))):
        tasks = verification_queries.tasks_of(case.reference)
        verification_jobs.ask(tasks, on, verification_jobs.channels())


def a_verified_case(
    party: PartyGiven | None = None, *, item: Item = ITEM, hours: Hours | None = None
) -> Case:
    """Return a case of which every fact was found true, and which is closed."""
    time = hours or Hours()
    case = an_answered_case(party, item=item, hours=time)
    for task in verification_queries.tasks_of(case.reference):
        verifier = an_occasion(Role.VERIFIER, item.department, time.next())
        verification.record_finding(verifier, task.reference, verdict="confirm")
    cases.close(an_occasion(Role.SYSTEM, at=time.next()), case.reference)
    return case_queries.case(case.reference)


def a_refuted_case(party: PartyGiven | None = None, *, item: Item = ITEM, hours: Hours | None = None) -> Case:
    """Return a granted case of which one fact was found untrue by what the register says."""
    time = hours or Hours()
    case = an_answered_case(party, item=item, facts=UNTRUE_FACTS, hours=time)
    for task in verification_queries.tasks_of(case.reference):
        verifier = an_occasion(Role.VERIFIER, item.department, time.next())
        verdict, note = _finding(task)
        verification.record_finding(verifier, task.reference, verdict=verdict, note=note)
    return case_queries.case(case.reference)


def a_matter(party: PartyGiven | None = None, *, item: Item = ITEM, hours: Hours | None = None) -> Matter:
    """Return a matter opened on a case with an untrue fact."""
    time = hours or Hours()
    case = a_refuted_case(party, item=item, hours=time)
    verifier = an_occasion(Role.VERIFIER, item.department, time.next())
    opened = consequences.open_matter(verifier, case=case.reference, facts="承诺保障5人，台账登记3人")
    return consequence_queries.matter(opened.reference)


def a_heard_matter(
    party: PartyGiven | None = None,
    *,
    measures: tuple[str, ...] = ("revoke", "mark", "exclude"),
    hours: Hours | None = None,
) -> Matter:
    """Return a matter in which the party was told what is intended, and has spoken."""
    time = hours or Hours()
    matter = a_matter(party, hours=time)
    verifier = an_occasion(Role.VERIFIER, matter.department, time.next())
    intention = Intention(intent="deliberate", grade="serious", measures=measures)
    consequences.serve_intended(verifier, matter.reference, intention=intention)
    on = an_occasion(Role.APPLICANT, at=time.next(), party=matter.party, actor=f"of-{matter.party}")
    consequences.hear_statement(on, matter.reference, text="我记错了人数，已经去街道更正")
    return consequence_queries.matter(matter.reference)


def an_upheld_matter(party: PartyGiven | None = None, *, hours: Hours | None = None) -> Matter:
    """Return a matter in which the pledge was found untrue: the decision is revoked, and the mark entered."""
    time = hours or Hours()
    matter = a_heard_matter(party, hours=time)
    legal = an_occasion(Role.LEGAL, matter.department, time.next())
    consequences.uphold(legal, matter.reference, reason="多报保障人数，本人承认")
    return consequence_queries.matter(matter.reference)


def a_blacklisted_person(party: PartyGiven | None = None, *, hours: Hours | None = None) -> PartyGiven:
    """Return a person who may not pledge any more, because of an untrue pledge that was upheld."""
    given = party or a_party()
    an_upheld_matter(given, hours=hours)
    return given


def a_repaired_person(party: PartyGiven | None = None, *, hours: Hours | None = None) -> PartyGiven:
    """Return a person whose credit was repaired after an untrue pledge."""
    time, given = hours or Hours(), party or a_party()
    an_upheld_matter(given, hours=time)
    time.at += timedelta(days=400)
    reference = credit_queries.standing(given.number).reference
    asked = an_occasion(Role.APPLICANT, at=time.next(), party=given.number, actor=f"of-{given.number}")
    credit.ask_repair(asked, reference, text="已经退回多领的救助金")
    decided = an_occasion(Role.LEGAL, at=time.next())
    credit.repair(decided, reference, reason="已经改正，款项退清")
    return given


def _finding(task: Task) -> tuple[str, str]:
    if task.outcome == "contradicted":
        return "refute", f"承诺“{task.claimed}”，查到“{task.observed}”"
    return "confirm", ""

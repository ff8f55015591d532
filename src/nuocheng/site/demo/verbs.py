"""The steps of a story: each word of the data file, the official act it stands for, and how long it takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from nuocheng.cases import acts as cases
from nuocheng.cases import queries as case_queries
from nuocheng.catalogue import queries as catalogue
from nuocheng.consequences import acts as consequences
from nuocheng.consequences import queries as consequence_queries
from nuocheng.credit import acts as credit
from nuocheng.credit import queries as credit_queries
from nuocheng.kernel.capacities import Capacity
from nuocheng.kernel.occasion import Door, Occasion, Post, Role
from nuocheng.law import queries as law
from nuocheng.mandates import acts as mandates
from nuocheng.site.demo import cast
from nuocheng.site.demo.codes import code_of
from nuocheng.site.demo.hours import Hours, Wait
from nuocheng.site.demo.outside import Outside
from nuocheng.site.demo.paper import receipt_if_due, sign_on_paper
from nuocheng.site.demo.stories import Story
from nuocheng.verification import acts as verification
from nuocheng.verification import queries as verification_queries

#: A page of nothing, and a proper PDF: what a fictional certificate consists of.
BLANK_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass
class Told:
    """A story being told: where it is, which case it has become, and its clock."""

    story: Story
    outside: Outside
    hours: Hours
    reference: str = ""
    place: int = 0
    mandate: str = ""

    @property
    def next_step(self) -> str:
        """Return the word of the step that comes next."""
        return self.story.steps[self.place]

    def goes_on(self) -> bool:
        """Move to the next step; say whether there is one."""
        self.place += 1
        return self.place < len(self.story.steps)

    @property
    def item(self) -> catalogue.InForce:
        """Return the item of the story, as it is published."""
        return catalogue.in_force(code_of(self.story.item))

    def words(self, step: str, otherwise: str) -> str:
        """Return what is said at a step: by the story, or what is usually said."""
        return self.story.said.get(step, otherwise)

    def party(self, at: datetime) -> Occasion:
        """Return an occasion of the applicant; at the window it is the clerk who acts for it."""
        who = self.story.player
        if self.story.window:
            return self.staff(Role.CLERK, at)
        own = Occasion(who.account, who.name, Post(Role.APPLICANT), at, who.number, Door.WEB)
        if not self.story.handler:
            return own
        if not self.mandate:
            self.mandate = entrust(own, self.story.handler)
        hand = next(one for one in cast.players() if one.account == self.story.handler)
        return replace(own, actor=hand.account, name=hand.name, mandate=self.mandate)

    def signer(self) -> cases.Signer | None:
        """Return who stands at the window for the party, if somebody does."""
        said = self.story.guardian
        return (
            cases.Signer(
                Capacity.GUARDIAN,
                said["name"],
                said["number"],
                relation=said["relation"],
                authority="户口簿",
            )
            if said
            else None
        )

    def signs(self) -> str:
        """Return the name of whoever signs for the party; nothing where it signs itself."""
        if self.story.guardian:
            return self.story.guardian["name"]
        hand = (one.name for one in cast.players() if one.account == self.story.handler)
        return next(hand, "")

    def signing(self) -> cases.SigningGiven:
        """Return who wrote for the party and who watched."""
        scribe, witness = self.story.scribe, self.story.witness
        return cases.SigningGiven(
            signer=self.signer(),
            scribe=cases.Bystander(**scribe) if scribe else None,
            witness=cases.Bystander(**witness) if witness else None,
        )

    def staff(self, role: Role, at: datetime) -> Occasion:
        """Return an occasion of whoever holds a post in the department that handles the item."""
        department = self._department()
        one = next(one for one in cast.players() if one.role == role and one.department == department)
        return Occasion(one.account, one.name, Post(role, department), at, door=Door.WINDOW)

    def _department(self) -> str:
        return case_queries.case(self.reference).department if self.reference else self.item.department


def entrust(on: Occasion, handler: str) -> str:
    """Let a company give its handler a mandate for a year, pledges among it; return the mandate's number."""
    hand = next(one for one in cast.players() if one.account == handler)
    given = mandates.MandateGiven(
        hand.name, hand.number, on.today, on.today + timedelta(days=365), hand.phone, may_sign=True
    )
    return mandates.give_mandate(on, given=given).reference


@dataclass(frozen=True, slots=True)
class StepOf:
    """One step: what does it, and how long after the one before it comes."""

    do: Callable[[Told, datetime], object]
    wait: Wait


def _open(told: Told, at: datetime) -> None:
    who = told.story.player
    kind = (
        "organisation"
        if told.item.item.for_whom == ("organisation",) or who.account.startswith("company")
        else "person"
    )
    stands = told.signer()
    party = cases.PartyGiven(who.number, kind, who.name, who.phone, "白银区虚构路99号", stands)
    told.reference = cases.open_case(told.party(at), item_code=told.item.item.code, party=party).reference


def _acknowledge(told: Told, at: datetime) -> None:
    shown = case_queries.case(told.reference).notice_digest
    cases.acknowledge_notice(told.party(at), told.reference, shown=shown)


def _pledge(told: Told, at: datetime) -> None:
    case, on = case_queries.case(told.reference), told.party(at)
    required = law.wordings("wording.pledge.statement.", on.today).values()
    given = cases.PledgeGiven(
        shown=case.notice_digest,
        statements=frozenset(one.code for one in required),
        signed_as=told.signs() or case.party_name,
        facts=told.story.facts,
        signing=told.signing(),
    )
    if told.story.window:
        sign_on_paper(on, told.reference)
    cases.sign_pledge(on, told.reference, given=given)
    if told.story.window:
        receipt_if_due(on, told.reference, at)


def _submit(told: Told, at: datetime) -> None:
    """Hand in every certificate that is neither pledged nor handed in yet."""
    case = case_queries.case(told.reference)
    pledged = (
        set()
        if case.path == "ordinary"
        else {one.certificate_key for one in case_queries.facts_of(case.reference)}
    )
    for one in catalogue.item_of(case.edition).to_prove:
        if one.key in pledged:
            continue
        upload = cases.Upload(f"{one.name}（虚构）.pdf", "application/pdf", BLANK_PDF)
        cases.submit_certificate(told.party(at), told.reference, certificate=one.key, upload=upload)


def _ask_correction(told: Told, at: datetime) -> None:
    """Ask for what the story says to mend, one point a line; “交：” before it asks for a file."""
    lines = told.words("correct", "请写明家里现在有几口人").splitlines()
    points = tuple(
        cases.Point(line.removeprefix("交："), "file" if line.startswith("交：") else "say") for line in lines
    )
    cases.ask_correction(told.staff(Role.REVIEWER, at), told.reference, points=points)


def _demand(told: Told, at: datetime) -> None:
    """Demand the first certificate that is pledged, for the reason that the story gives."""
    first = case_queries.facts_of(told.reference)[0]
    reason = told.words("demand", "登记数据正在迁移，眼下查不到，承诺的内容又关系到能不能批准")
    basis = told.words("demand_basis", "社会救助暂行办法第十一条")
    point = cases.Point(f"交{first.certificate}", "file", first.certificate_key, reason, basis)
    cases.ask_correction(told.staff(Role.REVIEWER, at), told.reference, points=(point,))


def _mend(told: Told, at: datetime) -> None:
    row = case_queries.correction(told.reference)
    assert row is not None, told.story
    said = {str(one.number): told.words("mend", "家里现在有三口人") for one in case_queries.points_of(row)}
    cases.answer_correction(told.party(at), told.reference, given=cases.Mended(said))


def _lift(told: Told, at: datetime) -> None:
    (reference,) = case_queries.standing_demands(told.reference)
    reason = told.words("lift", "本单位台账可以查到，不用申请人交")
    cases.lift_demand(told.staff(Role.LEGAL, at), reference, reason=reason)


def _extend(told: Told, at: datetime) -> None:
    reason = told.words("extend", "要向外地核实收入情况，五个工作日内来不及")
    given = cases.ExtensionGiven(reason, "何立民", at.date())
    cases.extend_term(told.staff(Role.REVIEWER, at), told.reference, given=given)


def _begin_procedure(told: Told, at: datetime) -> None:
    given = cases.ProcedureGiven("testing", told.words("procedure", "要检测经营场所的水质"), 8)
    cases.begin_procedure(told.staff(Role.REVIEWER, at), told.reference, given=given)


def _recuse(told: Told, at: datetime) -> None:
    reason = told.words("recuse", "申请人是我的亲戚")
    cases.recuse(told.staff(Role.REVIEWER, at), told.reference, reason=reason)


def _take(told: Told, at: datetime) -> None:
    on = told.staff(Role.REVIEWER, at)
    cases.assign(on, told.reference, to=on.actor)


def _hand_in(told: Told, at: datetime) -> None:
    case, on = case_queries.case(told.reference), told.party(at)
    if told.story.window and case.notice and case.path == "ordinary" and not case.pledged_at:
        sign_on_paper(on, told.reference)
    cases.hand_in(on, told.reference)
    if told.story.window:
        receipt_if_due(on, told.reference, at)


def _refuse(told: Told, at: datetime) -> None:
    reason = told.words("refuse", "申请的情形不符合办理条件")
    basis = told.words("basis", "中华人民共和国行政许可法第三十八条")
    cases.refuse(told.staff(Role.REVIEWER, at), told.reference, reason=reason, basis=basis)


def _find(told: Told, at: datetime) -> None:
    """Find on every task what the answers bear out."""
    on = told.staff(Role.VERIFIER, at)
    for task in verification_queries.tasks_of(told.reference):
        if task.state != "answered":
            continue
        against = "find_other" if task.is_early else "refute"
        verdict = {"consistent": "confirm", "contradicted": against}.get(task.outcome, "leave_unresolved")
        note = {
            "confirm": "",
            against: f"承诺“{task.claimed}”，查到“{task.observed}”，两者不一致",
            "leave_unresolved": told.words("unresolved", "来源查不到可以比对的数据，已请当事人补充"),
        }[verdict]
        verification.record_finding(on, task.reference, verdict=verdict, note=note)


def _open_matter(told: Told, at: datetime) -> None:
    refuted = [task for task in verification_queries.tasks_of(told.reference) if task.state == "refuted"]
    lines = [f"{task.label}：承诺“{task.claimed}”，查到“{task.observed}”" for task in refuted]
    consequences.open_matter(told.staff(Role.VERIFIER, at), case=told.reference, facts="\n".join(lines))


def _matter(told: Told) -> str:
    found = consequence_queries.matter_of_case(told.reference)
    assert found is not None, told.story
    return found.reference


def _intend(told: Told, at: datetime) -> None:
    intention = consequences.Intention(
        intent=told.words("intent", "deliberate"),
        grade=told.story.grade,
        measures=told.story.measures or ("revoke", "mark", "exclude"),
    )
    consequences.serve_intended(told.staff(Role.VERIFIER, at), _matter(told), intention=intention)


def _hear(told: Told, at: datetime) -> None:
    consequences.hear_statement(
        told.party(at), _matter(told), text=told.words("hear", "当时没有看仔细，愿意改正。")
    )


def _uphold(told: Told, at: datetime) -> None:
    reason = told.words("uphold", "查明的事实清楚，当事人的说明不能改变事实")
    consequences.uphold(told.staff(Role.LEGAL, at), _matter(told), reason=reason)


def _dismiss(told: Told, at: datetime) -> None:
    reason = told.words("dismiss", "登记的数据没有及时更新，当事人承诺的内容属实")
    consequences.dismiss(told.staff(Role.LEGAL, at), _matter(told), reason=reason)


def _integrity(told: Told) -> str:
    return credit_queries.standing(told.story.player.number).reference


def _ask_repair(told: Told, at: datetime) -> None:
    text = told.words("ask_repair", "已经改正，并补交了证明。")
    credit.ask_repair(told.party(at), _integrity(told), text=text)


def _repair(told: Told, at: datetime) -> None:
    reason = told.words("repair", "已经改正，补交的证明属实")
    credit.repair(told.staff(Role.LEGAL, at), _integrity(told), reason=reason)


def _refuse_repair(told: Told, at: datetime) -> None:
    reason = told.words("refuse_repair", "还没有补交证明，请补交以后再申请")
    credit.refuse_repair(told.staff(Role.LEGAL, at), _integrity(told), reason=reason)


def _by_itself(at: datetime) -> Occasion:
    return Occasion("system", "系统", Post(Role.SYSTEM), at, door=Door.JOB)


def _check(told: Told, at: datetime) -> None:
    heard = told.outside.standing(told.reference, at)
    cases.check_eligibility(told.party(at), told.reference, heard=heard)


def _ask(told: Told, at: datetime) -> None:
    told.outside.ask(told.reference, at, told.story.fault)


STEPS: dict[str, StepOf] = {
    "open": StepOf(_open, Wait()),
    "check": StepOf(_check, Wait(minutes=1)),
    "notice": StepOf(lambda told, at: cases.serve_notice(told.party(at), told.reference), Wait(minutes=1)),
    "acknowledge": StepOf(_acknowledge, Wait(minutes=6)),
    "pledge": StepOf(_pledge, Wait(minutes=5)),
    "decline": StepOf(lambda told, at: cases.decline_pledge(told.party(at), told.reference), Wait(minutes=3)),
    "submit": StepOf(_submit, Wait(workdays=1)),
    "hand_in": StepOf(_hand_in, Wait(minutes=4)),
    "withdraw_pledge": StepOf(
        lambda told, at: cases.withdraw_pledge(told.party(at), told.reference), Wait(minutes=50)
    ),
    "withdraw": StepOf(
        lambda told, at: cases.withdraw(told.party(at), told.reference, reason=told.words("withdraw", "")),
        Wait(workdays=1),
    ),
    "grant": StepOf(
        lambda told, at: cases.grant(
            told.staff(Role.REVIEWER, at), told.reference, unverified=told.words("unverified", "")
        ),
        Wait(minutes=95),
    ),
    "refuse": StepOf(_refuse, Wait(workdays=2)),
    "correct": StepOf(_ask_correction, Wait(workdays=1)),
    "demand": StepOf(_demand, Wait(workdays=1)),
    "lift": StepOf(_lift, Wait(minutes=90)),
    "mend": StepOf(_mend, Wait(workdays=3)),
    "extend": StepOf(_extend, Wait(workdays=1)),
    "procedure": StepOf(_begin_procedure, Wait(workdays=1)),
    "recuse": StepOf(_recuse, Wait(minutes=30)),
    "take": StepOf(_take, Wait(minutes=30)),
    "ask": StepOf(_ask, Wait(workdays=1)),
    "confirm": StepOf(_find, Wait(workdays=2, minutes=12)),
    "refute": StepOf(_find, Wait(workdays=2, minutes=25)),
    "close": StepOf(lambda told, at: cases.close(_by_itself(at), told.reference), Wait(minutes=3)),
    "matter": StepOf(_open_matter, Wait(minutes=40)),
    "intend": StepOf(_intend, Wait(workdays=1)),
    "hear": StepOf(_hear, Wait(workdays=2)),
    "silence": StepOf(
        lambda told, at: consequences.note_silence(_by_itself(at), _matter(told)), Wait(workdays=9)
    ),
    "uphold": StepOf(_uphold, Wait(workdays=3)),
    "dismiss": StepOf(_dismiss, Wait(workdays=2)),
    "ask_repair": StepOf(_ask_repair, Wait(workdays=3)),
    "repair": StepOf(_repair, Wait(workdays=2)),
    "refuse_repair": StepOf(_refuse_repair, Wait(workdays=2)),
}

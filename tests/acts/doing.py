"""For every act of the offices that handle files: what it is done with, and on which file where any file will not do."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from tests import builders as b
from tests import worlds
from tests.acts import desk
from tests.acts import files_in_state as files
from tests.acts.files_in_state import IN_STATE, Build
from tests.builders import Hours, an_occasion
from tests.letters import mailed
from tests.programme import situations
from tests.verification import (
    asking_people,
    assisting,
    drawing,
    in_order,
    rechecking,
    running,
    sourcing,
    visiting,
)

from nuocheng.cases import acts as cases
from nuocheng.cases import queries as case_queries
from nuocheng.consequences.acts import Intention
from nuocheng.journal.files import File
from nuocheng.journal.official import ACTS, Founding
from nuocheng.kernel.errors import Malformed, OutOfOrder, Overtaken, Refusal, RuledOut
from nuocheng.kernel.occasion import Occasion, Role
from nuocheng.letters.rules.facts import Attempt, Fate
from nuocheng.people import queries as people_queries
from nuocheng.programme import acts as programme
from nuocheng.verification.acts import Chosen, Duty, Heard

What = dict[str, Any]


@dataclass(frozen=True)
class OnFile:
    """How an act on a file is done: with *what*, on which file by state or by role, how many days later, by whom."""

    what: Callable[[Any], What] = lambda _: {}
    by_state: Mapping[str, Build] = field(default_factory=dict)
    by_role: Mapping[Role, Build] = field(default_factory=dict)
    days: int = 0
    actor: str = ""


@dataclass(frozen=True)
class Opening:
    """How a founding act is done: with *what*; and with what it is refused, and by which refusal."""

    what: Callable[[Hours], What]
    refused: Callable[[Hours], What]
    refusal: type[Refusal]
    party: str = ""


@dataclass(frozen=True)
class Ready:
    """An act with everything it needs: call *do* and it is done, from the post of *on* or another."""

    verb: str
    reference: str
    what: What
    on: Occasion

    def do(self, on: Occasion | None = None) -> Any:
        """Do the act."""
        act: Any = ACTS[self.verb]
        return act(on or self.on, *([self.reference] if self.reference else []), **self.what)


def heard(task: Any, outcome: str = "contradicted") -> Heard:
    """Return an answer of a source as it is kept on a task."""
    raw = f"{task.reference} {outcome}".encode()
    return Heard(
        channel=task.channel,
        source=task.source,
        outcome=outcome,
        observed="3",
        note="",
        raw=raw,
        digest=hashlib.sha256(raw).hexdigest(),
        receipt_no="NB-1",
        source_time=b.MORNING.date(),
        asked_at=b.MORNING,
        answered_at=b.MORNING,
        latency_ms=1,
    )


def a_duty(hours: Hours, *, fact: str = "status", exempt_reason: str = "", expires: bool = False) -> Duty:
    """Return a duty to verify, of a case that exists; if it *expires* it waits for a day."""
    task = files.a_task(b.a_granted_case(hours=hours), "owed")
    known = {name: getattr(task, name) for name in Duty.__slots__}
    changed = {
        "reference": f"{task.origin}-9",
        "fact_key": fact,
        "exempt_reason": exempt_reason,
        "opens_on": task.due_on if expires else None,
    }
    return Duty(**{**known, **changed})


def an_application(hours: Hours) -> What:
    """Return what a case is opened with, for an item that is published."""
    code = b.a_published_item(at=hours.at - timedelta(days=30))
    return {"item_code": code, "party": b.a_party()}


def an_application_of_the_wrong_kind(hours: Hours) -> What:
    """Return what a case would be opened with, were its item for organisations too."""
    item = replace(b.ITEM, code="ORG-001", for_whom=("organisation",))
    code = b.a_published_item(item, at=hours.at - timedelta(days=30))
    return {"item_code": code, "party": b.a_party()}


def a_demand_to_make(case: Any) -> cases.DemandGiven:
    """Return what a demand is made with."""
    return cases.DemandGiven(case.reference, "low_income", desk.WHY, desk.BASIS)


def colleague(case: Any) -> str:
    """Return another reviewer of the department, who holds the post."""
    name = "reviewer-2"
    if people_queries.account(name) is None:
        b.an_account(Role.REVIEWER, case.department, name=name)
    return name


def a_request(hours: Hours, **changed: str) -> What:
    """Return what a request for assistance is drafted with."""
    wish = assisting.a_wish(assisting.asked_in_vain(hours))
    return {"wish": replace(wish, **changed), "by_machine": assisting.BY_MACHINE}


def a_suspicion(hours: Hours) -> What:
    """Return what a matter is opened with."""
    return {"case": b.a_refuted_case(hours=hours).reference, "facts": "承诺保障5人，台账登记3人"}


INTENTION = Intention("deliberate", "serious", ("revoke", "mark", "exclude"))
REASON = {"reason": "多报保障人数，本人承认"}

SPOILT = {"reason": "表写坏了"}
CHASED = (programme.Reminded(b.DEPARTMENT, "procedure", "chase-2026-11-02", "请尽快完成并报告"),)
SIGNED = {"signed_by": situations.LEADER.name, "signed_on": situations.ON_TIME}


def in_a_round(**more: Any) -> Callable[[Hours], What]:
    """Return what is done with in the round that is open."""

    def what(hours: Hours) -> What:
        row = situations.an_open_round(hours)
        return {"department": b.DEPARTMENT, "of_round": row.reference, **more}

    return what


def in_a_round_after(build: Build, **more: Any) -> Callable[[Hours], What]:
    """Return what would be done with, had *build* not come first."""

    def what(hours: Hours) -> What:
        build(hours)
        return in_a_round(**more)(hours)

    return what


def a_round_to_open() -> What:
    """Return what a round is opened with."""
    return {"title": "2026年度工作", "begins_on": situations.ON_TIME, "asked": situations.ASKED}


def a_contact_to_name() -> What:
    """Return what a contact is named with."""
    return {
        "department": b.DEPARTMENT,
        "role": "leader",
        "who": situations.LEADER,
        "since": situations.ON_TIME,
    }


ON_FILE: Mapping[str, OnFile] = {
    "round.remind": OnFile(lambda _: {"whom": CHASED}),
    "round.chase": OnFile(lambda _: {"whom": CHASED}),
    "round.close": OnFile(),
    "programme_plan.write": OnFile(lambda _: {"text": situations.TEXT}),
    "programme_plan.file": OnFile(lambda _: SIGNED),
    "programme_plan.return": OnFile(lambda _: REASON),
    "programme_plan.publish": OnFile(),
    "programme_plan.supersede": OnFile(),
    "milestone.report": OnFile(lambda _: {"evidence": situations.EVIDENCE, "done_on": situations.ON_TIME}),
    "milestone.return": OnFile(lambda _: REASON),
    "milestone.confirm": OnFile(),
    "explanation.file_again": OnFile(lambda _: {"said": situations.EXPLAINED}),
    "explanation.return": OnFile(lambda _: REASON),
    "explanation.accept": OnFile(),
    "explanation.withdraw": OnFile(),
    "summary.write": OnFile(lambda _: {"texts": situations.SUMMED_UP}),
    "summary.hand_in": OnFile(lambda _: SIGNED),
    "summary.return": OnFile(lambda _: REASON),
    "summary.take": OnFile(),
    "contact.end": OnFile(lambda _: {"until": situations.ON_TIME}),
    "case.check_eligibility": OnFile(
        by_state={
            one: files.barred(IN_STATE["case"][one]) for one in ("eligible", "notified", "acknowledged")
        }
    ),
    "case.serve_notice": OnFile(),
    "case.acknowledge_notice": OnFile(lambda case: {"shown": case.notice_digest}),
    "case.sign_pledge": OnFile(
        lambda case: {"given": b.a_pledge(case)}, by_role={Role.CLERK: files.a_case_signed_on_paper}
    ),
    "case.file_scan": OnFile(lambda _: {"scanned": files.PAGE}),
    "case.place_scan": OnFile(files.a_placing),
    "case.give_receipt": OnFile(),
    "block.use": OnFile(lambda block: {"reference": files.a_number(block)}),
    "block.void": OnFile(lambda block: {"references": [files.a_number(block)], **SPOILT}),
    "block.close": OnFile(lambda _: SPOILT),
    "case.decline_pledge": OnFile(lambda _: {"reason": "自己有证明"}),
    "case.submit_certificate": OnFile(lambda _: {"certificate": "low_income", "upload": files.PDF}),
    "case.hand_in": OnFile(
        by_state={
            "ordinary": files.a_complete_ordinary_case,
            "supplementing": lambda hours: files.a_supplementing_case(hours, complete=True),
        }
    ),
    "case.withdraw_pledge": OnFile(
        lambda _: {"reason": "想交证明"},
        by_state={"submitted": files.a_mixed_submitted_case},
        by_role={Role.CLERK: files.a_pledge_to_withdraw},
    ),
    "case.grant": OnFile(by_role={Role.SYSTEM: files.a_case_of(files.SPOT_ITEM)}),
    "case.refuse": OnFile(lambda _: {"reason": "没有出现突发困难", "basis": "社会救助暂行办法第四十七条"}),
    "case.withdraw": OnFile(
        lambda _: {"reason": "不办了"}, by_role={Role.CLERK: files.an_application_to_withdraw}
    ),
    "case.close": OnFile(by_state={"granted": files.a_confirmed_case}),
    "case.settle": OnFile(
        lambda _: {"matter": "M2026-0001"},
        by_state={"granted": lambda hours: b.a_refuted_case(hours=hours)},
    ),
    "case.assign": OnFile(lambda case: {"to": colleague(case), "reason": "手上的件太多"}),
    "case.recuse": OnFile(lambda _: {"reason": "申请人是我的亲戚"}),
    "case.ask_correction": OnFile(lambda _: {"points": (desk.SAY, desk.PHONE)}),
    "case.answer_correction": OnFile(lambda _: {"given": cases.Mended({"1": "没有领过"})}),
    "case.drop_point": OnFile(lambda _: {"point": "1"}, by_state={"correcting": desk.a_demanding_case}),
    "case.lapse_correction": OnFile(days=30),
    "case.begin_procedure": OnFile(lambda _: {"given": cases.ProcedureGiven("testing", "要检测水质", 8)}),
    "case.end_procedure": OnFile(
        lambda _: {"result": "听证会开过了"},
        by_state={
            "pledged": desk.a_case_in_procedure(lambda hours: b.a_pledged_case(hours=hours)),
            "submitted": desk.a_case_in_procedure(lambda hours: b.a_submitted_case(hours=hours)),
        },
    ),
    "case.extend_term": OnFile(
        lambda _: {"given": cases.ExtensionGiven("要向外地核实", "何局长", b.MORNING.date())}
    ),
    "case.turn_ordinary": OnFile(lambda _: desk.REFUSED, by_state={"submitted": desk.a_mixed_case}),
    "case.reinstate_pledge": OnFile(by_state={"ordinary": desk.a_turned_case}),
    "demand.lift": OnFile(lambda _: {"reason": "台账可以查，不用交"}),
    "demand.meet": OnFile(),
    "demand.end": OnFile(),
    "case.revoke": OnFile(lambda _: {"matter": "M2026-0001"}),
    "case.look_up": OnFile(
        lambda _: {
            "looked": (
                cases.Looked(
                    "internal_record",
                    b.REGISTER,
                    "低保台账",
                    ("status",),
                    "certificate_query",
                    "国令第716号第七条",
                    "found",
                    "NB-1",
                    "0" * 64,
                    b.MORNING,
                    (("low_income", "status", "享受中"),),
                ),
            )
        }
    ),
    "case.reconsider": OnFile(),
    "case.rename_certificate": OnFile(
        lambda case: {"certificate": files.handed_in_on(case), "name": "低保证原件"},
        by_state={"ordinary": files.a_complete_ordinary_case, "supplementing": files.a_complete_mixed_case},
    ),
    "case.remove_certificate": OnFile(
        lambda case: {"certificate": files.handed_in_on(case)},
        by_state={"ordinary": files.a_complete_ordinary_case, "supplementing": files.a_complete_mixed_case},
    ),
    "case.remind": OnFile(by_state=files.DRAFTED, days=26),
    "case.lapse": OnFile(by_state=files.WARNED, days=31),
    "rating.call_back": OnFile(lambda _: {"outcome": "打了电话，窗口已经加派人手"}, actor="somebody-else"),
    "rating.report": OnFile(lambda _: {"receipt": "R-1"}),
    "assistance.send": OnFile(),
    "assistance.withdraw": OnFile(lambda _: assisting.REASON),
    "assistance.acknowledge": OnFile(),
    "assistance.return": OnFile(lambda _: assisting.REASON),
    "assistance.refuse": OnFile(lambda _: assisting.REASON),
    "assistance.answer": OnFile(
        lambda _: assisting.ON_PAPER,
        by_state={"sent": assisting.sent_outside, "acknowledged": assisting.acknowledged_outside},
    ),
    "assistance.prepare_answer": OnFile(lambda _: {"replies": assisting.CONFIRMED}),
    "assistance.sign_answer": OnFile(lambda _: {"signed_by": assisting.SIGNED}, actor="rsj-reviewer"),
    "assistance.send_draft_back": OnFile(lambda _: assisting.REASON),
    "assistance.acknowledge_by_code": OnFile(
        lambda _: {"code": assisting.CODE}, by_state={"sent": assisting.sent_outside}
    ),
    **{
        f"assistance.{verb}_by_code": OnFile(
            lambda _: {"code": assisting.CODE, **assisting.REASON},
            by_state={"sent": assisting.sent_outside, "acknowledged": assisting.acknowledged_outside},
        )
        for verb in ("return", "refuse")
    },
    "assistance.tell_halfway": OnFile(days=30),
    "body.change": OnFile(lambda _: {"entered": replace(assisting.BODY, address="虚构路2号")}),
    "body.drop": OnFile(),
    "assistance.dispute": OnFile(lambda _: assisting.REASON),
    "assistance.require_answer": OnFile(lambda _: assisting.REASON),
    "assistance.uphold_refusal": OnFile(lambda _: assisting.REASON),
    "assistance.ask_further": OnFile(lambda _: {"text": "从哪个月起是4人"}),
    "assistance.use": OnFile(),
    "assistance.set_aside": OnFile(lambda _: assisting.REASON),
    "assistance.close": OnFile(),
    "assistance.issue_code": OnFile(
        lambda _: {"digest": "0" * 64},
        by_state={"sent": assisting.sent_outside, "acknowledged": assisting.acknowledged_outside},
    ),
    "assistance.answer_by_code": OnFile(
        assisting.a_reply_by_code,
        by_state={"sent": assisting.sent_outside, "acknowledged": assisting.acknowledged_outside},
    ),
    "assistance.press": OnFile(days=30),
    "task.record_answer": OnFile(lambda task: {"heard": heard(task)}),
    "task.record_finding": OnFile(lambda _: {"verdict": "leave_unresolved", "note": "对不上，先放着"}),
    "task.draw": OnFile(lambda _: {"draw": "CC2026-0001", "officers": ("冯川", "田野")}),
    "task.pass_over": OnFile(lambda _: {"draw": "CC2026-0001"}),
    "task.put_on_visit": OnFile(lambda _: {"visit": "XC2026-00001"}),
    "task.take_off_visit": OnFile(),
    "written_check.hand_in": OnFile(
        lambda _: {"handing": asking_people.TAKEN},
    ),
    "written_check.issue_code": OnFile(lambda _: {"digest": "0" * 64}, by_state=asking_people.OF_A_BODY),
    "written_check.hand_in_by_code": OnFile(
        lambda _: {"code": asking_people.CODE, "handing": asking_people.BY_CODE},
        by_state=asking_people.OF_A_BODY,
    ),
    "written_check.remind": OnFile(days=13),
    "written_check.lapse": OnFile(days=30),
    "written_check.compare": OnFile(lambda _: asking_people.COMPARED),
    "written_check.withdraw": OnFile(lambda _: asking_people.REASON),
    "publicity.object": OnFile(lambda _: {"said": asking_people.an_objection()}),
    "publicity.answer": OnFile(lambda _: asking_people.ANSWERED, by_state=asking_people.UNANSWERED),
    "publicity.end_window": OnFile(days=30),
    "publicity.conclude": OnFile(lambda _: asking_people.REASON),
    "publicity.take_down": OnFile(lambda _: asking_people.REASON),
    "task.take_next_way": OnFile(by_state={"answered": in_order.exhausted}),
    "task.choose_way": OnFile(lambda _: {"way": "on_site", "reason": "只有到现场才看得清"}),
    "task.come_due": OnFile(days=40),
    "task.press": OnFile(days=12),
    "task.note_decision": OnFile(),
    "task.call_off": OnFile(lambda _: {"reason": "当事人撤回了申请"}),
    "task.trigger": OnFile(lambda _: {"reason": "有人打电话反映收入不实"}),
    "source.change": OnFile(
        lambda _: {"wish": replace(sourcing.WISH, title="婚姻登记", quota=500, fallback=sourcing.FALLBACK)}
    ),
    **{
        f"source.{verb}": OnFile(lambda _: sourcing.REASON)
        for verb in ("suspend", "resume", "switch_to_fallback", "turn_to_people")
    },
    "snapshot.describe": OnFile(lambda _: {"described": running.COLUMNS}),
    "snapshot.load": OnFile(lambda _: {"laid_out": running.LAID_OUT}),
    "snapshot.refuse": OnFile(lambda _: {"fault": "文件坏了"}),
    "snapshot.remove": OnFile(lambda _: {"reason": "有了新的"}),
    "batch.begin": OnFile(lambda _: {"strands": ()}),
    "batch.match": OnFile(lambda _: {"matched": running.MATCHED}),
    "batch.enter": OnFile(lambda _: {"first": 0, "said": ()}),
    "batch.finish": OnFile(),
    "batch.stop": OnFile(lambda _: {"reason": "要先看看"}),
    "batch.resume": OnFile(),
    "task.reopen": OnFile(lambda _: {"recheck": "FC2026-000001", "reason": "台账上是另一户"}),
    "recheck_round.draw": OnFile(lambda _: {"members": ()}, days=40),
    "recheck_round.finish": OnFile(days=40),
    "recheck.agree": OnFile(actor="verifier-2"),
    "recheck.differ": OnFile(lambda _: {"note": "台账上是另一户"}, actor="verifier-2"),
    "draw.freeze": OnFile(),
    "draw.reveal": OnFile(),
    "draw.finish": OnFile(by_state={"drawn": drawing.a_handed_out_draw}),
    "draw.give_up": OnFile(lambda _: {"reason": "日期写错了"}),
    "visit.announce": OnFile(),
    "visit.postpone": OnFile(lambda visit: {"when": visiting.another_time(visit), **visiting.REASON}),
    "visit.call_off": OnFile(lambda _: visiting.REASON),
    "visit.allow_unannounced": OnFile(
        by_state={"planned": visiting.unannounced, "postponed": visiting.unannounced_and_postponed}
    ),
    "visit.ask_time": OnFile(
        lambda visit: {"slots": (visiting.another_time(visit),), "reason": "那天要去医院"}
    ),
    "visit.accept_time": OnFile(lambda _: {"slot": 0}, by_state={"announced": visiting.asked}),
    "visit.decline_time": OnFile(lambda _: visiting.REASON, by_state={"announced": visiting.asked}),
    "visit.note_sight": OnFile(visiting.first_sight),
    "visit.sign": OnFile(lambda _: {"signed": visiting.SIGNED}, by_state={"announced": visiting.seen_all}),
    "visit.confirm": OnFile(lambda _: {"strokes": visiting.NAME}, actor=visiting.SECOND),
    "visit.contest": OnFile(lambda _: visiting.REASON, actor=visiting.SECOND),
    "matter.serve_intended": OnFile(lambda _: {"intention": INTENTION}),
    "matter.hear_statement": OnFile(lambda _: {"text": "我记错了人数"}),
    "matter.note_silence": OnFile(days=30),
    "matter.uphold": OnFile(lambda _: REASON),
    "matter.dismiss": OnFile(lambda _: REASON),
    "mailing.record_sending": OnFile(lambda _: {"attempt": Attempt(Fate.SENT, receipt_no="SM1")}),
    "mailing.retry": OnFile(),
    "mailing.print": OnFile(),
    "mailing.post": OnFile(lambda _: {"receipt_no": "XA00000001"}),
    "mailing.drop": OnFile(lambda _: {"reason": "本人来窗口取走了"}),
    "integrity.enter_mark": OnFile(lambda _: {"cause": files.a_cause()}),
    "integrity.correct": OnFile(
        lambda file: {"objection": files.an_objection_to(file), "reason": "记错了人"},
        by_state={"clear": files.a_clear_file_with_a_note},
    ),
    "objection.uphold": OnFile(lambda _: REASON),
    "objection.dismiss": OnFile(lambda _: REASON),
    "objection.withdraw": OnFile(),
    "integrity.ask_repair": OnFile(lambda _: {"text": "已经退回多领的救助金"}),
    "integrity.repair": OnFile(lambda _: REASON),
    "integrity.refuse_repair": OnFile(lambda _: REASON),
}
A_PARTY = b.a_party().number
OPENING: Mapping[str, Opening] = {
    "round.open": Opening(
        lambda _: a_round_to_open(),
        lambda hours: {**a_round_to_open(), "title": situations.an_open_round(hours).title},
        OutOfOrder,
    ),
    "programme_plan.draft": Opening(in_a_round(), in_a_round_after(situations.a_filed_plan), OutOfOrder),
    "milestone.begin": Opening(
        in_a_round(code="procedure"),
        in_a_round_after(situations.a_begun_milestone, code="procedure"),
        OutOfOrder,
    ),
    "explanation.file": Opening(
        in_a_round(said=situations.EXPLAINED),
        in_a_round_after(situations.a_filed_explanation, said=situations.EXPLAINED),
        OutOfOrder,
    ),
    "summary.draft": Opening(in_a_round(), in_a_round_after(situations.a_drafted_summary), OutOfOrder),
    "contact.appoint": Opening(
        lambda _: a_contact_to_name(),
        lambda hours: a_contact_to_name() if situations.a_contact(hours) else {},
        Malformed,
    ),
    "demand.make": Opening(
        lambda hours: {"given": a_demand_to_make(b.a_pledged_case(hours=hours))},
        lambda hours: {"given": a_demand_to_make(desk.a_demanding_case(hours))},
        Overtaken,
    ),
    "block.draw": Opening(
        lambda hours: {"wanted": files.a_block_to_draw(hours)},
        lambda hours: {"wanted": replace(files.a_block_to_draw(hours), count=0)},
        Malformed,
    ),
    "case.open": Opening(an_application, an_application_of_the_wrong_kind, RuledOut, A_PARTY),
    "rating.give": Opening(files.what_is_rated, files.what_is_rated_already, Overtaken, A_PARTY),
    "task.owe": Opening(
        lambda hours: {"duty": a_duty(hours, fact="another")},
        lambda hours: {"duty": a_duty(hours)},
        Overtaken,
    ),
    "task.exempt": Opening(
        lambda hours: {"duty": a_duty(hours, fact="another", exempt_reason="档案在本机关")},
        lambda hours: {"duty": a_duty(hours, exempt_reason="档案在本机关")},
        Overtaken,
    ),
    **{
        verb: Opening(
            lambda hours: {"duty": a_duty(hours, fact="another")},
            lambda hours: {"duty": a_duty(hours)},
            Overtaken,
        )
        for verb in ("task.pool", "task.spare")
    },
    "task.await_expiry": Opening(
        lambda hours: {"duty": a_duty(hours, fact="another", expires=True)},
        lambda hours: {"duty": a_duty(hours, expires=True)},
        Overtaken,
    ),
    "source.connect": Opening(
        lambda _: {"key": "population", "wish": sourcing.WISH},
        lambda hours: {"key": sourcing.connected(hours).reference, "wish": sourcing.WISH},
        Overtaken,
    ),
    "snapshot.receive": Opening(
        lambda _: {"handed_in": running.HANDED_IN},
        lambda _: {"handed_in": replace(running.HANDED_IN, source=" ")},
        Malformed,
    ),
    "batch.prepare": Opening(
        running.something_waits,
        lambda _: {"department": b.DEPARTMENT},
        OutOfOrder,
    ),
    "recheck_round.seal": Opening(
        lambda _: {"department": b.DEPARTMENT, "month": rechecking.MONTH, "shares": rechecking.SHARES},
        lambda _: {"department": b.DEPARTMENT, "month": rechecking.MONTH, "shares": ()},
        Malformed,
    ),
    "recheck.owe": Opening(
        lambda hours: {
            "batch": "FP202611-0001",
            "chosen": Chosen(rechecking.a_confirmed_task(hours).reference, "low"),
        },
        lambda hours: {
            "batch": "FP202611-0001",
            "chosen": Chosen(files.IN_STATE["task"]["answered"](hours).reference, "low"),
        },
        OutOfOrder,
    ),
    "draw.prepare": Opening(
        lambda hours: {"scheme": drawing.a_scheme(hours)},
        lambda hours: {"scheme": drawing.a_scheme(hours, title=" ")},
        Malformed,
    ),
    "written_check.ask": Opening(
        asking_people.what_is_asked,
        lambda hours: asking_people.what_is_asked(hours, acceptable=("低收入证明",)),
        RuledOut,
    ),
    "publicity.open": Opening(
        asking_people.what_is_shown,
        lambda hours: asking_people.what_is_shown(hours, consent=" "),
        RuledOut,
    ),
    "visit.plan": Opening(
        lambda hours: {"trip": visiting.a_trip(assisting.asked_in_vain(hours), hours)},
        lambda hours: {"trip": visiting.a_trip(assisting.asked_in_vain(hours), hours, contact=" ")},
        Malformed,
    ),
    "body.enter": Opening(
        lambda _: {"department": b.DEPARTMENT, "entered": assisting.BODY},
        lambda _: {"department": b.DEPARTMENT, "entered": replace(assisting.BODY, address=" ")},
        Malformed,
    ),
    "assistance.draft": Opening(
        a_request,
        lambda hours: a_request(hours, why=" "),
        RuledOut,
    ),
    "matter.open": Opening(
        a_suspicion,
        lambda hours: {"case": b.a_matter(hours=hours).case, "facts": "承诺保障5人，台账登记3人"},
        Overtaken,
    ),
    "mailing.queue": Opening(
        lambda hours: {"addressed": mailed.texted(hours)},
        lambda hours: {"addressed": replace(mailed.texted(hours), address="")},
        Malformed,
    ),
    "mailing.lay_out": Opening(
        lambda hours: {"addressed": mailed.to_post(hours)},
        lambda hours: {"addressed": replace(mailed.to_post(hours), address=" ")},
        Malformed,
    ),
    "objection.file": Opening(
        files.what_is_objected,
        lambda hours: {**files.what_is_objected(hours), "text": "  "},
        Malformed,
        A_PARTY,
    ),
    "integrity.open": Opening(
        lambda _: {"party": A_PARTY, "name": "李守信"},
        lambda hours: {"party": b.an_open_case(hours=hours).party, "name": "李守信"},
        Overtaken,
        A_PARTY,
    ),
}


def acts_of(office: str) -> list[str]:
    """Return the verbs of every act of an office, straight from the register of acts."""
    return sorted(verb for verb, act in ACTS.items() if act.model._meta.app_label == office)


def founds(verb: str) -> bool:
    """Say whether an act opens a new file."""
    return isinstance(ACTS[verb], Founding)


def possible_in(verb: str) -> frozenset[str]:
    """Return the states in which an act may be done, by the lifecycle of its file."""
    act = ACTS[verb]
    life, own = act.model.lifecycle, verb.partition(".")[2]
    words = [own] if own in life.verbs else [one.partition(".")[2] for one in act.records]
    return frozenset(str(state) for word in words for state in life.moves[word])


def occasion_for(role: Role, file: File, hours: Hours, verb: str) -> Occasion:
    """Return an occasion of *role* in the department in charge of the step; an applicant is the file's party."""
    party = file.party if role is Role.APPLICANT else ""
    department = file.in_charge(verb.partition(".")[2])
    return an_occasion(role, department or b.DEPARTMENT, hours.next(), party=party)


def world(verb: str, state: str = "", role: Role | None = None) -> Any:
    """Return what builds the situation that an act is done in, if it has one: tests of one situation share it."""
    if founds(verb):
        return OPENING[verb].what if verb in OPENING else None
    known = verb in ON_FILE and (state or min(possible_in(verb))) in IN_STATE[ACTS[verb].model.kind]
    return _file_for(verb, state, role or min(ACTS[verb].by)) if known else None


def world_of_refusal(verb: str) -> Any:
    """Return what builds the situation in which a founding act must be refused, if it has one."""
    return OPENING[verb].refused if verb in OPENING else None


def ready(verb: str, state: str = "", role: Role | None = None) -> Ready:
    """Return an act ready to be done: on a file in *state*, or in the first in which it may be done."""
    by = role or min(ACTS[verb].by)
    return _ready_to_open(verb, by) if founds(verb) else _ready_on_file(verb, state, by)


def _ready_to_open(verb: str, role: Role) -> Ready:
    assert verb in OPENING, f"{verb} has no situation yet: write one in tests/acts/doing.py"
    hours, opening = Hours(), OPENING[verb]
    what = worlds.of(opening.what, hours)
    party = opening.party if role is Role.APPLICANT else ""
    return Ready(verb, "", what, an_occasion(role, at=hours.next(), party=party))


def _ready_on_file(verb: str, state: str, role: Role) -> Ready:
    assert verb in ON_FILE, f"{verb} has no situation yet: write one in tests/acts/doing.py"
    hours, doing = Hours(), ON_FILE[verb]
    file = worlds.of(_file_for(verb, state, role), hours)
    fresh = ACTS[verb].model.load(file.reference)
    hours.at += timedelta(days=doing.days)
    on = occasion_for(role, fresh, hours, verb)
    return Ready(verb, file.reference, doing.what(fresh), replace(on, actor=doing.actor or on.actor))


def _file_for(verb: str, state: str, role: Role) -> Build:
    """Return what builds the file that an act is done on: in *state*, or in the first in which it may be done."""
    doing, where = ON_FILE[verb], state or min(possible_in(verb))
    plain = IN_STATE[ACTS[verb].model.kind][where]
    return doing.by_state.get(where) or (plain if state else doing.by_role.get(role, plain))


def refused_opening(verb: str) -> tuple[Ready, type[Refusal]]:
    """Return a founding act where it must be refused, with the refusal."""
    assert verb in OPENING, f"{verb} has no situation yet: write one in tests/acts/doing.py"
    hours, opening = Hours(), OPENING[verb]
    what, by = worlds.of(opening.refused, hours), min(ACTS[verb].by)
    party = opening.party if by is Role.APPLICANT else ""
    return Ready(verb, "", what, an_occasion(by, at=hours.next(), party=party)), opening.refusal


__all__ = [
    "ACTS",
    "Ready",
    "acts_of",
    "case_queries",
    "cases",
    "founds",
    "possible_in",
    "ready",
    "refused_opening",
    "world",
    "world_of_refusal",
]

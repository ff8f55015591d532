"""One case on the desk: application and pledge, checklist, history; and the decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.cases import acts, queries
from nuocheng.cases import papers as papers_of_cases
from nuocheng.cases.lifecycle import LIFECYCLE, UNDECIDED, CaseState
from nuocheng.cases.models import Case, Demand
from nuocheng.cases.pages import early
from nuocheng.cases.pages.access import READERS, of_department, roles_in
from nuocheng.cases.pages.clockface import handling, term_line
from nuocheng.cases.pages.correcting import correction_rows
from nuocheng.cases.pages.desk_forms import RefusalForm
from nuocheng.cases.pages.materials import rows_of, to_hand_in
from nuocheng.cases.pages.pledge import signed_rows
from nuocheng.cases.pages.procedure import is_stale
from nuocheng.cases.pages.review import left
from nuocheng.cases.pages.sure import Sure, are_you_sure, sent_again
from nuocheng.cases.pages.wording import DESK_VERBS, DOORS, PATHS, TONES, entered_later, when
from nuocheng.cases.queries import scans, standing
from nuocheng.catalogue import queries as catalogue
from nuocheng.credit import queries as credit
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.display import cn_datetime, mask_number
from nuocheng.edge.occasions import occasion, posts_of
from nuocheng.edge.views import SeeOther
from nuocheng.journal import queries as journal
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import CHINA, ROLE_TITLES, Role
from nuocheng.papers import queries as papers
from nuocheng.people import queries as people
from nuocheng.verification import queries as verification

S = CaseState
FINDINGS = {"confirmed": "ok", "refuted": "bad", "unresolved": "", "exempt": "off", "awaiting": "off"}


#: Where one came from, by the post one reads from.
BACK: dict[Role, tuple[str, str]] = {
    Role.REVIEWER: ("/desk/review", "回到审查队列"),
    Role.VERIFIER: ("/desk/verify", "回到核查队列"),
    Role.CLERK: ("/desk/intake", "回到受理"),
    Role.BUREAU: ("/lead/", "回到监督台"),
    Role.LEGAL: ("/desk/matters", "回到不实处理"),
}


class DeskCase(View):
    """The case page of the desk."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the case; with ?refuse, the form of a refusal; with ?grant, what a grant means."""
        case = of_department(request, reference, *READERS)
        if "grant" in request.GET and case.state in queries.WAITING:
            occasion(request, (Role.REVIEWER,), department=case.department)
            return _held(request, case) or _sure_to_grant(request, case, {})
        return _show(request, case, RefusalForm(case) if "refuse" in request.GET else None)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Ask once more, then decide."""
        case = of_department(request, reference, *READERS)
        if request.POST.get("step") == "refuse":
            return self._refuse(request, case)
        return self._grant(request, case)

    def _grant(self, request: HttpRequest, case: Case) -> HttpResponse:
        on = occasion(request, (Role.REVIEWER,), department=case.department)
        held = _held(request, case)
        if held is not None:
            return held
        given = {"unverified": request.POST.get("unverified", "")}
        if "sure" not in request.POST:
            return _sure_to_grant(request, case, given)
        try:
            acts.grant(on, case.reference, **given)
        except Refusal as refusal:
            form = RefusalForm(case, {})
            form.errors.clear()
            return _show(request, case, None, form.say(refusal), edge.error_summary(form))
        messages.success(request, f"{case.number}已准予，决定书已送达申请人")
        return SeeOther(f"/desk/cases/{case.reference}")

    def _refuse(self, request: HttpRequest, case: Case) -> HttpResponse:
        on = occasion(request, (Role.REVIEWER,), department=case.department)
        form = RefusalForm(case, request.POST)
        if not form.is_valid():
            return _show(request, case, form, 422)
        given = form.given()
        if "sure" not in request.POST:
            points = [
                f"原因：{given['reason']}",
                f"依据：{given['basis']}",
                "决定书写明复议和诉讼的途径，马上送达申请人",
                "不影响申请人的信用",
            ]
            why = papers_of_cases.Why(given["reason"], given["basis"])
            paper = papers_of_cases.decision(case, catalogue.item_of(case.edition), today(), why=why)
            hidden = sent_again(request)
            sure = Sure("不予批准这一件", points, "确认不予批准", hidden, "danger", ("decision", paper))
            return are_you_sure(request, case, sure)
        try:
            acts.refuse(on, case.reference, **given)
        except Refusal as refusal:
            return _show(request, case, form, form.say(refusal))
        messages.success(request, f"{case.number}不予批准，决定书已送达申请人")
        return SeeOther(f"/desk/cases/{case.reference}")


def _held(request: HttpRequest, case: Case) -> HttpResponse | None:
    """Return the page that says what holds a grant back before the decision, or asks why to grant all the same."""
    checks = early.checks_of(case)
    if early.needs_reason(checks):
        form = early.UnverifiedForm(request.POST if "unverified" in request.POST else None)
        if form.is_valid():
            return None
        return _show(request, case, form, 422 if form.is_bound else 200)
    text = early.objection(checks)
    return _show(request, case, None, 422, [("", text)]) if text else None


def _sure_to_grant(request: HttpRequest, case: Case, given: dict[str, str]) -> HttpResponse:
    paper = papers_of_cases.decision(case, catalogue.item_of(case.edition), today(), granted=True)
    points = _what_a_grant_means(case)
    sure = Sure("准予这一件", points, "确认准予", {"step": "grant", **given}, "", ("decision", paper))
    return are_you_sure(request, case, sure)


def _what_a_grant_means(case: Case) -> list[str]:
    points = [f"申请人：{case.party_name}", f"事项：{case.item_name}", "决定书马上送达申请人"]
    if case.pledged_certificates:
        before = verification.newest_early(case.reference)
        facts = queries.facts_of(case.reference)
        later = [one for one in facts if (one.certificate_key, one.key) not in before]
        if before:
            points.append(f"承诺的{len(facts) - len(later)}项事实在决定前核查过")
        if later:
            points.append(f"承诺的{len(later)}项事实按目录写的时间核查，期限从今天起算")
    return points


def _show(
    request: HttpRequest,
    case: Case,
    form: RefusalForm | early.UnverifiedForm | None = None,
    code: int = 200,
    errors: list[tuple[str, str]] | None = None,
) -> HttpResponse:
    item = catalogue.item_of(case.edition)
    roles = roles_in(request, case.department)
    here = {post.role for post in posts_of(request)}
    back_url, back_label = next(place for role, place in BACK.items() if role in here)
    deciding = case.state in queries.WAITING and Role.REVIEWER in roles
    took_it_in = bool(case.taken_by) and case.taken_by == request.user.get_username()
    tasks = verification.tasks_of(case.reference)
    facts = signed_rows(case, item)
    files = rows_of(case, to_hand_in(case, item), "/desk/cases") if case.path in {"ordinary", "mixed"} else []
    more: dict[str, Any] = {
        "case": case,
        "state": LIFECYCLE.titles[S(case.state)],
        "tone": TONES[S(case.state)],
        "left": left(case) if case.state in UNDECIDED and case.paused_on is None else None,
        "term": term_line(case),
        "handling": handling(case),
        "correction": correction_rows(case),
        "demands": [_demand(one) for one in queries.demands_of(case.reference)],
        "holder": people.names_of([case.assigned_to]).get(case.assigned_to, "") if case.assigned_to else "",
        "reviewing": case.state in UNDECIDED and Role.REVIEWER in roles,
        "may_take": case.state in UNDECIDED and Role.REVIEWER in roles and not case.assigned_to,
        "may_correct": queries.correction(case.reference) is None,
        "may_turn": bool(case.pledged_certificates),
        "rows": _rows(case),
        "scans": [one for one in scans.scans_of(case.reference) if one.page and not one.aside],
        "facts": facts,
        "withdrawn": case.pledge_withdrawn_at,
        "files": files,
        "checks": _checks(case, item, len(facts), files),
        "events": _events(case),
        "papers": papers.papers_of(case.reference),
        "tasks": [_task(task, roles) for task in tasks] if case.decided_at else [],
        **_early(case, roles, form),
        "refuted": [task for task in tasks if task.state == "refuted"] if Role.VERIFIER in roles else [],
        "may_decide": deciding and not took_it_in,
        "took_it_in": deciding and took_it_in,
        "back_url": back_url,
        "back_label": back_label,
        "at_window": case.state in UNDECIDED and case.state not in queries.WAITING and Role.CLERK in roles,
        "form": form if isinstance(form, RefusalForm) and deciding and not took_it_in else None,
        "errors": errors or (edge.error_summary(form) if form else []),
    }
    return render(request, "cases/desk_case.html", more, status=code)


def _rows(case: Case) -> list[dict[str, str]]:
    return [
        {"label": "申请人", "value": f"{case.party_name}（{mask_number(case.party)}）"},
        {"label": "手机号", "value": case.phone or "—"},
        {"label": "联系地址", "value": case.address or "—"},
        {"label": "事项", "value": f"{case.item_name}（{case.item_code}）"},
        {"label": "办理方式", "value": PATHS[case.path]},
        {
            "label": "渠道",
            "value": DOORS.get(case.door, case.door) + _taken_by(case),
        },
        *entered_later(case),
        {"label": "核验码", "value": case.code},
        {"label": "主办单位", "value": people.department_name(case.department)},
    ]


def _checks(
    case: Case, item: catalogue.Item, facts: int, files: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return what the reviewer goes through: identity, credit, edition, notice, pledge, certificates."""
    how = "窗口核对过证件" if case.taken_by else "实名账号提交"
    check = next(iter(queries.checks_of(case.reference)), None)
    checks = [{"text": f"身份：{how}", "done": True}]
    if check:
        day = cn_datetime(check.at.astimezone(CHINA))
        checks.append(
            {"text": f"信用：{'可以承诺' if check.eligible else check.reason}（{day}查）", "done": True}
        )
    outside = standing.said_in(check)
    if outside and not outside.answered:
        checks.append({"text": f"信用：{outside.source}没有答复，按诚信档案核验的", "done": True})
    newer = "，受理后又有新版" if is_stale(case) else ""
    checks.append({"text": f"目录版本：第{case.edition_version}版{newer}", "done": True})
    if case.path in {"pledge", "mixed"}:
        told = case.acknowledged_at
        day = cn_datetime(told.astimezone(CHINA)) if told else ""
        checks.append(
            {"text": f"告知：{day}签收" if told else "没有申请人看过告知书的记录", "done": told is not None}
        )
        asked = case.pledged_certificates
        checks.append({"text": f"承诺要素：{asked}份证明，{facts}项事实，声明齐全", "done": facts > 0})
        barred = case.state in queries.WAITING and credit.standing(case.party).barred
        if barred:
            checks.append({"text": "信用：现在不能用承诺了，请看诚信档案", "done": False})
    if case.path in {"ordinary", "mixed"}:
        done = sum(bool(row["file"]) for row in files)
        checks.append({"text": f"材料：已交{done}份，共{len(files)}份", "done": done == len(files)})
    return checks


def _early(case: Case, roles: frozenset[Role], form: edge.Form | None) -> dict[str, Any]:
    """Return what the page says of verification before the decision."""
    checks = early.checks_of(case) if case.state in queries.WAITING else ()
    return {
        "early": early.rows(checks, roles),
        "held": early.objection(checks),
        "why": form if isinstance(form, early.UnverifiedForm) else None,
        "why_granted": _why_granted(case),
    }


def _why_granted(case: Case) -> str:
    """Return why it was granted although something could not be settled before."""
    if case.decided_at is None:
        return ""
    notes = (line.note for line in journal.history(case.kind, case.reference) if line.verb == "case.grant")
    return str(next(notes, {}).get("unverified", ""))


def _taken_by(case: Case) -> str:
    if not case.taken_by:
        return ""
    return f"，{people.names_of([case.taken_by]).get(case.taken_by, case.taken_by)}受理"


def _events(case: Case) -> list[dict[str, Any]]:
    lines = journal.history(case.kind, case.reference)
    names = people.names_of(line.actor for line in lines)
    return [
        {
            "when": when(line),
            "what": DESK_VERBS.get(line.verb, line.verb),
            "note": f"{names.get(line.actor, line.actor)}（{ROLE_TITLES[Role(line.post.partition('@')[0])]}）",
            "at": "past",
        }
        for line in reversed(lines)
    ]


def _demand(one: Demand) -> dict[str, str]:
    return {"certificate": one.certificate, "reason": one.reason, "word": one.state_title}


def _task(task: Any, roles: frozenset[Role]) -> dict[str, Any]:
    return {
        "label": task.label,
        "pledged": task.pledged,
        "word": f"到期核查：{cn_date(task.opens_on)}" if task.state == "awaiting" else task.state_title,
        "tone": FINDINGS.get(task.state, "info"),
        "url": f"/desk/verify/{task.reference}" if Role.VERIFIER in roles else "",
        "reference": task.reference,
    }

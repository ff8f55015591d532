"""The pages of whoever looks after the data sources (数据源管理): how each is, what is affected, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import now
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.steps import Asked, Step, TakeStep, step_of
from nuocheng.edge.views import SeeOther
from nuocheng.journal.files import new_id
from nuocheng.kernel.errors import Malformed, NotFound, Refusal
from nuocheng.kernel.numbers import PartyKind
from nuocheng.kernel.occasion import CHINA, Role
from nuocheng.people import queries as people
from nuocheng.verification import acts
from nuocheng.verification.acts.sources import STEPS as STEP_TITLES
from nuocheng.verification.channels.at_hand import channels
from nuocheng.verification.channels.protocol import Answer, Outcome, Question
from nuocheng.verification.channels.trouble import TROUBLE_TITLES, Trouble
from nuocheng.verification.jobs import BASIS
from nuocheng.verification.lifecycle import SOURCE, SourceState
from nuocheng.verification.models import SourceCall
from nuocheng.verification.pages import wording
from nuocheng.verification.pages.source_forms import PROOF_TITLES, NewSourceForm, ReasonForm, SourceForm
from nuocheng.verification.queries import sources
from nuocheng.verification.queries.sources import Affected, SourceStanding

HOME = "/sys/sources"
TONES = {sources.NORMAL: "ok", sources.SLOW: "todo", sources.FAILING: "bad", sources.OFF: "off"}
#: What a question of a trial is for, as the source is told.
TRIAL = "connection_trial"
TRIAL_FIELDS = ("status",)
#: How many hours make one point of the picture: more points would not be told apart on a phone.
SPAN = 3
#: How a trial ended, in words that tell nothing of what the source holds.
ENDED = {
    Outcome.FOUND: "对方答了，有您的记录",
    Outcome.NOT_FOUND: "对方答了，没有您的记录",
    Outcome.AMBIGUOUS: "对方答了，您的记录不止一条",
    Outcome.STALE: "对方答了，数据过旧",
    Outcome.SOURCE_DOWN: "没有问到",
}


#: Every step, by the end of its address, in the order in which buttons stand.
STEPS: Mapping[str, Step] = {
    "resume": Step(
        acts.resume_source,
        STEP_TITLES["resume"],
        ("马上恢复自动查询，停用期间排着的先查",),
        "已恢复使用",
        ReasonForm,
    ),
    "switch-to-fallback": Step(
        acts.switch_to_fallback,
        STEP_TITLES["switch_to_fallback"],
        ("改查备用来源，答复记在备用来源名下",),
        "已切到备用来源",
        ReasonForm,
    ),
    "turn-to-people": Step(
        acts.turn_to_people,
        STEP_TITLES["turn_to_people"],
        ("不再自动查，核查人员发协查或者到现场", "还没有查的，马上转到“没有回应”一栏，由人处理"),
        "已转人工",
        ReasonForm,
    ),
    "suspend": Step(
        acts.suspend_source,
        STEP_TITLES["suspend"],
        ("排着的先不查，恢复以后接着查", "核查期限照算，不会停"),
        "已停用",
        ReasonForm,
    ),
}


@require_GET
@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """Show how every source is."""
    must_hold(request, Role.ADMINISTRATOR)
    rows = [_row(one) for one in sources.overview(now())]
    return render(request, "verification/sources.html", {"rows": rows})


@method_decorator(never_cache, name="dispatch")
class NewSource(View):
    """A form in which a source is connected."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show it; a source that is asked already brings its key and channel along."""
        must_hold(request, Role.ADMINISTRATOR)
        known = {name: request.GET.get(name, "") for name in ("key", "channel", "title")}
        return self._show(request, NewSourceForm(initial={"proof": "key", **known}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Connect it."""
        on = occasion(request, acts.connect_source)
        form = NewSourceForm(request.POST)
        if not form.is_valid():
            return self._show(request, form, 422)
        key = form.cleaned_data["key"]
        try:
            acts.connect_source(on, key=key, wish=form.wish())
        except Refusal as refusal:
            return self._show(request, form, form.say(refusal))
        messages.success(request, "已接入")
        return SeeOther(f"{HOME}/{key}")

    def _show(self, request: HttpRequest, form: NewSourceForm, code: int = 200) -> HttpResponse:
        context = {"title": "接入数据来源", "form": form, "errors": edge.error_summary(form), "back": HOME}
        return render(request, "verification/source_form.html", context, status=code)


@require_GET
@never_cache
def source(request: HttpRequest, key: str) -> HttpResponse:
    """Show one source: its last day, its last questions, and what is affected when it is not asked."""
    must_hold(request, Role.ADMINISTRATOR)
    moment = now()
    one = sources.standing(key, moment)
    hours = sources.strip(key, moment)
    spans = [hours[place : place + SPAN] for place in range(0, len(hours), SPAN)]
    context = {
        **_row(one),
        "about": _about(one),
        "labels": [f"{span[0][0].astimezone(CHINA).hour}时" for span in spans],
        "series": [
            ("能用的", [sum(counted.usable for _, counted in span) for span in spans]),
            ("没答好", [sum(counted.asked - counted.usable for _, counted in span) for span in spans]),
        ],
        "asked": one.day.asked,
        "calls": [_call(row) for row in sources.last_calls(key)],
        "effect": _effect(sources.affected(key, moment)),
        "steps": _offered(one),
        "own_number": bool(request.user.number),  # type: ignore[union-attr]
    }
    return render(request, "verification/source.html", context)


@method_decorator(never_cache, name="dispatch")
class ChangeSource(View):
    """The entry of a source, to be changed."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        """Show it."""
        must_hold(request, Role.ADMINISTRATOR)
        return self._show(request, key, SourceForm(held=_entry(key)))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        """Change it."""
        on = occasion(request, acts.change_source)
        _entry(key)
        form = SourceForm(request.POST)
        if not form.is_valid():
            return self._show(request, key, form, 422)
        try:
            acts.change_source(on, key, wish=form.wish())
        except Refusal as refusal:
            return self._show(request, key, form, form.say(refusal))
        messages.success(request, "已保存，下一次查询就照新的")
        return SeeOther(f"{HOME}/{key}")

    def _show(self, request: HttpRequest, key: str, form: SourceForm, code: int = 200) -> HttpResponse:
        context = {
            "title": f"修改{_entry(key).title}",
            "form": form,
            "errors": edge.error_summary(form),
            "back": f"{HOME}/{key}",
        }
        return render(request, "verification/source_form.html", context, status=code)


@method_decorator(never_cache, name="dispatch")
class SourceStep(TakeStep):
    """One step on a source: saying what follows from it, then taking it with its reason."""

    def asked(self, request: HttpRequest, reference: str, step: str) -> Asked:
        """Return the step, with what is affected when the source is not asked."""
        must_hold(request, Role.ADMINISTRATOR)
        found = step_of(STEPS, step)
        one = _entry(reference)
        return Asked(
            step=found,
            reference=reference,
            department="",
            frame="shells/desk.html",
            heading=f"{one.title}：{found.title}",
            points=(*found.points, _effect(sources.affected(reference, now()))),
            back=(f"{HOME}/{reference}", "回到这个来源"),
        )


@require_POST
@never_cache
def trial(request: HttpRequest, key: str) -> HttpResponse:
    """Ask a source about whoever tries it, and nobody else: what it holds is not shown, only whether it answers.

    Raises:
        Malformed: The account says nothing by which its holder could be asked about.

    """
    must_hold(request, Role.ADMINISTRATOR)
    one = sources.standing(key, now())
    account = request.user
    number = getattr(account, "number", "")
    if not number:
        raise Malformed("您的账号没有登记身份证号，没法用您本人试查。请先用命令“nuocheng people correct”补上")
    way = channels().get(one.channel)
    if way is None:
        raise NotFound("本系统没有设置这个来源的平台，请先设置")
    question = Question(
        source=key,
        subject_kind=str(PartyKind.PERSON),
        subject_number=number,
        subject_name=getattr(account, "name", ""),
        fields=TRIAL_FIELDS,
        purpose=TRIAL,
        basis=(one.entry.basis if one.entry else "") or BASIS,
        request_id=f"trial.{new_id().hex}",
        asked_by=people.department_name(_home(request)) or "系统管理员",
    )
    answer = way.ask(question, at=now())
    tell = messages.warning if answer.outcome is Outcome.SOURCE_DOWN else messages.success
    tell(request, _ended(answer))
    return SeeOther(f"{HOME}/{key}")


def _home(request: HttpRequest) -> str:
    return next((post.department for post in must_hold(request, Role.ADMINISTRATOR) if post.department), "")


def _ended(answer: Answer) -> str:
    said = f"试查了您本人：{ENDED[answer.outcome]}，用时{answer.latency_ms}毫秒"
    if answer.receipt_no:
        said += f"，回执号{answer.receipt_no}"
    return said if answer.outcome is not Outcome.SOURCE_DOWN else f"{said}。{answer.note}"


def _entry(key: str) -> Any:
    found = sources.source_or_none(key)
    if found is None:
        raise NotFound("这个来源还没有登记，请先在“数据来源”里接入")
    return found


def _row(one: SourceStanding) -> dict[str, Any]:
    state = SOURCE.titles[SourceState(one.state)]
    return {
        "one": one,
        "channel": wording.CHANNELS.get(one.channel, one.channel),
        "status": one.status if one.state == SourceState.CONNECTED else state,
        "tone": TONES[one.status] if one.state != SourceState.ON_FALLBACK else "todo",
        "rate": f"{one.day.rate}%" if one.day.rate is not None else "没有查过",
        "median": f"{one.day.median_ms}毫秒以内" if one.day.median_ms is not None else "—",
        "use": f"{one.used}/{one.quota}次" if one.quota else f"{one.used}次",
        "until": one.authorised_until,
    }


def _about(one: SourceStanding) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"label": "代号", "value": one.key},
        {"label": "从哪里查", "value": wording.CHANNELS.get(one.channel, one.channel)},
    ]
    entry = one.entry
    if entry is not None:
        rows += [
            {"label": "地址", "value": entry.endpoint or "用本系统设置里的"},
            {"label": "证明身份", "value": PROOF_TITLES[entry.proof]},
            {
                "label": "用途和依据",
                "value": f"{entry.purpose}，{entry.basis}" if entry.purpose else "用统一的",
            },
            {"label": "每天最多", "value": f"{entry.quota}次" if entry.quota else "不限"},
            {"label": "备用来源", "value": entry.fallback or "没有"},
        ]
        if entry.state != SourceState.CONNECTED:
            rows.append({"label": "这样办的理由", "value": entry.why})
    if one.health is not None and one.health.said:
        rows.append({"label": "最近一次没答好", "value": one.health.said})
    return rows


def _call(row: SourceCall) -> dict[str, Any]:
    return {"row": row, "title": TROUBLE_TITLES[Trouble(row.trouble)], "good": not row.trouble}


def _effect(found: Affected) -> str:
    if not found.certificates and not found.calls_a_day:
        return "现在没有核查任务用它"
    names = "、".join(found.certificates)
    more = f"等{len(found.certificates) + found.more}种证明" if found.more else ""
    about = f"关系到{names}{more}，{found.open_tasks}项没有查完" if names else "现在没有没查完的任务"
    return f"{about}；不能自动查以后，每天约{found.calls_a_day}次查询要改由人核实"


def _offered(one: SourceStanding) -> list[dict[str, str]]:
    if one.entry is None:
        return []
    possible = set(SOURCE.possible(SourceState(one.state)))
    if not one.entry.fallback:
        possible.discard("switch_to_fallback")
    return [
        {"label": step.title, "url": f"{HOME}/{one.key}/{name}"}
        for name, step in STEPS.items()
        if name.replace("-", "_") in possible
    ]

"""The watch at the desk: what came back after it went, circles of certificates, entries whose law changed."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_safe

from nuocheng.catalogue import acts
from nuocheng.catalogue.lifecycle import ALERTS, AlertState
from nuocheng.catalogue.models import Alert, Edition, ListedBasis, Topic
from nuocheng.catalogue.pages.areas import areas, units_seen
from nuocheng.catalogue.pages.steps import told
from nuocheng.catalogue.pages.superior_forms import ReasonForm
from nuocheng.catalogue.pages.watch_words import ALERT_TONES, DONE
from nuocheng.catalogue.queries import statutes
from nuocheng.catalogue.queries import watching as queries
from nuocheng.edge.display import cn_date, cn_datetime
from nuocheng.edge.keyset import page
from nuocheng.edge.occasions import occasion, posts_of
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.journal import queries as journal
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.kernel.occasion import CHINA, Role
from nuocheng.people import queries as people

#: The third kind: entries whose law changed; they are looked up, not kept.
CHANGED_LAW = "changed_law"
TOPICS = (
    (Topic.RETURNED, "取消了又要"),
    (Topic.CIRCULAR, "循环证明"),
    (CHANGED_LAW, "依据有变动"),
)
SAYS = {
    Topic.RETURNED: "以前取消过、改为数据共享的证明，现在用原来的或者相近的名称又要了。",
    Topic.CIRCULAR: "办甲要先有乙，办乙又要先有甲。请相关单位商量，至少一家改成数据共享或者承诺。",
    CHANGED_LAW: "设定依据已修改或者已废止，还没有人复核过的条目。复核后仍然要的，写明理由；不要的，起草新版。",
}


@require_safe
def watch(request: HttpRequest) -> HttpResponse:
    """Show what the watch found, by kind."""
    units = units_seen(request)
    asked = request.GET.get("topic", "")
    topic = asked if asked in {one for one, _ in TOPICS} else str(Topic.RETURNED)
    wanted = request.GET.get("state", "")
    state = AlertState(wanted) if wanted in set(AlertState) else AlertState.OPEN
    counts = queries.counts(units)
    changed = {one.key: one for one in statutes.changed()}
    pending = statutes.pending(changed.values(), units)
    numbers: dict[str, int] = {one: counts.get((one, AlertState.OPEN), 0) for one in Topic}
    numbers[CHANGED_LAW] = pending[: statutes.MOST_COUNTED].count()
    if topic == CHANGED_LAW:
        rows = pending.select_related("edition").defer("edition__content")
        laws = page(rows, ("id",), request.GET.get("after", ""))
        table, next_ = _by_law(laws.rows, changed), laws.next
    else:
        alerts = queries.alerts(units, topic, state, request.GET.get("after", ""))
        table, next_ = _of_alerts(alerts.rows), alerts.next
    mark = urlencode({"topic": topic, "state": state, "after": next_})
    context = {
        "areas": areas("catalogue-watch"),
        "tabs": [
            {
                "label": label,
                "url": f"?{urlencode({'topic': one})}",
                "count": numbers[one],
                "current": one == topic,
            }
            for one, label in TOPICS
        ],
        "says": SAYS[topic],
        "states": [] if topic == CHANGED_LAW else _states(topic, state, counts),
        "table": table,
        "pager": {"next_url": f"?{mark}" if next_ else ""},
    }
    return render(request, "catalogue/watch.html", context)


def _states(
    topic: str, current: AlertState, counts: dict[tuple[str, str], int]
) -> list[tuple[str, str, int, bool]]:
    """Return the states of alerts as links: the word, the address, how many, and whether it is this one."""
    return [
        (
            ALERTS.titles[one],
            f"?{urlencode({'topic': topic, 'state': one})}",
            counts.get((topic, one), 0),
            one is current,
        )
        for one in AlertState
    ]


def _of_alerts(rows: list[Alert]) -> dict[str, Any]:
    items = dict(
        Edition.objects.filter(reference__in=[one.edition for one in rows]).values_list("reference", "name")
    )
    return {
        "caption": "监测发现",
        "columns": [{"label": label} for label in ("发现", "事项", "单位", "证据", "时间")],
        "rows": [
            {
                "id": one.reference,
                "name": one.title,
                "url": reverse("catalogue-alert", args=[one.reference]),
                "cells": [
                    {"label": "事项", "text": items.get(one.edition, one.code)},
                    {"label": "单位", "text": _units(one)},
                    {"label": "证据", "text": "；".join(evidence(one)[:1])},
                    {"label": "时间", "text": cn_datetime(one.moved_at.astimezone(CHINA))},
                ],
            }
            for one in rows
        ],
    }


def _by_law(rows: list[ListedBasis], titles: dict[str, Any]) -> dict[str, Any]:
    return {
        "caption": "依据有变动的条目",
        "columns": [{"label": label} for label in ("证明", "事项", "单位", "依据", "变动")],
        "rows": [
            {
                "id": str(one.pk),
                "name": one.certificate,
                "url": f"{reverse('statute', args=[titles[one.statute].reference])}#r{one.pk.hex}",
                "cells": [
                    {"label": "事项", "text": one.edition.name},
                    {"label": "单位", "text": people.department_name(one.department)},
                    {"label": "依据", "text": str(one)},
                    {
                        "label": "变动",
                        "text": f"{titles[one.statute].state_title}，{cn_date(titles[one.statute].changed_on)}",
                    },
                ],
            }
            for one in rows
        ],
    }


def _units(one: Alert) -> str:
    return "、".join(people.department_name(code) for code in one.units.split())


def evidence(one: Alert) -> list[str]:
    """Return the evidence of an alert in sentences."""
    said = one.says
    if one.topic == Topic.CIRCULAR:
        return [
            f"{people.department_name(step['department'])}的“{step['item']}”要交“{step['asks']}”"
            for step in said["chain"]
        ]
    return [
        f"{cn_date(date.fromisoformat(gone['on']))}起{gone['how']}：{gone['whom']}，当时叫“{gone['name']}”"
        for gone in said["gone"]
    ]


class AlertPage(View):
    """One alert: its evidence, and what somebody has to say to it."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the alert."""
        return self._show(request, _seen(request, reference), ReasonForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Settle the alert with a reason."""
        found = _seen(request, reference)
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self._show(request, found, form, form.summary())
        try:
            on = occasion(request, acts.settle_alert, department=found.department)
            acts.settle_alert(on, reference, **form.cleaned_data)
        except Refusal as refusal:
            return self._show(request, found, form, told(refusal), status(refusal))
        messages.success(request, "说明记下了。内容再有变化，会重新提出来")
        return SeeOther(f"{reverse('catalogue-watch')}?{urlencode({'topic': found.topic})}")

    def _show(
        self, request: HttpRequest, found: Alert, form: ReasonForm, errors: Any = (), code: int = 422
    ) -> HttpResponse:
        held = posts_of(request)
        may = any(
            post.role is Role.BUREAU
            or (post.role in acts.settle_alert.by and post.department == found.department)
            for post in held
        )
        context = {
            "areas": areas("catalogue-watch"),
            "alert": found,
            "topic_title": dict(TOPICS)[found.topic],
            "tone": ALERT_TONES[found.state],
            "evidence": evidence(found),
            "chain": _chain(found),
            "units": _units(found),
            "edition": found.edition,
            "form": form if may and found.state == AlertState.OPEN else None,
            "events": _history(found),
            "back": f"{reverse('catalogue-watch')}?{urlencode({'topic': found.topic})}",
            "errors": list(errors),
        }
        return render(request, "catalogue/alert.html", context, status=code if errors else 200)


def _chain(found: Alert) -> list[dict[str, str]]:
    """Return the steps of a circle, each with its department."""
    if found.topic != Topic.CIRCULAR:
        return []
    steps = found.says["chain"]
    return [{**one, "department": people.department_name(one["department"])} for one in steps]


def _seen(request: HttpRequest, reference: str) -> Alert:
    """Return an alert that whoever is signed in may look at.

    Raises:
        NotFound: There is none, or it concerns other departments.

    """
    units = units_seen(request)
    found = Alert.load(reference)
    if units is not None and not {found.department, *found.units.split()} & set(units):
        raise NotFound
    return found


def _history(found: Alert) -> list[dict[str, str]]:
    lines = journal.history("alert", found.reference)
    names = people.names_of(one.actor for one in lines)
    return [
        {
            "when": cn_datetime(one.at.astimezone(CHINA)),
            "what": DONE.get(one.verb, one.verb),
            "note": "：".join(filter(None, (names.get(one.actor, "系统"), one.note.get("reason", "")))),
            "at": "past",
        }
        for one in reversed(lines)
    ]

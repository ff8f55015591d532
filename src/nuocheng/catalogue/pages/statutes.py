"""Laws that certificates rest on, at the desk: registered, changed, and every entry that a change touches."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from nuocheng.catalogue import acts
from nuocheng.catalogue.acts.return_draft import LONGEST
from nuocheng.catalogue.lifecycle import STATUTES, StatuteState
from nuocheng.catalogue.models import Statute
from nuocheng.catalogue.pages.areas import LONGEST_WORDS, areas, units_seen
from nuocheng.catalogue.pages.steps import told
from nuocheng.catalogue.pages.superior_forms import ReasonForm
from nuocheng.catalogue.pages.watch_words import DONE, STATUTE_TONES
from nuocheng.catalogue.queries import statutes as queries
from nuocheng.catalogue.queries.reading import standards
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.display import cn_date, cn_datetime
from nuocheng.edge.occasions import must_hold, occasion, posts_of
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.journal import queries as journal
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import CHINA, Role
from nuocheng.people import queries as people

REGISTERING = (Role.LEGAL, Role.BUREAU)


class StatuteForm(edge.Form):
    """A law that is not in the register yet."""

    title = edge.TextLine(label="依据名称", max_length=200, help_text="写全称，例如：中华人民共和国律师法")
    number = edge.TextLine(label="文号", required=False, max_length=100, help_text="文件才要填，法律不用填")
    level = edge.Pick(label="层级", choices=[])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the levels that the law of the day knows."""
        super().__init__(*args, **kwargs)
        levels = standards(today()).levels
        self.fields["level"].choices = [("", "请选择"), *levels.items()]  # type: ignore[attr-defined]  # a Pick


class ChangeForm(edge.Form):
    """What happened to a law."""

    step = edge.OneOf(
        label="有什么变动？", choices=[("amend", "已修改"), ("repeal", "已废止")], look="inline"
    )
    on = edge.DateParts(label="从哪天起", blank="请填写从哪天起修改或者废止，例如2026年10月1日")
    citation = edge.TextLine(
        label="出处", max_length=LONGEST, help_text="写明在哪里公布的，例如：主席令第七十六号"
    )
    note = edge.LongText(label="改了什么", required=False, max_length=LONGEST)
    successor = edge.TextLine(label="由哪部代替", required=False, max_length=200)


class Statutes(View):
    """The register of laws."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the register."""
        units_seen(request)
        return self._show(request, StatuteForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Register a law."""
        must_hold(request, *REGISTERING)
        form = StatuteForm(request.POST)
        if not form.is_valid():
            return self._show(request, form, form.summary())
        said = form.cleaned_data
        there = queries.by_key(said["title"], said["number"])
        if there is not None:
            return SeeOther(reverse("statute", args=[there.reference]))
        try:
            receipt = acts.open_statute(occasion(request, acts.open_statute), **said)
        except Refusal as refusal:
            return self._show(request, form, told(refusal), status(refusal))
        return SeeOther(reverse("statute", args=[receipt.reference]))

    def _show(
        self, request: HttpRequest, form: StatuteForm, errors: Any = (), code: int = 422
    ) -> HttpResponse:
        asked = request.GET.get("state", "")
        words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
        found = queries.registered(words, asked, request.GET.get("after", ""))
        counts = queries.state_counts()
        titles = {"": "全部", **{str(one): STATUTES.titles[one] for one in StatuteState}}
        mark = urlencode({"state": asked, "q": words, "after": found.next})
        context = {
            "areas": areas("statutes"),
            "tabs": [
                {
                    "label": title,
                    "url": f"?{urlencode({'state': one})}",
                    "count": counts.get(one, 0) if one else sum(counts.values()),
                    "current": one == asked,
                }
                for one, title in titles.items()
            ],
            "filters": {"search": {"name": "q", "value": words, "label": "依据名称或文号"}},
            "table": _table(found.rows),
            "pager": {"next_url": f"?{mark}" if found.next else ""},
            "words": words,
            "form": form if _registers(request) else None,
            "errors": list(errors),
        }
        return render(request, "catalogue/statutes.html", context, status=code if errors else 200)


def _table(rows: list[Statute]) -> dict[str, Any]:
    return {
        "caption": "设定依据",
        "columns": [{"label": label} for label in ("依据", "文号", "状态", "变动日期")],
        "rows": [
            {
                "id": one.reference,
                "name": one.title,
                "url": reverse("statute", args=[one.reference]),
                "cells": [
                    {"label": "文号", "text": one.number or "—"},
                    {
                        "label": "状态",
                        "text": one.state_title,
                        "tone": STATUTE_TONES[one.state],
                        "badge": True,
                    },
                    {"label": "变动日期", "text": cn_date(one.changed_on) if one.changed_on else "—"},
                ],
            }
            for one in rows
        ],
    }


class StatutePage(View):
    """One law, and the entries that rest on it."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the law."""
        units_seen(request)
        return self._show(request, Statute.load(reference))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Register a change, take one back, or confirm an entry after one."""
        step = request.POST.get("step", "")
        if step == "confirm":
            return self._confirm(request, reference)
        found = Statute.load(reference)
        must_hold(request, *REGISTERING)
        form = ReasonForm(request.POST) if step == "restore" else ChangeForm(request.POST)
        if not form.is_valid():
            return self._show(request, found, form.summary(), form=form)
        said = form.cleaned_data
        try:
            if step == "restore":
                acts.restore_statute(occasion(request, acts.restore_statute), reference, **said)
            else:
                act = acts.amend_statute if step == "amend" else acts.repeal_statute
                change = acts.Change(said["on"], said["citation"], said["note"], said["successor"])
                act(occasion(request, act), reference, change=change)
        except Refusal as refusal:
            return self._show(request, found, told(refusal), status(refusal), form=form)
        messages.success(request, "登记好了。下面是受影响的条目，由各单位逐条复核")
        return SeeOther(reverse("statute", args=[reference]))

    def _confirm(self, request: HttpRequest, reference: str) -> HttpResponse:
        on = occasion(request, acts.confirm_basis)
        edition, _, key = request.POST.get("entry", "").partition(" ")
        reason = request.POST.get("reason", "")
        try:
            acts.confirm_basis(on, reference, edition=edition, key=key, reason=reason)
        except Refusal as refusal:
            return self._show(request, Statute.load(reference), told(refusal), status(refusal))
        messages.success(request, "复核好了，这一条不再标“需复核”")
        return SeeOther(reverse("statute", args=[reference]))

    def _show(
        self,
        request: HttpRequest,
        found: Statute,
        errors: Any = (),
        code: int = 422,
        *,
        form: edge.Form | None = None,
    ) -> HttpResponse:
        units = units_seen(request)
        rows = queries.touched(found, units, request.GET.get("after", ""))
        registers = _registers(request)
        changed = found.state in queries.CHANGED
        context = {
            "areas": areas("statutes"),
            "statute": found,
            "tone": STATUTE_TONES[found.state],
            "rows": _rows(found),
            "count": _number(queries.touched_count(found, units)),
            "pending": _number(queries.pending_count(found, units)) if changed else "",
            "entries": [_entry(request, one) for one in queries.told(found, rows.rows)],
            "pager": {
                "next_url": f"?{urlencode({'after': rows.next})}" if rows.next else "",
            },
            "change": _either(form, ChangeForm)
            if registers and found.state != StatuteState.REPEALED
            else None,
            "restore": _either(form, ReasonForm) if registers and changed else None,
            "events": _history(found),
            "errors": list(errors),
        }
        return render(request, "catalogue/statute.html", context, status=code if errors else 200)


def _either(form: edge.Form | None, kind: type[edge.Form]) -> edge.Form:
    """Return the form that was sent if it is of that kind, or a blank one."""
    return form if isinstance(form, kind) else kind()


def _registers(request: HttpRequest) -> bool:
    return any(post.role in REGISTERING for post in posts_of(request))


def _number(count: int) -> str:
    return f"{queries.MOST_COUNTED}多" if count > queries.MOST_COUNTED else str(count)


def _rows(found: Statute) -> list[dict[str, str]]:
    rows = [
        ("文号", found.number),
        ("层级", standards(today()).levels.get(found.level, "")),
        ("变动日期", cn_date(found.changed_on) if found.changed_on else ""),
        ("出处", found.citation),
        ("改了什么", found.change),
        ("由哪部代替", found.successor),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _entry(request: HttpRequest, one: queries.Touched) -> dict[str, Any]:
    row = one.row
    may = any(post.role is Role.EDITOR and post.department == row.department for post in posts_of(request))
    return {
        "id": f"r{row.pk.hex}",
        "value": f"{row.edition_id} {row.key}",
        "certificate": row.certificate,
        "item": one.item,
        "url": reverse("catalogue-edition", args=[row.edition_id]),
        "draft": reverse("catalogue-new-edition", args=[row.edition_id]),
        "department": people.department_name(row.department),
        "basis": str(row),
        "pending": one.pending,
        "making": one.in_the_making,
        "review": one.reviewed.reason if one.reviewed else "",
        "may": may and one.pending,
    }


def _history(found: Statute) -> list[dict[str, str]]:
    lines = journal.history("statute", found.reference)[-30:]
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

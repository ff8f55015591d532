"""Importing a table of contacts (附件1): looked through first, written only once somebody confirms."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Malformed, NotInOffice, Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.programme import acts, queries
from nuocheng.programme.acts.appoint import BEFOREHAND
from nuocheng.programme.pages.forms import TableForm
from nuocheng.programme.pages.guards import writer
from nuocheng.programme.queries import Change, Import

LONGEST_CARRIED = 500_000


class ImportContacts(View):
    """Choosing a file, seeing what it would change, and confirming; the desk for its own department alone."""

    side = "lead"

    def _only(self, request: HttpRequest) -> str:
        """Return the one department whose rows are read, empty for the Bureau, which reads all."""
        if self.side == "desk":
            return writer(request)
        must_hold(request, Role.BUREAU)
        return ""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask for the file."""
        self._only(request)
        return self._ask(request, TableForm(initial={"since": today()}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Look the table through, or write what was confirmed."""
        if "carried" in request.POST:
            return self._write(request)
        only = self._only(request)
        form = TableForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._ask(request, form, 422)
        table, since = form.cleaned_data["table"], form.cleaned_data["since"]
        if since > today() + BEFOREHAND:
            form.add_error("since", f"最多提前{BEFOREHAND.days}天登记，请核对日期")
            return self._ask(request, form, 422)
        try:
            found = queries.look_through(table.read(), table.name or "", today(), only)
        except Refusal as refusal:
            form.add_error("table", refusal.text)
            return self._ask(request, form, status(refusal))
        return self._review(request, found, since)

    def _write(self, request: HttpRequest) -> HttpResponse:
        """Write every change that was confirmed; what was written by then stays if one is refused."""
        only = self._only(request)
        on = occasion(request, acts.appoint_contact, department=only)
        changes, since = _carried(request.POST.get("carried", ""))
        done = 0
        if only and any(one["department"] != only for one in changes):
            raise NotInOffice("只能导入本单位的联系人，请重新选文件")
        for one in changes:
            who = acts.Reached(one["name"], one["title"], one["office_phone"], one["mobile"], both=True)
            try:
                acts.appoint_contact(on, department=one["department"], role=one["role"], who=who, since=since)
            except Refusal as refusal:
                form = TableForm(initial={"since": since})
                before = f"前面{done}处已经登记；" if done else ""
                errors = [
                    ("", f"{before}“{one['name']}”没有登记：{refusal.text}。改好后再传一次，已登记的不会重复")
                ]
                return self._ask(request, form, status(refusal), errors)
            done += 1
        messages.success(request, f"已登记{done}处变动")
        return SeeOther(f"/{self.side}/programme/contacts")

    def _where(self) -> dict[str, str]:
        return {"shell_template": f"shells/{self.side}.html", "side": self.side}

    def _ask(
        self,
        request: HttpRequest,
        form: TableForm,
        code: int = 200,
        errors: list[tuple[str, str]] | None = None,
    ) -> HttpResponse:
        context = {
            "back_url": f"/{self.side}/programme/contacts",
            "form": form,
            "errors": errors or edge.error_summary(form),
            **self._where(),
        }
        return render(request, "programme/import_ask.html", context, status=code)

    def _review(self, request: HttpRequest, found: Import, since: date) -> HttpResponse:
        context = {
            **self._where(),
            "back_url": f"/{self.side}/programme/contacts/import",
            "found": found,
            "since": since,
            "new": found.count("new"),
            "changed": found.count("changed"),
            "unchanged": found.count("unchanged"),
            "carried": json.dumps(
                {"since": since.isoformat(), "changes": [_plain(one) for one in found.wanted]},
                ensure_ascii=False,
            ),
        }
        return render(request, "programme/import_review.html", context)


def _plain(one: Change) -> dict[str, str]:
    kept = ("department", "role", "name", "title", "office_phone", "mobile")
    return {name: str(value) for name, value in asdict(one).items() if name in kept}


def _carried(text: str) -> tuple[list[dict[str, str]], date]:
    """Read back what the page of review carried; the acts look at every word of it again.

    Raises:
        Malformed: It is not what that page carried.

    """
    kept = ("department", "role", "name", "title", "office_phone", "mobile")
    try:
        said: Any = json.loads(text[:LONGEST_CARRIED])
        since = date.fromisoformat(said["since"])
        return [{name: str(one[name]) for name in kept} for one in said["changes"]], since
    except (ValueError, TypeError, KeyError) as broken:
        raise Malformed.at("table", "这一页的内容不完整，请重新选文件") from broken

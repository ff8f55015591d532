"""Contacts: changed on the desk, never overwritten; and the table of all of them (附件1) for the Bureau."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views import View
from django.views.decorators.http import require_safe

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import ChannelDown, NotFound, Refusal, RuledOut
from nuocheng.kernel.occasion import Role
from nuocheng.papers.rendering import NotPrinted, docx
from nuocheng.papers.rendering import render as render_paper
from nuocheng.people import queries as people
from nuocheng.programme import acts, queries
from nuocheng.programme.channels.contacts_table import TITLE, Row, contacts_as_csv, contacts_as_xlsx
from nuocheng.programme.pages.forms import ContactForm
from nuocheng.programme.pages.guards import here, writer
from nuocheng.programme.papers import contacts
from nuocheng.programme.rules.content import CONTACT_TITLES

#: In what forms the table is given out.
KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_safe
def desk_contacts(request: HttpRequest) -> HttpResponse:
    """Show everybody who was ever named for one's own department, newest first."""
    seen = here(request)
    rows = queries.contacts_of(seen.department)
    context = {
        "department": people.department_name(seen.department),
        "posts": [
            (role, title, [one for one in rows if one.role == role]) for role, title in CONTACT_TITLES.items()
        ],
        "may_write": seen.may_write,
        "today": today(),
    }
    return render(request, "programme/contacts.html", context)


class ChangeContact(View):
    """Naming whoever follows in a post, from a day on; the desk for its own department, the Bureau for any."""

    side = "desk"

    def get(self, request: HttpRequest, role: str, department: str = "") -> HttpResponse:
        """Show the form with whoever holds the post now."""
        unit = self._department(request, department)
        held = _held(unit, role)
        return self._show(request, (unit, role), ContactForm(held=held, today=today()))

    def post(self, request: HttpRequest, role: str, department: str = "") -> HttpResponse:
        """Name whoever follows."""
        unit = self._department(request, department)
        held = _held(unit, role)
        form = ContactForm(request.POST, held=held, today=today(), warn="both" in request.POST)
        if not form.is_valid():
            return self._show(request, (unit, role), form, 422)
        on = occasion(request, acts.appoint_contact, department=unit)
        since = form.cleaned_data["since"]
        try:
            acts.appoint_contact(on, department=unit, role=role, who=form.who(), since=since)
        except Refusal as refusal:
            if isinstance(refusal, RuledOut) and _is_warning(refusal):
                form = ContactForm(request.POST, held=held, today=today(), warn=True)
                form.is_valid()
            return self._show(request, (unit, role), form, form.say(refusal))
        messages.success(request, "已登记")
        return SeeOther(self._back(unit))

    def _department(self, request: HttpRequest, department: str) -> str:
        if self.side == "desk":
            return writer(request)
        must_hold(request, Role.BUREAU)
        if people.department(department) is None:
            raise NotFound("没有这个单位，请回到联系表重新选")
        return department

    def _back(self, department: str) -> str:
        return "/desk/programme" if self.side == "desk" else f"/lead/programme/units/{department}"

    def _show(
        self, request: HttpRequest, post: tuple[str, str], form: ContactForm, code: int = 200
    ) -> HttpResponse:
        unit, role = post
        context = {
            "shell_template": f"shells/{self.side}.html",
            "department": people.department_name(unit),
            "title": CONTACT_TITLES[role],
            "held": _held(unit, role),
            "form": form,
            "errors": edge.error_summary(form),
            "back_url": self._back(unit),
        }
        return render(request, "programme/contact_change.html", context, status=code)


@require_safe
def lead_contacts(request: HttpRequest) -> HttpResponse:
    """Show the table of contacts as of a day, whole."""
    must_hold(request, Role.BUREAU)
    day, wrong = _day(request)
    lines = queries.contact_table(day)
    context = {
        "lines": lines,
        "day": day,
        "is_today": day == today(),
        "errors": [("id_day_year", wrong)] if wrong else [],
        "form": DayForm(initial={"day": day}),
        "query": f"?day={day.isoformat()}",
        "missing": sum(1 for one in lines if one.leader is None or one.liaison is None),
    }
    return render(request, "programme/lead_contacts.html", context, status=422 if wrong else 200)


class DayForm(edge.Form):
    """As of which day the table is read."""

    day = edge.DateParts(label="看哪一天的联系表")


@require_safe
def contacts_file(request: HttpRequest, ending: str) -> HttpResponse:
    """Give the table of contacts (附件1) out as a file, as of a day."""
    must_hold(request, Role.BUREAU)
    day, wrong = _day(request)
    if wrong or ending not in KINDS:
        raise NotFound(wrong or "只有XLSX、CSV、PDF和DOCX四种，请回到联系表重新选")
    rows = queries.contact_rows(day)
    try:
        body = _written(ending, rows, day)
    except NotPrinted as down:
        raise ChannelDown("文书现在打不出来，请过几分钟再下载") from down
    name = f"附件1 {TITLE}（{day.isoformat()}）.{ending}"
    shown = content_disposition_header(as_attachment=True, filename=name) or ""
    return HttpResponse(body, content_type=KINDS[ending], headers={"Content-Disposition": shown})


def _written(ending: str, rows: list[Row], day: date) -> bytes:
    """Return the table of contacts in one of its kinds.

    Raises:
        NotPrinted: The press failed.

    """
    if ending in {"xlsx", "csv"}:
        return contacts_as_xlsx(rows) if ending == "xlsx" else contacts_as_csv(rows)
    content = contacts(rows, day)
    return (render_paper if ending == "pdf" else docx)(content.form, content.as_json())


def _held(department: str, role: str) -> queries.Contact | None:
    if role not in CONTACT_TITLES:
        raise NotFound("没有这一岗，请回到“工作推进”重新选")
    return queries.current(department, role)


def _is_warning(refusal: RuledOut) -> bool:
    return [one.rule for one in refusal.objections] == ["leader_is_not_liaison"]


def _day(request: HttpRequest) -> tuple[date, str]:
    """Return the day asked for, as three numbers or in one piece; today where nothing is asked."""
    given = request.GET.get("day", "")
    if given:
        try:
            return date.fromisoformat(given), ""
        except ValueError:
            return today(), "没有这一天，请核对"
    if not any(f"day_{part}" in request.GET for part in ("year", "month", "day")):
        return today(), ""
    form = DayForm(request.GET)
    if form.is_valid():
        day: date = form.cleaned_data["day"]
        return day, ""
    return today(), str(form.errors["day"][0])

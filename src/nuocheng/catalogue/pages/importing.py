"""Bringing a table into the catalogue: hand it in, confirm its columns, see what would happen, confirm, undo."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import uuid4

from django import forms
from django.core.files import File
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from nuocheng.catalogue import acts, jobs
from nuocheng.catalogue.channels.matching import Matching, as_json
from nuocheng.catalogue.channels.tables import LARGEST, Workbook, open_workbook
from nuocheng.catalogue.lifecycle import ImportState
from nuocheng.catalogue.models import Import
from nuocheng.catalogue.pages.choosing import questions, with_choices
from nuocheng.catalogue.pages.importing_forms import SheetForm
from nuocheng.catalogue.queries import imports
from nuocheng.catalogue.queries.planning import known_units, suggestions
from nuocheng.edge import forms as edge
from nuocheng.edge.display import cn_datetime
from nuocheng.edge.occasions import must_hold, occasion, system_occasion
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.journal.official import Act
from nuocheng.kernel.errors import Malformed, NotFound, OutOfOrder, Refusal
from nuocheng.kernel.occasion import CHINA, Door, Role
from nuocheng.people import queries as people

#: A table of so many rows is read and written at once; a longer one is a job, with a bar to look at.
AT_ONCE = 400
TONES = {
    ImportState.RECEIVED: "todo",
    ImportState.MATCHED: "todo",
    ImportState.WRITING: "info",
    ImportState.WRITTEN: "ok",
    ImportState.UNDOING: "info",
    ImportState.UNDONE: "off",
    ImportState.DROPPED: "off",
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_COLUMNS = ("导入", "文件", "谁导入的", "时间", "结果")


class TableInput(forms.FileInput):
    """A file chooser that offers the tables we read."""

    def __init__(self) -> None:
        """Set the kinds of file to be offered."""
        super().__init__({"accept": ".xlsx,.xls,.csv"})


class HandInForm(edge.Form):
    """The table to be brought in."""

    file = forms.FileField(
        label="要导入的表格",
        widget=TableInput,
        help_text=f"XLSX、XLS或者CSV，不超过{LARGEST // 1024 // 1024}MB。部门现成的清单就行，列名不用改",
        error_messages={"required": "请选择要导入的表格", "empty": "文件是空的，请重新选"},
    )

    def clean_file(self) -> File[Any]:
        """Return the file if it is not larger than what is read at all.

        Raises:
            ValidationError: It is too large.

        """
        file: File[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            said = f"文件超过{LARGEST // 1024 // 1024}MB，请分成几个文件导入"
            raise forms.ValidationError(said, code="big")
        return file


class Imports(View):
    """The imports of one's departments, and the way to a new one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them."""
        return self._show(request, HandInForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take in a table; one that cannot be read is refused before anything is kept."""
        must_hold(request, Role.EDITOR)
        form = HandInForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, form, form.summary())
        file = form.cleaned_data["file"]
        raw, name = file.read(), file.name or ""
        try:
            open_workbook(raw, name)
            done = acts.receive_import(occasion(request, acts.receive_import), filename=name, raw=raw)
        except Refusal as refusal:
            return self._show(request, form, [("id_file", refusal.text)], status(refusal))
        return SeeOther(reverse("import-columns", args=[done.reference]))

    def _show(
        self,
        request: HttpRequest,
        form: HandInForm,
        errors: list[tuple[str, str]] | None = None,
        code: int = 422,
    ) -> HttpResponse:
        held = must_hold(request, Role.EDITOR, Role.BUREAU)
        everything = any(post.role is Role.BUREAU for post in held)
        units = None if everything else sorted({post.department for post in held})
        found = imports.listed(units, request.GET.get("after", ""))
        context = {
            "form": form if any(post.role is Role.EDITOR for post in held) else None,
            "errors": errors or [],
            "key": uuid4().hex,
            "table": _table(found.rows) if found.rows else None,
            "pager": {"next_url": f"?after={quote(found.next)}" if found.next else ""},
        }
        return render(request, "catalogue/imports.html", context, status=code if errors else 200)


@method_decorator(gzip_page, name="dispatch")  # one and the same list of choices for each column: 90 KB, or 8
class Columns(View):
    """Confirming what each column of the table means."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show what the columns seem to mean, with some of their cells."""
        of = reach(request, reference)
        of.lifecycle.after("match", of.state)
        workbook = imports.workbook_of(of)
        matchings = imports.matchings_of(of) or suggestions(workbook)
        return self._show(request, of, _forms(None, workbook, matchings))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Take the confirmation, or look again where the person says the heading is."""
        of = reach(request, reference)
        workbook = imports.workbook_of(of)
        matchings = imports.matchings_of(of) or suggestions(workbook)
        sheets = _forms(request.POST, workbook, matchings)
        wrong = [line for form in sheets for line in form.summary()]
        if wrong:
            return self._show(request, of, sheets, wrong)
        units = known_units()
        moved = [form.again(units) for form in sheets]
        if any(moved):
            again = [one or form.said() for one, form in zip(moved, sheets, strict=True)]
            return self._show(request, of, _forms(None, workbook, again))
        said = [form.said() for form in sheets]
        faults = [("", text) for one in said for text in one.objections]
        if not any(one.read for one in said):
            faults = [("", "请至少勾选一张要导入的工作表")]
        if faults:
            return self._show(request, of, sheets, faults)
        try:
            on = occasion(request, acts.match_import, department=of.department)
            acts.match_import(on, reference, matchings=as_json(said))
        except Refusal as refusal:
            return self._show(request, of, sheets, [("", refusal.text)])
        jobs.ask_to_read(reference)
        if _short(workbook):
            jobs.read_import(reference, system_occasion(Door.JOB))
        return SeeOther(reverse("import", args=[reference]))

    def _show(
        self,
        request: HttpRequest,
        of: Import,
        sheets: list[SheetForm],
        errors: list[tuple[str, str]] | None = None,
    ) -> HttpResponse:
        context = {"of": of, "sheets": sheets, "errors": errors or []}
        return render(request, "catalogue/import_columns.html", context, status=422 if errors else 200)


def _forms(data: Any, workbook: Workbook, matchings: Any) -> list[SheetForm]:
    by_name: dict[str, Matching] = {one.sheet: one for one in matchings}
    units = [(one.code, one.name) for one in people.departments()]
    return [
        SheetForm(data, sheet=sheet, matching=by_name[sheet.name], place=place, units=units)
        for place, sheet in enumerate(workbook.sheets)
        if sheet.name in by_name and by_name[sheet.name].columns
    ] or _blind(data, workbook, by_name, units)


def _blind(
    data: Any, workbook: Workbook, by_name: dict[str, Matching], units: list[tuple[str, str]]
) -> list[SheetForm]:
    """Return forms for sheets in which no heading was found: the person says where it is."""
    return [
        SheetForm(data, sheet=sheet, matching=by_name[sheet.name], place=place, units=units)
        for place, sheet in enumerate(workbook.sheets)
        if sheet.name in by_name and sheet.rows
    ]


def _short(workbook: Workbook) -> bool:
    return sum(len(sheet.rows) for sheet in workbook.sheets) <= AT_ONCE


class ImportPage(View):
    """One import: what would happen, what is happening, what happened."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show it."""
        of = reach(request, reference, Role.EDITOR, Role.BUREAU)
        if of.state == ImportState.RECEIVED and _edits(request, of):
            return SeeOther(reverse("import-columns", args=[reference]))
        return self._show(request, of)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Confirm the import, drop it, read it again, or undo it."""
        of = reach(request, reference)
        wanted = request.POST.get("do", "")
        if wanted == "choose":
            return self._choose(request, of)
        if wanted == "read":
            jobs.ask_to_read(reference)
            jobs.read_import(reference, system_occasion(Door.JOB))
            return SeeOther(reverse("import", args=[reference]))
        doing: dict[str, Act[Import, Any]] = {
            "confirm": acts.confirm_import,
            "drop": acts.drop_import,
            "undo": acts.undo_import,
        }
        if wanted not in doing:
            raise NotFound("没有这一步，请回到导入页面重新选")
        on = occasion(request, doing[wanted], department=of.department)
        try:
            what = self._ready(request, of) if wanted == "confirm" else {}
            doing[wanted](on, reference, **what)
        except Refusal as refusal:
            return self._show(request, of, [("", refusal.text)], status(refusal))
        if wanted != "drop" and _short(imports.workbook_of(of)):
            jobs.carry_out_imports(system_occasion(Door.JOB))
        return SeeOther(reverse("import", args=[reference]))

    def _choose(self, request: HttpRequest, of: Import) -> HttpResponse:
        """Take what a person says that rows speak of, and read the table again."""
        _, found = imports.reading(of.reference)
        try:
            said = as_json(with_choices(imports.matchings_of(of), found.get("questions", ()), request.POST))
            on = occasion(request, acts.match_import, department=of.department)
            acts.match_import(on, of.reference, matchings=said)
        except Refusal as refusal:
            return self._show(request, of, [("id_choose-0", refusal.text)], status(refusal))
        jobs.ask_to_read(of.reference)
        if _short(imports.workbook_of(of)):
            jobs.read_import(of.reference, system_occasion(Door.JOB))
        return SeeOther(reverse("import", args=[of.reference]))

    def _ready(self, request: HttpRequest, of: Import) -> dict[str, bool]:
        """Return what the confirmation says, if the trial reading lets it through.

        Raises:
            OutOfOrder: It was not read yet, or there is nothing to write.
            Malformed: It has faults, and only the good rows were not asked for.

        """
        _, found = imports.reading(of.reference)
        good_rows = request.POST.get("good_rows") == "on"
        if not found:
            raise OutOfOrder("还没有试读完，请等一等再确认")
        if found["wrong"] and not good_rows:
            said = f"有{found['wrong']}个事项有问题。请改好表格重新导入，或者勾选“有问题的先跳过”"
            raise Malformed.at("good_rows", said)
        if not found["to_write"]:
            raise OutOfOrder("没有要写入的内容，表里的事项和目录里一样")
        return {"good_rows": good_rows}

    def _show(
        self,
        request: HttpRequest,
        of: Import,
        errors: list[tuple[str, str]] | None = None,
        code: int = 422,
    ) -> HttpResponse:
        paper, found = imports.reading(of.reference)
        rows = imports.editions(of.reference, request.GET.get("after", ""))
        busy = of.state in imports.AT_WORK
        waiting = of.state == ImportState.MATCHED and not found and not (paper and paper.fault)
        context = {
            "of": of,
            "tone": TONES[ImportState(of.state)],
            "by": people.account(of.by),
            "at": cn_datetime(of.opened_at.astimezone(CHINA)),
            "paper": paper,
            "found": found,
            "questions": questions(found.get("questions", ()), request.POST),
            "waiting": waiting,
            "busy": busy,
            "total": found.get("to_write", 0) if of.state == ImportState.WRITING else of.written,
            "editions": rows.rows,
            "pager": {"next_url": f"?after={quote(rows.next)}" if rows.next else ""},
            "left_out": imports.noted(of.reference, "write", "left_out") if of.left_out else [],
            "kept": imports.noted(of.reference, "take_back", "kept")
            if of.state == ImportState.UNDONE
            else [],
            "mine": _edits(request, of),
            "asking_undo": request.GET.get("ask") == "undo" and of.state == ImportState.WRITTEN,
            "errors": errors or [],
        }
        return render(request, "catalogue/import.html", context, status=code if errors else 200)


@require_safe
def report(request: HttpRequest, reference: str) -> HttpResponse:
    """Hand out the error report: the table as it came, with a column 说明."""
    of = reach(request, reference, Role.EDITOR, Role.BUREAU)
    paper, found = imports.reading(of.reference)
    if paper is None or not found:
        raise NotFound("还没有试读，没有问题报告")
    return as_file(bytes(paper.report), found["report"])


@require_safe
def original(request: HttpRequest, reference: str) -> HttpResponse:
    """Hand out the table as it was handed in."""
    of = reach(request, reference, Role.EDITOR, Role.BUREAU)
    return as_file(imports.raw_of(reference), of.filename)


def as_file(raw: bytes, name: str) -> HttpResponse:
    """Return bytes as a file to keep, never shown in the browser."""
    kind = "text/csv; charset=utf-8" if name.lower().endswith(".csv") else XLSX
    said = f"attachment; filename*=UTF-8''{quote(name)}"
    return HttpResponse(raw, content_type=kind, headers={"Content-Disposition": said})


def reach(request: HttpRequest, reference: str, *roles: Role) -> Import:
    """Return an import that one of the posts held reaches.

    Raises:
        NotSignedIn: Nobody is signed in.
        NotInOffice: None of the posts is held.
        NotFound: There is no such import, or it is another unit's.

    """
    held = must_hold(request, *(roles or (Role.EDITOR,)))
    of = Import.load(reference)
    if not any(post.role is Role.BUREAU or post.department == of.department for post in held):
        raise NotFound
    return of


def _edits(request: HttpRequest, of: Import) -> bool:
    held = must_hold(request, Role.EDITOR, Role.BUREAU)
    return any(post.role is Role.EDITOR and post.department == of.department for post in held)


def _table(rows: list[Import]) -> dict[str, Any]:
    return {
        "caption": "导入记录",
        "columns": [{"label": label} for label in _COLUMNS],
        "rows": [
            {
                "id": one.reference,
                "name": one.reference,
                "url": reverse("import", args=[one.reference]),
                "cells": [
                    {"label": "文件", "text": one.filename},
                    {"label": "谁导入的", "text": _name(one.by)},
                    {"label": "时间", "text": cn_datetime(one.opened_at.astimezone(CHINA))},
                    {
                        "label": "结果",
                        "text": one.state_title,
                        "badge": True,
                        "tone": TONES[ImportState(one.state)],
                    },
                ],
            }
            for one in rows
        ],
    }


def _name(username: str) -> str:
    account = people.account(username)
    return account.name if account else username

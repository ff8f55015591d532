"""The one correction as the party reads and answers it, online or with a clerk at the window."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from nuocheng.cases import acts, queries
from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.models import Case, Correction
from nuocheng.cases.pages.access import context, of_department, own
from nuocheng.cases.pages.correcting_forms import AnswerForm
from nuocheng.cases.pages.forms import CertificateForm
from nuocheng.cases.pages.materials import say_taken, size_of, upload_of
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import forms as edge
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Occasion, Role


class CorrectionPage(View):
    """“要补的内容”: every point with the way to mend it, one upload at a time, and one button at the end."""

    template = "cases/correction.html"
    after = "/cases/{reference}"

    def entered(self, request: HttpRequest, reference: str) -> tuple[Occasion, Case]:
        """Return who answers, and the case."""
        return own(request, reference)

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show what is to be mended."""
        _, case = self.entered(request, reference)
        if case.state != CaseState.CORRECTING:
            return redirect(self.after.format(reference=reference))
        return self._show(request, case)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Take one file, or the whole answer."""
        on, case = self.entered(request, reference)
        if request.POST.get("step") == "upload":
            return self._upload(request, on, case)
        row = _asked(case)
        if row is None or case.state != CaseState.CORRECTING:
            messages.warning(request, "这一件现在没有要补的内容")
            return SeeOther(self.after.format(reference=reference))
        form = AnswerForm(case, _open(row), request.POST)
        if not form.is_valid():
            return self._show(request, case, {"answer": form}, 422)
        try:
            acts.answer_correction(on, reference, given=form.mended())
        except Refusal as refusal:
            return self._show(request, case, {"answer": form}, form.say(refusal))
        messages.success(request, "收到了您补的内容，办理期限接着算")
        return SeeOther(self.after.format(reference=reference))

    def _upload(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        form = CertificateForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, case, {"upload": form}, 422)
        key = request.POST.get("certificate", "")
        try:
            upload = upload_of(form)
            acts.submit_certificate(on, case.reference, certificate=key, upload=upload)
        except Refusal as refusal:
            return self._show(request, case, {"upload": form}, form.say(refusal))
        say_taken(request, form, upload)
        return SeeOther(request.path)

    def _show(
        self, request: HttpRequest, case: Case, forms: dict[str, Any] | None = None, code: int = 200
    ) -> HttpResponse:
        given = forms or {}
        row = _asked(case)
        assert row is not None, case.reference
        points = queries.points_of(row)
        answer = given.get("answer") or AnswerForm(case, _open(row))
        files = _files(case, row)
        rows = [_point(one, files, answer) for one in points]
        wanted = request.POST.get("certificate") or request.GET.get("of", "")
        open_files = [one for one in rows if one["wants_file"] and not one["file"]]
        now = next((one for one in rows if one["key"] == wanted and one["wants_file"]), None)
        more = context(
            case,
            catalogue.item_of(case.edition),
            points=rows,
            now=now or next(iter(open_files), None),
            upload=given.get("upload") or CertificateForm(),
            answer=answer,
            by=cn_date(row.due_on),
            paper=f"/papers/{row.paper}.pdf",
            errors=edge.error_summary(*answer.whole, *filter(None, [given.get("upload")])) if given else [],
            action=request.path,
        )
        return render(request, self.template, more, status=code)


class WindowCorrection(CorrectionPage):
    """The same, in the hands of the clerk, for whoever comes to the window."""

    template = "cases/window_correction.html"
    after = "/desk/cases/{reference}"

    def entered(self, request: HttpRequest, reference: str) -> tuple[Occasion, Case]:
        """Return the clerk, and a case of their department."""
        case = of_department(request, reference, Role.CLERK)
        return occasion(request, (Role.CLERK,), department=case.department), case


def correction_rows(case: Case) -> list[dict[str, str]]:
    """Return the correction of a case as rows: what was asked, until when, what came of it."""
    row = _asked(case)
    if row is None:
        return []
    answer = getattr(row, "answer", None)
    said: dict[str, str] = json.loads(answer.said) if answer else {}
    files = _files(case, row)
    rows = []
    for one in queries.points_of(row):
        file = files.get(one.key)
        lines = [one.what]
        if one.dropped:
            lines.append("（要求已撤销，不用补）")
        if file:
            lines.append(f"（已交：{file.filename}）")
        if said.get(str(one.number)):
            lines.append(f"答复：{said[str(one.number)]}")
        rows.append({"label": f"第{one.number}项", "value": "\n".join(lines)})
    until = cn_date(row.due_on)
    rows.append({"label": "补正期限", "value": f"{until}，已补" if answer else until})
    return rows


def _asked(case: Case) -> Correction | None:
    return queries.correction(case.reference)


def _open(row: Correction) -> list[queries.AskedPoint]:
    return [one for one in queries.points_of(row) if not one.dropped]


def _files(case: Case, row: Correction) -> dict[str, Any]:
    """Return the newest file handed in for each point since it was asked for."""
    return {one.certificate_key: one for one in queries.materials_of(case.reference) if one.at >= row.at}


def _point(one: queries.AskedPoint, files: dict[str, Any], answer: AnswerForm) -> dict[str, Any]:
    file = files.get(one.key)
    demand = one.demand
    return {
        "number": one.number,
        "key": one.key,
        "what": one.what,
        "how": queries.POINT_KINDS[one.kind],
        "dropped": one.dropped,
        "wants_file": one.kind == "file" and not one.dropped,
        "file": file,
        "size": size_of(file) if file else "",
        "demand": demand if demand and not one.dropped else None,
        "fields": [] if one.dropped else answer.of(one.number),
    }

"""Handing certificates in, one at a time, and reading those that were handed in."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from nuocheng.cases import acts, official, queries
from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.models import Case, Material
from nuocheng.cases.pages.access import IN, READERS, already_in, context, of_department, own
from nuocheng.cases.pages.draft import Draft
from nuocheng.cases.pages.forms import CertificateForm, RenameForm
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import forms as edge
from nuocheng.edge import sending
from nuocheng.edge.views import SeeOther
from nuocheng.holdings.channels import inspect, preview_of
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Occasion

TAKING = (CaseState.ORDINARY, CaseState.SUPPLEMENTING)
KILOBYTE = 1024
#: What becomes of certificates that the offices find out by themselves.
LOOKED_UP = (catalogue.Disposition.SHARE, catalogue.Disposition.CHECK)


class MaterialsPage(View):
    """“补交证明”: what is in, what is still missing, and one upload at a time."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the list, with the next certificate ready to be uploaded."""
        _, case = own(request, reference)
        if case.state not in TAKING:
            return already_in(request, case) or redirect(f"/cases/{reference}")
        return self._show(request, case)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Take one certificate, do the step that a button names, or hand the case in."""
        on, case = own(request, reference)
        steps = {
            "hand_in": self._hand_in,
            "remove": self._remove,
            "rename": self._rename,
            "pledge": self._pledge,
        }
        return steps.get(request.POST.get("step", ""), self._take)(request, on, case)

    def _take(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        form = CertificateForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, case, form, 422)
        try:
            upload = upload_of(form)
            key = request.POST.get("certificate", "")
            acts.submit_certificate(on, case.reference, certificate=key, upload=upload)
        except Refusal as refusal:
            return self._show(request, case, form, form.say(refusal))
        say_taken(request, form, upload)
        return SeeOther(f"/cases/{case.reference}/materials")

    def _hand_in(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        try:
            acts.hand_in(on, case.reference)
        except Refusal as refusal:
            return self._refused(request, case, refusal)
        official.drop_drafts([case.reference])
        return SeeOther(f"/cases/{case.reference}/done")

    def _remove(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        """Ask once more, then take a certificate back."""
        key = request.POST.get("certificate", "")
        row = _row(case, key)
        if row is None:
            return SeeOther(f"/cases/{case.reference}/materials")
        if "sure" not in request.POST:
            return render(request, "cases/remove_sure.html", {"case": case, **removing(case, row)})
        try:
            acts.remove_certificate(on, case.reference, certificate=key)
        except Refusal as refusal:
            return self._refused(request, case, refusal)
        messages.success(request, f"拿掉了：{row['file'].filename}")
        return SeeOther(f"/cases/{case.reference}/materials?of={key}#up")

    def _rename(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        key = request.POST.get("certificate", "")
        form = RenameForm(request.POST)
        if not form.is_valid():
            return self._show(request, case, renaming=(key, form), code=422)
        try:
            acts.rename_certificate(on, case.reference, certificate=key, name=form.cleaned_data["name"])
        except Refusal as refusal:
            code = form.say(refusal)
            return self._show(request, case, renaming=(key, form), code=code)
        messages.success(request, "文件名改好了")
        return SeeOther(f"/cases/{case.reference}/materials")

    def _pledge(self, request: HttpRequest, on: Occasion, case: Case) -> HttpResponse:
        """Pledge for one certificate after all; the others stay as they were chosen."""
        pledgeable = catalogue.item_of(case.edition).pledgeable
        key = request.POST.get("certificate", "")
        try:
            acts.reconsider(on, case.reference)
        except Refusal as refusal:
            return self._refused(request, case, refusal)
        ways = {one.key: "pledge" if one.key == key else "submit" for one in pledgeable}
        Draft(request, case.reference).choose(ways)
        place = "choose" if len(pledgeable) > 1 else "pledge"
        return SeeOther(f"/cases/{case.reference}/{place}")

    def _refused(self, request: HttpRequest, case: Case, refusal: Refusal) -> HttpResponse:
        """Say what is missing; where the case has gone on meanwhile, show where it stands."""
        if case.state in IN:
            return already_in(request, case) or SeeOther(f"/cases/{case.reference}")
        if case.state not in TAKING:
            messages.warning(request, refusal.text)
            return SeeOther(f"/cases/{case.reference}")
        form = CertificateForm({}, {})
        form.errors.clear()
        code = form.say(refusal)
        return self._show(request, case, form, code)

    def _show(
        self,
        request: HttpRequest,
        case: Case,
        form: CertificateForm | None = None,
        code: int = 200,
        *,
        renaming: tuple[str, RenameForm] | None = None,
    ) -> HttpResponse:
        item = catalogue.item_of(case.edition)
        asked = to_hand_in(case, item)
        wanted = request.POST.get("certificate") or request.GET.get("of", "")
        rows = rows_of(case, asked)
        now = next((row for row in rows if row["key"] == wanted), None)
        now = now or next((row for row in rows if not row["file"]), None)
        shown = form or CertificateForm()
        by_name = renaming or ("", RenameForm())
        for row in rows:
            row["renaming"] = by_name[1] if row["key"] == by_name[0] else None
            row["switch"] = may_pledge(case) and row["key"] in {one.key for one in item.pledgeable}
        more = context(
            case,
            item,
            rows=rows,
            now=now,
            form=shown,
            errors=_anchored(shown, now) + edge.error_summary(by_name[1]),
            looked_up=[one.name for one in item.certificates if one.disposition in LOOKED_UP],
            done=sum(bool(row["file"]) for row in rows),
            total=len(rows),
            may_withdraw_pledge=case.state == CaseState.SUPPLEMENTING,
        )
        return render(request, "cases/materials.html", more, status=code)


def may_pledge(case: Case) -> bool:
    """Say whether the party may still change its mind and pledge: it chose to hand in, and nothing bars it."""
    return case.state == CaseState.ORDINARY and not case.ineligible_reason


def removing(case: Case, row: dict[str, Any]) -> dict[str, Any]:
    """Return what the page says that asks once more before a certificate is taken back."""
    return {
        "title": f"拿掉“{row['file'].filename}”吗？",
        "points": [f"“{row['name']}”变成还没交，可以重新上传"],
        "action": "确认拿掉",
        "back_url": f"/cases/{case.reference}/materials",
        "back_label": "不拿掉了",
        "hidden": {"step": "remove", "certificate": row["key"], "sure": "1"},
    }


def _row(case: Case, key: str) -> dict[str, Any] | None:
    """Return the row of a certificate that was handed in, if it was."""
    rows = rows_of(case, to_hand_in(case, catalogue.item_of(case.edition)))
    return next((row for row in rows if row["key"] == key and row["file"]), None)


def to_hand_in(case: Case, item: catalogue.Item) -> list[catalogue.Certificate]:
    """Return the certificates that must be handed in: those not pledged."""
    pledged = (
        {one.certificate_key for one in queries.facts_of(case.reference)} if case.path == "mixed" else set()
    )
    return [one for one in item.to_prove if one.key not in pledged]


def rows_of(case: Case, asked: list[catalogue.Certificate], base: str = "/cases") -> list[dict[str, Any]]:
    """Return each certificate with the newest file handed in for it, if there is one."""
    files = {one.certificate_key: one for one in queries.materials_of(case.reference)}
    return [
        {
            "key": one.key,
            "name": one.name,
            "note": one.proves or one.purpose,
            "issuer": one.issuer,
            "file": files.get(one.key),
            "size": size_of(files[one.key]) if one.key in files else "",
            "stem": PurePath(files[one.key].filename).stem if one.key in files else "",
            "url": f"{base}/{case.reference}/materials/{files[one.key].pk}" if one.key in files else "",
            "pictured": one.key in files and files[one.key].media_type.startswith("image/"),
        }
        for one in asked
    ]


def size_of(material: Material) -> str:
    """Write how large a file is."""
    kilobytes = -(-material.size // KILOBYTE)
    return f"{kilobytes}KB" if kilobytes < KILOBYTE else f"{kilobytes / KILOBYTE:.1f}MB"


def upload_of(form: CertificateForm) -> acts.Upload:
    """Return the file of a valid form once it was looked through; the form keeps what there is to warn of.

    Raises:
        Malformed: It is not what may be kept.

    """
    found = inspect(form.cleaned_data["file"])
    form.warning = found.warning
    return acts.Upload(found.filename, found.media_type, found.content)


def say_taken(request: HttpRequest, form: CertificateForm, upload: acts.Upload) -> None:
    """Say that a file is in, and what to look at once more."""
    messages.success(request, f"收到了：{upload.filename}")
    if form.warning:
        messages.warning(request, form.warning)


def own_material(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """Send the party one of the files it handed in."""
    own(request, reference)
    return _sent(queries.material(reference, key.hex))


def desk_material(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """Send staff of the department a file that was handed in."""
    of_department(request, reference, *READERS)
    return _sent(queries.material(reference, key.hex))


def own_preview(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """Show the party a small picture of a photograph it handed in."""
    own(request, reference)
    return _shown(queries.material(reference, key.hex))


def desk_preview(request: HttpRequest, reference: str, key: UUID) -> HttpResponse:
    """Show staff of the department a small picture of a photograph that was handed in."""
    of_department(request, reference, *READERS)
    return _shown(queries.material(reference, key.hex))


def _sent(material: Material) -> HttpResponse:
    content = queries.material_content(material)
    return sending.attachment(content, media_type=material.media_type, filename=material.filename)


def _shown(material: Material) -> HttpResponse:
    """Draw a small picture anew; nothing that was handed in is shown as it came.

    Raises:
        NotFound: It is no picture.

    """
    return sending.preview(preview_of(queries.material_content(material)))


def _anchored(form: CertificateForm, now: dict[str, Any] | None) -> list[tuple[str, str]]:
    """Return the summary; a message without a field of its own leads to the upload, if there is one."""
    found = edge.error_summary(form)
    return [(anchor or ("id_file" if now else ""), text) for anchor, text in found]

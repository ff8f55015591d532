"""Handing certificates in, one at a time, and reading those that were handed in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views import View

from nuocheng.cases import acts, queries
from nuocheng.cases.lifecycle import CaseState
from nuocheng.cases.models import Case, Material
from nuocheng.cases.pages.access import READERS, context, of_department, own, said_in
from nuocheng.cases.pages.forms import CertificateForm
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import forms as edge
from nuocheng.edge import sending
from nuocheng.edge.views import SeeOther
from nuocheng.holdings.channels import inspect, preview_of
from nuocheng.kernel.errors import Refusal

TAKING = (CaseState.ORDINARY, CaseState.SUPPLEMENTING)
KILOBYTE = 1024


class MaterialsPage(View):
    """“补交证明”: what is in, what is still missing, and one upload at a time."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the list, with the next certificate ready to be uploaded."""
        _, case = own(request, reference)
        if case.state not in TAKING:
            return redirect(f"/cases/{reference}")
        return self._show(request, case)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Take one certificate, or hand the case in."""
        on, case = own(request, reference)
        form = CertificateForm(request.POST, request.FILES)
        if request.POST.get("step") == "hand_in":
            form = CertificateForm()
            try:
                acts.hand_in(on, reference)
            except Refusal as refusal:
                return self._refused(request, case, refusal)
            return SeeOther(f"/cases/{reference}/done")
        if not form.is_valid():
            return self._show(request, case, form, 422)
        try:
            upload = upload_of(form)
            acts.submit_certificate(
                on, reference, certificate=request.POST.get("certificate", ""), upload=upload
            )
        except Refusal as refusal:
            return self._show(request, case, form, said_in(form, refusal))
        say_taken(request, form, upload)
        return SeeOther(f"/cases/{reference}/materials")

    def _refused(self, request: HttpRequest, case: Case, refusal: Refusal) -> HttpResponse:
        """Say what is missing; where the case has gone on meanwhile, show where it stands."""
        if case.state not in TAKING:
            messages.warning(request, refusal.text)
            return SeeOther(f"/cases/{case.reference}")
        form = CertificateForm({}, {})
        form.errors.clear()
        code = said_in(form, refusal)
        return self._show(request, case, form, code)

    def _show(
        self, request: HttpRequest, case: Case, form: CertificateForm | None = None, code: int = 200
    ) -> HttpResponse:
        item = catalogue.item_of(case.edition)
        asked = to_hand_in(case, item)
        wanted = request.POST.get("certificate") or request.GET.get("of", "")
        rows = rows_of(case, asked)
        now = next((row for row in rows if row["key"] == wanted), None)
        now = now or next((row for row in rows if not row["file"]), None)
        shown = form or CertificateForm()
        more = context(
            case,
            item,
            rows=rows,
            now=now,
            form=shown,
            errors=_anchored(shown, now),
            done=sum(bool(row["file"]) for row in rows),
            total=len(rows),
            may_withdraw_pledge=case.state == CaseState.SUPPLEMENTING,
        )
        return render(request, "cases/materials.html", more, status=code)


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

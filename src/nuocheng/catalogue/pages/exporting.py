"""Handing out the catalogue as a table: our own template, empty or full, or a layout in which lists are published."""

from __future__ import annotations

import tempfile
from typing import BinaryIO, cast

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nuocheng.catalogue.channels.exporting import EXPORTED, write
from nuocheng.catalogue.channels.matching import LAYOUT_TITLES, Layout
from nuocheng.catalogue.pages.desk import units_of
from nuocheng.catalogue.queries import newest
from nuocheng.catalogue.queries.planning import export_setting
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import must_hold
from nuocheng.kernel.occasion import Role
from nuocheng.people import queries as people

READERS = (Role.EDITOR, Role.LEGAL, Role.BUREAU)
FORMATS = (("xlsx", "XLSX工作簿"), ("csv", "CSV"))
#: Up to so many bytes of a table stay in memory; a larger one goes to a file of the system until it is sent.
_IN_MEMORY = 2 * 1024 * 1024


class ExportForm(edge.Form):
    """Which table, of which unit, in which format."""

    layout = edge.OneOf(
        label="哪一种表",
        look="rows",
        choices=[(str(one), LAYOUT_TITLES[one]) for one in EXPORTED],
        hints={
            str(
                Layout.TEMPLATE
            ): "什么都带着：承诺事实、核查办法、办理步骤各一张工作表。改好导回来，没改的地方不变"
        },
        initial=str(Layout.TEMPLATE),
    )
    department = edge.Pick(label="哪个单位", choices=[], required=False)
    published = edge.YesNo(label="要哪些版本", yes="只要公布了的", no="最新的，草稿也算", initial=True)
    kind = edge.OneOf(label="存成什么文件", look="inline", choices=FORMATS, initial="xlsx")

    def __init__(
        self, *args: object, units: list[tuple[str, str]], everything: bool, **kwargs: object
    ) -> None:
        """Offer the units that one may read."""
        super().__init__(*args, **kwargs)
        field = self.fields["department"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "全部单位"), *units] if everything or len(units) > 1 else units


@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """Ask which table is wanted, and hand it out."""
    held = must_hold(request, *READERS)
    reached = units_of(held)
    names = {one.code: one.name for one in people.departments()}
    units = [(code, name) for code, name in names.items() if reached is None or code in reached]
    asked = request.GET if "layout" in request.GET else None
    form = ExportForm(asked, units=units, everything=reached is None)
    if asked is None or not form.is_valid():
        context = {"form": form, "errors": form.summary() if asked else []}
        return render(request, "catalogue/export.html", context, status=422 if asked else 200)
    said = form.cleaned_data
    layout, kind, unit = Layout(said["layout"]), said["kind"], said["department"]
    wanted = [unit] if unit else reached
    items = newest.items(wanted, in_force=said["published"])
    # The answer closes it once it is sent.
    out = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115
    write(out, items, export_setting(today()), layout=layout, as_csv=kind == "csv")
    out.seek(0)
    whose = names.get(unit, "") if unit else ""
    name = f"{whose}{LAYOUT_TITLES[layout]}（{today().isoformat()}）.{kind}"
    return FileResponse(out, as_attachment=True, filename=name)


@require_safe
def template(request: HttpRequest) -> HttpResponse | FileResponse:
    """Hand out our template, empty, with its drop-down lists and the sheet that explains it."""
    must_hold(request, *READERS)
    # The answer closes it once it is sent.
    out = cast("BinaryIO", tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115
    write(out, (), export_setting(today()))
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename="事项目录导入模板.xlsx")

"""The offices' own Word templates at the desk: bring one, and see what there is and what may stand in it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import uuid4

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views import View
from django.views.decorators.http import require_safe

from nuocheng.cases.pages.downloads import DOCX, made
from nuocheng.edge import forms as edge
from nuocheng.edge.display import cn_datetime
from nuocheng.edge.occasions import must_hold, occasion, posts_of
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import CHINA, Role
from nuocheng.papers import acts
from nuocheng.papers import queries as papers
from nuocheng.papers.rendering import check_template, starting_template
from nuocheng.people import queries as people

READERS = (Role.EDITOR, Role.LEGAL, Role.BUREAU)
BRINGING = (Role.EDITOR, Role.BUREAU)
S = papers.TemplateState
TONES = {S.CHECKED: "todo", S.IN_FORCE: "ok", S.SUPERSEDED: "off", S.WITHDRAWN: "off", S.DISCARDED: "off"}
MEGABYTES = papers.MOST_PACKED // 1_000_000
STARTING = "告知承诺书模板（可以改版面）.docx"


class TemplateUpload(edge.Chosen, forms.FileField):
    """A Word file; what it truly is, the press finds out."""

    widget = forms.FileInput(attrs={"accept": ".docx"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return the file when it may be looked at.

        Raises:
            ValidationError: It is missing, empty, too large, or called something else.

        """
        self.error_messages["empty"] = "文件是空的，请重新选"
        file = super().clean(data, initial)
        if not (file.name or "").lower().endswith(".docx"):
            said = "只收Word文档（.docx）。是.doc或者WPS文字（.wps）的，请另存为.docx再上传"
            raise forms.ValidationError(said, code="type")
        if file.size > papers.MOST_PACKED:
            raise forms.ValidationError(f"文件超过{MEGABYTES}MB，请把图片缩小再上传", code="big")
        return file


class BringForm(edge.Form):
    """The file."""

    file = TemplateUpload(
        label="模板文件", help_text=f"Word文档（.docx），最大{MEGABYTES}MB，不带宏、批注和修订"
    )


class OwnForms(View):
    """What templates there are, which one is in use, and the way to bring another."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them."""
        return self._show(request, BringForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Check a file; one against which anything stands is not kept, and everything is said at once."""
        must_hold(request, *BRINGING)
        form = BringForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, form, form.summary())
        file = form.cleaned_data["file"]
        raw = file.read()
        findings = made(lambda: check_template(raw))
        if findings:
            said = f"这份模板有{len(findings)}处要改，都列在下面。改好再上传，现在什么也没有存"
            return self._show(request, form, [("id_file", said)], findings=findings)
        try:
            on = occasion(request, acts.take_in_template)
            done = acts.take_in_template(on, filename=file.name or "", raw=raw)
        except Refusal as refusal:
            return self._show(request, form, [("id_file", refusal.text)], status(refusal))
        return SeeOther(reverse("own-form", args=[done.reference]))

    def _show(
        self,
        request: HttpRequest,
        form: BringForm,
        errors: Any = (),
        code: int = 422,
        findings: tuple[papers.Finding, ...] = (),
    ) -> HttpResponse:
        seen = departments_seen(request)
        found = papers.templates(seen, request.GET.get("after", ""))
        brings = [post for post in posts_of(request) if post.role in BRINGING]
        context = {
            "form": form if brings else None,
            "whose": whose(brings[0].department) if brings else "",
            "in_use": _in_use(seen),
            "table": _table(found.rows) if found.rows else None,
            "pager": {"next_url": f"?after={quote(found.next)}" if found.next else ""},
            "errors": list(errors),
            "findings": findings,
            "key": uuid4().hex,
        }
        return render(request, "cases/own_forms.html", context, status=code if errors else 200)


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Show every placeholder with what it stands for and an example."""
    must_hold(request, *READERS)
    rows = [
        {"name": name, "meaning": meaning, "must": must, "each": each, "example": EXAMPLES.get(name, "")}
        for name, meaning, must, each in papers.placeholders()
    ]
    context = {
        "once": [row for row in rows if not row["each"]],
        "each": [row for row in rows if row["each"]],
        "megabytes": MEGABYTES,
    }
    return render(request, "cases/own_forms_guide.html", context)


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Hand out a template to begin with."""
    must_hold(request, *READERS)
    return as_file(made(starting_template), STARTING)


def as_file(raw: bytes, name: str) -> HttpResponse:
    """Return a Word file to keep."""
    response = HttpResponse(raw, content_type=DOCX)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


def departments_seen(request: HttpRequest) -> list[str] | None:
    """Return the departments whose templates whoever is signed in sees; nothing means all of them.

    Raises:
        NotSignedIn: Nobody is signed in.
        NotInOffice: No post held reaches templates.

    """
    held = must_hold(request, *READERS)
    if any(post.role is Role.BUREAU for post in held):
        return None
    return sorted({post.department for post in held})


def whose(department: str) -> str:
    """Return for whom a template is."""
    return people.department_name(department) if department else "全区各单位"


def _in_use(seen: list[str] | None) -> list[dict[str, Any]]:
    """Return what the blank forms are set in now, for each department that is somebody's own, and for all."""
    rows = []
    for department in ["", *(seen or [])]:
        found = papers.template_for(department) if department else papers.of_department("")
        rows.append({"whose": whose(department), "template": found})
    return rows


def _table(rows: list[papers.Template]) -> dict[str, Any]:
    names = people.names_of(one.by for one in rows)
    columns = ("模板", "文件", "给谁用", "谁上传的", "上传时间", "状态")
    return {
        "caption": "各版模板",
        "columns": [{"label": label} for label in columns],
        "rows": [
            {
                "id": one.reference,
                "name": one.reference,
                "url": reverse("own-form", args=[one.reference]),
                "cells": [
                    {"label": "文件", "text": one.filename},
                    {"label": "给谁用", "text": whose(one.department)},
                    {"label": "谁上传的", "text": names.get(one.by, one.by)},
                    {"label": "上传时间", "text": cn_datetime(one.opened_at.astimezone(CHINA))},
                    {"label": "状态", "text": one.state_title, "badge": True, "tone": TONES[S(one.state)]},
                ],
            }
            for one in rows
        ],
    }


#: What a placeholder becomes, for instance; a wording of the law is shown by what it stands for instead.
EXAMPLES = {
    "编号": "空白表上是一条横线",
    "核验码": "空白表上是一条横线",
    "核验网址": "空白表上是一条横线",
    "目录版本": "第3版",
    "制作日期": "2026年11月22日",
    "事项名称": "公共场所卫生许可",
    "事项编码": "620402-wjj-C0001",
    "行政机关": "白银区卫生健康局",
    "行政机关电话": "0943-0000000",
    "证件类型": "身份证号或统一社会信用代码",
    "证明份数": "2",
    "其他材料": "营业执照（我们来查，不用交）",
    "序号": "1",
    "证明名称": "营业场所使用权证明",
    "证明内容": "有权使用申请书上写的这处场所",
    "符合条件": "自有、租赁或者借用都可以",
    "开具单位": "不动产登记机构",
    "设定依据": "《公共场所卫生管理条例实施细则》第二十三条",
    "核查办法": "作出决定后30日内，比对不动产登记数据",
    "承诺事实": "场所地址：＿＿＿＿＿＿",
    "所选办法": "□写承诺，不交证明　□交证明",
}

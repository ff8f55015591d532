"""One template of an office: looked at with a real item, put to use, and switched off again."""

from __future__ import annotations

from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View
from django.views.decorators.http import require_safe

from nuocheng.cases import papers as papers_of
from nuocheng.cases.pages.downloads import made
from nuocheng.cases.pages.own_forms import READERS, TONES, S, as_file, departments_seen, whose
from nuocheng.catalogue import queries as catalogue
from nuocheng.catalogue.queries import newest
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.display import cn_datetime
from nuocheng.edge.occasions import occasion, posts_of
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.journal import queries as journal
from nuocheng.kernel.errors import NotFound, NotInOffice, Refusal
from nuocheng.kernel.occasion import CHINA, Role
from nuocheng.papers import acts
from nuocheng.papers import queries as papers
from nuocheng.papers.rendering import filled_form, words_of
from nuocheng.people import queries as people

#: So many items are offered to try a template with; the choice is for looking, not for finding.
OFFERED = 40
LONGEST = 400
DONE = {
    "template.take_in": "上传，查过没有问题",
    "template.confirm": "启用",
    "template.supersede": "以新版代替",
    "template.discard": "没有采用",
    "template.withdraw": "停用",
}


class UseForm(edge.Form):
    """That somebody looked at it filled in."""

    seen = edge.Tick(label="我下载了填好的文件，一页一页看过，版面没有问题", blank="请下载看过再勾选")


class WithdrawForm(edge.Form):
    """Why it is switched off."""

    reason = edge.LongText(
        label="为什么停用", max_length=LONGEST, blank="请写明为什么停用，例如：格式要改", help_text="写进记录"
    )


class OwnForm(View):
    """One template."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show it, filled in with an item as long as it waits to be confirmed."""
        return self._show(request, reach(request, reference))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Confirm it, discard it, or switch it off."""
        found = reach(request, reference)
        step = request.POST.get("step", "")
        steps = {"confirm": self._confirm, "discard": self._discard, "withdraw": self._withdraw}
        if step not in steps:
            raise NotFound("没有这一步，请回到模板重新选")
        try:
            return steps[step](request, found)
        except Refusal as refusal:
            return self._show(request, found, [("", refusal.text)], status(refusal))

    def _confirm(self, request: HttpRequest, found: papers.Template) -> HttpResponse:
        on = occasion(request, acts.confirm_template, department=found.department)
        form = UseForm(request.POST)
        if not form.is_valid():
            return self._show(request, found, form.summary(), use=form)
        item = trial_item(found, request.POST.get("item", ""))
        if item is not None:
            # Filled in once more: what cannot be filled in is not put to use.
            filled(found, item.code)
        acts.confirm_template(on, found.reference, tried=item.code if item else "")
        messages.success(
            request, f"启用了。{whose(found.department)}的告知承诺书空白表（Word）现在用这份模板"
        )
        return SeeOther(reverse("own-form", args=[found.reference]))

    def _discard(self, request: HttpRequest, found: papers.Template) -> HttpResponse:
        acts.discard_template(
            occasion(request, acts.discard_template, department=found.department), found.reference
        )
        messages.success(request, "没有采用，原来用的版面没有变")
        return SeeOther(reverse("own-forms"))

    def _withdraw(self, request: HttpRequest, found: papers.Template) -> HttpResponse:
        on = occasion(request, acts.withdraw_template, department=found.department)
        form = WithdrawForm(request.POST)
        if not form.is_valid():
            return self._show(request, found, form.summary(), withdraw=form)
        acts.withdraw_template(on, found.reference, **form.cleaned_data)
        messages.success(request, "停用了。空白表回到系统的统一版面")
        return SeeOther(reverse("own-form", args=[found.reference]))

    def _show(
        self,
        request: HttpRequest,
        found: papers.Template,
        errors: Any = (),
        code: int = 422,
        **forms: edge.Form,
    ) -> HttpResponse:
        waiting, in_force = found.state == S.CHECKED, found.state == S.IN_FORCE
        item = trial_item(found, request.POST.get("item") or request.GET.get("item", ""))
        own = _own(request, found)
        context = {
            "template": found,
            "tone": TONES[S(found.state)],
            "rows": _about(found),
            "events": _history(found),
            "item": item,
            "filters": _choice(found, item) if item else None,
            "blocks": _looked_at(found, item.code) if item and waiting else [],
            "use": forms.get("use", UseForm()) if waiting and own else None,
            "withdraw": forms.get("withdraw", WithdrawForm())
            if in_force and (own or _is_bureau(request))
            else None,
            "before": papers.of_department(found.department) if waiting else None,
            "filled_url": reverse("own-form-filled", args=[found.reference])
            + f"?{urlencode({'item': item.code if item else ''})}",
            "errors": list(errors),
        }
        return render(request, "cases/own_form.html", context, status=code if errors else 200)


@require_safe
def original(request: HttpRequest, reference: str) -> HttpResponse:
    """Hand out a template as it was brought, in whatever state."""
    found = reach(request, reference)
    return as_file(papers.raw_of(reference), found.filename)


@require_safe
def trial(request: HttpRequest, reference: str) -> HttpResponse:
    """Hand out a template filled in with an item, to be looked at in Word."""
    found = reach(request, reference)
    item = trial_item(found, request.GET.get("item", ""))
    if item is None:
        raise NotFound("还没有可以承诺的事项，公布一个事项以后再来试")
    return as_file(filled(found, item.code), f"试填　{found.reference}　{item.name}.docx")


def reach(request: HttpRequest, reference: str) -> papers.Template:
    """Return a template that whoever is signed in may see.

    Raises:
        NotSignedIn: Nobody is signed in.
        NotInOffice: It is another department's.
        NotFound: There is no such template.

    """
    seen = departments_seen(request)
    found = papers.template(reference)
    if seen is not None and found.department and found.department not in seen:
        raise NotInOffice("这份模板是别的单位的，请转给那个单位")
    return found


def trial_item(found: papers.Template, code: str) -> catalogue.Item | None:
    """Return the item to try a template with: the one asked for, or the first that may be pledged."""
    offered = _offered(found.department)
    return next((one for one in offered if one.code == code), offered[0] if offered else None)


def filled(found: papers.Template, code: str) -> bytes:
    """Return a template filled in with the blank form of an item.

    Raises:
        ChannelDown: It cannot be filled in now.

    """
    content = papers_of.blank(catalogue.in_force(code), today())
    raw = papers.raw_of(found.reference)
    return made(lambda: filled_form(raw, content, papers_of.statements(today())))


def _looked_at(found: papers.Template, code: str) -> list[dict[str, Any]]:
    blocks = made(lambda: words_of(filled(found, code)))
    return [{"table": rows} if len(rows) > 1 or len(rows[0]) > 1 else {"line": rows[0][0]} for rows in blocks]


def _offered(department: str) -> list[catalogue.Item]:
    units = [department] if department else None
    usable = (one for one in newest.items(units, in_force=True) if one.pledgeable)
    return list(islice(usable, OFFERED))


def _choice(found: papers.Template, item: catalogue.Item) -> dict[str, Any]:
    options = [(one.code, one.name, one.code == item.code) for one in _offered(found.department)]
    return {"selects": [{"name": "item", "label": "用哪个事项试填", "options": options}]}


def _own(request: HttpRequest, found: papers.Template) -> bool:
    return any(
        (post.role is Role.EDITOR and post.department == found.department and bool(found.department))
        or (post.role is Role.BUREAU and not found.department)
        for post in posts_of(request)
        if post.role in READERS
    )


def _is_bureau(request: HttpRequest) -> bool:
    return any(post.role is Role.BUREAU for post in posts_of(request))


def _about(found: papers.Template) -> list[dict[str, str]]:
    tried = papers.TEMPLATES.titles[S(found.state)]
    rows = [
        ("状态", tried),
        ("给谁用", whose(found.department)),
        ("文件", found.filename),
        ("大小", f"{max(1, round(found.size / 1024))}KB"),
        ("文件摘要值", found.digest[:16]),
        ("启用前试过的事项", found.tried),
        ("停用的理由", found.reason),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _history(found: papers.Template) -> list[dict[str, str]]:
    lines = journal.history("template", found.reference)
    names = people.names_of(one.actor for one in lines)
    return [
        {
            "when": cn_datetime(one.at.astimezone(CHINA)),
            "what": DONE.get(one.verb, one.verb),
            "note": names.get(one.actor, one.actor),
            "at": "past",
        }
        for one in reversed(lines)
    ]

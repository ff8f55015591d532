"""Review comments: reading an edition field by field, saying what is wrong with one, and answering."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.catalogue import acts, queries
from nuocheng.catalogue.acts.return_draft import LONGEST
from nuocheng.catalogue.lifecycle import LIFECYCLE, EditionState
from nuocheng.catalogue.models import Edition
from nuocheng.catalogue.pages.desk import may, readable
from nuocheng.catalogue.pages.leaves import Leaf, Part, parts
from nuocheng.catalogue.pages.showing_comments import page_of, shown
from nuocheng.catalogue.pages.steps import told
from nuocheng.catalogue.rules.anchors import ITEM
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Post


class CommentForm(edge.Form):
    """One comment on one place."""

    text = edge.LongText(
        label="审核意见", max_length=LONGEST, help_text="哪里不妥，建议怎么改", blank="请写明意见"
    )


class AnswerForm(edge.Form):
    """The answer to one comment."""

    text = edge.LongText(
        label="答复", max_length=LONGEST, help_text="怎么改的，或者为什么不改", blank="请写明答复"
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page is open at: a part to read, a place to comment on, or a comment to answer."""

    part: str
    on: str = ""
    answer: int = 0
    form: edge.Form | None = None
    errors: tuple[tuple[str, str], ...] = ()
    status: int = 200


class Comments(View):
    """The page of the comments on an edition, beside what the edition says."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the comments and one part of the edition; open a form where one was asked for."""
        found, held = readable(request, reference)
        on, number = request.GET.get("on", ""), request.GET.get("answer", "")
        answer = int(number) if number.isascii() and number.isdecimal() and len(number) < 7 else 0
        form: edge.Form | None = AnswerForm() if answer else CommentForm() if on else None
        part = on.partition(".")[0] or request.GET.get("part", ITEM)
        return self._show(request, found, held, Asked(part, on, answer, form))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Write a comment, or an answer."""
        found, held = readable(request, reference)
        number = request.POST.get("number", "")
        if number.isascii() and number.isdecimal() and len(number) < 7:
            return self._answer(request, found, held, int(number))
        return self._comment(request, found, held)

    def _comment(self, request: HttpRequest, found: Edition, held: list[Post]) -> HttpResponse:
        on, form = request.POST.get("anchor", ""), CommentForm(request.POST)
        at = Asked(on.partition(".")[0], on, form=form)
        if not form.is_valid():
            return self._show(request, found, held, _wrong(at, form.summary(), 422))
        act, text = acts.comment, form.cleaned_data["text"]
        try:
            who = occasion(request, act, department=found.department)
            act(who, found.reference, anchor=on, text=text, digest=request.POST.get("digest", ""))
        except Refusal as refusal:
            return self._show(request, found, held, _wrong(at, told(refusal), status(refusal)))
        messages.success(request, "意见已写好，编制人会看到")
        return SeeOther(f"{page_of(found)}?{urlencode({'part': at.part})}#at-{on}")

    def _answer(self, request: HttpRequest, found: Edition, held: list[Post], number: int) -> HttpResponse:
        form = AnswerForm(request.POST)
        at = Asked(ITEM, answer=number, form=form)
        if not form.is_valid():
            return self._show(request, found, held, _wrong(at, form.summary(), 422))
        try:
            who = occasion(request, acts.answer, department=found.department)
            acts.answer(who, found.reference, number=number, text=form.cleaned_data["text"])
        except Refusal as refusal:
            return self._show(request, found, held, _wrong(at, told(refusal), status(refusal)))
        messages.success(request, "已答复")
        return SeeOther(f"{page_of(found)}#comment-{number}")

    def _show(self, request: HttpRequest, found: Edition, held: list[Post], at: Asked) -> HttpResponse:
        item, standards = found.says, queries.standards(today())
        whole = parts(item, standards)
        part = next((one for one in whole if one.key == at.part), whole[0])
        said = shown(found, item, standards)
        context = {
            "edition": found,
            "comments": said,
            "open": sum(not one["answer"] for one in said),
            "asked": at,
            "may_comment": _possible(found, "comment") and may(acts.comment, held),
            "may_answer": _possible(found, "answer") and may(acts.answer, held),
            "may_amend": _possible(found, "amend") and may(acts.amend, held),
            "part": part,
            "rows": _rows(part, found.name if part.key == ITEM else part.title, said, at),
            "tabs": _tabs(whole, part, said),
            "errors": list(at.errors),
        }
        return render(request, "catalogue/comments.html", context, status=at.status)


def _rows(part: Part, name: str, said: list[dict[str, Any]], at: Asked) -> list[dict[str, Any]]:
    whole = Leaf(part.key, "整个事项" if part.key == ITEM else "整份证明", name)
    return [
        {
            "anchor": leaf.anchor,
            "label": leaf.label,
            "text": leaf.text,
            "comments": [one for one in said if one["anchor"] == leaf.anchor],
            "writing": at.on == leaf.anchor and not at.answer,
        }
        for leaf in (whole, *part.leaves)
    ]


def _tabs(whole: list[Part], part: Part, said: list[dict[str, Any]]) -> list[dict[str, Any]]:
    waiting = [one["part"] for one in said if not one["answer"]]
    return [
        {
            "label": one.title,
            "url": f"?{urlencode({'part': one.key})}#reading",
            "current": one.key == part.key,
            "count": waiting.count(one.key) or None,
        }
        for one in whole
    ]


def _possible(found: Edition, verb: str) -> bool:
    return verb in LIFECYCLE.possible(EditionState(found.state))


def _wrong(at: Asked, errors: list[tuple[str, str]], code: int) -> Asked:
    return Asked(at.part, at.on, at.answer, at.form, tuple(errors), code)

"""Answering a request for assistance, fact by fact; or entering what a body outside wrote, with the paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.edge import forms as edge
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.holdings.channels import Inspected, Limits, inspect
from nuocheng.kernel.errors import Refusal
from nuocheng.verification import acts
from nuocheng.verification.acts import Picture, Replied
from nuocheng.verification.models import AssistanceRequest, Question
from nuocheng.verification.pages.assistance_guards import Seen, seen
from nuocheng.verification.pages.assistance_words import WORDS
from nuocheng.verification.queries import assistance
from nuocheng.verification.rules.facts import WORDS_IF_DISCLOSED, WORDS_IF_NOT

LARGEST_MB = 20
#: A reply seldom has more pages than this; more come as one PDF.
MOST_PAGES = 3


class PageField(edge.AnyFile):
    """A scanned page or a PDF, told by its own bytes; its value is what may be kept."""

    def clean(self, value: Any, initial: Any = None) -> Inspected | None:
        """Return the page as it will be kept.

        Raises:
            ValidationError: It is of another kind, too large, broken, or holds what may not be kept.

        """
        file = super().clean(value, initial)
        if not file:
            return None
        try:
            return inspect(file, Limits(megabytes=LARGEST_MB))
        except Refusal as wrong:
            raise ValidationError(wrong.text, code="page") from wrong


class ReplyForm(edge.Form):
    """One word for each fact, what is on record, a remark; who answers for it; the paper, if it came on paper."""

    def __init__(
        self,
        found: AssistanceRequest,
        asked: list[Question],
        *args: Any,
        by_code: bool = False,
        **kwargs: Any,
    ) -> None:
        """Lay out the facts that are asked about; who answers by code hands in no paper."""
        super().__init__(*args, **kwargs)
        self.asked = asked
        words = WORDS_IF_DISCLOSED if found.discloses else WORDS_IF_NOT
        for one in asked:
            self.fields[f"word_{one.place}"] = edge.OneOf(
                label=_asks(one),
                choices=[(str(word), WORDS[word][0]) for word in words],
                hints={str(word): WORDS[word][1] for word in words},
                blank=f"请答复“{one.label}”",
            )
            self.fields[f"observed_{one.place}"] = edge.TextLine(
                label=f"{one.label}：登记的内容",
                required=False,
                max_length=400,
                help_text="“查无此记录”的不用填",
            )
            self.fields[f"note_{one.place}"] = edge.LongText(
                label=f"{one.label}：说明", required=False, max_length=400
            )
        self.fields["signed_by"] = edge.TextLine(
            label="责任人姓名和职务",
            max_length=60,
            help_text="由他对答复的真实性负责，例如：尹航，就业科科长",
        )
        if not found.asked and not by_code:
            for place in range(1, MOST_PAGES + 1):
                self.fields[f"page_{place}"] = PageField(
                    label=f"复函扫描件{place}", megabytes=LARGEST_MB, required=False
                )

    def given(self) -> dict[str, Any]:
        """Return what was replied, as the act takes it."""
        said = self.cleaned_data
        pages = [said.get(f"page_{place}") for place in range(1, MOST_PAGES + 1)]
        return {
            "replies": tuple(
                Replied(
                    one.place,
                    said[f"word_{one.place}"],
                    said[f"observed_{one.place}"],
                    said[f"note_{one.place}"],
                )
                for one in self.asked
            ),
            "signed_by": said["signed_by"],
            "pages": tuple(Picture(one.filename, one.content) for one in pages if one),
        }


class Answer(View):
    """The answer to one request."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the form."""
        mine, asked = _asked(request, reference)
        name = getattr(request.user, "name", "") if mine.request.asked else ""
        return _show(request, mine, ReplyForm(mine.request, asked, initial={"signed_by": name}))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Record the answer."""
        mine, asked = _asked(request, reference)
        form = ReplyForm(mine.request, asked, request.POST, request.FILES)
        if not form.is_valid():
            return _show(request, mine, form, 422)
        on = occasion(request, acts.answer_request, department=mine.request.in_charge("answer"))
        try:
            acts.answer_request(on, reference, **form.given())
        except Refusal as refusal:
            return _show(request, mine, form, form.say(refusal, {"reply_on_paper_is_scanned": "page_1"}))
        messages.success(request, "已答复，对方马上能看到" if mine.request.asked else "已录入复函")
        return SeeOther(f"/desk/assist/{reference}")


def _asked(request: HttpRequest, reference: str) -> tuple[Seen, list[Question]]:
    mine = seen(request, reference)
    mine.must(acts.answer_request)
    return mine, assistance.questions(reference)


def _asks(one: Question) -> str:
    return f"{one.label}：是不是“{one.claimed}”" if one.claimed else f"{one.label}：登记的是什么"


def _show(request: HttpRequest, mine: Seen, form: ReplyForm, code: int = 200) -> HttpResponse:
    context = {
        "seen": mine,
        "one": mine.request,
        "form": form,
        "errors": edge.error_summary(form),
        "lost": bool(request.FILES) and bool(form.errors),
    }
    return render(request, "verification/assistance_answer.html", context, status=code)

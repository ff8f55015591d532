"""Answering a request for assistance, fact by fact; or entering what a body outside wrote, with the paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Refusal
from nuocheng.verification import acts
from nuocheng.verification.acts import MOST_ENCLOSED, Picture, Replied
from nuocheng.verification.models import AssistanceRequest, Question
from nuocheng.verification.pages.assistance_files import LARGEST_MB, PageField
from nuocheng.verification.pages.assistance_guards import Seen, seen
from nuocheng.verification.pages.assistance_words import WORDS
from nuocheng.verification.queries import assistance
from nuocheng.verification.rules.facts import WORDS_IF_DISCLOSED, WORDS_IF_NOT


class ReplyForm(edge.Form):
    """One word for each fact, what is on record, a remark; who answers for it, unless another signs; and the files."""

    def __init__(
        self,
        found: AssistanceRequest,
        asked: list[Question],
        *args: Any,
        signs: bool = True,
        **kwargs: Any,
    ) -> None:
        """Lay out the facts that are asked about; *signs* asks who answers for the reply."""
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
        if signs:
            self.fields["signed_by"] = edge.TextLine(
                label="责任人姓名和职务",
                max_length=60,
                help_text="由他对答复的真实性负责，例如：尹航，就业科科长",
            )
        for place in range(1, MOST_ENCLOSED + 1):
            self.fields[f"page_{place}"] = PageField(
                label=self.page_label.format(place), megabytes=LARGEST_MB, required=False
            )

    page_label = "附件{}"

    def given(self) -> dict[str, Any]:
        """Return what was replied, as the act takes it."""
        said = self.cleaned_data
        pages = [said.get(f"page_{place}") for place in range(1, MOST_ENCLOSED + 1)]
        signed = {"signed_by": said["signed_by"]} if "signed_by" in said else {}
        return {
            **signed,
            "replies": tuple(
                Replied(
                    one.place,
                    said[f"word_{one.place}"],
                    said[f"observed_{one.place}"],
                    said[f"note_{one.place}"],
                )
                for one in self.asked
            ),
            "pages": tuple(Picture(one.filename, one.content) for one in pages if one),
        }


class PaperForm(ReplyForm):
    """A reply that came on paper, as the asking officer enters it, with its scan."""

    page_label = "复函扫描件{}"


class Answer(View):
    """The answer to one request."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the form, with what was drafted before where it was sent back."""
        mine, asked = _asked(request, reference)
        return _show(request, mine, _form(mine, asked, initial=_initial(request, mine)))

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Record the answer, or lay it before whoever signs it."""
        mine, asked = _asked(request, reference)
        form = _form(mine, asked, request.POST, request.FILES)
        if not form.is_valid():
            return _show(request, mine, form, 422)
        act: Any = acts.answer_request if _signs(mine) else acts.prepare_answer
        on = occasion(request, act, department=mine.request.in_charge("answer"))
        try:
            act(on, reference, **form.given())
        except Refusal as refusal:
            return _show(request, mine, form, form.say(refusal, {"reply_on_paper_is_scanned": "page_1"}))
        done = "已答复，对方马上能看到" if mine.request.asked else "已录入复函"
        messages.success(request, done if _signs(mine) else "已写好，等本单位审查岗位签发")
        return SeeOther(f"/desk/assist/{reference}")


def _signs(mine: Seen) -> bool:
    """Say whether what is written here is an answer at once: from paper, or of a body that may sign alone."""
    return not mine.request.asked or assistance.signs_alone(mine.request.asked, today())


def _form(mine: Seen, asked: list[Question], *args: Any, **kwargs: Any) -> ReplyForm:
    make = ReplyForm if mine.request.asked else PaperForm
    return make(mine.request, asked, *args, signs=_signs(mine), **kwargs)


def _initial(request: HttpRequest, mine: Seen) -> dict[str, str]:
    if not mine.request.asked:
        return {}
    said = {"signed_by": getattr(request.user, "name", "")}
    draft = assistance.newest_draft(mine.request.reference) if mine.request.draft_refused else None
    for one in acts.replies_of(draft) if draft else ():
        said |= {
            f"word_{one.place}": one.word,
            f"observed_{one.place}": one.observed,
            f"note_{one.place}": one.note,
        }
    return said


def _asked(request: HttpRequest, reference: str) -> tuple[Seen, list[Question]]:
    mine = seen(request, reference)
    mine.must(acts.answer_request)
    return mine, assistance.questions(reference)


def _asks(one: Question) -> str:
    return f"{one.label}：是不是“{one.pledged}”" if one.claimed else f"{one.label}：登记的是什么"


def _show(request: HttpRequest, mine: Seen, form: ReplyForm, code: int = 200) -> HttpResponse:
    context = {
        "seen": mine,
        "one": mine.request,
        "form": form,
        "signs": _signs(mine),
        "errors": edge.error_summary(form),
        "lost": bool(request.FILES) and bool(form.errors),
    }
    return render(request, "verification/assistance_answer.html", context, status=code)

"""The field pages: what to look at on the spot today, and writing down what was seen there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.decorators.http import require_GET

from nuocheng.edge import forms as edge
from nuocheng.edge.clock import now, today
from nuocheng.edge.display import cn_date
from nuocheng.edge.number_fields import Money
from nuocheng.edge.occasions import occasion
from nuocheng.edge.problems import status
from nuocheng.edge.views import SeeOther
from nuocheng.holdings.channels import Inspected
from nuocheng.journal.canonical import canonical
from nuocheng.journal.files import new_token
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.kernel.occasion import Occasion
from nuocheng.kernel.workdays import remaining
from nuocheng.law import queries as law
from nuocheng.verification import acts, jobs, queries
from nuocheng.verification.lifecycle import OPEN
from nuocheng.verification.models import Task
from nuocheng.verification.pages.photos import LARGEST_PHOTO_MB, PhotoField, own
from nuocheng.verification.pages.queue import officer
from nuocheng.verification.pages.wording import CHANNELS, OUTCOMES
from nuocheng.verification.rules.compare import Claim
from nuocheng.verification.rules.site_visit import Sight, Visit, judge_visit

CHANNEL, SOURCE = "on_site", "现场核查"
MOST_PHOTOS = 3
LONGEST_SEEN, LONGEST_NOTE = 200, 200
SALT = "nuocheng.field"


#: How what was seen is asked for, by the type of the fact.
SEEN_FIELDS: dict[FactType, Any] = {
    FactType.DATE: edge.DateParts,
    FactType.MONEY: Money,
    FactType.BOOLEAN: edge.YesNo,
}


class VisitForm(edge.Form):
    """What two officers saw on the spot."""

    sight = edge.OneOf(
        label="和承诺的一致吗？",
        choices=[(Sight.SAME, "与承诺一致"), (Sight.DIFFERS, "不一致"), (Sight.ABSENT, "没见到人")],
        hints={Sight.ABSENT: "不算不实，改天再来"},
        blank="请选一项：一致、不一致，或者没见到人",
    )
    second = edge.TextLine(
        label="同行人员姓名", max_length=60, help_text="现场核查要两个人一起去", blank="请填写同行人员的姓名"
    )
    note = edge.LongText(label="情况说明", required=False, max_length=LONGEST_NOTE)
    photo_1 = PhotoField(label="照片1", help_text=f"JPG或PNG，每张不超过{LARGEST_PHOTO_MB}MB")
    photo_2 = PhotoField(label="照片2")
    photo_3 = PhotoField(label="照片3")

    def __init__(self, task: Task, officer_name: str, *args: Any, **kwargs: Any) -> None:
        """Ask for what was seen in the fact's own type."""
        super().__init__(*args, **kwargs)
        self.claim = Claim(task.fact_key, FactType(task.fact_type), task.claimed, Comparison(task.comparison))
        self.officer_name = officer_name
        plain = partial(edge.TextLine, max_length=LONGEST_SEEN)
        make = SEEN_FIELDS.get(self.claim.type, plain)
        self.fields["seen"] = make(
            label=f"见到的内容：{task.label}", help_text="没见到人的不用填", blank="请填写现场见到的内容"
        )
        if self.data.get("sight") == Sight.ABSENT:
            self.fields["seen"].required = False
        self.order_fields(["sight", "seen", "second", "note", "photo_1", "photo_2", "photo_3"])

    @property
    def seen(self) -> str:
        """Return what was seen as a register would write it."""
        value = self.cleaned_data.get("seen")
        if value in (None, ""):
            return ""
        if self.claim.type is FactType.DATE:
            return cn_date(value)
        if self.claim.type is FactType.MONEY:
            return f"{value}元"
        if self.claim.type is FactType.BOOLEAN:
            return "是" if value else "否"
        return str(value)

    @property
    def photos(self) -> tuple[Inspected, ...]:
        """Return the photographs that were sent, as they will be kept."""
        sent = (self.cleaned_data.get(f"photo_{place}") for place in range(1, MOST_PHOTOS + 1))
        return tuple(one for one in sent if one)

    @property
    def visit(self) -> Visit:
        """Return what the visit amounts to."""
        return judge_visit(self.claim, Sight(self.cleaned_data["sight"]), self.seen)

    def clean_second(self) -> str:
        """Return the second officer's name.

        Raises:
            ValidationError: It is the first officer's own.

        """
        name = str(self.cleaned_data["second"]).strip()
        if name == self.officer_name:
            raise ValidationError("同行人员要写另一个人的姓名", code="same")
        return name

    def clean(self) -> None:
        """Hold what was ticked against what was written down."""
        told = self.cleaned_data.get("sight") and "seen" not in self.errors
        if told and self.visit.objection:
            self.add_error("seen", self.visit.objection)


@dataclass(frozen=True, slots=True)
class Begun:
    """When a form was opened, and the key under which it may be sent once: sealed, so that neither changes."""

    key: str
    at: datetime

    def sealed(self, reference: str) -> str:
        """Write both for a hidden field."""
        return signing.dumps([reference, self.key, self.at.isoformat()], salt=SALT)

    @classmethod
    def read(cls, sealed: str, reference: str) -> Begun:
        """Read both back; a seal that is missing, broken or another task's begins anew."""
        try:
            said, key, at = signing.loads(sealed, salt=SALT)
        except (signing.BadSignature, ValueError):
            return cls.anew()
        return cls(key, datetime.fromisoformat(at)) if said == reference else cls.anew()

    @classmethod
    def anew(cls) -> Begun:
        """Begin now."""
        return cls(new_token(), now())


@require_GET
def today_list(request: HttpRequest) -> HttpResponse:
    """Show what waits for somebody to go and look, the most urgent first."""
    post = officer(request)
    found = queries.to_visit(post.department, jobs.channels(), request.GET.get("after", ""))
    where = queries.places(task.origin for task in found.rows)
    calendar, day = law.calendar(), today()
    context = {
        "visits": [
            {
                "task": task,
                "place": where.get(task.origin, ""),
                "left": remaining(calendar, day, task.due_on),
                "why": OUTCOMES.get(task.outcome, OUTCOMES[""])[0] if task.outcome else "要到现场看",
            }
            for task in found.rows
        ],
        "pager": {"next_url": f"/field/?after={found.next}" if found.next else ""},
    }
    return render(request, "verification/field.html", context)


class FieldTask(View):
    """One task on the spot."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show what was pledged, what was written down before, and the form."""
        task = own(request, reference)
        return _show(request, task, VisitForm(task, _name(request)), Begun.anew())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Keep what was seen as an answer, with its photographs."""
        task = own(request, reference)
        begun = Begun.read(request.POST.get("begun", ""), reference)
        form = VisitForm(task, _name(request), request.POST, request.FILES)
        if not form.is_valid():
            return _show(request, task, form, begun, 422)
        on = _on(request, task, begun)
        try:
            pictures = tuple(acts.Picture(one.filename, one.content) for one in form.photos)
            acts.record_answer(on, reference, heard=_heard(on, task, form, begun), photos=pictures)
        except Refusal as refusal:
            form.add_error(None, refusal.text)
            return _show(request, task, form, begun, status(refusal))
        for one in form.photos:
            if one.warning:
                messages.warning(request, f"{one.filename}：{one.warning}")
        messages.success(request, f"{task.label}的现场情况已经存好，接下来可以下结论")
        return SeeOther(f"/field/{reference}")


def _name(request: HttpRequest) -> str:
    return str(getattr(request.user, "name", ""))


def _on(request: HttpRequest, task: Task, begun: Begun) -> Occasion:
    """Return the occasion; its key is sealed in the form, so that sending it twice keeps one answer."""
    on = occasion(request, acts.record_answer, department=task.department)
    return Occasion(on.actor, on.name, on.post, on.at, on.party, on.door, on.key or begun.key)


def _heard(on: Occasion, task: Task, form: VisitForm, begun: Begun) -> acts.Heard:
    """Return what was seen as an answer: its bytes are the record itself, each photograph by its digest.

    The times are those at which the form was opened: the same form sent twice is then the same request.
    """
    said = form.cleaned_data
    record = {
        "kind": "on_site_visit",
        "task": task.reference,
        "fact": task.fact_key,
        "pledged": task.claimed,
        "sight": said["sight"],
        "seen": form.seen,
        "officers": [{"account": on.actor, "name": on.name}, {"name": said["second"]}],
        "note": said["note"],
        "begun_at": begun.at,
        "photos": [
            {
                "filename": one.filename,
                "media_type": one.media_type,
                "size": len(one.content),
                "sha256": hashlib.sha256(one.content).hexdigest(),
                "taken_at": one.taken.at,
                "position": one.taken.position,
            }
            for one in form.photos
        ],
    }
    raw = canonical(record).encode()
    visit = form.visit
    words = [visit.reason, f"现场人员：{on.name}、{said['second']}", said["note"]]
    return acts.Heard(
        channel=CHANNEL,
        source=SOURCE,
        outcome=visit.outcome,
        observed=form.seen[:400],
        note="。".join(word for word in words if word)[:400],
        raw=raw,
        digest=hashlib.sha256(raw).hexdigest(),
        receipt_no="",
        source_time=None,
        asked_at=begun.at,
        answered_at=begun.at,
        latency_ms=0,
    )


def _show(request: HttpRequest, task: Task, form: VisitForm, begun: Begun, code: int = 200) -> HttpResponse:
    seen = [one for one in queries.answers(task.reference) if one.channel == CHANNEL]
    shots = queries.photos(task.reference)
    word, tone = OUTCOMES.get(task.outcome, OUTCOMES[""])
    context = {
        "task": task,
        "form": form,
        "errors": edge.error_summary(form),
        "lost_photos": code != 200 and bool(request.FILES),
        "begun": begun.sealed(task.reference),
        "open": task.state in OPEN,
        "left": remaining(law.calendar(), today(), task.due_on),
        "word": word,
        "tone": tone,
        "rows": _rows(task),
        "visits": [
            {
                "answer": one,
                "word": OUTCOMES.get(one.outcome, OUTCOMES[""])[0],
                "tone": OUTCOMES.get(one.outcome, OUTCOMES[""])[1],
                "photos": [shot for shot in shots if shot.answer_id == one.pk],
            }
            for one in seen
        ],
    }
    return render(request, "verification/field_task.html", context, status=code)


def _rows(task: Task) -> list[dict[str, Any]]:
    place = queries.places([task.origin]).get(task.origin, "")
    rows = chain(
        [("承诺的内容", task.claimed), ("当事人", task.party_name)],
        [("地址", place)] if place and place != task.claimed else [],
        [("证明", task.certificate), ("核查方式", CHANNELS.get(task.channel, task.channel))],
        [("核查标准", task.standard)] if task.standard else [],
    )
    return [{"label": label, "value": value} for label, value in rows]

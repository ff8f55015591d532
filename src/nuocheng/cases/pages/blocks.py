"""Number blocks: drawn and printed for the day when the system is down, and entered later under the same numbers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.decorators.http import require_safe

from nuocheng.cases import acts
from nuocheng.cases.models import NumberBlock
from nuocheng.cases.pages.access import said_among
from nuocheng.cases.pages.block_forms import DrawForm, LaterForm, VoidForm
from nuocheng.cases.pages.procedure import begin
from nuocheng.cases.pages.window import GIVEN, clerks_department, known_number
from nuocheng.cases.pages.window_agent import PLACES, AgentForm
from nuocheng.cases.pages.window_papers import COPIES, NOT_PRINTED, NOTICE, sent
from nuocheng.cases.papers import verify_url
from nuocheng.cases.queries import blocks
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.journal.files import new_token
from nuocheng.kernel.errors import ChannelDown, Malformed, NotFound, Refusal
from nuocheng.kernel.occasion import CHINA, Occasion, Role
from nuocheng.mandates.queries import Bound
from nuocheng.papers import queries as papers
from nuocheng.papers.page_codes import Kind, page_code
from nuocheng.papers.rendering import NotPrinted, stamped

#: So many blank forms are printed in one file: more would keep the printer of papers from everybody else.
AT_ONCE = 20


class Blocks(View):
    """The department's blocks, and a new one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the blocks, newest first."""
        return self._show(request, DrawForm(initial={"day": today()}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Draw a block."""
        department = clerks_department(request)
        form = DrawForm(request.POST)
        form.fields["item_code"].choices = _items(department)  # type: ignore[attr-defined]
        if not form.is_valid():
            return self._show(request, form, 422)
        on = occasion(request, (Role.CLERK,), department=department)
        try:
            drawn = acts.draw_block(on, wanted=acts.BlockWanted(**form.cleaned_data))
        except Refusal as refusal:
            return self._show(request, form, form.say(refusal))
        messages.success(request, "号段领好了。请打印空白表，放在窗口备用")
        return SeeOther(f"/desk/blocks/{drawn.reference}")

    def _show(self, request: HttpRequest, form: DrawForm, code: int = 200) -> HttpResponse:
        department = clerks_department(request)
        form.fields["item_code"].choices = [("", "请选择"), *_items(department)]  # type: ignore[attr-defined]
        found = blocks.blocks_of(department, request.GET.get("after", ""))
        more = {
            "form": form,
            "errors": edge.error_summary(form),
            "blocks": found.rows,
            "pager": {"next_url": f"/desk/blocks?after={found.next}" if found.next else ""},
            "key": request.POST.get("idempotency_key") or new_token(),
        }
        return render(request, "cases/blocks.html", more, status=code)


class Block(View):
    """One block: what became of each number; print, declare void, close."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show the numbers."""
        return self._show(request, _own(request, reference)[1], VoidForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Declare numbers void, or close the block."""
        on, block = _own(request, reference)
        form = VoidForm(request.POST)
        closing = request.POST.get("step") == "close"
        if closing and not block.left:
            form.fields["reason"].required = False
        if not form.is_valid():
            return self._show(request, block, form, 422)
        reason = form.cleaned_data["reason"]
        try:
            if closing:
                acts.close_block(on, reference, reason=reason)
            else:
                acts.void_numbers(on, reference, references=request.POST.getlist("numbers"), reason=reason)
        except Refusal as refusal:
            return self._show(request, block, form, form.say(refusal))
        messages.success(request, "号段已交清，没用的号都作废了" if closing else "选中的号已作废")
        return SeeOther(f"/desk/blocks/{reference}")

    def _show(
        self, request: HttpRequest, block: NumberBlock, form: VoidForm, code: int = 200
    ) -> HttpResponse:
        numbers = blocks.numbers_of(block.reference)
        chosen = request.POST.getlist("numbers")
        runs = range(0, len(numbers), AT_ONCE)
        more = {
            "drawn": block,  # “block” is a word of the template language itself
            "rows": [{"one": one, "picked": one.reserved.reference in chosen} for one in numbers],
            "prints": [
                {"url": f"/desk/blocks/{block.reference}/print?from={start}", "first": start + 1,
                 "last": min(start + AT_ONCE, len(numbers))}
                for start in runs
            ],
            "form": form,
            "errors": edge.error_summary(form),
        }  # fmt: skip
        return render(request, "cases/block.html", more, status=code)


@require_safe
def blank_forms(request: HttpRequest, reference: str) -> HttpResponse:
    """Send the blank forms of a block, each under its own number, in two copies.

    Raises:
        ChannelDown: They cannot be printed just now.

    """
    _, block = _own(request, reference)
    start = request.GET.get("from", "0")
    first = int(start) if start.isascii() and start.isdecimal() else 0
    wanted = blocks.numbers_of(reference)[first : first + AT_ONCE]
    numbers = [one.reserved for one in wanted if one.is_free]
    if not numbers:
        raise NotFound("这个号段没有可以打印的号，请另领一个")
    content = json.loads(papers.paper(block.paper).content)
    forms = [
        (
            {**content, "number": one.number, "check_code": one.code, "verify_url": verify_url(one.code)},
            page_code(one.reference, Kind.NOTICE, block.edition_version, block.form_digest),
        )
        for one in numbers
    ]
    try:
        body = stamped(NOTICE, forms, copies=COPIES, large=request.GET.get("large") == "1")
    except NotPrinted as down:
        raise ChannelDown(NOT_PRINTED) from down
    return sent(body, f"空白表{reference}.pdf")


@dataclass(frozen=True, slots=True)
class Entry:
    """A blank form about to be entered: its number and its block."""

    number: blocks.Number
    block: NumberBlock


class Later(View):
    """“补录”: a paper that was signed while the system was down, entered under its own number."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Ask for what stands on the paper."""
        return self._show(request, _entry(request, reference), LaterForm(), AgentForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Open the case under the number of the form; from there the window goes on as usual."""
        entry = _entry(request, reference)
        form = LaterForm(request.POST)
        whose = Bound(known_number(form), entry.block.item_code)
        agent = AgentForm(request.POST, whose=whose)
        if not form.is_valid() & agent.is_valid():
            return self._show(request, entry, form, agent, code=422)
        on = occasion(request, (Role.CLERK,), department=entry.block.department)
        given = form.cleaned_data
        paper = acts.PaperGiven(reference, given["signed_on"], given["reason"])
        try:
            acting = agent.signer(on, given["kind"], given["name"])
            party = acts.PartyGiven(**{name: given[name] for name in GIVEN}, representative=acting)
            acts.open_case(on, item_code=entry.block.item_code, party=party, paper=paper)
            begin(on, reference)
        except Refusal as refusal:
            drawn_on = entry.block.opened_at.astimezone(CHINA).date()
            dated_well = drawn_on <= paper.signed_on <= on.today
            fields = {"later_entry_in_time": "reason" if dated_well else "signed_on"}
            said = said_among((form, agent), refusal, {**PLACES, **fields})
            return self._show(request, entry, form, agent, code=said)
        return SeeOther(f"/desk/intake/{reference}")

    def _show(
        self, request: HttpRequest, entry: Entry, form: LaterForm, agent: AgentForm, *, code: int = 200
    ) -> HttpResponse:
        more: dict[str, Any] = {
            "entry": entry,
            "form": form,
            "agent": agent,
            "errors": edge.error_summary(form, agent),
            "key": request.POST.get("idempotency_key") or new_token(),
        }
        return render(request, "cases/later.html", more, status=code)


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Lead from the number on a blank form to its entry.

    Raises:
        Malformed: No number was typed.
        NotFound: It was never reserved.

    """
    clerks_department(request)
    typed = edge.plain_digits(request.GET.get("number", ""))
    digits = "".join(one for one in typed if one.isdecimal())
    if len(digits) < 5:
        raise Malformed.at("number", "请填空白表右上角的编号，例如白区诺〔2026〕01050号")
    year, serial = (digits[:4], digits[4:]) if len(digits) > 5 else (str(today().year), digits)
    reference = f"{year}-{serial:0>5}"
    blocks.reserved(reference)
    return SeeOther(f"/desk/later/{reference}")


def _own(request: HttpRequest, reference: str) -> tuple[Occasion, NumberBlock]:
    """Return the clerk's occasion and a block of its department.

    Raises:
        NotFound: There is no such block here.

    """
    department = clerks_department(request)
    block = blocks.block(reference)
    if block.department != department:
        raise NotFound("本单位没有这个号段，请核对编号")
    return occasion(request, (Role.CLERK,), department=department), block


def _entry(request: HttpRequest, reference: str) -> Entry:
    number = blocks.reserved(reference)
    return Entry(number, _own(request, number.reserved.block_id)[1])


def _items(department: str) -> list[tuple[str, str]]:
    """Return the items of the department to choose from."""
    return [(one.code, one.name) for one in catalogue.desk([department], ["published"]).rows]

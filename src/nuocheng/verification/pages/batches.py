"""The desk of batch verification: start a run, see how far it is, stop it and let it go on, read what it found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.edge.clock import today
from nuocheng.edge.occasions import occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.dates import cn_date, cn_time
from nuocheng.kernel.errors import NotFound, Refusal
from nuocheng.people import queries as people
from nuocheng.verification import acts
from nuocheng.verification.channels.batch import folders
from nuocheng.verification.channels.sources import title_of
from nuocheng.verification.lifecycle import RUNNING, BatchState
from nuocheng.verification.models import Batch
from nuocheng.verification.pages.queue import officer
from nuocheng.verification.pages.wording import OUTCOMES
from nuocheng.verification.queries import batches as queries

HOME = "/desk/batches"
STOPPED_BY_HAND = "核查人员停下的"
TONES: Mapping[str, str] = {
    BatchState.PREPARED: "info",
    BatchState.MATCHING: "info",
    BatchState.ENTERING: "info",
    BatchState.DONE: "ok",
    BatchState.STOPPED: "todo",
}
#: In which order outcomes are told: columns of the table of results.
TOLD = ("consistent", "contradicted", "not_found", "missing", "ambiguous", "stale")
WORDS = tuple(OUTCOMES[one][0] for one in TOLD)


class Batches(View):
    """The runs of one department, and the way to start one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them, the newest first."""
        department = officer(request).department
        found, known = queries.batches(department, request.GET.get("after", "")), queries.usable(today())
        context = {
            "rows": [(one, TONES[one.state]) for one in found.rows],
            "running": queries.under_way(department),
            "missing": folders.missing(),
            "there": bool(known),
            "sets": [
                {"title": title_of(one.source), "labels": labels, "as_of": cn_date(one.as_of)}
                for one, labels in queries.waiting_for(department, known).items()
            ],
            "pager": {"next_url": f"{HOME}?after={found.next}" if found.next else ""},
        }
        return render(request, "verification/batches.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Start one."""
        department = officer(request).department
        on = occasion(request, acts.prepare_batch, department=department)
        try:
            reference = acts.prepare_batch(on, department=department).reference
        except Refusal as refusal:
            messages.warning(request, refusal.text)
            return SeeOther(HOME)
        messages.success(request, "已排上队，马上开始比对。可以离开这一页，照常办件")
        return SeeOther(f"{HOME}/{reference}")


class BatchPage(View):
    """One run."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show how far it is, and what it found."""
        batch = own(request, reference)
        paper = queries.advance(reference)
        context = {
            "batch": batch,
            "tone": TONES[batch.state],
            "busy": batch.state in RUNNING,
            "paper": paper,
            "facts": _facts(batch),
            "table": _results(batch),
            "told": WORDS,
            "strands": [
                {**one, "title": title_of(one["source"]), "as_of": cn_date(date.fromisoformat(one["as_of"]))}
                for one in batch.threads
            ],
        }
        return render(request, "verification/batch.html", context)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Stop it, or let it go on.

        Raises:
            NotFound: Another button was pressed than one of these two.

        """
        batch, do = own(request, reference), request.POST.get("do", "")
        if do not in {"stop", "resume"}:
            raise NotFound("没有这一步，请回到这一次批量核查重新选")
        try:
            if do == "resume":
                acts.resume_batch(
                    occasion(request, acts.resume_batch, department=batch.department), reference
                )
                messages.success(request, "接着做了，从停下的地方开始")
            else:
                on = occasion(request, acts.stop_batch, department=batch.department)
                acts.stop_batch(on, reference, reason=STOPPED_BY_HAND)
                messages.success(request, "已停下。记入的结果都在，随时可以接着做")
        except Refusal as refusal:
            messages.warning(request, refusal.text)
        return SeeOther(f"{HOME}/{reference}")


def own(request: HttpRequest, reference: str) -> Batch:
    """Return a run of the officer's own department.

    Raises:
        NotFound: There is none.

    """
    department = officer(request).department
    batch = queries.batch(reference)
    if batch.department != department:
        raise NotFound("没有这次批量核查，请回到“批量核查”重新选")
    return batch


def _results(batch: Batch) -> list[dict[str, Any]]:
    """Return a line of counts for each certificate, and one for all of them."""
    found = sorted(batch.results.items())
    rows = [(title, [counts.get(one, 0) for one in TOLD]) for title, counts in found]
    if len(rows) > 1:
        rows.append(("合计", [sum(column) for column in zip(*(counts for _, counts in rows), strict=True)]))
    return [{"title": title, "counts": list(zip(WORDS, counts, strict=True))} for title, counts in rows]


def _facts(batch: Batch) -> list[dict[str, Any]]:
    by = people.names_of([batch.by]).get(batch.by, batch.by)
    facts = [{"label": "开始的人", "value": "系统，夜间自动" if batch.by == "system" else by}]
    facts.append({"label": "准备的时间", "value": cn_time(batch.opened_at)})
    if batch.begun_at:
        facts.append({"label": "要比对", "value": f"{batch.claimed}项"})
    if batch.matched_at:
        facts.append({"label": "用什么比对", "value": batch.engine})
        facts.append({"label": "比对结果的摘要值", "value": batch.result_digest})
    if batch.mark:
        facts.append({"label": "记入", "value": f"{batch.entered}项，已经办过、跳过{batch.passed}项"})
    if batch.differing:
        said = f"{batch.differing}项，按逐项核对的记。请告诉管理员"
        facts.append({"label": "整批比对和逐项核对不同的", "value": said})
    if batch.finished_at:
        facts.append(
            {"label": "一共用了", "value": _spent((batch.finished_at - batch.opened_at).total_seconds())}
        )
    if batch.stopped_for and batch.state == BatchState.STOPPED:
        facts.append({"label": "停下的原因", "value": batch.stopped_for})
    return facts


def _spent(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}分{rest}秒" if minutes else f"{rest}秒" if rest else "不到1秒"

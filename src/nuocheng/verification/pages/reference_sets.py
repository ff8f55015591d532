"""The administrator's reference sets: hand one in, say what its columns are, see it laid out, remove it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.files import File
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from nuocheng.edge.clock import today
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.views import SeeOther
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Role
from nuocheng.verification import acts
from nuocheng.verification.channels.batch import folders
from nuocheng.verification.channels.batch.tables import Unreadable, headings
from nuocheng.verification.channels.sources import title_of
from nuocheng.verification.lifecycle import SnapshotState
from nuocheng.verification.models import Snapshot
from nuocheng.verification.pages.reference_forms import (
    TYPES,
    ColumnsForm,
    HandInForm,
    RemoveForm,
)
from nuocheng.verification.queries import batches as queries

HOME = "/sys/reference-sets"
SHOWN = 50
TONES: Mapping[str, str] = {
    SnapshotState.RECEIVED: "todo",
    SnapshotState.LOADING: "info",
    SnapshotState.LOADED: "ok",
    SnapshotState.REFUSED: "bad",
    SnapshotState.REMOVED: "off",
}


class ReferenceSets(View):
    """All snapshots, and the way to hand in another."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """List them, the newest first."""
        must_hold(request, Role.ADMINISTRATOR)
        return self._show(request, HandInForm(initial={"as_of": today()}), [])

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take in a file; one that is no table is refused before anything is kept."""
        must_hold(request, Role.ADMINISTRATOR)
        form = HandInForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, form, form.summary(), 422)
        path = folders.incoming(f"handing-in-{uuid4().hex}")
        try:
            digest = _kept(form.cleaned_data["file"], path)
            reference = self._received(request, form, path, digest)
        except Unreadable as fault:
            form.add_error("file", str(fault))
            return self._show(request, form, form.summary(), 422)
        except Refusal as refusal:
            code = form.say(refusal)
            return self._show(request, form, form.summary(), code)
        finally:
            folders.discard("reference", path.parent.name)
        return SeeOther(f"{HOME}/{reference}")

    def _received(self, request: HttpRequest, form: HandInForm, path: Path, digest: str) -> str:
        given = form.cleaned_data
        handed_in = acts.HandedIn(
            source=given["source"],
            as_of=given["as_of"],
            many=given["many"],
            filename=given["file"].name or "",
            size=path.stat().st_size,
            digest=digest,
            headings=tuple(headings(path)),
        )
        receipt = acts.receive_snapshot(occasion(request, acts.receive_snapshot), handed_in=handed_in)
        path.replace(folders.incoming(receipt.reference))
        return receipt.reference

    def _show(
        self, request: HttpRequest, form: HandInForm, errors: list[tuple[str, str]], code: int = 200
    ) -> HttpResponse:
        found = queries.snapshots(request.GET.get("after", ""))
        context = {
            "form": form,
            "errors": errors,
            "missing": folders.missing(),
            "rows": [(one, title_of(one.source), TONES[one.state]) for one in found.rows],
            "pager": {"next_url": f"{HOME}?after={found.next}" if found.next else ""},
        }
        return render(request, "verification/reference_sets.html", context, status=code)


class ReferenceSet(View):
    """One snapshot: its columns are described, then it is laid out."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Show where it stands."""
        must_hold(request, Role.ADMINISTRATOR)
        row = queries.snapshot(reference)
        form = ColumnsForm(None, headings=json.loads(row.headings)) if row.state == "received" else None
        return self._show(request, row, form)

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Take what was said about the columns; the system lays it out by itself."""
        must_hold(request, Role.ADMINISTRATOR)
        row = queries.snapshot(reference)
        form = ColumnsForm(request.POST, headings=json.loads(row.headings))
        if not form.is_valid():
            return self._show(request, row, form, 422)
        on = occasion(request, acts.describe_snapshot)
        try:
            acts.describe_snapshot(on, reference, described=form.described())
        except Refusal as refusal:
            return self._show(request, row, form, form.say(refusal, {"columns": "is0"}))
        messages.success(request, "各列已说明，正在装入。可以离开这一页，装好再来看")
        return SeeOther(f"{HOME}/{reference}")

    def _show(
        self, request: HttpRequest, row: Snapshot, form: ColumnsForm | None, code: int = 200
    ) -> HttpResponse:
        paper = queries.advance(row.reference)
        faults = json.loads(paper.faults)
        context = {
            "row": row,
            "title": title_of(row.source),
            "tone": TONES[row.state],
            "form": form,
            "errors": form.summary() if form and form.is_bound else [],
            "paper": paper,
            "faults": faults[:SHOWN],
            "more": max(row.refused, len(faults)) - len(faults[:SHOWN]),
            "facts": _facts(row),
            "removable": "remove" in row.lifecycle.possible(SnapshotState(row.state)),
        }
        return render(request, "verification/reference_set.html", context, status=code)


class RemoveReferenceSet(View):
    """Removing a snapshot, asked once more."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Say what removing does."""
        must_hold(request, Role.ADMINISTRATOR)
        return self._ask(request, queries.snapshot(reference), RemoveForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Remove it."""
        must_hold(request, Role.ADMINISTRATOR)
        row, form = queries.snapshot(reference), RemoveForm(request.POST)
        if not form.is_valid():
            return self._ask(request, row, form, 422)
        try:
            acts.remove_snapshot(occasion(request, acts.remove_snapshot), reference, **form.cleaned_data)
        except Refusal as refusal:
            return self._ask(request, row, form, form.say(refusal))
        messages.success(request, "已移除，里面的数据会马上删掉")
        return SeeOther(f"{HOME}/{reference}")

    def _ask(self, request: HttpRequest, row: Snapshot, form: RemoveForm, code: int = 200) -> HttpResponse:
        errors = form.summary() if form.is_bound else []
        context = {"row": row, "title": title_of(row.source), "form": form, "errors": errors}
        return render(request, "verification/reference_set_remove.html", context, status=code)


def _kept(file: File[Any], path: Path) -> str:
    """Write an uploaded file where the loader reads it; return the digest of its bytes."""
    digest = hashlib.sha256()
    with path.open("wb") as kept:
        for chunk in file.chunks():
            digest.update(chunk)
            kept.write(chunk)
    return digest.hexdigest()


def _facts(row: Snapshot) -> list[dict[str, Any]]:
    facts = [
        {"label": "数据日期", "value": f"{row.as_of:%Y}年{row.as_of.month}月{row.as_of.day}日"},
        {"label": "文件", "value": row.filename},
        {"label": "一个人可以有几条", "value": "可以" if row.many else "不可以，有几条的按“有多条记录”"},
    ]
    columns = [f"{one['field']}（{TYPES[one['type']]}）" for one in row.described if one["field"]]
    if columns:
        facts.append({"label": "可以比对的", "value": "、".join(columns)})
    if row.loaded_at:
        facts.append({"label": "装入", "value": f"{row.taken}行，没有装入{row.refused}行"})
        facts.append({"label": "摘要值", "value": row.content_digest})
    if row.removed_for:
        facts.append({"label": "移除的原因", "value": row.removed_for})
    return facts

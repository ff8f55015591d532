"""The administrator's pages about one batch: what became of each row, the file to carry, the receipt to hand in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nuocheng.edge import forms as edge
from nuocheng.edge.display import cn_datetime
from nuocheng.edge.occasions import must_hold, occasion
from nuocheng.edge.views import SeeOther
from nuocheng.handover import official, queries
from nuocheng.handover.channels import packet as packets
from nuocheng.handover.channels.receipt_table import read_receipt
from nuocheng.handover.models import (
    CONSIGNMENT_STATES,
    PACKET,
    PARKED,
    ROW_STATES,
    SETTLED,
    Consignment,
    Destination,
)
from nuocheng.handover.pages.forms import ReceiptForm
from nuocheng.handover.queries.tables import table
from nuocheng.kernel.errors import Refusal
from nuocheng.kernel.occasion import Role

HOME = "/sys/handover"


@method_decorator(never_cache, name="dispatch")
class Batch(View):
    """One batch: what became of each row; where it was carried as a file, its receipt to hand in."""

    def get(self, request: HttpRequest, key: UUID, number: int) -> HttpResponse:
        """Show it."""
        must_hold(request, Role.ADMINISTRATOR)
        one = queries.destination(key)
        return self._show(request, one, queries.consignment(one, number), ReceiptForm())

    def post(self, request: HttpRequest, key: UUID, number: int) -> HttpResponse:
        """Take the receipt, or have a parked batch sent again."""
        on = occasion(request, (Role.ADMINISTRATOR,))
        one = queries.destination(key)
        batch = queries.consignment(one, number)
        if "again" in request.POST:
            sent = official.send_again(one, on.at, batch.number)
            messages.success(request, "马上重送" if sent else "这一批已经不在搁置里了")
            return SeeOther(request.path)
        form = ReceiptForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, one, batch, form, 422)
        file = form.cleaned_data["file"]
        try:
            refused = read_receipt(
                file.read(), file.name, batch_keys(batch), rest_taken=form.cleaned_data["rest_taken"]
            )
        except Refusal as refusal:
            return self._show(request, one, batch, form, form.say(refusal))
        official.note_receipt(batch, official.Told(f"文件{batch.number}", whole=True, refused=refused), on.at)
        messages.success(request, f"回执已登记：收{batch.accepted}行，退{batch.refused}行")
        return SeeOther(request.path)

    def _show(
        self, request: HttpRequest, one: Destination, batch: Consignment, form: ReceiptForm, code: int = 200
    ) -> HttpResponse:
        titles = dict(ROW_STATES)
        context: dict[str, Any] = {
            "one": one,
            "batch": batch,
            "about": _about(batch),
            "rows": [{"row": row, "state": titles[row.state]} for row in queries.rows_of(batch)],
            "by_file": one.way == PACKET,
            "waits": batch.state != SETTLED,
            "parked": batch.state == PARKED,
            "form": form,
            "errors": edge.error_summary(form),
        }
        return render(request, "handover/batch.html", context, status=code)


@never_cache
@require_POST
def packet(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Give out a batch as a file, and note that it was carried off; the same batch is the same file each time."""
    on = occasion(request, (Role.ADMINISTRATOR,))
    one = queries.destination(key)
    batch = queries.consignment(one, number)
    made = packets.packet(table(batch.table), bytes(batch.content))
    if one.way == PACKET:
        official.carried_off(batch, on.at)
    answer = HttpResponse(made, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{batch.table}-{batch.number:06d}.zip"'
    return answer


def batch_keys(batch: Consignment) -> list[str]:
    """Return the numbers of the rows that went in a batch, whatever became of them since."""
    return packets.keys(bytes(batch.content))


def _about(batch: Consignment) -> list[dict[str, Any]]:
    rows = [
        {"label": "表", "value": table(batch.table).title},
        {"label": "状态", "value": dict(CONSIGNMENT_STATES)[batch.state]},
        {"label": "编成时间", "value": cn_datetime(batch.made_at)},
        {"label": "行数", "value": f"{batch.many}行"},
        {"label": "内容摘要值", "value": batch.digest},
    ]
    if batch.receipt:
        rows.append({"label": "回执号", "value": batch.receipt})
    if batch.state == SETTLED:
        rows.append({"label": "回执", "value": f"收{batch.accepted}行，退{batch.refused}行"})
    if batch.said:
        rows.append({"label": "对方的答复", "value": batch.said})
    return rows

"""The table of demands for listed certificates."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuocheng.cases.lifecycle import DEMAND_LIFECYCLE
from nuocheng.journal.files import File, in_lifecycle


class Demand(File):
    """A reviewer's demand (要求提交) for a certificate that the published list lets a pledge replace.

    It goes to the department's legal unit and to the Justice Bureau, and either may lift it. *point* is the
    number of the point of the correction it stands in, nothing where a whole case was turned to certificates.
    """

    kind: ClassVar[str] = "demand"
    lifecycle = DEMAND_LIFECYCLE

    case = models.CharField("办件", max_length=48)
    case_number = models.CharField("文号", max_length=60)
    item_name = models.CharField("事项名称", max_length=200)
    party_name = models.CharField("申请人", max_length=100)
    certificate_key = models.CharField("证明代号", max_length=40)
    certificate = models.CharField("证明名称", max_length=200)
    disposition = models.CharField("目录里写的处置", max_length=12)
    reason = models.CharField("理由", max_length=400)
    basis = models.CharField("依据", max_length=200)
    by = models.CharField("审查人", max_length=64)
    point = models.CharField("补正第几项", max_length=12, blank=True)
    lifted_at = models.DateTimeField("撤销时间", null=True)
    lifted_by = models.CharField("撤销人", max_length=64, blank=True)
    lifted_reason = models.CharField("撤销理由", max_length=400, blank=True)

    class Meta:
        constraints = [
            in_lifecycle(DEMAND_LIFECYCLE, "demand_state_known"),
            models.UniqueConstraint(fields=["case", "certificate_key"], name="demand_once"),
            models.CheckConstraint(
                condition=models.Q(lifted_at__isnull=False) | ~models.Q(state="lifted"),
                name="demand_lifted_has_date",
                violation_error_message="撤销的要求要有撤销时间",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "opened_at", "reference"], name="demand_queue"),
            models.Index(fields=["department", "state", "opened_at", "reference"], name="demand_of_unit"),
        ]

    def __str__(self) -> str:
        """Name the demand by case and certificate."""
        return f"{self.case_number} {self.certificate}"

"""The table of monthly reports."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuocheng.journal.files import File, in_lifecycle
from nuocheng.oversight.lifecycle import LIFECYCLE


class Report(File):
    """The report (月报) of one department on one month; its figures are frozen on submission."""

    kind: ClassVar[str] = "report"
    lifecycle = LIFECYCLE

    month = models.DateField("月份（当月1日）")
    due_on = models.DateField("报送期限")
    figures = models.TextField("数据", default="{}")
    work = models.TextField("工作情况", blank=True)
    practice = models.TextField("主要做法和成效", blank=True)
    regulations = models.TextField("建立的制度和规范", blank=True)
    problems = models.TextField("存在的问题和建议", blank=True)
    submitted_at = models.DateTimeField("报送时间", null=True)
    submitted_by = models.CharField("报送人", max_length=64, blank=True)
    late = models.BooleanField("逾期报送", default=False)
    returned_reason = models.CharField("退回原因", max_length=400, blank=True)

    class Meta:
        constraints = [
            in_lifecycle(LIFECYCLE, "report_state_known"),
            models.UniqueConstraint(fields=["department", "month"], name="report_once_a_month"),
            models.CheckConstraint(
                condition=models.Q(submitted_at__isnull=False) | models.Q(state__in=["drafted", "returned"]),
                name="report_submitted_has_date",
                violation_error_message="已报送的月报要有报送时间",
            ),
        ]
        indexes = [models.Index(fields=["month", "state"], name="report_by_month")]

    def __str__(self) -> str:
        """Name the report."""
        return f"{self.department} {self.month:%Y-%m}"

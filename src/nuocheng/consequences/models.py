"""The table of matters: untrue pledges, and what is done about them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuocheng.consequences.lifecycle import LIFECYCLE
from nuocheng.journal.files import File, in_lifecycle


class Matter(File):
    """A matter (不实处理): one case, the tasks that found it untrue, and the way to a decision."""

    kind: ClassVar[str] = "matter"
    lifecycle = LIFECYCLE

    case = models.CharField("办件编号", max_length=48)
    case_number = models.CharField("文号", max_length=60)
    item_name = models.CharField("事项", max_length=200)
    party_name = models.CharField("当事人", max_length=100)
    party_kind = models.CharField("当事人类型", max_length=16)
    tasks = models.TextField("核查任务", default="[]")
    facts = models.TextField("查明的事实")
    officer = models.CharField("经办人", max_length=64)
    intent = models.CharField("主观情形", max_length=12, blank=True)
    grade = models.CharField("程度", max_length=12, blank=True)
    measures = models.TextField("拟采取的措施", default="[]")
    basis = models.CharField("依据", max_length=400, blank=True)
    intended_paper = models.CharField("拟处理告知书", max_length=32, blank=True)
    intended_at = models.DateTimeField("告知时间", null=True)
    defence_due_on = models.DateField("陈述申辩期限", null=True)
    statement = models.TextField("陈述申辩", blank=True)
    heard_at = models.DateTimeField("听取时间", null=True)
    decided_at = models.DateTimeField("决定时间", null=True)
    decided_by = models.CharField("决定人", max_length=64, blank=True)
    decision_reason = models.TextField("决定理由", blank=True)
    decision_paper = models.CharField("决定书", max_length=32, blank=True)

    class Meta:
        constraints = [
            in_lifecycle(LIFECYCLE, "matter_state_known"),
            models.UniqueConstraint(
                fields=["case"],
                condition=~models.Q(state="dismissed"),
                name="matter_one_per_case",
                violation_error_message="这一件已经在处理",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="upheld")
                | models.Q(intended_at__isnull=False, heard_at__isnull=False, decided_at__isnull=False),
                name="matter_upheld_after_hearing",
                violation_error_message="没有告知和听取陈述申辩，不能认定承诺不实",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="upheld") | ~models.Q(decided_by=models.F("officer")),
                name="matter_decided_by_another",
                violation_error_message="经办人不能决定自己经办的事",
            ),
        ]
        indexes = [
            models.Index(fields=["department", "state", "opened_at", "reference"], name="matter_queue"),
            models.Index(fields=["party", "opened_at"], name="matter_by_party"),
        ]

    def __str__(self) -> str:
        """Name the matter."""
        return f"{self.reference} {self.party_name}"

"""The table of those who act for the party of a case."""

from __future__ import annotations

from django.db import models

from nuocheng.cases.models.case import Case
from nuocheng.journal.files import Record
from nuocheng.kernel.capacities import CAPACITY_TITLES, Capacity


class Representative(Record):
    """Somebody who acts for the party of a case (代表人、代理人): in which capacity, on whose authority, since when.

    A case without one is handled by the party itself (本人); the newest one counts.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="representatives")
    at = models.DateTimeField("登记时间")
    capacity = models.CharField("身份", max_length=24)
    name = models.CharField("姓名", max_length=100)
    number = models.CharField("身份证号", max_length=18)
    phone = models.CharField("手机号", max_length=20, blank=True)
    relation = models.CharField("与申请人的关系", max_length=40, blank=True)
    mandate = models.CharField("授权编号", max_length=48, blank=True)
    authority = models.CharField("凭什么办", max_length=200, blank=True)
    holding = models.CharField("凭证文件", max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(capacity__in=[str(one) for one in Capacity if one is not Capacity.SELF]),
                name="representative_capacity_known",
                violation_error_message="代办人的身份不在列出的几种之内",
            ),
        ]

    def __str__(self) -> str:
        """Name the representative with the capacity."""
        return f"{self.name}（{CAPACITY_TITLES[Capacity(self.capacity)]}）"

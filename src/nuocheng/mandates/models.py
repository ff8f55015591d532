"""The table of mandates."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuocheng.journal.files import File, in_lifecycle
from nuocheng.kernel.capacities import CAPACITY_TITLES, Capacity
from nuocheng.mandates.lifecycle import LIFECYCLE

HELD = [str(one) for one in Capacity if one is not Capacity.SELF]


class Mandate(File):
    """One person's authority (授权) to act for one party; *party* is whom it binds, *agent* who holds it.

    *items* lists the codes of the items it is for, empty for all; *may_sign* says whether pledges are among it.
    """

    kind: ClassVar[str] = "mandate"
    lifecycle = LIFECYCLE

    capacity = models.CharField("身份", max_length=24)
    party_kind = models.CharField("委托方类型", max_length=16)
    party_name = models.CharField("委托方", max_length=100)
    agent = models.CharField("受托人身份证号", max_length=18)
    agent_name = models.CharField("受托人", max_length=100)
    agent_phone = models.CharField("受托人手机号", max_length=20, blank=True)
    relation = models.CharField("与委托方的关系", max_length=40, blank=True)
    items = models.TextField("授权事项", default="[]")
    may_sign = models.BooleanField("可以代签承诺书", default=False)
    since = models.DateField("起始日期")
    until = models.DateField("截止日期", null=True)
    authority = models.CharField("依据", max_length=200, blank=True)
    holding = models.CharField("凭证文件", max_length=64, blank=True)
    holding_digest = models.CharField("凭证文件摘要值", max_length=64, blank=True)
    given_by = models.CharField("办理账号", max_length=64)
    ended_at = models.DateTimeField("结束时间", null=True)
    ended_by = models.CharField("结束的账号", max_length=64, blank=True)
    end_reason = models.CharField("结束原因", max_length=200, blank=True)

    class Meta:
        constraints = [
            in_lifecycle(LIFECYCLE, "mandate_state_known"),
            models.CheckConstraint(
                condition=models.Q(capacity__in=HELD),
                name="mandate_capacity_known",
                violation_error_message="受托人的身份不在列出的几种之内",
            ),
            models.CheckConstraint(
                condition=~models.Q(agent=models.F("party")),
                name="mandate_for_another",
                violation_error_message="自己办自己的事，不用授权",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="mandate_ends_after_it_begins",
                violation_error_message="截止日期不能早于起始日期",
            ),
        ]
        indexes = [
            models.Index(fields=["agent", "state", "-opened_at"], name="mandate_by_agent"),
            models.Index(fields=["party", "-opened_at"], name="mandate_by_party"),
        ]

    def __str__(self) -> str:
        """Name the mandate by who acts for whom."""
        return f"{self.agent_name}（{CAPACITY_TITLES[Capacity(self.capacity)]}）代{self.party_name}"

"""The tables of mandates, and of what the window wrote down of applicants' accounts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuocheng.journal.files import File, in_lifecycle
from nuocheng.kernel.capacities import CAPACITY_TITLES, Capacity
from nuocheng.mandates.lifecycle import ENROLMENT, LIFECYCLE

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


class Enrolment(File):
    """What the window wrote down of an applicant's account, having seen the person (账号登记).

    *phone* is the number for signing in from then on; *name_before* and *phone_before* are what stood there, empty in
    an account that was opened. *papers* says what was shown, *read* whether a card reader or a hand put it in.
    """

    kind: ClassVar[str] = "enrolment"
    lifecycle = ENROLMENT

    account = models.CharField("账号", max_length=40)
    party_kind = models.CharField("当事人类型", max_length=16)
    name = models.CharField("姓名或单位名称", max_length=60)
    phone = models.CharField("登录手机号", max_length=20, blank=True)
    name_before = models.CharField("原来的姓名", max_length=60, blank=True)
    phone_before = models.CharField("原来的登录手机号", max_length=20, blank=True)
    papers = models.CharField("核对的证件", max_length=200)
    read = models.CharField("怎么录入的", max_length=8)
    taken_by = models.CharField("窗口收件人", max_length=64)

    class Meta:
        constraints = [
            in_lifecycle(ENROLMENT, "enrolment_state_known"),
            models.CheckConstraint(
                condition=models.Q(read__in=["card", "hand"]),
                name="enrolment_read_known",
                violation_error_message="请选是读卡还是手工录入",
            ),
        ]
        indexes = [
            models.Index(fields=["party", "-opened_at"], name="enrolment_by_party"),
            models.Index(fields=["department", "-opened_at"], name="enrolment_by_department"),
        ]

    def __str__(self) -> str:
        """Name the enrolment by its number."""
        return self.reference

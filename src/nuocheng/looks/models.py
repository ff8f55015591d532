"""The tables of looks: each question about one party on file, and who may ask which."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models

from nuocheng.journal.files import File, in_lifecycle
from nuocheng.looks.lifecycle import CLEARANCE, LOOK


class Clearance(File):
    """That one officer of a department may look (查询授权): at all its certificates, or at those that are named.

    *certificates* lists their names as JSON, empty for every one that the department's items ask for.
    """

    kind: ClassVar[str] = "clearance"
    lifecycle = CLEARANCE

    account = models.CharField("账号", max_length=40)
    account_name = models.CharField("姓名", max_length=60)
    certificates = models.TextField("可以查的证明", default="[]")
    since = models.DateField("起始日期")
    until = models.DateField("截止日期")
    reason = models.CharField("为什么要授权", max_length=400)
    given_by = models.CharField("授权人", max_length=64)
    ended_at = models.DateTimeField("收回时间", null=True)
    ended_by = models.CharField("收回的人", max_length=64, blank=True)
    end_reason = models.CharField("收回的原因", max_length=400, blank=True)

    class Meta:
        constraints = [
            in_lifecycle(CLEARANCE, "clearance_state_known"),
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")),
                name="clearance_ends_after_it_begins",
                violation_error_message="截止日期不能早于起始日期",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "department", "state"], name="clearance_of_account"),
            models.Index(fields=["state", "-opened_at", "-reference"], name="clearance_list"),
        ]

    def __str__(self) -> str:
        """Name the clearance by who holds it."""
        return f"{self.reference} {self.account_name}"

    @property
    def names(self) -> tuple[str, ...]:
        """Return the certificates that are named."""
        return tuple(json.loads(self.certificates))


class Look(File):
    """One look (查询): who asked whom about which party for what, on which basis, and what came of it.

    *party* is the number of whom it is about. *facts* keeps as JSON what the officer stated and how it stood the
    comparison; the source's own words are in it only where the certificate's plan lets them be shown. The bytes of the
    answer are not kept: their digest and the receipt number are.
    """

    kind: ClassVar[str] = "look"
    lifecycle = LOOK

    party_kind = models.CharField("被查的是个人还是单位", max_length=16)
    party_name = models.CharField("被查的人", max_length=100)
    colleague = models.BooleanField("被查的是工作人员", default=False)
    asked_by = models.CharField("查询人账号", max_length=64)
    asked_by_name = models.CharField("查询人", max_length=60)
    clearance = models.CharField("查询授权", max_length=48, blank=True)
    item_code = models.CharField("事项编码", max_length=40)
    item_name = models.CharField("事项", max_length=200)
    certificate = models.CharField("证明名称", max_length=200)
    certificate_key = models.CharField("证明代号", max_length=40)
    purpose = models.CharField("用途", max_length=40)
    purpose_title = models.CharField("用途名称", max_length=100)
    basis_kind = models.CharField("依据的种类", max_length=12)
    basis = models.CharField("依据", max_length=400)
    origin = models.CharField("办件编号", max_length=48, blank=True)
    consent = models.CharField("同意书文件", max_length=64, blank=True)
    consent_digest = models.CharField("同意书摘要值", max_length=64, blank=True)
    channel = models.CharField("核查方式", max_length=24)
    source = models.CharField("数据来源", max_length=60)
    source_title = models.CharField("数据来源名称", max_length=100)
    facts = models.TextField("查询的事实", default="[]")
    outcome = models.CharField("结果", max_length=12, blank=True)
    remark = models.CharField("说明", max_length=400, blank=True)
    receipt_no = models.CharField("回执号", max_length=64, blank=True)
    digest = models.CharField("应答摘要值", max_length=64, blank=True)
    source_time = models.DateField("数据日期", null=True)
    answered_at = models.DateTimeField("应答时间", null=True)
    refused_for = models.CharField("没有放行的原因", max_length=400, blank=True)
    later_case = models.CharField("后来的办件", max_length=48, blank=True)
    settled_at = models.DateTimeField("回看时间", null=True)
    code = models.CharField("查验码", max_length=14, unique=True)
    complaint = models.CharField("投诉", max_length=1000, blank=True)
    complained_at = models.DateTimeField("投诉时间", null=True)
    complaint_answer = models.CharField("投诉的答复", max_length=1000, blank=True)
    complaint_answered_at = models.DateTimeField("答复投诉的时间", null=True)

    class Meta:
        constraints = [in_lifecycle(LOOK, "look_state_known")]
        indexes = [
            models.Index(fields=["department", "-opened_at", "-reference"], name="look_by_department"),
            models.Index(fields=["asked_by", "-opened_at", "-reference"], name="look_by_officer"),
            models.Index(fields=["party", "-opened_at", "-reference"], name="look_by_party"),
            models.Index(fields=["opened_at"], name="look_by_time"),
            models.Index(fields=["state", "opened_at"], name="look_to_settle"),
            models.Index(
                fields=["complained_at"],
                condition=models.Q(complained_at__isnull=False, complaint_answered_at__isnull=True),
                name="look_complaints",
            ),
        ]

    def __str__(self) -> str:
        """Name the look."""
        return f"{self.reference} {self.certificate}"

    @property
    def asked_facts(self) -> list[dict[str, Any]]:
        """Return the facts asked about: label, what was stated, how it stood, and what may be shown."""
        return list(json.loads(self.facts))

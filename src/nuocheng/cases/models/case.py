"""The table of cases."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuocheng.cases.lifecycle import LIFECYCLE, UNDECIDED
from nuocheng.edge.bytewise import ByteByByte
from nuocheng.journal.files import File, in_lifecycle

UNDECIDED_STATES = [str(state) for state in UNDECIDED]


class Case(File):
    """One application (办件) of one party for one item, under the exact edition it was told."""

    kind: ClassVar[str] = "case"
    later: ClassVar[frozenset[str]] = frozenset(
        {
            "assigned_to",
            "handed_in_at",
            "set_aside_at",
            "paused_on",
            "pause",
            "excluded_days",
            "answer_due_on",
            "receipt",
            "paper_on",
            "late_reason",
            "block",
            "form_digest",
            "pledge_round",
        }
    )
    lifecycle = LIFECYCLE

    number = models.CharField("文号", max_length=60)
    code = models.CharField("核验码", max_length=14)
    item_code = models.CharField("事项编码", max_length=40)
    item_name = models.CharField("事项名称", max_length=200)
    edition = models.CharField("目录版本", max_length=48)
    edition_version = models.PositiveIntegerField("版本号")
    party_kind = models.CharField("申请人类型", max_length=16)
    party_name = models.CharField("申请人", max_length=100)
    phone = models.CharField("手机号", max_length=20, blank=True)
    address = models.CharField("联系地址", max_length=120, blank=True)
    door = models.CharField("办理渠道", max_length=12)
    taken_by = models.CharField("受理人", max_length=64, blank=True)
    path = models.CharField("办理方式", max_length=12, blank=True)
    ineligible_reason = models.CharField("不适用承诺的原因", max_length=400, blank=True)
    ineligible_basis = models.CharField("依据", max_length=200, blank=True)
    notice = models.CharField("告知书", max_length=32, blank=True)
    notice_digest = models.CharField("告知书摘要值", max_length=64, blank=True)
    acknowledged_at = models.DateTimeField("签收时间", null=True)
    pledge = models.CharField("承诺书", max_length=32, blank=True)
    pledged_at = models.DateTimeField("承诺时间", null=True)
    pledged_certificates = models.PositiveIntegerField("承诺代替的证明数", default=0)
    pledge_round = models.PositiveSmallIntegerField("第几次承诺", default=0)
    pledge_withdrawn_at = models.DateTimeField("撤回承诺时间", null=True)
    decided_at = models.DateTimeField("决定时间", null=True)
    decided_by = models.CharField("决定人", max_length=64, blank=True)
    decision = models.CharField("决定书", max_length=32, blank=True)
    due_on = models.DateField("决定期限")
    assigned_to = models.CharField("承办人", max_length=64, blank=True, default="")
    handed_in_at = models.DateTimeField("交齐时间", null=True)
    set_aside_at = models.DateTimeField("承诺停用时间", null=True)
    paused_on = models.DateField("暂停计时之日", null=True)
    pause = models.CharField("暂停计时的原因", max_length=16, blank=True, default="")
    excluded_days = models.PositiveIntegerField("不计入期限的工作日", default=0)
    answer_due_on = models.DateField("补正期限", null=True)
    closed_at = models.DateTimeField("办结时间", null=True)
    revoked_at = models.DateTimeField("撤销时间", null=True)

    receipt = models.CharField("受理回执", max_length=32, blank=True, default="")
    paper_on = models.DateField("纸上日期（补录）", null=True)
    late_reason = models.CharField("晚补录的原因", max_length=200, blank=True, default="")
    block = models.CharField("号段", max_length=48, blank=True, default="")
    form_digest = models.CharField("空白表摘要值", max_length=64, blank=True, default="")

    class Meta:
        constraints = [
            in_lifecycle(LIFECYCLE, "case_state_known"),
            models.UniqueConstraint(fields=["code"], name="case_one_code"),
            models.UniqueConstraint(fields=["number"], name="case_one_number"),
            models.CheckConstraint(
                condition=models.Q(decided_at__isnull=False)
                | models.Q(state__in=[*UNDECIDED_STATES, "withdrawn"]),
                name="case_decided_has_date",
                violation_error_message="已决定的办件要有决定时间",
            ),
            models.CheckConstraint(
                condition=models.Q(pledged_at__isnull=False) | ~models.Q(state="pledged"),
                name="case_pledged_has_date",
                violation_error_message="已承诺的办件要有承诺时间",
            ),
            models.CheckConstraint(
                condition=models.Q(paused_on__isnull=True, pause="")
                | models.Q(paused_on__isnull=False) & ~models.Q(pause=""),
                name="case_pause_has_reason",
                violation_error_message="暂停计时要写明从哪天起、因为什么",
            ),
            models.CheckConstraint(
                condition=models.Q(answer_due_on__isnull=False) | ~models.Q(state="correcting"),
                name="case_correction_has_term",
                violation_error_message="补正中的办件要有补正期限",
            ),
        ]
        indexes = [
            models.Index(
                fields=["department", "state", "assigned_to", "due_on", "reference"], name="case_assigned"
            ),
            models.Index(
                fields=["state", "answer_due_on", "reference"],
                condition=models.Q(
                    answer_due_on__isnull=False
                ),  # a state here would keep SQLite from using it
                name="case_correction_due",
            ),
            models.Index(fields=["department", "state", "due_on", "reference"], name="case_queue"),
            models.Index(fields=["party", "-opened_at", "reference"], name="case_by_party"),
            models.Index(
                models.F("department"),
                ByteByByte("party_name"),
                models.F("opened_at").desc(),
                models.F("reference").desc(),
                name="case_by_name",
            ),
            models.Index(fields=["department", "-opened_at", "-reference"], name="case_by_department"),
            models.Index(fields=["state", "moved_at"], name="case_by_state"),
            models.Index(fields=["edition", "state"], name="case_by_edition"),
            models.Index(fields=["taken_by", "opened_at"], name="case_by_clerk"),
        ]

    def __str__(self) -> str:
        """Name the case by its number."""
        return self.number

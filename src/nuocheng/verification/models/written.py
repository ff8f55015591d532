"""Written checks: what the party or the issuing body was asked to hand in about one fact, and what came.

One letter (一封信) may ask about several facts of a case: each is a check of its own, and all bear the letter's number.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuocheng.journal.files import File, Record, in_lifecycle
from nuocheng.verification.lifecycle.asking import WRITTEN


class WrittenCheck(File):
    """A written check (书面核查) of one pledged fact: what is asked of whom, until when, and what it came to.

    *body* is empty where the party itself is asked. *remind_on* is the day of the reminder, nothing once it went out.
    *letter* is the number of the letter that asks about several facts, which is that of its first check; it is empty
    where a letter asks about this one alone.
    """

    kind: ClassVar[str] = "written_check"
    lifecycle = WRITTEN
    later: ClassVar[frozenset[str]] = frozenset({"letter"})

    task = models.CharField("核查编号", max_length=48)
    origin = models.CharField("办件编号", max_length=48)
    item_name = models.CharField("事项", max_length=200)
    party_name = models.CharField("当事人", max_length=100)
    certificate = models.CharField("证明名称", max_length=200)
    label = models.CharField("承诺的事实", max_length=100)
    claimed = models.CharField("承诺内容", max_length=400)
    body = models.CharField("开具单位", max_length=60, blank=True)
    why = models.CharField("为什么要书面材料", max_length=400)
    acceptable = models.TextField("交哪一种都可以")
    ground = models.CharField("可以要原证明的情形", max_length=40, blank=True)
    contact = models.CharField("联系人和电话", max_length=80)
    asked_by = models.CharField("经办人", max_length=64)
    due_on = models.DateField("交材料的期限")
    due_provisional = models.BooleanField("期限暂定", default=False)
    remind_on = models.DateField("提醒日期", null=True)
    handed_in_at = models.DateTimeField("最近交材料的时间", null=True)
    verdict = models.CharField("比对结果", max_length=16, blank=True)
    observed = models.CharField("材料上写的", max_length=400, blank=True)
    reason = models.CharField("结果的理由", max_length=400, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True)
    letter = models.CharField("信的编号", max_length=48, blank=True, default="")

    class Meta:
        constraints = [
            in_lifecycle(WRITTEN, "written_check_state_known"),
            models.UniqueConstraint(
                fields=["task"],
                condition=models.Q(state__in=["asked", "handed_in"]),
                name="written_check_once_at_a_time",
                violation_error_message="这一项已经请人交书面材料，还没有结束",
            ),
        ]
        indexes = [
            models.Index(fields=["department", "state", "due_on", "reference"], name="written_check_desk"),
            models.Index(fields=["state", "due_on", "reference"], name="written_check_by_due"),
            models.Index(fields=["party", "-opened_at"], name="written_check_by_party"),
            models.Index(fields=["task"], name="written_check_by_task"),
            models.Index(
                fields=["remind_on"],
                condition=models.Q(remind_on__isnull=False),
                name="written_check_to_remind",
            ),
            models.Index(
                fields=["letter", "reference"], condition=~models.Q(letter=""), name="written_check_by_letter"
            ),
        ]

    def __str__(self) -> str:
        """Name the check by its fact."""
        return f"{self.reference} {self.label}"

    @property
    def wanted(self) -> list[str]:
        """Return what may be handed in, each of them enough."""
        return self.acceptable.split("\n")

    @property
    def letter_number(self) -> str:
        """Return the number of the letter that asks about this fact, with others or alone."""
        return self.letter or self.reference


class WrittenMaterial(Record):
    """One file that was handed in for a written check; its bytes lie in holdings.

    A file that serves several facts of a letter has a row with each. *handed_in_by* is an account, or the name that
    somebody of a body without accounts gave (*way* is then ``code``).
    """

    keeps: ClassVar[tuple[str, ...]] = ("digest",)

    check_file = models.ForeignKey(WrittenCheck, on_delete=models.PROTECT, related_name="materials")
    filename = models.CharField("文件名", max_length=200)
    media_type = models.CharField("文件类型", max_length=60)
    size = models.PositiveIntegerField("字节数")
    digest = models.CharField("摘要值", max_length=64)
    way = models.CharField("怎么交的", max_length=8)
    note = models.CharField("说明", max_length=400, blank=True)
    handed_in_by = models.CharField("谁交的", max_length=64)
    at = models.DateTimeField("交的时间")

    def __str__(self) -> str:
        """Name the file by its digest."""
        return f"书面材料 {self.digest[:16]}"


class LetterCode(Record):
    """A code (答复码) with which a body that was asked in writing hands in online; only its digest is kept, the newest counts.

    *check_code* is what the address on the letter ends in: whoever comes there without the code sees that the letter
    is genuine, and nothing of whom it is about.
    """

    check_file = models.ForeignKey(WrittenCheck, on_delete=models.PROTECT, related_name="codes")
    letter = models.CharField("信的编号", max_length=48)
    check_code = models.CharField("查验码", max_length=14, unique=True)
    digest = models.CharField("答复码摘要值", max_length=64)
    made_at = models.DateTimeField("制发时间")
    until = models.DateTimeField("有效到")

    class Meta:
        indexes = [models.Index(fields=["letter", "-made_at"], name="letter_code_by_letter")]

    def __str__(self) -> str:
        """Name the code without saying it."""
        return str(self.id)

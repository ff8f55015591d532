"""The tables of number blocks: numbers reserved for blank forms that are signed while the system is down."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuocheng.cases.lifecycle import BLOCK_LIFECYCLE
from nuocheng.journal.files import File, Record, in_lifecycle


class NumberBlock(File):
    """A block (预留号段) of numbers for one item, one window and one day, printed on blank forms beforehand."""

    kind: ClassVar[str] = "block"
    lifecycle = BLOCK_LIFECYCLE

    window = models.CharField("窗口", max_length=40)
    day = models.DateField("备用日期")
    item_code = models.CharField("事项编码", max_length=40)
    item_name = models.CharField("事项名称", max_length=200)
    edition = models.CharField("目录版本", max_length=48)
    edition_version = models.PositiveIntegerField("版本号")
    count = models.PositiveIntegerField("几个号")
    used = models.PositiveIntegerField("用了几个", default=0)
    void = models.PositiveIntegerField("作废几个", default=0)
    paper = models.CharField("空白表", max_length=32)
    form_digest = models.CharField("空白表摘要值", max_length=64)

    class Meta:
        constraints = [
            in_lifecycle(BLOCK_LIFECYCLE, "block_state_known"),
            models.CheckConstraint(
                condition=models.Q(count__gte=models.F("used") + models.F("void")),
                name="block_numbers_add_up",
                violation_error_message="用掉的和作废的号，不能比号段里的多",
            ),
        ]
        indexes = [models.Index(fields=["department", "-opened_at", "reference"], name="block_by_department")]

    def __str__(self) -> str:
        """Name the block by its reference."""
        return self.reference

    @property
    def left(self) -> int:
        """Return how many numbers are neither used nor void."""
        return self.count - self.used - self.void


class ReservedNumber(Record):
    """One number of a block (预留号), with the check code that its blank form bears."""

    block = models.ForeignKey(NumberBlock, on_delete=models.PROTECT, related_name="numbers")
    reference = models.CharField("编号", max_length=48)
    number = models.CharField("文号", max_length=60)
    code = models.CharField("核验码", max_length=14)
    token = models.CharField("查验凭据", max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reference"], name="reserved_once")]

    def __str__(self) -> str:
        """Name the reserved number."""
        return self.number


class VoidNumber(Record):
    """A reserved number that is never used (作废的号), with the reason."""

    reserved = models.ForeignKey(ReservedNumber, on_delete=models.PROTECT, related_name="voided")
    reason = models.CharField("原因", max_length=200)
    at = models.DateTimeField("时间")
    by = models.CharField("经办人", max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reserved"], name="void_once")]

    def __str__(self) -> str:
        """Name it by the reason."""
        return self.reason

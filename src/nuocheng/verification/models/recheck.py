"""Re-checks: a random part of what was confirmed on the word of a machine is looked at once more, by somebody else."""

from __future__ import annotations

import json
from typing import ClassVar

from django.db import models

from nuocheng.journal.files import File, Record, in_lifecycle
from nuocheng.verification.lifecycle import RECHECK, RECHECK_ROUND
from nuocheng.verification.rules.drawing import Share


class RecheckRound(File):
    """The re-checks (复核) of one department and month: the seed is sealed before the month's results are there.

    *month* is its first day; *shares* says as JSON how much of each risk class is re-checked, as the law had it when
    the seed was sealed.
    """

    kind: ClassVar[str] = "recheck_round"
    lifecycle = RECHECK_ROUND

    month = models.DateField("月份")
    shares = models.TextField("各类的比例")
    seed_digest = models.CharField("种子的摘要", max_length=64)
    seed = models.CharField("种子", max_length=64, blank=True)
    list_digest = models.CharField("名单的摘要", max_length=64, blank=True)
    listed = models.PositiveIntegerField("名单上有几项", default=0)
    drawn = models.PositiveIntegerField("抽中几项", default=0)
    drawn_at = models.DateTimeField("抽取时间", null=True)

    class Meta:
        constraints = [
            in_lifecycle(RECHECK_ROUND, "recheck_round_state_known"),
            models.UniqueConstraint(fields=["department", "month"], name="recheck_round_once"),
        ]
        indexes = [
            models.Index(fields=["state", "month"], name="recheck_round_to_do"),
            models.Index(fields=["-month", "-reference"], name="recheck_round_list"),
        ]

    def __str__(self) -> str:
        """Name the round by its month."""
        return f"{self.reference} {self.month:%Y-%m}"

    @property
    def parts(self) -> tuple[Share, ...]:
        """Return how much of each class is re-checked."""
        return tuple(Share(**one) for one in json.loads(self.shares))


class RecheckSeed(Record):
    """The seed of a round, which nobody is shown before the list is there."""

    round = models.OneToOneField(RecheckRound, on_delete=models.PROTECT, related_name="sealed_seed")
    seed = models.CharField("种子", max_length=64)

    def __str__(self) -> str:
        """Name the seed without telling it."""
        return f"{self.round_id}的种子"


class RecheckList(Record):
    """What was drawn from, or what was drawn: one line for each pledged fact, and the digest of all of them."""

    round = models.ForeignKey(RecheckRound, on_delete=models.PROTECT, related_name="lists")
    drawn = models.BooleanField("是抽中的")
    lines = models.TextField("各行")
    digest = models.CharField("摘要值", max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "drawn"], name="recheck_list_once")]

    def __str__(self) -> str:
        """Name the list by its digest."""
        return f"{self.round_id} {self.digest[:16]}"


class Recheck(File):
    """One re-check (复核一项): *first_by* is who confirmed first, whom the page does not show."""

    kind: ClassVar[str] = "recheck"
    lifecycle = RECHECK

    round = models.CharField("第几批", max_length=48)
    task = models.CharField("核查编号", max_length=48, unique=True)
    origin = models.CharField("办件编号", max_length=48)
    stratum = models.CharField("风险类别", max_length=12)
    certificate = models.CharField("证明名称", max_length=200)
    label = models.CharField("承诺的事实", max_length=100)
    first_by = models.CharField("先前下结论的人", max_length=64)
    officer = models.CharField("抽到的复核人账号", max_length=64, blank=True)
    officer_name = models.CharField("抽到的复核人", max_length=60, blank=True)
    due_on = models.DateField("复核期限")
    done_at = models.DateTimeField("复核时间", null=True)
    done_by = models.CharField("复核人", max_length=64, blank=True)
    said = models.CharField("复核说明", max_length=400, blank=True)

    class Meta:
        constraints = [in_lifecycle(RECHECK, "recheck_state_known")]
        indexes = [
            models.Index(fields=["department", "state", "due_on", "reference"], name="recheck_queue"),
            models.Index(fields=["done_at"], name="recheck_by_time"),
            models.Index(fields=["round"], name="recheck_by_round"),
        ]

    def __str__(self) -> str:
        """Name the re-check by its fact."""
        return f"{self.reference} {self.label}"

"""Draws: which of the pledges that wait for one are verified, by a lot that anybody can draw again."""

from __future__ import annotations

import json
from typing import ClassVar

from django.db import models

from nuocheng.journal.files import File, Record, in_lifecycle
from nuocheng.verification.lifecycle import DRAW, DRAWING
from nuocheng.verification.rules.drawing import Share


class Draw(File):
    """A draw (抽查) of one department: the seed is committed to, then the list is frozen, then it is drawn."""

    kind: ClassVar[str] = "draw"
    later: ClassVar[frozenset[str]] = frozenset({"counts"})
    lifecycle = DRAW

    title = models.CharField("名称", max_length=100)
    decided_by = models.DateField("抽到哪一天为止作出的决定")
    shares = models.TextField("各类的比例")
    usual_percent = models.PositiveIntegerField("日常监管的抽查比例")
    ground = models.CharField("比例高于日常监管的理由", max_length=400, blank=True)
    seed_digest = models.CharField("种子的摘要", max_length=64)
    prepared_at = models.DateTimeField("封存种子的时间")
    list_digest = models.CharField("名单的摘要", max_length=64, blank=True)
    listed = models.PositiveIntegerField("名单上有几件", default=0)
    frozen_at = models.DateTimeField("固定名单的时间", null=True)
    seed = models.CharField("种子", max_length=64, blank=True)
    drawn = models.PositiveIntegerField("抽中几件", default=0)
    drawn_at = models.DateTimeField("抽取时间", null=True)
    finished_at = models.DateTimeField("派发完的时间", null=True)
    counts = models.TextField("各类名单上和抽取几件", blank=True, default="")
    given_up_for = models.CharField("作废的原因", max_length=400, blank=True)

    class Meta:
        constraints = [
            in_lifecycle(DRAW, "draw_state_known"),
            models.UniqueConstraint(
                fields=["department"],
                condition=models.Q(state__in=[str(one) for one in DRAWING]),
                name="draw_one_at_a_time",
                violation_error_message="这个单位还有一次抽查没有做完",
            ),
        ]
        indexes = [
            models.Index(fields=["department", "opened_at", "reference"], name="draw_list"),
            models.Index(fields=["state"], name="draw_to_do"),
        ]

    def __str__(self) -> str:
        """Name the draw."""
        return f"{self.reference} {self.title}"

    @property
    def parts(self) -> tuple[Share, ...]:
        """Return how much of each stratum is drawn."""
        return tuple(Share(**one) for one in json.loads(self.shares))


class SealedSeed(Record):
    """The seed of a draw, which nobody is shown before the list is frozen."""

    draw = models.OneToOneField(Draw, on_delete=models.PROTECT, related_name="sealed_seed")
    seed = models.CharField("种子", max_length=64)

    def __str__(self) -> str:
        """Name the seed without telling it."""
        return f"{self.draw_id}的种子"


class DrawList(Record):
    """The list that was frozen, or what was drawn from it: one line for each, and the digest of all of them."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="lists")
    drawn = models.BooleanField("是抽中的")
    lines = models.TextField("各行")
    digest = models.CharField("摘要值", max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draw", "drawn"], name="draw_list_once")]

    def __str__(self) -> str:
        """Name the list by its digest."""
        return f"{self.draw_id} {self.digest[:16]}"

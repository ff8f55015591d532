"""Reference sets, the runs that match pledges with them, and how far each of them has come."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models

from nuocheng.journal.files import File, in_lifecycle
from nuocheng.verification.lifecycle import BATCH, RUNNING, SNAPSHOT, SnapshotState


class Snapshot(File):
    """A reference set (参照库) as of one day: handed in as a whole, laid out in columns, removed as a whole.

    Its rows lie in the data folder, not in the database; the digests here say which they are.
    """

    kind: ClassVar[str] = "snapshot"
    lifecycle = SNAPSHOT

    source = models.CharField("数据来源", max_length=60)
    as_of = models.DateField("数据日期")
    many = models.BooleanField("一个人可以有几条", default=False)
    filename = models.CharField("文件名", max_length=200)
    size = models.BigIntegerField("字节数")
    digest = models.CharField("文件摘要值", max_length=64)
    headings = models.TextField("列名")
    columns = models.TextField("各列是什么", blank=True)
    taken = models.BigIntegerField("装入几行", default=0)
    refused = models.BigIntegerField("没有装入几行", default=0)
    content_digest = models.CharField("装好以后的摘要值", max_length=64, blank=True)
    fault = models.CharField("为什么装不进去", max_length=400, blank=True)
    by = models.CharField("谁装的", max_length=64)
    loaded_at = models.DateTimeField("装好的时间", null=True)
    removed_for = models.CharField("移除的原因", max_length=400, blank=True)

    class Meta:
        constraints = [
            in_lifecycle(SNAPSHOT, "snapshot_state_known"),
            models.UniqueConstraint(
                fields=["source", "as_of"],
                condition=models.Q(state=str(SnapshotState.LOADED)),
                name="snapshot_once_a_day",
                violation_error_message="这一天的数据已经装过",
            ),
        ]
        indexes = [
            models.Index(fields=["opened_at", "reference"], name="snapshot_list"),
            models.Index(fields=["state", "source", "as_of"], name="snapshot_newest"),
        ]

    def __str__(self) -> str:
        """Name the snapshot."""
        return f"{self.source} {self.as_of}"

    @property
    def described(self) -> list[dict[str, Any]]:
        """Return the columns that were taken: heading, field, type, and the place in the file and in the set."""
        return list(json.loads(self.columns or "[]"))


class Batch(File):
    """A run of batch verification (批量核查): what a department's tasks claim, matched with whole sets at once.

    *strands* says which claims are matched with which column of which snapshot; *mark* up to which of them the
    results are entered: both are written in the same transaction as what they speak of.
    """

    kind: ClassVar[str] = "batch"
    lifecycle = BATCH

    by = models.CharField("谁开始的", max_length=64)
    strands = models.TextField("比对什么", blank=True)
    claimed = models.PositiveIntegerField("要比对几项", default=0)
    engine = models.CharField("用什么比对", max_length=60, blank=True)
    result_digest = models.CharField("比对结果的摘要值", max_length=64, blank=True)
    mark = models.PositiveIntegerField("记到第几项", default=0)
    entered = models.PositiveIntegerField("记入几项", default=0)
    passed = models.PositiveIntegerField("已经办过、跳过几项", default=0)
    differing = models.PositiveIntegerField("逐项核对时不同的几项", default=0)
    counts = models.TextField("各证明的结果", default="{}")
    begun_at = models.DateTimeField("开始比对的时间", null=True)
    matched_at = models.DateTimeField("比对完的时间", null=True)
    finished_at = models.DateTimeField("做完的时间", null=True)
    stopped_for = models.CharField("停下的原因", max_length=400, blank=True)

    class Meta:
        constraints = [
            in_lifecycle(BATCH, "batch_state_known"),
            models.UniqueConstraint(
                fields=["department"],
                condition=models.Q(state__in=[str(one) for one in RUNNING]),
                name="batch_one_at_a_time",
                violation_error_message="这个单位还有一次批量核查没有做完",
            ),
        ]
        indexes = [
            models.Index(fields=["department", "opened_at", "reference"], name="batch_list"),
            models.Index(fields=["state"], name="batch_to_do"),
        ]

    def __str__(self) -> str:
        """Name the run."""
        return self.reference

    @property
    def threads(self) -> list[dict[str, Any]]:
        """Return the strands: snapshot, column, type, how many claims, and which is the first."""
        return list(json.loads(self.strands or "[]"))

    @property
    def results(self) -> dict[str, dict[str, int]]:
        """Return how many answers of each outcome were entered for each certificate."""
        return dict(json.loads(self.counts))


class Advance(models.Model):
    """How far a load or a run has come: a working paper, written over and over and thrown away."""

    reference = models.CharField("编号", max_length=48, primary_key=True)
    stage = models.CharField("在做什么", max_length=40, blank=True)
    done = models.BigIntegerField("做了多少", default=0)
    total = models.BigIntegerField("一共多少", default=0)
    faults = models.TextField("问题", default="[]")

    def __str__(self) -> str:
        """Name the paper by what it speaks of."""
        return f"{self.reference} {self.done}/{self.total}"

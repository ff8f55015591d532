"""Data sources: how each is asked, and what is known of its health; nothing here is about any party."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from nuocheng.journal.files import File, in_lifecycle
from nuocheng.verification.lifecycle import SOURCE


class Source(File):
    """A data source (来源): its number is the key by which plans name it.

    *secret* and *certificate* are names: what they stand for is read from the settings and never kept here.
    *mapping* says how the source calls our fields where it calls them otherwise. Blank columns leave what the
    installation says for the whole channel.
    """

    kind: ClassVar[str] = "source"
    lifecycle = SOURCE

    title = models.CharField("名称", max_length=60)
    channel = models.CharField("核查方式", max_length=24)
    endpoint = models.CharField("地址", max_length=300, blank=True)
    proof = models.CharField("怎么证明身份", max_length=12)
    app_key = models.CharField("应用编号", max_length=64, blank=True)
    secret = models.CharField("密钥名", max_length=40, blank=True)
    certificate = models.CharField("客户端证书名", max_length=40, blank=True)
    mapping = models.TextField("字段对照", default="{}")
    quota = models.PositiveIntegerField("每天最多查几次", default=0)
    at_once = models.PositiveSmallIntegerField("同时最多查几次", default=0)
    purpose = models.CharField("用途代码", max_length=40, blank=True)
    basis = models.CharField("依据", max_length=200, blank=True)
    freshness_days = models.PositiveIntegerField("数据最久几天", default=0)
    fallback = models.CharField("备用来源", max_length=48, blank=True)
    authorised_until = models.DateField("授权到期日", null=True)
    why = models.CharField("这样办的理由", max_length=400, blank=True)

    class Meta:
        constraints = [in_lifecycle(SOURCE, "source_state_known")]
        indexes = [models.Index(fields=["channel", "reference"], name="source_by_channel")]

    def __str__(self) -> str:
        """Name the source."""
        return f"{self.reference} {self.title}"

    @property
    def fields_by_ours(self) -> Mapping[str, str]:
        """Return how the source calls each of our fields, where otherwise."""
        found: dict[str, str] = json.loads(self.mapping)
        return found


class SourceCall(models.Model):
    """One question to a source: when, how long, what came of it; about whom it was is not written down.

    *attempts* of 0 means that nothing went out: the guard itself answered.
    """

    channel = models.CharField("核查方式", max_length=24)
    source = models.CharField("数据来源", max_length=60)
    asked_at = models.DateTimeField("查询时间")
    latency_ms = models.PositiveIntegerField("耗时毫秒")
    outcome = models.CharField("结果", max_length=20)
    trouble = models.CharField("故障", max_length=20, blank=True)
    receipt_no = models.CharField("回执号", max_length=64, blank=True)
    attempts = models.PositiveSmallIntegerField("连了几次")
    purpose = models.CharField("用途代码", max_length=40)
    request_id = models.CharField("请求编号", max_length=96)

    class Meta:
        indexes = [
            models.Index(fields=["source", "-id"], name="source_call_newest"),
            models.Index(fields=["asked_at"], name="source_call_by_time"),
        ]

    def __str__(self) -> str:
        """Name the call by its request."""
        return self.request_id


class SourceHour(models.Model):
    """How many questions of one hour ended in one way and took about so long: kept up with each call."""

    channel = models.CharField("核查方式", max_length=24)
    source = models.CharField("数据来源", max_length=60)
    hour = models.DateTimeField("小时")
    trouble = models.CharField("故障", max_length=20, blank=True)
    slot = models.PositiveSmallIntegerField("耗时分档")
    calls = models.PositiveIntegerField("次数", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "hour", "channel", "trouble", "slot"], name="source_hour_once"
            )
        ]
        indexes = [models.Index(fields=["hour"], name="source_hour_by_time")]

    def __str__(self) -> str:
        """Name the count."""
        return f"{self.source} {self.hour:%Y-%m-%d %H} {self.trouble}"


class SourceHealth(models.Model):
    """How one source is: failures in a row, until when it rests, what it last did; one row for each, for all processes."""

    channel = models.CharField("核查方式", max_length=24)
    source = models.CharField("数据来源", max_length=60)
    failures = models.PositiveIntegerField("连续失败次数", default=0)
    rests_until = models.DateTimeField("暂歇到", null=True)
    succeeded_at = models.DateTimeField("最近成功", null=True)
    failed_at = models.DateTimeField("最近失败", null=True)
    trouble = models.CharField("最近的故障", max_length=20, blank=True)
    said = models.CharField("最近故障的说明", max_length=400, blank=True)
    changed_at = models.DateTimeField("接口最近变化", null=True)
    changed = models.CharField("接口变了什么", max_length=400, blank=True)
    used_on = models.DateField("用量的日期", null=True)
    used = models.PositiveIntegerField("当天用量", default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "channel"], name="source_health_once")]

    def __str__(self) -> str:
        """Name the source."""
        return self.source

"""The journal's own tables: entries, the outbox of the transparency log, answered requests, numbers."""

from __future__ import annotations

from django.db import models

from nuocheng.journal.files import new_id


class Entry(models.Model):
    """One official act on one file: who, from which post, when, what, and what it sealed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField("卷宗种类", max_length=24)
    subject = models.CharField("卷宗编号", max_length=48)
    number = models.PositiveIntegerField("序号")
    verb = models.CharField("行为", max_length=48)
    at = models.DateTimeField("时间")
    actor = models.CharField("经办人", max_length=64)
    post = models.CharField("岗位", max_length=48)
    department = models.CharField("主办单位", max_length=20)
    door = models.CharField("入口", max_length=12)
    note = models.TextField("摘要", default="{}")
    seals = models.TextField("封存", default="{}")
    salt = models.CharField("盐", max_length=32)
    previous = models.CharField("上一条摘要", max_length=64)
    digest = models.CharField("摘要值", max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject", "number"], name="entry_once"),
        ]
        indexes = [
            models.Index(fields=["department", "verb", "at"], name="entry_by_department"),
            models.Index(fields=["at", "id"], name="entry_by_time"),
        ]

    def __str__(self) -> str:
        """Name the entry by its place in the chain."""
        return f"{self.kind}:{self.subject}#{self.number} {self.verb}"


class Outbox(models.Model):
    """What the transparency log will sequence: a leaf without personal data, one per entry."""

    id = models.BigAutoField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="outbox")
    leaf = models.TextField("叶子")
    leaf_digest = models.CharField("叶子摘要", max_length=64)
    log_index = models.BigIntegerField("日志序号", null=True, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="outbox_waiting", condition=models.Q(log_index__isnull=True)),
        ]

    def __str__(self) -> str:
        """Name the row by its place."""
        return f"outbox {self.pk}"


class Answered(models.Model):
    """A request that was answered: its key, the digest of its body, and the answer word for word."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    actor = models.CharField("请求人", max_length=64)
    key = models.CharField("请求编号", max_length=80)
    request_digest = models.CharField("请求摘要", max_length=64)
    receipt = models.TextField("回执")
    at = models.DateTimeField("时间")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="answered_once")]

    def __str__(self) -> str:
        """Name the row by its key."""
        return f"{self.actor} {self.key}"


class Series(models.Model):
    """A running number that never skips and never repeats."""

    name = models.CharField("号段", max_length=64, primary_key=True)
    last = models.PositiveBigIntegerField("最末号")

    def __str__(self) -> str:
        """Name the series."""
        return f"{self.name}: {self.last}"

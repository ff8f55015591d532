"""Superior lists, their rows, and what people decided on holding them against ours."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models

from nuocheng.catalogue.lifecycle import SUPERIOR_LISTS
from nuocheng.catalogue.rules.superior import (
    CHOICE_TITLES,
    GAP_TITLES,
    LEVEL_TITLES,
    MODE_TITLES,
    Contents,
    contents_from_json,
)
from nuocheng.journal.files import File, Record, in_lifecycle
from nuocheng.kernel.lifecycles import Lifecycle


class SuperiorList(File):
    """One list of a higher level (上级清单): read first, confirmed by a person, then in force until replaced.

    *content* is the canonical JSON of ``rules.superior.Contents`` as it was read; *whole_items* says that its
    rows name items only, no certificates. *replaces* is the list that this one took the place of.
    """

    kind: ClassVar[str] = "superior_list"
    lifecycle: ClassVar[Lifecycle[Any]] = SUPERIOR_LISTS

    title = models.CharField("清单名称", max_length=200)
    number = models.CharField("文号", max_length=60, default="", blank=True)
    level = models.CharField("层级", max_length=12, choices=list(LEVEL_TITLES.items()))
    issued_on = models.DateField("印发日期")
    source = models.CharField("文件名", max_length=200, default="", blank=True)
    content = models.TextField("读到的内容")
    digest = models.CharField("内容摘要值", max_length=64)
    rows = models.PositiveIntegerField("行数", default=0)
    allowed = models.PositiveIntegerField("可以承诺的行数", default=0)
    forbidden = models.PositiveIntegerField("不能承诺的行数", default=0)
    cancelled = models.PositiveIntegerField("已取消的行数", default=0)
    whole_items = models.BooleanField("只列事项", default=False)
    replaces = models.CharField("代替的清单", max_length=48, default="", blank=True)
    reason = models.CharField("停用的理由", max_length=400, default="", blank=True)
    ended_at = models.DateTimeField("停用时间", null=True)

    class Meta:
        constraints = [in_lifecycle(SUPERIOR_LISTS, "superior_list_state_known")]
        indexes = [models.Index(fields=["state", "moved_at", "reference"], name="superior_list_by_move")]

    def __str__(self) -> str:
        """Name the list."""
        return self.title

    @property
    def says(self) -> Contents:
        """Return what was read."""
        return contents_from_json(json.loads(self.content))


class SuperiorEntry(Record):
    """One row of a superior list in force; *unit* is how the list calls the department, *department* ours."""

    superior_list = models.ForeignKey(SuperiorList, on_delete=models.PROTECT, related_name="entries_of")
    position = models.PositiveIntegerField("行号")
    mode = models.CharField("怎么办", max_length=12, choices=list(MODE_TITLES.items()))
    certificate = models.CharField("证明名称", max_length=200, blank=True)
    plain = models.CharField("证明名称（比对用）", max_length=200, blank=True)
    item = models.CharField("事项名称", max_length=200, blank=True)
    item_plain = models.CharField("事项名称（比对用）", max_length=200, blank=True)
    item_code = models.CharField("事项编码", max_length=40, blank=True)
    unit = models.CharField("单位（原文）", max_length=100, blank=True)
    department = models.CharField("本级单位", max_length=20, blank=True)
    basis = models.CharField("依据", max_length=1000, blank=True)
    issuer = models.CharField("开具单位", max_length=200, blank=True)
    remark = models.CharField("备注", max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["superior_list", "position"], name="superior_entry_once")
        ]
        indexes = [
            models.Index(fields=["superior_list", "plain"], name="superior_entry_by_name"),
            models.Index(fields=["superior_list", "item_plain"], name="superior_entry_by_item"),
            models.Index(fields=["mode", "plain"], name="superior_entry_by_mode"),
        ]

    def __str__(self) -> str:
        """Name the row by its certificate, or its item."""
        return self.certificate or self.item


class SuperiorMatch(Record):
    """A person's word on whether a row of a list and a certificate of ours are the same (是不是同一份)."""

    entry = models.ForeignKey(SuperiorEntry, on_delete=models.PROTECT, related_name="matches")
    code = models.CharField("事项编码", max_length=40)
    key = models.CharField("证明代号", max_length=40, blank=True)
    name = models.CharField("本级名称", max_length=200)
    same = models.BooleanField("是同一份")
    by = models.CharField("谁认定的", max_length=40)
    at = models.DateTimeField("认定时间")

    class Meta:
        indexes = [models.Index(fields=["code", "key"], name="superior_match_by_ours")]

    def __str__(self) -> str:
        """Name the match by what is ours."""
        return self.name


class Settlement(Record):
    """How one difference was settled (处理): exactly which row, which edition, what was chosen, and why.

    *theirs* and *ours* are digests of what each side said then: when either says something else, the
    difference is open again.
    """

    superior_list = models.ForeignKey(SuperiorList, on_delete=models.PROTECT, related_name="settlements")
    entry = models.UUIDField("清单行", null=True)
    edition = models.CharField("目录版本", max_length=48, blank=True)
    key = models.CharField("证明代号", max_length=40, blank=True)
    name = models.CharField("名称", max_length=200)
    department = models.CharField("处理单位", max_length=20, blank=True)
    gap = models.CharField("差异", max_length=20, choices=list(GAP_TITLES.items()))
    theirs = models.CharField("上级内容摘要值", max_length=64, blank=True)
    ours = models.CharField("本级内容摘要值", max_length=64, blank=True)
    choice = models.CharField("处理结果", max_length=12, choices=list(CHOICE_TITLES.items()))
    reason = models.CharField("理由", max_length=400)
    by = models.CharField("谁处理的", max_length=40)
    at = models.DateTimeField("处理时间")

    class Meta:
        indexes = [
            models.Index(fields=["gap", "theirs", "ours"], name="settlement_by_content"),
            models.Index(fields=["superior_list", "at"], name="settlement_by_list"),
        ]

    def __str__(self) -> str:
        """Name the settlement by what it is about."""
        return self.name

"""Editions of items, and the listings that each published edition makes."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models

from nuocheng.catalogue.lifecycle import LIFECYCLE
from nuocheng.catalogue.rules.content import DISPOSITION_TITLES, KIND_TITLES, Item, from_json
from nuocheng.journal.canonical import seal
from nuocheng.journal.files import CHAIN_COLUMNS, File, Record, in_lifecycle
from nuocheng.kernel.lifecycles import Lifecycle

#: The columns that are added up when the stock is counted.
COUNTED = (
    "unit",
    "version",
    "certificates",
    "cancelled",
    "shared",
    "checked",
    "pledgeable",
    "submitted",
    "excluded",
)


class Edition(File):
    """One edition (版本) of one item: its content is free while a draft, and fixed once in review.

    *content* is the canonical JSON of ``rules.content.Item``; *digest* is its SHA-256. The counts say how many
    certificates have which disposition. *takes_effect* is the day from which the edition holds (生效日期);
    *filed_as* is the number under which the Justice Bureau took it on file (备案号). *words* are what search
    finds it by.
    """

    later: ClassVar[frozenset[str]] = frozenset(
        {
            "unit",
            "yearly",
            "certificates",
            "cancelled",
            "shared",
            "checked",
            "submitted",
            "excluded",
            "takes_effect",
            "filed_as",
            "filed_at",
        }
    )
    derived: ClassVar[frozenset[str]] = frozenset({"words"})
    kind: ClassVar[str] = "edition"
    lifecycle: ClassVar[Lifecycle[Any]] = LIFECYCLE

    code = models.CharField("事项编码", max_length=40)
    version = models.PositiveIntegerField("版本")
    name = models.CharField("事项名称", max_length=200)
    item_kind = models.CharField("事项类型", max_length=16, choices=list(KIND_TITLES.items()))
    content = models.TextField("内容")
    digest = models.CharField("内容摘要值", max_length=64)
    pledgeable = models.PositiveIntegerField("可以承诺的证明数", default=0)
    unit = models.CharField("公共服务单位", max_length=60, default="", blank=True)
    yearly = models.PositiveIntegerField("每年办件量", default=0)
    certificates = models.PositiveIntegerField("证明数", default=0)
    cancelled = models.PositiveIntegerField("取消的证明数", default=0)
    shared = models.PositiveIntegerField("数据共享的证明数", default=0)
    checked = models.PositiveIntegerField("部门核查的证明数", default=0)
    submitted = models.PositiveIntegerField("要交的证明数", default=0)
    excluded = models.PositiveIntegerField("列入负面清单的证明数", default=0)
    editors = models.CharField("编制人账号", max_length=400, default="", blank=True)
    reviewed_by = models.CharField("审核人账号", max_length=40, default="", blank=True)
    reviewed_at = models.DateTimeField("审核时间", null=True)
    remark = models.CharField("退回或暂停的理由", max_length=400, default="", blank=True)
    published_at = models.DateTimeField("公布时间", null=True)
    takes_effect = models.DateField("生效日期", null=True)
    ended_at = models.DateTimeField("停用时间", null=True)
    filed_as = models.CharField("备案号", max_length=60, default="", blank=True)
    filed_at = models.DateTimeField("备案时间", null=True)
    words = models.TextField("检索字词", default="", blank=True)

    class Meta:
        constraints = [
            in_lifecycle(LIFECYCLE, "edition_state_known"),
            models.UniqueConstraint(fields=["code", "version"], name="edition_once"),
            models.UniqueConstraint(
                fields=["code"],
                condition=models.Q(state__in=["published", "suspended"]),
                name="edition_one_in_force",
                violation_error_message="同一事项只能有一个公布的版本",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "name", "reference"], name="edition_by_name"),
            models.Index(fields=["department", "state", "reference"], name="edition_by_department"),
            models.Index(fields=["state", "moved_at", "reference"], name="edition_by_move"),
            models.Index(fields=["department", "state", "moved_at", "reference"], name="edition_at_desk"),
            # The content lies before these columns in a row: what held on a day is told from the index alone.
            models.Index(
                fields=["code", "state", "takes_effect", "ended_at", "published_at"], name="edition_held"
            ),
            models.Index(fields=["filed_as", "published_at", "reference"], name="edition_to_file"),
            models.Index(fields=["filed_at", "reference"], name="edition_on_file"),
            # Everything the count of the stock adds up stands in this index: no row is read for it.
            models.Index(fields=["state", "department", "item_kind", *COUNTED], name="edition_stock"),
        ]

    def __str__(self) -> str:
        """Name the edition."""
        return f"{self.name} 第{self.version}版"

    def seal(self) -> str:
        """Return the digest of every column but the chain and the words of the search.

        The words are worked out from the content, which is sealed: they may be worked out anew at any time.
        """
        return seal(self, CHAIN_COLUMNS | self.derived)

    @property
    def says(self) -> Item:
        """Return what the edition says."""
        return from_json(json.loads(self.content))

    @property
    def edited_by(self) -> frozenset[str]:
        """Return the accounts that took part in the editing: none of them may review it."""
        return frozenset(self.editors.split())


class Listing(Record):
    """One certificate of one published edition: the row that lists, searches and counts read."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="listings")
    position = models.PositiveIntegerField("序号")
    key = models.CharField("证明代号", max_length=40)
    certificate = models.CharField("证明名称", max_length=200)
    disposition = models.CharField("处置", max_length=12, choices=list(DISPOSITION_TITLES.items()))
    issuer = models.CharField("开具单位", max_length=200, blank=True)
    basis = models.CharField("设定依据", max_length=400, blank=True)
    ground = models.CharField("不能承诺的情形", max_length=4, blank=True)
    reason = models.CharField("理由", max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="listing_once"),
        ]
        indexes = [models.Index(fields=["disposition", "certificate"], name="listing_by_disposition")]

    def __str__(self) -> str:
        """Name the listing."""
        return self.certificate

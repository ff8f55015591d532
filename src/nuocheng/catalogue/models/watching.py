"""What the watch reads and keeps: names and bases as published, laws and their changes, alerts."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models

from nuocheng.catalogue.lifecycle import ALERTS, STATUTES
from nuocheng.catalogue.models.edition import Edition
from nuocheng.catalogue.rules.content import DISPOSITION_TITLES
from nuocheng.journal.files import File, Record, in_lifecycle
from nuocheng.kernel.lifecycles import Lifecycle


class NameRole(models.TextChoices):
    """As what a name stands in an edition."""

    ITEM = "item", "事项"
    ASKED = "asked", "要的证明"
    ALIAS = "alias", "证明的别名"
    GIVEN = "given", "发的证件"


class ListedName(Record):
    """One name in one published edition, without signs: what look-ups by name read.

    Code, department and time stand here once more, so that a look-up touches one index and no edition.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="names")
    role = models.CharField("是什么的名称", max_length=8, choices=NameRole.choices)
    key = models.CharField("证明代号", max_length=40, blank=True)
    plain = models.CharField("名称（比对用）", max_length=200)
    name = models.CharField("名称", max_length=200)
    disposition = models.CharField(
        "处置", max_length=12, choices=list(DISPOSITION_TITLES.items()), blank=True
    )
    code = models.CharField("事项编码", max_length=40)
    department = models.CharField("单位", max_length=20)
    at = models.DateTimeField("公布时间")

    class Meta:
        indexes = [
            models.Index(fields=["plain", "role"], name="listed_name_by_name"),
            # In the order of their names, with what a page filters by behind: it reads no more than it shows.
            models.Index(
                fields=["department", "role", "plain", "id", "disposition"], name="listed_name_by_unit"
            ),
            models.Index(fields=["role", "plain", "id", "disposition"], name="listed_name_by_role"),
            models.Index(fields=["code", "role"], name="listed_name_by_code"),
        ]

    def __str__(self) -> str:
        """Name the name."""
        return self.name


class ListedBasis(Record):
    """One legal basis of one certificate of one published edition, by the law it names."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="bases")
    key = models.CharField("证明代号", max_length=40)
    certificate = models.CharField("证明名称", max_length=200)
    statute = models.CharField("依据（比对用）", max_length=200)
    title = models.CharField("依据名称", max_length=200)
    article = models.CharField("条款", max_length=100, blank=True)
    level = models.CharField("层级", max_length=40, blank=True)
    number = models.CharField("文号", max_length=100, blank=True)
    code = models.CharField("事项编码", max_length=40)
    department = models.CharField("单位", max_length=20)
    at = models.DateTimeField("公布时间")

    class Meta:
        indexes = [
            models.Index(fields=["statute", "department", "id"], name="listed_basis_by_statute"),
        ]

    def __str__(self) -> str:
        """Name the basis as people cite it."""
        return f"{self.title}{self.article}"


class Statute(File):
    """A law or document that certificates rest on (设定依据), and whether it still holds.

    *key* tells it from every other one (``rules.naming.statute_key``); *changed_on* is the day from which
    it is amended or repealed, *changed_at* when that was registered; *citation* is where it is written.
    """

    kind: ClassVar[str] = "statute"
    lifecycle: ClassVar[Lifecycle[Any]] = STATUTES

    key = models.CharField("依据（比对用）", max_length=200)
    title = models.CharField("名称", max_length=200)
    number = models.CharField("文号", max_length=100, default="", blank=True)
    level = models.CharField("层级", max_length=40, default="", blank=True)
    changed_on = models.DateField("变动日期", null=True)
    changed_at = models.DateTimeField("登记时间", null=True)
    citation = models.CharField("变动的出处", max_length=400, default="", blank=True)
    change = models.CharField("变动的内容", max_length=400, default="", blank=True)
    successor = models.CharField("代替它的", max_length=200, default="", blank=True)

    class Meta:
        constraints = [
            in_lifecycle(STATUTES, "statute_state_known"),
            models.UniqueConstraint(fields=["key"], name="statute_once"),
        ]
        indexes = [
            models.Index(fields=["state", "title", "reference"], name="statute_by_state"),
            models.Index(fields=["title", "reference"], name="statute_by_title"),
        ]

    def __str__(self) -> str:
        """Name the law."""
        return self.title


class BasisReview(Record):
    """An editor's word that a certificate still stands after its law changed (复核确认)."""

    statute = models.ForeignKey(Statute, on_delete=models.PROTECT, related_name="reviews")
    edition = models.CharField("目录版本", max_length=48)
    key = models.CharField("证明代号", max_length=40)
    changed_on = models.DateField("针对哪天的变动")
    reason = models.CharField("理由", max_length=400)
    by = models.CharField("谁复核的", max_length=40)
    at = models.DateTimeField("复核时间")

    class Meta:
        indexes = [
            models.Index(fields=["statute", "edition", "key", "changed_on"], name="basis_review_by_what")
        ]

    def __str__(self) -> str:
        """Name the review by its edition and certificate."""
        return f"{self.edition} {self.key}"


class Topic(models.TextChoices):
    """What an alert is about."""

    RETURNED = "returned", "边减边增"
    CIRCULAR = "circular", "循环证明"


class Alert(File):
    """Something the watch came upon (监测发现) that somebody must look at and settle with a reason.

    *about* tells it from every other one; *evidence* is canonical JSON, *digest* its SHA-256: when the
    evidence changes, a settled alert is open again.
    """

    kind: ClassVar[str] = "alert"
    lifecycle: ClassVar[Lifecycle[Any]] = ALERTS

    topic = models.CharField("类别", max_length=12, choices=Topic.choices)
    about = models.CharField("对象", max_length=300)
    code = models.CharField("事项编码", max_length=40, default="", blank=True)
    edition = models.CharField("目录版本", max_length=48, default="", blank=True)
    title = models.CharField("标题", max_length=400)
    evidence = models.TextField("证据")
    digest = models.CharField("证据摘要值", max_length=64)
    units = models.CharField("涉及的单位", max_length=400, default="", blank=True)
    reason = models.CharField("说明", max_length=400, default="", blank=True)
    settled_by = models.CharField("谁说明的", max_length=40, default="", blank=True)
    settled_at = models.DateTimeField("说明时间", null=True)

    class Meta:
        constraints = [
            in_lifecycle(ALERTS, "alert_state_known"),
            models.UniqueConstraint(fields=["about"], name="alert_once"),
        ]
        indexes = [
            models.Index(fields=["topic", "state", "moved_at", "reference"], name="alert_by_topic"),
            models.Index(fields=["department", "topic", "state", "moved_at"], name="alert_by_department"),
            models.Index(fields=["code", "state"], name="alert_by_code"),
        ]

    def __str__(self) -> str:
        """Name the alert."""
        return self.title

    @property
    def says(self) -> dict[str, Any]:
        """Return the evidence."""
        said: dict[str, Any] = json.loads(self.evidence)
        return said

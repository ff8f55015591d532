"""Tables of the law: provisions with their citations and dates, the calendar, and the stamp of their state."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

NATION = "CN"


class Kind(models.TextChoices):
    """What a provision settles."""

    TERM = "term", "期限"
    WORDING = "wording", "文字"
    MEASURE = "measure", "处理措施"
    GROUND = "ground", "情形"
    WINDOW = "window", "公示期"
    REMEDY = "remedy", "救济"
    SWITCH = "switch", "开关"
    CODE = "code", "代码"


class Evidence(models.TextChoices):
    """How well the provision is known; only what was read word for word is called law."""

    LAW = "L", "法条原文已核对"
    PAGE = "P", "见于公开网页，原文待核对"
    SEED = "S", "实施方案原文"
    RECALLED = "R", "凭一般了解，待核对"
    DESIGN = "G", "系统预设，可以改"


class Provision(models.Model):
    """One rule of law as data, in force in a jurisdiction from *since* until *until* (exclusive).

    *borrowed* marks a rule of another place that is used here as a preset only: it binds nobody here.
    """

    jurisdiction = models.CharField("适用地区", max_length=12)
    key = models.CharField("名称", max_length=80)
    kind = models.CharField("种类", max_length=8, choices=Kind)
    title = models.CharField("标题", max_length=80)
    value = models.JSONField("内容")
    citation_document = models.CharField("依据", max_length=120)
    citation_clause = models.CharField("条款", max_length=60, blank=True)
    quote = models.TextField("原文", blank=True)
    evidence = models.CharField("可信程度", max_length=1, choices=Evidence)
    borrowed = models.BooleanField("借用外地规定", default=False)
    since = models.DateField("自何日起")
    until = models.DateField("至何日止", null=True, blank=True)

    class Meta:
        ordering = ("jurisdiction", "key", "since")
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "key", "since"],
                name="provision_once_a_day",
                violation_error_message="同一地区的同一规定，同一天只能有一条",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="provision_ends_after_it_begins",
                violation_error_message="终止日期要晚于起始日期",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="provision_kind_known"),
            models.CheckConstraint(
                condition=Q(evidence__in=Evidence.values), name="provision_evidence_known"
            ),
            models.CheckConstraint(
                condition=~Q(evidence__in=["L", "S"]) | ~Q(quote=""),
                name="provision_read_has_its_quote",
                violation_error_message="标为原文的，要写上原文",
            ),
        ]

    def __str__(self) -> str:
        """Name the provision by its title and place."""
        return f"{self.title}（{self.jurisdiction}）"


class CalendarYear(models.Model):
    """A year of the calendar: settled once the State Council's notice is loaded, an estimate until then."""

    year = models.PositiveSmallIntegerField("年份", primary_key=True)
    official = models.BooleanField("已有国务院通知")
    source = models.CharField("来源", max_length=120)

    def __str__(self) -> str:
        """Name the year."""
        return f"{self.year}年"


class CalendarDay(models.Model):
    """A day that is worked or not against the rule of Monday to Friday."""

    date = models.DateField("日期", primary_key=True)
    working = models.BooleanField("上班")
    name = models.CharField("名称", max_length=60)
    source = models.CharField("来源", max_length=120)
    provisional = models.BooleanField("暂定")

    class Meta:
        ordering = ("date",)

    def __str__(self) -> str:
        """Name the day."""
        return f"{self.date:%Y-%m-%d} {self.name}"


class LawVersion(models.Model):
    """One row whose stamp changes with every change of the law, so that readers know when to read again.

    A random stamp and not a counter: a counter that is rolled back and counts up again would make a
    stale copy look fresh.
    """

    stamp = models.CharField("版本", max_length=32)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="law_version_is_one_row")]

    def __str__(self) -> str:
        """Show the stamp."""
        return self.stamp

    @classmethod
    def renew(cls) -> None:
        """Record that the law has changed; call it in the transaction that changed it."""
        cls.objects.update_or_create(id=1, defaults={"stamp": uuid4().hex})

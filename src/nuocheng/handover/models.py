"""Tables of the platforms that data is handed to (接收平台), of what was handed over, and of how it was reconciled."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuocheng.journal.files import new_id

PUSH, PACKET = "push", "packet"
WAYS = ((PUSH, "用接口发"), (PACKET, "导出文件，人工送"))
NONE, MASKED, FULL = "none", "masked", "full"
IDENTITIES = (
    (NONE, "不带申请人"),
    (MASKED, "带姓名，证件号遮盖"),
    (FULL, "带姓名和完整证件号"),
)
WAITING, HELD, SENT, ACCEPTED, REFUSED = "waiting", "held", "sent", "accepted", "refused"
ROW_STATES = (
    (WAITING, "等着报"),
    (HELD, "内容不全，没有报"),
    (SENT, "已报，等回执"),
    (ACCEPTED, "对方已收"),
    (REFUSED, "对方退回"),
)
READY, GONE, SETTLED, PARKED = "ready", "gone", "settled", "parked"
CONSIGNMENT_STATES = (
    (READY, "等着送"),
    (GONE, "已送，等回执"),
    (SETTLED, "回执齐了"),
    (PARKED, "送不出去，已搁置"),
)


class Destination(models.Model):
    """A platform that data is handed to (接收平台): how it is reached, and how much it may know of people."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField("平台名称", max_length=60, unique=True)
    way = models.CharField("怎么送", max_length=8, choices=WAYS)
    url = models.CharField("接口地址", max_length=300, blank=True)
    tables = models.CharField("报哪些表", max_length=100)
    region = models.CharField("行政区划代码", max_length=12)
    identity = models.CharField("带不带申请人", max_length=8, choices=IDENTITIES, default=NONE)
    identity_basis = models.CharField("带申请人的依据", max_length=200, blank=True)
    codes = models.TextField("单位代码对照", blank=True)
    names = models.TextField("字段对照", blank=True)
    live = models.BooleanField("启用", default=True)
    why_off = models.CharField("停用原因", max_length=120, blank=True)
    salt = models.CharField(max_length=32)
    fingerprint = models.CharField(max_length=64)
    mark = models.CharField("变动读到", max_length=24, blank=True)
    count = models.PositiveIntegerField("已编的批次", default=0)
    failures = models.PositiveIntegerField("连续失败次数", default=0)
    rests_until = models.DateTimeField("暂歇到", null=True, blank=True)
    arrived_at = models.DateTimeField("最近一次送到", null=True, blank=True)
    made_by = models.CharField("设立人", max_length=64)
    made_at = models.DateTimeField("设立时间")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        """Name the platform."""
        return self.name


class Consignment(models.Model):
    """One batch (报送批次) of rows of one table: its bytes stay the same however often it is sent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    destination = models.ForeignKey(Destination, on_delete=models.CASCADE, related_name="consignments")
    number = models.PositiveIntegerField("批次号")
    table = models.CharField("表", max_length=24)
    content = models.BinaryField("内容")
    digest = models.CharField("摘要值", max_length=64)
    many = models.PositiveIntegerField("行数")
    state = models.CharField("状态", max_length=8, choices=CONSIGNMENT_STATES, default=READY)
    receipt = models.CharField("回执号", max_length=64, blank=True)
    accepted = models.PositiveIntegerField("对方收了", default=0)
    refused = models.PositiveIntegerField("对方退回", default=0)
    tries = models.PositiveIntegerField("送过几次", default=0)
    due_at = models.DateTimeField("下次送")
    said = models.CharField("对方的答复", max_length=200, blank=True)
    made_at = models.DateTimeField("编成时间")
    settled_at = models.DateTimeField("了结时间", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["destination", "number"], name="consignment_one_number"),
            models.CheckConstraint(
                condition=models.Q(state__in=[READY, GONE, SETTLED, PARKED]), name="consignment_state_known"
            ),
        ]
        indexes = [
            models.Index(fields=["destination", "-number"], name="consignment_listed"),
            models.Index(
                fields=["destination", "due_at"],
                name="consignment_due",
                condition=models.Q(state__in=[READY, GONE]),
            ),
            models.Index(fields=["settled_at"], name="consignment_settled"),
        ]

    def __str__(self) -> str:
        """Name the batch."""
        return f"第{self.number}批"


class Handed(models.Model):
    """What one platform knows of one file (报送记录): the version and digest it was last handed, and its answer."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    destination = models.ForeignKey(Destination, on_delete=models.CASCADE, related_name="handed")
    table = models.CharField("表", max_length=24)
    key = models.CharField("编号", max_length=48)
    version = models.PositiveIntegerField("版本", default=0)
    digest = models.CharField("摘要值", max_length=64, blank=True)
    state = models.CharField("状态", max_length=8, choices=ROW_STATES, default=WAITING)
    why = models.CharField("原因", max_length=400, blank=True)
    consignment = models.ForeignKey(
        Consignment, on_delete=models.SET_NULL, null=True, blank=True, related_name="rows"
    )
    day = models.DateField("哪天报的", null=True, blank=True)
    changed_at = models.DateTimeField("最近变化")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["destination", "table", "key"], name="handed_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[WAITING, HELD, SENT, ACCEPTED, REFUSED]),
                name="handed_state_known",
            ),
        ]
        indexes = [
            models.Index(fields=["destination", "state", "table", "id"], name="handed_by_state"),
            models.Index(fields=["destination", "table", "day"], name="handed_by_day"),
        ]

    def __str__(self) -> str:
        """Name the row by its file."""
        return f"{self.table} {self.key}"


class Reconciliation(models.Model):
    """How what we handed over on a day compares with what the platform says it holds (对账).

    It is there from the moment the first row of the day is packed, and *open* until both sides were compared: so
    what is left to compare is found without looking at all that was ever handed over.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    destination = models.ForeignKey(Destination, on_delete=models.CASCADE, related_name="reconciliations")
    table = models.CharField("表", max_length=24)
    day = models.DateField("哪天报的")
    at = models.DateTimeField("对账时间")
    ours = models.PositiveIntegerField("我们报了", default=0)
    theirs = models.PositiveIntegerField("对方有", default=0)
    missing = models.PositiveIntegerField("对方缺", default=0)
    differing = models.PositiveIntegerField("内容不同", default=0)
    strange = models.PositiveIntegerField("对方多", default=0)
    strangers = models.TextField("对方多出来的编号", blank=True)
    said = models.CharField("没对成的原因", max_length=200, blank=True)
    open = models.BooleanField("还要对", default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["destination", "table", "day"], name="reconciliation_once"),
        ]
        indexes = [
            models.Index(
                fields=["destination", "day", "table"],
                condition=models.Q(open=True),
                name="reconciliation_open",
            ),
        ]

    def __str__(self) -> str:
        """Name it by its day."""
        return f"{self.day} {self.table}"

    @property
    def agrees(self) -> bool:
        """Say whether both sides hold the same."""
        return not (self.open or self.missing or self.differing or self.strange)

"""Tables of subscribers (订阅方) and what is sent to them; of portals (接入平台) and the tickets they were given."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models

from nuocheng.journal.files import new_id

WAITING, SENT, PARKED = "waiting", "sent", "parked"
STATES = ((WAITING, "等着发"), (SENT, "已送到"), (PARKED, "发不出去，已搁置"))


class Subscriber(models.Model):
    """Another system that is told what happens: where, about what, and how it knows that it is us."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField("平台名称", max_length=60)
    url = models.CharField("接收地址", max_length=300)
    department = models.CharField("单位", max_length=20, blank=True)
    wanted = models.TextField("要哪些变动")
    live = models.BooleanField("启用", default=True)
    why_off = models.CharField("停用原因", max_length=120, blank=True)
    salt = models.CharField(max_length=32)
    fingerprint = models.CharField(max_length=64)
    old_salt = models.CharField(max_length=32, blank=True)
    old_until = models.DateTimeField(null=True, blank=True)
    made_by = models.CharField("设立人", max_length=64)
    made_at = models.DateTimeField("设立时间")
    failures = models.PositiveIntegerField("连续失败次数", default=0)
    rests_until = models.DateTimeField("暂歇到", null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        """Name the subscriber."""
        return self.name

    def wants(self, kind: str, verb: str, department: str) -> bool:
        """Say whether this is to be told: by kind or verb, and by the department in charge."""
        chosen = self.wanted.split()
        return (kind in chosen or verb in chosen) and self.department in {"", department}


class Dispatch(models.Model):
    """One message to one subscriber; its id and its body stay the same however often it is sent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="dispatches")
    place = models.BigIntegerField("变动位置")
    kind = models.CharField("卷宗种类", max_length=24)
    subject = models.CharField("卷宗编号", max_length=48)
    verb = models.CharField("行为", max_length=48)
    body = models.TextField("内容")
    state = models.CharField("状态", max_length=8, choices=STATES, default=WAITING)
    due_at = models.DateTimeField("下次发送")
    tries = models.PositiveIntegerField("发过几次", default=0)
    said = models.CharField("对方的答复", max_length=120, blank=True)
    made_at = models.DateTimeField("登记时间")
    done_at = models.DateTimeField("了结时间", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscriber", "place"], name="dispatch_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[WAITING, SENT, PARKED]), name="dispatch_state_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["subscriber", "place"], name="dispatch_waiting", condition=models.Q(state=WAITING)
            ),
            models.Index(
                fields=["subscriber", "kind", "subject", "place"],
                name="dispatch_in_order",
                condition=models.Q(state=WAITING),
            ),
            models.Index(fields=["subscriber", "state", "id"], name="dispatch_listed"),
            models.Index(fields=["done_at"], name="dispatch_done", condition=models.Q(state=SENT)),
        ]

    def __str__(self) -> str:
        """Name the message."""
        return f"{self.verb} {self.subject} → {self.subscriber_id}"


class FeedMark(models.Model):
    """How far the journal is settled, and how far it was laid out for subscribers; one row."""

    name = models.CharField(primary_key=True, max_length=12, default="outbox")
    settled = models.BigIntegerField("已定到", default=0)
    laid_out = models.BigIntegerField("已分发到", default=0)

    def __str__(self) -> str:
        """Name the mark."""
        return f"{self.name} {self.laid_out}/{self.settled}"


class Portal(models.Model):
    """An existing platform (接入平台) that sends people in: from which pages, whither back, and whose word it gives."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField("平台名称", max_length=30)
    account = models.CharField("接口账号", max_length=40, unique=True)
    origins = models.TextField("哪些网站可以嵌入", blank=True)
    returns = models.TextField("办完回到哪里")
    issuer = models.CharField("身份凭证的签发方", max_length=200, unique=True)
    keys = models.TextField("验签公钥")
    assurance = models.CharField("最高可信等级", max_length=16)
    live = models.BooleanField("启用", default=True)
    made_by = models.CharField("设立人", max_length=64)
    made_at = models.DateTimeField("设立时间")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        """Name the portal."""
        return self.name


class Ticket(models.Model):
    """One way in (入口票): for one person and one item, from one portal's page, used once, and soon over.

    Its secret is known by its digest only; *until* is when it has to be opened by, *ended_at* when the journey that
    it opened was over.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    portal = models.ForeignKey(Portal, on_delete=models.PROTECT, related_name="tickets")
    digest = models.CharField("入口摘要值", max_length=64)
    account = models.CharField("申请人账号", max_length=40)
    item = models.CharField("事项编码", max_length=40)
    origin = models.CharField("嵌在哪个网站", max_length=200, blank=True)
    back = models.CharField("办完回到", max_length=500)
    assurance = models.CharField("身份可信等级", max_length=16)
    in_window = models.BooleanField("在整个窗口里办", default=False)
    made_at = models.DateTimeField("签发时间")
    until = models.DateTimeField("打开的时限", db_index=True)
    opened_at = models.DateTimeField("打开时间", null=True)
    session = models.CharField("会话", max_length=40, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        indexes = [models.Index(fields=["portal", "made_at"], name="ticket_of_portal")]

    def __str__(self) -> str:
        """Name the ticket without saying it."""
        return str(self.id)

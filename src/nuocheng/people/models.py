"""Tables of departments, accounts, posts held over time, and keys for machines."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from nuocheng.kernel.occasion import ROLE_TITLES, Role

ROLES = [(str(role), title) for role, title in ROLE_TITLES.items()]


class Department(models.Model):
    """A department or unit (单位); public-service units hang under the one that leads them."""

    code = models.CharField("单位代码", max_length=20, primary_key=True)
    name = models.CharField("单位名称", max_length=60, unique=True)
    short = models.CharField("简称", max_length=20)
    mark = models.CharField("机关代字", max_length=12)
    parent = models.ForeignKey(
        "self", verbose_name="主管单位", on_delete=models.PROTECT, null=True, blank=True
    )
    phone = models.CharField("电话", max_length=20, blank=True)
    address = models.CharField("地址", max_length=120, blank=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        """Name the department."""
        return self.name


class AccountManager(BaseUserManager["Account"]):
    """Make accounts with their passwords hashed."""

    def create(self, username: str = "", password: str | None = None, **fields: Any) -> Account:
        """Create an account; without a password nobody can sign in to it."""
        account = self.model(username=username, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who can sign in: an applicant, or a member of staff.

    *sign_in_phone* opens the account with a code sent to it; it is set at the window or by a province's sign-on, never
    by a form that only asks where letters should go. *recognised_at* and the two after it tell of the last real-name
    check.
    """

    username = models.CharField("账号", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=60)
    number = models.CharField("身份证号或统一社会信用代码", max_length=18, blank=True, db_index=True)
    phone = models.CharField("手机号", max_length=20, blank=True)
    address = models.CharField("联系地址", max_length=120, blank=True)
    email = models.CharField("邮箱", max_length=120, blank=True, default="")
    wants_texts = models.BooleanField("收短信", default=True)
    sign_in_phone = models.CharField("登录手机号", max_length=20, blank=True, default="", db_index=True)
    recognised_at = models.DateTimeField("核验身份时间", null=True, blank=True)
    recognised_how = models.CharField("核验身份方式", max_length=24, blank=True, default="")
    assurance = models.CharField("身份可信等级", max_length=16, blank=True, default="")
    is_active = models.BooleanField("可以登录", default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[AccountManager] = AccountManager()

    def __str__(self) -> str:
        """Name the account."""
        return self.name


class PostHeld(models.Model):
    """A post (岗位) held by an account from a day, until a day if it ended."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField("岗位", max_length=20, choices=ROLES)
    department = models.ForeignKey(
        Department, verbose_name="单位", on_delete=models.PROTECT, null=True, blank=True
    )
    since = models.DateField("任职日期")
    until = models.DateField("离任日期", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=[str(role) for role in Role]), name="post_role_known"
            ),
        ]

    def __str__(self) -> str:
        """Name the post and who holds it."""
        return f"{self.account} {self.get_role_display()}"


class MachineKey(models.Model):
    """A key with which a machine acts for an account; only its digest is kept."""

    digest = models.CharField("密钥摘要", max_length=64, primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT)
    label = models.CharField("用途", max_length=60)
    made_at = models.DateTimeField("生成时间")
    ended_at = models.DateTimeField("停用时间", null=True, blank=True)

    def __str__(self) -> str:
        """Name the key by what it is for."""
        return self.label


class Recognition(models.Model):
    """One sign-in (登录记录): who was recognised, by whom, how surely, when; written once and never changed.

    *trip* is the digest of what makes one way to the provider and back unique, so that no answer of it counts twice;
    *agent* the person who signed in for an organisation.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="recognitions")
    how = models.CharField("登录方式", max_length=24)
    assurance = models.CharField("身份可信等级", max_length=16)
    at = models.DateTimeField("登录时间")
    issuer = models.CharField("认证方", max_length=200, blank=True)
    subject = models.CharField("认证方的编号", max_length=255, blank=True)
    trip = models.CharField("往返摘要值", max_length=64, null=True, unique=True)
    agent = models.CharField("经办人", max_length=60, blank=True)
    agent_number = models.CharField("经办人身份证号", max_length=18, blank=True)

    class Meta:
        indexes = [models.Index(fields=["account", "-at"], name="recognition_by_account")]

    def __str__(self) -> str:
        """Name the sign-in by its way."""
        return f"{self.how}（{self.assurance}）"


class PhoneCode(models.Model):
    """One code (校验码) sent to one mobile number; only its digest is kept, and only for a day."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    phone = models.CharField("手机号", max_length=20)
    digest = models.CharField("校验码摘要值", max_length=64)
    made_at = models.DateTimeField("发送时间", db_index=True)
    tries = models.PositiveSmallIntegerField("试过几次", default=0)
    proven_at = models.DateTimeField("答对时间", null=True)
    used_at = models.DateTimeField("用掉时间", null=True)

    def __str__(self) -> str:
        """Name the code without saying it."""
        return str(self.id)


class Allowance(models.Model):
    """How often something was done from somewhere since a moment (次数限制); *key* is a digest, never a number."""

    key = models.CharField("谁的什么", max_length=80, primary_key=True)
    since = models.DateTimeField("从哪一刻起", db_index=True)
    count = models.PositiveIntegerField("做过几次", default=0)

    def __str__(self) -> str:
        """Say how often."""
        return f"{self.count}"

"""Tables of departments, accounts, posts held over time, and keys for machines."""

from __future__ import annotations

from typing import Any, ClassVar

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
    """Somebody who can sign in: an applicant, or a member of staff."""

    username = models.CharField("账号", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=60)
    number = models.CharField("身份证号或统一社会信用代码", max_length=18, blank=True, db_index=True)
    phone = models.CharField("手机号", max_length=20, blank=True)
    address = models.CharField("联系地址", max_length=120, blank=True)
    email = models.CharField("邮箱", max_length=120, blank=True, default="")
    wants_texts = models.BooleanField("收短信", default=True)
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

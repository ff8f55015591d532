"""A department's own registers."""

from __future__ import annotations

from django.db import models


class RegisterRow(models.Model):
    """A row of a department's own register (部门台账), loaded from CSV and replaced as a whole."""

    register = models.CharField("台账", max_length=60)
    department = models.CharField("所属单位", max_length=20)
    number = models.CharField("号码", max_length=18)
    name = models.CharField("名称", max_length=100)
    fields = models.JSONField("字段")
    as_of = models.DateField("数据日期")

    class Meta:
        indexes = [models.Index(fields=["register", "number"], name="register_by_number")]

    def __str__(self) -> str:
        """Name the row by its register and number."""
        return f"{self.register} {self.name}"

"""How often pledges of each certificate were found untrue, counted anew every night so that no page has to count."""

from __future__ import annotations

from django.db import models


class RiskTally(models.Model):
    """Of one department and certificate: how many were checked, how many untrue; no certificate means all of them."""

    department = models.CharField("单位", max_length=20)
    certificate = models.CharField("证明名称", max_length=200, blank=True)
    checked = models.PositiveIntegerField("查过几项")
    untrue = models.PositiveIntegerField("几项不实")
    as_of = models.DateTimeField("截至")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["department", "certificate"], name="risk_tally_once"),
        ]

    def __str__(self) -> str:
        """Name the tally by its certificate."""
        return f"{self.department} {self.certificate}"

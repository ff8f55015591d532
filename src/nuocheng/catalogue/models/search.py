"""What search and lists read: copies of editions in force, kept in step by the database itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from nuocheng.catalogue.models.edition import Edition, Listing
from nuocheng.catalogue.rules.content import DISPOSITION_TITLES, KIND_TITLES, Disposition


class ItemInForce(models.Model):
    """One edition in force as search and lists read it; *place* says where it stands, the first one smallest.

    Triggers write it (``models.in_step``), nobody else: an edition that comes into force is here at once, and
    one that leaves is gone at once. *names* holds the grams of the item's own names, *words* all others.
    """

    place = models.BigAutoField("次序", primary_key=True)
    number = models.BigIntegerField("流水号", unique=True)
    edition = models.OneToOneField(
        Edition, on_delete=models.DO_NOTHING, db_constraint=False, related_name="in_force"
    )
    code = models.CharField("事项编码", max_length=40)
    name = models.CharField("事项名称", max_length=200)
    department = models.CharField("主办单位", max_length=20)
    item_kind = models.CharField("事项类型", max_length=16, choices=list(KIND_TITLES.items()))
    pledgeable = models.PositiveIntegerField("现在可以承诺的证明数")
    names = models.TextField("事项名称的字词")
    words = models.TextField("其他字词")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["department", "place"], name="in_force_by_department"),
            models.Index(fields=["item_kind", "place"], name="in_force_by_kind"),
            models.Index(fields=["department", "item_kind", "place"], name="in_force_by_both"),
        ]

    def __str__(self) -> str:
        """Name the item."""
        return self.name


class CertificateName(models.Model):
    """A name under which certificates are asked for, or were once; *folded* is what makes two names one."""

    folded = models.CharField("归一名称", max_length=200, unique=True)
    name = models.CharField("证明名称", max_length=200)
    names = models.TextField("名称的字词")
    words = models.TextField("读音的字词")

    def __str__(self) -> str:
        """Return the name itself."""
        return self.name


class ListingInForce(models.Model):
    """One certificate of an edition in force under one of its names; triggers write it, nobody else."""

    listing = models.ForeignKey(
        Listing, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="in_force"
    )
    edition = models.ForeignKey(
        Edition, on_delete=models.DO_NOTHING, db_constraint=False, related_name="listings_in_force"
    )
    asked = models.ForeignKey(
        CertificateName,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="listings",
    )
    place = models.BigIntegerField("事项的次序")
    certificate = models.CharField("证明名称", max_length=200)
    department = models.CharField("主办单位", max_length=20)
    disposition = models.CharField("处置", max_length=12, choices=list(DISPOSITION_TITLES.items()))
    ground = models.CharField("不能承诺的情形", max_length=4)
    is_alias = models.BooleanField("是别名")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["listing", "asked"], name="listing_in_force_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["asked", "place", "id"], name="asked_in_force"),
            models.Index(
                fields=["ground", "certificate", "id"],
                name="excluded_in_force",
                condition=models.Q(disposition=Disposition.SUBMIT, is_alias=False) & ~models.Q(ground=""),
            ),
        ]

    def __str__(self) -> str:
        """Name the certificate."""
        return self.certificate

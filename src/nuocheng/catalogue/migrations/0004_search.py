"""Copies of what is in force, for search and lists; the triggers that fill them come last, in 0010_in_step."""

import django.db.models.deletion
from django.db import migrations, models

from nuocheng.catalogue.rules.content import DISPOSITION_TITLES, KIND_TITLES


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_core")]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="words",
            field=models.TextField(blank=True, default="", verbose_name="检索字词"),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                fields=["department", "state", "moved_at", "reference"], name="edition_at_desk"
            ),
        ),
        migrations.CreateModel(
            name="CertificateName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("folded", models.CharField(max_length=200, unique=True, verbose_name="归一名称")),
                ("name", models.CharField(max_length=200, verbose_name="证明名称")),
                ("names", models.TextField(verbose_name="名称的字词")),
                ("words", models.TextField(verbose_name="读音的字词")),
            ],
        ),
        migrations.CreateModel(
            name="ItemInForce",
            fields=[
                (
                    "place",
                    models.BigAutoField(primary_key=True, serialize=False, verbose_name="次序"),
                ),
                ("number", models.BigIntegerField(unique=True, verbose_name="流水号")),
                ("code", models.CharField(max_length=40, verbose_name="事项编码")),
                ("name", models.CharField(max_length=200, verbose_name="事项名称")),
                ("department", models.CharField(max_length=20, verbose_name="主办单位")),
                (
                    "item_kind",
                    models.CharField(
                        choices=list(KIND_TITLES.items()), max_length=16, verbose_name="事项类型"
                    ),
                ),
                ("pledgeable", models.PositiveIntegerField(verbose_name="现在可以承诺的证明数")),
                ("names", models.TextField(verbose_name="事项名称的字词")),
                ("words", models.TextField(verbose_name="其他字词")),
                (
                    "edition",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="in_force",
                        to="catalogue.edition",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["department", "place"], name="in_force_by_department"),
                    models.Index(fields=["item_kind", "place"], name="in_force_by_kind"),
                    models.Index(fields=["department", "item_kind", "place"], name="in_force_by_both"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ListingInForce",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.BigIntegerField(verbose_name="事项的次序")),
                ("certificate", models.CharField(max_length=200, verbose_name="证明名称")),
                ("department", models.CharField(max_length=20, verbose_name="主办单位")),
                (
                    "disposition",
                    models.CharField(
                        choices=list(DISPOSITION_TITLES.items()), max_length=12, verbose_name="处置"
                    ),
                ),
                ("ground", models.CharField(max_length=4, verbose_name="不能承诺的情形")),
                ("is_alias", models.BooleanField(verbose_name="是别名")),
                (
                    "asked",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="listings",
                        to="catalogue.certificatename",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="listings_in_force",
                        to="catalogue.edition",
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="in_force",
                        to="catalogue.listing",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["asked", "place", "id"], name="asked_in_force"),
                    models.Index(
                        condition=models.Q(
                            ("disposition", "submit"),
                            ("is_alias", False),
                            models.Q(("ground", ""), _negated=True),
                        ),
                        fields=["ground", "certificate", "id"],
                        name="excluded_in_force",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("listing", "asked"), name="listing_in_force_once")
                ],
            },
        ),
    ]

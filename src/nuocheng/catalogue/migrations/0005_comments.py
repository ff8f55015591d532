"""Review comments on editions, and their answers."""

import django.db.models.deletion
from django.db import migrations, models

import nuocheng.journal.files


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_search")]

    operations = [
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nuocheng.journal.files.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                        verbose_name="内部编号",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="序号")),
                ("anchor", models.CharField(max_length=120, verbose_name="位置")),
                ("quoted", models.TextField(blank=True, verbose_name="当时的内容")),
                ("digest", models.CharField(max_length=64, verbose_name="当时的内容摘要值")),
                ("text", models.CharField(max_length=400, verbose_name="意见")),
                ("written_by", models.CharField(max_length=40, verbose_name="意见人账号")),
                ("written_at", models.DateTimeField(verbose_name="写意见的时间")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="catalogue.edition",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CommentAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nuocheng.journal.files.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                        verbose_name="内部编号",
                    ),
                ),
                ("text", models.CharField(max_length=400, verbose_name="答复")),
                ("written_by", models.CharField(max_length=40, verbose_name="答复人账号")),
                ("written_at", models.DateTimeField(verbose_name="答复时间")),
                (
                    "comment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="catalogue.comment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.UniqueConstraint(fields=("edition", "number"), name="comment_once"),
        ),
    ]

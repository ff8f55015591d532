"""A report tells of the regulations that a department made (四（三）: 建立的制度和规范)."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("oversight", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="report",
            name="regulations",
            field=models.TextField(blank=True, default="", verbose_name="建立的制度和规范"),
            preserve_default=False,
        ),
    ]

"""Indexes for the catalogue as it was on any day, and for the Justice Bureau's register."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0008_watch")]

    operations = [
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                fields=["code", "state", "takes_effect", "ended_at", "published_at"], name="edition_held"
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(fields=["filed_as", "published_at", "reference"], name="edition_to_file"),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(fields=["filed_at", "reference"], name="edition_on_file"),
        ),
    ]

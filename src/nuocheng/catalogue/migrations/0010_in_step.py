"""The triggers that keep search and lists in step, and the words of the editions that came before them."""

import json

from django.db import migrations

from nuocheng.catalogue.models import in_step
from nuocheng.catalogue.queries.grams import words_of
from nuocheng.catalogue.rules.content import from_json


def fill(apps, editor):
    """Work out the words of every edition; the triggers do the rest."""
    editions, units = apps.get_model("catalogue", "Edition"), apps.get_model("people", "Department")
    names = {code: (name, short) for code, name, short in units.objects.values_list("code", "name", "short")}
    waiting = list(editions.objects.filter(words="").values_list("pk", flat=True))
    for start in range(0, len(waiting), 200):
        rows = editions.objects.filter(pk__in=waiting[start : start + 200])
        for reference, department, content in list(rows.values_list("pk", "department", "content")):
            words = words_of(from_json(json.loads(content)), names.get(department, ()))
            editions.objects.filter(pk=reference).update(words=words)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0009_history"), ("people", "0001_initial")]

    operations = [
        migrations.RunPython(in_step.index, migrations.RunPython.noop),
        migrations.RunPython(in_step.put, in_step.lift),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]

"""The bytes of certificates are kept by their digest: those handed in before are copied there (ADR 0017).

The old column stays as it is until the next release drops it; seals do not change either way.
"""

from django.db import migrations, models

COPY = """
    INSERT INTO holdings_blob (digest, content)
    SELECT digest, content FROM cases_material WHERE length(content) > 0
    ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_drafts'),
        ('holdings', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='material',
            name='content',
            field=models.BinaryField(default=b'', verbose_name='内容'),
        ),
        migrations.RunSQL(COPY, migrations.RunSQL.noop),
    ]

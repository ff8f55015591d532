"""The bytes of photographs are kept by their digest: those taken before are copied there (ADR 0017).

The old column stays as it is until the next release drops it; seals do not change either way.
"""

from django.db import migrations, models

COPY = """
    INSERT INTO holdings_blob (digest, content)
    SELECT digest, content FROM verification_photo WHERE length(content) > 0
    ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):

    dependencies = [
        ('verification', '0003_known_before'),
        ('holdings', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='photo',
            name='content',
            field=models.BinaryField(default=b'', verbose_name='内容'),
        ),
        migrations.RunSQL(COPY, migrations.RunSQL.noop),
    ]

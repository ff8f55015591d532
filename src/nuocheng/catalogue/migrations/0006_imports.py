
import django.db.models.deletion
import nuocheng.journal.files
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0005_comments'),
    ]

    operations = [
        migrations.CreateModel(
            name='Import',
            fields=[
                ('reference', models.CharField(max_length=48, primary_key=True, serialize=False, verbose_name='编号')),
                ('department', models.CharField(blank=True, default='', max_length=20, verbose_name='主办单位')),
                ('party', models.CharField(blank=True, default='', max_length=18, verbose_name='当事人号码')),
                ('state', models.CharField(max_length=24, verbose_name='状态')),
                ('token', models.CharField(default=nuocheng.journal.files.new_token, editable=False, max_length=32, verbose_name='查验凭据')),
                ('opened_at', models.DateTimeField(verbose_name='开立时间')),
                ('moved_at', models.DateTimeField(verbose_name='最近办理时间')),
                ('entries', models.PositiveIntegerField(default=0, verbose_name='记录条数')),
                ('head', models.CharField(default='', max_length=64, verbose_name='最末记录摘要')),
                ('by', models.CharField(max_length=40, verbose_name='导入人账号')),
                ('filename', models.CharField(max_length=200, verbose_name='文件名')),
                ('size', models.PositiveIntegerField(verbose_name='字节数')),
                ('digest', models.CharField(max_length=64, verbose_name='文件摘要值')),
                ('matchings', models.TextField(blank=True, default='', verbose_name='列的含义')),
                ('good_rows', models.BooleanField(default=False, verbose_name='有问题的事项跳过')),
                ('written', models.PositiveIntegerField(default=0, verbose_name='写入的事项数')),
                ('left_out', models.PositiveIntegerField(default=0, verbose_name='没有写入的事项数')),
                ('undone', models.PositiveIntegerField(default=0, verbose_name='撤回的事项数')),
            ],
        ),
        migrations.CreateModel(
            name='ImportedEdition',
            fields=[
                ('id', models.UUIDField(default=nuocheng.journal.files.new_id, editable=False, primary_key=True, serialize=False, verbose_name='内部编号')),
                ('before', models.TextField(blank=True, verbose_name='原来的内容')),
                ('after', models.CharField(max_length=64, verbose_name='写入后的内容摘要值')),
            ],
        ),
        migrations.CreateModel(
            name='ImportedFile',
            fields=[
                ('id', models.UUIDField(default=nuocheng.journal.files.new_id, editable=False, primary_key=True, serialize=False, verbose_name='内部编号')),
                ('raw', models.BinaryField(verbose_name='文件内容')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ImportCheck',
            fields=[
                ('of', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='reading', serialize=False, to='catalogue.import')),
                ('stage', models.CharField(blank=True, default='', max_length=40, verbose_name='在做什么')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='做完的')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='一共')),
                ('found', models.TextField(blank=True, default='', verbose_name='读到的')),
                ('report', models.BinaryField(default=b'', verbose_name='问题报告')),
                ('fault', models.CharField(blank=True, default='', max_length=400, verbose_name='整个文件的问题')),
            ],
        ),
        migrations.AddIndex(
            model_name='import',
            index=models.Index(fields=['department', 'opened_at', 'reference'], name='import_by_department'),
        ),
        migrations.AddIndex(
            model_name='import',
            index=models.Index(fields=['state', 'opened_at'], name='import_by_state'),
        ),
        migrations.AddConstraint(
            model_name='import',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['dropped', 'matched', 'received', 'undoing', 'undone', 'writing', 'written'])), name='import_state_known', violation_error_message='状态不在办理流程之内'),
        ),
        migrations.AddField(
            model_name='importededition',
            name='edition',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.edition'),
        ),
        migrations.AddField(
            model_name='importededition',
            name='of',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='catalogue.import'),
        ),
        migrations.AddField(
            model_name='importedfile',
            name='of',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='file', to='catalogue.import'),
        ),
        migrations.AddConstraint(
            model_name='importededition',
            constraint=models.UniqueConstraint(fields=('of', 'edition'), name='imported_once'),
        ),
    ]


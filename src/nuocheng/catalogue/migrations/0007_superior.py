"""Superior lists, their rows, and what was decided on them."""

import django.db.models.deletion
import nuocheng.catalogue.rules.superior
import nuocheng.journal.files
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0006_imports'),
    ]

    operations = [
        migrations.CreateModel(
            name='SuperiorList',
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
                ('title', models.CharField(max_length=200, verbose_name='清单名称')),
                ('number', models.CharField(blank=True, default='', max_length=60, verbose_name='文号')),
                ('level', models.CharField(choices=[(nuocheng.catalogue.rules.superior.Level['NATIONAL'], '国家'), (nuocheng.catalogue.rules.superior.Level['PROVINCIAL'], '省级'), (nuocheng.catalogue.rules.superior.Level['CITY'], '市级')], max_length=12, verbose_name='层级')),
                ('issued_on', models.DateField(verbose_name='印发日期')),
                ('source', models.CharField(blank=True, default='', max_length=200, verbose_name='文件名')),
                ('content', models.TextField(verbose_name='读到的内容')),
                ('digest', models.CharField(max_length=64, verbose_name='内容摘要值')),
                ('rows', models.PositiveIntegerField(default=0, verbose_name='行数')),
                ('allowed', models.PositiveIntegerField(default=0, verbose_name='可以承诺的行数')),
                ('forbidden', models.PositiveIntegerField(default=0, verbose_name='不能承诺的行数')),
                ('cancelled', models.PositiveIntegerField(default=0, verbose_name='已取消的行数')),
                ('whole_items', models.BooleanField(default=False, verbose_name='只列事项')),
                ('replaces', models.CharField(blank=True, default='', max_length=48, verbose_name='代替的清单')),
                ('reason', models.CharField(blank=True, default='', max_length=400, verbose_name='停用的理由')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='停用时间')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'moved_at', 'reference'], name='superior_list_by_move')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['discarded', 'in_force', 'read', 'superseded', 'withdrawn'])), name='superior_list_state_known', violation_error_message='状态不在办理流程之内')],
            },
        ),
        migrations.CreateModel(
            name='SuperiorEntry',
            fields=[
                ('id', models.UUIDField(default=nuocheng.journal.files.new_id, editable=False, primary_key=True, serialize=False, verbose_name='内部编号')),
                ('superior_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries_of', to='catalogue.superiorlist')),
                ('position', models.PositiveIntegerField(verbose_name='行号')),
                ('mode', models.CharField(choices=[(nuocheng.catalogue.rules.superior.Mode['ALLOW'], '可以承诺'), (nuocheng.catalogue.rules.superior.Mode['FORBID'], '不能承诺'), (nuocheng.catalogue.rules.superior.Mode['CANCEL'], '已取消')], max_length=12, verbose_name='怎么办')),
                ('certificate', models.CharField(blank=True, max_length=200, verbose_name='证明名称')),
                ('plain', models.CharField(blank=True, max_length=200, verbose_name='证明名称（比对用）')),
                ('item', models.CharField(blank=True, max_length=200, verbose_name='事项名称')),
                ('item_plain', models.CharField(blank=True, max_length=200, verbose_name='事项名称（比对用）')),
                ('item_code', models.CharField(blank=True, max_length=40, verbose_name='事项编码')),
                ('unit', models.CharField(blank=True, max_length=100, verbose_name='单位（原文）')),
                ('department', models.CharField(blank=True, max_length=20, verbose_name='本级单位')),
                ('basis', models.CharField(blank=True, max_length=1000, verbose_name='依据')),
                ('issuer', models.CharField(blank=True, max_length=200, verbose_name='开具单位')),
                ('remark', models.CharField(blank=True, max_length=1000, verbose_name='备注')),
            ],
            options={
                'indexes': [models.Index(fields=['superior_list', 'plain'], name='superior_entry_by_name'), models.Index(fields=['superior_list', 'item_plain'], name='superior_entry_by_item'), models.Index(fields=['mode', 'plain'], name='superior_entry_by_mode')],
                'constraints': [models.UniqueConstraint(fields=('superior_list', 'position'), name='superior_entry_once')],
            },
        ),
        migrations.CreateModel(
            name='SuperiorMatch',
            fields=[
                ('id', models.UUIDField(default=nuocheng.journal.files.new_id, editable=False, primary_key=True, serialize=False, verbose_name='内部编号')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='catalogue.superiorentry')),
                ('code', models.CharField(max_length=40, verbose_name='事项编码')),
                ('key', models.CharField(blank=True, max_length=40, verbose_name='证明代号')),
                ('name', models.CharField(max_length=200, verbose_name='本级名称')),
                ('same', models.BooleanField(verbose_name='是同一份')),
                ('by', models.CharField(max_length=40, verbose_name='谁认定的')),
                ('at', models.DateTimeField(verbose_name='认定时间')),
            ],
            options={
                'indexes': [models.Index(fields=['code', 'key'], name='superior_match_by_ours')],
            },
        ),
        migrations.CreateModel(
            name='Settlement',
            fields=[
                ('id', models.UUIDField(default=nuocheng.journal.files.new_id, editable=False, primary_key=True, serialize=False, verbose_name='内部编号')),
                ('superior_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='settlements', to='catalogue.superiorlist')),
                ('entry', models.UUIDField(null=True, verbose_name='清单行')),
                ('edition', models.CharField(blank=True, max_length=48, verbose_name='目录版本')),
                ('key', models.CharField(blank=True, max_length=40, verbose_name='证明代号')),
                ('name', models.CharField(max_length=200, verbose_name='名称')),
                ('department', models.CharField(blank=True, max_length=20, verbose_name='处理单位')),
                ('gap', models.CharField(choices=[(nuocheng.catalogue.rules.superior.Gap['NOT_LISTED'], '上级可以承诺，本级没有列入'), (nuocheng.catalogue.rules.superior.Gap['LISTED_FORBIDDEN'], '本级列为承诺，上级不允许'), (nuocheng.catalogue.rules.superior.Gap['CANCELLED_DEMANDED'], '上级已取消，本级还在要'), (nuocheng.catalogue.rules.superior.Gap['DIFFERS'], '都有，内容不同'), (nuocheng.catalogue.rules.superior.Gap['OURS_ONLY'], '本级有，上级没有')], max_length=20, verbose_name='差异')),
                ('theirs', models.CharField(blank=True, max_length=64, verbose_name='上级内容摘要值')),
                ('ours', models.CharField(blank=True, max_length=64, verbose_name='本级内容摘要值')),
                ('choice', models.CharField(choices=[(nuocheng.catalogue.rules.superior.Choice['ADOPT'], '采用上级的'), (nuocheng.catalogue.rules.superior.Choice['KEEP'], '保留本级的'), (nuocheng.catalogue.rules.superior.Choice['NOT_OURS'], '不属于本级')], max_length=12, verbose_name='处理结果')),
                ('reason', models.CharField(max_length=400, verbose_name='理由')),
                ('by', models.CharField(max_length=40, verbose_name='谁处理的')),
                ('at', models.DateTimeField(verbose_name='处理时间')),
            ],
            options={
                'indexes': [models.Index(fields=['gap', 'theirs', 'ours'], name='settlement_by_content'), models.Index(fields=['superior_list', 'at'], name='settlement_by_list')],
            },
        ),
    ]

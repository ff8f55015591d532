"""What the watch reads and keeps, and the index from which the stock is counted."""

import django.db.models.deletion
import nuocheng.catalogue.rules.content
import nuocheng.journal.files
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0007_superior'),
    ]

    operations = [
        migrations.CreateModel(
            name='ListedName',
            fields=[
                ('id', models.UUIDField(default=nuocheng.journal.files.new_id, editable=False, primary_key=True, serialize=False, verbose_name='内部编号')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='names', to='catalogue.edition')),
                ('role', models.CharField(choices=[('item', '事项'), ('asked', '要的证明'), ('alias', '证明的别名'), ('given', '发的证件')], max_length=8, verbose_name='是什么的名称')),
                ('key', models.CharField(blank=True, max_length=40, verbose_name='证明代号')),
                ('plain', models.CharField(max_length=200, verbose_name='名称（比对用）')),
                ('name', models.CharField(max_length=200, verbose_name='名称')),
                ('disposition', models.CharField(blank=True, choices=[(nuocheng.catalogue.rules.content.Disposition['CANCEL'], '取消，不用交'), (nuocheng.catalogue.rules.content.Disposition['SHARE'], '数据共享，不用交'), (nuocheng.catalogue.rules.content.Disposition['CHECK'], '部门核查，不用交'), (nuocheng.catalogue.rules.content.Disposition['PLEDGE'], '可以承诺代替'), (nuocheng.catalogue.rules.content.Disposition['SUBMIT'], '要交')], max_length=12, verbose_name='处置')),
                ('code', models.CharField(max_length=40, verbose_name='事项编码')),
                ('department', models.CharField(max_length=20, verbose_name='单位')),
                ('at', models.DateTimeField(verbose_name='公布时间')),
            ],
            options={
                'indexes': [models.Index(fields=['plain', 'role'], name='listed_name_by_name'), models.Index(fields=['department', 'role', 'plain', 'id', 'disposition'], name='listed_name_by_unit'), models.Index(fields=['role', 'plain', 'id', 'disposition'], name='listed_name_by_role'), models.Index(fields=['code', 'role'], name='listed_name_by_code')],
            },
        ),
        migrations.CreateModel(
            name='ListedBasis',
            fields=[
                ('id', models.UUIDField(default=nuocheng.journal.files.new_id, editable=False, primary_key=True, serialize=False, verbose_name='内部编号')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bases', to='catalogue.edition')),
                ('key', models.CharField(max_length=40, verbose_name='证明代号')),
                ('certificate', models.CharField(max_length=200, verbose_name='证明名称')),
                ('statute', models.CharField(max_length=200, verbose_name='依据（比对用）')),
                ('title', models.CharField(max_length=200, verbose_name='依据名称')),
                ('article', models.CharField(blank=True, max_length=100, verbose_name='条款')),
                ('level', models.CharField(blank=True, max_length=40, verbose_name='层级')),
                ('number', models.CharField(blank=True, max_length=100, verbose_name='文号')),
                ('code', models.CharField(max_length=40, verbose_name='事项编码')),
                ('department', models.CharField(max_length=20, verbose_name='单位')),
                ('at', models.DateTimeField(verbose_name='公布时间')),
            ],
            options={
                'indexes': [models.Index(fields=['statute', 'department', 'id'], name='listed_basis_by_statute')],
            },
        ),
        migrations.CreateModel(
            name='Statute',
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
                ('key', models.CharField(max_length=200, verbose_name='依据（比对用）')),
                ('title', models.CharField(max_length=200, verbose_name='名称')),
                ('number', models.CharField(blank=True, default='', max_length=100, verbose_name='文号')),
                ('level', models.CharField(blank=True, default='', max_length=40, verbose_name='层级')),
                ('changed_on', models.DateField(null=True, verbose_name='变动日期')),
                ('changed_at', models.DateTimeField(null=True, verbose_name='登记时间')),
                ('citation', models.CharField(blank=True, default='', max_length=400, verbose_name='变动的出处')),
                ('change', models.CharField(blank=True, default='', max_length=400, verbose_name='变动的内容')),
                ('successor', models.CharField(blank=True, default='', max_length=200, verbose_name='代替它的')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'title', 'reference'], name='statute_by_state'), models.Index(fields=['title', 'reference'], name='statute_by_title')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['amended', 'repealed', 'valid'])), name='statute_state_known', violation_error_message='状态不在办理流程之内'), models.UniqueConstraint(fields=('key',), name='statute_once')],
            },
        ),
        migrations.CreateModel(
            name='BasisReview',
            fields=[
                ('id', models.UUIDField(default=nuocheng.journal.files.new_id, editable=False, primary_key=True, serialize=False, verbose_name='内部编号')),
                ('statute', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='catalogue.statute')),
                ('edition', models.CharField(max_length=48, verbose_name='目录版本')),
                ('key', models.CharField(max_length=40, verbose_name='证明代号')),
                ('changed_on', models.DateField(verbose_name='针对哪天的变动')),
                ('reason', models.CharField(max_length=400, verbose_name='理由')),
                ('by', models.CharField(max_length=40, verbose_name='谁复核的')),
                ('at', models.DateTimeField(verbose_name='复核时间')),
            ],
            options={
                'indexes': [models.Index(fields=['statute', 'edition', 'key', 'changed_on'], name='basis_review_by_what')],
            },
        ),
        migrations.CreateModel(
            name='Alert',
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
                ('topic', models.CharField(choices=[('returned', '边减边增'), ('circular', '循环证明')], max_length=12, verbose_name='类别')),
                ('about', models.CharField(max_length=300, verbose_name='对象')),
                ('code', models.CharField(blank=True, default='', max_length=40, verbose_name='事项编码')),
                ('edition', models.CharField(blank=True, default='', max_length=48, verbose_name='目录版本')),
                ('title', models.CharField(max_length=400, verbose_name='标题')),
                ('evidence', models.TextField(verbose_name='证据')),
                ('digest', models.CharField(max_length=64, verbose_name='证据摘要值')),
                ('units', models.CharField(blank=True, default='', max_length=400, verbose_name='涉及的单位')),
                ('reason', models.CharField(blank=True, default='', max_length=400, verbose_name='说明')),
                ('settled_by', models.CharField(blank=True, default='', max_length=40, verbose_name='谁说明的')),
                ('settled_at', models.DateTimeField(null=True, verbose_name='说明时间')),
            ],
            options={
                'indexes': [models.Index(fields=['topic', 'state', 'moved_at', 'reference'], name='alert_by_topic'), models.Index(fields=['department', 'topic', 'state', 'moved_at'], name='alert_by_department'), models.Index(fields=['code', 'state'], name='alert_by_code')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['cleared', 'open', 'settled'])), name='alert_state_known', violation_error_message='状态不在办理流程之内'), models.UniqueConstraint(fields=('about',), name='alert_once')],
            },
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(fields=['state', 'department', 'item_kind', 'unit', 'version', 'certificates', 'cancelled', 'shared', 'checked', 'pledgeable', 'submitted', 'excluded'], name='edition_stock'),
        ),
    ]

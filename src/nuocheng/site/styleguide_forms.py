"""The forms that the style guide shows, filled in by nobody, and what is typed into them wrongly."""

from datetime import date

from django.forms import CharField, FileField, HiddenInput

from nuocheng.edge import forms, number_fields
from nuocheng.edge.number_fields import Mobile, PartyNumber
from nuocheng.kernel.numbers import PartyKind


class PledgeForm(forms.Form):
    """What the first certificate asks of a hairdresser."""

    address = forms.TextLine(
        label="营业场所地址",
        help_text="写到门牌号，例如：人民路街道公园路18号1层",
        blank="请填写营业场所地址，写到门牌号",
    )
    origin = forms.OneOf(
        label="这处场所是怎么来的？",
        look="rows",
        choices=[("own", "自己的房子"), ("rent", "租的"), ("free", "别人无偿给用的")],
        blank="请选择这处场所是怎么来的",
    )
    until = forms.DateParts(
        label="能用到哪一天？",
        help_text="自己的房子，填不动产权证书上的土地使用终止日期",
        blank="请填写使用期限，例如2027年6月30日",
    )


class TicksForm(forms.Form):
    """The four statements of a pledge."""

    known = forms.Tick(label="我已知晓告知的全部内容", blank="请勾选第1项承诺")
    met = forms.Tick(label="我已符合告知的条件、标准和要求", blank="请勾选第2项承诺")
    liable = forms.Tick(label="我愿意承担承诺不实的法律责任，并配合核查", blank="请勾选第3项承诺")
    true = forms.Tick(label="以上承诺是我的真实意思", blank="请勾选第4项承诺")


class WayForm(forms.Form):
    """How the applicant wants to go about it."""

    way = forms.OneOf(
        label="您想怎么办？",
        help_text="三种办法都可以，您自己选。不承诺也照样能办，只是要多交证明。",
        choices=[
            ("pledge", "写承诺，这2份证明不用交"),
            ("part", "一部分承诺，一部分交证明"),
            ("none", "不承诺，全部交证明"),
        ],
    )
    read = forms.Tick(
        label="我已看完告知内容，知道要证明什么、怎么核查、承诺不实要负什么责任",
        blank="请勾选“我已看完告知内容”",
    )


class TextForm(forms.Form):
    """Words: one line, one of many, several lines."""

    name = forms.TextLine(label="姓名", help_text="和身份证上的一样")
    town = forms.Pick(label="所在街道", choices=[("rm", "人民路街道"), ("gy", "公园路街道")])
    words = forms.LongText(label="还有什么要说的", required=False, help_text="写清时间、地点、经过")


class SidesForm(forms.Form):
    """Some of a few, and yes or no."""

    alone = forms.YesNo(label="是您本人经营吗？")
    sides = forms.SomeOf(
        label="场所里有什么？",
        choices=[("sink", "洗手池"), ("steam", "消毒柜"), ("fan", "排风扇")],
        required=False,
    )


class DayForm(forms.Form):
    """A day."""

    from_day = forms.DateParts(label="从哪一天开始？", initial=date(2026, 11, 22))


class MoneyForm(forms.Form):
    """An amount."""

    rent = number_fields.Money(label="每月租金")


class NumberForm(forms.Form):
    """The numbers that people have."""

    number = PartyNumber(label="身份证号", kind=PartyKind.PERSON, blank="请填写身份证号")
    credit_code = PartyNumber(
        label="统一社会信用代码", kind=PartyKind.ORGANISATION, blank="请填写统一社会信用代码"
    )
    phone = Mobile(label="手机号", blank="请填写手机号", help_text="有结果时联系您")


class UploadForm(forms.Form):
    """A file."""

    paper = forms.Upload(label="健康合格证明", help_text="照片（JPG、PNG）或PDF，不超过20MB")


class SignatureForm(forms.Form):
    """A signature typed after signing in with one's real name."""

    signed_as = forms.TextLine(
        label="签名", blank="请填写您的姓名", help_text="填上姓名，点“签署并提交”，就等于亲笔签名"
    )


#: What is typed wrongly where a component is shown as it looks then.
MISTAKES: dict[str, str] = {
    "from_day_0": "2027",
    "from_day_1": "2",
    "from_day_2": "30",
    "rent": "一千二",
    "number": "62040219900101001",
    "credit_code": "91620400MA7I0000X0",
    "phone": "1381234",
}


class VisitForm(forms.Form):
    """What officers write down on the spot."""

    seen = forms.OneOf(
        label="现场看到的和承诺的一致吗？",
        choices=[("same", "一致"), ("differs", "不一致"), ("absent", "没见到人，改天再来")],
        hints={"differs": "下一步逐项写清哪里不一致，并拍照"},
        initial="differs",
    )
    photos = forms.Upload(label="拍照（最多9张）", required=False)
    note = forms.LongText(label="情况说明", initial="门牌与承诺不符")


GRADES = [
    (str(rank), word) for rank, word in enumerate(("非常满意", "满意", "基本满意", "不满意", "非常不满意"))
]


class RatingForm(forms.Form):
    """The five grades and four indicators of 好差评, in the words of the State."""

    grade = forms.OneOf(
        label="您觉得这次办得怎么样？", choices=GRADES, blank="请选一个评价，从非常满意到非常不满意"
    )
    speed = forms.OneOf(label="办事效率", choices=GRADES, look="inline", required=False)
    guide = forms.OneOf(label="办事指南精确度", choices=GRADES, look="inline", required=False)
    ease = forms.OneOf(label="办事便捷度", choices=GRADES, look="inline", required=False)
    platform = forms.OneOf(label="平台操作性", choices=GRADES, look="inline", required=False)
    text = forms.LongText(label="还想说什么", required=False, help_text="哪里好、哪里不好，都可以说")


class StrokesForm(forms.Form):
    """The strokes of a hand; the pad fills them in."""

    strokes = CharField(required=False, widget=HiddenInput(attrs={"data-strokes": ""}))


class ScansForm(forms.Form):
    """Scanned pages: what the camera takes joins the files that were chosen."""

    scans = FileField(
        label="扫描件或照片",
        required=False,
        help_text="一次可以选多个。图片（JPG、PNG）或PDF，每个不超过20MB；哪一页归哪里，二维码会说",
        widget=forms.FileInput(attrs={"data-scans": ""}),
    )

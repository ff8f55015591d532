"""The fields of our forms: what they read, what they say, and where the summary leads."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from nuocheng.edge import forms, number_fields


class Until(forms.Form):
    until = forms.DateParts(label="使用期限", blank="请填写使用期限，例如2027年6月30日")


def until(year: str, month: str, day: str) -> Until:
    return Until({"until_year": year, "until_month": month, "until_day": day})


@pytest.mark.parametrize("parts", [("2027", "6", "30"), ("２０２７", "０６", "30"), (" 2027", "06 ", "30")])
def test_a_day_is_read_however_its_digits_are_written(parts: tuple[str, str, str]) -> None:
    form = until(*parts)
    assert form.is_valid()
    assert form.cleaned_data["until"] == date(2027, 6, 30)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (("", "", ""), "请填写使用期限，例如2027年6月30日"),
        (("2027", "", ""), "日期还缺月和日，请填完整"),
        (("2027", "2", "30"), "没有这一天，请核对"),
        (("2027", "13", "1"), "没有这一天，请核对"),
        (("27", "6", "30"), "年份应为4位，例如2027，您填了27"),
        (("2027", "六", "30"), "年、月、日请填数字，例如2027年6月30日"),
        (("2027", "²", "30"), "没有这一天，请核对"),
        (("2027", "-6", "30"), "年、月、日请填数字，例如2027年6月30日"),
    ],
)
def test_a_day_that_cannot_be_read_says_what_to_do(parts: tuple[str, str, str], message: str) -> None:
    form = until(*parts)
    assert form.errors["until"] == [message]


def test_a_wrong_day_is_shown_again_as_it_was_typed_with_the_message_tied_to_it() -> None:
    form = until("2027", "2", "30")
    html = str(form)
    assert 'value="30"' in html
    assert "没有这一天" in html
    assert form.summary() == [("id_until_0", "没有这一天，请核对")]
    assert 'id="id_until_0"' in html
    assert 'aria-describedby="id_until_error"' in html


def test_an_optional_day_may_stay_empty_and_says_that_it_is_optional() -> None:
    class Optional(forms.Form):
        since = forms.DateParts(label="从哪天", required=False)

    form = Optional({})
    assert form.is_valid()
    assert form.cleaned_data["since"] is None
    assert "（选填）" in str(form)
    assert "（选填）" not in str(until("", "", ""))


def test_a_day_knows_whether_it_was_changed() -> None:
    field = forms.DateParts(label="从哪天")
    assert not field.has_changed(date(2026, 1, 5), ["2026", "01", "05"])
    assert field.has_changed(date(2026, 1, 5), ["2026", "01", "06"])


@pytest.mark.parametrize(
    ("written", "amount"),
    [("1200", "1200"), ("1,200.50", "1200.50"), ("１２００元", "1200"), ("￥1200", "1200"), ("0", "0")],
)
def test_money_is_read_without_what_people_write_around_it(written: str, amount: str) -> None:
    assert number_fields.Money(label="租金").clean(written) == Decimal(amount)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("很多", "请填数字，单位是元，例如1200"),
        ("-1", "金额不能是负数，请核对"),
        ("1.234", "金额最多两位小数，请核对"),
        ("", "请填写租金"),
    ],
)
def test_money_that_cannot_be_read_says_what_to_do(written: str, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        number_fields.Money(label="租金").clean(written)
    assert refused.value.messages == [message]


PDF = b"%PDF-1.7 and so on"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.docx", b"PK", "只能上传图片（JPG、PNG）或PDF，您选的是.docx"),
        ("a.pdf", b"MZ is no pdf", "这个文件打不开，可能不是真正的.pdf文件，请换一个"),
        ("a.pdf", b"", "文件是空的，请重新选"),
        ("a.pdf", PDF + b"x" * 3 * forms.MEGABYTE, "文件有4MB，超过2MB；请分成几个文件上传"),
    ],
)
def test_a_file_we_cannot_take_says_why(name: str, content: bytes, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        forms.Upload(label="证明", megabytes=2).clean(SimpleUploadedFile(name, content))
    assert refused.value.messages == [message]


def test_a_file_we_take_can_still_be_read_from_its_beginning() -> None:
    taken = forms.Upload(label="证明").clean(SimpleUploadedFile("证明.PDF", PDF))
    assert taken is not None
    assert taken.read() == PDF


class Answers(forms.Form):
    alone = forms.YesNo(label="是您本人经营吗？")
    way = forms.OneOf(label="怎么办", choices=[("a", "甲"), ("b", "乙")])
    read = forms.Tick(label="我已看完告知内容", blank="请勾选“我已看完告知内容”")


def test_every_message_of_the_summary_leads_to_an_input_that_exists() -> None:
    form = Answers({})
    html = str(form)
    assert [message for _, message in form.summary()] == [
        "请选择是您本人经营吗",
        "请选择怎么办",
        "请勾选“我已看完告知内容”",
    ]
    assert all(f'id="{anchor}"' in html for anchor, _ in form.summary())
    assert not any(f'id="{anchor}x"' in html for anchor, _ in form.summary())


def test_yes_and_no_become_true_and_false() -> None:
    for answer, value in (("yes", True), ("no", False)):
        form = Answers({"alone": answer, "way": "a", "read": "on"})
        assert form.is_valid()
        assert form.cleaned_data["alone"] is value
    assert not Answers({"alone": "maybe", "way": "a", "read": "on"}).is_valid()


def test_text_typed_by_a_person_is_escaped_when_it_comes_back() -> None:
    class Line(forms.Form):
        name = forms.TextLine(label="姓名", max_length=3)

    assert "<b>x" not in str(Line({"name": "<b>x"}))

"""Several differences from a superior list, ticked and settled with one reason, each on a record of its own."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.catalogue.office import JUSTICE, MARKET
from tests.catalogue.reading import get, seated
from tests.catalogue.test_superior import RECORD_ROW, a_list, published, settled

from nuocheng.catalogue.models import Settlement
from nuocheng.catalogue.queries import superior as queries
from nuocheng.catalogue.rules.superior import SuperiorRow
from nuocheng.journal.verifying import faults
from nuocheng.kernel.occasion import Role

pytestmark = [pytest.mark.django_db, pytest.mark.req("S3.1")]
MARK = re.compile(r'name="picked" value="([^"]+)"')


def two_differences() -> str:
    published()
    return a_list(
        SuperiorRow(0, "学历证明", unit="司法行政机关"),
        SuperiorRow(0, "居住证明", unit="司法行政机关"),
        RECORD_ROW,
    )


def ticked(reference: str, who: Client, query: str = "") -> list[str]:
    return MARK.findall(get(f"/desk/catalogue/superior/{reference}{query}", who))


def test_what_is_ticked_is_shown_once_more_and_settled_one_by_one() -> None:
    reference, wang = two_differences(), seated("wang", Role.EDITOR)
    marks = ticked(reference, wang)
    assert len(marks) == 2
    address = f"/desk/catalogue/superior/{reference}/settle"
    shown = wang.post(f"{address}?gap=not_listed", {"picked": marks, "action": "settle"})
    text = shown.content.decode()
    assert shown.status_code == 200
    assert "一起处理2处差异" in text
    assert "学历证明" in text
    assert "居住证明" in text
    assert MARK.findall(text) == marks
    assert Settlement.objects.count() == 0
    blank = wang.post(address, {"picked": marks, "step": "settle", "choice": "keep", "reason": " "})
    assert blank.status_code == 422
    assert "请写明理由" in blank.content.decode()
    assert MARK.findall(blank.content.decode()) == marks
    said = {"picked": marks, "step": "settle", "choice": "keep", "reason": "核查办法还没有"}
    done = wang.post(f"{address}?gap=not_listed", said)
    assert (done.status_code, done["Location"]) == (
        303,
        f"/desk/catalogue/superior/{reference}?gap=not_listed",
    )
    assert {(one.name, one.reason, one.choice) for one in Settlement.objects.all()} == {
        ("学历证明", "核查办法还没有", "keep"),
        ("居住证明", "核查办法还没有", "keep"),
    }
    assert settled(reference) == [True, True]
    assert list(faults()) == []


def test_what_is_ours_only_can_be_ticked_too() -> None:
    published()
    reference, wang = a_list(RECORD_ROW), seated("wang", Role.EDITOR)
    (mark,) = ticked(reference, wang, "?gap=ours_only")
    said = {"picked": mark, "step": "settle", "choice": "not_ours", "reason": "律师法第五条要求"}
    assert wang.post(f"/desk/catalogue/superior/{reference}/settle", said).status_code == 303
    assert [one.settled is not None for one in queries.ours_only(reference, JUSTICE).rows] == [True]


def test_nothing_ticked_leads_back_and_what_is_gone_meanwhile_is_left_out() -> None:
    reference, wang = two_differences(), seated("wang", Role.EDITOR)
    address, back = f"/desk/catalogue/superior/{reference}/settle", f"/desk/catalogue/superior/{reference}"
    assert wang.get(address)["Location"] == back
    for picked in ([], [f"{'0' * 32}||"]):
        answer = wang.post(address, {"picked": picked}, follow=True)
        assert answer.redirect_chain == [(back, 303)]
        assert "还没选。请先勾选" in answer.content.decode()
    assert wang.post(address, {"picked": "zz|x|y"}).status_code == 422
    adopt = {"picked": ticked(reference, wang), "step": "settle", "choice": "adopt", "reason": "照改"}
    assert wang.post(address, adopt).status_code == 422
    assert Settlement.objects.count() == 0


def test_nobody_ticks_without_a_post_and_nothing_of_another_department() -> None:
    reference, wang = two_differences(), seated("wang", Role.EDITOR)
    marks = ticked(reference, wang)
    said = {"picked": marks, "step": "settle", "choice": "keep", "reason": "核查办法还没有"}
    address = f"/desk/catalogue/superior/{reference}/settle"
    assert seated("clerk", Role.CLERK).post(address, said).status_code == 403
    assert seated("zhou", Role.EDITOR, department=MARKET).post(address, said).status_code == 303
    assert Settlement.objects.count() == 0

"""The window opens an applicant's account or corrects one, having seen the person; every time is in the journal."""

from __future__ import annotations

from typing import Any

import pytest
from tests.pages.cases.world import ZHANG, World

from nuocheng.journal import queries as journal
from nuocheng.journal.verifying import faults
from nuocheng.letters.models import Letter
from nuocheng.mandates.models import Enrolment
from nuocheng.people import queries as people

NEW = "620402197406061228"
PAPERS = {"papers": "居民身份证原件", "met": "on"}
WANG = {"kind": "person", "number": NEW, "name": "王秀兰", "phone": "13800000009", **PAPERS}
CARD = f"王秀兰|女|汉|19740606|甘肃省白银市白银区人民路5号|{NEW}|白银市公安局|20200101|长期"


@pytest.fixture
def client(world: World) -> Any:
    return world.client("liu")


def sent(client: Any, step: str, said: dict[str, str], **changes: str) -> Any:
    """Press a button of the page."""
    return client.post("/desk/accounts", {**said, "step": step, **changes})


@pytest.mark.req("S2.1")
def test_an_account_is_opened_after_looking_and_its_owner_can_sign_in_by_telephone(client: Any) -> None:
    page = sent(client, "look", {"kind": "person", "number": CARD}).content.decode()
    assert "还没有账号" in page
    assert 'value="王秀兰"' in page
    answer = client.post("/desk/accounts", {**WANG, "step": "open", "read": "card"}, follow=True)
    page = answer.content.decode()
    assert "账号开通了" in page
    assert "王*兰" in page
    assert "开通" in page
    assert NEW not in page, "the screen shows no whole number once it is done"
    account = people.account_of(NEW)
    assert account is not None
    assert (account.name, account.sign_in_phone) == ("王秀兰", "13800000009")
    row = Enrolment.objects.get()
    assert (row.account, row.party, row.papers, row.read, row.taken_by) == (
        account.username, NEW, "居民身份证原件", "card", "liu",
    )  # fmt: skip
    (line,) = journal.history("enrolment", row.reference)
    assert (line.verb, line.note["read"]) == ("enrolment.open", "card")
    assert list(faults()) == []


def test_an_account_that_is_there_is_shown_masked_and_held_against_the_papers(client: Any) -> None:
    said = {"kind": "person", "number": ZHANG, "name": "张建华"}
    page = sent(client, "look", said).content.decode()
    assert "已经有账号" in page
    assert "张*华" in page
    assert f"11{'*' * 13}02X" in page
    assert "和填的一样" in page
    assert "和填的不一样" in sent(client, "look", {**said, "name": "张健华"}).content.decode()


@pytest.mark.req("S2.1")
def test_a_telephone_changed_at_the_window_is_told_to_the_party_and_noted_with_what_stood_before(
    client: Any,
) -> None:
    said = {"kind": "person", "number": ZHANG, "name": "张建桦", "phone": "13911112222", **PAPERS}
    assert sent(client, "correct", said).status_code == 303
    account = people.account_of(ZHANG)
    assert account is not None
    assert (account.name, account.sign_in_phone) == ("张建桦", "13911112222")
    row = Enrolment.objects.get()
    assert (row.name_before, row.phone_before, row.read) == ("张建华", "", "hand")
    assert journal.history("enrolment", row.reference)[0].note["changed"] == ["name", "phone"]
    assert "更正姓名、登录手机号" in client.get("/desk/accounts").content.decode()
    told = Letter.objects.get(about=row.reference)
    assert told.party == ZHANG
    assert "139****2222" in told.text
    assert "13911112222" not in told.text


@pytest.mark.parametrize(
    ("step", "changes", "status", "text"),
    [
        ("open", {"number": ZHANG, "name": "张建华"}, 409, "已经有账号了"),
        ("open", {"phone": ""}, 422, "请填写本人的手机号"),
        ("open", {"met": ""}, 422, "请先见到本人"),
        ("open", {"papers": ""}, 422, "请写明核对了什么证件"),
        ("open", {"number": NEW[:-1]}, 422, "身份证号应为18位"),
        ("open", {"name": "王@秀兰"}, 422, "姓名里只能有汉字"),
        ("correct", {}, 404, "还没有账号，请先开通"),
        ("correct", {"number": ZHANG, "name": "张建华", "phone": ""}, 422, "没有要更正的"),
    ],
)
def test_what_cannot_be_written_down_is_said_and_nothing_is(
    client: Any, step: str, changes: dict[str, str], status: int, text: str
) -> None:
    answer = sent(client, step, WANG, **changes)
    page = answer.content.decode()
    assert answer.status_code == status, page
    assert text in page
    assert not Enrolment.objects.exists()
    assert people.account_of(NEW) is None


def test_accounts_of_staff_and_closed_ones_are_left_to_the_administrator(world: World, client: Any) -> None:
    staff = world.accounts["chen"]
    staff.number = NEW
    staff.save()
    answer = sent(client, "correct", WANG)
    assert answer.status_code == 403
    assert "工作人员的账号" in answer.content.decode()
    zhang = world.accounts["zhang"]
    zhang.is_active = False
    zhang.save()
    answer = sent(client, "correct", {**WANG, "number": ZHANG, "name": "张某"})
    assert "已经停用" in answer.content.decode()
    assert not Enrolment.objects.exists()


def test_the_same_page_sent_twice_writes_down_once(client: Any) -> None:
    twice = [sent(client, "open", WANG, idempotency_key="k1").status_code for _ in range(2)]
    assert twice == [303, 303]
    assert Enrolment.objects.count() == 1


def test_an_account_opened_at_the_window_is_the_one_that_the_province_finds(client: Any) -> None:
    sent(client, "open", WANG)
    assert [one.username for one in people.accounts_of(NEW)] == [Enrolment.objects.get().account]


@pytest.mark.req("S2.1")
def test_a_telephone_that_changed_hands_is_taken_from_its_former_owner_who_is_told(
    world: World, client: Any
) -> None:
    zhang = world.accounts["zhang"]
    zhang.sign_in_phone = WANG["phone"]
    zhang.save()
    page = sent(client, "look", WANG).content.decode()
    assert "还能登录别人的账号" in page
    assert "release:zhang" in page
    bare = {**WANG, "papers": "", "met": ""}
    refused = sent(client, "release:zhang", bare)
    assert refused.status_code == 422
    assert "请先见到本人" in refused.content.decode()
    assert people.opened_by(WANG["phone"]) != []
    page = sent(client, "release:zhang", WANG).content.decode()
    assert "不能再登录那个账号了" in page
    assert "还能登录别人的账号" not in page
    assert people.opened_by(WANG["phone"]) == []
    row = Enrolment.objects.get()
    assert (row.party, row.phone_before, row.phone) == (ZHANG, WANG["phone"], "")
    assert "停用了" in Letter.objects.get(about=row.reference).text
    assert sent(client, "release:zhang", WANG).status_code == 404
    assert list(faults()) == []

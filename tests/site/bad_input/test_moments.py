"""What goes wrong in time: sent twice, sent again after going back, two tabs, a new notice, a session that ran out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from tests.pages.cases.world import PASSWORD
from tests.site.bad_input import files
from tests.site.bad_input.files import Sent
from tests.site.bad_input.ground import EVERY, TICKS, Ground, another_edition
from tests.site.bad_input.page import Page, hidden
from tests.site.bad_input.rows import PLACES
from tests.site.bad_input.test_bad_input import said

from nuocheng.cases import queries
from nuocheng.cases.models import Case, Rating
from nuocheng.credit.models import Objection
from nuocheng.journal.models import Entry
from nuocheng.mandates.models import Mandate

pytestmark = pytest.mark.django_db
IDLE = "为保护您的信息，系统已自动退出。填过的都存了，登录后接着办"
BACK = "退出以前填的都在。请核对一下，再往下办"
#: Forms in which a text is typed that nobody should have to type again.
TYPED_IN = (
    "apply", "pledge", "check", "withdraw", "mend", "object", "rate", "explain", "entrust", "end mandate",
    "intake", "draw", "later", "register", "refuse", "ask to mend", "extend", "procedure", "turn", "recuse",
    "plan", "explanation", "summary", "liaison", "report", "webhook", "portal", "find", "open matter", "intend", "call back", "new item",
    "look", "plan visit", "verification plan", "sampling", "ask body", "columns",
)  # fmt: skip


def opened(ground: Ground, name: str) -> tuple[Client, str, dict[str, Any]]:
    """Open a page and fill its form in right; return the browser, where the form goes, and what it sends."""
    place = PLACES[name]
    client, url = ground.cookies(place.who), place.url.format(**ground.files)
    form = Page(client.get(url).content).form_with(place.right)
    return client, url, {**hidden(form), **said(place.right, ground)}


def sent(client: Client, url: str, given: dict[str, Any], **more: Any) -> Any:
    """Send a form from its page."""
    return client.post(url.partition("?")[0], given, headers={"referer": f"http://testserver{url}"}, **more)


def text(answer: Any) -> str:
    """Return what can be read where an answer leads."""
    while answer.status_code in {302, 303}:
        answer = answer.client.get(answer["Location"])
    return Page(answer.content).text


# ---- sent twice


@pytest.mark.parametrize(
    ("name", "rows"), [("apply", Case), ("entrust", Mandate), ("object", Objection), ("rate", Rating)]
)
def test_a_button_pressed_twice_does_one_thing(ground: Ground, name: str, rows: Any) -> None:
    client, url, given = opened(ground, name)
    before = rows.objects.count()
    first, second = sent(client, url, given), sent(client, url, given)
    assert rows.objects.count() == before + 1
    assert first.status_code == 303
    assert second.status_code in {303, 409}
    assert second.get("Location", first["Location"]).startswith(first["Location"].rpartition("/")[0])


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("apply", "您11月23日已经开始办这件事"),
        ("rate", "您已经评价过这一件了"),
        ("check", "已经提交过了，不用再交"),
    ],
)
def test_whoever_sends_again_is_told_that_it_is_done(ground: Ground, name: str, told: str) -> None:
    client, url, given = opened(ground, name)
    assert sent(client, url, given).status_code == 303
    before = Entry.objects.count()
    assert told in text(sent(client, url, {**given, "idempotency_key": "another"}))
    assert Entry.objects.count() == before


# ---- the back button


def test_going_back_after_signing_leads_to_the_receipt_and_changes_nothing(ground: Ground) -> None:
    reference = ground.files["ready"]
    client, url, given = opened(ground, "check")
    facts_url = f"/cases/{reference}/pledge"
    shown = Page(client.get(facts_url).content).form_with(["f-0_0"])
    facts = {**hidden(shown), "f-0_0": "别的地址", **TICKS}
    assert sent(client, url, given).status_code == 303
    before = Entry.objects.count()
    assert "已经提交过了，不用再交" in text(sent(client, facts_url, facts))
    notice = {"way": "none", "read": "on", "csrfmiddlewaretoken": given["csrfmiddlewaretoken"]}
    assert sent(client, f"/cases/{reference}/notice", notice).status_code == 303
    assert Entry.objects.count() == before
    assert "别的地址" not in [one.value for one in queries.facts_of(reference)]


def test_going_back_to_a_page_whose_session_changed_says_what_to_do(ground: Ground) -> None:
    client, url, given = opened(ground, "rate")
    answer = sent(client, url, {**given, "csrfmiddlewaretoken": "x" * 64})
    assert answer.status_code == 403
    assert "请回到上一页，刷新后再提交一次" in Page(answer.content).text


# ---- two tabs


def test_of_two_tabs_neither_loses_what_was_typed_in_the_other(ground: Ground) -> None:
    client, url, one = opened(ground, "pledge")
    other = opened(ground, "pledge")[2]
    assert sent(client, url, {**one, "f-0_0": "公园路18号"}).status_code == 303
    answer = sent(client, url, {**other, "f-0_0": "人民路5号"})
    page = Page(answer.content)
    assert answer.status_code == 409
    assert "不一样的有1处" in page.text
    assert page.stands("f-0_0") == ["人民路5号"]
    assert "公园路18号" in page.text


def test_a_notice_that_changed_meanwhile_is_shown_and_the_facts_stay(ground: Ground) -> None:
    client, url, given = opened(ground, "pledge")
    another_edition("BI03", replace(EVERY, proves="店里的经营情况和房屋来源"))
    answer = sent(client, url, {**given, "f-0_0": "公园路19号"})
    assert (answer.status_code, answer["Location"]) == (303, url.replace("pledge", "notice"))
    told = text(answer)
    assert "告知内容更新了" in told
    notice = Page(client.get(answer["Location"]).content).form_with(["way"])
    on = client.post(answer["Location"], {**hidden(notice), "way": "pledge", "read": "on"})
    assert on["Location"] == url
    page = Page(client.get(url).content)
    assert page.stands("f-0_0") == ["公园路19号"]
    assert page.stands("s-knows_notice") == []


# ---- the session ran out


def signed_in_again(client: Client, to: str, who: str) -> Any:
    """Sign in where the sign-in page leads."""
    shown = client.get(to.replace("/sign-in?", "/sign-in/account?"))
    assert IDLE in Page(shown.content).text
    form = Page(shown.content).form_with(["username"])
    password = "letmein-please" if "-" in who else PASSWORD
    answer = client.post("/sign-in/account", {**hidden(form), "username": who, "password": password})
    assert answer.status_code == 303
    return answer


@pytest.mark.parametrize("name", TYPED_IN)
def test_what_was_typed_when_the_session_ran_out_is_there_after_signing_in(ground: Ground, name: str) -> None:
    client, url, given = opened(ground, name)
    del client.cookies[settings.SESSION_COOKIE_NAME]
    before = Entry.objects.count()
    answer = sent(client, url, given)
    assert (answer.status_code, Entry.objects.count()) == (302, before)
    who = PLACES[name].who
    back = signed_in_again(client, answer["Location"], ground.files.get(who.strip("{}"), who))
    if back["Location"].startswith("/acting"):
        back = client.get(
            back["Location"].partition("next=")[2].replace("%2F", "/").replace("%3F", "?").replace("%3D", "=")
        )
        page = Page(back.content)
    else:
        page = Page(client.get(back["Location"]).content)
    assert BACK in page.text
    typed = said(PLACES[name].right, ground)
    lost = {
        key: (value, page.stands(key))
        for key, value in typed.items()
        if key not in {"step", "item"} and page.stands(key) != (value if isinstance(value, list) else [value])
    }
    assert lost == {}


def test_what_somebody_left_is_not_shown_to_whoever_signs_in_next(ground: Ground) -> None:
    client, url, given = opened(ground, "apply")
    del client.cookies[settings.SESSION_COOKIE_NAME]
    answer = sent(client, url, {**given, "address": "只有张建华知道的地方"})
    back = signed_in_again(client, answer["Location"], "liu")
    assert "只有张建华知道的地方" not in client.get("/apply/BI01").content.decode()
    assert back.status_code == 303


def test_without_the_mark_of_who_was_in_nothing_is_held(ground: Ground) -> None:
    client, url, given = opened(ground, "apply")
    del client.cookies[settings.SESSION_COOKIE_NAME]
    client.cookies["was_in"] = "forged:1:xyz"
    assert sent(client, url, given).status_code == 302
    assert settings.SESSION_COOKIE_NAME not in client.cookies


# ---- more than a form can be


def test_a_form_larger_than_any_is_turned_away_in_words(ground: Ground) -> None:
    client, url, given = opened(ground, "apply")
    answer = sent(client, url, {**given, "address": "路" * 2_000_000})
    assert answer.status_code == 413
    assert "太大" in Page(answer.content).text


def test_bytes_that_are_no_text_are_not_an_error_of_ours(ground: Ground) -> None:
    client, url, given = opened(ground, "apply")
    body = (
        f"csrfmiddlewaretoken={given['csrfmiddlewaretoken']}&phone=13800000000&address=".encode()
        + b"%B9%AB%D4%B0"
    )
    answer = client.post(url, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422
    assert "联系地址里有的字没有传过来" in Page(answer.content).text


def test_half_a_pair_of_signs_is_not_an_error_of_ours(ground: Ground) -> None:
    client, url, given = opened(ground, "apply")
    body = f"csrfmiddlewaretoken={given['csrfmiddlewaretoken']}&phone=13800000000&address=%ED%A0%BD%E8%B7%AF".encode()
    answer = client.post(url, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422


def test_six_wrong_passwords_shut_the_door_in_words(ground: Ground) -> None:
    client = ground.cookies("")
    form = Page(client.get("/sign-in/account").content).form_with(["username"])
    wrong = {**hidden(form), "username": "lisi", "password": "wrong-password"}
    last = [client.post("/sign-in/account", wrong) for _ in range(6)][-1]
    assert last.status_code == 429
    assert "分钟" in Page(last.content).text


def test_a_wrong_paper_is_told_so_and_can_be_typed_again(ground: Ground) -> None:
    client, url, given = opened(ground, "look up")
    answer = sent(client, url, {**given, "tail": "1234"})
    page = Page(answer.content)
    assert answer.status_code == 404
    assert "查无，可能是假的" in page.text
    assert page.stands("code") == [given["code"]]
    assert page.stands("tail") == ["1234"]


@pytest.mark.parametrize("address", ["/v/%00", "/cases/%00", "/apply/%00", "/items/%00"])
def test_nothing_has_an_address_with_a_sign_that_no_table_can_hold(ground: Ground, address: str) -> None:
    assert ground.cookies("liu").get(address).status_code == 404


@pytest.mark.parametrize(
    "address", ["/items?q=%00", "/negative?after=%00", "/v?code=%00", "/ask?q=a%00b", "/v?code=%00&tail=%00"]
)
def test_such_a_sign_in_a_question_is_left_out(ground: Ground, address: str) -> None:
    assert ground.cookies("liu").get(address).status_code in {200, 422}


@pytest.mark.parametrize(
    ("name", "hidden_field"),
    [("upload", "certificate"), ("intake", "item"), ("apply", "idempotency_key"), ("find", "verdict")],
)
def test_such_a_sign_in_what_nobody_types_is_no_error_of_ours(
    ground: Ground, name: str, hidden_field: str
) -> None:
    client, url, given = opened(ground, name)
    assert sent(client, url, {**given, hidden_field: "x\0y"}).status_code < 500


def test_a_paper_asked_for_in_vain_too_often_has_to_wait(ground: Ground) -> None:
    client, url, given = opened(ground, "look up")
    last = [sent(client, url, {**given, "tail": f"{number:04}"}) for number in range(1111, 1122)][-1]
    assert last.status_code == 429
    assert "过1小时再填" in Page(last.content).text


def test_scans_that_are_none_are_said_one_by_one_and_nothing_typed_is_lost(ground: Ground) -> None:
    client, url, given = opened(ground, "on paper")
    scans = [Sent("合同.docx", files.docx)(), Sent("空.pdf", lambda: b"")(), Sent("IMG.heic", files.heic)()]
    answer = client.post(url, {**given, "scans": scans, "f-0_0": "公园路20号"})
    page = Page(answer.content)
    assert answer.status_code == 422
    for told in ("合同.docx：只能上传图片", "空.pdf：文件是空的，请重新选", "IMG.heic：只能上传图片"):
        assert told in page.text
    assert page.stands("f-0_0") == ["公园路20号"]


def test_handing_in_too_early_says_what_is_missing(ground: Ground) -> None:
    client = ground.cookies("zhang")
    url = PLACES["upload"].url.format(**ground.files)
    form = next(
        one for one in Page(client.get(url).content).tree.iter("form") if hidden(one).get("step") == "hand_in"
    )
    answer = sent(client, url, hidden(form))
    assert answer.status_code == 422
    assert any(text.startswith("还缺：") for _, text in Page(answer.content).complaints())

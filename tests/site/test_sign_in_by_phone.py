"""Signing in with a mobile number and a code, through a gateway of short messages that is a process of its own."""

from __future__ import annotations

import html
import logging
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx2
import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from tests import builders

from nuocheng.edge.clock import now
from nuocheng.edge.occasions import occasion
from nuocheng.edge.recognising import RECOGNISED
from nuocheng.kernel.occasion import Assurance, Role, SignIn
from nuocheng.people import official as people
from nuocheng.people.models import Account, Allowance, PhoneCode, Recognition

pytestmark = pytest.mark.django_db
PHONE, STRANGER = "13909430101", "13909439999"
SECRET = "gateway-secret"


@pytest.fixture(scope="module")
def gateway() -> Iterator[str]:
    """Start the stand-in for a gateway, and stop it."""
    command = [sys.executable, "-m", "nuocheng.simulator.text_messages", "--port", "0"]
    env = {"NUOCHENG_SMS_SECRET": SECRET, "PYTHONPATH": ":".join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as run:
        assert run.stdout is not None
        yield run.stdout.readline().strip().partition("：")[2]
        run.terminate()


@pytest.fixture
def told(gateway: str, settings: Any, tmp_path: Path) -> Callable[[str], str]:
    """Connect this installation to the gateway; what is returned reads the newest message to a number."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path
    settings.NUOCHENG_SMS = (gateway, "nuocheng", SECRET)

    def newest(phone: str) -> str:
        page = html.unescape(httpx2.get(gateway.removesuffix("/send") + "/").text)
        return re.findall(rf"<tr><td>{phone}</td><td>(.*?)</td>", page)[0]

    return newest


@pytest.fixture
def citizen() -> Account:
    """Return somebody who is known at the window."""
    return builders.an_applicant(builders.PartyGiven("620402198503122031", "person", "李守信", PHONE, "某路"))


def ask(client: Client, phone: str = PHONE, wanted: str = "") -> HttpResponse:
    """Have a code sent."""
    return client.post("/sign-in/phone", {"phone": phone, "next": wanted})


def later(minutes: float) -> None:
    """Let time pass, for codes and for counts."""
    passed = timedelta(minutes=minutes)
    for row in PhoneCode.objects.all():
        PhoneCode.objects.filter(pk=row.pk).update(made_at=row.made_at - passed)
    for one in Allowance.objects.all():
        Allowance.objects.filter(pk=one.pk).update(since=one.since - passed)


def code_in(text: str) -> str:
    """Return the code that a message tells."""
    return re.search(r"校验码(\d{6})", text)[1]  # type: ignore[index]


def typed(client: Client, code: str) -> HttpResponse:
    """Type a code."""
    return client.post("/sign-in/phone/code", {"code": code})


def other(code: str) -> str:
    """Return another code."""
    return f"{(int(code) + 1) % 10**6:06}"


def signed_in(client: Client) -> bool:
    """Say whether the browser is signed in."""
    return "_auth_user_id" in client.session


def test_a_citizen_comes_in_with_the_code_and_back_to_where_they_were(
    told: Callable[[str], str], citizen: Account
) -> None:
    client = Client()
    sent = ask(client, "１３９ 0943 0101", "/mine?page=2")
    assert (sent.status_code, sent["Location"]) == (303, "/sign-in/phone/code")
    assert "139****0101" in client.get("/sign-in/phone/code").content.decode()
    answer = typed(client, code_in(told(PHONE)))
    assert (answer.status_code, answer["Location"]) == (303, "/mine?page=2")
    kept = client.session[RECOGNISED]
    assert (kept["how"], kept["assurance"]) == ("phone_code", "real_name")
    assert Recognition.objects.get().account == citizen
    assert client.get("/mine").status_code == 200


def test_every_act_knows_how_and_when_whoever_acts_was_recognised(
    told: Callable[[str], str], citizen: Account
) -> None:
    client = Client()
    ask(client)
    typed(client, code_in(told(PHONE)))
    request = RequestFactory().get("/")
    request.user, request.session = citizen, client.session
    known = occasion(request, {Role.APPLICANT}).sign_in
    assert known is not None
    assert (known.how, known.assurance) == ("phone_code", Assurance.REAL_NAME)
    assert known.at == Recognition.objects.get().at
    request.session = SessionStore()  # nobody signed in: whoever acts brought a key
    assert occasion(request, {Role.APPLICANT}).sign_in == SignIn("machine_key", None)


def test_the_message_tells_a_code_and_no_link_and_no_name(
    told: Callable[[str], str], citizen: Account
) -> None:
    ask(Client())
    text = told(PHONE)
    assert re.fullmatch(r"【.+】登录校验码\d{6}，5分钟内有效。.*", text)
    assert citizen.name not in text
    assert "http" not in text


def test_a_code_opens_once(told: Callable[[str], str], citizen: Account) -> None:
    client = Client()
    ask(client)
    cookie = client.cookies["phone_code"].value
    code = code_in(told(PHONE))
    assert typed(client, code).status_code == 303
    again = Client()
    again.cookies["phone_code"] = cookie
    assert typed(again, code)["Location"] == "/sign-in"
    assert not signed_in(again)


def test_three_wrong_codes_and_the_right_one_comes_too_late(
    told: Callable[[str], str], citizen: Account
) -> None:
    client = Client()
    ask(client)
    code = code_in(told(PHONE))
    for said in ("校验码不对，还可以再试2次", "校验码不对，还可以再试1次", "校验码过期了，请重新获取"):
        answer = typed(client, other(code))
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert "校验码过期了，请重新获取" in typed(client, code).content.decode()
    assert not signed_in(client)


def test_after_five_minutes_the_code_is_old(told: Callable[[str], str], citizen: Account) -> None:
    client = Client()
    ask(client)
    later(5.1)
    assert "校验码过期了，请重新获取" in typed(client, code_in(told(PHONE))).content.decode()


@pytest.mark.parametrize(("text", "said"), [("", "请填写短信里的6位校验码"), ("12345", "您填了5位")])
def test_what_is_no_code_costs_no_try(
    told: Callable[[str], str], citizen: Account, text: str, said: str
) -> None:
    client = Client()
    ask(client)
    assert said in typed(client, text).content.decode()
    assert PhoneCode.objects.get().tries == 0


def test_a_code_is_for_the_browser_that_asked(told: Callable[[str], str], citizen: Account) -> None:
    mine = Client()
    ask(mine)
    stranger = Client()
    assert typed(stranger, code_in(told(PHONE)))["Location"] == "/sign-in"
    assert not signed_in(stranger)


def test_nobody_learns_whether_a_number_has_an_account(told: Callable[[str], str], citizen: Account) -> None:
    pages = []
    for phone in (PHONE, STRANGER):
        client = Client()
        sent = ask(client, phone)
        shown = client.get("/sign-in/phone/code").content.decode()
        wrong = typed(client, "000000").content.decode()
        plain = [
            re.sub(r"139\*{4}\d{4}|1390943\d{4}|value=\"[\w-]{20,}\"", "", one) for one in (shown, wrong)
        ]
        pages.append((sent.status_code, sent["Location"], *plain))
    assert pages[0] == pages[1]
    assert "没有登记" in told(STRANGER)  # only who holds the telephone reads this
    assert "没有登记" not in told(PHONE)


def test_a_number_without_account_opens_nothing_whatever_is_typed(told: Callable[[str], str]) -> None:
    client = Client()
    ask(client, STRANGER)
    assert not re.search(r"\d{6}", told(STRANGER).replace(STRANGER, "").replace("0943-0000000", ""))
    assert PhoneCode.objects.count() == 1
    assert typed(client, "123456").status_code == 422


def test_staff_closed_accounts_and_accounts_without_number_get_no_code(told: Callable[[str], str]) -> None:
    staff = builders.an_account(Role.REVIEWER)
    staff.number, staff.sign_in_phone = "620402198503122031", PHONE
    staff.save()
    Account.objects.create("closed", name="某", number="x", sign_in_phone=PHONE, is_active=False)
    Account.objects.create("nameless", name="某", number="", sign_in_phone=PHONE)
    ask(Client())
    assert "没有登记" in told(PHONE)


def test_a_contact_number_written_for_letters_opens_nothing(
    told: Callable[[str], str], citizen: Account
) -> None:
    people.set_reach(citizen, phone=STRANGER, email="", wants_texts=True)
    ask(Client(), STRANGER)
    assert "没有登记" in told(STRANGER)


def test_codes_are_asked_for_a_minute_apart_and_not_all_day(
    told: Callable[[str], str], citizen: Account
) -> None:
    assert ask(Client()).status_code == 303
    second = ask(Client())
    assert (second.status_code, second["Retry-After"]) == (429, "60")
    assert "获取太频繁，请60秒后再试，或到窗口办理" in second.content.decode()
    for _ in range(4):
        later(1.01)
        assert ask(Client()).status_code == 303
    later(1.01)
    assert ask(Client()).status_code == 429  # five in an hour
    for _ in range(5):
        later(60.1)
        assert ask(Client()).status_code == 303
    later(60.1)
    assert ask(Client()).status_code == 429  # ten in a day


def test_one_place_cannot_ask_for_everybody(told: Callable[[str], str]) -> None:
    for number in range(10):
        assert ask(Client(), f"1390943{number:04}").status_code == 303
    assert ask(Client(), "13909430099").status_code == 429


def test_where_a_number_opens_several_accounts_one_is_chosen(
    told: Callable[[str], str], citizen: Account
) -> None:
    company = builders.an_applicant(
        builders.PartyGiven("91620402MA7JX90017", "organisation", "铜城丰禾食品有限公司", PHONE, "某路")
    )
    client = Client()
    ask(client, wanted="/mine")
    page = typed(client, code_in(told(PHONE))).content.decode()
    assert "李*信" in page
    assert "铜城丰禾食品有限公司" in page
    assert not signed_in(client)
    assert client.post("/sign-in/phone/code", {"who": "999999"}).status_code == 422
    answer = client.post("/sign-in/phone/code", {"who": str(company.pk)})
    assert (answer.status_code, answer["Location"]) == (303, "/mine")
    assert client.session["_auth_user_id"] == str(company.pk)


def test_an_account_is_not_chosen_before_the_code_is_right(
    told: Callable[[str], str], citizen: Account
) -> None:
    client = Client()
    ask(client)
    assert client.post("/sign-in/phone/code", {"who": str(citizen.pk)}).status_code == 422
    assert not signed_in(client)


def test_a_gateway_that_is_away_is_told_of(
    told: Callable[[str], str], citizen: Account, settings: Any
) -> None:
    settings.NUOCHENG_SMS = ("http://127.0.0.1:9/send", "nuocheng", SECRET)
    answer = ask(Client())
    assert answer.status_code == 503
    assert "短信现在发不出去" in answer.content.decode()


def test_neither_code_nor_number_is_in_the_log_or_in_clear_in_the_tables(
    told: Callable[[str], str], citizen: Account, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client = Client()
    ask(client)
    code = code_in(told(PHONE))
    caplog.clear()
    typed(client, other(code))
    typed(client, code)
    assert code not in caplog.text
    row = PhoneCode.objects.get()
    assert code not in str(vars(row))
    assert all(PHONE not in one.key for one in Allowance.objects.all())


def test_codes_and_counts_are_forgotten_after_a_day(told: Callable[[str], str], citizen: Account) -> None:
    ask(Client())
    assert people.forget_codes(now()) == 0
    assert people.forget_codes(now() + timedelta(days=1, minutes=1)) == 1
    assert (PhoneCode.objects.count(), Allowance.objects.count()) == (0, 0)


def test_only_ours_is_gone_on_to(told: Callable[[str], str], citizen: Account) -> None:
    client = Client()
    ask(client, wanted="https://evil.example/")
    assert typed(client, code_in(told(PHONE)))["Location"] == "/after-sign-in"


def test_a_session_that_ran_out_says_so(told: Callable[[str], str], citizen: Account) -> None:
    client = Client()
    ask(client)
    typed(client, code_in(told(PHONE)))
    client.session.flush()
    page = client.get("/mine", follow=True).content.decode()
    assert "为保护您的信息，系统已自动退出。填过的都存了，登录后接着办" in page
    client.post("/sign-out")
    assert "系统已自动退出" not in client.get("/sign-in").content.decode()


@pytest.mark.django_db(transaction=True)
def test_many_tries_at_once_are_still_three_and_many_codes_at_once_still_one() -> None:
    builders.an_applicant(builders.PartyGiven("620402198503122031", "person", "李守信", PHONE, "某路"))
    at = now()

    def send(_: int) -> UUID | None:
        try:
            return people.ask_code(PHONE, "here", at).id
        except people.TooOften:
            return None
        finally:
            connection.close()

    def guess(number: int) -> int | None:
        try:
            people.prove_code(made[0], f"{number:06}", at)
        except people.WrongCode as wrong:
            return wrong.left
        finally:
            connection.close()
        return 9

    with ThreadPoolExecutor(8) as pool:
        made = [one for one in pool.map(send, range(8)) if one]
        assert len(made) == 1
        list(pool.map(guess, range(8)))
    assert PhoneCode.objects.get().tries == 3

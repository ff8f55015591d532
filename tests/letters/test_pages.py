"""The desk of letters, and where a party says how it is reached."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests import builders as b
from tests.builders import Hours
from tests.letters import mailed

from nuocheng.kernel.occasion import Role
from nuocheng.letters import acts
from nuocheng.letters.acts import Addressed
from nuocheng.letters.models import Letter, Mailing
from nuocheng.people.models import Account

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _plain(settings: Any, tmp_path: Path) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path


def inside(role: Role, department: str = b.DEPARTMENT) -> Client:
    client = Client()
    client.force_login(b.an_account(role, department), BACKEND)
    return client


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("state", mailed.IN_STATE)
def test_every_state_has_its_page_and_its_buttons(state: str) -> None:
    mailing = mailed.IN_STATE[state](Hours())
    html = text(inside(Role.CLERK).get(f"/desk/letters/{mailing.reference}"))
    assert mailing.text in html
    assert ("重新送" in html) == (state == "parked")
    assert ('value="print"' in html) == (state in {"to_print", "printed"})
    assert ("已经寄出</button>" in html) == (state == "printed")


def test_a_letter_leads_to_its_file_only_where_the_reader_may_open_it() -> None:
    hours = Hours()
    mailing = mailed.queued(hours)
    clerk, url = inside(Role.CLERK), f"/desk/letters/{mailing.reference}"
    assert f'<a href="/desk/cases/{mailing.about}">看这一件</a>' in text(clerk.get(url))
    matter = b.a_heard_matter(hours=hours)
    letter = Letter.objects.filter(about=matter.reference).latest("sent_at")
    words = Addressed(letter.pk.hex, "sms", "李守信", "13812340000", b.DEPARTMENT, letter.title, "有新消息")
    sent = acts.queue_mailing(b.an_occasion(Role.SYSTEM, at=hours.next()), addressed=words)
    url = f"/desk/letters/{sent.reference}"
    assert "看这一件" not in text(clerk.get(url))
    assert f'<a href="/desk/matters/{matter.reference}">看这一件</a>' in text(inside(Role.REVIEWER).get(url))


def test_a_letter_is_printed_posted_and_kept_with_its_number() -> None:
    mailing = mailed.laid_out(Hours())
    client, url = inside(Role.CLERK), f"/desk/letters/{mailing.reference}"
    answer = client.post(url, {"step": "print"})
    assert answer["Location"] == f"{url}/letter.pdf"
    paper = client.get(answer["Location"])
    assert paper.content.startswith(b"%PDF-")
    assert client.post(url, {"step": "post", "receipt_no": ""}).status_code == 422
    assert client.post(url, {"step": "post", "receipt_no": "XA12345678962"}).status_code == 303
    assert (Mailing.objects.get().state, Mailing.objects.get().receipt_no) == ("posted", "XA12345678962")


@pytest.mark.parametrize(
    ("typed", "said"), [("1381234", "手机号应为11位，请核对"), ("li@example.cn", "手机号应为11位，请核对")]
)
def test_a_wrong_number_is_refused_and_what_was_typed_stays(typed: str, said: str) -> None:
    mailing = mailed.IN_STATE["parked"](Hours())
    answer = inside(Role.CLERK).post(
        f"/desk/letters/{mailing.reference}", {"step": "retry", "address": typed}
    )
    assert answer.status_code == 422
    assert said in text(answer)
    assert f'value="{typed}"' in text(answer)


def test_the_list_shows_each_kind_under_its_tab_with_numbers_masked() -> None:
    hours = Hours()
    parked = mailed.IN_STATE["parked"](hours)
    client = inside(Role.CLERK)
    html = text(client.get("/desk/letters"))
    assert parked.subject in html
    assert "138****0000" in html
    assert "13812340000" not in html
    assert "这一类没有信件" in text(client.get("/desk/letters?tab=posting"))


def test_other_departments_and_the_public_see_nothing() -> None:
    mailing = mailed.laid_out(Hours())
    other = inside(Role.CLERK, "620402-wjj")
    for path in ("", "/letter.pdf"):
        assert other.get(f"/desk/letters/{mailing.reference}{path}").status_code == 404
        assert Client().get(f"/desk/letters/{mailing.reference}{path}").status_code in {302, 401, 403}
    assert inside(Role.EDITOR).get("/desk/letters").status_code == 403


def test_a_party_says_how_it_wants_to_be_reached() -> None:
    account = Account.objects.create(
        "citizen", name="李守信", number="620402199001010017", phone="13812340000"
    )
    client = Client()
    client.force_login(account, BACKEND)
    assert 'value="13812340000"' in text(client.get("/mine/reach"))
    wrong = client.post("/mine/reach", {"phone": "13812340000", "email": "li@"})
    assert wrong.status_code == 422
    assert "邮箱写得不对" in text(wrong)
    assert 'value="li@"' in text(wrong)
    assert client.post("/mine/reach", {"phone": "13900000000", "email": "ＬＩ@example.cn"}).status_code == 303
    account.refresh_from_db()
    assert (account.phone, account.email, account.wants_texts) == ("13900000000", "LI@example.cn", False)

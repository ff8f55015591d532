"""The applicant's journey inside a platform: in by a ticket that works once, for one person, one item, one page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.sessions.models import Session
from django.test import Client
from tests import builders
from tests.api.rig import machine
from tests.site.portals import BACK, ORIGIN, Platform, a_platform

from nuocheng.cases import queries as cases
from nuocheng.edge.clock import now
from nuocheng.kernel.occasion import Role
from nuocheng.people.models import Account, Recognition
from nuocheng.platforms import official
from nuocheng.platforms.models import Ticket

pytestmark = pytest.mark.django_db

PARTY = builders.a_party()
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FRAMED = {"Sec-Fetch-Dest": "iframe", "Referer": f"{ORIGIN}/"}


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any, tmp_path: Path) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path


class Frame:
    """A browser's frame: its own cookies, and the forms of the page it shows."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.text, self.path = "", ""

    def get(self, path: str, **headers: str) -> Any:
        return self._shown(self.client.get(path, headers={**FRAMED, **headers}), path)

    def post(self, path: str, said: dict[str, Any] | None = None) -> Any:
        token = TOKEN.search(self.text)
        sent = {**(said or {}), **({"csrfmiddlewaretoken": token[1]} if token else {})}
        return self._shown(self.client.post(path, sent, headers=FRAMED), path)

    def open(self, ticket: dict[str, Any]) -> str:
        """Open a ticket, and return the address below which the journey stays."""
        path = urlsplit(ticket["url"]).path
        assert self.get(path).status_code == 200
        answer = self.post(path)
        assert answer.status_code == 303, self.text
        self.get(answer["Location"])
        return f"/in/{ticket['id']}"

    def _shown(self, answer: Any, path: str) -> Any:
        if answer.status_code in {302, 303}:
            return answer
        self.text, self.path = answer.content.decode(errors="replace"), path
        return answer


def who_may_frame(answer: Any) -> tuple[str, str]:
    policy = answer["Content-Security-Policy"].split("; ")
    ancestors = next(one for one in policy if one.startswith("frame-ancestors"))
    return ancestors.removeprefix("frame-ancestors "), answer.get("X-Frame-Options", "")


def refused(answer: Any, rule: str, status: int = 403) -> None:
    """The API refuses with a problem document that names the rule."""
    said = answer.json()
    assert (answer.status_code, [one["rule"] for one in said["errors"]]) == (status, [rule]), said


def shut(answer: Any, rule: str, status: int = 410) -> None:
    """A page within the frame says why the journey does not go on, and names the rule."""
    text = answer.content.decode()
    assert (answer.status_code, re.findall(r'data-rule="(\w+)"', text)) == (status, [rule]), text
    assert f'href="{BACK}' in text


# The ticket: whom it is given to, and for whom.


@pytest.mark.req("S6.4")
def test_a_platform_that_vouches_for_somebody_gets_a_way_in_for_them_and_their_item() -> None:
    platform, item = a_platform(), builders.a_published_item()
    given = platform.ticket(item)
    assert set(given) == {"id", "url", "until"}
    party = Account.objects.get(number=PARTY.number)
    assert (party.name, party.recognised_how, party.assurance) == (PARTY.name, "portal", "real_name")
    assert party.sign_in_phone == ""
    kept = Recognition.objects.get(account=party)
    assert (kept.how, kept.issuer, kept.subject) == ("portal", platform.portal.issuer, "user-1")
    secret = given["url"].rsplit("/", 1)[-1]
    assert secret not in str(Ticket.objects.values().get())
    assert platform.machine.read(f"/tickets/{given['id']}")["state"] == "waiting"


def with_another_key(platform: Platform, item: str) -> str:
    return replace(platform, private=ec.generate_private_key(ec.SECP256R1())).assertion(item)


def unsigned(platform: Platform, item: str) -> str:
    claims = jwt.decode(platform.assertion(item), options={"verify_signature": False})
    return jwt.encode(claims, None, algorithm="none")


def of_another_platform(platform: Platform, item: str) -> str:
    return a_platform("别的平台").assertion(item)


UNTRUE = [with_another_key, unsigned, of_another_platform]
HOUR = 3600


@pytest.mark.req("S6.4")
@pytest.mark.parametrize("made", UNTRUE, ids=[one.__name__ for one in UNTRUE])
def test_an_assertion_that_another_could_have_made_proves_nothing(made: Any) -> None:
    platform, item = a_platform(), builders.a_published_item()
    refused(platform.ask(item, assertion=made(platform, item)), "assertion_is_trusted")
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "https://elsewhere.example"},
        {"aud": ["http://127.0.0.1:8000", "https://elsewhere.example"]},
        {"iss": "https://elsewhere.example"},
        {"item": "MZ-999"},
        {"jti": "short"},
        {"jti": None},
        {"iat": None},
        {"exp": 1_700_000_000},
        {"exp": 4_000_000_000},
        {"iat": 4_000_000_000, "exp": 4_000_000_060},
        {"sub": ""},
    ],
    ids=str,
)
def test_an_assertion_for_another_place_time_or_item_proves_nothing(claims: dict[str, Any]) -> None:
    platform, item = a_platform(), builders.a_published_item()
    refused(platform.ask(item, **claims), "assertion_is_trusted")
    assert not Account.objects.filter(number=PARTY.number).exists()


def test_an_assertion_counts_once() -> None:
    platform, item = a_platform(), builders.a_published_item()
    once = platform.assertion(item)
    platform.ticket(item, assertion=once)
    refused(platform.ask(item, assertion=once), "assertion_is_used_once")
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize(
    "claims",
    [
        {"name": "王二"},
        {"id_number": "620402198503122032"},
        {"id_number": None},
        {"name": None},
        {"acr": "0"},
    ],
    ids=str,
)
def test_somebody_who_is_not_known_for_sure_is_not_taken(claims: dict[str, Any]) -> None:
    platform, item = a_platform(), builders.a_published_item()
    builders.an_applicant()
    refused(platform.ask(item, **claims), "person_is_recognised")


def test_a_member_of_staff_does_not_come_by_a_platform() -> None:
    platform, item = a_platform(), builders.a_published_item()
    clerk = builders.an_account(Role.CLERK, builders.DEPARTMENT)
    clerk.number = PARTY.number
    clerk.save()
    refused(platform.ask(item), "person_is_recognised")


def test_a_platform_trusted_less_makes_nobody_surer_than_it_may() -> None:
    platform, item = a_platform(), builders.a_published_item()
    platform.ticket(item, acr="strong")
    assert Ticket.objects.get().assurance == "real_name"


@pytest.mark.parametrize(
    "parts",
    [
        {"origin": "https://evil.example"},
        {"origin": f"{ORIGIN}.evil.example"},
        {"back": "https://evil.example/back"},
        {"back": f"{BACK}/../steal"},
        {"back": f"{BACK}?a=1#b"},
        {"back": "javascript:alert(1)"},
    ],
    ids=str,
)
def test_pages_that_are_not_registered_neither_frame_nor_get_anybody_back(parts: dict[str, str]) -> None:
    platform, item = a_platform(), builders.a_published_item()
    refused(platform.ask(item, **parts), "well_formed", 422)


def test_who_is_no_portal_gets_no_ticket_and_no_portal_reads_anothers() -> None:
    platform, item = a_platform(), builders.a_published_item()
    stranger = machine(Role.CLERK)
    body = {"item_code": item, "assertion": platform.assertion(item)}
    assert stranger.post("/tickets", body).status_code == 403
    given = platform.ticket(item)
    assert a_platform("别的平台").machine.get(f"/tickets/{given['id']}").status_code == 404
    assert platform.ask("NO-SUCH-ITEM").status_code == 404
    official.switch_portal(platform.portal, live=False)
    assert platform.ask(item).status_code == 403


# The way in.


@pytest.mark.req("S6.4")
def test_a_ticket_opens_one_journey_whose_pages_stay_below_its_address_and_its_frame() -> None:
    platform, item = a_platform(), builders.a_published_item()
    frame = Frame()
    place = frame.open(platform.ticket(item))
    answer = frame.get(f"{place}/apply/{item}")
    assert answer.status_code == 200
    assert PARTY.name in frame.text
    assert who_may_frame(answer) == (ORIGIN, "")
    assert f"form-action 'self' {ORIGIN}" in answer["Content-Security-Policy"]
    assert 'class="mast"' not in frame.text
    assert "身份由甘肃政务服务网核验" in frame.text
    begun = frame.post(f"{place}/apply/{item}", {"phone": "13900000000", "address": "白银区虚构路9号"})
    assert re.fullmatch(rf"{place}/cases/[\w-]+/notice", begun["Location"])
    frame.get(begun["Location"])
    ours = re.findall(r'(?:href|action)="(/[^"]*)"', frame.text)
    assert [one for one in ours if not one.startswith((place, "/static/", "/theme/"))] == []


def test_every_cookie_of_a_frame_is_partitioned_and_sent_to_its_journey_alone() -> None:
    platform, item = a_platform(), builders.a_published_item()
    frame = Frame()
    place = frame.open(platform.ticket(item))
    assert {"in-sessionid", "in-csrftoken", "in-probe"} <= set(frame.client.cookies)
    ticket = platform.ticket(item)
    path = urlsplit(ticket["url"]).path
    new = Client()
    new.get(path, headers=FRAMED)
    for one in new.post(path, headers=FRAMED).cookies.values():
        written = one.OutputString()
        assert "SameSite=None; Secure; Partitioned" in written, written
        assert f"Path=/in/{ticket['id']}/" in written
        assert "HttpOnly" in written
    assert place not in path


def test_a_ticket_works_once() -> None:
    platform, item = a_platform(), builders.a_published_item()
    ticket = platform.ticket(item)
    Frame().open(ticket)
    shut(Frame().get(urlsplit(ticket["url"]).path), "ticket_is_used_once")
    fresh, late = platform.ticket(item), Frame()
    late.get(urlsplit(fresh["url"]).path)
    Frame().open(fresh)
    shut(late.post(urlsplit(fresh["url"]).path), "ticket_is_used_once")


def test_a_ticket_is_over_after_a_minute() -> None:
    platform, item = a_platform(), builders.a_published_item()
    ticket, frame = platform.ticket(item), Frame()
    path = urlsplit(ticket["url"]).path
    assert frame.get(path).status_code == 200
    row = Ticket.objects.get()
    assert row.until - row.made_at == timedelta(seconds=60)
    Ticket.objects.update(until=now() - timedelta(seconds=1))
    shut(frame.get(path), "ticket_is_fresh")
    shut(frame.post(path), "ticket_is_fresh")
    assert platform.machine.read(f"/tickets/{ticket['id']}")["state"] == "expired"


def test_a_ticket_brought_to_another_page_is_shut_and_may_be_framed_by_its_own_only() -> None:
    platform, item = a_platform(), builders.a_published_item()
    path = urlsplit(platform.ticket(item)["url"]).path
    elsewhere = Frame().get(path, Referer="https://evil.example/")
    shut(elsewhere, "ticket_is_from_its_portal")
    assert who_may_frame(elsewhere) == (ORIGIN, "")
    shut(Frame().get(path, **{"Sec-Fetch-Dest": "document"}), "ticket_is_in_its_frame")


def test_a_wrong_secret_opens_nothing() -> None:
    platform, item = a_platform(), builders.a_published_item()
    path = urlsplit(platform.ticket(item)["url"]).path
    assert Frame().get(f"{path[:-4]}AAAA").status_code == 404
    assert Frame().get(path.replace("/in/", "/in/0", 1)).status_code == 404
    assert Client().get("/journey/open/anything").status_code == 404


def test_looking_at_a_ticket_uses_nothing_up() -> None:
    platform, item = a_platform(), builders.a_published_item()
    ticket = platform.ticket(item)
    for _ in range(3):
        Frame().get(urlsplit(ticket["url"]).path)
    Frame().open(ticket)


def test_a_browser_that_keeps_no_cookies_in_frames_is_offered_a_window() -> None:
    platform, item = a_platform(), builders.a_published_item()
    ticket, frame = platform.ticket(item), Frame()
    path = urlsplit(ticket["url"]).path
    frame.get(path)
    frame.client.cookies.clear()
    assert frame.post(path).status_code == 200
    assert 'target="_blank"' in frame.text
    begun = frame.post(path, {"in_window": "1"})
    assert begun.status_code == 303
    session = begun.cookies["in-sessionid"].OutputString()
    assert "SameSite=Lax" in session
    assert "Partitioned" not in session
    answer = frame.get(begun["Location"])
    assert (answer.status_code, who_may_frame(answer)) == (200, ("'none'", "DENY"))


def test_a_web_view_gets_a_window_of_its_own_that_nobody_may_frame() -> None:
    platform, item = a_platform(), builders.a_published_item()
    ticket, window = platform.ticket(item, origin=""), Frame()
    path = urlsplit(ticket["url"]).path
    answer = window.get(path, **{"Sec-Fetch-Dest": "document", "Referer": ""})
    assert (answer.status_code, who_may_frame(answer)) == (200, ("'none'", "DENY"))
    window.open(ticket)


# What a journey covers, and what it does not.


def test_a_journey_covers_its_own_item_and_nothing_else_of_the_same_person() -> None:
    platform, item = a_platform(), builders.a_published_item()
    other = builders.a_notified_case(item=builders.MIXED_ITEM)
    frame = Frame()
    place = frame.open(platform.ticket(item))
    for path in (
        f"/apply/{builders.MIXED_ITEM.code}",
        f"/cases/{other.reference}",
        f"/cases/{other.reference}/notice",
        f"/papers/{other.notice}.pdf",
        "/mine",
        "/desk/review",
        "/sys/",
        "/sign-in",
        "/api/v1/cases",
    ):
        assert frame.get(f"{place}{path}").status_code == 404, path
    own = builders.a_notified_case()
    assert frame.get(f"{place}/cases/{own.reference}/notice").status_code == 200
    assert frame.get(f"{place}/papers/{own.notice}.pdf").status_code == 200


def test_a_journey_covers_nobody_elses_case_of_the_same_item() -> None:
    platform, item = a_platform(), builders.a_published_item()
    theirs = builders.a_notified_case(builders.a_company())
    frame = Frame()
    place = frame.open(platform.ticket(item))
    assert frame.get(f"{place}/cases/{theirs.reference}/notice").status_code == 404


def test_the_pages_of_a_journey_are_shut_to_whoever_did_not_open_it() -> None:
    platform, item = a_platform(), builders.a_published_item()
    ticket = platform.ticket(item)
    place = f"/in/{ticket['id']}"
    shut_before = Frame().get(f"{place}/apply/{item}")
    assert shut_before.status_code == 410
    first, second = Frame(), Frame()
    first.open(ticket)
    shut(second.get(f"{place}/apply/{item}"), "journey_is_held")
    other = second.open(platform.ticket(item))
    second.client.cookies["in-sessionid"] = second.client.cookies["in-sessionid"].value
    shut(second.get(f"{place}/apply/{item}"), "journey_is_held")
    assert second.get(f"{other}/apply/{item}").status_code == 200


def test_the_ordinary_session_of_the_same_browser_has_no_part_in_it() -> None:
    platform, item = a_platform(), builders.a_published_item()
    frame = Frame()
    stranger = builders.an_applicant(builders.a_company())
    frame.client.force_login(stranger, "django.contrib.auth.backends.ModelBackend")
    place = frame.open(platform.ticket(item))
    assert PARTY.name in frame.text
    outside = frame.client.get("/mine")
    assert "铜城丰禾" in outside.content.decode()
    assert who_may_frame(outside) == ("'none'", "DENY")
    del frame.client.cookies["sessionid"]
    assert frame.client.get("/mine").status_code == 302
    assert frame.get(f"{place}/apply/{item}").status_code == 200


def test_signing_pages_outside_a_journey_can_be_framed_by_nobody() -> None:
    platform, item = a_platform(), builders.a_published_item()
    Frame().open(platform.ticket(item))
    case = builders.an_acknowledged_case()
    party = Client()
    party.force_login(Account.objects.get(number=PARTY.number), "django.contrib.auth.backends.ModelBackend")
    for path in (f"/cases/{case.reference}/pledge", f"/cases/{case.reference}/choose"):
        assert who_may_frame(party.get(path, follow=True)) == ("'none'", "DENY")


def test_a_form_from_another_page_signs_nothing() -> None:
    platform, item = a_platform(), builders.a_published_item()
    frame = Frame()
    place = frame.open(platform.ticket(item))
    frame.text = ""
    assert frame.post(f"{place}/apply/{item}", {"phone": "13900000000"}).status_code == 403


# The way back.


@pytest.mark.req("S6.4")
def test_leaving_ends_the_session_and_tells_the_platform_the_case_and_its_state() -> None:
    platform, item = a_platform(), builders.a_published_item()
    frame = Frame()
    ticket = platform.ticket(item, back=f"{BACK}?order=47&x=")
    place = frame.open(ticket)
    begun = frame.post(f"{place}/apply/{item}", {"phone": "13900000000", "address": "白银区虚构路9号"})
    frame.get(begun["Location"])
    assert platform.machine.read(f"/tickets/{ticket['id']}")["state"] == "open"
    leave = re.search(r'name="leave" value="([^"]+)"', frame.text)
    assert leave
    assert Session.objects.count() == 1
    # The whole window goes to this address, and brings no cookie of the frame with it.
    answer = Client(enforce_csrf_checks=True).post(f"{place}/journey/leave", {"leave": leave[1]})
    assert answer.status_code == 303
    there = urlsplit(answer["Location"])
    assert f"{there.scheme}://{there.netloc}{there.path}" == BACK
    said = {name: one[0] for name, one in parse_qs(there.query, keep_blank_values=True).items()}
    reference = begun["Location"].split("/")[-2]
    case = cases.case(reference)
    assert said == {
        "order": "47", "x": "", "ticket": ticket["id"],
        "case": reference, "number": case.number, "state": "notified",
    }  # fmt: skip
    assert Session.objects.count() == 0
    shut(frame.get(f"{place}/cases/{reference}"), "journey_goes_on")
    told = platform.machine.read(f"/tickets/{ticket['id']}")
    assert (told["state"], told["case"], told["case_state"]) == ("over", reference, "notified")


def test_what_ends_one_journey_ends_no_other() -> None:
    platform, item = a_platform(), builders.a_published_item()
    one, other = Frame(), Frame()
    place, elsewhere = one.open(platform.ticket(item)), other.open(platform.ticket(item))
    leave = re.search(r'name="leave" value="([^"]+)"', one.text)
    assert leave
    assert Client().post(f"{elsewhere}/journey/leave", {"leave": leave[1]}).status_code == 404
    assert Client().post(f"{place}/journey/leave", {"leave": "made-up"}).status_code == 404
    assert Client().post("/journey/leave", {"leave": leave[1]}).status_code == 404
    assert other.get(f"{elsewhere}/apply/{item}").status_code == 200


def test_a_journey_stops_after_an_hour_and_when_the_platform_is_switched_off() -> None:
    platform, item = a_platform(), builders.a_published_item()
    frame = Frame()
    place = frame.open(platform.ticket(item))
    official.switch_portal(platform.portal, live=False)
    assert frame.get(f"{place}/apply/{item}").status_code == 410
    official.switch_portal(platform.portal, live=True)
    assert frame.get(f"{place}/apply/{item}").status_code == 200
    Ticket.objects.update(opened_at=now() - timedelta(minutes=61))
    shut(frame.get(f"{place}/apply/{item}"), "journey_goes_on")


def test_tickets_that_nobody_opened_are_forgotten_and_those_that_opened_something_stay() -> None:
    platform, item = a_platform(), builders.a_published_item()
    platform.ticket(item)
    Frame().open(platform.ticket(item))
    assert official.forget_tickets(now()) == 0
    assert official.forget_tickets(now() + timedelta(days=2)) == 1
    assert Ticket.objects.get().opened_at is not None

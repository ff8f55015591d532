"""The desk of the catalogue: editors, reviewers and the Bureau at work on editions."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.catalogue.office import (
    AT,
    EDITOR,
    LAWYER,
    MARKET,
    RECORD,
    cancelled,
    changed,
    drafted,
    edition,
    in_review,
    published,
    reviewed,
    scheduled,
    suspended,
)
from tests.catalogue.reading import get, many, seated

from nuocheng.catalogue import acts
from nuocheng.journal.models import Entry
from nuocheng.kernel.occasion import Role

pytestmark = pytest.mark.django_db


def test_the_desk_asks_who_is_there_and_for_a_post() -> None:
    published()
    for address in ("/desk/catalogue", f"/desk/catalogue/{LAWYER.code}-v1"):
        assert Client().get(address).status_code == 302
        assert get(address, seated("clerk", Role.CLERK), 403)
    stranger = seated("wang", Role.EDITOR, department=MARKET)
    get(f"/desk/catalogue/{LAWYER.code}-v1", stranger, 403)
    get("/desk/catalogue/nothing", stranger, 404)


def test_each_post_sees_its_own_pile_first_and_only_its_own_departments() -> None:
    in_review()
    assert LAWYER.name in get("/desk/catalogue", seated("li", Role.LEGAL))
    assert LAWYER.name not in get("/desk/catalogue", seated("wang", Role.EDITOR))
    assert LAWYER.name in get("/desk/catalogue?state=in_review", seated("wang", Role.EDITOR))
    elsewhere = seated("zhao", Role.LEGAL, department=MARKET)
    assert LAWYER.name not in get("/desk/catalogue", elsewhere)
    assert LAWYER.name in get(
        "/desk/catalogue?state=in_review", seated("qian", Role.BUREAU, department=MARKET)
    )


@pytest.mark.req("S14.1")
def test_what_is_published_lies_on_the_bureaus_desk() -> None:
    published()
    bureau = seated("qian", Role.BUREAU, department=MARKET)
    assert LAWYER.name in get("/desk/catalogue", bureau)


@pytest.mark.parametrize(
    ("prepare", "role", "offered"),
    [
        (drafted, Role.EDITOR, {"edit", "send_to_review", "discard"}),
        (drafted, Role.LEGAL, set()),
        (in_review, Role.EDITOR, {"return_draft"}),
        (in_review, Role.LEGAL, {"return_draft", "pass_review"}),
        (reviewed, Role.EDITOR, {"return_draft", "publish", "schedule"}),
        (reviewed, Role.LEGAL, {"return_draft"}),
        (reviewed, Role.BUREAU, {"return_draft", "publish", "schedule"}),
        (scheduled, Role.EDITOR, {"return_draft"}),
        (published, Role.EDITOR, {"suspend", "cancel", "new"}),
        (published, Role.LEGAL, set()),
        (published, Role.BUREAU, {"suspend", "cancel", "take_on_file"}),
        (suspended, Role.EDITOR, {"resume", "cancel", "new"}),
        (cancelled, Role.EDITOR, set()),
    ],
)
def test_only_the_steps_possible_now_from_this_post_are_offered(prepare, role, offered, monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: AT)  # what is announced for next week is never due
    reference = prepare()
    text = get(f"/desk/catalogue/{reference}", seated("wang", role))
    shown = set(re.findall(rf'href="/desk/catalogue/{reference}/(\w+)"', text))
    assert shown - {"compare", "comments"} == offered


def test_the_checklist_explains_itself_and_offers_no_step_that_would_be_refused() -> None:
    reference = drafted(changed(certificates=(replace(RECORD, plan=None),)))
    text = get(f"/desk/catalogue/{reference}", seated("wang", Role.EDITOR))
    assert "核查办法写明时间、标准、方式" in text
    assert "“无犯罪记录证明”：可以承诺，但还没有核查办法" in text
    assert "白政办发〔2020〕20号三（八）" in text
    assert "/send_to_review" not in text
    assert "/edit" in text


def test_a_warning_is_shown_apart_from_the_checklist() -> None:
    reference = drafted(changed(certificates=(replace(RECORD, issuer="居民委员会"),)))
    text = get(f"/desk/catalogue/{reference}", seated("wang", Role.EDITOR))
    assert "都过了" in text
    assert "不应当由居民委员会开具" in text
    assert "/send_to_review" in text


def test_whoever_edited_is_not_offered_to_review() -> None:
    reference = in_review()
    text = get(f"/desk/catalogue/{reference}", seated("editor", Role.LEGAL))
    assert "要由别的同事审核" in text
    assert "/pass_review" not in text


def test_a_new_edition_is_compared_with_the_one_in_force_by_signs_not_by_colour_alone() -> None:
    published()
    new = acts.draft_edition(EDITOR, item=changed(fee="收10元")).reference
    text = get(f"/desk/catalogue/{new}", seated("wang", Role.EDITOR))
    assert "和现在用的第1版比" in text
    assert re.search(r"<del>[^<]*不[^<]*</del>", text)
    assert re.search(r"<ins>[^<]*10[^<]*</ins>", text)


@pytest.mark.req("S14.1")
def test_an_edition_goes_from_draft_to_publication_by_its_pages() -> None:
    reference = drafted()
    address = f"/desk/catalogue/{reference}"
    wang, li = seated("wang", Role.EDITOR), seated("li", Role.LEGAL)
    for client, verb, what in (
        (wang, "send_to_review", {}),
        (li, "return_draft", {"reason": "写明收费依据"}),
        (wang, "send_to_review", {}),
        (li, "pass_review", {"opinion": "同意"}),
        (wang, "publish", {}),
    ):
        assert "再看看" in get(f"{address}/{verb}", client)
        before = Entry.objects.count()
        answer = client.post(f"{address}/{verb}", what)
        assert (answer.status_code, answer["Location"]) == (303, address)
        assert Entry.objects.count() == before + 1
    text = get(address, wang)
    assert "已公布" in text
    assert "“写明收费依据”" in text
    assert "抄送区司法局" in text


def test_a_step_is_refused_by_its_page_with_the_status_of_the_refusal() -> None:
    reference = in_review()
    address = f"/desk/catalogue/{reference}"
    wang, li = seated("wang", Role.EDITOR), seated("li", Role.LEGAL)
    head = edition(reference).head
    assert li.post(f"{address}/return_draft", {"reason": " "}).status_code == 422
    assert wang.post(f"{address}/publish").status_code == 409
    assert wang.post(f"{address}/pass_review").status_code == 403
    assert seated("editor", Role.LEGAL).post(f"{address}/pass_review").status_code == 422
    assert wang.post(f"{address}/strange").status_code == 404
    get(f"{address}/publish", wang, 409)
    get(f"{address}/pass_review", wang, 403)
    assert edition(reference).head == head


def test_the_desk_costs_the_same_however_many_editions_lie_on_it() -> None:
    many(60)
    client = seated("wang", Role.EDITOR)
    get("/desk/catalogue?state=published", client)
    with CaptureQueriesContext(connection) as asked:
        text = get("/desk/catalogue?state=published", client)
    assert len(asked) <= 6
    assert "下一页" in text

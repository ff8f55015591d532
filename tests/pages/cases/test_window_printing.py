"""The window prints the paper filled in with what the party said, or with what the sources hold, in two copies."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.pages.cases.paper import copy_of, printed
from tests.pages.cases.test_desk import PARTY, accepted
from tests.pages.cases.world import AT, DEPARTMENT, LI, TYPED, World
from tests.papers.seeing import texts

from nuocheng.cases import queries
from nuocheng.journal import queries as journal
from nuocheng.journal.verifying import faults
from nuocheng.verification.official import RegisterLine, replace_register

FILLED = {"step": "print", "c0": "pledge", "c1": "pledge", **TYPED}


@pytest.fixture
def client(world: World) -> Any:
    return world.client("liu")


@pytest.fixture
def reference(client: Any) -> str:
    given = {**PARTY, "item": "WS03", "step": "open", "way": "pledge"}
    return str(client.post("/desk/intake", given)["Location"]).rpartition("/")[2]


def filled_in(client: Any, reference: str, **changes: str) -> bytes:
    """Press the button that prints the paper filled in, and return what the printer gets."""
    answer = client.post(f"/desk/intake/{reference}", {**FILLED, **changes})
    assert answer.status_code == 303, answer.content.decode()
    return printed(client, str(answer["Location"]))


@pytest.mark.req("S5.3", "S7.2")
def test_what_the_party_said_stands_on_the_printed_pledge_and_is_signed(client: Any, reference: str) -> None:
    paper = filled_in(client, reference)
    pages = texts(paper)
    assert len(pages) == len(texts(printed(client, f"/desk/intake/{reference}/print")))
    words = "".join(pages)
    assert words.count("公园路18号1层") == 2, "once in each copy"
    assert "公园路18号1层" not in "".join(texts(printed(client, f"/desk/intake/{reference}/print")))
    assert "☑" in words or "√" in words or "✓" in words
    answer = accepted(client, reference, "pledge", "pledge", scans=copy_of(paper))
    assert answer.status_code == 303, answer.content.decode()
    assert queries.case(reference).state == "pledged"
    assert list(faults()) == []


def test_a_reprint_says_the_same_even_if_something_was_typed_meanwhile(client: Any, reference: str) -> None:
    paper = filled_in(client, reference)
    client.post(f"/desk/intake/{reference}", {**FILLED, "step": "keep", "f-0_0": "别的路1号"})
    assert printed(client, f"/desk/intake/{reference}/print?filled=1") == paper
    page = client.get(f"/desk/intake/{reference}").content.decode()
    assert f"/desk/intake/{reference}/print?filled=1" in page


@pytest.mark.req("S7.2")
def test_a_pledge_other_than_the_printed_one_is_not_accepted_unseen(client: Any, reference: str) -> None:
    scans = copy_of(filled_in(client, reference))
    changed = {"f-0_0": "别的路1号"}
    answer = accepted(client, reference, "pledge", "pledge", scans=scans, **changed)
    assert answer.status_code == 422
    assert "填的内容和打印的那一份不一样" in answer.content.decode()
    assert queries.case(reference).pledged_at is None
    answer = accepted(client, reference, "pledge", "pledge", scans=[], mended="on", **changed)
    assert answer.status_code == 303, answer.content.decode()


def test_what_is_typed_wrongly_is_put_right_before_it_is_printed(client: Any, reference: str) -> None:
    answer = client.post(f"/desk/intake/{reference}", {**FILLED, "f-0_2_month": "13"})
    assert answer.status_code == 422
    assert "没有这一天，请核对" in answer.content.decode()
    blank = dict.fromkeys(TYPED, "")
    assert "从业人数" in "".join(texts(filled_in(client, reference, **blank))), "lines to write on"


def test_a_certificate_that_is_handed_in_asks_for_no_facts_on_paper(client: Any, reference: str) -> None:
    words = "".join(texts(filled_in(client, reference, c1="submit")))
    assert "交证明，不写承诺" in words
    assert "公园路18号1层" in words


@pytest.mark.req("S8.1")
def test_what_a_source_holds_is_filled_in_with_its_name_and_goes_onto_the_paper(
    client: Any, reference: str
) -> None:
    held = {"people": "4人", "wages": "9,000.00", "insured": "1"}
    line = RegisterLine(LI, "李四", AT.date() - timedelta(days=3), held)
    replace_register("social_security", DEPARTMENT, [line])
    assert "先查一查登记里有什么" in client.get(f"/desk/intake/{reference}").content.decode()
    page = client.post(f"/desk/intake/{reference}", {"step": "ask"}, follow=True).content.decode()
    assert 'name="f-1_0" value="4"' in page
    assert page.count("来自：social_security") == 3
    assert "先查一查登记里有什么" not in page, "once is enough"
    assert [one.verb for one in journal.history("case", reference)][-1] == "case.look_up"
    assert "4人" in "".join(texts(filled_in(client, reference, **{"f-1_0": "4"})))


def test_at_the_window_a_silent_source_stops_nobody(client: Any, reference: str, settings: Any) -> None:
    settings.NUOCHENG_EXCHANGE = ("http://127.0.0.1:9", "key")
    page = client.post(f"/desk/intake/{reference}", {"step": "ask"}, follow=True).content.decode()
    assert "没有查到可以先填好的内容" in page
    assert accepted(client, reference, "pledge", "pledge").status_code == 303

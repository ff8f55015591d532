"""The party's list and letters, and the check of a paper: flat, light, and for the right eyes."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.pages.cases.world import MIXED, SPOT, World

from nuocheng.cases import queries
from nuocheng.consequences import acts as consequences
from nuocheng.credit import acts as credit
from nuocheng.credit import queries as standings
from nuocheng.kernel.occasion import Role

LIGHT = 30 * 1024


def statements(client: Client, url: str) -> int:
    """Return how many statements a page takes once everything is warm."""
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def many(world: World, count: int) -> None:
    """Give Zhang that many granted cases, and so as many letters."""
    for _ in range(count):
        world.granted(SPOT)


def test_the_list_of_cases_takes_as_many_statements_for_thirty_as_for_three(world: World) -> None:
    client = world.client("zhang")
    many(world, 3)
    few = {url: statements(client, url) for url in ("/mine", "/mine/letters")}
    many(world, 27)
    assert {url: statements(client, url) for url in few} == few
    first = client.get("/mine").content
    assert first.count(b'<section class="card">') == 20
    assert b"/mine?after=" in first


def test_the_second_page_follows_the_first(world: World) -> None:
    many(world, 21)
    client = world.client("zhang")
    after = queries.cases_of(client_number(world)).next
    page = client.get(f"/mine?after={after}").content.decode()
    assert page.count('<section class="card">') == 1
    assert 'href="/mine"' in page


def client_number(world: World) -> str:
    """Return the number of whoever has the many cases."""
    return str(world.accounts["zhang"].number)


def test_the_reviewers_queue_takes_as_many_statements_for_thirty_as_for_three(world: World) -> None:
    client = world.client("chen")
    for _ in range(3):
        world.pledged()
    few = statements(client, "/desk/review")
    for _ in range(27):
        world.pledged()
    assert statements(client, "/desk/review") == few
    assert client.get("/desk/review").content.count(b'<th scope="row">') == 30


def test_every_public_page_is_light(world: World) -> None:
    many(world, 20)
    told, pledged = world.opened(MIXED), world.pledged()
    client = world.client("zhang")
    urls = ["/mine", "/mine/letters", "/apply/WS01", "/v", f"/v/{pledged.code}"]
    urls += [
        f"/cases/{told.reference}/notice",
        f"/cases/{pledged.reference}",
        f"/cases/{pledged.reference}/done",
    ]
    weights = {url: len(client.get(url).content) for url in urls}
    assert max(weights.values()) <= LIGHT, weights


def test_an_empty_list_says_what_to_do(world: World) -> None:
    page = world.client("lisi").get("/mine").content.decode()
    assert "您还没有办过" in page
    assert 'href="/items"' in page
    assert "还没有消息" in world.client("lisi").get("/mine/letters").content.decode()


def test_a_letter_about_a_matter_leads_to_the_matter_and_changes_the_state(world: World) -> None:
    case = world.granted()
    client = world.client("zhang")
    assert "核查中" in client.get("/mine").content.decode()
    matter = world.found_untrue(case)
    for url in ("/mine", "/mine/letters", f"/cases/{case.reference}"):
        assert f'href="/mine/matters/{matter}"' in client.get(url).content.decode()
    assert "请您说明情况" in client.get(f"/cases/{case.reference}").content.decode()


def test_a_revoked_case_reads_as_such_until_credit_is_repaired(world: World) -> None:
    world.bar()
    client = world.client("zhang")
    reference = queries.cases_of(client_number(world)).rows[0].reference
    page = client.get("/mine").content.decode()
    assert "认定承诺不实" in page
    assert "申请信用修复" in page
    file = standings.standing(client_number(world)).reference
    credit.ask_repair(world.zhang(), file, text="已补交租赁合同")
    credit.repair(world.staff("fa", Role.LEGAL), file, reason="已改正")
    assert "信用已修复" in client.get(f"/cases/{reference}").content.decode()


def test_a_matter_that_was_dismissed_leaves_no_stain(world: World) -> None:
    case = world.granted()
    matter = world.found_untrue(case)
    consequences.hear_statement(world.zhang(), matter, text="我没有搬")
    consequences.dismiss(world.staff("fa", Role.LEGAL), matter, reason="登记有误")
    assert "认定承诺不实" not in world.client("zhang").get(f"/cases/{case.reference}").content.decode()

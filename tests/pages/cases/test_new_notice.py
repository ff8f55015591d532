"""A new notice while somebody is filling in: which places differ, how many, and what has to be read again."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.pages.cases.test_drafts import MARK, begun
from tests.pages.cases.test_journey import applied, publish_changed, read_notice
from tests.pages.cases.world import CARD, HEALTH, LEASE, SLOW, STAFF, TICKS, TYPED, World, publish

from nuocheng.cases import queries
from nuocheng.cases.models import Case

SENTENCE = "您填写时，告知内容更新了（第1版→第2版）。有变化的2处已标出，请看完重新确认"


def changed_rows(page: str) -> list[str]:
    """Return the places that the comparison names."""
    return re.findall(r'<th scope="row">(.*?) <span class="tag info">有变化</span>', page)


@pytest.mark.req("S5.2", "S5.3")
def test_a_pledge_sent_under_an_old_notice_shows_what_changed_and_how_many_places(world: World) -> None:
    client = world.client("zhang")
    reference = begun(client)
    page = client.get(f"/cases/{reference}/pledge").content.decode()
    old = queries.case(reference).notice_digest
    assert f'name="shown" value="{old}"' in page
    publish_changed()
    sent = {**TYPED, **TICKS, "shown": old, **dict(MARK.findall(page))}
    answer = client.post(f"/cases/{reference}/pledge", sent)
    assert answer["Location"] == f"/cases/{reference}/notice"
    new = client.get(answer["Location"]).content.decode()
    assert SENTENCE in new
    assert changed_rows(new) == ["营业场所使用权证明：怎么核查", "怎么核查"]
    assert new.count('<span class="tag info">有变化</span><small>第1份') == 1
    assert "<ins>" in new
    assert "<del>" in new
    assert SENTENCE in client.get(f"/cases/{reference}/notice").content.decode(), "it stays until it is read"


@pytest.mark.req("S5.3")
def test_whoever_comes_back_to_a_draft_reads_the_changed_places_first(world: World) -> None:
    client = world.client("zhang")
    reference = begun(client)
    client.post(f"/cases/{reference}/pledge", {**TYPED, "step": "later"})
    publish_changed()
    assert client.get(f"/cases/{reference}/pledge")["Location"] == f"/cases/{reference}/notice"
    asked = client.get(f"/cases/{reference}/notice").content.decode()
    assert SENTENCE in asked
    assert changed_rows(asked) == ["营业场所使用权证明：怎么核查", "怎么核查"]
    client.post(f"/cases/{reference}/notice", {"step": "renew"})
    assert SENTENCE in client.get(f"/cases/{reference}/notice").content.decode()
    read_notice(client, reference, "pledge")
    form = client.get(f"/cases/{reference}/pledge").content.decode()
    assert 'value="公园路18号1层"' in form
    assert "告知内容更新了" not in form


def test_a_page_left_open_while_another_renewed_the_notice_loses_nothing_but_its_ticks(world: World) -> None:
    client = world.client("zhang")
    reference = begun(client)
    old = queries.case(reference).notice_digest
    publish_changed()
    client.post(f"/cases/{reference}/notice", {"step": "renew"})
    sent = {**TYPED, **TICKS, "shown": old}
    assert client.post(f"/cases/{reference}/pledge", sent)["Location"] == f"/cases/{reference}/notice"
    draft = queries.draft_of(reference)
    assert draft is not None
    assert draft.typed["statements"] == []
    assert draft.typed["typed"]["staff"]["wages"] == "9,000元"


def test_what_was_added_and_what_went_are_one_place_each(world: World) -> None:
    client = world.client("zhang")
    reference = applied(client)
    read_notice(client, reference, "pledge")
    another = replace(LEASE, key="sign", name="门头照片说明")
    publish(replace(SLOW, certificates=(LEASE, another, HEALTH, CARD)))
    rows = changed_rows(client.get(f"/cases/{reference}/notice").content.decode())
    assert rows.count("门头照片说明") == 1
    assert rows.count(STAFF.name) == 1
    assert rows.count(HEALTH.name) == 1


def test_an_edition_that_changes_nothing_the_party_reads_says_so(world: World) -> None:
    client = world.client("zhang")
    reference = begun(client)
    publish(replace(SLOW, fee="收20元"))
    page = client.get(f"/cases/{reference}/notice").content.decode()
    assert "（第1版→第2版）。您要看的内容没有变化，请重新确认" in page
    assert changed_rows(page) == []


def test_an_unread_edition_in_between_hides_nothing(world: World) -> None:
    """Two editions follow each other; the first was served and never confirmed: all is told since the one read."""
    client = world.client("zhang")
    reference = begun(client)
    publish_changed()
    client.post(f"/cases/{reference}/notice", {"step": "renew"})
    assert case_of(reference).edition_version == 2
    publish(replace(SLOW, certificates=(LEASE, replace(STAFF, issuer="街道办事处"), CARD)))
    page = client.get(f"/cases/{reference}/notice").content.decode()
    assert "（第1版→第3版）" in page
    assert changed_rows(page) == ["从业人员情况证明：原来找谁开"]


def case_of(reference: str) -> Case:
    """Return the case as it stands."""
    return queries.case(reference)

"""What was typed and not yet signed: kept with the case, whoever signs out, whichever page was first, until its day."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests.pages.cases.test_journey import applied, read_notice, sign
from tests.pages.cases.world import AT, FACTS, TICKS, TYPED, ZHANG, World

from nuocheng.cases import acts, jobs, official, queries
from nuocheng.edge import clock
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import Door, Occasion, Post, Role
from nuocheng.letters import queries as letters

MARK = re.compile(r'name="(draft_\w+)" value="(\w+)"')
WARNED_AFTER, KEPT = timedelta(days=25, minutes=1), timedelta(days=30, minutes=2)


def begun(client: Client, code: str = "WS03") -> str:
    """Apply and choose to pledge, and return the reference of the case."""
    reference = applied(client, code)
    read_notice(client, reference, "pledge")
    return reference


def marks(client: Client, reference: str) -> dict[str, str]:
    """Open the page of the pledge, and return what tells it from another page."""
    return dict(MARK.findall(client.get(f"/cases/{reference}/pledge").content.decode()))


def by_itself(after: timedelta) -> Occasion:
    """Return an occasion of the system, so long after everything here."""
    return Occasion("system", "系统", Post(Role.SYSTEM), AT + after, door=Door.JOB)


@pytest.mark.req("S2.1")
def test_what_was_typed_survives_signing_out_and_another_device(world: World) -> None:
    reference = begun(world.client("zhang"))
    half = {"f-0_0": "公园路18号", "f-0_2_year": "2027", "f-0_2_month": "2", "f-0_2_day": "30", "f-1_0": "三"}
    later = world.client("zhang").post(f"/cases/{reference}/pledge", {**half, "step": "later"}, follow=True)
    page = later.content.decode()
    assert later.redirect_chain == [("/mine", 303)]
    assert "存好了，保留到2026年12月23日" in page
    assert "填到一半的（1）" in page
    assert f'href="/cases/{reference}/pledge">接着填' in page
    assert f'href="/cases/{reference}/withdraw">不办了' in page
    again = world.client("zhang").get(f"/cases/{reference}/pledge").content.decode()
    for typed in ("公园路18号", "2027", "30", "三"):
        assert f'value="{typed}"' in again
    assert "没填好" not in again


def test_a_wrong_answer_is_kept_as_it_was_typed_and_nothing_signed_by_it(world: World) -> None:
    client = world.client("zhang")
    reference = begun(client)
    assert client.post(f"/cases/{reference}/pledge", {**TYPED, **TICKS, "f-1_0": "三"}).status_code == 422
    draft = queries.draft_of(reference)
    assert draft is not None
    assert draft.typed["typed"]["staff"]["people"] == "三"
    assert "people" not in draft.typed["facts"]["staff"]
    assert client.get(f"/cases/{reference}/check").status_code == 302


def test_of_two_pages_the_later_does_not_overwrite_the_earlier_unseen(world: World) -> None:
    client = world.client("zhang")
    reference = begun(client)
    one, other = marks(client, reference), marks(client, reference)
    url = f"/cases/{reference}/pledge"
    assert client.post(url, {**TYPED, **TICKS, **one}).status_code == 303
    answer = client.post(url, {**TYPED, **TICKS, **other, "f-1_0": "4"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "两个窗口里填过" in page
    assert "不一样的有1处" in page
    assert '<td data-label="这个窗口">4人</td><td data-label="另一个窗口">３人</td>' in page
    assert queries.draft_of(reference).typed["facts"] == FACTS  # type: ignore[union-attr]
    both = client.get(url).content.decode()
    assert '<td data-label="这个窗口">３人</td><td data-label="另一个窗口">4人</td>' in both
    assert 'value="4"' in client.get(f"{url}?other=1").content.decode()
    chosen = {**TYPED, **TICKS, **dict(MARK.findall(page)), "f-1_0": "4"}
    assert client.post(url, chosen).status_code == 303
    assert queries.draft_of(reference).typed["facts"]["staff"]["people"] == "4"  # type: ignore[union-attr]
    assert "两个窗口里填过" not in client.get(url).content.decode()


def test_going_back_and_on_again_is_no_second_page(world: World) -> None:
    client = world.client("zhang")
    reference = begun(client)
    page = marks(client, reference)
    url = f"/cases/{reference}/pledge"
    assert client.post(url, {**TYPED, **TICKS, **page}).status_code == 303
    assert client.post(url, {**TYPED, **TICKS, **page, "f-1_0": "4"}).status_code == 303


def test_the_same_words_from_two_pages_are_no_disagreement(world: World) -> None:
    client = world.client("zhang")
    reference = begun(client)
    one, other = marks(client, reference), marks(client, reference)
    for page in (one, other):
        assert client.post(f"/cases/{reference}/pledge", {**TYPED, **TICKS, **page}).status_code == 303


def test_a_signed_pledge_leaves_no_draft(world: World) -> None:
    client = world.client("zhang")
    reference = begun(client)
    client.post(f"/cases/{reference}/pledge", {**TYPED, **TICKS})
    assert queries.draft_of(reference) is not None
    sign(client, reference)
    assert queries.draft_of(reference) is None


def test_a_draft_is_removed_after_thirty_days_and_a_letter(world: World) -> None:
    client = world.client("zhang")
    reference = begun(client)
    assert jobs.warn_of_drafts(by_itself(timedelta(days=24))) == 0
    assert jobs.warn_of_drafts(by_itself(WARNED_AFTER)) == 1
    assert jobs.warn_of_drafts(by_itself(WARNED_AFTER)) == 0
    told = letters.letters_to(ZHANG).rows[0]
    assert told.title == "填到一半的快到期了"
    assert "只保存到2026年12月23日" in told.text
    assert jobs.drop_drafts(by_itself(timedelta(days=29))) == 0
    assert jobs.drop_drafts(by_itself(KEPT)) == 1
    assert queries.draft_of(reference) is None
    assert queries.case(reference).state == "withdrawn"
    assert letters.letters_to(ZHANG).rows[0].title == "填到一半的已经清除"
    assert "到期没有提交，自动撤回" in client.get(f"/cases/{reference}").content.decode()


def test_nothing_is_removed_before_its_party_was_told(world: World) -> None:
    reference = begun(world.client("zhang"))
    assert jobs.drop_drafts(by_itself(timedelta(days=99))) == 0
    with pytest.raises(OutOfOrder):
        acts.lapse(by_itself(timedelta(days=99)), reference)


def test_whoever_goes_on_after_the_letter_keeps_the_draft(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = begun(world.client("zhang"))
    jobs.warn_of_drafts(by_itself(WARNED_AFTER))
    monkeypatch.setattr(clock.timezone, "at", AT + timedelta(days=26))
    official.keep_draft(queries.case(reference), {"statements": []}, AT + timedelta(days=26))
    assert jobs.drop_drafts(by_itself(KEPT)) == 0
    with pytest.raises(OutOfOrder):
        acts.lapse(by_itself(KEPT), reference)
    assert queries.draft_of(reference) is not None


def test_the_list_puts_first_what_waits_for_the_party(world: World) -> None:
    world.granted()
    world.found_untrue(world.granted())
    pledged = world.pledged()
    begun(world.client("zhang"), "WS01")
    page = world.client("zhang").get("/mine").content.decode()
    places = [page.index(f"<h2>{title}") for title in ("填到一半的", "要您办的", "等我们办的", "已有结果的")]
    assert places == sorted(places)
    assert page.count('<section class="card">') == 4
    assert f'href="/cases/{pledged.reference}/done"' in page
    assert "11月26日前（还有3个工作日）给您结果" in page
    assert "核查完" in page

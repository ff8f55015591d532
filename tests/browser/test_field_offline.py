"""The field pages in Chromium on a phone: everything that was told as saved without a network is there, and there once."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from tests.browser.afield import (
    BROKEN,
    FIRST,
    PHONE,
    USABLE,
    Faults,
    first_visit,
    go_round,
    noted,
    opened,
    save,
    signed_in,
)
from tests.browser.line import Line, laid

pytestmark = pytest.mark.browser
SAVES = 3


@pytest.fixture
def line(house: str) -> Iterator[Line]:
    """Lay a line to the house that can be cut."""
    with laid(house) as one:
        yield one


@pytest.mark.req("S8.6")
@pytest.mark.parametrize("faults", [Faults(), Faults(drops=1, loses=2)], ids=["plain", "dropped and lost"])
def test_what_is_saved_without_a_network_is_there_once(browser: Browser, line: Line, faults: Faults) -> None:
    done = go_round(browser, line, SAVES, f"离线{faults.loses}", faults)
    assert done.whole, done


@pytest.mark.parametrize("how", BROKEN)
def test_a_script_that_breaks_its_promise_is_noticed(browser: Browser, line: Line, how: str) -> None:
    """The control: the same rig, with a script that tells too early or lets go too early."""
    line.doctored = {"verification/field": BROKEN[how]}
    saves = 5
    done = go_round(browser, line, saves, f"弄坏{how[:3]}", Faults(drops=1))
    assert done.lost, "弄坏的脚本什么都没丢，这套检查就什么都查不出来"


def test_a_page_that_was_not_kept_says_so_and_the_list_opens_without_a_network(
    browser: Browser, line: Line
) -> None:
    context = browser.new_context(base_url=line.address, viewport=PHONE)  # type: ignore[arg-type]
    page = signed_in(context)
    visit = first_visit(page)
    line.cut = True
    page.goto("/field/visits/XC2020-00001")
    assert "这一页没有存在这台手机里" in page.locator("main").inner_text()
    page.get_by_role("link", name="回到我的上门").click()
    page.locator(f'main a[href="{visit}"]').wait_for()
    context.close()


def test_what_the_server_refuses_stays_with_its_reason_and_outlives_signing_out(
    browser: Browser, line: Line
) -> None:
    context = browser.new_context(base_url=line.address, viewport=PHONE)  # type: ignore[arg-type]
    page = signed_in(context)
    page.goto(first_visit(page))
    page.get_by_text(USABLE).wait_for()
    form = opened(page)
    form.get_by_label("看不出").check()
    form.get_by_role("button", name="保存").click()
    form.get_by_text("没有收：不一致、看不出的，请写明情况").wait_for()
    page.get_by_role("button", name="退出").click()
    page.get_by_text("还有1条现场记录没有上传").wait_for()
    page.get_by_role("button", name="不上传，先退出").click()
    page.wait_for_url("**/")
    again = signed_in(context)
    again.get_by_text("等待上传1条").wait_for()
    again.get_by_text("看看存着哪些").click()
    again.get_by_text("服务器没有收：不一致、看不出的").wait_for()
    again.get_by_role("button", name="不要这一条了").click()
    again.get_by_role("button", name="真的不要？它没有上传过").click()
    again.get_by_text(USABLE).wait_for()
    again.get_by_role("button", name="退出").click()
    again.wait_for_url("**/")
    assert not again.get_by_text("没有上传").count()
    context.close()


def test_two_pages_of_one_phone_tell_the_same_and_send_once(browser: Browser, line: Line) -> None:
    context = browser.new_context(base_url=line.address, viewport=PHONE)  # type: ignore[arg-type]
    page, name = signed_in(context), f"两页{secrets.token_hex(3)}"
    visit = first_visit(page)
    other = context.new_page()
    other.goto("/field/")
    other.get_by_text(USABLE).wait_for()
    line.cut = True
    save(page, visit, f"{name}第1条", 1)
    other.reload()
    other.get_by_text("等待上传1条").wait_for()
    line.cut = False
    for one in (other, page):
        one.evaluate("document.querySelector('[data-upload]').click()")
    other.get_by_text(USABLE).wait_for()
    page.locator("[data-banner]", has_text="等待上传").wait_for(state="hidden")
    assert noted(page, visit, name) == [f"{name}第1条"]
    context.close()


def test_without_scripts_the_field_page_is_a_plain_form(browser: Browser, line: Line) -> None:
    context = browser.new_context(base_url=line.address, viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    page = signed_in(context, FIRST)
    page.goto("/field/")
    page.locator("main section.card a").first.click()
    form = page.locator("form[data-offline]").first
    if not form.is_visible():
        page.locator("main section.card details summary").first.click()
    form.get_by_label("看不出").check()
    form.get_by_label("情况说明").fill("没有脚本也能记")
    form.get_by_role("button", name="保存").click()
    assert "的现场情况已经存好" in page.locator("main").inner_text()
    context.close()


#: Everything that lies in the phone's own store, as text: strings as they are, bytes as if they were letters.
RAW = """async () => {
  const base = await new Promise((done) => { const a = indexedDB.open("nuocheng-field"); a.onsuccess = () => done(a.result); });
  const all = (name) => new Promise((done) => { const a = base.transaction(name).objectStore(name).getAll(); a.onsuccess = () => done(a.result); });
  const rows = await all("records"), keys = await all("keys");
  const text = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)
    ? new TextDecoder().decode(value) : typeof value === "object" && value ? Object.values(value).map(text).join(" ") : String(value);
  const out = await Promise.all(keys.map((held) => crypto.subtle.exportKey("raw", held.key).then(() => "exported", () => "kept")));
  base.close();
  return { raw: rows.map(text).join(" "), rows: rows.length, keys: out };
}"""


@pytest.mark.req("S8.6")
def test_what_waits_in_the_phone_is_sealed_and_its_key_goes_with_signing_out(
    browser: Browser, line: Line
) -> None:
    context = browser.new_context(base_url=line.address, viewport=PHONE)  # type: ignore[arg-type]
    page, name = signed_in(context), f"密存{secrets.token_hex(3)}"
    visit = first_visit(page)
    line.cut = True
    save(page, visit, f"{name}第1条", 1)
    found = page.evaluate(RAW)
    assert (found["rows"], found["keys"]) == (1, ["kept"]), "one record, one key that cannot be read out"
    assert name not in found["raw"]
    assert "看不出" not in found["raw"]
    assert "JFIF" not in found["raw"], "the photograph is sealed too"
    page.reload()
    page.get_by_text("等待上传1条").wait_for()
    line.cut = False
    page.get_by_role("button", name="现在上传").click()
    page.locator("[data-banner]", has_text="等待上传").wait_for(state="hidden")
    assert noted(page, visit, name) == [f"{name}第1条"]
    page.goto("/field/")
    page.get_by_text(USABLE).wait_for()
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/")
    again = signed_in(context)
    again.goto("/field/")
    again.get_by_text(USABLE).wait_for()
    assert again.evaluate(RAW)["keys"] == [], "nothing waits, so the key went with signing out"
    context.close()

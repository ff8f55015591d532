"""The paper on screen: headings in order, labels as words, nothing of a content ever read as HTML, seen in forced colours."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from tests.papers import annexes, samples
from tests.papers.seeing import contrast, strip

from nuocheng.papers.content import Content
from nuocheng.papers.flowchart import FlowStep, plan
from nuocheng.papers.rendering import preview

CSS = Path(__file__).parents[2] / "src/nuocheng/site/static/nuocheng/nuocheng.css"
PAPERS: dict[str, Content] = {
    "signed": samples.SIGNED,
    "blank": samples.BLANK,
    "register": annexes.REGISTER,
    "rules": annexes.RULES,
    "guide": annexes.GUIDE,
    "receipt": samples.RECEIPT,
    "withdrawal": samples.WITHDRAWN,
    "visit_sheet": samples.VISIT_SHEET,
}


def shown(paper: Content) -> str:
    return preview(paper.form, paper.as_json())


def levels(html: str) -> list[int]:
    return [int(one) for one in re.findall(r"<h(\d)", html)]


@pytest.mark.parametrize("name", PAPERS)
def test_headings_go_down_one_level_at_a_time(name: str) -> None:
    found = [1, *levels(shown(PAPERS[name]))]
    assert found[1] == 2
    assert all(after <= before + 1 for before, after in pairwise(found))


@pytest.mark.req("S5.2")
@pytest.mark.parametrize("count", [1, 3, 12])
def test_each_replaceable_certificate_has_its_own_block_and_solid_label_before_other_materials(
    count: int,
) -> None:
    html = shown(samples.with_certificates(count))
    assert f"这{count}份证明可以用承诺代替" in html
    cards = re.findall(r'<section class="pledge".*?</section>', html, re.DOTALL)
    assert len(cards) == count
    assert all('<span class="pledge-tag">可以承诺代替</span>' in card for card in cards)
    assert html.rindex("pledge-tag") < html.index("其他材料")
    assert len(set(re.findall(r' id="([^"]+)"', html))) == count, "every card names its own heading"


def test_what_a_content_says_is_never_read_as_html() -> None:
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
    party = replace(samples.SIGNED.applicant, name=evil, address=evil)
    html = shown(replace(samples.SIGNED, applicant=party, edition=evil))
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("&lt;script&gt;") == 3
    steps = (replace(annexes.STEPS[0], title=evil, who=evil),)
    assert "<script" not in shown(replace(annexes.GUIDE, steps=steps))


def test_ticks_and_lines_to_write_on_are_told_in_words() -> None:
    assert "已选：</span>写承诺，不交证明" in shown(samples.SIGNED)
    assert "没有选：</span>交证明" in shown(samples.SIGNED)
    assert "已选" not in shown(samples.BLANK)
    assert "（待填写）" in shown(samples.BLANK)


@pytest.mark.req("S15.4")
def test_a_table_of_several_head_levels_can_be_heard_in_order() -> None:
    html = shown(annexes.REGISTER)
    assert '<th scope="colgroup" colspan="2">设定依据</th>' in html
    assert '<th scope="col" rowspan="2">证明名称</th>' in html
    assert '<th scope="rowgroup" rowspan="2">公共场所卫生许可第001项</th>' in html
    assert '<caption class="vh">证明事项目录</caption>' in html


def test_two_papers_on_one_page_share_no_id() -> None:
    content = samples.SIGNED.as_json()
    both = preview("notice_and_pledge", content, key="a") + preview("notice_and_pledge", content, key="b")
    ids = re.findall(r' id="([^"]+)"', both)
    assert len(ids) == len(set(ids)) == 4


def test_a_form_that_is_printed_only_has_no_preview() -> None:
    with pytest.raises(ValueError, match="PDF only"):
        preview("intended_measures", samples.INTENDED.as_json())
    with pytest.raises(ValueError, match="lacks"):
        preview("notice_and_pledge", {})


# ---- in Chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return Chromium."""
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield chromium
        chromium.close()


def page_of(browser: Browser, html: str, css: str = "", forced: str = "none") -> Page:
    page = browser.new_page(viewport={"width": 900, "height": 1200}, forced_colors=forced)  # type: ignore[arg-type]
    style = CSS.read_text(encoding="utf-8") + css
    page.set_content(
        f'<!doctype html><html lang="zh-CN"><head><title>告知书</title><style>{style}</style></head>'
        f'<body class="public"><main class="wrap"><h1>告知书</h1>{html}</main></body></html>'
    )
    return page


def seen(page: Page) -> tuple[float, float]:
    """Return the contrast of the thick bar to its surroundings and of the label to its ground, in grey."""
    card = page.locator(".pledge").first.bounding_box()
    label = page.locator(".pledge-tag").first.bounding_box()
    assert card
    assert label
    room = {"x": card["x"] - 10, "y": card["y"], "width": 60, "height": card["height"]}
    bar = page.screenshot(clip=room)  # type: ignore[arg-type]
    words = page.screenshot(clip=label)  # type: ignore[arg-type]
    bar_grey, label_grey = (strip(one) for one in (bar, words))
    paper, ink = bar_grey.getpixel((2, bar_grey.height // 2)), bar_grey.getpixel((16, bar_grey.height // 2))
    assert isinstance(paper, int)
    assert isinstance(ink, int)
    return contrast(paper, ink), label_contrast(label_grey)


def label_contrast(grey: Image.Image) -> float:
    low, high = grey.getextrema()
    assert isinstance(low, int)
    assert isinstance(high, int)
    return contrast(low, high)


@pytest.mark.browser
@pytest.mark.req("S5.2")
@pytest.mark.parametrize("forced", ["none", "active"])
def test_the_bar_and_the_label_stay_visible_in_grey_and_in_forced_colours(
    browser: Browser, forced: str
) -> None:
    page = page_of(browser, shown(samples.SIGNED), forced=forced)
    bar, label = seen(page)
    assert bar >= 3
    assert label >= 4.5
    tag = page.locator(".pledge-tag").first
    assert tag.inner_text() == "可以承诺代替"
    width = page.locator(".pledge").first.evaluate("one => getComputedStyle(one).borderLeftWidth")
    assert float(width.removesuffix("px")) >= 8
    page.close()


@pytest.mark.browser
def test_a_card_without_a_bar_is_caught(browser: Browser) -> None:
    page = page_of(browser, shown(samples.SIGNED), css=".pledge{border-color:#fff6dc !important}")
    assert seen(page)[0] < 3
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", PAPERS)
def test_no_paper_on_screen_breaks_a_rule_of_accessibility(browser: Browser, name: str) -> None:
    page = page_of(browser, shown(PAPERS[name]))
    assert broken(page) == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


@pytest.mark.browser
def test_a_broken_rule_of_accessibility_is_seen(browser: Browser) -> None:
    page = page_of(browser, '<div role="img"></div><p style="color:#eee">看不清</p>')
    assert {"role-img-alt", "color-contrast"} <= set(broken(page))
    page.close()


@pytest.mark.browser
@pytest.mark.req("S6.2")
def test_the_boxes_of_the_chart_have_outlines_on_our_pages_and_in_forced_colours(browser: Browser) -> None:
    for forced in ("none", "active"):
        page = page_of(browser, shown(annexes.GUIDE), forced=forced)
        assert outline(page) > 10
        page.close()
    page = page_of(browser, shown(annexes.GUIDE), css="path{stroke-width:0}")
    assert outline(page) < 1.5, "the check sees boxes without outlines"
    page.close()


def outline(page: Page) -> float:
    """Return the contrast of the strongest line across the edge of the first step's box."""
    chart = page.locator("figure svg").bounding_box()
    assert chart
    box = plan([FlowStep(one.title, one.who, one.workdays, one.path) for one in annexes.STEPS]).boxes[1]
    room = {"x": chart["x"] + box.left - 6, "y": chart["y"] + box.top + 30, "width": 12, "height": 4}
    low, high = strip(page.screenshot(clip=room, full_page=True)).getextrema()  # type: ignore[arg-type]
    assert isinstance(low, int)
    assert isinstance(high, int)
    return contrast(low, high)


def broken(page: Page) -> list[str]:
    page.evaluate(AXE_SCRIPT.read_text() if isinstance(AXE_SCRIPT, Path) else AXE_SCRIPT)
    found = page.evaluate("axe.run()")
    return [one["id"] for one in found["violations"]]

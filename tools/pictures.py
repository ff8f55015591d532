"""Take the pictures of the README and of docs/tour.md from a demonstration that runs already.

Usage: .venv/bin/python tools/pictures.py http://127.0.0.1:8000
"""

from __future__ import annotations

import re
import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from nuocheng.site.demo.cast import PASSWORD

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
ITEM = "专业技术人员资格考试报名"
DESKTOP, PHONE = (1366, 960), (390, 844)
COLOURS = 200
LARGEST = 200 * 1024
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def main(house: str) -> None:
    """Take every picture, and say how large each became."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        party = signed_in(browser, house, "citizen1", DESKTOP)
        notice(party)
        pledge(party)
        window(signed_in(browser, house, "mzj-clerk", DESKTOP))
        review(signed_in(browser, house, "mzj-reviewer", DESKTOP))
        desk(signed_in(browser, house, "mzj-verifier", DESKTOP))
        receipt(signed_in(browser, house, "citizen12", PHONE, dense=True))
        elder(signed_in(browser, house, "citizen1", PHONE, dense=True))
        browser.close()


def notice(page: Page) -> None:
    """Begin an application, or go on with the one begun before, and take the notice."""
    page.goto("/mine")
    begun = page.get_by_role("link", name="接着填")
    if begun.count():
        again(page)
    else:
        page.goto(f"/items?q={ITEM}")
        page.locator("main").get_by_role("link", name=ITEM).first.click()
        page.get_by_role("link", name="开始办理").click()
        page.get_by_label("联系地址").fill("公园路街道新禾路88号")
        page.get_by_role("button", name="开始办理").click()
    page.wait_for_url("**/notice")
    keep(page, "notice")


def again(page: Page) -> None:
    """Go back to the notice of an application that was begun before."""
    page.get_by_role("link", name="接着填").first.click()
    page.goto(f"{page.url.rpartition('/')[0]}/notice")


def pledge(page: Page) -> None:
    """Go on from the notice, leave the pledge blank, and take what the page says then."""
    page.get_by_label(re.compile("^写承诺")).check()
    page.get_by_label("我已看完告知内容", exact=False).check()
    page.get_by_role("button", name="继续", exact=True).click()
    page.wait_for_url("**/pledge")
    page.get_by_role("button", name="继续", exact=True).click()
    page.get_by_role("heading", name="没填好").first.wait_for()
    keep(page, "pledge")


def window(page: Page) -> None:
    """Take the page of the window: one page in the order in which people speak."""
    page.goto("/desk/intake")
    page.get_by_label("证件号码").fill("620402199001010017")
    page.get_by_label("姓名或单位名称").fill("张建华")
    keep(page, "window")


def review(page: Page) -> None:
    """Take the first case that waits for its decision."""
    page.goto("/desk/review")
    page.get_by_role("link", name="整页打开").first.click()
    page.get_by_role("heading", name="作决定").wait_for()
    keep(page, "review")


def elder(page: Page) -> None:
    """Take the notice in large letters on a phone."""
    page.goto("/")
    page.get_by_role("button", name="长辈版").click()
    page.goto("/mine")
    again(page)
    keep(page, "elder")


def desk(page: Page) -> None:
    """Take the verification queue."""
    page.goto("/desk/verify")
    keep(page, "desk")


def receipt(page: Page) -> None:
    """Take the receipt of a pledge as it looks on a phone."""
    page.goto("/mine")
    page.get_by_role("link", name="看回执").first.click()
    page.wait_for_url("**/done")
    keep(page, "phone")


def signed_in(
    browser: Browser, house: str, account: str, size: tuple[int, int], *, dense: bool = False
) -> Page:
    """Return a page of somebody who is signed in."""
    context = browser.new_context(
        base_url=house,
        viewport={"width": size[0], "height": size[1]},
        device_scale_factor=2 if dense else 1,
        locale="zh-CN",
    )
    page = context.new_page()
    page.goto("/sign-in/account")
    page.get_by_label("账号").fill(account)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    return page


def keep(page: Page, name: str) -> None:
    """Write what is on the screen into a small file.

    Raises:
        SystemExit: The file would be too large for a README.

    """
    page.evaluate("() => document.activeElement && document.activeElement.blur()")
    taken = Image.open(BytesIO(page.screenshot())).convert("RGB")
    path = PICTURES / f"{name}.png"
    taken.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.name}：{taken.width}×{taken.height}，{size // 1024}KB")
    if size > LARGEST:
        raise SystemExit(f"{path.name}超过{LARGEST // 1024}KB")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")

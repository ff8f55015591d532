"""The document camera at the window: Chromium is shown a film of the printed page, and the page files itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Playwright
from tests.browser.conftest import FLAGS, chromium_at
from tests.browser.test_window import CLERK, Keys, open_case, printed, signed_pages
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

#: What a document camera of eight megapixels sees. Asked for 3840 by 2160, Chromium cut 288 of its lines off.
#: Whose card lies on the reader: somebody for whom no other test opens a case.
CARD = "张建平|女|汉|20010825|甘肃省白银市白银区沿河东路40号|620402200108254325|白银市公安局白银分局|20200101|20400101"
FRAME = (3264, 2448)
FRAMES = 5
TABLE = (70, 74, 80)


@pytest.mark.req("S5.3")
def test_a_page_under_the_camera_files_itself_and_a_blank_sheet_does_not(
    visit: Callable[..., Visitor], playwright: Playwright, tmp_path: Path
) -> None:
    clerk = visit(CLERK)
    reference = open_case(clerk, Keys(clerk.page), CARD)
    page = signed_pages(printed(clerk, f"/desk/intake/{reference}/print"))[0]
    state = clerk.context.storage_state()

    blank = Image.new("RGB", page.size, "white")
    with seeing(playwright, film_of(blank, tmp_path / "blank.mjpeg")) as browser:
        said = take_a_picture(Visitor(browser, clerk.house, CLERK, state=state), reference)
    assert "没认出二维码，请摆正、避开反光重扫，或手工选页" in said
    assert "第1页扫好了" not in said

    with seeing(playwright, film_of(page, tmp_path / "page.mjpeg")) as browser:
        said = take_a_picture(Visitor(browser, clerk.house, CLERK, state=state), reference)
    assert "第1页扫好了" in said
    assert "第2页扫好了" not in said


def film_of(page: Image.Image, path: Path) -> Path:
    """Write a film of a page that lies under the camera and fills the frame from top to bottom."""
    scale = FRAME[1] / page.height
    seen = page.resize((round(page.width * scale), FRAME[1]), Image.Resampling.LANCZOS)
    frame = Image.new("RGB", FRAME, TABLE)
    frame.paste(seen, ((FRAME[0] - seen.width) // 2, 0))
    out = BytesIO()
    frame.save(out, "JPEG", quality=92)
    path.write_bytes(out.getvalue() * FRAMES)
    return path


@contextmanager
def seeing(playwright: Playwright, film: Path) -> Iterator[Browser]:
    """Open a Chromium whose camera sees the film."""
    camera = (
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    )
    browser = playwright.chromium.launch(executable_path=chromium_at(), args=[*FLAGS, *camera])
    yield browser
    browser.close()


def take_a_picture(clerk: Visitor, reference: str) -> str:
    """Open the camera, take one picture, upload it; what the page says then."""
    clerk.go(f"/desk/intake/{reference}")
    clerk.page.get_by_role("button", name="打开高拍仪").click()
    clerk.page.get_by_text("对准一页").wait_for()
    seen = clerk.page.evaluate(
        "() => { const v = document.querySelector('video'); return [v.videoWidth, v.videoHeight]; }"
    )
    assert tuple(seen) == FRAME, seen
    clerk.page.get_by_role("button", name="拍这一页").click()
    clerk.page.get_by_text("拍好了1页").wait_for()
    with clerk.page.expect_navigation(wait_until="load"):
        clerk.page.get_by_role("button", name="上传扫描件").click()
    said = clerk.text()
    clerk.is_satisfied()
    clerk.leave()
    return said

"""What the ways find: things that only a mouse or a script can do, focus that is not seen, pages that are too heavy."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route
from playwright.sync_api import TimeoutError as TooLong
from tests.browser.visitor import Visitor
from tests.browser.ways import Keyboard, Mouse, WithoutScripts
from tests.browser.weighing import DESK_BYTES, PUBLIC_BYTES

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="zh-CN"><head><title>一页</title><style>:focus{{outline:3px solid #000}}{style}</style></head>
<body class="{shell}"><header>{head}</header><main><h1>一页</h1>
<p><a href="#a">甲</a> {body} <a href="#b">乙</a></p></main></body></html>"""
GOES = "onclick=\"location='about:blank#gone'\""


def shown(page: Page, body: str, *, style: str = "", head: str = "", shell: str = "public") -> None:
    """Show a page of one's own making."""
    page.set_content(PAGE.format(body=body, style=style, head=head, shell=shell))


@pytest.mark.parametrize(
    "only_for_a_mouse",
    [f'<span role="button" {GOES}>去</span>', f'<button type="button" tabindex="-1" {GOES}>去</button>'],
)
def test_what_only_a_mouse_can_press_is_found_by_the_keyboard(
    visit: Callable[..., Visitor], only_for_a_mouse: str
) -> None:
    keyboard, mouse = Keyboard(visit()), Mouse(visit())
    shown(mouse.page, only_for_a_mouse)
    mouse.use(mouse.page.get_by_role("button", name="去"))
    shown(keyboard.page, only_for_a_mouse)
    with pytest.raises(AssertionError, match="by the keyboard"):
        keyboard.use(keyboard.page.get_by_role("button", name="去"))


def test_a_button_is_reached_by_tab_and_by_going_back_and_a_choice_by_the_arrows(
    visit: Callable[..., Visitor],
) -> None:
    keyboard = Keyboard(visit())
    choices = "".join(
        f'<input type="radio" name="r" id="r{n}"><label for="r{n}">第{n}种</label>' for n in (1, 2, 3)
    )
    shown(
        keyboard.page,
        f'<input aria-label="名字">{choices}<select aria-label="月"><option>一<option>二</select>',
    )
    keyboard.tick("第3种")
    keyboard.pick("月", "二")
    keyboard.write("名字", "张三")
    assert keyboard.page.get_by_label("第3种").is_checked()
    assert keyboard.page.get_by_label("月").input_value() == "二"
    assert keyboard.page.get_by_label("名字").input_value() == "张三"
    keyboard.visitor.is_satisfied()


@pytest.mark.parametrize(
    ("fault", "style", "head"),
    [
        ("the focus cannot be seen", "button:focus{outline:0}", ""),
        (
            "the focus is covered",
            "header{position:fixed;left:0;top:0;width:100%;height:300px;background:#fff}",
            "盖住",
        ),
    ],
)
def test_a_focus_that_is_not_seen_is_noticed(
    visit: Callable[..., Visitor], fault: str, style: str, head: str
) -> None:
    keyboard = Keyboard(visit())
    shown(keyboard.page, '<button type="button">去</button>', style=style, head=head)
    keyboard.reach(keyboard.page.get_by_role("button", name="去"))
    assert any(fault in one for one in keyboard.visitor.noticed), keyboard.visitor.noticed


def test_what_only_a_script_can_do_is_found_without_scripts(visit: Callable[..., Visitor]) -> None:
    plain = WithoutScripts(visit(scripts=False))
    plain.page.set_default_navigation_timeout(2000)
    plain.go("/")
    shown(plain.page, f'<button type="button" {GOES}>去</button>')
    with pytest.raises(TooLong):
        plain.press("去")


@pytest.mark.parametrize(
    ("shell", "letters", "heavy"),
    [
        ("public", PUBLIC_BYTES, True),
        ("desk", DESK_BYTES, True),
        ("desk", PUBLIC_BYTES, False),
    ],
)
def test_a_page_that_weighs_too_much_is_noticed(
    visit: Callable[..., Visitor], shell: str, letters: int, heavy: bool
) -> None:
    visitor = visit()
    said = "".join(random.Random(1).choices("abcdefghij ", k=letters))

    def answer(route: Route) -> None:
        page = PAGE.format(body=said, style="", head="", shell=shell)
        route.fulfill(body=page, content_type="text/html; charset=utf-8")

    visitor.context.route("**/heavy", answer)
    visitor.go("/heavy")
    visitor.weigh()
    assert any("weighs" in one for one in visitor.noticed) is heavy, visitor.noticed


def test_a_style_in_the_page_is_refused_and_noticed(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.go("/")
    visitor.page.evaluate("() => document.querySelector('main').setAttribute('style', 'color:red')")
    visitor.page.wait_for_timeout(200)
    assert any("Content Security Policy" in one for one in visitor.noticed), visitor.noticed

"""What is looked at can be found wrong: pages with planted faults are caught."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.browser import looking
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

SOUND = """<!doctype html><html lang="zh-CN"><head><title>一页</title></head>
<body><main><h1>一页</h1>{}</main></body></html>"""
FAULTS = {
    "axe label": '<input type="text">',
    "axe color-contrast": '<p style="color:#bbb;background:#fff">看不清的字</p>',
    "axe image-alt": '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    "axe heading-order": "<h4>跳了两级</h4>",
    "axe target-size": '<a href="#a" style="font-size:6px">甲</a><a href="#b" style="font-size:6px">乙</a>',
    "too wide": '<div style="width:3000px">太宽</div>',
    "cut off": '<button style="width:2em;overflow:hidden;white-space:nowrap">按钮上的字太长</button>',
    "2 h1": "<h1>又一页</h1>",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(visit: Callable[..., Visitor], fault: str) -> None:
    visitor = visit()
    visitor.page.set_content(SOUND.format(FAULTS[fault]))
    visitor.see()
    assert any(fault in one for one in visitor.noticed), visitor.noticed
    with pytest.raises(AssertionError, match=fault):
        visitor.is_satisfied()


def test_a_sound_page_has_nothing_wrong(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.page.set_content(SOUND.format("<p>好的</p>"))
    visitor.see()
    visitor.is_satisfied()
    assert looking.axe(visitor.page) == []


def test_what_the_security_policy_refuses_is_noticed(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.go("/")
    visitor.page.evaluate(
        "() => { const one = document.createElement('script'); one.textContent = 'window.in = 1';"
        " document.body.append(one); }"
    )
    visitor.page.wait_for_timeout(200)
    assert visitor.page.evaluate("() => window.in") is None
    assert any("Content Security Policy" in one for one in visitor.noticed), visitor.noticed


def test_a_missing_page_and_a_call_elsewhere_are_noticed(visit: Callable[..., Visitor]) -> None:
    visitor, other = visit(), visit()
    other.go("/no-such-page")
    visitor.page.set_content('<img alt="" src="http://example.invalid/x.png">')
    visitor.page.wait_for_timeout(200)
    assert any("status 404" in one for one in other.noticed)
    assert any("asks elsewhere" in one for one in visitor.noticed)

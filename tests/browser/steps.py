"""The steps that several journeys share, told for whoever goes in whichever way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import httpx2
from tests.browser.test_journey import NUMBER
from tests.browser.ways import Mouse, Way

from nuocheng.site.demo.verbs import BLANK_PDF

ADDRESS = "白银区公园路街道新禾路69号"
TICKS = "main .choice input[type=checkbox]"
#: A certificate as somebody may hand it in.
CERTIFICATE: dict[str, Any] = {"name": "证明.pdf", "mimeType": "application/pdf", "buffer": BLANK_PDF}


@dataclass(frozen=True)
class Party:
    """Who goes: the account, the name that signs, the phone, the end of the number, and where they live."""

    account: str
    name: str
    phone: str = ""
    tail: str = ""
    home: str = ""


def sign_in_by_phone(party: Way, who: Party) -> None:
    """Ask for a code, read it in the inbox of the demonstration, and type it."""
    party.go("/mine")
    party.see("登录")
    party.write("手机号", who.phone[:7])
    party.press("获取校验码")
    party.refused("登录")
    party.write("手机号", who.phone)
    party.press("获取校验码")
    party.see("填校验码")
    inbox = party.page.get_by_role("link", name="模拟短信的收件箱").get_attribute("href")
    row = re.search(rf"<td>{who.phone}</td><td>[^<]*?(\d{{6}})", httpx2.get(str(inbox)).text)
    assert row
    party.write("校验码", row[1])
    party.press("登录")
    if "/acting" in party.page.url:
        party.see("这次替谁办？")
        party.press("继续")
    party.see("我的承诺")


def search(party: Way, item: str) -> None:
    """Look for the item from the front page."""
    party.go("/")
    party.see("少开证明，写承诺就行")
    party.write("您要办什么事？", item)
    party.press("搜索")
    party.see("的搜索结果")
    party.follow(re.compile(f"^{item}"))
    party.see(item)


def apply(party: Way, item: str) -> None:
    """Begin an application: first with nothing in the field, then with an address."""
    party.follow("开始办理")
    party.see(f"办理{item}")
    party.write("联系地址", " ")
    party.press("开始办理")
    party.refused(f"办理{item}")
    party.write("联系地址", ADDRESS)
    party.press("开始办理")


def read_the_notice(party: Way, way: str) -> None:
    """Read the notice, go on too early, then choose a way."""
    party.see("份证明，您可以不交，写承诺就行")
    party.press("继续")
    party.refused("份证明，您可以不交，写承诺就行")
    party.tick(re.compile(f"^{way}"))
    party.tick(re.compile("^我已看完告知内容"))
    party.press("继续")


def pledge(party: Way, who: Party, item: str) -> str:
    """Write the pledge and leave it, come back, check it, sign it; the number."""
    party.see("写承诺")
    party.write(re.compile("坐落|住址|地址"), who.home)
    party.press("保存，以后再填")
    party.see()
    party.go("/mine")
    party.see("我的承诺")
    party.follow(re.compile(f"^接着填.*{item}"))
    party.see("写承诺")
    party.tick_all(party.page.locator(TICKS))
    party.press("继续")
    party.see("核对没有错，再签署提交")
    assert who.home in party.text()
    sign(party, who)
    party.see("承诺书已提交")
    found = NUMBER.search(party.text())
    assert found
    return found.group()


def sign(party: Way, who: Party) -> None:
    """Sign by hand with a mouse; the pad sends everybody else back, and they type their name."""
    party.follow(re.compile("手写"))
    party.see()
    if isinstance(party, Mouse) and party.scripts:
        box = party.page.locator("canvas.pad").bounding_box()
        assert box
        party.page.mouse.move(box["x"] + 60, box["y"] + 60)
        party.page.mouse.down()
        for step in range(8):
            party.page.mouse.move(box["x"] + 60 + 20 * step, box["y"] + (60 if step % 2 else 120))
        party.page.mouse.up()
        party.press("签署并提交")
        return
    party.follow("改为输入姓名")
    party.see("核对没有错，再签署提交")
    sign_by_name(party, who.name)


def sign_by_name(party: Way, name: str) -> None:
    """Sign with one's name on the page that shows what is signed."""
    party.write(re.compile("^签名"), name)
    party.press("签署并提交")


def hand_in_certificate(party: Way) -> None:
    """Choose a file and upload it; where scripts run, the page is drawn anew without being left."""
    party.hand_in(re.compile("^选文件或照片"), CERTIFICATE)
    party.use(party.page.get_by_role("button", name="上传", exact=True))
    party.page.get_by_text("收到了：").first.wait_for()


def look_up(anybody: Way, number: str, tail: str) -> None:
    """Look a paper up by what stands on it."""
    anybody.go("/v")
    anybody.write("核验码或文号", number)
    anybody.write("申请人证件号后4位", tail)
    anybody.press("核验")

"""The ground of the table: one district, a file in every state, and a browser for everybody, signed in by the real form."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field, replace
from typing import Any

import httpx2
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from tests import builders
from tests.pages.cases.world import (
    AT,
    CARD,
    LEASE,
    LI,
    MIXED,
    PASSWORD,
    SLOW,
    STATEMENTS,
    ZHANG,
    World,
    build,
    publish,
)
from tests.site.bad_input.ground_offices import offices
from tests.site.bad_input.ground_people import people
from tests.site.bad_input.ground_registers import registers
from tests.site.bad_input.ground_spot import on_the_spot
from tests.site.bad_input.ground_summaries import summaries
from tests.site.bad_input.ground_verifying import verifying
from tests.site.bad_input.page import Page, hidden

from nuocheng.cases import acts, queries
from nuocheng.cases.acts import Upload
from nuocheng.cases.queries import blocks
from nuocheng.catalogue.rules.content import Certificate, FactField, Item
from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.kernel.occasion import Role
from nuocheng.mandates import acts as mandates
from nuocheng.mandates.acts import MandateGiven
from nuocheng.verification import queries as verification

#: Who is in besides those who lay the ground out.
STAFF = ("chen", "fa", "editor", "verifier-1", "verifier-2", "bureau", "editor-2", "administrator-1")
LI_TWO = "620402198001010013"
#: One certificate with a fact of every data type there is, bounded where a type can be.
EVERY = Certificate(
    key="every",
    name="经营情况证明",
    disposition=LEASE.disposition,
    purpose="核对申请条件",
    proves="店里的经营情况",
    issuer="社区居委会",
    bases=LEASE.bases,
    facts=(
        FactField("address", "营业场所地址", FactType.TEXT, Comparison.CONTAINS_ADDRESS, "address"),
        FactField("until", "租到哪一天", FactType.DATE, Comparison.ON_OR_BEFORE, "until",
                  minimum="2026-11-23", maximum="2046-12-31"),
        FactField("wages", "每月工资总额", FactType.MONEY, Comparison.AT_MOST, "wages",
                  minimum="0", maximum="500000"),
        FactField("people", "从业人数", FactType.INTEGER, Comparison.AT_MOST, "people", unit="人",
                  minimum="1", maximum="20"),
        FactField("owner", "房主的证件号码", FactType.NUMBER, Comparison.EQUALS, "owner"),
        FactField("origin", "这处场所是怎么来的", FactType.CHOICE, Comparison.EQUALS, "origin",
                  choices=("自己的房子", "租的", "别人无偿给用的")),
        FactField("insured", "都参加了社会保险", FactType.BOOLEAN, Comparison.IS_TRUE, "insured"),
        FactField("rent", "每月租金", FactType.MONEY, Comparison.AT_MOST, "rent"),
        FactField("since", "从哪一天起租", FactType.DATE, Comparison.ON_OR_AFTER, "since"),
    ),
    plan=LEASE.plan,
)  # fmt: skip


def item(code: str, of: Item = SLOW) -> Item:
    """Return one more item of the shape of another."""
    return replace(of, code=code, name=f"{of.name}{code}")


def another_edition(code: str, certificate: Certificate) -> None:
    """Publish an item anew, with another certificate in it."""
    publish(replace(item(code), certificates=(certificate, CARD)))


@dataclass
class Ground:
    """Who is in, and the files that addresses are filled in with."""

    world: World
    files: dict[str, str] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    shown: dict[str, tuple[Page, Any]] = field(default_factory=dict)

    def client(self, who: str) -> Client:
        """Return a browser in which this account has signed in by the form, its guard against forgery on."""
        if not who:
            return Client(enforce_csrf_checks=True, raise_request_exception=False)
        who = self.files.get(who.strip("{}"), who)
        if who not in self.clients:
            self.clients[who] = signed_in(who)
        return self.clients[who]

    def cookies(self, who: str) -> Client:
        """Return a browser of its own for one row, with the cookies of the account."""
        client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        client.cookies.load({name: one.value for name, one in self.client(who).cookies.items()})
        return client

    def publish(self, code: str, of: Item = SLOW) -> Item:
        """Publish one more item."""
        one = item(code, of)
        publish(one)
        return one


def signed_in(who: str) -> Client:
    """Sign in by account and password, as people do."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    form = Page(client.get("/sign-in/account").content).form_with(["username", "password"])
    password = "letmein-please" if "-" in who else PASSWORD
    answer = client.post("/sign-in/account", {**hidden(form), "username": who, "password": password})
    assert answer.status_code == 303, Page(answer.content).complaints()
    return client


def send(client: Client, url: str, typed: dict[str, Any], to: str = "") -> Any:
    """Open a page, fill its form in, and send it, as a browser without a script does."""
    shown = client.get(url)
    assert shown.status_code == 200, (url, shown.status_code, shown.get("Location"))
    form = Page(shown.content).form_with(typed)
    return client.post(to or url.partition("?")[0], {**hidden(form), **typed})


def lay() -> Ground:
    """Lay out everything once; every row is undone after it."""
    cache.clear()
    ground = Ground(build(PASSWORD))
    _online(ground)
    _later(ground)
    ground.files |= offices(ground.world)
    ground.files |= summaries()
    ground.files |= verifying()
    ground.files |= people()
    ground.files |= registers()
    ground.files |= on_the_spot()
    for who in (*STAFF, "lisi", "{suspect}", "{barred}", "{visited}", "{asked_party}", "{letter_party}"):
        ground.client(who)  # now, not in a row: what a row does is undone, a sign-in too
    return ground


def _online(ground: Ground) -> None:
    """Lay out the steps of somebody who applies online, each by the pages before it."""
    world, zhang = ground.world, ground.client("zhang")
    for code in ("BI01", "BI02", "BI05", "BI06"):
        ground.publish(code)
    ground.publish("BI03", replace(SLOW, certificates=(EVERY, CARD)))
    ground.publish("BI04", MIXED)
    ground.publish("BI07", replace(SLOW, signing_methods=("typed_name", "handwriting", "paper")))
    files = ground.files
    files["noticed"] = world.opened(item("BI02")).reference
    for name, code, way in (("told", "BI03", "pledge"), ("ready", "BI05", "pledge"),
                            ("choosing", "BI06", "part"), ("by_hand", "BI07", "pledge"), ("ordinary", "BI04", "none")):  # fmt: skip
        files[name] = world.opened(item(code)).reference
        answer = send(zhang, f"/cases/{files[name]}/notice", {"way": way, "read": "on"})
        assert answer.status_code == 303, Page(answer.content).complaints()
    for name in ("ready", "by_hand"):
        answer = send(zhang, f"/cases/{files[name]}/pledge", {**READY, **TICKS})
        assert answer["Location"].endswith("/check"), Page(answer.content).complaints()


def _later(ground: Ground) -> None:
    """Lay out what comes after signing."""
    world, files = ground.world, ground.files
    for code in ("BI10", "BI11", "BI12"):
        ground.publish(code)
    files["pledged"] = world.pledged(item("BI10")).reference
    files["correcting"] = world.pledged(item("BI11")).reference
    points = (
        acts.Point("说明这处场所从哪天开始用", "say"),
        acts.Point("手机号打不通，请换一个能打通的", "contact"),
        acts.Point("租到哪一天写错了，请照着合同改", "fact"),
        acts.Point("补一张店面的照片，招牌要拍全", "file"),
    )
    acts.ask_correction(world.staff("chen", Role.REVIEWER), files["correcting"], points=points)
    granted = world.granted(item("BI12"))
    files |= {"granted": granted.reference, "check_code": granted.code, "number": granted.number}
    files |= {
        "lower_code": granted.code.lower().replace("-", ""),
        "confused_code": granted.code.replace("0", "O").replace("1", "I"),
        "good": next(iter(queries.rating_grades(AT.date()))),
    }
    handed = Upload("租房合同.pdf", "application/pdf", b"%PDF-1.4 a lease")
    files["handed"] = world.told(ground.publish("BI13", MIXED)).reference
    acts.decline_pledge(world.zhang(), files["handed"])
    acts.submit_certificate(world.zhang(), files["handed"], certificate="lease", upload=handed)
    _window(ground)
    _desk(ground)
    _others(ground)


def _by_phone(ground: Ground) -> None:
    """Have a code sent to somebody's phone, and read it there."""
    phone = "13909430101"
    builders.an_applicant(builders.PartyGiven(LI_TWO, "person", "王五", phone, "公园路20号"))
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    answer = send(client, "/sign-in", {"phone": phone}, to="/sign-in/phone")
    assert answer.status_code == 303, Page(answer.content).complaints()
    inbox = html.unescape(httpx2.get(settings.NUOCHENG_SMS[0].removesuffix("send")).text)
    code = re.search(rf"<td>{phone}</td><td>.*?校验码(\d{{6}})", inbox)[1]
    ground.clients["by phone"] = client
    ground.files |= {
        "code": code,
        "wrong_code": f"{(int(code) + 1) % 10**6:06}",
        "full_width_code": code.translate({ord("0") + one: ord("０") + one for one in range(10)}),
    }


def _window(ground: Ground) -> None:
    """Lay out a case at the window, and blank forms that were drawn some days ago."""
    files, liu = ground.files, ground.client("liu")
    ground.publish("BI20")
    who = {"kind": "person", "number": LI, "name": "李四", "phone": "13900000000", "address": "人民路5号"}
    wanted = {**who, "item": "BI20", "step": "open", "way": "pledge"}
    answer = send(liu, "/desk/intake?item=BI20", wanted)
    assert answer.status_code == 303, Page(answer.content).complaints()
    files["window"] = answer["Location"].rpartition("/")[2]
    drawn_at = AT.replace(day=18)
    clerk = replace(ground.world.staff("liu", Role.CLERK), at=drawn_at)
    day = drawn_at.date()
    drawn = acts.draw_block(clerk, wanted=acts.BlockWanted("BI01", "3号窗口", day, 3))
    numbers = [one.reserved.reference for one in blocks.numbers_of(drawn.reference)]
    files |= {"block": drawn.reference, "blank": numbers[0], "spare": numbers[1]}


def _desk(ground: Ground) -> None:
    """Lay out what waits at the desks of the district's department."""
    files = ground.files
    files["procedure"] = next(iter(queries.procedures_known(AT.date())))
    poor = list(queries.rating_grades(AT.date()))[-1]
    rated = ground.world.granted(ground.publish("BI14")).reference
    given = acts.give_rating(ground.world.zhang(), case=rated, grade=poor, indicators={}, text="")
    files["rating"] = given.reference


def _others(ground: Ground) -> None:
    """Lay out what happened to others: a matter, a mark, a mandate, and a code that was sent by phone."""
    files = ground.files
    suspect = builders.a_party("王守约", "620402199001010018")
    for name, party in (("suspect", suspect), ("barred", builders.a_party())):
        files[name] = builders.an_applicant(party).username
    matter = builders.a_matter(suspect)
    verifier = builders.an_occasion(Role.VERIFIER, matter.department, AT)
    intention = builders.Intention(intent="deliberate", grade="general", measures=("revoke", "mark"))
    builders.consequences.serve_intended(verifier, matter.reference, intention=intention)
    files["matter"] = matter.reference
    builders.a_blacklisted_person()
    builders.an_account(Role.VERIFIER)
    refuted = builders.a_refuted_case(builders.a_party("王守信", "620402199001010026"))
    files["refuted"] = refuted.reference
    answered = builders.an_answered_case(builders.a_party("王守法", "620402199001010034"))
    files["task"] = verification.tasks_of(answered.reference)[0].reference
    files["fresh_matter"] = builders.a_matter(builders.a_party("王守真", "620402199001010042")).reference
    _by_phone(ground)
    lisi = replace(ground.world.zhang(), actor="lisi", name="李四", party=LI)
    for number, name in ((ZHANG, "张建华"), (LI_TWO, "王五")):
        given = MandateGiven(name, number, AT.date(), AT.date().replace(year=2027), may_sign=True)
        files["mandate"] = mandates.give_mandate(lisi, given=given).reference


TICKS = {f"s-{code}": "on" for code in STATEMENTS}
READY = {
    "f-0_0": "公园路18号1层", "f-0_1": "租的", "f-0_2_year": "2027", "f-0_2_month": "6", "f-0_2_day": "30",
    "f-1_0": "3", "f-1_1": "9000", "f-1_2": "是",
}  # fmt: skip

"""The ground of the table: one district, a file in every state, and a browser for everybody, signed in by the real form."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django.core.cache import cache
from django.test import Client
from tests import builders
from tests.pages.cases.world import (
    AT,
    DEPARTMENT,
    CARD,
    LEASE,
    MIXED,
    PASSWORD,
    SLOW,
    STATEMENTS,
    World,
    build,
    publish,
)
from tests.site.bad_input.page import Page, hidden

from nuocheng.cases import acts
from nuocheng.catalogue.rules.content import Certificate, FactField, Item
from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.kernel.occasion import Role

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


@dataclass
class Ground:
    """Who is in, and the files that addresses are filled in with."""

    world: World
    files: dict[str, str] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def client(self, who: str) -> Client:
        """Return a browser in which this account has signed in by the form, its guard against forgery on."""
        if not who:
            return Client(enforce_csrf_checks=True, raise_request_exception=False)
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
    password = "letmein-please" if who.startswith("of-") else PASSWORD
    answer = client.post("/sign-in/account", {**hidden(form), "username": who, "password": password})
    assert answer.status_code == 303, answer.content.decode()
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
    return ground


def _online(ground: Ground) -> None:
    """Lay out the steps of somebody who applies online, each by the pages before it."""
    world, zhang = ground.world, ground.client("zhang")
    for code in ("BI01", "BI02", "BI05", "BI06"):
        ground.publish(code)
    ground.publish("BI03", replace(SLOW, certificates=(EVERY, CARD)))
    ground.publish("BI04", MIXED)
    ground.publish("BI07", replace(SLOW, signing_methods=("typed_name", "handwriting")))
    files = ground.files
    files["noticed"] = world.opened(item("BI02")).reference
    for name, code, way in (("told", "BI03", "pledge"), ("ready", "BI05", "pledge"),
                            ("choosing", "BI06", "part"), ("by_hand", "BI07", "pledge"), ("ordinary", "BI04", "none")):  # fmt: skip
        files[name] = world.opened(item(code)).reference
        answer = send(zhang, f"/cases/{files[name]}/notice", {"way": way, "read": "on"})
        assert answer.status_code == 303, answer.content.decode()
    for name in ("ready", "by_hand"):
        answer = send(zhang, f"/cases/{files[name]}/pledge", {**READY, **TICKS})
        assert answer["Location"].endswith("/check"), answer.content.decode()


def _later(ground: Ground) -> None:
    """Lay out what comes after signing."""


TICKS = {f"s-{code}": "on" for code in STATEMENTS}
READY = {
    "f-0_0": "公园路18号1层", "f-0_1": "租的", "f-0_2_year": "2027", "f-0_2_month": "6", "f-0_2_day": "30",
    "f-1_0": "3", "f-1_1": "9000", "f-1_2": "是",
}  # fmt: skip
__all__ = ["AT", "DEPARTMENT", "EVERY", "READY", "TICKS", "Ground", "Role", "acts", "builders", "lay", "send"]

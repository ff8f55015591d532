"""The pages of draws: the desk prepares, freezes, reveals; the public sees every step."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests import builders as b
from tests.builders import Hours
from tests.verification import drawing
from tests.verification.drawing import a_draw, pooled

from nuocheng.kernel.occasion import Role
from nuocheng.verification import queries
from nuocheng.verification.queries import draws

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_files")]
BACKEND = "django.contrib.auth.backends.ModelBackend"


def browser(department: str = b.DEPARTMENT) -> Client:
    """Return a browser of somebody who verifies for a department."""
    client = Client()
    client.force_login(b.an_account(Role.VERIFIER, department, name=f"verifier-{department}"), BACKEND)
    return client


def filled(**changed: Any) -> dict[str, Any]:
    """Return the form of a new draw as it is filled in."""
    today = timezone.localdate()
    day = {"decided_by_year": today.year, "decided_by_month": today.month, "decided_by_day": today.day}
    shares = {"percent_A": "5", "percent_B": "１０％", "percent_C": "30", "percent_D": "100"}
    return {
        "title": "第四季度抽查",
        **day,
        **shares,
        "minimum": "1",
        "usual_percent": "100",
        "ground": "",
        **changed,
    }


@pytest.mark.req("S10.6")
def test_a_draw_is_prepared_frozen_and_revealed_each_step_asked_once_more() -> None:
    pooled(Hours())
    client = browser()
    assert "1件" in client.get("/desk/draws").content.decode()
    answer = client.post("/desk/draws/new", filled())
    assert answer.status_code == 303, answer.content.decode()
    home = answer["Location"]
    reference = home.rpartition("/")[2]
    for step, said in (("freeze", "名单已固定"), ("reveal", "已抽取")):
        assert "请再看一遍" in client.get(f"{home}/{step}").content.decode()
        assert said in client.post(f"{home}/{step}", follow=True).content.decode()
    draw = draws.draw(reference)
    assert (draw.state, draw.listed, draw.drawn) == ("drawn", 1, 1)
    assert [one.key for one in draw.parts[:3]] == ["A-high", "A-middle", "A-low"]
    assert [one.percent for one in draw.parts] == [8, 5, 3, 15, 10, 5, 45, 30, 15, 100, 100, 50]
    assert draw.seed in Client().get(f"/draws/{reference}").content.decode()
    late = client.post(f"{home}/freeze", follow=True)
    assert (late.status_code, "不能办这一步" in late.content.decode()) == (409, True)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "请写这次抽查的名称"),
        ({"percent_A": "五"}, "请填整数，例如20"),
        ({"percent_A": "101"}, "写了101%，比例请写0到100"),
        ({f"percent_{one}": "0" for one in "ABCD"}, "各类都写了0，等于不抽查"),
        ({"usual_percent": "20"}, "高于日常监管的20%"),
        ({"decided_by_year": "2199"}, "这一天还没有到"),
        ({"decided_by_month": "13"}, "月"),
        ({"minimum": "-1"}, "请填整数，例如20"),
        ({"minimum": "12345"}, "请填整数，例如20"),
    ],
)
def test_what_is_filled_in_wrong_is_said_at_its_place_and_nothing_is_lost(
    wrong: dict[str, Any], sentence: str
) -> None:
    b.some_departments()
    answer = browser().post("/desk/draws/new", filled(ground="", **{"title": "我的抽查", **wrong}))
    page = answer.content.decode()
    assert answer.status_code == 422, page
    assert sentence in page
    assert "title" in wrong or 'value="我的抽查"' in page
    assert draws.draws(b.DEPARTMENT).rows == []


def test_giving_up_needs_a_reason_that_everybody_reads() -> None:
    draw = a_draw(Hours())
    client = browser()
    answer = client.post(f"/desk/draws/{draw.reference}/give-up", {"reason": " "})
    assert (answer.status_code, "请写明为什么作废" in answer.content.decode()) == (422, True)
    client.post(f"/desk/draws/{draw.reference}/give-up", {"reason": "日期写错了"})
    assert "日期写错了" in Client().get(f"/draws/{draw.reference}").content.decode()


def test_another_department_sees_it_only_as_the_public_does() -> None:
    draw = a_draw(Hours())
    client = browser("620402-wjj")
    assert client.get(f"/desk/draws/{draw.reference}").status_code == 404
    assert client.post(f"/desk/draws/{draw.reference}/freeze").status_code == 404
    assert Client().get(f"/draws/{draw.reference}").status_code == 200
    assert Client().get(f"/draws/{draw.reference}/list.txt").status_code == 404


def test_no_public_page_names_a_party() -> None:
    draw = a_draw(Hours(), "freeze", "reveal")
    said = "".join(
        Client().get(f"/draws/{draw.reference}{more}").content.decode()
        for more in ("", "/list.txt", "/drawn.txt")
    )
    assert b.a_party().name not in said
    assert b.a_party().number not in said
    assert draw.reference in Client().get("/draws").content.decode()


@pytest.mark.req("S8.1")
def test_what_is_spared_is_looked_at_when_an_officer_writes_down_why() -> None:
    case = b.a_granted_case(item=drawing.TRIGGERED)
    task = queries.tasks_of(case.reference)[0]
    client = browser()
    assert task.reference not in client.get("/desk/verify").content.decode()
    assert (
        f"/desk/verify/{task.reference}" in client.get("/desk/verify", {"q": case.reference}).content.decode()
    )
    page = client.get(f"/desk/verify/{task.reference}").content.decode()
    assert "写明起因，现在核查" in page
    address = f"/desk/verify/{task.reference}/trigger"
    assert client.get(address).status_code == 200
    assert client.post(address, {"reason": ""}).status_code == 422
    answer = client.post(address, {"reason": "邻居反映收入不实"}, follow=True)
    assert "邻居反映收入不实" in answer.content.decode()
    assert queries.task(task.reference).state == "owed"
    assert client.post(address, {"reason": "再查"}).status_code == 409

"""Rating after the result: five grades, once, unknown to whoever handled the case, reported to the province."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from tests.pages.cases.test_drafts import by_itself
from tests.pages.cases.world import SPOT, World

from nuocheng.cases import acts, jobs, queries
from nuocheng.cases.channels import rating_platform
from nuocheng.cases.channels.rating_platform import RatingPlatform
from nuocheng.cases.models import Rating, RatingTry
from nuocheng.kernel.errors import OutOfOrder, RuledOut
from nuocheng.kernel.occasion import Role

GRADES = ["非常满意", "满意", "基本满意", "不满意", "非常不满意"]
INDICATORS = ["办事效率", "办事指南精确度", "办事便捷度", "平台操作性"]
PLATFORM = "https://rating.example/v1/ratings"


def rated(world: World, grade: str = "dissatisfied", **more: str) -> Rating:
    """Let Zhang rate a granted case that Chen decided."""
    case = world.granted()
    sent = {"grade": grade, "text": "等了两个钟头", **more}
    answer = world.client("zhang").post(f"/cases/{case.reference}/rate", sent)
    assert answer.status_code == 303, answer.content.decode()
    found = queries.rating_of(case.reference)
    assert found is not None
    return found


def test_a_result_is_rated_in_exactly_five_grades_and_four_indicators(world: World) -> None:
    case = world.granted()
    client = world.client("zhang")
    assert (
        f'href="/cases/{case.reference}/rate">评一评'
        in client.get(f"/cases/{case.reference}").content.decode()
    )
    page = client.get(f"/cases/{case.reference}/rate").content.decode()
    assert re.findall(r'<label for="id_grade_\d">([^<]+)', page) == GRADES
    assert re.findall(r"<legend>([^<]+)", page)[1:] == INDICATORS
    assert " checked" not in page
    assert client.post(f"/cases/{case.reference}/rate", {"text": "好"}).status_code == 422
    assert client.post(f"/cases/{case.reference}/rate", {"grade": "superb"}).status_code == 422


def test_a_rating_is_given_once_and_can_be_read_again(world: World) -> None:
    given = rated(world, "very_satisfied", efficiency="satisfied")
    assert (given.poor, given.due_on) == (False, None)
    client = world.client("zhang")
    url = f"/cases/{given.case}/rate"
    client.post(url, {"grade": "fair"})
    page = client.get(url).content.decode()
    assert "您评价过了，谢谢" in page
    assert "非常满意" in page
    assert "办事效率" in page
    assert Rating.objects.get().grade == "very_satisfied"


def test_nobody_rates_before_the_result_nor_for_another(world: World) -> None:
    pledged = world.pledged()
    client = world.client("zhang")
    assert client.get(f"/cases/{pledged.reference}/rate").status_code == 302
    with pytest.raises(OutOfOrder):
        acts.give_rating(world.zhang(), case=pledged.reference, grade="fair", indicators={})
    assert world.client("lisi").get(f"/cases/{pledged.reference}/rate").status_code == 404


def test_a_poor_rating_waits_for_a_call_back_by_somebody_who_did_not_handle_the_case(world: World) -> None:
    given = rated(world)
    assert str(given.due_on) == "2026-12-14"
    officer = world.client("chen").get("/desk/ratings").content.decode()
    assert given.reference not in officer
    assert "另有1条由别的同事回访" in officer
    assert world.client("chen").get(f"/desk/ratings/{given.reference}").status_code == 404
    with pytest.raises(RuledOut, match="您经办的"):
        acts.call_back(world.staff("chen", Role.REVIEWER), given.reference, outcome="好")
    colleague = world.client("liu")
    assert given.reference in colleague.get("/desk/ratings").content.decode()
    url = f"/desk/ratings/{given.reference}"
    assert "等了两个钟头" in colleague.get(url).content.decode()
    assert colleague.post(url, {"outcome": ""}).status_code == 422
    assert colleague.post(url, {"outcome": "已经加开窗口"}).status_code == 303
    assert given.reference not in colleague.get("/desk/ratings").content.decode()
    assert world.client("zhao").get(url).status_code == 404


def test_the_history_of_the_case_shows_nobody_that_it_was_rated(world: World) -> None:
    given = rated(world)
    page = world.client("chen").get(f"/desk/cases/{given.case}").content.decode()
    assert "评价" not in page
    assert "两个钟头" not in page


def test_a_good_rating_needs_no_call(world: World) -> None:
    given = rated(world, "fair")
    with pytest.raises(OutOfOrder):
        acts.call_back(world.staff("liu", Role.CLERK), given.reference, outcome="好")
    assert world.client("liu").get(f"/desk/ratings/{given.reference}").status_code == 404


# the province -------------------------------------------------------------------------------------------------


class Province:
    """A platform that answers as it is told, and keeps what it was sent."""

    def __init__(self, *answers: httpx2.Response) -> None:
        """Take the answers, one for each request; then it always takes what comes."""
        self.answers, self.got = list(answers), []  # type: tuple[list[httpx2.Response], list[Any]]

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        """Answer one request."""
        self.got.append((request.headers["idempotency-key"], json.loads(request.content)))
        return self.answers.pop(0) if self.answers else httpx2.Response(201, json={"receipt": "GS-1"})


def reporting(settings: Any, monkeypatch: pytest.MonkeyPatch, *answers: httpx2.Response) -> Province:
    """Configure a platform that gives these answers."""
    province = Province(*answers)
    settings.NUOCHENG_RATING = (PLATFORM, "key")
    made = lambda url, key: RatingPlatform(url, key, transport=httpx2.MockTransport(province))  # noqa: E731
    monkeypatch.setattr(jobs, "RatingPlatform", made)
    return province


def test_ratings_stay_here_where_no_platform_is_configured(world: World) -> None:
    rated(world)
    assert jobs.report_ratings(by_itself(timedelta(hours=1))) == 0
    assert Rating.objects.get().reported_at is None


def test_a_rating_is_reported_once_without_the_name_of_the_party(
    world: World, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = rated(world, efficiency="very_dissatisfied")
    province = reporting(settings, monkeypatch)
    assert jobs.report_ratings(by_itself(timedelta(hours=1))) == 1
    assert jobs.report_ratings(by_itself(timedelta(hours=2))) == 0
    [(key, body)] = province.got
    assert key == given.reference
    assert (body["grade"], body["indicators"]) == (4, {"efficiency": 5})
    assert "张建华" not in json.dumps(body, ensure_ascii=False)
    assert Rating.objects.get().receipt == "GS-1"


def test_a_platform_that_is_down_is_tried_again_later_and_nothing_is_lost(
    world: World, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rated(world)
    province = reporting(settings, monkeypatch, httpx2.Response(503), httpx2.Response(200, text="?"))
    assert jobs.report_ratings(by_itself(timedelta(minutes=1))) == 0
    assert jobs.report_ratings(by_itself(timedelta(minutes=2))) == 0
    assert len(province.got) == 1, "it is left in peace for ten minutes"
    assert jobs.report_ratings(by_itself(timedelta(minutes=12))) == 0
    assert RatingTry.objects.get().tries == 2
    assert jobs.report_ratings(by_itself(timedelta(minutes=40))) == 1


def test_a_rating_that_the_platform_refuses_does_not_hold_up_the_others(
    world: World, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = rated(world)
    case = world.granted(SPOT)
    acts.give_rating(world.zhang(), case=case.reference, grade="fair", indicators={})
    reporting(settings, monkeypatch, httpx2.Response(422, text="没有这个事项"))
    assert jobs.report_ratings(by_itself(timedelta(minutes=1))) == 1
    assert "没有这个事项" in RatingTry.objects.get(rating=first.reference).said


def test_what_people_say_never_travels_in_the_clear() -> None:
    with pytest.raises(ValueError, match="https"):
        RatingPlatform("http://rating.example/", "key")
    assert rating_platform.RatingPlatform("http://127.0.0.1:9/", "key")

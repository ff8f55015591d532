"""The pages of publication: steps that ask for a day, the Bureau's register, what the public reads in time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from tests import builders as b
from tests.catalogue.office import (
    AT,
    EDITOR,
    JUSTICE,
    LAWYER,
    NEXT_WEEK,
    TODAY,
    acting,
    cancelled,
    changed,
    edition,
    published,
    reviewed,
    scheduled,
    suspended,
)
from tests.catalogue.reading import ITEM, get, many, seated

from nuocheng.catalogue import acts
from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.edge import clock
from nuocheng.journal.models import Entry
from nuocheng.kernel.occasion import Role
from nuocheng.law import queries as law
from nuocheng.law.models import Provision

pytestmark = pytest.mark.django_db
FILING = "/desk/catalogue/filing"
DAY = {"takes_effect_year": "2026", "takes_effect_month": "11", "takes_effect_day": "30"}
Turn = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def turn(monkeypatch: pytest.MonkeyPatch) -> Turn:
    """Let the pages' clock stand at a moment."""

    def turned(at: datetime) -> None:
        monkeypatch.setattr(clock, "timezone", SimpleNamespace(now=lambda: at))

    turned(AT)
    return turned


def a_second(code: str = LAWYER.code) -> str:
    """Return a second edition that waits for publication, with the first in force."""
    published(changed(code=code))
    return reviewed(changed(code=code, fee="10元"))


@pytest.mark.req("S14.1")
def test_an_editor_names_the_day_of_effect_and_everybody_reads_it() -> None:
    new, wang = a_second(), seated("wang", Role.EDITOR)
    address = f"/desk/catalogue/{new}/schedule"
    assert "从哪一天起施行" in get(address, wang)
    answer = wang.post(address, DAY)
    assert (answer.status_code, answer["Location"]) == (303, f"/desk/catalogue/{new}")
    assert edition(new).takes_effect == NEXT_WEEK
    desk = get(f"/desk/catalogue/{new}", wang)
    assert "从2026年11月30日起施行" in desk
    assert f'href="/desk/catalogue/{new}/publish"' not in desk
    now = get(ITEM)
    assert "第2版从2026年11月30日起施行" in now
    assert f'href="{ITEM}/2"' in now
    assert "开始办理" in now
    coming = get(f"{ITEM}/2")
    assert "这一版还没有施行" in coming
    assert "10元" in coming
    assert "开始办理" not in coming


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ({}, "请填写日期"),
        ({**DAY, "takes_effect_day": "31"}, "没有这一天"),
        ({**DAY, "takes_effect_day": "23"}, "施行日期要在今天以后"),
        ({**DAY, "takes_effect_year": "2062"}, "施行日期要在一年以内"),
    ],
)
def test_a_day_that_cannot_be_is_told_at_its_field_and_what_was_typed_stays(what: dict, said: str) -> None:
    new, wang = a_second(), seated("wang", Role.EDITOR)
    answer = wang.post(f"/desk/catalogue/{new}/schedule", what)
    text = answer.content.decode()
    assert answer.status_code in {400, 422}
    assert said in text
    assert 'href="#id_takes_effect' in text
    assert all(f'value="{value}"' in text for value in what.values())
    assert edition(new).state == EditionState.REVIEWED


@pytest.mark.req("S14.1", "S5.1")
def test_before_publication_its_impact_is_told_in_real_numbers() -> None:
    b.a_pledged_case()
    b.an_ordinary_case(b.a_company())
    b.an_acknowledged_case(b.a_party("王实", "620402197908052057"))
    editor, legal = b.an_occasion(Role.EDITOR, at=AT), b.an_occasion(Role.LEGAL, at=AT)
    new = acts.draft_edition(editor, item=replace(b.MIXED_ITEM, code=b.ITEM.code)).reference
    acts.send_to_review(editor, new)
    acts.pass_review(legal, new)
    wang = seated("wang", Role.EDITOR, department=b.DEPARTMENT)
    for verb in ("publish", "schedule"):
        assert "None" not in get(f"/desk/catalogue/{new}/{verb}", wang)
        assert "影响：在办2件按旧版办完，草稿1件要重新看告知" in get(f"/desk/catalogue/{new}/{verb}", wang)
    old = f"/desk/catalogue/{b.ITEM.code}-v1"
    assert "在办2件照常办理，没签承诺的1件不能再写承诺" in get(f"{old}/suspend", wang)
    assert "在办2件照常办完，没签承诺的1件不能再往下办" in get(f"{old}/cancel", wang)
    li = seated("li", Role.EDITOR)
    assert "这是第一次公布" in get(f"/desk/catalogue/{reviewed()}/publish", li)
    other = a_second(code="620402-sfj-002")
    assert "影响：现在没有在办的件" in get(f"/desk/catalogue/{other}/publish", li)


@pytest.mark.req("S14.1")
def test_the_desk_shows_until_when_to_publish_and_marks_what_is_overdue(turn: Turn) -> None:
    new, wang = a_second(), seated("wang", Role.EDITOR)
    assert "12月21日前（还有20个工作日）" in get(f"/desk/catalogue/{new}", wang)
    assert "还有20个工作日" in get("/desk/catalogue?state=reviewed", wang)
    turn(AT + timedelta(days=29))
    assert "公布已经超期" in get(f"/desk/catalogue/{new}", wang)
    assert "超期1个工作日" in get("/desk/catalogue?state=reviewed", wang)


def test_an_edition_that_could_not_begin_on_its_day_is_marked(turn: Turn) -> None:
    reference, wang = scheduled(), seated("wang", Role.EDITOR)
    turn(AT + timedelta(days=8))
    assert "这一版还没有启用" in get(f"/desk/catalogue/{reference}", wang)
    assert "系统一分钟内会自动启用" in get(f"/desk/catalogue/{reference}", wang)
    Provision.objects.filter(key="code.basis_level.law").update(until=NEXT_WEEK)
    law.invalidate()
    assert "有关口没过" in get(f"/desk/catalogue/{reference}", wang)
    assert '<span class="tag bad">' in get("/desk/catalogue?state=scheduled", wang)


@pytest.mark.req("S14.1")
def test_the_bureau_takes_many_editions_on_file_at_once_each_by_its_own_deed() -> None:
    many(3)
    bureau = seated("qian", Role.BUREAU, department="")
    references = [f"620402-sfj-m{number:03}-v1" for number in range(3)]
    text = get(FILING, bureau)
    assert all(f'value="{one}"' in text for one in references)
    before = Entry.objects.count()
    answer = bureau.post(FILING, {"picked": [*references[:2], references[0], "nonsense-v1"]})
    told = answer.content.decode()
    assert answer.status_code == 200
    assert "备案了2个" in told
    assert "白区诺备〔2026〕00001号、白区诺备〔2026〕00002号" in told
    assert "nonsense-v1：" in told
    assert Entry.objects.count() == before + 2
    assert [bool(edition(one).filed_as) for one in references] == [True, True, False]
    assert "白区诺备〔2026〕00002号（2026年11月23日）" in get(f"{FILING}?list=on_file", bureau)
    assert "白区诺备〔2026〕00001号" in get(f"/desk/catalogue/{references[0]}", seated("wang", Role.EDITOR))
    assert bureau.post(FILING, {}).status_code == 422


def test_the_register_is_the_bureaus_alone() -> None:
    reference = published()
    assert Client().get(FILING).status_code == 302
    wang = seated("wang", Role.EDITOR, Role.LEGAL)
    assert wang.get(FILING).status_code == 403
    assert wang.post(FILING, {"picked": [reference]}).status_code == 403
    assert edition(reference).filed_as == ""


def test_where_the_bureau_approves_its_desk_shows_what_waits_for_it() -> None:
    reviewed()
    bureau = seated("qian", Role.BUREAU, department="")
    assert "等司法局公布" not in get(FILING, bureau)
    for row in Provision.objects.filter(key="switch.catalogue.bureau_review"):
        row.value = {**row.value, "choice": "approve"}
        row.save()
    law.invalidate()
    assert "等司法局公布" in get(FILING, bureau)
    assert LAWYER.name in get(f"{FILING}?list=to_approve", bureau)


def test_the_address_of_a_cancelled_item_says_since_when_why_and_by_what() -> None:
    cancelled()
    text = get(ITEM, status=410)
    for said in ("从2026年11月23日起取消", "法律修改，不再需要", "国发〔2026〕9号", f'href="{ITEM}/1"'):
        assert said in text
    old = get(f"{ITEM}/1")
    assert "这个事项已经取消" in old
    assert "开始办理" not in old
    assert LAWYER.name not in get("/items")
    get("/items/620402-sfj-999", status=404)
    get(f"{ITEM}/2", status=404)


def test_a_cancellation_asks_for_reason_and_basis_on_its_page() -> None:
    reference, wang = published(), seated("wang", Role.EDITOR)
    address = f"/desk/catalogue/{reference}/cancel"
    wrong = wang.post(address, {"reason": "不再需要"})
    assert wrong.status_code == 422
    assert "不再需要</textarea>" in wrong.content.decode()
    assert wang.post(address, {"reason": "不再需要", "basis": "某文件"}).status_code == 303
    assert "取消的原因" in get(f"/desk/catalogue/{reference}", wang)


def test_the_address_of_an_item_that_is_only_announced_leads_to_what_is_announced() -> None:
    scheduled()
    answer = Client().get(ITEM)
    assert (answer.status_code, answer["Location"]) == (303, f"{ITEM}/1")
    assert "看现在用的版本" not in get(f"{ITEM}/1")


def test_a_suspension_keeps_its_day_when_the_edition_is_taken_on_file_later() -> None:
    reference = suspended()
    acts.take_on_file(acting(Role.BUREAU, at=AT + timedelta(days=3)), reference)
    assert "从2026年11月23日起暂停告知承诺" in get(ITEM)


def test_the_catalogue_of_any_day_lists_the_editions_of_that_day(turn: Turn) -> None:
    published()
    turn(AT + timedelta(days=9))
    later = acting(Role.EDITOR, at=AT + timedelta(days=7))
    new = acts.draft_edition(later, item=changed(name="律师执业许可")).reference
    acts.send_to_review(later, new)
    acts.pass_review(acting(Role.LEGAL, at=later.at), new)
    acts.publish(later, new)
    first = get(f"/catalogue/on/{TODAY}")
    assert f'href="{ITEM}/1"' in first
    assert f'href="{ITEM}/2"' not in first
    assert f'href="{ITEM}/2"' in get(f"/catalogue/on/{NEXT_WEEK}")
    assert "那一天还没有公布的事项" in get("/catalogue/on/2020-01-01")
    assert "那一天还没有公布的事项" in get(f"/catalogue/on/{NEXT_WEEK}?department=620402-scj")


def test_the_day_is_asked_for_by_a_form_that_needs_no_script() -> None:
    published()
    asked = {"day_year": "2026", "day_month": "11", "day_day": "23", "department": JUSTICE}
    answer = Client().get("/catalogue/on", asked)
    assert (answer.status_code, answer["Location"]) == (303, f"/catalogue/on/{TODAY}?department={JUSTICE}")
    assert LAWYER.name in get("/catalogue/on")
    wrong = Client().get("/catalogue/on", {**asked, "day_day": "24"})
    assert wrong.status_code == 422
    assert "只能看今天和今天以前的目录" in wrong.content.decode()


@pytest.mark.parametrize("day", ["2026-02-30", "gestern", "2026-11-24", "2026-1-1x"])
def test_a_day_that_has_not_come_or_is_none_is_refused(day: str) -> None:
    get(f"/catalogue/on/{day}", status=422)


def test_what_was_suspended_on_that_day_is_marked_so() -> None:
    reference = published()
    acts.suspend(EDITOR, reference, reason="数据来源停用")
    acts.resume(acting(Role.EDITOR, at=AT + timedelta(days=1)), reference)
    assert "当时暂停承诺" in get(f"/catalogue/on/{TODAY}")

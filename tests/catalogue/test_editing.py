"""Editing a draft without any table: every page of it, lists that grow without JavaScript, and two at once."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from tests.catalogue.filling import filled, held, send
from tests.catalogue.office import (
    DIPLOMA,
    EDITOR,
    LAWYER,
    RECORD,
    changed,
    drafted,
    edition,
)
from tests.catalogue.reading import get, seated

from nuocheng.catalogue import acts
from nuocheng.catalogue.rules.content import (
    Basis,
    Disposition,
    FactField,
    Item,
    ItemKind,
    Plan,
    Step,
    StepActor,
    StepPath,
    Tried,
)
from nuocheng.kernel.errors import Overtaken
from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.kernel.occasion import Role

pytestmark = pytest.mark.django_db

RICH = changed(
    certificates=(
        replace(
            RECORD,
            tried=(Tried(Disposition.SHARE, "没有接口"), Tried(Disposition.CHECK, "要去外地查")),
            levels=("市级", "县级"),
            aliases=("无罪证明",),
        ),
        DIPLOMA,
    ),
    aliases=("执业证",),
    place="区政务大厅",
    yearly=120,
    legal_workdays=20,
    source={"title": "某目录", "row": "7"},
)


def editor(username: str = "wang") -> Any:
    return seated(username, Role.EDITOR)


def address(reference: str, page: str = "") -> str:
    return f"/desk/catalogue/{reference}/edit{f'/{page}' if page else ''}"


def said(reference: str) -> Item:
    return edition(reference).says


PAGES = (
    "item",
    "steps",
    "certificates/record",
    "certificates/record/bases",
    "certificates/record/pledge",
    "certificates/diploma",
    "certificates/diploma/bases",
    "certificates/diploma/pledge",
)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_sent_back_as_it_came_changes_nothing(page: str) -> None:
    reference = drafted(RICH)
    client, head = editor(), edition(reference).head
    answer = send(client, address(reference, page), get(address(reference, page), client))
    assert (answer.status_code, answer["Location"]) == (303, address(reference))
    assert said(reference) == RICH
    assert edition(reference).head == head


@pytest.mark.req("S1.1", "S6.1")
def test_everything_an_item_says_about_itself_is_written_on_its_page() -> None:
    reference = drafted()
    client, page = editor(), address(reference, "item")
    what = {
        "name": "律师执业许可",
        "kind": "confirmation",
        "unit": "",
        "aliases": "执业证\n\n律师证",
        "for_whom": ["person"],
        "conditions": "没有受过刑事处罚\r\n没有被开除公职",
        "on_the_spot": "yes",
        "workdays": "１５",
        "legal_workdays": "20",
        "fee": "收费100元",
        "place": "区政务大厅2楼",
        "hours": "工作日",
        "yearly": "120",
        "gives": "律师执业证",
        "may_pledge_again": "no",
        "source": "某目录",
    }
    assert send(client, page, get(page, client), **what).status_code == 303
    assert said(reference) == changed(
        name="律师执业许可",
        kind=ItemKind.CONFIRMATION,
        aliases=("执业证", "律师证"),
        for_whom=("person",),
        conditions="没有受过刑事处罚\n没有被开除公职",
        on_the_spot=True,
        workdays=15,
        legal_workdays=20,
        fee="收费100元",
        place="区政务大厅2楼",
        hours="工作日",
        yearly=120,
        gives=("律师执业证",),
        bars_after_withdrawal=True,
        source={"title": "某目录"},
    )
    assert edition(reference).edited_by == {"editor", "wang"}


@pytest.mark.req("S6.1")
def test_the_steps_are_written_with_who_acts_how_long_and_on_which_path() -> None:
    reference = drafted()
    client, page = editor(), address(reference, "steps")
    more = send(client, page, get(page, client), do="add:steps")
    assert more.status_code == 200
    answer = send(
        client,
        page,
        more.content.decode(),
        steps__0__workdays="1",
        steps__2__title="补交证明",
        steps__2__actor="party",
        steps__2__path="ordinary",
        steps__2__says="带上原件",
    )
    assert answer.status_code == 303
    assert said(reference).steps == (
        Step("提出申请", workdays=1),
        Step("审查决定"),
        Step("补交证明", StepActor.PARTY, path=StepPath.ORDINARY, says="带上原件"),
    )


@pytest.mark.req("S1.1", "S3.2")
def test_what_a_certificate_is_and_what_becomes_of_it_is_written_on_its_page() -> None:
    reference = drafted()
    client, page = editor(), address(reference, "certificates/diploma")
    answer = send(
        client,
        page,
        get(page, client),
        name="毕业证书",
        aliases="文凭",
        purpose="看学历",
        proves="您本科毕业",
        issuer="学校",
        demander="区司法局",
        levels=["市级", "县级"],
        guide="到学校开",
        disposition="submit",
        ground="PS",
        reason="因为",
        replaced_by="",
        remark="备注",
        tried__cancel="法律要求",
        tried__share="没有共享",
        tried__check="查不到",
        tried__pledge="后果难挽回",
    )
    assert answer.status_code == 303
    assert said(reference).certificates[1] == replace(
        DIPLOMA,
        name="毕业证书",
        aliases=("文凭",),
        purpose="看学历",
        proves="您本科毕业",
        issuer="学校",
        demander="区司法局",
        levels=("市级", "县级"),
        guide="到学校开",
        ground="PS",
        reason="因为",
        remark="备注",
        tried=(
            Tried(Disposition.CANCEL, "法律要求"),
            Tried(Disposition.SHARE, "没有共享"),
            Tried(Disposition.CHECK, "查不到"),
            Tried(Disposition.PLEDGE, "后果难挽回"),
        ),
    )
    assert said(reference).certificates[0] == RECORD


def test_the_ways_tried_are_asked_in_the_order_of_the_law() -> None:
    text = get(address(drafted(), "certificates/diploma"), editor())
    asked = re.findall(r'name="tried-(\w+)"', text)
    assert asked == ["cancel", "share", "check", "pledge"]


@pytest.mark.req("S1.1")
def test_a_certificate_rests_on_several_bases_with_number_article_level_and_text() -> None:
    reference = drafted()
    client, page = editor(), address(reference, "certificates/record/bases")
    more = send(client, page, get(page, client), do="add:bases").content.decode()
    answer = send(
        client,
        page,
        more,
        bases__1__title="优化营商环境条例",
        bases__1__number="国务院令第722号",
        bases__1__article="第四十四条",
        bases__1__level="administrative_regulation",
        bases__1__text="证明事项应当有依据",
    )
    assert answer.status_code == 303
    assert said(reference).certificates[0].bases == (
        Basis("律师法", "第七条", "law"),
        Basis(
            "优化营商环境条例",
            "第四十四条",
            "administrative_regulation",
            "国务院令第722号",
            "证明事项应当有依据",
        ),
    )


@pytest.mark.req("S8.1")
def test_what_is_pledged_and_how_it_is_verified_is_written_on_one_page() -> None:
    reference = drafted()
    client, page = editor(), address(reference, "certificates/diploma/pledge")
    answer = send(
        client,
        page,
        get(page, client),
        facts__0__label="我的毕业日期",
        facts__0__held="date:on_or_before",
        facts__0__source_field="graduated_on",
        facts__0__hint="照毕业证写",
        facts__0__minimum="1950-01-01",
        facts__0__maximum="２０２６-12-31",
        plan__channel="data_exchange",
        plan__source="education",
        plan__workdays="10",
        plan__standard="日期一致",
        plan__way="从学历信息查",
    )
    assert answer.status_code == 303
    one = said(reference).certificates[1]
    key = one.facts[0].key
    assert re.fullmatch(r"k[0-9a-f]{8}", key)
    assert one.facts == (
        FactField(
            key,
            "我的毕业日期",
            FactType.DATE,
            Comparison.ON_OR_BEFORE,
            "graduated_on",
            hint="照毕业证写",
            minimum="1950-01-01",
            maximum="2026-12-31",
        ),
    )
    assert one.plan == Plan("data_exchange", "education", 10, "日期一致", "从学历信息查")


def test_an_exemption_from_verification_is_planned_with_its_reason() -> None:
    reference = drafted()
    client, page = editor(), address(reference, "certificates/record/pledge")
    what = dict.fromkeys(("plan__source", "plan__workdays", "plan__standard", "plan__way"), "")
    answer = send(
        client,
        page,
        get(page, client),
        plan__channel="exempt",
        plan__exempt_reason="法律援助法第四十二条",
        **what,
    )
    assert answer.status_code == 303
    assert said(reference).certificates[0].plan == Plan("exempt", exempt_reason="法律援助法第四十二条")


def test_only_ways_of_comparing_that_fit_the_type_can_be_chosen() -> None:
    reference = drafted()
    client, page = editor(), address(reference, "certificates/record/pledge")
    text = get(page, client)
    assert 'value="date:on_or_before"' in text
    assert 'value="date:is_true"' not in text
    assert send(client, page, text, facts__0__held="date:is_true").status_code == 422
    assert said(reference) == LAWYER


@pytest.mark.parametrize(
    ("page", "what", "says"),
    [
        ("item", {"name": " "}, "请填写事项名称"),
        ("item", {"workdays": "一"}, "请填整数"),
        ("item", {"workdays": "1000"}, "最多3位数"),
        ("item", {"kind": "strange"}, "请选择事项类型"),
        ("item", {"for_whom": []}, "请选择谁可以办"),
        ("steps", {"steps__0__title": "", "steps__0__says": "带材料"}, "请填写这一步做什么"),
        ("certificates/diploma", {"disposition": "strange"}, "请选择"),
        ("certificates/diploma", {"ground": "ZZ"}, "请选择"),
        ("certificates/diploma", {"disposition": "share", "tried__check": "查不到"}, "用不着说明“部门核查”"),
        ("certificates/record/bases", {"bases__0__title": ""}, "请填写依据名称"),
        ("certificates/record/bases", {"bases__0__level": "strange"}, "请选择"),
        ("certificates/record/pledge", {"facts__0__held": ""}, "请选择怎么填"),
        ("certificates/record/pledge", {"facts__0__minimum": "1"}, "不分大小"),
        ("certificates/record/pledge", {"facts__0__choices": "甲\n乙"}, "只有选择题才有选项"),
        (
            "certificates/record/pledge",
            {"facts__0__held": "choice:equals", "facts__0__choices": "甲"},
            "至少列出两个",
        ),
        (
            "certificates/record/pledge",
            {"facts__0__held": "integer:at_most", "facts__0__minimum": "9", "facts__0__maximum": "1"},
            "最大的比最小的还小",
        ),
        (
            "certificates/record/pledge",
            {"facts__0__held": "date:equals", "facts__0__minimum": "明天"},
            "例如2027-06-30",
        ),
        ("certificates/record/pledge", {"facts__0__key": "钥匙"}, "代号只能有"),
        ("certificates/record/pledge", {"plan__workdays": "x"}, "请填整数"),
    ],
)
def test_a_page_not_well_filled_comes_back_with_what_was_typed(
    page: str, what: dict[str, Any], says: str
) -> None:
    reference = drafted()
    client, head = editor(), edition(reference).head
    text = get(address(reference, page), client)
    kept = {"item": "fee", "steps": "steps__1__says", "certificates/diploma": "remark"}
    other = kept.get(page, "bases__0__number" if "bases" in page else "plan__standard")
    answer = send(client, address(reference, page), text, **{other: "我刚写的话", **what})
    came = answer.content.decode()
    assert answer.status_code == 422
    assert says in came
    assert "我刚写的话" in came
    assert re.search(r"还有\d+处没填好", came)
    assert edition(reference).head == head


# lists that grow without JavaScript --------------------------------------------------------------------------------


def test_a_row_more_loses_nothing_that_was_typed_and_takes_the_focus() -> None:
    reference = drafted()
    client, page, head = editor(), address(reference, "steps"), edition(reference).head
    answer = send(
        client, page, get(page, client), do="add:steps", steps__0__title="我刚改的", steps__1__actor="party"
    )
    text = answer.content.decode()
    assert answer.status_code == 200
    now = dict(held(text))
    assert (now["steps-count"], now["steps-0-title"], now["steps-1-actor"], now["steps-2-title"]) == (
        "3",
        "我刚改的",
        "party",
        "",
    )
    assert re.search(r'name="steps-2-title"[^>]*autofocus', text)
    assert "没填好" not in text
    assert edition(reference).head == head


@pytest.mark.parametrize(
    ("press", "order"),
    [
        ("down:steps:0", ["二", "一", "三"]),
        ("up:steps:2", ["一", "三", "二"]),
        ("up:steps:0", ["一", "二", "三"]),
        ("drop:steps:1", ["一", "三"]),
        ("drop:steps:9", ["一", "二", "三"]),
    ],
)
def test_rows_are_moved_and_taken_out_by_buttons(press: str, order: list[str]) -> None:
    reference = drafted(changed(steps=(Step("一"), Step("二"), Step("三"))))
    client, page = editor(), address(reference, "steps")
    text = send(client, page, get(page, client), do=press).content.decode()
    assert said(reference).steps[0] == Step("一")
    assert send(client, page, text).status_code == 303
    assert [step.title for step in said(reference).steps] == order


def test_an_empty_row_is_no_row_and_no_fault() -> None:
    reference = drafted()
    client, page = editor(), address(reference, "certificates/record/pledge")
    text = send(client, page, get(page, client), do="add:facts").content.decode()
    assert send(client, page, text).status_code == 303
    assert said(reference) == LAWYER


def test_a_list_does_not_grow_for_ever() -> None:
    reference = drafted()
    client, page = editor(), address(reference, "steps")
    text = get(page, client)
    answer = send(client, page, text, do="add:steps", steps__count="99999999")
    assert len(re.findall(r'name="steps-\d+-title"', answer.content.decode())) <= 60


def test_pressing_enter_saves_and_moves_no_row() -> None:
    text = get(address(drafted(), "steps"), editor())
    form = text[text.index("<form method") :]
    buttons = re.findall(r'<button[^>]*name="do" value="([^"]+)"', form[form.index("read_at") :])
    assert buttons[0] == "save"


# two at once -------------------------------------------------------------------------------------------------------


def test_who_comes_second_sees_what_changed_and_keeps_what_was_typed() -> None:
    reference = drafted()
    wang, li = editor(), editor("li")
    page = address(reference, "item")
    mine, theirs = get(page, wang), get(page, li)
    assert send(li, page, theirs, fee="收10元").status_code == 303
    answer = send(wang, page, mine, fee="收20元", place="二楼")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert re.search(r"li先生\d+:\d\d刚改过这一部分，已为您显示最新内容", text)
    assert (dict(held(text))["fee"], dict(held(text))["place"]) == ("收20元", "二楼")
    assert "收<del>10</del>元" in text
    assert "收<ins>20</ins>元" in text
    assert said(reference).fee == "收10元"
    assert send(wang, page, text).status_code == 303
    assert (said(reference).fee, said(reference).place) == ("收20元", "二楼")


def test_who_changes_another_part_overtakes_nobody() -> None:
    reference = drafted()
    wang, li = editor(), editor("li")
    mine = get(address(reference, "item"), wang)
    steps = address(reference, "steps")
    assert send(li, steps, get(steps, li), steps__0__title="网上申请").status_code == 303
    assert send(wang, address(reference, "item"), mine, fee="收20元").status_code == 303
    now = said(reference)
    assert (now.fee, now.steps[0].title) == ("收20元", "网上申请")


def test_a_page_sent_without_the_mark_of_what_was_read_is_not_saved() -> None:
    reference = drafted()
    client, page = editor(), address(reference, "item")
    what = filled(get(page, client), {"fee": "收20元", "do": "save"})
    del what["read_at"]
    assert client.post(page, what).status_code == 409
    assert said(reference) == LAWYER


def test_the_act_itself_refuses_what_was_made_from_an_older_content() -> None:
    reference = drafted()
    was = edition(reference).digest
    acts.amend(EDITOR, reference, item=changed(fee="甲"), was=was)
    with pytest.raises(Overtaken, match="刚刚有人改过"):
        acts.amend(EDITOR, reference, item=changed(fee="乙"), was=was)
    assert said(reference).fee == "甲"


def test_a_draft_sent_to_review_meanwhile_is_not_changed_and_the_typed_stays() -> None:
    reference = drafted()
    client, page = editor(), address(reference, "item")
    text = get(page, client)
    acts.send_to_review(EDITOR, reference)
    answer = send(client, page, text, fee="收20元")
    assert answer.status_code == 409
    assert "收20元" in answer.content.decode()
    assert said(reference) == LAWYER


def test_a_certificate_taken_out_meanwhile_is_said_to_be_gone() -> None:
    reference = drafted()
    client, page = editor(), address(reference, "certificates/record")
    text = get(page, client)
    acts.amend(EDITOR, reference, item=changed(certificates=(DIPLOMA,)))
    answer = send(client, page, text, remark="我刚写的话")
    assert answer.status_code == 404
    assert "已经不在这一版里" in answer.content.decode()

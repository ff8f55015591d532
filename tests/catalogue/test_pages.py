"""What the public reads of the catalogue: the front page, the search, items, the negative list."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.catalogue.office import (
    DIPLOMA,
    EDITOR,
    LAWYER,
    LEGAL,
    RECORD,
    changed,
    drafted,
    in_review,
    published,
    reviewed,
)
from tests.catalogue.reading import ITEM, get, many

from nuocheng.catalogue import acts
from nuocheng.catalogue.queries.materials import TAG_OF, TONE_OF
from nuocheng.catalogue.rules.content import Basis, Disposition, ItemKind, Step, StepActor, StepPath, Tried
from nuocheng.papers import content as paper
from nuocheng.people.models import Department

pytestmark = pytest.mark.django_db


def plain(text: str) -> str:
    """Return a page without what sets off the words that were typed."""
    return re.sub(r"</?b>", "", text)


@pytest.mark.req("S13.3")
def test_the_front_page_asks_one_question_and_explains_the_scheme() -> None:
    published()
    text = get("/")
    assert "您要办什么事？" in text
    assert f'href="{ITEM}"' in text
    assert "怎么用承诺代替证明" in text
    assert 'action="/items"' in text


@pytest.mark.parametrize("words", ["律", "执业 核准", "学历", "无犯罪记录证明"])
def test_an_item_is_found_by_any_part_of_its_name_or_of_a_certificate(words: str) -> None:
    published()
    published(
        changed(code="620402-sfj-x", name="另一个事项", certificates=(replace(DIPLOMA, name="户口簿"),))
    )
    text = plain(get(f"/items?q={quote(words)}"))
    assert LAWYER.name in text
    assert "另一个事项" not in text


def test_a_search_without_result_says_what_to_do() -> None:
    published()
    text = get(f"/items?q={quote('<没有这个>')}")
    assert "没有找到“&lt;没有这个&gt;”" in text
    assert "看全部事项" in text


def test_the_list_is_paged_without_skipping_or_repeating_and_costs_the_same_at_any_length() -> None:
    many(45)
    seen: list[str] = []
    address = "/items"
    costs = set()
    while address:
        with CaptureQueriesContext(connection) as asked:
            text = get(address)
        costs.add(len(asked))
        seen += re.findall(r"第\d{3}个事项", text)
        onward = re.search(r'href="(\?[^"]+)" rel="next"', text)
        address = f"/items{onward[1].replace('&amp;', '&')}" if onward else ""
    assert seen == sorted(set(seen))
    assert len(seen) == 45
    assert max(costs) <= 2
    get("/items?after=strange", status=422)


@pytest.mark.req("S4", "S5.2", "S2.1")
def test_an_item_shows_how_many_certificates_may_be_pledged_each_before_other_materials() -> None:
    published()
    text = get(ITEM)
    assert "1份证明可以不交" in text
    assert text.index("可以承诺代替") < text.index("其他材料") < text.index("学历证明")
    assert f'href="/apply/{LAWYER.code}"' in text
    for part in ("区司法局", "受理后20个工作日", "不收费", "律师法第七条", "第1版", "提出申请"):
        assert part in text
    assert "20个工作日内）" in text


def test_the_page_of_an_item_asks_the_database_a_few_times_however_much_it_lists() -> None:
    certificates = tuple(replace(DIPLOMA, key=f"k{n}", name=f"证明{n}") for n in range(40))
    published(changed(certificates=(RECORD, *certificates)))
    get(ITEM)
    with CaptureQueriesContext(connection) as asked:
        get(ITEM)
    assert len(asked) <= 3


def test_every_disposition_is_told_in_words() -> None:
    said = {
        Disposition.SHARE: "我们来查，不用交",
        Disposition.CHECK: "我们来查，不用交",
        Disposition.CANCEL: "已取消，不用交",
        Disposition.SUBMIT: "要交",
    }
    certificates = tuple(replace(DIPLOMA, key=one, name=f"证明{one}", disposition=one) for one in said)
    published(changed(certificates=certificates))
    text = get(ITEM)
    assert all(word in text for word in said.values())
    assert "可以不交" not in text


@pytest.mark.req("S14.1")
def test_an_old_edition_stays_readable_and_says_that_it_is_old() -> None:
    published()
    second = acts.draft_edition(EDITOR, item=changed(fee="10元")).reference
    get(f"{ITEM}/2", status=404)
    acts.send_to_review(EDITOR, second)
    acts.pass_review(LEGAL, second)
    acts.publish(EDITOR, second)
    assert "10元" in get(ITEM)
    old = get(f"{ITEM}/1")
    assert "这是旧版" in old
    assert "不收费" in old
    assert "开始办理" not in old


def test_a_suspended_item_says_since_when_and_why_and_offers_no_pledge() -> None:
    reference = published()
    acts.suspend(EDITOR, reference, reason="数据来源停用")
    text = get(ITEM)
    assert "从2026年11月23日起暂停告知承诺，请提交证明。原因：数据来源停用" in text
    assert "可以承诺代替" not in text
    assert "无犯罪记录证明" in text
    assert "可以承诺代替" not in get("/items")


@pytest.mark.parametrize("prepare", [drafted, in_review, reviewed])
def test_what_is_not_published_is_not_there_for_the_public(prepare) -> None:
    prepare()
    get(ITEM, status=404)
    get(f"{ITEM}/1", status=404)
    assert LAWYER.name not in get("/items")


@pytest.mark.req("S3.2")
def test_the_negative_list_names_certificate_ground_and_reason() -> None:
    excluded = replace(DIPLOMA, key="danger", name="爆破作业证明", ground="PS", reason="关系公共安全")
    published(changed(certificates=(RECORD, excluded, DIPLOMA)))
    text = get("/negative")
    assert "爆破作业证明" in text
    assert "公共安全" in text
    assert "学历证明" not in text
    assert "没有找到" in get(f"/negative?q={quote('没有')}")
    assert "爆破作业证明" in plain(get(f"/negative?q={quote('爆破')}"))


@pytest.mark.parametrize("address", ["/", "/items", "/negative", "/items/none", "/ask", "/complain"])
def test_public_pages_only_read(address: str) -> None:
    assert Client().post(address).status_code == 405


# --- searching ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "set_off"),
    [("执业", "律师<b>执业</b>核准"), ("lszy", "<b>律师执业</b>核准"), ("lvshi", "<b>律师</b>执业核准")],
)
def test_what_was_typed_is_set_off_in_what_was_found(words: str, set_off: str) -> None:
    published()
    assert set_off in get(f"/items?q={quote(words)}")


def test_an_item_found_by_a_certificate_says_by_which() -> None:
    published()
    text = get(f"/items?q={quote('犯罪')}")
    assert "涉及：无<b>犯罪</b>记录证明" in text
    assert f'href="/ask?{urlencode({"q": RECORD.name})}"' in text


@pytest.mark.parametrize("words", ["律师职业核准", "绿师执业", "律师执业合准"])
def test_who_mistypes_is_asked_what_was_meant(words: str) -> None:
    published()
    text = get(f"/items?q={quote(words)}")
    assert "没有完全一样的，您要找的是不是：" in text
    assert LAWYER.name in text
    assert f'href="{ITEM}"' in text


def test_the_list_is_narrowed_by_unit_kind_and_what_may_be_pledged() -> None:
    published()
    published(changed(code="620402-sfj-x", name="公证执业", kind=ItemKind.SERVICE, certificates=(DIPLOMA,)))
    both = {LAWYER.name, "公证执业"}
    for asked, shown in (
        ({"unit": LAWYER.department}, both),
        ({"unit": "nobody"}, both),
        ({"kind": "service"}, {"公证执业"}),
        ({"pledge": "1"}, {LAWYER.name}),
        ({"pledge": "1", "kind": "service"}, set()),
        ({"pledge": "1", "q": "执业"}, {LAWYER.name}),
    ):
        text = plain(get(f"/items?{urlencode(asked)}"))
        assert {name for name in both if name in text} == shown, asked
    assert "在全部事项里找" in text or shown


@pytest.mark.parametrize(
    "strange", ["after=0.1", "after=W10", "unit=%00", "kind=%00", "q=%00", "q=%EF%BC%81", "q=*%22)%20OR"]
)
def test_strange_questions_are_answered(strange: str) -> None:
    published()
    assert Client().get(f"/items?{strange}").status_code in {200, 422}
    assert Client().get(f"/negative?{strange}").status_code in {200, 422}
    assert Client().get(f"/ask?{strange}").status_code in {200, 422}


# --- one item -------------------------------------------------------------------------------------


@pytest.mark.req("S4", "S5.2")
def test_an_item_tells_its_terms_steps_place_and_the_unit_that_leads() -> None:
    published(
        changed(
            kind=ItemKind.SERVICE, unit="白银供水公司", aliases=("执业证办理",), legal_workdays=30, place="政务大厅2楼5号窗口",
            hours="工作日8:30—17:30", gives=("律师执业证",),
            steps=(
                Step("提交申请", StepActor.PARTY, says="在网上或者窗口都行"),
                Step("核对承诺", StepActor.WINDOW, path=StepPath.PLEDGE),
                Step("作出决定", StepActor.DEPARTMENT, 5),
            ),
        )
    )  # fmt: skip
    text = get(ITEM)
    for part in (
        "白银供水公司", "主管单位", "区司法局", "受理后20个工作日（法定期限30个工作日）", "政务大厅2楼5号窗口",
        "工作日8:30—17:30", "律师执业证", "执业证办理", "在网上或者窗口都行", "写承诺的走这一步", "主办单位，5个工作日",
    ):  # fmt: skip
        assert part in text, part


@pytest.mark.req("S3.2", "S4")
def test_every_certificate_gives_its_basis_word_for_word_and_what_was_tried_before() -> None:
    basis = Basis("律师法", "第五条", "law", "主席令第76号", "申请律师执业，应当具备下列条件")
    tried = (Tried(Disposition.SHARE, "学信网没有接入"), Tried(Disposition.PLEDGE, "不能核查"))
    published(changed(certificates=(RECORD, replace(DIPLOMA, bases=(basis,), tried=tried))))
    text = get(ITEM)
    assert "<details><summary>学历证明：要交</summary>" in text
    for part in (
        "律师法（主席令第76号）第五条",
        "法律",
        "申请律师执业，应当具备下列条件",
        "学信网没有接入",
        "不能核查",
    ):
        assert part in text, part
    assert "申请律师执业，应当具备下列条件" in get(f"{ITEM}/certificates/diploma")
    get(f"{ITEM}/certificates/none", status=404)


def test_a_long_item_stays_light_and_each_certificate_has_its_page() -> None:
    basis = Basis("某某条例", "第五条", "law", text="条文" * 100)
    certificates = tuple(replace(DIPLOMA, key=f"k{n}", name=f"证明{n}号", bases=(basis,)) for n in range(30))
    published(changed(certificates=(RECORD, *certificates)))
    text = get(ITEM)
    assert "条文条文" not in text
    assert f'href="{ITEM}/certificates/k7"' in text
    assert "条文条文" in get(f"{ITEM}/certificates/k7")


def test_blank_forms_are_offered_only_where_a_pledge_may_be_written() -> None:
    reference = published()
    assert f'href="{ITEM}/form.pdf"' in get(ITEM)
    acts.suspend(EDITOR, reference, reason="数据来源停用")
    assert "form.pdf" not in get(ITEM)


# --- may they ask me for this? --------------------------------------------------------------------

FIVE = (
    replace(DIPLOMA, key="a", name="居住证明", disposition=Disposition.CANCEL, replaced_by="户口簿"),
    replace(DIPLOMA, key="b", name="社保证明", disposition=Disposition.SHARE),
    replace(DIPLOMA, key="c", name="工作证明", disposition=Disposition.CHECK),
    RECORD,
    replace(DIPLOMA, key="e", name="爆破证明", ground="PS", reason="关系公共安全"),
)


@pytest.mark.req("S4", "S2.1")
@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (
            "居住证明",
            (
                "不用交",
                "这份证明已经取消。用户口簿代替。",
                "优化营商环境条例》第四十四条",
                "没有一件非交不可",
            ),
        ),
        ("社保证明", ("不用交", "由办理单位通过数据共享去查。", "不得要求行政相对人另行提供")),
        ("工作证明", ("不用交", "由办理单位向开具单位核查。", "不得设定证明事项")),
        ("无犯罪记录证明", ("可以不交，写一份承诺书就行", "可以承诺代替", "律师法第七条", "20个工作日内")),
        (
            "爆破证明",
            (
                "要交",
                "不能用承诺代替，因为涉及公共安全。",
                "公共安全",
                "凭这一条要：律师法第五条",
                "1个事项要交。",
            ),
        ),
    ],
)
def test_whether_a_certificate_may_be_asked_for_is_answered_in_plain_words(
    words: str, parts: tuple[str, ...]
) -> None:
    published(changed(certificates=FIVE))
    text = get(f"/ask?{urlencode({'q': words})}")
    for part in (*parts, "从2026年11月23日起施行", "/complain", "打印这一页"):
        assert part in text, part


@pytest.mark.req("S4", "S3.2")
def test_what_is_not_on_the_list_nobody_may_ask_for() -> None:
    published()
    text = get(f"/ask?{urlencode({'q': '祖宗三代证明'})}")
    assert "目录里没有“祖宗三代证明”" in text
    assert "没有公布的依据，窗口不能要" in text
    assert "清单之外，政府部门、公用企事业单位和服务机构不得索要证明。" in text
    assert "第四十四条" in text


@pytest.mark.parametrize(
    ("words", "says"),
    [("犯罪", "您说的是哪一份"), ("wfzjl", "您说的是哪一份"), ("无犯最记录", "您要找的是不是")],
)
def test_who_does_not_know_the_name_exactly_is_led_to_it(words: str, says: str) -> None:
    published()
    text = get(f"/ask?{urlencode({'q': words})}")
    assert says in text
    assert RECORD.name in plain(text)


def test_while_pledging_is_suspended_the_certificate_is_asked_for() -> None:
    acts.suspend(EDITOR, published(), reason="数据来源停用")
    text = get(f"/ask?{urlencode({'q': RECORD.name})}")
    assert "现在暂停承诺，要交" in text
    assert "写一份承诺书就行" not in text


@pytest.mark.req("S2.1")
def test_everybody_is_told_where_to_complain() -> None:
    published()
    Department.objects.filter(code=LAWYER.department).update(phone="0943-8223001", address="公园路1号")
    text = get("/complain")
    for part in ("0943-8223001", "公园路1号", "目录内的证明仍然要交", "可以匿名"):
        assert part in text, part
    assert 'href="/complain"' in get("/")


def test_every_tag_of_a_material_is_one_of_the_closed_words() -> None:
    assert set(TAG_OF) == set(Disposition)
    assert set(TAG_OF.values()) == set(paper.TAGS) == set(TONE_OF)
    assert TAG_OF[Disposition.CANCEL] == "已取消，不用交" != TAG_OF[Disposition.SHARE]

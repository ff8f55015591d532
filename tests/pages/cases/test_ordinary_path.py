"""The ordinary path: handing in one by one, changing one's mind either way, and three ways on for who may not pledge."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.pages.cases.test_drafts import begun
from tests.pages.cases.test_journey import applied, read_notice, sign
from tests.pages.cases.world import PDF, SLOW, TICKS, TYPED, ZHANG, World

from nuocheng.cases import acts, queries
from nuocheng.credit import acts as credit
from nuocheng.credit import queries as standings
from nuocheng.kernel.errors import OutOfOrder, RuledOut
from nuocheng.kernel.occasion import Role
from nuocheng.letters import queries as letters


def upload(client: Client, reference: str, key: str, name: str = "证明.pdf") -> None:
    """Hand one certificate in."""
    sent = {"certificate": key, "file": SimpleUploadedFile(name, PDF)}
    assert client.post(f"/cases/{reference}/materials", sent).status_code == 303


def materials(client: Client, reference: str) -> str:
    """Return the page of the materials."""
    return client.get(f"/cases/{reference}/materials").content.decode()


@pytest.mark.req("S2.3")
def test_whoever_declined_may_pledge_after_all_and_loses_nothing(world: World) -> None:
    client = world.client("zhang")
    reference = begun(client)
    client.post(f"/cases/{reference}/pledge", {**TYPED, "step": "later"})
    read_notice(client, reference, "none")
    upload(client, reference, "staff")
    assert materials(client, reference).count("改用承诺") == 2
    answer = client.post(f"/cases/{reference}/materials", {"step": "pledge", "certificate": "lease"})
    assert answer["Location"] == f"/cases/{reference}/choose"
    assert client.get(answer["Location"]).content.decode().count(" checked") == 2
    client.post(f"/cases/{reference}/choose", {"c0": "pledge", "c1": "submit"})
    assert 'value="公园路18号1层"' in client.get(f"/cases/{reference}/pledge").content.decode()
    first = {name: value for name, value in TYPED.items() if name.startswith("f-0")}
    client.post(f"/cases/{reference}/pledge", {**first, **TICKS})
    sign(client, reference)
    assert "已交1份，共1份" in materials(client, reference)
    handed = client.post(f"/cases/{reference}/materials", {"step": "hand_in"})
    assert handed["Location"] == f"/cases/{reference}/done"


@pytest.mark.req("S2.3")
def test_choosing_paper_for_every_certificate_is_the_ordinary_path(world: World) -> None:
    client = world.client("zhang")
    reference = applied(client)
    read_notice(client, reference, "part")
    answer = client.post(f"/cases/{reference}/choose", {"c0": "submit", "c1": "submit"})
    assert answer["Location"] == f"/cases/{reference}/materials"
    assert queries.case(reference).path == "ordinary"


def test_a_second_pledge_after_the_first_was_taken_back_counts_alone(world: World) -> None:
    case = world.pledged()
    acts.withdraw_pledge(world.zhang(), case.reference)
    client = world.client("zhang")
    client.post(f"/cases/{case.reference}/materials", {"step": "pledge", "certificate": "lease"})
    client.post(f"/cases/{case.reference}/choose", {"c0": "pledge", "c1": "submit"})
    first = {name: value for name, value in TYPED.items() if name.startswith("f-0")}
    client.post(f"/cases/{case.reference}/pledge", {**first, **TICKS, "f-0_0": "人民路1号"})
    sign(client, case.reference)
    given = {one.key: one.value for one in queries.facts_of(case.reference)}
    assert given["address"] == "人民路1号"
    assert "people" not in given
    assert "已交0份，共1份" in materials(client, case.reference)


def test_nobody_changes_their_mind_after_handing_in_nor_where_it_is_barred(world: World) -> None:
    case = world.pledged()
    with pytest.raises(OutOfOrder):
        acts.reconsider(world.zhang(), case.reference)
    acts.withdraw_pledge(world.zhang(), case.reference)
    world.bar()
    with pytest.raises(RuledOut):
        acts.reconsider(world.zhang(), case.reference)


def test_a_certificate_is_renamed_looked_at_replaced_and_taken_back(world: World) -> None:
    client = world.client("zhang")
    reference = applied(client)
    read_notice(client, reference, "none")
    upload(client, reference, "lease", "IMG_0001.pdf")
    url = f"/cases/{reference}/materials"
    bad = client.post(url, {"step": "rename", "certificate": "lease", "name": "a/b"})
    assert bad.status_code == 422
    assert "文件名不超过80个字" in bad.content.decode()
    assert client.post(url, {"step": "rename", "certificate": "lease", "name": "租赁合同"}).status_code == 303
    assert ">租赁合同.pdf</a>" in materials(client, reference)
    sure = client.post(url, {"step": "remove", "certificate": "lease"})
    assert "拿掉“租赁合同.pdf”吗？" in sure.content.decode()
    assert "已交1份" in materials(client, reference)
    link = f"{url}/{queries.materials_of(reference)[0].pk}"
    assert client.get(link).status_code == 200
    client.post(url, {"step": "remove", "certificate": "lease", "sure": "1"})
    assert "已交0份，共2份" in materials(client, reference)
    assert client.get(link).status_code == 404
    assert "我们来查，不用交" in materials(client, reference)
    assert "请先选文件或拍照" in client.post(url, {"certificate": "lease"}).content.decode()


# who may not pledge -------------------------------------------------------------------------------------------


@pytest.mark.req("S2.2")
def test_who_may_not_pledge_is_shown_three_ways_on(world: World) -> None:
    world.bar()
    client = world.client("zhang")
    reference = applied(client, "WS01")
    page = client.get(f"/cases/{reference}/why").content.decode()
    for word, url in (
        ("提交证明办理", f"/cases/{reference}/materials"),
        ("看怎么修复", "/mine/credit#repair"),
        ("我有异议", "/mine/objections"),
    ):
        assert f'href="{url}">{word}</a>' in page
    assert "改用承诺" not in materials(client, reference)


@pytest.mark.req("S2.2")
def test_an_objection_that_is_upheld_corrects_the_mark_and_the_party_may_pledge_again(world: World) -> None:
    world.bar()
    client = world.client("zhang")
    empty = client.post("/mine/objections", {"text": ""})
    assert empty.status_code == 422
    assert "请写明哪里不对" in empty.content.decode()
    filed = client.post("/mine/objections", {"text": "那不是我，是同名的人"})
    page = client.get(filed["Location"]).content.decode()
    assert "11月26日前（还有3个工作日）答复您" in page
    assert "有异议，正在核对" in client.get("/mine/credit").content.decode()
    assert client.get("/mine/objections")["Location"] == filed["Location"]
    reference = filed["Location"].rsplit("/", 1)[-1]
    with pytest.raises(RuledOut, match="不能由您答复"):
        credit.uphold_objection(world.staff("fa", Role.LEGAL), reference, reason="核对过了")
    assert "不能由您答复" in world.client("fa").get(f"/desk/objections/{reference}").content.decode()
    bureau = world.client("bureau")
    assert reference in bureau.get("/desk/objections").content.decode()
    assert bureau.post(f"/desk/objections/{reference}", {"step": "uphold"}).status_code == 422
    answer = {"step": "uphold", "reason": "身份证号对不上，是同名的人"}
    assert bureau.post(f"/desk/objections/{reference}", answer).status_code == 303
    assert not standings.standing(ZHANG).barred
    assert letters.letters_to(ZHANG).rows[0].title == "异议成立，记录已更正"
    assert "已更正，不再影响您" in client.get("/mine/credit").content.decode()
    assert applied(client, SLOW.code)


@pytest.mark.req("S2.2")
def test_an_objection_that_is_dismissed_leaves_the_mark_and_says_what_remains(world: World) -> None:
    world.bar()
    client = world.client("zhang")
    reference = client.post("/mine/objections", {"text": "我不认"})["Location"].rsplit("/", 1)[-1]
    answer = {"step": "dismiss", "reason": "登记和您本人一致"}
    world.client("bureau").post(f"/desk/objections/{reference}", answer)
    assert standings.standing(ZHANG).barred
    assert "行政复议" in letters.letters_to(ZHANG).rows[0].text
    assert "异议没有成立" in client.get(f"/mine/objections/{reference}").content.decode()


def test_of_two_marks_the_other_still_bars(world: World) -> None:
    world.bar()
    world_file = standings.standing(ZHANG).reference
    cause = credit.Cause("M2026-9001", "2026-09001", "620402-wjj", "general", "另一次", "依据", excludes=True)
    credit.enter_mark(world.staff("fa", Role.LEGAL), world_file, cause=cause)
    client = world.client("zhang")
    newest = standings.marks(world_file)[0]
    sent = {"mark": newest.pk.hex, "text": "不是我"}
    reference = client.post("/mine/objections", sent)["Location"].rsplit("/", 1)[-1]
    world.client("bureau").post(f"/desk/objections/{reference}", {"step": "uphold", "reason": "记错了"})
    assert standings.standing(ZHANG).barred
    assert len(standings.barring(world_file)) == 1


def test_nobody_objects_to_or_reads_what_is_anothers(world: World) -> None:
    world.bar()
    mark = standings.marks(standings.standing(ZHANG).reference)[0].pk.hex
    other = world.client("lisi")
    assert other.get(f"/mine/objections?mark={mark}").status_code == 404
    reference = world.client("zhang").post("/mine/objections", {"text": "不是我"})["Location"].rsplit("/")[-1]
    assert other.get(f"/mine/objections/{reference}").status_code == 404
    assert world.client("chen").get(f"/desk/objections/{reference}").status_code == 403

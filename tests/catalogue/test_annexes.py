"""The annexes and guides are made from the editions in force, on screen and as PDF, DOCX and XLSX."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from django.test import Client
from tests.catalogue.office import DIPLOMA, LAWYER, RECORD, changed, published
from tests.papers import seeing

from nuocheng.catalogue.rules.content import Step, StepActor, StepPath

pytestmark = pytest.mark.django_db
EXCLUDED = "涉密岗位审查证明"
FILES = ("pdf", "docx", "xlsx")


@pytest.fixture
def catalogue() -> None:
    """Publish an item with a certificate that may be pledged, one to hand in, and one that is excluded."""
    excluded = replace(DIPLOMA, key="secret", name=EXCLUDED, ground="NS", reason="岗位涉及国家秘密")
    steps = (
        Step("提出申请", StepActor.PARTY, says="到窗口或者网上提出"),
        Step("看告知，写承诺", StepActor.PARTY, path=StepPath.PLEDGE),
        Step("交齐证明", StepActor.PARTY, path=StepPath.ORDINARY),
        Step("审查决定", StepActor.DEPARTMENT, workdays=10),
    )
    published(changed(LAWYER, certificates=(RECORD, DIPLOMA, excluded), steps=steps))


def text_of(body: bytes, kind: str) -> str:
    """Return the words of a file without white space."""
    if kind == "pdf":
        return "".join(seeing.texts(body))
    if kind == "docx":
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            raw = parts.read("word/document.xml").decode()
        return "".join(piece.partition(">")[2] for piece in raw.split("<")).replace(" ", "")
    book = openpyxl.load_workbook(io.BytesIO(body))
    cells = (str(cell.value or "") for sheet in book for row in sheet.iter_rows() for cell in row)
    return "".join("".join(cells).split())


@pytest.mark.req("S15.2")
@pytest.mark.parametrize("kind", FILES)
def test_annex_2_lists_what_may_be_pledged_and_nothing_else(
    client: Client, catalogue: None, kind: str
) -> None:
    said = text_of(client.get(f"/annexes/items.{kind}").content, kind)
    assert "附件2" in said
    assert "实行证明事项告知承诺制的政务服务事项目录" in said
    assert RECORD.name in said
    assert "区司法局" in said
    assert EXCLUDED not in said
    assert DIPLOMA.name not in said


@pytest.mark.req("S15.3", "S3.2")
@pytest.mark.parametrize("kind", FILES)
def test_annex_3_gives_ground_and_reason(client: Client, catalogue: None, kind: str) -> None:
    said = text_of(client.get(f"/annexes/negative.{kind}").content, kind)
    for words in ("附件3", EXCLUDED, "国家安全", "岗位涉及国家秘密"):
        assert words in said
    assert RECORD.name not in said


@pytest.mark.req("S15.5", "S8.1")
@pytest.mark.parametrize("kind", FILES)
def test_annex_5_names_time_standard_and_way_of_every_plan_in_force(
    client: Client, catalogue: None, kind: str
) -> None:
    said = text_of(client.get(f"/annexes/measures.{kind}").content, kind)
    assert RECORD.plan is not None
    assert "承诺信息核查办法" in said
    assert f"作出决定后{RECORD.plan.workdays}个工作日内" in said
    assert RECORD.plan.standard in said
    assert RECORD.plan.way in said
    assert "先查共享数据" in said


@pytest.mark.req("S15.4", "S7.2", "S7.3")
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_annex_4_is_the_model_pledge_with_the_four_statements(client: Client, kind: str) -> None:
    said = text_of(client.get(f"/model-pledge.{kind}").content, kind)
    for words in ("知晓", "符合", "法律责任", "真实意思"):
        assert words in said
    assert "可以承诺代替" in said


def test_an_annex_can_be_had_for_one_department(client: Client, catalogue: None) -> None:
    other = text_of(client.get("/annexes/items.xlsx", {"unit": "620402-scj"}).content, "xlsx")
    assert RECORD.name not in other
    assert "目前没有" in other
    assert client.get("/annexes/items.xlsx", {"unit": "nobody"}).status_code == 404


def test_annexes_are_shown_on_screen_within_the_weight_of_a_public_page(
    client: Client, catalogue: None
) -> None:
    for address in ("/annexes", "/annexes/items", "/annexes/negative", "/annexes/measures", "/model-pledge"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert len(answer.content) < 30_000, address
    assert RECORD.name in client.get("/annexes/items").content.decode()


def test_no_annex_carries_a_live_formula(client: Client) -> None:
    published(changed(LAWYER, certificates=(replace(RECORD, issuer="=HYPERLINK(1)"), DIPLOMA)))
    body = client.get("/annexes/items.xlsx").content
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/")]
    assert sheets
    assert not any(b"<f>" in one or b"<f " in one for one in sheets)
    assert "=HYPERLINK(1)" in text_of(body, "xlsx")


@pytest.mark.req("S6.2", "S6.1")
def test_the_guide_is_what_the_edition_in_force_says(client: Client, catalogue: None) -> None:
    page = client.get(f"/items/{LAWYER.code}/guide").content.decode()
    for words in ("提出申请", "写承诺", "交齐证明", "10个工作日", RECORD.name, DIPLOMA.name):
        assert words in page
    assert "<svg" in page
    assert 'role="img"' in page
    for kind in ("pdf", "docx"):
        assert "办理流程" in text_of(client.get(f"/items/{LAWYER.code}/guide.{kind}").content, kind)
    chart = client.get(f"/items/{LAWYER.code}/guide.svg")
    assert chart["Content-Type"] == "image/svg+xml"
    assert b"<script" not in chart.content


def test_a_kind_that_nobody_makes_is_not_found(client: Client, catalogue: None) -> None:
    for address in (
        "/annexes/items.exe",
        "/annexes/other",
        f"/items/{LAWYER.code}/guide.xlsx",
        "/model-pledge.xlsx",
    ):
        assert client.get(address).status_code == 404, address

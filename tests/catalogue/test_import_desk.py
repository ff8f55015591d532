"""Bringing a table in at the desk: columns are confirmed, a trial reading shows what would happen, it can be undone."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client
from tests.catalogue.office import AT, JUSTICE, LAWYER, RECORD, TODAY, changed, drafted, edition, someone

from nuocheng.catalogue import acts, jobs
from nuocheng.catalogue.channels import exporting
from nuocheng.catalogue.channels.matching import Layout
from nuocheng.catalogue.models import Edition, Import, ImportCheck, ImportedEdition
from nuocheng.catalogue.queries import imports, planning
from nuocheng.journal import queries as journal
from nuocheng.kernel.errors import OutOfOrder
from nuocheng.kernel.occasion import Door, Occasion, Post, Role

pytestmark = pytest.mark.django_db

HEADING = ["事项名称", "责任单位", "证明名称", "证明用途", "设定依据", "效力层级", "处置", "哪年发布"]
ROWS = [
    [
        "律师执业核准",
        "区司法局",
        "无犯罪记录证明",
        "说明没有受过刑事处罚",
        "律师法第七条",
        "法律",
        "提交",
        "2020",
    ],
    ["律师执业核准", "区司法局", "学历证明", "说明学历", "律师法第五条", "法律", "提交", "2020"],
    [
        "公证员任职",
        "区司法局",
        "无犯罪记录证明",
        "说明没有受过刑事处罚",
        "公证法第二十条",
        "法律",
        "提交",
        "2020",
    ],
]
SYSTEM = Occasion("system", "系统", Post(Role.SYSTEM), AT, door=Door.JOB)


def workbook(rows: list[list[str]] = ROWS, heading: list[str] = HEADING) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["区司法局证明事项清单"])
    sheet.append(heading)
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(someone("editor", Role.EDITOR))
    return client


def handed_in(client: Client, raw: bytes, name: str = "清单.xlsx") -> Import:
    file = io.BytesIO(raw)
    file.name = name
    answer = client.post("/desk/catalogue/import", {"file": file})
    assert answer.status_code == 303, answer.content.decode()
    return Import.objects.get()


def typed(client: Client, of: Import) -> dict[str, Any]:
    """Return what the form of the columns has filled in."""
    page = client.get(f"/desk/catalogue/import/{of.reference}/columns")
    said: dict[str, Any] = {}
    for form in page.context["sheets"]:
        for field in form:
            value = field.value()
            if value not in (None, "", False):
                said[field.html_name] = "on" if value is True else value
    return said


def read_on_trial(client: Client, raw: bytes, name: str = "清单.xlsx") -> Import:
    of = handed_in(client, raw, name)
    answer = client.post(f"/desk/catalogue/import/{of.reference}/columns", typed(client, of))
    assert answer.status_code == 303, answer.content.decode()
    return Import.objects.get()


def do(client: Client, of: Import, what: str, **more: str) -> Any:
    return client.post(f"/desk/catalogue/import/{of.reference}", {"do": what, **more})


@pytest.mark.req("S1.2", "S15.2")
def test_a_table_becomes_drafts_once_it_is_confirmed(editor: Client) -> None:
    of = read_on_trial(editor, workbook())
    assert Edition.objects.count() == 0
    page = editor.get(f"/desk/catalogue/import/{of.reference}").content.decode()
    assert "新增2个" in page.replace("：", "")
    assert do(editor, of, "confirm").status_code == 303
    of = Import.objects.get()
    assert (of.state, of.written, of.left_out) == ("written", 2, 0)
    drafts = Edition.objects.order_by("name")
    assert [(one.name, one.state, one.certificates) for one in drafts] == [
        ("公证员任职", "draft", 1),
        ("律师执业核准", "draft", 2),
    ]
    assert all(one.editors == "editor" for one in drafts)


def test_what_a_column_means_is_for_the_person_to_say(editor: Client) -> None:
    of = handed_in(editor, workbook(heading=[*HEADING[:3], "干什么用", *HEADING[4:]]))
    said = typed(editor, of)
    said["s0-c3"] = "purpose"
    editor.post(f"/desk/catalogue/import/{of.reference}/columns", said)
    do(editor, of, "confirm")
    lawyer = Edition.objects.get(name="律师执业核准").says
    assert [one.purpose for one in lawyer.certificates] == ["说明没有受过刑事处罚", "说明学历"]


def test_a_column_that_is_not_imported_leaves_no_trace(editor: Client) -> None:
    of = handed_in(editor, workbook())
    said = typed(editor, of)
    said.pop("s0-c3", None)
    editor.post(f"/desk/catalogue/import/{of.reference}/columns", said)
    do(editor, of, "confirm")
    said_of = Edition.objects.get(name="公证员任职").says.certificates[0]
    assert "说明没有受过刑事处罚" not in said_of.purpose


def test_what_must_be_there_is_asked_for_and_the_choices_stay(editor: Client) -> None:
    of = handed_in(editor, workbook())
    said = typed(editor, of) | {"s0-c2": "purpose", "s0-c3": ""}
    answer = editor.post(f"/desk/catalogue/import/{of.reference}/columns", said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "证明名称" in page
    assert answer.context["sheets"][0]["c2"].value() == "purpose"


def test_the_heading_can_be_looked_for_in_another_row(editor: Client) -> None:
    of = handed_in(editor, workbook())
    said = typed(editor, of) | {"s0-heading": "3"}
    answer = editor.post(f"/desk/catalogue/import/{of.reference}/columns", said)
    assert answer.status_code == 200
    assert answer.context["sheets"][0].matching.heading == (3,)
    assert Import.objects.get().state == "received"


def test_a_row_that_is_wrong_is_named_and_nothing_is_written_unless_asked_for(editor: Client) -> None:
    rows = [*ROWS, ["公证员续任", "区司法局", "学历证明", "说明学历", "公证法", "没有的层级", "提交", ""]]
    of = read_on_trial(editor, workbook(rows))
    page = editor.get(f"/desk/catalogue/import/{of.reference}").content.decode()
    assert "第6行" in page
    assert "没有的层级" in page
    assert do(editor, of, "confirm").status_code == 422
    assert Edition.objects.count() == 0
    assert do(editor, of, "confirm", good_rows="on").status_code == 303
    assert sorted(Edition.objects.values_list("name", flat=True)) == ["公证员任职", "律师执业核准"]


def test_the_report_is_the_same_table_with_a_column_of_remarks(editor: Client) -> None:
    rows = [*ROWS, ["公证员续任", "区司法局", "学历证明", "说明学历", "公证法", "没有的层级", "提交", ""]]
    of = read_on_trial(editor, workbook(rows))
    answer = editor.get(f"/desk/catalogue/import/{of.reference}/report")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert sheet.cell(2, len(HEADING) + 1).value == "说明"
    assert "没有的层级" in str(sheet.cell(6, len(HEADING) + 1).value)
    assert "没有的层级" not in str(sheet.cell(3, len(HEADING) + 1).value)


@pytest.mark.parametrize(
    ("raw", "name"), [(b"%PDF-1.7 x", "a.xlsx"), (b"", "a.csv"), (b"PK\x03\x04", "a.xlsx")]
)
def test_what_is_no_table_is_refused_and_nothing_is_kept(editor: Client, raw: bytes, name: str) -> None:
    file = io.BytesIO(raw)
    file.name = name
    answer = editor.post("/desk/catalogue/import", {"file": file})
    assert answer.status_code >= 400
    assert "没填好" in answer.content.decode()
    assert not Import.objects.exists()


def test_the_same_table_again_changes_nothing(editor: Client) -> None:
    of = read_on_trial(editor, workbook())
    do(editor, of, "confirm")
    file = io.BytesIO(workbook())
    file.name = "again.xlsx"
    editor.post("/desk/catalogue/import", {"file": file})
    again = Import.objects.exclude(pk=of.pk).get()
    editor.post(f"/desk/catalogue/import/{again.reference}/columns", typed(editor, again))
    _, found = imports.reading(again.reference)
    assert (found["unchanged"], found["to_write"]) == (2, 0)
    assert do(editor, again, "confirm").status_code == 409


def test_undo_discards_what_was_drafted_and_gives_back_what_was_amended(editor: Client) -> None:
    first = read_on_trial(editor, workbook(ROWS[:2]))
    do(editor, first, "confirm")
    lawyer = Edition.objects.get(name="律师执业核准")
    before = lawyer.digest
    other = [[*ROWS[0][:3], "换了用途", *ROWS[0][4:]], *ROWS[1:]]
    file = io.BytesIO(workbook(other))
    file.name = "second.xlsx"
    editor.post("/desk/catalogue/import", {"file": file})
    second = Import.objects.exclude(pk=first.pk).get()
    editor.post(f"/desk/catalogue/import/{second.reference}/columns", typed(editor, second))
    do(editor, second, "confirm")
    assert edition(lawyer.reference).digest != before
    assert do(editor, second, "undo").status_code == 303
    assert edition(lawyer.reference).digest == before
    assert Edition.objects.get(name="公证员任职").state == "discarded"
    second.refresh_from_db()
    assert (second.state, second.undone) == ("undone", 2)


def test_undo_leaves_alone_what_has_moved_on_and_names_it(editor: Client) -> None:
    of = read_on_trial(editor, workbook())
    do(editor, of, "confirm")
    notary = Edition.objects.get(name="公证员任职")
    on = Occasion("editor", "编制", Post(Role.EDITOR, JUSTICE), AT)
    acts.amend(on, notary.reference, item=notary.says.__class__(**{**_plain(notary.says), "fee": "不收费"}))
    do(editor, of, "undo")
    assert edition(notary.reference).state == "draft"
    page = editor.get(f"/desk/catalogue/import/{of.reference}").content.decode()
    assert "公证员任职导入以后又办过" in page


def _plain(item: Any) -> dict[str, Any]:
    return {name: getattr(item, name) for name in item.__slots__}


def test_an_import_that_was_stopped_goes_on_behind_its_last_piece(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        [f"事项{n}", "区司法局", "学历证明", "说明学历", "某法第一条", "法律", "提交", ""] for n in range(12)
    ]
    of = read_on_trial(editor, workbook(rows))
    on = Occasion("editor", "编制", Post(Role.EDITOR, JUSTICE), AT)
    acts.confirm_import(on, of.reference)
    monkeypatch.setattr("nuocheng.catalogue.jobs.tables.TOGETHER", 5)
    whole, pieces = acts.write_import, []

    def dies_at_the_third(*args: Any, **kwargs: Any) -> Any:
        pieces.append(kwargs["written"])
        if len(pieces) == 3:
            raise KeyboardInterrupt
        return whole(*args, **kwargs)

    monkeypatch.setattr("nuocheng.catalogue.acts.write_import", dies_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        jobs.carry_out_imports(SYSTEM)
    assert Import.objects.get().written == 10
    assert Edition.objects.count() == 10  # the piece that died is gone whole
    jobs.carry_out_imports(SYSTEM)
    of = Import.objects.get()
    assert (of.state, of.written, Edition.objects.count()) == ("written", 12, 12)
    assert ImportedEdition.objects.count() == 12


def test_what_somebody_took_up_since_the_trial_is_left_out_and_named(editor: Client) -> None:
    first = read_on_trial(editor, workbook(ROWS[:2]))
    do(editor, first, "confirm")
    lawyer = Edition.objects.get(name="律师执业核准")
    other = [[*ROWS[0][:3], "换了用途", *ROWS[0][4:]], *ROWS[1:]]
    file = io.BytesIO(workbook(other))
    file.name = "second.xlsx"
    editor.post("/desk/catalogue/import", {"file": file})
    second = Import.objects.exclude(pk=first.pk).get()
    editor.post(f"/desk/catalogue/import/{second.reference}/columns", typed(editor, second))
    on = Occasion("editor", "编制", Post(Role.EDITOR, JUSTICE), AT)
    acts.discard(on, lawyer.reference, reason="另起")
    acts.draft_edition(on, item=changed(code=lawyer.code))
    acts.send_to_review(on, Edition.objects.get(name="律师执业核准", state="draft").reference)
    do(editor, second, "confirm")
    second.refresh_from_db()
    assert (second.state, second.written) == ("written", 1)
    page = editor.get(f"/desk/catalogue/import/{second.reference}").content.decode()
    assert "没有写入的" in page
    assert "正在审核或等着公布" in page


def test_items_of_another_unit_are_not_ours_to_import(editor: Client) -> None:
    rows = [
        *ROWS,
        [
            "食品经营许可",
            "区市场监督管理局",
            "住所证明",
            "说明住所",
            "食品安全法第三十五条",
            "法律",
            "提交",
            "",
        ],
    ]
    of = read_on_trial(editor, workbook(rows))
    _, found = imports.reading(of.reference)
    assert found["wrong"] == 1
    assert "没有区市场监督管理局的目录编制岗位" in found["problems"][0]["reason"]


def test_another_units_editor_does_not_reach_the_import(client: Client, editor: Client) -> None:
    of = handed_in(editor, workbook())
    other = Client()
    other.force_login(someone("other", Role.EDITOR, department="620402-scj"))
    assert other.get(f"/desk/catalogue/import/{of.reference}").status_code == 404
    assert do(other, of, "drop").status_code == 404
    assert of.reference not in other.get("/desk/catalogue/import").content.decode()


def test_a_dropped_import_cannot_be_confirmed(editor: Client) -> None:
    of = read_on_trial(editor, workbook())
    do(editor, of, "drop")
    on = Occasion("editor", "编制", Post(Role.EDITOR, JUSTICE), AT + timedelta(minutes=1))
    with pytest.raises(OutOfOrder):
        acts.confirm_import(on, of.reference)


def test_a_long_table_is_left_to_the_job_with_a_bar_to_look_at(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nuocheng.catalogue.pages.importing.AT_ONCE", 1)
    of = read_on_trial(editor, workbook())
    page = editor.get(f"/desk/catalogue/import/{of.reference}").content.decode()
    assert "<progress" in page
    assert jobs.read_imports(SYSTEM) == 1
    assert ImportCheck.objects.get().found
    do(editor, of, "confirm")
    assert Import.objects.get().state == "writing"
    assert "正在写入" in editor.get(f"/desk/catalogue/import/{of.reference}").content.decode()
    assert jobs.carry_out_imports(SYSTEM) == 1
    assert Import.objects.get().state == "written"


def test_every_step_is_in_the_journal_with_who_did_it(editor: Client) -> None:
    of = read_on_trial(editor, workbook())
    do(editor, of, "confirm")
    do(editor, of, "undo")
    lines = [(line.verb, line.actor) for line in journal.history("import", of.reference)]
    assert lines == [
        ("import.receive", "editor"),
        ("import.match", "editor"),
        ("import.confirm", "editor"),
        ("import.write", "system"),
        ("import.finish", "system"),
        ("import.undo", "editor"),
        ("import.take_back", "system"),
        ("import.finish", "system"),
    ]


def test_the_template_and_the_export_are_handed_out(editor: Client) -> None:
    template = editor.get("/desk/catalogue/import/template.xlsx")
    assert b"".join(template.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]
    of = read_on_trial(editor, workbook())
    do(editor, of, "confirm")
    answer = editor.get("/desk/catalogue/export", {"layout": "template", "published": "no", "kind": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    names = {row[1].value for row in book.worksheets[0].iter_rows(min_row=2)}
    assert {"律师执业核准", "公证员任职"} <= names


@pytest.mark.req("S15.2")
def test_where_a_row_fits_several_entries_the_page_asks_which_and_reads_again(editor: Client) -> None:
    first = replace(LAWYER, certificates=(replace(RECORD, demander="律师管理科"),))
    second = replace(first, code="620402-sfj-002", name="公证员任职")
    for item in (first, second):
        drafted(item)
    raw = io.BytesIO()
    setting = planning.export_setting(TODAY)
    exporting.write(raw, [first], setting, layout=Layout.PLEDGE_LIST, as_csv=True)
    of = read_on_trial(editor, raw.getvalue().replace("公安机关".encode(), "派出所".encode()), "清单.csv")
    page = editor.get(f"/desk/catalogue/import/{of.reference}").content.decode()
    assert "要您选（1行）" in page
    assert "律师执业核准（620402-sfj-001）的无犯罪记录证明" in page
    assert do(editor, of, "choose").status_code == 422
    assert do(editor, of, "choose", **{"choose-0": "somebody/else"}).status_code == 422
    assert do(editor, of, "choose", **{"choose-0": "620402-sfj-002/record"}).status_code == 303
    _, found = imports.reading(of.reference)
    assert (found["questions"], found["problem_count"], found["changed"]) == ([], 0, 1)
    assert do(editor, of, "confirm").status_code == 303
    issuers = {one.name: one.says.certificates[0].issuer for one in Edition.objects.all()}
    assert issuers == {"律师执业核准": "公安机关", "公证员任职": "派出所"}

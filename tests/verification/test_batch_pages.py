"""The pages of reference sets and of batch verification, as an administrator and a verifier come to them."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook
from tests import builders as b
from tests.builders import Hours
from tests.verification import running
from tests.verification.running import table

from nuocheng.kernel.occasion import Role
from nuocheng.verification import jobs
from nuocheng.verification.channels.batch import folders, wording
from nuocheng.verification.models import Snapshot
from nuocheng.verification.queries import batches

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_files")]
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.NUOCHENG_DATA = tmp_path


def browser(role: Role, department: str = b.DEPARTMENT) -> Client:
    """Return a browser of somebody who holds a post."""
    client = Client()
    client.force_login(b.an_account(role, department, name=f"{role}-{department}"), BACKEND)
    return client


def filled(text: str, **changed: Any) -> dict[str, Any]:
    """Return the form of a new reference set as it is filled in."""
    today = timezone.localdate()
    day = {"as_of_year": today.year, "as_of_month": today.month, "as_of_day": today.day}
    return {"source": running.SOURCE, **day, "file": SimpleUploadedFile("租赁.csv", text.encode()), **changed}


@pytest.mark.req("S10.6")
def test_a_set_is_handed_in_described_loaded_matched_and_removed_through_the_pages() -> None:
    administrator, verifier = browser(Role.ADMINISTRATOR), browser(Role.VERIFIER)
    answer = administrator.post("/sys/reference-sets", filled(table(range(8))))
    assert answer.status_code == 303, answer.content.decode()
    home = answer["Location"]
    page = administrator.get(home).content.decode()
    assert "等说明各列" in page
    assert page.count(" selected") == 3  # number, name and money are guessed from the headings
    answer = administrator.post(
        home, {"is0": "number", "is1": "name", "is2": "money", "as2": "rent"}, follow=True
    )
    assert "正在装入" in answer.content.decode()
    jobs.load_snapshots(jobs.system(), timedelta(minutes=5))
    page = administrator.get(home).content.decode()
    assert ("可以用" in page, "8行" in page, "data-reload" in page) == (True, True, False)
    assert b.DEPARTMENT not in page
    assert running.NAME not in page
    running.tasks(Hours(), range(10))
    page = verifier.get("/desk/batches").content.decode()
    assert ("现在就做一次" in page, "：月租金</li>" in page) == (True, True)
    elsewhere = browser(Role.VERIFIER, "620402-wjj").get("/desk/batches").content.decode()
    assert ("现在就做一次" in elsewhere, "本单位现在没有可以整批比对的承诺" in elsewhere) == (False, True)
    run = verifier.post("/desk/batches")["Location"]
    page = verifier.get(run).content.decode()
    assert ("data-reload" in page, "停下" in page) == (True, True)
    assert "已停下" in verifier.post(run, {"do": "stop"}, follow=True).content.decode()
    assert "接着做" in verifier.get(run).content.decode()
    verifier.post(run, {"do": "resume"})
    jobs.carry_on_batches(jobs.system(), timedelta(minutes=5))
    page = verifier.get(run).content.decode()
    assert ("做完了" in page, "合计" in page, "证明1" in page, "<progress" in page) == (
        True,
        True,
        True,
        False,
    )
    assert "参照库批量核查" in verifier.get("/desk/verify/2026-00001-1").content.decode()
    assert "请写明为什么移除" in administrator.post(f"{home}/remove", {"reason": ""}).content.decode()
    assert (
        "已移除" in administrator.post(f"{home}/remove", {"reason": "有了新的"}, follow=True).content.decode()
    )


def as_xlsx(rows: list[list[str]]) -> bytes:
    """Return a table as a workbook, amounts as numbers, as a register would export it."""
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append([int(one) if one.isdigit() and len(one) < 10 else one for one in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def as_parquet(rows: list[list[str]]) -> bytes:
    """Return a table as Parquet, amounts as numbers."""
    columns = dict(zip(rows[0], zip(*rows[1:], strict=True), strict=True))
    columns["月租金"] = tuple(int(one) for one in columns["月租金"])
    file = BytesIO()
    pq.write_table(pa.table({name: list(values) for name, values in columns.items()}), file)
    return file.getvalue()


@pytest.mark.req("S10.6")
def test_the_same_register_is_the_same_set_whether_it_comes_as_csv_xlsx_or_parquet() -> None:
    administrator, text = browser(Role.ADMINISTRATOR), table(range(8))
    rows = [line.split(",") for line in text.splitlines()]
    files = {"a.csv": text.encode(), "a.xlsx": as_xlsx(rows), "a.parquet": as_parquet(rows)}
    for back, (name, raw) in enumerate(files.items()):
        day = timezone.localdate() - timedelta(days=back)  # one set a day
        given = {"as_of_year": day.year, "as_of_month": day.month, "as_of_day": day.day}
        answer = administrator.post(
            "/sys/reference-sets", filled("", file=SimpleUploadedFile(name, raw), **given)
        )
        assert answer.status_code == 303, answer.content.decode()
        said = {"is0": "number", "is1": "name", "is2": "money", "as2": "rent"}
        administrator.post(answer["Location"], said)
        jobs.load_snapshots(jobs.system(), timedelta(minutes=5))
        assert "8行" in administrator.get(answer["Location"]).content.decode()
    assert Snapshot.objects.filter(state="loaded").count() == len(files)
    assert len(set(Snapshot.objects.values_list("content_digest", flat=True))) == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"source": ""}, "请写数据来源的代号"),
        ({"as_of_year": "2199"}, "数据日期还没有到"),
        ({"file": ""}, "请选择文件"),
        ({"file": SimpleUploadedFile("a.csv", b"\x00\x01\x02")}, "这不是表格"),
        ({"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04broken")}, "打不开"),
        ({"file": SimpleUploadedFile("a.csv", "号码,姓名\n".encode())}, "至少要有三列"),
    ],
)
def test_what_cannot_be_a_set_is_refused_in_words_and_nothing_is_kept(
    wrong: dict[str, Any], sentence: str
) -> None:
    answer = browser(Role.ADMINISTRATOR).post("/sys/reference-sets", filled(table(range(2)), **wrong))
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True), answer.content.decode()
    assert not Snapshot.objects.exists()
    assert folders.there("reference") == []


def test_columns_that_do_not_make_sense_are_told_at_their_place() -> None:
    row = running.received(Hours(), table(range(2)))
    administrator = browser(Role.ADMINISTRATOR)
    for given, sentence in (
        ({"is0": "name", "is1": "name", "is2": "money", "as2": "rent"}, "只能有一列"),
        ({"is0": "number", "is1": "name", "is2": ""}, "请至少选一列"),
        ({"is0": "number", "is1": "name", "is2": "money", "as2": " "}, "请写这一列在核查办法里叫什么"),
    ):
        answer = administrator.post(f"/sys/reference-sets/{row.reference}", given)
        assert (answer.status_code, sentence in answer.content.decode()) == (422, True), sentence
    assert batches.snapshot(row.reference).state == "received"


def test_a_button_at_the_wrong_time_or_of_nobody_does_nothing_and_says_so() -> None:
    run = running.a_run(Hours())
    verifier, where = browser(Role.VERIFIER), f"/desk/batches/{run.reference}"
    for sent, told in (
        ({"do": "resume"}, "现在是"),
        ({"do": "erase"}, "没有这一步"),
        ({}, "没有这一步"),
        ({"do": "x" * 5000}, "没有这一步"),
    ):
        assert told in verifier.post(where, sent, follow=True).content.decode(), sent
    assert "还没有做完" in verifier.post("/desk/batches", follow=True).content.decode()
    assert batches.batch(run.reference).state == "prepared", "only a button that is there does anything"
    assert "已停下" in verifier.post(where, {"do": "stop"}, follow=True).content.decode()
    before = batches.batch(run.reference).entries
    assert "已停下" not in verifier.post(where, {"do": "stop"}, follow=True).content.decode()
    assert batches.batch(run.reference).entries == before
    assert verifier.post("/desk/batches/PL2026-9999", {"do": "stop"}).status_code == 404


def test_without_a_reference_set_a_run_is_not_begun_and_it_is_said_why() -> None:
    answer = browser(Role.VERIFIER).post("/desk/batches", follow=True)
    assert "没有可以批量核查的" in answer.content.decode()


def test_a_run_is_of_its_department_and_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    run = running.a_run(Hours())
    assert browser(Role.VERIFIER, "620402-wjj").get(f"/desk/batches/{run.reference}").status_code == 404
    monkeypatch.setattr(folders, "NEEDED", ("no_such_library",))
    assert wording.MISSING_EXTRA in browser(Role.VERIFIER).get("/desk/batches").content.decode()
    assert jobs.carry_on_batches(jobs.system()) == 0
    assert batches.batch(run.reference).state == "prepared"

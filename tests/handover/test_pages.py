"""The administrator's pages about what is handed over, and the batch that is carried as a file."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import builders

from nuocheng.edge.clock import now
from nuocheng.handover import jobs, official, queries
from nuocheng.handover.models import GONE, READY, Consignment, Destination, Handed
from nuocheng.handover.official import Wish
from nuocheng.kernel.occasion import Role
from nuocheng.platforms import official as platforms

pytestmark = [pytest.mark.django_db, pytest.mark.req("S8.7")]

HOME = "/sys/handover"
USCC = "91620402MA7JX90017"
GIVEN = {
    "name": "省监管平台",
    "way": "push",
    "url": "https://jg.example/nuocheng",
    "tables": ["case", "supervision"],
    "region": "620402",
    "identity": "none",
    "codes": f"{builders.DEPARTMENT}={USCC}",
}
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any, tmp_path: Any) -> None:
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path


@pytest.fixture
def admin() -> Client:
    builders.some_departments()
    return signed_in(Role.ADMINISTRATOR)


@pytest.fixture
def packed() -> Destination:
    """Return a platform that is sent files, with one batch of two cases."""
    hours = builders.Hours()
    builders.a_pledged_case(hours=hours)
    builders.a_pledged_case(builders.a_company(), hours=hours)
    wish = Wish("一体化平台", "packet", "", ("case",), "620402", codes=f"{builders.DEPARTMENT}={USCC}")
    one, _ = official.add(wish, "admin", now())
    platforms.lay_out(now())
    jobs.hand_over(now())
    return one


def signed_in(role: Role) -> Client:
    client = Client()
    client.force_login(builders.an_account(role), BACKEND)
    return client


def text(answer: Any, code: int = 200) -> str:
    assert answer.status_code == code, answer.status_code
    return str(answer.content.decode())


def receipt(*rows: tuple[str, str, str]) -> SimpleUploadedFile:
    out = io.StringIO()
    csv.writer(out).writerows([("编号", "结果", "原因"), *rows])
    return SimpleUploadedFile("receipt.csv", out.getvalue().encode("utf-8-sig"))


def test_nobody_but_the_administrator_sees_what_is_handed_over(admin: Client, packed: Destination) -> None:
    for role in (Role.BUREAU, Role.REVIEWER):
        client = signed_in(role)
        for path in (HOME, f"{HOME}/{packed.pk}", f"{HOME}/{packed.pk}/off", f"{HOME}/{packed.pk}/batches/1"):
            assert client.get(path).status_code == 403
            assert client.post(path, GIVEN).status_code == 403
        assert client.post(f"{HOME}/{packed.pk}/batches/1/packet").status_code == 403
    assert admin.get(f"{HOME}/{packed.pk}").status_code == 200


def test_a_platform_is_added_and_its_secret_is_shown_once(admin: Client) -> None:
    shown = text(admin.post(HOME, GIVEN))
    assert "whsec_" in shown
    one = Destination.objects.get()
    assert "whsec_" not in text(admin.get(f"{HOME}/{one.pk}"))
    assert "省监管平台" in text(admin.get(HOME))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"region": "62"}, "6位、9位或12位"),
        ({"tables": []}, "请至少选一张表"),
        ({"url": "ftp://jg.example"}, "地址要以https://开头"),
        ({"identity": "full"}, "请写明依据"),
        ({"codes": "NOBODY=91620402MA7JX90017"}, "没有“NOBODY”这个单位"),
        ({"codes": f"{builders.DEPARTMENT}=123"}, "不是统一社会信用代码"),
        ({"codes": "乱写一气"}, "看不懂，请一行一个"),
        ({"names": "no_such=A"}, "我们没有“no_such”这个字段"),
        ({"names": "case_no=1-2"}, "不能作字段名"),
        ({"names": "case_no=item_code"}, "有两个字段都叫“item_code”"),
        ({"name": ""}, "请写平台名称"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_what_was_typed_stays(
    admin: Client, change: dict[str, Any], said: str
) -> None:
    answer = text(admin.post(HOME, {**GIVEN, **change}), 422)
    assert said in answer
    assert "jg.example" in answer or "url" in change
    assert not Destination.objects.exists()


def test_a_platform_is_switched_off_after_being_asked_once_more_and_what_happens_meanwhile_is_made_up_for(
    admin: Client, packed: Destination
) -> None:
    path = f"{HOME}/{packed.pk}/off"
    assert "补报" in text(admin.get(path))
    assert admin.post(path).status_code == 303
    builders.a_pledged_case(
        builders.a_party(), item=builders.replace(builders.ITEM, code="MZ-005"), hours=later()
    )
    platforms.lay_out(now())
    jobs.hand_over(now() + timedelta(days=2))
    assert Consignment.objects.count() == 1
    admin.post(f"{HOME}/{packed.pk}/on")
    jobs.hand_over(now() + timedelta(days=2))
    assert Consignment.objects.count() == 2


def later() -> builders.Hours:
    return builders.Hours(builders.MORNING + timedelta(hours=5))


def test_a_packet_has_the_table_the_digests_and_the_receipt_and_is_the_same_each_time(
    admin: Client, packed: Destination
) -> None:
    path = f"{HOME}/{packed.pk}/batches/1"
    assert Consignment.objects.get().state == READY
    first, second = (admin.post(f"{path}/packet").content for _ in range(2))
    assert first == second
    assert Consignment.objects.get().state == GONE
    with zipfile.ZipFile(io.BytesIO(first)) as opened:
        rows = list(csv.DictReader(io.StringIO(opened.read("data.csv").decode("utf-8-sig"))))
        manifest = json.loads(opened.read("manifest.json"))
        blank = opened.read("receipt.csv").decode("utf-8-sig")
    assert {row["是否实行告知承诺制"] for row in rows} == {"1"}
    assert manifest["rows"] == len(rows) == 2
    assert all(row["办件编号"] in blank for row in rows)


def test_a_receipt_settles_each_row(admin: Client, packed: Destination) -> None:
    taken, back = Handed.objects.order_by("key").values_list("key", flat=True)
    path = f"{HOME}/{packed.pk}/batches/1"
    admin.post(f"{path}/packet")
    answer = admin.post(path, {"file": receipt((taken, "收", ""), (back, "退", "区划代码不对"))})
    assert answer.status_code == 303
    assert dict(Handed.objects.values_list("key", "state")) == {taken: "accepted", back: "refused"}
    assert "区划代码不对" in text(admin.get(f"{HOME}/{packed.pk}"))
    assert admin.post(f"{HOME}/{packed.pk}/refused").status_code == 303
    admin.post(f"{HOME}/{packed.pk}/pack")
    assert list(Consignment.objects.order_by("number").values_list("many", flat=True)) == [2, 1]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((("别处的", "收", ""),), "第2行“编号”：这一批里没有“别处的”"),
        ((("{0}", "好", ""),), "第2行“结果”：只能写“收”或者“退”"),
        ((("{0}", "退", ""),), "第2行“原因”：退回的请写明原因"),
        ((("{0}", "收", ""), ("{0}", "收", "")), "第3行“编号”"),
        ((("{0}", "收", ""),), "少了1行"),
    ],
)
def test_a_receipt_that_cannot_be_is_refused_with_row_column_and_reason(
    admin: Client, packed: Destination, rows: Any, said: str
) -> None:
    keys = list(Handed.objects.order_by("key").values_list("key", flat=True))
    filled = [tuple(cell.format(*keys) for cell in row) for row in rows]
    answer = text(admin.post(f"{HOME}/{packed.pk}/batches/1", {"file": receipt(*filled)}), 422)
    assert said in answer
    assert set(Handed.objects.values_list("state", flat=True)) == {"sent"}


def test_what_a_receipt_leaves_out_counts_as_taken_only_where_that_is_said(
    admin: Client, packed: Destination
) -> None:
    key = Handed.objects.order_by("key").values_list("key", flat=True)[0]
    path = f"{HOME}/{packed.pk}/batches/1"
    admin.post(path, {"file": receipt((key, "退", "重复")), "rest_taken": "on"})
    assert queries.counts([packed.pk])[packed.pk].accepted == 1


def test_the_columns_are_shown_to_whoever_builds_the_other_side(admin: Client) -> None:
    said = text(admin.get(f"{HOME}/tables"))
    assert "是否履行告知承诺" in said
    assert "sfsxgzcnz" in said


def test_empty_lists_say_what_comes_next(admin: Client) -> None:
    assert "还没有接收平台" in text(admin.get(HOME))
    admin.post(HOME, GIVEN)
    said = text(admin.get(f"{HOME}/{Destination.objects.get().pk}"))
    assert "还没有批次" in said
    assert "还没有对过账" in said

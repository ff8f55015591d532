"""The field pages: what waits for a visit, and what two officers write down on the spot."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from tests import builders

from nuocheng.catalogue.rules.content import FactField, Plan
from nuocheng.holdings.models import Blob, Holding
from nuocheng.journal.queries import history
from nuocheng.journal.verifying import faults
from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.kernel.occasion import Role
from nuocheng.verification import queries
from nuocheng.verification.models import Answer, Photo, Task

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4 fictional"


def a_picture(form: str = "PNG", **more: Any) -> bytes:
    """Return a picture of a chequered wall, as a camera writes it."""
    wall = Image.effect_noise((240, 160), 80).convert("RGB")
    out = BytesIO()
    wall.save(out, form, **more)
    return out.getvalue()


def with_place() -> bytes:
    """Return a photograph that says when and where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] = "2026:11:03 09:15:00"
    place = {GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (36.0, 32.0, 41.28)}
    exif.get_ifd(IFD.GPSInfo).update(
        {**place, GPS.GPSLongitudeRef: "E", GPS.GPSLongitude: (104.0, 8.0, 20.4)}
    )
    return a_picture("JPEG", exif=exif)


PNG, JPG = a_picture(), with_place()
SEEN = {"sight": "same", "seen": "3", "second": "王同行", "note": "在家里数过"}
PREMISES = replace(
    builders.LOW_INCOME,
    facts=(
        FactField("address", "场所地址", FactType.TEXT, Comparison.CONTAINS_ADDRESS, "address"),
        FactField("until", "使用期限", FactType.DATE, Comparison.ON_OR_AFTER, "until"),
        FactField("converted", "没有住改商", FactType.BOOLEAN, Comparison.IS_FALSE, "converted"),
    ),
    plan=Plan("on_site", "现场", 15, "地址一致", "到现场看"),
)


@pytest.fixture(autouse=True)
def _the_day_after(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hours = builders.Hours(builders.MORNING + timedelta(days=1))
    monkeypatch.setattr(timezone, "now", hours.next)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path


def signed_in(role: Role = Role.VERIFIER, department: str = builders.DEPARTMENT) -> Client:
    client = Client()
    account = builders.an_account(role, department, name=f"{role}-{department}")
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    return client


def asked_in_vain(facts: dict[str, Any] | None = None) -> Task:
    """Return the task of which the department's own register knows nothing."""
    case = builders.a_granted_case(facts=facts)
    on = builders.an_occasion(Role.SYSTEM, at=builders.MORNING)
    ways = builders.verification_jobs.channels()
    builders.verification_jobs.ask(queries.tasks_of(case.reference), on, ways)
    return next(one for one in queries.tasks_of(case.reference) if one.fact_key == "household")


def begun(client: Client, task: Task) -> str:
    page = client.get(f"/field/{task.reference}").content.decode()
    return page.partition('name="begun" value="')[2].partition('"')[0]


def send(client: Client, task: Task, **changes: Any) -> Any:
    return client.post(f"/field/{task.reference}", {"begun": begun(client, task), **SEEN, **changes})


def kept(task: Task) -> Answer:
    return queries.answers(task.reference)[0]


@pytest.mark.req("S8.1")
def test_what_no_source_could_settle_waits_for_a_visit() -> None:
    task = asked_in_vain()
    page = signed_in().get("/field/").content.decode()
    assert task.reference in page
    assert "查无数据" in page


def test_what_a_source_settled_or_is_still_to_be_asked_does_not_wait_for_a_visit() -> None:
    settled = builders.an_answered_case()
    waiting = builders.a_granted_case(builders.a_company())
    page = signed_in().get("/field/").content.decode()
    assert settled.reference not in page
    assert waiting.reference not in page
    assert "今天没有要到现场看的" in page


def test_what_no_machine_can_be_asked_about_waits_for_a_visit_with_its_address() -> None:
    item = replace(builders.ITEM, code="WS-001", certificates=(PREMISES,))
    facts = {"low_income": {"address": "公园路18号", "until": "2027-06-30", "converted": "否"}}
    case = builders.a_granted_case(item=item, facts=facts)
    client = signed_in()
    page = client.get("/field/").content.decode()
    assert page.count("公园路18号") == 3
    task = next(one for one in queries.tasks_of(case.reference) if one.fact_key == "until")
    days = {"seen_year": "2027", "seen_month": "7", "seen_day": "1"}
    said = {name: value for name, value in SEEN.items() if name != "seen"}
    sent = {"begun": begun(client, task), **said, **days}
    answer = client.post(f"/field/{task.reference}", sent)
    assert answer.status_code == 303
    assert kept(task).observed == "2027年7月1日"
    assert client.get("/field/").content.decode().count("公园路18号") == 2


def test_the_most_urgent_stands_first() -> None:
    later = asked_in_vain()
    hours = builders.Hours(builders.MORNING - timedelta(days=7))
    earlier = builders.a_granted_case(builders.a_company(), hours=hours)
    on = builders.an_occasion(Role.SYSTEM, at=builders.MORNING)
    ways = builders.verification_jobs.channels()
    builders.verification_jobs.ask(queries.tasks_of(earlier.reference), on, ways)
    page = signed_in().get("/field/").content.decode()
    assert page.index(earlier.reference) < page.index(later.reference)


@pytest.mark.parametrize(
    ("sight", "seen", "pledged", "outcome"),
    [
        ("same", "3", builders.TRUE_FACTS, "consistent"),
        ("differs", "3", builders.UNTRUE_FACTS, "contradicted"),
        ("absent", "", builders.TRUE_FACTS, "not_found"),
    ],
)
def test_what_was_seen_is_kept_as_an_answer(
    sight: str, seen: str, pledged: dict[str, Any], outcome: str
) -> None:
    task = asked_in_vain(pledged)
    answer = send(signed_in(), task, sight=sight, seen=seen)
    assert (answer.status_code, answer["Location"]) == (303, f"/field/{task.reference}")
    found = kept(task)
    assert (found.channel, found.source, found.outcome) == ("on_site", "现场核查", outcome)
    assert queries.task(task.reference).outcome == outcome
    assert hashlib.sha256(bytes(found.raw)).hexdigest() == found.digest
    record = json.loads(bytes(found.raw))
    assert record["sight"] == sight
    assert [one["name"] for one in record["officers"]] == ["核查", "王同行"]
    assert history("task", task.reference)[-1].verb == "task.record_answer"


@pytest.mark.req("S8.4")
def test_photographs_are_written_anew_and_kept_by_their_digest_with_when_and_where_they_were_taken() -> None:
    task, client = asked_in_vain(), signed_in()
    send(
        client,
        task,
        photo_1=SimpleUploadedFile("门口.png", PNG, "image/png"),
        photo_3=SimpleUploadedFile("屋里.JPG", JPG, "image/jpeg"),
    )
    record = json.loads(bytes(kept(task).raw))
    shots = queries.photos(task.reference)
    assert [(one.filename, one.media_type) for one in shots] == [
        ("门口.png", "image/png"),
        ("屋里.jpg", "image/jpeg"),
    ]
    kept_bytes = [queries.photo_content(one) for one in shots]
    assert [one["sha256"] for one in record["photos"]] == [
        hashlib.sha256(one).hexdigest() for one in kept_bytes
    ]
    assert [(one["taken_at"], one["position"]) for one in record["photos"]] == [
        ("", ""),
        ("2026-11-03T09:15:00", "36.54480,104.13900"),
    ]
    assert b"Exif" in JPG
    assert b"Exif" not in kept_bytes[1], "what is kept holds the picture and nothing else"
    assert Holding.objects.filter(purpose="photo").count() == 2
    shown = client.get(f"/field/{task.reference}/photos/{shots[0].pk}")
    assert (shown.content, shown["Content-Type"]) == (kept_bytes[0], "image/png")
    assert shown["Content-Disposition"].startswith("attachment")
    small = client.get(f"/field/{task.reference}/photos/{shots[1].pk}/preview")
    assert (small.status_code, small["Content-Type"]) == (200, "image/jpeg")
    page = client.get(f"/field/{task.reference}").content.decode()
    assert f"/field/{task.reference}/photos/{shots[1].pk}/preview" in page
    assert list(faults()) == []


def test_a_photograph_of_an_earlier_release_is_read_as_before_and_its_seal_holds() -> None:
    """Bytes in the row itself, as they were before there were holdings, are what the digest seals."""
    task, client = asked_in_vain(), signed_in()
    send(client, task, photo_1=SimpleUploadedFile("a.png", PNG))
    (shot,) = queries.photos(task.reference)
    content = queries.photo_content(shot)
    Photo.objects.filter(pk=shot.pk).update(content=content)
    Blob.objects.filter(pk=shot.digest).delete()
    assert client.get(f"/field/{task.reference}/photos/{shot.pk}").content == content
    assert [one.check.name for one in faults() if "Photo" in str(one)] == []
    with connection.cursor() as cursor:
        cursor.execute(
            import_module("nuocheng.verification.migrations.0004_photographs_move_to_holdings").COPY
        )
    assert bytes(Blob.objects.get(pk=shot.digest).content) == content
    Photo.objects.filter(pk=shot.pk).update(content=b"")
    assert client.get(f"/field/{task.reference}/photos/{shot.pk}").content == content
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"second": ""}, "请填写同行人员的姓名"),
        ({"second": "核查"}, "同行人员要写另一个人的姓名"),
        ({"sight": ""}, "请选一项"),
        ({"seen": ""}, "请填写现场见到的内容"),
        ({"seen": "7"}, "比对下来是不一致"),
        ({"photo_1": SimpleUploadedFile("a.jpg", PDF)}, "只能上传照片"),
        ({"photo_1": SimpleUploadedFile("a.png", b"GIF89a--")}, "这个文件是别的类型"),
        ({"photo_1": SimpleUploadedFile("a.heic", b"\0\0\0\0ftypheic")}, "兼容性最佳"),
        ({"photo_1": SimpleUploadedFile("a.png", PNG[:200])}, "这张图片打不开"),
        ({"photo_1": SimpleUploadedFile("a.png", PNG + b"x" * 20 * 1024 * 1024)}, "超过20MB"),
    ],
)
def test_what_is_not_filled_in_properly_is_sent_back_and_nothing_is_kept(
    changes: dict[str, Any], words: str
) -> None:
    task = asked_in_vain()
    before = len(queries.answers(task.reference))
    answer = send(signed_in(), task, **changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "在家里数过" in answer.content.decode()
    assert len(queries.answers(task.reference)) == before
    assert not Photo.objects.exists()


def test_the_same_form_sent_twice_is_kept_once() -> None:
    task, client = asked_in_vain(), signed_in()
    sent = {"begun": begun(client, task), **SEEN}
    before = len(queries.answers(task.reference))
    codes = [client.post(f"/field/{task.reference}", sent).status_code for _ in range(2)]
    assert codes == [303, 303]
    assert len(queries.answers(task.reference)) == before + 1


def test_after_a_visit_the_officer_concludes_on_the_desk() -> None:
    task, client = asked_in_vain(builders.UNTRUE_FACTS), signed_in()
    send(client, task, sight="differs", seen="3")
    page = client.get(f"/desk/verify/{task.reference}").content.decode()
    assert "现场核查" in page
    said = {"verdict": "refute", "note": "承诺5人，家里3人"}
    client.post(f"/desk/verify/{task.reference}", said)
    assert queries.task(task.reference).state == "refuted"
    assert "已经有结论" in client.get(f"/field/{task.reference}").content.decode()


@pytest.mark.parametrize(
    ("role", "department", "status"),
    [(Role.CLERK, builders.DEPARTMENT, 403), (Role.VERIFIER, "620402-wjj", 404)],
)
def test_nobody_else_sees_or_writes_a_visit(role: Role, department: str, status: int) -> None:
    task = asked_in_vain()
    officer = signed_in()
    send(officer, task, photo_1=SimpleUploadedFile("a.png", PNG))
    shot = queries.photos(task.reference)[0]
    other = signed_in(role, department)
    place = f"/field/{task.reference}"
    assert other.get(place).status_code == status
    assert other.post(place, SEEN).status_code == status
    assert other.get(f"{place}/photos/{shot.pk}").status_code == status
    assert other.get(f"{place}/photos/{shot.pk}/preview").status_code == status


def test_a_photograph_is_shown_only_with_its_own_task() -> None:
    task, client = asked_in_vain(), signed_in()
    send(client, task, photo_1=SimpleUploadedFile("a.png", PNG))
    shot = queries.photos(task.reference)[0]
    other = next(one for one in queries.tasks_of(task.origin) if one.pk != task.pk)
    assert client.get(f"/field/{other.reference}/photos/{shot.pk}").status_code == 404

"""The desk of visits and the field pages: planning, telling, noting, signing, confirming; with and without scripts."""

from __future__ import annotations

import hashlib
import json
import re
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
from tests.verification import visiting

from nuocheng.catalogue.rules.content import FactField, Plan
from nuocheng.holdings.models import Blob, Holding
from nuocheng.journal.queries import history
from nuocheng.journal.verifying import faults
from nuocheng.kernel.facts import Comparison, FactType
from nuocheng.kernel.occasion import Role
from nuocheng.letters.models import Letter
from nuocheng.people import queries as people
from nuocheng.verification import acts, queries
from nuocheng.verification.models import Answer, Photo, Task, Visit
from nuocheng.verification.queries import visits

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
SEEN = {"sight": "same", "seen": "3", "note": "在家里数过"}
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
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path


def signed_in(role: Role = Role.VERIFIER, department: str = builders.DEPARTMENT, name: str = "") -> Client:
    client = Client()
    known = people.account(name) if name else None
    account = known or builders.an_account(role, department, name=name or f"{role}-{department}")
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    return client


def asked_in_vain(facts: dict[str, Any] | None = None) -> Task:
    """Return the task of which the department's own register knows nothing."""
    case = builders.a_granted_case(facts=facts)
    on = builders.an_occasion(Role.SYSTEM, at=builders.MORNING)
    ways = builders.verification_jobs.channels()
    builders.verification_jobs.ask(queries.tasks_of(case.reference), on, ways)
    return next(one for one in queries.tasks_of(case.reference) if one.fact_key == "household")


def a_visit(task: Task, **changed: Any) -> Visit:
    """Return a visit for one task, planned and announced a week ago by the first officer."""
    visiting.officers()
    hours = builders.Hours(builders.MORNING + timedelta(days=1))
    trip = visiting.a_trip([task], hours, **changed)
    made = acts.plan_visit(visiting.verifier(hours), trip=trip)
    acts.announce_visit(visiting.verifier(hours), made.reference)
    return visits.visit(made.reference)


def first() -> Client:
    """Return the first officer, signed in."""
    visiting.officers()
    return signed_in(name=visiting.FIRST)


def begun(client: Client, visit: Visit) -> str:
    page = client.get(f"/field/visits/{visit.reference}").content.decode()
    return page.partition('name="begun" value="')[2].partition('"')[0]


def send(client: Client, visit: Visit, headers: dict[str, str] | None = None, **changed: Any) -> Any:
    for shot in changed.get("photos", []):
        shot.seek(0)
    said = {"begun": begun(client, visit), **SEEN, **changed}
    return client.post(f"/field/visits/{visit.reference}/facts/1", said, headers=headers or {})


def sign(client: Client, visit: Visit, **changed: Any) -> Any:
    said = {"how": "pad", "strokes_party": visiting.NAME, "strokes_first": visiting.NAME, **changed}
    return client.post(f"/field/visits/{visit.reference}/sign", {"begun": begun(client, visit), **said})


def confirm(visit: Visit) -> Any:
    return signed_in(name=visiting.SECOND).post(f"/field/visits/{visit.reference}/confirm", {})


def done(client: Client, task: Task, **changed: Any) -> Visit:
    """Go through the whole visit of one task; what became of it."""
    visit = a_visit(task)
    assert send(client, visit, **changed).status_code == 303
    how = {"how": "unmet", "strokes_party": ""} if changed.get("sight") == "absent" else {}
    assert sign(client, visit, **how).status_code == 303
    assert confirm(visit).status_code == 303
    return visits.visit(visit.reference)


def kept(task: Task) -> Answer:
    return queries.answers(task.reference)[0]


@pytest.mark.req("S8.1")
def test_what_no_source_could_settle_waits_for_a_visit() -> None:
    task = asked_in_vain()
    page = signed_in().get("/desk/visits").content.decode()
    assert task.label in page
    assert "查无数据" in page


def test_what_a_source_settled_or_is_still_to_be_asked_does_not_wait_for_a_visit() -> None:
    builders.an_answered_case()
    builders.a_granted_case(builders.a_company())
    page = signed_in().get("/desk/visits").content.decode()
    assert "没有等着上门的" in page


@pytest.mark.req("S8.6")
def test_what_can_be_looked_at_in_one_going_is_proposed_and_planned_together() -> None:
    item = replace(builders.ITEM, code="WS-001", certificates=(PREMISES,))
    facts = {"low_income": {"address": "公园路18号", "until": "2027-06-30", "converted": "否"}}
    case = builders.a_granted_case(item=item, facts=facts)
    client = first()
    page = client.get("/desk/visits").content.decode()
    assert "安排一次上门，看3项" in page
    query = re.search(r'href="/desk/visits/new\?([^"]+)"', page)
    assert query
    address = f"/desk/visits/new?{query[1].replace('&amp;', '&')}"
    form = client.get(address).content.decode()
    assert "公园路18号" in form
    assert "今年已经安排过0次上门" in form
    references = [one.reference for one in queries.tasks_of(case.reference)]
    said = {
        "tasks": references,
        "day_year": "2026",
        "day_month": "11",
        "day_day": "12",
        "from_": "9点",
        "until": "10:30",
    }
    team = {"first": visiting.FIRST, "others": [visiting.SECOND], "contact": "冯川，0943-0000120"}
    answer = client.post(address, {**said, **team})
    assert answer.status_code == 303, answer.content.decode()
    visit = Visit.objects.get()
    assert visit.tasks == 3
    assert {one.visit for one in queries.tasks_of(case.reference)} == {visit.reference}
    assert "没有等着上门的" in client.get("/desk/visits").content.decode()
    assert client.post(f"/desk/visits/{visit.reference}/announce").status_code == 303
    (letter,) = Letter.objects.filter(about=visit.reference)
    for words in (
        "2026年11月12日09:00到10:30",
        "公园路18号",
        "核查、核查",
        "冯川，0943-0000120",
        "改时间不算不配合",
    ):
        assert words in letter.text, letter.text
    assert client.get(f"/desk/visits/{visit.reference}/sheet")["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"tasks": []}, "请至少选一项"),
        ({"day_day": "14"}, "这一天不上班"),
        ({"from_": "7:00"}, "要在工作时间上门"),
        ({"from_": "11:00"}, "结束的时间要比开始的晚"),
        ({"from_": "早上"}, "时间请写成9:00这样"),
        ({"until": "25:00"}, "没有这个时间"),
        ({"others": []}, "请选同行人员"),
        ({"contact": ""}, "请填写改时间找谁"),
    ],
)
def test_a_plan_that_would_disturb_is_sent_back_with_what_to_do(changes: dict[str, Any], words: str) -> None:
    task, client = asked_in_vain(), first()
    said = {
        "tasks": [task.reference],
        "day_year": "2026",
        "day_month": "11",
        "day_day": "12",
        "from_": "9:00",
        "until": "10:00",
        "first": visiting.FIRST,
        "others": [visiting.SECOND],
        "contact": "冯川，0943-0000120",
    }
    answer = client.post(f"/desk/visits/new?task={task.reference}", {**said, **changes})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Visit.objects.exists()


@pytest.mark.parametrize(
    ("sight", "seen", "pledged", "outcome", "state"),
    [
        ("same", "3", builders.TRUE_FACTS, "consistent", "done"),
        ("differs", "3", builders.UNTRUE_FACTS, "contradicted", "done"),
        ("absent", "", builders.TRUE_FACTS, "not_found", "not_met"),
        ("unclear", "", builders.TRUE_FACTS, "missing", "done"),
    ],
)
def test_what_was_seen_is_kept_as_an_answer_once_both_officers_stand_for_it(
    sight: str, seen: str, pledged: dict[str, Any], outcome: str, state: str
) -> None:
    task, client = asked_in_vain(pledged), first()
    visit = done(client, task, sight=sight, seen=seen)
    assert visit.state == state
    found = kept(task)
    assert (found.channel, found.source, found.outcome) == ("on_site", "现场核查", outcome)
    assert (queries.task(task.reference).outcome, queries.task(task.reference).visit) == (outcome, "")
    assert hashlib.sha256(bytes(found.raw)).hexdigest() == found.digest
    record = json.loads(bytes(found.raw))
    assert record["sight"] == sight
    assert [one["account"] for one in record["officers"]] == [visiting.FIRST, visiting.SECOND]
    assert history("task", task.reference)[-1].verb == "task.take_off_visit"
    assert queries.task(task.reference).is_open, "what was seen is evidence, never a finding"
    assert list(faults()) == []


@pytest.mark.req("S8.4")
def test_photographs_are_written_anew_and_kept_by_their_digest_with_when_and_where_they_were_taken() -> None:
    task, client = asked_in_vain(), first()
    sent = [
        SimpleUploadedFile("门口.png", PNG, "image/png"),
        SimpleUploadedFile("屋里.JPG", JPG, "image/jpeg"),
    ]
    done(client, task, photos=sent)
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
    assert Holding.objects.filter(purpose="photo").count() == 2, "kept once, when it was taken"
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
    task, client = asked_in_vain(), first()
    done(client, task, photos=[SimpleUploadedFile("a.png", PNG)])
    (shot,) = queries.photos(task.reference)
    content = queries.photo_content(shot)
    Photo.objects.filter(pk=shot.pk).update(content=content)
    Blob.objects.filter(pk=shot.digest).delete()
    assert client.get(f"/field/{task.reference}/photos/{shot.pk}").content == content
    assert [one.check.name for one in faults() if ":Photo" in str(one)] == []
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
        ({"sight": ""}, "请选一项"),
        ({"seen": ""}, "请填写现场见到的内容"),
        ({"seen": "7"}, "比对下来是不一致"),
        ({"sight": "differs", "seen": "7", "note": ""}, "请写明情况"),
        ({"sight": "unclear", "note": ""}, "请写明情况"),
        ({"photos": [SimpleUploadedFile(f"{n}.png", PNG) for n in range(10)]}, "最多9张"),
        ({"photos": [SimpleUploadedFile("a.jpg", PDF)]}, "只能上传照片"),
        ({"photos": [SimpleUploadedFile("a.png", b"GIF89a--")]}, "这个文件是别的类型"),
        ({"photos": [SimpleUploadedFile("a.heic", b"\0\0\0\0ftypheic")]}, "兼容性最佳"),
        ({"photos": [SimpleUploadedFile("a.png", PNG[:200])]}, "这张图片打不开"),
        ({"photos": [SimpleUploadedFile("a.png", PNG + b"x" * 20 * 1024 * 1024)]}, "超过20MB"),
    ],
)
def test_what_is_not_filled_in_properly_is_sent_back_and_nothing_is_kept(
    changes: dict[str, Any], words: str
) -> None:
    visit = a_visit(asked_in_vain())
    client = first()
    answer = send(client, visit, **changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert changes.get("note") == "" or "在家里数过" in answer.content.decode()
    assert not visits.sightings(visit.reference)
    told = send(client, visit, {"Accept": "application/json"}, **changes)
    assert told.status_code == 422
    assert words in told.json()["refused"]


def test_the_same_form_sent_twice_is_kept_once() -> None:
    visit, client = a_visit(asked_in_vain()), first()
    sent = {"begun": begun(client, visit), **SEEN}
    codes = [client.post(f"/field/visits/{visit.reference}/facts/1", sent).status_code for _ in range(2)]
    assert codes == [303, 303]
    assert visit.sightings.count() == 1


def test_what_a_phone_sends_again_under_its_own_key_is_kept_once_and_answered_the_same() -> None:
    visit, client = a_visit(asked_in_vain()), first()
    headers = {"Accept": "application/json", "Idempotency-Key": "6f0c-1"}
    sent = {"begun": begun(client, visit), **SEEN, "saved_on_phone": "2026/11/3 09:12"}
    for _ in range(3):
        shots = {"photos": [SimpleUploadedFile("a.png", PNG)]}
        answer = client.post(f"/field/visits/{visit.reference}/facts/1", {**sent, **shots}, headers=headers)
        assert answer.json()["kept"] == "6f0c-1"
    another = client.post(
        f"/field/visits/{visit.reference}/facts/1", sent, headers={**headers, "Idempotency-Key": "6f0c-2"}
    )
    assert another.json()["kept"] == "6f0c-2"
    assert visit.sightings.count() == 2
    assert visits.sightings(visit.reference)[1].saved_on_phone == "2026/11/3 09:12"


def test_what_was_kept_is_answered_as_kept_even_after_the_record_is_closed() -> None:
    """A reply that was lost is asked for again, and by then the visit may have gone on."""
    visit, client = a_visit(asked_in_vain()), first()
    headers = {"Accept": "application/json", "Idempotency-Key": "6f0c-1"}
    sent = {"begun": begun(client, visit), **SEEN}
    place = f"/field/visits/{visit.reference}/facts/1"
    assert client.post(place, sent, headers=headers).json()["kept"] == "6f0c-1"
    assert sign(client, visit).status_code == 303
    assert client.post(place, sent, headers=headers).json()["kept"] == "6f0c-1"
    late = client.post(place, sent, headers={**headers, "Idempotency-Key": "6f0c-2"})
    assert (late.status_code, late.json()["refused"]) == (
        409,
        "这一件现在是“已记录，待同行人员确认”，不能办这一步",
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"how": ""}, "请选当事人怎么签名"),
        ({"strokes_party": ""}, "当事人还没有签名"),
        ({"strokes_first": ""}, "您还没有签名"),
        ({"strokes_first": "[[[1,1],[2,2]]]"}, "看不出是名字"),
        ({"how": "refused"}, "请写明他说了什么"),
        ({"how": "paper"}, "请上传扫描件"),
        ({"how": "unmet"}, "见到了人的"),
    ],
)
def test_a_record_is_not_closed_without_its_signatures_or_the_reason(
    changes: dict[str, Any], words: str
) -> None:
    visit, client = a_visit(asked_in_vain()), first()
    assert "还没有记录" in sign(client, visit).content.decode()
    send(client, visit)
    answer = sign(client, visit, **changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert visits.visit(visit.reference).state == "announced"


def test_a_party_may_refuse_to_sign_and_a_sheet_may_be_signed_on_paper() -> None:
    client = first()
    one, other = a_visit(asked_in_vain()), None
    send(client, one)
    assert (
        sign(client, one, how="refused", strokes_party="", reason="说要先问律师，邻居在场").status_code == 303
    )
    assert visits.visit(one.reference).unsigned_for == "说要先问律师，邻居在场"
    task = next(one for one in Task.objects.filter(fact_key="status"))
    other = a_visit(task)
    assert send(client, other, seen="享受中").status_code == 303
    scan = [SimpleUploadedFile("核查表.png", PNG)]
    assert sign(client, other, how="paper", strokes_party="", strokes_first="", pages=scan).status_code == 303
    (page,) = visits.pages(other.reference)
    shown = client.get(f"/desk/visits/{other.reference}/pages/{page.pk}")
    assert shown["Content-Disposition"].startswith("attachment")


def test_the_other_officer_confirms_with_their_own_password_on_the_same_phone() -> None:
    task, client = asked_in_vain(), first()
    visit = a_visit(task)
    send(client, visit)
    sign(client, visit)
    place = f"/field/visits/{visit.reference}/confirm"
    assert "本人输入自己的密码" in client.get(place).content.decode()
    for wrong in ("", "not-the-password"):
        answer = client.post(place, {"password": wrong})
        assert answer.status_code == 422
        assert queries.task(task.reference).outcome == "not_found"
    assert client.post(place, {"password": "letmein-please"}).status_code == 303
    assert queries.task(task.reference).outcome == "consistent"
    confirmed = next(one for one in history("visit", visit.reference) if one.verb == "visit.confirm")
    assert confirmed.actor == visiting.SECOND


def test_an_officer_who_saw_something_else_sends_the_record_back() -> None:
    task, client = asked_in_vain(), first()
    visit = a_visit(task)
    send(client, visit)
    sign(client, visit)
    second = signed_in(name=visiting.SECOND)
    place = f"/field/visits/{visit.reference}/contest"
    assert second.post(place, {"reason": ""}).status_code == 422
    assert second.post(place, {"reason": "我数的是4个人"}).status_code == 303
    assert "我数的是4个人" in client.get(f"/field/visits/{visit.reference}").content.decode()
    assert queries.task(task.reference).outcome == "not_found"


def test_the_first_officer_cannot_confirm_alone() -> None:
    visit, client = a_visit(asked_in_vain()), first()
    send(client, visit)
    sign(client, visit)
    answer = client.post(f"/field/visits/{visit.reference}/confirm", {})
    assert answer.status_code == 422
    assert visits.visit(visit.reference).state == "recorded"


def test_after_a_visit_the_officer_concludes_on_the_desk() -> None:
    task, client = asked_in_vain(builders.UNTRUE_FACTS), first()
    done(client, task, sight="differs", seen="3")
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
    task, client = asked_in_vain(), first()
    visit = done(client, task, photos=[SimpleUploadedFile("a.png", PNG)])
    shot = queries.photos(task.reference)[0]
    picture = visits.sightings(visit.reference)[1].photos.get()
    signature = visits.signatures(visit.reference)[0]
    other = signed_in(role, department)
    place = f"/field/visits/{visit.reference}"
    for address in (
        f"/field/{task.reference}",
        f"/field/{task.reference}/photos/{shot.pk}",
        f"/field/{task.reference}/photos/{shot.pk}/preview",
        place,
        f"{place}/confirm",
        f"{place}/photos/{picture.pk}",
        f"{place}/signatures/{signature.pk}",
        f"/desk/visits/{visit.reference}",
        f"/desk/visits/{visit.reference}/sheet",
    ):
        assert other.get(address).status_code == status, address
    assert other.post(f"{place}/facts/1", SEEN).status_code == status
    whole, small = (client.get(f"{place}/photos/{picture.pk}{size}") for size in ("", "?small"))
    assert (whole.content, whole["Content-Type"]) == (visits.content(picture.digest), "image/png")
    assert whole["Content-Disposition"].startswith("attachment")
    assert small["Content-Type"] == "image/jpeg"
    with Image.open(BytesIO(small.content)) as shown:
        assert max(shown.size) <= 160
    assert client.get(f"{place}/signatures/{signature.pk}")["Content-Type"] == "image/png"


def test_a_photograph_is_shown_only_with_its_own_task() -> None:
    task, client = asked_in_vain(), first()
    done(client, task, photos=[SimpleUploadedFile("a.png", PNG)])
    shot = queries.photos(task.reference)[0]
    other = next(one for one in queries.tasks_of(task.origin) if one.pk != task.pk)
    assert client.get(f"/field/{other.reference}/photos/{shot.pk}").status_code == 404


def test_who_signs_out_with_records_in_the_phone_is_told_and_keeps_them() -> None:
    client = first()
    client.cookies["field_waiting"] = "3"
    told = client.post("/sign-out")
    assert "还有3条现场记录没有上传" in told.content.decode()
    assert client.get("/field/").status_code == 200, "still signed in"
    gone = client.post("/sign-out", {"sure": "1"})
    assert gone["Clear-Site-Data"] == '"cache"', "the queue lies in the storage"
    again = first()
    assert again.post("/sign-out")["Clear-Site-Data"] == '"cache", "storage"'


def test_the_phone_is_told_who_is_signed_in_and_its_worker_stays_within_the_field() -> None:
    client = first()
    said = client.get("/field/ready")
    assert said.json()["account"] == visiting.FIRST
    assert said["Cache-Control"] == "no-store"
    assert Client().get("/field/ready").status_code == 302
    worker = client.get("/field/worker.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in worker

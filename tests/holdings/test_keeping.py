"""What was handed in is kept once, sealed, found again after an update, and sent out so that it cannot act."""

from __future__ import annotations

import importlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from tests import builders as b
from tests.builders import Hours, by_party
from tests.holdings.clamd import EICAR, clamd
from tests.holdings.test_inspecting import page, written

from nuocheng.cases import acts as cases
from nuocheng.cases import queries
from nuocheng.cases.models import Material
from nuocheng.holdings import jobs
from nuocheng.holdings import queries as holdings
from nuocheng.holdings.models import Blob, Holding, Scan
from nuocheng.holdings.official import Purpose, keep
from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import Malformed, NotFound
from nuocheng.kernel.occasion import Role

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj<</Type/Page>>endobj\n%%EOF\n"


def handed_in(hours: Hours, content: bytes = PDF, name: str = "户口簿.pdf") -> Material:
    """Return a certificate just handed in on a case of its own."""
    case = b.an_ordinary_case(hours=hours)
    upload = cases.Upload(name, "application/pdf", content)
    cases.submit_certificate(
        by_party(case, hours.next()), case.reference, certificate="low_income", upload=upload
    )
    return queries.materials_of(case.reference)[0]


def test_the_same_file_handed_in_twice_is_kept_once_and_written_down_twice() -> None:
    hours = Hours()
    first = handed_in(hours)
    upload = cases.Upload("又一份.pdf", "application/pdf", PDF)
    on = by_party(queries.case(first.case_id), hours.next())
    cases.submit_certificate(on, first.case_id, certificate="low_income", upload=upload)
    assert (Blob.objects.count(), Holding.objects.count()) == (1, 2)
    assert holdings.content(first.digest) == PDF
    assert list(faults()) == []


def test_what_is_kept_tells_what_it_is() -> None:
    on = b.an_occasion(Role.CLERK, at=Hours().next())
    held = keep(on, written(page((300, 200))), filename="a/b/门口.png", purpose=Purpose.PHOTO)
    assert (held.media_type, held.filename, held.width, held.height) == ("image/jpeg", "门口.jpg", 300, 200)
    assert keep(on, PDF, filename="x", purpose=Purpose.SCAN).pages == 1
    for content in (b"", b"MZ\x90"):
        with pytest.raises(Malformed):
            keep(on, content, filename="x.pdf", purpose=Purpose.SCAN)


def test_certificates_from_before_are_moved_and_every_seal_still_holds() -> None:
    material = handed_in(Hours())
    with connection.cursor() as cursor:  # as the release before wrote it
        cursor.execute("UPDATE cases_material SET content = %s", [connection.Database.Binary(PDF)])
        cursor.execute("DELETE FROM holdings_blob")
    old = queries.material(material.case_id, material.pk.hex)
    assert queries.material_content(old) == PDF
    # Only the row beside it, which that release did not know, misses its content; the certificate's seal holds.
    assert {fault.file.partition(":")[0] for fault in faults()} == {"holdings.Holding"}
    migration = importlib.import_module(_migration())
    with connection.cursor() as cursor:
        cursor.execute(migration.COPY)
        cursor.execute(migration.COPY)
        cursor.execute("UPDATE cases_material SET content = %s", [connection.Database.Binary(b"")])
    assert queries.material_content(queries.material(material.case_id, material.pk.hex)) == PDF
    assert list(faults()) == []


def _migration() -> str:
    folder = Path(importlib.import_module("nuocheng.cases.migrations").__path__[0])
    return f"nuocheng.cases.migrations.{next(folder.glob('*_materials_move_to_holdings.py')).stem}"


def test_what_was_taken_while_the_scanner_was_away_is_scanned_later_and_locked_away(settings: object) -> None:
    hours = Hours()
    bad = handed_in(hours, PDF + b"% " + EICAR + b"\n%%EOF\n")
    on = b.an_occasion(Role.SYSTEM, at=hours.next() + timedelta(hours=1))
    assert holdings.waiting_to_be_scanned() == 1
    with clamd("reset") as server:
        settings.NUOCHENG_SCANNER = server.address
        assert jobs.scan_waiting(on) == (0, 0)
    with clamd() as server:
        settings.NUOCHENG_SCANNER = server.address
        assert jobs.scan_waiting(on) == (1, 1)
        assert jobs.scan_waiting(on) == (0, 0)
    assert Scan.objects.get().found == "Eicar-Test-Signature"
    assert (holdings.waiting_to_be_scanned(), holdings.infected()) == (0, 1)
    with pytest.raises(NotFound, match="查出病毒"):
        queries.material_content(bad)


@pytest.fixture
def party(client: Client, settings: object, tmp_path: Path) -> Client:
    """Return the browser of the party whose case the builders open."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path
    client.force_login(b.an_applicant(), "django.contrib.auth.backends.ModelBackend")
    return client


def test_a_file_is_sent_to_be_saved_and_can_do_nothing(party: Client) -> None:
    material = handed_in(Hours(), written(page((1200, 900))), '健康证"；<b>.jpg')
    answer = party.get(f"/cases/{material.case_id}/materials/{material.pk}")
    disposition = answer["Content-Disposition"]
    assert disposition.startswith("attachment; filename=\"file.jpg\"; filename*=UTF-8''%E5%81%A5")
    assert not set("\r\n<>") & set(disposition)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    assert answer["Cache-Control"] == "private, no-store"


def test_only_a_small_picture_drawn_anew_is_shown(party: Client) -> None:
    hours = Hours()
    material = handed_in(hours, written(page((1200, 900))))
    answer = party.get(f"/cases/{material.case_id}/materials/{material.pk}/preview")
    assert (answer["Content-Type"], answer["Content-Disposition"]) == ("image/jpeg", "inline")
    assert answer["Content-Security-Policy"].startswith("sandbox;")
    assert answer.content.startswith(b"\xff\xd8\xff")
    assert len(answer.content) < 60_000
    assert (
        f"/materials/{material.pk}/preview"
        in party.get(f"/cases/{material.case_id}/materials").content.decode()
    )
    upload = cases.Upload("证明.pdf", "application/pdf", PDF)
    on = by_party(queries.case(material.case_id), hours.next())
    cases.submit_certificate(on, material.case_id, certificate="low_income", upload=upload)
    newest = queries.materials_of(material.case_id)[-1]
    assert party.get(f"/cases/{material.case_id}/materials/{newest.pk}/preview").status_code == 404


def test_a_scanner_that_is_down_says_so_and_the_page_stays(party: Client, settings: object) -> None:
    case = b.an_ordinary_case(hours=Hours())
    settings.NUOCHENG_SCANNER = "tcp://127.0.0.1:1"
    upload = {"certificate": "low_income", "file": SimpleUploadedFile("证明.pdf", PDF)}
    answer = party.post(f"/cases/{case.reference}/materials", upload)
    assert answer.status_code == 503
    assert "请过几分钟再点一次“上传”" in answer.content.decode()
    assert Holding.objects.count() == 0

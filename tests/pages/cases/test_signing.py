"""The ceremony on screen: the exact text, every way to sign it, and the record that a court can read (三（七）)."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.methods.authority import BELOW, ROOT, issue, subject
from tests.methods.eid_provider import ISSUER, packed
from tests.pages.cases.world import AT, SLOW, TICKS, TYPED, ZHANG, World, publish

from nuocheng.cases import queries
from nuocheng.cases.methods import _certificates, words_to_sign
from nuocheng.cases.models import Case, Signature
from nuocheng.cases.reports.signing_record import signing_record
from nuocheng.edge.recognising import remember
from nuocheng.kernel.occasion import Assurance, SignIn

STROKES = json.dumps([[[60, 60], [300, 60], [300, 180]], [[350, 40], [350, 200]], [[400, 100], [520, 130]]])


def at_the_check(world: World, item: Any = SLOW) -> tuple[Client, Case]:
    """Return a browser of Zhang whose pledge is filled in and ready to be signed."""
    case = world.opened(item)
    client = world.client("zhang")
    here = f"/cases/{case.reference}"
    session = client.session
    remember(session, SignIn("password", AT, Assurance.REAL_NAME))
    session.save()
    client.post(f"{here}/notice", {"way": "pledge", "read": "on", "shown": case.notice_digest})
    client.post(f"{here}/pledge", {**TYPED, **TICKS})
    return client, queries.case(case.reference)


def hidden(client: Client, case: Case, page: str = "check") -> dict[str, str]:
    """Return the digests that a page carries: of the notice, and of the text to be signed."""
    html = client.get(f"/cases/{case.reference}/{page}").content.decode()
    return dict(re.findall(r'name="(shown|text)" value="([0-9a-f]{64})"', html))


def kept(case: Case) -> Signature:
    """Return how the pledge was signed."""
    found = queries.signature_of(case.reference)
    assert found is not None
    return found


@pytest.mark.req("S7.2")
def test_the_exact_text_stands_on_the_check_page_and_its_digest_is_signed(world: World) -> None:
    client, case = at_the_check(world)
    page = client.get(f"/cases/{case.reference}/check").content.decode()
    assert "看承诺书全文" in page
    assert "公园路18号1层" in page
    pdf = client.get(f"/cases/{case.reference}/pledge-text.pdf")
    assert pdf.content.startswith(b"%PDF-")
    carried = hidden(client, case)
    answer = client.post(f"/cases/{case.reference}/check", {**carried, "signed_as": "张 建华"})
    assert answer.status_code == 303
    signed = kept(case)
    assert (signed.text_digest, signed.text_shown) == (carried["text"], True)
    assert (signed.signed_in_how, signed.assurance) == ("password", "real_name")


@pytest.mark.req("S7.2")
def test_a_text_changed_in_another_window_is_not_signed(world: World) -> None:
    client, case = at_the_check(world)
    carried = hidden(client, case)
    draft = queries.draft_of(case.reference)
    assert draft is not None
    client.post(f"/cases/{case.reference}/pledge", {**TYPED, **TICKS, "f-1_0": "2"})
    answer = client.post(f"/cases/{case.reference}/check", {**carried, "signed_as": "张建华"})
    assert answer.status_code == 422
    assert "和您刚才看到的不一样了" in answer.content.decode()
    assert queries.signature_of(case.reference) is None


def test_a_hand_on_the_pad_is_kept_and_an_empty_pad_refused(world: World) -> None:
    client, case = at_the_check(world)
    carried, here = hidden(client, case, "sign/handwriting"), f"/cases/{case.reference}/sign/handwriting"
    empty = client.post(here, {**carried, "strokes": ""})
    assert empty.status_code == 422
    assert "还是空的" in empty.content.decode()
    assert client.post(here, {**carried, "strokes": STROKES}).status_code == 303
    pieces = list(queries.evidence_with_bytes(kept(case)))
    assert [one.what for one in pieces] == ["strokes", "picture"]
    assert bytes(pieces[1].content).startswith(b"\x89PNG")


def test_a_way_that_the_item_does_not_accept_has_no_page(world: World) -> None:
    client, case = at_the_check(world)
    for way in ("certificate", "eid", "paper", "nonsense"):
        assert client.get(f"/cases/{case.reference}/sign/{way}").status_code == 404


def test_a_certificate_signs_what_was_downloaded(world: World, settings: Any, tmp_path: Path) -> None:
    anchors = tmp_path / "anchors.pem"
    anchors.write_bytes(ROOT.pem)
    settings.NUOCHENG_SIGNING_ANCHORS = str(anchors)
    _certificates.cache_clear()
    client, case = at_the_check(world, _accepting("certificate"))
    carried, here = hidden(client, case, "sign/certificate"), f"/cases/{case.reference}/sign/certificate"
    words = client.get(f"/cases/{case.reference}/sign/words.txt").content
    assert words == words_to_sign(case.number, carried["text"])
    holder = issue(subject("张建华", ZHANG), BELOW, at=AT)

    def sent(signature: bytes) -> dict[str, Any]:
        files = {"signature": signature, "chain": holder.pem + BELOW.pem}
        return {**carried, **{name: SimpleUploadedFile(name, body) for name, body in files.items()}}

    wrong = client.post(here, sent(holder.sign(words + b"x")))
    assert wrong.status_code == 422
    assert "和这份承诺书对不上" in wrong.content.decode()
    assert client.post(here, sent(holder.sign(words))).status_code == 303
    assert kept(case).method == "certificate"


def test_the_provider_of_electronic_identity_is_asked_and_its_answer_bound_to_the_session(
    world: World, settings: Any
) -> None:
    key = Ed25519PrivateKey.generate()
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    settings.NUOCHENG_EID = (ISSUER, "https://eid.example.gov.cn/confirm", "nuocheng", pem)
    client, case = at_the_check(world, _accepting("eid"))
    here = f"/cases/{case.reference}/sign/eid"
    led = client.post(here, {"step": "ask"})
    asked = {name: one[0] for name, one in parse_qs(urlsplit(led["Location"]).query).items()}
    claims = {
        "iss": ISSUER,
        "aud": asked["audience"],
        "sub": ZHANG,
        "name": "张建华",
        "nonce": asked["nonce"],
        "digest": asked["digest"],
        "iat": int(AT.timestamp()),
        "exp": int(AT.timestamp()) + 300,
    }
    said = packed(b'{"alg":"EdDSA"}') + b"." + packed(json.dumps(claims).encode())
    assertion = (said + b"." + packed(key.sign(said))).decode()
    back = client.get(here, {"assertion": assertion}).content.decode()
    assert "统一身份认证已经确认" in back
    carried = {**hidden(client, case, f"sign/eid?assertion={assertion}"), "assertion": assertion}
    stranger = world.client("zhang")
    assert "不是从这里发起的" in stranger.post(here, carried).content.decode()
    assert client.post(here, carried).status_code == 303
    assert kept(case).method == "eid"


@pytest.mark.req("S7.2")
def test_the_signing_record_is_for_the_party_and_the_department_and_checks_itself(world: World) -> None:
    case = world.pledged()
    page = f"/cases/{case.reference}/signing-record.pdf"
    assert world.client("zhang").get(page).content.startswith(b"%PDF-")
    assert world.client("chen").get(page).status_code == 200
    assert world.client().get(page).status_code in {302, 401}
    said = signing_record(case, AT.date())
    assert {result for _, result, _ in said["checks"]} == {"相符"}
    text = json.dumps(said, ensure_ascii=False)
    assert ZHANG not in text
    assert kept(case).pledge_digest in text


@pytest.mark.req("S7.2")
def test_the_signing_record_says_so_where_something_was_changed(world: World) -> None:
    case = world.pledged()
    Signature.objects.filter(case=case).update(signed_as="别人")
    results = {what: result for what, result, _ in signing_record(case, AT.date())["checks"]}
    assert results["签署记录和留痕的封存值"] == "不符"
    assert results["承诺书"] == "相符"


def _accepting(method: str) -> Any:
    """Publish the slow item anew, with one more way to sign, and return it."""
    item = replace(SLOW, signing_methods=("typed_name", "paper", method))
    publish(item)
    return item

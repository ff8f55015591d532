"""A body asked in writing answers by the code on its letter: a few tries, what it must know, a receipt with digests."""

from __future__ import annotations

import hashlib
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import builders as b
from tests.builders import Hours
from tests.verification import asking_people as a

from nuocheng.journal.verifying import faults
from nuocheng.kernel.errors import Malformed, OutOfOrder
from nuocheng.kernel.occasion import Role
from nuocheng.people import queries as people
from nuocheng.verification import acts
from nuocheng.verification.acts import Handing
from nuocheng.verification.models import LetterCode, WrittenCheck
from nuocheng.verification.queries import written

pytestmark = [pytest.mark.django_db, pytest.mark.req("S8.1")]


@pytest.fixture
def officer(client: Client, plain_files: None) -> Client:
    b.an_account(Role.VERIFIER, b.DEPARTMENT, name="fengchuan")
    client.force_login(people.account("fengchuan"))  # type: ignore[arg-type]
    return client


def address(check: WrittenCheck) -> str:
    return f"/written/{a.address_of(check)}"


def sent(**more: object) -> dict[str, object]:
    """Return what a body fills in, all of it right unless told otherwise."""
    file = SimpleUploadedFile("说明.pdf", a.PDF)
    return {"step": "hand-in", "code": a.CODE, "file_1": file, "name": "王会计 财务科", "note": "", **more}


def test_a_body_hands_in_by_the_code_and_who_did_is_on_record() -> None:
    hours = Hours()
    check = a.of_a_body(hours)
    acts.hand_in_by_code(a.by_itself(hours), check.reference, code=a.CODE.lower(), handing=a.BY_CODE)
    [row] = written.materials(check.reference)
    assert (row.way, row.handed_in_by, row.note) == ("code", "王会计 财务科", "盖章在第2页")
    assert written.check(check.reference).state == "handed_in"
    acts.hand_in_by_code(a.by_itself(hours), check.reference, code=a.CODE, handing=a.BY_CODE)
    assert len(written.materials(check.reference)) == 2
    assert [str(one) for one in faults()] == []


def test_another_code_an_old_one_and_one_of_another_letter_open_nothing() -> None:
    hours = Hours()
    check = a.of_a_body(hours)
    for wrong in (a.WRONG, "", "不知道"):
        with pytest.raises(Malformed, match="答复码不对"):
            acts.hand_in_by_code(a.by_itself(hours), check.reference, code=wrong, handing=a.BY_CODE)
    a.with_code(hours, check, a.WRONG)
    with pytest.raises(Malformed, match="答复码不对"):
        acts.hand_in_by_code(a.by_itself(hours), check.reference, code=a.CODE, handing=a.BY_CODE)
    acts.hand_in_by_code(a.by_itself(hours), check.reference, code=a.WRONG, handing=a.BY_CODE)
    with pytest.raises(Malformed, match="答复码不对"):
        acts.hand_in_by_code(a.by_itself(hours, 31), check.reference, code=a.WRONG, handing=a.BY_CODE)


def test_only_its_digest_is_kept_and_no_code_is_made_for_a_party() -> None:
    hours = Hours()
    check = a.of_a_body(hours)
    row = LetterCode.objects.get(check_file=check)
    assert a.CODE not in {str(getattr(row, field.attname)) for field in row._meta.concrete_fields}
    party = a.asked_of(hours, b.a_party("王守约", "620402199202021047"))
    with pytest.raises(OutOfOrder, match="不用答复码"):
        acts.issue_letter_code(a.by_verifier(hours), party.reference, digest="0" * 64)


def test_who_hands_in_says_so_and_not_at_any_length() -> None:
    hours = Hours()
    check = a.of_a_body(hours)
    for name, says in ((" ", "请填写经办人"), ("长" * 61, "太长了")):
        wrong = Handing((a.FILE,), name=name)
        with pytest.raises(Malformed, match=says):
            acts.hand_in_by_code(a.by_itself(hours), check.reference, code=a.CODE, handing=wrong)


def test_one_code_opens_the_whole_letter_and_outlives_its_first_fact(plain_files: None) -> None:
    hours = Hours()
    first, second = a.several(hours, to_body=True, body="街道办事处")
    a.with_code(hours, second)
    acts.withdraw_written(a.by_verifier(hours), first.reference, reason="数据到了")
    page = Client().get(address(first)).content.decode()
    assert "去交材料" in page
    opened = Client().post(address(first), {"code": a.CODE}).content.decode()
    assert "这一项不用提供了" in opened
    acts.hand_in_by_code(a.by_itself(hours), second.reference, code=a.CODE, handing=a.BY_CODE)
    acts.compare_written(a.by_verifier(hours), second.reference, **a.COMPARED)
    assert "已经不用再提供材料了" in Client().get(address(first)).content.decode()
    assert Client().post(address(first), {"code": a.CODE}).status_code == 409


def test_the_letter_is_printed_with_address_picture_and_code_once(officer: Client) -> None:
    hours = Hours()
    check = a.asked(hours, to_body=True, body="街道办事处")
    desk = f"/desk/written/{check.reference}"
    assert "打印函，带答复码" in officer.get(desk).content.decode()
    answer = officer.post(f"{desk}/letter")
    page = answer.content.decode()
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}(?=</b>)", page)
    assert code
    assert answer["Cache-Control"] == "private, no-store"
    assert f"证件号码{check.party}" in page
    assert "<svg" in page
    assert address(check) in page
    opened = Client().post(address(check), {"code": code[0]})
    assert (opened.status_code, "有一种就行" in opened.content.decode()) == (200, True)
    assert code[0] not in officer.get(desk).content.decode()
    asked = a.asked_of(hours, b.a_party("王守约", "620402199202021047"))
    assert officer.post(f"/desk/written/{asked.reference}/letter").status_code == 303


def test_without_the_code_the_page_says_only_that_the_letter_is_genuine(plain_files: None) -> None:
    check = a.of_a_body(Hours())
    page = Client().get(address(check)).content.decode()
    assert "这份函是真的" in page
    for hidden in (check.party_name, check.party, check.label, check.claimed, check.wanted[0]):
        assert hidden not in page
    opened = Client().post(address(check), {"code": a.CODE}).content.decode()
    assert check.party_name in opened
    assert check.party not in opened
    assert check.claimed not in opened
    assert Client().get("/written/0000-0000-0000").status_code == 404


def test_a_body_gets_a_receipt_with_the_digest_of_each_file(officer: Client) -> None:
    check = a.of_a_body(Hours())
    answer = Client().post(address(check), sent())
    page = answer.content.decode()
    assert answer.status_code == 200
    assert hashlib.sha256(a.PDF).hexdigest() in page
    assert "王会计 财务科" in page
    assert "no-store" in answer["Cache-Control"]
    seen = officer.get(f"/desk/written/{check.reference}").content.decode()
    assert "单位凭答复码交的，王会计 财务科" in seen


def test_a_page_sent_twice_is_taken_once_and_answered_with_the_same_receipt(plain_files: None) -> None:
    check = a.of_a_body(Hours())
    key = "0123456789abcdef" * 2
    pages = [Client().post(address(check), sent(idempotency_key=key)).content.decode() for _ in range(2)]
    digests = [re.findall(r"[0-9a-f]{64}", page) for page in pages]
    assert digests[0] == digests[1]
    assert len(written.materials(check.reference)) == 1
    Client().post(address(check), sent(idempotency_key="f" * 32))
    assert len(written.materials(check.reference)) == 2


def test_wrong_input_is_told_beside_its_field_and_what_was_typed_stays(plain_files: None) -> None:
    check = a.of_a_body(Hours())
    for typed, says in (
        ({"name": ""}, "请填写经办人的姓名和职务"),
        ({"file_1": ""}, "请选择文件"),
        ({"file_1": SimpleUploadedFile("页.html", b"<html>")}, "只能上传"),
    ):
        answer = Client().post(address(check), sent(note="在第三页", **typed))
        page = answer.content.decode()
        assert (answer.status_code, says in page, "在第三页" in page) == (422, True, True)
    assert written.materials(check.reference) == []


def test_what_was_typed_beside_a_wrong_code_is_there_again_with_the_right_one(plain_files: None) -> None:
    check = a.of_a_body(Hours())
    wrong = Client().post(address(check), sent(code=a.WRONG, note="在第三页"))
    assert wrong.status_code == 422
    page = wrong.content.decode()
    carried = dict(re.findall(r'type="hidden" name="(name|note)" value="([^"]+)"', page))
    assert carried == {"name": "王会计 财务科", "note": "在第三页"}
    assert check.label not in page
    opened = Client().post(address(check), {**carried, "code": a.CODE}).content.decode()
    assert "王会计 财务科" in opened
    assert "在第三页" in opened


def test_tries_are_counted_and_at_last_refused(plain_files: None) -> None:
    check = a.of_a_body(Hours())
    where = address(check)
    codes = [Client().post(where, {"code": a.WRONG}).status_code for _ in range(25)]
    assert codes[0] == 422
    assert codes[-1] == 429
    assert Client().post(where, {"code": a.CODE}).status_code == 429

"""The pages of summaries: written in parts, read once more, handed in, taken or sent back, each handing-in readable."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from tests import builders as b
from tests.builders import Hours
from tests.programme import situations as s
from tests.programme.test_pages import DESK, LEAD, _today, day, signed_in, text

from nuocheng.kernel.occasion import Role
from nuocheng.programme import acts, queries
from nuocheng.programme.queries import Asked

pytestmark = [pytest.mark.django_db, pytest.mark.req("S12.3")]
__all__ = ["_today"]

PARTS = {f"part-{code}": said for code, said in s.SUMMED_UP.items()}
SIGNED = {"signed_by": "葛平川", **day("signed_on", 2026, 11, 20)}
PLACE = f"{DESK}/summaries/ZJ-GZ2026-1-{b.DEPARTMENT}"
TO_LEAD = f"{LEAD}/summaries/ZJ-GZ2026-1-{b.DEPARTMENT}"


def test_a_department_writes_its_summary_hands_it_in_and_the_bureau_takes_it() -> None:
    hours = Hours()
    s.an_open_round(hours)
    s.a_contact(hours)
    editor, bureau = signed_in(Role.EDITOR), signed_in(Role.BUREAU)
    assert "2026年12月31日前报" in text(editor.get(DESK))
    assert "“工作情况”、“主要做法和成效”、“建立的制度和规范”、“存在的问题和建议”" in text(
        editor.get(f"{DESK}/summaries")
    )
    assert editor.post(f"{DESK}/summaries")["Location"] == PLACE
    assert editor.get(f"{DESK}/summaries")["Location"] == PLACE
    assert "单位还在写" in text(bureau.get(TO_LEAD))
    assert (
        editor.post(PLACE, {**PARTS, "part-problems": ""})["Location"] == PLACE
    )  # kept, though a part is missing
    assert s.SUMMED_UP["practice"] in text(editor.get(PLACE))
    assert editor.post(PLACE, {**PARTS, "hand-in": "1"})["Location"] == f"{PLACE}/hand-in"
    page = editor.get(f"{PLACE}/hand-in")
    assert s.SUMMED_UP["work"] in text(page)
    assert 'value="葛平川"' in page.content.decode()
    assert editor.post(f"{PLACE}/hand-in", SIGNED)["Location"] == PLACE
    assert "已报送，等区司法局接收" in text(editor.get(PLACE))
    assert "<textarea" not in editor.get(PLACE).content.decode()
    assert "总结（1份等接收）" in text(bureau.get(LEAD))
    page = text(bureau.get(TO_LEAD))
    assert "签发：葛平川 2026年11月20日" in page.replace("　", " ")
    assert s.SUMMED_UP["rules"] in page
    assert "接收后不能再退回" in text(bureau.get(f"{TO_LEAD}/take"))
    assert bureau.post(f"{TO_LEAD}/take")["Location"] == TO_LEAD
    assert "已接收" in text(editor.get(DESK))
    assert bureau.post(f"{TO_LEAD}/return", {"reason": "再改改"}).status_code == 409


def test_what_is_sent_back_is_mended_and_both_handings_in_stay_readable() -> None:
    s.a_handed_in_summary(Hours())
    editor, bureau = signed_in(Role.EDITOR), signed_in(Role.BUREAU)
    assert bureau.post(f"{TO_LEAD}/return", {"reason": ""}).status_code == 422
    assert bureau.post(f"{TO_LEAD}/return", {"reason": "请写明核查的情况"}).status_code == 303
    page = text(editor.get(PLACE))
    assert "请写明核查的情况" in page
    assert "第1次，2026年11月2日" in page
    assert s.SUMMED_UP["work"] in text(bureau.get(TO_LEAD))  # what was handed in, not what is being written
    mended = {**PARTS, "part-problems": "核查发现3件不实"}
    assert editor.post(PLACE, mended).status_code == 303
    assert "核查发现3件不实" not in text(bureau.get(TO_LEAD))
    assert editor.post(f"{PLACE}/hand-in", SIGNED).status_code == 303
    for reader, place in ((editor, PLACE), (bureau, TO_LEAD)):
        assert "核查发现3件不实" in text(reader.get(place))
        first = text(reader.get(f"{place}/handed/1"))
        assert "核查发现3件不实" not in first
        assert "这是以前报的" in first
        assert "核查发现3件不实" in text(reader.get(f"{place}/handed/2"))
        assert reader.get(f"{place}/handed/3").status_code == 404


def test_a_summary_with_a_part_missing_is_not_taken_in_and_the_page_says_which() -> None:
    hours = Hours()
    summary = s.a_drafted_summary(hours)
    acts.write_summary(s.editor(hours), summary.reference, texts={"rules": "——"})
    answer = signed_in(Role.EDITOR).post(f"{PLACE}/hand-in", {**SIGNED, "signed_by": "钟晴"})
    assert answer.status_code == 422
    assert "还没写“建立的制度和规范”，请写好再报送" in text(answer)
    assert "总结由负责领导“葛平川”签发" in text(answer)
    assert 'value="钟晴"' in answer.content.decode()


def test_without_a_leader_in_charge_the_way_to_name_one_is_shown() -> None:
    s.an_open_round(Hours())
    editor = signed_in(Role.EDITOR)
    editor.post(f"{DESK}/summaries")
    page = editor.get(f"{PLACE}/hand-in").content.decode()
    assert 'href="/desk/programme/contacts/leader"' in page


def test_the_bureau_sees_who_has_handed_in_who_is_late_and_what_waits() -> None:
    hours = Hours()
    b.some_departments()
    asked = (*s.ASKED, Asked("summary", "总结报送区司法局", date(2026, 11, 20)))
    acts.open_round(s.bureau(hours), title="2026年度工作", begins_on=date(2026, 11, 1), asked=asked)
    bureau = signed_in(Role.BUREAU)
    units = len(queries.contact_rows(s.ON_TIME))
    s.a_drafted_summary(hours)
    assert f"逾期没报的{units}家" in text(bureau.get(f"{LEAD}/summaries"))
    signed_in(Role.EDITOR).post(f"{PLACE}/hand-in", SIGNED)
    page = text(bureau.get(f"{LEAD}/summaries"))
    assert re.search(f"等我接收的1家 ?逾期没报的{units - 1}家 ?晚报的1家", page)
    assert re.search("待接收 ?晚了3天", page)
    waiting = text(bureau.get(f"{LEAD}/summaries?show=waiting"))
    assert "白银区民政局" in waiting
    assert "白银区教育局" not in waiting
    assert "没有这样的单位" in text(bureau.get(f"{LEAD}/summaries?show=taken"))
    assert "晚报" in text(bureau.get(TO_LEAD))
    chased = bureau.get(f"{LEAD}/chase").content.decode()
    assert f'value="{b.DEPARTMENT} summary"' not in chased
    assert 'value="620402-wjj summary" checked' in chased


def test_whoever_hands_in_late_is_told_before() -> None:
    hours = Hours()
    b.some_departments()
    asked = (Asked("summary", "总结报送区司法局", date(2026, 11, 20)),)
    acts.open_round(s.bureau(hours), title="2026年度工作", begins_on=date(2026, 11, 1), asked=asked)
    s.a_drafted_summary(hours)
    assert "现在报会记为“晚报”" in text(signed_in(Role.EDITOR).get(f"{PLACE}/hand-in"))


def test_the_summary_is_a_paper_to_print_and_to_keep() -> None:
    s.a_handed_in_summary(Hours())
    for reader, place in ((signed_in(Role.EDITOR), PLACE), (signed_in(Role.BUREAU), TO_LEAD)):
        word = reader.get(f"{place}/handed/1.docx")
        assert "filename*=utf-8''" in word["Content-Disposition"]
        written = ZipFile(BytesIO(word.content)).read("word/document.xml").decode()
        for said in (
            "白银区民政局证明事项告知承诺制工作总结",
            "一、工作情况",
            "四、存在的问题和建议",
            *s.SUMMED_UP.values(),
        ):
            assert said in written
        assert "签发：葛平川" in written
        assert reader.get(f"{place}/handed/1.pdf").content[:4] == b"%PDF"
        assert reader.get(f"{place}/handed/1.exe").status_code == 404
        assert reader.get(f"{place}/handed/2.docx").status_code == 404


def test_nobody_else_reads_a_summary_and_the_public_never_does() -> None:
    s.a_handed_in_summary(Hours())
    other, legal = signed_in(Role.EDITOR, "620402-wjj"), signed_in(Role.LEGAL)
    for place in (PLACE, f"{PLACE}/hand-in", f"{PLACE}/handed/1", f"{PLACE}/handed/1.docx"):
        assert other.get(place).status_code == 404, place
        assert Client().get(place).status_code == 302, place
    assert s.SUMMED_UP["work"] in text(legal.get(PLACE))
    assert legal.post(PLACE, PARTS).status_code == 403
    assert legal.post(f"{PLACE}/hand-in", SIGNED).status_code == 403
    assert s.SUMMED_UP["work"] not in text(Client().get("/programme"))


def test_a_summary_of_a_round_that_is_over_is_still_at_hand_once_a_new_round_runs() -> None:
    hours = Hours()
    summary = s.a_drafted_summary(hours)
    s.a_closed_round(hours)
    editor = signed_in(Role.EDITOR)
    assert editor.get(f"{DESK}/summaries")["Location"] == PLACE
    s.an_open_round(hours)
    page = editor.get(DESK).content.decode()
    assert "“2026年度工作”的总结还没有办完" in page
    assert f'href="{PLACE}"' in page
    assert editor.post(f"{PLACE}/hand-in", SIGNED).status_code == 303
    assert "还没有办完" not in text(editor.get(DESK))
    assert queries.summary(summary.reference).state == "handed_in"


def test_before_any_round_there_is_nothing_to_sum_up() -> None:
    b.some_departments()
    assert "还没有部署过工作" in text(signed_in(Role.EDITOR).get(f"{DESK}/summaries"))
    assert "还没有部署过工作" in text(signed_in(Role.BUREAU).get(f"{LEAD}/summaries"))

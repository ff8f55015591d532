"""The presets: well formed, honestly marked, plainly worded, and complete in what the founding document asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from string import Formatter

import pytest

from nuocheng.law.loading import document_of, preset_names, rows_of
from nuocheng.law.models import Evidence, Provision

DISTRICT, NATION = "baiyin-2020", "national-2026"
ROWS = {name: rows_of(document_of(name)) for name in (DISTRICT, NATION)}
EVERY_ROW = [row for rows in ROWS.values() for row in rows]
WORDED = [row for row in EVERY_ROW if "text" in row.value]

LONGEST_SENTENCE = 40
NEVER_SAID = (
    "有关规定", "相关规定", "其他相关", "违规", "失败", "异常", "错误码", "操作", "驳回",
    "非法", "！", "!", "登陆", "帐号", "其它", "尊敬的",
)  # fmt: skip


def complaints(text: str) -> list[str]:
    """List what a plain-language reader would object to in a text."""
    sentences = [one for one in re.split(r"[。？；]", text) if one]
    found = [f"太长：{one}" for one in sentences if len(one) > LONGEST_SENTENCE]
    found += [f"不该出现“{word}”" for word in NEVER_SAID if word in text]
    if re.search(r"[,;:?()]", re.sub(r"\{[a-z_]+\}", "", text)):
        found.append("标点应当用全角")
    if re.search(r"(?<![平不])等(?![级待])", text):
        found.append("不该用“等”留尾巴")
    return found


def named(kind: str, prefix: str = "", preset: str = NATION) -> Iterator[Provision]:
    """Yield the rows of a preset of one kind, whose key begins so."""
    return (row for row in ROWS[preset] if row.kind == kind and row.key.startswith(prefix))


def test_both_presets_ship_with_the_release() -> None:
    assert set(preset_names()) >= {DISTRICT, NATION}
    assert {row.jurisdiction for row in ROWS[DISTRICT]} == {"620402"}
    assert {row.jurisdiction for row in ROWS[NATION]} == {"CN"}
    assert len(ROWS[DISTRICT]) >= 50
    assert len(ROWS[NATION]) >= 300


def test_every_row_fits_its_table() -> None:
    for row in EVERY_ROW:
        row.full_clean(validate_unique=False, validate_constraints=False)
        assert row.key.startswith(f"{row.kind}.")


def test_every_row_says_where_it_stands_and_how_well_it_is_known() -> None:
    read = [row for row in EVERY_ROW if row.evidence in {Evidence.LAW, Evidence.SEED}]
    assert len(read) > 150
    assert [row.key for row in read if not row.quote or not row.citation_clause] == []
    ours = [row for row in EVERY_ROW if row.citation_document == "系统预设"]
    assert {row.evidence for row in ours} == {Evidence.DESIGN, Evidence.RECALLED}
    assert [row.key for row in ours if row.quote] == []


def test_nothing_recalled_or_designed_pretends_to_be_law() -> None:
    confirmed = {row.key for row in EVERY_ROW if row.evidence in {"L", "S"} and not row.borrowed}
    assert "term.finding.hearing_request" in confirmed
    for key in ("term.finding.defence", "term.assistance.data_reply", "term.verification.default"):
        assert key not in confirmed


def test_the_district_rests_on_the_founding_document_alone() -> None:
    assert {row.citation_document for row in ROWS[DISTRICT]} == {
        "白政办发〔2020〕20号《白银区全面开展证明事项告知承诺制工作实施方案》"
    }
    assert {row.evidence for row in ROWS[DISTRICT]} == {"S"}


@pytest.mark.req("S7.1")
def test_every_wording_is_plain() -> None:
    assert len(WORDED) > 150
    assert {row.key: found for row in WORDED if (found := complaints(row.value["text"]))} == {}


def test_a_wording_that_is_a_sentence_ends_like_one() -> None:
    sentences = [
        row for row in WORDED if row.kind in {"wording", "remedy"} and re.search("[，：]", row.value["text"])
    ]
    assert len(sentences) > 50
    assert [row.key for row in sentences if not row.value["text"].endswith("。")] == []


@pytest.mark.parametrize(
    "text",
    [
        "申请人应当提交身份证、户口簿等。",
        "请按照有关规定办理。",
        "申请人未按本告知书第三条第二款第一项至第五项所列条件如实填写并在规定期限内补正全部材料且无正当理由的。",
        "操作失败！",
        "您的承诺已收到,请等待。",
    ],
)
def test_the_plain_language_reader_does_object(text: str) -> None:
    """Control: the check above can fail."""
    assert complaints(text)


def test_every_place_in_a_wording_can_be_filled() -> None:
    for row in WORDED:
        text = row.value["text"]
        places = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
        assert all(re.fullmatch(r"[a-z_]+", name) for name in places)
        assert not re.search(r"[{}]", text.format(**dict.fromkeys(places, "某")))


@pytest.mark.req("S5.1")
def test_the_notice_has_its_seventeen_elements_each_once() -> None:
    elements = [row.value["element"] for row in named("wording", "wording.notice.")]
    assert sorted(elements) == list(range(1, 18))


@pytest.mark.req("S5.2")
def test_the_replaceable_certificate_is_marked_conspicuous() -> None:
    row = next(named("wording", "wording.notice.replaced", DISTRICT))
    assert row.value["conspicuous"] is True
    assert "以醒目方式进行提醒" in row.quote


@pytest.mark.req("S7.2")
@pytest.mark.parametrize("preset", [DISTRICT, NATION])
def test_the_four_statements_are_required_in_both_presets(preset: str) -> None:
    required = {
        row.value["code"]
        for row in named("wording", "wording.pledge.statement.", preset)
        if row.value["required"]
    }
    assert required >= {"knows_notice", "meets_conditions", "accepts_liability", "genuine_intent"}
    if preset == NATION:
        assert required >= {"accepts_verification", "information_true"}


@pytest.mark.req("S3.2")
def test_the_exclusion_grounds_are_a_closed_list() -> None:
    codes = {row.value["code"] for row in EVERY_ROW if row.key.startswith("ground.exclusion.")}
    assert codes == {"NS", "SS", "PS", "FP", "EP", "HL", "FR", "HR", "LR", "WP"}


@pytest.mark.req("S1.1", "S1.2")
def test_only_four_ranks_of_basis_are_enough_to_ask_for_a_certificate() -> None:
    enough = {row.value["code"] for row in named("code", "code.basis_level.") if row.value["sufficient"]}
    assert enough == {"law", "administrative_regulation", "state_council_decision", "local_regulation"}
    assert len(list(named("code", "code.basis_level."))) == 7


@pytest.mark.req("S8.1", "S8.2", "S8.3", "S8.4", "S8.5", "S8.6")
def test_the_five_channels_of_the_founding_document_are_listed() -> None:
    channels = [row.value["code"] for row in named("code", "code.channel.", DISTRICT)]
    assert channels == ["data_exchange", "credit_platform", "internal_record", "assistance", "on_site"]


@pytest.mark.req("S10.2", "S10.5")
def test_the_public_lists_are_off_until_somebody_has_a_legal_basis() -> None:
    for key in (
        "switch.serious_list.public",
        "switch.publication.persons",
        "switch.decision.automatic_adverse",
    ):
        rows = [row for row in EVERY_ROW if row.key == key]
        assert rows
        assert not any(row.value["on"] for row in rows)
    listing = next(named("measure", "measure.serious_list"))
    assert listing.value["requires_switch"] == "switch.serious_list.public"
    assert listing.value["requires_basis"] is True
    assert listing.value["objects"] == ["organisation"]


def test_the_founding_blacklist_ends_when_the_state_council_forbids_lists_without_a_basis() -> None:
    local = next(named("measure", "measure.serious_list", DISTRICT))
    national = next(named("measure", "measure.serious_list", NATION))
    assert local.until == national.since == date(2020, 12, 18)


def test_every_switch_a_measure_needs_exists() -> None:
    switches = {row.key for row in EVERY_ROW if row.kind == "switch"}
    needed = {row.value["requires_switch"] for row in EVERY_ROW if "requires_switch" in row.value}
    assert needed
    assert needed <= switches


@pytest.mark.parametrize(
    ("key", "amount", "unit"),
    [
        ("term.verification.default", 60, "workday"),
        ("term.finding.defence", 5, "workday"),
        ("term.finding.hearing_request", 5, "workday"),
        ("term.finding.hearing_notice", 7, "workday"),
        ("term.finding.decision", 90, "day"),
        ("term.finding.service", 7, "workday"),
        ("term.application.correction", 5, "workday"),
        ("term.application.decision", 20, "workday"),
        ("term.application.extension", 10, "workday"),
        ("term.publication.withdrawal", 3, "workday"),
        ("term.repair.decision", 3, "workday"),
        ("term.catalogue.publication", 20, "workday"),
        ("term.remedy.reconsideration", 60, "day"),
        ("term.remedy.litigation", 6, "month"),
        ("term.petition.conclusion", 60, "day"),
        ("term.complaint.resolution", 5, "workday"),
    ],
)
def test_the_terms_are_those_of_the_articles_cited(key: str, amount: int, unit: str) -> None:
    row = next(named("term", key))
    assert (row.value["amount"], row.value["unit"]) == (amount, unit)


@pytest.mark.req("S14.4")
def test_the_monthly_report_is_due_on_the_thirteenth() -> None:
    row = next(named("term", "term.report.due", DISTRICT))
    assert (row.value["amount"], row.value["unit"]) == (13, "day_of_month")
    assert "每月13日前" in row.quote


@pytest.mark.req("S14.2", "S3.3")
def test_the_milestones_carry_their_days() -> None:
    days = {row.value["code"]: row.value.get("on") for row in named("code", "code.milestone.", DISTRICT)}
    by_april = ("procedure", "untrue_list", "shared_data", "guides", "workflow")
    assert days == {
        "plan": None,  # the founding document says 抓紧 and names no day
        **dict.fromkeys(by_april, "2020-04-20"),
        "full_rollout": "2020-06-30",
        "summary": None,  # nor for summaries: they are due by the end of the year
    }


def test_publication_windows_follow_the_grade_and_stay_under_the_cap() -> None:
    windows = {row.key.rsplit(".", 1)[1]: row.value for row in named("window", "window.publication.")}
    assert [(windows[grade]["min"], windows[grade]["max"]) for grade in ("minor", "general", "serious")] == [
        (0, 3),
        (3, 12),
        (12, 36),
    ]
    assert windows["minor"]["publish"] is False
    assert windows["cap"]["max"] == 60


@pytest.mark.req("S11.1", "S11.2")
def test_accountability_and_exemption_have_their_grounds() -> None:
    codes = {row.value["code"] for row in ROWS[DISTRICT] if row.kind == "ground"}
    assert codes >= {"large_error", "objective_cause", "system_risk"}

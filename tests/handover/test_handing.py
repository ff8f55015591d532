"""Cases and findings reach the platform above, each once, each acknowledged; nothing is lost whatever goes wrong."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import builders

from nuocheng.consequences import queries as consequences
from nuocheng.edge import counting
from nuocheng.edge.clock import now
from nuocheng.handover import jobs, official, queries
from nuocheng.handover.models import ACCEPTED, HELD, PARKED, REFUSED, Consignment, Destination, Handed
from nuocheng.handover.official import Wish, note_packed
from nuocheng.kernel.occasion import CHINA
from nuocheng.platforms import official as platforms
from nuocheng.simulator.supervision import Supervision
from nuocheng.verification import queries as verification

pytestmark = [pytest.mark.django_db, pytest.mark.req("S8.7")]

USCC = "91620402MA7JX90017"
OTHER = "62040219710715001X"
CODES = f"{builders.DEPARTMENT}={USCC}"


def a_destination(supervision: Supervision, **other: Any) -> Destination:
    said = {
        "name": "省监管平台",
        "way": "push",
        "url": supervision.address,
        "tables": ("case", "supervision"),
        "region": "620402",
        "codes": CODES,
    }
    one, secret = official.add(Wish(**{**said, **other}), "admin", now())
    supervision.platform.secret = secret
    return one


def run(at: datetime | None = None) -> int:
    moment = at or now()
    platforms.lay_out(moment)
    return jobs.hand_over(moment)


def held(supervision: Supervision, table: str) -> dict[str, dict[str, str]]:
    return {key: row.data for key, row in supervision.platform.rows.get(table, {}).items()}


def states(one: Destination) -> dict[str, str]:
    return dict(Handed.objects.filter(destination=one).values_list("key", "state"))


def test_a_case_and_its_findings_reach_the_platform_and_are_acknowledged(supervision: Supervision) -> None:
    case = builders.a_verified_case()
    one = a_destination(supervision)
    run()
    told = held(supervision, "case")[case.reference]
    assert (told["sfsxgzcnz"], told["status"], told["department_no"]) == ("1", "23", USCC)
    assert not told["applicant_no"]
    assert case.party not in str(supervision.platform.rows)
    tasks = verification.tasks_of(case.reference)
    checks = held(supervision, "supervision")
    assert set(checks) == {task.reference for task in tasks}
    assert {row["fulfilled"] for row in checks.values()} == {"1"}
    assert set(states(one).values()) == {ACCEPTED}
    assert queries.counts([one.pk])[one.pk].accepted == 1 + len(tasks)


def test_what_did_not_change_is_not_handed_over_again(supervision: Supervision) -> None:
    builders.a_verified_case()
    a_destination(supervision)
    run()
    before = dict(supervision.platform.taken)
    assert run() == 0
    assert dict(supervision.platform.taken) == before


def test_what_changed_is_handed_over_again_as_a_newer_version(supervision: Supervision) -> None:
    hours = builders.Hours()
    case = builders.a_pledged_case(hours=hours)
    a_destination(supervision)
    run()
    first = supervision.platform.rows["case"][case.reference]
    builders.cases.grant(builders.an_occasion(builders.Role.REVIEWER, at=hours.next()), case.reference)
    run()
    second = supervision.platform.rows["case"][case.reference]
    assert (first.data["status"], second.data["status"]) == ("10", "20")
    assert second.version > first.version


def test_nobody_is_called_untrue_before_it_was_decided(supervision: Supervision) -> None:
    hours = builders.Hours()
    matter = builders.a_heard_matter(hours=hours)
    a_destination(supervision)
    run()
    found = [row for row in held(supervision, "supervision").values() if "不一致" in row["how_fulfilled"]]
    assert found
    assert {row["fulfilled"] for row in found} == {"2"}
    legal = builders.an_occasion(builders.Role.LEGAL, matter.department, hours.next())
    builders.consequences.uphold(legal, matter.reference, reason="多报保障人数，本人承认")
    assert consequences.matter(matter.reference).state == "upheld"
    run()
    broken = [row for row in held(supervision, "supervision").values() if row["fulfilled"] == "0"]
    assert len(broken) == len(found)


def test_a_row_that_is_not_whole_stays_here_with_the_reason_until_it_is(supervision: Supervision) -> None:
    case = builders.a_verified_case()
    one = a_destination(supervision, codes="")
    run()
    assert not supervision.platform.rows
    row = Handed.objects.get(destination=one, key=case.reference)
    assert row.state == HELD
    assert "办理部门统一社会信用代码" in row.why
    assert "单位代码对照" in row.why
    one.codes = CODES
    one.save()
    official.hand_again(one, now(), state=HELD)
    run()
    assert case.reference in held(supervision, "case")


def test_a_row_that_is_sent_back_says_why_and_can_be_handed_over_again(supervision: Supervision) -> None:
    case = builders.a_verified_case()
    one = a_destination(supervision)
    supervision.platform.refuses[case.reference] = "事项编码没有备案"
    run()
    row = Handed.objects.get(destination=one, key=case.reference)
    assert (row.state, row.why) == (REFUSED, "事项编码没有备案")
    batch = Consignment.objects.get(destination=one, table="case")
    assert (batch.accepted, batch.refused) == (0, 1)
    supervision.platform.refuses.clear()
    official.hand_again(one, now(), state=REFUSED)
    run()
    assert set(states(one).values()) == {ACCEPTED}
    assert case.reference in held(supervision, "case")


@pytest.mark.parametrize("fault", ["reset", "garbage", "down", "forgets", "later"])
def test_whatever_goes_wrong_on_the_way_each_row_arrives_once(supervision: Supervision, fault: str) -> None:
    case = builders.a_verified_case()
    one = a_destination(supervision)
    supervision.platform.fault = fault
    run()
    assert ACCEPTED not in states(one).values()
    supervision.platform.fault = ""
    run(now() + timedelta(hours=1))
    assert set(states(one).values()) == {ACCEPTED}
    assert case.reference in held(supervision, "case")
    assert len(supervision.platform.receipts) == Consignment.objects.count() == 2


def test_a_batch_that_never_gets_through_is_put_aside_and_sent_again_by_hand_with_the_same_bytes(
    supervision: Supervision,
) -> None:
    builders.a_verified_case()
    one = a_destination(supervision, tables=("case",))
    supervision.platform.fault = "garbage"
    at = now()
    for _ in range(12):
        run(at)
        at += timedelta(days=2)
    batch = Consignment.objects.get(destination=one)
    assert batch.state == PARKED
    assert "不是约定的格式" in batch.said
    supervision.platform.fault = ""
    official.send_again(one, now())
    run()
    again = Consignment.objects.get(destination=one)
    assert (again.state, again.digest) == ("settled", batch.digest)
    assert set(states(one).values()) == {ACCEPTED}


def test_who_does_not_hold_the_secret_is_not_believed(supervision: Supervision) -> None:
    builders.a_verified_case()
    one = a_destination(supervision)
    supervision.platform.secret = "whsec_AAAA"
    run()
    assert not supervision.platform.rows
    assert "401" in Consignment.objects.filter(destination=one).first().said  # type: ignore[union-attr]


def test_what_the_platform_lost_is_found_by_comparing_and_handed_over_again(supervision: Supervision) -> None:
    case = builders.a_verified_case()
    one = a_destination(supervision)
    supervision.platform.fault = "loses"
    run()
    supervision.platform.fault = ""
    assert set(states(one).values()) == {ACCEPTED}
    assert not held(supervision, "case"), "the control: it said taken, and holds nothing"
    tomorrow = now() + timedelta(days=1)
    assert jobs.reconcile_due(tomorrow) == 2
    found = {row.table: row for row in queries.reconciliations(one)}
    assert (found["case"].ours, found["case"].theirs, found["case"].missing) == (1, 0, 1)
    run(tomorrow)
    assert case.reference in held(supervision, "case")


def test_a_platform_that_holds_the_same_agrees_and_what_it_has_besides_is_named(
    supervision: Supervision,
) -> None:
    case = builders.a_verified_case()
    one = a_destination(supervision, tables=("case",))
    run()
    kept = supervision.platform.rows["case"]
    tomorrow = now() + timedelta(days=1)
    jobs.reconcile_due(tomorrow)
    assert queries.reconciliations(one)[0].agrees
    kept["别处来的"] = kept[case.reference]
    jobs.reconcile(one, tomorrow, [("case", queries.handed(one, ACCEPTED).rows[0].day)])  # type: ignore[list-item]
    found = queries.reconciliations(one)[0]
    assert (found.agrees, found.strangers) == (False, "别处来的")


def test_a_platform_that_is_silent_is_compared_another_time(supervision: Supervision) -> None:
    builders.a_verified_case()
    one = a_destination(supervision, tables=("case",))
    run()
    supervision.platform.fault = "down"
    tomorrow = now() + timedelta(days=1)
    assert jobs.reconcile_due(tomorrow) == 0
    assert "503" in queries.reconciliations(one)[0].said
    supervision.platform.fault = ""
    assert jobs.reconcile_due(tomorrow) == 1


@pytest.mark.parametrize(
    ("identity", "name", "number"),
    [
        ("none", "", ""),
        ("masked", "李守信", "62*************031"),
        ("full", "李守信", "620402198503122031"),
    ],
)
def test_the_platform_learns_no_more_of_people_than_was_set(
    supervision: Supervision, identity: str, name: str, number: str
) -> None:
    case = builders.a_pledged_case()
    a_destination(supervision, identity=identity, identity_basis="政务数据共享条例第十二条")
    run()
    told = held(supervision, "case")[case.reference]
    assert (told["applicant_name"], told["applicant_no"]) == (name, number)


def test_columns_go_under_the_names_that_the_platform_wants(supervision: Supervision) -> None:
    case = builders.a_pledged_case()
    one = a_destination(supervision, names="case_no=BJBH\ndocument_no=WH")
    platforms.lay_out(now())
    official.notice_changes(one, now())
    official.pack(one, now())
    assert f'"BJBH":"{case.reference}"' in bytes(Consignment.objects.get().content).decode()


def test_what_was_not_taken_in_yet_is_nobody_elses_business(supervision: Supervision) -> None:
    builders.a_notified_case()
    one = a_destination(supervision)
    run()
    assert not supervision.platform.rows
    assert not states(one)


def test_packing_costs_the_same_number_of_statements_however_many_rows(supervision: Supervision) -> None:
    hours = builders.Hours()
    builders.some_departments()
    one = a_destination(supervision, tables=("case",))
    needed = []
    for parties in ([builders.a_party()], [builders.a_company(), builders.a_party("王诚", OTHER)]):
        for party in parties:
            builders.a_pledged_case(party, hours=hours)
        platforms.lay_out(now())
        official.notice_changes(one, now())
        with CaptureQueriesContext(connection) as asked:
            assert official.pack(one, now()) == len(parties)
        needed.append(len(asked))
    assert needed[0] == needed[1]


def test_counting_goes_as_far_as_anybody_reads_and_each_platform_has_its_own(
    supervision: Supervision, monkeypatch: pytest.MonkeyPatch
) -> None:
    builders.some_departments()
    monkeypatch.setattr(counting, "MOST_COUNTED", 10)
    one, other = a_destination(supervision), a_destination(supervision, name="另一个平台")
    for of, state, many in ((one, ACCEPTED, 12), (one, HELD, 3), (one, REFUSED, 9), (other, ACCEPTED, 2)):
        rows = [
            Handed(destination=of, table="case", key=f"{state}{place}", state=state, changed_at=now())
            for place in range(many)
        ]
        Handed.objects.bulk_create(rows)
    with CaptureQueriesContext(connection) as asked:
        found = queries.counts([one.pk, other.pk])
    assert len(asked) == 1
    assert (found[one.pk].accepted, found[one.pk].open, found[other.pk].accepted) == (10, 12, 2)
    assert found[one.pk].spoken == {
        "waiting": "0", "held": "3", "sent": "0", "accepted": "9+", "refused": "9", "open": "9+",
    }  # fmt: skip
    assert queries.counts([]) == {}


def test_a_day_is_compared_once_and_again_where_more_of_it_goes_later(supervision: Supervision) -> None:
    hours = builders.Hours()
    builders.a_verified_case(hours=hours)
    one = a_destination(supervision, tables=("case",))
    today = now().astimezone(CHINA).date()
    assert queries.to_reconcile(one, today) == []
    run()
    assert queries.to_reconcile(one, today - timedelta(days=1)) == []
    assert queries.to_reconcile(one, today) == [("case", today)]
    assert not queries.reconciliations(one)[0].agrees
    assert jobs.reconcile_due(now() + timedelta(days=1)) == 1
    assert queries.to_reconcile(one, today) == []
    assert queries.reconciliations(one)[0].agrees
    builders.a_verified_case(builders.a_company(), hours=hours)
    run()
    assert queries.to_reconcile(one, today) == [("case", today)]


def test_a_day_with_many_rows_hides_no_other_day(supervision: Supervision) -> None:
    builders.some_departments()
    one = a_destination(supervision)
    today = now().date()
    for days, count in ((3, 100), (2, 1)):
        day = today - timedelta(days=days)
        rows = [
            Handed(
                destination=one, table="case", key=f"{days}-{n}", state=ACCEPTED, day=day, changed_at=now()
            )
            for n in range(count)
        ]
        Handed.objects.bulk_create(rows)
        note_packed(one, "case", day, now())
    wanted = [("case", today - timedelta(days=days)) for days in (3, 2)]
    assert queries.to_reconcile(one, today) == wanted

"""Following a case from outside: what changed since, its papers, and answers that are not sent twice."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import builders
from tests.api.rig import API, Machine, is_problem, machine, machine_of, nobody

from nuocheng.edge.clock import now
from nuocheng.kernel.occasion import Role
from nuocheng.platforms import official

pytestmark = pytest.mark.django_db

OTHER = "620402-wjj"


def since(one: Machine, mark: str = "") -> dict[str, Any]:
    answer: dict[str, Any] = one.read("/changes", after=mark)
    return answer


@pytest.mark.req("S6.4")
def test_a_platform_reads_on_where_it_stopped_and_misses_nothing() -> None:
    clerk = machine(Role.CLERK)
    begin = since(clerk)["next"]
    case = builders.an_open_case()
    assert since(clerk, begin)["rows"] == []  # not settled yet: the worker has not looked
    official.lay_out(now())
    first = since(clerk, begin)
    seen = [(one["verb"], one["state"]) for one in first["rows"] if one["kind"] == "case"]
    assert seen == [("case.open", "opened")]
    assert not first["more"]
    assert since(clerk, first["next"])["rows"] == []
    clerk.done(f"/cases/{case.reference}/check-eligibility")
    official.lay_out(now())
    told = since(clerk, first["next"])["rows"]
    assert [(one["reference"], one["verb"]) for one in told] == [(case.reference, "case.find_eligible")]
    assert told[0]["digest"] == clerk.read(f"/cases/{case.reference}/history")[-1]["digest"]


def test_changes_are_those_of_ones_own_departments_and_the_bureaus_are_all() -> None:
    builders.an_open_case()
    official.lay_out(now())
    kinds = {
        role: since(machine(role, department))
        for role, department in ((Role.BUREAU, ""), (Role.CLERK, OTHER))
    }
    assert {one["department"] for one in kinds[Role.BUREAU]["rows"]} == {"", builders.DEPARTMENT}
    assert kinds[Role.CLERK]["rows"] == []
    assert kinds[Role.CLERK]["next"] == kinds[Role.BUREAU]["next"]


def test_a_change_says_nothing_about_any_person() -> None:
    party = builders.a_party()
    builders.a_repaired_person(party)
    official.lay_out(now())
    answer = machine(Role.BUREAU).get("/changes")
    assert len(answer.json()["rows"]) > 10
    assert not any(said in answer.content.decode() for said in (party.number, party.name, party.phone))


def test_a_party_and_nobody_read_no_changes() -> None:
    assert machine_of(builders.an_applicant()).get("/changes").status_code == 403
    assert nobody().get("/changes").status_code == 401


@pytest.mark.parametrize("mark", ["x", "-1", "1" * 30, "１"])
def test_a_made_up_mark_is_refused(mark: str) -> None:
    assert machine(Role.CLERK).get("/changes", after=mark).status_code == 422


def test_reading_changes_costs_the_same_for_few_and_for_many() -> None:
    clerk = machine(Role.CLERK)
    builders.an_open_case()
    official.lay_out(now())
    with CaptureQueriesContext(connection) as few:
        since(clerk)
    builders.a_granted_case(builders.a_company())
    official.lay_out(now())
    with CaptureQueriesContext(connection) as many:
        since(clerk)
    assert len(many) == len(few)


@pytest.mark.req("S6.4")
def test_a_paper_is_downloaded_as_pdf_by_those_who_may_and_is_not_there_for_others() -> None:
    case = builders.a_notified_case()
    party = machine_of(builders.an_applicant())
    paper = party.read(f"/cases/{case.reference}/papers")[0]
    answer = party.get(f"/papers/{paper['id']}/pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")
    for other in (machine(Role.CLERK, OTHER), machine_of(builders.an_applicant(builders.a_company()))):
        assert other.get(f"/papers/{paper['id']}/pdf").status_code == 404
    assert party.get("/papers/none/pdf").status_code == 404


def test_an_answer_that_is_known_already_is_not_sent_again() -> None:
    case, clerk = builders.an_open_case(), machine(Role.CLERK)
    path = f"{API}/cases/{case.reference}"
    key = {"Authorization": f"Bearer {clerk.key}"}
    first = Client().get(path, headers=key)
    assert first["Cache-Control"] == "private, no-cache"
    again = Client().get(path, headers={**key, "If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    clerk.done(f"/cases/{case.reference}/check-eligibility")
    changed = Client().get(path, headers={**key, "If-None-Match": first["ETag"]})
    assert (changed.status_code, changed["ETag"] == first["ETag"]) == (200, False)


def test_a_known_mark_opens_nothing_to_others() -> None:
    case, clerk = builders.an_open_case(), machine(Role.CLERK)
    path = f"{API}/cases/{case.reference}"
    mark = Client().get(path, headers={"Authorization": f"Bearer {clerk.key}"})["ETag"]
    other = {"Authorization": f"Bearer {machine(Role.VERIFIER, OTHER).key}", "If-None-Match": mark}
    assert is_problem(Client().get(path, headers=other))["status"] == 404
    assert Client().get(path, headers={"If-None-Match": "*"}).status_code == 401


def test_who_begins_to_follow_gets_the_mark_of_this_moment_and_nothing_of_before() -> None:
    clerk = machine(Role.CLERK)
    builders.an_open_case()
    official.lay_out(now())
    begun = since(clerk, "now")
    assert (begun["rows"], begun["more"]) == ([], False)
    assert begun["next"] == since(clerk)["next"]
    builders.an_open_case(builders.a_company())
    official.lay_out(now())
    assert [one["verb"] for one in since(clerk, begun["next"])["rows"] if one["kind"] == "case"] == [
        "case.open"
    ]


def test_a_case_says_which_acts_its_state_allows_by_the_names_of_their_addresses() -> None:
    clerk = machine(Role.CLERK)
    case = builders.a_notified_case()
    possible = clerk.read(f"/cases/{case.reference}")["possible"]
    assert {"acknowledge-notice", "withdraw", "serve-notice"} <= set(possible)
    assert not {"grant", "sign-pledge", "lapse", "remind", "file-scan"} & set(possible)
    for name in possible:
        answer = clerk.client.get(f"{API}/cases/{case.reference}/{name}")
        assert answer.status_code == 405, f"{name} is no address"


def test_items_are_found_by_words_and_say_what_a_pledge_for_them_states() -> None:
    code = builders.a_published_item()
    builders.a_published_item(builders.MIXED_ITEM)
    assert [one["code"] for one in nobody().read("/items", words="临时救助")["rows"]] == [code]
    assert len(nobody().read("/items")["rows"]) == 2
    found = nobody().read(f"/items/{code}")
    assert [(one["key"], [fact["key"] for fact in one["facts"]]) for one in found["pledgeable"]] == [
        ("low_income", ["status", "household"])
    ]
    assert found["pledgeable"][0]["facts"][0]["choices"] == ["享受中", "已停发"]
    needed = {one["code"] for one in found["statements"] if one["required"]}
    assert needed == builders.required_statements(builders.MORNING.date())

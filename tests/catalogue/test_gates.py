"""The gates before publication ask the law of the day, as it stands in its tables, and the list of units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from tests.catalogue import office

from nuocheng.catalogue import acts, queries, rules
from nuocheng.catalogue.queries import reading
from nuocheng.catalogue.rules.checking import checklist, gates
from nuocheng.catalogue.rules.content import ItemKind
from nuocheng.catalogue.rules.form_has_the_four_statements import FOUR
from nuocheng.catalogue.rules.notice_says_everything import ELEMENTS
from nuocheng.kernel.errors import RuledOut
from nuocheng.kernel.rulings import Rule
from nuocheng.law import queries as law
from nuocheng.law.models import Provision
from nuocheng.people.models import Department

pytestmark = pytest.mark.django_db


def unsay(key: str) -> None:
    """Take a wording out of the law of the day, nation and district alike."""
    assert Provision.objects.filter(key=key).update(until=office.TODAY) > 0
    law.invalidate()


def refused(act: Any, on: Any, reference: str) -> set[str]:
    with pytest.raises(RuledOut) as said:
        act(on, reference)
    return {one.rule for one in said.value.objections}


@pytest.mark.req("S7.2")
@pytest.mark.parametrize("code", FOUR)
def test_a_pledge_form_without_any_of_the_four_cannot_be_published(code: str) -> None:
    reference = office.reviewed()
    draft = office.drafted(office.changed(code="620402-sfj-002"))
    unsay(f"wording.pledge.statement.{code}")
    assert refused(acts.publish, office.EDITOR, reference) == {"form_has_the_four_statements"}
    assert office.edition(reference).state == "reviewed"
    assert refused(acts.send_to_review, office.EDITOR, draft) == {"form_has_the_four_statements"}


@pytest.mark.req("S7.2")
def test_with_all_four_it_is_published() -> None:
    assert office.edition(office.published()).state == "published"


@pytest.mark.req("S5.1")
@pytest.mark.parametrize("slot", ["liability", "personal_information", "who_may_not"])
def test_an_item_is_not_published_while_the_law_lacks_a_part_of_its_notice(slot: str) -> None:
    reference = office.reviewed()
    unsay(f"wording.notice.{slot}")
    assert refused(acts.publish, office.EDITOR, reference) == {"notice_says_everything"}


@pytest.mark.req("S5.1")
def test_the_shipped_law_has_every_wording_the_papers_need() -> None:
    found = queries.standards(office.TODAY).wordings
    assert {f"wording.notice.{slot}" for slot in ELEMENTS} <= found
    assert {f"wording.pledge.statement.{code}" for code in FOUR} <= found


def test_the_law_says_whether_the_ways_tried_must_be_on_file() -> None:
    key = "switch.catalogue.ways_tried"
    assert law.choice(key, office.TODAY) == "warn"
    assert queries.standards(office.TODAY).ways_required is False
    reference = office.drafted()
    said = queries.facts(office.edition(reference))
    warned = checklist(said, queries.standards(office.TODAY), on=office.TODAY)
    assert warned.ready
    assert "ways_were_tried" in {hint.rule for hint in warned.warnings}
    Provision.objects.filter(key=key).update(value={"choice": "require", "choices": ["warn", "require"]})
    law.invalidate()
    assert refused(acts.send_to_review, office.EDITOR, reference) == {"ways_were_tried"}


@pytest.mark.req("S1.3")
def test_the_list_of_units_says_which_department_leads_a_public_service_unit() -> None:
    office.departments()
    Department.objects.create(
        code="620402-gas", name="白银燃气公司", short="燃气公司", mark="燃", parent_id=office.MARKET
    )
    item = office.changed(unit="白银燃气公司", kind=ItemKind.SERVICE)
    assert reading.facts_of(item, office.JUSTICE).lead == office.MARKET
    assert reading.facts_of(replace(item, unit="别的公司"), office.JUSTICE).lead == ""
    assert refused(acts.send_to_review, office.EDITOR, office.drafted(item)) == {"unit_has_its_lead"}


def test_a_notice_needs_a_telephone_of_the_department_or_of_the_house(settings: Any) -> None:
    office.departments()
    settings.NUOCHENG_PHONE = ""
    assert reading.facts_of(office.LAWYER, office.JUSTICE).contact is False
    settings.NUOCHENG_PHONE = "0943-8221020"
    assert reading.facts_of(office.LAWYER, office.JUSTICE).contact is True


def every_rule() -> Iterator[Rule[Any]]:
    groups = (
        rules.ITEM_IS_COMPLETE,
        rules.PAPERS_ARE_COMPLETE,
        rules.CERTIFICATE_IS_LAWFUL,
        rules.WAYS_ARE_ON_FILE,
        rules.ITEM_SHOULD_BE_MENDED,
        rules.SHOULD_BE_MENDED,
        rules.READS_WELL,
    )
    for group in groups:
        yield from group  # type: ignore[misc]


def test_every_gate_and_warning_tells_the_editor_what_it_is_for() -> None:
    untold = [one.name for one in every_rule() if not one.why.endswith("。")]
    assert untold == []
    shown = gates(
        reading.facts_of(office.LAWYER, office.JUSTICE), queries.standards(office.TODAY), on=office.TODAY
    )
    assert all(gate.why and gate.clauses and gate.stops for gate in shown)

"""Two certificates may ask for facts of the same name; each is its own duty, and each is sealed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests import builders

from nuocheng.journal.verifying import faults
from nuocheng.verification import queries as verification


@pytest.mark.django_db
@pytest.mark.req("S8.1")
def test_two_certificates_with_a_fact_of_the_same_name_give_two_tasks_and_two_seals() -> None:
    first = builders.ITEM.pledgeable[0]
    again = replace(first, key=f"{first.key}-again", name=f"另一份{first.name}")
    item = replace(builders.ITEM, code="TWICE", certificates=(first, again))
    facts = dict.fromkeys((first.key, again.key), builders.TRUE_FACTS[first.key])
    case = builders.a_granted_case(item=item, facts=facts)
    tasks = verification.tasks_of(case.reference)
    assert len(tasks) == 2 * len(first.facts)
    assert sorted(task.certificate_key for task in tasks) == sorted([first.key, again.key] * len(first.facts))
    assert list(faults()) == []

"""A plan says when: what runs out has its day, and what is verified first leaves time for the decision."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.catalogue.office import LAWYER, RECORD
from tests.rules.catalogue.standards import STANDARDS

from nuocheng.catalogue.rules import early_check_fits_the_term, expiry_is_named
from nuocheng.catalogue.rules.content import FactField, Plan, Timing, as_json, from_json
from nuocheng.catalogue.rules.facts import Asked, ItemFacts
from nuocheng.kernel.facts import Comparison, FactType

pytestmark = pytest.mark.req("S8.1")
UNTIL = FactField("until", "有效期到", FactType.DATE, Comparison.ON_OR_AFTER, "until")
ON_EXPIRY = Timing.ON_EXPIRY


def planned(**said: Any) -> Plan:
    assert RECORD.plan is not None
    return replace(RECORD.plan, **said)


@pytest.mark.parametrize(
    ("plan", "part"),
    [
        (planned(timing=ON_EXPIRY), "没有写什么时候到期"),
        (planned(timing=ON_EXPIRY, expiry_months=12), ""),
        (planned(timing=ON_EXPIRY, expiry_fact="until"), ""),
        (planned(timing=ON_EXPIRY, expiry_fact="until", expiry_months=12), "请只留一种"),
        (planned(timing=ON_EXPIRY, expiry_fact="clean"), "请写这些代号里的一个：until"),
        (planned(timing=ON_EXPIRY, expiry_months=601), "最多600个月"),
        (planned(timing=ON_EXPIRY, expiry_months=12, lead_workdays=251), "最多250个工作日"),
        (planned(), ""),
    ],
)
def test_what_runs_out_has_one_day_and_it_is_known(plan: Plan, part: str) -> None:
    one = replace(RECORD, plan=plan, facts=(*RECORD.facts, UNTIL))
    text = expiry_is_named.judge(Asked(one, STANDARDS)) or ""
    assert (part in text) if part else text == ""


@pytest.mark.parametrize(
    ("timing", "workdays", "item", "part"),
    [
        (Timing.BEFORE_DECISION, 3, {"on_the_spot": True}, "请改成不当场办结"),
        (Timing.BEFORE_DECISION, 3, {"on_the_spot": False, "workdays": 5}, ""),
        (Timing.BEFORE_DECISION, 9, {"on_the_spot": False, "workdays": 5}, "办理时限只有5个"),
        (Timing.AFTER_DECISION, 9, {"on_the_spot": True, "workdays": 5}, ""),
    ],
)
def test_what_is_verified_first_leaves_time_for_the_decision(
    timing: Timing, workdays: int, item: dict[str, Any], part: str
) -> None:
    one = replace(RECORD, plan=planned(timing=timing, workdays=workdays))
    facts = ItemFacts(replace(LAWYER, certificates=(one,), **item), LAWYER.department, department_known=True)
    text = early_check_fits_the_term.judge(facts) or ""
    assert (part in text) if part else text == ""


def test_a_plan_comes_back_as_it_was_and_an_older_one_without_its_new_words() -> None:
    plan = planned(timing=ON_EXPIRY, expiry_months=6, lead_workdays=10)
    item = replace(LAWYER, certificates=(replace(RECORD, plan=plan),))
    assert from_json(as_json(item)) == item
    older = as_json(replace(LAWYER, certificates=(RECORD,)))
    for name in ("expiry_fact", "expiry_months", "lead_workdays"):
        del older["certificates"][0]["plan"][name]
    assert from_json(older).certificates[0].plan == RECORD.plan


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (planned(timing=Timing.BEFORE_DECISION, workdays=3), "签了承诺书以后3个工作日内查清，再作决定"),
        (planned(timing=Timing.AT_ONCE, workdays=1), "作出决定后马上核查，1个工作日内"),
        (planned(timing=ON_EXPIRY, expiry_months=12, lead_workdays=20, workdays=15),
         "作出决定满12个月前20个工作日起15个工作日内"),
        (planned(timing=ON_EXPIRY, expiry_fact="until", workdays=15), "到期以后15个工作日内"),
    ],
)  # fmt: skip
def test_it_reads_as_people_say_it(plan: Plan, said: str) -> None:
    assert plan.when(60) == said

"""What the papers of a matter say: the notice of intended measures, and the decision."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings

from nuocheng.cases import queries as cases
from nuocheng.consequences.models import Matter
from nuocheng.consequences.rules.facts import MeasureFacts
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.numbers import file_number
from nuocheng.law import queries as law
from nuocheng.law.remedies import remedy
from nuocheng.papers import content as paper
from nuocheng.people import queries as people

#: The measures that this house can carry out by itself; others are decided and done elsewhere.
CARRIED_OUT = ("educate", "revoke", "mark", "exclude")


def known_measures(today: date) -> tuple[MeasureFacts, ...]:
    """Return the measures the law knows and this house carries out, as the rules look at them."""
    rows = law.provisions("measure.", today, kind="measure").values()
    return tuple(
        MeasureFacts(
            code=one.code,
            title=one.title,
            grades=tuple(one.value["grades"]),
            findings=tuple(one.value.get("findings", ())),
            objects=tuple(one.value["objects"]),
            adverse=bool(one.value["adverse"]),
        )
        for one in rows
        if one.code in CARRIED_OUT
    )


def measure_texts(codes: Iterable[str], case_number: str, today: date) -> tuple[str, ...]:
    """Return what each measure does, in words."""
    return tuple(
        law.provision(f"measure.{code}", today).filled(decision=f"{case_number}准予决定") for code in codes
    )


def measure_bases(codes: Iterable[str], today: date) -> tuple[str, ...]:
    """Return the law behind each measure, once each."""
    return tuple(dict.fromkeys(str(law.provision(f"measure.{code}", today).citation) for code in codes))


def number_of(matter: Matter, kind: str) -> str:
    """Return the official number (文号) of a matter's paper of one kind."""
    year, serial = matter.reference.removeprefix("M").split("-")
    return file_number(f"{settings.NUOCHENG_MARK}{kind}", int(year), int(serial))


def _phone(code: str) -> str:
    found = people.department(code)
    return found.phone if found and found.phone else str(settings.NUOCHENG_PHONE)


def intended(matter: Matter, due_on: date, today: date) -> dict[str, Any]:
    """Return the content of the notice of intended measures (拟处理告知书)."""
    case = cases.case(matter.case)
    department = people.department(matter.department)
    name = people.department_name(matter.department)
    phone = _phone(matter.department)
    address = department.address if department and department.address else name
    said = law.wordings("wording.intended.", today)
    codes = json.loads(matter.measures)
    return paper.IntendedMeasures(
        dated=today,
        number=number_of(matter, "告"),
        check_code=case.code,
        verify_url=f"{settings.NUOCHENG_ADDRESS}/v/{case.code}",
        body=name,
        title="拟处理告知书",
        addressee=matter.party_name,
        opening=said["wording.intended.opening"].filled(case=matter.case_number.removesuffix("号")),
        facts=tuple(line for line in matter.facts.splitlines() if line.strip()),
        reasons=("查到的情况和您承诺的不一致。",),
        basis=measure_bases(codes, today),
        measures=measure_texts(codes, matter.case_number, today),
        rights=said["wording.intended.rights"].text,
        deadline=said["wording.intended.deadline"].filled(due=cn_date(due_on)),
        where=said["wording.intended.where"].filled(department=name, address=address, phone=phone),
        silence=said["wording.intended.silence"].text,
        no_aggravation=said["wording.intended.no_aggravation"].text,
        contact=f"{name}，电话{phone}",
    ).as_json()


def decision(matter: Matter, reason: str, today: date) -> dict[str, Any]:
    """Return the content of the decision on an untrue pledge: facts, law, measures, remedies, repair."""
    case = cases.case(matter.case)
    name = people.department_name(matter.department)
    codes = json.loads(matter.measures)
    heard = matter.statement or "当事人在期限内没有提出陈述申辩。"
    said = law.wordings("wording.decision.", today)
    months = law.provision("window.publication.general", today).value["min"]
    return paper.Decision(
        dated=today,
        number=number_of(matter, "处"),
        check_code=case.code,
        verify_url=f"{settings.NUOCHENG_ADDRESS}/v/{case.code}",
        body=name,
        title="承诺不实处理决定书",
        outcome="撤销",
        by_pledge=True,
        addressee=matter.party_name,
        opening=f"您在{matter.case_number}申请中作出承诺。经核查并听取您的意见，现作出以下决定。",
        facts=(*[line for line in matter.facts.splitlines() if line.strip()], f"陈述申辩：{heard}"),
        reasons=(reason,),
        basis=measure_bases(codes, today),
        decided=measure_texts(codes, matter.case_number, today),
        remedy=remedy(today),
        publication=said["wording.decision.no_publication"].text,
        repair=said["wording.decision.repair"].filled(months=months, department=name),
        contact=f"{name}，电话{_phone(matter.department)}",
    ).as_json()

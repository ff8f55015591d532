"""Where the credit platform says nothing, the party and the officer are told so, and the party goes on pledging."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests import builders as b
from tests.builders import Hours, an_occasion, by_party
from tests.simulator import credit_rig as rigs
from tests.simulator.credit_rig import CreditRig, credit_platform

from nuocheng.cases import acts as cases
from nuocheng.cases import queries
from nuocheng.cases.models import Case
from nuocheng.cases.pages import procedure
from nuocheng.kernel.occasion import Role
from nuocheng.people import queries as people

pytestmark = [pytest.mark.django_db, pytest.mark.req("S2.2", "S8.3")]


@pytest.fixture(scope="module")
def rig() -> Iterator[CreditRig]:
    with credit_platform("--today", b.MORNING.date().isoformat()) as running:
        yield running


@pytest.fixture
def begun(rig: CreditRig, settings: Any, tmp_path: Path) -> Any:
    """Return a maker of cases that were begun while the platform was in this mode."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.STATIC_ROOT = tmp_path
    settings.NUOCHENG_CREDIT_PLATFORM = (rig.url, rigs.APP, rig.secret)

    def make(mode: str) -> Case:
        hours, party = Hours(), b.a_party()
        b.an_applicant(party)
        code = b.a_published_item(at=hours.at - timedelta(days=30))
        on = an_occasion(Role.CLERK, b.ITEM.department, hours.next())
        reference = cases.open_case(on, item_code=code, party=party).reference
        rig.set_fault(mode)
        procedure.begin(by_party(queries.case(reference), hours.next()), reference)
        rig.set_fault("none")
        return queries.case(reference)

    return make


def seen_by(account: Any, url: str) -> str:
    client = Client()
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


@pytest.mark.parametrize(("mode", "told"), [("reset", True), ("none", False)])
def test_both_sides_are_told_only_where_the_platform_was_silent(begun: Any, mode: str, told: bool) -> None:
    case = begun(mode)
    assert case.state == "notified"
    party = people.account(f"of-{case.party}")
    page = seen_by(party, f"/cases/{case.reference}/notice")
    assert ("全国信用信息共享平台暂时没有答复，先按本区的诚信档案核验，不影响您承诺" in page) is told
    reviewer = b.an_account(Role.REVIEWER, case.department)
    desk = seen_by(reviewer, f"/desk/cases/{case.reference}")
    assert ("全国信用信息共享平台没有答复，按诚信档案核验的" in desk) is told

"""Prepares the demonstration as a whole: people, catalogue, registers, what happened to whom, and the reports."""

from __future__ import annotations

from datetime import datetime, timedelta

from nuocheng.kernel.occasion import CHINA
from nuocheng.site.demo.accounts import prepare_accounts
from nuocheng.site.demo.asking_people import prepare_asking_people
from nuocheng.site.demo.assistance import prepare_assistance
from nuocheng.site.demo.catalogue import prepare_catalogue, prepare_work_in_hand
from nuocheng.site.demo.data_sources import prepare_data_sources
from nuocheng.site.demo.draws import prepare_draws
from nuocheng.site.demo.handover import prepare_handover
from nuocheng.site.demo.looks import prepare_looks
from nuocheng.site.demo.people import prepare_people
from nuocheng.site.demo.platforms import prepare_platforms
from nuocheng.site.demo.programme import prepare_programme
from nuocheng.site.demo.rechecks import prepare_rechecks
from nuocheng.site.demo.reference_sets import prepare_reference_sets
from nuocheng.site.demo.registers import prepare_registers
from nuocheng.site.demo.reports import prepare_reports
from nuocheng.site.demo.stories import stories
from nuocheng.site.demo.superior import prepare_superior
from nuocheng.site.demo.telling import Step, tell, untold
from nuocheng.site.demo.visits import prepare_visits

#: How long before today the catalogue was published: longer than the oldest story goes back.
PUBLISHED_AGO = timedelta(days=75)
#: How long before that the people came into their posts.
IN_POST_BEFORE = timedelta(days=30)


def prepare(now: datetime, told: Step) -> int:
    """Prepare whatever is not there yet; return how many cases were told anew."""
    waiting = untold(stories())
    if not waiting:
        prepare_reference_sets(now)  # the libraries for it may have been installed since
        return 0
    at = (now - PUBLISHED_AGO).astimezone(CHINA).replace(hour=9, minute=0, second=0, microsecond=0)
    told("准备账号", 0, 1)
    prepare_people(at.date() - IN_POST_BEFORE)
    prepare_registers()
    prepare_catalogue(at, told)
    prepare_data_sources(now, at)
    count = tell(waiting, now, told)
    prepare_accounts(now)
    told("抽查", 0, 1)
    prepare_draws(now)
    told("比对参照库", 0, 1)
    prepare_reference_sets(now)
    told("编月报", 0, 1)
    prepare_reports(now)
    prepare_work_in_hand(now)
    told("比对上级清单", 0, 1)
    prepare_superior(now)
    told("编实施方案", 0, 1)
    prepare_programme(now)
    told("接入平台", 0, 1)
    prepare_platforms(now)
    told("编协查", 0, 1)
    prepare_assistance(now)
    told("安排上门", 0, 1)
    prepare_visits(now)
    told("书面核查和公示", 0, 1)
    prepare_asking_people(now)
    told("抽取复核", 0, 1)
    prepare_rechecks(now)
    told("编查询核验", 0, 1)
    prepare_looks(now)
    told("数据报送", 0, 1)
    prepare_handover(now)
    return count

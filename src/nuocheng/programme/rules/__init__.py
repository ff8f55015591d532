"""Every rule of the programme of work, in the order an officer checks them."""

from nuocheng.kernel.rulings import Rule
from nuocheng.programme.rules.contact_can_be_reached import contact_can_be_reached
from nuocheng.programme.rules.explanation_gives_grounds import explanation_gives_grounds
from nuocheng.programme.rules.facts import (
    Explaining,
    Opening,
    PlanFiling,
    Reaching,
    Reporting,
    SendingBack,
    SummaryHanding,
)
from nuocheng.programme.rules.leader_is_not_liaison import leader_is_not_liaison
from nuocheng.programme.rules.milestone_has_evidence import milestone_has_evidence
from nuocheng.programme.rules.milestone_is_on_time import milestone_is_on_time
from nuocheng.programme.rules.plan_is_signed_by_leader import plan_is_signed_by_leader
from nuocheng.programme.rules.plan_names_its_items import plan_names_its_items
from nuocheng.programme.rules.plan_says_what_when_who import plan_says_what_when_who
from nuocheng.programme.rules.return_says_what_to_mend import return_says_what_to_mend
from nuocheng.programme.rules.round_names_its_days import round_names_its_days
from nuocheng.programme.rules.summary_is_on_time import summary_is_on_time
from nuocheng.programme.rules.summary_is_signed_by_leader import summary_is_signed_by_leader
from nuocheng.programme.rules.summary_says_something import summary_says_something
from nuocheng.programme.rules.summary_writes_every_part import summary_writes_every_part

MAY_OPEN: tuple[Rule[Opening], ...] = (round_names_its_days,)
MAY_FILE_PLAN: tuple[Rule[PlanFiling], ...] = (
    plan_says_what_when_who,
    plan_names_its_items,
    plan_is_signed_by_leader,
)
MAY_EXPLAIN: tuple[Rule[Explaining], ...] = (explanation_gives_grounds,)
MAY_REPORT: tuple[Rule[Reporting], ...] = (milestone_has_evidence,)
#: An objection of these does not stop the report: it is taken, and marked late.
ON_TIME: tuple[Rule[Reporting], ...] = (milestone_is_on_time,)
MAY_HAND_IN: tuple[Rule[SummaryHanding], ...] = (
    summary_writes_every_part,
    summary_says_something,
    summary_is_signed_by_leader,
)
#: An objection of these does not stop the summary: it is taken, and marked late.
SUMMARY_ON_TIME: tuple[Rule[SummaryHanding], ...] = (summary_is_on_time,)
MAY_APPOINT: tuple[Rule[Reaching], ...] = (contact_can_be_reached,)
#: An objection of these is a warning: who means it says so.
TWO_PEOPLE: tuple[Rule[Reaching], ...] = (leader_is_not_liaison,)
MAY_RETURN: tuple[Rule[SendingBack], ...] = (return_says_what_to_mend,)

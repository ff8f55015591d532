"""Every rule of oversight, in the order an officer checks them."""

from nuocheng.kernel.rulings import Rule
from nuocheng.oversight.rules.facts import SendingBack, Submission
from nuocheng.oversight.rules.month_is_over import month_is_over
from nuocheng.oversight.rules.report_is_on_time import report_is_on_time
from nuocheng.oversight.rules.report_says_everything import report_says_everything
from nuocheng.oversight.rules.return_gives_reasons import return_gives_reasons
from nuocheng.oversight.rules.zero_is_declared import zero_is_declared

MAY_SUBMIT: tuple[Rule[Submission], ...] = (month_is_over, report_says_everything, zero_is_declared)
#: An objection of these does not stop the report: it is taken, and marked late.
ON_TIME: tuple[Rule[Submission], ...] = (report_is_on_time,)
MAY_RETURN: tuple[Rule[SendingBack], ...] = (return_gives_reasons,)

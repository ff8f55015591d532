"""Every rule of credit, in the order an officer checks them."""

from nuocheng.credit.rules.answer_gives_reasons import answer_gives_reasons
from nuocheng.credit.rules.answerer_did_not_enter_the_mark import answerer_did_not_enter_the_mark
from nuocheng.credit.rules.facts import Answering
from nuocheng.kernel.rulings import Rule

MAY_ANSWER: tuple[Rule[Answering], ...] = (answerer_did_not_enter_the_mark, answer_gives_reasons)

"""Every rule of consequences, in procedural order."""

from nuocheng.consequences.rules.decider_is_not_officer import decider_is_not_officer
from nuocheng.consequences.rules.decision_gives_reasons import decision_gives_reasons
from nuocheng.consequences.rules.facts import Deciding, Intended, Silence, Suspicion
from nuocheng.consequences.rules.matter_rests_on_findings import matter_rests_on_findings
from nuocheng.consequences.rules.measures_fit import measures_fit
from nuocheng.consequences.rules.party_was_heard import party_was_heard
from nuocheng.consequences.rules.silence_after_term import silence_after_term
from nuocheng.kernel.rulings import Rule

MAY_OPEN: tuple[Rule[Suspicion], ...] = (matter_rests_on_findings,)
MAY_INTEND: tuple[Rule[Intended], ...] = (measures_fit,)
MAY_NOTE_SILENCE: tuple[Rule[Silence], ...] = (silence_after_term,)
MAY_DECIDE: tuple[Rule[Deciding], ...] = (decider_is_not_officer, decision_gives_reasons)
MAY_UPHOLD: tuple[Rule[Deciding], ...] = (party_was_heard, *MAY_DECIDE)

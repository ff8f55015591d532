"""Everything a round has come to, read in few statements however many departments there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nuocheng.programme.models import Explanation, ImplementationPlan, Milestone, Round, Summary
from nuocheng.programme.queries.rounds import explanations, milestones, newest_plans
from nuocheng.programme.queries.summaries import summaries, summary_asked
from nuocheng.programme.rules.content import Asked


@dataclass(frozen=True, slots=True)
class Board:
    """What every department has come to in a round; *summary* is how the summary is asked for."""

    round: Round
    plans: Mapping[str, ImplementationPlan]
    milestones: Mapping[tuple[str, str], Milestone]
    explanations: Mapping[str, Explanation]
    summaries: Mapping[str, Summary]
    summary: Asked


def read_board(round_: Round) -> Board:
    """Read everything a round has come to."""
    return Board(
        round_,
        newest_plans(round_),
        milestones(round_),
        explanations(round_),
        summaries(round_),
        summary_asked(round_),
    )

"""What happens by itself in the programme of work: departments are reminded before a milestone is due."""

from __future__ import annotations

from nuocheng.kernel.errors import Overtaken
from nuocheng.kernel.occasion import Occasion
from nuocheng.programme import acts, queries
from nuocheng.programme.reports.board import board, days_in_words


def remind_due(on: Occasion) -> int:
    """Remind departments of milestones that are due soon, each step of each once; return how many.

    A day on which nothing ran is made up for: what is owed is the step that the days left have reached.
    """
    row = queries.current_round()
    if row is None:
        return 0
    steps, taken = queries.reminder_days(on.today), queries.steps_taken(row)
    whom = []
    for unit in board(row, on.today):
        for cell in unit.cells:
            reached = next((days for days in steps if 0 <= cell.left <= days), None)
            step = f"before-{reached}"
            if reached is None or not cell.owed or (unit.code, cell.asked.code, step) in taken:
                continue
            text = f"“{cell.asked.title}”{days_in_words(cell.left)}，请按时完成并报告"
            whom.append(acts.Reminded(unit.code, cell.asked.code, step, text))
    if not whom:
        return 0
    try:
        acts.remind(on, row.reference, whom=tuple(whom))
    except Overtaken:
        return 0
    return len(whom)

"""What the rules of credit may look at, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answering:
    """An objection about to be answered: by whom, who entered the mark, and with which reasons."""

    answerer: str
    entered_by: str
    reason: str

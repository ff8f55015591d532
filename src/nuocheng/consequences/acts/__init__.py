"""The acts of consequences, in procedural order."""

from nuocheng.consequences.acts.decide_matter import dismiss, uphold
from nuocheng.consequences.acts.hear_statement import hear_statement, note_silence
from nuocheng.consequences.acts.open_matter import open_matter
from nuocheng.consequences.acts.serve_intended import Intention, serve_intended

__all__ = [
    "Intention",
    "dismiss",
    "hear_statement",
    "note_silence",
    "open_matter",
    "serve_intended",
    "uphold",
]

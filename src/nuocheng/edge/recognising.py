"""How and when whoever acts was recognised: kept in the session at sign-in, read by every act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY

from nuocheng.kernel.occasion import Assurance, SignIn

#: Under which name a session keeps it.
RECOGNISED = "recognised"


def remember(session: Any, known: SignIn) -> None:
    """Keep in a session how and when its account was recognised."""
    at = known.at.isoformat() if known.at else ""
    session[RECOGNISED] = {"how": known.how, "at": at, "assurance": str(known.assurance)}


def recognised(session: Mapping[str, Any] | None) -> SignIn | None:
    """Return what was kept; who comes without a session comes with a machine key.

    Nothing is returned where the session is older than this way of keeping it.
    """
    if session is None or BACKEND_SESSION_KEY not in session:
        return SignIn("machine_key", None)
    kept = session.get(RECOGNISED)
    if not kept:
        return None
    at = datetime.fromisoformat(kept["at"]) if kept["at"] else None
    return SignIn(kept["how"], at, Assurance(kept["assurance"]))

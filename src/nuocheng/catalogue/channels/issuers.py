"""The shipped list of certificates that some bodies may not issue."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from nuocheng.catalogue.rules.facts import MayNotIssue


@cache
def may_not_issue() -> tuple[MayNotIssue, ...]:
    """Return the kinds of certificates that some bodies may not issue; read once per process."""
    text = files("nuocheng.catalogue").joinpath("data", "issuers.toml").read_text(encoding="utf-8")
    return tuple(
        MayNotIssue(kind, tuple(group["issuers"]), group["source"])
        for group in tomllib.loads(text)["may_not_issue"]
        for kind in group["kinds"]
    )

"""Signing by typing one's full name after signing in under one's real name."""

from __future__ import annotations

from collections.abc import Sequence

from nuocheng.cases.methods.protocol import Asked, Verified
from nuocheng.cases.rules.ceremony import Evidence, Method


class TypedName:
    """The name as it was typed; who typed it is borne out by the sign-in."""

    key = str(Method.TYPED_NAME)

    def verify(self, asked: Asked, evidence: Sequence[Evidence]) -> Verified:
        """Return the name as typed; whether it is the right one is for the rules to say."""
        return Verified(asked.signed_as)


METHOD = TypedName()

"""The methods by which a pledge is signed (签署方式), one to a file; each reads its own proof and says who signed."""

from __future__ import annotations

from collections.abc import Mapping

from nuocheng.cases.methods import paper, typed_name
from nuocheng.cases.methods.protocol import Asked, SigningMethod, Verified, words_to_sign

METHODS: Mapping[str, SigningMethod] = {one.key: one for one in (typed_name.METHOD, paper.METHOD)}

__all__ = ["METHODS", "Asked", "SigningMethod", "Verified", "words_to_sign"]

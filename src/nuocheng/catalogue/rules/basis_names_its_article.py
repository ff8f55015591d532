"""The rule that a legal basis can be looked up: it names its article."""

from __future__ import annotations

import re
from datetime import date

from nuocheng.catalogue.rules.content import DEMANDED, Basis
from nuocheng.catalogue.rules.facts import Asked
from nuocheng.catalogue.rules.sources import PUBLIC_LIST
from nuocheng.kernel.rulings import Fault, rule

_ARTICLE = re.compile(r"第[0-9一二三四五六七八九十百千]+[条章]")


@rule(
    title="设定依据写到条",
    cites=(PUBLIC_LIST,),
    since=date(2020, 1, 1),
    why="写到第几条，申请人和审核的人才查得到原文。",
)
def basis_names_its_article(facts: Asked) -> str | None:
    """Object when a certificate is demanded on a law without saying on which article of it."""
    if facts.certificate.disposition not in DEMANDED:
        return None
    for place, basis in enumerate(facts.certificate.bases, start=1):
        if basis.title.strip() and not _is_found(basis):
            return Fault(
                f"《{basis.title.strip('《》 ')}》没有写到第几条。请补上条号，或者抄上条文",
                f"bases.{place}.article",
            )
    return None


def _is_found(basis: Basis) -> bool:
    """Say whether the article is named, in its own place or in the title, or its text is given."""
    return bool(basis.article.strip() or basis.text.strip() or _ARTICLE.search(basis.title))

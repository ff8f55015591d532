"""The rule that a certificate is called what the law calls it."""

from __future__ import annotations

import re
from datetime import date

from nuocheng.catalogue.rules.facts import Asked
from nuocheng.catalogue.rules.sources import PUBLIC_LIST
from nuocheng.catalogue.rules.text_has_no_catch_all import catch_all
from nuocheng.kernel.rulings import Fault, rule


@rule(
    title="证明用法律上的名称",
    cites=(PUBLIC_LIST,),
    since=date(2020, 1, 1),
    why="同一份证明各写各的名，群众不知道要哪一份，也没法和清单核对。",
)
def certificate_has_its_legal_name(facts: Asked) -> str | None:
    """Object when a certificate goes by its everyday name, or its name leaves open what else is meant."""
    name = facts.certificate.name.strip()
    for called, legal in facts.standards.plain.called.items():
        if re.search(f"{re.escape(called)}(?![明书本])", name) and legal not in name:
            return Fault(f"“{called}”是平常的叫法。请写“{legal}”，把“{called}”放到别名里", "name")
    open_end = catch_all(name, facts.standards.plain)
    if open_end:
        return Fault(f"名称里写了“{open_end}”，不知道还要什么。请一行只写一份证明", "name")
    return None

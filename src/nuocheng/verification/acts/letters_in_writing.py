"""One letter (一封信) asks about several facts of a case: who belongs together, and what whoever is asked is told, once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from nuocheng.journal.deeds import Deed
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.errors import Malformed
from nuocheng.kernel.occasion import Occasion
from nuocheng.law import queries as law
from nuocheng.letters.official import Letter, letter
from nuocheng.people import queries as people
from nuocheng.verification.models import WrittenCheck
from nuocheng.verification.queries import written


def together(deed: Deed, check: WrittenCheck) -> list[WrittenCheck]:
    """Return the checks of one letter, each in the hand of the deed, *check* first."""
    return [check, *(deed.take(WrittenCheck, one.reference) for one in written.others(check))]


def with_others(deed: Deed, check: WrittenCheck, also: Iterable[str], verb: str) -> list[WrittenCheck]:
    """Return *check* and those others of its letter that one step takes with it, each of them ready for it.

    Raises:
        Malformed: One of them is not of this letter.
        OutOfOrder: The step may not be taken on one of them any more.

    """
    wanted = set(also) - {check.reference}
    chosen = [one for one in together(deed, check) if one is check or one.reference in wanted]
    if len(chosen) != len(wanted) + 1:
        raise Malformed.at("facts", "请在这封信问的几项里选")
    for one in chosen:
        one.ready_for(verb)
    return chosen


def labels(checks: Sequence[WrittenCheck]) -> str:
    """Return what the facts of a letter are called, to stand between quotation marks."""
    return "”“".join(one.label for one in checks)


def notice_text(day: date, checks: Sequence[WrittenCheck]) -> str:
    """Return what the party, or the body, is told of these facts, in the words of the law office."""
    several, said = len(checks) > 1, _said(checks)
    if checks[0].body:
        key = "wording.written.several.letter" if several else "wording.written.letter"
        return law.provision(key, day).filled(**said, facts=_facts(day, checks))
    lines = {key: one.filled(**said) for key, one in law.wordings("wording.written.notice.", day).items()}
    if several:
        why, how = (
            law.provision(f"wording.written.several.{key}", day).filled(**said) for key in ("why", "how")
        )
        lines["wording.written.notice.why"] = why
        lines["wording.written.notice.what"] = f"{_facts(day, checks)}\n{how}"
    return "\n".join(lines.values())


def told(on: Occasion, checks: Sequence[WrittenCheck], title: str) -> Letter:
    """Return the one letter that tells the party of these facts."""
    head = law.provision(f"wording.written.{title}", on.today).text
    first = checks[0]
    return letter(
        on, party=first.party, about=first.reference, title=head, text=notice_text(on.today, checks)
    )


def told_off(on: Occasion, checks: Sequence[WrittenCheck], reason: str) -> Letter:
    """Return the one letter that tells the party that nothing is to be handed in about these facts any more."""
    head = law.provision("wording.written.off_title", on.today).text
    said = law.provision("wording.written.off", on.today)
    text = said.filled(label=labels(checks), reason=reason.rstrip("。"))
    return letter(on, party=checks[0].party, about=checks[0].reference, title=head, text=text)


def _said(checks: Sequence[WrittenCheck]) -> dict[str, object]:
    first = checks[0]
    return {
        "party": first.party_name,
        "item": first.item_name,
        "label": first.label,
        "count": len(checks),
        "department": people.department_name(first.department),
        "why": first.why.rstrip("。"),
        "day": cn_date(first.due_on),
        "wanted": "；".join(first.wanted),
        "contact": first.contact,
        "body": first.body,
    }


def _facts(day: date, checks: Sequence[WrittenCheck]) -> str:
    """Return one line for each fact: what it is called, and of what one is enough."""
    line = law.provision("wording.written.fact", day)
    return "\n".join(
        line.filled(place=place, label=one.label, wanted="；".join(one.wanted))
        for place, one in enumerate(checks, start=1)
    )

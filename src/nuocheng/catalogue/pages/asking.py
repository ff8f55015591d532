"""“May they ask me for this?” — the answer for one certificate, and where to complain if they ask all the same."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nuocheng.catalogue.lifecycle import EditionState
from nuocheng.catalogue.models import CertificateName, ListingInForce
from nuocheng.catalogue.pages import showing
from nuocheng.catalogue.pages.finding import pieces
from nuocheng.catalogue.pages.public import typed
from nuocheng.catalogue.queries import asking, history
from nuocheng.catalogue.queries.search import certificate_name, certificate_names
from nuocheng.catalogue.queries.similar import similar_names
from nuocheng.catalogue.rules.content import Certificate, Disposition, from_json
from nuocheng.edge.clock import today
from nuocheng.edge.display import cn_date
from nuocheng.law import queries as law
from nuocheng.people import queries as people

#: Who may ask for what is not on the list: nobody (优化营商环境条例第四十四条).
BEYOND_LIST = "ground.staff_breach.asked_beyond_list"
#: What can be had by sharing data must not be asked for.
SHARED = "switch.application.ask_shared_data"
#: What departments can check among themselves is not set as a certificate.
CHECKED = "ground.unnecessary.check"
NOTHING_TO_HAND_IN = "不用交"


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Answer whether a certificate may be asked for: by whom, on what basis, and what stands in its place."""
    words = typed(request)
    context: dict[str, Any] = {"words": words, "rule": law.provision(BEYOND_LIST, today()).citation}
    name = certificate_name(words) if words else None
    if name is not None:
        return _answered(request, name, context)
    names = certificate_names(words, 12) if words else []
    nearly = similar_names(words, 6) if words and not names and "none" not in request.GET else []
    context["names"] = _links(names, words)
    context["similar_names"] = _links(nearly, "")
    return render(request, "catalogue/ask.html", context)


@require_safe
def complain(request: HttpRequest) -> HttpResponse:
    """Show where one can complain: by telephone, in person, by letter, to whom, and about what."""
    kinds = law.provisions("code.complaint_kind.", today()).values()
    context = {
        "invitation": law.provision("wording.complaint.invitation", today()).text,
        "kinds": [kind.title for kind in kinds],
        "units": [one for one in people.departments() if one.phone or one.address],
    }
    return render(request, "catalogue/complain.html", context)


def _answered(request: HttpRequest, name: CertificateName, context: dict[str, Any]) -> HttpResponse:
    """Show the answer for one certificate: in one sentence, then item by item."""
    weighed, after = asking.weighed(name), request.GET.get("after", "")
    units = sorted({department for _, department in weighed})
    unit = request.GET.get("unit", "") if request.GET.get("unit", "") in units else ""
    found = asking.asked_for(name, after, department=unit)
    if unit:
        weighed = asking.weighed(name, department=unit)
    here = {"q": name.name} | ({"unit": unit} if unit else {})
    rows = [_row(one) for one in found.rows]
    rules = dict.fromkeys([*(row["rule"] for row in rows if row["rule"]), context["rule"]])
    more = {
        "name": name.name,
        "verdict": _verdict(weighed),
        "alias": next((one.certificate for one in found.rows if one.is_alias), ""),
        "units": [(one, people.department_name(one), one == unit) for one in units] if len(units) > 1 else [],
        "rows": rows,
        "rules": list(rules),
        "first": f"{reverse('ask')}?{urlencode(here)}",
        "pager": {"next_url": f"?{urlencode({**here, 'after': found.next})}" if found.next else ""},
        "later": bool(after),
    }
    return render(request, "catalogue/ask.html", context | more)


def _verdict(weighed: Counter[tuple[str, str]]) -> str:
    """Return the answer in one sentence: how many items do what about it."""
    counts: Counter[str] = Counter()
    for (disposition, _), count in weighed.items():
        counts[disposition] += count
    demanded, pledged = counts[Disposition.SUBMIT], counts[Disposition.PLEDGE]
    free = sum(counts.values()) - demanded - pledged
    parts = [
        f"{free}个事项不用交" if free else "",
        f"{pledged}个事项可以写承诺代替" if pledged else "",
        f"{demanded}个事项要交" if demanded else "",
    ]
    said = "，".join(filter(None, parts))
    if weighed.total() >= asking.MOST_WEIGHED:
        return f"先看了{asking.MOST_WEIGHED}个事项：{said}。找到您要办的那一件看。"
    if not demanded:
        return f"{said}。没有一件非交不可。"
    return f"{said}。" if demanded == weighed.total() else f"{said}。找到您要办的那一件看。"


def _links(names: Sequence[CertificateName], words: str) -> list[dict[str, Any]]:
    address = reverse("ask")
    return [
        {"name": pieces(one.name, words), "url": f"{address}?{urlencode({'q': one.name})}"} for one in names
    ]


def _row(one: ListingInForce) -> dict[str, Any]:
    edition, listing = one.edition, one.listing
    said = from_json(json.loads(edition.content)).certificate(listing.key)
    disposition = Disposition(one.disposition)
    suspended = edition.state == EditionState.SUSPENDED and disposition is Disposition.PLEDGE
    told = _suspended(edition.remark) if suspended else _TOLD[disposition](one, said)
    since = history.since(edition)
    return {
        "item": edition.name,
        "department": "，".join(filter(None, (edition.unit, people.department_name(edition.department)))),
        "since": cn_date(since) if since else "",
        "version": edition.version,
        "url": reverse("item", args=[edition.code]),
        "more": reverse("item-certificate", args=[edition.code, listing.key]),
        "basis_label": "依据",
        "rule": None,
        **told,
    }


def _free(one: ListingInForce, answer: str, key: str) -> dict[str, Any]:
    """Return the answer for what need not be handed in, and the clause that says so."""
    return {
        "tag": NOTHING_TO_HAND_IN,
        "tone": "ok",
        "answer": answer,
        "reason": one.listing.reason,
        "rule": law.provision(key, today()).citation,
    }


def _suspended(remark: str) -> dict[str, Any]:
    return {"tag": "要交", "tone": "", "answer": "本来可以写承诺代替，现在暂停承诺，要交。", "reason": remark}


def _cancelled(one: ListingInForce, said: Certificate | None) -> dict[str, Any]:
    instead = f"用{said.replaced_by}代替。" if said and said.replaced_by else ""
    return _free(one, f"这份证明已经取消。{instead}", BEYOND_LIST)


def _shared(one: ListingInForce, said: Certificate | None) -> dict[str, Any]:
    return _free(one, "由办理单位通过数据共享去查。", SHARED)


def _checked(one: ListingInForce, said: Certificate | None) -> dict[str, Any]:
    return _free(one, "由办理单位向开具单位核查。", CHECKED)


def _pledged(one: ListingInForce, said: Certificate | None) -> dict[str, Any]:
    checked = showing.checked(said, today()) if said else ""
    afterwards = f"事后核查：{checked}。" if checked else ""
    return {
        "tag": "可以承诺代替",
        "tone": "pledge",
        "answer": f"可以不交，写一份承诺书就行；愿意交证明的，也可以交。{afterwards}",
        "basis": one.listing.basis,
        "basis_label": "设定依据",
    }


def _demanded(one: ListingInForce, said: Certificate | None) -> dict[str, Any]:
    grounds = {row.code: row.title for row in law.provisions("ground.exclusion.", today()).values()}
    ground = grounds.get(one.ground, "")
    return {
        "tag": "要交",
        "tone": "",
        "answer": f"不能用承诺代替，因为涉及{ground}。" if ground else "这份证明要交。",
        "reason": one.listing.reason if one.listing.reason != ground else "",
        "basis": one.listing.basis,
        "basis_label": "凭这一条要",
    }


_TOLD = {
    Disposition.CANCEL: _cancelled,
    Disposition.SHARE: _shared,
    Disposition.CHECK: _checked,
    Disposition.PLEDGE: _pledged,
    Disposition.SUBMIT: _demanded,
}

"""What the page of a case at the window shows: its forms as they stand, its scans, and what is still missing."""

from __future__ import annotations

import json
from typing import Any

from nuocheng.cases import papers as papers_of
from nuocheng.cases import queries
from nuocheng.cases.lifecycle import LIFECYCLE, CaseState
from nuocheng.cases.models import Case
from nuocheng.cases.pages import window_scans as scanning
from nuocheng.cases.pages.forms import CertificateForm, ChooseForm, FactsForm
from nuocheng.cases.pages.materials import TAKING, rows_of, to_hand_in
from nuocheng.cases.pages.pledge import card, chosen_of
from nuocheng.cases.pages.prefilling import known_of
from nuocheng.cases.pages.procedure import is_stale
from nuocheng.cases.pages.progress import downloads
from nuocheng.cases.pages.window_agent import hand_of
from nuocheng.cases.pages.window_draft import WindowDraft
from nuocheng.cases.pages.window_forms import HandForm, HelpersForm, ScansForm, SpareForm
from nuocheng.cases.pages.window_papers import printed
from nuocheng.cases.pages.wording import TONES
from nuocheng.cases.papers.window import entered
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.display import cn_datetime
from nuocheng.kernel.occasion import CHINA
from nuocheng.papers import queries as papers
from nuocheng.papers.page_codes import Kind

S = CaseState
CHOOSING = (S.NOTIFIED, S.ACKNOWLEDGED)
#: What a sheet of a notice usually has; a scanned page says how many there really are.
USUAL_PAGES = 2


class WindowChoice(ChooseForm):
    """The choice at the window: here “all handed in” is an answer like any other."""

    def clean(self) -> dict[str, Any]:
        """Take every combination."""
        return edge.Form.clean(self) or {}


def context(case: Case, draft: WindowDraft, given: dict[str, Any]) -> dict[str, Any]:
    """Return everything the page shows; forms just sent stand in place of those as kept."""
    item = catalogue.item_of(case.edition)
    choosing, taking = case.state in CHOOSING, case.state in TAKING
    scans = scanning.rows(case, Kind.NOTICE, USUAL_PAGES) if case.notice else None
    more: dict[str, Any] = {
        "case": case,
        "item": item,
        "tone": TONES[S(case.state)],
        "papers": downloads(case),
        "entered": entered(case),
        "print": printed(case),
        "stale": case.state in {S.OPENED, S.ELIGIBLE} or (choosing and is_stale(case)),
        "choosing": choosing,
        "taking": taking,
        "scans": scans if choosing or (taking and needs_scans(case)) else None,
        "scans_form": ScansForm(),
        "checks": _checks(case, item, scans),
        "may_withdraw": "withdraw" in LIFECYCLE.possible(S(case.state)),
        "may_withdraw_pledge": bool(case.pledged_at and not case.pledge_withdrawn_at and not case.decided_at),
        "way": draft.way,
        "count": len(item.pledgeable),
    }
    if taking:
        certificates = rows_of(case, to_hand_in(case, item), "/desk/cases")
        now = next((row for row in certificates if not row["file"]), None)
        more |= {"rows": certificates, "now": now, "upload": given.get("upload") or CertificateForm()}
    return {**more, **_forms(case, item, draft, given)} if choosing else more


def needs_scans(case: Case) -> bool:
    """Say whether a case that takes certificates still rests on a notice signed at the window."""
    return case.door == "window" and bool(case.acknowledged_at) and not case.pledge_withdrawn_at


def _forms(case: Case, item: catalogue.Item, draft: WindowDraft, given: dict[str, Any]) -> dict[str, Any]:
    chosen = chosen_of(case, draft)
    kept = {f"c{place}": draft.chosen.get(one.key) for place, one in enumerate(item.pledgeable)}
    known = known_of(case)
    facts = given.get("facts") or FactsForm(chosen, kept={**draft.facts, **draft.typed}, known=known)
    signs = hand_of(case, item)
    first = signs.choices[0][0] if signs.choices else ""
    hand = {"signed_as": signs.name, "signed_by": first, **draft.hand}
    return {
        "choose": given.get("choose") or WindowChoice(item.pledgeable, initial=kept),
        "cards": [(card(one), facts.of(one.key)) for one in chosen],
        "pledging": bool(chosen),
        "spare": given.get("spare") or SpareForm(papers_of.optional_statements(today())),
        "hand": given.get("hand")
        or HandForm(
            initial=hand, pledging=bool(chosen), departs=draft.departs(draft.facts), signers=signs.choices
        ),
        "may_ask": bool(chosen) and not queries.look_ups_of(case.reference),
        "printed_as": {**printed(case), "again": bool(draft.printed)},
        "not_for_another": signs.why_not if chosen else "",
        "helpers": given.get("helpers")
        or HelpersForm(initial={"helped": draft.way == "cannot", **draft.helpers}),
        "said": [one["text"] for one in _statements(case) if not one["optional"]],
    }


def _statements(case: Case) -> list[dict[str, Any]]:
    """Return the statements that stand on the notice that was served."""
    said: list[dict[str, Any]] = json.loads(papers.paper(case.notice).content)["statements"]
    return said


def _checks(case: Case, item: catalogue.Item, scans: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Return “还差什么”."""
    told, pledged = case.acknowledged_at, case.pledged_at and not case.pledge_withdrawn_at
    credit = f"这次要提交证明：{case.ineligible_reason}" if case.ineligible_reason else "信用：可以承诺"
    checks: list[dict[str, Any]] = [
        {"text": f"申请人：{case.party_name}", "done": True},
        *([{"text": f"来办的人：{came}", "done": True}] if (came := hand_of(case, item).came) else ()),
        {"text": credit, "done": case.state != S.OPENED},
    ]
    if not case.ineligible_reason:
        text = f"告知书已签收（{cn_datetime(told.astimezone(CHINA))}）" if told else "告知书看完，签了字"
        checks.append({"text": text, "done": told is not None, "needs": "" if told else "read"})
    if case.path in {"", "pledge", "mixed"} and not case.ineligible_reason:
        text = f"承诺书已签，代替{case.pledged_certificates}份证明" if pledged else "承诺书签了字"
        checks.append({"text": text, "done": bool(pledged), "needs": "" if pledged else "signed_as read"})
    if scans and not case.decided_at and (case.door == "window"):
        checks += [_page_check(one) for one in scans["pages"]]
        if scans["unplaced"]:
            checks.append({"text": f"有{len(scans['unplaced'])}页没认出二维码", "done": False})
    if case.path in {"ordinary", "mixed"}:
        asked = [one.key for one in to_hand_in(case, item)]
        got = queries.handed_in(case.reference)
        done = sum(key in got for key in asked)
        checks.append({"text": f"证明：已交{done}份，共{len(asked)}份", "done": done == len(asked)})
    return checks


def _page_check(one: dict[str, Any]) -> dict[str, Any]:
    """Say of one page whether it is there, once, and signed."""
    page, found = one["page"], one["scans"]
    if len(found) > 1:
        return {"text": f"第{page}页扫了{len(found)}次，留哪一张？", "done": False}
    if found and found[0]["unsigned"]:
        return {"text": f"第{page}页的签名区好像是空的，请确认", "done": False}
    return {"text": f"第{page}页扫好了" if found else f"第{page}页还没扫", "done": bool(found)}

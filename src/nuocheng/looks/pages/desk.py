"""The officer's desk: choosing a certificate, asking about one party, and what came of it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.decorators.http import require_safe

from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import forms as edge
from nuocheng.edge import sending
from nuocheng.edge.clock import now, today
from nuocheng.edge.occasions import must_hold, occasion, posts_of
from nuocheng.edge.views import SeeOther
from nuocheng.holdings.channels import inspect
from nuocheng.journal.files import new_token
from nuocheng.kernel.errors import ChannelDown, NotFound, Refusal, RuledOut
from nuocheng.kernel.occasion import Post, Role
from nuocheng.looks import acts, jobs, papers, queries
from nuocheng.looks.models import Look
from nuocheng.looks.pages import showing
from nuocheng.looks.pages.forms import LookForm
from nuocheng.papers import queries as issued
from nuocheng.papers.rendering import NotPrinted
from nuocheng.papers.rendering import render as printed

HOME = "/desk/query"


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Offer the certificates of one's department that a source can be asked about, and list one's own looks."""
    post = _post(request)
    words = request.GET.get("q", "").strip()[:100]
    held = queries.clearances_of(request.user.get_username(), post.department, today())
    only = catalogue.Only(departments=(post.department,))
    found = catalogue.search(words, request.GET.get("after", ""), only=only) if held else None
    own = queries.looks_by(request.user.get_username(), request.GET.get("mine", ""))
    context = {
        "cleared": bool(held),
        "held": held,
        "words": words,
        "offers": [_offer(one.reference, held) for one in found.rows] if found else [],
        "pager": {"next_url": _url(q=words, after=found.next) if found and found.next else ""},
        "table": showing.table(own.rows, "我查过的"),
        "more_mine": _url(mine=own.next) if own.next else "",
        "left": max(queries.most_a_day(today()) - queries.taken_today(request.user.get_username(), now()), 0),
    }
    return render(request, "looks/choose.html", context)


class Ask(View):
    """One question about one party."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask what is to be asked."""
        item, one = _certificate(request)
        return self._show(request, item, LookForm(certificate=one), one)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Ask it: on file first, then outside, then on file what came of it."""
        item, one = _certificate(request)
        form = LookForm(request.POST, request.FILES, certificate=one)
        if not form.is_valid():
            return self._show(request, item, form, one, 422)
        on = occasion(request, acts.ask_look, department=item.department)
        sent = form.cleaned_data.get("scan")
        try:
            found = inspect(sent) if sent else None
            scan = (found.content, found.filename) if found else (b"", "")
            reference = jobs.take(on, form.wanted(item.code, one.key, scan)).reference
        except RuledOut as held_back:
            messages.warning(request, "没有放行，没有向来源发问。这次也留了记录")
            return self._show(request, item, form, one, form.say(held_back))
        except Refusal as refusal:
            return self._show(request, item, form, one, form.say(refusal, form.places))
        return SeeOther(f"{HOME}/{reference}")

    def _show(
        self,
        request: HttpRequest,
        item: catalogue.Item,
        form: LookForm,
        one: catalogue.Certificate,
        code: int = 200,
    ) -> HttpResponse:
        assert one.plan is not None
        context = {
            "item": item,
            "certificate": one,
            "source": queries.source_title(one.plan.source),
            "shows": one.plan.shows,
            "form": form,
            "errors": edge.error_summary(form),
            "key": request.POST.get("idempotency_key") or new_token(),
        }
        return render(request, "looks/ask.html", context, status=code)


@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one look to its department, and to the Justice Bureau."""
    look, shell = _readable(request, reference)
    word, tone = showing.outcome(look)
    context = {
        "look": look,
        "shell": shell,
        "word": word,
        "tone": tone,
        "facts": showing.facts(look),
        "rows": showing.rows(look),
        "moment": showing.moment(look),
        "printed": bool(look.answered_at),
        "again": urlencode({"item": look.item_code, "certificate": look.certificate_key}),
    }
    return render(request, "looks/look.html", context)


@require_safe
def slip(request: HttpRequest, reference: str) -> HttpResponse:
    """Send the slip of a look as PDF.

    Raises:
        NotFound: There is none: the question was not let out, or its answer is awaited.
        ChannelDown: The press makes nothing at the moment.

    """
    look, _ = _readable(request, reference)
    paper = next(iter(issued.papers_of(reference)), None)
    if paper is None:
        raise NotFound("这次查询没有核验单：没有放行的、没有答复的都没有")
    try:
        body = printed(paper.form, json.loads(paper.content))
    except NotPrinted as down:
        raise ChannelDown("文书现在打不出来，内容都在，请过几分钟再下载") from down
    name = f"{papers.TITLE}{papers.number_of(look)}.pdf"
    return sending.attachment(body, media_type="application/pdf", filename=name)


def _post(request: HttpRequest) -> Post:
    return must_hold(request, *acts.LOOKERS)[0]


def _offer(edition: str, held: list[Any]) -> dict[str, Any]:
    """Return an item with those of its certificates that can be asked about, and whether one is cleared for each."""
    item = catalogue.item_of(edition)
    named = {name for one in held for name in one.names}
    everything = any(not one.names for one in held)
    return {
        "name": item.name,
        "certificates": [
            {
                "name": one.name,
                "url": f"{HOME}/ask?{urlencode({'item': item.code, 'certificate': one.key})}",
                "source": queries.source_title(one.plan.source),
                "may": everything or one.name in named,
            }
            for one in item.certificates
            if _askable(one) and one.plan is not None
        ],
    }


def _askable(one: catalogue.Certificate) -> bool:
    return bool(one.plan and one.plan.source and any(fact.source_field for fact in one.facts))


def _certificate(request: HttpRequest) -> tuple[catalogue.Item, catalogue.Certificate]:
    """Return the item and the certificate that the address names, of one's own department.

    Raises:
        NotFound: There is none that can be asked about.

    """
    held = must_hold(request, *acts.LOOKERS)
    found = catalogue.in_force(request.GET.get("item", "")[:40])
    one = found.item.certificate(request.GET.get("certificate", ""))
    own = {post.department for post in held}
    if one is None or not _askable(one) or found.department not in own:
        raise NotFound("本单位的事项里没有可以查询的这份证明，请回到“查询核验”重新选")
    return found.item, one


def _readable(request: HttpRequest, reference: str) -> tuple[Look, str]:
    """Return a look and the shell of whoever may read it.

    Raises:
        NotFound: It is another department's, or somebody else's.

    """
    look = queries.look(reference)
    must_hold(request, *acts.LOOKERS, Role.BUREAU)
    posts = posts_of(request)
    if any(post.role is Role.BUREAU for post in posts):
        return look, "shells/lead.html"
    leads = any(post.role is Role.LEGAL and post.department == look.department for post in posts)
    if look.asked_by == request.user.get_username() or leads:
        return look, "shells/desk.html"
    raise NotFound("没有这次查询。查询只有查的人自己、本单位法制审核岗和区司法局看得到")


def _url(**asked: str) -> str:
    said = {name: value for name, value in asked.items() if value}
    return f"{HOME}?{urlencode(said)}" if said else HOME

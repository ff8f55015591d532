"""What happens by itself in cases: the verified are closed, corrections end, drafts go, ratings are reported."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

from django.conf import settings

from nuocheng.cases import acts, official, queries
from nuocheng.cases.channels import credit_standing
from nuocheng.cases.channels.rating_platform import Rated, RatingPlatform
from nuocheng.cases.lifecycle import DRAFTING, CaseState
from nuocheng.cases.models import Lookup, Rating
from nuocheng.cases.queries import standing
from nuocheng.kernel.errors import ChannelDown, Refusal
from nuocheng.kernel.occasion import Occasion
from nuocheng.law import queries as law
from nuocheng.verification import queries as verification

LOOK_BACK = timedelta(days=7)
#: How long a look-up that found nothing is kept.
VAIN_KEPT = timedelta(days=30)
#: How many are looked at in one go; the next run takes the rest.
BATCH = 200


def forget_vain_lookups(on: Occasion) -> int:
    """Forget look-ups that found nothing, once they no longer slow anybody down; return how many."""
    return Lookup.objects.filter(sheet="", at__lt=on.at - VAIN_KEPT).delete()[0]


def close_verified(on: Occasion, *, every: bool = False) -> int:
    """Close granted cases whose every pledged fact has a finding, none against the party; return how many.

    The newest as a rule; with *every* all of the last days, so that none is forgotten behind many others.
    """
    settled = verification.settled_since(on.at - LOOK_BACK, **({"limit": None} if every else {}))
    return sum(_closed(on, settled[start : start + BATCH]) for start in range(0, len(settled), BATCH))


def _closed(on: Occasion, settled: list[str]) -> int:
    done = 0
    for reference in queries.still_granted(settled):
        try:
            acts.close(on, reference)
        except Refusal:
            continue
        done += 1
    return done


def warn_of_drafts(on: Occasion) -> int:
    """Tell the parties whose drafts are removed soon; return how many were told."""
    lying = on.at - timedelta(
        days=_days(on, "term.application.draft") - _days(on, "term.application.draft_warning")
    )
    told = 0
    for draft in queries.drafts_to_warn_about(lying, BATCH):
        if draft.case.state in DRAFTING:
            try:
                acts.remind(on, draft.case_id)
            except Refusal:
                continue
            told += 1
        official.note_warned(draft.case_id, on.at)
    return told


def drop_drafts(on: Occasion) -> int:
    """Remove the drafts that lay too long after their parties were told; return how many went."""
    lying = on.at - timedelta(days=_days(on, "term.application.draft"))
    told = on.at - timedelta(days=_days(on, "term.application.draft_warning"))
    gone = 0
    for draft in queries.drafts_to_drop(lying, told, BATCH):
        if draft.case.state in DRAFTING:
            try:
                acts.lapse(on, draft.case_id)
            except Refusal:
                continue
        gone += official.drop_drafts([draft.case_id])
    return gone


def lapse_corrections(on: Occasion) -> int:
    """End every correction whose term is over, as the law in force says; return how many."""
    done = 0
    for reference in queries.past_correction(on.today, BATCH):
        try:
            acts.lapse_correction(on, reference)
        except Refusal:
            continue
        done += 1
    return done


def report_ratings(on: Occasion) -> int:
    """Report ratings to the provincial platform where one is configured; return how many it took."""
    url, key = settings.NUOCHENG_RATING
    if not url:
        return 0
    platform, taken = RatingPlatform(url, key), 0
    for rating in queries.ratings_to_report(on.at, BATCH):
        try:
            acts.report_rating(on, rating.reference, receipt=platform.send(_rated(on, rating)))
        except ChannelDown as down:
            official.note_try(rating.reference, on.at, down.text)
            break  # the platform is down: the others wait for the next time too
        except Refusal as refusal:
            official.note_try(rating.reference, on.at, refusal.text)
            continue
        taken += 1
    return taken


def _rated(on: Occasion, rating: Rating) -> Rated:
    """Return a rating as the platform gets it: grades by their place from 1 (best) to 5."""
    places = {code: one.order for code, one in queries.rating_grades(on.today).items()}
    given = json.loads(rating.indicators)
    return Rated(
        number=rating.reference,
        case=queries.case(rating.case).number,
        item_code=rating.item_code,
        department=rating.department,
        grade=places[rating.grade],
        indicators={name: places[grade] for name, grade in given.items()},
        text=rating.text,
        at=rating.opened_at.isoformat(),
    )


def _days(on: Occasion, key: str) -> int:
    return law.term(key, on.today).amount


def still_eligible(on: Occasion, reference: str) -> bool:
    """Say whether the credit platform, asked once a day, still has nothing that excludes the party of a case.

    Whoever takes a signature asks this before the act. Where the platform has something that is put on file, and the
    case goes the ordinary way; a platform that is silent changes nothing.
    """
    case, kept = queries.case(reference), standing.platform_check_of(reference)
    if case.state != CaseState.ACKNOWLEDGED or kept is None or (kept.answered and kept.asked_on == on.today):
        return True
    said = credit_standing.ask(case, on.at)
    if said is None or not acts.excluded_by(said, on.today):
        return True
    acts.check_eligibility(replace(on, key=""), reference, heard=said)
    return False

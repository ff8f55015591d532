"""From a request to an occasion: who is signed in, from which post, now."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest

from nuocheng.edge.clock import now
from nuocheng.edge.recognising import recognised
from nuocheng.journal.official import ActBase
from nuocheng.kernel.errors import Malformed, NotInOffice, NotSignedIn
from nuocheng.kernel.occasion import CHINA, ROLE_TITLES, Door, Occasion, Post, Role
from nuocheng.people import queries as people

LONGEST_KEY = 80


def posts_of(request: HttpRequest) -> list[Post]:
    """Return the posts that whoever is signed in holds today, read once per request."""
    if not request.user.is_authenticated:
        return []
    held: list[Post] | None = getattr(request, "nuocheng_posts", None)
    if held is None:
        held = people.posts(request.user, now().astimezone(CHINA).date())
        request.nuocheng_posts = held  # type: ignore[attr-defined]  # kept for this request only
    return held


def occasion(request: HttpRequest, for_: ActBase | Iterable[Role], *, department: str = "") -> Occasion:
    """Make the occasion for an act (or for a choice of roles) out of a request.

    The post is the first one held whose role may do it, one in *department* before any other. Time
    comes from the server's clock, the idempotency key from the request.

    Raises:
        NotSignedIn: Nobody is signed in.
        NotInOffice: No post held may do it.
        Malformed: The idempotency key is too long.

    """
    user = request.user
    if not user.is_authenticated:
        raise NotSignedIn("请先登录，登录后接着办")
    roles = for_.by if isinstance(for_, ActBase) else frozenset(for_)
    fitting = [post for post in posts_of(request) if post.role in roles]
    fitting.sort(key=lambda post: post.department != department)
    if not fitting:
        wanted = "、".join(ROLE_TITLES[role] for role in sorted(roles))
        raise NotInOffice(f"这一步要由{wanted}岗位来办，您的账号没有这个岗位")
    key = request.headers.get("Idempotency-Key", "") or request.POST.get("idempotency_key", "")
    if len(key) > LONGEST_KEY:
        raise Malformed.at("Idempotency-Key", f"请求编号最多{LONGEST_KEY}个字符，请改短")
    post = fitting[0]
    party = user.number if post.role is Role.APPLICANT else ""
    known = recognised(getattr(request, "session", None))
    return Occasion(user.username, user.name, post, now(), party, _door(request, post), key, sign_in=known)


def system_occasion(door: Door) -> Occasion:
    """Return the occasion of something the system does by itself, now, because of what came in by *door*."""
    return Occasion("system", "系统", Post(Role.SYSTEM), now(), door=door)


def _door(request: HttpRequest, post: Post) -> Door:
    if request.path.startswith("/api/"):
        return Door.API
    return Door.WEB if post.role is Role.APPLICANT else Door.WINDOW


def must_hold(request: HttpRequest, *roles: Role) -> list[Post]:
    """Return the posts held among *roles*: the guard of a page that only some may read.

    Raises:
        NotSignedIn: Nobody is signed in.
        NotInOffice: None of the posts is held.

    """
    occasion(request, roles)
    return [post for post in posts_of(request) if post.role in roles]

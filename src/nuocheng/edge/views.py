"""The pages of the edge itself: switching the elder edition on and off."""

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from nuocheng.edge.context import ELDER_COOKIE

A_YEAR = 365 * 24 * 3600


class SeeOther(HttpResponseRedirect):
    """A redirect that tells the browser to fetch the next page, never to post again."""

    status_code = 303


@csrf_exempt  # A display preference: the button must also work on error pages and cached pages, which carry no token.
@require_POST
def elder(request: HttpRequest) -> SeeOther:
    """Switch the elder edition on or off and go back to the page the person came from."""
    answer = SeeOther(_way_back(request))
    if request.POST.get("elder") != "1":
        answer.delete_cookie(ELDER_COOKIE, samesite="Lax")
        return answer
    answer.set_cookie(
        ELDER_COOKIE, "1", max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return answer


def _way_back(request: HttpRequest) -> str:
    """Return the page named in the form when it is one of ours, else the front page."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else "/"

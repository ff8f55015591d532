"""The pages of the edge itself: how large and how clear a reader wants the letters, and the colours of the region."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from nuocheng.edge import theme
from nuocheng.edge.context import LOOKS

A_YEAR = 365 * 24 * 3600


class SeeOther(HttpResponseRedirect):
    """A redirect that tells the browser to fetch the next page, never to post again."""

    status_code = 303


@csrf_exempt  # A display preference: the button must also work on error pages and cached pages, which carry no token.
@require_POST
def look(request: HttpRequest) -> SeeOther:
    """Switch the elder edition (长辈版) or high contrast (高对比) on or off, and go back to where the person was."""
    answer = SeeOther(_way_back(request))
    for name in LOOKS:
        if name not in request.POST:
            continue
        if request.POST[name] != "1":
            answer.delete_cookie(name, samesite="Lax")
            continue
        answer.set_cookie(
            name, "1", max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    return answer


@require_GET
def colours(request: HttpRequest, version: int) -> HttpResponse:
    """Serve the colours of the region (主题色); one version never changes, so browsers keep it.

    Raises:
        NotFound: There is no such version.

    """
    answer = HttpResponse(theme.stylesheet(theme.version(version)), content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return answer


def _way_back(request: HttpRequest) -> str:
    """Return the page named in the form when it is one of ours, else the front page."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else "/"

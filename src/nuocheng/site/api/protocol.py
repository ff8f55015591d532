"""What HTTP itself refuses under /api/: answered as a problem document too, with a stable code and Chinese words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import URLPattern
from django.utils.http import parse_etags
from django.views.decorators.csrf import csrf_exempt
from ninja.parser import Parser

JSON = "application/json"
PROBLEM = "application/problem+json"
#: A character that no name, number or address contains, and that databases cannot keep.
NUL = "\x00"


@dataclass(frozen=True, slots=True)
class Barrier:
    """A refusal that comes before any act or query was reached."""

    code: str
    title: str
    status: int
    text: str


UNKNOWN_ADDRESS = Barrier("UnknownAddress", "没有这个地址", 404, "没有这个地址，请对照/api/v1/docs核对")
WRONG_METHOD = Barrier("WrongMethod", "这个地址不用这种方法", 405, "查询用GET，办理用POST，请换一种方法")
TOO_LARGE = Barrier("TooLarge", "请求太大", 413, "请求内容太大，请把文件压小，或者在网页上传")
WRONG_CONTENT_TYPE = Barrier(
    "WrongContentType", "内容格式不对", 415, "请求内容要用JSON，请把Content-Type设为application/json"
)
NO_FORM_TOKEN = Barrier(
    "NoFormToken", "缺少表单令牌", 403, "用网页登录的会话办理，要在请求头里带上X-CSRFToken；机器请用机器密钥"
)
FAULT = Barrier("Fault", "系统出了问题", 500, "系统没有办成这一步，什么都没有改动。请稍后再试，或联系管理员")


class BadContentType(Exception):
    """The body says that it is something else than JSON."""


def barred(barrier: Barrier) -> HttpResponse:
    """Return a barrier as application/problem+json."""
    body = {
        "type": f"urn:nuocheng:{barrier.code}",
        "title": barrier.title,
        "status": barrier.status,
        "detail": barrier.text,
        "errors": [],
    }
    return JsonResponse(
        body, status=barrier.status, content_type=PROBLEM, json_dumps_params={"ensure_ascii": False}
    )


@csrf_exempt  # It answers the same to everybody, and does nothing.
def unknown_address(request: HttpRequest) -> HttpResponse:
    """Answer whatever lies under /api/ and is no address of ours."""
    return barred(UNKNOWN_ADDRESS)


class Body(Parser):
    """Reads bodies that are JSON, and say so."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return what a body says.

        Raises:
            BadContentType: The body says that it is something else.
            ValueError: It is no JSON, or holds a character that cannot be kept.

        """
        if request.content_type != JSON:
            raise BadContentType(request.content_type)
        read: dict[str, Any] = json.loads(request.body)
        if any(not _can_be_kept(text) for text in _texts(read)):
            raise ValueError("a text holds a character that cannot be kept")
        return read


def guarded(patterns: Iterable[Any]) -> list[Any]:
    """Return the addresses of the API, each of which answers a wrong method as it answers everything."""
    return [_guarded(one) if isinstance(one, URLPattern) else one for one in patterns]


def _guarded(pattern: URLPattern) -> URLPattern:
    view: Callable[..., HttpResponseBase] = pattern.callback

    @csrf_exempt  # A session that writes is asked for its token where it is recognised: in access.py.
    def answer(request: HttpRequest, **place: Any) -> HttpResponseBase:
        if NUL in unquote(request.get_full_path()):
            return barred(UNKNOWN_ADDRESS)
        response = view(request, **place)
        if response.status_code == 200 and request.method == "GET":
            return _unless_known(request, response)
        if response.status_code != 405:
            return response
        refusal = barred(WRONG_METHOD)
        refusal["Allow"] = response["Allow"]
        return refusal

    return URLPattern(pattern.pattern, answer, pattern.default_args, pattern.name)


def _unless_known(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Return an answer with its mark (ETag), or only that nothing changed to whoever has it already."""
    assert isinstance(response, HttpResponse)
    mark = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    known = {one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))}
    answer = HttpResponse(status=304) if known & {mark, "*"} else response
    answer["ETag"] = mark
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _texts(value: Any) -> Iterator[str]:
    """Yield every text within a JSON value, the names of its members too."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]


def _can_be_kept(text: str) -> bool:
    """Say whether a text can be written to a database: no NUL, and no half of a character."""
    return NUL not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)

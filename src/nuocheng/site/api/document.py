"""The API itself: its description, its errors, and its routers."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.exceptions import ValidationError as InvalidValue
from django.db import DataError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja.errors import AuthenticationError, HttpError, ValidationError

import nuocheng
from nuocheng.edge.answers import problem_response
from nuocheng.kernel.errors import ChannelDown, Malformed, NotFound, NotSignedIn, Objection, Refusal
from nuocheng.site.api import items, protocol, queries
from nuocheng.site.api.access import ACCESS
from nuocheng.site.api.acts import add_acts
from nuocheng.site.api.asking import router
from nuocheng.site.api.describing import Api
from nuocheng.site.api.tickets import add_tickets

log = logging.getLogger("nuocheng.api")

#: What may be asked: importing a module gives its queries their addresses.
QUERIES = (items, queries)

DESCRIPTION = """每个地址只办一件事：一项行为（POST），或者一次查询（GET）。

* 行为都可以带请求头 `Idempotency-Key`：同一个请求发两次，只办一次，答复一字不差。
* 时间由服务器给，不接受调用方给的时间。
* 请求内容用JSON（`Content-Type: application/json`），最多5MB。
* 不能办的，返回 RFC 9457 问题文档：稳定的代码、中文说明、触及的规则和条款。
"""

#: What pydantic complains of, in words that say what to do.
COMPLAINTS = {
    "missing": "缺少这一项，请补上",
    "string_type": "要填文字",
    "int_type": "要填整数",
    "int_parsing": "要填整数",
    "bool_type": "要填true或false",
    "bool_parsing": "要填true或false",
    "date_parsing": "要填日期，例如2027-06-30",
    "date_from_datetime_parsing": "要填日期，例如2027-06-30",
    "json_invalid": "请求内容不是正确的JSON，请检查格式",
    "extra_forbidden": "没有这一项，请去掉",
    "enum": "不在可选的范围内",
    "literal_error": "不在可选的范围内",
    "value_error": "内容不对，请核对",
    "string_unicode": "有读不出来的字，请核对",
    "base64_decode": "要填base64编码的文件内容",
    "list_type": "要填列表",
    "dict_type": "要填对象",
    "frozen_set_type": "要填列表",
    "mapping_type": "要填对象",
    "dataclass_type": "要填对象",
    "dataclass_args_type": "要填对象",
    "model_attributes_type": "要填对象",
}

api = Api(
    title="诺成 API",
    version=nuocheng.__version__,
    description=DESCRIPTION,
    auth=ACCESS,
    parser=protocol.Body(),
    urls_namespace="api",
    docs_url="/docs",
)
add_acts(router)
add_tickets(router)
api.add_router("", router)


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Answer a refusal with its problem document."""
    return problem_response(refusal)


@api.exception_handler(AuthenticationError)
def nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Answer somebody whom we do not know."""
    return problem_response(NotSignedIn("请先登录，或者在请求头里带上机器密钥"))


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    """Answer a question about something that is not there."""
    return problem_response(NotFound())


@api.exception_handler(ValidationError)
def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer a request that cannot be read, field by field."""
    objections = tuple(_objection(one) for one in error.errors)
    refusal = Malformed("；".join(f"{one.field}：{one.text}" for one in objections), objections=objections)
    return problem_response(refusal)


@api.exception_handler(InvalidValue)
def unfit(request: HttpRequest, error: InvalidValue) -> HttpResponse:
    """Answer a value that can be read and still means nothing, such as a made-up mark of a page."""
    return problem_response(Malformed("有一项内容不对，请核对"))


@api.exception_handler(DataError)
def unkeepable(request: HttpRequest, error: DataError) -> HttpResponse:
    """Answer a value that the database cannot keep."""
    return problem_response(Malformed("有一项太长或者太大，存不下，请改短"))


@api.exception_handler(OperationalError)
def busy(request: HttpRequest, error: OperationalError) -> HttpResponse:
    """Answer while the database is busy or away."""
    log.error("database busy: %s", error)
    response = problem_response(ChannelDown("系统现在很忙，这一步没有办成。请过一分钟再试"))
    response["Retry-After"] = "60"
    return response


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer a session without its form token, or a body that cannot be read."""
    if error.status_code == 403:
        return protocol.barred(protocol.NO_FORM_TOKEN)
    if isinstance(error.__cause__, protocol.BadContentType):
        return protocol.barred(protocol.WRONG_CONTENT_TYPE)
    return problem_response(Malformed("请求内容读不出来，请检查是不是正确的JSON"))


@api.exception_handler(RequestDataTooBig)
def too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    """Answer a body that is larger than may be."""
    return protocol.barred(protocol.TOO_LARGE)


@api.exception_handler(Exception)
def broken(request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer a fault of our own; the log has the whole of it."""
    log.error("fault at %s", request.path, exc_info=error)
    return protocol.barred(protocol.FAULT)


def _objection(complaint: dict[str, Any]) -> Objection:
    where = ".".join(str(part) for part in complaint.get("loc", ())[1:])
    text = COMPLAINTS.get(str(complaint.get("type")), "内容不对，请核对")
    return Objection(rule="well_formed", text=text, field=where)


_patterns, _app, _namespace = api.urls
api_urls = (protocol.guarded(_patterns), _app, _namespace)

"""The one table from refusal to HTTP status, and problem documents after RFC 9457."""

from __future__ import annotations

from typing import Any

from nuocheng.kernel import errors

#: Every kind of refusal and the status that carries it; a house test holds the table complete.
STATUS: dict[type[errors.Refusal], int] = {
    errors.Malformed: 422,
    errors.RuledOut: 422,
    errors.NotSignedIn: 401,
    errors.NotInOffice: 403,
    errors.NotVouched: 403,
    errors.NotFound: 404,
    errors.OutOfOrder: 409,
    errors.Overtaken: 409,
    errors.KeyReused: 409,
    errors.TicketOver: 410,
    errors.ChannelDown: 503,
    errors.NotProvided: 503,
}


def status(refusal: errors.Refusal) -> int:
    """Return the HTTP status of a refusal."""
    return next(STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS)


def problem(refusal: errors.Refusal) -> dict[str, Any]:
    """Return the problem document of a refusal (RFC 9457), with its rules and their clauses."""
    return {
        "type": refusal.code,
        "title": refusal.title,
        "status": status(refusal),
        "detail": refusal.text,
        "errors": [
            {"rule": one.rule, "field": one.field, "text": one.text, "clauses": list(one.clauses)}
            for one in refusal.objections
        ],
    }

"""Tickets: how an existing platform sends somebody into a journey inside its own pages, and asks what became of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import ConfigDict, Field

from nuocheng.catalogue import queries as catalogue
from nuocheng.edge.clock import now
from nuocheng.kernel.errors import NotFound, NotInOffice
from nuocheng.platforms import official, queries
from nuocheng.platforms.official import Portal, Ticket
from nuocheng.site.api.access import MachineKey
from nuocheng.site.api.describing import IF_CHANGED, TO_READ, WITH_BODY
from nuocheng.site.journey_doors import outcome

#: Who may: no post, but an account under which a portal is registered.
PORTALS = "可以办的岗位：不看岗位，要是登记过的接入平台的账号，用机器密钥"
#: An assertion counts once, so asking twice gives no two tickets by the same: no key of a request is needed, no 409.
TO_ASK = {code: shape for code, shape in WITH_BODY.items() if code != 409}


class TicketIn(Schema):
    """For which item, on whose word, and between which pages of the platform."""

    model_config = ConfigDict(extra="forbid")

    item_code: str = Field(max_length=40, description="事项编码")
    assertion: str = Field(description="申请人的身份凭证：平台签名的JWT，有效期不超过60秒，只能用一次")
    origin: str = Field(
        "",
        max_length=200,
        description="要嵌在哪个网站里（登记过的）；不填就用整个窗口，例如手机应用的网页视图",
    )
    back: str = Field(
        "", max_length=500, description="办完回到的网址（登记过的，问号后面可以自己定）；不填就用登记的第一个"
    )


class TicketOut(Schema):
    """A way in: the browser opens *url* once, before *until*."""

    id: UUID
    url: str
    until: datetime


class JourneyOut(Schema):
    """What became of a ticket: not opened, under way, or over; and the case, where there is one."""

    id: UUID
    item_code: str
    state: str = Field(description="waiting 还没打开，expired 过时没打开，open 正在办，over 已经结束")
    opened_at: datetime | None
    ended_at: datetime | None
    case: str
    number: str
    case_state: str


def add_tickets(router: Router) -> None:
    """Give the two operations their addresses, on the router of the queries."""
    router.add_api_operation(
        "/tickets",
        ["POST"],
        give,
        auth=[MachineKey()],
        response={201: TicketOut, **TO_ASK},
        operation_id="ticket_give",
        summary="要一个入口，让申请人在平台的页面里办",
        description=f"{give.__doc__}\n\n{PORTALS}",
        tags=["ticket"],
        openapi_extra={"x-roles": []},
    )
    router.add_api_operation(
        "/tickets/{id}",
        ["GET"],
        read,
        auth=[MachineKey()],
        response={200: JourneyOut, 304: None, **TO_READ},
        operation_id="read_ticket",
        summary="查一个入口办到哪一步",
        description=f"{read.__doc__}\n\n{PORTALS}",
        tags=["ticket"],
        openapi_extra={"x-roles": [], "parameters": [IF_CHANGED]},
    )


def give(request: HttpRequest, body: TicketIn) -> Status[TicketOut]:
    """Give a way in for one person and one item: opened once, within a minute, inside one page of the platform."""
    portal = _portal(request)
    catalogue.in_force(body.item_code)
    asked = official.Asked(body.item_code, body.assertion, body.origin, body.back)
    made, secret = official.give_ticket(portal, asked, now())
    here = f"{settings.NUOCHENG_ADDRESS.rstrip('/')}/in/{made.pk}/journey/open/{secret}"
    return Status(201, TicketOut(id=made.pk, url=here, until=made.until))


def read(request: HttpRequest, id: str) -> JourneyOut:  # noqa: A002 - as the answer that gave the ticket calls it
    """Return what became of a ticket of one's own."""
    portal = _portal(request)
    found = queries.ticket(_key(id))
    if found is None or found.portal_id != portal.pk:
        raise NotFound("没有这个入口，请核对编号")
    became = outcome(found) if found.opened_at else {"case": "", "number": "", "state": ""}
    return JourneyOut(
        id=found.pk,
        item_code=found.item,
        state=_state(found),
        opened_at=found.opened_at,
        ended_at=found.ended_at,
        case=became["case"],
        number=became["number"],
        case_state=became["state"],
    )


def _portal(request: HttpRequest) -> Portal:
    """Return the portal that asks.

    Raises:
        NotInOffice: The account is no portal's, or the portal is switched off.

    """
    found = queries.portal_of(request.user.get_username())
    if found is None:
        raise NotInOffice("这个账号没有登记为接入平台，或者已经停用，请和管理员核对")
    return found


def _key(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError as wrong:
        raise NotFound("没有这个入口，请核对编号") from wrong


def _state(ticket: Ticket) -> str:
    if ticket.opened_at is None:
        return "waiting" if now() < ticket.until else "expired"
    return "over" if ticket.ended_at else "open"

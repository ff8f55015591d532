"""The door through which subscribers and portals are kept (the administrator's), and tickets are given out and used."""

from nuocheng.platforms.models import Dispatch, Portal, Subscriber, Ticket
from nuocheng.platforms.official.portals import PortalWish, change_portal, register, switch_portal
from nuocheng.platforms.official.subscribers import (
    Wish,
    change,
    event,
    forget_sent,
    lay_out,
    new_secret,
    note,
    send_again,
    subscribe,
    switch,
)
from nuocheng.platforms.official.tickets import (
    Asked,
    end,
    forget_tickets,
    give_ticket,
    keep_session,
    open_ticket,
    spoilt,
)

__all__ = [
    "Asked",
    "Dispatch",
    "Portal",
    "PortalWish",
    "Subscriber",
    "Ticket",
    "Wish",
    "change",
    "change_portal",
    "end",
    "event",
    "forget_sent",
    "forget_tickets",
    "give_ticket",
    "keep_session",
    "lay_out",
    "new_secret",
    "note",
    "open_ticket",
    "register",
    "send_again",
    "spoilt",
    "subscribe",
    "switch",
    "switch_portal",
]

"""The ways outside, asked for real: a short message once and only once, a mail server in every mood."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from dataclasses import replace

import httpx2
import pytest
from tests.letters.outside import SECRET, gateway, mail_server

from nuocheng.letters.channels.mail import Mail, Server
from nuocheng.letters.channels.protocol import Fate, Message
from nuocheng.letters.channels.text_message import Gateway, TextMessage

MESSAGE = Message(key="L-1", address="13812340000", subject="已经批准", text="【白银区】有新消息")
MAIL = replace(MESSAGE, address="zhang@example.cn")


def line(url: str, secret: str = SECRET, deadline_s: float = 5.0) -> TextMessage:
    return TextMessage(Gateway(url, "nuocheng", secret, deadline_s), lambda: int(time.time()))


def test_a_short_message_arrives_word_for_word_with_a_receipt() -> None:
    with gateway() as outside:
        attempt = line(outside.address).send(MESSAGE)
        assert (attempt.fate, attempt.receipt_no) == (Fate.SENT, "SM00000001")
        assert [one["text"] for one in outside.desk.newest] == [MESSAGE.text]


def test_a_message_tried_again_after_a_broken_line_is_not_sent_twice() -> None:
    with gateway() as outside:
        outside.desk.fault = "forgets"
        assert line(outside.address).send(MESSAGE).fate is Fate.LATER
        outside.desk.fault = ""
        assert line(outside.address).send(MESSAGE).fate is Fate.SENT
        assert len(outside.desk.newest) == 1


@pytest.mark.parametrize("fault", ["reset", "garbage", "down", "slow"])
def test_a_gateway_in_trouble_is_tried_again_later(fault: str) -> None:
    with gateway() as outside:
        outside.desk.fault = fault
        attempt = line(outside.address, deadline_s=0.5).send(MESSAGE)
        assert attempt.fate is Fate.LATER
        assert attempt.note.startswith("短信平台")


def test_nobody_at_home_is_tried_again_later() -> None:
    with gateway() as outside:
        address = outside.address
    assert line(address, deadline_s=1).send(MESSAGE).fate is Fate.LATER


def test_a_number_that_is_none_is_not_tried_again() -> None:
    with gateway() as outside:
        assert line(outside.address).send(replace(MESSAGE, address="110")).fate is Fate.NEVER


def test_a_request_signed_by_somebody_else_or_heard_before_is_refused() -> None:
    with gateway() as outside:
        assert line(outside.address, secret="another").send(MESSAGE).fate is Fate.LATER
        assert not outside.desk.newest
        body = json.dumps({"id": "x", "to": "13812340000", "text": "hello"}).encode()
        stamp = str(int(time.time()))
        said = b"\n".join([stamp.encode(), b"once", body])
        signature = hmac.new(SECRET.encode(), said, hashlib.sha256).hexdigest()
        headers = {"X-Time": stamp, "X-Nonce": "once", "X-Signature": signature}
        answers = [httpx2.post(outside.address, content=body, headers=headers).status_code for _ in range(2)]
        assert answers == [200, 409]


def mail(port: int, **more: object) -> Mail:
    return Mail(Server("127.0.0.1", port, "qu@example.gov.cn", security="plain", deadline_s=2, **more))  # type: ignore[arg-type]


def test_an_email_arrives_word_for_word_and_bears_the_same_id_when_repeated() -> None:
    with mail_server() as outside:
        assert [mail(outside.port).send(MAIL).fate for _ in range(2)] == [Fate.SENT, Fate.SENT]
        first, second = outside.received
        assert first["Subject"] == "已经批准"
        assert first.get_content().strip() == MAIL.text
        assert first["Message-ID"] == second["Message-ID"] == "<L-1@example.gov.cn>"


@pytest.mark.parametrize(("said", "fate"), [("550 no such user", Fate.NEVER), ("450 busy", Fate.NEVER)])
def test_a_refused_recipient_is_laid_before_a_person(said: str, fate: Fate) -> None:
    with mail_server() as outside:
        outside.refuses["zhang@"] = said
        assert mail(outside.port).send(MAIL).fate is fate


@pytest.mark.parametrize("address", ["nobody", "a@b\r\nBcc: all@example.cn", ""])
def test_what_is_no_address_never_reaches_the_server(address: str) -> None:
    with mail_server() as outside:
        assert mail(outside.port).send(replace(MAIL, address=address)).fate is Fate.NEVER
        assert outside.received == []


def test_a_silent_mail_server_is_tried_again_later() -> None:
    with mail_server() as outside:
        outside.silent = True
        assert mail(outside.port).send(MAIL).fate is Fate.LATER

"""The exchange cannot hold an officer longer, or make us read more, than we are ready to."""

from __future__ import annotations

import http.server
import json
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
import stamina
from tests.simulator.rig import Rig, exchange, number_of
from tests.verification.asking import AT, DEADLINE, SPARE, connect, question

from nuocheng.simulator.exchange import Exchange, Options
from nuocheng.verification.channels.data_exchange import DataExchange
from nuocheng.verification.channels.protocol import Outcome

pytestmark = pytest.mark.req("S8.2")


@pytest.fixture(scope="module")
def rig() -> Iterator[Rig]:
    with exchange() as running:
        yield running


@pytest.fixture(scope="module")
def channel(rig: Rig) -> Iterator[DataExchange]:
    opened = connect(rig)
    yield opened
    opened.close()


@pytest.mark.parametrize("mode", ["drip_headers", "drip", "blackhole"])
def test_a_call_that_was_cut_leaves_no_thread_behind(rig: Rig, mode: str) -> None:
    channel = connect(rig, deadline_s=0.3)
    rig.set_fault("population", mode)
    channel.ask(question(), at=AT)
    rig.set_fault("population", "none")
    until = time.monotonic() + 5
    while time.monotonic() < until and callers():
        time.sleep(0.01)
    channel.close()
    assert not callers()


def callers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "data-exchange"]


def test_a_wrong_key_a_closed_port_and_an_unknown_field_are_answers_too(
    rig: Rig, channel: DataExchange
) -> None:
    assert "密钥（401）" in connect(rig, key="wrong").ask(question(), at=AT).note
    assert "（422）" in channel.ask(question(fields=("mobile_phone",)), at=AT).note
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        started = time.monotonic()
        answer = connect(rig, url=f"http://127.0.0.1:{port}").ask(question(), at=AT)
        assert time.monotonic() - started < DEADLINE + SPARE
    assert (answer.outcome, "连不上来源" in answer.note) == (Outcome.SOURCE_DOWN, True)


def test_a_connection_that_never_came_about_is_tried_once_more(rig: Rig) -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        port = reserved.getsockname()[1]
    started: list[Exchange] = []

    def open_now(details: stamina.instrumentation.RetryDetails) -> None:
        late = Exchange("127.0.0.1", port, Options(api_key=rig.key, today=AT.date()))
        threading.Thread(target=late.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        started.append(late)

    before = stamina.instrumentation.get_on_retry_hooks()
    stamina.instrumentation.set_on_retry_hooks([open_now])
    try:
        answer = connect(rig, url=f"http://127.0.0.1:{port}").ask(question(oldest_acceptable=None), at=AT)
    finally:
        stamina.instrumentation.set_on_retry_hooks(before)
        for late in started:
            late.stop()
    assert (len(started), answer.outcome) == (1, Outcome.FOUND), answer.note


def test_a_question_that_reached_the_source_is_never_asked_twice(rig: Rig, channel: DataExchange) -> None:
    asked = question()
    rig.set_fault("population", "reset")
    channel.ask(asked, at=AT)
    rig.set_fault("population", "none")
    assert [entry["request_id"] for entry in rig.log()].count(asked.request_id) == 1


def test_a_name_server_that_hangs_does_not_hold_the_officer(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolved = threading.Event()
    real = socket.getaddrinfo

    def hanging(*parts: Any, **named: Any) -> Any:
        resolved.wait(3)
        return real(*parts, **named)

    monkeypatch.setattr(socket, "getaddrinfo", hanging)
    started = time.monotonic()
    answer = connect(rig, url=rig.url.replace("127.0.0.1", "localhost"), deadline_s=0.4).ask(
        question(), at=AT
    )
    assert time.monotonic() - started < 0.4 + SPARE
    assert answer.outcome is Outcome.SOURCE_DOWN
    resolved.set()


def test_a_source_that_cannot_prove_who_it_is_is_not_asked(rig: Rig) -> None:
    # Plain HTTP behind an https address: the handshake fails before anything is said about anybody.
    answer = connect(rig, url=rig.url.replace("http:", "https:")).ask(question(), at=AT)
    assert (answer.outcome, answer.raw) == (Outcome.SOURCE_DOWN, b"")


class Odd(http.server.BaseHTTPRequestHandler):
    """A server that answers 200 with an endless chunked body."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"10000\r\n" + b" " * 65536 + b"\r\n")
        except OSError:
            self.close_connection = True

    def log_message(self, *parts: Any) -> None:
        pass


def test_a_body_without_end_is_cut_at_the_size_limit(rig: Rig) -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Odd)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    started = time.monotonic()
    answer = connect(rig, url=f"http://127.0.0.1:{server.server_address[1]}").ask(question(), at=AT)
    took = time.monotonic() - started
    server.shutdown()
    server.server_close()
    thread.join()
    assert "超过1048576字节" in answer.note
    assert took < DEADLINE + SPARE


def test_a_library_default_client_would_have_waited_for_the_drip(rig: Rig) -> None:
    rig.set_fault("population", "drip_headers", delay_ms=5)
    body = json.dumps({}).encode()
    with rig.http() as naive:
        assert naive.post("/v1/queries", content=body).status_code in (415, 422)
        proper = {
            "source": "population",
            "subject": {"kind": "person", "number": number_of("李守信"), "name": "李守信"},
            "fields": ["sex"],
            "purpose": {"code": "pledge_verification", "basis": "规程"},
            "request_id": f"naive-{time.monotonic_ns()}",
            "asked_by": "白银区民政局",
        }
        started = time.monotonic()
        naive.post("/v1/queries", json=proper, timeout=httpx2.Timeout(DEADLINE))
        took = time.monotonic() - started
    rig.set_fault("population", "none")
    assert took > DEADLINE + SPARE

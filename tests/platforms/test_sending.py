"""Messages to a real receiver over HTTP: signed, in order, tried again, parked, and never to a wrong place."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from standardwebhooks.webhooks import Webhook
from tests import builders
from tests.platforms.receiver import Running

from nuocheng.edge.clock import now
from nuocheng.kernel.errors import Malformed
from nuocheng.platforms import jobs, official, queries
from nuocheng.platforms.channels import posting
from nuocheng.platforms.channels.pace import PACE
from nuocheng.platforms.models import PARKED, SENT, WAITING, Dispatch, Subscriber
from nuocheng.platforms.official import Wish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("this_machine_may_be_written_to")]

LIFE = ["open", "find_eligible", "serve_notice", "acknowledge_notice", "sign_pledge", "grant"]


def subscribed(url: str, *wanted: str, department: str = "") -> tuple[Subscriber, str]:
    """Add a subscriber once everything before it was laid out for nobody."""
    builders.some_departments()
    official.lay_out(now())
    return official.subscribe(Wish("市平台", url, wanted or ("case",), department), "admin", now())


def states(one: Subscriber) -> list[str]:
    return list(Dispatch.objects.filter(subscriber=one).order_by("place").values_list("state", flat=True))


def let_it_rest_be_over(one: Subscriber) -> None:
    """Set the clock of what waits back: no test waits for minutes."""
    Subscriber.objects.filter(pk=one.pk).update(rests_until=None)
    Dispatch.objects.filter(subscriber=one, state=WAITING).update(due_at=now())


@pytest.mark.req("S6.4")
def test_every_change_of_a_case_arrives_signed_once_and_in_order(receiver: Running) -> None:
    one, secret = subscribed(receiver.url("checks"))
    receiver.trusts(secret)
    case = builders.a_granted_case()
    assert jobs.send_changes(now()) == len(LIFE)
    assert jobs.send_changes(now()) == 0
    told = receiver.events()
    assert [one["type"] for one in told] == [f"nuocheng.case.{verb}" for verb in LIFE]
    assert [one["data"]["number"] for one in told] == list(range(1, len(LIFE) + 1))
    assert [one["data"]["state"] for one in told][-2:] == ["pledged", "granted"]
    assert {one["data"]["reference"] for one in told} == {case.reference}
    assert told[-1]["data"]["digest"] == case.head
    assert {one["status"] for one in receiver.got()} == {204}
    assert set(states(one)) == {SENT}


@pytest.mark.req("S6.4")
def test_a_message_says_nothing_about_any_person(receiver: Running) -> None:
    kinds = tuple(queries.kinds_and_verbs())
    subscribed(receiver.url("trusts"), *kinds)
    party = builders.a_party()
    builders.a_repaired_person(party)
    jobs.send_changes(now())
    got = receiver.got()
    assert {one["data"]["kind"] for one in receiver.events()} >= {"case", "task", "matter", "integrity"}
    whole = str(got)
    assert not any(said in whole for said in (party.number, party.name, party.phone, party.address))


@pytest.mark.req("S6.4")
def test_a_replayed_or_forged_message_is_refused_by_whoever_checks(receiver: Running) -> None:
    _, secret = subscribed(receiver.url("checks"), "case.open")
    receiver.trusts(secret)
    builders.an_open_case()
    jobs.send_changes(now())
    first = receiver.got()[0]
    assert resent(receiver, "checks", first) == 409
    forged = {**first, "body": first["body"].replace('"opened"', '"granted"')}
    assert forged["body"] != first["body"]
    assert resent(receiver, "checks", forged) == 401
    other_id = {**first, "headers": {**first["headers"], "webhook-id": "msg_other"}}
    assert resent(receiver, "checks", other_id) == 401
    old = str(int(first["headers"]["webhook-timestamp"]) - 600)
    assert resent(receiver, "checks", stamped(secret, first, old)) == 401


def test_a_receiver_that_checks_nothing_takes_the_forged_one(receiver: Running) -> None:
    subscribed(receiver.url("trusts"), "case.open")
    builders.an_open_case()
    jobs.send_changes(now())
    first = receiver.got()[0]
    assert resent(receiver, "trusts", {**first, "body": "{}"}) == 204


def stamped(secret: str, message: dict[str, Any], seconds: str) -> dict[str, Any]:
    """Return a message properly signed, but long ago: its signature holds, its time does not."""
    moment = datetime.fromtimestamp(int(seconds), UTC)
    sign = Webhook(secret).sign(message["headers"]["webhook-id"], moment, message["body"])
    return {
        **message,
        "headers": {**message["headers"], "webhook-timestamp": seconds, "webhook-signature": sign},
    }


def resent(receiver: Running, manner: str, message: dict[str, Any]) -> int:
    """Post a recorded message once more, as somebody who listened in would."""
    link = HTTPConnection("127.0.0.1", receiver.port, timeout=5)
    headers = {name: value for name, value in message["headers"].items() if name.startswith("webhook-")}
    link.request("POST", f"/{manner}", message["body"].encode(), headers)
    return int(link.getresponse().status)


def test_while_a_secret_is_changed_both_hold_and_afterwards_only_the_new_one(receiver: Running) -> None:
    one, old = subscribed(receiver.url("trusts"), "case.open")
    new = official.new_secret(one, now())
    assert new != old
    builders.an_open_case()
    jobs.send_changes(now())
    message = receiver.got()[0]
    for secret in (old, new):
        Webhook(secret).verify(message["body"], message["headers"])
    later = now() + timedelta(hours=PACE.old_secret_hours, seconds=1)
    assert queries.live_secrets(one, later) == [new]
    assert queries.live_secrets(one, now()) == [new, old]


def test_after_the_installations_secret_changed_nothing_is_signed_wrongly(
    receiver: Running, settings: Any
) -> None:
    one, _ = subscribed(receiver.url("trusts"), "case.open")
    builders.an_open_case()
    settings.SECRET_KEY = "another-secret-" + "1" * 40
    assert jobs.send_changes(now()) == 0
    assert receiver.got() == []
    assert "换一个" in Dispatch.objects.get(subscriber=one).said


def test_a_subscriber_hears_only_what_it_asked_for(receiver: Running) -> None:
    subscribed(receiver.url("trusts"), "case.grant", "task")
    subscribed(receiver.url("other"), "case", department="620402-wjj")
    builders.a_granted_case()
    jobs.send_changes(now())
    assert {one["type"] for one in receiver.events()} == {"nuocheng.case.grant", "nuocheng.task.owe"}
    assert {one["path"] for one in receiver.got()} == {"/trusts"}


@pytest.mark.parametrize(
    ("manner", "said"),
    [
        ("broken", "对方答复500"),
        ("garbage", "对方的答复读不出来"),
        ("elsewhere", "要求去别的地址"),
        ("no", "对方答复400"),
        ("hangs", "没有答复"),
        ("drips", "没有答复"),
    ],
)
def test_whatever_a_receiver_does_the_message_is_kept_and_tried_again(
    manner: str, said: str, receiver: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    one, _ = subscribed(receiver.url(manner), "case.open")
    builders.an_open_case()
    assert jobs.send_changes(now()) == 0
    row = Dispatch.objects.get(subscriber=one)
    assert (row.state, row.tries) == (WAITING, 1)
    assert said in row.said
    assert row.due_at > now()
    assert not any(got["path"] == "/trusts" for got in receiver.got())  # no redirect was followed


def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait one second for an answer instead of eight."""
    quick = replace(PACE, deadline_s=1.0)
    monkeypatch.setattr(jobs, "post", lambda parcel: posting.post(parcel, quick))


def test_an_answer_that_never_ends_is_not_read_to_its_end(receiver: Running) -> None:
    one, _ = subscribed(receiver.url("huge"), "case.open")
    builders.an_open_case()
    assert jobs.send_changes(now()) == 1
    assert states(one) == [SENT]


def test_a_receiver_that_names_a_time_is_left_alone_until_then(receiver: Running) -> None:
    one, _ = subscribed(receiver.url("later"), "case.open")
    builders.an_open_case()
    jobs.send_changes(now())
    one.refresh_from_db()
    assert one.rests_until is not None
    assert one.rests_until > now() + timedelta(seconds=1200)


def test_an_address_that_is_down_is_left_alone_and_costs_one_attempt_a_rest(receiver: Running) -> None:
    one, _ = subscribed(receiver.url("broken"))
    builders.a_granted_case()
    jobs.send_changes(now())
    assert len(receiver.got()) == 1
    jobs.send_changes(now())
    assert len(receiver.got()) == 1
    one.refresh_from_db()
    assert one.failures == 1
    let_it_rest_be_over(one)
    jobs.send_changes(now())
    one.refresh_from_db()
    assert (len(receiver.got()), one.failures) == (2, 2)
    Subscriber.objects.filter(pk=one.pk).update(url=receiver.url("trusts"))
    let_it_rest_be_over(one)
    assert jobs.send_changes(now()) == len(LIFE)
    one.refresh_from_db()
    assert (one.failures, one.rests_until) == (0, None)


def test_no_message_overtakes_an_earlier_one_about_the_same_file(receiver: Running) -> None:
    one, _ = subscribed(receiver.url("no"))
    first = builders.a_notified_case()
    jobs.send_changes(now())
    assert [got["data"]["number"] for got in receiver.events()] == [1]  # refused; the others wait for it
    second = builders.an_open_case(builders.a_company())
    jobs.send_changes(now())
    assert {got["data"]["reference"] for got in receiver.events()} == {first.reference, second.reference}
    Subscriber.objects.filter(pk=one.pk).update(url=receiver.url("trusts"))
    let_it_rest_be_over(one)
    jobs.send_changes(now())
    of_first = [
        got["data"]["number"] for got in receiver.events() if got["data"]["reference"] == first.reference
    ]
    assert of_first == [1, 1, 2, 3]


def test_after_the_last_attempt_a_message_is_parked_and_can_be_sent_again(receiver: Running) -> None:
    one, _ = subscribed(receiver.url("no"), "case.open")
    builders.an_open_case()
    for _ in PACE.again_s:
        let_it_rest_be_over(one)
        jobs.send_changes(now())
    assert states(one) == [PARKED]
    let_it_rest_be_over(one)
    assert jobs.send_changes(now()) == 0
    Subscriber.objects.filter(pk=one.pk).update(url=receiver.url("trusts"))
    assert official.send_again(one, now()) == 1
    assert jobs.send_changes(now()) == 1
    ids = {got["headers"]["webhook-id"] for got in receiver.got()}
    bodies = {got["body"] for got in receiver.got()}
    assert len(ids) == len(bodies) == 1
    assert len(receiver.got()) == len(PACE.again_s) + 1


def test_a_receiver_that_says_it_is_gone_is_switched_off(receiver: Running) -> None:
    one, _ = subscribed(receiver.url("gone"))
    builders.a_granted_case()
    jobs.send_changes(now())
    one.refresh_from_db()
    assert not one.live
    assert "410" in one.why_off
    assert len(receiver.got()) == 1
    builders.an_open_case(builders.a_company())
    assert jobs.send_changes(now()) == 0
    assert len(receiver.got()) == 1
    official.switch(one, live=True)
    assert (one.live, one.why_off) == (True, "")


def test_a_slow_receiver_keeps_no_other_one_waiting(
    receiver: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry(monkeypatch)
    subscribed(receiver.url("hangs"))
    subscribed(receiver.url("trusts"))
    builders.a_granted_case()
    began = time.monotonic()
    assert jobs.send_changes(now()) == len(LIFE)
    assert time.monotonic() - began < 5


def test_reading_on_costs_the_same_however_much_was_sent_before(receiver: Running) -> None:
    subscribed(receiver.url("trusts"))
    builders.an_open_case()
    jobs.send_changes(now())
    builders.an_open_case(builders.a_company())
    with CaptureQueriesContext(connection) as few:
        jobs.send_changes(now())
    for place in range(20):
        row = Dispatch.objects.filter(state=SENT).first()
        assert row is not None
        row.pk, row.place, row._state.adding = official.Dispatch().pk, 10**6 + place, True
        row.save()
    builders.an_open_case(builders.a_party("王守约", "620402199001010018"))
    with CaptureQueriesContext(connection) as many:
        jobs.send_changes(now())
    assert len(many) <= len(few) + 4  # two more messages, each written down in two statements


def test_what_arrived_long_ago_is_forgotten_and_nothing_else(receiver: Running) -> None:
    one, _ = subscribed(receiver.url("trusts"), "case.open")
    builders.an_open_case()
    jobs.send_changes(now())
    assert jobs.forget_sent(now()) == 0
    assert jobs.forget_sent(now() + timedelta(days=PACE.kept_days, minutes=1)) == 1
    assert states(one) == []


@pytest.mark.parametrize(
    "wish",
    [
        Wish("", "https://platform.example/hook", ("case",)),
        Wish("平台", "ftp://platform.example", ("case",)),
        Wish("平台", "https://user:pass@platform.example/", ("case",)),
        Wish("平台", "https:///nowhere", ("case",)),
        Wish("平台", "https://平台.cn/", ("case",)),
        Wish("平台", "https://platform.example/hook", ()),
        Wish("平台", "https://platform.example/hook", ("case.vanish",)),
    ],
)
def test_a_subscriber_that_cannot_be_is_refused_in_words(wish: Wish) -> None:
    with pytest.raises(Malformed, match=r"[\u4e00-\u9fff]"):
        official.subscribe(wish, "admin", now())


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the worker's process is given a file to open")
def test_a_worker_killed_between_sending_and_noting_sends_the_same_message_again(
    receiver: Running, tmp_path: Path
) -> None:
    one, secret = subscribed(receiver.url("waits"), "case.open")
    builders.an_open_case()
    official.lay_out(now())
    worker = a_worker()
    wait_for(receiver.got, worker)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    receiver.go()
    assert states(one) == [WAITING]  # it arrived, and nobody wrote that down
    assert jobs.send_changes(now()) == 1
    first, second = receiver.got()
    assert first["headers"]["webhook-id"] == second["headers"]["webhook-id"]
    assert first["body"] == second["body"]
    for message in (first, second):
        Webhook(secret).verify(message["body"], message["headers"])
    assert states(one) == [SENT]


def a_worker() -> subprocess.Popen[bytes]:
    """Start the worker's own command on the very database of this test."""
    env = {
        **os.environ,
        "NUOCHENG_DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "NUOCHENG_WEBHOOK_NETWORKS": "127.0.0.0/8",
        "NUOCHENG_DEMO": "1",
    }
    code = (
        "import django; django.setup()\n"
        "from nuocheng.edge.clock import now\n"
        "from nuocheng.platforms import jobs\n"
        "print('sending', flush=True)\n"
        "jobs.send_changes(now())\n"
    )
    env["DJANGO_SETTINGS_MODULE"] = "nuocheng.settings"
    return subprocess.Popen([sys.executable, "-c", code], env=env, stdout=subprocess.PIPE)


def wait_for(what: Any, process: subprocess.Popen[bytes] | None = None) -> None:
    for _ in range(400):
        if what():
            return
        assert process is None or process.poll() is None, "the worker ended before it sent anything"
        time.sleep(0.05)
    raise AssertionError("nothing happened in twenty seconds")

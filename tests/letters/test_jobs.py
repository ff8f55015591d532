"""Letters go outside by themselves: each on its ways, again where nobody answered, and nobody twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests import builders as b
from tests.builders import Hours, an_occasion
from tests.letters import mailed

from nuocheng.kernel.occasion import Role
from nuocheng.law import queries as law
from nuocheng.letters import acts, jobs, queries
from nuocheng.letters.acts.record_sending import WAITS
from nuocheng.letters.channels.protocol import Attempt, Fate, Message
from nuocheng.letters.models import Letter, Mailing
from nuocheng.people.models import Account

pytestmark = pytest.mark.django_db


class Way:
    """A way that keeps what it was given and answers as told."""

    title = "试验"

    def __init__(self, key: str, *answers: Attempt) -> None:
        self.key = key
        self.answers = list(answers)
        self.sent: list[Message] = []

    def send(self, message: Message) -> Attempt:
        self.sent.append(message)
        return self.answers.pop(0) if self.answers else Attempt(Fate.SENT, receipt_no="R1")


def at(hours: Hours, later: timedelta = timedelta()) -> object:
    hours.at += later
    return an_occasion(Role.SYSTEM, at=hours.next())


def a_letter(hours: Hours) -> Letter:
    return mailed.a_letter(hours)


def with_account(letter: Letter, **more: object) -> Account:
    return Account.objects.create("citizen", name="李守信", number=letter.party, **more)


def test_whoever_left_a_number_gets_a_short_message_that_says_only_that_there_is_news() -> None:
    hours, way = Hours(), Way("sms")
    letter = a_letter(hours)
    on = at(hours)
    assert jobs.take_up(on, {"sms": way}) == 1
    assert jobs.deliver(on, {"sms": way}) == 1
    (message,) = way.sent
    assert letter.title in message.text
    assert "白区诺" in message.text
    assert letter.text not in message.text
    assert letter.party not in message.text
    mailing = Mailing.objects.get()
    assert (mailing.state, mailing.receipt_no, mailing.text) == ("sent", "R1", message.text)


def test_nothing_is_chosen_or_sent_twice() -> None:
    hours, way = Hours(), Way("sms")
    a_letter(hours)
    for _ in range(3):
        jobs.take_up(at(hours), {"sms": way})
        jobs.deliver(at(hours), {"sms": way})
    assert len(way.sent) == 1
    assert Mailing.objects.count() == 1


def test_a_letter_written_before_the_last_look_but_committed_after_it_is_not_forgotten() -> None:
    hours = Hours()
    late = a_letter(hours)
    jobs.take_up(at(hours), {"sms": Way("sms")})
    Letter.objects.create(
        party=late.party,
        about=late.about,
        title="晚到的",
        text="晚到的",
        sent_at=late.sent_at - timedelta(minutes=30),
    )
    assert jobs.take_up(at(hours), {"sms": Way("sms")}) == 1


def test_who_wants_no_short_messages_gets_none() -> None:
    hours = Hours()
    letter = a_letter(hours)
    with_account(letter, phone="13812340000", wants_texts=False, email="li@example.cn")
    assert jobs.take_up(at(hours), {"sms": Way("sms"), "email": Way("email")}) == 1
    assert Mailing.objects.get().way == "email"


def test_who_has_no_account_and_no_way_by_machine_gets_it_on_paper() -> None:
    hours = Hours()
    a_letter(hours)
    assert jobs.take_up(at(hours), {}) == 1
    assert (Mailing.objects.get().way, Mailing.objects.get().state) == ("print", "to_print")


def test_who_reads_online_gets_nothing_on_paper() -> None:
    hours = Hours()
    with_account(a_letter(hours), address="公园路18号")
    assert jobs.take_up(at(hours), {}) == 0


def test_a_way_in_trouble_is_tried_again_after_longer_and_longer_waits_and_then_laid_before_a_person() -> (
    None
):
    hours, way = Hours(), Way("sms", *[mailed.DOWN] * 9)
    a_letter(hours)
    on = at(hours)
    jobs.take_up(on, {"sms": way})
    for wait in WAITS:
        jobs.deliver(at(hours), {"sms": way})
        before = len(way.sent)
        assert Mailing.objects.get().state == "queued"
        hours.at += wait + timedelta(minutes=1)
        assert len(way.sent) == before
    jobs.deliver(at(hours), {"sms": way})
    mailing = Mailing.objects.get()
    assert (mailing.state, mailing.attempts) == ("parked", len(WAITS) + 1)
    assert mailing.problem == mailed.DOWN.note


def test_nothing_is_sent_before_its_time() -> None:
    hours, way = Hours(), Way("sms", mailed.DOWN)
    a_letter(hours)
    on = at(hours)
    jobs.take_up(on, {"sms": way})
    jobs.deliver(on, {"sms": way})
    assert jobs.deliver(on, {"sms": way}) == 0
    assert len(way.sent) == 1


def test_a_short_message_with_a_link_is_laid_before_a_person_instead() -> None:
    hours, way = Hours(), Way("sms")
    addressed = mailed.texted(hours)
    bad = type(addressed)(
        **{**{one: getattr(addressed, one) for one in addressed.__slots__}, "text": "看www.a.cn"}
    )
    acts.queue_mailing(at(hours), addressed=bad)
    jobs.deliver(at(hours), {"sms": way})
    assert way.sent == []
    assert Mailing.objects.get().problem.startswith("短信里不能有网址")


def test_trying_again_goes_to_the_new_number() -> None:
    hours, way = Hours(), Way("sms")
    mailing = mailed.IN_STATE["parked"](hours)
    acts.retry(an_occasion(Role.CLERK, at=hours.next()), mailing.reference, address="13900000000")
    jobs.deliver(at(hours), {"sms": way})
    assert [one.address for one in way.sent] == ["13900000000"]


def test_the_words_of_short_messages_are_law_data_and_hold_no_link() -> None:
    said = law.provision("wording.letter.sms", b.MORNING.date())
    assert "{title}" in said.text
    assert "http" not in said.text


def test_looking_for_letters_costs_the_same_however_many_there_are(django_assert_num_queries: object) -> None:
    hours = Hours()
    a_letter(hours)
    jobs.take_up(at(hours), {"sms": Way("sms")})
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert queries.not_taken(jobs.BATCH) == []

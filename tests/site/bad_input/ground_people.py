"""The ground of the table, what lies with ways to verify that ask people."""

from __future__ import annotations

from datetime import timedelta

from tests import builders
from tests.builders import Hours
from tests.pages.cases.world import AT
from tests.verification import asking_people as a

from nuocheng.verification import acts, queries
from nuocheng.verification.queries import publicity, written


def people() -> dict[str, str]:
    """Lay out what is asked of people; return what addresses are filled in with."""
    hours = Hours(AT - timedelta(hours=1))
    asked = builders.a_party("王守规", "620402199202021012")
    shown = builders.a_party("王守礼", "620402199202021020")
    account = builders.an_applicant(asked).username
    promised = builders.a_party("王守约", "620402199202021047")
    written_task = a.turned(hours, a.IN_WRITING, promised).reference
    check = _check(hours, asked)
    other = _check(hours, builders.a_party("王守时", "620402199202021039"))
    acts.hand_in_material(a.by_verifier(hours), other, handing=a.TAKEN)
    wish = a.a_show(a.turned(hours, a.IN_PUBLIC, shown))
    row = acts.open_publicity(a.by_verifier(hours), wish=wish).reference
    code, digest = acts.new_answer_code()
    acts.object_to_publicity(a.by_itself(hours), row, said=a.an_objection(code_digest=digest))
    assert publicity.publicity(row).unanswered == 1
    letter = a.several(hours, party=builders.a_party("王守正", "620402199202021071"))
    by_letter = a.of_a_body(hours, builders.a_party("王守义", "62040219920202108X"))
    return {
        "letter": letter[0].reference,
        "lettered": letter[1].reference,
        "letter_party": builders.an_applicant(builders.a_party("王守正", "620402199202021071")).username,
        "letter_code": a.address_of(by_letter),
        "joining": a.other_of(queries.task(written_task)).reference,
        "written": check,
        "handed_in": written.check(other).reference,
        "asked_party": account,
        "written_task": written_task,
        "public_task": a.turned(
            hours, a.IN_PUBLIC, builders.a_party("王守诺", "620402199202021055")
        ).reference,
        "publicity": row,
        "answer_code": code,
        "lower_answer_code": code.lower().replace("-", ""),
    }


def _check(hours: Hours, party: builders.PartyGiven) -> str:
    task = a.turned(hours, a.IN_WRITING, party)
    return acts.ask_in_writing(a.by_verifier(hours), wish=a.a_wish(task)).reference

"""Refusals: the one family of answers that says no, with a stable code and a sentence that helps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Objection:
    """One reason against an act: the rule, a Chinese sentence that says what to do, and its law.

    *field* is what the sentence speaks of, *at* the place inside it, where the rule can tell.
    """

    rule: str
    text: str
    clauses: tuple[str, ...] = ()
    field: str = ""
    at: str = ""


class Refusal(Exception):
    """An act that was asked for is refused; nothing was written."""

    title = "这一步现在办不了"

    def __init__(self, text: str, *, objections: tuple[Objection, ...] = ()) -> None:
        super().__init__(text)
        self.text = text
        self.objections = objections

    @property
    def code(self) -> str:
        """Return the stable machine code of this kind of refusal."""
        return f"urn:nuocheng:{type(self).__name__}"


class RuledOut(Refusal):
    """The law, as written in the rules, does not allow this act."""

    title = "按规定不能这样办"

    def __init__(self, objections: tuple[Objection, ...]) -> None:
        super().__init__("；".join(objection.text for objection in objections), objections=objections)


class Malformed(Refusal):
    """What was sent cannot be read as what was asked for."""

    title = "请改一改再提交"

    @classmethod
    def at(cls, field_name: str, text: str) -> Malformed:
        """Build the refusal for one field."""
        return cls(text, objections=(Objection(rule="well_formed", text=text, field=field_name),))


class NotInOffice(Refusal):
    """The person acting does not hold the post that this act needs."""

    title = "您的岗位不能办这一步"


class NotSignedIn(Refusal):
    """Nobody is signed in, or the key is not known."""

    title = "请先登录"


class OutOfOrder(Refusal):
    """The file is not in a state from which this act may be done."""

    title = "现在还不到这一步"


class Overtaken(Refusal):
    """Somebody else changed the file first."""

    title = "有人刚刚办过这一件"

    def __init__(self, text: str = "这一件刚刚有变动，请看最新内容后再办") -> None:
        super().__init__(text)


class KeyReused(Refusal):
    """An idempotency key came back with another request behind it."""

    title = "这个请求编号已经用过"

    def __init__(self) -> None:
        super().__init__("这个请求编号已经用在另一个请求上，请换一个编号再提交")


class NotFound(Refusal):
    """There is no such file, or it is not for the eyes of whoever asks."""

    title = "没有找到"

    def __init__(self, what: str = "没有找到这一件，请核对编号") -> None:
        super().__init__(what)


class ChannelDown(Refusal):
    """A source outside this house gives no answer now."""

    title = "对方系统暂时没有回应"


class NotProvided(Refusal):
    """The law, as loaded here, has no provision for this; somebody must enter it first."""

    title = "还没有录入这条规定"


class NotVouched(Refusal):
    """A platform's word about who somebody is proves nothing, or is about somebody whom we do not take from it."""

    title = "没有确认申请人是谁"


class TicketOver(Refusal):
    """A way in was used, has run out, or was opened where it does not belong."""

    title = "这个入口不能用了"


class SilentAct(AssertionError):
    """An act changed something and left no entry in the journal: a fault in our own code."""


class DirtyRead(AssertionError):
    """A request that may only read tried to write: a fault in our own code."""

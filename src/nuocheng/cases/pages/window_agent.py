"""Who stands at the window for the party: a guardian, a handler with a mandate, or the head of an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms

from nuocheng.cases.acts.representing import on_file
from nuocheng.cases.models import Case
from nuocheng.cases.pages import cards
from nuocheng.cases.pages.access import keyless
from nuocheng.cases.pages.window_forms import only_blank
from nuocheng.cases.rules.ceremony import Ceremony, Signer
from nuocheng.cases.rules.signer_may_sign import signer_may_sign
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.name_fields import person_name
from nuocheng.edge.number_fields import Mobile, PartyNumber
from nuocheng.kernel.capacities import CAPACITY_TITLES, Capacity
from nuocheng.kernel.numbers import PartyKind
from nuocheng.kernel.occasion import Occasion
from nuocheng.mandates import acts as mandate_acts
from nuocheng.mandates import queries as mandates
from nuocheng.mandates.queries import Bound

WHO = (
    (str(Capacity.SELF), "本人来办"),
    (str(Capacity.GUARDIAN), "监护人"),
    (str(Capacity.HANDLER), "经办人、受托人"),
    (str(Capacity.LEGAL_REPRESENTATIVE), "法定代表人"),
)
BY_PARTY, BY_OTHER = "party", "other"
_PERSON = ("agent_number", "agent_name")
#: What has to be filled in for each; a mandate that is registered already says the rest by itself.
NEEDED: dict[Capacity, tuple[str, ...]] = {
    Capacity.SELF: (),
    Capacity.GUARDIAN: (*_PERSON, "relation", "authority"),
    Capacity.HANDLER: (*_PERSON, "authority", "until", "may_sign"),
    Capacity.LEGAL_REPRESENTATIVE: (*_PERSON, "authority"),
}
#: Where the sentences of the rules are shown.
PLACES = {
    "representative_fits_the_party": "who",
    "capacity_fits_the_party": "who",
    "mandate_has_its_term": "until",
}


class AgentForm(edge.Form):
    """Who came to the window: the party itself, or somebody for it, and on what that rests."""

    who = edge.OneOf(label="谁来窗口", choices=list(WHO), look="inline", initial="self")
    agent_number = PartyNumber(
        kind=PartyKind.PERSON, label="来办的人的身份证号", blank="请填写来办的人的身份证号",
        max_length=cards.LONGEST, help_text="读卡器像键盘一样打字的，光标放在这里读卡",
        widget=forms.TextInput(attrs={"class": "in", "autocomplete": "off", "maxlength": None}),
    )  # fmt: skip
    agent_name = edge.TextLine(
        label="来办的人的姓名", blank="请填写来办的人的姓名", max_length=100,
        widget=forms.TextInput(attrs={"class": "in", "autocomplete": "off"}),
    )  # fmt: skip
    agent_phone = Mobile(label="来办的人的手机号", required=False)
    relation = edge.TextLine(
        label="和申请人的关系", blank="请填写监护人和申请人的关系，例如：父亲",
        max_length=40, help_text="监护人要填，例如：父亲",
    )  # fmt: skip
    authority = edge.TextLine(
        label="核对了什么证件", blank="请写明核对了什么，例如：户口簿、营业执照副本、委托书原件",
        max_length=200, help_text="例如：户口簿、营业执照副本、委托书原件；登记过授权的不用填",
    )  # fmt: skip
    until = edge.DateParts(
        label="委托书到哪一天止", blank="请照着委托书填写到哪一天止", help_text="经办人、受托人要填"
    )
    may_sign = edge.YesNo(
        label="委托书写了可以代签承诺书吗？", yes="写了", no="没写", help_text="经办人、受托人要填",
        blank="请照着委托书选：写没写可以代签承诺书",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, whose: Bound | None = None, **kwargs: Any) -> None:
        """Take what was typed, and whose application for what it is; what a card reader typed is taken apart."""
        super().__init__(_with_card(data) if data is not None else None, **kwargs)
        self.whose = whose
        self.mandate, self.covers_pledges = "", True

    @property
    def capacity(self) -> Capacity:
        """Return in which capacity whoever came stands there, as far as it was said."""
        said = str(self.data.get("who", ""))
        return Capacity(said) if said in set(Capacity) else Capacity.SELF

    @property
    def alone(self) -> bool:
        """Say whether the party came itself."""
        return self.capacity is Capacity.SELF

    @property
    def shown(self) -> str:
        """Return the names of the fields that have to be filled in, as a script reads them."""
        needed = _PERSON if self.mandate else NEEDED[self.capacity]
        return " ".join("until_year" if name == "until" else name for name in needed)

    @property
    def is_complete(self) -> bool:
        """Say whether everything that has to be said of whoever came is filled in."""
        return all(str(self.data.get(name, "")).strip() for name in self.shown.split())

    def clean_agent_name(self) -> str:
        """Return the name as it is kept.

        Raises:
            ValidationError: It has signs that no name has.

        """
        return person_name(self.cleaned_data["agent_name"])

    def clean(self) -> dict[str, Any]:
        """Find the mandate that is registered already, and ask for no more than this capacity needs."""
        data = super().clean() or {}
        capacity, needed = self.capacity, NEEDED[self.capacity]
        number = data.get("agent_number", "")
        if number and self.whose and not self.alone:
            found = mandates.between(number, self.whose, today())
            held = next((one for one in found if one.capacity == capacity), None)
            if held is not None:
                self.mandate, self.covers_pledges = held.reference, held.may_sign
        for name in set(self.fields) - set(_PERSON if self.mandate and needed else needed):
            if self.alone or only_blank(self, name):
                self.errors.pop(name, None)
        return data

    def signer(self, on: Occasion, kind: str, name: str) -> Signer | None:
        """Return who stands there for the party of that kind and name; a letter not registered yet is registered.

        Raises:
            RuledOut: The letter has no proper term, or does not fit this party.

        """
        if self.alone or self.whose is None:
            return None
        said = self.cleaned_data
        if self.capacity is Capacity.HANDLER and not self.mandate:
            self.mandate = self._registered(on, kind, name)
        return Signer(
            self.capacity,
            said["agent_name"],
            said["agent_number"],
            said.get("agent_phone", ""),
            said.get("relation", ""),
            self.mandate,
            authority=said.get("authority", ""),
        )

    def _registered(self, on: Occasion, kind: str, name: str) -> str:
        """Register the letter that the clerk looked at, for this item only; return the number of the mandate."""
        whose, said = self.whose or Bound("", ""), self.cleaned_data
        principal = mandate_acts.Principal(
            str(Capacity.HANDLER), kind, whose.party, name, authority=said["authority"]
        )
        given = mandate_acts.MandateGiven(
            said["agent_name"],
            said["agent_number"],
            on.today,
            said["until"],
            said.get("agent_phone", ""),
            (whose.item,),
            may_sign=bool(said["may_sign"]),
        )
        return mandate_acts.register_mandate(keyless(on), principal=principal, given=given).reference


def _with_card(data: Any) -> Any:
    """Return the data with the parts of a card, typed into the field of the number, in their own fields."""
    typed = str(data.get("agent_number", ""))
    card = cards.read(typed, today()) if cards.is_card(typed) else None
    if card is None:
        return data
    filled = data.copy()
    filled["agent_number"] = card.number
    filled["agent_name"] = card.name or data.get("agent_name", "")
    return filled


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose hand may sign a pledge at the window: the choices with their names, and why nobody else's may."""

    choices: tuple[tuple[str, str], ...] = ()
    name: str = ""
    why_not: str = ""
    came: str = ""


def may_pledge_for(item: catalogue.Item, kind: str, agent: AgentForm) -> str:
    """Say why whoever came may not sign the pledge of an item for the party; nothing where they may."""
    covers = agent.covers_pledges if agent.mandate else agent.data.get("may_sign") != "no"
    return _objection(item, kind, Signer(agent.capacity, may_sign=covers))


def hand_of(case: Case, item: catalogue.Item) -> Hand:
    """Return who may sign the pledge of a case: the party, and whoever came for it where that is allowed."""
    came = on_file(case)
    if came.capacity is Capacity.SELF:
        return Hand(name=case.party_name)
    what = "，".join(filter(None, (CAPACITY_TITLES[came.capacity], came.relation)))
    own = (
        BY_PARTY,
        f"{case.party_name}（本人）" if case.party_kind == "person" else f"{case.party_name}（盖章）",
    )
    why_not = _objection(item, case.party_kind, came)
    other = () if why_not else ((BY_OTHER, f"{came.name}（{what}）"),)
    return Hand((*other, own), case.party_name if why_not else came.name, why_not, f"{came.name}（{what}）")


def _objection(item: catalogue.Item, kind: str, signer: Signer) -> str:
    facts = Ceremony(
        kind, "", "", signer, "",
        guardian_may_sign=Capacity.GUARDIAN in item.signers, handler_may_sign=Capacity.HANDLER in item.signers,
    )  # fmt: skip
    objection = signer_may_sign.objection(facts)
    return objection.text if objection else ""

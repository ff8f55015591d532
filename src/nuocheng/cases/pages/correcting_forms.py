"""The form in which a party answers a correction: for each point what its kind asks for, or words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from nuocheng.cases import queries
from nuocheng.cases.acts import Mended, PledgeGiven
from nuocheng.cases.models import Case
from nuocheng.cases.pages.forms import FactsForm, SignForm, StatementsForm, statements_form
from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.edge.number_fields import Mobile
from nuocheng.kernel.errors import Refusal

LONGEST = 400
#: The rule that speaks of the name under a pledge.
SIGNATURE = "signature_is_the_partys"


class AnswerForm(edge.Form):
    """What the party answers, point by point; a pledge whose facts change is signed anew."""

    def __init__(self, case: Case, points: Sequence[queries.AskedPoint], data: Any = None) -> None:
        """Lay out what each point asks for."""
        super().__init__(data)
        self.case = case
        self.points = list(points)
        kinds = {one.kind for one in self.points}
        if "contact" in kinds:
            self.fields["phone"] = Mobile(label="手机号", required=False)
            self.fields["address"] = edge.TextLine(label="联系地址", required=False, max_length=120)
            self.initial.update(phone=case.phone, address=case.address)
        for one in self.points:
            self.fields[f"said_{one.number}"] = edge.LongText(
                label="说明" if one.kind == "say" else "补不了的，说明原因",
                required=one.kind == "say",
                blank=f"请写第{one.number}项的说明",
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.facts: FactsForm | None = None
        self.ticks: StatementsForm | None = None
        self.hand: SignForm | None = None
        if "fact" in kinds:
            self.facts, self.ticks, self.hand = self._pledge(data)

    def _pledge(self, data: Any) -> tuple[FactsForm, StatementsForm, SignForm]:
        """Return the forms of a pledge signed anew, with what was pledged before in them; no tick is made."""
        keys = queries.pledged_keys(self.case)
        certificates = [one for one in catalogue.item_of(self.case.edition).certificates if one.key in keys]
        kept: dict[str, dict[str, str]] = {key: {} for key in keys}
        for fact in queries.facts_of(self.case.reference):
            kept[fact.certificate_key][fact.key] = fact.value
        args = [] if data is None else [data]
        hand = SignForm(*args, organisation=self.case.party_kind == "organisation")
        return FactsForm(certificates, *args, kept=kept), statements_form(today(), *args), hand

    def of(self, number: int) -> list[Any]:
        """Return the bound fields of one point."""
        return [self[f"said_{number}"]] if f"said_{number}" in self.fields else []

    @property
    def contact(self) -> list[Any]:
        """Return the bound fields of the contact data, if they are asked for."""
        return [self[name] for name in ("phone", "address") if name in self.fields]

    @property
    def signs_anew(self) -> bool:
        """Say whether the pledge is signed anew: where facts are asked for and nobody said why not."""
        numbers = [one.number for one in self.points if one.kind == "fact"]
        spoken = [number for number in numbers if self.data.get(f"said_{number}", "").strip()]
        return self.facts is not None and len(spoken) < len(numbers)

    @property
    def whole(self) -> list[forms.Form]:
        """Return this form, and where the pledge is signed anew, the forms of that, in reading order."""
        anew = (self.facts, self.ticks, self.hand) if self.signs_anew else ()
        return [*filter(None, anew), self]

    def is_valid(self) -> bool:
        """Say whether nothing is missing, in the pledge signed anew neither; every form is looked through."""
        return all([super().is_valid(), *(one.is_valid() for one in self.whole if one is not self)])

    def say(self, refusal: Refusal, fields: Mapping[str, str] | None = None) -> int:
        """Put a refusal's sentences into the form; what is wrong with the signature stands beside it."""
        signature = [one for one in refusal.objections if one.rule == SIGNATURE]
        if self.hand is None or len(signature) != len(refusal.objections):
            return super().say(refusal, fields)
        return self.hand.say(refusal, {SIGNATURE: "signed_as"})

    def mended(self) -> Mended:
        """Return the answer as the act takes it."""
        data = self.cleaned_data
        said = {str(one.number): data.get(f"said_{one.number}", "") for one in self.points}
        return Mended(
            {number: text for number, text in said.items() if text.strip()},
            self._changed("phone"),
            self._changed("address"),
            self._signed() if self.signs_anew else None,
        )

    def _changed(self, name: str) -> str:
        """Return contact data that differs from what is on file."""
        value = str(self.cleaned_data.get(name, ""))
        return value if value != getattr(self.case, name) else ""

    def _signed(self) -> PledgeGiven:
        assert self.facts is not None
        assert self.ticks is not None
        assert self.hand is not None
        return PledgeGiven(
            self.case.notice_digest,
            frozenset(self.ticks.ticked()),
            self.hand.cleaned_data["signed_as"],
            self.facts.facts(),
        )

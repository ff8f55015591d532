"""The forms of looks: the question, the complaint, its answer, and clearances."""

from __future__ import annotations

from typing import Any

from django import forms

from nuocheng.catalogue import queries as catalogue
from nuocheng.edge import forms as edge
from nuocheng.edge.clock import today
from nuocheng.looks import queries
from nuocheng.looks.acts import ClearanceGiven, Wanted
from nuocheng.looks.rules.facts import BasisKind
from nuocheng.people import queries as people

KINDS = [("person", "个人"), ("organisation", "企业或其他组织")]
BASES = {
    BasisKind.CASE: ("手上的办件", "要查的人就是这个办件的当事人"),
    BasisKind.CONSENT: ("当事人本人同意", "写明怎么同意的；签了同意书的要上传"),
    BasisKind.DUTY: ("法定职责", "写明哪部法的第几条"),
}
#: The names of the fields in which an officer states facts begin so.
FACT = "fact_"


class LookForm(edge.Form):
    """One question about one party."""

    party_kind = edge.OneOf(
        label="要查的是", choices=KINDS, look="inline", initial="person", blank="请选要查的是个人还是单位"
    )
    name = edge.TextLine(label="姓名或单位名称", max_length=100, blank="请填写要查的人的姓名或单位名称")
    number = edge.TextLine(
        label="身份证号或统一社会信用代码", max_length=40, blank="请填写要查的人的证件号码"
    )
    purpose = edge.Pick(label="用途", choices=[], blank="请选查询的用途，没有用途不能查")
    basis_kind = edge.OneOf(
        label="依据",
        choices=[(str(kind), title) for kind, (title, _) in BASES.items()],
        hints={str(kind): hint for kind, (_, hint) in BASES.items()},
        look="rows",
        blank="请选查询的依据，没有依据不能查",
    )
    case = edge.TextLine(
        label="办件编号", required=False, max_length=60, help_text="依据是办件的填，例如2026-00012"
    )
    consent_way = edge.Pick(label="怎么同意的", choices=[], required=False, help_text="依据是本人同意的选")
    consent = edge.TextLine(
        label="同意的经过",
        required=False,
        max_length=300,
        help_text="例如：11月30日上午在3号窗口当面签了同意书",
    )
    scan = edge.Upload(label="同意书", required=False, help_text="照片、扫描件或PDF；签了同意书的必须上传")
    duty = edge.TextLine(
        label="法律依据", required=False, max_length=300, help_text="例如：《社会救助暂行办法》第五十七条"
    )

    def __init__(self, *args: Any, certificate: catalogue.Certificate, **kwargs: Any) -> None:
        """Ask what was stated of each fact that the certificate proves, and offer what the law of today lists."""
        super().__init__(*args, **kwargs)
        day = today()
        self.fields["purpose"].choices = _listed(queries.purposes(day))  # type: ignore[attr-defined]
        self.fields["consent_way"].choices = _listed(queries.consent_ways(day))  # type: ignore[attr-defined]
        asked = [fact for fact in certificate.facts if fact.source_field]
        for fact in asked:
            self.fields[f"{FACT}{fact.key}"] = _fact_field(fact)
        self.order_fields([f"{FACT}{fact.key}" for fact in asked])

    @property
    def places(self) -> dict[str, str]:
        """Return the field by what a refusal calls the place it speaks of: the first fact for all of them together."""
        return {"stated": next(iter(self.fields)), "file": "scan"}

    def facts(self) -> list[Any]:
        """Return the fields in which facts are stated, bound."""
        return [self[name] for name in self.fields if name.startswith(FACT)]

    def others(self) -> list[Any]:
        """Return the other fields, bound."""
        return [self[name] for name in self.fields if not name.startswith(FACT)]

    def wanted(self, item_code: str, certificate: str, scan: tuple[bytes, str]) -> Wanted:
        """Return the question as it was typed; *scan* is the paper that came with it, looked through."""
        said = self.cleaned_data
        kind = said["basis_kind"]
        return Wanted(
            item_code=item_code,
            certificate=certificate,
            party_kind=said["party_kind"],
            number=said["number"],
            name=said["name"],
            stated=tuple(
                (name.removeprefix(FACT), str(said.get(name) or ""))
                for name in self.fields
                if name.startswith(FACT)
            ),
            purpose=said["purpose"],
            basis_kind=kind,
            basis=said.get({"case": "case", "consent": "consent"}.get(kind, "duty")) or "",
            consent_way=said.get("consent_way") or "",
            scan=scan[0],
            filename=scan[1],
        )


def _listed(found: dict[str, Any]) -> list[tuple[str, str]]:
    return [("", "请选择"), *((code, one.title) for code, one in found.items())]


def _fact_field(fact: catalogue.FactField) -> forms.Field:
    help_text = f"单位：{fact.unit}" if fact.unit else ""
    if fact.choices:
        return edge.Pick(
            label=fact.label,
            choices=[(one, one) for one in fact.choices],
            required=False,
            help_text=help_text,
        )
    return edge.TextLine(label=fact.label, required=False, max_length=400, help_text=help_text)


class ComplaintForm(edge.Form):
    """What a party complains about."""

    text = edge.LongText(
        label="哪里不对", max_length=1000, blank="请写明哪里不对，例如：我没有办过这件事，也没有同意"
    )


class AnswerForm(edge.Form):
    """What the Justice Bureau answers."""

    answer = edge.LongText(label="答复", max_length=1000, blank="请写明查清了什么、怎么处理的，当事人会看到")


class ClearanceForm(edge.Form):
    """Whom to clear, for what, until when."""

    department = edge.Pick(label="单位", choices=[], blank="请选单位")
    account = edge.TextLine(
        label="账号",
        max_length=40,
        blank="请填写登录用的账号",
        help_text="他在这个单位要有窗口、审查、核查或法制审核岗位",
    )
    certificates = edge.LongText(
        label="可以查哪些证明",
        required=False,
        max_length=2000,
        help_text="一行写一份证明的名称；不写，就是这个单位的事项要的全部证明",
    )
    until = edge.DateParts(label="到哪一天止", blank="请填写到哪一天止")
    reason = edge.TextLine(
        label="为什么要授权", max_length=400, blank="请写明为什么要授权，例如负责核查低保承诺"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the departments."""
        super().__init__(*args, **kwargs)
        units = [(one.code, one.name) for one in people.departments()]
        self.fields["department"].choices = [("", "请选择"), *units]  # type: ignore[attr-defined]

    def given(self) -> ClearanceGiven:
        """Return the clearance as it was typed."""
        said = self.cleaned_data
        return ClearanceGiven(
            account=said["account"],
            department=said["department"],
            until=said["until"],
            reason=said["reason"],
            certificates=tuple(said["certificates"].splitlines()),
        )


class EndForm(edge.Form):
    """Why a clearance is taken back."""

    reason = edge.TextLine(label="为什么收回", max_length=400, blank="请写明为什么收回")

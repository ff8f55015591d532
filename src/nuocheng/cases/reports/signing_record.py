"""签署记录: how one pledge was signed, checked against the journal at the moment it is printed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from nuocheng.cases import queries
from nuocheng.cases.models import Case, Signature, SignatureEvidence
from nuocheng.cases.rules.ceremony import METHOD_TITLES, Method
from nuocheng.journal import queries as journal
from nuocheng.journal.canonical import canonical, sha256
from nuocheng.kernel.capacities import CAPACITY_TITLES, Capacity
from nuocheng.kernel.dates import cn_date
from nuocheng.kernel.errors import NotFound
from nuocheng.kernel.numbers import PartyKind, mask_number, mask_phone
from nuocheng.kernel.occasion import ASSURANCE_TITLES, CHINA, Assurance
from nuocheng.papers import content as paper
from nuocheng.papers import queries as papers

AGREES, DIFFERS = "相符", "不符"
DOORS = {"web": "网上", "window": "窗口", "api": "接口", "job": "系统", "cli": "系统"}
WAYS = {
    "password": "账号和密码",
    "machine_key": "机器密钥",
    "single_sign_on": "统一身份认证",
    "phone_code": "手机校验码",
    "portal": "接入平台核验",
    "window": "窗口人员当面核验证件",
    "account": "账号",
}
PIECES = {
    "strokes": "笔迹",
    "picture": "笔迹图像",
    "signature": "签名值",
    "chain": "证书链",
    "assertion": "统一身份认证回执",
    "scan": "纸面扫描件",
}
#: What the proofs said, in words.
SAID = {
    "subject": "证书持有人",
    "issuer": "签发机构",
    "serial": "证书序列号",
    "fingerprint": "证书指纹",
    "until": "证书有效期到",
    "iss": "认证机构",
    "acr": "认证等级",
    "nonce": "本次确认编号",
    "strokes": "笔画数",
    "scans": "扫描件份数",
}
CLOSING = (
    "“相符”表示打印时重新算出的结果，和签署时留存的一致。“办理留痕”逐条相接，后一条包含前一条的摘要值。"
    "需要核对原件的，可以到主办单位调阅。"
)


def signing_record(case: Case, today: date) -> dict[str, Any]:
    """Return the content of the signing record of a case.

    Raises:
        NotFound: No pledge was signed, or it was signed before such records were kept.

    """
    kept = queries.signature_of(case.reference)
    if kept is None:
        raise NotFound("这一件没有签署记录：还没有签承诺书，或者是在留存签署记录以前签的")
    pieces = list(queries.evidence_with_bytes(kept))
    return paper.SigningRecord(
        dated=today,
        number=case.number,
        check_code=case.code,
        sections=(
            ("承诺书", tuple(_pledge(case, kept))),
            ("看到的内容和时间", tuple(_shown(kept))),
            ("谁签的", tuple(_who(case, kept))),
            ("怎么签的", tuple(_how(kept, pieces))),
        ),
        statements=tuple(_statements(kept)),
        checks=tuple(_checks(case, kept, pieces)),
        entries=tuple(_entries(case)),
        closing=CLOSING,
    ).as_json()


def _pledge(case: Case, kept: Signature) -> Iterator[tuple[str, str]]:
    yield "文号", case.number
    yield "事项", f"{case.item_name}（{case.item_code}，第{kept.edition_version}版）"
    yield "申请人", f"{case.party_name}，{mask_number(case.party, PartyKind(case.party_kind))}"
    yield "承诺书摘要值", kept.pledge_digest


def _shown(kept: Signature) -> Iterator[tuple[str, str]]:
    yield "告知书摘要值", kept.notice_digest
    yield "告知书出示时间", moment(kept.notice_shown_at)
    yield "申请人签收告知", moment(kept.acknowledged_at)
    yield "签署前的承诺书摘要值", kept.text_digest
    yield "签署前是否出示", "出示过，并核对了摘要值" if kept.text_shown else "没有核对摘要值"


def _who(case: Case, kept: Signature) -> Iterator[tuple[str, str]]:
    capacity = CAPACITY_TITLES[Capacity(kept.capacity)]
    whose = PartyKind.PERSON if kept.capacity != Capacity.SELF else PartyKind(case.party_kind)
    yield "签署人", f"{kept.signer}，{mask_number(kept.signer_number, whose)}"
    yield "身份", f"{capacity}{f'，{kept.relation}' if kept.relation else ''}"
    if kept.signer_phone:
        yield "手机号", mask_phone(kept.signer_phone)
    if kept.mandate:
        yield "授权编号", kept.mandate
    if kept.scribe:
        yield "代书人", _bystander(kept.scribe, kept.scribe_number, kept.scribe_relation)
    if kept.witness:
        yield "见证人", _bystander(kept.witness, kept.witness_number, kept.witness_relation)


def _bystander(name: str, number: str, relation: str) -> str:
    return "，".join(filter(None, (name, mask_number(number) if number else "", relation)))


def _how(kept: Signature, pieces: list[SignatureEvidence]) -> Iterator[tuple[str, str]]:
    yield "签署时间", moment(kept.at)
    yield "签署方式", METHOD_TITLES[Method(kept.method)]
    yield "签名", kept.signed_as
    yield "办理渠道", f"{DOORS.get(kept.door, kept.door)}，账号{kept.actor}"
    if kept.signed_in_how:
        at = f"，{moment(kept.signed_in_at)}" if kept.signed_in_at else ""
        yield (
            "身份核验",
            f"{ASSURANCE_TITLES[Assurance(kept.assurance)]}（{WAYS.get(kept.signed_in_how, kept.signed_in_how)}{at}）",
        )
    for name, said in json.loads(kept.proof).items():
        if name in SAID and said:
            yield SAID[name], said
    for one in pieces:
        yield PIECES.get(one.what, one.what), one.holding_digest or f"{one.size}字节，{one.digest}"


def _statements(kept: Signature) -> Iterator[str]:
    for one in json.loads(kept.statements):
        yield f"{'【已勾选】' if one['ticked'] else '【没有勾选】'}{one['text']}"


def _checks(case: Case, kept: Signature, pieces: list[SignatureEvidence]) -> Iterator[tuple[str, str, str]]:
    """Compute everything anew, and say whether it is what was kept."""
    sealed = journal.sealed_in(Case.kind, case.reference, kept.sealed_as)
    seal = kept.seal()
    yield "签署记录和留痕的封存值", _result(sealed is not None and sealed.seal == seal), seal
    yield (
        "封存它的那条留痕",
        _result(sealed is not None and sealed.intact),
        sealed.digest if sealed else "没有",
    )
    yield "全部留痕首尾相接", _result(journal.unbroken(Case.kind, case.reference)), case.head
    notice, pledge = papers.paper(kept.notice), papers.paper(kept.pledge)
    yield "告知书", _result(sha256(notice.content) == kept.notice_digest), kept.notice_digest
    yield "承诺书", _result(sha256(pledge.content) == kept.pledge_digest), kept.pledge_digest
    text = sha256(canonical({**json.loads(pledge.content), "signature": None}))
    yield "签署前的承诺书", _result(text == kept.text_digest), kept.text_digest
    for one in pieces:
        fine = hashlib.sha256(bytes(one.content)).hexdigest() == one.digest
        held = journal.sealed_in(Case.kind, case.reference, one.sealed_as)
        fine = fine and held is not None and held.seal == one.seal()
        yield PIECES.get(one.what, one.what), _result(fine), one.holding_digest or one.digest


def _result(fine: bool) -> str:  # noqa: FBT001  the one thing that it says
    return AGREES if fine else DIFFERS


def _entries(case: Case) -> Iterator[tuple[str, str, str]]:
    for line in journal.history(Case.kind, case.reference):
        verb = VERBS.get(line.verb, line.verb)
        yield f"第{line.number}条，{moment(line.at)}", verb, line.digest


def moment(at: datetime) -> str:
    """Write a moment to the second, in China's time."""
    local = at.astimezone(CHINA)
    return f"{cn_date(local.date())}{local:%H:%M:%S}"


#: What was done, up to the signature and after it.
VERBS: Mapping[str, str] = {
    "case.open": "申请",
    "case.find_eligible": "核验信用：可以承诺",
    "case.find_ineligible": "核验信用：不适用承诺",
    "case.serve_notice": "出示告知书",
    "case.acknowledge_notice": "签收告知书",
    "case.sign_pledge": "签署承诺书",
    "case.sign_part": "签署部分承诺",
    "case.submit_certificate": "提交证明",
    "case.hand_in": "证明交齐",
    "case.withdraw_pledge": "撤回承诺",
    "case.grant": "准予",
    "case.refuse": "不予批准",
    "case.close": "办结",
    "case.revoke": "撤销决定",
    "case.withdraw": "撤回申请",
}

"""What becomes of a certificate, as its line says in so many words, or as the rest of the line suggests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from nuocheng.catalogue.channels.groups import Settings
from nuocheng.catalogue.channels.lines import Line
from nuocheng.catalogue.channels.matching import Layout
from nuocheng.catalogue.channels.saying import DISPOSITIONS
from nuocheng.catalogue.channels.supplement import CertificateDetails
from nuocheng.catalogue.channels.words import ground_in, instead_of, reform_in
from nuocheng.catalogue.rules.content import Certificate, Disposition

MAY_PLEDGE = frozenset({"published_pledge", "law_pledge_provision"})
_NOT_YET = "可以实行告知承诺。核查办法还没有制定，制定前先交"
_STATUTORY = "法律法规要求提交。核查办法制定后，可以改为承诺"
_BY_KEYWORD = "按关键词初步判断，以法制审核为准"
_RETAINED = "列入保留的证明事项清单"


def decided(
    bare: Certificate, line: Line, details: CertificateDetails, settings: Settings, *, known: bool
) -> Certificate:
    """Return a certificate with its disposition, ground and reason; *known* ones keep what nobody changes."""
    said = _given(bare, line, details) or _suggested(bare, line, details, settings, known=known)
    return _with_ground(said, line, settings.standards.grounds)


def _given(bare: Certificate, line: Line, details: CertificateDetails) -> Certificate | None:
    """Return the certificate as the table disposes of it in so many words, if it does."""
    disposition = DISPOSITIONS.get(line["disposition"]) or reform_in(line["reform"])
    if disposition is None:
        return None
    if disposition is Disposition.PLEDGE:
        facts, plan = details.facts or bare.facts, details.plan or bare.plan
        return replace(bare, disposition=disposition, facts=facts, plan=plan)
    reason = bare.reason or (f"改革方式是{line['reform']}" if line["reform"] else "")
    return replace(bare, disposition=disposition, reason=reason)


def _suggested(
    bare: Certificate, line: Line, details: CertificateDetails, settings: Settings, *, known: bool
) -> Certificate:
    """Return the certificate disposed of by its list, by what stands in its place, or by what else is said."""
    if details.plan is not None:
        return replace(bare, disposition=Disposition.PLEDGE, facts=details.facts, plan=details.plan)
    if line["row_kind"]:
        return _guessed(bare, line, settings)
    if (
        line["replaced_by"]
        and line.matching.layout is Layout.CLEARED_LIST
        and "承诺" not in line["replaced_by"]
    ):
        return replace(bare, disposition=instead_of(line["replaced_by"]))
    if line.matching.disposition:
        return replace(bare, disposition=Disposition(line.matching.disposition))
    return bare if known else _guessed(bare, line, settings)


def _guessed(bare: Certificate, line: Line, settings: Settings) -> Certificate:
    """Return the certificate disposed of by what else the row says of it."""
    kind, instead = line["row_kind"], line["replaced_by"]
    if kind in MAY_PLEDGE or "承诺" in instead:
        return _because(bare, line, Disposition.SUBMIT, _NOT_YET)
    if kind == "published_replaced" or instead.startswith("取消"):
        check = "核查" in instead
        reason = "由部门自己核查" if check else ("已经取消" if instead == "取消" else f"用{instead}代替")
        return _because(bare, line, Disposition.CHECK if check else Disposition.CANCEL, reason)
    if kind == "published_retained":
        return _because(bare, line, Disposition.SUBMIT, _RETAINED)
    if instead and not kind:
        return replace(bare, disposition=instead_of(instead))
    return _statutory(bare, line, settings)


def _statutory(bare: Certificate, line: Line, settings: Settings) -> Certificate:
    """Return a certificate that a statute asks for: excluded, shared, or handed in for the time being."""
    grounds = settings.standards.grounds
    ground = code_of(line["exclusion_flag_guess"].partition(";")[0], grounds)
    if ground:
        return replace(_because(bare, line, Disposition.SUBMIT, _BY_KEYWORD), ground=ground)
    shared = settings.supplement.shared.get(line["verify_source_guess"])
    if shared and bare.name in shared.names:
        return _because(bare, line, Disposition.SHARE, shared.reason)
    return _because(bare, line, Disposition.SUBMIT, _STATUTORY)


def _because(bare: Certificate, line: Line, disposition: Disposition, reason: str) -> Certificate:
    """Return the certificate with a disposition, for the reason the row gives or else for this one."""
    return replace(bare, disposition=disposition, ground="", reason=line["reason"] or reason)


def _with_ground(said: Certificate, line: Line, grounds: Mapping[str, str]) -> Certificate:
    """Return the certificate with the ground its line names, or that its reason speaks of in a negative list."""
    code = code_of(line["exclusion_ground"], grounds)
    if code:
        return replace(said, ground=code)
    emptied = line.matching.whole and "exclusion_ground" in line.cells
    if emptied or said.disposition is Disposition.PLEDGE:
        return replace(said, ground="")
    if line.matching.layout is Layout.NEGATIVE_LIST and line["reason"]:
        return replace(said, ground=ground_in(line["reason"], grounds) or said.ground)
    return said


def code_of(word: str, grounds: Mapping[str, str]) -> str:
    """Return the code of a ground that is named by its code or its title, empty if it is neither."""
    if word in grounds:
        return word
    return next((code for code, title in grounds.items() if title == word), "")

"""The forms in which a data source is described, and in which it is said why a step is taken."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from nuocheng.edge import forms as edge
from nuocheng.edge.number_fields import WholeNumber
from nuocheng.verification.acts import SourceWish
from nuocheng.verification.acts.sources import CHANNELS, PROOFS
from nuocheng.verification.models import Source
from nuocheng.verification.pages import wording

PROOF_TITLES = {
    "key": "应用密钥",
    "hmac_sm3": "签名（HMAC-SM3）",
    "hmac_sha256": "签名（HMAC-SHA-256）",
    "certificate": "客户端证书（双向TLS）",
}
#: What a form and an entry call alike.
SAME = (
    *("title", "channel", "endpoint", "proof", "app_key", "secret", "certificate", "quota", "at_once"),
    *("purpose", "basis", "freshness_days", "fallback", "authorised_until"),
)


class ReasonForm(edge.Form):
    """Why a source is no longer asked as before."""

    reason = edge.LongText(label="理由", max_length=400, blank="请写明理由，以后查得到是谁、为什么")


class SourceForm(edge.Form):
    """How a source is asked."""

    title = edge.TextLine(
        label="名称", blank="请写来源的名称", max_length=60, help_text="例如：不动产登记信息"
    )
    channel = edge.OneOf(
        label="从哪里查", blank="请选从哪里查", choices=[(key, wording.CHANNELS[key]) for key in CHANNELS]
    )
    endpoint = edge.TextLine(
        label="地址", required=False, max_length=300, help_text="不填，就用本系统设置里这个平台的地址"
    )
    proof = edge.OneOf(
        label="怎么证明我们的身份",
        blank="请选怎么证明身份",
        choices=[(key, PROOF_TITLES[key]) for key in PROOFS],
        initial="key",
    )
    app_key = edge.TextLine(
        label="应用编号", required=False, max_length=64, help_text="对方给的；用签名时要写"
    )
    secret = edge.TextLine(
        label="密钥名",
        required=False,
        max_length=40,
        help_text="只写名字，例如MARRIAGE；密钥本身放在服务器设置NUOCHENG_SOURCE_KEY_MARRIAGE里",
    )
    certificate = edge.TextLine(
        label="客户端证书名", required=False, max_length=40, help_text="只写名字；用双向TLS时要写"
    )
    mapping = edge.LongText(
        label="字段对照",
        required=False,
        max_length=4000,
        help_text="对方的字段名和我们不同才填，一行一个，例如usage=ghyt",
    )
    quota = WholeNumber(label="每天最多查几次", digits=7, help_text="不填就是不限")
    at_once = WholeNumber(label="同时最多查几次", digits=3, help_text="不填就是不限")
    purpose = edge.TextLine(label="用途代码", required=False, max_length=40)
    basis = edge.TextLine(label="查询依据", required=False, max_length=200, help_text="和用途代码一起写")
    freshness_days = WholeNumber(label="数据最久几天算有效", digits=4, help_text="不填，就按统一的规定")
    fallback = edge.TextLine(
        label="备用来源的代号", required=False, max_length=48, help_text="先接入备用来源，再写它的代号"
    )
    authorised_until = edge.DateParts(label="授权到期日", required=False)

    def __init__(self, *args: Any, held: Source | None = None, **kwargs: Any) -> None:
        """Take Django's arguments, and the entry as it is now."""
        if held is not None:
            lines = [f"{ours}={theirs}" for ours, theirs in held.fields_by_ours.items()]
            kwargs["initial"] = {name: getattr(held, name) for name in SAME} | {"mapping": "\n".join(lines)}
        super().__init__(*args, **kwargs)

    def clean_mapping(self) -> dict[str, str]:
        """Return how the source calls our fields.

        Raises:
            ValidationError: A line is not of the agreed form.

        """
        rows = [line.strip() for line in self.cleaned_data["mapping"].splitlines() if line.strip()]
        wrong = next((row for row in rows if row.count("=") != 1), "")
        if wrong:
            raise ValidationError(f"“{wrong[:40]}”看不懂，请一行一个，照“usage=ghyt”这样写", code="line")
        return {ours.strip(): theirs.strip() for ours, theirs in (row.split("=") for row in rows)}

    def wish(self) -> SourceWish:
        """Return what was filled in."""
        said = {name: self.cleaned_data[name] for name in SAME}
        return SourceWish(**said, mapping=self.cleaned_data["mapping"])


class NewSourceForm(SourceForm):
    """A source that has no entry yet."""

    key = edge.TextLine(
        label="代号",
        blank="请写来源的代号",
        max_length=48,
        help_text="目录的核查办法里用它指这个来源，例如real_estate；接入以后不能改",
    )
    field_order = ("key",)

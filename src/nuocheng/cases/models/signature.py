"""The table of signatures, and of what bears them out."""

from __future__ import annotations

from django.db import models

from nuocheng.cases.models.case import Case
from nuocheng.journal.files import Record


class Signature(Record):
    """How one pledge was signed (签署记录): what was shown and when, what was ticked, who signed, how, and the proof.

    It is written in the deed of the pledge itself. *text_digest* is the digest of the pledge as it was shown before
    the signature, to which every method binds; *pledge_digest* that of the paper with the signature on it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="signatures")
    at = models.DateTimeField("签署时间")
    edition = models.CharField("目录版本", max_length=48)
    edition_version = models.PositiveIntegerField("版本号")
    notice = models.CharField("告知书", max_length=32)
    notice_digest = models.CharField("告知书摘要值", max_length=64)
    notice_shown_at = models.DateTimeField("告知书出示时间")
    acknowledged_at = models.DateTimeField("签收告知时间")
    text_digest = models.CharField("签署前所见承诺书摘要值", max_length=64)
    text_shown = models.BooleanField("签署前核对过所见摘要值", default=False)
    pledge = models.CharField("承诺书", max_length=32)
    pledge_digest = models.CharField("承诺书摘要值", max_length=64)
    statements = models.TextField("逐条声明", default="[]")
    capacity = models.CharField("签署人身份", max_length=24)
    signer = models.CharField("签署人", max_length=100)
    signer_number = models.CharField("签署人证件号码", max_length=18, blank=True)
    signer_phone = models.CharField("签署人手机号", max_length=20, blank=True)
    relation = models.CharField("与申请人的关系", max_length=40, blank=True)
    mandate = models.CharField("授权编号", max_length=48, blank=True)
    signed_as = models.CharField("签名", max_length=100)
    method = models.CharField("签署方式", max_length=24)
    proof = models.TextField("验签结果", default="{}")
    door = models.CharField("办理渠道", max_length=12)
    actor = models.CharField("操作账号", max_length=64)
    signed_in_how = models.CharField("登录方式", max_length=40, blank=True)
    signed_in_at = models.DateTimeField("登录时间", null=True)
    assurance = models.CharField("身份可信等级", max_length=16, blank=True)
    scribe = models.CharField("代书人", max_length=100, blank=True)
    scribe_number = models.CharField("代书人证件号码", max_length=18, blank=True)
    scribe_relation = models.CharField("代书人与申请人的关系", max_length=40, blank=True)
    witness = models.CharField("见证人", max_length=100, blank=True)
    witness_number = models.CharField("见证人证件号码", max_length=18, blank=True)
    witness_relation = models.CharField("见证人与申请人的关系", max_length=40, blank=True)

    def __str__(self) -> str:
        """Name the signature by who signed and how."""
        return f"{self.signed_as}（{self.method}）"


class SignatureEvidence(Record):
    """One piece of what bears a signature out (签署证据): strokes, a picture, a signature file, an assertion, a scan.

    Small pieces lie here byte for byte; a scan lies in the store of held files and is named by *holding*.
    """

    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="evidence")
    what = models.CharField("种类", max_length=24)
    media_type = models.CharField("文件类型", max_length=60)
    digest = models.CharField("摘要值", max_length=64)
    size = models.PositiveIntegerField("字节数", default=0)
    content = models.BinaryField("内容", default=bytes)
    holding = models.CharField("存档文件", max_length=64, blank=True)
    holding_digest = models.CharField("存档文件摘要值", max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["digest"], name="evidence_by_digest")]

    def __str__(self) -> str:
        """Name the piece by what it is."""
        return self.what

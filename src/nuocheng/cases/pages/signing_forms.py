"""The forms of signing, one for each way that has a page of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from nuocheng.cases.acts import Evidence
from nuocheng.edge import forms as edge

MOST = 64 * 1024


class SignatureForm(edge.Form):
    """A form that brings the proof of one way to sign."""

    def pieces(self) -> Iterator[Evidence]:
        """Yield the pieces of proof that came with it."""
        return iter(())


class PlainForm(SignatureForm):
    """Nothing to fill in: the proof comes from elsewhere."""


class StrokesForm(SignatureForm):
    """The strokes of a hand; the pad of the page fills them in."""

    strokes = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-strokes": ""}))

    def pieces(self) -> Iterator[Evidence]:
        """Yield the strokes."""
        yield Evidence("strokes", self.cleaned_data["strokes"].encode(), "application/json")


class SmallFile(edge.Spoken):
    """A small file of any kind, read whole."""

    widget = edge.FileInput

    def clean(self, value: Any) -> bytes:
        """Return its bytes.

        Raises:
            ValidationError: There is none, or it is far too large for what it should be.

        """
        if value is None:
            raise ValidationError(self.error_messages["required"], code="required")
        if value.size > MOST:
            raise ValidationError("文件太大，不像签名或者证书，请核对选的文件", code="big")
        content: bytes = value.read()
        return content


class CertificateSignatureForm(SignatureForm):
    """The signature file and the chain of certificates."""

    signature = SmallFile(
        label="签名文件", blank="请选签名文件", help_text="用单位的证书对“待签文件”签出来的文件"
    )
    chain = SmallFile(
        label="证书文件", blank="请选证书文件（PEM）", help_text="PEM格式，单位证书在前，签发机构的证书在后"
    )

    def pieces(self) -> Iterator[Evidence]:
        """Yield both files."""
        yield Evidence("signature", self.cleaned_data["signature"])
        yield Evidence("chain", self.cleaned_data["chain"], "application/x-pem-file")

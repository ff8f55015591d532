"""Signatures of messages (Standard Webhooks): who holds the secret knows that it was us, when, and what."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable
from datetime import UTC, datetime

from django.conf import settings
from standardwebhooks.webhooks import Webhook

PREFIX = "whsec_"


def secret_of(salt: str) -> str:
    """Return the secret that belongs to a salt: worked out from the installation's own secret, kept nowhere."""
    raw = hmac.new(settings.SECRET_KEY.encode(), f"nuocheng-webhook|{salt}".encode(), hashlib.sha256).digest()
    return PREFIX + base64.b64encode(raw).decode()


def fingerprint(secret: str) -> str:
    """Return what a secret is recognised by without giving it away."""
    return hashlib.sha256(secret.encode()).hexdigest()


def signed(secrets: Iterable[str], message: str, at: datetime, body: str) -> dict[str, str]:
    """Return the headers that carry a message's id, its time, and one signature by each secret."""
    moment = at.astimezone(UTC)
    return {
        "webhook-id": message,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(Webhook(one).sign(message, moment, body) for one in secrets),
    }

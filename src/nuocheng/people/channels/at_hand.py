"""The single sign-on that this installation has, made from its settings once."""

from __future__ import annotations

from django.conf import settings

from nuocheng.people.channels.single_sign_on import Provider, SingleSignOn

_MADE: list[SingleSignOn] = []


def single_sign_on() -> SingleSignOn | None:
    """Return the provider of identities, or nothing where there is none."""
    provider: Provider | None = settings.NUOCHENG_SINGLE_SIGN_ON
    if provider is None:
        return None
    if not _MADE or _MADE[0].provider is not provider:
        _MADE[:] = [SingleSignOn(provider)]
    return _MADE[0]

"""A provider of identities that others wrote (allauth's), as a process of its own: what we and it agree on is the standard.

Run by ``python tests/site/other_provider.py FOLDER BACK``; it prints its address. Whoever comes is signed in as one person.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

CLIENT, SECRET = "nuocheng", "their-secret"
PERSON = {"name": "陈喆", "id_number": "620402199211232065", "phone_number": "13909430102", "acr": "2"}


class Quiet(WSGIRequestHandler):
    """A request that is not written down."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class Threading(ThreadingMixIn, WSGIServer):
    """The server."""

    daemon_threads = True


class Everybody:
    """Middleware: whoever comes is signed in as the one person there is."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        from django.contrib.auth import get_user_model

        request.user = get_user_model().objects.get()
        return self.get_response(request)


def configure(folder: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    settings.configure(
        SECRET_KEY="x" * 50,
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        DATABASES={
            "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "other.sqlite3")}
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            f"{__name__}.Everybody",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        USE_TZ=True,
        IDP_OIDC_PRIVATE_KEY=pem.decode(),
        IDP_OIDC_ADAPTER=f"{__name__}.adapter",
    )
    django.setup()


def __getattr__(name: str) -> Any:
    """Give the addresses once Django is ready for them."""
    if name != "urlpatterns":
        raise AttributeError(name)
    return [path("", include("allauth.idp.urls"))]


def adapter() -> Any:
    from allauth.idp.oidc.adapter import DefaultOIDCAdapter

    class Adapter(DefaultOIDCAdapter):
        """Tells what a province tells."""

        def get_claims(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
            return {**super().get_claims(*args, **kwargs), **PERSON}

    return Adapter()


def main(folder: str, back: str) -> None:
    configure(Path(folder))
    call_command("migrate", verbosity=0)
    from allauth.idp.oidc.models import Client
    from django.contrib.auth.models import User
    from django.core.wsgi import get_wsgi_application

    User.objects.create_user("zhe")
    client = Client(id=CLIENT, name="诺成", scopes="openid\nprofile", skip_consent=True, redirect_uris=back)
    client.set_secret(SECRET)
    client.save()
    server = make_server("127.0.0.1", 0, get_wsgi_application(), Threading, Quiet)
    sys.stdout.write(f"http://127.0.0.1:{server.server_address[1]}\n")
    sys.stdout.flush()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])

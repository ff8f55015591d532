"""The environment is read strictly: without a proper secret of its own, nothing starts but a demonstration."""

from __future__ import annotations

from pathlib import Path

import pytest

from nuocheng.environment import DEMO_SECRET, Misconfigured, environment
from nuocheng.kernel.occasion import Assurance
from nuocheng.people.channels.single_sign_on import provider

PROPER = "k" * 40


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DEMO", "DEBUG", "SECRET_KEY", "SECRET_KEY_FILE", "DATABASE_URL", "HTTPS", "EXCHANGE_KEY"):
        monkeypatch.delenv(f"NUOCHENG_{name}", raising=False)
    monkeypatch.setenv("NUOCHENG_DATA", str(tmp_path))


@pytest.mark.parametrize("secret", ["", "short", "k" * 39, DEMO_SECRET])
def test_without_a_proper_secret_nothing_starts(monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    monkeypatch.setenv("NUOCHENG_SECRET_KEY", secret)
    with pytest.raises(Misconfigured, match="NUOCHENG_SECRET_KEY"):
        environment()


def test_with_a_proper_secret_it_starts_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUOCHENG_SECRET_KEY", PROPER)
    env = environment()
    assert (env.secret, env.demo, env.debug, env.https, env.exchange_key) == (PROPER, False, False, True, "")


def test_a_secret_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(f"{PROPER}\n", encoding="utf-8")
    monkeypatch.setenv("NUOCHENG_SECRET_KEY_FILE", str(tmp_path / "secret"))
    assert environment().secret == PROPER


def test_a_demonstration_needs_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUOCHENG_DEMO", "1")
    assert environment().secret == DEMO_SECRET


@pytest.mark.parametrize(("name", "value"), [("DEMO", "yes"), ("DEBUG", "on"), ("DEMO", "2")])
def test_a_switch_that_cannot_be_read_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"NUOCHENG_{name}", value)
    with pytest.raises(Misconfigured, match=f"NUOCHENG_{name}"):
        environment()


def test_a_database_of_another_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUOCHENG_SECRET_KEY", PROPER)
    monkeypatch.setenv("NUOCHENG_DATABASE_URL", "mysql://localhost/nuocheng")
    with pytest.raises(Misconfigured, match="postgresql"):
        environment()


def test_a_refusal_says_in_chinese_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit) as refused:
        environment()
    assert "NUOCHENG_DEMO=1" in str(refused.value)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in str(refused.value))


ISSUER = {"OIDC_ISSUER": "https://sso.example/realm", "OIDC_CLIENT_ID": "nuocheng"}


def _given(monkeypatch: pytest.MonkeyPatch, **more: str) -> None:
    for name, value in {"SECRET_KEY": PROPER, **ISSUER, **more}.items():
        monkeypatch.setenv(f"NUOCHENG_{name}", value)


def test_a_single_sign_on_is_read_with_its_claims_and_levels(monkeypatch: pytest.MonkeyPatch) -> None:
    _given(monkeypatch, OIDC_CLAIMS="number=cert_no, level = auth", OIDC_LEVELS="L3=strong")
    read = environment().single_sign_on
    assert read is not None
    assert read["claims"] == {"number": "cert_no", "level": "auth"}
    assert read["levels"] == {"L3": "strong"}
    made = provider(read)
    assert made is not None
    assert (made.claims.number, made.claims.name, made.levels) == (
        "cert_no",
        "name",
        {"L3": Assurance.STRONG},
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"OIDC_ISSUER": "http://sso.example"}, "OIDC_ISSUER"),
        ({"OIDC_CLIENT_ID": ""}, "OIDC_CLIENT_ID"),
        ({"OIDC_CLAIMS": "id=cert_no"}, "OIDC_CLAIMS"),
        ({"OIDC_LEVELS": "3=certain"}, "OIDC_LEVELS"),
        ({"OIDC_LEVELS": "3"}, "OIDC_LEVELS"),
    ],
)
def test_a_single_sign_on_that_cannot_be_meant_so_is_refused(
    monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str], said: str
) -> None:
    _given(monkeypatch, **wrong)
    with pytest.raises(Misconfigured, match=said):
        environment()


def test_without_an_issuer_there_is_no_single_sign_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUOCHENG_SECRET_KEY", PROPER)
    assert environment().single_sign_on is None

"""Who acts, from which post, when, and by which door: the first word of every act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

#: China has one legal time; days and terms are counted in it whatever the server's zone.
CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")


class Role(StrEnum):
    """The posts (岗位) that the scheme knows."""

    APPLICANT = "applicant"
    CLERK = "clerk"
    REVIEWER = "reviewer"
    VERIFIER = "verifier"
    EDITOR = "editor"
    LEGAL = "legal"
    BUREAU = "bureau"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


ROLE_TITLES: dict[Role, str] = {
    Role.APPLICANT: "申请人",
    Role.CLERK: "窗口",
    Role.REVIEWER: "审查",
    Role.VERIFIER: "核查",
    Role.EDITOR: "目录编制",
    Role.LEGAL: "法制审核",
    Role.BUREAU: "司法局监督",
    Role.ADMINISTRATOR: "系统管理",
    Role.SYSTEM: "系统",
}


class Door(StrEnum):
    """By which way an act came in."""

    WEB = "web"
    WINDOW = "window"
    API = "api"
    JOB = "job"
    CLI = "cli"


@dataclass(frozen=True, slots=True)
class Post:
    """A role held in a department; the department is empty for applicants and for the system."""

    role: Role
    department: str = ""

    def __str__(self) -> str:
        """Write the post as the journal keeps it."""
        return f"{self.role}@{self.department}" if self.department else str(self.role)


class Assurance(StrEnum):
    """How sure it is that whoever acts is who they say (身份可信等级)."""

    NONE = "none"
    REAL_NAME = "real_name"
    STRONG = "strong"
    IN_PERSON = "in_person"


ASSURANCE_TITLES: dict[Assurance, str] = {
    Assurance.NONE: "没有核验身份",
    Assurance.REAL_NAME: "实名账号登录",
    Assurance.STRONG: "统一身份认证登录",
    Assurance.IN_PERSON: "窗口当面核验证件",
}


@dataclass(frozen=True, slots=True)
class SignIn:
    """How and when whoever acts was recognised; only the edge says so, never a request."""

    how: str
    at: datetime | None
    assurance: Assurance = Assurance.REAL_NAME


@dataclass(frozen=True, slots=True)
class Occasion:
    """One moment in which somebody acts: given by the edge, never taken below it.

    *at* is aware and given by the server; *party* is the normalised number of the party for whom an
    applicant acts, *mandate* the authority on which they do so when the party is another one; *key* is the
    caller's idempotency key, if there is one; *sign_in* says how they were recognised.
    """

    actor: str
    name: str
    post: Post
    at: datetime
    party: str = ""
    door: Door = Door.WEB
    key: str = ""
    mandate: str = ""
    sign_in: SignIn | None = None

    def __post_init__(self) -> None:
        """Refuse a naive time: a term counted from it would depend on the server.

        Raises:
            ValueError: *at* has no time zone.

        """
        if self.at.tzinfo is None:
            raise ValueError("Occasion.at must be aware")

    @property
    def today(self) -> date:
        """Return the legal day of the occasion."""
        return self.at.astimezone(CHINA).date()

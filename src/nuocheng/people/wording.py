"""What people are told when they cannot be signed in: what it means and what to do; one text per reason."""

from __future__ import annotations

from dataclasses import dataclass

PROVINCE = "省统一身份认证"


@dataclass(frozen=True, slots=True)
class Answer:
    """A page instead of a sign-in: its heading, and what to do."""

    title: str
    text: str


class NotRecognised(Exception):
    """Somebody cannot be signed in; *reason* is a key of REASONS."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    @property
    def answer(self) -> Answer:
        """Return what to tell them."""
        return REASONS[self.reason]


REASONS: dict[str, Answer] = {
    "staff": Answer(
        "请用工作人员账号登录",
        "您的证件号码在这里登记为工作人员。请点“工作人员登录”，用账号和密码登录，自己的事也在那里办。",
    ),
    "twice": Answer(
        "请到窗口合并账号",
        "您的证件号码在这里有两个账号，系统分不清用哪一个。请带身份证到窗口合并，合并后再登录。",
    ),
    "ended": Answer("这个账号已经停用", "请带身份证到窗口，请工作人员恢复后再登录。"),
    "renamed": Answer(
        "姓名和登记的不一样",
        f"您在{PROVINCE}里的姓名，和这里登记的不一样。改过名字的，请带身份证或者户口簿到窗口更正，更正后再登录。",
    ),
    "no_number": Answer(
        "没有得到您的证件号码",
        f"{PROVINCE}没有告诉我们您的证件号码。请先在那边完成实名认证，再回来登录；也可以带证件到窗口办理。",
    ),
    "bad_number": Answer(
        "证件号码核对不上",
        f"{PROVINCE}给出的证件号码不完整，或者最后一位对不上。请在那边核对实名信息，再回来登录；也可以带证件到窗口办理。",
    ),
    "no_name": Answer(
        "没有得到您的姓名",
        f"{PROVINCE}没有告诉我们您的姓名。请先在那边完成实名认证，再回来登录；也可以带证件到窗口办理。",
    ),
    "low": Answer(
        "还要做一次实名认证",
        f"签承诺书要确认是您本人。您在{PROVINCE}的认证等级还不够，请先在那边完成实名认证，再回来登录；也可以带证件到窗口办理。",
    ),
    "again": Answer(
        "这次登录已经用过了", "同一次认证只能登录一回。请回到登录页，再点一次“用省统一身份认证登录”。"
    ),
    "lost": Answer(
        "登录没有接上",
        "可能是在认证页面停得太久，或者换了浏览器。请回到登录页，再点一次“用省统一身份认证登录”。",
    ),
    "refused": Answer(
        "您没有同意登录",
        f"没有登录，也没有记下什么。要接着办，请回到登录页再选一种办法。（{PROVINCE}没有放行）",
    ),
    "untrusted": Answer(
        "没有登录成功",
        f"{PROVINCE}的答复没有通过安全检查，所以没有登录。请再试一次；还是不行，请用别的办法登录，或者打电话告诉我们。",
    ),
    "away": Answer(
        f"{PROVINCE}暂时没有回应",
        "不是您的问题。请过几分钟再试，或者换一种办法登录；填过的都还在。",
    ),
}

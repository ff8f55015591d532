"""The rule that a contact has a name, a post and a telephone that can ring."""

from __future__ import annotations

import re
from datetime import date

from nuocheng.kernel.rulings import Fault, rule
from nuocheng.programme.rules.facts import Reaching
from nuocheng.programme.rules.sources import CONTACTS

#: A mobile number; a number with its area code and perhaps an extension; or a local or short one.
MOBILE = re.compile(r"1[3-9][0-9]{9}")
OFFICE = re.compile(r"(0[0-9]{2,3}-?)?[0-9]{7,8}(-[0-9]{1,5})?|(400|800)-?[0-9]{3}-?[0-9]{4}|1[0-9]{4}")


@rule(title="联系人要能联系上", cites=(CONTACTS,), since=date(2020, 4, 3))
def contact_can_be_reached(facts: Reaching) -> str | None:
    """Object to a contact without name or post, without any telephone, or with one that cannot be right."""
    if not facts.name:
        return Fault("请填姓名", "name")
    if not facts.title:
        return Fault("请填职务", "title")
    if not facts.office_phone and not facts.mobile:
        return Fault("办公电话和手机至少填一个", "office_phone")
    if facts.office_phone and not OFFICE.fullmatch(facts.office_phone):
        return Fault("办公电话要写区号和号码，例如0943-8220000", "office_phone")
    if facts.mobile and not MOBILE.fullmatch(facts.mobile):
        return Fault("手机号应为11位，请核对", "mobile")
    return None

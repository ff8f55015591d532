"""The clauses on which the rules of mandates rest, quoted."""

from nuocheng.kernel.rulings import Citation

_CIVIL_CODE = "中华人民共和国民法典"

GUARDIAN_REPRESENTS = Citation(
    _CIVIL_CODE,
    "第二十三条",
    "无民事行为能力人、限制民事行为能力人的监护人是其法定代理人。",
    "L.民法典23",
)
REPRESENTS_THE_ORGANISATION = Citation(
    _CIVIL_CODE,
    "第六十一条",
    "依照法律或者法人章程的规定，代表法人从事民事活动的负责人，为法人的法定代表人。",
    "L.民法典61",
)
ENTRUSTED = Citation(
    _CIVIL_CODE,
    "第九百一十九条",
    "委托合同是委托人和受托人约定，由受托人处理委托人事务的合同。",
    "L.民法典919",
)
NOT_PASSED_ON = Citation(
    _CIVIL_CODE,
    "第九百二十三条",
    "受托人应当亲自处理委托事务。经委托人同意，受托人可以转委托。",
    "L.民法典923",
)

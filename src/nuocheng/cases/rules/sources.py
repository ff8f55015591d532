"""The clauses on which the rules of cases rest, quoted."""

from nuocheng.kernel.rulings import Citation

_SEED = "白政办发〔2020〕20号"

WHO_MAY_PLEDGE = Citation(
    _SEED,
    "三（二）",
    "实行普遍承诺制，对已经公示可以实行承诺的事项，申请人均可采用承诺制。申请人有较严重的不良信用记录或曾作出虚假"
    "承诺等情形的，不适用告知承诺制。",
    "S2.2",
)
PUBLISHED_ITEMS = Citation(_SEED, "三（二）", "对已经公示可以实行承诺的事项，申请人均可采用承诺制。", "S2.1")
ORDINARY_PATH = Citation(
    _SEED, "三（二）", "申请人不愿承诺或无法承诺的，应当提交法律法规要求的证明。", "S2.3"
)
WHICH_CERTIFICATES = Citation(
    _SEED,
    "三（四）",
    "列清其中可以用承诺代替证明的材料目录，切实明确该项依申请类行政许可事项中具体哪些证明材料可以用承诺代替。",
    "S4",
)
NOTICE_SIGNED = Citation(
    _SEED,
    "三（五）",
    "着重突出其中可以用告知承诺代替的证明事项，以醒目方式进行提醒并要求申请人签字，确保申请人全面知晓。",
    "S5.3",
)
FOUR_STATEMENTS = Citation(
    _SEED,
    "三（七）",
    "书面承诺的内容应包括申请人已知晓告知事项、已符合相关条件、愿意承担虚假承诺的责任以及承诺意思表示真实等。",
    "S7.2",
)
REVOKE_FALSE = Citation(
    _SEED,
    "三（十）",
    "对故意隐瞒真实情况、提供虚假承诺办理事项的，依法撤销相关决定，依法给予行政处罚。",
    "S10.3",
)
ELECTRONIC_SIGNATURE = Citation(
    "中华人民共和国电子签名法",
    "第十三条",
    "电子签名同时符合下列条件的，视为可靠的电子签名。",
    "L.电子签名法13",
)
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

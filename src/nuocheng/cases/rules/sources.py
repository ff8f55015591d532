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
VERIFIED_BEFORE = Citation(
    _SEED,
    "三（八）",
    "各单位要针对承诺证明事项的特点，结合行业主管部门要求，分类制定核查办法，明确核查时间、核查标准、核查方式，"
    "对申请人承诺事项的真实性进行审查。",
    "S8.1",
)
ONE_CASE = Citation(_SEED, "三（六）", "统一添加告知承诺制模块，协同推进线上线下办理流程。", "S6.4")
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
PROCEDURE_STEPS = Citation(
    _SEED,
    "三（六）",
    "对其中已经确定实行告知承诺制的事项进行流程再造，明确办理步骤及办理流程",
    "S6.1",
)
_LICENSING = "中华人民共和国行政许可法"

ASKED_ONCE = Citation(
    _LICENSING,
    "第三十二条",
    "申请材料不齐全或者不符合法定形式的，应当当场或者在五日内一次告知申请人需要补正的全部内容，逾期不告知的，"
    "自收到申请材料之日起即为受理",
    "L.许可法32",
)
EXTENDED_ONCE = Citation(
    _LICENSING,
    "第四十二条",
    "二十日内不能作出决定的，经本行政机关负责人批准，可以延长十日，并应当将延长期限的理由告知申请人。",
    "L.许可法42",
)
TIME_NOT_COUNTED = Citation(
    _LICENSING,
    "第四十五条",
    "行政机关作出行政许可决定，依法需要听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的，"
    "所需时间不计算在本节规定的期限内。行政机关应当将所需时间书面告知申请人。",
    "L.许可法45",
)
STAND_ASIDE = Citation(
    "中华人民共和国公务员法",
    "第七十六条",
    "公务员执行公务时，有下列情形之一的，应当回避：（一）涉及本人利害关系的；",
    "L.公务员法76",
)
COMPLAINTS_HEARD = Citation(
    _SEED,
    "三（九）",
    "各单位办事窗口要公布投诉举报电话、邮箱、网络申诉等投诉渠道",
    "S9.2",
)

"""The clauses on which the rules of the catalogue rest, quoted."""

from nuocheng.kernel.rulings import Citation

_SEED = "白政办发〔2020〕20号"
_BUSINESS = "《优化营商环境条例》"

RESPONSIBLE_UNIT = Citation(
    _SEED, "三（一）", "区政府办事事项证明材料由实施该项目的区级行政机关负责梳理", "S1.3"
)
INVENTORY = Citation(_SEED, "三（一）", "确定清理范围，摸清办事事项证明材料底数。", "S1.2")
EXCLUSIONS = Citation(
    _SEED,
    "三（三）",
    "非法律法规有明确规定或直接涉及国家安全、生态环境保护和直接关系公民人身、重大财产安全的事项，在能够实现信息"
    "共享核验的基础上，原则上均要纳入告知承诺事项清单。",
    "S3.2",
)
WHICH_CERTIFICATES = Citation(
    _SEED,
    "三（四）",
    "列清其中可以用承诺代替证明的材料目录，切实明确该项依申请类行政许可事项中具体哪些证明材料可以用承诺代替。",
    "S4",
)
VERIFICATION_MEASURES = Citation(
    _SEED,
    "三（八）",
    "各单位要针对承诺证明事项的特点，结合行业主管部门要求，分类制定核查办法，明确核查时间、核查标准、核查方式，"
    "对申请人承诺事项的真实性进行审查。",
    "S8.1",
)
SHARED_VERIFICATION = Citation(
    _SEED, "三（三）", "在能够实现信息共享核验的基础上，原则上均要纳入告知承诺事项清单。", "S3.3"
)
LEGAL_REVIEW = Citation(
    _SEED,
    "六1",
    "各单位抓紧将实行证明事项告知承诺制的政务服务事项目录，经本单位确定的法制机构或指定机构进行审核后按期公布，"
    "并抄送区司法局。",
    "S14.1",
)
BASIS = Citation(
    _BUSINESS, "第四十四条", "证明事项应当有法律、法规或者国务院决定依据。", "L.优化营商环境条例44"
)
UNKNOWABLE = Citation(
    _BUSINESS,
    "第四十四条",
    "对通过法定证照、法定文书、书面告知承诺、政府部门内部核查和部门间核查、网络核验、合同凭证等能够办理，"
    "能够被其他材料涵盖或者替代，以及开具单位无法调查核实的，不得设定证明事项。",
    "L.优化营商环境条例44",
)

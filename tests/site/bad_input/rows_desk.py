"""At the desks: refusing, correcting, extending, turning, handing on, verifying, deciding, answering."""

from tests.site.bad_input.table import Place, Row, Taken

BASIS = "公共场所卫生管理条例第八条"
WHY = "不动产登记数据正在迁移，承诺和核查都暂时代替不了"
APPROVED = {"approved_on_year": "2026", "approved_on_month": "11", "approved_on_day": "23"}
INTENDED = {"intent": "deliberate", "grade": "general", "measures": ["revoke", "mark"]}
PLACES = {
    "refuse": Place("/desk/cases/{pledged}?refuse", "chen", {"step": "refuse", "reason": "面积不够", "basis": BASIS}, well=200),
    "ask to mend": Place("/desk/cases/{pledged}/correction", "chen", {"what_1": "说明这处场所从哪天开始用", "kind_1": "say", "certificate_1": "", "reason_1": "", "basis_1": ""}, well=200),
    "extend": Place("/desk/cases/{pledged}/term", "chen", {"step": "extend", "reason": "材料要会审", "approved_by": "王局长", **APPROVED}, well=200),
    "procedure": Place("/desk/cases/{pledged}/term", "chen", {"step": "begin", "procedure": "{procedure}", "procedure_reason": "要请专家看", "workdays": "10"}, well=200),
    "turn": Place("/desk/cases/{pledged}/certificates", "chen", {"reason": WHY, "basis": BASIS}, well=200),
    "recuse": Place("/desk/cases/{pledged}/hands", "chen", {"step": "recuse", "recuse_reason": "申请人是我的亲戚"}, well=200),
    "find": Place("/desk/verify/{task}", "verifier-1", {"verdict": "confirm", "note": ""}),
    "choose way": Place("/desk/verify/{task}/way", "verifier-1", {"way": "on_site", "reason": "台账在换系统，只能到现场看"}),
    "open matter": Place("/desk/matters/new?case={refuted}", "verifier-1", {"facts": "承诺5人，台账登记3人"}),
    "intend": Place("/desk/matters/{fresh_matter}", "verifier-1", INTENDED),
    "call back": Place("/desk/ratings/{rating}", "fa", {"outcome": "已经道歉，改了排班"}),
    "new item": Place("/desk/catalogue/new", "editor", {"department": "620402-wjj", "name": "公共浴室卫生许可", "kind": "license", "code": "", "unit": "", "conditions": "有固定的场所。"}),
}  # fmt: skip
BASIS_BLANK = "请写明依据哪部法律的哪一条"
ROWS = [
    Row("没写原因", "refuse", {"reason": ""}, "请写明没有批准的原因，申请人会看到"),
    Row("没写依据", "refuse", {"basis": ""}, BASIS_BLANK),
    Row("原因太长", "refuse", {"reason": "长" * 401}, "没有批准的原因太长了，请写在400个字以内"),
    Row("原因和依据都没写", "refuse", {"reason": "", "basis": ""}, ("请写明没有批准的原因，申请人会看到", BASIS_BLANK)),
    Row("一项都没写", "ask to mend", {"what_1": "", "kind_1": ""}, "请至少写一项要补的内容"),
    Row("没选怎么补", "ask to mend", {"kind_1": ""}, "请为第1项选一种补法"),
    Row("选了没有的补法", "ask to mend", {"kind_1": "x"}, ("请选择怎么补", "请为第1项选一种补法"), stands={"kind_1": []}),
    Row("写得太短", "ask to mend", {"what_1": "补"}, "第1项太短了，请写清楚要补什么、改成什么样", at="-"),
    Row("写得含糊", "ask to mend", {"what_1": "请补交租房合同等材料"}, "第1项里的“等材料”说不清要补什么，请改成具体的内容", at="-"),
    Row("写得太长", "ask to mend", {"what_1": "长" * 201}, "要补什么太长了，请写在200个字以内"),
    Row("要目录里的证明不说理由", "ask to mend", {"what_1": "请交租房合同", "kind_1": "file", "certificate_1": "lease"}, "“营业场所使用权证明”已列入告知承诺目录，不能要求提交。确有必要的写明理由，将同时报法制机构和区司法局", at="-"),
    Row("要目录里的证明理由太简单", "ask to mend", {"what_1": "请交租房合同", "kind_1": "file", "certificate_1": "lease", "reason_1": "要", "basis_1": BASIS}, "要求提交“营业场所使用权证明”的理由太简单，请写清楚为什么承诺和核查都代替不了（不少于15个字）", at="-"),
    Row("没写为什么延长", "extend", {"reason": ""}, "请写明为什么要延长，申请人会看到"),
    Row("没写谁批准的", "extend", {"approved_by": ""}, "延长要经本单位负责人批准，请填写批准的负责人"),
    Row("批准日期没填", "extend", {"approved_on_year": "", "approved_on_month": "", "approved_on_day": ""}, "请填写批准日期"),
    Row("批准日期在将来", "extend", {"approved_on_day": "24"}, "批准的日期不能晚于今天，请核对"),
    Row("没选哪项程序", "procedure", {"procedure": ""}, "请从法律列出的程序里选一项"),
    Row("没写为什么做这项程序", "procedure", {"procedure_reason": ""}, "请写明为什么要做这项程序，申请人会看到"),
    Row("没写几个工作日", "procedure", {"workdays": ""}, "请写明大约要几个工作日"),
    Row("工作日写成汉字", "procedure", {"workdays": "十天"}, "请填整数，例如10"),
    Row("工作日是0", "procedure", {"workdays": "0"}, "请填1到120"),
    Row("工作日太多", "procedure", {"workdays": "9" * 30}, "请填1到120"),
    Row("没写承诺为什么不能用", "turn", {"reason": ""}, "请写明原因，申请人会看到"),
    Row("没写改为提交证明的依据", "turn", {"basis": ""}, BASIS_BLANK),
    Row("没写回避的理由", "recuse", {"recuse_reason": ""}, "请写明回避的理由"),
    Row("没选结论", "find", {}, "请选一个结论：属实、不实，或者无法核实", drop=("verdict",)),
    Row("没有矛盾的数据就认定不实", "find", {"verdict": "refute", "note": "我看不像"}, "没有查到与承诺矛盾的数据，不能认定不实。对方系统没有回应或者查不到的，请再查一次，或改用别的核查方式", at="note"),
    Row("无法核实没写理由", "find", {"verdict": "leave_unresolved"}, "请写明理由：承诺的是什么、查到的是什么、差在哪里", at="note"),
    Row("没选换成哪一种方式", "choose way", {"way": ""}, "请选一种核查方式", stands={"way": []}),
    Row("选了没有的方式", "choose way", {"way": "fax"}, "请选一种核查方式", stands={"way": []}),
    Row("没写为什么换", "choose way", {"reason": " "}, "请写明为什么改用这一种方式，例如：平台正在检修，先请人社局协助"),
    Row("没写查明的事实", "open matter", {"facts": ""}, "请填写查明的事实"),
    Row("没选主观情形", "intend", {}, "请选主观情形", drop=("intent",)),
    Row("没选程度", "intend", {}, "请选程度", drop=("grade",)),
    Row("没选措施", "intend", {}, "请至少选一项拟采取的措施", drop=("measures",)),
    Row("选了法律没有的措施", "intend", {"measures": ["revoke", "jail"]}, "请至少选一项拟采取的措施", stands={"measures": ["revoke"]}),
    Row("措施和情形不相当", "intend", {"measures": ["mark"], "intent": "data_error"}, "按这次的情形和程度，不能采取：记入诚信档案。请改选别的措施，或重新确定情形和程度"),
    Row("没写回访的结果", "call back", {"outcome": ""}, "请写明回访的情况和整改的结果"),
    Row("回访写得太长", "call back", {"outcome": "长" * 2001}, "回访的情况和整改的结果太长了，请写在2000个字以内"),
    Row("事项没有名称", "new item", {"name": ""}, "请填写事项名称"),
    Row("事项名称太长", "new item", {"name": "长" * 201}, "事项名称太长了，请写在200个字以内"),
    Row("事项没选类型", "new item", {"kind": ""}, "请选择事项类型"),
]  # fmt: skip
TAKEN = [
    Taken("工作日是全角", "procedure", {"workdays": "１０"}),
    Taken("依据从列表里选", "refuse", {"basis": "", "chosen": "《公共场所卫生管理条例实施细则》第二十三条"}),
]  # fmt: skip

"""Papers as they come in practice, for the tests of this office; wordings as a law office would hand them in."""

from dataclasses import replace
from datetime import date

from nuocheng.papers.content import (
    Applicant,
    Certificate,
    Chapter,
    Communication,
    Decision,
    Department,
    Fact,
    IntendedMeasures,
    Item,
    Material,
    NoticeAndPledge,
    NoticeTerms,
    Receipt,
    Signature,
    Statement,
    VisitFact,
    VisitSheet,
    Withdrawal,
)

URL = "https://pledge.example.gov.cn/v/7K3M-92QX-0104"

ITEM = Item("公共场所卫生许可（理发店、美容店）新办", "620402-GGWS-0001")
DEPARTMENT = Department("白银区卫生健康局", "0943-0000000", "白银区政务服务中心二楼12号窗口")

PREMISES = Certificate(
    name="营业场所使用权证明",
    proves="您有权使用申请书上写的这处营业场所，使用期限不少于1年。",
    issuer="不动产登记机构；租赁的，由出租人出具",
    basis="《公共场所卫生管理条例实施细则》第二十三条",
    verification="作出决定后30日内，比对不动产登记和房屋租赁备案数据；查不到的，现场查看。",
    standard="自有、租赁或者借用都可以，使用期限从申请之日起算。",
    facts=(
        Fact("场所地址", "白银区人民路街道公园路18号1层"),
        Fact("使用权来源", "租赁"),
        Fact("使用到", "2027年6月30日"),
        Fact("使用面积", "86", "平方米"),
    ),
    pledged=True,
)
NO_COMPLAINT = Certificate(
    name="住宅改作经营用房的有利害关系业主同意证明",
    proves="住宅改作经营用房的，有利害关系的业主都同意。",
    issuer="居民委员会",
    basis="《中华人民共和国民法典》第二百七十九条",
    verification="作出决定后60日内，向居民委员会发协查函。",
    facts=(Fact("房屋性质", "商业用房，不是住宅改的"),),
    pledged=True,
)
HEALTH = Certificate(
    name="从业人员健康合格证明",
    proves="直接为顾客服务的人员都检查过身体，没有妨碍公共卫生的疾病。",
    issuer="疾病预防控制机构或者医疗机构",
    basis="《公共场所卫生管理条例》第七条",
    verification="作出决定后30日内，在线查询健康证数据。",
    facts=(Fact("从业人员", "4", "人"), Fact("健康证最早到期", "2027年3月1日")),
    pledged=False,
)

MATERIALS = (
    Material("公共场所卫生许可申请表", "要交", "窗口有空白表"),
    Material("公共场所地址方位示意图、平面图", "要交"),
    Material("营业执照", "我们来查，不用交", "从市场监管部门取得"),
    Material("法定代表人身份证", "我们来查，不用交", "从公安部门取得"),
)

TERMS = NoticeTerms(
    voluntary="写不写承诺由您决定。不写承诺的，交上面的证明，5个工作日内给您结果，办理条件和服务都一样。",
    how="由申请人本人签名或者盖章，不能由别人代为承诺。纸上签和网上签效力相同。",
    duty_to_prove="申请这个事项，应当由您证明自己符合条件。",
    verification="我们可以查数据、请其他部门协助、到现场查看，办法和时间写在每份证明里。",
    cooperation="核查时请如实提供情况。无正当理由不配合，又查不清的，请您补交证明。",
    liability="查实承诺不实的，终止办理、责令限期整改、撤销决定或者予以行政处罚；"
    "给他人造成损失的，承担民事责任；构成犯罪的，追究刑事责任。",
    credit="查实故意作虚假承诺的，记入诚信档案，信用修复以前不能再用告知承诺。您可以说明情况，也可以申请修复。",
    withdrawal="作出决定以前，您可以撤回承诺，改为交证明，不影响您的信用。",
    publication="个人的承诺书不公开。",
    who_may_not="有较严重不良信用记录，或者作过虚假承诺还没有修复的，这次要提交证明。",
    remedy="咨询请打0943-0000000，投诉请打12345。对决定不服的，可以自收到决定之日起60日内"
    "向白银区人民政府申请行政复议，或者6个月内向人民法院提起行政诉讼。",
    personal_information="您的信息只用来办理和核查这个事项，按规定的期限保存，您可以查阅、更正。",
)

STATEMENTS = (
    Statement("已经知晓行政机关告知的全部内容。"),
    Statement("已经符合告知的条件，上面写的事实都存在。"),
    Statement("填写的信息真实、准确、完整、有效。"),
    Statement("愿意承担虚假承诺的法律责任。"),
    Statement("以上承诺是本人的真实意思，没有人强迫。"),
    Statement("接受并配合核查，同意行政机关向上面写明的单位查询。"),
    Statement("作出决定以前情况有变化的，及时告诉行政机关。"),
    Statement("这份承诺书可以在政府网站公开（姓名隐去一字）", optional=True, chosen=False),
)

SERVED = NoticeAndPledge(
    dated=date(2026, 11, 22),
    number="白区诺〔2026〕01043号",
    check_code="7K3M-92QX-0104",
    verify_url=URL,
    item=ITEM,
    edition="第6版",
    department=DEPARTMENT,
    applicant=Applicant(
        name="张建华", number="620402********0017", phone="138****0000", address="白银区公园路18号2单元301室"
    ),
    certificates=(PREMISES, NO_COMPLAINT),
    materials=MATERIALS,
    terms=TERMS,
    statements=STATEMENTS,
)


def unfilled(certificate: Certificate) -> Certificate:
    """Return the certificate as it stands in a form nobody has filled in."""
    facts = tuple(replace(fact, value="") for fact in certificate.facts)
    return replace(certificate, facts=facts, pledged=None)


SIGNED = replace(
    SERVED,
    told=Signature("张建华", "2026年11月22日9时05分", "网上确认"),
    signature=Signature("张建华", "2026年11月22日9时12分", "网上签名（实名登录，点“签署并提交”）"),
)
SERVED = replace(
    SERVED,
    certificates=tuple(map(unfilled, SERVED.certificates)),
    statements=tuple(replace(one, chosen=None) for one in STATEMENTS),
)
BLANK = replace(SERVED, number="", check_code="", verify_url="", applicant=Applicant())


def with_certificates(count: int, paper: NoticeAndPledge = SIGNED) -> NoticeAndPledge:
    """Return the paper with so many certificates, the known ones over and over."""
    known = (PREMISES, NO_COMPLAINT, HEALTH)
    return replace(paper, certificates=tuple(known[n % len(known)] for n in range(count)))


DECISION = Decision(
    dated=date(2026, 11, 23),
    number="白区卫许准〔2026〕31号",
    check_code="9QK2-71MV-0031",
    verify_url="https://pledge.example.gov.cn/v/9QK2-71MV-0031",
    body="白银区卫生健康局",
    title="准予行政许可决定书",
    outcome="准予",
    by_pledge=True,
    addressee="张建华",
    opening="您2026年11月22日提出的公共场所卫生许可（理发店、美容店）新办申请（编号：白区诺〔2026〕01043号），"
    "本机关已经受理并审查完毕。",
    facts=(
        "您申请在白银区人民路街道公园路18号1层开办理发店，提交了申请表和平面图。",
        "您选择用告知承诺代替营业场所使用权证明、住宅改作经营用房的有利害关系业主同意证明，承诺书已由您本人签名。",
    ),
    reasons=("您提交的材料齐全，承诺的内容符合告知的条件，申请符合法定条件和标准。",),
    basis=(
        "《中华人民共和国行政许可法》第三十八条第一款",
        "《公共场所卫生管理条例》第八条",
        "《公共场所卫生管理条例实施细则》第二十二条、第二十三条",
    ),
    decided=(
        "准予您的公共场所卫生许可申请，发给《卫生许可证》，有效期自2026年11月23日起至2030年11月22日止。",
    ),
    performance="本机关将在2026年12月23日前核查您承诺的内容。查实承诺不实的，依法撤销本决定。",
    publication="",
    remedy="对本决定不服的，可以自收到本决定书之日起60日内向白银区人民政府申请行政复议，"
    "也可以自收到本决定书之日起6个月内向白银区人民法院提起行政诉讼。",
    contact="白银区政务服务中心二楼12号窗口，电话0943-0000000。",
)

COMMUNICATION = Communication(
    dated=date(2026, 11, 23),
    number="白区诺补〔2026〕01043号",
    check_code="7K3M-92QX-0104",
    verify_url="https://example.invalid/v/7K3M-92QX-0104",
    body="白银市白银区卫生健康局",
    title="补正告知书",
    addressee="张建华",
    opening="您申请的“公共场所卫生许可”还有内容要补。这是一次告知，要补的都写在下面，以后不再要求补。",
    sections=(
        Chapter("要补的内容", ("补拍门头照片，字要看得清", "手机号打不通，请换一个能联系上的")),
        Chapter("怎么补，补到哪天", ("请在2026年12月7日前补好。",)),
        Chapter("没有话说的一节", ("",)),
        Chapter("期限和后果", ("到期没有补的，我们按现有材料作出决定。",)),
    ),
    contact="白银市白银区卫生健康局，电话0943-0000001",
)

INTENDED = IntendedMeasures(
    dated=date(2026, 12, 26),
    number="白区卫告〔2026〕7号",
    check_code="4HT8-20ZW-0007",
    verify_url="https://pledge.example.gov.cn/v/4HT8-20ZW-0007",
    body="白银区卫生健康局",
    title="拟处理告知书",
    addressee="张建华",
    opening="本机关对您2026年11月22日作出的承诺（编号：白区诺〔2026〕01043号）进行了核查。"
    "现把查明的事实、拟作出的处理和您的权利告知如下。",
    facts=(
        "您承诺使用白银区人民路街道公园路18号1层，使用期限到2027年6月30日。",
        "2026年12月18日，不动产登记数据显示该房屋登记在他人名下；同日现场查看，该处由另一家店铺使用，出租人书面说明没有把房屋租给您。",
    ),
    reasons=("您承诺的事实与查明的事实不一致，现有证据足以认定承诺不实。",),
    basis=(
        "《中华人民共和国行政许可法》第六十九条第二款",
        "《中华人民共和国行政处罚法》第四十四条、第四十五条",
    ),
    measures=(
        "撤销2026年11月23日作出的准予行政许可决定（白区卫许准〔2026〕31号）。",
        "记入诚信档案，信用修复以前不再适用告知承诺制。",
    ),
    rights="您有权陈述情况、申辩，可以提出事实、理由和证据。您提出的事实、理由或者证据成立的，本机关予以采纳。",
    hearing="您可以在收到本告知书之日起5个工作日内要求听证，不收费用。",
    deadline="2027年1月5日前（收到本告知书之日起5个工作日内）",
    where="白银区卫生健康局政策法规股（白银区政务服务中心二楼），电话0943-0000000；也可以登录网站提交。",
    silence="到期没有提出的，视为放弃陈述、申辩，本机关将根据现有证据作出决定。",
    no_aggravation="本机关不会因为您陈述、申辩而给予更重的处理。",
    contact="白银区卫生健康局政策法规股，电话0943-0000000。",
)

RECEIPT = Receipt(
    dated=date(2026, 11, 20),
    number="白区诺〔2026〕01043号",
    check_code="7K3M-92QX-0104",
    verify_url=URL,
    body=DEPARTMENT.name,
    phone=DEPARTMENT.phone,
    applicant="张建华",
    item=ITEM.title,
    due="2026年11月25日前",
    clerk="刘敏",
    pledged=("营业场所使用权证明", "住宅改作经营用房的有利害关系业主同意证明"),
    received=("从业人员健康合格证明",),
    onward=("11月25日前给您结果，会发短信，也可以扫码查。", "作出决定以前可以撤回，不影响信用。"),
)
ENTERED_LATER = replace(RECEIPT, entered="补录：纸上日期2026年11月19日")

WITHDRAWAL = Withdrawal(
    dated=date(2026, 11, 20),
    number="白区诺〔2026〕01043号",
    check_code="7K3M-92QX-0104",
    verify_url=URL,
    what="pledge",
    item=ITEM,
    department=DEPARTMENT,
    applicant=Applicant("张建华", "620402198503122031", "身份证号", "13800000000", "公园路18号"),
    points=("改为提交证明，一共3份。", "办理时限从交齐证明那天算起。", "不影响信用。"),
)
WITHDRAWN = replace(WITHDRAWAL, what="application", points=("这一件到此为止。", "以后想办，可以重新申请。"))

VISIT_SHEET = VisitSheet(
    dated=date(2026, 11, 20),
    number="XC2026-00012",
    check_code="XC2026-00012",
    verify_url=URL,
    party="铜城丰禾食品有限公司",
    place="白银区公园路18号1层",
    when="2026年11月26日 09:00—10:00",
    departments=("白银区市场监督管理局", "白银区卫生健康局"),
    officers=("田野（白银区市场监督管理局）", "江漫（白银区卫生健康局）"),
    facts=(
        VisitFact("经营场所使用证明：场所地址", "白银区公园路18号1层"),
        VisitFact("从业人员健康证明：持证人数", "6人"),
    ),
)

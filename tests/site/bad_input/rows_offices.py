"""Monthly reports, letters on their way, subscribers and portals."""

from tests.site.bad_input.table import Place, Row, Taken

WORK = {"work": "办理4件。", "practice": "", "regulations": "", "problems": ""}
HOOK = {
    "name": "省平台",
    "url": "https://platform.example.gov.cn/hook",
    "department": "",
    "wanted": ["case", "task"],
    "verbs": "",
}
PORTAL = {
    "name": "甘快办", "account": "platform-1", "origins": "https://gkb.example.gov.cn", "returns": "https://gkb.example.gov.cn/back",
    "issuer": "https://gkb.example.gov.cn", "keys": "{portal_keys}", "assurance": "real_name",
}  # fmt: skip
ADMIN = "administrator-1"
PLACES = {
    "report": Place("/desk/report/{report}", "liu", WORK),
    "hand in": Place("/desk/report/{blank_report}/submit", "liu", {"zero": "on"}),
    "send back": Place("/lead/reports/{sent_report}/return", "bureau", {"reason": "工作情况太简单，请写明办了什么"}),
    "text again": Place("/desk/letters/{text}", "liu", {"address": "13900000000", "step": "retry"}),
    "e-mail again": Place("/desk/letters/{email}", "liu", {"address": "zhang@example.com", "step": "retry"}),
    "post": Place("/desk/letters/{printed}", "liu", {"receipt_no": "XA12345678962", "step": "post"}),
    "drop": Place("/desk/letters/{text}", "liu", {"reason": "本人到窗口取走了", "step": "drop"}),
    "reach": Place("/mine/reach", "zhang", {"phone": "13800000001", "email": "zhang@example.cn"}),
    "webhook": Place("/sys/webhooks", ADMIN, HOOK, well=200),
    "one webhook": Place("/sys/webhooks/{subscriber}", ADMIN, HOOK),
    "portal": Place("/sys/portals", ADMIN, PORTAL),
    "one portal": Place("/sys/portals/{portal}", ADMIN, PORTAL),
}  # fmt: skip
TURNED = "里有改变文字方向的符号，请删掉，重新打一遍"
PICTURE = "里有表情符号，文书上印不出来，请去掉"
BACK = "请写明退回的原因，让报送单位知道要改哪里"
MOBILE = "手机号应为11位，请核对"
EMAIL = "邮箱写得不对，请核对；照“zhangsan@example.cn”这样写"
HTTPS = "地址要以https://开头，写全域名，只用英文字母和数字"
INSIDE = "地址指向本机或者内部网络；确实要发到内网的，请先由系统管理员设置“NUOCHENG_WEBHOOK_NETWORKS”"
PLAIN = "地址要以https://开头；内网平台只能用http的，请先由系统管理员设置“NUOCHENG_WEBHOOK_NETWORKS”"
SECRET = "地址里不能有账号、密码、#号和空格"
LIKE_THIS = "不对，请照“https://zwfw.example.gov.cn”这样写；一行一个"
LEADS_BACK = "不对，请照“https://zwfw.example.gov.cn/back”这样写；一行一个，不带问号后面的内容"
NO_KEYS = "公钥读不出来，请贴JWK Set格式的JSON"


def back(typed: str) -> Row:
    """Return the row of an address that nobody can be led back to."""
    return Row(f"办完回到“{typed}”", "portal", {"returns": typed}, f"“{typed}”{LEADS_BACK}")


def origin(typed: str) -> Row:
    """Return the row of a page that cannot be let frame ours."""
    return Row(f"可以嵌入“{typed}”", "portal", {"origins": typed}, f"“{typed}”{LIKE_THIS}")


ROWS = [
    Row("工作情况太长", "report", {"work": "长" * 5001}, "工作情况太长了，请写在5000个字以内"),
    Row("做法有100KB", "report", {"practice": "长" * 34_000}, "主要做法和成效太长了，请写在5000个字以内"),
    Row("制度里有倒写的符号", "report", {"regulations": "制\u202e度"}, f"建立的制度和规范{TURNED}"),
    Row("问题里有的字没有传过来", "report", {"problems": "问题\ufffd"}, "存在的问题和建议里有的字没有传过来，请把“\ufffd”改成原来的字"),
    Row("零报告没勾", "hand in", {}, "这个月没有办理任何事项。确实没有的，请勾选“本月零报告”再报送", drop=("zero",)),
    Row("没写退回的原因", "send back", {"reason": ""}, BACK),
    Row("退回的原因全是空格", "send back", {"reason": " 　"}, BACK),
    Row("退回的原因太长", "send back", {"reason": "长" * 401}, "退回的原因太长了，请写在400个字以内"),
    Row("新手机号少一位", "text again", {"address": "1390000000"}, MOBILE),
    Row("新手机号填了邮箱", "text again", {"address": "zhang@example.cn"}, MOBILE),
    Row("新手机号填了座机", "text again", {"address": "0943-8220000"}, MOBILE),
    Row("新手机号里有表情符号", "text again", {"address": "13900000000📱"}, f"新的手机号{PICTURE}"),
    Row("新邮箱没有@", "e-mail again", {"address": "zhang.example.cn"}, EMAIL),
    Row("新邮箱填了手机号", "e-mail again", {"address": "13900000000"}, EMAIL),
    Row("新邮箱太长", "e-mail again", {"address": "z" * 150 + "@example.cn"}, "新的邮箱太长了，请写在160个字以内"),
    Row("没填邮件号", "post", {"receipt_no": ""}, "请填写邮件号；当面交的，填写谁收的"),
    Row("邮件号太长", "post", {"receipt_no": "X" * 65}, "邮件号太长了，请写在64个字以内"),
    Row("没写为什么不再送", "drop", {"reason": " "}, "请写明为什么不再送"),
    Row("不再送的原因太长", "drop", {"reason": "长" * 201}, "为什么不再送太长了，请写在200个字以内"),
    Row("手机号没填", "reach", {"phone": ""}, "请填写手机号"),
    Row("手机号多一位", "reach", {"phone": "138000000011"}, MOBILE),
    Row("邮箱没写完", "reach", {"email": "zhang@"}, EMAIL),
    Row("邮箱里有空格和汉字", "reach", {"email": "张 三@example.cn"}, EMAIL),
    Row("手机号和邮箱都不对", "reach", {"phone": "139", "email": "zhang"}, (MOBILE, EMAIL)),
    Row("平台没有名称", "webhook", {"name": ""}, "请写平台名称"),
    Row("平台名称太长", "webhook", {"name": "长" * 61}, "平台名称太长了，请写在60个字以内"),
    Row("平台名称里有表情符号", "webhook", {"name": "省平台🏛"}, f"平台名称{PICTURE}"),
    Row("接收地址没填", "webhook", {"url": ""}, "请写接收地址"),
    Row("接收地址不加密", "webhook", {"url": "http://platform.example.gov.cn/hook"}, PLAIN),
    Row("接收地址是脚本", "webhook", {"url": "javascript:alert(1)"}, HTTPS),
    Row("接收地址没有协议", "webhook", {"url": "platform.example.gov.cn/hook"}, HTTPS),
    Row("接收地址是汉字域名", "webhook", {"url": "https://省平台.cn/hook"}, HTTPS),
    Row("接收地址里有密码", "webhook", {"url": "https://me:secret@platform.example.gov.cn/"}, SECRET),
    Row("接收地址里有空格", "webhook", {"url": "https://platform.example.gov.cn/a b"}, SECRET),
    Row("接收地址里有#号", "webhook", {"url": "https://platform.example.gov.cn/#a"}, SECRET),
    Row("接收地址的端口太大", "webhook", {"url": "https://platform.example.gov.cn:99999/"}, "地址写得不对，请照这样写：https://平台域名/路径"),
    Row("接收地址的端口是0", "webhook", {"url": "https://platform.example.gov.cn:0/"}, "端口不对，请核对"),
    Row("接收地址是内网的", "webhook", {"url": "https://10.0.0.1/hook"}, INSIDE),
    Row("接收地址是本机", "webhook", {"url": "https://localhost/hook"}, INSIDE),
    Row("接收地址是云主机的内部地址", "webhook", {"url": "https://169.254.169.254/latest"}, INSIDE),
    Row("接收地址太长", "webhook", {"url": "https://platform.example.gov.cn/" + "a" * 300}, "接收地址太长了，请写在300个字以内"),
    Row("订阅过的地址再订一次", "webhook", {"url": "https://city.example.gov.cn/hook"}, "这个地址已经订阅了同样单位的变动，请回到列表改原来那一个"),
    Row("选了没有的单位", "webhook", {"department": "620402-xxx"}, "请选择哪个单位的变动", stands={"department": [""]}),
    Row("一种变动也没选", "webhook", {"wanted": []}, "请至少选一种变动"),
    Row("行为写错了", "webhook", {"verbs": "case.vanish\ncase.grant"}, "没有这种变动：case.vanish，请照清单填写"),
    Row("地址和行为都写错了", "webhook", {"url": "ftp://platform.example.gov.cn", "verbs": "办结"}, (HTTPS, "没有这种变动：办结，请照清单填写")),
    Row("改成不加密的地址", "one webhook", {"url": "http://platform.example.gov.cn/hook"}, PLAIN),
    Row("改成一种变动也不要", "one webhook", {"wanted": []}, "请至少选一种变动"),
    Row("接入平台没有名称", "portal", {"name": " "}, "请写平台名称"),
    Row("接入平台的名称太长", "portal", {"name": "长" * 31}, "平台名称太长了，请写在30个字以内"),
    Row("接口账号没填", "portal", {"account": ""}, "请写接口账号"),
    Row("没有这个接口账号", "portal", {"account": "nobody"}, "没有这个账号，请先用命令“nuocheng people add”添加"),
    Row("接口账号是别的平台的", "portal", {"account": "{portal_account}"}, "这个账号已经是别的接入平台的，一个平台要用一个账号"),
    origin("*"), origin("https://*.gov.cn"), origin("http://gkb.example.gov.cn"), origin("https://gkb.example.gov.cn/page"),
    origin("https://gkb.example.gov.cn:99999"), origin("javascript:alert(1)"), origin("https://me@gkb.example.gov.cn"),
    Row("可以嵌入的网站太长", "portal", {"origins": "https://gkb.example.gov.cn\n" * 40}, "可以嵌入的网站太长了，请写在1000个字以内"),
    Row("两个网站里错了一个", "portal", {"origins": "https://gkb.example.gov.cn\ngkb.example.gov.cn"}, f"“gkb.example.gov.cn”{LIKE_THIS}"),
    Row("没写办完回到的网址", "portal", {"returns": ""}, "请至少写一个办完以后回到的网址"),
    back("javascript:alert(1)"), back("http://gkb.example.gov.cn/back"), back("https://gkb.example.gov.cn/back?x=1"), back("https://gkb.example.gov.cn/#x"),
    back("https://me:secret@gkb.example.gov.cn/back"), back("https://gkb.example.gov.cn:99999/back"), back('https://gkb.example.gov.cn/"><b>'), back("//gkb.example.gov.cn/back"),
    Row("办完回到的网址太长", "portal", {"returns": "https://gkb.example.gov.cn/" + "a" * 300}, f"“https://gkb.example.gov.cn/{'a' * 33}”{LEADS_BACK}"),
    Row("没写签发方", "portal", {"issuer": ""}, "请写身份凭证的签发方"),
    Row("签发方是别的平台的", "portal", {"issuer": "{portal_issuer}"}, "这个签发方已经是别的接入平台的，请核对"),
    Row("没贴公钥", "portal", {"keys": ""}, "请贴对方的验签公钥"),
    Row("公钥不是JSON", "portal", {"keys": "-----BEGIN PUBLIC KEY-----"}, NO_KEYS),
    Row("公钥里一把也没有", "portal", {"keys": '{"keys": []}'}, "没有公钥；请贴JWK Set格式的公钥"),
    Row("贴了对称密钥", "portal", {"keys": '{"keys": [{"kty": "oct", "k": "c2VjcmV0"}]}'}, "里面有私钥或者对称密钥，只能放公钥；请贴JWK Set格式的公钥"),
    Row("公钥缺一半", "portal", {"keys": '{"keys": [{"kty": "EC", "crv": "P-256"}]}'}, "有一把公钥读不出来；请贴JWK Set格式的公钥"),
    Row("公钥有100KB", "portal", {"keys": "x" * 100_000}, "验签公钥太长了，请写在20000个字以内"),
    Row("没选最多信到哪一级", "portal", {}, "请选最多信到哪一级", drop=("assurance",)),
    Row("选了窗口才有的等级", "portal", {"assurance": "in_person"}, "请选最多信到哪一级", stands={"assurance": []}),
    Row("改成没有的账号", "one portal", {"account": "nobody"}, "没有这个账号，请先用命令“nuocheng people add”添加"),
]  # fmt: skip
TAKEN = [
    Taken("工作情况里有表情符号", "report", {"work": "办理4件👍"}, "办理4件👍"),
    Taken("工作情况里有脚本", "report", {"work": "<script>alert(1)</script>"}, "<script>alert(1)</script>"),
    Taken("手机号没变，不填", "text again", {"address": ""}),
    Taken("手机号是全角的", "text again", {"address": "１３９ ００００ ００００"}),
    Taken("邮箱是全角的", "e-mail again", {"address": "ｚｈａｎｇ＠ｅｘａｍｐｌｅ．ｃｎ"}, "zhang@example.cn"),
    Taken("当面交的", "post", {"receipt_no": "张建华本人"}, "张建华本人"),
    Taken("没有邮箱", "reach", {"email": ""}),
    Taken("地址带端口和参数", "webhook", {"url": "https://platform.example.gov.cn:8443/hook?from=nuocheng"}),
    Taken("只要其中一种行为", "webhook", {"wanted": [], "verbs": " case.grant \n\ncase.revoke"}),
    Taken("网站写成大写、末尾有斜线", "portal", {"origins": "HTTPS://GKB.example.gov.cn/"}, "https://gkb.example.gov.cn"),
    Taken("不嵌入", "portal", {"origins": ""}, "不嵌入，只在整个窗口里办"),
    Taken("网址里有空字符", "portal", {"returns": "https://gkb.example.gov.cn/ba\x00ck"}, "https://gkb.example.gov.cn/back"),
]  # fmt: skip

"""Every component of the design system by its name: the pages of the style guide (design/ui.md, 4.4)."""

from __future__ import annotations

from dataclasses import dataclass

#: How a component may be looked at: the address says ``?as=…``.
LOOKS = {
    "": "平常",
    "error": "填错时",
    "elder": "长辈版",
    "contrast": "高对比",
    "print": "打印",
}


@dataclass(frozen=True, slots=True)
class Component:
    """One component: its name in the address, what it is called, what to heed, and whether it can be wrong."""

    name: str
    title: str
    note: str
    can_fail: bool = False
    desk: bool = False

    @property
    def template(self) -> str:
        """Return the template that shows it."""
        return f"styleguide/components/{self.name}.html"

    @property
    def looks(self) -> dict[str, str]:
        """Return the looks that it has."""
        return {look: word for look, word in LOOKS.items() if look != "error" or self.can_fail}


COMPONENTS: tuple[Component, ...] = (
    Component(
        "masthead",
        "页头",
        "最上面是地区、长辈版、高对比、朗读、登录；下面是名称和主导航。手机上导航收进菜单。",
    ),
    Component("footer", "页脚", "电话写全，几点到几点有人接；常用的去处放在这里。"),
    Component("skip", "跳到正文", "用键盘时第一下就能跳过页头。"),
    Component("back", "返回", "说清回到哪里，不用面包屑。"),
    Component("steps", "第几步", "只说在第几步、共几步，不能点：申请人只往前走一步。"),
    Component(
        "pledge_card", "可以承诺代替的证明", "琥珀色只用在这里；有字、有框、有粗边，黑白打印也认得出。"
    ),
    Component("material_list", "其他材料", "每一行说要不要交；标签是固定的几种。"),
    Component("choices", "单选和多选", "整行都能点；三种办法写法中立，不预先选。", can_fail=True),
    Component(
        "text", "文字、下拉、长文字", "选填的写“选填”，必填的不加星号；填错了，填过的都在。", can_fail=True
    ),
    Component("day", "年月日", "三个小格，数字键盘；全角数字也认。", can_fail=True),
    Component("money", "金额", "单位写在后面；逗号、元、￥都认。", can_fail=True),
    Component(
        "numbers", "证件号、信用代码、手机号", "说清应该几位、填了几位，照着证件再核对一遍。", can_fail=True
    ),
    Component("upload", "上传", "一次一份；手机上可以直接拍照；不收的说清收什么。", can_fail=True),
    Component("signature", "签名", "网上写姓名，窗口签在纸上；签名和实名一致。", can_fail=True),
    Component(
        "pad",
        "手写签名板",
        "手指、笔、鼠标都能写，写错了撤一笔；写不了的改为输入姓名，没有脚本时说清怎么办。",
    ),
    Component(
        "camera",
        "高拍仪",
        "拍下的一页和选的文件走同一条路；没有高拍仪、没有脚本时，只留选文件。",
        desk=True,
    ),
    Component("error_summary", "没填好的地方", "放在最上面，逐条能点过去；标题前面也写几处。", can_fail=True),
    Component("notice", "通知", "平常、办成、要您做、要紧四种，不只靠颜色分。"),
    Component("flash", "办完一步的答复", "读屏软件会念出来；不自己消失。"),
    Component("interruption", "停一停", "不能反悔的事，单独一页，说清后果；页上不问别的。"),
    Component("confirm", "再问一次", "逐条列出会怎样；按钮就是要做的事。"),
    Component("summary_list", "核对", "一行一个答案，改哪一行点哪一行。"),
    Component("done", "办完了", "大字写编号和核验码；这一页以后还能打开。"),
    Component("timeline", "时间", "先写日期再写事；现在到哪一步看得出。"),
    Component(
        "states", "状态、期限、名字", "对外只有12个状态词；期限写日期，再写还有几个工作日；名字遮住中间。"
    ),
    Component("search_box", "搜索和入口", "一句话问您要办什么事。"),
    Component("progress", "进度", "长的工作说做到哪里，共多少。"),
    Component("empty", "什么都没有", "说清为什么空着，接下来看哪里。"),
    Component("help_phone", "问人", "电话和窗口，哪一页都找得到。"),
    Component("download", "下载", "写清格式和页数。"),
    Component("page_tools", "打印本页", "没有脚本时不出现；浏览器自己的打印也照样好看。"),
    Component("verdict", "核验结果", "大字说真还是假、有没有撤回，再说凭什么。"),
    Component("rating", "好差评", "五个等级和四个指标用国家定的词，不增不减。", can_fail=True),
    Component("version_diff", "版本对照", "增的标＋，减的标－，不只靠颜色。"),
    Component("kpis", "数字和分类", "点哪个数就看哪一类。", desk=True),
    Component("filters", "筛选", "选了什么看得见，能一个一个去掉。", desk=True),
    Component("desk_table", "清单", "一屏15行；手机上每行变成一张卡片；j、k上下，x勾选。", desk=True),
    Component("bulk_bar", "批量", "说清选了几件；真正办之前还有一页列全。", desk=True),
    Component("preview", "预览", "在清单旁边看要紧的，不用整页打开。", desk=True),
    Component("compare", "他承诺的和查到的", "一致、不一致、查无，各有字。", desk=True),
    Component("checklist", "还差什么", "办齐的打勾，没办的加粗。", desk=True),
    Component("pager", "翻页", "只有上一页和下一页：一百万行也一样快。", desk=True),
    Component("figures", "要紧的数", "数字大，说明小，能点到清单。", desk=True),
    Component("charts", "图", "标题就是结论；每张图都能看数字，打印也清楚。", desk=True),
    Component("print_header", "打印页眉", "只在纸上出现：哪里、谁、什么时候打的。"),
    Component("icons", "图标", "自己画的线条；旁边总有字。"),
)
BY_NAME = {one.name: one for one in COMPONENTS}

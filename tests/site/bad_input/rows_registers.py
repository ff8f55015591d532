"""Reference sets: a register is handed in, its columns are described, and it is removed."""

from tests.site.bad_input import files
from tests.site.bad_input.files import Sent
from tests.site.bad_input.ground_registers import REGISTER
from tests.site.bad_input.table import Place, Row, Taken


def day(name: str, year: str, month: str, of: str) -> dict[str, str]:
    """Return a day as it is typed."""
    return {f"{name}_year": year, f"{name}_month": month, f"{name}_day": of}


HANDED = {
    "source": "premises",
    **day("as_of", "2026", "11", "20"),
    "file": Sent("租赁.csv", REGISTER.encode),
}
COLUMNS = {
    "is0": "number", "as0": "身份证号", "is1": "name", "as1": "姓名", "is2": "money", "as2": "rent", "is3": "money", "as3": "deposit",
}  # fmt: skip
ADMIN = "administrator-1"
PLACES = {
    "hand in set": Place("/sys/reference-sets", ADMIN, HANDED),
    "columns": Place("/sys/reference-sets/{handed_set}", ADMIN, COLUMNS),
    "remove set": Place("/sys/reference-sets/{handed_set}/remove", ADMIN, {"reason": "已有新的数据"}),
}
TURNED = "里有改变文字方向的符号，请删掉，重新打一遍"
OTHER = "这不是表格，请用CSV、XLSX或者Parquet文件"
CLOSED = "这个文件打不开，请另存为XLSX或者CSV再试"
THREE = "表里至少要有三列：号码、姓名或名称、要比对的内容"
LOST = "文件里有读不出的文字，请另存为UTF-8的CSV再试"
WIDE = ",".join(f"第{number}列" for number in range(201))


def sent(what: str, name: str, made: object, says: str) -> Row:
    """Return the row of a file."""
    return Row(what, "hand in set", {"file": Sent(name, made)}, says)


ROWS = [
    Row("来源没写代号", "hand in set", {"source": " 　"}, "请写数据来源的代号，例如real_estate"),
    Row("来源的代号太长", "hand in set", {"source": "a" * 61}, "数据来源的代号太长了，请写在60个字以内"),
    Row("来源的代号里有倒写的符号", "hand in set", {"source": "pre\u202emises"}, f"数据来源的代号{TURNED}"),
    Row("没写数据日期", "hand in set", day("as_of", "", "", ""), "请填写数据日期，例如2026年11月30日"),
    Row("数据日期没有这一天", "hand in set", day("as_of", "2026", "2", "30"), "没有这一天，请核对"),
    Row("数据日期还没有到", "hand in set", day("as_of", "2027", "1", "1"), "数据日期还没有到，请写数据是截至哪一天的"),
    Row("没选登记数据的文件", "hand in set", {}, "请选择文件", at="file", drop=("file",)),
    sent("登记数据是空的", "租赁.csv", lambda: b"", "文件是空的，请重新选"),
    sent("登记数据只有空行", "租赁.csv", lambda: b"\r\n\r\n", "文件是空的，请重新选"),
    sent("Word文件当作表格", "租赁.xlsx", files.docx, CLOSED),
    sent("工作簿没有传完", "租赁.xlsx", lambda: b"PK\x03\x04broken", CLOSED),
    sent("照片当作表格", "租赁.csv", files.picture, OTHER),
    sent("程序当作表格", "租赁.csv", lambda: b"MZ\x90\x00" + b"\0" * 200, OTHER),
    sent("Parquet没有传完", "租赁.parquet", lambda: b"PAR1broken", "这个文件没有传完，请重新导出Parquet或者CSV"),
    sent("Parquet里是空的", "租赁.parquet", lambda: b"PAR1" + b"\0" * 100 + b"PAR1", "这个文件没有传完，请重新导出Parquet或者CSV"),
    sent("PDF当作表格", "租赁.csv", lambda: files.PDF, THREE),
    sent("表里只有两列", "租赁.csv", "号码,姓名\n1,2\n".encode, THREE),
    sent("表里有两百零一列", "租赁.csv", WIDE.encode, "表里有201列，最多200列。请只留要比对的再上传"),
    sent("表里的文字读不出", "租赁.csv", lambda: b"\xff\xff\xff,a,b\n", LOST),
    sent("一格没有结束", "租赁.csv", '身份证号,姓名,"月租金\n'.encode, LOST),
    Row("没选号码列", "columns", {"is0": ""}, "请选出哪一列是号码，只能有一列"),
    Row("两列都是号码", "columns", {"is1": "number"}, ("请选出哪一列是号码，只能有一列", "请选出哪一列是姓名或名称，只能有一列"), at="is0"),
    Row("两列都是姓名", "columns", {"is2": "name"}, "请选出哪一列是姓名或名称，只能有一列", at="is0"),
    Row("选了没有的意思", "columns", {"is2": "x"}, "请选择“月租金”是什么", stands={"is2": []}),
    Row("没有要比对的列", "columns", {"is2": "", "is3": ""}, "请至少选一列要比对的内容", at="is0"),
    Row("比对字段没写", "columns", {"as2": " "}, "请写这一列在核查办法里叫什么"),
    Row("两列叫一个名字", "columns", {"as3": "rent"}, "别的列用了这个名字，请改一个"),
    Row("比对字段太长", "columns", {"as2": "长" * 61}, "这里填的内容太长了，请写在60个字以内"),
    Row("比对字段里有表情符号", "columns", {"as2": "rent🏠"}, "这里填的内容里有表情符号，文书上印不出来，请去掉"),
    Row("没写为什么移除", "remove set", {"reason": " 　\n"}, "请写明为什么移除，例如已有新的数据"),
    Row("移除的理由太长", "remove set", {"reason": "长" * 401}, "为什么移除太长了，请写在400个字以内"),
]  # fmt: skip
TAKEN = [
    Taken("数据日期是全角数字", "hand in set", day("as_of", "２０２６", "１１", "２０")),
    Taken("GB18030的表", "hand in set", {"file": Sent("租赁.csv", lambda: REGISTER.encode("gb18030"))}, "“月租金”是什么"),
    Taken("列名很长", "hand in set", {"file": Sent("租赁.csv", ("号码,姓名," + "长" * 900 + "\n").encode)}),
    Taken("不装入的列没写名字", "columns", {"is3": "", "as3": ""}),
]  # fmt: skip

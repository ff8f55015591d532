"""Certificates handed in as files, and their names."""

from tests.site.bad_input import files
from tests.site.bad_input.files import PDF, Sent
from tests.site.bad_input.table import Place, Row, Taken

PLACES = {
    "upload": Place("/cases/{ordinary}/materials?of=lease", "zhang", {"file": Sent("租房合同.pdf", lambda: PDF)}),
    "rename": Place("/cases/{handed}/materials", "zhang", {"name": "租房合同第1页", "step": "rename"}),
}  # fmt: skip
OTHER = "只能上传图片（JPG、PNG）、PDF或OFD，这个文件是别的类型；请换一个，或拍照上传"
WORD = "只能上传图片（JPG、PNG）、PDF或OFD，您选的是Word文件；请在软件里“另存为PDF”再上传"
PACKED = "只能上传图片（JPG、PNG）、PDF或OFD，您选的是压缩包；请先解压，再一个一个上传"
BROKEN = "这张图片打不开，可能没有传完。请重新选，或重拍一张"
HEIC = (
    "这张照片是HEIC格式，别人的电脑打不开。请在手机“设置 › 相机 › 格式”里选“兼容性最佳”，再拍一次；"
    "或者直接在这里点“拍照”"
)
AGAIN = "请用“打印”另存成一份新的PDF，或拍照上传"


def sent(what: str, name: str, made: object, says: str) -> Row:
    """Return the row of a file."""
    return Row(what, "upload", {"file": Sent(name, made)}, says)


ROWS = [
    Row("没选文件", "upload", {}, "请先选文件或拍照，再点“上传”", drop=("file",)),
    sent("文件是空的", "空.pdf", lambda: b"", "文件是空的，请重新选"),
    sent("20MB多1个字节", "大.pdf", files.too_big, "文件有21MB，超过20MB；请分成几个文件上传"),
    sent("苹果手机的照片", "IMG_0001.HEIC", files.heic, HEIC),
    sent("苹果手机的照片改名成jpg", "IMG_0001.jpg", files.heic, HEIC),
    sent("Word文件", "合同.docx", files.docx, WORD),
    sent("Word文件改名成pdf", "合同.pdf", files.docx, WORD),
    sent("压缩包", "材料.zip", lambda: files.archive(a="1"), PACKED),
    sent("程序改名成jpg", "照片.jpg", lambda: b"MZ\x90\x00" + b"\0" * 200, OTHER),
    sent("网页改名成pdf", "合同.pdf", lambda: b"<html><script>alert(1)</script></html>", OTHER),
    sent("纯文字改名成png", "照片.png", "证明".encode, OTHER),
    sent("动图", "照片.gif", lambda: b"GIF89a" + b"\0" * 100, OTHER),
    sent("SVG图", "章.svg", lambda: b"<svg onload=alert(1)>", OTHER),
    sent("照片没传完", "照片.jpg", files.broken_jpeg, BROKEN),
    sent("只有照片的开头", "照片.jpg", lambda: b"\xff\xd8\xff\xe0" + b"\0" * 50, BROKEN),
    sent("两万乘两万的图", "图.png", files.huge_png, "图片太大，超过5000万像素；请在相机设置里调小照片尺寸再拍，或截屏后上传"),
    sent("图太小", "图.png", lambda: files.picture((60, 60), "PNG"), "图片只有60×60，太小，看不清内容；请换一张清楚的，或重拍"),
    sent("加密的PDF", "合同.pdf", lambda: PDF.replace(b"<</Type", b"<</Encrypt 5 0 R/Type"), "这个PDF加了密，我们打不开。请去掉密码，重新导出一份再上传"),
    sent("带程序的PDF", "合同.pdf", lambda: PDF.replace(b"<</Type", b"<</JavaScript(x)/Type"), f"这个PDF里带有会自己运行的内容，为了安全不能收。{AGAIN}"),
    sent("夹带文件的PDF", "合同.pdf", lambda: PDF.replace(b"<</Type", b"<</EmbeddedFile 5 0 R/Type"), "这个PDF里还夹带着别的文件，为了安全不能收。请用“打印”另存成一份新的PDF，或把里面的文件分开上传"),
    sent("后面接着压缩包的PDF", "合同.pdf", lambda: PDF + files.archive(a="1" * 200), f"这个PDF后面还接着别的内容，为了安全不能收。{AGAIN}"),
    sent("PDF没传完", "合同.pdf", lambda: PDF[:20], "这个PDF不完整，可能没有传完。请重新导出或重新下载后再上传"),
    sent("201页的PDF", "合同.pdf", lambda: PDF.replace(b"%%EOF", b"<</Type/Page>>" * 200 + b"%%EOF"), "这个PDF有201页，超过200页；请分成几个文件上传"),
    sent("带病毒的文件", "合同.pdf", files.infected, "文件可能带病毒，没有保存。请换一台电脑重新导出，或拍照上传"),
    Row("新文件名没填", "rename", {"name": ""}, "请填写新的文件名，例如租赁合同第1页"),
    Row("新文件名太长", "rename", {"name": "长" * 81}, "新的文件名太长了，请写在80个字以内"),
]  # fmt: skip
TAKEN = [
    Taken("照片", "upload", {"file": Sent("照片.jpg", files.picture)}, "收到了：照片.jpg"),
    Taken("1MB的PDF", "upload", {"file": Sent("合同.pdf", lambda: PDF[:9] + b" " * 1_000_000 + PDF[9:])}, "收到了：合同.pdf"),
    Taken("照片有点暗", "upload", {"file": Sent("照片.jpg", lambda: files.picture(ground="#202020"))}, "照片有点暗，可能看不清"),
    Taken("大写的扩展名", "upload", {"file": Sent("照片.JPG", files.picture)}, "收到了：照片.jpg"),
    Taken("文件名里有路径和倒写的符号", "upload", {"file": Sent("..\\..\\合同\u202efdp.exe", lambda: PDF)}, "收到了：合同fdp.pdf"),
    Taken("生僻字的文件名", "upload", {"file": Sent("喆㛃𬭎.pdf", lambda: PDF)}, "收到了：喆㛃𬭎.pdf"),
]  # fmt: skip

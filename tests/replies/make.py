"""Makes the workbooks that the cases of `reconcile --against` and the sample ledger hold.

They are committed; run this only to change them:

    python3 -m venv .venv && .venv/bin/pip install openpyxl==3.1.5 xlwt==1.3.0 msoffcrypto-tool
    .venv/bin/python tests/replies/make.py

openpyxl writes .xlsx, xlwt writes .xls, msoffcrypto-tool puts a password on one. `an-xls-is-read-as-shown-too/另存.xls` is the
workbook of `cells-of-a-workbook-are-read-as-shown` as LibreOffice saves it (`soffice --convert-to xls`).
"""

import datetime
import io
import pathlib
import zipfile

import msoffcrypto
import openpyxl
import xlwt

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = ROOT / "tests/cases/against"


def workbook(path, fill, sheet="Sheet1"):
    book = openpyxl.Workbook()
    book.properties.creator = "duban"
    book.properties.created = book.properties.modified = datetime.datetime(2018, 5, 2)
    page = book.active
    page.title = sheet
    fill(page, book)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def rows(page, lines):
    for line in lines:
        page.append(line)


def donghai(page, _):
    """The sample: a title, who filled it in, a head of two rows, two tasks, one of their own, a total, a note."""
    rows(page, [
        ["东海街道办2018年4月重点工作进展情况表"],
        ["填报单位:东海街道办", None, None, None, None, "填报日期:5月2日"],
        ["序号", "编号", "事项", "完成情况", None, "备注"],
        [None, None, None, "本月", "累计"],
        [1, "P-07", "东海片区征迁扫尾", 6, "66户", "又签约6户,剩54户"],
        [2, "P-41", "东海商务综合体", "0%", 0.3, "垫层开浇"],
        [3, None, "东海文化站提升", None, "80%", "街道自加任务"],
        [None, "合计", None, 6],
        ["注:累计数截至4月30日。"],
    ])
    for cells in ("A1:F1", "A2:E2", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4", "A9:F9"):
        page.merge_cells(cells)
    page["E6"].number_format = "0%"


def merged_heads(page, _):
    """Three rows of heads over merged cells; the figure stands below 截至4月底 / 累计."""
    rows(page, [
        ["一季度后续情况"],
        ["基本情况", None, None, "完成情况", None, None, "说明"],
        ["任务编号", "工作任务", "计量单位", "计划", "截至4月底", None],
        [None, None, None, None, "本月", "累计"],
        ["A-1", "甲任务", "户", 100, 10, 40, "照常"],
        ["A-2", "乙任务", "户", 100, 5, "35", None],
        ["A-3", "丙任务", "户", 100, 5, None, "合并"],
        ["A-4", "丁任务", "户", 80, 1, 7, "几项一格"],
        ["A-5", "戊任务", "户", 80, 1, None, None],
        [None, None, None, None, None, None, "以上两项合报"],
    ])
    for cells in (
        "A1:G1", "A2:C2", "D2:F2", "G2:G4", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3",
        "F8:F9", "A9:A10", "B9:B10",
    ):
        page.merge_cells(cells)


def excel_cells(page, book):
    """What only a workbook holds: formats, formulas, errors, days, yes or no, a hidden sheet, one without a table."""
    rows(page, [
        ["编号", "事项", "累计完成", "年度目标", "备注"],
        ["A-1", "甲任务", "40", 100, "数存成了文字"],
        ["A-2", "乙任务", 0.85, 100, "百分比格式"],
        ["A-3", "丙任务", 0.555, 100, "百分比格式,按%计"],
        ["A-4", "丁任务", "=SUM(1,2)", 80, "公式没有结果"],
        ["A-5", "戊任务", datetime.date(2018, 4, 12), 80, "日期"],
        ["A-6", "己任务", "#N/A", 80, "错误值"],
        ["A-7", "庚任务", True, 80, "真假值"],
        ["A-8", "辛任务", 0.1 + 0.2, 1, "浮点数"],
        ["A-9*", "壬任务", "１，２００", 1500, "全角"],
    ])
    page["C3"].number_format = "0%"
    page["C4"].number_format = "0.0%"
    page["C7"].data_type = "e"
    other = book.create_sheet("联系人")
    rows(other, [["办公室", "电话"], ["督查专干", "22500000"]])
    old = book.create_sheet("上月")
    rows(old, [["编号", "累计完成"], ["A-1", 30]])
    old.sheet_state = "hidden"


def no_head(page, _):
    rows(page, [["某某街道"], ["序号", "内容简述", "本月完成", "联系人"], [1, "甲", 3, "办公室"]])


def two_figures(page, _):
    rows(page, [["编号", "累计完成", "今年累计完成", "备注"], ["A-1", 40, 41, None]])


def old_xls(path):
    book = xlwt.Workbook()
    page = book.add_sheet("报送表")
    styles = {
        0.85: xlwt.easyxf(num_format_str="0%"),
        0.555: xlwt.easyxf(num_format_str='0.0%"累计"'),
        datetime.date(2018, 4, 12): xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"'),
    }
    lines = [
        ["重点工作报送表"],
        ["编号", "事项", "累计完成", "备注"],
        ["A-1", "甲任务", 40, ""],
        ["A-2", "乙任务", 0.85, "显示为85%"],
        ["A-3", "丙任务", 0.555, "显示为55.5%"],
        ["A-4", "丁任务", datetime.date(2018, 4, 12), ""],
        ["A-5", "戊任务", "12户", ""],
        ["A-6", "己任务", xlwt.Formula("1+1"), "公式没有结果"],
        ["A-7", "庚任务", True, ""],
        ["A-8", "辛任务", 0.3, ""],
        ["A-9", "壬任务", 1200.5, "", "没有人看的一列很长" * 1500],
    ]
    for row, line in enumerate(lines):
        for column, value in enumerate(line):
            page.write(row, column, value, styles.get(value, xlwt.easyxf()))
    page.merge(0, 0, 0, 3)
    hidden = book.add_sheet("上月")
    hidden.write(0, 0, "编号")
    hidden.visibility = 1
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(str(path))


def protected(path):
    plain = io.BytesIO()
    book = openpyxl.Workbook()
    rows(book.active, [["编号", "累计完成"], ["A-1", 40]])
    book.save(plain)
    plain.seek(0)
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "wb") as out:
        msoffcrypto.OfficeFile(plain).encrypt("secret", out)


def housing(path):
    """The sample: a CSV as a spreadsheet program writes it on a Chinese system, in GB18030."""
    lines = [
        "区住建局4月报送数,,,,,",
        "编号,事项名称,单位,累计完成,年度目标,备注",
        "P-05,征迁安置房建设,套,160,480,二期又封顶8套",
        "U-01,新城建设与片区更新计划,,20%,,",
        "U-02,东湖周边改造前期,,66.7%,,待用地批复",
        "U-03,城市“双修”,处,约10处,32,",
        ",东海片区配套道路工程,公里,1.3,4.8,路基已通",
        "L-14,基础设施补短板：老旧供水管网改造,公里,,28,设计变更",
        ",商品房库存去化与日常监管,万平方米,42.9,34,",
        "合计,,,,,",
    ]
    path.write_bytes("\r\n".join(lines).encode("gb18030") + b"\r\n")


def encodings(folder):
    """One table in every encoding that is read, and one in none."""
    text = "编号,事项,累计完成\r\nA-1,甲任务,40\r\nA-2,乙任务,35户\r\n"
    tabs = text.replace(",", "\t")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "utf8.csv").write_bytes(text.encode("utf-8"))
    (folder / "bom.csv").write_bytes(text.encode("utf-8-sig"))
    (folder / "gb18030.csv").write_bytes(text.encode("gb18030"))
    (folder / "utf16.csv").write_bytes(b"\xff\xfe" + tabs.encode("utf-16-le"))
    semicolons = text.replace(",", ";")
    (folder / "semicolons.csv").write_bytes(semicolons.encode("utf-8"))


SHOWN = [
    ("A-1", 40, '0"户"', "单位写在数字格式里"),
    ("A-2", 66, '0"万户"', "另一单位"),
    ("A-4", 12345, "0,", "按千缩小"),
    ("A-5", 12, ";;;", "隐藏"),
    ("A-6", 5.4, "0", "只显示整数"),
    ("A-7", 5, '"约"0', "约数"),
    ("A-8", 3000, '0.00"万元"', "万元换算为亿元"),
    ("A-9", 0.12, '0.00"亿元"', "亿元换算为万元"),
    ("B-2", 3, '"新增"0', "别的话"),
]


def number_formats(page, _):
    rows(page, [["编号", "累计完成", "备注"]])
    for row, (task, number, style, remark) in enumerate(SHOWN, start=2):
        page.append([task, number, remark])
        page.cell(row, 2).number_format = style


def number_formats_xls(path):
    book = xlwt.Workbook()
    page = book.add_sheet("Sheet1")
    for column, head in enumerate(["编号", "累计完成", "备注"]):
        page.write(0, column, head)
    for row, (task, number, style, remark) in enumerate(SHOWN, start=1):
        page.write(row, 0, task)
        page.write(row, 1, number, xlwt.easyxf(num_format_str=style))
        page.write(row, 2, remark)
    book.save(str(path))


def struck(page, _):
    """A figure struck through with another behind it, a cell struck through, a remark struck through."""
    rows(page, [["编号", "累计完成", "备注"], ["A-1", None, "改过"], ["A-2", 35, "整格划掉"], ["A-9", 1200, "划掉的备注"]])
    page["B2"] = CellRichText(TextBlock(InlineFont(strike=True), "30"), TextBlock(InlineFont(), "40户"))
    page["B3"].font = Font(strike=True)
    page["C4"].font = Font(strike=True)


def struck_xls(path):
    book = xlwt.Workbook()
    page = book.add_sheet("Sheet1")
    gone = xlwt.easyxf("font: struck_out on")
    lines = [["编号", "累计完成", "备注"], ["A-1", None, "改过"], ["A-2", 35, "整格划掉"], ["A-9", 1200, "划掉的备注"]]
    for row, line in enumerate(lines):
        for column, value in enumerate(line):
            if value is not None:
                style = gone if (row, column) in ((2, 1), (3, 2)) else xlwt.easyxf()
                page.write(row, column, value, style)
    page.write_rich_text(1, 1, (("30", gone.font), ("40户", xlwt.easyxf().font)))
    book.save(str(path))


CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 office:version="1.3"><office:automatic-styles>
<style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="ce2" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>
<table:table table:name="报送" table:style-name="ta1">
<table:table-row><table:table-cell table:number-columns-spanned="4" table:number-rows-spanned="1" office:value-type="string"><text:p>报送表</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="3"/></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="4"/></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>编号</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>事项</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>累计<text:span>完成</text:span></text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>备注</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>A-1</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="float" office:value="40"><text:p>40户</text:p></table:table-cell><table:table-cell office:value-type="string"><office:annotation><text:p>批注不算</text:p></office:annotation><text:p>正常&amp;无误</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>A-2</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="percentage" office:value="0.85"><text:p>85%</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>A-3</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="percentage" office:value="0.555"><text:p>55.5%</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>A-4</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="date" office:date-value="2018-04-12"><text:p>4月12日</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>A-5</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="string"><text:p><text:span text:style-name="T1">12</text:span>13户</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>A-6</text:p></table:table-cell><table:table-cell/><table:table-cell table:style-name="ce2" office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>A-7</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>A-9</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="float" office:value="0.12"><text:p>0.12亿元</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table>
<table:table table:name="上月" table:style-name="ta2"><table:table-row><table:table-cell office:value-type="string"><text:p>编号</text:p></table:table-cell></table:table-row></table:table>
</office:spreadsheet></office:body></office:document-content>
"""


def open_document(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", CONTENT)):
            package.writestr(zipfile.ZipInfo(name, (2018, 5, 2, 0, 0, 0)), text)


def folder_of_replies(folder):
    """Tables under every name that is read, and what lies beside them."""
    workbook(folder / "甲局.xlsx", lambda page, _: rows(page, [["编号", "累计完成"], ["A-1", 41]]))
    workbook(folder / "乙局.xlsm", lambda page, _: rows(page, [["编号", "累计完成"], ["B-1", 9]]))
    workbook(folder / "丙局.et", lambda page, _: rows(page, [["编号", "累计完成"], ["C-1", 55]]))
    (folder / "丁.txt").write_text("编号\t累计完成\nB-2\t4\n")
    (folder / "说明.txt").write_text("请各单位5日前报送\n")
    (folder / "扫描件.pdf").write_bytes(b"%PDF-1.4\n")
    (folder / "来函.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    (folder / "~$甲局.xlsx").write_bytes(b"lock")
    (folder / "上月").mkdir(exist_ok=True)
    (folder / "上月/甲局.csv").write_text("编号,累计完成\nA-1,30\n")


def months(page, _):
    """A line of the unit, a row of months over the head; only one of the columns is of the period."""
    rows(page, [
        ["重点项目投资完成情况"],
        [None, None, None, "单位:万元"],
        [None, None, "1-3月", "1-4月"],
        ["编号", "事项", "完成投资", "完成投资"],
        ["A-9", "壬任务", 900, 1200],
        ["A-8", "辛任务", 2000, 3000],
        ["A-1", "甲任务", 40, 40],
    ])
    page.merge_cells("A1:D1")


def progress(page, _):
    """A progress table as offices send it: a title, a line of the unit, a head of two rows, merged cells, a total."""
    rows(page, [
        ["2018年5月中旬重点工作进度表"],
        ["填报单位:甲局", None, None, None, None, None, None, None, None, None, None, "5月21日"],
        ["序号", "编号", "工作任务", "责任单位", "年度目标", "完成情况", None, None, "完成投资(万元)", None,
         "存在问题", "下步打算"],
        [None, None, None, None, None, "本旬完成", "年初至今累计", "占年度计划(%)", "本月", "开工以来", None, None],
        [1, "A-1", "东海片区征迁", "甲局", 120, 12, 97, 0.808, None, None, "1.两户要求就近安置\n2.评估公司未定",
         "月底前签满110户"],
        [2, "A-3", "污水厂二期", "甲局", 100, None, "35%", None, 400, 7200, "无", None],
        [3, "A-6", "技改投资", "甲局", 3000, 200, None, 0.367, None, None, None, None],
        [4, "A-9", "新立事项", "甲局", 50, "6户", None, None, None, None, "产权纠纷仍未解决", None],
        [None, "合计", None, None, None, 218, None, None, 400, 7200, None, None],
        ["注:投资数由统计局提供。"],
    ])
    merged = ["A1:L1", "A2:K2", "F3:H3", "I3:J3", "A10:L10"]
    for cells in merged + [f"{column}3:{column}4" for column in "ABCDEKL"]:
        page.merge_cells(cells)
    page["H5"].number_format = page["H7"].number_format = "0.0%"


def main():
    workbook(ROOT / "examples/progress/5月中旬进度.xlsx", progress, sheet="5月中旬")
    workbook(CASES / "a-cell-shows-its-number-format/甲局.xlsx", number_formats)
    number_formats_xls(CASES / "a-cell-shows-its-number-format/甲局.xls")
    workbook(CASES / "what-is-struck-through-is-no-figure/甲局.xlsx", struck)
    struck_xls(CASES / "what-is-struck-through-is-no-figure/甲局.xls")
    open_document(CASES / "an-ods-is-read-as-shown-too/甲局.ods")
    folder_of_replies(CASES / "in-a-folder-everything-is-read-or-named/replies")
    workbook(CASES / "months-and-units-around-the-head-are-understood/甲局.xlsx", months)
    housing(ROOT / "data/fengze/replies/住建局.csv")
    encodings(CASES / "any-usual-encoding-is-read")
    workbook(ROOT / "data/fengze/replies/东海.xlsx", donghai)
    workbook(CASES / "heads-over-several-rows-and-merged-cells/甲局.xlsx", merged_heads)
    workbook(CASES / "cells-of-a-workbook-are-read-as-shown/甲局.xlsx", excel_cells)
    old_xls(CASES / "an-xls-is-read-as-shown-too/甲局.xls")
    bad = CASES / "files-that-cannot-be-read-are-all-named"
    workbook(bad / "没有表头.xlsx", no_head, sheet="4月 报送")
    workbook(bad / "两列累计.xlsx", two_figures)
    protected(bad / "有密码.xlsx")
    (bad / "损坏.xlsx").write_bytes((bad / "没有表头.xlsx").read_bytes()[:2000])
    (bad / "编码.csv").write_bytes(b"\xff\xff,\x80\n")


if __name__ == "__main__":
    main()

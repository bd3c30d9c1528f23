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

import msoffcrypto
import openpyxl
import xlwt

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
        "L-14,基础设施补短板:老旧供水管网改造,公里,,28,设计变更",
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


def main():
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

#!/usr/bin/env python3
"""Makes the ten workbooks of this folder, each with another writer or of another shape.

    python3 -m venv venv && venv/bin/pip install openpyxl==3.1.5 xlwt==1.3.0
    venv/bin/python make.py

Needs LibreOffice (soffice) for those that LibreOffice writes. Offices only: no file names a person, and every figure is made up.
"""
import datetime
import subprocess
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import xlwt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

HERE = Path(__file__).resolve().parent
DAY = datetime.date


def fill(sheet, rows, merged=(), top=1):
    for down, row in enumerate(rows):
        for right, value in enumerate(row):
            if value is not None:
                cell = sheet.cell(top + down, right + 1, value)
                cell.alignment = Alignment(wrap_text=True, vertical="center")
                if isinstance(value, DAY):
                    cell.number_format = 'yyyy"年"m"月"d"日"'
    for region in merged:
        sheet.merge_cells(region)


def by_libreoffice(book, name, filter_name):
    """LibreOffice reads what openpyxl wrote and writes it anew, in its own way."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, Path(name).stem + ".xlsx")
        book.save(source)
        # The kind of file comes first, then the filter; the file may not be written over the one that is read.
        out = Path(folder, "out")
        profile = f"-env:UserInstallation=file://{folder}/profile"
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", filter_name, "--outdir", out, source],
            check=True, capture_output=True,
        )
        [made] = out.iterdir()
        (HERE / name).write_bytes(made.read_bytes())


def breakdown():
    """01: openpyxl. A title over all columns, a unit line, a head of two rows, sections, owners merged down, a total, a footer."""
    book = Workbook()
    sheet = book.active
    sheet.title = "任务分解表"
    fill(sheet, [
        ["丰泽区2018年重点工作任务分解表"],
        [None] * 12 + ["单位：万元"],
        ["序号", "重点任务", "年度目标", "牵头单位", "配合单位", "挂钩领导", "完成时限", "总投资", "年度计划投资", "节点目标"],
        [None] * 9 + ["一季度", "二季度", "三季度", "四季度"],
        ["一、项目"],
        [1, "东海片区征迁扫尾", "120户全部签约腾空", "东海街道办", "区住建局、区征迁办", "分管副区长", "6月底前", 12000, 8000,
         "签约过半", "全部腾空"],
        [2, "东海片区配套道路", "建成道路3公里", "区住建局", "东海街道办，区财政局", "分管副区长", "2018年11月", 26000, 9500,
         "完成施工许可", "路基完成", "路面铺设", "通车"],
        [3, "工业项目开工", "全年开工工业项目12个", None, "区发改局；区商务局", "常务副区长", "年底", None, None,
         "开工3个", "开工6个", "开工9个", "开工12个"],
        ["二、城市"],
        [1, "智慧丰泽（一期）", "完成初步设计并开工", "区数字办", "区财政局", "常务副区长", "2018.9.30", 4800, 1500,
         "方案", "初步设计", "开工"],
        [2, "老旧小区改造", "改造老旧小区不少于8个", "区城市管理局", "各街道办", "分管副区长", "10月底前", 3600, 3600,
         None, "改造3个", "改造6个", "改造8个"],
        ["三、民生"],
        [1, "小学扩建增加学位", "新增学位1350个", "区教育局", "区发改局、区住建局", "分管副区长", "8月底前", 9000, 6000,
         None, "主体封顶", "交付使用"],
        [2, "家庭医生签约服务", "重点人群签约率不低于60%", "区卫计局", None, "分管副区长", "年底", None, None],
        [3, "食品安全抽检", "长效监管，每月抽检一次", "区市场监管局", "各街道办", "分管副区长", "长期坚持", None, None],
        ["合计", None, None, None, None, None, None, 55400, 28600],
        ["注：1.时限以区政府批准的为准；2.牵头单位每旬末报送进度。"],
    ], ["A1:M1", "J3:M3", *(f"{letter}3:{letter}4" for letter in "ABCDEFGHI"), "A5:M5", "A9:M9", "A12:M12",
        "D7:D8", "A16:G16", "A17:M17"])
    sheet["A1"].font = Font(size=18, bold=True)
    book.save(HERE / "01-重点工作任务分解表.xlsx")


def projects():
    """02: .xlsm by LibreOffice. The levels of construction as columns with months in them, amounts in 亿元, a hidden column of telephones."""
    book = Workbook()
    sheet = book.active
    sheet.title = "形象进度"
    fill(sheet, [
        ["2018年重点建设项目形象进度计划表"],
        ["序号", "项目名称", "建设内容", "责任单位", "联系电话", "总投资（亿元）", "年度计划投资（亿元）",
         "立项", "施工许可", "基础完成", "主体封顶", "竣工验收", "备注"],
        [1, "高新产业园一期", "标准厂房6万平方米", "区发改局", "22500000转8002", 2.5, 1.2,
         "已完成", "3月", "6月", "9月", "12月", "省级重点"],
        [2, "第二实验小学", "36个班", "区教育局", "22500000转8016", 0.9, 0.6, "1月", "4月", "7月", "10月", "12月", None],
        [3, "区中医院", "床位300张", "区卫计局", "22500000转8017", 3.2, 0.8, "2月", "6月", "11月", "2019年5月", "2019年12月", "跨年度"],
        [4, "城东文体中心", "场馆2座", "区文体局", "22500000转8020", 1.1, 0.7, "1月", "3月", "5月", "8月", "11月底前", None],
        ["小计", None, None, None, None, 7.7, 3.3],
    ], ["A1:M1"])
    sheet.column_dimensions["E"].hidden = True
    by_libreoffice(book, "02-建设项目形象进度.xlsm", "xlsm:Calc MS Excel 2007 VBA XML")


def welfare():
    """03: .xls by xlwt. The kind of work merged down, a column of units, days as serial numbers, a hidden row."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("民生实事")
    day = xlwt.easyxf(num_format_str="yyyy-m-d")
    sheet.write_merge(0, 0, 0, 7, "丰泽区2018年为民办实事项目一览表")
    for column, words in enumerate(["领域", "序号", "实事项目", "计量单位", "年度目标", "责任单位", "完成时间", "备注"]):
        sheet.write(1, column, words)
    rows = [
        (1, "公办幼儿园新增学位", "个", 900, "区教育局", DAY(2018, 8, 31), ""),
        (2, "居家养老服务站", "个", 12, "区民政局", DAY(2018, 11, 30), "每街道至少1个"),
        (3, "城镇新增就业", "人", 16000, "区人社局", DAY(2018, 12, 31), ""),
        (4, "公共厕所新建改建", "座", 15, "区城市管理局\n区财政局", DAY(2018, 10, 31), ""),
        (1, "背街小巷整治", "条", 20, "区城市管理局", DAY(2018, 9, 30), ""),
        (2, "新增公共停车泊位", "个", 1200, "区住建局", DAY(2018, 12, 15), "含临时泊位300个"),
    ]
    for index, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            if value != "":
                sheet.write(index, column, value, day if isinstance(value, DAY) else xlwt.Style.default_style)
    sheet.write_merge(2, 5, 0, 0, "民生")
    sheet.write_merge(6, 7, 0, 0, "城市")
    sheet.row(5).hidden = True
    sheet.write_merge(8, 8, 0, 7, "填表单位：区政府督查室")
    book.save(str(HERE / "03-民生实事.xls"))


def battles():
    """04: .ods by LibreOffice. 一、 over （一） over 1., quantities in words, deadlines in words, measures."""
    book = Workbook()
    sheet = book.active
    sheet.title = "责任清单"
    fill(sheet, [
        ["2018年三大攻坚战责任清单"],
        ["工作任务", "目标要求", "责任单位", "配合单位", "工作措施", "完成时限"],
        ["一、防范化解重大风险"],
        ["（一）金融风险"],
        ["1.不良贷款处置", "不良贷款率控制在4.5%以内", "区金融办", "区财政局、区法院", "逐户会商；分类处置", "年底"],
        ["2.非法集资排查", "排查企业260家", "区金融办", "各街道办", "拉网排查", "二季度末"],
        ["（二）债务风险"],
        ["1.隐性债务化解", "化解隐性债务2.5亿元", "区财政局", None, "一债一策", "2018年12月20日"],
        ["二、精准帮扶"],
        ["1.低收入户帮扶", "帮扶低收入家庭320户", "区民政局", "区人社局、区教育局", "结对到户", "9月底前"],
        ["三、污染防治"],
        ["（一）大气"],
        ["1.细颗粒物下降", "PM2.5降至29微克/立方米", "区环保局", "区住建局、区城市管理局", "工地扬尘治理；餐饮油烟治理", "年底"],
        ["（二）水"],
        ["1.黑臭水体整治", "基本消除黑臭水体", "区农林水局", "区住建局", "截污；清淤；补水", "2018.10.31"],
        ["2.河长巡河", "河长每旬巡河一次", "区农林水局", "各街道办", "巡河台账", "持续推进"],
    ], ["A1:F1", *(f"A{row}:F{row}" for row in (3, 4, 7, 9, 11, 12, 14))])
    by_libreoffice(book, "04-三大攻坚战责任清单.ods", "ods")


def investment():
    """05: CSV as an old export makes it: GB18030, semicolons, the same levels of every project with their months."""
    lines = [
        ["领域", "项目名称", "投资方", "计划投资（亿元）", "责任单位", "挂钩领导", "在谈", "签约", "开工", "投产", "备注"],
        ["招商", "智能装备制造基地", "甲公司", "3.6", "区商务局", "分管副区长", "1月", "3月底前", "7月", "12月", ""],
        ["招商", "跨境电商产业园", "乙公司", "1.2", "区投促局", "分管副区长", "2月", "5月", "9月", "12月底", "需用地30亩"],
        ["招商", "区域物流总部", "丙公司", "0.85", "区投促局", "常务副区长", "1月", "4月", "8月", "11月", ""],
        ["招商", "新材料研发中心", "丁公司", "2", "区科技局", "常务副区长", "3月", "6月", "10月", "12月", "与高校共建"],
    ]
    text = "".join(";".join(cells) + "\r\n" for cells in lines)
    (HERE / "05-招商项目.csv").write_bytes(text.encode("gb18030"))


def duties():
    """06: CSV as Excel's “Unicode text”: UTF-16 with its mark, tabs, the year in the title line, a beginning and an end."""
    lines = [
        ["2018年岁末年初值守任务"],
        ["序号", "工作事项", "工作要求", "责任单位", "责任科室", "开始时间", "完成时间", "备注"],
        ["1", "关心困难群众", "低保、特困家庭节前走访到户", "区民政局", "救助科", "2018.1.11", "2018.3.5", ""],
        ["2", "安全生产大检查", "检查企业180家", "区安监局", "综合科", "2018.1.11", "2018年3月5日", "含消防"],
        ["3", "节日市场供应", "保供稳价", "区商务局", "市场科", "2018年1月", "2月底前", ""],
        ["4", "烟花爆竹禁放", "全域禁放", "各街道办", "", "2018.1.11", "长期坚持", ""],
    ]
    text = "".join("\t".join(cells) + "\r\n" for cells in lines)
    (HERE / "06-岁末年初值守.csv").write_bytes(b"\xff\xfe" + text.encode("utf-16-le"))


def english():
    """07: .xlsx by LibreOffice. English headings, days as serial numbers and in words, amounts in a unit of the heading."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Action plan"
    fill(sheet, [
        ["Fengze District: Action plan 2018"],
        ["No.", "Area", "Task", "Annual target", "Unit", "Baseline", "Lead department", "Supporting departments", "Start", "Deadline",
         "Total investment (10,000 yuan)", "Measures", "Remarks"],
        [1, "Industry", "Robots for workers", 80, "projects", 20, "Economy and Information", "Science and Technology; Finance",
         DAY(2018, 1, 2), DAY(2018, 12, 31), None, "Subsidies; Site visits", None],
        [2, "Industry", "Business spending on research", "at least 8%", None, None, "Science and Technology", None,
         None, "year end", None, None, "Rate of growth"],
        [3, "City", "East Lake promenade", "3 km", None, None, "Housing and Construction", "Finance, City Management",
         None, "30 June 2018", 2600, None, None],
        [4, "City", "Street lighting", 1200, "lamps", 0, "City Management", None, None, "Q3", 480, None, "LED only"],
        [5, "Livelihood", "Home care stations", 12, "stations", None, "Civil Affairs", None, None, "2018-11-30", None, None, None],
        ["Total", None, None, None, None, None, None, None, None, None, 3080],
    ], ["A1:M1"])
    for row in sheet.iter_rows(min_row=3):
        for cell in row:
            if isinstance(cell.value, DAY):
                cell.number_format = "d mmm yyyy"
    by_libreoffice(book, "07-action-plan.xlsx", "xlsx:Calc MS Excel 2007 XML")


SHEETS = [
    ("封面", None, [["丰泽区2018年工作要点分工"], ["区政府督查室"], ["二〇一八年一月"]], set()),
    ("产业", None, [
        ["序号", "工作任务", "目标任务", "牵头单位", "时限要求", "备注"],
        ["1", "“机器换工”技术改造", "新一轮技改项目80个", "区经信局", "12月底", "列入省计划"],
        ["2", "智能工厂培育", "培育智能工厂5家", "区经信局", "11月底", ""],
        ["3", "规上工业增加值", "增长8.5%以上", "区经信局（区统计局配合）", "年底", ""],
        ["4", "企业研发投入（旧）", "已并入第2项", "区科技局", "", "不再单列"],
    ], {5}),
    ("城市", None, [
        ["序号", "工作任务", "目标任务", "牵头单位", "时限要求", "备注"],
        ["1", "东湖周边改造前期", "完成方案、可研、用地批复", "区住建局", "5月5日", ""],
        ["2", "违法建设拆除", "拆除“两违”12.5万平方米", "区城市管理局", "11月底", "含存量"],
    ], set()),
    ("党建", None, [
        ["序号", "工作任务", "目标任务", "牵头单位", "时限要求", "备注"],
        ["1", "机关党支部达标", "达标支部95%以上", "区直机关党工委", "四季度", ""],
        ["2", "廉洁自律", "节日期间零违纪", "区纪委监委机关", "常态化", ""],
    ], set()),
    ("数据源", "hidden", [["区经信局"], ["区住建局"], ["区城市管理局"]], set()),
]


def office_sheet(rows, hidden_rows):
    """A sheet of inline texts in runs, as some web forms and offices' systems export."""
    def cell(row, column, text):
        at = f"{get_column_letter(column)}{row}"
        if text.isascii() and text.isdigit():
            return f'<c r="{at}"><v>{text}</v></c>'
        half = len(text) // 2
        runs = "".join(f'<r><t xml:space="preserve">{escape(run)}</t></r>' for run in (text[:half], text[half:]) if run)
        return f'<c r="{at}" t="inlineStr"><is>{runs}</is></c>'

    lines = []
    for row, cells in enumerate(rows, start=1):
        inner = "".join(cell(row, column, text) for column, text in enumerate(cells, start=1) if text)
        hidden = ' hidden="1"' if row in hidden_rows else ""
        lines.append(f'<row r="{row}"{hidden}>{inner}</row>')
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            + "".join(lines) + "</sheetData></worksheet>")


def sheets():
    """08: .xlsx written part by part. An area a sheet, a cover, a hidden sheet, a hidden row, texts in runs."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    content = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    listed, linked, typed, parts = [], [], [], []
    for index, (name, state, rows, hidden_rows) in enumerate(SHEETS, start=1):
        state = f' state="{state}"' if state else ""
        listed.append(f'<sheet name="{name}" sheetId="{index}"{state} r:id="rId{index}"/>')
        linked.append(f'<Relationship Id="rId{index}" Type="{relations}/worksheet" Target="worksheets/sheet{index}.xml"/>')
        typed.append(f'<Override PartName="/xl/worksheets/sheet{index}.xml" ContentType="{content}.worksheet+xml"/>')
        parts.append((f"xl/worksheets/sheet{index}.xml", office_sheet(rows, hidden_rows)))
    files = [
        ("[Content_Types].xml", f'{head}<Types xmlns="{package}/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Default Extension="xml" ContentType="application/xml"/>'
         f'<Override PartName="/xl/workbook.xml" ContentType="{content}.sheet.main+xml"/>{"".join(typed)}</Types>'),
        ("_rels/.rels", f'{head}<Relationships xmlns="{package}/relationships">'
         f'<Relationship Id="rId1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", f'{head}<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>{"".join(listed)}</sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", f'{head}<Relationships xmlns="{package}/relationships">{"".join(linked)}</Relationships>'),
        *parts,
    ]
    with zipfile.ZipFile(HERE / "08-工作要点分工.xlsx", "w") as archive:
        for name, text in files:
            archive.writestr(zipfile.ZipInfo(name, (2018, 1, 5, 9, 0, 0)), text, zipfile.ZIP_DEFLATED)


def two_tables():
    """09: .xls by LibreOffice. Two tables in one sheet, each with its own title and head; lists of units over lines."""
    book = Workbook()
    sheet = book.active
    sheet.title = "清单"
    fill(sheet, [
        ["2018年第一批督办事项（会议议定）"],
        ["编号", "督办事项", "责任单位", "责任人", "来源", "完成时间"],
        ["D-01", "物流专线整合入园", "区商务局\n区住建局\n城东街道办", "分管局长", "区政府第18次常务会议", DAY(2018, 5, 22)],
        ["D-02", "城东片区征迁扫尾96户", "城东街道办", "征迁办负责人", "区政府第18次常务会议", DAY(2018, 4, 30)],
        [None] * 6,
        ["2018年第二批督办事项（领导批示）"],
        ["编号", "督办事项", "责任单位", "批示领导", "来源", "办理期限", "备注"],
        ["D-03", "平台公司转型方案", "区国资办、\n区财政局", "区长", "丰政阅〔2018〕6号", "5月22日前", None],
        ["D-04", "学校周边停车秩序", "公安分局\n区教育局", "常务副区长", "丰政阅〔2018〕9号", "收文后30日内", "接件3月12日"],
    ], ["A1:F1", "A6:G6"])
    by_libreoffice(book, "09-督办事项清单.xls", "xls:MS Excel 97")


def ledger_rows():
    """10: CSV as a database gives it: UTF-8 with its mark, commas, quoted cells of several lines, ids, targets and units in columns of their own."""
    text = '''编号,领域,事项,牵头单位,配合单位,计量单位,底数,目标值,开始时间,完成时间,权重,是否重点,措施,备注
P-07,项目,东海片区征迁扫尾,东海街道办,"区住建局,区征迁办",户,0,120,2018-01-15,2018-06-30,3,是,"逐户会商
货币化安置",
P-09,项目,"配套道路（东段）",区住建局,,公里,0,1.8,2018-03-01,2018-11-30,1,否,,"含桥梁1座，见附件""图纸"""
B-03,三大攻坚战,万元产值能耗下降,区发改局,区统计局,吨标准煤,0.42,0.40,,2018-12-31,1,,,
L-04,民生,政务服务“一次办”,区行政服务中心管委会,,%,65,90,2018-01-01,2018/9/30,2,是,"流程再造；窗口整合",
U-11,城市,公园绿地管护,区城市管理局,,,,,2018-01-01,长期坚持,1,否,,每月巡查
'''
    (HERE / "10-台账导出.csv").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())


if __name__ == "__main__":
    for make in (breakdown, projects, welfare, battles, investment, duties, english, sheets, two_tables, ledger_rows):
        make()

#!/usr/bin/env python3
"""Makes the two workbooks of this folder as an office and a department send them back. They are committed; run this only to change them.

    python3 -m venv target/venv && target/venv/bin/pip install openpyxl==3.1.5
    target/venv/bin/python examples/returned/make.py

`$DUBAN` is the program that writes the form (default: duban).
"""
import os
import subprocess
import tempfile
from pathlib import Path

import openpyxl

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def plan():
    """The plan of examples/excel/01 once more: a deadline and a target moved, a helper more, one task gone, one new."""
    book = openpyxl.load_workbook(ROOT / "examples/excel/01-重点工作任务分解表.xlsx")
    sheet = book["任务分解表"]
    sheet["A1"] = "丰泽区2018年重点工作任务分解表（修订）"
    sheet["G6"] = "7月底前"
    sheet["E7"] = "东海街道办，区财政局，区发改局"
    sheet["C8"] = "全年开工工业项目15个"
    sheet["M8"] = "开工15个"
    for cell, words in zip(sheet[15], [3, "农贸市场改造", "改造农贸市场4个", "区商务局", None, "分管副区长", "11月底前"]):
        cell.value = words
    book.save(HERE / "重点工作任务分解表（修订）.xlsx")


def form():
    """The form of the first ten days of May for 东海街道办, filled in."""
    with tempfile.TemporaryDirectory() as folder:
        program = os.environ.get("DUBAN", "duban")
        asked = ["form", "5月上旬", "-o", folder, "--dept", "东海街道办"]
        subprocess.run([program, "-C", ROOT / "data/fengze", "--as-of", "2018-05-11", *asked], check=True)
        [issued] = Path(folder).iterdir()
        book = openpyxl.load_workbook(issued)
    sheet = book.worksheets[0]
    heads = next(row for row in sheet.iter_rows() if row[0].value == "编号")
    columns = {cell.value: cell.column for cell in heads}
    filled = {
        "P-07": {"累计完成": 66, "进展情况": "又签约6户，剩54户", "阻点": "两户要求就近安置", "下步打算": "5月底前签到90户"},
        "P-41": {"累计投资（万元）": 6200, "进展情况": "3号楼出地面", "下步打算": "6月底前到五层"},
    }
    for row in sheet.iter_rows(min_row=heads[0].row + 1):
        for head, value in filled.get(row[0].value, {}).items():
            cell = row[columns[head] - 1]
            assert not cell.protection.locked, (row[0].value, head)
            cell.value = value
    (HERE / "5月上旬").mkdir(exist_ok=True)
    book.save(HERE / "5月上旬" / issued.name)


if __name__ == "__main__":
    plan()
    form()

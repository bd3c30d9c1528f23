"""Each cell with a formula, of two workbooks: the formula and its result as the first holds them, and the result in the second."""

import json
import sys

import openpyxl

written, again = sys.argv[1:]
formulas = openpyxl.load_workbook(written)
results = openpyxl.load_workbook(written, data_only=True)
others = openpyxl.load_workbook(again, data_only=True)
found = []
for sheet in formulas:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                place = sheet.title, cell.coordinate
                values = [book[place[0]][place[1]].value for book in (results, others)]
                found.append([f"{place[0]}!{place[1]} {cell.value}", *values])
json.dump(found, sys.stdout)

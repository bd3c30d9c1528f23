"""A workbook as it was sent, but on one A4 page across: across.py IN OUT."""
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
for sheet in book.worksheets:
    for letter, width in zip("ABCDEFGHIJKLM", [6, 22, 24, 13, 22, 12, 12, 9, 9, 13, 13, 13, 13]):
        sheet.column_dimensions[letter].width = width
    line = openpyxl.styles.Side(style="thin")
    for row in sheet.iter_rows(min_row=3, max_row=16):
        for cell in row:
            cell.border = openpyxl.styles.Border(left=line, right=line, top=line, bottom=line)
    sheet["A1"].alignment = openpyxl.styles.Alignment(horizontal="center")
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
book.save(sys.argv[2])

"""Fills a form in as somebody does in a spreadsheet program, or looks at what of it is locked: form.py fill IN OUT STEPS, form.py look FILE.

A step is a list: ["fill", id, indicator, head, value], ["swap", id, id], ["delete", id], ["add", id, head, value],
["set", id, head, value] (whether or not it is locked), ["mark", row, column, value], ["beside", id, value],
["merge", id, id, head], ["sheet", name, value], ["copy", first] (the table from a row on alone in a new workbook)."""

import json
import sys

import openpyxl


def heads(sheet):
    """The row of the heads, and the column of each."""
    for row in sheet.iter_rows(max_row=20):
        words = {cell.value: cell.column for cell in row if cell.value}
        if "编号" in words and "下步打算" in words:
            return row[0].row, words
    return None, {}


def rows(book, task, indicator=None):
    """Where the rows of a task stand."""
    for sheet in book.worksheets:
        head, columns = heads(sheet)
        if head is None:
            continue
        for row in range(head + 1, sheet.max_row + 1):
            name = sheet.cell(row, columns["指标"]).value if "指标" in columns else None
            if sheet.cell(row, columns["编号"]).value == task and (name or None) == indicator:
                yield sheet, row, columns


def step(book, words):
    what, *rest = words
    if what == "fill":
        task, indicator, head, value = rest
        sheet, row, columns = next(rows(book, task, indicator))
        cell = sheet.cell(row, columns[head])
        assert not cell.protection.locked, (task, head)
        cell.value = value
    elif what == "set":
        task, head, value = rest
        sheet, row, columns = next(rows(book, task))
        sheet.cell(row, columns[head]).value = value
    elif what == "beside":
        task, value = rest
        sheet, row, columns = next(rows(book, task))
        sheet.cell(row, max(columns.values()) + 2).value = value
    elif what == "swap":
        (sheet, one, _), (_, other, _) = (next(rows(book, task)) for task in rest)
        for column in range(1, sheet.max_column + 1):
            left, right = sheet.cell(one, column), sheet.cell(other, column)
            left.value, right.value = right.value, left.value
    elif what == "delete":
        sheet, row, _ = next(rows(book, *rest))
        sheet.delete_rows(row)
    elif what == "add":
        task, head, value = rest
        for sheet in book.worksheets:
            start, columns = heads(sheet)
            if start is not None:
                row = sheet.max_row + 1
                if task:
                    sheet.cell(row, columns["编号"]).value = task
                sheet.cell(row, columns[head]).value = value
                break
    elif what == "merge":
        one, other, head = rest
        (sheet, first, columns), (_, last, _) = (next(rows(book, task)) for task in (one, other))
        value, column = sheet.cell(first, columns[head]).value, columns[head]
        sheet.merge_cells(start_row=first, end_row=last, start_column=column, end_column=column)
        sheet.cell(first, column).value = value
    elif what == "sheet":
        name, value = rest
        book.create_sheet(name)["B3"] = value
    elif what == "copy":
        (first,) = rest
        table = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=first)]
        for sheet in list(book.worksheets):
            book.remove(sheet)
        alone = book.create_sheet("Sheet1")
        for row in table:
            alone.append(row)
    elif what == "mark":
        row, column, value = rest
        book["duban"].cell(row, column).value = value
    else:
        raise SystemExit(what)


def look(path):
    """What is locked, what has a drop-down or a rule, and what is hidden."""
    book = openpyxl.load_workbook(path)
    found = {"hidden": [], "open": [], "rules": {}, "reds": 0}
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            found["hidden"].append(sheet.title)
            continue
        assert sheet.protection.sheet, sheet.title
        assert not sheet.protection.password, sheet.title
        head, columns = heads(sheet)
        if head is None:
            continue
        found["reds"] += sum(len(rules) for rules in sheet.conditional_formatting._cf_rules.values())
        for rule in sheet.data_validations.dataValidation:
            if rule.type not in (None, "none"):
                for area in rule.sqref.ranges:
                    for row in range(area.min_row, area.max_row + 1):
                        for column in range(area.min_col, area.max_col + 1):
                            place = sheet.cell(row, column).coordinate
                            found["rules"][place] = [rule.type, bool(rule.error or rule.prompt)]
        for row in range(head + 1, sheet.max_row + 1):
            if sheet.cell(row, 1).value:
                for head_words, column in columns.items():
                    cell = sheet.cell(row, column)
                    if not cell.protection.locked:
                        found["open"].append(cell.coordinate)
        found["repeat"] = sheet.print_title_rows
        found["paper"] = [sheet.page_setup.orientation, str(sheet.page_setup.paperSize)]
    found["open"].sort()
    print(json.dumps(found, ensure_ascii=False, sort_keys=True))


if sys.argv[1] == "look":
    look(sys.argv[2])
else:
    book = openpyxl.load_workbook(sys.argv[2])
    for words in json.loads(sys.argv[4]):
        step(book, words)
    book.save(sys.argv[3])

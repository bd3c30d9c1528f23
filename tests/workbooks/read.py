"""What openpyxl reads in workbooks, as JSON: each sheet's settings, and each cell's value, number format and fill."""

import datetime
import json
import sys

import openpyxl


def cell(found):
    value = found.value
    kind = "text"
    if isinstance(value, (datetime.datetime, datetime.date)):
        kind, value = "day", value.strftime("%Y-%m-%d")
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        kind = "number"
    elif found.data_type == "f":
        kind = "formula"
    fill = found.fill.fgColor.rgb if found.fill.fill_type == "solid" else None
    return {
        "kind": kind,
        "value": value,
        "format": found.number_format,
        "fill": fill,
        "font": found.font.name,
        "wraps": bool(found.alignment.wrap_text),
    }


def sheet(found):
    columns = [openpyxl.utils.get_column_letter(at + 1) for at in range(found.max_column)]
    return {
        "name": found.title,
        "filter": found.auto_filter.ref,
        "frozen": found.freeze_panes,
        "repeated": found.print_title_rows,
        "orientation": found.page_setup.orientation,
        "paper": found.page_setup.paperSize,
        "fits": bool(found.sheet_properties.pageSetUpPr and found.sheet_properties.pageSetUpPr.fitToPage),
        "pages_wide": int(found.page_setup.fitToWidth if found.page_setup.fitToWidth is not None else 1),
        "pages_high": int(found.page_setup.fitToHeight if found.page_setup.fitToHeight is not None else 1),
        "footer": found.oddFooter.center.text,
        "widths": [width(found, column) for column in columns],
        "rows": [[cell(each) for each in row] for row in found.iter_rows()],
    }


def width(found, column):
    # Neighbours of one width stand together under the first of them.
    at = openpyxl.utils.column_index_from_string(column)
    for held in found.column_dimensions.values():
        if held.min and held.min <= at <= held.max:
            return held.width
    return 8.43


books = {path: [sheet(each) for each in openpyxl.load_workbook(path)] for path in sys.argv[1:]}
json.dump(books, sys.stdout, ensure_ascii=False)

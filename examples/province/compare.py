#!/usr/bin/env python3
"""Holds what the job has summed against what duban says of each ledger itself: `compare.py OUT DAY LEDGER…`, with $DUBAN as the program.

Every figure of every row must be equal, digit by digit. Exit 1 where one is not.
"""
import json
import os
import pathlib
import subprocess
import sys
from decimal import Decimal

OWN = {"ledger", "year", "owner", "area", "group", "name"}


def duban(folder, day, *words):
    program = os.environ.get("DUBAN", "duban")
    said = subprocess.run([program, "-C", folder, "--as-of", day, *words, "--format", "json"], capture_output=True, check=True)
    return json.loads(said.stdout, parse_float=Decimal, parse_int=Decimal)


def summed(out, by):
    lines = (out / f"rollup-{by}.ndjson").read_text(encoding="utf-8").splitlines()
    return [json.loads(line, parse_float=Decimal, parse_int=Decimal) for line in lines]


def differences(where, ours, theirs):
    """The figures of duban's row that the job's row lacks or has otherwise, and how many there are."""
    names = [name for name in theirs if name not in OWN]
    # Counts of 0 and names with `-` or `_` are the same in both.
    found = [f"{where} {name}: {ours.get(name)} here, {theirs[name]} by duban" for name in names if ours.get(name) != theirs[name]]
    return found, len(names)


def main():
    out, day, folders = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    wrong, compared = [], 0
    by_ledger = {row["ledger"]: row for row in summed(out, "ledger")}
    groups = {
        by: {(row["ledger"], row[column]): row for row in summed(out, by)} for by, column in (("dept", "owner"), ("area", "area"))
    }
    for folder in folders:
        for by, rows in groups.items():
            said = duban(folder, day, "rollup", "--by", by)
            ledger = said["ledger"]
            pairs = [(f"{ledger} {row['group']}", rows.pop((ledger, row["group"]), {}), row) for row in said["rows"]]
            if by == "dept":
                pairs.append((ledger, by_ledger.pop(ledger, {}), said["totals"]))
            for where, ours, theirs in pairs:
                found, count = differences(where, ours, theirs)
                wrong += found
                compared += count
    left = [*by_ledger, *(key for rows in groups.values() for key in rows)]
    wrong += [f"{key}: only here" for key in left]
    print("\n".join(wrong[:50]), end="\n" if wrong else "")
    print(f"{compared} figures of {len(folders)} ledgers compared, {len(wrong)} differ")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

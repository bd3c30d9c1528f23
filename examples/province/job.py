#!/usr/bin/env python3
"""What a province asks of the tables of its ledgers: the ten questions, and the sums of every county and of the whole, to the last digit.

    python3 job.py --engine duckdb DATA OUT
    spark-submit --py-files engines.py,figures.py job.py --engine spark hdfs:///lake s3-or-local-OUT

DATA holds tasks/, entries/, daily/ and statements/, each with ledger=…/year=…/ below it, as `duban export parquet --partition` writes them. OUT is
a folder of the machine that runs this: a file a question, and rollup-*.ndjson. `--day` is the day of the sums, by default the last there is.
"""
import argparse
import pathlib
import time

import engines
import figures

QUESTIONS = pathlib.Path(__file__).resolve().parent / "questions"
GROUPS = {"ledger": ["ledger"], "dept": ["ledger", "owner"], "area": ["ledger", "area"], "province": ["year"]}


def shown(cell):
    """A cell as text. Rounding leaves a minus before a zero in one engine and none in another."""
    if isinstance(cell, float):
        cell += 0.0
    return "" if cell is None else str(cell)


def main():
    parser = argparse.ArgumentParser(description="Ten questions and the sums of many ledgers.")
    parser.add_argument("data")
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--engine", choices=["duckdb", "spark"], default="duckdb")
    parser.add_argument("--day")
    parser.add_argument("--questions", type=pathlib.Path, default=QUESTIONS)
    wanted = parser.parse_args()
    began = time.monotonic()
    engine = engines.engine(wanted.engine, wanted.data.rstrip("/"))
    print(f"begun {time.monotonic() - began:.1f}", flush=True)
    wanted.out.mkdir(parents=True, exist_ok=True)

    def answer(name, lines):
        began = time.monotonic()
        text = "".join(f"{line}\n" for line in lines())
        (wanted.out / name).write_text(text, encoding="utf-8")
        print(f"{name} {time.monotonic() - began:.1f}", flush=True)

    day = wanted.day or list(engine.rows("select max(day) from daily"))[1][0]
    for by, columns in GROUPS.items():
        answer(f"rollup-{by}.ndjson", lambda: map(figures.written, figures.rollup(engine, day, columns)))
    for question in sorted(wanted.questions.glob("*.sql")):
        sql = question.read_text(encoding="utf-8")
        answer(f"{question.stem}.tsv", lambda: ("\t".join(map(shown, row)) for row in engine.rows(sql)))


if __name__ == "__main__":
    main()

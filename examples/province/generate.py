#!/usr/bin/env python3
"""Writes the ledgers of a province, the same for the same numbers: `generate.py DIR COUNTIES TASKS REPORTS`.

Each county is a ledger of 2018 that reports every ten days, with tasks of weights, units and paces of their own, headings with parts, blockers,
later deadlines, silences and strike-offs. So its means have many denominators, which is what the sums are to be tried with.
"""
import datetime
import pathlib
import sys

AREAS = [("projects", "项目"), ("investment", "招商"), ("industry", "产业"), ("urban", "城市"), ("battles", "三大攻坚战"), ("livelihood", "民生")]
WORKS = ["片区征迁", "标准厂房", "支路改造", "老旧小区改造", "河道清淤", "学校扩建", "企业技改", "养老服务站"]
LEADERS = ["县长", "常务副县长", "分管副县长", "县委副书记"]
BLOCKERS = ["用地报批", "资金缺口", "产权纠纷", "管线迁改", "招标流标"]
STAGES = ["coordinate", "resolve"]
WEIGHTS = ["1", "1", "1", "2", "0.5", "1.5", "3"]
PERIOD_ENDS = [
    datetime.date(2018, month, 10 * third) if third < 3 else (datetime.date(2018 + month // 12, month % 12 + 1, 1) - datetime.timedelta(1))
    for month in range(1, 13)
    for third in (1, 2, 3)
]


class Dice:
    """A linear congruential generator: enough to spread figures, and the same everywhere."""

    def __init__(self, seed):
        self.state = seed * 2 + 1

    def below(self, limit):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
        return (self.state >> 33) % limit

    def pick(self, among):
        return among[self.below(len(among))]


def entry(on, words, rest=""):
    return f"  {{ on = {on}, {words}{rest} }},\n"


def log(dice, task, owner, target, due, invest, reports):
    """The entries of a task, in the order of their days."""
    pace, silent = 70 + dice.below(60), dice.below(12)
    blocker = dice.pick(BLOCKERS) if dice.below(6) == 0 else None
    opens = dice.below(max(reports - 6, 1))
    lasts, moved = 2 + dice.below(5), dice.below(9) == 0
    done, lines, complete, periods = 0, [], False, due.month * 3
    for nth, day in enumerate(PERIOD_ENDS[:reports]):
        if day > due and complete:
            break
        if blocker and nth == opens:
            lines.append(entry(day, f'blocked = "{blocker}"', f', by = "{owner}"'))
        if blocker and nth == opens + lasts // 2 and lasts > 3:
            lines.append(entry(day, f'raise = "{blocker}", to = "{STAGES[0]}"'))
        if blocker and nth == opens + lasts:
            lines.append(entry(day, f'cleared = "{blocker}"'))
        # A silent department leaves out every other ten days from some day on.
        if nth > silent * 3 and nth % 2 and silent < 4:
            continue
        done = max(done, min(target, target * (nth + 1) * pace // (periods * 100)))
        late = f", got = {day + datetime.timedelta(3 + dice.below(3))}" if dice.below(15) == 0 else ""
        paid = f", invested = {invest * done // target}" if invest and day.day > 20 else ""
        lines.append(entry(day, f"done = {done}", f', by = "{owner}"{late}{paid}'))
        usual = day.month % 3 == 0 or dice.below(8) == 0
        if moved and usual and day.day > 20 and day < due:
            due += datetime.timedelta(30 + dice.below(3) * 10)
            if due > datetime.date(2018, 12, 31):
                moved = False
            else:
                lines.append(entry(day, f"extend = {due}", ', approval = "县政府常务会议纪要"'))
                moved = dice.below(3) == 0
        if done == target and not complete:
            complete = True
            if task % 3:
                lines.append(entry(day, 'verify = "县政府督查室"'))
                break
    return "".join(lines)


def task(number, dice, reports, text):
    owner, target = f"d{dice.below(40):02}", 20 + dice.below(180)
    month = 3 + dice.below(10)
    due = datetime.date(2018, month, 28)
    weight, invest = dice.pick(WEIGHTS), dice.below(5) * 500
    unit = dice.pick(["户", "户", "户", "公里", "家"])
    text.append(
        f'\n[[task]]\nid = "T-{number:05}"\ntitle = "{dice.pick(WORKS)}第{number}项"\nowner = "{owner}"\nleader = "{dice.pick(LEADERS)}"\n'
        f'start = 2018-01-{1 + dice.below(10):02}\ndue = {due}\nkind = "project"\nkey = {str(number % 10 == 0).lower()}\nweight = {weight}\n'
        f'unit = "{unit}"\nbaseline = 0\ntarget = {target}\ngoal = "{target}{unit}"\nmeasures = ["逐户会商"]\n'
    )
    if invest:
        text.append(f"invest = {invest}\n")
    if number % 40 in (1, 2, 3):
        text.append(f'parent = "H-{number // 40:04}"\n')
    text.append(f"log = [\n{log(dice, number, owner, target, due, invest, reports)}]\n")


def county(folder, nth, tasks, reports):
    folder.mkdir(parents=True, exist_ok=True)
    dice = Dice(nth + 1)
    book = [
        f'[ledger]\nformat = 1\ntitle = "第{nth:03}县2018年重点工作台账"\noffice = "第{nth:03}县政府督查室"\nyear = 2018\ncadence = "dekad"\n'
    ]
    book += [f'\n[[area]]\nid = "{key}"\nname = "{name}"\n' for key, name in AREAS]
    book += [f'\n[[department]]\nid = "d{number:02}"\nname = "县第{number}局"\n' for number in range(40)]
    (folder / "duban.toml").write_text("".join(book), encoding="utf-8")
    for at, (area, _) in enumerate(AREAS):
        text = [f'area = "{area}"\n']
        for number in range(at, tasks, len(AREAS)):
            if number % 40 == 0:
                text.append(f'\n[[task]]\nid = "H-{number // 40:04}"\ntitle = "第{number // 40}个专项"\nweight = {dice.pick(WEIGHTS)}\n')
            task(number, dice, reports, text)
        (folder / f"{area}.toml").write_text("".join(text), encoding="utf-8")


def main():
    if len(sys.argv) != 5:
        sys.exit("usage: generate.py DIR COUNTIES TASKS REPORTS")
    folder, (counties, tasks, reports) = pathlib.Path(sys.argv[1]), map(int, sys.argv[2:])
    for nth in range(1, counties + 1):
        county(folder / f"{nth:03}", nth, tasks, min(reports, len(PERIOD_ENDS)))


if __name__ == "__main__":
    main()

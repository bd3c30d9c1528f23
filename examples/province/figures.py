"""The sums of `duban rollup` out of the table `daily`, to the last digit.

A share is a fraction, and a mean of thousands of them must not lose a half. So the engine adds up numerators by denominators, which are whole
numbers and stay exact in any order and on any number of machines; what is left, a few denominators a group, is finished here with fractions.
"""
import json
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

STANDINGS = "overdue lagging slightly-behind on-schedule ahead open awaiting struck not-started suspended cancelled rolled".split()
LIGHTS = {"red": "red", "yellow": "yellow", "green": "green", "blue": "blue", "no_light": "none"}
MONEY = {"元": 1, "万元": 10_000, "亿元": 100_000_000}


def rounded(value, decimals):
    """A fraction to so many decimals, half away from zero, as a number that JSON writes; None stays None."""
    if value is None:
        return None
    scaled = abs(value) * 10**decimals
    whole = int(scaled + Fraction(1, 2))
    return Decimal(whole if value >= 0 else -whole).scaleb(-decimals)


def counts(keys, day):
    columns = [f"sum(case when standing = '{name}' then 1 else 0 end)" for name in STANDINGS]
    columns += [f"sum(case when light = '{name}' then 1 else 0 end)" for name in LIGHTS.values()]
    counted = "standing not in ('cancelled', 'rolled', 'suspended')"
    columns += [f"sum(case when {counted} then coalesce({name}, 0) else 0 end)" for name in ("invest", "invested")]
    return f"select {keys}, count(*), {', '.join(columns)} from daily where day = date '{day}' group by {keys}"


def weights(keys, day):
    return (
        f"select {keys}, assessed, weight_den, sum(weight_num) from daily where day = date '{day}' group by {keys}, assessed, weight_den"
    )


def shares(keys, day, share):
    """Numerators of weight × share by both denominators; a task counts no less than nothing and no more than the whole."""
    held = f"greatest(least({share}_num, {share}_den), 0)"
    return (
        f"select {keys}, weight_den, {share}_den, sum(weight_num * {held}) from daily where day = date '{day}' and assessed"
        f" group by {keys}, weight_den, {share}_den"
    )


def pools(keys, day):
    """What counts up to a target, by unit and by which way it goes; null where there is no target."""
    return (
        f"select {keys}, unit, target is null, target < baseline, sum(baseline), sum(target), sum(reached) from daily"
        f" where day = date '{day}' and assessed and kind <> 'duty' and measure = 'cumulative'"
        f" group by {keys}, unit, target is null, target < baseline"
    )


def pooled(parts):
    """The one unit, its target, what is done and the rate; nothing where there are several units or ways."""
    none = {"unit": None, "target": None, "done": None, "pooled": None}
    units, ways = {part[0] for part in parts}, {part[2] for part in parts}
    is_money = units <= MONEY.keys()
    if not parts or any(part[1] for part in parts) or len(ways) > 1 or (len(units) > 1 and not is_money):
        return none
    worth = {unit: MONEY.get(unit, 1) for unit in units}
    sums = [sum(Fraction(part[at]) * worth[part[0]] for part in parts) for at in (3, 4, 5)]
    largest = sorted(units, key=worth.get, reverse=True)
    fits = [unit for unit in largest if all((total / worth[unit] * 10**6).denominator == 1 for total in sums[1:])]
    unit = (fits or largest[-1:])[0]
    baseline, target, done = (total / worth[unit] for total in sums)
    rate = (done - baseline) / (target - baseline) if target != baseline else None
    return {"unit": unit, "target": rounded(target, 6), "done": rounded(done, 6), "pooled": rounded(rate, 4)}


def rollup(engine, day, by):
    """A row for each group, named by its values of the columns `by`, as `duban rollup --format json` has it."""
    keys, many = ", ".join(f'"{column}"' for column in by), len(by)
    weight, assessed, planned, actual = (defaultdict(Fraction) for _ in range(4))
    pool = defaultdict(list)
    ask = lambda sql: (tuple(row) for row in list(engine.rows(sql))[1:])
    for row in ask(weights(keys, day)):
        part = Fraction(int(row[-1]), int(row[-2]))
        weight[row[:many]] += part
        if row[many]:
            assessed[row[:many]] += part
    for share, into in (("planned", planned), ("actual", actual)):
        for row in ask(shares(keys, day, share)):
            into[row[:many]] += Fraction(int(row[-1]), int(row[-2]) * int(row[-3]))
    for row in ask(pools(keys, day)):
        pool[row[:many]].append(row[many:])
    rows = []
    for row in sorted(ask(counts(keys, day)), key=lambda row: [value or "" for value in row[:many]]):
        group, tasks, numbers = row[:many], int(row[many]), [int(number) for number in row[many + 1 : -2]]
        standings, lights = dict(zip(STANDINGS, numbers)), dict(zip(LIGHTS, numbers[len(STANDINGS) :]))
        invest, invested = Fraction(row[-2]), Fraction(row[-1])
        over = lambda part, whole: Fraction(part) / whole if whole else None
        complete = standings["struck"] + standings["awaiting"]
        means = [over(total[group], assessed[group]) for total in (planned, actual)]
        lag = means[0] - means[1] if means[0] is not None else None
        rows.append(
            dict(zip(by, group))
            | {
                "tasks": tasks,
                "complete": complete,
                "completion": rounded(over(complete, tasks - standings["cancelled"] - standings["rolled"]), 4),
                "weight": rounded(weight[group], 6),
                "assessed_weight": rounded(assessed[group], 6),
                "planned": rounded(means[0], 4),
                "actual": rounded(means[1], 4),
                "lag": rounded(None if lag is None else lag * 100, 2),
            }
            | pooled(pool[group])
            | standings
            | lights
            | {
                "invest": rounded(invest, 6),
                "invested": rounded(invested, 6),
                "invest_rate": rounded(over(invested, invest), 4),
            }
        )
    return rows


def written(value):
    """JSON in which a decimal is a number with all its digits."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key, ensure_ascii=False)}: {written(part)}" for key, part in value.items()) + "}"
    if isinstance(value, Decimal):
        return str(value)
    return json.dumps(value, ensure_ascii=False, default=str)

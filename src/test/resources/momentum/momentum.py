#!/usr/bin/env python3
"""Industry momentum a second time, in decimal arithmetic of 50 digits, to compare the program with. Standard library only.

  python3 momentum.py make > returns.csv
      a table of invented returns (seed 20100401): seven groups, ten years, one of them listed late
  python3 momentum.py run returns.csv 2003-03 2009-11 3.81 1 3 12 1,3,6 > expected.csv
      FILE FROM TO RF LOOKBACKS...: top 1, 2 and 3 of each; several lookbacks with commas are one mean

Reads plain CSV with months as 200101 or 2001-01, in percent, -99.99 and -999 missing. Of a file of Kenneth French's library it reads the
first table, up to the next blank line.
"""
import random
import sys
from decimal import Decimal, getcontext

getcontext().prec = 50
ONE = Decimal(1)


def make():
    rng = random.Random(20100401)
    names = ["Alpha", "Beta", "Gamma", "Delta", "Epsi", "Zeta", "Late"]
    print("month," + ",".join(names))
    for i in range(120):
        market = rng.gauss(0.8, 4.0)
        cells = [f"{market * (0.7 + 0.1 * g) + rng.gauss(0.1 * g, 2.5):.2f}" for g in range(len(names))]
        if i < 40:
            cells[-1] = "-99.99"
        print(f"{2001 + i // 12:04d}-{i % 12 + 1:02d}," + ",".join(cells))


def load(path):
    names, months, rows = [], [], []
    before = []
    for line in open(path, encoding="utf-8-sig"):
        cells = [cell.strip() for cell in line.split(",")]
        digits = cells[0].replace("-", "")
        if len(digits) == 6 and digits.isdigit() and len(cells) > 1:
            names = names or before[1:]
            months.append(int(digits[:4]) * 12 + int(digits[4:]) - 1)
            values = [Decimal(cell) for cell in cells[1:]]
            rows.append([None if v in (Decimal("-99.99"), Decimal(-999)) else v / 100 for v in values])
        elif months:
            break
        before = cells
    assert months == list(range(months[0], months[0] + len(months)))
    return names, months, rows


def grow(values):
    wealth = ONE
    for value in values:
        wealth *= ONE + value
    return wealth


def held(rows, t, lookbacks, top):
    scores = []
    for g in range(len(rows[0])):
        if all(rows[i][g] is not None for i in range(t - max(lookbacks), t)):
            score = sum(grow([rows[i][g] for i in range(t - k, t)]) - 1 for k in lookbacks) / len(lookbacks)
            scores.append((-score, g))
    return [g for _, g in sorted(scores)[:top]]


def figures(returns, months, rf, equal):
    n = len(returns)
    wealth = peak = ONE
    drawdown = Decimal(0)
    for value in returns:
        wealth *= ONE + value
        peak = max(peak, wealth)
        drawdown = min(drawdown, wealth / peak - 1)
    cagr = wealth ** (Decimal(12) / n) - 1
    mean = sum(returns) / n
    stdev = (sum((value - mean) ** 2 for value in returns) / (n - 1)).sqrt() * Decimal(12).sqrt()
    years = {}
    for i, month in enumerate(months):
        years.setdefault(month // 12, []).append(i)
    full = {year: grow([returns[i] for i in at]) - 1 for year, at in years.items() if len(at) == 12}
    best = min(full, key=lambda year: (-full[year], year))
    worst = min(full, key=lambda year: (full[year], year))
    ahead = sum(full[year] > grow([equal[i] for i in years[year]]) - 1 for year in full)
    return [cagr, stdev, (cagr - rf) / stdev, drawdown, best, full[best], worst, full[worst], ahead, len(full)]


def run(path, first, last, rf, *windows):
    names, months, rows = load(path)
    month = lambda text: int(text[:4]) * 12 + int(text[5:]) - 1
    span = range(month(first) - months[0], month(last) - months[0] + 1)
    inside = [months[t] for t in span]
    rate = Decimal(rf) / 100
    equal = [sum(v for v in rows[t] if v is not None) / sum(v is not None for v in rows[t]) for t in span]
    print("name,cagr,stdev,sharpe,maxDrawdown,bestYear,best,worstYear,worst,ahead,years")
    table = []
    for window in windows:
        lookbacks = [int(k) for k in window.split(",")]
        for top in (1, 2, 3):
            label = ("lookback " if len(lookbacks) == 1 else "mean of lookbacks ") + " ".join(map(str, lookbacks)) + " top " + str(top)
            table.append((label, [sum(rows[t][g] for g in held(rows, t, lookbacks, top)) / top for t in span]))
    table.append(("equal weight of all groups", equal))
    table += [(name, [rows[t][g] for t in span]) for g, name in enumerate(names)]
    for name, returns in table:
        if None in returns:
            print(name + ",absent")
        else:
            cells = figures(returns, inside, rate, equal)
            print(name + "," + ",".join(f"{cell:.18f}" if isinstance(cell, Decimal) else str(cell) for cell in cells))


{"make": make, "run": run}[sys.argv[1]](*sys.argv[2:])

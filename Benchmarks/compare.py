#!/usr/bin/env python3
"""Says what became slower, or larger, between two outputs of Benchmarks/run by more than a tolerance.

Usage: compare.py STORED NEW [PERCENT]     (10 % unless told otherwise)

Tables are Markdown or tab-separated; a row is known by its table's header and its cells that are no numbers, or, where all are
numbers, by the first. Where a table holds ratios to a peer of the same run these are compared, since they depend least on the
machine; elsewhere our own times and memory. Exits with 1 if something became slower, with 2 if nothing could be compared.
"""

import re
import sys

BETTER_IF_LARGER = re.compile(r"/ Apus$|^ratio$|^rows/ms$")
BETTER_IF_SMALLER = re.compile(r"^Apus / |, m?s$|^ms/|^peak MB$|, MB$|, CPU s$")
OF_PEERS = re.compile(r"msprime|peer|htslib|scikit|diploSHIC")


def number(cell):
    try:
        return float(cell.replace(",", ""))
    except ValueError:
        return None


def tables(path):
    """The tables of a file: header -> {name of the row -> {column -> value}}; of rows that occur twice the first is kept."""
    found, header = {}, None
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
        elif "\t" in line:
            cells = line.split("\t")
        else:
            header = None
            continue
        if all(re.fullmatch(r":?-+:?", cell) for cell in cells):
            continue
        if all(number(cell) is None for cell in cells):
            header = tuple(cells)
            found.setdefault(header, {})
            continue
        if header is None or len(cells) != len(header):
            continue
        name = tuple(cell for cell in cells if cell and number(cell) is None and " - " not in cell) or (cells[0],)
        values = {column: number(cell) for column, cell in zip(header, cells) if number(cell) is not None}
        if name not in found[header]:
            found[header][name] = values
    return found


def compared(header):
    """The columns of a table that are compared, and whether larger is better."""
    ratios = [c for c in header if BETTER_IF_LARGER.search(c) or c.startswith("Apus / ")]
    own = ratios or [c for c in header if BETTER_IF_SMALLER.search(c) and not OF_PEERS.search(c)]
    memory = [c for c in header if c.endswith("MB") and not OF_PEERS.search(c)]
    return [(c, bool(BETTER_IF_LARGER.search(c))) for c in dict.fromkeys(own + memory)]


def main(stored, new, tolerance):
    before, after = tables(stored), tables(new)
    count, slower = 0, []
    for header, rows in before.items():
        for name, values in rows.items():
            now = after.get(header, {}).get(name)
            if now is None:
                print(f"not in the new run: {', '.join(name)} ({header[-1]})")
                continue
            for column, larger_is_better in compared(header):
                if not values.get(column) or not now.get(column):
                    continue
                count += 1
                factor = values[column] / now[column] if larger_is_better else now[column] / values[column]
                if factor > 1 + tolerance / 100:
                    slower.append(f"{', '.join(name)}: {column} {values[column]:g} -> {now[column]:g}, {factor:.2f} times worse")
    print(f"{count} figures compared, {len(slower)} worse by more than {tolerance:g} %")
    for line in slower:
        print("  " + line)
    return 2 if count == 0 else 1 if slower else 0


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2], float(sys.argv[3]) if len(sys.argv) == 4 else 10.0))

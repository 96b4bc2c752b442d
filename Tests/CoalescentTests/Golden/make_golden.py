"""Mean coalescence times under the demographies of this folder, for the simulator's tests.

pip install demes numpy scipy; python make_golden.py writes demography.json: for each *.demes.yaml the mean time in generations to
the common ancestor of two haplotypes, for each pair of populations sampled at the present. The two haplotypes are a Markov chain
on pairs of populations; its survival is integrated in steps short against every rate (matrix exponentials, sizes at the middle
of a step), with the moves of splits, admixture and pulses in between.
"""
import glob
import itertools
import json
import math
import os

import demes
import numpy as np
from scipy.linalg import expm

here = os.path.dirname(os.path.abspath(__file__))


def size(deme, t):
    for e in deme.epochs:
        if e.end_time <= t < e.start_time:
            if e.start_size == e.end_size:
                return e.start_size
            x = (e.start_time - t) / (e.start_time - e.end_time)
            if e.size_function == "linear":
                return e.start_size + (e.end_size - e.start_size) * x
            return e.start_size * math.exp(math.log(e.end_size / e.start_size) * x)
    return None


def mean_times(graph):
    names = [d.name for d in graph.demes]
    pairs = list(itertools.product(range(len(names)), repeat=2))
    number = {p: k for k, p in enumerate(pairs)}
    times = {0.0}
    for d in graph.demes:
        times |= {d.start_time} | {e.end_time for e in d.epochs}
    for m in graph.migrations:
        times |= {m.start_time, m.end_time}
    times = sorted(t for t in times | {p.time for p in graph.pulses} if math.isfinite(t))

    def generator(start, t):
        q = np.zeros((len(pairs), len(pairs)))
        for (i, j), k in number.items():
            s = size(graph.demes[i], t)
            if i == j and s:
                q[k, k] -= 1 / (2 * s)
            for m in graph.migrations:
                if m.end_time <= start < m.start_time:
                    a, b = names.index(m.dest), names.index(m.source)
                    for target in ((b, j) if i == a else None, (i, b) if j == a else None):
                        if target:
                            q[k, number[target]] += m.rate
                            q[k, k] -= m.rate
        return q

    def moved(vector, source, targets):
        one = np.eye(len(names))
        one[source] = 0
        one[source, source] = 1 - sum(targets.values())
        for t, p in targets.items():
            one[source, t] = p
        return np.kron(one, one) @ vector

    # Backwards recursion of the remaining time: value(state at t) = integral of survival from t on.
    value = np.zeros(len(pairs))
    for index in reversed(range(len(times))):
        start = times[index]
        end = times[index + 1] if index + 1 < len(times) else math.inf
        if end == math.inf:
            q = generator(start, start)
            alive = [k for (i, j), k in number.items() if size(graph.demes[i], start) and size(graph.demes[j], start)]
            value = np.zeros(len(pairs))
            value[alive] = np.linalg.solve(-q[np.ix_(alive, alive)], np.ones(len(alive)))
        else:
            count = max(1, math.ceil((end - start) / 5))
            h = (end - start) / count
            for step in reversed(range(count)):
                q = generator(start, start + (step + 0.5) * h)
                n = len(pairs)
                block = np.zeros((n + 1, n + 1))
                block[:n, :n] = q * h
                block[:n, n] = h
                e = expm(block)
                value = e[:n, :n] @ value + e[:n, n]
        for d in graph.demes:
            if d.start_time == start:
                value = moved(value, names.index(d.name), dict(zip(map(names.index, d.ancestors), d.proportions)))
        for p in graph.pulses:
            if p.time == start:
                value = moved(value, names.index(p.dest), dict(zip(map(names.index, p.sources), p.proportions)))
    present = [k for k, d in enumerate(graph.demes) if d.end_time == 0]
    return [[names[i], names[j], float(value[number[(i, j)]])] for i in present for j in present if i <= j]


golden = {
    os.path.basename(path): mean_times(demes.load(path).in_generations())
    for path in sorted(glob.glob(os.path.join(here, "*.demes.yaml")))
}
with open(os.path.join(here, "demography.json"), "w") as out:
    json.dump(golden, out, indent=1)
    out.write("\n")

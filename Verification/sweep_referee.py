"""Diversity of two lineages beside a sweep, solved exactly along each of many paths of the selected allele: the golden
values of SweepTheoryTests and SelectionTests. Independent of the simulator.

Paths: `backward`, Euler steps of the conditioned diffusion with two-point noise (partial sweeps, recurrent mutation);
`forward`, Wright-Fisher generations of any N(t) and dominance h, new copies arising at rate N(t), kept if they fix within
a few generations of the present (nothing is assumed about time reversal or about conditioning).

    python sweep_referee.py partial|recurrent|migration|growth|dominance [h ...]
"""
import sys

import numpy as np


class TwoLineages:
    """P(both on the selected background), P(one), P(none) and the expected time together, at several distances."""

    def __init__(self, distances, paths, final):
        shape = (len(distances), paths)
        self.rate = np.asarray(distances, float)[:, None]
        self.both = np.full(shape, final**2)
        self.one = np.full(shape, 2 * final * (1 - final))
        self.none = np.full(shape, (1 - final) ** 2)
        self.time = np.zeros(shape)

    def step(self, x, duration, coalescence, mutation=0.0):
        """`duration` in the unit of time, `rate` / 2 crossovers a unit; `coalescence` = duration / N(t) relative."""
        x = np.clip(x, 1e-12, 1 - 1e-12)
        self.time += (self.both + self.one + self.none) * duration
        e = np.exp(-self.rate / 2 * duration)
        a, b = (1 - x) * (1 - e), x * (1 - e)
        m = 1 - np.exp(-mutation * (1 - x) / x * duration)
        a = a + (1 - a) * m
        both = self.both * (1 - a) ** 2 + self.one * (1 - a) * b + self.none * b**2
        none = self.both * a**2 + self.one * a * (1 - b) + self.none * (1 - b) ** 2
        one = self.both * 2 * a * (1 - a) + self.one * ((1 - a) * (1 - b) + a * b) + self.none * 2 * b * (1 - b)
        self.both, self.one = both * np.exp(-coalescence / x), one
        self.none = none * np.exp(-coalescence / (1 - x))


def backward(distances, paths, seed, alpha=1000.0, size=1e4, final=1.0, mutation=0.0, c=0.01):
    """Sweeps from one copy at constant size; time in 2N generations. The mean of pi / pi0 and its error."""
    rng = np.random.default_rng(seed)
    x = np.full(paths, min(final, 1 - 1 / (2 * size)))
    state = TwoLineages(distances, paths, final)
    while True:
        live = x > 1 / (2 * size)
        if not live.any():
            break
        y = 1 - x
        dt = np.where(live, np.minimum(c * np.minimum(x, y), 0.02 / alpha), 0.0)
        sign = np.where(rng.random(paths) < 0.5, 1.0, -1.0)
        moved = x - alpha * x * y / np.tanh(alpha * y) * dt + sign * np.sqrt(x * y * dt)
        moved = np.clip(moved, 0.1 / size, 1 - 0.1 / size)
        moved = np.where(live, moved, x)
        # Hazards by the harmonic mean of the two ends.
        middle = 2 / (1 / x + 1 / moved)
        state.step(middle, dt, dt, mutation)
        x = moved
    value = state.time + state.one + state.none
    return value.mean(1), value.std(1) / paths**0.5


def migrants(distances, paths, seed, moves, alpha=1000.0, size=1e4, c=0.01):
    """Two lineages of a sweeping deme that exchanges 2Nm = `moves` migrants each way with a like deme where the allele is
    not followed: the model of Genealogy+Sweep, not a test of it against forward migration. Mean of T / 2N, its error."""
    rng = np.random.default_rng(seed)
    x = np.full(paths, 1 - 1 / (2 * size))
    rate = np.asarray(distances, float)[:, None] / 2
    # Each lineage is on the selected background (0), on the ancestral one (1) or in the other deme (2).
    p = np.zeros((3, 3, len(distances), paths))
    p[0, 0] = 1
    time = np.zeros((len(distances), paths))
    while True:
        live = x > 1 / (2 * size)
        if not live.any():
            break
        y = 1 - x
        dt = np.where(live, np.minimum(c * np.minimum(x, y), 0.02 / alpha), 0.0)
        sign = np.where(rng.random(paths) < 0.5, 1.0, -1.0)
        moved = x - alpha * x * y / np.tanh(alpha * y) * dt + sign * np.sqrt(x * y * dt)
        moved = np.where(live, np.clip(moved, 0.1 / size, 1 - 0.1 / size), x)
        time += p.sum((0, 1)) * dt
        t = np.zeros_like(p)
        t[0, 1], t[1, 0], t[1, 2] = rate * y * dt, rate * x * dt, moves / y * dt
        t[2, 0], t[2, 1] = moves * x * dt, moves * y * dt
        for k in range(3):
            t[k, k] = 1 - t[k].sum(0)
        p = np.einsum("ijrp,ikrp,jlrp->klrp", p, t, t)
        p[0, 0] *= np.exp(-dt * 0.5 * (1 / x + 1 / moved))
        p[1, 1] *= np.exp(-dt * 0.5 * (1 / y + 1 / (1 - moved)))
        p[2, 2] *= np.exp(-dt)
        x = moved
    same = 2 * p[0, 1] + p[1, 1] + p[2, 2]
    apart = 2 * (p[0, 2] + p[1, 2])
    value = time + 2 * same + (2 + 1 / (2 * moves)) * apart
    return value.mean(1), value.std(1) / paths**0.5


def single_origin(haplotypes, paths, seed, theta, alpha=1000.0, size=1e4, c=0.01):
    """The probability that all of `haplotypes` carriers at the selected site descend from one mutation, and its error."""
    rng = np.random.default_rng(seed)
    x = np.full(paths, 1 - 1 / (2 * size))
    p = np.zeros((haplotypes + 1, paths))
    p[haplotypes] = 1
    while True:
        live = x > 1 / (2 * size)
        if not live.any():
            break
        y = 1 - x
        dt = np.where(live, np.minimum(c * np.minimum(x, y), 0.02 / alpha), 0.0)
        sign = np.where(rng.random(paths) < 0.5, 1.0, -1.0)
        moved = x - alpha * x * y / np.tanh(alpha * y) * dt + sign * np.sqrt(x * y * dt)
        moved = np.where(live, np.clip(moved, 0.1 / size, 1 - 0.1 / size), x)
        inverse = 0.5 * (1 / x + 1 / moved)
        for k in range(2, haplotypes + 1):
            pairs, mutants = k * (k - 1) / 2 * inverse, k * theta / 2 * (inverse - 1)
            leave = p[k] * (1 - np.exp(-(pairs + mutants) * dt))
            p[k] -= leave
            p[k - 1] += leave * pairs / (pairs + mutants)
        x = moved
    value = p.sum(0)
    return value.mean(), value.std() / paths**0.5


def forward_paths(size_at, s, h, start, window, per_generation, seed):
    """Frequencies by generation of copies that fixed within `window` of the present; rows are paths, columns times."""
    rng = np.random.default_rng(seed)
    largest = max(size_at(t) for t in range(start + 1))
    counts = np.zeros(0)
    names = np.zeros(0, int)
    born = 0
    history = []
    kept = []
    for t in range(start, -window - 1, -1):
        n = 2 * round(size_at(max(t, 0)))
        x = counts / (2 * round(size_at(max(t + 1, 0))))
        w1, w2 = np.exp(2 * h * s), np.exp(2 * s)
        mean = (1 - x) ** 2 + 2 * x * (1 - x) * w1 + x**2 * w2
        counts = rng.binomial(n, np.clip((x**2 * w2 + x * (1 - x) * w1) / mean, 0, 1)).astype(float)
        fixed = counts == n
        if t <= window:
            kept += [(name, t) for name in names[fixed]]
        alive = (counts > 0) & ~fixed
        counts, names = counts[alive], names[alive]
        new = rng.poisson(per_generation * size_at(max(t, 0)) / largest)
        counts = np.concatenate([counts, np.ones(new)])
        names = np.concatenate([names, np.arange(born, born + new)])
        born += new
        history.append((t, names, counts / n))
    return kept, history


def forward(distances, size_at, s, h, seed, reference, start=900, window=5, per_generation=2000):
    """Expected pair coalescence times in 2 x reference generations, their errors; mean age of the origin, its error."""
    kept, history = forward_paths(size_at, s, h, start, window, per_generation, seed)
    names = np.array([k[0] for k in kept])
    order = np.argsort(names)
    names = names[order]
    shift = np.array([k[1] for k in kept])[order]
    state = TwoLineages(distances, len(names), 1.0)
    state.rate = state.rate / (2 * reference)
    origin = np.zeros(len(names))
    for t, present, x in reversed(history):
        place = np.searchsorted(present, names)
        found = (place < len(present)) & (present[np.minimum(place, len(present) - 1)] == names)
        if not found.any():
            continue
        origin = np.where(found, t - shift, origin)
        frequency = np.where(found, x[np.minimum(place, len(x) - 1)], 0.5)
        state.step(frequency, np.where(found, 1.0, 0.0), np.where(found, 1 / (2 * size_at(max(t, 0))), 0.0))
    later = np.array([remaining(size_at, t) for t in range(0, start + 2)])
    value = (state.time + (state.one + state.none) * later[np.clip(origin, 0, start).astype(int)]) / (2 * reference)
    k = len(names) ** 0.5
    return value.mean(1), value.std(1) / k, origin.mean(), origin.std() / k, len(names)


def remaining(size_at, start):
    """The expected time of two lineages from `start` generations ago to their ancestor."""
    survival, total, t = 1.0, 0.0, start
    while t < start + 3000:
        total += survival
        survival *= 1 - 1 / (2 * size_at(t))
        t += 1
    return total + survival * 2 * size_at(t)


def windows(distances):
    return [f * d for d in distances for f in (0.9, 1.0, 1.1)]


def show(distances, mean, error):
    for i, d in enumerate(distances):
        a, b, c = mean[3 * i : 3 * i + 3]
        print(f"    ({d}, {(a + 4 * b + c) / 6:.6f}, {error[3 * i + 1]:.6f}),")


def main(what, only=()):
    if what == "partial":
        d = [20, 80, 160, 320, 640, 1280]
        for final in (0.4, 0.8):
            mean, error = backward(windows(d), 1500, 5, final=final)
            print(f"final {final}")
            show(d, mean, error)
    elif what == "recurrent":
        d = [20, 80, 160, 320]
        for theta in (0.1, 1.0):
            mean, error = backward(windows(d), 1500, 6, mutation=theta / 2)
            for n in (2, 10):
                value, se = single_origin(n, 2000, 11, theta)
                print(f"theta {theta}: one origin of {n} carriers {value:.5f} +- {se:.5f}")
            show(d, mean, error)
    elif what == "migration":
        d = [20, 80, 160]
        show(d, *migrants(windows(d), 2000, 12, 4.0))
    elif what == "growth":
        # 1000 until 400 generations ago, then exponential growth to 5000 now.
        size = lambda t: 1000.0 if t >= 400 else 5000.0 * 0.2 ** (t / 400)
        d = [10, 40, 80, 160, 320]
        mean, error, age, se, n = forward(windows(d), size, 0.02, 0.5, 8, 5000.0, start=1500, per_generation=20000)
        print(f"{n} paths, age of the origin {age:.2f} +- {se:.2f}")
        show(d, mean, error)
    elif what == "dominance":
        d = [10, 40, 80, 160, 320]
        for h in (0.0, 0.1, 0.5, 0.9, 1.0) if not only else only:
            # A dominant allele fixes slowly: earlier starts, or the longest paths are missing.
            start, rate = {0.0: (4000, 10000), 0.1: (4000, 5000), 0.5: (2000, 1000)}.get(h, (8000, 200))
            mean, error, age, se, n = forward(
                windows(d), lambda t: 5000.0, 0.02, h, 9, 5000.0, start=start, window=20, per_generation=rate)
            print(f"h {h}: {n} paths, duration {age:.2f} +- {se:.2f}")
            show(d, mean, error)


if __name__ == "__main__":
    main(sys.argv[1], [float(h) for h in sys.argv[2:]])

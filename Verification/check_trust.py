#!/usr/bin/env python3
"""Do calibrated probabilities and estimated false discovery rates hold on fresh simulations at the shares of a genome?

    Verification/check_trust.py APUS [FRESH]

Trains a toy study (40 haplotypes, windows of 440 kb, young sweeps, 2,000 replicates a class, beta calibration) and simulates FRESH (10,000) new
replicates of each class. Where 2 % of the genome's windows are hard sweeps, 2 % soft ones, 5 % linked to each, 86 % neutral:

1. the expected calibration error of the class called, over the fresh replicates weighted to these shares (must be under .03);
2. the rate at which fresh windows without a sweep are called, beside the false_call_rate of trust.tsv;
3. genomes drawn from the fresh replicates (all neutral ones, the others in their shares): the share of false calls among the windows
   with q up to the nominal rate, q being computed here anew (a twin of the program's) from 2,000 held-out replicates of each class.

Needs nothing but Python.
"""
import os, random, subprocess, sys, tempfile

CLASSES = ["neutral", "hard", "linked-hard", "soft", "linked-soft"]
SHARES = [0.86, 0.02, 0.05, 0.02, 0.05]
CALLED = [1, 3]
THRESHOLD = 0.5
STUDY = """
study: toy
data: {variants: contig.vcf.gz}
model:
  mutation_rate: {uniform: [2.0e-8, 3.0e-8]}
  recombination_rate: {exponential: {mean: 2.0e-8, max: 6.0e-8}}
  sweep: {selection_coefficient: {log_uniform: [0.01, 0.05]}, fixation_time: {uniform: [0, 100]}}
windows: {length: 440kb, subwindows: 11}
training: {replicates: 2000, seed: 11, calibration: beta}
learner: {extra_trees: {trees: 200}}
scan:
  {minimum_sites: 5, call_threshold: 0.5, force: true, rarity: {hard: 0.02, soft: 0.02, linked-hard: 0.05, linked-soft: 0.05}}
"""


DATA = """
study: contig
model: {haplotypes: 40, mutation_rate: 2.5e-8}
windows: {length: 440kb, subwindows: 11}
training: {replicates: 20, seed: 99}
"""


def run(apus, folder, *arguments):
    done = subprocess.run([apus, *arguments, "-q"] if arguments[0] != "predict" else [apus, *arguments],
                          cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def predictions(apus, folder, model, seed, replicates):
    """Rows of probabilities in the order of the classes, and the class of each row."""
    run(apus, folder, "features", "study.yaml", "--seed", str(seed), "--replicates", str(replicates), "--output-folder",
        f"fresh{seed}")
    run(apus, folder, "predict", model, f"fresh{seed}/training.npz", "-o", f"fresh{seed}.tsv", "--threads", "2")
    lines = [line.rstrip("\n").split("\t") for line in open(os.path.join(folder, f"fresh{seed}.tsv"))]
    places = [lines[0].index("p_" + name) for name in CLASSES]
    rows = [[float(line[place]) for place in places] for line in lines[1:]]
    assert len(rows) == len(CLASSES) * replicates
    return rows, [index % len(CLASSES) for index in range(len(rows))]


def weighted(row):
    # Every class has as many training rows as the others.
    values = [p * share for p, share in zip(row, SHARES)]
    total = sum(values)
    return [value / total for value in values] if total > 0 else [1 / len(row)] * len(row)


def main():
    apus = os.path.abspath(sys.argv[1])
    fresh = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "study.yaml"), "w") as file:
            file.write(STUDY)
        with open(os.path.join(folder, "data.yaml"), "w") as file:
            file.write(DATA)
        run(apus, folder, "simulate", "data.yaml", "-o", "contig.vcf.gz", "--layout", ",".join(["neutral"] * 15))
        run(apus, folder, "run", "study.yaml")
        facts = [line.rstrip("\n").split("\t") for line in open(os.path.join(folder, "toy.run", "trust.tsv"))]
        stated = {(row[0], row[1]): float(row[3]) for row in facts[1:]}
        rows, labels = predictions(apus, folder, "toy.run/model.npz", 21, fresh)
        held, held_labels = predictions(apus, folder, "toy.run/model.npz", 31, 2000)

        # 1. Calibration.
        bins = [[0.0, 0.0, 0.0] for _ in range(10)]
        for row, label in zip(rows, labels):
            own = weighted(row)
            most = max(own)
            one = bins[min(max(-(-most * 10 // 1) - 1, 0), 9).__int__()]
            weight = SHARES[label] / fresh
            one[0] += weight
            one[1] += weight * (own.index(most) == label)
            one[2] += weight * most
        error = sum(abs(right - said) for _, right, said in bins) / sum(one[0] for one in bins)
        print(f"1. expected calibration error {error:.4f} on fresh replicates; the program says "
              f"{stated['calibration_error', 'as_used']:.4f}, {stated['calibration_error', 'before_calibration']:.4f} "
              "before calibration")

        # 2. The rate of false calls.
        def is_called(row):
            most = max(row)
            return row.index(most) in CALLED and most >= THRESHOLD
        null = [label for label in range(5) if label not in CALLED]
        rate = sum(SHARES[label] * sum(is_called(row) for row in rows[label::5]) / fresh for label in null)
        rate /= sum(SHARES[label] for label in null)
        print(f"2. false calls: {rate:.5f} of fresh windows without a sweep; the program expects "
              f"{stated['false_call_rate', '.']:.5f}")

        # 3. Genomes.
        score = lambda row: sum(weighted(row)[label] for label in CALLED)
        scores = [[score(row) for row in rows[label::5]] for label in range(5)]
        reference = [sorted(score(row) for row in held[label::5]) for label in range(5)]
        import bisect
        null_share = sum(SHARES[label] for label in null)
        for nominal in [0.05, 0.1, 0.2]:
            false, called = 0, 0
            for number in range(20):
                draw = random.Random(number)
                genome = []
                for label in range(5):
                    count = round(fresh * SHARES[label] / SHARES[0])
                    genome += [(value, label) for value in draw.sample(scores[label], min(count, fresh))]
                genome.sort(reverse=True)
                size, best = len(genome), 0
                for index in range(size):
                    if index + 1 < size and genome[index + 1][0] == genome[index][0]:
                        continue
                    at_least = sum(SHARES[label] * (len(reference[label]) - bisect.bisect_left(reference[label], genome[index][0]) + 1)
                                   / (len(reference[label]) + 1) for label in null)
                    if size * at_least / (index + 1) <= nominal:
                        best = index + 1
                called += best
                false += sum(label not in CALLED for _, label in genome[:best])
            realised = f"{false / called:.3f}" if called else "none called"
            print(f"3. nominal FDR {nominal}: realised {realised} ({false} of {called} calls in 20 genomes of {size} windows)")


main()

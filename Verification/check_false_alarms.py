#!/usr/bin/env python3
"""How often does the check of a study fire where the simulations are those of the data, and how often where they are not?

    Verification/check_false_alarms.py APUS [STUDIES [FIRST [CASE...]]]

Studies are numbered from FIRST (0) on, and the number is what every seed is made of: the thresholds of the check were chosen by the
studies 0 to 99, so a rate that is to be believed comes from others. CASE is the number of a case below; all are run without one. Half
as many studies as of the first case are made of the others.

Each study (toy size: 20 haplotypes, windows of 55 kb, 100 replicates a class) scans a contig of its own of 15 windows, one of them
a hard sweep, whose mutation rate is one draw from the prior of the study. Then the same contigs are scanned by studies that are wrong: a
mutation rate five times too high, a bottleneck left out, a tenfold recombination rate. Needs nothing but Python.
"""
import collections, concurrent.futures, os, random, shutil, subprocess, sys, tempfile

STUDY = """
study: toy
data: {variants: contig.vcf.gz}
model:
  mutation_rate: {uniform: [2.0e-8, 3.0e-8]}
  sweep: {fixation_time: {uniform: [0, 100]}}
windows: {length: 55kb, subwindows: 11}
training: {replicates: 100, seed: SEED}
learner: {extra_trees: {trees: 50}}
scan: {minimum_sites: 5}
"""
DATA = """
study: contig
model:
  haplotypes: 20
  mutation_rate: RATE
  recombination_rate: {exponential: {mean: 1.0e-8, max: 3.0e-8}}
  sweep: {selection_coefficient: 0.05, fixation_time: 10, soft_initial_frequency: 0.1}
windows: {length: 55kb, subwindows: 11}
training: {replicates: 20, seed: SEED}
"""
BOTTLENECK = """
time_units: generations
demes:
  - name: A
    epochs:
      - {end_time: 1500, start_size: 10000}
      - {end_time: 1300, start_size: 200}
      - {end_time: 0, start_size: 10000}
"""
LAYOUT = ",".join(["neutral"] * 7 + ["hard"] + ["neutral"] * 7)
# Name, keys of the data, keys of the study, the cause that should be named.
CASES = [
    ("in domain", [], [], None),
    ("mutation rate x 5", [], ["model.mutation_rate={uniform: [1.0e-7, 1.5e-7]}"], "mutation_rate"),
    ("bottleneck left out", ["model.demography=bottleneck.demes.yaml"], [], "demography"),
    ("recombination rate x 10", ["model.recombination_rate=1.0e-8"], ["model.recombination_rate=1.0e-7"], "recombination_rate"),
]


def study(apus, number, data_keys, study_keys):
    """Verdict, what is named, and the area of the two-sample test with the lower bound of its interval, of one study."""
    folder = tempfile.mkdtemp()
    try:
        rate = random.Random(number).uniform(2.0e-8, 3.0e-8)
        for name, text in [("data.yaml", DATA), ("study.yaml", STUDY), ("bottleneck.demes.yaml", BOTTLENECK)]:
            with open(os.path.join(folder, name), "w") as file:
                file.write(text.replace("RATE", repr(rate)).replace("SEED", str(1000 + number)))

        def run(*arguments, keys):
            sets = [word for key in keys for word in ("--set", key)]
            return subprocess.run(
                [apus, *arguments, "-q", "--threads", "1", *sets], cwd=folder, capture_output=True, text=True)

        # Data of another seed than the training.
        made = run("simulate", "data.yaml", "-o", "contig.vcf.gz", "--layout", LAYOUT, "--seed", str(500000 + number),
                   keys=data_keys)
        assert made.returncode == 0, made.stderr
        done = run("run", "study.yaml", keys=study_keys)
        rows = [line.rstrip("\n").split("\t") for line in open(os.path.join(folder, "toy.run", "check.tsv"))]
        facts = {row[0]: row for row in rows}
        verdict = facts["verdict"][2]
        assert (verdict == "refused") == (done.returncode == 65), done.stderr
        area = facts.get("two_sample_auc", ["", "", "nan", "nan"])
        return verdict, facts["likely_off"][1] if "likely_off" in facts else "none", float(area[2]), float(area[3])
    finally:
        shutil.rmtree(folder)


def main():
    apus = os.path.abspath(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    chosen = [CASES[int(word)] for word in sys.argv[4:]] or CASES
    for name, data_keys, study_keys, cause in chosen:
        own = count if cause is None else max(1, count // 2)
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            found = list(pool.map(lambda number: study(apus, number, data_keys, study_keys), range(first, first + own)))
        verdicts = collections.Counter(one[0] for one in found)
        causes = collections.Counter(one[1] for one in found)
        areas = sorted(one[2] for one in found)
        fired = sum(one[3] >= 0.7 for one in found)
        print(f"{name}: {own} studies from {first} on: {dict(verdicts)}; named: {dict(causes)}; AUC median {areas[own // 2]:.3f}, "
              f"two-sample test fires in {fired}")


main()

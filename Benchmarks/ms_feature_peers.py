"""Sets `apus features` on ms text beside `diploSHIC fvecSim` 1.1.0: the same files in one run, one thread, CPU time, and the
greatest difference between the two tables of features.

Usage: python3 ms_feature_peers.py APUS DIPLOSHIC [replicates]     (DIPLOSHIC: the script that pip installs; 100 replicates)
"""

import os
import resource
import subprocess
import sys
import tempfile

apus, diploshic = sys.argv[1:3]
replicates = int(sys.argv[3]) if len(sys.argv) > 3 else 100
environment = dict(os.environ, OPENBLAS_NUM_THREADS="1", NUMBA_NUM_THREADS="1", OMP_NUM_THREADS="1")
STUDY = """study: ms
model: {haplotypes: 100, population_size: 10000, mutation_rate: 1.32e-8, recombination_rate: 1.32e-8}
classes: {neutral: {}, other: {}}
windows: {length: 1.1Mb, subwindows: 11}
"""
# The expected number of sites is 4 N u L (1 + 1/2 + ... + 1/99).
RATES = {1000: 4.39e-9, 3000: 1.317e-8, 5000: 2.195e-8}
MODES = {"haploid": "diplos-hic.diploshic", "diploid": "diplos-hic-diploid.diploshic"}


def seconds(command):
    """CPU time of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def table(path):
    """The feature columns of a table; both programs have the same order, under partly other names."""
    lines = [line.rstrip("\n").split("\t") for line in open(path)]
    start = lines[0].index("pi_win0")
    return [[float(value) for value in row[start:]] for row in lines[1:]]


def first_of(path, short):
    """Writes the first replicate of an ms file alone."""
    with open(path) as text, open(short, "w") as out:
        begun = 0
        for line in text:
            begun += line.startswith("//")
            if begun == 2:
                break
            out.write(line.replace(f" {replicates} ", " 1 ", 1) if begun == 0 else line)


print("| S | individuals | diploSHIC, ms | Apus, ms | ratio | without the start: diploSHIC, ms | Apus, ms | ratio | "
      "greatest difference |")
print("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
with tempfile.TemporaryDirectory() as folder:
    study = f"{folder}/study.yaml"
    open(study, "w").write(STUDY)
    for sites, rate in RATES.items():
        text, short = f"{folder}/{sites}.ms", f"{folder}/{sites}-1.ms"
        seconds([apus, "simulate", study, "-o", text, "--class", "neutral", "--count", str(replicates), "--seed", "42",
                 "--set", f"model.mutation_rate={rate}"])
        first_of(text, short)
        for mode, features in MODES.items():
            def own(path):
                return seconds([apus, "features", path, "--features", features, "--set", "windows.length=1.1Mb",
                                "--threads", "1", "-q", "-o", f"{folder}/own.fvec"])

            def peer(path):
                return seconds([diploshic, "fvecSim", mode, path, f"{folder}/peer.fvec"])

            start = [min(own(short) for _ in range(3)), peer(short)]
            times = [min(own(text) for _ in range(3)), peer(text)]
            a, b = table(f"{folder}/own.fvec"), table(f"{folder}/peer.fvec")
            difference = max(
                abs(x - y) / max(1, abs(y)) for own_row, peer_row in zip(a, b, strict=True)
                for x, y in zip(own_row, peer_row, strict=True))
            mean = [1000 * t / replicates for t in times]
            slope = [1000 * (t - s) / (replicates - 1) for t, s in zip(times, start)]
            print(f"| {sites} | {mode} | {mean[1]:.1f} | {mean[0]:.3f} | {mean[1] / mean[0]:.0f} | {slope[1]:.1f} | "
                  f"{slope[0]:.3f} | {slope[1] / slope[0]:.0f} | {difference:.1e} |", flush=True)

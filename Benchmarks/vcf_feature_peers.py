"""Sets `apus features` on a VCF beside `diploSHIC fvecVcf` 1.1.0: the same file in one run, one thread, CPU time, the start of
the programs and reading included.

The file has 200 diploid individuals and some 200,000 sites on 50.6 Mb, as `apus simulate` writes it; windows of 1.1 Mb in 11
parts. Without an ancestral sequence diploSHIC computes 12 statistics of haplotypes; Apus is timed with these 12 and with the
15 that it has of such a file.

Usage: python3 vcf_feature_peers.py APUS PYTHON [rounds]
       (PYTHON: an interpreter with diploSHIC 1.1.0, whose package holds the script that `diploSHIC fvecVcf` runs)
"""

import os
import resource
import subprocess
import sys
import tempfile

apus, python = sys.argv[1:3]
rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
environment = dict(os.environ, OPENBLAS_NUM_THREADS="1", NUMBA_NUM_THREADS="1", OMP_NUM_THREADS="1")
PARTS = 46
LENGTH = PARTS * 1_100_000
STUDY = """study: vcf
model: {haplotypes: 400, population_size: 10000, mutation_rate: 1.5e-8, recombination_rate: 1.0e-8}
classes: {neutral: {}, other: {}}
windows: {length: 1.1Mb, subwindows: 11}
"""
TWELVE = "pi, thetaW, tajimasD, distVar, distSkew, distKurt, haplotypeCount, H1, H12, H2/H1, ZnS, omega"
SETS = {"12 statistics": TWELVE, "15, diplos-hic": "diplos-hic", "12 of genotypes, diplos-hic-diploid": "diplos-hic-diploid"}


def seconds(command):
    """CPU time of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def of_package(name):
    code = f"import importlib.util as u; print(u.find_spec('diploshic').submodule_search_locations[0] + '/{name}')"
    return subprocess.run([python, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


with tempfile.TemporaryDirectory() as folder:
    study, vcf = f"{folder}/study.yaml", f"{folder}/sites.vcf.gz"
    open(study, "w").write(STUDY)
    seconds([apus, "simulate", study, "-o", vcf, "--layout", ",".join(["neutral"] * PARTS), "--seed", "1"])
    contig = subprocess.run(["gzip", "-dc", vcf], check=True, capture_output=True).stdout
    rows = [line for line in contig.split(b"\n") if line and not line.startswith(b"#")]
    name = rows[0].split(b"\t", 1)[0].decode()

    def own(features):
        return seconds([apus, "features", vcf, "--features", features, "--set", "windows.length=1.1Mb", "--threads", "1", "-q",
                        "-o", f"{folder}/own.fvec"])

    def peer(diploid, script):
        # No population, no mask (of which a quarter would do), no ancestral sequence.
        last = ["0.75", "None"] if diploid else ["None", "None"]
        return seconds([python, script, vcf, name, str(LENGTH), "None", "1100000", "11", "None", "0.25", *last,
                        f"{folder}/statistics", f"{folder}/peer.fvec"])

    scripts = {False: of_package("makeFeatureVecsForChrArmFromVcf_ogSHIC.py"),
               True: of_package("makeFeatureVecsForChrArmFromVcfDiploid.py")}
    peers = {diploid: [] for diploid in scripts}
    times = {features: [] for features in SETS}
    # Alternately, so that what else runs on the machine slows both down.
    for _ in range(rounds):
        for diploid, script in scripts.items():
            peers[diploid].append(peer(diploid, script))
            for features, text in SETS.items():
                if ("genotypes" in features) == diploid:
                    times[features].append(own(text))
    print(f"{len(rows)} sites")
    print("| features | diploSHIC, s | Apus, s | ratio |")
    print("| --- | ---: | ---: | ---: |")
    for features in SETS:
        theirs, ours = min(peers["genotypes" in features]), min(times[features])
        print(f"| {features} | {theirs:.2f} | {ours:.3f} | {theirs / ours:.0f} |")

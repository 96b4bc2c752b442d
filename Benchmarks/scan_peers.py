"""Times scikit-allel on the haplotypes that ScanBenchmark wrote, one thread, CPU time, and compares the scores.

Usage: python3 scan_peers.py HAPLOTYPES SCORES     (needs numpy, scipy and scikit-allel)
"""

import sys
import time

import allel
import numpy as np

data = np.load(sys.argv[1], allow_pickle=False)
scores = np.load(sys.argv[2], allow_pickle=False)
bits = np.unpackbits(data["words"].view(np.uint8), axis=1, bitorder="little")
haplotypes, positions = bits[:, :400].astype("i1"), data["positions"]
common = np.minimum(haplotypes.sum(axis=1), 400 - haplotypes.sum(axis=1)) >= 20
print("scan", "CPU, s", "largest difference", sep="\t")
for name, own, compute in [
    ("iHS", scores["ihs"], lambda: allel.ihs(haplotypes, positions, use_threads=False)),
    ("nSL", scores["nsl"], lambda: np.where(common, allel.nsl(haplotypes, use_threads=False), np.nan)),
]:
    times = []
    for _ in range(3):
        begin = time.process_time()
        peer = compute()
        times.append(time.process_time() - begin)
    assert (np.isfinite(peer) == np.isfinite(own)).all(), name
    print(name, min(times), np.nanmax(np.abs(peer - own)), sep="\t", flush=True)

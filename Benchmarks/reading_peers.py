"""Times scikit-allel's read_vcf on the files of ReadingBenchmark: positions and genotypes, one thread, CPU time.

Usage: python3 reading_peers.py FILE...     (needs numpy and scikit-allel; VCF only)
"""

import sys
import time

import allel

print("file", "records", "scikit-allel, s", sep="\t")
for path in sys.argv[1:]:
    begin = time.process_time()
    callset = allel.read_vcf(path, fields=["variants/POS", "calldata/GT"])
    print(path.split("/")[-1], len(callset["variants/POS"]), time.process_time() - begin, sep="\t", flush=True)

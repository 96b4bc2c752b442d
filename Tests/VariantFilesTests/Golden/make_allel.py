"""Digests of what scikit-allel reads from the VCFs of the shared data folder, for AllelTests.

Usage: python3 make_allel.py SHARED/data >allel.json     (needs numpy and scikit-allel)

For each file and contig: the number of sites and an FNV-1a digest. Sites are records of one base against one base that are
polymorphic among the called alleles; of records at one position with the same alleles the first, with different ones none. Of
a site the digest takes POS (8 bytes, little-endian), then of each sample its called alleles in order and 255.
"""

import glob
import gzip
import json
import os
import subprocess
import sys
import tempfile

import allel
import numpy as np

PLOIDY = 4


def digest(data, value):
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


def hash_rows(positions, genotypes):
    """The digest of the sites of a contig."""
    value = 0xCBF29CE484222325
    for position, row in zip(positions, genotypes):
        body = np.concatenate([row, np.full((row.shape[0], 1), 255)], axis=1).ravel()
        body = body[body >= 0].astype(np.uint8).tobytes()
        value = digest(int(position).to_bytes(8, "little") + body, value)
    return value


def defines_genotypes(path):
    """Whether the header defines FORMAT/GT: without it scikit-allel reads GT as a number."""
    opened = gzip.open(path, "rt", errors="replace") if path.endswith(".gz") else open(path, errors="replace")
    with opened as lines:
        for line in lines:
            if line.startswith("##FORMAT=<ID=GT,"):
                return True
            if not line.startswith("##"):
                return False
    return False


def contigs(path):
    fields = ["variants/CHROM", "variants/POS", "variants/REF", "variants/ALT", "calldata/GT"]
    callset = allel.read_vcf(path, fields=fields, numbers={"GT": PLOIDY, "ALT": 4})
    if callset is None or "calldata/GT" not in callset:
        return None
    chrom, pos, ref, alt = (callset["variants/" + key] for key in ("CHROM", "POS", "REF", "ALT"))
    genotypes = callset["calldata/GT"].reshape(len(pos), -1, PLOIDY)
    kept = {}
    for index in range(len(pos)):
        if len(ref[index]) != 1 or len(alt[index, 0]) != 1 or alt[index, 1] or alt[index, 0] in "*.":
            continue
        called = genotypes[index][genotypes[index] >= 0]
        if called.size == 0 or called.min() == called.max():
            continue
        if called.max() > 1:
            return None
        kept.setdefault((chrom[index], pos[index]), []).append(index)
    result = {}
    for (name, _), indices in kept.items():
        if len({(ref[i], alt[i, 0]) for i in indices}) == 1:
            result.setdefault(name, []).append(indices[0])
    return {
        name: [len(rows), f"{hash_rows(pos[rows], genotypes[rows]):016x}"] for name, rows in sorted(result.items())
    }


root = sys.argv[1]
digests = {}
with tempfile.TemporaryDirectory() as folder:
    for archive in sorted(glob.glob(root + "/vcf_torture/*.tar.xz")):
        name = os.path.basename(archive)[: -len(".tar.xz")]
        os.mkdir(folder + "/" + name)
        subprocess.run(["tar", "-xf", archive, "-C", folder + "/" + name], check=True)
    files = []
    for base, prefix in ((root, ""), (folder, "torture:")):
        for place, _, names in os.walk(base):
            for name in names:
                if name.endswith((".vcf", ".vcf.gz")):
                    path = os.path.join(place, name)
                    files.append((prefix + os.path.relpath(path, base), path))
    for name, path in sorted(files):
        try:
            found = contigs(path) if defines_genotypes(path) else None
        except Exception as error:
            print(f"{name}: {error}", file=sys.stderr)
            continue
        if found:
            digests[name] = found
json.dump(digests, sys.stdout, indent=0, sort_keys=True)
print()

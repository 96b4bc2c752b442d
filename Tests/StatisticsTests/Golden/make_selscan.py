"""Makes selscan.json: scans of selscan's own example data by selscan 3.0.0, and by scikit-allel 1.3.13 where it has the same
options, ten digits of every other site. The data are sweep_middle.vcf.gz, p1.vcf.gz and p2.vcf.gz of its folder `example`.

    pip install numpy scipy scikit-allel==1.3.13
    python make_selscan.py PATH_OF_SELSCAN FOLDER_OF_EXAMPLES > selscan.json
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile

import allel
import numpy as np

SELSCAN, EXAMPLES = sys.argv[1:]


def read(name, folder):
    """Positions, haplotypes and a copy of the file, of the first site at each position: p1 and p2 are from ms text, of which
    several sites fell on one base."""
    positions, rows = [], []
    copy = f"{folder}/{name}.vcf"
    with gzip.open(f"{EXAMPLES}/{name}.vcf.gz", "rt") as lines, open(copy, "w") as kept:
        for line in lines:
            fields = line.split()
            if not line.startswith("#"):
                if positions and int(fields[1]) == positions[-1]:
                    continue
                positions.append(int(fields[1]))
                rows.append([int(call[k]) for call in fields[9:] for k in (0, 2)])
            kept.write(line)
    return np.array(positions), np.array(rows, dtype="i1"), copy


def selscan(statistic, arguments, positions):
    """The last column of selscan's table, one value a site; sites that it left out are null."""
    with tempfile.TemporaryDirectory() as folder:
        command = [SELSCAN, f"--{statistic}", *arguments, "--threads", "1", "--out", f"{folder}/x"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        path = [name for name in os.listdir(folder) if name.endswith(".out")][0]
        values = {}
        for line in open(f"{folder}/{path}"):
            fields = line.split()
            place = [field for field in fields[1:3] if field.isdigit()]
            if place:
                values[int(place[-1])] = float(fields[-1])
    return [values.get(p) for p in positions.tolist()]


def numbers(values):
    return [float(f"{v:.10g}") if np.isfinite(v) else None for v in values]


def spread(values, kept):
    result = np.full(len(kept), np.nan)
    result[kept] = values
    return numbers(result)


def common(haplotypes):
    frequency = haplotypes.mean(axis=1)
    return np.minimum(frequency, 1 - frequency) >= 0.05


result = {}
work = tempfile.TemporaryDirectory()
positions, haplotypes, copy = read("sweep_middle", work.name)
vcf = ["--vcf", copy]
# A scale that no gap reaches: selscan 3.0.0 takes it twice in iHH12.
flat = ["--gap-scale", "1000000000"]
kept = common(haplotypes)
h, p = haplotypes[kept], positions[kept]
result["sweep_middle"] = {
    "positions": positions.tolist(),
    "selscan": {
        "ihs": selscan("ihs", ["--pmap", *vcf], positions),
        "nsl": selscan("nsl", vcf, positions),
        "ihh12": selscan("ihh12", ["--pmap", *flat, *vcf], positions),
    },
    "allel": {
        "ihs": spread(allel.ihs(h, p, use_threads=False), kept),
        "nsl": spread(allel.nsl(h, use_threads=False), kept),
    },
}
positions, first, _ = read("p1", work.name)
_, second, _ = read("p2", work.name)
h = np.concatenate([first, second], axis=1)
kept = (h.min(axis=1) == 0) & (h.max(axis=1) == 1)
# Of two VCFs selscan 3.0.0 takes sites out at which half of all haplotypes are derived, as it counts individuals, and of
# .hap files it keeps those that do not vary: its XP scans are the defined ones where it gets those that do.
for name, part in [("p1", first), ("p2", second)]:
    np.savetxt(f"{work.name}/{name}.hap", part[kept].T, fmt="%d")
with open(f"{work.name}/x.map", "w") as f:
    f.writelines(f"1\tsite{i}\t{p}\t{p}\n" for i, p in enumerate(positions[kept]))
files = ["--hap", f"{work.name}/p1.hap", "--ref", f"{work.name}/p2.hap", "--map", f"{work.name}/x.map"]
result["p1 p2"] = {
    "positions": positions.tolist(),
    "selscan": {
        "xpehh": selscan("xpehh", ["--pmap", *files], positions),
        "xpnsl": selscan("xpnsl", files, positions),
    },
    "allel": {
        "xpehh": spread(allel.xpehh(first[kept], second[kept], positions[kept], use_threads=False), kept),
        "xpnsl": spread(allel.xpnsl(first[kept], second[kept], use_threads=False), kept),
    },
}
# Every other site is enough.
for case in result.values():
    case["positions"] = case["positions"][::2]
    for program in ["selscan", "allel"]:
        case[program] = {name: values[::2] for name, values in case[program].items()}
json.dump(result, sys.stdout, separators=(",", ":"))

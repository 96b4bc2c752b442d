"""Makes diploshic.json: feature vectors of made-up replicates as diploSHIC 1.1.0 writes them (fvecSim).

    pip install scikit-allel==1.3.13 numba scipy
    pip install --no-deps diploSHIC==1.1.0
    OPENBLAS_NUM_THREADS=1 python make_diploshic.py > diploshic.json
"""

import json
import os
import subprocess
import sys
import tempfile

import diploshic
import numpy as np

LENGTH = 11_000
# No masks, no outgroup; shares of unmasked bases and of mispolarised sites.
HAPLOID = ["None", "None", "None", "0", "0"]
DIPLOID = ["None", "None", "None", "None", "0", "None", "0"]


def mosaic(rng, haplotypes, sites, founders, switch=0.03):
    """Haplotypes that switch between a few founders, so that sites are in linkage disequilibrium."""
    base = (rng.random((founders, sites)) < rng.beta(0.5, 1.5, sites)).astype(int)
    result = np.empty((haplotypes, sites), int)
    for h in range(haplotypes):
        source = rng.integers(founders)
        for s in range(sites):
            if rng.random() < switch:
                source = rng.integers(founders)
            result[h, s] = base[source, s]
    return result


def vary(x):
    """Gives every monomorphic site one carrier."""
    for s in range(x.shape[1]):
        if x[:, s].min() == x[:, s].max():
            x[s % len(x), s] = 1 - x[s % len(x), s]
    return x


def replicates(rng):
    def places(count):
        return np.sort(np.round(rng.random(count), 4))

    yield vary(mosaic(rng, 24, 150, 6)), places(150)
    # Monomorphic sites, of both kinds, some at the ends of subwindows.
    yield mosaic(rng, 24, 160, 5), places(160)
    # Sites that are heterozygous in all individuals.
    x = vary(mosaic(rng, 24, 140, 6))
    x[:, ::9] = np.tile([[0], [1]], (12, 16))
    yield x, places(140)
    # Equal positions, and a crowd at the end.
    p = np.concatenate([np.repeat(places(30), 2), np.full(30, 0.9999)])
    yield vary(mosaic(rng, 24, 90, 5)), np.sort(p)
    # One site in a subwindow flattens Tajima's D; a subwindow without sites does not.
    p = np.concatenate([places(100) * 0.2, [0.5], places(40) * 0.1 + 0.9])
    yield vary(mosaic(rng, 24, 141, 6)), np.sort(p)
    # A subwindow with nothing but sites fixed for the derived allele.
    p = np.concatenate([places(100) * 0.45, np.linspace(0.55, 0.6, 8), places(60) * 0.35 + 0.64])
    x = vary(mosaic(rng, 24, 168, 6))
    x[:, 100:108] = 1
    yield x, np.sort(p)
    yield vary(mosaic(rng, 24, 3, 6)), places(3)


def vectors(script, settings, replicate, folder):
    x, places = replicate
    ms, out = os.path.join(folder, "in.ms"), os.path.join(folder, "out.fvec")
    with open(ms, "w") as file:
        file.write(f"ms {len(x)} 1\n1 2 3\n\n//\nsegsites: {x.shape[1]}\n")
        file.write("positions: " + " ".join(f"{p:.4f}" for p in places) + "\n")
        file.write("\n".join("".join(map(str, row)) for row in x) + "\n")
    path = os.path.join(os.path.dirname(diploshic.__file__), script)
    command = [sys.executable, path, ms, str(LENGTH), "11", *settings, "None", out]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    with open(out) as file:
        return [float(value) for value in file.read().splitlines()[1].split()]


def main():
    rng = np.random.default_rng(200262)
    result = []
    with tempfile.TemporaryDirectory() as folder:
        for x, places in replicates(rng):
            result.append({
                "haplotypes": ["".join(map(str, row)) for row in x.tolist()], "places": places.tolist(),
                "haploid": vectors("makeFeatureVecsForSingleMs_ogSHIC.py", HAPLOID, (x, places), folder),
                "diploid": vectors("makeFeatureVecsForSingleMsDiploid.py", DIPLOID, (x, places), folder),
            })
    json.dump(result, sys.stdout)
    print()


main()

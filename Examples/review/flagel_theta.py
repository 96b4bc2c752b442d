"""Tables of the spectrum of segregating sites from the simulations of Flagel et al. 2019 (doi:10.1093/molbev/msy224).

Usage: python3 flagel_theta.py theta_sim.npz FOLDER     (needs numpy)

theta_sim.npz (github.com/flag0010/pop_gen_cnn, theta/) holds 4,000 + 1,000 matrices of 40 haplotypes without recombination,
one row of zeros behind another where there are fewer sites than 489, and the theta, 10 to 50, of each. Writes
FOLDER/theta_train.tsv and FOLDER/theta_test.tsv: the square roots of the spectrum of derived alleles, segregating sites, Watterson's
estimator, the mean pairwise difference and the number of haplotypes; prints the error of Watterson's estimator on the test
rows.
"""

import sys

import numpy as np

simulations = np.load(sys.argv[1], allow_pickle=False)
haplotypes = 40
harmonic = (1 / np.arange(1, haplotypes)).sum()


def features(matrices):
    """Rows of features of matrices x sites x haplotypes."""
    counts = matrices.sum(axis=2)
    k = np.arange(1, haplotypes)
    spectrum = np.stack([(counts == count).sum(axis=1) for count in k], axis=1)
    sites = spectrum.sum(axis=1)
    pairs = haplotypes * (haplotypes - 1) / 2
    different = (spectrum * (k * (haplotypes - k))).sum(axis=1) / pairs
    distinct = [len({matrix[:, one].tobytes() for one in range(haplotypes)}) for matrix in matrices]
    return np.column_stack([np.sqrt(spectrum), sites, sites / harmonic, different, distinct])


names = [f"sfs_{count}" for count in range(1, haplotypes)] + ["ss", "watterson", "pi", "haplotypes"]
for part in ["train", "test"]:
    rows, truth = features(simulations["x" + part]), simulations["y" + part]
    with open(f"{sys.argv[2]}/theta_{part}.tsv", "w") as table:
        print(*names, "theta", sep="\t", file=table)
        for row, theta in zip(rows, truth):
            print(*(f"{value:.10g}" for value in row), repr(float(theta)), sep="\t", file=table)
    if part == "test":
        error = np.sqrt(np.mean((rows[:, names.index("watterson")] - truth) ** 2))
        print(f"Watterson's estimator on the test rows: root mean squared error {error:.4f}")

"""Checks the installed package: python installed_package.py FOLDER (a copy of Examples/demo)."""

import pathlib
import subprocess
import sys

import numpy as np

import apus


def main(folder):
    study = folder / "study.yaml"
    assert apus.version() == apus.__version__, (apus.version(), apus.__version__)
    found = apus.run(study, threads=2, settings={"training.replicates": 60, "scan.force": "true"})
    scan = found.scan()
    assert len(scan) == 45 and scan["start"].dtype == np.int64, len(scan)
    classes = ["neutral", "hard", "linked-hard", "soft", "linked-soft"]
    sums = sum(scan["p_" + name] for name in classes)
    assert np.allclose(sums, 1, atol=1e-5), sums
    assert found.report.exists() and found.summary()["windows"]
    training, observed = found.training(), found.observed()
    assert training.values.shape == (300, 121) and sorted(set(training.labels)) == [0, 1, 2, 3, 4]
    assert observed.columns == training.columns and list(observed.start) == list(scan["start"])
    assert np.all(np.isfinite(training.truth["mutation_rate"]))

    simulations = folder / "some.npz"
    subprocess.run([apus.path(), "simulate", study, "-o", simulations, "--replicates", "3", "-q"], check=True)
    haplotypes = apus.read_haplotypes(simulations)
    assert len(haplotypes) == 15 and haplotypes.haplotypes == 40
    for positions, alleles in haplotypes:
        assert alleles.shape == (40, len(positions)) and np.all(np.diff(positions) >= 0)
        counts = alleles.sum(axis=0)
        assert counts.min() > 0 and counts.max() < 40

    try:
        apus.run(folder / "nothing.yaml")
        raise AssertionError("a missing study is an error")
    except apus.ProgramError as error:
        assert error.code == 66 and "nothing.yaml" in str(error), error
    try:
        import pandas
    except ImportError:
        print("without pandas")
    else:
        frame = scan.to_pandas()
        assert len(frame) == 45 and training.to_pandas().shape == (300, 122)
        regions = pandas.read_csv(found.folder / "robustness.tsv", sep="\t") if (found.folder / "robustness.tsv").exists() else None
        assert regions is None or "accuracy" in regions
    print("the package works: 5 of 5 parts checked")


main(pathlib.Path(sys.argv[1]))

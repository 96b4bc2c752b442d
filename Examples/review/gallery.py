#!/usr/bin/env python3
"""Runs the published figures of this folder again and prints a table: what, published, ours, minutes, verdict.

    python3 gallery.py --apus ../../.build/release/apus [--size quick|full] [--data FOLDER] [--only NAME,NAME]

Everything it makes lies in gallery.run; what is finished there is not made again. Rows of published tables need --data, a folder with
the files that README.md names; without it they are passed over and said to be. Only the standard library is used.
"""

import argparse
import gzip
import os
import re
import subprocess
import sys
import time

MEAN = r"mean ([0-9.e+-]+), standard deviation ([0-9.e+-]+)"


def mean_of(name):
    return re.compile("^" + re.escape(name) + ": " + MEAN, re.M)


ACCURACY = mean_of("accuracy")


class Row:
    """One published figure: how it is made, how it is read from what apus prints, and the least value that reaches it."""

    def __init__(self, name, what, published, floor, pattern, study=None, quick=(), full=(), evaluate=("--splits", "3"),
                 settings=(), needs=None, commands=None, percent=True, least=True, reason=""):
        self.name, self.what, self.published, self.floor = name, what, published, floor
        self.pattern, self.study, self.evaluate, self.settings = pattern, study, evaluate, settings
        self.sizes = {"quick": quick, "full": full}
        self.needs, self.commands, self.percent, self.least, self.reason = needs, commands, percent, least, reason


def replicates(number):
    return ("training.replicates=%d" % number,)


def rows(data):
    def at(path):
        return os.path.join(data or "", path)

    def found(group, rate):
        return mean_of("%s found at %d %% false calls" % (group, rate))

    r2 = lambda target: mean_of("R2, " + target)
    svm = "learner.support_vector_machine."
    table = [
        Row("histories-5", "three histories, 5 statistics (figure II)", "93.33 %", .9333, ACCURACY, "demography.yaml",
            evaluate=("--splits", "10")),
        Row("histories-2", "three histories, 2 statistics", "83.33 %", .8333, ACCURACY, "demography.yaml",
            settings=("features='ss, fayWuH; windows: whole'",), evaluate=("--splits", "10")),
        Row("svm-5", "neutral, soft, hard: support vector machine, 5 statistics", "70.17 %", .7017, ACCURACY, "sweeps.yaml",
            settings=(svm + "probability_folds=0",), evaluate=("--splits", "5")),
        Row("svm-2", "the same, Tajima's D and H", "71.27 %", .7127, ACCURACY, "sweeps.yaml",
            settings=(svm + "probability_folds=0", "training.test_fraction=0.25",
                      "features='tajimasD, fayWuHOriginal; windows: whole; normalisation: total'"), evaluate=("--splits", "5")),
        Row("svm-5-standardised", "the same, 5 statistics standardised, for the grid search", "81.00 %", .81, ACCURACY,
            "sweeps.yaml", settings=(svm + "probability_folds=0", svm + "preprocess=standardise"), evaluate=("--splits", "5")),
        Row("size", "population size, R2", "0.923", .923, r2("ratio"), "size.yaml", percent=False, evaluate=("--splits", "5")),
        Row("pavlidis-500", "sweep or none, 2Ns = 500: found at 3 % false calls", "90 %", .90, found("sweep", 3),
            "pavlidis.yaml", quick=replicates(600)),
        Row("pavlidis-2500", "the same, 2Ns = 2500: found at 1 % false calls", "98 % at 0", .98, found("sweep", 1),
            "pavlidis.yaml", quick=replicates(600), settings=("model.sweep.selection_coefficient=0.125",)),
        Row("sfselect", "sweeps by the spectrum, s = 0.08: found at 5 % false calls", "a figure only", None,
            found("sweep or not", 5), "sfselect.yaml", quick=replicates(500)),
        Row("xp-sfselect", "of one of two populations: found at 5 % false calls", "a figure only", None, found("sweep", 5),
            "xp-sfselect.yaml", quick=replicates(500)),
        Row("evolboosting", "sweep or none by boosting: found at 5 % false calls", "not readable", None, found("sweep", 5),
            "evolboosting.yaml", quick=replicates(500)),
        Row("hierarchical-boosting", "five kinds of sweeps, own simulations", "not readable", None, ACCURACY,
            "hierarchical-boosting.yaml", quick=replicates(200)),
        Row("boosting-table", "their shipped table (multinomial logit 79.6 %)", "83.2 %", .832, ACCURACY,
            needs="hierarchical_boosting/training_data.txt.gz", commands="boosting"),
        Row("boosting-cascade", "the same table by their cascade (64.6 % is the mean over classes of what it resolves rightly)", "64.6 %",
            .646, ACCURACY, needs="hierarchical_boosting/training_data.txt.gz", commands="boosting-cascade"),
        Row("s-hic-ceu", "S/HIC's vectors of Europeans, accuracy", "58.7 %", .587, ACCURACY,
            needs="shic_training_1kg/CEU", commands="shic"),
        Row("diplos-hic", "five classes from genotypes", "84.1 %", .841, ACCURACY, "diplos-hic.yaml", quick=replicates(200),
            reason="not like for like: the sizes of the benchmark's history are not known here"),
        Row("filet", "introgression, three classes", "85.8 %", .858, ACCURACY, "../introgression/study.yaml",
            quick=replicates(700), full=replicates(10000)),
        Row("evonet", "four kinds of selection, sizes unknown", "93.8 %", .938, ACCURACY, "evonet.yaml", quick=replicates(150),
            reason="priors of selection are our own and include weak and old sweeps; theirs could not be read"),
        Row("abc", "three histories of three populations (their table: 80.2 %)", "80.2 %", .802, ACCURACY, "abc.yaml",
            quick=replicates(1500)),
        Row("abc-table", "abcrf's table of SNP loci, 10,000 rows", "80.2 %", .802, ACCURACY, needs="abcrf_snp/snp.tsv.gz",
            commands="abcrf"),
        Row("abc-r", "abcrf's r of model 3, R2", "0.70", .70, r2("r"), needs="abcrf_snp/snp_model3.tsv.gz", commands="abcrf-r",
            percent=False),
        Row("rho", "4Nr of 20 kb, R2 of its logarithm (graph network .953, alignment .944, first CNN .862, of rho itself)",
            "0.953", .953, r2("rho"), "recombination.yaml", quick=replicates(4000), percent=False,
            reason="theirs is on rho itself with 187,000 simulations"),
        Row("theta", "theta of Flagel et al., root mean squared error", "5.89", 5.89,
            re.compile(r"root mean squared error ([0-9.]+)"), needs="flagel_theta/theta_sim.npz", commands="theta",
            percent=False, least=False),
        Row("sizes", "three sizes and two times, R2 of log N0 (.781, .624, .500, .683, .701 of five)", "0.781", .781, r2("N0"),
            "sizes.yaml", quick=replicates(2500), percent=False),
    ]
    for row in table:
        if row.needs:
            row.path = at(row.needs)
    return table


class Gallery:
    def __init__(self, options):
        self.options = options
        self.folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "gallery.run")
        os.makedirs(self.folder, exist_ok=True)
        self.log = open(os.path.join(self.folder, "log.txt"), "a")

    def apus(self, *arguments):
        command = [self.options.apus] + list(arguments)
        self.log.write("$ " + " ".join(command) + "\n")
        self.log.flush()
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              cwd=os.path.dirname(os.path.abspath(__file__)))
        self.log.write(done.stdout + "\n")
        self.log.flush()
        if done.returncode:
            raise RuntimeError(done.stdout.strip().splitlines()[-1] if done.stdout.strip() else "no output")
        return done.stdout

    def threads(self):
        return ["--threads", str(self.options.threads)] if self.options.threads else []

    def study(self, row):
        settings = list(row.sizes[self.options.size]) + list(row.settings)
        name = row.name + ("" if self.options.size == "full" else "-quick")
        settings += ["study=" + name, "output=" + os.path.join(self.folder, name + ".run"), "training.robustness=0"]
        flags = [word for setting in settings for word in ("--set", setting)] + self.threads() + ["--quiet"]
        self.apus("features", row.study, *flags)
        return self.apus("evaluate", row.study, *row.evaluate, *flags)

    def made(self, name, make):
        path = os.path.join(self.folder, name)
        if not os.path.exists(path):
            make(path)
        return path

    def boosting_table(self, row):
        """Blanks to tabs, rows without all values left out."""
        def make(path):
            with gzip.open(row.path, "rt") as source, open(path, "w") as target:
                for line in source:
                    cells = line.replace('"', "").replace("scenario", "classLabel").split()
                    if "NA" not in cells:
                        target.write("\t".join(cells) + "\n")
        return self.made("boosting.tsv", make)

    def boosting_cascade(self, row):
        order = "((ancient_complete, recent_complete), (neutral, (ancient_incomplete, recent_incomplete)))"
        return self.apus("evaluate", self.boosting_table(row), "--folds", "10", "--learner", "cascade", "--set",
                         "order=" + order, *self.threads())

    def boosting(self, row):
        table = self.boosting_table(row)
        return self.apus("evaluate", table, "--folds", "10", "--learner", "extra-trees", "--set", "trees=500", *self.threads())

    def shic(self, row):
        files = ["%s=%s/%s.fvec" % (kind, row.path, name) for kind, name in [
            ("neutral", "neut"), ("linkedSoft", "linkedSoft"), ("soft", "soft"), ("linkedHard", "linkedHard"), ("hard", "hard")]]
        return self.apus("evaluate", *files, "--positive", "hard,soft", "--set", "training.test_fraction=0.3", "--splits", "3",
                         "--learner", "xgboost", "--set", "max_depth=4", *self.threads())

    def abcrf(self, row):
        return self.apus("evaluate", row.path, "--splits", "2", "--learner", "abc-random-forest", "--set", "trees=500",
                         *self.threads())

    def abcrf_r(self, row):
        return self.apus("evaluate", row.path, "--target", "r", "--splits", "2", "--learner", "random-forest", "--set",
                         "trees=300", "--set", "max_features=third", "--set", "min_leaf=5", *self.threads())

    def theta(self, row):
        folder = self.folder
        if not os.path.exists(os.path.join(folder, "theta_test.tsv")):
            subprocess.run([sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), "flagel_theta.py"),
                            row.path, folder], check=True, stdout=self.log, stderr=self.log)
        model = os.path.join(folder, "theta.npz")
        self.apus("train", os.path.join(folder, "theta_train.tsv"), "--target", "theta", "--learner", "random-forest", "--set",
                  "trees=300", "--set", "max_features=third", "--set", "min_leaf=5", "-o", model, *self.threads())
        return self.apus("evaluate", os.path.join(folder, "theta_test.tsv"), "--target", "theta", "--model", model)

    def run(self, row):
        """What the row came to: text, verdict, minutes."""
        if row.needs and not (self.options.data and os.path.exists(row.path)):
            return "-", "no data: %s" % row.needs, 0
        begin = time.time()
        try:
            text = getattr(self, row.commands.replace("-", "_"))(row) if row.commands else self.study(row)
        except RuntimeError as error:
            return "-", "failed: %s" % error, (time.time() - begin) / 60
        minutes = (time.time() - begin) / 60
        match = row.pattern.search(text)
        if not match:
            return "-", "failed: no figure in the output (gallery.run/log.txt)", minutes
        value = float(match.group(1))
        spread = float(match.group(2)) if match.re.groups > 1 else None
        scale, unit, digits = (100, " %", 1) if row.percent else (1, "", 3)
        ours = "%.*f" % (digits, scale * value) + ("" if spread is None else " +- %.*f" % (digits, scale * spread)) + unit
        if row.floor is None:
            return ours, "nothing to compare with", minutes
        sign = 1 if row.least else -1
        if sign * (value - row.floor) >= 0:
            return ours, "reached", minutes
        if sign * (value - row.floor) + (spread or 0) >= 0:
            return ours, "within a standard deviation", minutes
        return ours, "under it" + (": " + row.reason if row.reason else ""), minutes


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--apus", default="apus")
    parser.add_argument("--size", choices=["quick", "full"], default="quick")
    parser.add_argument("--data")
    parser.add_argument("--only", default="")
    parser.add_argument("--threads", type=int)
    options = parser.parse_args()
    options.apus = os.path.abspath(options.apus) if os.path.sep in options.apus else options.apus
    wanted = [name for name in options.only.split(",") if name]
    table = rows(os.path.abspath(options.data) if options.data else None)
    unknown = set(wanted) - {row.name for row in table}
    if unknown:
        sys.exit("no row is called %s; there are %s" % (", ".join(sorted(unknown)), ", ".join(row.name for row in table)))
    gallery = Gallery(options)
    lines = ["| row | what | published | ours (%s size) | | minutes |" % options.size, "| --- | --- | ---: | ---: | --- | ---: |"]
    print("\n".join(lines), flush=True)
    failed = False
    for row in table:
        if wanted and row.name not in wanted:
            continue
        ours, verdict, minutes = gallery.run(row)
        failed |= verdict.startswith("failed")
        line = "| `%s` | %s | %s | %s | %s | %.1f |" % (row.name, row.what, row.published, ours, verdict, minutes)
        print(line, flush=True)
        lines.append(line)
    with open(os.path.join(gallery.folder, "table-%s.md" % options.size), "w") as target:
        target.write("\n".join(lines) + "\n")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

"""Reads the files that Apus writes; needs numpy, and pandas only for ``to_pandas``."""

import gzip
import json
import pathlib

import numpy as np


class Table(dict):
    """A table: column names and their values, as arrays of one length. Missing values are NaN, in text columns ""."""

    def __len__(self):
        """The number of rows."""
        return len(next(iter(self.values()), ()))

    def to_pandas(self):
        """The same as a pandas.DataFrame."""
        import pandas

        return pandas.DataFrame(dict(self))


def _column(values):
    """Whole numbers, else numbers, else text."""
    for kind in (np.int64, np.float64):
        try:
            return np.array([np.nan if value in ("NA", "") and kind is np.float64 else kind(value) for value in values])
        except ValueError:
            continue
    return np.array(["" if value == "NA" else value for value in values], dtype=str)


def read_table(path):
    """A tab-separated table of Apus, compressed or not, as a :class:`Table`; "#chrom" is called "chrom".

    Raises ValueError if a row has another number of fields than the header.
    """
    path = pathlib.Path(path)
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as file:
        header = file.readline().rstrip("\n").lstrip("#").split("\t")
        rows = [line.rstrip("\n").split("\t") for line in file if line.strip()]
    for number, row in enumerate(rows, 2):
        if len(row) != len(header):
            raise ValueError(f"{path}:{number}: {len(row)} fields, the header has {len(header)}")
    return Table({name: _column([row[place] for row in rows]) for place, name in enumerate(header)})


def read_scan(path):
    """The windows of a scan: of the folder of a study, or a scan.tsv.gz."""
    path = pathlib.Path(path)
    return read_table(path / "scan.tsv.gz" if path.is_dir() else path)


def _container(path, wanted):
    """The arrays and the manifest of an .npz whose format is ``wanted``."""
    arrays = np.load(path, allow_pickle=False)
    manifest = json.loads(arrays["manifest.json"])
    if manifest.get("format") != wanted:
        raise ValueError(f"{path}: the format is '{manifest.get('format')}', not '{wanted}'")
    return arrays, manifest


class Features:
    """A feature table: ``values`` (rows x columns), ``columns`` (names); of simulations ``labels`` (indices into
    ``classes``), ``replicates`` and ``truth`` (a :class:`Table`); of data ``chrom``, ``start``, ``end``."""

    def __init__(self, path):
        arrays, manifest = _container(path, "apus feature table")
        self.values = arrays["features"]
        self.columns = [column["name"] for column in manifest["schema"]["columns"]]
        self.classes = manifest.get("classes", [])
        self.labels = arrays["labels"] if "labels" in arrays else None
        self.replicates = arrays["replicates"] if "replicates" in arrays else None
        names = manifest.get("truthNames", [])
        self.truth = Table({name: arrays["truth"][:, place] for place, name in enumerate(names)}) if "truth" in arrays else None
        if "contig" in arrays:
            self.chrom = np.array(manifest["contigs"])[arrays["contig"]]
            self.start, self.end = arrays["start"], arrays["end"]

    def __len__(self):
        return len(self.values)

    def to_pandas(self):
        """The features, with the class or the place of each row, as a pandas.DataFrame."""
        import pandas

        frame = pandas.DataFrame(self.values, columns=self.columns)
        if self.labels is not None and self.classes:
            frame.insert(0, "class", np.array(self.classes)[self.labels])
        if hasattr(self, "chrom"):
            for place, (name, values) in enumerate([("chrom", self.chrom), ("start", self.start), ("end", self.end)]):
                frame.insert(place, name, values)
        return frame


def read_features(path):
    """A feature table (.npz): training.npz and observed.npz of a study, or what ``apus features -o`` wrote."""
    return Features(path)


class Haplotypes:
    """Simulated replicates: ``len`` of them; item k is a pair of positions (base pairs from the start of the window) and
    alleles (haplotypes x sites, 1: derived). ``labels`` index ``classes`` (-1: could not be simulated), ``truth`` says what
    was drawn for each."""

    def __init__(self, path):
        arrays, manifest = _container(path, "apus simulations")
        self._offsets, self._positions, self._words = arrays["offsets"], arrays["positions"], arrays["words"]
        self.haplotypes, self.length = manifest["haplotypes"], manifest["length"]
        self.classes, self.labels = manifest["classes"], arrays["labels"]
        self.truth = Table({name: arrays["truth"][:, place] for place, name in enumerate(manifest["truthNames"])})

    def __len__(self):
        return len(self._offsets) - 1

    def __getitem__(self, index):
        if not -len(self) <= index < len(self):
            raise IndexError(f"replicate {index} of {len(self)}")
        index %= len(self)
        sites = slice(self._offsets[index], self._offsets[index + 1])
        words = np.ascontiguousarray(self._words[sites], dtype="<u8")
        bits = np.unpackbits(words.view(np.uint8).reshape(len(words), -1), axis=1, bitorder="little")
        return self._positions[sites], bits[:, : self.haplotypes].T


def read_haplotypes(path):
    """Simulations (.npz) that ``apus simulate`` wrote."""
    return Haplotypes(path)


class Study:
    """The results of a study: the folder, what the program printed, and the tables in it."""

    def __init__(self, folder, output=""):
        self.folder = pathlib.Path(folder)
        self.output = output

    @property
    def report(self):
        """The page, to be opened in a browser."""
        return self.folder / "report.html"

    def scan(self):
        """Every window, with its call and the probabilities of the classes (or the numbers predicted)."""
        return read_scan(self.folder)

    def regions(self):
        """The called regions."""
        return read_table(self.folder / "regions.tsv")

    def summary(self):
        """The scan in a few numbers."""
        return json.loads((self.folder / "summary.json").read_text())

    def training(self):
        """The features of the simulations."""
        return read_features(self.folder / "training.npz")

    def observed(self):
        """The features of the data."""
        return read_features(self.folder / "observed.npz")

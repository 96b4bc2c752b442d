"""Apus from Python: runs the program, and reads what it writes.

>>> import apus
>>> study = apus.run("study.yaml", threads=4)
>>> scan = study.scan()                  # a column a name, as numpy arrays
>>> scan["p_hard"][scan["call"] == "hard"]
>>> scan.to_pandas()                     # where pandas is installed

Coordinates are 0-based and half-open, as in BED. What every column means: Documentation/Formats.md.
"""

from ._program import ProgramError, main, path, run, version
from ._readers import Features, Haplotypes, Study, Table, read_features, read_haplotypes, read_scan, read_table

__all__ = [
    "Features", "Haplotypes", "ProgramError", "Study", "Table", "main", "path", "read_features", "read_haplotypes",
    "read_scan", "read_table", "run", "version",
]
__version__ = "@VERSION@"

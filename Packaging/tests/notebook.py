#!/usr/bin/env python3
"""Runs a notebook from its first cell to its last, and fails where a cell does.

  notebook.py NOTEBOOK       with nbclient where it is installed (in Jupyter's kernel), else by plain execution of the cells

Cells of Markdown are skipped; magics (lines that begin with % or !) are an error of the plain way, which our notebooks do not have.
"""

import json
import pathlib
import sys
import traceback


def plainly(notebook):
    names = {"__name__": "__main__"}
    number = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        number += 1
        source = "".join(cell["source"])
        try:
            exec(compile(source, f"cell {number}", "exec"), names)
        except Exception:
            traceback.print_exc()
            sys.exit(f"cell {number} failed:\n{source}")
    return number


def in_kernel(path):
    import nbclient
    import nbformat

    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(notebook, timeout=1800, resources={"metadata": {"path": str(path.parent)}}).execute()
    return sum(cell.cell_type == "code" for cell in notebook.cells)


def main(path):
    try:
        import ipykernel  # noqa: F401
        import nbclient  # noqa: F401

        count, way = in_kernel(path), "in Jupyter's kernel"
    except ImportError:
        count, way = plainly(json.loads(path.read_text(encoding="utf-8"))), "one after the other"
    print(f"{path.name}: {count} cells ran {way}")


main(pathlib.Path(sys.argv[1]).resolve())

#!/usr/bin/env python3
"""Plants one bug after the other in a scratch copy of the last commit and prints which of the quicker CoalescentTests fail.

Usage: Verification/planted_bugs.py     (builds and tests seven times: about fifteen minutes)
"""

import pathlib
import re
import subprocess
import tempfile

GENEALOGY, NEUTRAL, SWEEP, TRAJECTORY = (
    "Genealogy.swift", "Genealogy+Neutral.swift", "Genealogy+Sweep.swift", "SweepTrajectory.swift")
DROP_IN_GAP = "    if left.right != right.left { return }\n"
CUT_NEUTRAL = "cut(lineage, at: place)\n"
CUT_SWEEP = "cut(lineage, at: UInt32(truncatingIfNeeded: boundary))\n"
# The suites that compare distributions with theory; all of CoalescentTests take several times as long.
SUITES = "NeutralTheoryTests|SweepTheoryTests|SelectionTests|StepSizeTests|TwinTests|StructureTests"
# name: (file, what stands there, what is planted) ...
BUGS = {
    "none": [],
    "crossovers between a lineage and the selected site left out": [
        (GENEALOGY, "isSweeping ? max(Int64(lineage.right), selectedUnit &+ 1) : Int64(lineage.right)",
         "Int64(lineage.right)"),
        (GENEALOGY, "isSweeping ? min(Int64(lineage.left), selectedUnit) : Int64(lineage.left)",
         "Int64(lineage.left)")],
    "crossovers in trapped gaps dropped": [
        (NEUTRAL, CUT_NEUTRAL, CUT_NEUTRAL + DROP_IN_GAP), (SWEEP, CUT_SWEEP, CUT_SWEEP + DROP_IN_GAP)],
    "s doubled": [(TRAJECTORY, "SweepDrift(at: x, alpha: 2 * size", "SweepDrift(at: x, alpha: 4 * size")],
    "4N in place of 2N": [(NEUTRAL, "coalescenceRate: 0.5 / (", "coalescenceRate: 0.25 / (")],
    "steps of the trajectory ten times longer": [
        (TRAJECTORY, "min(0.1 * distance, 0.05 / refinement", "min(distance, 0.5 / refinement"),
        (TRAJECTORY, ": 0.05 * distance", ": 0.5 * distance")],
    "the other parent's background drawn with 1 - x": [
        (GENEALOGY, "stream.uniform() < frequency ?", "stream.uniform() > frequency ?")],
}


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    with tempfile.TemporaryDirectory() as scratch:
        archive = subprocess.run(["git", "archive", "HEAD"], cwd=root, check=True, capture_output=True).stdout
        subprocess.run(["tar", "x", "-C", scratch], input=archive, check=True)
        sources = pathlib.Path(scratch, "Sources", "Coalescent")
        for name, edits in BUGS.items():
            saved = {file: (sources / file).read_text() for file, _, _ in edits}
            for file, old, new in edits:
                text = (sources / file).read_text()
                assert text.count(old) == 1, (name, file, text.count(old))
                (sources / file).write_text(text.replace(old, new))
            command = ["swift", "test", "-c", "release", "--filter", SUITES]
            run = subprocess.run(command, cwd=scratch, capture_output=True, text=True)
            failed = sorted(set(re.findall(r"✘ Test (\w+)\(.*failed", run.stdout + run.stderr)))
            print(f"{name}: exit {run.returncode}, failed: {', '.join(failed) or 'none'}", flush=True)
            for file, text in saved.items():
                (sources / file).write_text(text)


main()

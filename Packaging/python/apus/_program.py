"""Finds the program and runs it."""

import os
import pathlib
import shutil
import subprocess
import sys

from ._readers import Study


class ProgramError(RuntimeError):
    """The program ended with an error; ``code`` is its exit code (65: wrong data or settings, 66: missing file ...)."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def path():
    """The program: that of this package, else the one on the PATH; FileNotFoundError if there is none."""
    own = pathlib.Path(__file__).parent / "program" / "bin" / "apus"
    if own.exists():
        return str(own)
    script = os.path.realpath(sys.argv[0]) if sys.argv and sys.argv[0] else ""
    found = shutil.which("apus")
    if found and os.path.realpath(found) != script:
        return found
    raise FileNotFoundError("there is no program 'apus' in this package or on the PATH; see README.md, Install")


def version():
    """The version of the program."""
    done = subprocess.run([path(), "--version"], capture_output=True, text=True, check=True)
    return done.stdout.split()[0]


def run(study, *arguments, threads=None, settings=None, quiet=True):
    """Does a whole study (``apus run``) and returns its results as a :class:`Study`.

    ``settings`` overrides keys of the study file: ``{"training.replicates": 500}``; ``arguments`` are further words of the
    command line. Output goes to the terminal unless ``quiet``. Raises :class:`ProgramError` with the program's message; of a
    scan that is refused, too.
    """
    command = [path(), "run", str(study), *map(str, arguments)]
    if threads is not None:
        command += ["--threads", str(threads)]
    for key, value in (settings or {}).items():
        command += ["--set", f"{key}={value}"]
    if quiet:
        command.append("--quiet")
    done = subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE if quiet else None)
    if not quiet:
        print(done.stdout, end="")
    if done.returncode != 0:
        lines = [line for line in (done.stderr or "").splitlines() if line.startswith("apus: error")]
        raise ProgramError(done.returncode, lines[-1] if lines else f"apus ended with exit code {done.returncode}")
    reports = [line.split(": ", 1)[1] for line in done.stdout.splitlines() if line.startswith("report: ")]
    return Study(pathlib.Path(reports[-1]).parent, done.stdout)


def main():
    """The command ``apus``: becomes the program."""
    program = path()
    os.execv(program, [program, *sys.argv[1:]])

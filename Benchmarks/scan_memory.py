"""The most memory and the CPU time of `apus features` and `apus scan` along chromosomes of several lengths.

Usage: scan_memory.py APUS [FOLDER]     (FOLDER, if given, keeps the simulated files)

2,504 diploid individuals; windows of 1.1 Mb in 11 parts; one thread. Each command runs with all sites in memory, with the limit that
it has by itself, and with 16 MB of sites in memory (APUS_SITES_IN_MEMORY), beyond which they go to a temporary file; what the runs
write is compared byte by byte.
"""

import os
import subprocess
import sys
import tempfile

STUDY = """study: memory
data: {{variants: {variants}, ancestral: INFO/AA}}
model: {{mutation_rate: 1.25e-8, recombination_rate: 1.0e-8, population_size: 10_000, ancestry: smc_prime}}
features: "pi, tajimasD, H12"
windows: {{length: 1.1Mb, subwindows: 11}}
training: {{replicates: 20, seed: 1}}
learner: {{extra_trees: {{trees: 50}}}}
scan: {{minimum_sites: 10}}
"""
BLOCKS = (11, 44)
LIMITS = {"all in memory": str(1 << 40), "256 MB": None, "16 MB": "16000000"}


def run(command, folder, limit=None):
    """Runs the command; its greatest memory in MB and its CPU seconds."""
    environment = dict(os.environ)
    environment.pop("APUS_SITES_IN_MEMORY", None)
    if limit:
        environment["APUS_SITES_IN_MEMORY"] = limit
    with tempfile.TemporaryFile() as notes:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=notes, stderr=notes)
        _, status, usage = os.wait4(process.pid, 0)
        if status != 0:
            notes.seek(0)
            sys.exit(f"{' '.join(command)} failed: {notes.read().decode()}")
    return usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime


def main():
    apus = os.path.abspath(sys.argv[1])
    folder = sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp(prefix="apus-memory-")
    with open(f"{folder}/simulated.yaml", "w") as file:
        lines = [line for line in STUDY.format(variants="x").splitlines() if not line.startswith("data:")]
        file.write("\n".join(lines).replace("model: {", "model: {haplotypes: 5008, ") + "\n")
    for blocks in BLOCKS:
        for suffix in ("bcf", "vcf.gz"):
            name = f"{blocks}.{suffix}"
            if not os.path.exists(f"{folder}/{name}"):
                layout = ",".join(["neutral"] * blocks)
                run([apus, "simulate", "simulated.yaml", "-q", "-o", name, "--layout", layout], folder)
            with open(f"{folder}/{name}.yaml", "w") as file:
                file.write(STUDY.format(variants=name))
    run([apus, "run", f"{BLOCKS[0]}.bcf.yaml", "-q", "--output-folder", "model"], folder)
    print("command\tfile\tsites in memory\tpeak MB\tCPU s")
    for suffix in ("bcf", "vcf.gz"):
        for blocks in BLOCKS:
            name = f"{blocks}.{suffix}"
            written = {}
            for label, limit in LIMITS.items():
                common = ["-q", "--threads", "1"]
                features = [apus, "features", name, "-o", "table.npz", "--features", "pi, tajimasD, H12", *common]
                features += ["--set", "windows={length: 1.1Mb, subwindows: 11}", "--set", "scan.minimum_sites=10"]
                scan = [apus, "scan", name + ".yaml", "--model", "model/model.npz", "--output-folder", "scan", *common]
                for command, output in ((features, "table.npz"), (scan, "scan/scan.tsv.gz")):
                    memory, seconds = run(command, folder, limit)
                    print(command[1], name, label, f"{memory:.0f}", f"{seconds:.2f}", sep="\t", flush=True)
                    with open(f"{folder}/{output}", "rb") as file:
                        if written.setdefault(output, content := file.read()) != content:
                            sys.exit(f"{name}: {output} depends on where the sites are")


if __name__ == "__main__":
    main()

#!/bin/sh
# Makes filet.ms, filet.raw.tsv and filet.norm.tsv: two populations with a pulse between them, and what FILET's own program gives for
# them (https://github.com/kr-colab/FILET, built by gcc; its folder is the first argument).
set -e
apus simulate filet.yaml --count 6 -o filet.ms
gcc -O2 -w -I "$1" "$1/twoPopnStats_forML.c" "$1/msGeneralStats.c" -o twopopulations -lm
./twopopulations 12 8 < filet.ms > filet.raw.tsv
python3 "$1/normalizeTwoPopnStats.py" None 10000 < filet.raw.tsv > filet.norm.tsv
rm twopopulations

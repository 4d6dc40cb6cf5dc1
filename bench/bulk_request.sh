#!/usr/bin/env bash
# How many requests a second `emend bulk request` makes on one core: the worked cases of tests/vectors that give a
# request, over and over. Counts only what the process itself used, so that a busy machine matters less.
#
#   bench/bulk_request.sh [lines, 200000 unless told] [runs, 5]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
lines=${1:-200000} runs=${2:-5}
command=build/release/bin/emend
[[ -x $command ]] || { echo "build the release preset first" >&2; exit 1; }

input=$(mktemp)
trap 'rm -f "$input" "$input.counts"' EXIT
grep -E '"request": ?\{' tests/vectors/vendors.ndjson |
    awk -v lines="$lines" '{ cases[NR] = $0 } END { for (i = 0; i < lines; ++i) print cases[i % NR + 1] }' > "$input"

TIMEFORMAT='%U %S'
for ((i = 0; i < runs; ++i)); do
    { time "$command" bulk request "$input" > /dev/null 2> "$input.counts"; } 2>&1
done | sort -n | awk -v lines="$lines" '{ used[NR] = $1 + $2 }
    END { printf "%d lines: %.0f requests a second (median of %d runs; best %.0f)\n", lines, lines / used[int((NR + 1) / 2)], NR, lines / used[1] }'

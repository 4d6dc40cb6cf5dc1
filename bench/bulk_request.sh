#!/usr/bin/env bash
# How many requests a second `emend bulk request` makes on one core: the worked cases of tests/vectors that give a
# request, over and over, each with the members that the line has and no others. Counts only what the process itself
# used, so that a busy machine matters less.
#
#   bench/bulk_request.sh [lines, 200000 unless told] [runs, 5]
#   EMEND=build/bench/bin/emend bench/bulk_request.sh     another command than the release preset's
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
lines=${1:-200000} runs=${2:-5}
command=${EMEND:-build/release/bin/emend}
[[ -x $command ]] || { echo "build the release preset first" >&2; exit 1; }

input=$(mktemp)
trap 'rm -f "$input" "$input.counts"' EXIT
python3 - "$lines" > "$input" <<'END'
import itertools, json, sys
with open("tests/vectors/vendors.ndjson") as file:
    cases = [case for case in map(json.loads, file) if "request" in case.get("expect", {})]
members = ("id", "vendor", "resource", "params", "current", "patch", "desired", "options")
texts = [json.dumps({name: case[name] for name in members if name in case}, ensure_ascii=False) for case in cases]
for text in itertools.islice(itertools.cycle(texts), int(sys.argv[1])):
    print(text)
END

TIMEFORMAT='%U %S'
for ((i = 0; i < runs; ++i)); do
    { time "$command" bulk request "$input" > /dev/null 2> "$input.counts"; } 2>&1
done | sort -n | awk -v lines="$lines" '{ used[NR] = $1 + $2 }
    END { printf "%d lines: %.0f requests a second (median of %d runs; best %.0f)\n", lines, lines / used[int((NR + 1) / 2)], NR, lines / used[1] }'

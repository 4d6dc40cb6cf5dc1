#!/usr/bin/env bash
# Runs bulk_diff.py on a cluster of its own: a scheduler and two workers, processes on loopback. In the middle
# a worker is killed. Then holds the answers against those of one emend on the whole input: nothing may be
# lost, nothing doubled.
#
#   examples/dask/check.sh [--install] [parts, 24 unless told] [lines of a part, 4000]
#
# Needs Debian's python3-distributed: --install gets it with apt-get. Takes the emend of $EMEND, or of
# build/release.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

python=/usr/bin/python3  # Debian's own: its packages are not seen by others
if [[ ${1:-} == --install ]]; then
    shift
    as_root=(); ((EUID == 0)) || as_root=(sudo)
    "${as_root[@]}" apt-get install --yes --no-install-recommends python3-distributed
fi
if ! "$python" -c 'import distributed' 2> /dev/null; then
    echo "check.sh: python3-distributed is missing: apt-get install python3-distributed, or check.sh --install" >&2
    exit 2
fi
emend=$(realpath "${EMEND:-build/release/bin/emend}")
[[ -x $emend ]] || { echo "check.sh: no $emend: build the release preset, or set EMEND" >&2; exit 2; }
parts=${1:-24} lines=${2:-4000}

scratch=$(mktemp -d)
started=()
cleanup() {
    for each in "${started[@]}"; do kill -9 "$each" 2> /dev/null || true; done
    rm -rf "$scratch"
}
trap cleanup EXIT

"$python" - "$scratch" "$parts" "$lines" << 'END'
import json, os, random, sys
folder, parts, lines = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
dice = random.Random(7)
os.mkdir(f"{folder}/in")
for part in range(parts):
    with open(f"{folder}/in/part-{part:04}.ndjson", "w") as out:
        for at in range(part * lines, (part + 1) * lines):
            before = {"id": at, "tags": [dice.choice("abcdef") for _ in range(60)], "text": "x" * 300,
                      "items": [{"sku": dice.randrange(1000), "qty": dice.randrange(9)} for _ in range(9)]}
            after = json.loads(json.dumps(before))
            after["items"][dice.randrange(9)]["qty"] += 1
            after["tags"].insert(dice.randrange(60), "new")
            if at % 1000 == 999: del after["id"], before["id"]
            pair = {"id": at, "before": before, "after": after}
            if at % 1000 == 500: del pair["after"]  # a line that fails
            out.write(json.dumps(pair) + "\n")
END

start() {  # start <name> <module> <words...>: a process of the cluster; its id is the last of `started`
    "$python" -m "distributed.cli.$2" --scheduler-file "$scratch/scheduler.json" "${@:3}" \
        > "$scratch/$1.log" 2>&1 &
    started+=($!)
    disown  # bash need not tell that it was killed
}
worker() { start "$1" dask_worker --name "$1" --host 127.0.0.1 --nthreads 1 --no-nanny --no-dashboard --local-directory "$scratch/$1"; }
start scheduler dask_scheduler --host 127.0.0.1 --port 0 --no-dashboard
worker one
worker two
doomed=${started[-1]}
for _ in {1..600}; do [[ -s $scratch/scheduler.json ]] && break; sleep 0.1; done
address=$("$python" -c 'import json, sys; print(json.load(open(sys.argv[1]))["address"])' "$scratch/scheduler.json")
"$python" - "$address" << 'END'
import sys
from distributed import Client
with Client(sys.argv[1]) as client: client.wait_for_workers(2, timeout=60)
END

"$python" examples/dask/bulk_diff.py --scheduler "$address" --command "$emend" --out "$scratch/out" \
    "$scratch"/in/part-*.ndjson > "$scratch/driver.log" 2>&1 &
driver=$!
started+=("$driver")
there() { find "$scratch/out" -maxdepth 1 -name 'part-*' 2> /dev/null | wc -l; }
while (($(there) < parts / 4)); do
    kill -0 "$driver" 2> /dev/null || { cat "$scratch/driver.log" >&2; echo "check.sh: the run ended too early" >&2; exit 1; }
    sleep 0.02
done
# Now, while it works on a part: its emend runs.
while [[ -z $(cat "/proc/$doomed/task/"*/children) ]]; do kill -0 "$driver" 2> /dev/null || break; done
kill -9 "$doomed"
at_kill=$(there)
status=0
wait "$driver" || status=$?
tail -n 1 "$scratch/driver.log"
((status == 1)) || { echo "check.sh: the driver should end with 1, as lines fail, not with $status" >&2; exit 1; }
((at_kill < parts)) || { echo "check.sh: all was done before the worker was killed: try more lines" >&2; exit 1; }

# One run on the whole input. Line numbers in errors count within a part: they are left out of the comparison.
cat "$scratch"/in/part-*.ndjson | "$emend" bulk diff > "$scratch/whole" 2> /dev/null || true
without_lines() { sed -E 's/^(\{"id":[0-9]+),"line":[0-9]+,/\1,/'; }
cmp <(without_lines < "$scratch/whole") <(cat "$scratch"/out/part-*.ndjson | without_lines)
ids=$(sed -E 's/^\{"id":([0-9]+),.*/\1/' "$scratch"/out/part-*.ndjson | sort -n | uniq -c | awk '$1 != 1 { bad++ } END { print NR, bad + 0 }')
[[ $ids == "$((parts * lines)) 0" ]] || { echo "check.sh: ids, and those not there once: $ids" >&2; exit 1; }

# What is missing is answered again, and comes out the same.
sum() { cat "$scratch"/out/part-*.ndjson | cksum; }
before=$(sum)
rm "$scratch/out/part-0001.ndjson"
"$python" examples/dask/bulk_diff.py --scheduler "$address" --command "$emend" --out "$scratch/out" \
    "$scratch"/in/part-*.ndjson > "$scratch/driver.log" 2>&1 || true
tail -n 1 "$scratch/driver.log"
[[ $(sum) == "$before" ]] || { echo "check.sh: a part that was answered again came out differently" >&2; exit 1; }
echo "a worker was killed when $at_kill of $parts parts were done: $((parts * lines)) answers, nothing lost, nothing doubled"

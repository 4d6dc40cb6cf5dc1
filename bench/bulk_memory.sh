#!/usr/bin/env bash
# How much memory `emend bulk diff` takes for streams of growing length, which are made on the fly: the largest
# resident set of each run.
#
#   bench/bulk_memory.sh [GB of the longest stream, 4 unless told] [threads, 2]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
longest=${1:-4} threads=${2:-2}
command=build/release/bin/emend
[[ -x $command ]] || { echo "build the release preset first" >&2; exit 1; }

block=$(mktemp) counts=$(mktemp)
trap 'rm -f "$block" "$counts"' EXIT
awk 'BEGIN {  # 2^24 bytes or so: records of half a KB, three edits
    srand(7)
    while (size < 16777216) {
        items = ""
        for (i = 0; i < 12; ++i) items = items sprintf("%s{\"sku\":%d,\"qty\":%d}", i ? "," : "", rand() * 1e5, rand() * 9)
        record = sprintf("\"id\":%d,\"name\":\"record %d\",\"items\":[%s]", n, n, items)
        line = sprintf("{\"id\":%d,\"before\":{%s,\"at\":1,\"open\":true},\"after\":{%s,\"at\":2,\"more\":[%d]}}", n, record, record, n)
        print line
        size += length(line) + 1
        ++n
    }
}' > "$block"

for ((gb = 1; gb <= longest; gb *= 4)); do
    for ((i = 0; i < 64 * gb; ++i)); do cat "$block"; done |
        python3 -c 'import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{used.ru_maxrss / 1024:.1f} MB resident at most, {used.ru_utime + used.ru_stime:.0f} s of processor time")' \
        "$command" bulk diff --threads "$threads" > "$counts"
    printf '%3d GB: %s\n' "$gb" "$(cat "$counts")"
done

#!/bin/sh
# Merges real three-way merges and compares with what people made of them:
#
#   bench/merge3_report.sh [PROGRAM [FOLDER [-v]]]
#
# FOLDER holds <repository>.ndjson.xz; without it there is nothing to do.
set -eu
cd "$(dirname "$0")/.."
program=${1:-build/bench/bin/merge3_report}
folder=${2:-../shared/corpora/merges}
if [ ! -d "$folder" ]; then
  echo "no merges at $folder: skipped" >&2
  exit 77
fi
printf 'source\tmerges\tclean\texact\tlost\tconflicts\tskipped\n'
for file in "$folder"/*.ndjson.xz; do
  xz -dc "$file" | "$program" "$(basename "$file" .ndjson.xz)" ${3:+"$3"}
done | awk -F '\t' '{ print; for (i = 2; i <= 7; ++i) sum[i] += $i }
  END { printf "TOTAL"; for (i = 2; i <= 7; ++i) printf "\t%d", sum[i]; print "" }'

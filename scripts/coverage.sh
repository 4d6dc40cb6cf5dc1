#!/usr/bin/env bash
# Says which lines and branches of core/ and adapters/ the tests run: build/coverage/report has summary.txt,
# lines.txt, files.csv and index.html.
#
#   scripts/coverage.sh [CTEST OPTION...]       # such as -L core
#
# Without options all tests run, but for those that consume an install. Branches that only an exception takes
# are left out: any call that may allocate has one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bash scripts/setup.sh coverage
cmake --preset coverage > /dev/null
cmake --build --preset coverage -- -j"${JOBS:-2}" >&2
find build/coverage -name '*.gcda' -delete
ctest --test-dir build/coverage -j"${JOBS:-2}" -E '^consumer\.' "$@" >&2

report=build/coverage/report
rm -rf "$report"
mkdir -p "$report"
gcovr --root . --object-directory build/coverage --filter core/ --filter adapters/ --exclude-throw-branches \
    --exclude-unreachable-branches --gcov-ignore-parse-errors -j "${JOBS:-2}" build/coverage/core build/coverage/adapters \
    --html-details "$report/index.html" --txt "$report/lines.txt" --csv "$report/files.csv" --print-summary > "$report/summary.txt"
cat "$report/summary.txt"

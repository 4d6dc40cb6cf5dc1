#!/usr/bin/env bash
# Fuzzes the targets named, or all of them, for so many seconds each, from their seeds on. What breaks one is left in
# build/finds, and the exit status is 1.
#
#   scripts/fuzz.sh [--preset PRESET] SECONDS [TARGET...]
#
# PRESET is `fuzz` unless told, and has been built: cmake --preset fuzz && cmake --build --preset fuzz
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

preset=fuzz
if [[ ${1-} == --preset ]]; then
    preset=${2:?--preset takes the name of one}
    shift 2
fi
[[ ${1-} =~ ^[1-9][0-9]*$ ]] || { echo "usage: scripts/fuzz.sh [--preset PRESET] SECONDS [TARGET...]" >&2; exit 2; }
export seconds=$1 bin=build/$preset/bin
shift
targets=("$@")
((${#targets[@]})) || targets=($(cd fuzz/corpus && echo *))

fuzz() (
    target=$1
    [[ -x $bin/fuzz_$target ]] || { echo "$target: there is no $bin/fuzz_$target" >&2; exit 1; }
    case $target in
        agent | bulk) words=line ;;
        profile | request) words=profile ;;
        *) words=json ;;
    esac
    found=$(mktemp -d)
    trap 'rm -rf "$found"' EXIT
    mkdir "$found/corpus"
    seeds=("fuzz/corpus/$target")
    [[ ! -d fuzz/crashes/$target ]] || seeds+=("fuzz/crashes/$target")
    [[ $target != profile ]] || seeds+=(adapters/profiles)
    if "$bin/fuzz_$target" "$found/corpus" "${seeds[@]}" -dict=fuzz/$words.dict -max_total_time="$seconds" \
        -rss_limit_mb=4096 -artifact_prefix="build/finds/$target-" > "$found/log" 2>&1; then
        echo "$target: $(sed -n 's/^Done \([0-9]*\) runs.*/\1 inputs/p' "$found/log"), clean"
    else
        tail -n 60 "$found/log"
        echo "$target: FAILED; put the input, made small, in fuzz/crashes/$target"
        exit 1
    fi
)
export -f fuzz

mkdir -p build/finds
printf '%s\n' "${targets[@]}" | xargs -P "${JOBS:-2}" -I '{}' bash -c 'set -euo pipefail; fuzz {}'

#!/usr/bin/env bash
# Installs what is missing on Debian 12, with apt-get and nothing else.
#
#   scripts/setup.sh [build | test | sanitize | coverage | bench | all]
#
# build (the default): what compiles the library and the command; test: and what tests them;
# sanitize: and clang for the sanitizer run; coverage: test, and what counts;
# bench: build, and what measures; all: everything, and what formats and tidies.
# Says nothing and does nothing when all is there; needs root or sudo only when it is not.
set -euo pipefail

build=(g++ cmake ninja-build libexpected-dev libsimdjson-dev libxxhash-dev libcli11-dev nlohmann-json3-dev
    zlib1g-dev libzstd-dev libmimalloc-dev libyaml-cpp-dev)
test=(pkg-config curl xz-utils libgtest-dev libgmock-dev librapidcheck-dev libcpp-httplib-dev)
sanitize=(clang libclang-rt-14-dev llvm)
coverage=(gcovr)
bench=(libbenchmark-dev python3-jsonpatch)
extra=(ccache clang-format clang-tidy)

case "${1:-build}" in
    build) wanted=("${build[@]}") ;;
    test) wanted=("${build[@]}" "${test[@]}") ;;
    sanitize) wanted=("${build[@]}" "${test[@]}" "${sanitize[@]}") ;;
    coverage) wanted=("${build[@]}" "${test[@]}" "${coverage[@]}") ;;
    bench) wanted=("${build[@]}" "${bench[@]}") ;;
    all) wanted=("${build[@]}" "${test[@]}" "${sanitize[@]}" "${coverage[@]}" "${bench[@]}" "${extra[@]}") ;;
    *) echo "setup.sh: unknown set '$1': build, test, sanitize, coverage, bench or all" >&2; exit 2 ;;
esac

if ! command -v dpkg-query > /dev/null || ! command -v apt-get > /dev/null; then
    echo "setup.sh: this is no Debian machine; install the like of: ${wanted[*]}" >&2
    exit 1
fi

missing=()
for package in "${wanted[@]}"; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null) || state=none
    [[ $state == installed ]] || missing+=("$package")
done
if ((${#missing[@]} == 0)); then exit 0; fi

as_root=()
if ((EUID != 0)); then
    if ! command -v sudo > /dev/null; then
        echo "setup.sh: these packages are missing, and installing them needs root or sudo:" >&2
        echo "    apt-get install ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi

echo "installing: ${missing[*]}" >&2
apt() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 \
        -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 "$@" < /dev/null
}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { apt update && apt install --yes --no-install-recommends "${missing[@]}"; } > "$log" 2>&1; then
    cat "$log" >&2
    echo "setup.sh: apt-get could not install: ${missing[*]}" >&2
    exit 1
fi

#!/usr/bin/env bash
# Races emend against others on this machine and writes bench/report: index.html, table.md, results.json.
#
#   scripts/bench.sh [--quick] [--only SECTION] [--into FOLDER]
#
# Installs what it needs: Debian's packages (scripts/setup.sh bench), the source of cJSON, of which Debian's
# library leaves cJSON_Utils out, and JavaScript contenders by npm into bench/peers. What cannot be installed is
# left out of the race, and said. --quick takes some two minutes after the build.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup.sh bench

fetch_cjson() (
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    chmod 755 "$work"
    mkdir -p "$work/sources" "$work/lists/partial" "$work/unpacked"
    # The sources of what apt-get knows already; its own lists stay as they are.
    for file in /etc/apt/sources.list.d/*.sources; do
        [[ ! -e $file ]] || sed 's/^Types: .*/Types: deb-src/' "$file" > "$work/sources/${file##*/}"
    done
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
        [[ ! -e $file ]] || sed -n 's/^deb /deb-src /p' "$file" > "$work/sources/$(basename "$file" .list)-src.list"
    done
    apt=(apt-get -qq -o Dir::Etc::SourceList=/dev/null -o "Dir::Etc::SourceParts=$work/sources"
        -o "Dir::State::Lists=$work/lists" -o APT::Sandbox::User=)
    cd "$work"
    "${apt[@]}" update
    "${apt[@]}" source --download-only cjson
    tar xf cjson_*.orig.tar.gz -C unpacked --strip-components=1
    mv unpacked "$OLDPWD/bench/peers/cjson"
)
if [[ ! -e bench/peers/cjson/cJSON_Utils.c ]]; then
    echo "getting the source of cJSON" >&2
    fetch_cjson || echo "bench.sh: no source of cJSON: cJSON_Utils is left out" >&2
fi

if ! command -v node > /dev/null || ! command -v npm > /dev/null; then
    echo "bench.sh: node and npm are not there (apt-get install nodejs npm): JavaScript is left out" >&2
elif [[ ! -e bench/peers/node_modules || bench/peers/package.json -nt bench/peers/node_modules ]]; then
    echo "getting the contenders in JavaScript" >&2
    (cd bench/peers && npm install --silent --no-audit --no-fund --no-package-lock < /dev/null && touch node_modules) ||
        echo "bench.sh: npm could not install: JavaScript is left out" >&2
fi

cmake --preset bench > /dev/null
cmake --build --preset bench --target contenders emend_bench_data_command -- -j"${JOBS:-2}" >&2
exec /usr/bin/python3 bench/race/race.py "$@"

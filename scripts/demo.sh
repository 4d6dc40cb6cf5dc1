#!/usr/bin/env bash
# Shows the main job on real resources: what was edited becomes a JSON Patch, and the patch becomes
# the request that each vendor's API wants; then an edit that the vendor would refuse.
#
# On a bare Debian 12 it first installs what is missing (scripts/setup.sh) and builds the command.
# Colours only on a terminal, and not with NO_COLOR.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

bash scripts/setup.sh build

build() {
    local log=build/demo.log
    mkdir -p build
    [[ -x build/release/bin/emend ]] || echo "building the command, a few minutes the first time ..." >&2
    if ! { cmake --preset release && cmake --build --preset release --target emend; } > "$log" 2>&1; then
        cat "$log" >&2
        echo "demo.sh: the build failed; the above is its output" >&2
        exit 1
    fi
}
build
PATH=$PWD/build/release/bin:$PATH

bold='' dim='' red='' plain=''
if [[ -t 1 && -z ${NO_COLOR:-} && ${TERM:-dumb} != dumb ]]; then
    bold=$'\e[1m' dim=$'\e[2m' red=$'\e[31m' plain=$'\e[0m'
fi

heading() { printf '\n%s%s%s\n%s\n' "$bold" "$1" "$plain" "$2"; }
prompt() { printf '\n  %s$ %s%s\n' "$dim" "$*" "$plain"; }
indented() { sed 's/^/  /'; }

# A line of compact JSON, one member or element of the outermost container a line; other lines as they are.
spread() {
    awk '!/^[[{]/ { print; next } {
        depth = 0; quoted = 0; out = ""
        for (i = 1; i <= length($0); ++i) {
            c = substr($0, i, 1)
            if (quoted) { out = out c; if (c == "\\") out = out substr($0, ++i, 1); else if (c == "\"") quoted = 0; continue }
            if (c == "\"") quoted = 1
            if ((c == "}" || c == "]") && --depth == 0 && i > 2) out = out "\n"
            out = out c
            if (c == "{" || c == "[") ++depth
            if (depth == 1 && (c == "," || c == "{" || c == "[") && i < length($0) - 1) out = out "\n  "
        }
        print out
    }'
}

patch=$(mktemp)
errors=$(mktemp)
trap 'rm -f "$patch" "$errors"' EXIT

# show <vendor> <resource> <title> <what its API wants>
show() {
    local vendor=$1 resource=$2 folder=examples/$1 params=() line status=0
    while IFS= read -r line || [[ -n $line ]]; do
        [[ -n $line ]] && params+=(--param "$line")
    done < "$folder/params"
    heading "$3" "$4"

    prompt "emend diff $folder/current.json $folder/edited.json"
    emend diff "$folder/current.json" "$folder/edited.json" > "$patch"
    spread < "$patch" | indented

    prompt "emend request $vendor $resource --current $folder/current.json --patch - ... --as http"
    emend request "$vendor" "$resource" --current "$folder/current.json" --patch "$patch" "${params[@]}" --as http |
        spread | indented

    prompt "emend request $vendor $resource --current $folder/current.json --desired $folder/bad-edit.json ..."
    emend request "$vendor" "$resource" --current "$folder/current.json" --desired "$folder/bad-edit.json" \
        "${params[@]}" > /dev/null 2> "$errors" || status=$?
    indented < "$errors" | sed "s/^/$red/; s/\$/$plain/"
    if ((status != 1)); then
        echo "demo.sh: the bad edit of $vendor should be refused with status 1, not $status" >&2
        exit 1
    fi
}

printf '%s\n' "${bold}emend $(emend --version | sed 's/^emend //')${plain}: one edit, said as each API wants to hear it"
show druva customer "Druva, a customer" "PUT: the whole writable object, read-only members left out"
show gcore client "Gcore, a client" "PATCH: only the members that change, under the names of the request"
show cloudcockpit customer-user "CloudCockpit, a customer's user" "PATCH: required members and the change, in an envelope"
show veeam organization "Veeam, an organization" "PATCH: a JSON Patch of the operations that the server knows"
echo

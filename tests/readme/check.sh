#!/usr/bin/env bash
# Holds a page of documentation to what it says.
#
#   check.sh program <page> <source> <binary>   the page's first cpp block is <source>, and <binary>
#                                               prints its first text block
#   check.sh commands <page> <folder of emend>  each `$ command` of its console blocks prints what
#                                               stands below it, in one scratch folder, in order
set -euo pipefail

blocks() {  # blocks <language> <page>: the fenced blocks of that language, one after the other
    awk -v open="\`\`\`$1" '$0 == open { inside = 1; next } /^```/ { inside = 0 } inside' "$2"
}
first_block() {
    awk -v open="\`\`\`$1" '$0 == open { inside = 1; next } /^```/ && inside { exit } inside' "$2"
}

same() {  # same <what> <said> <is>
    diff -u --label "$1, as the page says" --label "$1, as it is" <(printf '%s\n' "$2") <(printf '%s\n' "$3")
}

page=$(realpath "$2")
case $1 in
    program)
        same program "$(first_block cpp "$page")" "$(cat "$3")"
        same output "$(first_block text "$page")" "$("$4" 2>&1)"
        ;;
    commands)
        PATH=$(realpath "$3"):$PATH
        root=$(dirname "$page")
        while [[ ! -d $root/examples && $root != / ]]; do root=$(dirname "$root"); done
        scratch=$(mktemp -d)
        trap 'rm -rf "$scratch"' EXIT
        cd "$scratch"
        ln -s "$root/examples" examples
        said=$(blocks console "$page")
        [[ -n $said ]] || { echo "$page has no console block" >&2; exit 1; }
        is=$(while IFS= read -r line; do
            [[ $line == '$ '* ]] || continue
            printf '%s\n' "$line"
            bash -c "${line#\$ }" 2>&1 < /dev/null || true
        done <<< "$said")
        same commands "$said" "$is"
        ;;
esac

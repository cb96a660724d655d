#!/usr/bin/env bash
# Writes the tables of docs/benchmarks.md from docs/ledger, so that no figure is typed.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."
page=docs/benchmarks.md

text() { sed -n "s/^ *\"$2\": //p" "docs/ledger/$1.json" | head -n 1 | sed 's/,$//; s/"//g'; }
origin() { echo "Written by \`$(text "$1" command)\` on $(text "$1" takenOn) at commit $(text "$1" commit); $(text "$1" processor), $(text "$1" processors) processors, $(text "$1" system), SDK $(text "$1" sdk). Nanoseconds: median, and least to greatest."; }

session() {
    origin session
    echo
    echo "$(text session rounds) sessions of $(text session messages) messages and $(text session orders) orders each; bytes allocated: $(text session allocatedBytes | sed 's/\.0$//')."
    echo
    echo '| stage | p50 | p99 | p99.9 |'
    echo '|---|---|---|---|'
    awk -F'"' '
        function value(key,   at) { match($0, "\"" key "\": [0-9.]+"); return substr($0, RSTART + length(key) + 4, RLENGTH - length(key) - 4) + 0 }
        function cell() { return value("median") " (" value("min") " to " value("max") ")" }
        /"stages"/ { on = 1; next }
        on && NF == 3 { stage = $2 }
        on && $2 == "p50" { p50 = cell() }
        on && $2 == "p99" { p99 = cell() }
        on && $2 == "p999" { printf "| %s | %s | %s | %s |\n", stage, p50, p99, cell() }' docs/ledger/session.json
}

stages() {
    origin stages
    echo
    echo '| benchmark | median | least | greatest |'
    echo '|---|---|---|---|'
    awk -F'"' '/"median"/ { split($0, v, /[:,} ]+/); name = $2; sub(/.*Benchmarks\./, "", name); printf "| %s | %s | %s | %s |\n", name, v[5], v[7], v[9] }' docs/ledger/stages.json
}

fill() {
    awk -v table="$($1)" -v mark="<!-- figures: $1 -->" '
        $0 == mark { print; print ""; print table; print ""; skip = 1; next }
        /<!-- end of figures -->/ { skip = 0 }
        !skip { print }' "$page" >"$page.new"
    mv "$page.new" "$page"
}

for ledger in session stages; do
    [ ! -f "docs/ledger/$ledger.json" ] || fill $ledger
done

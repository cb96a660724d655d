#!/usr/bin/env bash
# Writes the table of docs/book.md from docs/ledger/book.json, so that no figure is typed.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."
ledger=docs/ledger/book.json
page=docs/book.md

text() { sed -n "s/^ *\"$1\": //p" "$ledger" | head -n 1 | sed 's/,$//; s/"//g'; }

# One row a pass and day: name, median, least, greatest, ratio.
rows() {
    awk -v names="decode=decode|book=decode and book|itch-book inline=itch-book, inline|itch-book pooled=itch-book, pooled" '
        function value(key,   at) { at = match($0, "\"" key "\": [0-9.]+"); return at ? substr($0, RSTART + length(key) + 4, RLENGTH - length(key) - 4) : "" }
        BEGIN { count = split(names, pairs, "|"); for (i = 1; i <= count; i++) { split(pairs[i], pair, "="); name[pair[1]] = pair[2] } }
        /^    "(wide|narrow)": / { split($0, part, "\""); day = part[2] }
        /"rounds": \[/ { split($0, part, "\""); printf "| %s | %s | %s | %s | %s | %s |\n", day, name[part[2]], value("median"), value("min"), value("max"), value("ratio") }' "$ledger"
}

table=$(
    echo "Nanoseconds of processor time a message, from \`$ledger\`: written by \`$(text command)\` on $(text takenOn) at commit $(text commit), on a virtual machine with $(text processors) processors ($(text processor), $(text system)), shared with other work; $(text rounds) rounds, each program by turns on each day. Wide is \`--make 8906,10000000\`, narrow \`--make 100,10000000\`. The last column is the median over that of decode and book."
    echo
    echo '| day | what | median | least | greatest median | ratio |'
    echo '|---|---|---|---|---|---|'
    rows
)
awk -v table="$table" '
    /<!-- figures: / { print; print ""; print table; print ""; skip = 1 }
    /<!-- end of figures -->/ { skip = 0 }
    !skip && !/<!-- figures: / { print }' "$page" >"$page.new"
mv "$page.new" "$page"

#!/usr/bin/env bash
# Writes the tables of docs/benchmarks.md, docs/models and README.md from docs/ledger, so that no figure is typed.
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."

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

# A table of what BenchmarkDotNet measured; a name may have arguments with commas in it.
benchmarks() {
    origin "$1"
    echo
    echo '| benchmark | median | least | greatest |'
    echo '|---|---|---|---|'
    awk -F'"' '/"median"/ { print $2 "|" $0 }' "docs/ledger/$1.json" | awk -F'|' '
        function value(key,   at) { match($2, "\"" key "\": [0-9.]+"); return substr($2, RSTART + length(key) + 4, RLENGTH - length(key) - 4) }
        { name = $1; sub(/.*Benchmarks\./, "", name); printf "| %s | %s | %s | %s |\n", name, value("median"), value("min"), value("max") }'
}

stages() { benchmarks stages; }
risk() { benchmarks risk; }
models() { benchmarks models; }

pools() {
    origin memory
    echo
    echo '| benchmark | median | least | greatest | bytes allocated |'
    echo '|---|---|---|---|---|'
    awk -F'"' '/"allocatedBytes"/ { split($0, v, /[:,} ]+/); printf "| %s | %s | %s | %s | %s |\n", $2, v[5], v[7], v[9], v[11] }' docs/ledger/memory.json
}

pages() {
    origin memory
    echo
    echo "$(text memory rounds) rounds. Books of $(text memory bookBytes) bytes, a table of $(text memory tableBytes); nanoseconds of processor time a message or a step; the ratio is to plain pages."
    echo
    echo '| what | pages | median | least | greatest | ratio |'
    echo '|---|---|---|---|---|---|'
    awk -F'"' '
        /"(chunks|oneByOne|randomSteps)"/ { what = $2 }
        /"hugeBytes"/ { split($0, v, /[:,} ]+/); printf "| %s | %s | %s | %s | %s | %s |\n", what, $2, v[5], v[7], v[9], v[11] }' docs/ledger/memory.json
}

correlation() {
    origin correlation
    echo
    echo "By turns in one process, nanoseconds of processor time; $(text correlation rounds) rounds of the matrix and 20 times as many of all else. The factor is the median of the time over ours in the same round."
    echo
    echo '| what | by | median | least | nine in ten below | times ours | rate |'
    echo '|---|---|---|---|---|---|---|'
    awk -F'"' '
        /"(points4096|points1024|matrix450x1258)"/ { what = $2; sub(/points4096/, "4,096 pairs", what); sub(/points1024/, "1,024 pairs", what); sub(/matrix450x1258/, "450 series, 1,258 days", what) }
        /"timesHarrier"/ { by = $2; sub(/^ *"[^"]*"/, ""); split($0, v, /[:,} ]+/); printf "| %s | %s | %s | %s | %s | %s | %s |\n", what, by, v[4], v[6], v[8], v[10], v[12] (v[11] ~ /giga[f]/ ? " GFLOP/s" : " GB/s") }' docs/ledger/correlation.json
    echo
    echo 'The upkeep of 100 series, and short series:'
    echo
    echo '| what | median | least | nine in ten below |'
    echo '|---|---|---|---|'
    awk -F'"' '/"p90"/ && !/"timesHarrier"/ { what = $2; sub(/^ *"[^"]*"/, ""); split($0, v, /[:,} ]+/); printf "| %s | %s | %s | %s |\n", what, v[4], v[6], v[8] }' docs/ledger/correlation.json
}

hawkes() {
    origin hawkes
    echo
    echo "Both by turns on the same $(text hawkes events) events of two kinds, $(text hawkes rounds) rounds; processor time an event. tick is at commit $(text hawkes tick)."
    echo
    echo '| what | Harrier | tick | tick over Harrier |'
    echo '|---|---|---|---|'
    awk -F'"' '
        # The number behind a key of the program by.
        function value(by, key,   rest) { rest = substr($0, index($0, "\"" by "\": ")); rest = substr(rest, index(rest, "\"" key "\": ") + length(key) + 4); return rest + 0 }
        function cell(by) { return value(by, "median") " (" value(by, "min") " to " value(by, "max") ")" }
        /"harrier":/ {
            what = $2
            sub(/likelihoodSameDecay/, "log-likelihood, at the decay of the last time (tick keeps what follows from it)", what)
            sub(/^likelihood$/, "log-likelihood, at any parameters", what)
            sub(/derivatives/, "log-likelihood, first and second derivatives (tick: not by the decay)", what)
            sub(/simulation/, "an event simulated", what)
            printf "| %s | %s | %s | %.2f |\n", what, cell("harrier"), cell("tick"), value("tick", "median") / value("harrier", "median")
        }' docs/ledger/hawkes.json
}

# The figure behind a key in the line of a ledger that names it; with an object before it, the line inside of that object.
pick() { awk -v object="\"$2\":" -v name="\"$3\":" -v key="\"$4\": " '$1 == object {on = 1} on && index($0, name) {at = index($0, key); rest = substr($0, at + length(key)); sub(/[ ,}].*/, "", rest); print rest + 0; exit}' "docs/ledger/$1.json"; }

summary() {
    echo '| | median ns | |'
    echo '|---|---|---|'
    echo "| feed message in memory to order in memory, in a session | $(pick session messageToOrder p50 median) | p99 $(pick session messageToOrder p99 median), p99.9 $(pick session messageToOrder p999 median) |"
    echo "| both quotes decided after a change of the best prices | $(pick stages benchmarks Trading.QuoteBenchmarks.Decide median) | |"
    echo "| all pre-trade checks of an order | $(pick stages benchmarks Trading.PreTradeCheckBenchmarks.CheckReplace median) | |"
    echo "| the same, held against value at risk of 100 instruments too | $(pick risk benchmarks Trading.PreTradeCheckBenchmarks.CheckReplaceAgainstRisk median) | |"
    echo "| risk of 100 assets after one change, open orders and all, and published | $(pick risk benchmarks 'Trading.RiskBenchmarks.IncrementalAndPublishedWithOpenOrders(Assets: 100)' median) | in full: $(pick risk benchmarks 'Trading.RiskBenchmarks.Full(Assets: 100)' median) |"
    echo "| correlation of 4,096 pairs | $(pick correlation points4096 Harrier median) | TensorPrimitives $(pick correlation points4096 'TensorPrimitives, raw' median), MathNet $(pick correlation points4096 MathNet median) |"
    echo "| a message decoded and kept in the books, 8,906 symbols | $(pick book wide book median) | fastest public C++ book with queues: $(pick book wide 'itch-book inline' median) |"
    echo "| the same, 100 symbols | $(pick book narrow book median) | $(pick book narrow 'itch-book pooled' median) |"
    echo "| bytes allocated in a session | $(text session allocatedBytes | sed 's/\.0$//') | |"
}

fill() {
    local page=$2
    awk -v table="$($1)" -v mark="<!-- figures: $1 -->" '
        $0 == mark { print; print ""; print table; print ""; skip = 1; next }
        /<!-- end of figures -->/ { skip = 0 }
        !skip { print }' "$page" >"$page.new"
    mv "$page.new" "$page"
}

for ledger in session stages risk models pools pages; do
    fill $ledger docs/benchmarks.md
done
fill correlation docs/models/correlation.md
fill hawkes docs/models/hawkes.md
fill summary README.md

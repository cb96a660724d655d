#!/usr/bin/env bash
# Measures pools with BenchmarkDotNet, and the books on plain and on huge pages by turns in one process, and writes
# docs/ledger/memory.json.
#
#   scripts/bench-memory.sh [OUTPUT]
#
# JOB      BenchmarkDotNet's job: short (default), medium or long
# ROUNDS   rounds of the comparison of pages (default 9)
#
# Needs bash, awk and the .NET SDK of global.json; 4 GB of memory; root, to reserve 520 huge pages of 2 MB on node 0 for
# the time of the run. The number that was found is put back.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
output=$(realpath -m "${1:-$(dirname "$0")/../docs/ledger/memory.json}")
cd "$(dirname "$0")/.."
rounds=${ROUNDS:-9}
pages=520
pool=/sys/devices/system/node/node0/hugepages/hugepages-2048kB
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet build bench/Harrier.Benchmarks -c Release -v q
dotnet run --project bench/Harrier.Benchmarks -c Release --no-build -- --job "${JOB:-short}" --inProcess --exporters fulljson --artifacts "$work" --filter '*PoolBenchmarks*'

found=$(cat $pool/nr_hugepages)
trap 'echo "$found" >$pool/nr_hugepages; rm -rf "$work"' EXIT
echo $((found + pages)) >$pool/nr_hugepages
if [ "$(cat $pool/free_hugepages)" -lt $pages ]; then
    echo "$pool: $pages pages were asked for and $(cat $pool/free_hugepages) are free." >&2
    exit 3
fi
dotnet run --project bench/Harrier.Benchmarks -c Release --no-build -- pages "$rounds" "$work/pages.json"

mkdir -p "$(dirname "$output")"
{
    echo '{'
    echo '  "command": "scripts/bench-memory.sh",'
    echo "  \"takenOn\": \"$(date -u +%Y-%m-%d)\","
    echo "  \"commit\": \"$(git rev-parse --short=12 HEAD)\","
    echo "  \"processor\": \"$(awk -F': ' '/^model name/ {print $2; exit}' /proc/cpuinfo)\","
    echo "  \"processors\": $(nproc),"
    echo "  \"system\": \"$(uname -sr)\","
    echo "  \"sdk\": \"$(dotnet --version)\","
    echo '  "unit": "pools: nanoseconds an object taken, written and given back, over the iterations of BenchmarkDotNet; pages: nanoseconds of processor time a message or a step, over the rounds, each kind of page by turns; ratio: the median over that of plain pages",'
    echo "  \"rounds\": $rounds,"
    echo '  "pools": {'
    awk -F'"' '
        $2 == "FullName" { name = $4; sub(/^.*PoolBenchmarks\./, "", name); min = ""; median = ""; max = "" }
        function number(line) { sub(/.*: */, "", line); sub(/,.*/, "", line); return line }
        $2 == "Min" && min == "" { min = number($0) }
        $2 == "Median" && median == "" { median = number($0) }
        $2 == "Max" && max == "" { max = number($0) }
        $2 == "BytesAllocatedPerOperation" { printf "%s    \"%s\": { \"median\": %.2f, \"min\": %.2f, \"max\": %.2f, \"allocatedBytes\": %d }", separator, name, median, min, max, number($0); separator = ",\n" }
        END { print "" }' "$work"/results/*-report-full.json
    echo '  },'
    echo "  \"pages\": $(cat "$work/pages.json")"
    echo '}'
} >"$output"
echo "Figures: $output"
[ "$output" != "$PWD/docs/ledger/memory.json" ] || scripts/benchmark-figures.sh

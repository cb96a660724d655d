#!/usr/bin/env bash
# Measures the correlation of two series and of 450, ours and others', beside loads and multiply-adds alone, by turns in
# one process; the upkeep of covariances with BenchmarkDotNet; and writes docs/ledger/correlation.json.
#
#   scripts/bench-correlation.sh [OUTPUT]
#
# JOB      BenchmarkDotNet's job: short (default), medium or long
# ROUNDS   rounds of the matrix (default 11, of which MathNet takes a second each); two series take 20 times as many
#
# Needs bash, awk and the .NET SDK of global.json.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
output=$(realpath -m "${1:-$(dirname "$0")/../docs/ledger/correlation.json}")
cd "$(dirname "$0")/.."
rounds=${ROUNDS:-11}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet build bench/Harrier.Benchmarks -c Release -v q
dotnet run --project bench/Harrier.Benchmarks -c Release --no-build -- correlation "$rounds" "$work/comparison.json"
dotnet run --project bench/Harrier.Benchmarks -c Release --no-build -- --job "${JOB:-short}" --inProcess --exporters fulljson --artifacts "$work" --filter '*CorrelationBenchmarks*'

mkdir -p "$(dirname "$output")"
{
    echo '{'
    echo '  "command": "scripts/bench-correlation.sh",'
    echo "  \"takenOn\": \"$(date -u +%Y-%m-%d)\","
    echo "  \"commit\": \"$(git rev-parse --short=12 HEAD)\","
    echo "  \"processor\": \"$(awk -F': ' '/^model name/ {print $2; exit}' /proc/cpuinfo)\","
    echo "  \"processors\": $(nproc),"
    echo "  \"system\": \"$(uname -sr)\","
    echo "  \"sdk\": \"$(dotnet --version)\","
    echo '  "unit": "comparison: nanoseconds of processor time a correlation, a matrix, or a series of multiply-adds, over the rounds, all by turns; timesHarrier: the median over the rounds of the ratio to the first of the same round; gigaflops: N(N+1)T operations by the median; upkeep: nanoseconds an operation, over the iterations of BenchmarkDotNet, 100 series",'
    echo "  \"rounds\": $rounds,"
    echo '  "upkeep": {'
    awk -F'"' '
        $2 == "FullName" { name = $4; sub(/^.*CorrelationBenchmarks\./, "", name); min = ""; median = ""; max = "" }
        function number(line) { sub(/.*: */, "", line); sub(/,.*/, "", line); return line }
        $2 == "Min" && min == "" { min = number($0) }
        $2 == "Median" && median == "" { median = number($0) }
        $2 == "Max" && max == "" { max = number($0) }
        $2 == "BytesAllocatedPerOperation" { printf "%s    \"%s\": { \"median\": %.2f, \"min\": %.2f, \"max\": %.2f, \"allocatedBytes\": %d }", separator, name, median, min, max, number($0); separator = ",\n" }
        END { print "" }' "$work"/results/*-report-full.json
    echo '  },'
    echo "  \"comparison\": $(cat "$work/comparison.json")"
    echo '}'
} >"$output"
echo "Figures: $output"
[ "$output" != "$PWD/docs/ledger/correlation.json" ] || scripts/benchmark-figures.sh

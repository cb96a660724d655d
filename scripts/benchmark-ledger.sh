#!/usr/bin/env bash
# Runs benchmarks by BenchmarkDotNet and writes a ledger; the scripts that measure something call it.
#
#   scripts/benchmark-ledger.sh NAME OUTPUT FILTER...     NAME.json is the ledger that docs and README are made from
#
# JOB      BenchmarkDotNet's job: short (default), medium or long
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
ledger=$1
name=bench-$1
output=$(realpath -m "${2:-$(dirname "$0")/../docs/ledger/$1.json}")
shift 2
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet build bench/Harrier.Benchmarks -c Release -v q
dotnet run --project bench/Harrier.Benchmarks -c Release --no-build -- --job "${JOB:-short}" --inProcess --exporters fulljson --artifacts "$work" \
    --filter "$@"

# BenchmarkDotNet ends with 0 when it measured nothing.
if ! grep -qs '"Median"' "$work"/results/*-report-full.json; then
    echo "$name: nothing was measured; what BenchmarkDotNet says about it is above" >&2
    exit 1
fi

mkdir -p "$(dirname "$output")"
{
    echo '{'
    echo "  \"command\": \"scripts/$name.sh\","
    echo "  \"takenOn\": \"$(date -u +%Y-%m-%d)\","
    echo "  \"commit\": \"$(git rev-parse --short=12 HEAD)\","
    echo "  \"processor\": \"$(awk -F': ' '/^model name/ {print $2; exit}' /proc/cpuinfo)\","
    echo "  \"processors\": $(nproc),"
    echo "  \"system\": \"$(uname -sr)\","
    echo "  \"sdk\": \"$(dotnet --version)\","
    echo '  "unit": "nanoseconds an operation, over the iterations of BenchmarkDotNet",'
    echo '  "benchmarks": {'
    awk -F'"' '
        { gsub(/\\"/, "") } # around the text arguments of a benchmark
        $2 == "FullName" { name = $4; sub(/^Harrier\.Benchmarks\./, "", name); min = ""; median = ""; max = "" }
        function number(line) { sub(/.*: */, "", line); sub(/,.*/, "", line); return line }
        $2 == "Min" && min == "" { min = number($0) }
        $2 == "Median" && median == "" { median = number($0) }
        $2 == "Max" && max == "" { max = number($0); printf "%s    \"%s\": { \"median\": %.2f, \"min\": %.2f, \"max\": %.2f }", separator, name, median, min, max; separator = ",\n" }
        END { print "" }' "$work"/results/*-report-full.json
    echo '  }'
    echo '}'
} >"$output"
echo "Figures: $output"
[ "$output" != "$PWD/docs/ledger/$ledger.json" ] || scripts/benchmark-figures.sh

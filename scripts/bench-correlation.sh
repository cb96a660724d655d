#!/usr/bin/env bash
# Measures the correlation of two series and of 450, ours and others', beside loads and multiply-adds alone, and the upkeep
# of covariances, by turns in one process; writes docs/ledger/correlation.json.
#
#   scripts/bench-correlation.sh [OUTPUT]
#
# ROUNDS   rounds of the matrix (default 21, of which MathNet takes a second each); all else takes 20 times as many
#
# Needs bash, awk and the .NET SDK of global.json.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
output=$(realpath -m "${1:-$(dirname "$0")/../docs/ledger/correlation.json}")
cd "$(dirname "$0")/.."
rounds=${ROUNDS:-21}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet build bench/Harrier.Benchmarks -c Release -v q
dotnet run --project bench/Harrier.Benchmarks -c Release --no-build -- correlation "$rounds" "$work/comparison.json"

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
    echo '  "unit": "nanoseconds of processor time a correlation, a matrix, a run of multiply-adds, a tick or an interval, over the rounds, all by turns; timesHarrier: the median over the rounds of the ratio to the first of the same round; gigaflops: N(N+1)T operations by the median; upkeep100: 100 series",'
    echo "  \"rounds\": $rounds,"
    echo "  \"comparison\": $(cat "$work/comparison.json")"
    echo '}'
} >"$output"
echo "Figures: $output"
[ "$output" != "$PWD/docs/ledger/correlation.json" ] || scripts/benchmark-figures.sh

#!/usr/bin/env bash
# Measures the stages of `harrier run` and writes the figures to docs/ledger/session.json.
#
#   scripts/bench-session.sh [OUTPUT]
#
# ROUNDS   sessions, one after the other (default 9)
#
# Needs bash, awk and the .NET SDK of global.json. Run it on a machine that does nothing else, or look at the spread.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
output=$(realpath -m "${1:-$(dirname "$0")/../docs/ledger/session.json}")
cd "$(dirname "$0")/.."
rounds=${ROUNDS:-9}
stages="decode book quote check encode messageToOrder packetToOrder"

dotnet build src/Harrier.Cli -c Release -v q
harrier=$PWD/artifacts/bin/Harrier.Cli/release/harrier
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The number behind a key of an object in the JSON file of a run; latency stands behind all other objects.
figure() { awk -v object="\"$2\":" -v key="\"$3\":" '$1 == "\"latency\":" {on = 1} on && $1 == object {inside = 1} inside && $1 == key {gsub(",", "", $2); print $2; exit}' "$1"; }
count() { awk -v key="\"$2\":" '$1 == key {gsub(",", "", $2); print $2; exit}' "$1"; }

for ((round = 1; round <= rounds; round++)); do
    (cd "$work" && "$harrier" run --json run.json >run.txt)
    for stage in $stages; do
        for part in p50 p99 p999; do
            figure "$work/run.json" $stage $part >>"$work/$stage.$part"
        done
    done
    count "$work/run.json" wallSeconds >>"$work/wall"
    count "$work/run.json" allocatedBytes >>"$work/allocated"
    echo "round $round: message to order $(tail -n 1 "$work/messageToOrder.p50") ns, p99 $(tail -n 1 "$work/messageToOrder.p99") ns"
done

median() { sort -n "$1" | awk '{a[NR] = $1} END {printf "%.1f", (a[int((NR + 1) / 2)] + a[int((NR + 2) / 2)]) / 2}'; }
least() { sort -n "$1" | head -n 1 | awk '{printf "%.1f", $1}'; }
most() { sort -n "$1" | tail -n 1 | awk '{printf "%.1f", $1}'; }
spread() { echo "{ \"median\": $(median "$1"), \"min\": $(least "$1"), \"max\": $(most "$1") }"; }

mkdir -p "$(dirname "$output")"
{
    echo '{'
    echo '  "command": "scripts/bench-session.sh",'
    echo "  \"takenOn\": \"$(date -u +%Y-%m-%d)\","
    echo "  \"commit\": \"$(git rev-parse --short=12 HEAD)\","
    echo "  \"processor\": \"$(awk -F': ' '/^model name/ {print $2; exit}' /proc/cpuinfo)\","
    echo "  \"processors\": $(nproc),"
    echo "  \"system\": \"$(uname -sr)\","
    echo "  \"sdk\": \"$(dotnet --version)\","
    echo '  "unit": "nanoseconds; over the rounds the median, least and greatest of each percentile",'
    echo "  \"rounds\": $rounds,"
    echo "  \"messages\": $(count "$work/run.json" messages),"
    echo "  \"orders\": $(count "$work/run.json" orders),"
    echo "  \"allocatedBytes\": $(most "$work/allocated"),"
    echo "  \"wallSeconds\": $(awk '{print $1}' "$work/wall" | sort -n | awk '{a[NR] = $1} END {printf "{ \"median\": %.2f, \"min\": %.2f, \"max\": %.2f }", a[int((NR + 1) / 2)], a[1], a[NR]}'),"
    echo '  "stages": {'
    for stage in $stages; do
        echo "    \"$stage\": {"
        echo "      \"p50\": $(spread "$work/$stage.p50"),"
        echo "      \"p99\": $(spread "$work/$stage.p99"),"
        echo "      \"p999\": $(spread "$work/$stage.p999")"
        [ $stage = packetToOrder ] && echo '    }' || echo '    },'
    done
    echo '  }'
    echo '}'
} >"$output"
echo "Figures: $output"
[ "$output" != "$PWD/docs/ledger/session.json" ] || scripts/benchmark-figures.sh

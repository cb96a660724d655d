#!/usr/bin/env bash
# Measures `harrier book` on two made days and writes the figures to docs/ledger/book.json.
#
#   scripts/bench-book.sh [OUTPUT]
#
# ROUNDS         rounds, each of which runs every program on every day once, by turns (default 5)
# MESSAGES       messages of each day between open and close (default 10000000)
# ITCH_BOOK_BIN  optional: the program book_throughput of https://github.com/groovg/itch-book, built as its README
#                says, to be measured in the same rounds with its variants "inline" and "pooled" (needs c++ too)
#
# Needs bash, awk and the .NET SDK of global.json; about 1 GB in the temporary folder and 2 GB of memory.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
output=$(realpath -m "${1:-$(dirname "$0")/../docs/ledger/book.json}")
cd "$(dirname "$0")/.."
rounds=${ROUNDS:-5}
messages=${MESSAGES:-10000000}
rival=${ITCH_BOOK_BIN:-}
seed=1

dotnet build src/Harrier.Cli -c Release -v q
harrier=artifacts/bin/Harrier.Cli/release/harrier
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
declare -A symbols=([wide]=8906 [narrow]=100)

for day in wide narrow; do
    "$harrier" book --make "${symbols[$day]},$messages" "$work/$day.itch" --seed $seed
done

if [ -n "$rival" ]; then
    # It times itself by the wall clock, Harrier by processor time: on a busy machine the two do not compare. So its clock
    # is replaced by that of the processor time of its process.
    c++ -O2 -shared -fPIC -x c++ -o "$work/clock.so" - <<'CLOCK'
#include <chrono>
#include <ctime>
std::chrono::steady_clock::time_point std::chrono::steady_clock::now() noexcept {
    timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return time_point(std::chrono::seconds(t.tv_sec) + std::chrono::nanoseconds(t.tv_nsec));
}
CLOCK
fi

# The number behind a key of an object in the JSON file of a run.
figure() { awk -v object="\"$2\":" -v key="\"$3\":" '$1 == object {inside = 1} inside && $1 == key {gsub(",", "", $2); print $2; exit}' "$1"; }

for ((round = 1; round <= rounds; round++)); do
    for day in wide narrow; do
        "$harrier" book "$work/$day.itch" --repeat 3 --json "$work/run.json" >"$work/run.txt"
        for pass in decode book; do
            figure "$work/run.json" $pass median >>"$work/$day.harrier.$pass.median"
            figure "$work/run.json" $pass min >>"$work/$day.harrier.$pass.min"
        done
        echo "round $round, $day: harrier $(tail -n 1 "$work/$day.harrier.book.median") ns a message"
        for variant in ${rival:+inline pooled}; do
            LD_PRELOAD="$work/clock.so" "$rival" "$work/$day.itch" $variant >"$work/run.txt"
            sed -n 's|.* \([0-9.]*\) ns/msg.*|\1|p' "$work/run.txt" | tee -a "$work/$day.rival.$variant" >"$work/last"
            echo "round $round, $day: itch-book $variant $(cat "$work/last") ns a message"
        done
    done
done

median() { sort -n "$1" | awk '{a[NR] = $1} END {printf "%.1f", (a[int((NR + 1) / 2)] + a[int((NR + 2) / 2)]) / 2}'; }
least() { sort -n "$1" | head -n 1 | awk '{printf "%.1f", $1}'; }
most() { sort -n "$1" | tail -n 1 | awk '{printf "%.1f", $1}'; }
list() { paste -sd, "$1" | sed 's/,/, /g'; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN {printf "%.2f", a / b}'; }

mkdir -p "$(dirname "$output")"
{
    echo '{'
    echo '  "command": "scripts/bench-book.sh",'
    echo "  \"takenOn\": \"$(date -u +%Y-%m-%d)\","
    echo "  \"commit\": \"$(git rev-parse --short=12 HEAD)\","
    echo "  \"processor\": \"$(awk -F': ' '/^model name/ {print $2; exit}' /proc/cpuinfo)\","
    echo "  \"processors\": $(nproc),"
    echo "  \"system\": \"$(uname -sr)\","
    echo "  \"sdk\": \"$(dotnet --version)\","
    echo '  "unit": "nanoseconds a message",'
    echo '  "harrier": "harrier book --repeat 3: processor time over messages in memory; median of the rounds'"'"' medians, least of their minima, greatest of their medians",'
    echo '  "itchBook": "book_throughput of groovg/itch-book: processor time over messages in memory, one pass a round; median, least, greatest; ratio: its median over that of harrier",'
    echo "  \"rounds\": $rounds,"
    echo '  "days": {'
    for day in wide narrow; do
        book=$(median "$work/$day.harrier.book.median")
        echo "    \"$day\": {"
        echo "      \"make\": \"harrier book --make ${symbols[$day]},$messages day.itch --seed $seed\","
        echo "      \"bytes\": $(stat -c %s "$work/$day.itch"),"
        for pass in decode book; do
            echo "      \"$pass\": { \"median\": $(median "$work/$day.harrier.$pass.median"), \"min\": $(least "$work/$day.harrier.$pass.min"), \"max\": $(most "$work/$day.harrier.$pass.median"), \"rounds\": [$(list "$work/$day.harrier.$pass.median")] },"
        done
        for variant in ${rival:+inline pooled}; do
            other=$(median "$work/$day.rival.$variant")
            echo "      \"itch-book $variant\": { \"median\": $other, \"min\": $(least "$work/$day.rival.$variant"), \"max\": $(most "$work/$day.rival.$variant"), \"ratio\": $(ratio "$other" "$book"), \"rounds\": [$(list "$work/$day.rival.$variant")] },"
        done
        echo "      \"messagesPerSecond\": $(awk -v b="$book" 'BEGIN {printf "%.0f", 1e9 / b}')"
        [ $day = wide ] && echo '    },' || echo '    }'
    done
    echo '  }'
    echo '}'
} >"$output"
echo "Figures: $output"
[ "$output" != "$PWD/docs/ledger/book.json" ] || { scripts/book-figures.sh; scripts/benchmark-figures.sh; }

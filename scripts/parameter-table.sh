#!/usr/bin/env bash
# What a session on the built-in venue earns with right and with wrong parameters: the table of docs/models/calibration.md.
#
#   scripts/parameter-table.sh
#
# SEEDS     seeds, one session each (default "1 2 3")
# SYMBOLS   instruments of a session, each a sample (default 20)
# SECONDS_  seconds of a session (default 3600)
#
# The venue's flow is the same for every row: rows are compared instrument by instrument. Needs bash, awk and the .NET SDK of
# global.json.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
cd "$(dirname "$0")/.."
seeds=${SEEDS:-1 2 3}
symbols=${SYMBOLS:-20}
seconds=${SECONDS_:-3600}

dotnet build src/Harrier.Cli -c Release -v q >/dev/null
harrier=$PWD/artifacts/bin/Harrier.Cli/release/harrier
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The totals of all instruments, by symbol.
totals() {
    awk '$1 == "\"instruments\":" {on = 1} $1 == "\"markouts\":" {on = 0}
        on && $1 == "\"symbol\":" {symbol = $2} on && $1 == "\"total\":" {gsub(/[",]/, "", $2); print symbol, $2}' "$1" | sort
}

# One row: a name and the settings that are wrong.
row() {
    local name=$1
    shift
    : >"$work/now"
    for seed in $seeds; do
        (cd "$work" && "$harrier" run --seed "$seed" --symbols "$symbols" --json run.json "--Session:DurationSeconds=$seconds" \
            --Risk:MaximumOrdersPerSecond=1000000 --Risk:MaximumGrossNotionalDollars=1000000000 --Risk:MaximumLossDollars=1000000 "$@" >run.txt)
        totals "$work/run.json" >>"$work/now"
    done
    [[ -f $work/right ]] || cp "$work/now" "$work/right"
    paste -d ' ' "$work/now" "$work/right" | awk -v name="$name" '
        {n++; x += $2; xx += $2 * $2; d = $2 - $4; y += d; yy += d * d}
        END {sx = sqrt((xx - x * x / n) / (n - 1)); sy = sqrt((yy > y * y / n ? yy - y * y / n : 0) / (n - 1))
             printf "| %s | %.0f | %.0f | %+.0f ± %.0f |\n", name, x / n, sx, y / n, sy / sqrt(n)}'
}

echo "| Parameters | Mean, dollars | Deviation | Against the right ones |"
echo "|---|---|---|---|"
row "right: A 0.5 /s, k 60 /\$, σ 1.2 c/√s"
row "estimated while trading (\`--calibrate\`), counted from the second level" --calibrate --Model:CountedFrom=second-level
row "the same, counted from the touch (\`Model:CountedFrom=touch\`)" --calibrate --Model:CountedFrom=touch
row "the same, none hidden (\`Model:InsideTouch=none\`)" --calibrate --Model:InsideTouch=none
row "k half" --Model:DecayPerDollar=30
row "k double" --Model:DecayPerDollar=120
row "A or σ half or double: the skew is the same, γ is chosen by it" --Model:ArrivalsPerSecond=1 --Model:VolatilityDollarsPerSqrtSecond=0.006
gamma=--Model:RiskAversionPerDollar=0.00426 # what is chosen for the right ones, now held
row "γ held, A half" $gamma --Model:ArrivalsPerSecond=0.25
row "γ held, A double" $gamma --Model:ArrivalsPerSecond=1
row "γ held, σ half" $gamma --Model:VolatilityDollarsPerSqrtSecond=0.006
row "γ held, σ double" $gamma --Model:VolatilityDollarsPerSqrtSecond=0.024
row "right, skew at the limit a third" --Model:SkewAtLimitTicks=56
row "right, skew at the limit threefold" --Model:SkewAtLimitTicks=500

#!/usr/bin/env bash
# Measures a quote of each model, the shift by the inventory of others, random numbers and processes, with BenchmarkDotNet,
# and writes docs/ledger/models.json.
#
#   scripts/bench-models.sh [OUTPUT]
#
# JOB      BenchmarkDotNet's job: short (default), medium or long
#
# Needs bash, awk and the .NET SDK of global.json.
exec "$(dirname "$0")/benchmark-ledger.sh" models "${1:-}" '*QuoteModelBenchmarks*' '*CrossInventoryBenchmarks*' '*RandomNumberBenchmarks*' '*ProcessBenchmarks*'

#!/usr/bin/env bash
# Measures quoting, checks and order entry alone, in memory, with BenchmarkDotNet, and writes docs/ledger/stages.json.
#
#   scripts/bench-stages.sh [OUTPUT]
#
# JOB      BenchmarkDotNet's job: short (default), medium or long
#
# Needs bash, awk and the .NET SDK of global.json.
exec "$(dirname "$0")/benchmark-ledger.sh" stages "${1:-}" '*QuoteBenchmarks*' '*PreTradeCheckBenchmarks*' '*OrderTableBenchmarks*' '*OuchBenchmarks*'

#!/usr/bin/env bash
# Measures the risk of portfolios of 10, 100, 500 and 2,000 assets, in full and by one change, with BenchmarkDotNet, and
# writes docs/ledger/risk.json.
#
#   scripts/bench-risk.sh [OUTPUT]
#
# JOB      BenchmarkDotNet's job: short (default), medium or long
#
# Needs bash, awk and the .NET SDK of global.json.
exec "$(dirname "$0")/benchmark-ledger.sh" risk "${1:-}" '*RiskBenchmarks*' '*PreTradeCheckBenchmarks*'

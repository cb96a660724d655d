#!/usr/bin/env bash
# The tests that are too long for every build: a million random order sequences against the matching engine's twin.
set -euo pipefail
cd "$(dirname "$0")/.."
export HARRIER_MATCHING_SEQUENCES="${HARRIER_MATCHING_SEQUENCES:-1000000}"
dotnet run --project tests/Harrier.Tests -c Release -- -class Harrier.Tests.Simulation.Venue.MatchingEngineTwinTests

#!/usr/bin/env bash
# Measures Hawkes processes beside the tick library and writes docs/ledger/hawkes.json: both programs by turns, on the same
# events, by the processor time of their process. Both print the log-likelihood, which must be the same.
#
#   TICK_SOURCE=FOLDER scripts/bench-hawkes.sh [OUTPUT]
#
# TICK_SOURCE  a clone of https://github.com/X-DataInitiative/tick, of which the files that are needed are compiled as it
#              compiles them in release, with -O3, and for this processor
# ROUNDS       rounds, each of which runs both programs once (default 9)
# EVENTS       events of two kinds (default 100000)
#
# Needs bash, awk, c++, the headers of cereal (Debian: libcereal-dev) and the .NET SDK of global.json; three minutes of
# compiling.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
source=$(realpath "${TICK_SOURCE:?a clone of https://github.com/X-DataInitiative/tick}")
output=$(realpath -m "${1:-$(dirname "$0")/../docs/ledger/hawkes.json}")
cd "$(dirname "$0")/.."
rounds=${ROUNDS:-9}
events=${EVENTS:-100000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/tick.cpp" <<'CPP'
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>
#include "tick/hawkes/model/model_hawkes_expkern_loglik_single.h"
#include "tick/hawkes/simulation/simu_hawkes.h"

static double nanoseconds() {
  timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

template <class Work>
static void time_it(const char *name, long events, Work work) {
  std::vector<double> all;
  for (int i = 0; i < 20; i++) {
    const double before = nanoseconds();
    work();
    all.push_back((nanoseconds() - before) / events);
  }
  std::sort(all.begin(), all.end());
  std::printf("%s %.3f\n", name, all[all.size() / 2]);
}

int main(int, char **argv) {
  FILE *file = std::fopen(argv[1], "r");
  double end;
  long events;
  if (!file || std::fscanf(file, "%lf %ld", &end, &events) != 2) return 1;
  std::vector<double> read[2];
  for (long i = 0; i < events; i++) {
    double time;
    int kind;
    if (std::fscanf(file, "%lf %d", &time, &kind) != 2) return 1;
    read[kind].push_back(time);
  }
  SArrayDoublePtrList1D times;
  for (const auto &of : read) {
    ArrayDouble copy(of.size());
    std::copy(of.begin(), of.end(), copy.data());
    times.push_back(copy.as_sarray_ptr());
  }

  const double decay = 4.0, baselines[] = {0.4, 0.7}, ratios[] = {0.3, 0.15, 0.05, 0.45};
  ArrayDouble parameters{0.4, 0.7, 0.3, 0.15, 0.05, 0.45};
  ArrayDouble gradient(6), hessian(18);
  ModelHawkesExpKernLogLikSingle model(decay, 1);
  model.set_data(times, end);
  double loss = 0.0;
  time_it("likelihood", events, [&] {
    model.set_decay(decay);
    model.compute_weights();
    loss = model.loss(parameters);
  });
  time_it("likelihoodSameDecay", events, [&] { loss = model.loss(parameters); });
  std::printf("logLikelihood %.9f\n", -loss * events - 2.0 * end);
  time_it("derivatives", events, [&] {
    model.set_decay(decay);
    model.compute_weights();
    model.loss_and_grad(parameters, gradient);
    model.hessian(parameters, hessian);
  });
  time_it("simulation", events, [&] {
    Hawkes process(2, 1);
    for (int i = 0; i < 4; i++) {
      HawkesKernelPtr kernel = std::make_shared<HawkesKernelExp>(ratios[i], decay);
      process.set_kernel(i / 2, i % 2, kernel);
    }
    for (int i = 0; i < 2; i++) process.set_baseline(i, baselines[i]);
    process.simulate((ulong)events);
  });
}
CPP

cpp=$source/lib/cpp
for file in "$work/tick.cpp" "$cpp"/array/alloc.cpp "$cpp"/random/rand.cpp "$cpp"/base/{interruption,time_func}.cpp "$cpp"/base/math/*.cpp \
    "$cpp"/hawkes/model/base/model_hawkes{,_single,_loglik_single}.cpp "$cpp"/hawkes/model/model_hawkes_expkern_loglik_single.cpp \
    "$cpp"/hawkes/simulation/simu_{hawkes,point_process}.cpp "$cpp"/hawkes/simulation/hawkes_{kernels,baselines}/*.cpp; do
    c++ -std=c++17 -O3 -march=native -DNDEBUG -w -I "$source/lib/include" -c "$file" -o "$work/$(basename "$file" .cpp).o"
done
c++ "$work"/*.o -o "$work/tick" -lpthread

dotnet build bench/Harrier.Benchmarks -c Release -v q
harrier=artifacts/bin/Harrier.Benchmarks/release/Harrier.Benchmarks
"$harrier" hawkes make "$events" "$work/events"
for ((round = 1; round <= rounds; round++)); do
    "$harrier" hawkes "$work/events" | awk '{print "harrier", $0}' >>"$work/all"
    "$work/tick" "$work/events" | awk '{print "tick", $0}' >>"$work/all"
done

awk '$2 == "logLikelihood" { of[$1] = $3 } END { d = (of["harrier"] - of["tick"]) / of["tick"]; if (d * d > 1e-18) { print "bench-hawkes: log-likelihoods of " of["harrier"] " and " of["tick"] > "/dev/stderr"; exit 1 } }' "$work/all"

row() { awk -v by="$1" -v what="$2" '$1 == by && $2 == what {print $3}' "$work/all" | sort -n | awk -v by="$1" '{a[NR] = $1} END {printf "\"%s\": { \"median\": %.1f, \"min\": %.1f, \"max\": %.1f }", by, a[int((NR + 1) / 2)], a[1], a[NR]}'; }

mkdir -p "$(dirname "$output")"
{
    echo '{'
    echo '  "command": "TICK_SOURCE=tick scripts/bench-hawkes.sh",'
    echo "  \"takenOn\": \"$(date -u +%Y-%m-%d)\","
    echo "  \"commit\": \"$(git rev-parse --short=12 HEAD)\","
    echo "  \"processor\": \"$(awk -F': ' '/^model name/ {print $2; exit}' /proc/cpuinfo)\","
    echo "  \"processors\": $(nproc),"
    echo "  \"system\": \"$(uname -sr)\","
    echo "  \"sdk\": \"$(dotnet --version)\","
    echo "  \"tick\": \"$(git -C "$source" rev-parse --short=12 HEAD)\","
    echo '  "unit": "nanoseconds of processor time an event, over the rounds, each the median of 20 repetitions",'
    echo "  \"rounds\": $rounds,"
    echo "  \"events\": $events,"
    echo '  "figures": {'
    echo "    \"likelihood\": { $(row harrier likelihood), $(row tick likelihood) },"
    echo "    \"likelihoodSameDecay\": { $(row harrier likelihood), $(row tick likelihoodSameDecay) },"
    echo "    \"derivatives\": { $(row harrier derivatives), $(row tick derivatives) },"
    echo "    \"simulation\": { $(row harrier simulation), $(row tick simulation) }"
    echo '  }'
    echo '}'
} >"$output"
echo "Figures: $output"
[ "$output" != "$PWD/docs/ledger/hawkes.json" ] || scripts/benchmark-figures.sh

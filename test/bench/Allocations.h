//===-- Allocations.h - Counting allocations per iteration ------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Every benchmark of this program says how many allocations one iteration
// makes, beside its nanoseconds:
//
//   static void parse(benchmark::State &State) {
//     AllocationCounter Count(State);
//     for (auto _ : State)
//       benchmark::DoNotOptimize(parseShape("b c h w"));
//   }
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TEST_BENCH_ALLOCATIONS_H
#define SHAPETIDY_TEST_BENCH_ALLOCATIONS_H

#include <benchmark/benchmark.h>
#include <cstdint>

namespace shapetidy {

/// Calls of operator new so far; Main.cpp replaces it.
uint64_t allocationCount();

/// Reports the counter "allocs", per iteration, when it goes out of scope.
class AllocationCounter {
public:
  explicit AllocationCounter(benchmark::State &State)
      : State(State), Before(allocationCount()) {}
  ~AllocationCounter() {
    State.counters["allocs"] =
        benchmark::Counter(static_cast<double>(allocationCount() - Before),
                           benchmark::Counter::kAvgIterations);
  }
  AllocationCounter(const AllocationCounter &) = delete;
  AllocationCounter &operator=(const AllocationCounter &) = delete;

private:
  benchmark::State &State;
  uint64_t Before;
};

} // namespace shapetidy

#endif // SHAPETIDY_TEST_BENCH_ALLOCATIONS_H

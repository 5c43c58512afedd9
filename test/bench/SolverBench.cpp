//===-- SolverBench.cpp - Cost of deciding a goal at each stage -----------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Allocations.h"
#include "annotations/sizes/SizeText.h"
#include "annotations/sizes/Solver.h"

using namespace shapetidy;

namespace {

struct Case {
  const char *Name;
  std::vector<const char *> Facts;
  const char *Goal;
  Verdict Wanted;
  Stage By;
};

/// One goal for each way to settle one. A case that is settled elsewhere is an
/// error, so that these keep measuring what they say.
const Case Cases[] = {
    {"identical", {}, "n*m + 1 == 1 + m*n", Verdict::Proved, Stage::NormalForm},
    {"constants", {}, "3 == 4", Verdict::Refuted, Stage::NormalForm},
    {"offByOne", {}, "n*m + 1 == n*m", Verdict::Refuted, Stage::NormalForm},
    {"interval", {}, "n*m + k >= 2", Verdict::Proved, Stage::Intervals},
    {"substitution",
     {"d % h == 0"},
     "b*t*h*(d//h) == b*t*d",
     Verdict::Proved,
     Stage::Substitution},
    {"sampling", {}, "n == m", Verdict::Contingent, Stage::Sampling},
    {"presburger",
     {},
     "n//2 + (n + 1)//2 == n",
     Verdict::Proved,
     Stage::Presburger},
    {"products", {"h >= w"}, "h*h >= w*w", Verdict::Proved, Stage::Products},
    {"residues",
     {},
     "m*(n % 2)*(n % 2) == m*(n % 2)",
     Verdict::Proved,
     Stage::Residues},
    {"cases",
     {},
     "max(n, m) + min(n, m) == n + m",
     Verdict::Proved,
     Stage::CaseSplit},
};

void decide(benchmark::State &State, const Case &C) {
  SizeContext Context;
  SizeReader Read(Context);
  FactSet Facts;
  for (const char *Text : C.Facts)
    Facts = Facts.with({llvm::cantFail(Read.goal(Text)), {}});
  Goal G = llvm::cantFail(Read.goal(C.Goal));
  Solver Decide(Context);
  AllocationCounter Count(State);
  for (auto _ : State) {
    Decision D = Decide.decide(Facts, G);
    if (D.Answer != C.Wanted || D.By != C.By)
      State.SkipWithError(spelling(D.By).str().c_str());
    benchmark::DoNotOptimize(D);
  }
}

const bool Registered = [] {
  for (const Case &C : Cases)
    benchmark::RegisterBenchmark(
        (std::string("decide/") + C.Name).c_str(),
        [&C](benchmark::State &State) { decide(State, C); });
  return true;
}();

/// Building a size that exists already, which is the common case.
void buildSize(benchmark::State &State) {
  SizeContext Context;
  SizeReader Read(Context);
  Size H = llvm::cantFail(Read.size("h")), K = llvm::cantFail(Read.size("k"));
  Size S = llvm::cantFail(Read.size("s"));
  AllocationCounter Count(State);
  for (auto _ : State)
    benchmark::DoNotOptimize(
        Context.add(Context.floorDiv(Context.sub(H, K), S), Context.one()));
}
BENCHMARK(buildSize);

} // namespace

//===-- ParserBench.cpp - Time and memory of parsing ----------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Nanoseconds and heap allocations for annotations as people write them, and
// the growth with the length of the text.
//
//===----------------------------------------------------------------------===//

#include "Allocations.h"
#include "annotations/syntax/Annotation.h"

using namespace shapetidy;

static void parseText(benchmark::State &State, llvm::StringRef Text) {
  AllocationCounter Count(State);
  for (auto _ : State)
    benchmark::DoNotOptimize(parseAnnotation(Text));
}

BENCHMARK_CAPTURE(parseText, shape, "batch c h w");
BENCHMARK_CAPTURE(parseText, modifiers, "*#batch h=3 w=_ ?n");
BENCHMARK_CAPTURE(parseText, expression, "n (h-k)//s+1");
BENCHMARK_CAPTURE(parseText, operand, "n+{this->padding.size(0)}");
BENCHMARK_CAPTURE(parseText, dtype, "Float32[batch c h w]");
BENCHMARK_CAPTURE(parseText, tuple, "tuple[Float[n m], Int[n]] | None");
BENCHMARK_CAPTURE(parseText, mistake, "batch, c");

static void printAxes(benchmark::State &State) {
  ParsedAnnotation Parsed = parseAnnotation("*batch c h=3 (w-k)//s+1");
  for (auto _ : State)
    benchmark::DoNotOptimize(print(*Parsed.Root));
}
BENCHMARK(printAxes);

static void parseContractText(benchmark::State &State) {
  for (auto _ : State)
    benchmark::DoNotOptimize(parseContract("(*#b n m), (*#b m k) -> (*b n k)"));
}
BENCHMARK(parseContractText);

/// Time for each byte must not depend on the length.
static void parseLong(benchmark::State &State, llvm::StringRef Piece) {
  std::string Text;
  while (Text.size() < static_cast<size_t>(State.range(0)))
    Text += Piece;
  for (auto _ : State)
    benchmark::DoNotOptimize(parseAnnotation(Text));
  State.SetBytesProcessed(State.iterations() * Text.size());
}
BENCHMARK_CAPTURE(parseLong, brackets, "tuple[")->Range(1 << 10, 1 << 15);
BENCHMARK_CAPTURE(parseLong, parentheses, "(a ")->Range(1 << 10, 1 << 15);
BENCHMARK_CAPTURE(parseLong, braces, "{a[")->Range(1 << 10, 1 << 15);
BENCHMARK_CAPTURE(parseLong, arrows, "(n) -> ")->Range(1 << 10, 1 << 15);
BENCHMARK_CAPTURE(parseLong, sums, "n+")->Range(1 << 10, 1 << 15);
BENCHMARK_CAPTURE(parseLong, commas, "a,b ")->Range(1 << 10, 1 << 15);

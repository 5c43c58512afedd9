//===-- UnifierBench.cpp - Cost of matching and broadcasting --------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Allocations.h"
#include "annotations/shapes/Broadcast.h"
#include "annotations/shapes/Unifier.h"
#include "annotations/sizes/SizeText.h"
#include "llvm/ADT/StringExtras.h"

using namespace shapetidy;

namespace {

/// A call of `f(x: "b c h w", y: "b c h w")`.
struct Call {
  Call() : Decide(Sizes), Read(Sizes) {}

  ArrayValue value(llvm::StringRef Dims) {
    llvm::SmallVector<Dim, 4> Out;
    for (llvm::StringRef Piece : llvm::split(Dims, ' '))
      Out.push_back({llvm::cantFail(Read.size(Piece)), {}});
    return {Shape::ofDims(Out), DTypeSet::ofName("float32")};
  }

  void run(benchmark::State &State, llvm::StringRef Annotation,
           const ArrayValue &X, const ArrayValue &Y, bool Fits) {
    ParsedAnnotation Type = parseAnnotation(Annotation);
    const TypeSyntax *Types[] = {Type.Root.get(), Type.Root.get()};
    ArrayValue Values[] = {X, Y};
    auto NoOperands = [](const OperandExpr &, unsigned) {
      return OperandValue();
    };
    AllocationCounter Count(State);
    for (auto _ : State) {
      FactSet Facts;
      Unifier Names(Sizes, Decide, Facts, {});
      MatchResult R = Names.matchCall(Types, Values, NoOperands, Origin());
      if ((R.Answer == MatchAnswer::Fits) != Fits)
        State.SkipWithError("unexpected answer");
      benchmark::DoNotOptimize(R);
    }
  }

  SizeContext Sizes;
  Solver Decide;
  SizeReader Read;
};

void unifyConcrete(benchmark::State &State) {
  Call C;
  ArrayValue X = C.value("32 3 224 224");
  C.run(State, "b c h w", X, X, true);
}
BENCHMARK(unifyConcrete);

void unifyConcreteConflict(benchmark::State &State) {
  Call C;
  C.run(State, "b c h w", C.value("32 3 224 224"), C.value("32 3 224 225"),
        false);
}
BENCHMARK(unifyConcreteConflict);

void unifySymbolicSame(benchmark::State &State) {
  Call C;
  ArrayValue X = C.value("n c 2*h h*w");
  C.run(State, "b c h w", X, X, true);
}
BENCHMARK(unifySymbolicSame);

/// The last axis needs the solver: w against 2*(w//2) + w%2.
void unifySymbolicProved(benchmark::State &State) {
  Call C;
  C.run(State, "b c h w", C.value("n c h w//2+(w+1)//2"), C.value("n c h w"),
        true);
}
BENCHMARK(unifySymbolicProved);

void unifySymbolicCounterexample(benchmark::State &State) {
  Call C;
  C.run(State, "b c h w", C.value("n c h w"), C.value("n c h k"), false);
}
BENCHMARK(unifySymbolicCounterexample);

void unifySymbolicLearned(benchmark::State &State) {
  Call C;
  C.Read.declare("s", 1, SymbolNature::Flexible);
  C.run(State, "b c h w", C.value("n c h w"), C.value("n c h s"), true);
}
BENCHMARK(unifySymbolicLearned);

void unifyExpressions(benchmark::State &State) {
  Call C;
  ArrayValue X = C.value("8 8 16 17");
  C.run(State, "b b 2*b 2*b+1", X, X, true);
}
BENCHMARK(unifyExpressions);

void broadcastConcrete(benchmark::State &State) {
  Call C;
  FactSet Facts;
  Shape A = C.value("32 1 224 224").Axes, B = C.value("3 1 1").Axes;
  AllocationCounter Count(State);
  for (auto _ : State) {
    Judge With(C.Sizes, C.Decide, Facts, Origin());
    benchmark::DoNotOptimize(broadcastShapes(With, A, B));
  }
}
BENCHMARK(broadcastConcrete);

/// One match of a long annotation: linear in its axes.
void unifyManyAxes(benchmark::State &State) {
  Call C;
  llvm::SmallVector<Dim, 4> Dims;
  TypeSyntax Type;
  for (int64_t I = 0; I < State.range(0); ++I) {
    Axis Token;
    Token.Name = "n" + std::to_string(I);
    Type.Shape.Axes.push_back(Token);
    Dims.push_back({C.Sizes.constant(I), {}});
  }
  ArrayValue Value{Shape::ofDims(Dims), DTypeSet::any()};
  auto NoOperands = [](const OperandExpr &, unsigned) {
    return OperandValue();
  };
  for (auto _ : State) {
    FactSet Facts;
    Unifier Names(C.Sizes, C.Decide, Facts, {});
    benchmark::DoNotOptimize(Names.match(Type, Value, 0, NoOperands, Origin()));
  }
  State.SetComplexityN(State.range(0));
}
BENCHMARK(unifyManyAxes)->Arg(100)->Arg(1000)->Arg(10000)->Complexity();

} // namespace

//===-- BuiltinsComma.cpp - Eigen's comma initialiser -----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsAxes.h"
#include "checks/engine/BuiltinsTable.h"

namespace shapetidy::builtins {

namespace {
/// Where the next coefficient or block goes (CommaInitializer.h). As a value it
/// is the aggregate of the matrix and the three numbers.
struct CommaState {
  Value Matrix;
  int64_t Row = 0, Col = 0, BlockRows = 0;
};
struct ConstantDims {
  int64_t Rows, Cols;
};
} // namespace

static std::optional<ConstantDims> constantDims(const Value &Given) {
  const ArrayValue *Known = Given.asArray();
  if (!Known || Known->Axes.rank() != 2u)
    return std::nullopt;
  std::optional<int64_t> Sizes[2];
  for (unsigned I : {0u, 1u})
    if (Known->Axes.prefix()[I].isKnown())
      Sizes[I] = Known->Axes.prefix()[I].Length->asConstant();
  if (!Sizes[0] || !Sizes[1])
    return std::nullopt;
  return ConstantDims{*Sizes[0], *Sizes[1]};
}

static std::optional<CommaState> stateOf(const Value &Given) {
  if (Given.asArray())
    return CommaState{Given};
  if (Given.kind() != Value::Kind::Aggregate || Given.elements().size() != 4)
    return std::nullopt;
  CommaState State{Given.elements()[0]};
  int64_t *Numbers[] = {&State.Row, &State.Col, &State.BlockRows};
  for (unsigned I = 0; I < 3; ++I) {
    std::optional<Size> Known = Given.elements()[I + 1].asInteger();
    if (!Known || !Known->asConstant())
      return std::nullopt;
    *Numbers[I] = *Known->asConstant();
  }
  return State;
}

static void reportSurplus(BuiltinCall &Call, unsigned Axis, int64_t Wanted,
                          int64_t Have) {
  OperationConflict Why;
  Why.What = OperationConflict::Kind::OutOfBounds;
  Why.First = {1, std::nullopt, dimOf(Call.sizes().constant(Wanted), {})};
  Why.Second = {0, Axis, dimOf(Call.sizes().constant(Have), {})};
  Why.Verdict.Answer = Verdict::Refuted;
  Why.Verdict.By = Stage::NormalForm;
  Call.setConflict(std::move(Why));
}

/// What is filled on one axis ends before the matrix does.
static void reportRest(BuiltinCall &Call, unsigned Axis, int64_t Filled,
                       int64_t Have) {
  reportSurplus(Call, Axis, Filled, Have);
  Call.Out.Conflict->What = OperationConflict::Kind::TooFew;
}

/// Where the initialiser ends, every coefficient has its value
/// (CommaInitializer::finished). False if that is not so.
static bool demandFinished(BuiltinCall &Call, const CommaState &State,
                           const ConstantDims &Whole) {
  if (State.Col != Whole.Cols)
    reportRest(Call, 1, State.Col, Whole.Cols);
  else if (State.Row + State.BlockRows != Whole.Rows && Whole.Cols != 0)
    reportRest(Call, 0, State.Row + State.BlockRows, Whole.Rows);
  return !Call.failed();
}

/// `(m << a, b, c).finished()` is `m`.
void eigenFinished(BuiltinCall &Call) {
  std::optional<CommaState> State =
      Call.Input.Args.empty() ? std::nullopt : stateOf(Call.Input.Args[0]);
  std::optional<ConstantDims> Whole =
      State ? constantDims(State->Matrix) : std::nullopt;
  bool IsOpen = State && !Call.Input.Args[0].asArray();
  if (IsOpen && (!Whole || demandFinished(Call, *State, *Whole)))
    Call.setResult(State->Matrix);
}

/// `m << a, b, c;`: each coefficient or block goes to the right of the one
/// before, and to the next rows when the columns are full. Followed only where
/// all sizes are constants.
void eigenComma(BuiltinCall &Call) {
  if (Call.Input.Args.size() != 2)
    return;
  std::optional<CommaState> State = stateOf(Call.Input.Args[0]);
  std::optional<ConstantDims> Whole =
      State ? constantDims(State->Matrix) : std::nullopt;
  std::optional<ConstantDims> Part =
      Call.isScalar(1) ? ConstantDims{1, 1} : constantDims(Call.Input.Args[1]);
  if (!State || !Whole || !Part)
    return;
  bool First = Call.Input.Args[0].asArray();
  if (!First && State->Col == Whole->Cols &&
      (Part->Cols != 0 || Part->Rows != State->BlockRows)) {
    State->Row += State->BlockRows;
    State->Col = 0;
    State->BlockRows = Part->Rows;
  }
  if (First)
    State->BlockRows = Part->Rows;
  if (State->Row + Part->Rows > Whole->Rows)
    return reportSurplus(Call, 0, State->Row + Part->Rows, Whole->Rows);
  if (State->Col + Part->Cols > Whole->Cols)
    return reportSurplus(Call, 1, State->Col + Part->Cols, Whole->Cols);
  auto Rows = [&](int64_t N) { return dimOf(Call.sizes().constant(N), {}); };
  if (!Call.demandEqual(
          {1, 0, Rows(Part->Rows)},
          {OperandSide::NoArgument, std::nullopt, Rows(State->BlockRows)}))
    return;
  State->Col += Part->Cols;
  if (Call.Input.IsLast && Call.Input.IsLast() &&
      !demandFinished(Call, *State, *Whole))
    return;
  auto Number = [&](int64_t N) {
    return Value::integer(Call.sizes().constant(N));
  };
  Call.setResult(
      Value::aggregate({State->Matrix, Number(State->Row), Number(State->Col),
                        Number(State->BlockRows)}));
}

} // namespace shapetidy::builtins

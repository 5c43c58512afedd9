//===-- BuiltinsBlas.cpp - Matrices behind pointers -------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsAxes.h"
#include "checks/engine/BuiltinsTable.h"

namespace shapetidy::builtins {

/// Values of CBLAS_LAYOUT, CBLAS_TRANSPOSE and CBLAS_SIDE in cblas.h.
static constexpr int64_t RowMajor = 101, ColMajor = 102, NoTrans = 111,
                         Trans = 112, ConjTrans = 113, Left = 141, Right = 142;

namespace {
/// One operand: a matrix of `rows` and `cols`, or a vector of `length`.
class BlasOperand {
public:
  BlasOperand(BuiltinCall &Call, char Index) : Call(Call), Index(Index) {}

  bool demandAll();

private:
  std::string role(llvm::StringRef Name) const { return Name.str() + Index; }
  std::optional<Size> get(llvm::StringRef Name) const {
    return Call.integer(role(Name));
  }
  unsigned position(llvm::StringRef Name) const {
    return Call.position(role(Name)).value_or(OperandSide::NoArgument);
  }
  /// Is the matrix that is stored the other way round than it is used? None if
  /// that is not known.
  std::optional<bool> isTransposed() const;
  /// Lengths of what lies in one piece, and how many pieces there are.
  std::optional<std::pair<Size, Size>> pieces() const;
  bool demandLeading(const Size &Piece);
  bool demandMemory(const Size &Needed);
  bool demandVector();
  bool refute(OperationConflict::Kind What, OperandSide First,
              OperandSide Second, const Size &Small, const Size &Large);

  BuiltinCall &Call;
  char Index;
};
} // namespace

std::optional<bool> BlasOperand::isTransposed() const {
  if (!Call.has(role("trans")))
    return false;
  std::optional<int64_t> How = Call.constant(role("trans"));
  if (!How || (*How != NoTrans && *How != Trans && *How != ConjTrans))
    return std::nullopt;
  return *How != NoTrans;
}

std::optional<std::pair<Size, Size>> BlasOperand::pieces() const {
  std::optional<bool> Transposed = isTransposed();
  std::optional<int64_t> Order = Call.constant("order");
  std::optional<Size> Rows = get("rows"), Cols = get("cols");
  // A square operand is as large as the side it stands on.
  if (Call.has(role("side"))) {
    std::optional<int64_t> Side = Call.constant(role("side"));
    if (Side != Left && Side != Right)
      return std::nullopt;
    Rows = Cols = Side == Left ? Rows : Cols;
  }
  bool IsKnown = Order == RowMajor || Order == ColMajor;
  if (!Transposed || !IsKnown || !Rows || !Cols)
    return std::nullopt;
  if (*Transposed)
    std::swap(Rows, Cols);
  return Order == RowMajor ? std::pair(*Cols, *Rows) : std::pair(*Rows, *Cols);
}

/// Reports that \p Small is certainly less than \p Large, as it must not be.
bool BlasOperand::refute(OperationConflict::Kind What, OperandSide First,
                         OperandSide Second, const Size &Small,
                         const Size &Large) {
  Decision Why = Call.Context.Decide.decide(Call.Context.Facts,
                                            {Large, Relation::LE, Small});
  if (Why.Answer != Verdict::Refuted)
    return true;
  OperationConflict Conflict;
  Conflict.What = What;
  Conflict.First = std::move(First);
  Conflict.Second = std::move(Second);
  Conflict.Verdict = std::move(Why);
  Call.setConflict(std::move(Conflict));
  return false;
}

bool BlasOperand::demandLeading(const Size &Piece) {
  std::optional<Size> Leading = get("ld");
  if (!Leading)
    return true;
  return refute(OperationConflict::Kind::LeadingDimension,
                {position("ld"), std::nullopt, dimOf(*Leading, {})},
                {OperandSide::NoArgument, std::nullopt, dimOf(Piece, {})},
                *Leading, Piece);
}

bool BlasOperand::demandMemory(const Size &Needed) {
  unsigned Buffer = position("buffer");
  if (Buffer >= Call.Input.Behind.size() || !Call.Input.Behind[Buffer])
    return true;
  const Size &Available = *Call.Input.Behind[Buffer];
  return refute(OperationConflict::Kind::BufferSize,
                {Buffer, std::nullopt, dimOf(Needed, {})},
                {OperandSide::NoArgument, std::nullopt, dimOf(Available, {})},
                Available, Needed);
}

bool BlasOperand::demandVector() {
  std::optional<bool> Transposed = isTransposed();
  std::optional<Size> Length = get("length");
  std::optional<int64_t> Step =
      Call.has(role("inc")) ? Call.constant(role("inc")) : 1;
  if (Transposed && Call.has(role("trans")))
    Length = get(*Transposed ? "rows" : "cols");
  // A step below 1 is backwards for some routines and nothing for others.
  if (!Transposed || !Length || !Step || *Step <= 0)
    return true;
  SizeContext &Sizes = Call.sizes();
  Size Steps = Sizes.sub(*Length, Sizes.one());
  return demandMemory(
      Sizes.add(Sizes.one(), Sizes.mul(Steps, Sizes.constant(*Step))));
}

bool BlasOperand::demandAll() {
  if (Call.has(role("length")) || !Call.has(role("ld")))
    return !Call.has(role("buffer")) || demandVector();
  std::optional<std::pair<Size, Size>> Stored = pieces();
  if (!Stored || !demandLeading(Stored->first))
    return !Stored;
  std::optional<Size> Leading = get("ld");
  if (!Leading)
    return true;
  SizeContext &Sizes = Call.sizes();
  Size Before = Sizes.mul(Sizes.sub(Stored->second, Sizes.one()), *Leading);
  return demandMemory(Sizes.add(Before, Stored->first));
}

/// Up to three operands of a BLAS or LAPACK routine. The leading dimension, the
/// distance between rows (row-major) or columns, has to be at least their
/// length (the parameter checks of the reference implementation, xerbla); and
/// where the memory has a known size, what is read and written has to be
/// inside. Only what is certainly wrong is reported.
void blas(BuiltinCall &Call) {
  for (char Index : {'0', '1', '2'})
    if (!BlasOperand(Call, Index).demandAll())
      return;
}

} // namespace shapetidy::builtins

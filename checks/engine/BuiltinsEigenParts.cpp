//===-- BuiltinsEigenParts.cpp - Coefficients, copies, views ----*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsSpatial.h"
#include "checks/engine/BuiltinsTable.h"
#include "checks/engine/ClangCompat.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include <cstdlib>

namespace shapetidy::builtins {

/// One coefficient: `m(i, j)`, `v(i)`, `v[i]` (the assertions of
/// DenseCoeffsBase.h).
void eigenCoefficient(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  if (In.rank() != 2u)
    return;
  if (!demandIndex(Call, "row", 0, In.prefix()[0]) ||
      !demandIndex(Call, "col", 1, In.prefix()[1]) || !Call.has("index"))
    return;
  std::optional<Size> Count = In.elementCount(Call.sizes());
  demandIndex(Call, "index", std::nullopt,
              Count ? dimOf(*Count, {}) : unknownDim());
}

/// The integer template arguments of a called member, `replicate<2, 3>()`.
static std::optional<int64_t> templateInteger(const BuiltinCall &Call,
                                              unsigned Index) {
  const clang::TemplateArgumentList *Args =
      Call.Callee ? Call.Callee->getTemplateSpecializationArgs() : nullptr;
  if (!Args || Index >= Args->size() ||
      Args->get(Index).getKind() != clang::TemplateArgument::Integral)
    return std::nullopt;
  return Args->get(Index).getAsIntegral().trySExtValue();
}

/// The matrix several times below and beside itself (Replicate.h).
void eigenReplicate(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  if (In.rank() != 2u)
    return;
  SizeContext &Sizes = Call.sizes();
  Dims Out;
  static constexpr llvm::StringLiteral Roles[] = {"rowFactor", "colFactor"};
  for (unsigned Axis : {0u, 1u}) {
    std::optional<Size> Times = Call.integer(Roles[Axis]);
    if (!Call.has(Roles[Axis]))
      if (std::optional<int64_t> Fixed = templateInteger(Call, Axis))
        Times = Sizes.constant(*Fixed);
    const Dim &Old = In.prefix()[Axis];
    Out.push_back(Old.isKnown() && Times
                      ? dimOf(Sizes.mul(*Old.Length, *Times), Call.Context.From)
                      : unknownDim());
  }
  Call.setShape(Shape::ofDims(Out));
}

/// The same coefficients in `rows` rows and `cols` columns, as many as there
/// are (Reshaped.h); without sizes one column.
void eigenReshaped(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  std::optional<Size> Count = In.elementCount(Call.sizes());
  if (!Call.has("rows"))
    return Call.setShape(
        Shape::ofDims({Count ? dimOf(*Count, Call.Context.From) : unknownDim(),
                       dimOf(Call.sizes().one(), Call.Context.From)}));
  std::optional<Size> Rows = Call.integer("rows"), Cols = Call.integer("cols");
  auto Known = [&](std::optional<Size> S) {
    return S ? dimOf(*S, Call.Context.From) : unknownDim();
  };
  if (Rows && Cols && Count) {
    OperationConflict Why;
    Why.What = OperationConflict::Kind::ElementCount;
    Size Wanted = Call.sizes().mul(*Rows, *Cols);
    Why.First = {Call.position("self").value_or(OperandSide::NoArgument),
                 std::nullopt, dimOf(*Count, {})};
    Why.Second.Length = dimOf(Wanted, {});
    if (!Call.demand(Call.judge().equal(*Count, Wanted), std::move(Why)))
      return;
  }
  Call.setShape(Shape::ofDims({Known(Rows), Known(Cols)}));
}

/// A diagonal that does not begin inside of the matrix (Diagonal.h).
static bool demandDiagonal(BuiltinCall &Call, int64_t Index, const Shape &In) {
  unsigned Axis = Index < 0 ? 0 : 1;
  const Dim &Of = In.prefix()[Axis];
  if (Index == 0 || !Of.isKnown())
    return true;
  Size Start = Call.sizes().constant(std::abs(Index));
  return demandAtMost(Call,
                      {Call.position("index").value_or(OperandSide::NoArgument),
                       std::nullopt, dimOf(Start, {})},
                      {0, Axis, Of});
}

/// `m.diagonal()`, `m.diagonal<1>()`, `m.diagonal(index)`: min(rows, cols -
/// index) coefficients in a column, or min(rows + index, cols) of them below
/// the main one.
void eigenDiagonalOf(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  if (In.rank() != 2u)
    return;
  std::optional<int64_t> Index = Call.has("index")
                                     ? Call.constant("index")
                                     : templateInteger(Call, 0).value_or(0);
  if (Index && !demandDiagonal(Call, *Index, In))
    return;
  SizeContext &Sizes = Call.sizes();
  const Dim &Rows = In.prefix()[0], &Cols = In.prefix()[1];
  Dim Length = unknownDim();
  if (Index && Rows.isKnown() && Cols.isKnown()) {
    Size Off = Sizes.constant(std::abs(*Index));
    Length = dimOf(*Index < 0
                       ? Sizes.min(Sizes.sub(*Rows.Length, Off), *Cols.Length)
                       : Sizes.min(*Rows.Length, Sizes.sub(*Cols.Length, Off)),
                   Call.Context.From);
  }
  Call.setShape(Shape::ofDims({Length, dimOf(Sizes.one(), {})}));
}

/// The class that a CRTP base is the base of.
static const clang::CXXRecordDecl *derivedOf(clang::QualType Base) {
  const auto *Special =
      llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(
          Base->getAsCXXRecordDecl());
  if (!Special || Special->getTemplateArgs().size() == 0 ||
      Special->getTemplateArgs()[0].getKind() != clang::TemplateArgument::Type)
    return nullptr;
  return Special->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl();
}

/// Two objects of one class with dynamic sizes exchange their memory; anything
/// else its coefficients, which have to be as many (PlainObjectBase::swap). A
/// constant parameter is an expression.
static bool exchangesMemory(const BuiltinCall &Call) {
  const auto *Method =
      llvm::dyn_cast_or_null<clang::CXXMethodDecl>(Call.Callee);
  if (!Method || Method->getNumParams() != 1)
    return false;
  clang::QualType Other = Method->getParamDecl(0)->getType();
  Other = Other.getNonReferenceType();
  const clang::CXXRecordDecl *Mine =
      derivedOf(canonicalType(Method->getParent()));
  const clang::CXXRecordDecl *Theirs = derivedOf(Other);
  return Mine && Theirs && !Other.isConstQualified() &&
         Mine->getCanonicalDecl() == Theirs->getCanonicalDecl();
}

void eigenSwap(BuiltinCall &Call) {
  if (Call.Input.Args.size() != 2)
    return;
  if (!exchangesMemory(Call))
    return sameSizes(Call);
  Call.write(0, Call.Input.Args[1]);
  Call.write(1, Call.Input.Args[0]);
}

/// The two axes of a pair of indices; none if they are not constants.
static std::optional<std::pair<int64_t, int64_t>> pairOf(const Value &Pair) {
  if (Pair.elements().size() != 2)
    return std::nullopt;
  std::optional<Size> First = Pair.elements()[0].asInteger(),
                      Second = Pair.elements()[1].asInteger();
  if (!First || !Second || !First->asConstant() || !Second->asConstant())
    return std::nullopt;
  return std::pair(*First->asConstant(), *Second->asConstant());
}

/// Tensor products: axes paired with each other disappear, the rest of the
/// first is followed by the rest of the second (TensorContraction.h).
void eigenContract(BuiltinCall &Call) {
  Shape First = Call.array("self").Axes, Second = Call.array("other").Axes;
  Value Pairs = Call.value("pairs");
  if (!First.rank() || !Second.rank() || Pairs.kind() != Value::Kind::Aggregate)
    return Call.setShape(Shape::unknown());
  llvm::SmallVector<bool, 8> Gone(*First.rank()), Taken(*Second.rank());
  for (const Value &Each : Pairs.elements()) {
    auto Axes = pairOf(Each);
    if (!Axes || Axes->first < 0 || Axes->first >= *First.rank() ||
        Axes->second < 0 || Axes->second >= *Second.rank())
      return Call.setShape(Shape::unknown());
    unsigned A = unsigned(Axes->first), B = unsigned(Axes->second);
    if (!Call.demandEqual({0, A, First.prefix()[A]}, {1, B, Second.prefix()[B]},
                          OperationConflict::Kind::InnerSizes))
      return;
    Gone[A] = Taken[B] = true;
  }
  Dims Out;
  for (unsigned I = 0; I < Gone.size(); ++I)
    if (!Gone[I])
      Out.push_back(First.prefix()[I]);
  for (unsigned I = 0; I < Taken.size(); ++I)
    if (!Taken[I])
      Out.push_back(Second.prefix()[I]);
  Call.setShape(Shape::ofDims(Out));
}

} // namespace shapetidy::builtins

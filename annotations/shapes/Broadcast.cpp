//===-- Broadcast.cpp - NumPy's broadcasting on shapes --------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/shapes/Broadcast.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy {

namespace {

/// The axes that count from the back: all of them where there is no row.
llvm::ArrayRef<Dim> backOf(const Shape &S) {
  return S.middle() ? S.suffix() : S.prefix();
}

llvm::ArrayRef<Dim> frontOf(const Shape &S) {
  return S.middle() ? S.prefix() : llvm::ArrayRef<Dim>();
}

class Broadcaster {
public:
  Broadcaster(Judge &With, const Shape &A, const Shape &B)
      : With(With), A(A), B(B) {}

  BroadcastResult run() {
    FactSet Before = With.facts();
    size_t Common = std::min(backOf(A).size(), backOf(B).size());
    Shape Axes = Shape::unknown();
    if (alignRight(backOf(A), backOf(B), 0, Back))
      Axes = joinFronts(Common);
    if (!Result.Conflict) {
      Result.Axes = std::move(Axes);
      return std::move(Result);
    }
    With.facts() = std::move(Before);
    return std::move(Result);
  }

private:
  /// Broadcasts the last min(|Left|, |Right|) axes of both into \p Out.
  /// \p Behind axes of each shape lie behind them.
  bool alignRight(llvm::ArrayRef<Dim> Left, llvm::ArrayRef<Dim> Right,
                  int Behind, llvm::SmallVectorImpl<Dim> &Out) {
    size_t Common = std::min(Left.size(), Right.size());
    Left = Left.take_back(Common);
    Right = Right.take_back(Common);
    Out.resize(Common);
    for (size_t I = Common; I-- > 0;)
      if (!one(Left[I], Right[I], -Behind - static_cast<int>(Common - I),
               Out[I]))
        return false;
    return true;
  }

  bool one(const Dim &Left, const Dim &Right, int FromBack, Dim &Out) {
    if (!Left.Length || !Right.Length) {
      Out = besideUnknown(Left.Length ? Left : Right);
      return true;
    }
    Judgement J = With.compatible(*Left.Length, *Right.Length);
    if (J.fails()) {
      Result.Conflict = {FromBack, FromBack, Left, Right, std::move(J.Verdict)};
      return false;
    }
    Result.Certain &= !J.isUncertain();
    Size Length = With.broadcast(*Left.Length, *Right.Length);
    Out = Dim{Length, Length == *Right.Length ? Right.From : Left.From};
    return true;
  }

  /// Whatever the other size is, it gives way to one that is not 1.
  Dim besideUnknown(const Dim &D) {
    Result.Certain = false;
    if (D.Length && With.isUnit(*D.Length) == false)
      return D;
    return Dim{std::nullopt, D.From};
  }

  /// The result in front of the \p Common axes already in Back.
  Shape joinFronts(size_t Common) {
    llvm::ArrayRef<Dim> RestA = backOf(A).drop_back(Common);
    llvm::ArrayRef<Dim> RestB = backOf(B).drop_back(Common);
    if (!A.middle() && !B.middle())
      return Shape::ofDims(withBack(RestA.empty() ? RestB : RestA));
    if (A.middle() && B.middle())
      return joinRows(RestA, RestB);
    const Shape &WithRow = A.middle() ? A : B;
    llvm::ArrayRef<Dim> Against = A.middle() ? RestB : RestA;
    if (Against.empty())
      return Shape::around(frontOf(WithRow), *WithRow.middle(),
                           withBack(A.middle() ? RestA : RestB));
    return againstRow(*WithRow.middle(), Against, Common);
  }

  Shape joinRows(llvm::ArrayRef<Dim> RestA, llvm::ArrayRef<Dim> RestB) {
    const Row &RowA = *A.middle(), &RowB = *B.middle();
    bool Aligned = RestA.empty() && RestB.empty();
    if (Aligned && RowA.Id && RowA.Id == RowB.Id)
      return joinPrefixes(RowA);
    if (Aligned && isRigid(RowA) && isRigid(RowB)) {
      Result.Conflict = {std::nullopt, std::nullopt, Dim(), Dim(),
                         contingent()};
      return Shape::unknown();
    }
    Result.Certain = false;
    return Shape::around({}, Row(), Back);
  }

  /// Both shapes end in the same row and as many axes behind it.
  Shape joinPrefixes(const Row &Same) {
    llvm::ArrayRef<Dim> Left = A.prefix(), Right = B.prefix();
    llvm::SmallVector<Dim, 4> Front;
    // Behind the prefixes the row hides how far the end is.
    if (!alignRight(Left, Right, 0, Front)) {
      Result.Conflict->FirstAxis.reset();
      Result.Conflict->SecondAxis.reset();
      return Shape::unknown();
    }
    llvm::ArrayRef<Dim> Rest =
        (Left.size() > Right.size() ? Left : Right).drop_back(Front.size());
    Front.insert(Front.begin(), Rest.begin(), Rest.end());
    return Shape::around(Front, Same, Back);
  }

  /// Axes of known position against a row of unknown length: the row may end
  /// before them, be 1 there, or have to agree.
  Shape againstRow(const Row &Hidden, llvm::ArrayRef<Dim> Against,
                   size_t Common) {
    llvm::SmallVector<Dim, 4> Out;
    for (auto [Index, D] : llvm::enumerate(Against)) {
      if (isRigid(Hidden) && neverFitsAllRows(D)) {
        int FromBack = -static_cast<int>(Common + Against.size() - Index);
        bool RowFirst = A.middle().has_value();
        Result.Conflict = {RowFirst ? std::nullopt : std::optional(FromBack),
                           RowFirst ? std::optional(FromBack) : std::nullopt,
                           RowFirst ? Dim() : D, RowFirst ? D : Dim(),
                           contingent()};
        return Shape::unknown();
      }
      Out.push_back(besideUnknown(D));
    }
    Result.Certain = false;
    Out.append(Back);
    return Shape::around({}, Row(), Out);
  }

  /// The row is declared for all axes, so one that differs from \p D exists,
  /// unless D is 1 or could be chosen to agree.
  bool neverFitsAllRows(const Dim &D) {
    return D.Length && *D.Length != With.sizes().one() &&
           With.sizes().allRigid(*D.Length);
  }

  bool isRigid(const Row &R) {
    return R.Id && With.sizes().rowInfo(*R.Id).Nature == SymbolNature::Rigid;
  }

  static Decision contingent() {
    Decision D;
    D.Answer = Verdict::Contingent;
    D.By = Stage::NormalForm;
    return D;
  }

  llvm::SmallVector<Dim, 4> withBack(llvm::ArrayRef<Dim> Front) {
    llvm::SmallVector<Dim, 4> All(Front);
    All.append(Back);
    return All;
  }

  Judge &With;
  const Shape &A, &B;
  llvm::SmallVector<Dim, 4> Back;
  BroadcastResult Result;
};

} // namespace

BroadcastResult broadcastShapes(Judge &With, const Shape &A, const Shape &B) {
  return Broadcaster(With, A, B).run();
}

} // namespace shapetidy

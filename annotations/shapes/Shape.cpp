//===-- Shape.cpp - Symbolic array shapes ---------------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/shapes/Shape.h"
#include "annotations/shapes/ArrayValue.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy {

Shape Shape::unknown() { return around({}, Row(), {}); }

Shape Shape::ofDims(llvm::ArrayRef<Dim> Dims) {
  Shape S;
  S.Prefix.assign(Dims.begin(), Dims.end());
  return S;
}

Shape Shape::around(llvm::ArrayRef<Dim> Prefix, Row Middle,
                    llvm::ArrayRef<Dim> Suffix) {
  Shape S = ofDims(Prefix);
  S.Middle = Middle;
  S.Suffix.assign(Suffix.begin(), Suffix.end());
  return S;
}

std::optional<unsigned> Shape::rank() const {
  if (Middle)
    return std::nullopt;
  return Prefix.size();
}

std::optional<Dim> Shape::axis(int64_t Index) const {
  const llvm::SmallVectorImpl<Dim> &Side =
      Index < 0 && Middle ? Suffix : Prefix;
  int64_t FromFront =
      Index < 0 ? static_cast<int64_t>(Side.size()) + Index : Index;
  if (FromFront >= 0 && FromFront < static_cast<int64_t>(Side.size()))
    return Side[FromFront];
  if (!Middle)
    return std::nullopt;
  return Dim();
}

std::optional<Size> Shape::elementCount(SizeContext &Sizes) const {
  Size Product = Sizes.one();
  if (Middle) {
    if (!Middle->Id)
      return std::nullopt;
    Product = Sizes.elementCount(*Middle->Id);
  }
  for (const Dim &D : llvm::concat<const Dim>(Prefix, Suffix)) {
    if (!D.Length)
      return std::nullopt;
    Product = Sizes.mul(Product, *D.Length);
  }
  return Product;
}

namespace {

Dim joinDims(const Dim &A, const Dim &B) {
  return A == B ? A : Dim{std::nullopt, A.From};
}

/// The first \p Count axes of both.
llvm::SmallVector<Dim, 4> joinFront(llvm::ArrayRef<Dim> A,
                                    llvm::ArrayRef<Dim> B, size_t Count) {
  llvm::SmallVector<Dim, 4> Out;
  for (size_t I = 0; I < Count; ++I)
    Out.push_back(joinDims(A[I], B[I]));
  return Out;
}

/// The last \p Count axes of both.
llvm::SmallVector<Dim, 4> joinBack(llvm::ArrayRef<Dim> A, llvm::ArrayRef<Dim> B,
                                   size_t Count) {
  return joinFront(A.take_back(Count), B.take_back(Count), Count);
}

size_t commonPrefix(llvm::ArrayRef<Dim> A, llvm::ArrayRef<Dim> B) {
  size_t Count = 0;
  while (Count < A.size() && Count < B.size() && A[Count] == B[Count])
    ++Count;
  return Count;
}

/// How many axes of a side both shapes have in front and at the back; without
/// a row the same axis must not be counted twice.
struct Overlap {
  size_t Front, Back;
};

Overlap overlap(const Shape &A, const Shape &B) {
  size_t Least = std::min(A.minimumRank(), B.minimumRank());
  if (!A.middle() && !B.middle()) {
    size_t Front = commonPrefix(A.prefix(), B.prefix());
    return {Front, Least - Front};
  }
  size_t Front = std::min(A.prefix().size(), B.prefix().size());
  size_t Back = std::min(A.middle() ? A.suffix().size() : Least,
                         B.middle() ? B.suffix().size() : Least);
  return {Front, std::min(Back, Least - Front)};
}

/// The axes that count from the back: all of them where there is no row.
llvm::ArrayRef<Dim> backOf(const Shape &S) {
  return S.middle() ? S.suffix() : S.prefix();
}

bool sameLayout(const Shape &A, const Shape &B) {
  if (A.prefix().size() != B.prefix().size() ||
      A.suffix().size() != B.suffix().size())
    return false;
  return A.middle() == B.middle();
}

} // namespace

Shape Shape::join(const Shape &A, const Shape &B) {
  if (sameLayout(A, B)) {
    Shape S = A;
    S.Prefix = joinFront(A.Prefix, B.Prefix, A.Prefix.size());
    S.Suffix = joinFront(A.Suffix, B.Suffix, A.Suffix.size());
    return S;
  }
  Overlap Both = overlap(A, B);
  return around(joinFront(A.Prefix, B.Prefix, Both.Front), Row(),
                joinBack(backOf(A), backOf(B), Both.Back));
}

bool Shape::operator==(const Shape &Other) const {
  return Prefix == Other.Prefix && Middle == Other.Middle &&
         Suffix == Other.Suffix;
}

std::string Shape::print(const SizeContext &Sizes) const {
  std::string Text = "(";
  auto Add = [&](const std::string &Piece) {
    if (Text.size() > 1)
      Text += ", ";
    Text += Piece;
  };
  auto AddDims = [&](llvm::ArrayRef<Dim> Dims) {
    for (const Dim &D : Dims)
      Add(D.Length ? Sizes.print(*D.Length) : "?");
  };
  AddDims(Prefix);
  if (Middle)
    Add(Middle->Id ? "*" + Sizes.rowInfo(*Middle->Id).Name : "...");
  AddDims(Suffix);
  return Text + ")";
}

ArrayValue ArrayValue::join(const ArrayValue &A, const ArrayValue &B) {
  return {Shape::join(A.Axes, B.Axes), A.DTypes.unite(B.DTypes),
          A.Order == B.Order ? A.Order : std::nullopt};
}

} // namespace shapetidy

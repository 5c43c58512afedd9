//===-- Evaluate.cpp - Sizes at given values of their symbols -------------===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "annotations/sizes/Size.h"
#include "annotations/sizes/Store.h"
#include "llvm/Support/MathExtras.h"

using namespace shapetidy;
using namespace shapetidy::detail;

namespace {

using Value = std::optional<int64_t>;

class Evaluator {
public:
  explicit Evaluator(SizeContext::Assignment Values) : Values(Values) {}

  Value operator()(Size S) const {
    int64_t Sum = 0;
    for (const Term &T : termsOf(S)) {
      Value Product = asInt64(T.Coefficient);
      for (Factor F : T.Product->Factors)
        Product = times(Product, atom(*F.Base), F.Power);
      if (!Product || llvm::AddOverflow(Sum, *Product, Sum))
        return std::nullopt;
    }
    return Sum;
  }

private:
  static Value times(Value Product, Value Base, uint32_t Power) {
    if (!Product || !Base)
      return std::nullopt;
    int64_t Result = *Product;
    for (uint32_t I = 0; I != Power; ++I)
      if (llvm::MulOverflow(Result, *Base, Result))
        return std::nullopt;
    return Result;
  }

  static Value divide(AtomKind Kind, int64_t N, int64_t D) {
    if (D == 0 || llvm::divideSignedWouldOverflow(N, D))
      return std::nullopt;
    return Kind == AtomKind::FloorDiv ? llvm::divideFloorSigned(N, D) : N / D;
  }

  static Value broadcast(int64_t A, int64_t B) {
    if (A == B || B == 1)
      return A;
    return A == 1 ? Value(B) : std::nullopt;
  }

  static Value apply(AtomKind Kind, int64_t A, int64_t B) {
    switch (Kind) {
    case AtomKind::FloorDiv:
    case AtomKind::TruncDiv:
      return divide(Kind, A, B);
    case AtomKind::Min:
      return std::min(A, B);
    case AtomKind::Max:
      return std::max(A, B);
    case AtomKind::Broadcast:
      return broadcast(A, B);
    case AtomKind::Symbol:
    case AtomKind::Opaque:
    case AtomKind::TooLarge:
      return std::nullopt;
    }
    llvm_unreachable("all kinds are covered");
  }

  Value atom(const Atom &A) const {
    if (A.Kind == AtomKind::Symbol)
      return Values(A.Symbol);
    if (A.Kind == AtomKind::Opaque || A.Kind == AtomKind::TooLarge)
      return std::nullopt;
    Value Result = (*this)(A.Operands[0]);
    for (Size S : A.Operands.drop_front()) {
      Value Next = (*this)(S);
      if (!Result || !Next)
        return std::nullopt;
      Result = apply(A.Kind, *Result, *Next);
    }
    return Result;
  }

  SizeContext::Assignment Values;
};

} // namespace

Value SizeContext::evaluate(Size S, Assignment Values) const {
  return Evaluator(Values)(S);
}

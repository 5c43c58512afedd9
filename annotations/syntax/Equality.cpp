//===-- Equality.cpp - Equality of annotations ----------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/syntax/Annotation.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy {

static bool sameType(const TypePtr &A, const TypePtr &B) {
  return !A == !B && (!A || *A == *B);
}

static bool sameTypes(llvm::ArrayRef<TypePtr> A, llvm::ArrayRef<TypePtr> B) {
  return A.size() == B.size() &&
         llvm::all_of(llvm::zip(A, B), [](const auto &Pair) {
           return sameType(std::get<0>(Pair), std::get<1>(Pair));
         });
}

/// `Shaped` is no restriction.
static llvm::StringRef dtypeRestriction(const TypeSyntax &Type) {
  return Type.DType == "Shaped" ? llvm::StringRef() : Type.DType;
}

bool operator==(const Axis &A, const Axis &B) {
  if (A.Kind != B.Kind || A.Broadcast != B.Broadcast ||
      A.TreePath != B.TreePath || A.Fixed != B.Fixed || A.Name != B.Name)
    return false;
  if (A.Expr && B.Expr)
    return *A.Expr == *B.Expr;
  return !A.Expr == !B.Expr && A.ExprText == B.ExprText;
}

bool operator==(const ShapeSyntax &A, const ShapeSyntax &B) {
  return A.Variadic == B.Variadic && A.Axes == B.Axes;
}

bool operator==(const StructureSyntax &A, const StructureSyntax &B) {
  auto SameName = [](const auto &X, const auto &Y) { return X.Name == Y.Name; };
  return A.LeadingEllipsis == B.LeadingEllipsis &&
         A.TrailingEllipsis == B.TrailingEllipsis &&
         std::equal(A.Pieces.begin(), A.Pieces.end(), B.Pieces.begin(),
                    B.Pieces.end(), SameName);
}

bool operator==(const TypeSyntax &A, const TypeSyntax &B) {
  return A.What == B.What && A.Vectorized == B.Vectorized &&
         A.Memory == B.Memory && dtypeRestriction(A) == dtypeRestriction(B) &&
         A.ScalarName == B.ScalarName && A.Shape == B.Shape &&
         A.Structure == B.Structure && sameTypes(A.Items, B.Items) &&
         sameType(A.Result, B.Result);
}

bool operator==(const ContractSyntax &A, const ContractSyntax &B) {
  return sameTypes(A.Params, B.Params) && sameType(A.Result, B.Result);
}

} // namespace shapetidy

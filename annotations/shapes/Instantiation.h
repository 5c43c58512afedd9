//===-- Instantiation.h - What an annotation promises -----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Makes the value that an annotation declares. Internal to annotations/shapes.
//
// Worked example. Inside `f(x: "*b n #m n+1 _")` the value of x is
//   (*b, n, #m, n + 1, _)
// with b a rigid row, n a rigid symbol, and #m and _ flexible symbols; m is
// bound to a rigid symbol of its own. After a call that bound n = 3, the same
// annotation on the result promises (..., 3, ?, 4, ?).
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SHAPES_INSTANTIATION_H
#define SHAPETIDY_ANNOTATIONS_SHAPES_INSTANTIATION_H

#include "annotations/shapes/Unifier.h"

namespace shapetidy {

class Instantiation {
public:
  Instantiation(Unifier &In, unsigned Item, FreshNames Fresh,
                OperandResolver Operands, Origin From)
      : In(In), With(In.Sizes, In.Decide, In.Facts, From, In.Opts.Held),
        Item(Item), Fresh(Fresh), Operands(Operands), From(From) {}

  /// Binds the names that the annotation introduces; only for rigid names.
  void bindNames(const TypeSyntax &Type);
  ArrayValue build(const TypeSyntax &Type);

private:
  void bindName(const Axis &Token, unsigned Index);
  Shape buildShape(const ShapeSyntax &Syntax);
  Dim buildDim(const Axis &Token);
  Dim namedDim(const Axis &Token);
  Dim leafDim(const Axis &Token);
  void bindLeafName(const Axis &Token, unsigned Index, llvm::StringRef Key);
  Dim evaluatedDim(const Axis &Token);
  Dim broadcastOf(const NameBinding &B);
  Shape variadicPart(const Axis &Token);
  Shape promisedRow(const RowBinding &B, bool Broadcast);
  Dim unknownDim() const { return {std::nullopt, From}; }
  /// A size that exists and about which nothing is claimed.
  Dim someDim(llvm::StringRef Name);
  bool isRigid() const { return Fresh == FreshNames::Rigid; }

  Unifier &In;
  Judge With;
  unsigned Item;
  FreshNames Fresh;
  OperandResolver Operands;
  Origin From;
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SHAPES_INSTANTIATION_H

//===-- Rebuild.h - Rewriting a size bottom-up ------------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Replaces atoms in sizes and brings the result back into normal form, in the
// same context or in another one. One Rebuilder should serve all sizes of one
// question: atoms that exceeded a limit become unknowns, and only a shared
// Rebuilder gives equal atoms the same unknown.
//
//   Rebuilder Halve(Sizes, [&](const Atom &A) -> std::optional<Size> { ... });
//   Size Rewritten = Halve(S);
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SIZES_REBUILD_H
#define SHAPETIDY_ANNOTATIONS_SIZES_REBUILD_H

#include "annotations/sizes/Node.h"
#include "llvm/ADT/DenseMap.h"
#include <functional>

namespace shapetidy::detail {

class Rebuilder {
public:
  /// None keeps the atom (its operands are still rewritten).
  using Replacement = std::function<std::optional<Size>(const Atom &)>;

  /// Within one context.
  Rebuilder(SizeContext &Context, Replacement Replace)
      : Into(Context), Replace(std::move(Replace)) {}
  /// From another context; `Replace` must answer for every symbol.
  static Rebuilder importing(SizeContext &Into, Replacement Replace) {
    Rebuilder Result(Into, std::move(Replace));
    Result.Foreign = true;
    return Result;
  }

  Size operator()(Size S);

private:
  Size rebuild(const Atom &A);
  Size reapply(const Atom &A, llvm::ArrayRef<Size> Operands);
  Size replaceTooLarge(const Atom &A);
  void keepView(const Atom &Old, Size New);

  SizeContext &Into;
  Replacement Replace;
  bool Foreign = false;
  llvm::DenseMap<const Atom *, Size> Done;
};

} // namespace shapetidy::detail

#endif // SHAPETIDY_ANNOTATIONS_SIZES_REBUILD_H

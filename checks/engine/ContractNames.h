//===-- ContractNames.h - Names that nothing binds --------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Annotation errors that no value can avoid: an expression over an axis name
// that nothing binds, a name in braces that means nothing, `?n` outside of a
// structured tree, a composition of structures that nothing binds.
//
// Vocabulary: a name is *bound* by a use as an axis of its own (`n`, `#n`),
// not by a use in an expression (`n+1`). Which annotations may bind a name
// depends on where it is used: an expression of a parameter sees the
// parameters and the class, one of the result sees the result too, one of a
// local variable sees everything in the function.
//
// Worked example. In `[[shape("n+1")]] Tensor f([[shape("m k")]] Tensor x,
// int pad, [[shape("{padd}")]] Tensor y)` both `n` and `padd` are unbound; for
// the latter `pad` is near.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_CONTRACTNAMES_H
#define SHAPETIDY_CHECKS_ENGINE_CONTRACTNAMES_H

#include "checks/engine/ContractBuilder.h"
#include "checks/engine/FindingList.h"
#include "llvm/ADT/StringSet.h"

namespace shapetidy {

/// The names that an annotation may use in expressions.
class BoundNames {
public:
  void add(const TypeSyntax &Type);
  void add(const ClassNames &Names);
  void add(const BoundNames &Outer);
  /// Structures that fields bind are not collected.
  void addUnknownStructures() { AnyStructure = true; }
  /// A base class is not known: any name may be bound there.
  void addUnknown() { Open = true; }

  bool hasAxis(llvm::StringRef Name) const {
    return Open || Axes.contains(Name);
  }
  /// False if it is only not known that the name is unbound.
  bool mentionsAxis(llvm::StringRef Name) const { return Axes.contains(Name); }
  bool hasStructure(llvm::StringRef Name) const {
    return Open || AnyStructure || Structures.contains(Name);
  }
  /// A bound name that \p Typed may have been meant to be, or empty.
  std::string nearestAxis(llvm::StringRef Typed) const;

private:
  llvm::StringSet<> Axes, Structures;
  bool Open = false, AnyStructure = false;
};

/// Reports what is wrong with the names of \p A, the annotation of \p On.
void checkNames(const EffectiveAnnotation &A, const clang::NamedDecl &On,
                const BoundNames &Bound, FindingList &Out);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_CONTRACTNAMES_H

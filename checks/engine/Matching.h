//===-- Matching.h - Values against annotations -----------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The bridge to the unifier: what an annotation promises, as a value, and
// whether a value keeps what an annotation promises.
//
// Vocabulary: the *declared type* is the C++ type the annotation stands on; an
// Eigen vector has two axes of which its author may annotate one, so shapes
// gain and lose the implied unit axis here. A *meet* is what two sources that
// are both right say together.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_MATCHING_H
#define SHAPETIDY_CHECKS_ENGINE_MATCHING_H

#include "checks/engine/Operands.h"

namespace shapetidy {

/// One annotation in one context of names.
struct Demand {
  const EffectiveAnnotation &Says;
  clang::QualType Declared;
  unsigned Item;
  const OperandContext &Operands;
  Origin From;
  /// See Unifier::Options.
  HeldTo Held = HeldTo::Shown;
};

/// Checks \p Got and extends \p Names and the facts; both are untouched after
/// a conflict. A contingent conflict behind a condition that the analysis does
/// not understand is Unknown.
MatchResult matchValue(Point &P, const Demand &D, const Value &Got,
                       Bindings &Names);
/// What the annotation promises, names that are not bound yet as \p Fresh.
Value promised(Point &P, const Demand &D, Bindings &Names, FreshNames Fresh);
/// Binds the names of an array annotation that are not bound yet to flexible
/// symbols that belong to \p Key.
void bindFreshNames(Point &P, const TypeSyntax &Type, Bindings &Names,
                    const void *Key, Origin From);

Value promisedByField(Point &P, const EffectiveAnnotation &Says,
                      const clang::FieldDecl *Field, const Value &Object);
Value promisedByVariable(Point &P, const EffectiveAnnotation &Says,
                         const clang::VarDecl *Variable);

/// The value as the annotation speaks of it: without the implied unit axis.
/// Unknown arrays for values that are no arrays.
ArrayValue asAnnotated(Point &P, const Value &Got, clang::QualType Declared,
                       const TypeSyntax &Type);
/// The value as it is matched against the annotation: opened if the annotation
/// looks inside, an array or unknown otherwise.
TreeValue asMatched(Point &P, const Value &Got, clang::QualType Declared,
                    const TypeSyntax &Type);
/// What an instantiated annotation and the C++ type it stands on say together.
Value declaredValue(Point &P, const ArrayValue &Instance,
                    clang::QualType Declared, const TypeSyntax &Type);
/// Everything both say; where they disagree, \p A.
Value meet(const Value &A, const Value &B);

/// The unifier's options for users' annotations.
Unifier::Options unifierOptions(const Point &P);
/// Would a careful reader hold this against the code here?
bool isReportable(const Point &P, const Decision &D);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_MATCHING_H

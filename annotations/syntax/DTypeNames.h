//===-- DTypeNames.h - Dtype classes and the names they admit ---*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The table of section 8 of the semantics.
//
// Vocabulary: an *exact name* is the dtype of a value ("float32"); a *dtype
// class* is a set of them with a name ("Float"). A set is a bit mask over the
// exact names in table order, so intersections are cheap.
//
// Worked example. dtypeClassMask("Real") & dtypeClassMask("Inexact") equals
// dtypeClassMask("Float"); against dtypeClassMask("Bool") it is 0.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SYNTAX_DTYPENAMES_H
#define SHAPETIDY_ANNOTATIONS_SYNTAX_DTYPENAMES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>

namespace shapetidy {

using DTypeMask = uint64_t;
/// `Shaped`: no test at all, dtypes outside the table included.
inline constexpr DTypeMask AnyDType = ~uint64_t(0);

struct DTypeClass {
  llvm::StringLiteral Name;
  DTypeMask Members;
};

/// All classes, the widest first; the mask of a class is unique.
llvm::ArrayRef<DTypeClass> dtypeClasses();
/// All exact names; bit i of a mask stands for the i-th.
llvm::ArrayRef<llvm::StringLiteral> exactDTypeNames();

bool isDTypeClassName(llvm::StringRef Name);
std::optional<DTypeMask> dtypeClassMask(llvm::StringRef Name);
/// The bit of an exact name; no value if it is in no class but `Shaped`.
std::optional<DTypeMask> exactDTypeMask(llvm::StringRef Name);
/// The class with exactly these members, if there is one.
std::optional<llvm::StringRef> dtypeClassWithMembers(DTypeMask Members);

/// The dtype class of a Numba scalar type name ("intp" is Int64 as on every
/// 64-bit platform, "boolean" is Bool); no value if it is none.
std::optional<llvm::StringRef> numbaDTypeClass(llvm::StringRef Name);

/// What DType of an Array node admits, whichever of the two kinds of names it
/// is; an empty name admits everything.
DTypeMask admittedDTypes(llvm::StringRef DType);

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SYNTAX_DTYPENAMES_H

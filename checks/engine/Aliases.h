//===-- Aliases.h - The aliases a type is spelled with ----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Finds the aliases in the sugar of a type, the way it was spelled.
//
// Sugar is followed through references, pointers and qualifiers, but not into
// `auto`, `decltype` and the arguments of class and function templates: there
// nobody wrote the alias for this declaration. The argument of an alias
// template stands in the same declaration and is followed.
//
// Worked example. Of `const Vec<Image> &x`, where `Vec` is an alias template
// for its argument, the aliases are `Vec` and `Image`.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_ALIASES_H
#define SHAPETIDY_CHECKS_ENGINE_ALIASES_H

#include "clang/AST/Type.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace clang {
class TypedefNameDecl;
} // namespace clang

namespace shapetidy {

/// Calls \p Visit for each alias in the sugar of \p Type, outermost first, at
/// most MaxAliases; stops when it returns false.
inline constexpr unsigned MaxAliases = 64;
void forEachAlias(
    clang::QualType Type, const clang::ASTContext &Context,
    llvm::function_ref<bool(const clang::TypedefNameDecl &)> Visit);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_ALIASES_H

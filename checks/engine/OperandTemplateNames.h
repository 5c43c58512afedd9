//===-- OperandTemplateNames.h - Template arguments by name -----*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Template parameters by the names that any declaration of the template gives
// them: an Argument with its value in an instantiation, Something in the
// template itself or if the argument is no integer.
//
// Worked example. With `template <int K> struct S; template <int N> struct S
// {...};` both `K` and `N` are 3 in S<3>.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_OPERANDTEMPLATENAMES_H
#define SHAPETIDY_CHECKS_ENGINE_OPERANDTEMPLATENAMES_H

#include "checks/engine/OperandLookup.h"

namespace shapetidy {

Found findTemplateName(const clang::FunctionDecl &Function,
                       llvm::StringRef Name);
Found findTemplateName(const clang::CXXRecordDecl &Class, llvm::StringRef Name);
/// Of an alias or variable template.
Found findTemplateName(const clang::NamedDecl &Declaration,
                       llvm::StringRef Name);
/// The names of `template <int N> void S<N>::f()`, written outside of S, which
/// belong to that declaration alone.
Found findOuterTemplateName(const clang::FunctionDecl &Function,
                            llvm::StringRef Name);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_OPERANDTEMPLATENAMES_H

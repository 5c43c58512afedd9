//===-- Construction.h - Objects that come into being -----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What constructors, declarations and assignments ask about initialisers.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_CONSTRUCTION_H
#define SHAPETIDY_CHECKS_ENGINE_CONSTRUCTION_H

#include "checks/engine/CallSite.h"
#include "checks/engine/Frame.h"

namespace shapetidy {

/// The object that a constructor of \p Class makes; Site.Callee is it.
Value constructedObject(Point &P, const CallSite &Site,
                        const clang::CXXRecordDecl *Class);
struct FieldInit {
  const clang::FieldDecl *Field;
  Value Given;
  const clang::Expr *From; ///< what is blamed if it does not fit
};
/// An object each of whose fields gets a value, as annotations say. \p Key
/// stands for the object, and for no other one.
Value objectOfFields(Point &P, const clang::Expr *Key,
                     const clang::CXXRecordDecl *Class,
                     llvm::ArrayRef<FieldInit> Inits);
/// Is nothing said about the value: `T x;`, `T x{};`, an implicit zero?
bool isEmptyInitializer(const clang::Expr *Init);
/// After `y = std::move(x)` nobody knows what `x` is.
void forgetMoved(Point &P, const clang::Expr *Source, const clang::Stmt *Why);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_CONSTRUCTION_H

//===-- Memory.h - Reading and writing storage places -----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What a variable, a field or a temporary holds at a program point, and what a
// write or a call that may write does to it.
//
// Vocabulary: an *epoch* is the moment since which an object is known not to
// have changed; integers read from a field twice within one epoch are the same
// run-time value and therefore the same symbol.
//
// A field with an annotation holds what the annotation says, in the names of
// its object: the annotation is an invariant that is checked at each write and
// trusted at each read.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_MEMORY_H
#define SHAPETIDY_CHECKS_ENGINE_MEMORY_H

#include "checks/engine/Frame.h"

namespace shapetidy {

/// The value of an expression that was evaluated; reads the place of an
/// lvalue as it is now.
Value valueOf(Point &P, const clang::Expr *E);
/// The place an expression denotes, if it denotes exactly one.
const Place *placeOf(Point &P, const clang::Expr *E);
/// The place of a declared variable; what it is bound to for a reference.
Place placeOfVariable(Point &P, const clang::ValueDecl *Decl);

Value read(Point &P, const Place &From, clang::QualType Type);
Value readField(Point &P, const Value &Object, const clang::FieldDecl *Field);
/// Stores without checking.
void write(Point &P, const Place &To, Value New);
/// Somebody wrote something unknown to a place; \p Why begins a new epoch.
/// The axis names of an object survive with \p KeepNames.
void forget(Point &P, const Place &What, const clang::Stmt *Why,
            bool KeepNames = false);
/// A write through a handle (`y = x; y.unsqueeze_(0);`) is seen by every
/// handle to the same array: forgets all other places that may be one. If what
/// was written to has its array to itself, whoever else has one to itself is
/// left alone.
void forgetHandles(Point &P, const ChangedArray &Changed, const Place &Except);

/// What the type alone says: the shape an array type carries.
Value carriedBy(Point &P, clang::QualType Type, clang::SourceRange Where);
/// What is known of a value of this type if nothing else is: the shape an
/// array type carries, a fresh symbol for an integer, an object with fresh axis
/// names. \p Key tells values apart, \p Name is for messages.
Value unknownOf(Point &P, clang::QualType Type, const void *Key,
                llvm::StringRef Name, clang::SourceRange Where);
/// An object whose axis names are symbols of their own.
Value freshObject(Point &P, const clang::CXXRecordDecl *Class, const void *Key,
                  llvm::StringRef Name, SymbolNature Nature);
/// The names of an object as the context of its fields' annotations.
Bindings namesOf(const Value &Object);

/// Source text of an expression on one line, at most 40 characters.
std::string textOf(Point &P, const clang::Expr *E);
bool isSizeInteger(clang::QualType Type);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_MEMORY_H

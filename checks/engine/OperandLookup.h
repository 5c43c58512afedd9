//===-- OperandLookup.h - Looking up a C++ name by its spelling -*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Unqualified, qualified and member lookup after the compiler is done, for
// names that stand in a string. It is good enough for integers in annotations
// and errs on the side of finding something: whoever reports that a name means
// nothing must be right.
//
// Worked example. In a method of `template <int K> struct Conv { int Pad; }`,
// `K` is found as an Argument in Conv<3> and as Something in the template;
// `Pad` as a Declaration; `Pda` as Nothing, with the nearest name `Pad`.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_OPERANDLOOKUP_H
#define SHAPETIDY_CHECKS_ENGINE_OPERANDLOOKUP_H

#include "annotations/syntax/SizeExpression.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <optional>
#include <string>

namespace shapetidy {

struct Found {
  enum Kind : uint8_t {
    Nothing,     ///< certainly no such name
    Something,   ///< means something that is no value, or cannot be told
    Declaration, ///< Decl
    Argument,    ///< Value of a template argument
  } What = Nothing;
  const clang::ValueDecl *Decl = nullptr;
  int64_t Value = 0;
};

/// The scope of one annotated declaration, innermost scope first.
class Resolver {
public:
  Resolver(const clang::NamedDecl &Scope, const clang::NamedDecl *WrittenOn);

  /// `k`, or `Config::size`.
  Found find(llvm::StringRef Name);
  Found findMember(const clang::CXXRecordDecl &Class, llvm::StringRef Name);

  /// A name in scope that \p Name may have been meant to be, or empty.
  std::string nearest(llvm::StringRef Name);
  std::string nearestMember(const clang::CXXRecordDecl &Class,
                            llvm::StringRef Name);

  /// The position of a parameter of the annotated function, whichever of its
  /// declarations has it.
  std::optional<unsigned> parameterIndex(const clang::ValueDecl &Decl) const;
  /// The class of `this`; null outside of methods and fields.
  const clang::CXXRecordDecl *objectClass() const;
  /// Where the name behind the dot stands.
  static Span nameSpan(const OperandExpr &Member);

private:
  Found findUnqualified(llvm::StringRef Name);
  Found findInFunction(const clang::FunctionDecl &Function,
                       llvm::StringRef Name);
  Found findLocal(const clang::DeclContext &Function, llvm::StringRef Name);
  Found findInScope(const clang::DeclContext &Where, llvm::StringRef Name);
  Found findInContext(const clang::DeclContext &Where, llvm::StringRef Name,
                      unsigned Depth);
  /// The namespace, class or enumeration `A::B`; null if it is not found.
  const clang::DeclContext *findScope(llvm::StringRef Qualifier);
  void forEachName(llvm::function_ref<void(llvm::StringRef)> Visit);

  const clang::NamedDecl &Scope;
  const clang::NamedDecl *WrittenOn;
  const clang::FunctionDecl *Function = nullptr;
  clang::ASTContext &Context;
};

/// The candidate that \p Typed may have been meant to be, or empty.
std::string nearestName(llvm::StringRef Typed,
                        llvm::ArrayRef<llvm::StringRef> Candidates);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_OPERANDLOOKUP_H

//===-- Contract.h - What annotations promise, read from the AST -*- C++ -*-==//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The shape annotations of one function, variable, field or alias, gathered
// over redeclarations, overridden methods and aliases, parsed once.
//
// Vocabulary: an *annotation use* is one string literal in the source together
// with its parse; an *effective annotation* is what a declaration means after
// aliases are prepended and redeclarations merged; a *contract* is the
// effective annotations of a function's parameters and result, whose axis
// names live for one call; *class names* are the axis names used by field
// annotations of a class, shared by its methods and fields per object.
//
// Worked example.
//   using Image [[shape("c h w")]] = Tensor;
//   [[shape("n")]] Tensor score([[shape("n")]] Image batch);
// `batch` has the effective annotation `n c h w`, made of two uses; a caret at
// its axis 1 points into the literal of the alias.
//
// Reading never reports; problems are findings that the reader collects.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_CONTRACT_H
#define SHAPETIDY_CHECKS_ENGINE_CONTRACT_H

#include "annotations/syntax/Annotation.h"
#include "checks/engine/Finding.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include <memory>

namespace shapetidy {

/// One string literal in the source and what it says.
struct AnnotationUse {
  const clang::StringLiteral *Literal = nullptr;
  const clang::NamedDecl *On = nullptr; ///< the declaration it stands on
  ParsedAnnotation Parsed;
};

/// What a declaration means. Axes keep the use they came from.
/// A malformed annotation means Any, which says nothing: its problems are
/// reported once, by checkDeclarations().
struct EffectiveAnnotation {
  std::shared_ptr<const TypeSyntax> Type;           ///< never null
  llvm::SmallVector<const AnnotationUse *, 1> Uses; ///< outer first
  /// Index into Uses for each axis of an array annotation; empty otherwise.
  llvm::SmallVector<unsigned, 4> AxisUse;

  /// The use that axis \p Axis came from; the outermost one if unknown.
  const AnnotationUse &useOfAxis(unsigned Axis) const;
  /// The use that an operand of Type was written in.
  const AnnotationUse &useOfOperand(const OperandExpr &Operand) const;
  /// The characters of axis \p Axis in the user's source; the place where a
  /// macro is used if the literal stands in the macro's body.
  clang::SourceLocation locationOfAxis(unsigned Axis,
                                       const clang::ASTContext &Context) const;
  clang::CharSourceRange rangeOfAxis(unsigned Axis,
                                     const clang::ASTContext &Context) const;
  /// The same for any part of the text axis \p Axis came from, such as
  /// Conflict::Where.
  clang::CharSourceRange rangeOf(Span Where, unsigned Axis,
                                 const clang::ASTContext &Context) const;
};

struct Contract {
  const clang::FunctionDecl *Function = nullptr;
  /// The declaration that a callable is annotated on; null for a function.
  const clang::NamedDecl *Callable = nullptr;
  /// One per parameter; null where there is no annotation.
  llvm::SmallVector<const EffectiveAnnotation *, 4> Params;
  const EffectiveAnnotation *Result = nullptr;
  /// What an opaque function leaves in each parameter; null where it does not
  /// say, empty for other functions.
  llvm::SmallVector<const EffectiveAnnotation *, 4> Outputs;
  /// Nobody looks into its body.
  bool IsOpaque = false;
  /// Axis names that belong to the object (methods only): used by a field
  /// annotation of the class or of a base. A lambda inside a method sees those
  /// of the method.
  const clang::CXXRecordDecl *ClassScope = nullptr;

  bool empty() const;
};

/// Axis names of a class: from all field annotations of it and its bases.
struct ClassNames {
  /// The first field or static member that uses the name.
  llvm::StringMap<const clang::ValueDecl *> Single;
  llvm::StringMap<const clang::ValueDecl *> Variadic;
  bool empty() const { return Single.empty() && Variadic.empty(); }
};

struct DeclaredOutputs;

/// Reads and caches; owned by one analysis of one translation unit.
class ContractReader {
public:
  explicit ContractReader(clang::ASTContext &Context);
  ~ContractReader();

  /// Null if nothing about the function is annotated.
  const Contract *contractOf(const clang::FunctionDecl *Function);
  /// Effective annotation of a variable, parameter, field, static member,
  /// binding; its own uses and those of the aliases in its type. Null if none.
  const EffectiveAnnotation *annotationOf(const clang::ValueDecl *Decl);
  const ClassNames &namesOf(const clang::CXXRecordDecl *Class);
  /// What the string of an opaque attribute in \p Function declares.
  const DeclaredOutputs &outputsIn(const clang::StringLiteral &Literal,
                                   const clang::FunctionDecl &Function);

  /// Everything wrong with annotations in the main file and owned headers:
  /// malformed strings, lints, meaningless places, disagreement between
  /// redeclarations and overrides. Walks declarations, not expressions.
  std::vector<Finding> checkDeclarations(bool SystemHeaders = false);

private:
  struct Impl;
  std::unique_ptr<Impl> State;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_CONTRACT_H

//===-- ContractBuilder.h - Merging what annotations promise ----*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Gathers the annotations of one entity over its redeclarations, the template
// it was instantiated from, the aliases in its type and the methods it
// overrides; the cache behind ContractReader.
//
// Vocabulary: each declaration of an entity makes a *statement* about it, by an
// attribute, by an alias in its type, or by both; the first statement counts,
// and checkDeclarations() reports others that disagree. A method *inherits* if
// none of its declarations carries an attribute of its own: then its contract
// is that of the first base which has one, the class names of that base
// included.
//
// Worked example.
//   struct Base    { virtual [[shape("b")]] Tensor f([[shape("b c")]] Tensor);
//   }; struct Derived : Base { Tensor f(Tensor x) override; };
// contractOf(Derived::f) has the uses written on Base::f.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_CONTRACTBUILDER_H
#define SHAPETIDY_CHECKS_ENGINE_CONTRACTBUILDER_H

#include "checks/engine/AnnotationReader.h"
#include "checks/engine/OutputsReader.h"

namespace shapetidy {

/// An annotation that cannot stand over the one of an alias.
struct NestingProblem {
  const AnnotationUse *Outer;
  const AnnotationUse *Inner;
  Problem What;
};

/// What one declaration says about a parameter, result or variable.
struct Statement {
  const EffectiveAnnotation *Says = nullptr;
  /// False if only an alias says so.
  bool HasAttribute = false;
  const clang::NamedDecl *On = nullptr;
};

/// What one declaration of a function says: its parameters, then its result.
struct StatementRow {
  const clang::FunctionDecl *Declaration = nullptr;
  llvm::SmallVector<Statement, 5> Slots;

  bool hasAttribute() const;
  const Statement &result() const { return Slots.back(); }
};

class ContractBuilder {
public:
  explicit ContractBuilder(clang::ASTContext &Context) : Context(Context) {}

  const Contract *contractOf(const clang::FunctionDecl &Function);
  const EffectiveAnnotation *annotationOf(const clang::ValueDecl &Decl);
  const ClassNames &namesOf(const clang::CXXRecordDecl *Class);

  /// One row for each declaration of the function in source order, and for an
  /// instantiation those of its template that add something.
  std::vector<StatementRow> rowsOf(const clang::FunctionDecl &Function);
  /// The same for a variable or field; declarations that say nothing are left
  /// out.
  llvm::SmallVector<Statement, 2> statementsOn(const clang::ValueDecl &Value);

  /// Nesting problems met so far; each (outer, inner) pair once.
  llvm::ArrayRef<NestingProblem> nestingProblems() const { return Problems; }
  /// What \p Own over the aliases in \p Type means; null if there is neither.
  const EffectiveAnnotation *effective(const AnnotationUse *Own,
                                       clang::QualType Type);

  AnnotationReader &reader() { return Reader; }
  OutputsReader &outputs() { return Outputs; }
  clang::ASTContext &context() { return Context; }

private:
  StatementRow rowOf(const clang::FunctionDecl &Redecl,
                     const clang::FunctionDecl &TypedBy);
  std::unique_ptr<Contract> build(const clang::FunctionDecl &Function);
  void inherit(Contract &C, const clang::CXXMethodDecl &Method);
  void addOutputs(Contract &C, const clang::FunctionDecl &Function);
  const EffectiveAnnotation *elementOf(const clang::BindingDecl &Binding);
  const EffectiveAnnotation *valueAnnotation(const clang::ValueDecl &Decl);
  void addNames(ClassNames &Names, const clang::CXXRecordDecl &Class);
  EffectiveAnnotation *make();
  void addNestingProblem(const AnnotationUse &Outer, const AnnotationUse &Inner,
                         const Problem &What);

  clang::ASTContext &Context;
  AnnotationReader Reader;
  OutputsReader Outputs;
  std::deque<EffectiveAnnotation> Annotations;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Contract>>
      Contracts;
  llvm::DenseMap<const clang::ValueDecl *, const EffectiveAnnotation *> Values;
  llvm::DenseMap<const clang::CXXRecordDecl *, std::unique_ptr<ClassNames>>
      Classes;
  std::vector<NestingProblem> Problems;
};

/// Calls \p Visit for each axis of a type, inner types included.
void forEachAxis(const TypeSyntax &Type,
                 llvm::function_ref<void(const Axis &)> Visit);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_CONTRACTBUILDER_H

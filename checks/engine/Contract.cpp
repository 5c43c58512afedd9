//===-- Contract.cpp - What annotations promise, read from the AST --------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Contract.h"
#include "checks/engine/ContractBuilder.h"
#include "checks/engine/DeclarationChecks.h"
#include "clang/AST/ASTContext.h"

using namespace clang;

namespace shapetidy {

const AnnotationUse &EffectiveAnnotation::useOfAxis(unsigned Axis) const {
  return *Uses[Axis < AxisUse.size() ? AxisUse[Axis] : 0];
}

static bool contains(const Axis &A, const OperandExpr &Operand) {
  bool Found = false;
  if (A.Expr)
    forEachOperand(*A.Expr,
                   [&](const OperandExpr &O) { Found |= &O == &Operand; });
  return Found;
}

const AnnotationUse &
EffectiveAnnotation::useOfOperand(const OperandExpr &Operand) const {
  // Expression trees are shared between a use and what is made of it.
  for (unsigned I = 0; I != AxisUse.size(); ++I)
    if (contains(Type->Shape.Axes[I], Operand))
      return useOfAxis(I);
  return *Uses.front();
}

CharSourceRange EffectiveAnnotation::rangeOf(Span Where, unsigned Axis,
                                             const ASTContext &Context) const {
  return rangeInLiteral(*useOfAxis(Axis).Literal, Where, Context);
}

CharSourceRange
EffectiveAnnotation::rangeOfAxis(unsigned Axis,
                                 const ASTContext &Context) const {
  bool Known =
      Type->What == TypeSyntax::Kind::Array && Axis < Type->Shape.Axes.size();
  Span Where = Known ? Type->Shape.Axes[Axis].Where : Span{};
  return rangeOf(Where, Axis, Context);
}

SourceLocation
EffectiveAnnotation::locationOfAxis(unsigned Axis,
                                    const ASTContext &Context) const {
  return rangeOfAxis(Axis, Context).getBegin();
}

bool Contract::empty() const {
  return !IsOpaque && !Result &&
         llvm::all_of(Params, [](auto *P) { return !P; });
}

struct ContractReader::Impl {
  explicit Impl(ASTContext &Context) : Build(Context) {}
  ContractBuilder Build;
};

ContractReader::ContractReader(ASTContext &Context)
    : State(std::make_unique<Impl>(Context)) {}
ContractReader::~ContractReader() = default;

const Contract *ContractReader::contractOf(const FunctionDecl *Function) {
  return Function ? State->Build.contractOf(*Function) : nullptr;
}

const EffectiveAnnotation *ContractReader::annotationOf(const ValueDecl *Decl) {
  return Decl ? State->Build.annotationOf(*Decl) : nullptr;
}

const ClassNames &ContractReader::namesOf(const CXXRecordDecl *Class) {
  return State->Build.namesOf(Class);
}

const DeclaredOutputs &ContractReader::outputsIn(const StringLiteral &Literal,
                                                 const FunctionDecl &Function) {
  return State->Build.outputs().read(Literal, Function);
}

std::vector<Finding> ContractReader::checkDeclarations(bool SystemHeaders) {
  return checkAnnotatedDeclarations(State->Build, SystemHeaders);
}

} // namespace shapetidy

//===-- CheckFunctions.cpp - Functions that compare for a macro -----------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/CheckFunctions.h"
#include "checks/engine/CallSite.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace shapetidy {

/// Statements of a body looked at; checking functions are short.
static constexpr unsigned MaxCheckStatements = 60;

std::optional<Relation> relationOf(BinaryOperatorKind Op) {
  switch (Op) {
  case BO_EQ:
    return Relation::EQ;
  case BO_NE:
    return Relation::NE;
  case BO_LT:
    return Relation::LT;
  case BO_LE:
    return Relation::LE;
  case BO_GT:
    return Relation::GT;
  case BO_GE:
    return Relation::GE;
  default:
    return std::nullopt;
  }
}

const Expr *conditionIn(const Expr *E) {
  while (true) {
    E = stripped(E)->IgnoreParenCasts();
    const auto *Call = dyn_cast<CallExpr>(E);
    const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
    if (!Callee || Call->getNumArgs() == 0 || !Callee->getIdentifier() ||
        !Callee->getName().starts_with("__builtin_expect"))
      return E;
    E = Call->getArg(0);
  }
}

static std::optional<unsigned> parameterIn(const Expr *E) {
  const auto *Ref = dyn_cast<DeclRefExpr>(conditionIn(E));
  const auto *Param = Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
  return Param ? std::optional<unsigned>(Param->getFunctionScopeIndex())
               : std::nullopt;
}

namespace {
struct ParameterComparison {
  Relation Rel;
  unsigned Left, Right;
};
} // namespace

/// `!!c` is c.
static const Expr *withoutDoubleNot(const Expr *E) {
  const auto *Outer = dyn_cast<UnaryOperator>(E);
  if (!Outer || Outer->getOpcode() != UO_LNot)
    return E;
  const auto *Inner = dyn_cast<UnaryOperator>(conditionIn(Outer->getSubExpr()));
  return Inner && Inner->getOpcode() == UO_LNot
             ? conditionIn(Inner->getSubExpr())
             : E;
}

static std::optional<ParameterComparison>
comparisonOfParameters(const Expr *E) {
  const auto *Binary =
      dyn_cast<BinaryOperator>(withoutDoubleNot(conditionIn(E)));
  std::optional<Relation> Rel =
      Binary ? relationOf(Binary->getOpcode()) : std::nullopt;
  if (!Rel)
    return std::nullopt;
  std::optional<unsigned> Left = parameterIn(Binary->getLHS());
  std::optional<unsigned> Right = parameterIn(Binary->getRHS());
  if (!Left || !Right)
    return std::nullopt;
  return ParameterComparison{*Rel, *Left, *Right};
}

static bool isNull(const Expr *E) {
  if (!E)
    return false;
  E = stripped(E)->IgnoreParenCasts();
  while (const auto *Built = dyn_cast<CXXConstructExpr>(E)) {
    if (Built->getNumArgs() != 1)
      return Built->getNumArgs() == 0;
    E = stripped(Built->getArg(0))->IgnoreParenCasts();
  }
  const auto *Zero = dyn_cast<IntegerLiteral>(E);
  const auto *Empty = dyn_cast<InitListExpr>(E);
  return isa<CXXNullPtrLiteralExpr, GNUNullExpr>(E) ||
         (Zero && Zero->getValue() == 0) ||
         (Empty && Empty->getNumInits() == 0);
}

static const ReturnStmt *onlyReturn(const Stmt *S) {
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
    S = Block->size() == 1 ? Block->body_front() : nullptr;
  return dyn_cast_or_null<ReturnStmt>(S);
}

/// The comparison that leads to the one null result; none if there are others.
static std::optional<ParameterComparison> nullMeans(const FunctionDecl *Check) {
  const FunctionDecl *Definition = nullptr;
  if (!Check || !Check->hasBody(Definition) || !Definition->getBody())
    return std::nullopt;
  std::optional<ParameterComparison> Found;
  const Stmt *Explained = nullptr;
  unsigned Nulls = 0;
  llvm::SmallVector<const Stmt *, 16> Open = {Definition->getBody()};
  for (unsigned Seen = 0; !Open.empty(); ++Seen) {
    const Stmt *Next = Open.pop_back_val();
    if (Seen > MaxCheckStatements)
      return std::nullopt;
    if (!Next || isa<Expr>(Next))
      continue;
    if (const auto *If = dyn_cast<IfStmt>(Next))
      if (const ReturnStmt *Then = onlyReturn(If->getThen());
          Then && isNull(Then->getRetValue())) {
        Found = comparisonOfParameters(If->getCond());
        Explained = Then;
      }
    if (const auto *Return = dyn_cast<ReturnStmt>(Next)) {
      const Expr *Given = Return->getRetValue();
      const auto *Choice =
          Given ? dyn_cast<ConditionalOperator>(conditionIn(Given)) : nullptr;
      if (Choice && isNull(Choice->getTrueExpr()) &&
          !isNull(Choice->getFalseExpr())) {
        Found = comparisonOfParameters(Choice->getCond());
        Explained = Return;
      }
      Nulls += Return == Explained || isNull(Given) || !Given;
    }
    Open.append(Next->child_begin(), Next->child_end());
  }
  return Nulls == 1 && Explained ? Found : std::nullopt;
}

/// `GetReferenceableValue(x)` and other functions that return their parameter.
static const Expr *withoutIdentity(const Expr *Arg) {
  const auto *Call = dyn_cast<CallExpr>(stripped(Arg));
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  const FunctionDecl *Definition = nullptr;
  if (!Callee || Call->getNumArgs() != 1 || !Callee->hasBody(Definition))
    return Arg;
  const ReturnStmt *Return = onlyReturn(Definition->getBody());
  return Return && Return->getRetValue() && parameterIn(Return->getRetValue())
             ? Call->getArg(0)
             : Arg;
}

std::optional<Comparison> comparisonIfNull(const Expr *Result) {
  // `result.operator bool()`, as smart pointers have it.
  if (const auto *Converted = dyn_cast<CXXMemberCallExpr>(Result))
    if (isa_and_nonnull<CXXConversionDecl>(Converted->getMethodDecl()))
      Result = conditionIn(Converted->getImplicitObjectArgument());
  const auto *Ref = dyn_cast<DeclRefExpr>(Result);
  const auto *Holder = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (!Holder || !Holder->hasLocalStorage() || !Holder->getInit())
    return std::nullopt;
  const Expr *Init = conditionIn(Holder->getInit());
  while (const auto *Built = dyn_cast<CXXConstructExpr>(Init)) {
    if (Built->getNumArgs() != 1)
      return std::nullopt;
    Init = conditionIn(Built->getArg(0));
  }
  const auto *Call = dyn_cast<CallExpr>(Init);
  std::optional<ParameterComparison> Means =
      Call ? nullMeans(Call->getDirectCallee()) : std::nullopt;
  if (!Means || std::max(Means->Left, Means->Right) >= Call->getNumArgs())
    return std::nullopt;
  return Comparison{Means->Rel, withoutIdentity(Call->getArg(Means->Left)),
                    withoutIdentity(Call->getArg(Means->Right))};
}

} // namespace shapetidy

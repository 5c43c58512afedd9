//===-- CoverageRecorder.cpp - Looking on while it is analysed ------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/CoverageRecorder.h"
#include "checks/engine/Memory.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace shapetidy {

static bool isArray(const Session &S, const Expr *E) {
  QualType Type = E->getType();
  return !Type.isNull() && !Type->isDependentType() &&
         S.Models->isArrayType(Type.getNonReferenceType());
}

static bool isTransparentCall(const FunctionDecl *Callee) {
  return isNamed(Callee, "std", "move") || isNamed(Callee, "std", "forward");
}

static bool isAssignment(const Stmt *Done) {
  const auto *Call = dyn_cast<CXXOperatorCallExpr>(Done);
  return Call && Call->getOperator() == OO_Equal && Call->getNumArgs() == 2;
}

/// Does the expression say something of its own? Conversions and copies only
/// repeat their operand, and nothing is said of an array that has no elements
/// yet.
static bool counts(const Expr *E) {
  if (isa<CastExpr, ParenExpr, FullExpr, MaterializeTemporaryExpr,
          CXXBindTemporaryExpr, CXXDefaultArgExpr, CXXDefaultInitExpr,
          InitListExpr, SubstNonTypeTemplateParmExpr>(E))
    return false;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return Construct->getNumArgs() > 0 &&
           !Construct->getConstructor()->isCopyOrMoveConstructor();
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return !isAssignment(Call) && !isTransparentCall(Call->getDirectCallee());
  return true;
}

/// What \p E repeats: below conversions, copies and `std::move`.
static const Expr *originalOf(const Expr *E) {
  while (const Expr *Inner = stripped(E)) {
    E = Inner;
    if (const auto *Cast = dyn_cast<CastExpr>(Inner))
      E = Cast->getSubExpr();
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(Inner);
             Construct && Construct->getNumArgs() == 1 &&
             Construct->getConstructor()->isCopyOrMoveConstructor())
      E = Construct->getArg(0);
    else if (const auto *Call = dyn_cast<CallExpr>(Inner);
             Call && Call->getNumArgs() == 1 &&
             isTransparentCall(Call->getDirectCallee()))
      E = Call->getArg(0);
    else
      return Inner;
  }
  return E;
}

/// `at::Tensor::matmul`, whatever the template arguments.
static std::string qualifiedName(const NamedDecl *D) {
  std::string Name = D->getDeclName().isEmpty()
                         ? "(anonymous)"
                         : D->getDeclName().getAsString();
  // The name of a constructor or a conversion contains template arguments.
  if (const auto *Method = dyn_cast<CXXConstructorDecl>(D))
    Name = Method->getParent()->getName().str();
  for (const DeclContext *Outer = D->getDeclContext(); Outer;
       Outer = Outer->getParent()) {
    const auto *Named = dyn_cast<NamedDecl>(Outer);
    bool IsInline = Outer->isInlineNamespace();
    if (Named && Named->getDeclName().isIdentifier() &&
        !Named->getName().empty() && !IsInline && !isa<FunctionDecl>(Named))
      Name = Named->getName().str() + "::" + Name;
  }
  return Name;
}

CoverageRecorder::Level CoverageRecorder::levelOf(const Value &Held) {
  const ArrayValue *Array = Held.asArray();
  if (!Array)
    return Level::Nothing;
  const std::optional<Row> &Middle = Array->Axes.middle();
  if (Middle && !Middle->Id)
    return Level::Nothing;
  auto IsKnown = [](const Dim &D) { return D.isKnown(); };
  return llvm::all_of(Array->Axes.prefix(), IsKnown) &&
                 llvm::all_of(Array->Axes.suffix(), IsKnown)
             ? Level::Axes
             : Level::Rank;
}

void CoverageRecorder::record(const Expr *E, Cell Found) {
  auto [At, IsNew] = Cells.try_emplace(E, Found);
  if (!IsNew && At->second.Known < Found.Known)
    At->second = std::move(Found);
}

/// An assigned variable is no expression anybody asks the shape of.
void CoverageRecorder::forgetTarget(const Expr *Assigned) {
  Cells.erase(originalOf(Assigned));
}

CoverageReason CoverageRecorder::whyVariable(Point &P,
                                             const ValueDecl *Decl) const {
  const auto *Variable = dyn_cast<VarDecl>(Decl);
  if (Variable && !Variable->hasLocalStorage())
    return {CoverageReason::Kind::Global, ""};
  auto At = Written.find(cast<ValueDecl>(Decl->getCanonicalDecl()));
  if (At != Written.end())
    return At->second.Known == Level::Nothing
               ? At->second.Why
               : CoverageReason{CoverageReason::Kind::Change, ""};
  if (!isa<ParmVarDecl>(Decl))
    return {CoverageReason::Kind::Variable, ""};
  return {CoverageReason::Kind::Parameter, ""};
}

CoverageReason CoverageRecorder::whyOperand(Point &P, const Expr *E,
                                            Level Known) const {
  auto At = Cells.find(originalOf(E));
  return At != Cells.end() && At->second.Known <= Known
             ? At->second.Why
             : why(P, originalOf(E), Known);
}

CoverageReason CoverageRecorder::whyCall(Point &P, const CallSite &Site,
                                         Level Known) const {
  using Kind = CoverageReason::Kind;
  if (!Site.Callee)
    return {Kind::Pointer, ""};
  std::string Name = qualifiedName(Site.Callee);
  if (P.S.Models->find(Site.Callee)) {
    for (const Expr *Operand : Site.operands())
      if (isArray(P.S, Operand) && levelOf(valueOf(P, Operand)) <= Known)
        return whyOperand(P, Operand, Known);
    return {Kind::Model, Name};
  }
  bool IsLibrary = P.S.Context.getSourceManager().isInSystemHeader(
      Site.Callee->getLocation());
  return {IsLibrary ? Kind::Function : Kind::UserCode, Name};
}

CoverageReason CoverageRecorder::why(Point &P, const Expr *E,
                                     Level Known) const {
  using Kind = CoverageReason::Kind;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return whyVariable(P, Ref->getDecl());
  if (isa<MemberExpr>(E))
    return {Kind::Field, ""};
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return whyCall(P, callSiteOf(Call), Known);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return whyCall(P, callSiteOf(Construct), Known);
  if (isa<UnaryOperator, ArraySubscriptExpr>(E))
    return {Kind::Pointer, ""};
  if (isa<ConditionalOperator>(E))
    return {Kind::Change, ""};
  return {Kind::Other, ""};
}

void CoverageRecorder::rememberAs(Point &P, const Expr *To, const Expr *From) {
  const auto *Ref = dyn_cast<DeclRefExpr>(originalOf(To));
  if (!Ref || !isArray(P.S, To))
    return;
  Level Known = levelOf(valueOf(P, From));
  Written[cast<ValueDecl>(Ref->getDecl()->getCanonicalDecl())] = {
      Known, whyOperand(P, From, Known)};
}

/// What variables hold from now on.
void CoverageRecorder::remember(Point &P, const Stmt *Done) {
  if (isAssignment(Done)) {
    const auto *Call = cast<CXXOperatorCallExpr>(Done);
    if (!isArray(P.S, Call->getArg(0)))
      return;
    forgetTarget(Call->getArg(0));
    return rememberAs(P, Call->getArg(0), Call->getArg(1));
  }
  const auto *Statement = dyn_cast<DeclStmt>(Done);
  if (!Statement)
    return;
  for (const Decl *D : Statement->decls()) {
    const auto *Variable = dyn_cast<VarDecl>(D);
    const Expr *Init = Variable ? Variable->getInit() : nullptr;
    if (!Init || !isArray(P.S, Init))
      continue;
    Level Known = levelOf(valueOf(P, Init));
    Written[cast<ValueDecl>(Variable->getCanonicalDecl())] = {
        Known, whyOperand(P, Init, Known)};
  }
}

void CoverageRecorder::observe(Point &P, const Stmt *Done) {
  remember(P, Done);
  const auto *E = dyn_cast<Expr>(Done);
  if (!E || !counts(E) || !isArray(P.S, E))
    return;
  Value Held = valueOf(P, E);
  // An undefined tensor has no shape that could be known.
  if (Held.isNone())
    return;
  Level Known = levelOf(Held);
  record(E,
         {Known, Known == Level::Axes ? CoverageReason() : why(P, E, Known)});
}

void CoverageRecorder::giveUp(Session &S, const Stmt *Body) {
  llvm::SmallVector<const Stmt *, 64> Open = {Body};
  while (!Open.empty()) {
    const Stmt *Next = Open.pop_back_val();
    if (!Next)
      continue;
    const auto *E = dyn_cast<Expr>(Next);
    if (E && counts(E) && isArray(S, E))
      record(E, {Level::Nothing, {CoverageReason::Kind::Budget, ""}});
    Open.append(Next->child_begin(), Next->child_end());
  }
}

Coverage CoverageRecorder::take() const {
  Coverage Sum;
  for (const auto &[E, Found] : Cells) {
    ++Sum.Expressions;
    Sum.RankKnown += Found.Known != Level::Nothing;
    Sum.AxesKnown += Found.Known == Level::Axes;
    if (Found.Known == Level::Axes)
      continue;
    Coverage::Unknown &Count = Sum.Reasons[Found.Why];
    ++(Found.Known == Level::Nothing ? Count.Rank : Count.Axes);
  }
  return Sum;
}

} // namespace shapetidy

//===-- CoverageRecorder.cpp - Looking on while it is analysed ------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/CoverageRecorder.h"
#include "checks/engine/Containers.h"
#include "checks/engine/Iterators.h"
#include "checks/engine/Memory.h"
#include "checks/engine/ModelRow.h"
#include "checks/engine/SmartPointers.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace shapetidy {

static bool isArray(const Session &S, const Expr *E) {
  QualType Type = E->getType();
  return !Type.isNull() && !Type->isDependentType() &&
         S.Models->isArrayType(Type.getNonReferenceType());
}

static bool isTransparentCall(const FunctionDecl *Callee) {
  return isNamed(Callee, "std", "move") || isNamed(Callee, "std", "forward") ||
         isNamed(Callee, "std", "get");
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

/// `Eigen::Matrix`; what is not a class has a name of its own.
static std::string className(const Expr *E) {
  QualType Type = E->getType().getNonReferenceType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  return Class ? qualifiedName(Class) : Type.getUnqualifiedType().getAsString();
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
  // A budget that was reached on one of the ways is not to be hidden.
  bool IsBudget = Found.Known == At->second.Known &&
                  Found.Why.What == CoverageReason::Kind::Budget;
  if (!IsNew && (At->second.Known < Found.Known || IsBudget))
    At->second = std::move(Found);
}

CoverageReason CoverageRecorder::whyVariable(const ValueDecl *Decl,
                                             Level Known) const {
  using Kind = CoverageReason::Kind;
  const auto *Variable = dyn_cast<VarDecl>(Decl);
  if (Variable && !Variable->hasLocalStorage())
    return {Kind::Global, ""};
  auto At = Written.find(cast<ValueDecl>(Decl->getCanonicalDecl()));
  // More was known when it was written to.
  if (At != Written.end() && At->second.Known > Known)
    return {Kind::Change, ""};
  if (At != Written.end())
    return At->second.Why;
  return {isa<ParmVarDecl>(Decl) ? Kind::Parameter : Kind::Variable, ""};
}

CoverageReason CoverageRecorder::whyOperand(Point &P, const Expr *E,
                                            Level Known) const {
  auto At = Cells.find(originalOf(E));
  return At != Cells.end() && At->second.Known <= Known
             ? At->second.Why
             : why(P, originalOf(E), Known);
}

/// `v[i]`, `*it`, `o.value()`: what it gives is what was put in.
static bool takesOut(Point &P, const CallSite &Site) {
  if (!Site.Receiver || P.S.Models->find(Site.Callee))
    return false;
  QualType Type = stripped(Site.Receiver)->getType().getNonReferenceType();
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  return isContainer(P, Type) || isIterator(Type) ||
         (Class && Class->getIdentifier() && Class->getName() == "optional");
}

/// Why nothing is known of what a container, or an optional, contains.
CoverageReason CoverageRecorder::whyTakenOut(Point &P, const Expr *Container,
                                             Level Known) const {
  using Kind = CoverageReason::Kind;
  const Expr *Original = originalOf(Container);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Original)) {
    const Expr *Range = rangeOf(Original);
    if (Range)
      return whyTakenOut(P, Range, Known);
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    bool IsLocal =
        Variable && Variable->hasLocalStorage() && !isa<ParmVarDecl>(Variable);
    return IsLocal ? CoverageReason{Kind::Container, ""}
                   : whyVariable(Ref->getDecl(), Known);
  }
  CoverageReason Why = why(P, Original, Known);
  return Why.What == Kind::Other ? CoverageReason{Kind::Container, ""} : Why;
}

CoverageReason CoverageRecorder::whyCall(Point &P, const CallSite &Site,
                                         Level Known) const {
  using Kind = CoverageReason::Kind;
  if (!Site.Callee)
    return {Kind::Pointer, ""};
  std::string Name = qualifiedName(Site.Callee);
  if (takesOut(P, Site))
    return whyTakenOut(P, Site.Receiver, Known);
  if (P.S.Models->find(Site.Callee)) {
    for (const Expr *Operand : Site.operands())
      if (isArray(P.S, Operand) && levelOf(valueOf(P, Operand)) <= Known)
        return whyOperand(P, Operand, Known);
    return {Kind::Model, Name};
  }
  const FunctionDecl *Definition = nullptr;
  if (Site.Callee->hasBody(Definition) && P.S.OverBudget.contains(Definition))
    return {Kind::Budget, ""};
  bool IsLibrary = P.S.Context.getSourceManager().isInSystemHeader(
      Site.Callee->getLocation());
  return {IsLibrary ? Kind::Function : Kind::UserCode, Name};
}

CoverageReason CoverageRecorder::why(Point &P, const Expr *E,
                                     Level Known) const {
  using Kind = CoverageReason::Kind;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return whyVariable(Ref->getDecl(), Known);
  if (isa<MemberExpr>(E))
    return {Kind::Field, ""};
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return whyCall(P, passedOn(callSiteOf(Call)).value_or(callSiteOf(Call)),
                   Known);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    return whyCall(P, callSiteOf(Construct), Known);
  if (isa<UnaryOperator, ArraySubscriptExpr>(E))
    return {Kind::Pointer, ""};
  if (isa<ConditionalOperator>(E))
    return {Kind::Change, ""};
  return {Kind::Other, ""};
}

void CoverageRecorder::remember(Point &P, const ValueDecl *Variable,
                                const Expr *From) {
  if (!P.S.Models->isArrayType(Variable->getType().getNonReferenceType()))
    return;
  Variable = cast<ValueDecl>(Variable->getCanonicalDecl());
  const auto *Construct = dyn_cast<CXXConstructExpr>(originalOf(From));
  if (Construct && Construct->getNumArgs() == 0) {
    Written.erase(Variable);
    return;
  }
  // What is taken out of a tuple is known as the variable's value.
  Level Known =
      isArray(P.S, From)
          ? levelOf(valueOf(P, From))
          : levelOf(read(P, placeOfVariable(P, Variable), Variable->getType()));
  Written[Variable] = {Known, whyOperand(P, From, Known)};
}

/// `x = ...`, or the variables of `std::tie(x, y) = ...`.
void CoverageRecorder::rememberAssigned(Point &P, const Expr *To,
                                        const Expr *From) {
  const Expr *Target = originalOf(To);
  Cells.erase(Target);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Target))
    return remember(P, Ref->getDecl(), From);
  const auto *Tie = dyn_cast<CallExpr>(Target);
  if (!Tie || !isNamed(Tie->getDirectCallee(), "std", "tie"))
    return;
  for (const Expr *Element : Tie->arguments())
    rememberAssigned(P, Element, From);
}

/// What variables hold from now on.
void CoverageRecorder::rememberStatement(Point &P, const Stmt *Done) {
  if (isAssignment(Done)) {
    const auto *Call = cast<CXXOperatorCallExpr>(Done);
    return rememberAssigned(P, Call->getArg(0), Call->getArg(1));
  }
  const auto *Statement = dyn_cast<DeclStmt>(Done);
  if (!Statement)
    return;
  for (const Decl *D : Statement->decls()) {
    const auto *Variable = dyn_cast<VarDecl>(D);
    if (!Variable || !Variable->getInit())
      continue;
    remember(P, Variable, Variable->getInit());
    if (const auto *Several = dyn_cast<DecompositionDecl>(Variable))
      for (const BindingDecl *Binding : Several->bindings())
        remember(P, Binding, Variable->getInit());
  }
}

/// An array, or what a wrapper was made of: `cv::_InputArray(m)`.
static bool isArrayOperand(const Session &S, const Expr *Operand) {
  if (isArray(S, Operand))
    return true;
  const auto *Made = dyn_cast<CXXConstructExpr>(stripped(Operand));
  return Made && Made->getNumArgs() > 0 &&
         S.Models->isReferenceType(Made->getType()) &&
         isArray(S, Made->getArg(0));
}

void CoverageRecorder::countCall(Point &P, const CallSite &Site) {
  const FunctionDecl *Callee = Site.Callee;
  if (const FunctionDecl *Behind = P.S.Models->calledBehind(Callee))
    Callee = Behind;
  const ModelRow *Row = Callee ? P.S.Models->find(Callee) : nullptr;
  bool OnArray = Callee && P.S.Models->isLibraryCode(Callee) &&
                 !isa<CXXConstructorDecl>(Callee) &&
                 !isAssignment(Site.Whole) && !Site.operands().empty() &&
                 isArrayOperand(P.S, Site.operands().front());
  if (Row || OnArray)
    Calls.try_emplace(Site.Whole, LibraryCall{Row, Callee, OnArray});
}

void CoverageRecorder::observe(Point &P, const Stmt *Done) {
  rememberStatement(P, Done);
  if (const auto *Call = dyn_cast<CallExpr>(Done))
    countCall(P, callSiteOf(Call));
  else if (const auto *Construct = dyn_cast<CXXConstructExpr>(Done))
    countCall(P, callSiteOf(Construct));
  else if (const auto *Member = dyn_cast<MemberExpr>(Done))
    if (const ModelRow *Row = P.S.Models->findMember(Member->getMemberDecl());
        Row && isa<FieldDecl>(Member->getMemberDecl()))
      Calls.try_emplace(Member, LibraryCall{Row, nullptr, false});
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
    Coverage::OfClass &Of = Sum.Classes[className(E)];
    ++Of.Expressions;
    Of.RankKnown += Found.Known != Level::Nothing;
    Of.AxesKnown += Found.Known == Level::Axes;
    if (Found.Known == Level::Axes)
      continue;
    Coverage::Unknown &Count = Sum.Reasons[Found.Why];
    ++(Found.Known == Level::Nothing ? Count.Rank : Count.Axes);
  }
  for (const auto &[Call, Found] : Calls) {
    Sum.LibraryCalls += Found.OnArray;
    Sum.ModelledCalls += Found.OnArray && Found.Row;
    if (Found.OnArray)
      ++(Found.Row ? Sum.Hits : Sum.Misses)[qualifiedName(Found.Callee)];
    if (Found.Row && Found.Row->Line)
      ++Sum.Rows[Found.Row->File + ":" + std::to_string(Found.Row->Line)];
  }
  return Sum;
}

} // namespace shapetidy

//===-- Holders.cpp - Whose memory an expression names --------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Holders.h"
#include "checks/engine/CallSite.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace shapetidy {

/// Expressions inside of expressions that are looked through.
static constexpr unsigned MaxHolderDepth = 40;

static Holder local() { return {Holder::Kind::Local, nullptr}; }

/// The function around a declaration, if it is one of those that are looked at,
/// or a closure in one of them.
const Activation *Holders::owner(const VarDecl *Variable) const {
  for (const DeclContext *Around = Variable->getDeclContext(); Around;
       Around = Around->getParent())
    for (const Activation *A = &Now; A; A = A->Caller)
      if (Around == A->Function)
        return A;
  return nullptr;
}

bool Holders::isRoot(const FunctionDecl *Function) const {
  const Activation *Root = &Now;
  while (Root->Caller)
    Root = Root->Caller;
  return Root->Function == Function;
}

/// A variable from around the closures that are looked at.
Holder Holders::captured(const VarDecl *Variable) {
  for (const Activation *A = &Now; A; A = A->Caller) {
    const auto *Method = dyn_cast<CXXMethodDecl>(A->Function);
    if (!Method || !Method->getParent()->isLambda())
      continue;
    for (const LambdaCapture &Capture : Method->getParent()->captures()) {
      if (!Capture.capturesVariable() ||
          Capture.getCapturedVar()->getCanonicalDecl() !=
              Variable->getCanonicalDecl())
        continue;
      if (Capture.getCaptureKind() != LCK_ByCopy)
        break;
      return isRoot(A->Function) ? Holder{Holder::Kind::Own, Variable}
                                 : local();
    }
  }
  return {Holder::Kind::Capture, Variable};
}

static bool isSystemVariable(const VarDecl *Variable) {
  const SourceManager &Sources = Variable->getASTContext().getSourceManager();
  return Sources.isInSystemHeader(Variable->getLocation());
}

Holder Holders::variable(const VarDecl *Variable) {
  if (Variable->isStaticLocal())
    return {Holder::Kind::Static, Variable};
  if (Variable->hasGlobalStorage())
    return isSystemVariable(Variable) ? local()
                                      : Holder{Holder::Kind::Global, Variable};
  const Activation *Owner = owner(Variable);
  if (!Owner || Variable->isInitCapture())
    return captured(Variable);
  if (!Variable->getType()->isReferenceType())
    return local();
  if (const auto *Param = dyn_cast<ParmVarDecl>(Variable)) {
    unsigned Index = Param->getFunctionScopeIndex();
    bool IsOwn = Param->getDeclContext() == Owner->Function;
    return IsOwn && Index < Owner->Places.size() ? Owner->Places[Index]
                                                 : Holder();
  }
  return Variable->getInit() ? holderOf(Variable->getInit()) : Holder();
}

Holder Holders::thisObject() {
  for (const Activation *A = &Now; A; A = A->Caller) {
    const auto *Method = dyn_cast<CXXMethodDecl>(A->Function);
    if (!Method)
      return Holder();
    if (!Method->getParent()->isLambda())
      return A->This;
    for (const LambdaCapture &Capture : Method->getParent()->captures())
      if (Capture.getCaptureKind() == LCK_StarThis)
        return isRoot(A->Function) ? Holder{Holder::Kind::Own, nullptr}
                                   : local();
  }
  return {Holder::Kind::Capture, nullptr};
}

Holder Holders::member(const MemberExpr *Member) {
  if (const auto *Variable = dyn_cast<VarDecl>(Member->getMemberDecl()))
    return variable(Variable);
  const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
  if (!Field)
    return Holder();
  Holder Object = Member->isArrow() ? pointeeOf(Member->getBase())
                                    : holderOf(Member->getBase());
  if (!Object.outlives())
    return Field->getType()->isReferenceType() ? Holder() : Object;
  // A captured variable is named, the callable's own object has no name.
  if (!Object.Name ||
      (Object.What == Holder::Kind::Own && !isa<VarDecl>(Object.Name)))
    Object.Name = Field;
  return Object;
}

/// Iterators and views: a copy leads to the same object.
static bool isHandle(QualType Type) {
  const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Class || !Class->getIdentifier() || !Class->isInStdNamespace())
    return Class && Class->getIdentifier() &&
           Class->getName().contains("iterator");
  llvm::StringRef Name = Class->getName();
  return Name.contains("iterator") || Name == "reference_wrapper" ||
         Name == "span" || Name == "shared_ptr" || Name == "unique_ptr";
}

/// What a call gives a reference, pointer or iterator to: a part of its object.
Holder Holders::accessed(const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee)
    return Holder();
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  if (Method && !Method->isStatic()) {
    CallSite Site = callSiteOf(Call);
    bool Leads = Site.Receiver && isHandle(Site.Receiver->getType());
    return Leads ? pointeeOf(Site.Receiver) : receiverOf(Call);
  }
  bool PassesOn = Callee->isOverloadedOperator();
  for (llvm::StringRef Name :
       {"get", "move", "forward", "begin", "end", "data", "ref", "addressof",
        "next", "prev", "back_inserter"})
    PassesOn |= isNamed(Callee, "std", Name);
  return PassesOn && Call->getNumArgs() > 0 ? holderOf(Call->getArg(0))
                                            : Holder();
}

Holder Holders::receiverOf(const CallExpr *Call) {
  CallSite Site = callSiteOf(Call);
  if (!Site.Receiver)
    return Holder();
  return Site.Receiver->getType()->isPointerType() ? pointeeOf(Site.Receiver)
                                                   : holderOf(Site.Receiver);
}

static const Expr *operandOf(const Expr *E) {
  E = stripped(E);
  while (const auto *Cast = dyn_cast<CastExpr>(E))
    E = stripped(Cast->getSubExpr());
  return E;
}

/// A value that stands for a part of an object, such as a row of a matrix: what
/// is not constant gives it to be written to.
static bool givesProxy(const CallExpr *Call) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Call->getDirectCallee());
  return Method && !Method->isStatic() && !Method->isConst();
}

Holder Holders::holderOf(const Expr *E) {
  if (!E || Depth > MaxHolderDepth)
    return Holder();
  llvm::SaveAndRestore Deeper(Depth, Depth + 1);
  E = operandOf(E);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    if (const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl()))
      return variable(Variable);
    const auto *Binding = dyn_cast<BindingDecl>(Ref->getDecl());
    const auto *Whole =
        Binding ? dyn_cast<VarDecl>(Binding->getDecomposedDecl()) : nullptr;
    return Whole ? variable(Whole) : Holder();
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return member(Member);
  if (const auto *Item = dyn_cast<ArraySubscriptExpr>(E))
    return pointeeOf(Item->getBase());
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return Unary->getOpcode() == UO_Deref ? pointeeOf(Unary->getSubExpr())
                                          : holderOf(Unary->getSubExpr());
  const auto *Binary = dyn_cast<BinaryOperator>(E);
  if (Binary && E->isLValue())
    return holderOf(Binary->getOpcode() == BO_Comma ? Binary->getRHS()
                                                    : Binary->getLHS());
  const auto *Call = dyn_cast<CallExpr>(E);
  if (Call && (!E->isPRValue() || givesProxy(Call)))
    return accessed(Call);
  return E->isPRValue() ? local() : Holder();
}

/// A pointer that is what it was made for, as long as nobody gives it another
/// target.
Holder Holders::pointeeOfVariable(const VarDecl *Variable) {
  const Activation *Owner = owner(Variable);
  if (const auto *Param = dyn_cast<ParmVarDecl>(Variable); Param && Owner) {
    unsigned Index = Param->getFunctionScopeIndex();
    bool IsOwn = Param->getDeclContext() == Owner->Function;
    return IsOwn && Index < Owner->Pointees.size() ? Owner->Pointees[Index]
                                                   : Holder();
  }
  Holder Is = variable(Variable);
  if (Is.What == Holder::Kind::Own)
    return {Holder::Kind::Capture, Variable};
  if (Is.outlives())
    return Is;
  return Owner && Variable->getInit() ? pointeeOf(Variable->getInit())
                                      : Holder();
}

Holder Holders::pointeeOf(const Expr *E) {
  if (!E || Depth > MaxHolderDepth)
    return Holder();
  llvm::SaveAndRestore Deeper(Depth, Depth + 1);
  E = operandOf(E);
  if (E->getType()->isArrayType())
    return holderOf(E);
  if (isa<CXXThisExpr>(E))
    return thisObject();
  if (isa<CXXNewExpr>(E))
    return local();
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Ref->getDecl());
    return Variable ? pointeeOfVariable(Variable) : Holder();
  }
  if (const auto *Member = dyn_cast<MemberExpr>(E)) {
    Holder Is = member(Member);
    return Is.outlives() ? Is : Holder();
  }
  if (const auto *Unary = dyn_cast<UnaryOperator>(E))
    return Unary->getOpcode() == UO_AddrOf ? holderOf(Unary->getSubExpr())
                                           : pointeeOf(Unary->getSubExpr());
  if (const auto *Binary = dyn_cast<BinaryOperator>(E))
    return Binary->isAdditiveOp() ? pointeeOf(Binary->getLHS()) : Holder();
  if (const auto *Made = dyn_cast<CXXConstructExpr>(E))
    return Made->getNumArgs() == 1 ? pointeeOf(Made->getArg(0)) : Holder();
  if (const auto *Call = dyn_cast<CallExpr>(E))
    return accessed(Call);
  return Holder();
}

} // namespace shapetidy

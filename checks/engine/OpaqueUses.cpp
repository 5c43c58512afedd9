//===-- OpaqueUses.cpp - What an opaque block does to variables -----------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/OpaqueUses.h"
#include "checks/engine/CallSite.h"
#include "checks/engine/Contracts.h"
#include "checks/engine/FieldWrites.h"
#include "checks/engine/Session.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace shapetidy {

/// Deeper than anybody writes.
static constexpr unsigned MaxUseDepth = 400;

const ValueDecl *OpaqueUse::named() const {
  return Path.empty() ? Variable : Path.back();
}

static bool isOpenPointer(QualType Type) {
  return !Type.isNull() && Type->isPointerType() &&
         !Type->getPointeeType().isConstQualified();
}

/// May whoever gets it write through it?
static bool isOpen(QualType Type) {
  if (Type.isNull() || !Type->isReferenceType())
    return isOpenPointer(Type);
  return !Type->getPointeeType().isConstQualified();
}

namespace {
using UseKind = OpaqueUse::Kind;

class UseSearch {
public:
  UseSearch(Session &S, std::vector<OpaqueUse> &Out) : S(S), Out(Out) {}

  void visit(const Stmt *Next, UseKind How) {
    if (!Next || Depth > MaxUseDepth)
      return;
    ++Depth;
    if (const auto *E = dyn_cast<Expr>(Next))
      visitExpr(E, How);
    else
      visitStatement(Next);
    --Depth;
  }

private:
  void own(const VarDecl *Variable) {
    if (!Variable)
      return;
    Own.insert(Variable->getCanonicalDecl());
    if (const auto *Parts = dyn_cast<DecompositionDecl>(Variable))
      for (const BindingDecl *Part : Parts->bindings())
        Own.insert(Part->getCanonicalDecl());
  }

  void visitStatement(const Stmt *Next) {
    if (const auto *Declaration = dyn_cast<DeclStmt>(Next))
      return visitDeclaration(Declaration);
    if (const auto *Loop = dyn_cast<CXXForRangeStmt>(Next))
      return visitRange(Loop);
    if (const auto *Handler = dyn_cast<CXXCatchStmt>(Next))
      own(Handler->getExceptionDecl());
    UseKind How = isa<AsmStmt>(Next) ? OpaqueUse::MayWrite : OpaqueUse::Reads;
    for (const Stmt *Child : Next->children())
      visit(Child, How);
  }

  void visitDeclaration(const DeclStmt *Declaration) {
    for (const Decl *D : Declaration->decls()) {
      const auto *Variable = dyn_cast<VarDecl>(D);
      if (!Variable)
        continue;
      own(Variable);
      visit(Variable->getInit(), isOpen(Variable->getType())
                                     ? OpaqueUse::MayWrite
                                     : OpaqueUse::Reads);
    }
  }

  /// What the loop's variable is says what may happen to the elements.
  void visitRange(const CXXForRangeStmt *Loop) {
    visit(Loop->getInit(), OpaqueUse::Reads);
    const VarDecl *Each = Loop->getLoopVariable();
    own(Each);
    visit(Loop->getRangeInit(),
          isOpen(Each->getType()) ? OpaqueUse::MayWrite : OpaqueUse::Reads);
    visit(Loop->getBody(), OpaqueUse::Reads);
  }

  void visitExpr(const Expr *E, UseKind How) {
    if (const Expr *Same = wrappedBy(E))
      return visit(Same, How);
    if (const auto *Cast = dyn_cast<CastExpr>(E))
      return visitCast(Cast, How);
    if (const auto *Lambda = dyn_cast<LambdaExpr>(E))
      return visitLambda(Lambda);
    if (const auto *Call = dyn_cast<CallExpr>(E))
      return visitCall(Call, How);
    if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
      return visitArguments(callSiteOf(Construct));
    if (isa<DeclRefExpr, MemberExpr, CXXThisExpr>(E))
      return mention(E, How);
    if (const auto *Unary = dyn_cast<UnaryOperator>(E))
      return visitUnary(Unary, How);
    if (const auto *Binary = dyn_cast<BinaryOperator>(E))
      return visitBinary(Binary, How);
    if (const auto *Choice = dyn_cast<ConditionalOperator>(E)) {
      visit(Choice->getCond(), OpaqueUse::Reads);
      visit(Choice->getTrueExpr(), How);
      return visit(Choice->getFalseExpr(), How);
    }
    if (const auto *Element = dyn_cast<ArraySubscriptExpr>(E)) {
      visit(Element->getIdx(), OpaqueUse::Reads);
      return visit(Element->getBase(), partly(How));
    }
    for (const Stmt *Child : E->children())
      visit(Child, isa<CXXDeleteExpr, CXXNewExpr>(E) ? OpaqueUse::MayWrite
                                                     : OpaqueUse::Reads);
  }

  /// To assign a part is to write the whole.
  static UseKind partly(UseKind How) {
    return How == OpaqueUse::Assigns ? OpaqueUse::MayWrite : How;
  }

  void visitCast(const CastExpr *Cast, UseKind How) {
    const Expr *From = Cast->getSubExpr();
    if (Cast->getCastKind() == CK_LValueToRValue)
      return visit(From,
                   How == OpaqueUse::MayWrite && isOpenPointer(Cast->getType())
                       ? OpaqueUse::WritesThrough
                       : OpaqueUse::Reads);
    bool ToConst = isa<ImplicitCastExpr>(Cast) && Cast->isGLValue() &&
                   Cast->getType().isConstQualified();
    // `const Tensor *p = &x;`
    const auto *And = dyn_cast<UnaryOperator>(From->IgnoreParenImpCasts());
    if (And && And->getOpcode() == UO_AddrOf && isa<ImplicitCastExpr>(Cast) &&
        Cast->getType()->isPointerType() && !isOpenPointer(Cast->getType()))
      return visit(And->getSubExpr(), OpaqueUse::Reads);
    visit(From, ToConst ? OpaqueUse::Reads : How);
  }

  /// Its body is code of the block, captures and all.
  void visitLambda(const LambdaExpr *Lambda) {
    auto Init = Lambda->capture_init_begin();
    for (const LambdaCapture &Capture : Lambda->captures()) {
      const Expr *From = *Init++;
      if (Lambda->isInitCapture(&Capture))
        Own.insert(Capture.getCapturedVar()->getCanonicalDecl());
      if (Lambda->isInitCapture(&Capture) ||
          Capture.getCaptureKind() == LCK_ByCopy)
        visit(From, Capture.getCaptureKind() == LCK_ByRef ? OpaqueUse::MayWrite
                                                          : OpaqueUse::Reads);
    }
    const CXXMethodDecl *Operator = Lambda->getCallOperator();
    for (const ParmVarDecl *Param :
         Operator ? Operator->parameters() : llvm::ArrayRef<ParmVarDecl *>())
      Own.insert(Param->getCanonicalDecl());
    visit(Operator ? Operator->getBody() : nullptr, OpaqueUse::Reads);
  }

  void visitUnary(const UnaryOperator *Unary, UseKind How) {
    const Expr *Operand = Unary->getSubExpr();
    if (Unary->isIncrementDecrementOp())
      return visit(Operand, OpaqueUse::Assigns);
    if (Unary->getOpcode() == UO_AddrOf)
      return visit(Operand, Operand->getType().isConstQualified()
                                ? OpaqueUse::Reads
                                : OpaqueUse::MayWrite);
    visit(Operand,
          Unary->getOpcode() == UO_Deref ? partly(How) : OpaqueUse::Reads);
  }

  void visitBinary(const BinaryOperator *Binary, UseKind How) {
    if (Binary->getOpcode() == BO_Comma) {
      visit(Binary->getLHS(), OpaqueUse::Reads);
      return visit(Binary->getRHS(), How);
    }
    bool Assigns = Binary->isAssignmentOp();
    visit(Binary->getLHS(), Assigns ? OpaqueUse::Assigns : OpaqueUse::Reads);
    bool Leaks = Assigns && isOpenPointer(Binary->getRHS()->getType());
    visit(Binary->getRHS(), Leaks ? OpaqueUse::MayWrite : OpaqueUse::Reads);
  }

  /// What a callee may do with an argument.
  static UseKind handedOver(const Expr *Arg, QualType Parameter) {
    if (!Parameter.isNull())
      return isOpen(Parameter) ? OpaqueUse::MayWrite : OpaqueUse::Reads;
    bool MayWrite = (Arg->isGLValue() && !Arg->getType().isConstQualified()) ||
                    isOpenPointer(Arg->getType());
    return MayWrite ? OpaqueUse::MayWrite : OpaqueUse::Reads;
  }

  void visitArguments(const CallSite &Site) {
    for (unsigned I = 0; I < Site.Args.size(); ++I)
      if (Site.Args[I])
        visit(Site.Args[I], handedOver(Site.Args[I], Site.parameterType(I)));
  }

  void visitCall(const CallExpr *Call, UseKind How) {
    CallSite Site = callSiteOf(Call);
    if (onlyLooks(S, Site)) {
      visit(Site.Receiver, OpaqueUse::Reads);
      // `std::move(x)` is x.
      for (const Expr *Arg : Site.Args)
        visit(Arg, Site.Receiver || S.Models->find(Site.Callee)
                       ? OpaqueUse::Reads
                       : How);
      return;
    }
    if (!Site.Callee || !isa<CXXMemberCallExpr, CXXOperatorCallExpr>(Call))
      visit(Call->getCallee(), OpaqueUse::Reads);
    visit(Site.Receiver, receiverKind(Site, How));
    visitArguments(Site);
  }

  UseKind receiverKind(const CallSite &Site, UseKind How) const {
    const CXXMethodDecl *Method = Site.method();
    if (!Method || !Site.Receiver)
      return OpaqueUse::Reads;
    OverloadedOperatorKind Operator = Method->getOverloadedOperator();
    if (Operator == OO_Equal)
      return OpaqueUse::Assigns;
    QualType Type = Site.Receiver->getType();
    if (Type->isPointerType())
      Type = Type->getPointeeType();
    // Elements and arithmetic in place leave an array's shape alone.
    if (S.Models->isArrayType(Type))
      return Operator == OO_None && changesShape(S, Method)
                 ? OpaqueUse::MayWrite
                 : OpaqueUse::Reads;
    if (Method->isConst())
      return OpaqueUse::Reads;
    bool IsElement = Operator == OO_Subscript || Operator == OO_Call;
    return IsElement && How == OpaqueUse::Reads ? OpaqueUse::Reads
                                                : OpaqueUse::MayWrite;
  }

  /// A variable, the object, or a field below one of them.
  void mention(const Expr *E, UseKind How) {
    OpaqueUse Use;
    Use.What = How;
    Use.Where = E;
    while (const auto *Member = dyn_cast<MemberExpr>(E)) {
      const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
      const Expr *Base = Member->getBase()->IgnoreParenImpCasts();
      bool IsOwn = isa<CXXThisExpr>(Base);
      if (!Field || (Member->isArrow() && !IsOwn))
        return elsewhere(Member, How);
      Use.Path.insert(Use.Path.begin(), Field);
      E = Base;
    }
    if (const auto *This = dyn_cast<CXXThisExpr>(E))
      Use.Object = This->getType()->getPointeeCXXRecordDecl();
    else if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      Use.Variable = Ref->getDecl();
    else
      return visit(E, partly(How));
    bool IsVariable = Use.Object || isa<VarDecl, BindingDecl>(Use.Variable);
    if (IsVariable &&
        !(Use.Variable && Own.contains(Use.Variable->getCanonicalDecl())))
      Out.push_back(std::move(Use));
  }

  /// A static member, or a field behind a pointer.
  void elsewhere(const MemberExpr *Member, UseKind How) {
    if (const auto *Variable = dyn_cast<VarDecl>(Member->getMemberDecl())) {
      OpaqueUse Use;
      Use.What = How;
      Use.Variable = Variable;
      Use.Where = Member;
      Out.push_back(std::move(Use));
    }
    visit(Member->getBase(), partly(How));
  }

  Session &S;
  std::vector<OpaqueUse> &Out;
  llvm::DenseSet<const Decl *> Own;
  unsigned Depth = 0;
};

/// Looks for a mention of a variable that is no plain assignment to it.
class LaterSearch {
public:
  LaterSearch(const CompoundStmt *Block, const ValueDecl *Wanted)
      : Block(Block), Wanted(Wanted) {}

  void visit(const Stmt *Next, unsigned Depth) {
    if (!Next || Depth > MaxUseDepth)
      return;
    if (Next == Block) {
      IsBehind = true;
      return;
    }
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Next))
      note(Ref);
    const Expr *Overwritten = targetOf(Next);
    if (const auto *Lambda = dyn_cast<LambdaExpr>(Next))
      visit(Lambda->getCallOperator() ? Lambda->getCallOperator()->getBody()
                                      : nullptr,
            Depth + 1);
    for (const Stmt *Child : Next->children())
      if (!(Overwritten && Child == Overwritten))
        visit(Child, Depth + 1);
  }

  bool Before = false, Behind = false;

private:
  void note(const DeclRefExpr *Ref) {
    if (Ref->getDecl()->getCanonicalDecl() == Wanted->getCanonicalDecl())
      (IsBehind ? Behind : Before) = true;
  }

  /// The variable that an assignment overwrites as a whole.
  static const Expr *targetOf(const Stmt *S) {
    const Expr *Target = nullptr;
    if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(S))
      Target = Call->getOperator() == OO_Equal && Call->getNumArgs() == 2
                   ? Call->getArg(0)
                   : nullptr;
    if (const auto *Binary = dyn_cast<BinaryOperator>(S))
      Target = Binary->getOpcode() == BO_Assign ? Binary->getLHS() : nullptr;
    return Target && isa<DeclRefExpr>(Target->IgnoreParens()) ? Target
                                                              : nullptr;
  }

  const CompoundStmt *Block;
  const ValueDecl *Wanted;
  bool IsBehind = false;
};
} // namespace

std::vector<OpaqueUse> usesIn(Session &S, const Stmt *Body) {
  std::vector<OpaqueUse> Uses;
  UseSearch(S, Uses).visit(Body, OpaqueUse::Reads);
  return Uses;
}

bool isUsedBehind(const FunctionDecl &Function, const OpaqueBlock &Block,
                  const ValueDecl &Variable) {
  const auto *Local = dyn_cast<VarDecl>(&Variable);
  if (!Local)
    return true;
  if (!Local->hasLocalStorage() || Local->getType()->isReferenceType() ||
      Local->getDeclContext() != &Function)
    return true;
  LaterSearch Search(Block.Body, &Variable);
  Search.visit(Function.getBody(), 0);
  return Search.Behind || (Block.IsInLoop && Search.Before);
}

} // namespace shapetidy

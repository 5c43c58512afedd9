//===-- Transfer.cpp - What one expression or statement does to the state -===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Transfer.h"
#include "checks/engine/Branches.h"
#include "checks/engine/Integers.h"
#include "checks/engine/Memory.h"
#include "clang/AST/StmtCXX.h"
#include <array>

using namespace clang;

namespace shapetidy {

/// Deep enough for any default argument; deeper trees stay unknown.
static constexpr unsigned MaxTreeDepth = 100;

void setValue(Point &P, const Expr *E, Value New) {
  P.F.Places.erase(E);
  P.F.Values[E] = std::move(New);
}

void setPlace(Point &P, const Expr *E, Place At) {
  P.F.Values.erase(E);
  P.F.Places[E] = std::move(At);
}

void setSame(Point &P, const Expr *E, const Expr *Source) {
  if (const Place *At = placeOf(P, Source))
    setPlace(P, E, Place(*At));
  else
    setValue(P, E, valueOf(P, Source));
}

static void setUnknown(Point &P, const Expr *E) {
  setValue(
      P, E,
      E->isLValue() && !isSizeInteger(E->getType())
          ? carriedBy(P, E->getType(), E->getSourceRange())
          : unknownOf(P, E->getType(), E, textOf(P, E), E->getSourceRange()));
}

static void transferDeclRef(Point &P, const DeclRefExpr *Ref) {
  const ValueDecl *Decl = Ref->getDecl();
  if (auto Constant = P.S.Models->constantValue(Decl))
    return setValue(P, Ref, *Constant);
  if (isa<EnumConstantDecl>(Decl))
    return setValue(P, Ref, constantOf(P, Decl));
  if (isa<VarDecl, BindingDecl>(Decl))
    return setPlace(P, Ref, placeOfVariable(P, Decl));
}

static void transferThis(Point &P, const CXXThisExpr *This) {
  Place Object;
  Object.Root = This->getType()->getPointeeCXXRecordDecl()->getCanonicalDecl();
  setPlace(P, This, std::move(Object));
}

static void transferMember(Point &P, const MemberExpr *Member) {
  if (isa<VarDecl>(Member->getMemberDecl()))
    return setPlace(P, Member, placeOfVariable(P, Member->getMemberDecl()));
  const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
  if (!Field)
    return;
  const Expr *Base = Member->getBase();
  bool IsThis = isa<CXXThisExpr>(stripped(Base));
  const Place *Object = !Member->isArrow() || IsThis
                            ? placeOf(P, IsThis ? stripped(Base) : Base)
                            : nullptr;
  if (Object)
    return setPlace(P, Member, Object->field(Field));
  Value Owner = Member->isArrow() ? Value() : valueOf(P, Base);
  setValue(P, Member, readField(P, Owner, Field));
}

static void transferCast(Point &P, const CastExpr *Cast) {
  if (Cast->getCastKind() == CK_LValueToRValue) {
    Value Read = valueOf(P, Cast->getSubExpr());
    if (Read.isUnknown() && isSizeInteger(Cast->getType())) {
      Read = unknownOf(P, Cast->getType(), Cast, textOf(P, Cast),
                       Cast->getSourceRange());
      // Asked again, it is still the same number.
      const Place *At = placeOf(P, Cast->getSubExpr());
      if (At && At->Variable && At->Path.empty())
        write(P, Place(*At), Read);
    }
    return setValue(P, Cast, std::move(Read));
  }
  bool Opaque = Cast->getCastKind() == CK_FloatingToIntegral ||
                Cast->getCastKind() == CK_Dependent;
  if (Opaque && isSizeInteger(Cast->getType()))
    return setUnknown(P, Cast);
  // Everything else carries its operand; what it was before is outdated.
  P.F.Values.erase(Cast);
  P.F.Places.erase(Cast);
}

static void step(Point &P, const UnaryOperator *Unary, BinaryOperatorKind Op) {
  const Place *At = placeOf(P, Unary->getSubExpr());
  Value Old = valueOf(P, Unary->getSubExpr());
  Value New = integerOperation(P, Op, Old, Value::integer(P.S.Sizes.one()));
  if (!At)
    return;
  Place To = *At;
  write(P, To, std::move(New));
  if (Unary->isPrefix())
    setPlace(P, Unary, std::move(To));
  else
    setValue(P, Unary, std::move(Old));
}

static void transferUnary(Point &P, const UnaryOperator *Unary) {
  const Expr *Operand = Unary->getSubExpr();
  switch (Unary->getOpcode()) {
  case UO_Plus:
    return setValue(P, Unary, valueOf(P, Operand));
  case UO_Minus:
    return setValue(P, Unary,
                    integerOperation(P, BO_Sub,
                                     Value::integer(P.S.Sizes.zero()),
                                     valueOf(P, Operand)));
  case UO_Deref:
    if (isa<CXXThisExpr>(stripped(Operand)))
      return setSame(P, Unary, stripped(Operand));
    return setUnknown(P, Unary);
  case UO_AddrOf:
    if (const Place *At = placeOf(P, Operand))
      P.Env.escape(At->Root);
    return setValue(P, Unary, Value());
  case UO_PreInc:
  case UO_PostInc:
    return step(P, Unary, BO_Add);
  case UO_PreDec:
  case UO_PostDec:
    return step(P, Unary, BO_Sub);
  default:
    return setUnknown(P, Unary);
  }
}

static void transferBinary(Point &P, const BinaryOperator *Binary) {
  const Expr *Left = Binary->getLHS(), *Right = Binary->getRHS();
  if (Binary->getOpcode() == BO_Comma)
    return setSame(P, Binary, Right);
  if (!Binary->isAssignmentOp()) {
    Value Result = integerOperation(P, Binary->getOpcode(), valueOf(P, Left),
                                    valueOf(P, Right));
    if (Result.isUnknown())
      return setUnknown(P, Binary);
    return setValue(P, Binary, std::move(Result));
  }
  Value New = Binary->getOpcode() == BO_Assign
                  ? valueOf(P, Right)
                  : integerOperation(P, Binary->getOpcode(), valueOf(P, Left),
                                     valueOf(P, Right));
  if (New.isUnknown())
    New = unknownOf(P, Left->getType(), Binary, textOf(P, Left),
                    Binary->getSourceRange());
  const Place *At = placeOf(P, Left);
  if (!At)
    return setValue(P, Binary, std::move(New));
  Place To = *At;
  write(P, To, std::move(New));
  setPlace(P, Binary, std::move(To));
}

static void transferConditional(Point &P, const ConditionalOperator *Choice) {
  if (std::optional<bool> Holds = decided(P, Choice->getCond()))
    return setSame(P, Choice,
                   *Holds ? Choice->getTrueExpr() : Choice->getFalseExpr());
  Value Joined = Value::join(valueOf(P, Choice->getTrueExpr()),
                             valueOf(P, Choice->getFalseExpr()));
  if (Joined.isUnknown())
    return setUnknown(P, Choice);
  setValue(P, Choice, std::move(Joined));
}

static void transferLiteral(Point &P, const IntegerLiteral *Literal) {
  llvm::APInt Number = Literal->getValue();
  if (Number.isSignedIntN(64))
    setValue(P, Literal,
             Value::integer(P.S.Sizes.constant(Number.getSExtValue())));
}

static void transferBool(Point &P, const CXXBoolLiteralExpr *Literal) {
  setValue(P, Literal, Value::integer(P.S.Sizes.constant(Literal->getValue())));
}

static void transferString(Point &P, const StringLiteral *Literal) {
  if (Literal->isOrdinary() || Literal->isUTF8())
    setValue(P, Literal, Value::string(Literal->getString().str()));
}

static void transferNull(Point &P, const CXXNullPtrLiteralExpr *Null) {
  setValue(P, Null, Value::none());
}

static void transferTrait(Point &P, const UnaryExprOrTypeTraitExpr *Trait) {
  setValue(P, Trait, constantInteger(P, Trait));
}

static void transferZero(Point &P, const Expr *Init) {
  if (isSizeInteger(Init->getType()))
    return setValue(P, Init, Value::integer(P.S.Sizes.zero()));
  setUnknown(P, Init);
}

static void transferDefaultArgument(Point &P, const CXXDefaultArgExpr *Arg) {
  evaluateTree(P, Arg->getExpr());
  setSame(P, Arg, Arg->getExpr());
}

static void transferDefaultInit(Point &P, const CXXDefaultInitExpr *Init) {
  evaluateTree(P, Init->getExpr());
  setSame(P, Init, Init->getExpr());
}

static void transferInitializerList(Point &P,
                                    const CXXStdInitializerListExpr *List) {
  setSame(P, List, List->getSubExpr());
}

static void transferSubscript(Point &P, const ArraySubscriptExpr *Subscript) {
  setUnknown(P, Subscript);
}

namespace {
using Handler = void (*)(Point &, const Stmt *);
using HandlerTable = std::array<Handler, Stmt::lastStmtConstant + 1>;
} // namespace

template <typename StmtT, void (*Rule)(Point &, const StmtT *)>
static void apply(Point &P, const Stmt *S) {
  Rule(P, cast<StmtT>(S));
}

template <typename StmtT> static void ruleForZero(Point &P, const StmtT *S) {
  transferZero(P, S);
}

/// One row for each kind of statement that has a rule.
static constexpr HandlerTable makeTable() {
  HandlerTable T{};
#define ROW(CLASS, NODE, RULE) T[Stmt::CLASS##Class] = apply<NODE, RULE>
  ROW(DeclRefExpr, DeclRefExpr, transferDeclRef);
  ROW(CXXThisExpr, CXXThisExpr, transferThis);
  ROW(MemberExpr, MemberExpr, transferMember);
  ROW(ImplicitCastExpr, CastExpr, transferCast);
  ROW(CStyleCastExpr, CastExpr, transferCast);
  ROW(CXXStaticCastExpr, CastExpr, transferCast);
  ROW(CXXFunctionalCastExpr, CastExpr, transferCast);
  ROW(UnaryOperator, UnaryOperator, transferUnary);
  ROW(BinaryOperator, BinaryOperator, transferBinary);
  ROW(CompoundAssignOperator, BinaryOperator, transferBinary);
  ROW(ConditionalOperator, ConditionalOperator, transferConditional);
  ROW(IntegerLiteral, IntegerLiteral, transferLiteral);
  ROW(CXXBoolLiteralExpr, CXXBoolLiteralExpr, transferBool);
  ROW(StringLiteral, StringLiteral, transferString);
  ROW(CXXNullPtrLiteralExpr, CXXNullPtrLiteralExpr, transferNull);
  ROW(UnaryExprOrTypeTraitExpr, UnaryExprOrTypeTraitExpr, transferTrait);
  ROW(CXXScalarValueInitExpr, CXXScalarValueInitExpr, ruleForZero);
  ROW(ImplicitValueInitExpr, ImplicitValueInitExpr, ruleForZero);
  ROW(CXXDefaultArgExpr, CXXDefaultArgExpr, transferDefaultArgument);
  ROW(CXXDefaultInitExpr, CXXDefaultInitExpr, transferDefaultInit);
  ROW(CXXStdInitializerListExpr, CXXStdInitializerListExpr,
      transferInitializerList);
  ROW(ArraySubscriptExpr, ArraySubscriptExpr, transferSubscript);
  ROW(CallExpr, CallExpr, transferCall);
  ROW(CXXMemberCallExpr, CallExpr, transferCall);
  ROW(CXXOperatorCallExpr, CallExpr, transferCall);
  ROW(UserDefinedLiteral, CallExpr, transferCall);
  ROW(CXXConstructExpr, CXXConstructExpr, transferConstruct);
  ROW(CXXTemporaryObjectExpr, CXXConstructExpr, transferConstruct);
  ROW(InitListExpr, InitListExpr, transferInitList);
  ROW(LambdaExpr, LambdaExpr, transferLambda);
  ROW(DeclStmt, DeclStmt, transferDeclaration);
  ROW(ReturnStmt, ReturnStmt, transferReturn);
#undef ROW
  return T;
}

void transfer(Point &P, const Stmt *S) {
  static constexpr HandlerTable Table = makeTable();
  if (Handler Rule = Table[S->getStmtClass()])
    Rule(P, S);
}

static void evaluateBelow(Point &P, const Stmt *S, unsigned Depth) {
  if (!S || Depth > MaxTreeDepth)
    return;
  if (!isa<LambdaExpr, UnaryExprOrTypeTraitExpr>(S))
    for (const Stmt *Child : S->children())
      evaluateBelow(P, Child, Depth + 1);
  transfer(P, S);
}

void evaluateTree(Point &P, const Expr *E) { evaluateBelow(P, E, 0); }

} // namespace shapetidy

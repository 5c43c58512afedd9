//===-- Transfer.cpp - What one expression or statement does to the state -===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Transfer.h"
#include "checks/engine/Branches.h"
#include "checks/engine/Containers.h"
#include "checks/engine/Effects.h"
#include "checks/engine/Integers.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Operations.h"
#include "checks/engine/StatementKinds.h"
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

void setUnknown(Point &P, const Expr *E) {
  setValue(
      P, E,
      E->isLValue() && !isSizeInteger(E->getType())
          ? carriedBy(P, E->getType(), E->getSourceRange())
          : unknownOf(P, E->getType(), E, textOf(P, E), E->getSourceRange()));
}

static void transferDeclRef(Point &P, const DeclRefExpr *Ref) {
  const ValueDecl *Decl = Ref->getDecl();
  if (auto Constant = P.S.Models->constantValue(Decl, P.S.Sizes))
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

/// A data member that a model says something of: `A.n_rows`.
static bool transferModelled(Point &P, const MemberExpr *Member) {
  const ModelRow *Row = isa<FieldDecl>(Member->getMemberDecl())
                            ? P.S.Models->findMember(Member->getMemberDecl())
                            : nullptr;
  if (!Row)
    return false;
  CallSite Site;
  Site.Whole = Member;
  Site.Receiver = Member->getBase();
  transferOperation(P, Site, *Row);
  return true;
}

static void transferMember(Point &P, const MemberExpr *Member) {
  // A number is a place until it is read.
  if (!Member->getType()->isArithmeticType() && transferModelled(P, Member))
    return;
  if (isa<VarDecl>(Member->getMemberDecl()))
    return setPlace(P, Member, placeOfVariable(P, Member->getMemberDecl()));
  const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
  if (!Field)
    return;
  const Expr *Base = Member->getBase();
  // A pointer's place is what it points to.
  bool IsThis = isa<CXXThisExpr>(stripped(Base));
  const Place *Object = placeOf(P, IsThis ? stripped(Base) : Base);
  bool IsPair = Object && Field->getParent()->isInStdNamespace() &&
                !read(P, *Object, Base->getType()).elements().empty();
  if (Object && !IsPair)
    return setPlace(P, Member, Object->field(Field));
  // `it->second`
  bool IsOperator = isa<CXXOperatorCallExpr>(stripped(Base));
  Value Owner = Member->isArrow() && !IsOperator ? Value() : valueOf(P, Base);
  // The halves of a pair.
  if (unsigned Index = Field->getFieldIndex(); Index < Owner.elements().size())
    return setValue(P, Member, Owner.elements()[Index]);
  setValue(P, Member, readField(P, Owner, Field));
}

/// A loop counter has not passed its first value.
static void learnCounter(Point &P, const ValueDecl *Variable,
                         const Value &Read) {
  std::optional<Counters::Bound> Bound = P.F.counters().boundOf(Variable);
  if (!Bound || !Read.asInteger())
    return;
  Origin From =
      P.origin(Origin::Source::Declaration, Variable->getSourceRange());
  P.Env.Facts = P.Env.Facts.with(
      {{*Read.asInteger(), Bound->Rel, P.S.Sizes.constant(Bound->First)},
       From});
}

static void transferRead(Point &P, const CastExpr *Cast) {
  const auto *Member = dyn_cast<MemberExpr>(Cast->getSubExpr()->IgnoreParens());
  if (Member && transferModelled(P, Member))
    return setValue(P, Cast, valueOf(P, Member));
  const Place *At = placeOf(P, Cast->getSubExpr());
  bool IsVariable = At && At->Variable && At->Path.empty();
  if (Cast->getType()->isPointerType() && IsVariable)
    if (const Place *Target = P.Env.aliasOf(At->Variable))
      return setPlace(P, Cast, Place(*Target));
  Value Read = valueOf(P, Cast->getSubExpr());
  if (Read.isUnknown() && isSizeInteger(Cast->getType())) {
    Read = unknownOf(P, Cast->getType(), Cast, textOf(P, Cast),
                     Cast->getSourceRange());
    // Asked again, it is still the same number.
    if (IsVariable) {
      write(P, Place(*At), Read);
      learnCounter(P, At->Variable, Read);
    }
  }
  setValue(P, Cast, std::move(Read));
}

static void transferCast(Point &P, const CastExpr *Cast) {
  switch (Cast->getCastKind()) {
  case CK_LValueToRValue:
    return transferRead(P, Cast);
  case CK_IntegralCast:
    if (Value Number = valueOf(P, Cast->getSubExpr()); Number.asInteger())
      return setValue(P, Cast, converted(P, Number, Cast));
    break;
  case CK_NullToPointer:
    return setValue(P, Cast, Value::none());
  case CK_FloatingToIntegral:
  case CK_Dependent:
    if (isSizeInteger(Cast->getType()))
      return setUnknown(P, Cast);
    break;
  default:
    break;
  }
  // Everything else carries its operand; what it was before is outdated.
  P.F.Values.erase(Cast);
  P.F.Places.erase(Cast);
}

/// Stores the result of an operator that names its operand as the target.
static void store(Point &P, const Expr *Whole, const Expr *Target,
                  const Place *At, Value New) {
  QualType Type = Target->getType();
  if (!At) {
    if (!writeElement(P, Target, New))
      writeSomewhere(P, Type, Target, Whole);
    return;
  }
  writeShared(P, *At, Type, Whole);
  write(P, *At, std::move(New));
}

static void step(Point &P, const UnaryOperator *Unary, BinaryOperatorKind Op) {
  const Expr *Operand = Unary->getSubExpr();
  const Place *At = placeOf(P, Operand);
  std::optional<Place> To = At ? std::optional<Place>(*At) : std::nullopt;
  if (Operand->getType()->isPointerType()) {
    if (To)
      retarget(P, *To, Operand->getType(), nullptr);
    return setValue(P, Unary, Value());
  }
  Value Old = valueOf(P, Operand);
  Value New = integerOperation(P, Op, Old, Value::integer(P.S.Sizes.one()));
  store(P, Unary, Operand, To ? &*To : nullptr, std::move(New));
  if (Unary->isPrefix() && To)
    setPlace(P, Unary, std::move(*To));
  else
    setValue(P, Unary, Unary->isPrefix() ? Value() : std::move(Old));
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
    return transferDereference(P, Unary);
  case UO_AddrOf:
    return transferAddressOf(P, Unary);
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

/// `a op b` as a number; unknown where it has no symbolic form. A division
/// that went well had a divisor.
static Value operated(Point &P, const BinaryOperator *Binary) {
  Value Left = valueOf(P, Binary->getLHS()),
        Right = valueOf(P, Binary->getRHS());
  BinaryOperatorKind Op = Binary->getOpcode();
  learnDivisor(P, Op, Right, Binary);
  Value Result = integerOperation(P, Op, Left, Right);
  bool MayWrap = (Op == BO_Sub || Op == BO_SubAssign) &&
                 Binary->getType()->isUnsignedIntegerType();
  if (MayWrap && !knownNonNegative(P, Result))
    return Value();
  return Result;
}

static void transferAssign(Point &P, const BinaryOperator *Binary) {
  const Expr *Left = Binary->getLHS();
  const Place *At = placeOf(P, Left);
  std::optional<Place> To = At ? std::optional<Place>(*At) : std::nullopt;
  if (Left->getType()->isFunctionPointerType() && To) {
    assign(P, *To, Left->getType(), valueOf(P, Binary->getRHS()),
           Binary->getRHS());
    return setPlace(P, Binary, std::move(*To));
  }
  if (Left->getType()->isPointerType() &&
      !P.S.Models->isHandle(Left->getType())) {
    if (To)
      retarget(P, *To, Left->getType(),
               Binary->getOpcode() == BO_Assign ? Binary->getRHS() : nullptr);
    return To ? setPlace(P, Binary, std::move(*To))
              : setValue(P, Binary, Value());
  }
  Value New = Binary->getOpcode() == BO_Assign ? valueOf(P, Binary->getRHS())
                                               : operated(P, Binary);
  if (New.isUnknown())
    New = unknownOf(P, Left->getType(), Binary, textOf(P, Left),
                    Binary->getSourceRange());
  store(P, Binary, Left, To ? &*To : nullptr, New);
  if (To)
    return setPlace(P, Binary, std::move(*To));
  setValue(P, Binary, std::move(New));
}

static void transferBinary(Point &P, const BinaryOperator *Binary) {
  if (Binary->getOpcode() == BO_Comma)
    return setSame(P, Binary, Binary->getRHS());
  if (Binary->isAssignmentOp())
    return transferAssign(P, Binary);
  Value Result = operated(P, Binary);
  // Flags such as CV_8UC3 are put together from bits.
  bool IsBits =
      Binary->isShiftOp() || Binary->isBitwiseOp() || Binary->isAdditiveOp();
  if (Result.isUnknown() && IsBits && isSizeInteger(Binary->getType()))
    Result = constantInteger(P, Binary);
  if (Result.isUnknown())
    return setUnknown(P, Binary);
  setValue(P, Binary, std::move(Result));
}

static void transferConditional(Point &P,
                                const AbstractConditionalOperator *Choice) {
  // In `a ?: b` the first is a stand-in for the condition.
  const auto *Gnu = dyn_cast<BinaryConditionalOperator>(Choice);
  const Expr *First = Gnu ? Gnu->getCommon() : Choice->getTrueExpr();
  const Expr *Condition = Gnu ? Gnu->getCommon() : Choice->getCond();
  if (std::optional<bool> Holds = decided(P, Condition))
    return setSame(P, Choice, *Holds ? First : Choice->getFalseExpr());
  Value Joined =
      Value::join(valueOf(P, First), valueOf(P, Choice->getFalseExpr()));
  // The side that is never taken was not evaluated.
  bool Constant;
  if (Joined.isUnknown() && !Choice->getCond()->isValueDependent() &&
      Choice->getCond()->EvaluateAsBooleanCondition(Constant, P.S.Context))
    Joined = valueOf(P, Constant ? First : Choice->getFalseExpr());
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

static void transferNull(Point &P, const Expr *Null) {
  setValue(P, Null, Value::none());
}

static void transferTrait(Point &P, const Expr *Trait) {
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
  Value Item = elementRead(P, Subscript);
  if (Item.isUnknown())
    return setUnknown(P, Subscript);
  setValue(P, Subscript, std::move(Item));
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
  ROW(CXXConstCastExpr, CastExpr, transferCast);
  ROW(CXXReinterpretCastExpr, CastExpr, transferCast);
  ROW(CXXDynamicCastExpr, CastExpr, transferCast);
  ROW(UnaryOperator, UnaryOperator, transferUnary);
  ROW(BinaryOperator, BinaryOperator, transferBinary);
  ROW(CompoundAssignOperator, BinaryOperator, transferBinary);
  ROW(ConditionalOperator, AbstractConditionalOperator, transferConditional);
  ROW(BinaryConditionalOperator, AbstractConditionalOperator,
      transferConditional);
  ROW(IntegerLiteral, IntegerLiteral, transferLiteral);
  ROW(CXXBoolLiteralExpr, CXXBoolLiteralExpr, transferBool);
  ROW(StringLiteral, StringLiteral, transferString);
  ROW(CXXNullPtrLiteralExpr, Expr, transferNull);
  ROW(GNUNullExpr, Expr, transferNull);
  ROW(UnaryExprOrTypeTraitExpr, Expr, transferTrait);
  ROW(SizeOfPackExpr, Expr, transferTrait);
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
  ROW(CXXParenListInitExpr, CXXParenListInitExpr, transferParenList);
  ROW(LambdaExpr, LambdaExpr, transferLambda);
  ROW(DeclStmt, DeclStmt, transferDeclaration);
  ROW(ReturnStmt, ReturnStmt, transferReturn);
  ROW(StmtExpr, StmtExpr, transferStmtExpr);
  ROW(ArrayInitLoopExpr, ArrayInitLoopExpr, transferArrayCopy);
  ROW(CXXNewExpr, CXXNewExpr, transferNew);
  ROW(AttributedStmt, AttributedStmt, transferAttributed);
  ROW(GCCAsmStmt, AsmStmt, transferAsm);
  ROW(MSAsmStmt, AsmStmt, transferAsm);
#undef ROW
  return T;
}

static constexpr HandlerTable Handlers = makeTable();

bool hasRule(Stmt::StmtClass Class) { return Handlers[Class] != nullptr; }

void transfer(Point &P, const Stmt *S) {
  if (Handler Rule = Handlers[S->getStmtClass()])
    return Rule(P, S);
  if (kindOf(S->getStmtClass()) == StatementKind::Transparent)
    return;
  forgetReachable(P, S);
  if (const auto *E = dyn_cast<Expr>(S))
    setValue(P, E, Value());
}

static void evaluateBelow(Point &P, const Stmt *S, unsigned Depth) {
  if (Depth > MaxTreeDepth)
    P.S.Budgets.add(BudgetHit::Nesting);
  if (!S || Depth > MaxTreeDepth)
    return;
  if (!isa<LambdaExpr, UnaryExprOrTypeTraitExpr>(S))
    for (const Stmt *Child : S->children())
      evaluateBelow(P, Child, Depth + 1);
  transfer(P, S);
}

void evaluateTree(Point &P, const Expr *E) { evaluateBelow(P, E, 0); }

} // namespace shapetidy

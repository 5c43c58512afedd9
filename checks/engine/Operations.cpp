//===-- Operations.cpp - Calls of modelled library functions --------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Operations.h"
#include "checks/engine/Buffers.h"
#include "checks/engine/Contracts.h"
#include "checks/engine/Effects.h"
#include "checks/engine/Matching.h"
#include "checks/engine/Memory.h"
#include "checks/engine/OperationFindings.h"
#include "checks/engine/SilentBroadcast.h"
#include "checks/engine/Transfer.h"
#include "checks/engine/Unproven.h"

namespace shapetidy {

static std::vector<Value> valuesOf(Point &P,
                                   llvm::ArrayRef<const clang::Expr *> Args) {
  std::vector<Value> Values;
  for (const clang::Expr *Arg : Args)
    Values.push_back(valueOf(P, Arg));
  return Values;
}

static const clang::CXXRecordDecl *classOfReceiver(const CallSite &Site) {
  if (!Site.Receiver)
    return nullptr;
  clang::QualType Type = Site.Receiver->IgnoreImpCasts()->getType();
  return Type->isPointerType() ? Type->getPointeeCXXRecordDecl()
                               : Type->getAsCXXRecordDecl();
}

static llvm::StringRef memberName(const CallSite &Site) {
  const auto *Member = llvm::dyn_cast<clang::MemberExpr>(Site.Whole);
  return Member && !Site.Callee && Member->getMemberDecl()->getIdentifier()
             ? Member->getMemberDecl()->getName()
             : "";
}

/// The answer of the model, from memory if the question is an old one.
static const OperationMemo &askModel(Point &P, const CallSite &Site,
                                     const ModelRow &Row,
                                     llvm::ArrayRef<const clang::Expr *> Args) {
  std::vector<Value> Values = valuesOf(P, Args);
  OperationMemo &Memo = P.F.Operations[Site.Whole];
  if (!Memo.Args.empty() && Memo.Args == Values && Memo.Before == P.Env.Facts) {
    P.Env.Facts = Memo.After;
    return Memo;
  }
  std::vector<std::string> Spellings;
  for (const clang::Expr *Arg : Args)
    Spellings.push_back(textOf(P, Arg));
  Memo.Before = P.Env.Facts;
  OperationContext Context = P.operationContext(Site.Whole->getSourceRange());
  std::vector<std::optional<Size>> Behind;
  for (const clang::Expr *Arg : Args)
    Behind.push_back(elementsBehind(P, Arg));
  auto IsLast = [&] { return P.F.temporaries().endWith(Site.Whole); };
  OperationInput Input{Values,           Spellings, classOfReceiver(Site),
                       memberName(Site), Behind,    IsLast};
  Memo.Outcome = applyModel(Row, Site.Callee, Input, Context);
  Memo.Args = std::move(Values);
  if (Memo.Outcome.Conflict)
    P.Env.Facts = Memo.Before;
  Memo.After = P.Env.Facts;
  return Memo;
}

static bool judge(Point &P, const CallSite &Site, const ModelRow &Row,
                  const OperationMemo &Memo,
                  llvm::ArrayRef<const clang::Expr *> Args) {
  const std::optional<OperationConflict> &Why = Memo.Outcome.Conflict;
  if (!Why) {
    reportTaught(P, Memo.Before, Site.Whole, Site.name());
    reportSilentBroadcast(P, Site, Row, Args, Memo.Args);
    return true;
  }
  if (isReportable(P, Why->Verdict))
    reportOperation(P, *Why, Site.Whole, Site.name(), Args, Memo.Args);
  else
    reportDoubtful(P, Why->Verdict, Site.Whole, Site.name());
  // The library throws.
  if (Why->Verdict.Answer == Verdict::Refuted)
    P.Env.fail();
  return false;
}

Value assignedValue(Point &P, const CallSite &Site, const ModelRow &Row,
                    Value Given) {
  llvm::SmallVector<const clang::Expr *, 6> Args = Site.operands();
  const OperationMemo &Memo = askModel(P, Site, Row, Args);
  Value Taken = Memo.Outcome.Result;
  if (!judge(P, Site, Row, Memo, Args))
    return Value();
  return Taken.isUnknown() ? Given : Taken;
}

/// A write that only says more about a value changes nothing at run time.
static bool isRefinement(const Value &Old, const Value &New) {
  return Value::join(Old, New) == Old;
}

/// What an object that stands for its argument is made of.
static const clang::Expr *referenced(Point &P, const clang::Expr *E) {
  const auto *Made = llvm::dyn_cast<clang::CXXConstructExpr>(stripped(E));
  return Made && Made->getNumArgs() > 0 &&
                 P.S.Models->isReferenceType(Made->getType())
             ? referenced(P, Made->getArg(0))
             : E;
}

static void writeOperand(Point &P, const CallSite &Site,
                         const clang::Expr *Operand, Value New) {
  Operand = referenced(P, Operand);
  const Place *At = placeOf(P, Operand);
  Value Old = valueOf(P, Operand);
  // A vector of numbers takes the elements, and is no array of ours.
  clang::QualType Held = stripped(Operand)->getType();
  if (Held->isPointerType() && !P.S.Models->isHandle(Held))
    Held = Held->getPointeeType();
  if (New.asArray() && !Old.asArray() && !P.S.Models->isArrayType(Held) &&
      !P.S.Models->isReferenceType(Held))
    New = Value();
  if (!At && !Old.isUnknown() && isRefinement(Old, New))
    return;
  if (!At) {
    clang::QualType Type = Operand->getType();
    if (Site.Callee && !onlyLooks(P.S, Site))
      writeSomewhere(P, Type->isPointerType() ? Type->getPointeeType() : Type,
                     Operand, Site.Whole);
    return;
  }
  Place To = *At;
  if (Old.isUnknown() || isRefinement(Old, New))
    return write(P, To, New);
  clang::QualType Type = Operand->getType();
  // The receiver of `p->f()` is a pointer.
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  assign(P, To, Type, New, Site.Whole);
  if (Old.asArray() || Old.asRecord())
    forgetHandles(P, {Old, P.S.Models->ownsArray(Held)}, To);
}

/// An array that a call without a conflict took has the axes that it takes.
static void learnOperands(Point &P, const OperationMemo &Memo,
                          llvm::ArrayRef<const clang::Expr *> Args) {
  for (const auto &[Index, Shown] : Memo.Outcome.Shown) {
    if (Index >= Args.size())
      continue;
    Value Old = valueOf(P, Args[Index]);
    const Place *At = placeOf(P, Args[Index]);
    if (At && isRefinement(Old, Shown))
      write(P, Place(*At), Shown);
  }
}

void transferOperation(Point &P, const CallSite &Site, const ModelRow &Row) {
  llvm::SmallVector<const clang::Expr *, 6> Args = Site.operands();
  // A copy: writing evaluates, and evaluating may ask models.
  OperationMemo Memo = askModel(P, Site, Row, Args);
  Value Result = Memo.Outcome.Result;
  // What the type alone says of a wrong call's result (an Eigen product with
  // one column) could only repeat the mistake.
  if (!judge(P, Site, Row, Memo, Args))
    Result = P.S.Models->isArrayType(Site.Whole->getType())
                 ? Value::array(ArrayValue())
                 : Value();
  else {
    learnOperands(P, Memo, Args);
    for (const auto &[Index, New] : Memo.Outcome.Writes)
      if (Index < Args.size())
        writeOperand(P, Site, Args[Index], New);
  }
  if (Result.isUnknown())
    Result = unknownOf(P, Site.Whole->getType(), Site.Whole,
                       textOf(P, Site.Whole), Site.Whole->getSourceRange());
  setValue(P, Site.Whole, std::move(Result));
  if (std::optional<unsigned> Same = Memo.Outcome.Same;
      Same && *Same < Args.size())
    setSame(P, Site.Whole, Args[*Same]);
}

} // namespace shapetidy

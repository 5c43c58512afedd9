//===-- Contracts.cpp - Calls of annotated functions ----------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Contracts.h"
#include "checks/engine/Claims.h"
#include "checks/engine/ClangCompat.h"
#include "checks/engine/Containers.h"
#include "checks/engine/Effects.h"
#include "checks/engine/HandOver.h"
#include "checks/engine/Iterators.h"
#include "checks/engine/Judgement.h"
#include "checks/engine/Memory.h"
#include "checks/engine/ModelRow.h"
#include "checks/engine/Owners.h"
#include "checks/engine/SmartPointers.h"
#include "checks/engine/Unproven.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace shapetidy {

static const EffectiveAnnotation *itemOf(const Contract &Promise,
                                         unsigned Item) {
  if (Item == AxisSite::ReturnItem)
    return Promise.Result;
  return Item < Promise.Params.size() ? Promise.Params[Item] : nullptr;
}

static const NamedDecl *scopeOf(const Contract &Promise,
                                const FunctionDecl *Callee, unsigned Item) {
  if (Promise.Callable)
    return Promise.Callable;
  return Item < Callee->getNumParams() ? Callee->getParamDecl(Item)
                                       : static_cast<const NamedDecl *>(Callee);
}

/// The axis names of its object, for a method.
static Bindings namesForCall(const Contract &Promise, const Value &Object) {
  return Promise.ClassScope ? namesOf(Object) : Bindings();
}

static void reportArgument(Point &P, const CallSite &Site,
                           const Contract &Promise, const Conflict &Why,
                           const CallOutcome &Outcome) {
  Subject Blamed;
  Blamed.What = Site.IsHandOver ? Subject::Kind::HandedParameter
                                : Subject::Kind::Argument;
  Blamed.Function = Site.name();
  Blamed.Says = itemOf(Promise, Why.Item);
  bool HasArgument = Why.Item < Site.Args.size();
  Blamed.Blamed = HasArgument ? Site.Args[Why.Item] : Site.Whole;
  if (HasArgument) {
    Blamed.Got = Outcome.Args[Why.Item];
    if (!Promise.Callable && Why.Item < Site.Callee->getNumParams())
      Blamed.Name = Site.Callee->getParamDecl(Why.Item)->getNameAsString();
    if (Promise.Callable && Site.IsHandOver)
      Blamed.Name = std::to_string(Why.Item + 1);
    if (Blamed.Name.empty())
      Blamed.Name = textOf(P, Blamed.Blamed);
  }
  auto Says = [&](unsigned Item) { return itemOf(Promise, Item); };
  auto Argument = [&](unsigned Item) -> const Expr * {
    bool IsWritten = Item < Site.Args.size() && !Site.IsHandOver;
    return IsWritten ? Site.Args[Item] : nullptr;
  };
  reportConflict(P, Why, Blamed, {Says, Argument});
}

/// None values are outside of what a call matches all at once.
static MatchResult matchNones(Unifier &Match, const Contract &Promise,
                              llvm::ArrayRef<Value> Args) {
  for (const auto &[Item, Got] : llvm::enumerate(Args))
    if (const EffectiveAnnotation *Says = itemOf(Promise, Item))
      if (Got.isNone())
        if (MatchResult R = Match.matchNone(*Says->Type, Item);
            R.Answer == MatchAnswer::Conflicts)
          return R;
  return MatchResult();
}

/// Callables among the arguments, for which there are callable contracts.
static void handOverArguments(Point &P, const CallSite &Site,
                              const Contract &Promise) {
  for (unsigned I = 0; I < Promise.Params.size() && I < Site.Args.size(); ++I)
    if (Promise.Params[I] && opensCallables(*Promise.Params[I]->Type))
      checkHandedOver(P, {*Promise.Params[I], scopeOf(Promise, Site.Callee, I),
                          Site.parameterType(I), Site.Args[I]});
}

CallOutcome matchArguments(Point &P, const CallSite &Site,
                           const Contract &Promise, const Value &Object) {
  CallOutcome Outcome;
  llvm::SmallVector<const TypeSyntax *, 6> Types;
  llvm::SmallVector<TreeValue, 6> Trees;
  for (unsigned I = 0; I < Promise.Params.size(); ++I) {
    Value Got = I < Site.Args.size() ? valueOf(P, Site.Args[I]) : Value();
    const EffectiveAnnotation *Says = Promise.Params[I];
    Types.push_back(Says ? Says->Type.get() : nullptr);
    Trees.push_back(Says && !Got.isNone()
                        ? asMatched(P, Got, Site.parameterType(I), *Says->Type)
                        : TreeValue());
    Outcome.Args.push_back(std::move(Got));
  }
  auto Scope = [&](unsigned Item) {
    return scopeOf(Promise, Site.Callee, Item);
  };
  auto Says = [&](unsigned Item) { return itemOf(Promise, Item); };
  OperandContext Operands{Outcome.Args, Object, Scope, Says};
  auto Resolve = [&](const OperandExpr &Operand, unsigned Item) {
    return evaluateOperand(P, Operand, Item, Operands);
  };
  FactSet Before = P.Env.Facts;
  Unifier Match(P.S.Sizes, P.S.Decide, P.Env.Facts, unifierOptions(P));
  Match.bindings() = namesForCall(Promise, Object);
  MatchResult Result = matchNones(Match, Promise, Outcome.Args);
  if (Result.Answer == MatchAnswer::Fits)
    Result = Match.matchCall(
        Types, llvm::ArrayRef<TreeValue>(Trees), Resolve,
        P.origin(Origin::Source::Operation, Site.Whole->getSourceRange()));
  handOverArguments(P, Site, Promise);
  for (unsigned I = 0; P.S.Claims && I < Promise.Params.size(); ++I) {
    bool IsOther = Result.Answer == MatchAnswer::Conflicts && Result.Why &&
                   Result.Why->Item != I;
    if (Promise.Params[I] && !IsOther)
      recordClaim(P, *Promise.Params[I], Site.Callee->getParamDecl(I), Result,
                  Outcome.Args[I]);
  }
  Outcome.Names = Match.bindings();
  bool Conflicts = Result.Answer == MatchAnswer::Conflicts && Result.Why;
  Outcome.Fits = !Conflicts;
  if (!Conflicts) {
    reportTaught(P, Before, Site.Whole, Site.name());
    return Outcome;
  }
  P.Env.Facts = std::move(Before);
  if (isReportable(P, Result.Why->Verdict))
    reportArgument(P, Site, Promise, *Result.Why, Outcome);
  else
    reportDoubtful(P, Result.Why->Verdict, Site.Whole, Site.name());
  return Outcome;
}

/// Not bound to anything that is known.
static bool isOpen(const Axis &A, const Bindings &Names) {
  switch (A.Kind) {
  case AxisKind::Anonymous:
  case AxisKind::AnonymousVariadic:
    return true;
  case AxisKind::Named:
    return !Names.Single.contains(A.Name);
  case AxisKind::NamedVariadic:
    return !Names.Variadic.contains(A.Name);
  case AxisKind::Fixed:
  case AxisKind::Symbolic:
    return false;
  }
  return false;
}

bool leavesOpen(const Contract &Promise, const Bindings &Names) {
  if (!Promise.Result || !Promise.Result->Type ||
      Promise.Result->Type->What != TypeSyntax::Kind::Array)
    return false;
  return llvm::any_of(Promise.Result->Type->Shape.Axes,
                      [&](const Axis &A) { return isOpen(A, Names); });
}

/// Binds the names that only the result has to what the body gives back. False
/// if that breaks the promise, as is reported in the body.
static bool bindByBody(Point &P, const Demand &D, const Value &InBody,
                       Bindings &Names) {
  Bindings Shown = Names;
  if (!InBody.asArray() || matchValue(P, D, InBody, Shown).Why)
    return false;
  for (const Axis &A : D.Says.Type->Shape.Axes) {
    auto At = Shown.Single.find(A.Name);
    if (A.Kind == AxisKind::Named && At != Shown.Single.end() &&
        At->second.Definite && At->second.Length)
      Names.Single.try_emplace(A.Name, At->second);
    auto Row = Shown.Variadic.find(A.Name);
    if (A.Kind == AxisKind::NamedVariadic && Row != Shown.Variadic.end() &&
        Row->second.Axes.rank())
      Names.Variadic.try_emplace(A.Name, Row->second);
  }
  return true;
}

Value resultOf(Point &P, const CallSite &Site, const Contract &Promise,
               const Value &Object, CallOutcome &Outcome, const Value &InBody) {
  QualType Type = Site.resultType();
  std::string Name = textOf(P, Site.Whole);
  SourceRange Where = Site.Whole->getSourceRange();
  if (!Outcome.Fits && P.S.Models->isArrayType(Type.getNonReferenceType()))
    return Value::array(ArrayValue());
  if (!Promise.Result || !Outcome.Fits)
    return unknownOf(P, Type, Site.Whole, Name, Where);
  auto Scope = [&](unsigned Item) {
    return scopeOf(Promise, Site.Callee, Item);
  };
  auto Says = [&](unsigned Item) { return itemOf(Promise, Item); };
  OperandContext Operands{Outcome.Args, Object, Scope, Says};
  Origin From = P.origin(Origin::Source::Annotation, Where);
  Demand D{*Promise.Result, Type, AxisSite::ReturnItem, Operands, From};
  bool IsKept = bindByBody(P, D, InBody, Outcome.Names);
  bindFreshNames(P, *Promise.Result->Type, Outcome.Names, Site.Whole, From);
  Value Result = promised(P, D, Outcome.Names, FreshNames::Unknown);
  if (IsKept && Result.asArray())
    Result = meet(Result, InBody);
  return Result.isUnknown() ? unknownOf(P, Type, Site.Whole, Name, Where)
                            : Result;
}

/// May the callee write through this parameter?
static bool mayWrite(QualType Type) {
  if (Type.isNull())
    return false;
  if (Type->isLValueReferenceType() || Type->isPointerType())
    return !Type->getPointeeType().isConstQualified();
  return false;
}

/// A parameter that is written holds what its annotation says afterwards.
static void rewrite(Point &P, const CallSite &Site, const Contract &Promise,
                    unsigned Index, const Value &Object, CallOutcome &Outcome) {
  const Place *At = placeOf(P, Site.Args[Index]);
  if (!At)
    return;
  Place To = *At;
  const EffectiveAnnotation *Annotation = itemOf(Promise, Index);
  const EffectiveAnnotation *Output =
      Index < Promise.Outputs.size() ? Promise.Outputs[Index] : nullptr;
  if (Output)
    Annotation = Output;
  if (!Annotation || !Outcome.Fits)
    return forget(P, To, Site.Whole);
  auto Scope = [&](unsigned Item) {
    return scopeOf(Promise, Site.Callee, Item);
  };
  auto Says = [&](unsigned Item) {
    return Output ? Output : itemOf(Promise, Item);
  };
  OperandContext Operands{Outcome.Args, Object, Scope, Says};
  Origin From =
      P.origin(Origin::Source::Annotation, Site.Args[Index]->getSourceRange());
  if (Output)
    bindFreshNames(P, *Output->Type, Outcome.Names, Site.Whole, From);
  Demand D{*Annotation, Site.parameterType(Index), Index, Operands, From};
  write(P, To, promised(P, D, Outcome.Names, FreshNames::Unknown));
}

bool onlyLooks(Session &S, const CallSite &Site) {
  for (llvm::StringRef Name : {"reveal", "expect", "assume"})
    if (isNamed(Site.Callee, "shape", Name))
      return true;
  for (llvm::StringRef Name : {"move", "forward"})
    if (isNamed(Site.Callee, "std", Name))
      return true;
  const ModelRow *Row = Site.Callee ? S.Models->find(Site.Callee) : nullptr;
  if (!Row || !Row->Writes.empty() || Site.Callee->isOverloadedOperator())
    return false;
  std::string Name = Site.name();
  return !llvm::StringRef(Name).contains("resize") &&
         !llvm::StringRef(Name).ends_with("_");
}

namespace {
/// Finds out whether a method may give annotated fields other sizes.
struct FieldWriteSearch {
  Session &S;
  llvm::SmallPtrSet<const FunctionDecl *, 8> Seen;

  bool inFunction(const FunctionDecl *Function) {
    const FunctionDecl *Definition = nullptr;
    if (!Function->hasBody(Definition))
      return true;
    if (!Seen.insert(Definition).second)
      return false;
    return inStatement(Definition->getBody(), 0);
  }

  bool touchesObject(const Expr *E) {
    E = stripped(E);
    if (isa<CXXThisExpr>(E))
      return true;
    if (const auto *Unary = dyn_cast<UnaryOperator>(E))
      return Unary->getOpcode() == UO_Deref &&
             touchesObject(Unary->getSubExpr());
    const auto *Member = dyn_cast<MemberExpr>(E);
    return Member && touchesObject(Member->getBase()) &&
           S.isInteresting(Member->getType());
  }

  bool inCall(const CallExpr *Call) {
    CallSite Site = callSiteOf(Call);
    if (onlyLooks(S, Site))
      return false;
    for (unsigned I = 0; I < Site.Args.size(); ++I)
      if (mayWrite(Site.parameterType(I)) && touchesObject(Site.Args[I]))
        return true;
    const CXXMethodDecl *Method = Site.method();
    if (!Method || Method->isConst() || !Site.Receiver ||
        !touchesObject(Site.Receiver))
      return false;
    return !isa<CXXThisExpr>(stripped(Site.Receiver)) || inFunction(Method);
  }

  bool inStatement(const Stmt *Body, unsigned Depth) {
    // Deeper than anybody writes: assume the worst.
    if (!Body || Depth > 200)
      return Body != nullptr;
    if (const auto *Call = dyn_cast<CallExpr>(Body); Call && inCall(Call))
      return true;
    for (const Stmt *Child : Body->children())
      if (Child && inStatement(Child, Depth + 1))
        return true;
    return false;
  }
};
} // namespace

/// libtorch's in-place methods are const; these give an array other sizes.
static bool resizesInPlace(const CallSite &Site) {
  static constexpr llvm::StringLiteral Names[] = {
      "resize_",   "resize_as_", "set_",       "set_data",
      "squeeze_",  "unsqueeze_", "t_",         "transpose_",
      "swapaxes_", "swapdims_",  "as_strided_"};
  return Site.Callee->getDeclName().isIdentifier() &&
         llvm::is_contained(Names, Site.Callee->getName());
}

/// Does it stand for an element of a container?
static bool isElement(const Expr *Object) {
  const auto *Call = dyn_cast<CallExpr>(stripped(Object));
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  if (!Callee)
    return isa<ArraySubscriptExpr>(stripped(Object));
  OverloadedOperatorKind Operator = Callee->getOverloadedOperator();
  return Operator == OO_Star || Operator == OO_Arrow || isItemAccess(Callee) ||
         isFrontAccess(Callee) || isBackAccess(Callee);
}

static void affectReceiver(Point &P, const CallSite &Site) {
  const CXXMethodDecl *Method = Site.method();
  const Place *Behind =
      Method && Site.Receiver &&
              P.S.Models->isReferenceType(Site.Receiver->getType())
          ? placeOf(P, Site.Receiver)
          : nullptr;
  if (Behind)
    return forget(P, Place(*Behind), Site.Whole);
  if (Method && Site.Receiver && resizesInPlace(Site))
    if (const Place *At = placeOf(P, Site.Receiver)) {
      Place To = *At;
      Value Old = valueOf(P, Site.Receiver);
      forget(P, To, Site.Whole);
      if (Old.asArray())
        forgetHandles(P, {Old}, To);
      return;
    }
  if (!Method || Method->isConst() || !Site.Receiver ||
      isa<CXXConstructorDecl>(Method) || keepsModule(Method))
    return;
  const Place *At = placeOf(P, Site.Receiver);
  // What others may change of a shared object is not known of an element.
  if (!At && !isOwnersArrow(Site.Receiver) && isElement(Site.Receiver))
    writeSomewhere(P, canonicalType(Method->getParent()), Site.Receiver,
                   Site.Whole);
  if (!At)
    return;
  Place Object = *At;
  bool IsNew = P.S.Resizing.try_emplace(Method, true).second;
  if (IsNew) {
    FieldWriteSearch Search{P.S, {}};
    P.S.Resizing[Method] = Search.inFunction(Method);
  }
  Value Before = read(P, Object, QualType());
  forget(P, Object, Site.Whole, /*KeepNames=*/!P.S.Resizing[Method]);
  if (const Value After = read(P, Object, QualType()); After.asObject()) {
    ObjectValue Changed = *After.asObject();
    restoreKeptFields(P.S, Before, Changed);
    write(P, Object, Value::object(std::move(Changed)));
  }
}

/// A `const cv::_OutputArray &` is written through, unless it was made of what
/// is constant.
static bool mayWriteBehind(Point &P, const Expr *Arg) {
  Arg = stripped(Arg);
  if (!P.S.Models->isReferenceType(Arg->getType()))
    return false;
  const auto *Made = dyn_cast<CXXConstructExpr>(Arg);
  return !Made || Made->getConstructor()->getNumParams() == 0 ||
         mayWrite(Made->getConstructor()->getParamDecl(0)->getType());
}

void applyEffects(Point &P, const CallSite &Site, const Contract *Promise,
                  const Value &Object, CallOutcome *Outcome) {
  P.F.WroteUnknown = true;
  affectReceiver(P, Site);
  forgetIterated(P, Site);
  // Before the contract says what the arguments are afterwards.
  P.Env.forgetEscaped();
  for (unsigned I = 0; I < Site.Args.size(); ++I) {
    if (isa<CXXThisExpr>(stripped(Site.Args[I])))
      if (const Place *At = placeOf(P, stripped(Site.Args[I])))
        forget(P, Place(*At), Site.Whole, /*KeepNames=*/true);
    // A variadic function takes copies.
    QualType Type = Site.parameterType(I);
    bool IsDeclared = Site.Callee || !Type.isNull();
    if (IsDeclared && !mayWrite(Type) && !mayWriteBehind(P, Site.Args[I]))
      continue;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Site.Args[I]));
        Ref && isIterator(Ref->getType()) &&
        !(Site.Callee && Site.Callee->isInStdNamespace()))
      P.Env.dropAlias(cast<ValueDecl>(Ref->getDecl()->getCanonicalDecl()));
    if (Promise && Outcome)
      rewrite(P, Site, *Promise, I, Object, *Outcome);
    else if (const Place *At = placeOf(P, Site.Args[I]))
      forget(P, Place(*At), Site.Whole);
    else if (!Type.isNull())
      writeSomewhere(P, mayWrite(Type) ? Type->getPointeeType() : Type,
                     Site.Args[I], Site.Whole);
  }
}

Value withNames(Point &P, const Value &Object, const CXXRecordDecl *Class,
                const Bindings &Shown) {
  ObjectValue Named;
  if (const ObjectValue *Known = Object.asObject())
    Named = *Known;
  const ClassNames &Names = P.S.Contracts.namesOf(Class);
  for (const auto &Entry : Names.Single) {
    auto At = Shown.Single.find(Entry.getKey());
    if (At != Shown.Single.end() && At->second.isBound() && At->second.Length)
      Named.setName(Entry.getKey(), *At->second.Length);
  }
  for (const auto &Entry : Names.Variadic) {
    auto At = Shown.Variadic.find(Entry.getKey());
    if (At != Shown.Variadic.end())
      Named.setRow(Entry.getKey(), At->second.Axes);
  }
  return Value::object(std::move(Named));
}

} // namespace shapetidy

//===-- HandOver.cpp - Callables against callable contracts ---------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/HandOver.h"
#include "checks/engine/Callables.h"
#include "checks/engine/Containers.h"
#include "checks/engine/FindingArgs.h"
#include "checks/engine/Judgement.h"
#include "checks/engine/Matching.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Transfer.h"
#include "checks/engine/Trees.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;

namespace shapetidy {

/// Made-up expressions of one call; the last one stands for the whole.
static constexpr unsigned MaxUnwritten = 64;

namespace {
/// Puts back what the run of a call leaves in the frame.
class Undo {
public:
  explicit Undo(Frame &F)
      : F(F), WroteUnknown(F.WroteUnknown), WroteInvariant(F.WroteInvariant),
        NeverCameBack(F.NeverCameBack), Changed(F.ChangedInPlace),
        Collected(F.Collected) {}
  ~Undo() {
    F.WroteUnknown = WroteUnknown;
    F.WroteInvariant = WroteInvariant;
    F.NeverCameBack = NeverCameBack;
    F.ChangedInPlace = std::move(Changed);
    F.Collected = Collected;
  }

private:
  Frame &F;
  bool WroteUnknown, WroteInvariant, NeverCameBack;
  std::vector<ChangedArray> Changed;
  std::vector<Finding> *Collected;
};
} // namespace

Value askCallable(Point &P, const CallableValue &What,
                  const UnwrittenCall &Call, std::vector<Finding> &Found) {
  if (Call.Args.size() >= MaxUnwritten)
    return Value();
  Undo Restore(P.F);
  P.F.Collected = &Found;
  CallSite Site;
  Site.IsHandOver = true;
  Site.Called = calledText(P, Call.Given);
  unsigned First = Call.Number * MaxUnwritten;
  Site.Whole = madeUp(P, Call.Given, First + MaxUnwritten - 1, Call.Result,
                      Site.Called);
  for (unsigned I = 0; I < Call.Args.size(); ++I) {
    std::string Name = Call.Names.empty() ? "argument " + llvm::utostr(I + 1)
                                          : Call.Names[I];
    const Expr *Arg = madeUp(P, Call.Given, First + I, Call.Types[I], Name);
    setValue(P, Arg, Call.Args[I]);
    Site.Args.push_back(Arg);
  }
  callCallable(P, What, Site);
  return P.F.NeverCameBack ? Value() : valueOf(P, Site.Whole);
}

namespace {
/// One callable under one contract.
class HandOverCheck {
public:
  HandOverCheck(Point &P, const HandOver &H, const CallableContract &Wanted)
      : P(P), H(H), Wanted(Wanted), Scratch(P.Env),
        Inside{P.S, P.F, Scratch},
        Names(P.S.Sizes, P.S.Decide, Scratch.Facts, unifierOptions(P)) {}

  void run(const CallableValue &Given, const FunctionProtoType *Signature);

private:
  void renameShared();
  bool enterParameters(const FunctionProtoType &Signature);
  void result(const Value &Got, QualType Type);
  void report(std::vector<Finding> Found);

  Point &P;
  const HandOver &H;
  const CallableContract &Wanted;
  Environment Scratch; ///< what holds inside of the call
  Point Inside;
  Unifier Names;
  llvm::SmallVector<Value, 4> Args;
  llvm::SmallVector<QualType, 4> Types;
};
} // namespace

static std::string nameOf(const NamedDecl &On) {
  std::string Name = On.getNameAsString();
  const auto *Function = dyn_cast<FunctionDecl>(On.getDeclContext());
  return Name.empty() && Function ? Function->getNameAsString() : Name;
}

/// A name that the function here has too is told apart in messages: `f.n`.
void HandOverCheck::renameShared() {
  llvm::StringSet<> Mine;
  auto Rename = [&](const TypeSyntax &Type) {
    for (const Axis &A : Type.Shape.Axes)
      if (A.Kind == AxisKind::Named && !A.TreePath && !A.Broadcast &&
          P.Env.names().Single.contains(A.Name))
        Mine.insert(A.Name);
  };
  for (const EffectiveAnnotation *Param : Wanted.Promise.Params)
    if (Param)
      Rename(*Param->Type);
  for (llvm::StringRef Name : Mine.keys()) {
    Dim D{P.S.Sizes.symbol({nameOf(*H.On) + "." + Name.str(),
                            SymbolNature::Rigid, 1, Origin()}),
          Origin()};
    Names.bindings().Single[Name] = NameBinding::definite(D, AxisSite());
  }
}

bool HandOverCheck::enterParameters(const FunctionProtoType &Signature) {
  const auto &Params = Wanted.Promise.Params;
  if (Signature.getNumParams() != Params.size())
    return false;
  llvm::SmallVector<const TypeSyntax *, 4> Says;
  llvm::SmallVector<Origin, 4> From(Params.size());
  for (const EffectiveAnnotation *Param : Params)
    Says.push_back(Param ? Param->Type.get() : nullptr);
  auto Scope = [&](unsigned) { return Wanted.Promise.Callable; };
  auto Item = [&](unsigned I) {
    return I < Params.size() ? Params[I] : Wanted.Promise.Result;
  };
  OperandContext Operands{{}, Value(), Scope, Item};
  auto Resolve = [&](const OperandExpr &Operand, unsigned I) {
    return evaluateOperand(Inside, Operand, I, Operands);
  };
  renameShared();
  auto Arrays = Names.instantiateParameters(Says, Resolve, From);
  for (unsigned I = 0; I < Params.size(); ++I) {
    QualType Type = Signature.getParamType(I);
    Types.push_back(Type);
    if (!Says[I])
      Args.push_back(Value());
    else if (const CallableContract *Inner = P.S.Callables.of(*Params[I]))
      Args.push_back(callableKeeping(*Inner));
    else if (opensValues(*Says[I]))
      Args.push_back(promisedTree(Inside,
                                  {*Params[I], Type, I, Operands, From[I]},
                                  Names, FreshNames::Rigid, ""));
    else
      Args.push_back(declaredValue(Inside, Arrays[I], Type, *Says[I]));
  }
  return true;
}

void HandOverCheck::result(const Value &Got, QualType Type) {
  const EffectiveAnnotation *Promise = Wanted.Promise.Result;
  if (!Promise || Type->isVoidType())
    return;
  auto Scope = [&](unsigned) { return Wanted.Promise.Callable; };
  auto Says = [&](unsigned) { return Promise; };
  OperandContext Operands{{}, Value(), Scope, Says};
  Bindings Known = Names.bindings();
  MatchResult Result = matchValue(
      Inside, {*Promise, Type, AxisSite::ReturnItem, Operands, Origin()}, Got,
      Known);
  if (Result.Answer != MatchAnswer::Conflicts || !Result.Why)
    return;
  Subject Blamed{Subject::Kind::HandedResult, "result", calledText(P, H.Given), H.Given,
                 Got, Promise};
  auto Item = [&](unsigned I) {
    return I < Wanted.Promise.Params.size() ? Wanted.Promise.Params[I]
                                            : nullptr;
  };
  auto Argument = [](unsigned) -> const Expr * { return nullptr; };
  reportConflict(Inside, *Result.Why, Blamed, {Item, Argument});
}

void HandOverCheck::report(std::vector<Finding> Found) {
  FindingNote Note;
  Note.Code = NoteCode::CallableContract;
  Note.Args = {textArg(print(*Wanted.Type)), nameOf(*H.On)};
  CharSourceRange Range =
      Wanted.Whole->rangeOf(Wanted.Type->Where, 0, P.S.Context);
  Note.Where = Range.getBegin();
  Note.Ranges = {Range};
  for (Finding &F : Found) {
    if (Note.Where.isValid())
      F.Notes.push_back(Note);
    P.report(std::move(F));
  }
}

void HandOverCheck::run(const CallableValue &Given,
                        const FunctionProtoType *Signature) {
  if (!Signature || !enterParameters(*Signature))
    return;
  std::vector<Finding> Found;
  Value Got = askCallable(
      Inside, Given, {H.Given, Args, Types, Signature->getReturnType()}, Found);
  if (Found.empty()) {
    Undo Restore(P.F);
    P.F.Collected = &Found;
    result(Got, Signature->getReturnType());
  }
  report(std::move(Found));
}

static const FunctionProtoType *signatureOf(const CallableValue &Given) {
  bool IsFunction = Given.What == CallableValue::Form::Function &&
                    Given.Target && !Given.Target->isDependentContext();
  return IsFunction ? Given.Target->getType()->getAs<FunctionProtoType>()
                    : nullptr;
}

static void check(Point &P, const HandOver &H, const TypeSyntax &Type,
                  const Value &Held, QualType CppType, unsigned Depth) {
  if (const CallableContract *Wanted = P.S.Callables.of(H.Says, Type)) {
    std::optional<CallableValue> Given = callableOf(Held, CppType);
    if (!Given || Given->Says == Wanted)
      return;
    const FunctionProtoType *Signature = signatureOf(H.Declared);
    if (!Signature)
      Signature = signatureOf(CppType);
    if (!Signature)
      Signature = signatureOf(*Given);
    return HandOverCheck(P, H, *Wanted).run(*Given, Signature);
  }
  bool IsList = Type.What == TypeSyntax::Kind::List;
  if (!IsList || Depth > 3)
    return;
  QualType Element = elementType(P, CppType);
  for (const Value &Item : Held.elements())
    check(P, H, *Type.Items.front(), Item, Element, Depth + 1);
}

void checkHandedOver(Point &P, const HandOver &H) {
  // Only reports; what a call of the callable does to the state is up to
  // whoever calls it.
  if (!P.F.Reporting || !H.Given || !opensCallables(*H.Says.Type))
    return;
  check(P, H, *H.Says.Type, valueOf(P, H.Given),
        stripped(H.Given)->getType(), 0);
}

} // namespace shapetidy

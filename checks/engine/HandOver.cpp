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
#include "checks/engine/TreeTypes.h"
#include "checks/engine/Trees.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;

namespace shapetidy {

/// Made-up expressions of one call; the last one stands for the whole.
static constexpr unsigned MaxUnwritten = 64;
/// Containers of containers of callables.
static constexpr unsigned MaxNestedCallables = 6;

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
  Site.Whole =
      madeUp(P, Call.Given, First + MaxUnwritten - 1, Call.Result, Site.Called);
  for (unsigned I = 0; I < Call.Args.size(); ++I) {
    std::string Name =
        Call.Names.empty() ? "argument " + llvm::utostr(I + 1) : Call.Names[I];
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
      : P(P), H(H), Wanted(Wanted), Scratch(P.Env), Inside{P.S, P.F, Scratch},
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
  Subject Blamed{Subject::Kind::HandedResult,
                 "result",
                 calledText(P, H.Given),
                 H.Given,
                 Got,
                 Promise};
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

/// The class of the object that a method is called on, if it is called by a
/// pointer to it whose type \p Signature is.
static const CXXRecordDecl *objectOf(const CallableValue &Given,
                                     const FunctionProtoType &Signature) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Given.Target);
  bool HasObject = Given.What != CallableValue::Form::Function ||
                   !Given.Parts.empty() || !Method || Method->isStatic() ||
                   Method->getParent()->isLambda() ||
                   Method->getNumParams() != Signature.getNumParams();
  return HasObject ? nullptr : Method->getParent();
}

void HandOverCheck::run(const CallableValue &Given,
                        const FunctionProtoType *Signature) {
  if (!Signature || !enterParameters(*Signature))
    return;
  if (const CXXRecordDecl *Object = objectOf(Given, *Signature)) {
    Args.insert(Args.begin(), Value());
    Types.insert(Types.begin(), canonicalType(Object));
  }
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

static const FunctionProtoType *makeSignature(Point &P, QualType Result,
                                              llvm::ArrayRef<QualType> Params) {
  return P.S.Context
      .getFunctionType(Result, Params, FunctionProtoType::ExtProtoInfo())
      ->getAs<FunctionProtoType>();
}

/// A pointer to a method is called with the object in front.
static const FunctionProtoType *
signatureOf(Point &P, const FunctionDecl &Target, bool HasObject) {
  const auto *Own = Target.getType()->getAs<FunctionProtoType>();
  const auto *Method = dyn_cast<CXXMethodDecl>(&Target);
  if (!Own || !Method || Method->isStatic() || HasObject ||
      Method->getParent()->isLambda())
    return Own;
  llvm::SmallVector<QualType, 4> Params = {canonicalType(Method->getParent())};
  Params.append(Own->param_type_begin(), Own->param_type_end());
  return makeSignature(P, Own->getReturnType(), Params);
}

/// Of a callable whose own type does not say it, such as what std::bind gives.
static const FunctionProtoType *signatureOf(Point &P,
                                            const CallableValue &Given) {
  if (Given.What == CallableValue::Form::Function)
    return Given.Target && !Given.Target->isDependentContext()
               ? signatureOf(P, *Given.Target, !Given.Parts.empty())
               : nullptr;
  const CallableValue *Inner =
      Given.What == CallableValue::Form::Bound && !Given.Parts.empty()
          ? Given.Parts.front().asCallable()
          : nullptr;
  const FunctionProtoType *Whole = Inner ? signatureOf(P, *Inner) : nullptr;
  if (!Whole)
    return nullptr;
  llvm::SmallVector<QualType, 4> Params;
  for (unsigned I = 0; I < Whole->getNumParams(); ++I) {
    bool IsBound = I < Given.Slots.size();
    unsigned Position = IsBound ? Given.Slots[I].Position : Params.size() + 1;
    if (!Position || (!IsBound && !Given.TakesRest))
      continue;
    Params.resize(std::max<size_t>(Params.size(), Position));
    Params[Position - 1] = Whole->getParamType(I);
  }
  bool AreKnown = llvm::none_of(Params, [](QualType T) { return T.isNull(); });
  return AreKnown ? makeSignature(P, Whole->getReturnType(), Params) : nullptr;
}

namespace {
struct HeldPart {
  const TypeSyntax &Says;
  Value Held;
  QualType Type;
};
} // namespace

/// The parts of a value that are known, each with what \p Type says of it; for
/// parts of a tree that is the tree's own annotation.
static std::vector<HeldPart> partsOf(Point &P, const TypeSyntax &Type,
                                     const Value &Held, QualType CppType) {
  bool IsTree = Type.What == TypeSyntax::Kind::Tree;
  if (Type.Items.empty() || !(IsTree || Type.What == TypeSyntax::Kind::List ||
                              Type.What == TypeSyntax::Kind::Dict ||
                              Type.What == TypeSyntax::Kind::Tuple))
    return {};
  const TypeSyntax &Each = IsTree ? Type : *Type.Items.front();
  TreeType Of = P.S.Trees.typeOf(CppType, *P.S.Models);
  std::vector<HeldPart> Parts;
  switch (Of.What) {
  case TreeType::Kind::Tuple:
    for (size_t I = 0; I < Of.Parts.size() && I < Held.elements().size(); ++I)
      if (IsTree || I < Type.Items.size())
        Parts.push_back(
            {IsTree ? Type : *Type.Items[I], Held.elements()[I], Of.Parts[I]});
    break;
  case TreeType::Kind::List:
    for (const Value &Item : Held.elements())
      Parts.push_back({Each, Item, Of.Parts[0]});
    break;
  case TreeType::Kind::Dict:
    for (const Value &Entry : entriesOf(Held).value_or(std::vector<Value>()))
      Parts.push_back({Each, Entry.elements()[1], Of.Parts[1]});
    break;
  case TreeType::Kind::Record:
    for (const TreeField &F : Of.Class->Fields)
      if (IsTree && !F.IsStatic && F.Field)
        Parts.push_back(
            {Type, readField(P, Held, F.Field), F.Field->getType()});
    break;
  default:
    break;
  }
  return Parts;
}

static void check(Point &P, const HandOver &H, const TypeSyntax &Type,
                  const Value &Held, QualType CppType, unsigned Depth) {
  bool IsLeaf = Type.What == TypeSyntax::Kind::Tree && !Type.Items.empty() &&
                callableOf(Held, CppType);
  if (IsLeaf)
    return check(P, H, *Type.Items.front(), Held, CppType, Depth + 1);
  if (const CallableContract *Wanted = P.S.Callables.of(H.Says, Type)) {
    std::optional<CallableValue> Given = callableOf(Held, CppType);
    if (!Given || Given->Says == Wanted)
      return;
    const FunctionProtoType *Signature = signatureOf(H.Declared);
    if (!Signature)
      Signature = signatureOf(CppType);
    if (!Signature)
      Signature = signatureOf(P, *Given);
    return HandOverCheck(P, H, *Wanted).run(*Given, Signature);
  }
  if (Depth > MaxNestedCallables)
    return;
  for (const HeldPart &Part : partsOf(P, Type, Held, CppType))
    check(P, H, Part.Says, Part.Held, Part.Type, Depth + 1);
}

void checkHandedOver(Point &P, const HandOver &H) {
  // Only reports; what a call of the callable does to the state is up to
  // whoever calls it.
  if (!P.F.Reporting || !H.Given || !opensCallables(*H.Says.Type))
    return;
  check(P, H, *H.Says.Type, valueOf(P, H.Given), stripped(H.Given)->getType(),
        0);
}

} // namespace shapetidy

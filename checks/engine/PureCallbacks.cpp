//===-- PureCallbacks.cpp - Calls of shape/callback.h ---------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/PureCallbacks.h"
#include "checks/engine/Callables.h"
#include "checks/engine/DeclaredResult.h"
#include "checks/engine/FindingArgs.h"
#include "checks/engine/Judgement.h"
#include "checks/engine/Matching.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Purity.h"
#include "checks/engine/Transfer.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace shapetidy {

bool isShapeClass(QualType Type, llvm::StringRef Name) {
  const CXXRecordDecl *Class =
      Type.isNull() ? nullptr
                    : Type.getNonReferenceType()->getAsCXXRecordDecl();
  const auto *Space =
      Class
          ? dyn_cast<NamespaceDecl>(Class->getDeclContext()->getRedeclContext())
          : nullptr;
  return Space && Space->getName() == "shape" && Class->getIdentifier() &&
         Class->getName() == Name;
}

/// `ShapeDtype({n, 3}, "float32")` is the array that it describes.
static Value describedArray(Point &P, llvm::ArrayRef<const Expr *> Args) {
  ArrayValue Array;
  Value Sizes = Args.empty() ? Value() : valueOf(P, Args[0]);
  if (const Shape *Items = Sizes.asIntegerList())
    Array.Axes = *Items;
  else if (Sizes.kind() == Value::Kind::Aggregate && Sizes.elements().empty())
    Array.Axes = Shape::ofDims({});
  Value Name = Args.size() > 1 ? valueOf(P, Args[1]) : Value();
  if (const std::string *Text = Name.asString(); Text && !Text->empty())
    Array.DTypes = DTypeSet::ofName(*Text);
  return Value::array(std::move(Array));
}

static Value pureValue(Point &P, const Expr *Function, const Expr *Result,
                       bool IsVectorized) {
  CallableValue Made;
  Made.What = CallableValue::Form::Pure;
  std::optional<CallableValue> Inner = callableOf(P, Function);
  Made.Parts = {Inner ? Value::callable(std::move(*Inner)) : Value(),
                valueOf(P, Result)};
  Made.IsVectorized = IsVectorized;
  return Value::callable(std::move(Made));
}

/// None if the argument is not written as a constant.
static std::optional<bool> isVectorized(const Expr *Method) {
  const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Method));
  llvm::StringRef Name = Ref ? Ref->getDecl()->getName() : "";
  if (Name == "vectorized" || Name == "sequential")
    return Name == "vectorized";
  return std::nullopt;
}

bool transferCallbackConstruct(Point &P, const CXXConstructExpr *Construct) {
  llvm::ArrayRef<const Expr *> Args(Construct->getArgs(),
                                    Construct->getNumArgs());
  if (isShapeClass(Construct->getType(), "ShapeDtype")) {
    setValue(P, Construct, Args.empty() ? Value() : describedArray(P, Args));
    return true;
  }
  if (!isShapeClass(Construct->getType(), "PureCallback") || Args.size() < 2)
    return false;
  checkPurity(P, Args[0]);
  bool IsDefault = Args.size() < 3 || isa<CXXDefaultArgExpr>(Args[2]);
  std::optional<bool> Vectorized =
      IsDefault ? std::optional<bool>(false) : isVectorized(Args[2]);
  setValue(P, Construct,
           Vectorized ? pureValue(P, Args[0], Args[1], *Vectorized) : Value());
  return true;
}

/// False, and a finding, if \p Got is not what is declared.
static bool compare(Point &P, const CallSite &Site, const Value &Declared,
                    const Value &Got) {
  std::optional<Conflict> Why =
      firstDifference(P, Declared, Got, Site.resultType());
  if (!Why)
    return true;
  Subject Blamed{
      Subject::Kind::HandedResult,         "result", Site.name(), Site.Whole,
      asItRuns(P, Got, Site.resultType()), nullptr};
  auto Says = [](unsigned) -> const EffectiveAnnotation * { return nullptr; };
  auto Argument = [](unsigned) -> const Expr * { return nullptr; };
  reportConflict(P, *Why, Blamed, {Says, Argument});
  return false;
}

/// Runs the function behind a callback, and takes what it returns.
static Value run(Point &P, const Value &Function, const CallSite &Site) {
  const CallableValue *Inner = Function.asCallable();
  if (!Inner)
    return Value();
  callCallable(P, *Inner, Site);
  return valueOf(P, Site.Whole);
}

static void callHeld(Point &P, const CallableValue &What, const CallSite &Site,
                     llvm::ArrayRef<Dim> Batch) {
  Value Declared = What.Parts[1];
  if (!Batch.empty())
    Declared = withBatch(Declared, Batch);
  Value Got = run(P, What.Parts[0], Site);
  // Which of the two is the wrong one is not known.
  if (!compare(P, Site, Declared, Got))
    return setUnknown(P, Site.Whole);
  Value Result = valueAsDeclared(P, Declared, Site.Whole->getType());
  setValue(P, Site.Whole, Result.isUnknown() ? std::move(Got) : Result);
}

void callPure(Point &P, const CallableValue &What, CallSite Site) {
  callHeld(P, What, Site, {});
}

namespace {
/// The axes that a call of something mapped maps over.
class Batch {
public:
  Batch(Point &P, const CallSite &Site, unsigned Levels)
      : P(P), Site(Site), Dims(Levels) {}

  /// False after a mistake, which was reported.
  bool read();
  llvm::ArrayRef<Dim> dims() const { return Dims; }

private:
  bool readArray(const ArrayValue &Array, const Expr *Arg);
  bool readAxis(unsigned Axis, const Dim &Got, const Expr *Arg);
  void report(FindingCode Code, const Expr *Arg,
              llvm::SmallVector<std::string, 4> Args);

  Point &P;
  const CallSite &Site;
  llvm::SmallVector<Dim, 2> Dims;
  llvm::SmallVector<const Expr *, 2> From{Dims.size(), nullptr};
};
} // namespace

void Batch::report(FindingCode Code, const Expr *Arg,
                   llvm::SmallVector<std::string, 4> Args) {
  Finding F;
  F.Code = Code;
  F.Where = Arg->getExprLoc();
  F.Args = std::move(Args);
  F.Ranges = {CharSourceRange::getTokenRange(Arg->getSourceRange())};
  P.report(std::move(F));
}

bool Batch::readAxis(unsigned Axis, const Dim &Got, const Expr *Arg) {
  if (!Dims[Axis].Length || !Got.Length) {
    if (Got.Length) {
      Dims[Axis] = Got;
      From[Axis] = Arg;
    }
    return true;
  }
  Size Known = *Dims[Axis].Length;
  Goal Equal{Known, Relation::EQ, *Got.Length};
  Decision D = P.S.Decide.decide(P.Env.Facts, Equal);
  bool IsHeldTo = P.S.Sizes.allRigid(Known) && P.S.Sizes.allRigid(*Got.Length);
  bool Fails = D.Answer == Verdict::Refuted ||
               (D.Answer == Verdict::Contingent && IsHeldTo);
  if (!Fails || !isReportable(P, D))
    return true;
  bool Always = D.Answer == Verdict::Refuted;
  report(Always ? FindingCode::BatchSizes : FindingCode::BatchSizesFails, Arg,
         {textArg(Site.name()), sizeArg("", Dims[Axis], P.S.Sizes),
          textArg(textOf(P, From[Axis])), sizeArg("", Got, P.S.Sizes),
          textArg(textOf(P, Arg)), llvm::utostr(Axis),
          witnessArg(D, P.S.Sizes)});
  return false;
}

bool Batch::readArray(const ArrayValue &Array, const Expr *Arg) {
  std::optional<unsigned> Rank = Array.Axes.rank();
  if (Rank && *Rank < Dims.size()) {
    report(FindingCode::BatchRank, Arg,
           {textArg(textOf(P, Arg)), textArg(Site.name()),
            shapeArg(Array.Axes, P.S.Sizes), llvm::utostr(Dims.size())});
    return false;
  }
  if (Array.Axes.prefix().size() < Dims.size())
    return true;
  for (unsigned I = 0; I < Dims.size(); ++I)
    if (!readAxis(I, Array.Axes.prefix()[I], Arg))
      return false;
  return true;
}

bool Batch::read() {
  for (const Expr *Arg : Site.Args) {
    bool Fits = true;
    forEachArray(valueOf(P, Arg), [&](const ArrayValue &Array) {
      Fits = Fits && readArray(Array, Arg);
    });
    if (!Fits)
      return false;
  }
  return true;
}

/// How many axes are mapped over, and what is mapped.
static std::pair<unsigned, const CallableValue *>
mappedFunction(const CallableValue &What) {
  unsigned Levels = 0;
  const CallableValue *Inner = &What;
  for (; Inner && Inner->What == CallableValue::Form::Mapped; ++Levels)
    Inner = Inner->Parts.front().asCallable();
  return {Levels, Inner};
}

/// One element after the other, as the first of them.
static void callForEach(Point &P, const CallableValue &Inner,
                        const CallSite &Site, llvm::ArrayRef<Dim> Batch) {
  CallSite One = Site;
  One.Args.clear();
  for (const auto &[I, Arg] : llvm::enumerate(Site.Args)) {
    const Expr *Element =
        madeUp(P, Arg, 0, Arg->getType(), textOf(P, Arg) + "[i]");
    setValue(P, Element, withoutBatch(valueOf(P, Arg), Batch.size()));
    One.Args.push_back(Element);
  }
  callCallable(P, Inner, One);
  setValue(P, Site.Whole, withBatch(valueOf(P, Site.Whole), Batch));
}

void callMapped(Point &P, const CallableValue &What, CallSite Site) {
  auto [Levels, Inner] = mappedFunction(What);
  Batch Mapped(P, Site, Levels);
  if (!Inner || !Mapped.read())
    return setUnknown(P, Site.Whole);
  if (Inner->What == CallableValue::Form::Pure && Inner->IsVectorized)
    return callHeld(P, *Inner, Site, Mapped.dims());
  callForEach(P, *Inner, Site, Mapped.dims());
}

static void transferPure(Point &P, CallSite Site) {
  const Expr *Function = Site.Args[0], *Result = Site.Args[1];
  checkPurity(P, Function);
  Value Callback = pureValue(P, Function, Result, /*IsVectorized=*/false);
  Site.Args.erase(Site.Args.begin(), Site.Args.begin() + 2);
  Site.Called = calledText(P, Function);
  callPure(P, *Callback.asCallable(), std::move(Site));
}

bool transferCallbackCall(Point &P, const CallSite &Site) {
  if (isNamed(Site.Callee, "shape", "pure_callback") && Site.Args.size() >= 2) {
    transferPure(P, Site);
    return true;
  }
  if (Site.Args.size() != 1)
    return false;
  if (isNamed(Site.Callee, "shape", "shape_dtype")) {
    Value Described = valueOf(P, Site.Args[0]);
    setValue(P, Site.Whole, Described.asArray() ? Described : Value());
    return true;
  }
  if (!isNamed(Site.Callee, "shape", "vmap"))
    return false;
  std::optional<CallableValue> Inner = callableOf(P, Site.Args[0]);
  CallableValue Made;
  Made.What = CallableValue::Form::Mapped;
  if (Inner)
    Made.Parts = {Value::callable(std::move(*Inner))};
  setValue(P, Site.Whole, Inner ? Value::callable(std::move(Made)) : Value());
  return true;
}

} // namespace shapetidy

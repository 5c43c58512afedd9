//===-- Callables.cpp - Functions as values -------------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Callables.h"
#include "checks/engine/Contracts.h"
#include "checks/engine/Memory.h"
#include "checks/engine/PureCallbacks.h"
#include "checks/engine/Transfer.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace shapetidy {

/// What is behind the conversions of a closure to something else.
static const Expr *unconverted(const Expr *E) {
  while (true) {
    E = stripped(E);
    const auto *Made = dyn_cast<CXXConstructExpr>(E);
    const auto *Cast = dyn_cast<CastExpr>(E);
    const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
    if (Made && Made->getNumArgs() == 1)
      E = Made->getArg(0);
    else if (Cast)
      E = Cast->getSubExpr();
    else if (Call && isa_and_nonnull<CXXConversionDecl>(Call->getMethodDecl()))
      E = Call->getImplicitObjectArgument();
    else
      return E;
  }
}

std::string calledText(Point &P, const Expr *E) {
  return isa<LambdaExpr>(unconverted(E)) ? "lambda" : textOf(P, E);
}

static const CXXRecordDecl *classOf(QualType Type) {
  return Type.isNull() ? nullptr
                       : Type.getNonReferenceType()->getAsCXXRecordDecl();
}

static bool isStandardClass(const CXXRecordDecl *Class,
                            llvm::ArrayRef<llvm::StringRef> Names) {
  return Class && Class->isInStdNamespace() && Class->getIdentifier() &&
         llvm::is_contained(Names, Class->getName());
}

bool isCallableWrapper(QualType Type) {
  return isStandardClass(classOf(Type), {"function", "move_only_function",
                                         "copyable_function", "function_ref"});
}

/// The signature in the arguments of std::function<R(A)>.
static const FunctionProtoType *wrappedSignature(const CXXRecordDecl *Class) {
  const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  if (!Instance || Instance->getTemplateArgs().size() == 0)
    return nullptr;
  const TemplateArgument &First = Instance->getTemplateArgs()[0];
  return First.getKind() == TemplateArgument::Type
             ? First.getAsType()->getAs<FunctionProtoType>()
             : nullptr;
}

/// The call operator of a closure or functor; the pattern of a generic one.
/// Null if there are several.
static const FunctionDecl *callOperator(const CXXRecordDecl *Class) {
  Class = Class ? Class->getDefinition() : nullptr;
  if (!Class)
    return nullptr;
  const FunctionDecl *Only = nullptr;
  for (const Decl *D : Class->decls()) {
    const auto *Template = dyn_cast<FunctionTemplateDecl>(D);
    const auto *Method =
        dyn_cast<CXXMethodDecl>(Template ? Template->getTemplatedDecl() : D);
    if (!Method || Method->getOverloadedOperator() != OO_Call)
      continue;
    if (Only)
      return nullptr;
    Only = Method;
  }
  return Only;
}

const FunctionProtoType *signatureOf(QualType Type) {
  if (Type.isNull())
    return nullptr;
  Type = Type.getNonReferenceType();
  if (Type->isPointerType() || Type->isMemberPointerType())
    Type = Type->getPointeeType();
  if (const auto *Function = Type->getAs<FunctionProtoType>())
    return Function;
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (Class && isCallableWrapper(Type))
    return wrappedSignature(Class);
  const FunctionDecl *Operator = callOperator(Class);
  return Operator && !Operator->isDependentContext()
             ? Operator->getType()->getAs<FunctionProtoType>()
             : nullptr;
}

std::optional<CallableValue> callableOf(const Value &Held, QualType Type) {
  if (const CallableValue *Known = Held.asCallable())
    return *Known;
  if (Type.isNull() || isCallableWrapper(Type))
    return std::nullopt;
  CallableValue Made;
  Made.Target = callOperator(classOf(Type));
  if (!Made.Target || Made.Target->isInStdNamespace())
    return std::nullopt;
  Made.Parts.push_back(Held);
  return Made;
}

std::optional<CallableValue> callableOf(Point &P, const Expr *E) {
  return callableOf(valueOf(P, E), stripped(E)->getType());
}

Value storedCallable(Point &P, QualType Type, const Expr *From, Value Held) {
  if (!isCallableWrapper(Type) || Held.isNone() || Held.asCallable())
    return Held;
  std::optional<CallableValue> Known = callableOf(P, From);
  return Known ? Value::callable(std::move(*Known)) : Value();
}

bool transferCallableConstruct(Point &P, const CXXConstructExpr *Construct) {
  if (transferCallbackConstruct(P, Construct))
    return true;
  if (!isCallableWrapper(Construct->getType()))
    return false;
  const Expr *From =
      Construct->getNumArgs() == 1 ? Construct->getArg(0) : nullptr;
  if (Construct->getNumArgs() == 0 ||
      (From && From->getType()->isNullPtrType()))
    setValue(P, Construct, Value::none());
  else
    setValue(
        P, Construct,
        From ? storedCallable(P, Construct->getType(), From, valueOf(P, From))
             : Value());
  return true;
}

/// The place of `std::placeholders::_1`.
static unsigned placeholderIn(const Expr *Arg) {
  const auto *Ref = dyn_cast<DeclRefExpr>(stripped(Arg));
  const auto *Variable = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  const auto *Space =
      Variable ? dyn_cast<NamespaceDecl>(Variable->getDeclContext()) : nullptr;
  unsigned Position = 0;
  if (!Space || Space->getName() != "placeholders" ||
      !Space->isInStdNamespace() || !Variable->getName().starts_with("_") ||
      Variable->getName().drop_front().getAsInteger(10, Position))
    return 0;
  return Position;
}

static bool transferBind(Point &P, const CallSite &Site) {
  bool IsFront = isNamed(Site.Callee, "std", "bind_front");
  if (Site.Args.empty() || (!IsFront && !isNamed(Site.Callee, "std", "bind")))
    return false;
  std::optional<CallableValue> Inner = callableOf(P, Site.Args[0]);
  if (!Inner) {
    setValue(P, Site.Whole, Value());
    return true;
  }
  CallableValue Made;
  Made.What = CallableValue::Form::Bound;
  Made.TakesRest = IsFront;
  Made.Parts.push_back(Value::callable(std::move(*Inner)));
  for (const Expr *Arg : llvm::drop_begin(Site.Args)) {
    unsigned Position = IsFront ? 0 : placeholderIn(Arg);
    Made.Slots.push_back({Arg, Position});
    if (Position == 0)
      Made.Parts.push_back(valueOf(P, Arg));
  }
  setValue(P, Site.Whole, Value::callable(std::move(Made)));
  return true;
}

bool transferCallableMaker(Point &P, const CallSite &Site) {
  const CXXMethodDecl *Method = Site.method();
  if (Method && isa<CXXConversionDecl>(Method) &&
      Method->getParent()->isLambda()) {
    CallableValue Made;
    Made.Target = callOperator(Method->getParent());
    setValue(P, Site.Whole, Value::callable(std::move(Made)));
    return true;
  }
  if (isNamed(Site.Callee, "std", "mem_fn") && Site.Args.size() == 1) {
    setSame(P, Site.Whole, Site.Args[0]);
    return true;
  }
  return transferBind(P, Site) || transferCallbackCall(P, Site);
}

namespace {
/// What is called, and with what.
struct Callee {
  const Expr *What = nullptr;
  CallSite Site;
};
} // namespace

static Callee calleeOf(const CallExpr *Call, const CallSite &Site) {
  Callee Found{nullptr, Site};
  if (Site.Callee) {
    if (isNamed(Site.Callee, "std", "invoke") && !Site.Args.empty()) {
      Found.What = Site.Args[0];
      Found.Site.Args.erase(Found.Site.Args.begin());
    } else if (Site.Callee->getOverloadedOperator() == OO_Call) {
      Found.What = Site.Receiver;
    }
    return Found;
  }
  const Expr *E = stripped(Call->getCallee());
  while (const auto *Star = dyn_cast<UnaryOperator>(E)) {
    if (Star->getOpcode() != UO_Deref && Star->getOpcode() != UO_AddrOf)
      break;
    E = stripped(Star->getSubExpr());
  }
  Found.What = E;
  const auto *Pointer = dyn_cast<BinaryOperator>(E);
  if (Pointer && Pointer->isPtrMemOp()) {
    Found.What = Pointer->getRHS();
    Found.Site.Receiver = Pointer->getLHS();
  }
  return Found;
}

/// The callable contract of what is called by its name.
static const CallableContract *contractNamed(Point &P, const Expr *E) {
  E = stripped(E);
  const ValueDecl *Named = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    Named = Ref->getDecl();
  else if (const auto *Member = dyn_cast<MemberExpr>(E))
    Named = Member->getMemberDecl();
  const EffectiveAnnotation *Says = Named && !isa<FunctionDecl>(Named)
                                        ? P.S.Contracts.annotationOf(Named)
                                        : nullptr;
  return Says ? P.S.Callables.of(*Says) : nullptr;
}

Value callableKeeping(const CallableContract &Says) {
  CallableValue Made;
  Made.What = CallableValue::Form::Contract;
  Made.Says = &Says;
  return Value::callable(std::move(Made));
}

bool transferCallableCall(Point &P, const CallExpr *Call,
                          const CallSite &Site) {
  Callee Found = calleeOf(Call, Site);
  if (!Found.What)
    return false;
  std::optional<CallableValue> Known;
  if (const CallableContract *Says = contractNamed(P, Found.What)) {
    Known = *callableKeeping(*Says).asCallable();
  } else if (Value Held = valueOf(P, Found.What); Held.asCallable()) {
    Known = *Held.asCallable();
  } else if (isNamed(Site.Callee, "std", "invoke")) {
    Known = callableOf(P, Found.What);
  }
  if (!Known)
    return false;
  // The contract of a pointer to a method says nothing of the object.
  bool NamesObject =
      Known->What == CallableValue::Form::Contract &&
      Found.What->getType()->isMemberPointerType() &&
      Found.Site.Args.size() > Known->Says->Promise.Params.size();
  if (NamesObject)
    Found.Site.Args.erase(Found.Site.Args.begin());
  Found.Site.Called = calledText(P, Found.What);
  if (Site.Callee && Site.Callee->getOverloadedOperator() == OO_Call)
    Found.Site.Receiver = nullptr;
  callCallable(P, *Known, std::move(Found.Site));
  return true;
}

/// The instance of a generic call operator for these arguments.
static const FunctionDecl *instanceFor(const FunctionDecl *Target,
                                       const CallSite &Site) {
  if (!Target || !Target->isDependentContext())
    return Target;
  const FunctionTemplateDecl *Template = Target->getDescribedFunctionTemplate();
  if (!Template)
    return nullptr;
  auto Bare = [](QualType Type) {
    return Type.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  };
  const FunctionDecl *Only = nullptr;
  for (const FunctionDecl *Instance : Template->specializations()) {
    bool Fits = Instance->getNumParams() == Site.Args.size();
    for (unsigned I = 0; Fits && I < Site.Args.size(); ++I)
      Fits = Bare(Instance->getParamDecl(I)->getType()) ==
             Bare(Site.Args[I]->getType());
    if (Fits && Only)
      return nullptr;
    Only = Fits ? Instance : Only;
  }
  return Only;
}

static void callFunction(Point &P, const CallableValue &What, CallSite Site) {
  Site.Callee = instanceFor(What.Target, Site);
  if (!Site.Callee)
    return transferUnknownCall(P, Site);
  Site.Proto = nullptr;
  if (!What.Parts.empty())
    Site.Object = &What.Parts.front();
  const CXXMethodDecl *Method = Site.method();
  bool NeedsObject = Method && !Method->isStatic() && !Site.Object &&
                     !Method->getParent()->isLambda();
  if (NeedsObject && !Site.Receiver && !Site.Args.empty()) {
    Site.Receiver = Site.Args.front();
    Site.Args.erase(Site.Args.begin());
  }
  if (Site.Args.size() != Site.Callee->getNumParams() &&
      !Site.Callee->isVariadic())
    return transferUnknownCall(P, Site);
  transferKnownCall(P, Site);
}

static void callContract(Point &P, const CallableContract &Says,
                         CallSite Site) {
  const Contract &Promise = Says.Promise;
  CallOutcome Outcome = matchArguments(P, Site, Promise, Value());
  Value Result = resultOf(P, Site, Promise, Value(), Outcome);
  applyEffects(P, Site, &Promise, Value(), &Outcome);
  setValue(P, Site.Whole, std::move(Result));
}

static void callBound(Point &P, const CallableValue &What, CallSite Site) {
  const CallableValue *Inner = What.Parts.front().asCallable();
  llvm::SmallVector<const Expr *, 6> Args;
  unsigned Kept = 1, Used = 0;
  for (const CallableValue::Slot &Slot : What.Slots) {
    Used = std::max(Used, Slot.Position);
    if (Slot.Position > Site.Args.size())
      return transferUnknownCall(P, Site);
    if (Slot.Position == 0)
      setValue(P, Slot.From, What.Parts[Kept++]);
    Args.push_back(Slot.Position ? Site.Args[Slot.Position - 1] : Slot.From);
  }
  if (What.TakesRest)
    Args.append(Site.Args.begin() + Used, Site.Args.end());
  Site.Args = std::move(Args);
  callCallable(P, *Inner, std::move(Site));
}

void callCallable(Point &P, const CallableValue &What, CallSite Site) {
  switch (What.What) {
  case CallableValue::Form::Function:
    return callFunction(P, What, std::move(Site));
  case CallableValue::Form::Contract:
    return callContract(P, *What.Says, std::move(Site));
  case CallableValue::Form::Bound:
    return callBound(P, What, std::move(Site));
  case CallableValue::Form::Pure:
    return callPure(P, What, std::move(Site));
  case CallableValue::Form::Mapped:
    return callMapped(P, What, std::move(Site));
  }
}

const Expr *madeUp(Point &P, const Expr *At, unsigned Index, QualType Type,
                   llvm::StringRef Text) {
  const Expr *&Known = P.S.MadeUp[{At, Index}];
  Type = Type.getNonReferenceType();
  if (!Known || Known->getType() != Type)
    Known =
        new (P.S.Context) OpaqueValueExpr(At->getExprLoc(), Type, VK_PRValue);
  P.S.TextOfMadeUp[Known] = Text.str();
  return Known;
}

} // namespace shapetidy

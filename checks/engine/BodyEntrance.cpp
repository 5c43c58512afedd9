//===-- BodyEntrance.cpp - What holds where a function begins -------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BodyEntrance.h"
#include "checks/engine/Callables.h"
#include "checks/engine/Effects.h"
#include "checks/engine/Matching.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Transfer.h"
#include "checks/engine/Trees.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace shapetidy {

/// The object a method is called on: its names are the class's, for all
/// objects alike. A constructor still has to give them lengths.
static void enterObject(Point &P) {
  const auto *Method = dyn_cast<CXXMethodDecl>(P.F.Function);
  if (!Method || Method->isStatic())
    return;
  const CXXRecordDecl *Class = Method->getParent();
  if (Class->isLambda()) {
    const Contract *Promise = P.F.Promise;
    Class = Promise ? Promise->ClassScope : nullptr;
  }
  if (!Class)
    return;
  Value Object =
      freshObject(P, Class, Class->getCanonicalDecl(), "", SymbolNature::Rigid);
  if (isa<CXXConstructorDecl>(Method)) {
    ObjectValue Unnamed;
    Unnamed.Epoch = Class->getCanonicalDecl();
    Object = Value::object(std::move(Unnamed));
  }
  P.Env.set(Class->getCanonicalDecl(), Object);
  P.Env.setNames(namesOf(Object));
}

static PlaceRoot rootOf(const ParmVarDecl *Param) {
  return static_cast<const ValueDecl *>(Param->getCanonicalDecl());
}

/// Unannotated parameters: run-time integers, and what types carry.
static void enterPlainParameters(Point &P) {
  for (const ParmVarDecl *Param : P.F.Function->parameters()) {
    Value Unknown = unknownOf(P, Param->getType(), Param, Param->getName(),
                              Param->getSourceRange());
    P.Env.set(rootOf(Param), Unknown);
    shareReference(P, Param);
    P.F.Arguments.push_back(Unknown);
  }
}

static const EffectiveAnnotation *parameterSays(const Frame &F, unsigned I) {
  return F.Promise && I < F.Promise->Params.size() ? F.Promise->Params[I]
                                                   : nullptr;
}

/// Annotated parameters hold what is said of them, for all sizes.
static void enterAnnotatedParameters(Point &P) {
  const FunctionDecl *Function = P.F.Function;
  llvm::SmallVector<const TypeSyntax *, 6> Types;
  llvm::SmallVector<Origin, 6> From;
  for (unsigned I = 0; I < Function->getNumParams(); ++I) {
    const EffectiveAnnotation *Says = parameterSays(P.F, I);
    Types.push_back(Says ? Says->Type.get() : nullptr);
    From.push_back(P.origin(Origin::Source::Annotation,
                            Function->getParamDecl(I)->getSourceRange()));
  }
  auto Scope = [&](unsigned Item) -> const NamedDecl * {
    return Item < Function->getNumParams()
               ? Function->getParamDecl(Item)
               : static_cast<const NamedDecl *>(Function);
  };
  auto Says = [&](unsigned Item) { return P.F.item(Item); };
  Value Object;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Function))
    if (const Value *Known =
            P.Env.find(Method->getParent()->getCanonicalDecl()))
      Object = *Known;
  OperandContext Operands{P.F.Arguments, Object, Scope, Says};
  auto Resolve = [&](const OperandExpr &Operand, unsigned Item) {
    return evaluateOperand(P, Operand, Item, Operands);
  };
  Unifier Match(P.S.Sizes, P.S.Decide, P.Env.Facts, unifierOptions(P));
  Match.bindings() = P.Env.names();
  auto Arrays = Match.instantiateParameters(Types, Resolve, From);
  for (unsigned I = 0; I < Arrays.size() && I < Types.size(); ++I) {
    if (!Types[I])
      continue;
    const ParmVarDecl *Param = Function->getParamDecl(I);
    const CallableContract *Callable = P.S.Callables.of(*parameterSays(P.F, I));
    Value Held = Callable ? callableKeeping(*Callable)
                 : opensValues(*Types[I])
                     ? promisedTree(P,
                                    {*parameterSays(P.F, I), Param->getType(),
                                     I, Operands, From[I]},
                                    Match, FreshNames::Rigid, Param->getName())
                     : declaredValue(P, Arrays[I], Param->getType(), *Types[I]);
    if (Held.isUnknown() && opensValues(*Types[I]))
      continue;
    P.F.Arguments[I] = Held;
    P.Env.set(rootOf(Function->getParamDecl(I)), std::move(Held));
    enterPointee(P, Function->getParamDecl(I));
  }
  P.Env.setNames(Match.bindings());
}

/// A constructor's parameters may name what belongs to the object.
static void enterConstructorNames(Point &P) {
  const auto *Constructor = dyn_cast<CXXConstructorDecl>(P.F.Function);
  if (!Constructor)
    return;
  PlaceRoot Root = Constructor->getParent()->getCanonicalDecl();
  const Value *Object = P.Env.find(Root);
  ObjectValue Named;
  if (Object && Object->asObject())
    Named = *Object->asObject();
  const ClassNames &Names = P.S.Contracts.namesOf(Constructor->getParent());
  for (const auto &Entry : Names.Single) {
    auto At = P.Env.names().Single.find(Entry.getKey());
    if (At != P.Env.names().Single.end() && At->second.Length)
      Named.setName(Entry.getKey(), *At->second.Length);
  }
  P.Env.set(Root, Value::object(std::move(Named)));
}

Environment declaredEntry(Session &S, Frame &F, Environment Outer) {
  Environment Entry = std::move(Outer);
  Point P{S, F, Entry};
  F.Arguments.clear();
  F.Items.clear();
  for (unsigned I = 0; I < F.Function->getNumParams(); ++I)
    F.Items.push_back(parameterSays(F, I));
  enterObject(P);
  enterPlainParameters(P);
  if (F.Promise)
    enterAnnotatedParameters(P);
  enterConstructorNames(P);
  return Entry;
}

void enterArguments(Point &P, llvm::ArrayRef<Value> Args) {
  P.F.Arguments.assign(Args.begin(), Args.end());
  P.F.Items.clear();
  for (const auto &[Index, Param] :
       llvm::enumerate(P.F.Function->parameters())) {
    P.F.Items.push_back(parameterSays(P.F, Index));
    // A reference that is bound to a place of the caller has been entered.
    if (P.Env.find(rootOf(Param)) || P.Env.aliasOf(Param))
      continue;
    Value Held = Index < Args.size() ? Args[Index] : Value();
    if (Held.isUnknown())
      Held = unknownOf(P, Param->getType(), Param, Param->getName(),
                       Param->getSourceRange());
    P.Env.set(rootOf(Param), std::move(Held));
  }
}

} // namespace shapetidy

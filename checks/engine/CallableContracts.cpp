//===-- CallableContracts.cpp - What callables are declared to do ---------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/CallableContracts.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

namespace shapetidy {

const TypeSyntax *callableIn(const TypeSyntax &Type) {
  if (Type.What == TypeSyntax::Kind::Callable)
    return &Type;
  if (Type.What != TypeSyntax::Kind::Union)
    return nullptr;
  const TypeSyntax *Only = nullptr;
  for (const TypePtr &Item : Type.Items) {
    if (Item->What == TypeSyntax::Kind::None)
      continue;
    if (Only || Item->What != TypeSyntax::Kind::Callable)
      return nullptr;
    Only = Item.get();
  }
  return Only;
}

bool opensCallables(const TypeSyntax &Type) {
  return Type.What == TypeSyntax::Kind::Callable ||
         llvm::any_of(Type.Items, [](const TypePtr &Item) {
           return opensCallables(*Item);
         });
}

static void addNames(const TypeSyntax &Type, llvm::StringSet<> &Names) {
  for (const Axis &A : Type.Shape.Axes)
    Names.insert(A.Name);
  for (const TypePtr &Item : Type.Items)
    addNames(*Item, Names);
}

/// A name for the axes of the batch that is not in use.
static std::string batchName(const TypeSyntax &Callable) {
  llvm::StringSet<> Taken;
  for (const TypePtr &Item : Callable.Items)
    addNames(*Item, Taken);
  addNames(*Callable.Result, Taken);
  std::string Name = "batch";
  while (Taken.contains(Name))
    Name += "_";
  return Name;
}

/// The type with the axes of the batch in front of every array in it. What has
/// a row of its own cannot have a second one: nothing is said of it then.
static TypePtr batched(const TypePtr &Type, llvm::StringRef Name) {
  auto New = std::make_shared<TypeSyntax>(*Type);
  if (Type->What == TypeSyntax::Kind::Callable)
    return Type;
  for (TypePtr &Item : New->Items)
    Item = batched(Item, Name);
  if (Type->What != TypeSyntax::Kind::Array)
    return New;
  if (Type->Shape.Variadic) {
    New->What = TypeSyntax::Kind::Any;
    return New;
  }
  Axis Batch;
  Batch.Kind = AxisKind::NamedVariadic;
  Batch.Name = Name.str();
  Batch.Text = "*" + Name.str();
  Batch.Where = Batch.NameSpan = Type->Where;
  New->Shape.Axes.insert(New->Shape.Axes.begin(), std::move(Batch));
  New->Shape.Variadic = 0;
  return New;
}

static const EffectiveAnnotation *
addPart(CallableContract &To, const TypePtr &Type, llvm::StringRef Batch) {
  TypePtr Part = Batch.empty() ? Type : batched(Type, Batch);
  if (Part->What == TypeSyntax::Kind::Any)
    return nullptr;
  EffectiveAnnotation Says;
  Says.Type = Part;
  Says.Uses = To.Whole->Uses;
  if (Part->What == TypeSyntax::Kind::Array)
    Says.AxisUse.assign(Part->Shape.Axes.size(), Says.Uses.size() - 1);
  To.Parts.push_back(std::move(Says));
  return &To.Parts.back();
}

const CallableContract *CallableContracts::of(const EffectiveAnnotation &Whole,
                                              const TypeSyntax &Type) {
  const TypeSyntax *Callable = callableIn(Type);
  if (!Callable || !Callable->Result || Whole.Uses.empty())
    return nullptr;
  std::unique_ptr<CallableContract> &Read = Known[Callable];
  if (Read)
    return Read.get();
  Read = std::make_unique<CallableContract>();
  Read->Whole = &Whole;
  Read->Type = Callable;
  Read->Promise.Callable = Whole.Uses.back()->On;
  std::string Batch = Callable->Vectorized ? batchName(*Callable) : "";
  for (const TypePtr &Item : Callable->Items)
    Read->Promise.Params.push_back(addPart(*Read, Item, Batch));
  Read->Promise.Result = addPart(*Read, Callable->Result, Batch);
  return Read.get();
}

} // namespace shapetidy

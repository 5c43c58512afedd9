//===-- TreeMapping.cpp - Functions over the leaves of trees --------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The part of TreeCalls.h that calls a function with each leaf.
//
//===----------------------------------------------------------------------===//

#include "checks/engine/Callables.h"
#include "checks/engine/Containers.h"
#include "checks/engine/HandOver.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Purity.h"
#include "checks/engine/TreeCalls.h"
#include "checks/engine/TreeTypes.h"
#include "checks/engine/Trees.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace shapetidy {

namespace {
/// A part of one of the trees.
struct Part {
  TreeValue Tree;
  QualType Type; ///< null if it is not known
  std::string Text;
};

class LeafCalls {
public:
  LeafCalls(Point &P, const CallSite &Site, bool GivesResults)
      : P(P), Site(Site), Function(Site.Args[0]), Before(P.Env),
        Inside{P.S, P.F, Before}, Called(callableOf(P, Function)),
        GivesResults(GivesResults) {}

  std::vector<Value> run(const Structure &Of);

private:
  void walk(const Structure &Of, llvm::ArrayRef<Part> Parts, QualType Result);
  void leaf(llvm::ArrayRef<Part> Parts, QualType Result);
  Value ask(llvm::ArrayRef<Part> Parts, QualType Result);
  Part child(const Part &Of, size_t Index, llvm::StringRef Step) const;
  QualType pathType() const;
  void report(std::vector<Finding> Found);

  Point &P;
  const CallSite &Site;
  const Expr *Function;
  Environment Before; ///< what holds when the function is called
  Point Inside;
  std::optional<CallableValue> Called;
  const bool GivesResults;
  /// In a list of unknown length; and one that may be empty.
  bool IsRepeated = false, MayBeMissing = false;
  unsigned Calls = 0;
  std::vector<Value> Results;
  llvm::DenseSet<SourceLocation> Reported;
};
} // namespace

/// Optionals and pointers are what they hold.
static QualType opened(Point &P, QualType Type) {
  while (!Type.isNull() &&
         P.S.Trees.typeOf(Type, *P.S.Models).What == TreeType::Kind::Maybe)
    Type = typeOfPart(P, Type, 0);
  return Type;
}

Part LeafCalls::child(const Part &Of, size_t Index,
                      llvm::StringRef Step) const {
  Part Child{TreeValue(), opened(P, typeOfPart(P, Of.Type, Index)),
             Of.Text + Step.str()};
  if (Of.Tree.kind() == TreeValue::Kind::Repeated)
    Child.Tree = Of.Tree.element();
  if (Of.Tree.kind() == TreeValue::Kind::Node &&
      Index < Of.Tree.children().size() &&
      Of.Tree.children()[Index].Step == Step)
    Child.Tree = Of.Tree.children()[Index].Inside;
  return Child;
}

/// The type of the parameter that takes the place of the leaf.
QualType LeafCalls::pathType() const {
  const FunctionDecl *Target = Called->Target;
  if (!Target || Target->getNumParams() == 0 ||
      Target->getParamDecl(0)->getType()->isDependentType())
    return QualType();
  return Target->getParamDecl(0)->getType().getNonReferenceType();
}

void LeafCalls::report(std::vector<Finding> Found) {
  if (MayBeMissing)
    return;
  for (Finding &F : Found)
    if (Reported.insert(F.Where).second)
      P.report(std::move(F));
}

Value LeafCalls::ask(llvm::ArrayRef<Part> Parts, QualType Result) {
  llvm::SmallVector<Value, 4> Args;
  llvm::SmallVector<QualType, 4> Types;
  llvm::SmallVector<std::string, 4> Names;
  if (Site.name() == "tree_map_with_path") {
    Args.push_back(Value());
    Types.push_back(pathType());
    Names.push_back("path");
  }
  for (const Part &One : Parts) {
    const ArrayValue *Array = One.Tree.asArray();
    Args.push_back(Array ? Value::array(*Array) : Value());
    Types.push_back(One.Type);
    Names.push_back(One.Text);
  }
  bool AreKnown =
      llvm::none_of(Types, [](QualType Type) { return Type.isNull(); });
  if (!AreKnown || (GivesResults && Result.isNull()))
    return Value();
  std::vector<Finding> Found;
  Value Got =
      askCallable(Inside, *Called,
                  {Function, Args, Types,
                   GivesResults ? Result : P.S.Context.VoidTy, Names, Calls++},
                  Found);
  if (!MayBeMissing && Before.fails())
    P.Env.fail();
  report(std::move(Found));
  return Got;
}

void LeafCalls::leaf(llvm::ArrayRef<Part> Parts, QualType Result) {
  if (Calls >= MaxListLength || (IsRepeated && mayHaveEffects(P, Function))) {
    Results.emplace_back();
    return;
  }
  Value Got = ask(Parts, Result);
  // What is not the same for two elements is not the same for all.
  if (IsRepeated)
    Got = Value::join(Got, ask(Parts, Result), &P.S.Sizes);
  Results.push_back(std::move(Got));
}

void LeafCalls::walk(const Structure &Of, llvm::ArrayRef<Part> Parts,
                     QualType Result) {
  Result = opened(P, Result);
  auto Children = [&](size_t Index, llvm::StringRef Step) {
    llvm::SmallVector<Part, 3> Below;
    for (const Part &One : Parts)
      Below.push_back(child(One, Index, Step));
    return Below;
  };
  if (Of.isLeaf())
    return leaf(Parts, Result);
  if (Of.kind() == Structure::Kind::Repeated) {
    bool HasElements = Parts.front().Tree.kind() == TreeValue::Kind::Repeated &&
                       Parts.front().Tree.hasElements();
    llvm::SaveAndRestore Repeated(IsRepeated, true);
    llvm::SaveAndRestore Missing(MayBeMissing, MayBeMissing || !HasElements);
    return walk(Of.below(), Children(0, "[...]"), typeOfPart(P, Result, 0));
  }
  if (Of.kind() == Structure::Kind::Node)
    for (const auto &[I, C] : llvm::enumerate(Of.children()))
      walk(C.Below, Children(I, C.Step), typeOfPart(P, Result, I));
}

std::vector<Value> LeafCalls::run(const Structure &Of) {
  if (!Called)
    return {};
  llvm::SmallVector<Part, 3> Trees;
  for (const Expr *Tree : llvm::drop_begin(Site.Args)) {
    QualType Type = Tree->getType().getNonReferenceType();
    Trees.push_back(
        {treeOf(P, valueOf(P, Tree), Type), opened(P, Type), textOf(P, Tree)});
  }
  walk(Of, Trees, Site.Whole->getType().getNonReferenceType());
  return std::move(Results);
}

std::vector<Value> callForLeaves(Point &P, const CallSite &Site,
                                 const Structure &Of, bool GivesResults) {
  return LeafCalls(P, Site, GivesResults).run(Of);
}

} // namespace shapetidy

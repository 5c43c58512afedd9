//===-- FollowedBodies.cpp - Bodies that were followed before -------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/FollowedBodies.h"
#include "checks/engine/ValueMap.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/Hashing.h"

using namespace clang;

namespace shapetidy {

FollowedBodies::FollowedBodies() = default;
FollowedBodies::~FollowedBodies() = default;

bool BodyEntry::operator==(const BodyEntry &Other) const {
  return Function == Other.Function && Depth == Other.Depth &&
         IsDoubtful == Other.IsDoubtful && OnlyCertain == Other.OnlyCertain &&
         Roots == Other.Roots && Escaped == Other.Escaped &&
         Aliases == Other.Aliases && Arguments == Other.Arguments &&
         Names == Other.Names && Facts == Other.Facts;
}

size_t BodyEntry::hash() const {
  llvm::hash_code Hash = llvm::hash_combine(Function, Depth, Facts.hash());
  for (const auto &[Root, Held] : Roots)
    Hash = llvm::hash_combine(Hash, Root, hashOf(Held));
  return Hash;
}

const BodySummary *FollowedBodies::find(const BodyEntry &Entry) const {
  auto [Begin, End] = Summaries.equal_range(Entry.hash());
  for (auto At = Begin; At != End; ++At)
    if (At->second->Entry == Entry)
      return &At->second->Summary;
  return nullptr;
}

const BodySummary &FollowedBodies::add(BodyEntry Entry, BodySummary Summary) {
  size_t Hash = Entry.hash();
  auto New = std::make_unique<Known>(Known{std::move(Entry), std::move(Summary)});
  return Summaries.emplace(Hash, std::move(New))->second->Summary;
}

void FollowedBodies::reset() {
  Summaries.clear();
  Visits = 0;
}

std::unique_ptr<CFG> buildGraph(const FunctionDecl *Function,
                                ASTContext &Context) {
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Options.AddInitializers = true;
  Options.AddCXXDefaultInitExprInCtors = true;
  return CFG::buildCFG(Function, Function->getBody(), &Context, Options);
}

const CFG *FollowedBodies::graphOf(const FunctionDecl *Function,
                                   ASTContext &Context) {
  auto [At, IsNew] = Graphs.try_emplace(Function);
  if (IsNew)
    At->second = buildGraph(Function, Context);
  return At->second.get();
}

} // namespace shapetidy

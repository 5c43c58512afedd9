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

/// Answers that are carried from one function to the next.
static constexpr size_t MaxRemembered = 10000;

FollowedBodies::FollowedBodies() = default;
FollowedBodies::~FollowedBodies() = default;

bool BodyEntry::operator==(const BodyEntry &Other) const {
  return Function == Other.Function && IsDoubtful == Other.IsDoubtful &&
         OnlyCertain == Other.OnlyCertain && Roots == Other.Roots &&
         Escaped == Other.Escaped && Aliases == Other.Aliases &&
         Arguments == Other.Arguments && Names == Other.Names &&
         Facts == Other.Facts;
}

size_t BodyEntry::hash() const {
  llvm::hash_code Hash = llvm::hash_combine(Function, Facts.hash());
  for (const auto &[Root, Held] : Roots)
    Hash = llvm::hash_combine(Hash, Root, hashOf(Held));
  return Hash;
}

const FollowedBodies::Known *FollowedBodies::findIn(const Answers &Where,
                                                    const BodyEntry &Entry,
                                                    unsigned Depth,
                                                    unsigned MaxDepth) {
  auto [Begin, End] = Where.equal_range(Entry.hash());
  for (auto At = Begin; At != End; ++At) {
    const Known &Old = *At->second;
    const FollowedReach &Reach = Old.Summary.Reach;
    bool IsWhole = !Reach.IsCut && Depth + Reach.Levels <= MaxDepth;
    if ((IsWhole || Depth == Old.Depth) && Old.Entry == Entry)
      return &Old;
  }
  return nullptr;
}

const BodySummary *FollowedBodies::find(const BodyEntry &Entry, unsigned Depth,
                                        unsigned MaxDepth) const {
  const Known *Found = findIn(OfFunction, Entry, Depth, MaxDepth);
  if (!Found)
    Found = findIn(OfAll, Entry, Depth, MaxDepth);
  return Found ? &Found->Summary : nullptr;
}

const BodySummary &FollowedBodies::add(BodyEntry Entry, unsigned Depth,
                                       BodySummary Summary, bool ForAll) {
  size_t Hash = Entry.hash();
  auto New = std::make_unique<Known>(
      Known{std::move(Entry), Depth, std::move(Summary)});
  Answers &Where = ForAll ? OfAll : OfFunction;
  return Where.emplace(Hash, std::move(New))->second->Summary;
}

const void *FollowedBodies::entryEpoch(size_t Index) {
  while (EntryEpochs.size() <= Index)
    EntryEpochs.push_back(std::make_unique<char>());
  return EntryEpochs[Index].get();
}

Size FollowedBodies::entrySize(SizeContext &Sizes, size_t Index,
                               const SymbolInfo &Like) {
  auto Key = std::make_tuple(Index, Like.Name, Like.Nature, Like.Minimum);
  auto At = EntrySizes.find(Key);
  if (At == EntrySizes.end())
    At = EntrySizes
             .emplace(std::move(Key), Sizes.symbol({Like.Name, Like.Nature,
                                                    Like.Minimum, Origin()}))
             .first;
  return At->second;
}

void FollowedBodies::reset() {
  OfFunction.clear();
  if (IsSpent || OfAll.size() > MaxRemembered)
    OfAll.clear();
  IsSpent = false;
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

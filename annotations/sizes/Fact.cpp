//===-- Fact.cpp - Claims about sizes, and sets of them -------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/sizes/Fact.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

using namespace shapetidy;

/// One fact and what lies behind it. The summaries make equality and membership
/// tests cheap where the answer is no.
struct FactSet::Link : llvm::RefCountedBase<FactSet::Link> {
  Link(Fact Here, llvm::IntrusiveRefCntPtr<Link> Next)
      : Here(Here), Next(std::move(Next)) {
    size_t Own = hash_value(Here.Claim);
    Filter = bitOf(Own);
    Hash = Own;
    Count = 1;
    if (this->Next) {
      Filter |= this->Next->Filter;
      Hash += this->Next->Hash; // Order must not matter.
      Count += this->Next->Count;
    }
  }
  /// A chain of any length is released in a loop, not by recursion.
  ~Link() {
    llvm::IntrusiveRefCntPtr<Link> Rest = std::move(Next);
    while (Rest && Rest->UseCount() == 1) {
      llvm::IntrusiveRefCntPtr<Link> After = std::move(Rest->Next);
      Rest = std::move(After);
    }
  }

  static uint64_t bitOf(size_t Hash) { return uint64_t(1) << (Hash % 64); }

  Fact Here;
  llvm::IntrusiveRefCntPtr<Link> Next;
  uint64_t Filter;
  size_t Hash;
  size_t Count;
};

Relation shapetidy::negation(Relation R) {
  constexpr Relation Table[] = {Relation::NE, Relation::EQ, Relation::GT,
                                Relation::GE, Relation::LT, Relation::LE};
  return Table[static_cast<unsigned>(R)];
}

Relation shapetidy::mirrored(Relation R) {
  constexpr Relation Table[] = {Relation::EQ, Relation::NE, Relation::GE,
                                Relation::GT, Relation::LE, Relation::LT};
  return Table[static_cast<unsigned>(R)];
}

llvm::StringRef shapetidy::spelling(Relation R) {
  constexpr llvm::StringLiteral Table[] = {"==", "!=", "<=", "<", ">=", ">"};
  return Table[static_cast<unsigned>(R)];
}

namespace shapetidy {

bool operator==(const Goal &A, const Goal &B) {
  if (A.Rel == B.Rel && A.Left == B.Left && A.Right == B.Right)
    return true;
  return A.Rel == mirrored(B.Rel) && A.Left == B.Right && A.Right == B.Left;
}

llvm::hash_code hash_value(const Goal &G) {
  // The lesser side first, so that orientation does not matter.
  bool Swap = G.Right < G.Left;
  return llvm::hash_combine(
      static_cast<unsigned>(Swap ? mirrored(G.Rel) : G.Rel),
      Swap ? G.Right : G.Left, Swap ? G.Left : G.Right);
}

} // namespace shapetidy

std::string shapetidy::print(const SizeContext &Context, const Goal &G) {
  return Context.print(G.Left) + " " + spelling(G.Rel).str() + " " +
         Context.print(G.Right);
}

FactSet::FactSet() = default;
FactSet::~FactSet() = default;
FactSet::FactSet(const FactSet &) = default;
FactSet::FactSet(FactSet &&) noexcept = default;
FactSet &FactSet::operator=(const FactSet &) = default;
FactSet &FactSet::operator=(FactSet &&) noexcept = default;
FactSet::FactSet(llvm::IntrusiveRefCntPtr<Link> Head) : Head(std::move(Head)) {}

FactSet::iterator FactSet::begin() const { return iterator(Head.get()); }
FactSet::iterator::reference FactSet::iterator::operator*() const {
  return At->Here;
}
FactSet::iterator &FactSet::iterator::operator++() {
  At = At->Next.get();
  return *this;
}

size_t FactSet::size() const { return Head ? Head->Count : 0; }
size_t FactSet::hash() const { return Head ? Head->Hash : 0; }

bool FactSet::contains(const Goal &Claim) const {
  uint64_t Bit = Link::bitOf(hash_value(Claim));
  for (const Link *L = Head.get(); L && (L->Filter & Bit); L = L->Next.get())
    if (L->Here.Claim == Claim)
      return true;
  return false;
}

FactSet FactSet::with(const Fact &F) const {
  if (size() >= MaxSize || contains(F.Claim))
    return *this;
  return FactSet(llvm::makeIntrusiveRefCnt<Link>(F, Head));
}

namespace {

/// Claims looked up by hash.
class ClaimIndex {
public:
  void insert(const Goal &Claim) {
    ByHash[hash_value(Claim)].push_back(&Claim);
  }
  bool contains(const Goal &Claim) const {
    auto Found = ByHash.find(hash_value(Claim));
    return Found != ByHash.end() &&
           llvm::any_of(Found->second,
                        [&](const Goal *G) { return *G == Claim; });
  }

private:
  llvm::DenseMap<size_t, llvm::SmallVector<const Goal *, 1>> ByHash;
};

} // namespace

FactSet FactSet::intersect(const FactSet &A, const FactSet &B) {
  llvm::IntrusiveRefCntPtr<Link> Tail = A.Head;
  const Link *Other = B.Head.get();
  llvm::SmallVector<const Fact *, 8> Above;
  ClaimIndex OnlyInB;
  while (Tail.get() != Other) {
    if (!Other || (Tail && Tail->Count >= Other->Count)) {
      Above.push_back(&Tail->Here);
      Tail = Tail->Next;
    } else {
      OnlyInB.insert(Other->Here.Claim);
      Other = Other->Next.get();
    }
  }
  FactSet Result(std::move(Tail));
  for (const Fact *F : llvm::reverse(Above))
    if (OnlyInB.contains(F->Claim))
      Result = Result.with(*F);
  return Result;
}

bool FactSet::sameClaims(const FactSet &Other) const {
  if (Head == Other.Head)
    return true;
  if (size() != Other.size() || hash() != Other.hash())
    return false;
  ClaimIndex Index;
  for (const Fact &F : Other)
    Index.insert(F.Claim);
  return llvm::all_of(*this,
                      [&](const Fact &F) { return Index.contains(F.Claim); });
}

//===-- Store.cpp - Interning of sizes ------------------------------------===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "annotations/sizes/Store.h"
#include "annotations/sizes/Interval.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <new>

using namespace shapetidy;
using namespace shapetidy::detail;

namespace {

/// More symbols than this in a stand-in are not listed.
constexpr size_t MaxDependencies = 64;

template <typename T> const T *sentinel(int Which) {
  return Which == 0 ? llvm::DenseMapInfo<const T *>::getEmptyKey()
                    : llvm::DenseMapInfo<const T *>::getTombstoneKey();
}

template <typename T> bool isSentinel(const T *P) {
  return P == sentinel<T>(0) || P == sentinel<T>(1);
}

uint32_t saturatingAdd(uint32_t A, uint32_t B) {
  uint32_t Sum = A + B;
  return Sum < A ? std::numeric_limits<uint32_t>::max() : Sum;
}

/// Integers beyond 64 bits are too rare to be told apart by hash.
size_t hashOf(const Integer &I) {
  std::optional<int64_t> Small = asInt64(I);
  return Small ? size_t(llvm::hash_value(*Small)) : 0;
}

} // namespace

const SizeNode *NodeInfo::getEmptyKey() { return sentinel<SizeNode>(0); }
const SizeNode *NodeInfo::getTombstoneKey() { return sentinel<SizeNode>(1); }
unsigned NodeInfo::getHashValue(const SizeNode *N) {
  return getHashValue(N->Terms);
}
unsigned NodeInfo::getHashValue(llvm::ArrayRef<Term> Terms) {
  llvm::hash_code Hash = llvm::hash_value(Terms.size());
  for (const Term &T : Terms)
    Hash = llvm::hash_combine(Hash, T.Product, hashOf(T.Coefficient));
  return static_cast<unsigned>(Hash);
}
bool NodeInfo::isEqual(llvm::ArrayRef<Term> Terms, const SizeNode *N) {
  if (isSentinel(N) || Terms.size() != N->Terms.size())
    return false;
  for (auto [A, B] : llvm::zip(Terms, N->Terms))
    if (A.Product != B.Product || A.Coefficient != B.Coefficient)
      return false;
  return true;
}

const Monomial *MonomialInfo::getEmptyKey() { return sentinel<Monomial>(0); }
const Monomial *MonomialInfo::getTombstoneKey() {
  return sentinel<Monomial>(1);
}
unsigned MonomialInfo::getHashValue(const Monomial *M) {
  return getHashValue(M->Factors);
}
unsigned MonomialInfo::getHashValue(llvm::ArrayRef<Factor> Factors) {
  llvm::hash_code Hash = llvm::hash_value(Factors.size());
  for (Factor F : Factors)
    Hash = llvm::hash_combine(Hash, F.Base, F.Power);
  return static_cast<unsigned>(Hash);
}
bool MonomialInfo::isEqual(llvm::ArrayRef<Factor> Factors, const Monomial *M) {
  return !isSentinel(M) && Factors == M->Factors;
}

const Atom *AtomInfo::getEmptyKey() { return sentinel<Atom>(0); }
const Atom *AtomInfo::getTombstoneKey() { return sentinel<Atom>(1); }
unsigned AtomInfo::getHashValue(const Atom *A) {
  return getHashValue(AtomKey{A->Kind, A->Name, A->Operands});
}
unsigned AtomInfo::getHashValue(const AtomKey &Key) {
  llvm::hash_code Hash =
      llvm::hash_combine(static_cast<unsigned>(Key.Kind), Key.Name);
  for (Size S : Key.Operands)
    Hash = llvm::hash_combine(Hash, S.node());
  return static_cast<unsigned>(Hash);
}
bool AtomInfo::isEqual(const AtomKey &Key, const Atom *A) {
  return !isSentinel(A) && Key.Kind == A->Kind && Key.Name == A->Name &&
         Key.Operands == A->Operands;
}

SizeStore::SizeStore(SizeLimits Limits) : Limits(Limits) {
  Unit = monomial({});
}

SizeStore::~SizeStore() {
  for (llvm::MutableArrayRef<Term> Terms : TermsToDestroy)
    for (Term &T : Terms)
      T.~Term();
}

template <typename T>
llvm::ArrayRef<T> SizeStore::copy(llvm::ArrayRef<T> Items) {
  if (Items.empty())
    return {};
  T *Memory = Arena.Allocate<T>(Items.size());
  std::uninitialized_copy(Items.begin(), Items.end(), Memory);
  return {Memory, Items.size()};
}

const Monomial *SizeStore::monomial(llvm::ArrayRef<Factor> Factors) {
  if (auto Found = Monomials.find_as(Factors); Found != Monomials.end())
    return *Found;
  auto *M = new (Arena.Allocate<Monomial>()) Monomial;
  M->Factors = copy(Factors);
  for (Factor F : Factors) {
    M->Degree = saturatingAdd(M->Degree, F.Power);
    M->Depth = std::max(M->Depth, F.Base->Depth);
    M->TreeSize = saturatingAdd(M->TreeSize, F.Base->TreeSize);
    M->AllRigid &= F.Base->AllRigid;
  }
  M->Range = rangeOf(M->Factors);
  Monomials.insert(M);
  return M;
}

const Monomial *SizeStore::product(const Monomial *A, const Monomial *B) {
  if (A->isUnit())
    return B;
  if (B->isUnit())
    return A;
  llvm::SmallVector<Factor, 8> Factors;
  auto I = A->Factors.begin(), J = B->Factors.begin();
  while (I != A->Factors.end() || J != B->Factors.end()) {
    if (J == B->Factors.end() ||
        (I != A->Factors.end() && I->Base->Index < J->Base->Index)) {
      Factors.push_back(*I++);
    } else if (I == A->Factors.end() || J->Base->Index < I->Base->Index) {
      Factors.push_back(*J++);
    } else {
      Factors.push_back({I->Base, saturatingAdd(I->Power, J->Power)});
      ++I, ++J;
    }
  }
  return monomial(Factors);
}

const Monomial *SizeStore::quotient(const Monomial *A, const Monomial *B) {
  llvm::SmallVector<Factor, 8> Factors;
  auto J = B->Factors.begin();
  for (Factor F : A->Factors) {
    if (J != B->Factors.end() && J->Base == F.Base) {
      if (J->Power > F.Power)
        return nullptr;
      F.Power -= J->Power;
      ++J;
    }
    if (F.Power != 0)
      Factors.push_back(F);
  }
  return J == B->Factors.end() ? monomial(Factors) : nullptr;
}

const Monomial *SizeStore::common(const Monomial *A, const Monomial *B) {
  llvm::SmallVector<Factor, 8> Factors;
  for (Factor F : A->Factors)
    for (Factor G : B->Factors)
      if (F.Base == G.Base)
        Factors.push_back({F.Base, std::min(F.Power, G.Power)});
  return monomial(Factors);
}

const Atom *SizeStore::symbol(SymbolInfo Info, std::optional<RowId> Row,
                              std::optional<int64_t> Maximum) {
  auto *A = new (Arena.Allocate<Atom>()) Atom;
  A->AllRigid = Info.Nature == SymbolNature::Rigid;
  A->Index = NextAtom++;
  A->Symbol = SymbolAtoms.size();
  A->Range = {Info.Minimum, Maximum};
  Symbols.push_back(std::move(Info));
  SymbolAtoms.push_back(A);
  RowOfSymbol.push_back(Row);
  return A;
}

void SizeStore::noteDependencies(Atom &A) {
  llvm::SmallVector<SymbolId, 16> Found;
  llvm::SmallVector<const Atom *, 16> Pending;
  llvm::DenseSet<const Atom *> Seen;
  auto Enter = [&](Size S) {
    for (const Term &T : S.node()->Terms)
      for (Factor F : T.Product->Factors)
        if (Seen.insert(F.Base).second)
          Pending.push_back(F.Base);
  };
  llvm::for_each(A.Operands, Enter);
  while (!Pending.empty() && !A.DependsOnAll) {
    const Atom *Next = Pending.pop_back_val();
    if (Next->Kind == AtomKind::Symbol)
      Found.push_back(Next->Symbol);
    else if (Next->Kind != AtomKind::TooLarge)
      llvm::for_each(Next->Operands, Enter);
    llvm::append_range(Found, Next->Depends);
    A.DependsOnAll = Next->DependsOnAll || Found.size() > MaxDependencies;
  }
  if (A.DependsOnAll)
    Found.clear();
  llvm::sort(Found);
  Found.erase(llvm::unique(Found), Found.end());
  A.Depends = copy<SymbolId>(Found);
}

const Atom *SizeStore::atom(const AtomKey &Key) {
  if (auto Found = Atoms.find_as(Key); Found != Atoms.end())
    return *Found;
  uint32_t Depth = 1, TreeSize = 1;
  bool AllRigid = true;
  for (Size S : Key.Operands) {
    Depth = std::max(Depth, S.node()->Depth + 1);
    TreeSize = saturatingAdd(TreeSize, S.node()->TreeSize);
    AllRigid &= S.node()->AllRigid;
  }
  bool StandsIn = Key.Kind == AtomKind::TooLarge;
  if (!StandsIn &&
      (Depth > Limits.MaxDepth || TreeSize > Limits.MaxTreeSize / 2))
    return atom({AtomKind::TooLarge, Key.Name, Key.Operands});

  auto *A = new (Arena.Allocate<Atom>()) Atom;
  A->Kind = Key.Kind;
  A->AllRigid = AllRigid;
  A->Index = NextAtom++;
  A->Depth = StandsIn ? 1 : Depth;
  A->TreeSize = StandsIn ? 1 : TreeSize;
  A->Name = Key.Name.copy(Arena);
  A->Operands = copy(Key.Operands);
  A->Range = rangeOf(Key.Kind, Key.Operands);
  if (StandsIn)
    noteDependencies(*A);
  Atoms.insert(A);
  return A;
}

bool SizeStore::isTooLarge(const Integer &Coefficient) const {
  if (asInt64(Coefficient))
    return false;
  // Rarely needed, and not worth its memory in every scratch context.
  Integer Largest(1);
  for (unsigned Bits = 0; Bits < Limits.MaxCoefficientBits; Bits += 32)
    Largest = Largest * Integer(int64_t(1) << 32);
  return abs(Coefficient) > Largest;
}

bool SizeStore::exceedsLimits(const SizeNode &N) const {
  if (N.Terms.size() > Limits.MaxTerms || N.Depth > Limits.MaxDepth ||
      N.TreeSize > Limits.MaxTreeSize || N.degree() > Limits.MaxDegree)
    return true;
  return llvm::any_of(N.Terms,
                      [&](const Term &T) { return isTooLarge(T.Coefficient); });
}

const SizeNode *SizeStore::node(llvm::ArrayRef<Term> Terms) {
  if (auto Found = Nodes.find_as(Terms); Found != Nodes.end())
    return *Found;
  auto *N = new (Arena.Allocate<SizeNode>()) SizeNode;
  N->Terms = copy(Terms);
  N->Index = NextNode++;
  bool OwnsMemory = false;
  for (const Term &T : Terms) {
    N->Depth = std::max(N->Depth, T.Product->Depth);
    N->TreeSize =
        saturatingAdd(N->TreeSize, saturatingAdd(T.Product->TreeSize, 1));
    N->AllRigid &= T.Product->AllRigid;
    OwnsMemory |= !asInt64(T.Coefficient);
  }
  if (OwnsMemory)
    TermsToDestroy.push_back(
        {const_cast<Term *>(N->Terms.data()), N->Terms.size()});
  N->Range = rangeOf(N->Terms);
  Nodes.insert(N);
  return N;
}

Size SizeStore::internSorted(llvm::ArrayRef<Term> Terms) {
  const SizeNode *N = node(Terms);
  return exceedsLimits(*N) ? tooLarge("", Size(N)) : Size(N);
}

Size SizeStore::divideCoefficients(Size S, const Integer &By) {
  Polynomial Result;
  for (const Term &T : termsOf(S)) {
    Integer Quotient = llvm::floorDiv(T.Coefficient, By);
    if (Quotient != 0)
      Result.push_back({T.Product, canonical(Quotient)});
  }
  return internSorted(Result);
}

Size SizeStore::tooLarge(llvm::StringRef Name, llvm::ArrayRef<Size> Operands) {
  ++TooLarge;
  return size(atom({AtomKind::TooLarge, Name, Operands}));
}

Size SizeStore::intern(Polynomial Terms) {
  normalize(Terms);
  return internSorted(Terms);
}

Size SizeStore::constant(const Integer &Value) {
  if (Value == 0)
    return internSorted({});
  return internSorted(Term{Unit, canonical(Value)});
}

Size SizeStore::size(const Monomial *M) {
  return internSorted(Term{M, Integer(1)});
}

Size SizeStore::size(const Atom *A) { return size(monomial(Factor{A, 1})); }

//===-- PersistentMap.h - A map whose copies share what is equal *- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// From pointers to values. The analysis copies its state at every branch and
// joins it where branches meet; with this map a copy costs nothing, and a join
// as much as what differs, however long the function is.
//
// Vocabulary: the tree is a Patricia tree (Okasaki and Gill, "Fast Mergeable
// Integer Maps", 1998): a *leaf* has a key and a value; a *branch* tells its two
// halves apart by the lowest *bit* in which their keys differ. Its form depends
// on the keys alone, so that equal parts of two maps lie at equal places.
//
// It is not a general container: no iterators, and pointers to values live as
// long as nothing is changed.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_PERSISTENTMAP_H
#define SHAPETIDY_CHECKS_ENGINE_PERSISTENTMAP_H

#include <cstdint>
#include <memory>
#include <utility>

namespace shapetidy {

template <typename ValueT> class PersistentMap {
public:
  using Key = const void *;

  bool empty() const { return !Root; }
  const ValueT *find(Key K) const {
    const Node *Leaf = leafOf(Root.get(), bits(K));
    return Leaf ? &Leaf->Held : nullptr;
  }
  bool contains(Key K) const { return find(K) != nullptr; }
  void set(Key K, ValueT New) {
    Root = inserted(Root, std::make_shared<Node>(bits(K), std::move(New)));
  }
  void erase(Key K) {
    if (contains(K))
      Root = erased(Root, bits(K));
  }
  void clear() { Root.reset(); }
  bool identical(const PersistentMap &Other) const {
    return Root == Other.Root;
  }

  /// Calls \p Visit with each key and value, in no order that means anything.
  template <typename VisitT> void forEach(VisitT Visit) const {
    each(Root.get(), Visit);
  }

  /// Keeps the keys that both have. \p Join gets both values, sets its last
  /// argument if it changes the first, and says false to drop the key; it is
  /// not called where the maps share. True if something changed.
  template <typename JoinT> bool meet(const PersistentMap &Other, JoinT Join) {
    bool Changed = false;
    Root = met(Root, Other.Root, Join, Changed);
    return Changed;
  }

  /// Calls \p Visit with each entry of \p Other whose key is missing here.
  template <typename VisitT>
  void eachMissing(const PersistentMap &Other, VisitT Visit) const {
    missing(Root.get(), Other.Root.get(), Visit);
  }

private:
  struct Node;
  using NodePtr = std::shared_ptr<const Node>;
  struct Node {
    Node(uint64_t Bits, ValueT Held) : Bits(Bits), Held(std::move(Held)) {}
    Node(uint64_t Bits, uint64_t Bit, NodePtr Zero, NodePtr One)
        : Bits(Bits), Bit(Bit), Zero(std::move(Zero)), One(std::move(One)) {}
    bool isLeaf() const { return Bit == 0; }
    /// Do the keys below agree with \p Key in the bits below Bit?
    bool covers(uint64_t Key) const { return (Key & (Bit - 1)) == Bits; }

    uint64_t Bits;    ///< the key, or what the keys below have in common
    uint64_t Bit = 0; ///< 0 for a leaf
    ValueT Held{};
    NodePtr Zero, One;
  };

  static uint64_t bits(Key K) { return reinterpret_cast<uintptr_t>(K); }

  static const Node *leafOf(const Node *At, uint64_t Key) {
    while (At && !At->isLeaf())
      At = (Key & At->Bit) ? At->One.get() : At->Zero.get();
    return At && At->Bits == Key ? At : nullptr;
  }

  static NodePtr branch(uint64_t Bits, uint64_t Bit, NodePtr Zero,
                        NodePtr One) {
    if (!Zero)
      return One;
    if (!One)
      return Zero;
    return std::make_shared<Node>(Bits, Bit, std::move(Zero), std::move(One));
  }

  /// A branch above two nodes whose keys differ.
  static NodePtr above(NodePtr A, NodePtr B) {
    uint64_t Differing = A->Bits ^ B->Bits;
    uint64_t Bit = Differing & (~Differing + 1);
    bool AIsOne = A->Bits & Bit;
    uint64_t Bits = A->Bits & (Bit - 1);
    return AIsOne ? branch(Bits, Bit, std::move(B), std::move(A))
                  : branch(Bits, Bit, std::move(A), std::move(B));
  }

  static NodePtr inserted(const NodePtr &At, NodePtr Leaf) {
    if (!At)
      return Leaf;
    if (At->isLeaf())
      return At->Bits == Leaf->Bits ? Leaf : above(At, std::move(Leaf));
    if (!At->covers(Leaf->Bits))
      return above(At, std::move(Leaf));
    if (Leaf->Bits & At->Bit)
      return branch(At->Bits, At->Bit, At->Zero,
                    inserted(At->One, std::move(Leaf)));
    return branch(At->Bits, At->Bit, inserted(At->Zero, std::move(Leaf)),
                  At->One);
  }

  static NodePtr erased(const NodePtr &At, uint64_t Key) {
    if (At->isLeaf())
      return nullptr;
    if (Key & At->Bit)
      return branch(At->Bits, At->Bit, At->Zero, erased(At->One, Key));
    return branch(At->Bits, At->Bit, erased(At->Zero, Key), At->One);
  }

  template <typename VisitT> static void each(const Node *At, VisitT &Visit) {
    if (!At)
      return;
    if (At->isLeaf())
      return Visit(reinterpret_cast<Key>(static_cast<uintptr_t>(At->Bits)),
                   At->Held);
    each(At->Zero.get(), Visit);
    each(At->One.get(), Visit);
  }

  template <typename JoinT>
  static NodePtr metLeaf(const NodePtr &Mine, const Node *Theirs, JoinT &Join,
                         bool &Changed) {
    const Node *Other = leafOf(Theirs, Mine->Bits);
    bool Differs = false;
    if (Other == Mine.get())
      return Mine;
    ValueT Joined = Mine->Held;
    if (!Other || !Join(Joined, Other->Held, Differs)) {
      Changed = true;
      return nullptr;
    }
    Changed |= Differs;
    return Differs ? std::make_shared<Node>(Mine->Bits, std::move(Joined))
                   : Mine;
  }

  template <typename JoinT>
  static NodePtr met(const NodePtr &A, const NodePtr &B, JoinT &Join,
                     bool &Changed) {
    if (A == B)
      return A;
    if (!A || !B) {
      Changed |= A != nullptr;
      return nullptr;
    }
    if (A->isLeaf())
      return metLeaf(A, B.get(), Join, Changed);
    // Where B is the smaller one, everything else in A is lost.
    if (B->isLeaf() || A->Bit < B->Bit) {
      Changed = true;
      if (!A->covers(B->Bits))
        return nullptr;
      return met((B->Bits & A->Bit) ? A->One : A->Zero, B, Join, Changed);
    }
    if (B->Bit < A->Bit) {
      if (B->covers(A->Bits))
        return met(A, (A->Bits & B->Bit) ? B->One : B->Zero, Join, Changed);
      Changed = true;
      return nullptr;
    }
    if (A->Bits != B->Bits) {
      Changed = true;
      return nullptr;
    }
    NodePtr Zero = met(A->Zero, B->Zero, Join, Changed);
    NodePtr One = met(A->One, B->One, Join, Changed);
    if (Zero == A->Zero && One == A->One)
      return A;
    return branch(A->Bits, A->Bit, std::move(Zero), std::move(One));
  }

  template <typename VisitT>
  static void missing(const Node *Mine, const Node *Theirs, VisitT &Visit) {
    if (!Theirs || Mine == Theirs)
      return;
    if (!Mine)
      return each(Theirs, Visit);
    if (Theirs->isLeaf()) {
      if (!leafOf(Mine, Theirs->Bits))
        each(Theirs, Visit);
      return;
    }
    bool SamePlace = !Mine->isLeaf() && Mine->Bit == Theirs->Bit &&
                     Mine->Bits == Theirs->Bits;
    bool Below = !Mine->isLeaf() && Mine->Bit < Theirs->Bit &&
                 Mine->covers(Theirs->Bits);
    if (Below)
      return missing((Theirs->Bits & Mine->Bit) ? Mine->One.get()
                                                : Mine->Zero.get(),
                     Theirs, Visit);
    missing(SamePlace ? Mine->Zero.get() : Mine, Theirs->Zero.get(), Visit);
    missing(SamePlace ? Mine->One.get() : Mine, Theirs->One.get(), Visit);
  }

  NodePtr Root;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_PERSISTENTMAP_H

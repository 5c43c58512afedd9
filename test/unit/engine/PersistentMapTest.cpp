//===-- PersistentMapTest.cpp - Maps that share, against std::map ---------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/PersistentMap.h"
#include "gtest/gtest.h"
#include <map>
#include <random>

namespace shapetidy {

namespace {
using Map = PersistentMap<int>;
using Model = std::map<const void *, int>;

/// The same changes on both; keys look like those of objects on a heap.
struct Pair {
  Map Tested;
  Model Expected;

  void change(std::mt19937 &Random, unsigned Keys) {
    auto *Key = reinterpret_cast<const void *>(
        uintptr_t(0x7f0000000000) + uintptr_t(Random() % Keys) * 24);
    if (Random() % 3 == 0) {
      Tested.erase(Key);
      Expected.erase(Key);
      return;
    }
    int New = Random() % 4;
    Tested.set(Key, New);
    Expected[Key] = New;
  }
};
} // namespace

static Model contents(const Map &M) {
  Model Found;
  M.forEach([&](const void *Key, int Held) { Found[Key] = Held; });
  return Found;
}

TEST(PersistentMap, holdsWhatWasSet) {
  std::mt19937 Random(1);
  Pair P;
  for (unsigned I = 0; I < 3000; ++I) {
    P.change(Random, 60);
    ASSERT_EQ(contents(P.Tested), P.Expected);
  }
  for (const auto &[Key, Held] : P.Expected)
    EXPECT_EQ(*P.Tested.find(Key), Held);
}

TEST(PersistentMap, meetsAsAMapOfEachWould) {
  std::mt19937 Random(2);
  for (unsigned Round = 0; Round < 400; ++Round) {
    Pair A;
    for (unsigned I = 0; I < 40; ++I)
      A.change(Random, 50);
    Pair B = A;
    for (unsigned I = 0; I < Round % 30; ++I)
      (I % 2 ? A : B).change(Random, 50);
    // Equal values stay, values that differ by one become 9, others go.
    auto Join = [](int &Mine, int Theirs, bool &Changed) {
      if (Mine == Theirs)
        return true;
      Changed = std::abs(Mine - Theirs) == 1;
      Mine = 9;
      return Changed;
    };
    Model Expected;
    for (const auto &[Key, Held] : A.Expected)
      if (auto Other = B.Expected.find(Key); Other != B.Expected.end()) {
        int Joined = Held;
        bool Ignored = false;
        if (Join(Joined, Other->second, Ignored))
          Expected[Key] = Joined;
      }
    Map Met = A.Tested;
    bool Changed = Met.meet(B.Tested, Join);
    EXPECT_EQ(contents(Met), Expected);
    EXPECT_EQ(Changed, Expected != A.Expected);
    // What was copied from is as it was.
    EXPECT_EQ(contents(A.Tested), A.Expected);
  }
}

TEST(PersistentMap, findsWhatIsMissing) {
  std::mt19937 Random(3);
  for (unsigned Round = 0; Round < 400; ++Round) {
    Pair A;
    for (unsigned I = 0; I < 30; ++I)
      A.change(Random, 50);
    Pair B = A;
    for (unsigned I = 0; I < Round % 30; ++I)
      (I % 2 ? A : B).change(Random, 50);
    Model Expected, Found;
    for (const auto &[Key, Held] : B.Expected)
      if (!A.Expected.count(Key))
        Expected[Key] = Held;
    A.Tested.eachMissing(B.Tested,
                         [&](const void *Key, int Held) { Found[Key] = Held; });
    EXPECT_EQ(Found, Expected);
  }
}

TEST(PersistentMap, sharesWhatDidNotChange) {
  Map A;
  int Keys[4];
  for (int &Key : Keys)
    A.set(&Key, 1);
  Map B = A;
  EXPECT_TRUE(A.identical(B));
  auto Never = [](int &, int, bool &) { return false; };
  EXPECT_FALSE(A.meet(B, Never));
  B.set(&Keys[0], 2);
  EXPECT_FALSE(A.identical(B));
}

} // namespace shapetidy

//===-- Bindings.cpp - What axis names stand for -------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/shapes/Bindings.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"
#include <vector>

namespace shapetidy {

bool NameBinding::isUnbound() const {
  return !Definite && llvm::all_of(Broadcast, [](const auto &Candidate) {
    return Candidate.first.Length && Candidate.first.Length->asConstant() == 1;
  });
}

bool NameBinding::operator==(const NameBinding &Other) const {
  auto SameLength = [](const auto &A, const auto &B) {
    return A.first == B.first;
  };
  return Definite == Other.Definite && Length == Other.Length &&
         Broadcast.size() == Other.Broadcast.size() &&
         std::equal(Broadcast.begin(), Broadcast.end(), Other.Broadcast.begin(),
                    SameLength);
}

namespace {

template <typename Entry>
bool sameTable(const llvm::StringMap<Entry> &A,
               const llvm::StringMap<Entry> &B) {
  return A.size() == B.size() && llvm::all_of(A, [&](const auto &Row) {
           auto Found = B.find(Row.first());
           return Found != B.end() && Found->second == Row.second;
         });
}

template <typename Entry>
std::vector<llvm::StringRef> sortedKeys(const llvm::StringMap<Entry> &Table) {
  std::vector<llvm::StringRef> Keys(Table.keys().begin(), Table.keys().end());
  llvm::sort(Keys);
  return Keys;
}

} // namespace

bool Bindings::operator==(const Bindings &Other) const {
  return sameTable(Single, Other.Single) &&
         sameTable(Variadic, Other.Variadic) &&
         sameTable(Structures, Other.Structures);
}

std::string Bindings::print(const SizeContext &Sizes) const {
  std::string Text;
  auto Add = [&](const std::string &Piece) {
    Text += Text.empty() ? Piece : ", " + Piece;
  };
  for (llvm::StringRef Name : sortedKeys(Single)) {
    const NameBinding &B = Single.find(Name)->second;
    if (B.Definite)
      Add((llvm::Twine(Name) + " = " +
           (B.Length ? Sizes.print(*B.Length) : "?"))
              .str());
  }
  for (llvm::StringRef Name : sortedKeys(Variadic))
    Add((llvm::Twine("*") + Name + " = " +
         Variadic.find(Name)->second.Axes.print(Sizes))
            .str());
  for (llvm::StringRef Name : sortedKeys(Structures))
    Add((Name + ": " + Structures.find(Name)->second.Is.print(Sizes)).str());
  return Text;
}

} // namespace shapetidy

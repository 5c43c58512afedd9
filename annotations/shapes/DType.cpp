//===-- DType.cpp - Sets of element types --------------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/shapes/DType.h"
#include "annotations/syntax/DTypeNames.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/Regex.h"
#include <algorithm>

namespace shapetidy {

namespace {

void sortUnique(std::vector<std::string> &Names) {
  llvm::sort(Names);
  Names.erase(llvm::unique(Names), Names.end());
}

std::vector<std::string> merge(std::vector<std::string> A,
                               const std::vector<std::string> &B) {
  A.insert(A.end(), B.begin(), B.end());
  sortUnique(A);
  return A;
}

/// Python's `re.match`: at the start, not necessarily to the end.
bool matchesAtStart(llvm::StringRef Pattern, llvm::StringRef Name) {
  llvm::Regex Compiled((llvm::Twine("^(") + Pattern + ")").str());
  return Compiled.match(Name);
}

bool includes(const std::vector<std::string> &Sorted, llvm::StringRef Name) {
  return std::binary_search(Sorted.begin(), Sorted.end(), Name.str());
}

} // namespace

DTypeSet DTypeSet::any() {
  DTypeSet Set;
  Set.Any = true;
  return Set;
}

std::optional<DTypeSet> DTypeSet::fromClass(llvm::StringRef Class) {
  std::optional<DTypeMask> Mask = dtypeClassMask(Class);
  if (!Mask)
    return std::nullopt;
  if (*Mask == AnyDType)
    return any();
  DTypeSet Set;
  Set.Known = *Mask;
  return Set;
}

DTypeSet DTypeSet::ofAnnotation(llvm::StringRef DType) {
  DTypeMask Mask = admittedDTypes(DType);
  if (Mask == AnyDType)
    return any();
  DTypeSet Set;
  Set.Known = Mask;
  return Set;
}

DTypeSet DTypeSet::ofName(llvm::StringRef Name) {
  DTypeSet Set;
  if (std::optional<DTypeMask> Bit = exactDTypeMask(Name))
    Set.Known = *Bit;
  else
    Set.Custom.push_back(Name.str());
  return Set;
}

DTypeSet DTypeSet::ofNames(llvm::ArrayRef<llvm::StringRef> Names) {
  DTypeSet Set;
  for (llvm::StringRef Name : Names)
    Set = Set.unite(ofName(Name));
  return Set;
}

DTypeSet DTypeSet::matching(llvm::StringRef Pattern) {
  DTypeSet Set;
  std::string Problem;
  if (!llvm::Regex(Pattern).isValid(Problem))
    return Set;
  for (auto [Index, Name] : llvm::enumerate(exactDTypeNames()))
    if (matchesAtStart(Pattern, Name))
      Set.Known |= DTypeMask(1) << Index;
  Set.Patterns.push_back(Pattern.str());
  return Set;
}

bool DTypeSet::isEmpty() const {
  return !Any && !Known && Custom.empty() && Patterns.empty();
}

bool DTypeSet::contains(llvm::StringRef Name) const {
  if (Any)
    return true;
  if (std::optional<DTypeMask> Bit = exactDTypeMask(Name))
    return (Known & *Bit) != 0;
  return includes(Custom, Name) ||
         llvm::any_of(Patterns, [&](const std::string &Pattern) {
           return matchesAtStart(Pattern, Name);
         });
}

bool DTypeSet::isSubsetOf(const DTypeSet &Other) const {
  if (Other.Any)
    return true;
  if (Any || (Known & ~Other.Known) != 0)
    return false;
  return llvm::all_of(
             Custom,
             [&](const std::string &Name) { return Other.contains(Name); }) &&
         llvm::all_of(Patterns, [&](const std::string &Pattern) {
           return includes(Other.Patterns, Pattern);
         });
}

bool DTypeSet::isDisjoint(const DTypeSet &Other) const {
  return intersect(Other).isEmpty();
}

std::optional<std::string> DTypeSet::single() const {
  bool OneKnown = Known != 0 && (Known & (Known - 1)) == 0;
  if (Any || !Patterns.empty() || OneKnown + Custom.size() != 1)
    return std::nullopt;
  if (!OneKnown)
    return Known ? std::nullopt : std::optional(Custom.front());
  return exactDTypeNames()[llvm::countr_zero(Known)].str();
}

DTypeSet DTypeSet::intersect(const DTypeSet &Other) const {
  if (Any)
    return Other;
  if (Other.Any)
    return *this;
  DTypeSet Both;
  Both.Known = Known & Other.Known;
  for (const std::string &Name : Custom)
    if (Other.contains(Name))
      Both.Custom.push_back(Name);
  for (const std::string &Name : Other.Custom)
    if (contains(Name))
      Both.Custom.push_back(Name);
  sortUnique(Both.Custom);
  // Whether two patterns share a name outside the table is not decided here:
  // keeping both can only make a test more permissive.
  if (!Patterns.empty() && !Other.Patterns.empty())
    Both.Patterns = merge(Patterns, Other.Patterns);
  return Both;
}

DTypeSet DTypeSet::unite(const DTypeSet &Other) const {
  if (Any || Other.Any)
    return any();
  DTypeSet Either;
  Either.Known = Known | Other.Known;
  Either.Custom = merge(Custom, Other.Custom);
  Either.Patterns = merge(Patterns, Other.Patterns);
  return Either;
}

std::string DTypeSet::print() const {
  if (Any)
    return "any dtype";
  if (isEmpty())
    return "no dtype";
  if (std::optional<std::string> Name = single())
    return *Name;
  std::vector<std::string> Words;
  if (std::optional<llvm::StringRef> Class = dtypeClassWithMembers(Known))
    Words.push_back(Class->str());
  else
    for (auto [Index, Name] : llvm::enumerate(exactDTypeNames()))
      if (Known >> Index & 1)
        Words.push_back(Name.str());
  Words.insert(Words.end(), Custom.begin(), Custom.end());
  for (const std::string &Pattern : Patterns)
    Words.push_back("/" + Pattern + "/");
  std::string Text = Words.front();
  for (size_t I = 1, E = Words.size(); I < E; ++I)
    Text += (I + 1 == E ? " or " : ", ") + Words[I];
  return Text;
}

llvm::hash_code hash_value(const DTypeSet &Set) {
  return llvm::hash_combine(
      Set.Any, Set.Known,
      llvm::hash_combine_range(Set.Custom.begin(), Set.Custom.end()),
      llvm::hash_combine_range(Set.Patterns.begin(), Set.Patterns.end()));
}

} // namespace shapetidy

//===-- Coverage.cpp - How much the analysis knows ------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Coverage.h"

namespace shapetidy {

void Coverage::add(const Coverage &Other) {
  Expressions += Other.Expressions;
  RankKnown += Other.RankKnown;
  AxesKnown += Other.AxesKnown;
  Budgets.add(Other.Budgets);
  LibraryCalls += Other.LibraryCalls;
  ModelledCalls += Other.ModelledCalls;
  for (const auto &[Row, Count] : Other.Rows)
    Rows[Row] += Count;
  for (const auto &[Name, Count] : Other.Misses)
    Misses[Name] += Count;
  for (const auto &[Name, Count] : Other.Hits)
    Hits[Name] += Count;
  for (const auto &[Name, Of] : Other.Classes) {
    OfClass &Sum = Classes[Name];
    Sum.Expressions += Of.Expressions;
    Sum.RankKnown += Of.RankKnown;
    Sum.AxesKnown += Of.AxesKnown;
  }
  for (const auto &[Reason, Counts] : Other.Reasons) {
    Unknown &Sum = Reasons[Reason];
    Sum.Rank += Counts.Rank;
    Sum.Axes += Counts.Axes;
  }
}

} // namespace shapetidy

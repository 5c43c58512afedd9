//===-- RankQueries.cpp - What a test of a rank teaches -------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/RankQueries.h"
#include "checks/engine/Builtins.h"
#include "checks/engine/CallSite.h"
#include "checks/engine/CheckFunctions.h"
#include "checks/engine/Matching.h"
#include "checks/engine/Memory.h"

using namespace clang;

namespace shapetidy {

/// More axes than any library allows.
static constexpr int64_t MaxRank = 64;

/// The array \p Query asks about by the built-in \p Named; null if it is
/// something else.
static const Expr *arrayAsked(Point &P, const Expr *Query,
                              llvm::StringRef Named) {
  const auto *Call = dyn_cast<CallExpr>(conditionIn(Query));
  if (!Call || !Call->getDirectCallee())
    return nullptr;
  CallSite Site = callSiteOf(Call);
  const ModelRow *Row = P.S.Models->find(Site.Callee);
  return Row && Row->Transfer && Row->Transfer->Name == Named ? Site.Receiver
                                                              : nullptr;
}

void learnRank(Point &P, const Expr *Query, Size Rank) {
  std::optional<int64_t> Axes = Rank.asConstant();
  if (!Axes || *Axes < 0 || *Axes > MaxRank)
    return;
  const Expr *Asked = arrayAsked(P, Query, "rank");
  // `x.sizes().size()`.
  if (!Asked)
    if (const Expr *List = arrayAsked(P, Query, "listLength"))
      Asked = arrayAsked(P, List, "sizes");
  const Place *At = Asked ? placeOf(P, Asked) : nullptr;
  if (!At)
    return;
  Place To = *At;
  Value Known = valueOf(P, Asked);
  const ArrayValue *Array = Known.asArray();
  if (Array ? Array->Axes.rank().has_value() : !Known.isUnknown())
    return;
  llvm::SmallVector<Dim, 4> Dims(*Axes);
  ArrayValue Ranked;
  Ranked.Axes = Shape::ofDims(Dims);
  Value Shaped = Value::array(std::move(Ranked));
  write(P, To, Array ? meet(Known, Shaped) : Shaped);
}

void learnRank(Point &P, const Expr *Left, const Expr *Right) {
  if (std::optional<Size> Rank = valueOf(P, Right).asInteger())
    learnRank(P, Left, *Rank);
  if (std::optional<Size> Rank = valueOf(P, Left).asInteger())
    learnRank(P, Right, *Rank);
}

} // namespace shapetidy

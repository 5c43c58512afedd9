//===-- RankQueries.h - What a test of a rank teaches -----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Inside `if (x.dim() == 4)`, and `case 4:` of `switch (x.dim())`, an array of
// unknown rank has four axes.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_RANKQUERIES_H
#define SHAPETIDY_CHECKS_ENGINE_RANKQUERIES_H

#include "checks/engine/Frame.h"

namespace shapetidy {

/// If \p Query asks for the rank of an array in a known place, the array has
/// \p Rank axes from here on.
void learnRank(Point &P, const clang::Expr *Query, Size Rank);
/// The same for two sides of an equality.
void learnRank(Point &P, const clang::Expr *Left, const clang::Expr *Right);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_RANKQUERIES_H

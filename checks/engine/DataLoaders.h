//===-- DataLoaders.h - What the data loaders of libtorch give --*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A loader's type says which dataset its batches come from, and through which
// transforms: what `get` of the dataset returns, the transforms make a batch
// of.
//
// Vocabulary: an *example* is a torch::data::Example, with `data` and `target`.
// A dataset gives a *list* of them; the transform Stack makes one of the list,
// whose arrays have an axis more, of any length.
//
// Worked example. Of
//   auto data = MNIST("data").map(Normalize<>(0.1, 0.3)).map(Stack<>());
//   for (auto &batch : *make_data_loader<RandomSampler>(std::move(data), 64))
// `batch.data` is (?, ?, 28, 28) and `batch.target` is (?): Normalize may give
// an image of one channel more of them.
//
// What it is not: a model of samplers. How many examples a batch has is not
// known, as the last one has fewer.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_DATALOADERS_H
#define SHAPETIDY_CHECKS_ENGINE_DATALOADERS_H

#include "checks/engine/Frame.h"

namespace shapetidy {

/// What each turn of a loop over a loader of this type gets; unknown for any
/// other type.
Value loadedBatch(Point &P, clang::QualType Loader, const clang::Expr *At);
/// `Example(data, target)`. False for any other constructor.
bool transferExample(Point &P, const clang::CXXConstructExpr *Construct);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_DATALOADERS_H

//===-- ValueMap.h - Walking and rewriting what values are made of -*- C++ -*-//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A value that was computed for one call is reused for another: its own
// symbols become symbols of that other call, everything else stays.
//
// Worked example. `make()` returns (k, 3) where `k` is a run-time integer of
// its body. Two calls give (k, 3) and (k', 3): the same code, different
// numbers.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_VALUEMAP_H
#define SHAPETIDY_CHECKS_ENGINE_VALUEMAP_H

#include "checks/engine/Value.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace shapetidy {

/// What becomes of each part of a value.
struct ValueMapping {
  llvm::function_ref<Size(Size)> Length;
  llvm::function_ref<RowId(RowId)> Row;
  /// Since when an object has not changed (ObjectValue::Epoch).
  llvm::function_ref<const void *(const void *)> Epoch;
};

Value mapped(const Value &V, const ValueMapping &How);

/// Each symbol of each length of the value, those of its rows included.
void collectSymbols(const Value &V, SizeContext &Sizes,
                    llvm::SmallVectorImpl<SymbolId> &Out);
/// Each epoch of the value.
void collectEpochs(const Value &V, llvm::SmallVectorImpl<const void *> &Out);

/// Equal values have equal hashes.
size_t hashOf(const Value &V);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_VALUEMAP_H

//===-- FindingArgs.h - Sizes and shapes as arguments of findings -*- C++ -*-=//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Prints the pieces that sentences are made of, in one way everywhere: names
// first and quoted, numbers behind them in parentheses, `?` for what is not
// known.
//
//   sizeArg("d_model", 768)     'd_model' (768)
//   sizeArg("", n + 1)          'n + 1'
//   sizeArg("", 3)              3
//   sizeArg("", unknown)        ?
//   shapeArg((batch, ?, 3))     (batch, ?, 3)
//   witnessArg(n -> 2, m -> 3)  n = 2, m = 3
//
// These are arguments, not sentences: no word of a language stands in them.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_FINDINGARGS_H
#define SHAPETIDY_CHECKS_ENGINE_FINDINGARGS_H

#include "annotations/shapes/Shape.h"
#include "annotations/sizes/Solver.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace shapetidy {

/// A long text is cut in the middle of a list or after this many bytes, so
/// that a sentence about a thousand axes can still be read.
inline constexpr size_t MaxArgumentBytes = 120;
/// Names of a witness beyond this many are dropped.
inline constexpr unsigned MaxWitnessNames = 6;

/// \p Name is the axis name or expression the user wrote; it is dropped where
/// it would only repeat the size.
std::string sizeArg(llvm::StringRef Name, const std::optional<Size> &Length,
                    const SizeContext &Sizes);
std::string sizeArg(llvm::StringRef Name, const Dim &D,
                    const SizeContext &Sizes);
std::string shapeArg(const Shape &S, const SizeContext &Sizes);
/// The failing sizes of a decision; empty if there are none.
std::string witnessArg(const Decision &D, const SizeContext &Sizes);
/// The text without line ends and other control characters, cut if too long.
std::string textArg(llvm::StringRef Text);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_FINDINGARGS_H

//===-- BuiltinsSpatial.h - Settings with one item per axis -----*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

// Convolutions, pooling, padding and resampling treat the last axes of an image
// alike, and have a setting (stride, padding, ...) for each of these *spatial*
// axes: one number for all of them, or a list.
//
// Worked example. `conv2d(x, w, {}, 2, {1, 0})` on x: (b, c, 32, 32) has the
// stride 2 on both spatial axes and the paddings 1 and 0.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_BUILTINSSPATIAL_H
#define SHAPETIDY_CHECKS_ENGINE_BUILTINSSPATIAL_H

#include "checks/engine/BuiltinsAxes.h"

namespace shapetidy {

/// The setting for spatial axis \p I: \p Default where the call has none, no
/// value where it is not known.
std::optional<Size> spatialSetting(const BuiltinCall &Call,
                                   llvm::StringRef Role, unsigned I,
                                   std::optional<int64_t> Default);
/// An image: `batch channels` or only `channels` in front of the spatial axes.
/// Reports any other rank and gives false.
bool demandImage(BuiltinCall &Call, llvm::StringRef Role, unsigned Spatial);
/// The axis counted from the back, 1 the last one; unknown if it is hidden.
Dim fromBack(const Shape &In, unsigned Index);
/// \p In with \p Last instead of its last axes; open in front if \p In is.
Shape withLast(const Shape &In, llvm::ArrayRef<Dim> Last);
/// Reports \p Wanted only where it can never be at most \p Available.
bool demandAtMost(BuiltinCall &Call, OperandSide Wanted, OperandSide Available);
/// Index \p Role has to be below \p Of; reported only where it never is.
bool demandIndex(BuiltinCall &Call, llvm::StringRef Role,
                 std::optional<unsigned> Axis, const Dim &Of);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_BUILTINSSPATIAL_H

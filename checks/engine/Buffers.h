//===-- Buffers.h - How much memory is behind a pointer ---------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// C libraries take arrays as pointers. Where the pointer is made of something
// whose length is known, the number of elements from there on is known too.
//
// Worked example. After `std::vector<double> a(m * k);` the expression `&a[3]`
// has m * k - 3 elements behind it. A pointer that is a parameter, or was read
// from a variable, has an unknown number: its value is not followed.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_BUFFERS_H
#define SHAPETIDY_CHECKS_ENGINE_BUFFERS_H

#include "checks/engine/Frame.h"

namespace shapetidy {

/// Elements from where \p Pointer points to the end; none if that is not known.
std::optional<Size> elementsBehind(Point &P, const clang::Expr *Pointer);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_BUFFERS_H

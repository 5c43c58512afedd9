//===-- catch_test_macros.hpp - A part of Catch2 ----------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The name under which some programs include a part of catch_all.hpp.
//
//===----------------------------------------------------------------------===//

#include <catch2/catch_all.hpp>

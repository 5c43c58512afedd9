//===-- diagnostics_pop.h - undoes diagnostics_push.h -----------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#if defined(__clang__)
#pragma clang diagnostic pop
#endif

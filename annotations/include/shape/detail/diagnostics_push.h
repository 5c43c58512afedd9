//===-- diagnostics_push.h - quiet lines for -Weverything -------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Included before our declarations, undone by diagnostics_pop.h; on purpose
// without an include guard. Only warnings that no header of this kind can
// avoid are listed, each with its reason.
//
//===----------------------------------------------------------------------===//

#if defined(__clang__)
#pragma clang diagnostic push
// A Clang that does not know a name below must not say so.
#pragma clang diagnostic ignored "-Wunknown-warning-option"
// This is C++11 and says so.
#pragma clang diagnostic ignored "-Wc++98-compat"
#pragma clang diagnostic ignored "-Wc++98-compat-pedantic"
// A header has no source file to put the exception's vtable in.
#pragma clang diagnostic ignored "-Wweak-vtables"
// An attribute that only Clang has is used under Clang only.
#pragma clang diagnostic ignored "-Wgcc-compat"
// C++11 has no std::string_view; detail::slice is one, over a pointer.
#pragma clang diagnostic ignored "-Wunsafe-buffer-usage"
// Layout is not part of what is promised.
#pragma clang diagnostic ignored "-Wpadded"
// A copy of a short vector on an early return is no concern here.
#pragma clang diagnostic ignored "-Wnrvo"
#endif

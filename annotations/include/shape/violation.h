//===-- violation.h - what happens when a shape does not fit ----*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// shape::expect hands a message such as
//
//   shape::expect: axis 2 is 3, but 'n' is 4 from axis 1; the shape is
//   (2, 4, 3), the string "b n n"
//
// to the violation handler. The default one throws shape::violation, or, in a
// program built without exceptions, prints the message and aborts.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_VIOLATION_H
#define SHAPE_VIOLATION_H

#include "detail/diagnostics_push.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>

namespace shape {

/// A shape that is not the one expected; what() is the whole message.
class violation : public std::logic_error {
public:
  explicit violation(const std::string &message) : std::logic_error(message) {}
};

/// Receives the message. When it returns, shape::expect returns too, so a
/// handler may also log and go on.
using violation_handler = void (*)(const char *message);

namespace detail {

[[noreturn]] inline void default_violation_handler(const char *message) {
#if defined(__cpp_exceptions) || defined(_CPPUNWIND)
  throw violation(message);
#else
  std::fputs(message, stderr);
  std::fputs("\n", stderr);
  std::abort();
#endif
}

// One for the program, as std::set_terminate's; atomic because threads check
// shapes while another may install a handler.
inline std::atomic<violation_handler> &current_violation_handler() {
  static std::atomic<violation_handler> handler(&default_violation_handler);
  return handler;
}

} // namespace detail

/// Installs \p handler, or the default one if it is null, for the whole
/// program, and returns the one that was there before.
inline violation_handler set_violation_handler(violation_handler handler) {
  return detail::current_violation_handler().exchange(
      handler ? handler : &detail::default_violation_handler);
}

} // namespace shape

#include "detail/diagnostics_pop.h"

#endif // SHAPE_VIOLATION_H

//===-- dtype.h - names of element types ------------------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the elements of an array are called, and which classes a name is in:
//
//   dtype_name<float>()                   "float32"
//   is_in_dtype_class("float32", "Float") true, as for Float32, Inexact, Real,
//                                         Num and Shaped
//
// The names and classes are jaxtyping's (docs/language.md has the table). A type
// of your own gets a name by specialising dtype_of.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_DTYPE_H
#define SHAPE_DTYPE_H

#include "detail/diagnostics_push.h"
#include "detail/slice.h"

#include <complex>
#include <cstddef>
#include <string>
#include <type_traits>

namespace shape {

/// `value()` is the name of the elements of type \p T, or null if they have none.
template <class T, class = void> struct dtype_of {
  static const char *value() { return nullptr; }
};

template <> struct dtype_of<bool> {
  static const char *value() { return "bool"; }
};
template <> struct dtype_of<float> {
  static const char *value() { return "float32"; }
};
template <> struct dtype_of<double> {
  static const char *value() { return "float64"; }
};
template <> struct dtype_of<std::complex<float>> {
  static const char *value() { return "complex64"; }
};
template <> struct dtype_of<std::complex<double>> {
  static const char *value() { return "complex128"; }
};
// By size, because int64_t is long here and long long there.
template <class T>
struct dtype_of<T,
                typename std::enable_if<std::is_integral<T>::value &&
                                        !std::is_same<T, bool>::value>::type> {
  static const char *value() {
    bool has_sign = std::is_signed<T>::value;
    switch (sizeof(T)) {
    case 1:
      return has_sign ? "int8" : "uint8";
    case 2:
      return has_sign ? "int16" : "uint16";
    case 4:
      return has_sign ? "int32" : "uint32";
    case 8:
      return has_sign ? "int64" : "uint64";
    default:
      return nullptr;
    }
  }
};

template <class T> const char *dtype_name() {
  return dtype_of<typename std::remove_cv<T>::type>::value();
}

namespace detail {

// "Float8e5m2" is the class of "float8_e5m2".
inline std::string class_of_one(slice name) {
  std::string result;
  for (std::size_t i = 0; i < name.size; ++i)
    if (name[i] != '_')
      result += name[i];
  for (const char *start : {"bfloat", "uint"})
    if (name.starts_with(slice(start, std::char_traits<char>::length(start))))
      result[1] = static_cast<char>(result[1] - 'a' + 'A');
  if (!result.empty())
    result[0] = static_cast<char>(result[0] - 'a' + 'A');
  return result;
}

} // namespace detail

/// True if the class \p wanted admits elements called \p name. A class that is
/// not known here admits everything: it may be one of the program's own.
inline bool is_in_dtype_class(detail::slice name, detail::slice wanted) {
  using detail::slice;
  bool is_unsigned = name.starts_with("uint");
  bool is_signed = name.starts_with("int");
  bool is_float = name.starts_with("float") || name.starts_with("bfloat");
  bool is_complex = name.starts_with("complex");
  const struct {
    slice name;
    bool admits;
  } classes[] = {{"Shaped", true},
                 {"Bool", name.starts_with("bool")},
                 {"UInt", is_unsigned},
                 {"Int", is_signed},
                 {"Integer", is_unsigned || is_signed},
                 {"Float", is_float},
                 {"Complex", is_complex},
                 {"Inexact", is_float || is_complex},
                 {"Real", is_float || is_unsigned || is_signed},
                 {"Num", is_float || is_complex || is_unsigned || is_signed},
                 {"Key", name.starts_with("prng_key")}};
  for (const auto &each : classes)
    if (wanted.equals(each.name))
      return each.admits;
  const slice numbered[] = {"UInt", "Int", "BFloat", "Float", "Complex"};
  for (slice start : numbered)
    if (wanted.starts_with(start) && wanted.size > start.size &&
        detail::is_digit(wanted[start.size]))
      return detail::class_of_one(name) == wanted.str();
  return true;
}

} // namespace shape

#include "detail/diagnostics_pop.h"

#endif // SHAPE_DTYPE_H

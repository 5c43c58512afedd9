//===-- torch.h - shape::expect for libtorch --------------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// shape.h with the dtypes of tensors: `Float32[b n]` is compared at run time too,
// and `None` is an undefined tensor.
//
//   shape::expect(x, "Float32[b n] | None");
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_TORCH_H
#define SHAPE_TORCH_H

#include "shape.h"
#include "shape_dtype.h"

#include <torch/types.h>
#include <vector>

#include "detail/diagnostics_push.h"

namespace shape {

/// A tensor that is not defined has no axes; `None` says that it may be none.
template <> struct array_traits<at::Tensor> {
  static bool is_none(const at::Tensor &x) { return !x.defined(); }
  static std::size_t rank(const at::Tensor &x) {
    return static_cast<std::size_t>(x.dim());
  }
  static long long extent(const at::Tensor &x, std::size_t axis) {
    return x.size(static_cast<int64_t>(axis));
  }
  static const char *dtype(const at::Tensor &x) {
    switch (x.scalar_type()) {
    case at::kBool:
      return "bool";
    case at::kByte:
      return "uint8";
    case at::kChar:
      return "int8";
    case at::kShort:
      return "int16";
    case at::kInt:
      return "int32";
    case at::kLong:
      return "int64";
    case at::kHalf:
      return "float16";
    case at::kBFloat16:
      return "bfloat16";
    case at::kFloat:
      return "float32";
    case at::kDouble:
      return "float64";
    case at::kComplexFloat:
      return "complex64";
    case at::kComplexDouble:
      return "complex128";
    default:
      return nullptr; // quantised and the like have no name in the language
    }
  }
};

/// So that shape::vmap maps over the first axis of tensors.
template <> struct array_batch<at::Tensor> {
  static at::Tensor element(const at::Tensor &x, long long i) {
    return x.select(0, i);
  }
  static at::Tensor stack(const std::vector<at::Tensor> &elements) {
    return at::stack(elements);
  }
};

} // namespace shape

#include "detail/diagnostics_pop.h"

#endif // SHAPE_TORCH_H

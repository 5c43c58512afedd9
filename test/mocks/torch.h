//===-- torch.h - libtorch in miniature -------------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The declarations of libtorch that the tests use, under their real names, so
// that the library models apply and a test takes milliseconds. The models call
// parameters by their names, so these are libtorch's, too.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TEST_MOCKS_TORCH_H
#define SHAPETIDY_TEST_MOCKS_TORCH_H

#include <cstdint>
#include <initializer_list>
#include <tuple>
#include <vector>

namespace c10 {
enum class ScalarType : int8_t { Byte, Char, Short, Int, Long, Half, Float, Double };
constexpr auto kInt = ScalarType::Int;
constexpr auto kLong = ScalarType::Long;
constexpr auto kFloat = ScalarType::Float;
constexpr auto kDouble = ScalarType::Double;

struct nullopt_t {};
constexpr nullopt_t nullopt{};
template <typename T> struct optional {
  optional();
  optional(nullopt_t);
  optional(const T &);
};

template <typename T> struct ArrayRef {
  ArrayRef();
  ArrayRef(const T &);
  ArrayRef(const std::vector<T> &);
  ArrayRef(const std::initializer_list<T> &);
  const T &operator[](size_t) const;
  size_t size() const;
  const T *begin() const;
  const T *end() const;
  const T &front() const;
  const T &back() const;
  std::vector<T> vec() const;
};
template <typename T> bool operator==(ArrayRef<T>, ArrayRef<T>);
template <typename T> bool operator!=(ArrayRef<T>, ArrayRef<T>);
using IntArrayRef = ArrayRef<int64_t>;

struct Scalar {
  Scalar(int);
  Scalar(double);
};

struct TensorOptions {
  TensorOptions();
  TensorOptions(ScalarType);
};
} // namespace c10

namespace at {
using namespace c10;

class TensorBase {
public:
  TensorBase();
  TensorBase(const TensorBase &);
  TensorBase(TensorBase &&);
  int64_t dim() const;
  int64_t size(int64_t dim) const;
  IntArrayRef sizes() const;
  int64_t numel() const;
  bool defined() const;
};

class Tensor : public TensorBase {
public:
  Tensor();
  Tensor(const Tensor &);
  Tensor(Tensor &&);
  Tensor &operator=(const Tensor &) &;
  Tensor &operator=(Tensor &&) &;
  Tensor operator-() const;
  Tensor &operator+=(const Tensor &other);
  Tensor &add_(const Tensor &other, const Scalar &alpha = 1) const;
  Tensor add(const Tensor &other, const Scalar &alpha = 1) const;
  Tensor mm(const Tensor &mat2) const;
  Tensor matmul(const Tensor &other) const;
  Tensor t() const;
  Tensor permute(IntArrayRef dims) const;
  Tensor transpose(int64_t dim0, int64_t dim1) const;
  Tensor reshape(IntArrayRef shape) const;
  Tensor contiguous() const;
  Tensor exp() const;
  Tensor view(IntArrayRef size) const;
  Tensor unsqueeze(int64_t dim) const;
  Tensor &unsqueeze_(int64_t dim) const;
  Tensor squeeze(int64_t dim) const;
  Tensor &squeeze_(int64_t dim) const;
  Tensor &transpose_(int64_t dim0, int64_t dim1) const;
  Tensor &t_() const;
  const Tensor &resize_(IntArrayRef size) const;
  Tensor sum(IntArrayRef dim, bool keepdim = false,
             c10::optional<ScalarType> dtype = nullopt) const;
  Tensor relu() const;
  Tensor clone() const;
  Tensor to(ScalarType dtype) const;
};

Tensor operator+(const Tensor &x, const Tensor &y);
Tensor operator-(const Tensor &x, const Tensor &y);
Tensor operator*(const Tensor &x, const Tensor &y);
Tensor matmul(const Tensor &self, const Tensor &other);
Tensor mm(const Tensor &self, const Tensor &mat2);
Tensor mse_loss(const Tensor &self, const Tensor &target, int64_t reduction = 1);
Tensor relu(const Tensor &self);
Tensor softmax(const Tensor &self, int64_t dim);
Tensor stack(ArrayRef<Tensor> tensors, int64_t dim = 0);
Tensor cat(ArrayRef<Tensor> tensors, int64_t dim = 0);
} // namespace at

namespace torch {
using namespace at;
using at::Tensor;
constexpr auto kFloat32 = at::kFloat;
constexpr auto kFloat64 = at::kDouble;
constexpr auto kInt64 = at::kLong;

at::Tensor zeros(at::IntArrayRef size, at::TensorOptions options = {});
at::Tensor ones(at::IntArrayRef size, at::TensorOptions options = {});
at::Tensor randn(at::IntArrayRef size, at::TensorOptions options = {});
} // namespace torch

#endif // SHAPETIDY_TEST_MOCKS_TORCH_H

//===-- xla_ffi.h - XLA's FFI buffers in miniature --------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Declarations of xla/ffi/api/ffi.h that carry or ask for shapes.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TEST_MOCKS_XLA_FFI_H
#define SHAPETIDY_TEST_MOCKS_XLA_FFI_H

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace xla::ffi {

enum class DataType : uint8_t { INVALID, PRED, S8, S16, S32, S64, U8, U16, U32,
                                U64, F16, F32, F64 };
inline constexpr DataType S32 = DataType::S32;
inline constexpr DataType F32 = DataType::F32;
inline constexpr DataType F64 = DataType::F64;

template <typename T> class Span {
public:
  explicit Span(const std::vector<int64_t> &Of)
      : Data(Of.data()), Length(Of.size()) {}
  size_t size() const { return Length; }
  T &operator[](size_t I) const { return Data[I]; }
  T &front() const { return Data[0]; }
  T *begin() const { return Data; }
  T *end() const { return Data + Length; }

private:
  T *Data;
  size_t Length;
};

inline constexpr size_t kDynamicRank = std::numeric_limits<size_t>::max();

class AnyBuffer {
public:
  using Dimensions = Span<const int64_t>;
  explicit AnyBuffer(std::vector<int64_t> Sizes) : Sizes(Sizes) {}
  Dimensions dimensions() const { return Dimensions(Sizes); }
  size_t element_count() const {
    size_t Count = 1;
    for (int64_t N : Sizes)
      Count *= size_t(N);
    return Count;
  }

private:
  std::vector<int64_t> Sizes;
};

template <DataType dtype, size_t rank = kDynamicRank> class Buffer {
public:
  using Dimensions = AnyBuffer::Dimensions;
  explicit Buffer(std::vector<int64_t> Sizes) : Sizes(Sizes) {}
  Dimensions dimensions() const { return Dimensions(Sizes); }
  size_t element_count() const { return AnyBuffer(Sizes).element_count(); }

private:
  std::vector<int64_t> Sizes;
};
template <DataType dtype> using BufferR1 = Buffer<dtype, 1>;
template <DataType dtype> using BufferR2 = Buffer<dtype, 2>;

template <typename T> class Result {
public:
  explicit Result(T Value) : Value(Value) {}
  T &operator*() { return Value; }
  T *operator->() { return &Value; }

private:
  T Value;
};
template <DataType dtype, size_t rank = kDynamicRank>
using ResultBuffer = Result<Buffer<dtype, rank>>;

} // namespace xla::ffi

#endif // SHAPETIDY_TEST_MOCKS_XLA_FFI_H

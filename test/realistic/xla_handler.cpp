// A custom call as XLA's foreign function interface has it: a handler gets untyped
// buffers, binds them to typed ones, checks what it was compiled for and writes
// its results into buffers of the caller. Here is the part of the interface that
// it needs, and a caller that plays XLA's part.

#include "shape/shape.h"
#include "shape/shape_dtype.h"
#include "shape/tree.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <numeric>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

namespace xla::ffi {

enum class DataType { F32, S32 };
inline constexpr DataType F32 = DataType::F32, S32 = DataType::S32;

template <class T> class Span {
public:
  Span(const std::vector<std::remove_const_t<T>> &of)
      : data_(of.data()), size_(of.size()) {}
  std::size_t size() const { return size_; }
  T &operator[](std::size_t i) const { return data_[i]; }

private:
  T *data_;
  std::size_t size_;
};

/// What XLA hands over: memory, and what it says is in there.
struct AnyBuffer {
  DataType type;
  std::vector<std::int64_t> dimensions;
  void *data;
};

template <DataType Type> struct Element;
template <> struct Element<F32> {
  using type = float;
};
template <> struct Element<S32> {
  using type = std::int32_t;
};

template <DataType Type> class Buffer {
public:
  using value_type = typename Element<Type>::type;
  explicit Buffer(const AnyBuffer &any) : any_(&any) {}
  Span<const std::int64_t> dimensions() const { return any_->dimensions; }
  value_type *typed_data() const {
    return static_cast<value_type *>(any_->data);
  }

private:
  const AnyBuffer *any_;
};

/// A buffer that the handler writes.
template <class T> class Result {
public:
  explicit Result(const AnyBuffer &any) : value_(any) {}
  T &operator*() { return value_; }
  T *operator->() { return &value_; }

private:
  T value_;
};
template <DataType Type> using ResultBuffer = Result<Buffer<Type>>;

struct Error {
  std::string message; // empty for success
};

} // namespace xla::ffi

namespace ffi = xla::ffi;

template <ffi::DataType Type> struct shape::array_traits<ffi::Buffer<Type>> {
  using buffer = ffi::Buffer<Type>;
  static std::size_t rank(const buffer &x) { return x.dimensions().size(); }
  static long long extent(const buffer &x, std::size_t axis) {
    return x.dimensions()[axis];
  }
  static const char *dtype(const buffer &) {
    return dtype_name<typename buffer::value_type>();
  }
};

using F32 = ffi::Buffer<ffi::F32>;
using S32 = ffi::Buffer<ffi::S32>;

// y = scale * x / rms(x), row by row.
static void normalize(float epsilon, SHAPE("Float32[rows n]") F32 x,
                      SHAPE("Float32[n]") F32 scale,
                      SHAPE("Float32[rows n]") F32 y) {
  const std::int64_t rows = x.dimensions()[0], n = x.dimensions()[1];
  for (std::int64_t r = 0; r < rows; ++r) {
    const float *row = x.typed_data() + r * n;
    float squares = std::inner_product(row, row + n, row, 0.0f);
    float factor = 1 / std::sqrt(squares / static_cast<float>(n) + epsilon);
    for (std::int64_t i = 0; i < n; ++i)
      y.typed_data()[r * n + i] = row[i] * factor * scale.typed_data()[i];
  }
}

static void argmax(SHAPE("Float32[rows n]") F32 x,
                   SHAPE("Int32[rows]") S32 largest) {
  const std::int64_t rows = x.dimensions()[0], n = x.dimensions()[1];
  for (std::int64_t r = 0; r < rows; ++r) {
    const float *row = x.typed_data() + r * n;
    largest.typed_data()[r] =
        static_cast<std::int32_t>(std::max_element(row, row + n) - row);
  }
}

// rms_norm(x, scale) -> (y, the index of the largest of each row)
static ffi::Error rms_norm(float epsilon, SHAPE("Float32[batch n]") F32 x,
                           SHAPE("Float32[n]") F32 scale,
                           SHAPE("Float32[batch n]") ffi::ResultBuffer<ffi::F32> y,
                           SHAPE("Int32[batch]")
                               ffi::ResultBuffer<ffi::S32> largest) {
  // XLA knows nothing of the contract: it is checked once, here.
  try {
    shape::expect(x, "Float32[batch n]");
    shape::expect(scale, "Float32[n]");
    shape::expect(*y, "Float32[batch n]");
    shape::expect(*largest, "Int32[batch]");
  } catch (const shape::violation &error) {
    return {error.what()};
  }
  // One string is one scope; sizes across buffers are compared here.
  if (x.dimensions()[0] != y->dimensions()[0] ||
      x.dimensions()[1] != y->dimensions()[1] ||
      x.dimensions()[1] != scale.dimensions()[0] ||
      x.dimensions()[0] != largest->dimensions()[0])
    return {"the buffers disagree about batch and n"};
  normalize(epsilon, x, scale, *y);
  argmax(x, *largest);
  return {};
}

// What XLA_FFI_DEFINE_HANDLER makes of the function: from untyped buffers to
// typed ones, as many and of the types that it has.
template <class... Arg>
static ffi::Error call(ffi::Error (*handler)(float, Arg...), float attribute,
                       const std::vector<ffi::AnyBuffer> &buffers) {
  if (buffers.size() != sizeof...(Arg))
    return {"another number of buffers"};
  std::size_t i = 0;
  std::tuple<Arg...> typed{Arg(buffers[i++])...};
  return std::apply(
      [&](const Arg &...arg) { return handler(attribute, arg...); }, typed);
}

static void report(const char *what, const ffi::Error &error) {
  std::printf("%s: %s\n", what,
              error.message.empty() ? "ok" : error.message.c_str());
}

int main() {
  std::vector<float> x{3, 4, 0, 1}, scale{1, 2}, y(4);
  std::vector<std::int32_t> largest(2);
  using ffi::DataType;
  std::vector<ffi::AnyBuffer> buffers{{ffi::DataType::F32, {2, 2}, x.data()},
                                      {DataType::F32, {2}, scale.data()},
                                      {DataType::F32, {2, 2}, y.data()},
                                      {DataType::S32, {2}, largest.data()}};
  report("right", call(rms_norm, 0.0f, buffers));
  std::printf("y %.4f %.4f %.4f %.4f, largest %d %d\n", y[0], y[1], y[2], y[3],
              largest[0], largest[1]);
  buffers[1].dimensions = {2, 1};
  report("a scale of rank 2", call(rms_norm, 0.0f, buffers));
  buffers[1].dimensions = {1};
  report("a short scale", call(rms_norm, 0.0f, buffers));
}

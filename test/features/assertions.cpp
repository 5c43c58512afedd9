// What a program checks is known behind the check, whatever the macro is
// called: it expands to a branch to a call that does not return.
//
// RUN: %check_lines

#include <cassert>
#include <memory>
#include <shape/shape.h>
#include <sstream>
#include <string>
#include <torch.h>

using torch::Tensor;

// As libtorch has them.
namespace c10::detail {
[[noreturn]] void torchCheckFail(const char *func, const char *file, uint32_t line, const char *msg);
[[noreturn]] void torchInternalAssertFail(const char *cond, const char *msg);
}
#define C10_UNLIKELY(expr) (__builtin_expect(static_cast<bool>(expr), 0))
#define TORCH_CHECK(cond, ...)                                                                     \
  if (C10_UNLIKELY(!(cond))) {                                                                     \
    ::c10::detail::torchCheckFail(__func__, __FILE__, __LINE__, "" __VA_ARGS__);                   \
  }
#define TORCH_INTERNAL_ASSERT(cond, ...)                                                           \
  if (C10_UNLIKELY(!(cond))) {                                                                     \
    ::c10::detail::torchInternalAssertFail(#cond, "" __VA_ARGS__);                                 \
  }

// As glog has them.
namespace google {
struct LogMessageFatal {
  LogMessageFatal(const char *file, int line);
  LogMessageFatal(const char *file, int line, const char *text);
  [[noreturn]] ~LogMessageFatal();
  std::ostream &stream();
};
struct Voidify {
  void operator&(std::ostream &);
};
template <typename T> inline const T &GetReferenceableValue(const T &t) { return t; }
inline int GetReferenceableValue(int t) { return t; }
template <typename A, typename B> const char *MakeText(const A &, const B &, const char *);
template <typename A, typename B> inline const char *Check_EQImpl(const A &a, const B &b, const char *text) {
  if (__builtin_expect(!!(a == b), 1))
    return nullptr;
  else
    return MakeText(a, b, text);
}
template <typename A, typename B> inline std::unique_ptr<std::string> Check_GEImpl(const A &a, const B &b, const char *text) {
  if (a >= b) return nullptr;
  return std::make_unique<std::string>(text);
}
}
#define CHECK(cond) !(cond) ? (void)0 : (void)0, (cond) ? (void)0 : google::Voidify() & google::LogMessageFatal(__FILE__, __LINE__).stream()
#define CHECK_EQ(a, b)                                                                             \
  while (auto *_result = google::Check_EQImpl(google::GetReferenceableValue(a),                    \
                                              google::GetReferenceableValue(b), #a))               \
  google::LogMessageFatal(__FILE__, __LINE__, _result).stream()
#define CHECK_GE(a, b)                                                                             \
  while (std::unique_ptr<std::string> _result = google::Check_GEImpl(a, b, #a))                    \
  google::LogMessageFatal(__FILE__, __LINE__, _result->c_str()).stream()

// As Abseil has them.
namespace absl {
template <typename A, typename B> const char *CheckFailed(const A &, const B &);
template <typename A, typename B> inline const char *CheckEqImpl(const A &a, const B &b, const char *) {
  return (a == b) ? nullptr : CheckFailed(a, b);
}
}
#define ABSL_CHECK(cond)                                                                           \
  switch (0)                                                                                       \
  case 0:                                                                                          \
  default:                                                                                         \
    (cond) ? (void)0 : google::Voidify() & google::LogMessageFatal(__FILE__, __LINE__).stream()
#define ABSL_CHECK_EQ(a, b)                                                                        \
  switch (0)                                                                                       \
  case 0:                                                                                          \
  default:                                                                                         \
    while (const char *_result = absl::CheckEqImpl(a, b, #a))                                      \
    google::LogMessageFatal(__FILE__, __LINE__, _result).stream()

// As Eigen and ggml have them.
namespace Eigen::internal { [[noreturn]] void assert_fail(const char *, const char *, const char *, int); }
#define eigen_assert(x) do { if (!(x)) Eigen::internal::assert_fail(#x, "", __FILE__, __LINE__); } while (false)
extern "C" [[noreturn]] void ggml_abort(const char *file, int line, const char *fmt, ...);
#define GGML_ASSERT(x) if (!(x)) ggml_abort(__FILE__, __LINE__, "GGML_ASSERT(%s) failed", #x)

void unknownSizes([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  x + y;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: shapes do not broadcast in '+': 'n' on axis 0 of 'x', 'm' on axis 0 of 'y'; fails for n = 2, m = 3 [shape-mismatch]
}

void torchCheck([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  TORCH_CHECK(x.size(0) == y.size(0), "sizes");
  shape::reveal(x + y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x + y' is (n) [shape-reveal]
}

void torchInternal([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  TORCH_INTERNAL_ASSERT(x.size(0) == y.size(0));
  x + y;
}

void torchTwo([[shape("n k")]] Tensor x, [[shape("m l")]] Tensor y) {
  TORCH_CHECK(x.size(0) == y.size(0) && x.size(1) == y.size(1), "sizes");
  x + y;
}

void torchLists([[shape("n k")]] Tensor x, [[shape("m l")]] Tensor y) {
  TORCH_CHECK(x.sizes() == y.sizes(), "sizes");
  x + y;
}

void torchRank(Tensor x) {
  TORCH_CHECK(x.dim() == 3, "rank");
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (?, ?, ?) [shape-reveal]
  x.matmul(torch::zeros({2}).unsqueeze(0).unsqueeze(0).unsqueeze(0));
}

void torchConstant([[shape("n 3")]] Tensor x, [[shape("4")]] Tensor y) {
  TORCH_CHECK(x.size(0) == 5);
  x.t() + y;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: shapes do not broadcast in '+': 'n' (5) on axis 1 of 'x.t()', 4 on axis 0 of 'y' [shape-mismatch]
}

void glogCheck([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  CHECK(x.size(0) == y.size(0)) << "sizes";
  x + y;
}

void glogEqual([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  CHECK_EQ(x.size(0), y.size(0)) << "sizes";
  x + y;
}

void glogOther([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  CHECK_EQ(x.size(0), 3);
  x + y;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: shapes do not broadcast in '+': 'n' (3) on axis 0 of 'x', 'm' on axis 0 of 'y'; fails for m = 2, n = 3 [shape-mismatch]
}

void glogGreater([[shape("n")]] Tensor x, [[shape("3")]] Tensor y) {
  CHECK_GE(x.size(0), 4);
  x + y;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: shapes do not broadcast in '+': 'n' on axis 0 of 'x', 3 on axis 0 of 'y' [shape-mismatch]
}

void abseil([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  ABSL_CHECK(x.size(0) == y.size(0)) << "sizes";
  x + y;
}

void abseilEqual([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  ABSL_CHECK_EQ(x.size(0), y.size(0));
  x + y;
}

void eigen([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  eigen_assert(x.size(0) == y.size(0));
  x + y;
}

void ggml([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  GGML_ASSERT(x.size(0) == y.size(0));
  x + y;
}

void standard([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  assert(x.size(0) == y.size(0) && "sizes");
  x + y;
}

void assumed([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  [[assume(x.size(0) == y.size(0))]];
  x + y;
}

void builtin(int k, int l, [[shape("4")]] Tensor y) {
  __builtin_assume(k == 5 && l == 4);
  torch::zeros({l}) + y;
  torch::zeros({k}) + y;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: shapes do not broadcast in '+': 'k' (5) on axis 0 of 'torch::zeros({k})', 4 on axis 0 of 'y' [shape-mismatch]
}

void thrown([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  if (x.size(0) != y.size(0))
    throw 1;
  x + y;
}

void message([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  if (x.size(0) != y.size(0)) {
    std::ostringstream text;
    text << "sizes";
    throw text.str();
  }
  x + y;
}

// A log message that returns proves nothing.
struct Warning {
  ~Warning();
  std::ostream &stream();
};
void warned([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  if (x.size(0) != y.size(0))
    Warning().stream() << "sizes";
  x + y;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: shapes do not broadcast in '+': 'n' on axis 0 of 'x', 'm' on axis 0 of 'y'; fails for n = 2, m = 3 [shape-mismatch]
}

// Integers are sizes: what is computed from them is followed.
//
// RUN: %check_lines

#include <algorithm>
#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

enum Sizes { Small = 2, Large = 7 };
enum class Scoped : int { Four = 4 };
constexpr int Width = 6;
constexpr int twice(int k) { return 2 * k; }
static const int64_t Fixed = 9;
bool more();
int unknown();

void queries([[shape("b 3 h")]] Tensor x) {
  int64_t b = x.size(0), h = x.size(-1);
  shape::reveal(torch::zeros({b, h, x.sizes()[1], int64_t(x.sizes().size())}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({b, h, x.sizes()[1], int...' is (b, h, 3, 3) float32 [shape-reveal]
  shape::reveal(torch::zeros({x.dim(), x.numel()}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({x.dim(), x.numel()})' is (3, 3*b*h) float32 [shape-reveal]
  auto sizes = x.sizes();
  shape::reveal(torch::zeros({sizes[0] * 2, sizes[2] + 1}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({sizes[0] * 2, sizes[2] ...' is (2*b, h + 1) float32 [shape-reveal]
}

void constants() {
  shape::reveal(torch::zeros({Small, Large, int(Scoped::Four), Width}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({Small, Large, int(Scope...' is (2, 7, 4, 6) float32 [shape-reveal]
  shape::reveal(torch::zeros({twice(4), Fixed, int(sizeof(double)), true}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({twice(4), Fixed, int(si...' is (8, 9, 8, 1) float32 [shape-reveal]
  shape::reveal(torch::zeros({static_cast<int64_t>(5), int64_t{6}, 0x10, 'a' - 'a' + 1}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({static_cast<int64_t>(5)...' is (5, 6, 16, 1) float32 [shape-reveal]
  shape::reveal(torch::zeros({static_cast<int>(Large) / Small, Large % Small}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({static_cast<int>(Large)...' is (3, 1) float32 [shape-reveal]
}

void arithmetic(int n, int m, [[shape("b")]] Tensor x) {
  int64_t b = x.size(0);
  shape::reveal(torch::zeros({n + m, n - 1, 2 * n, b / 2, b % 3}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({n + m, n - 1, 2 * n, b ...' is (n + m, n - 1, 2*n, b // 2, b % 3) float32 [shape-reveal]
  shape::reveal(torch::zeros({b * b - b, -(-b), +b, (b + 1) * 2}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({b * b - b, -(-b), +b, (...' is (b*b - b, b, b, 2*b + 2) float32 [shape-reveal]
  shape::reveal(torch::zeros({(b * 4) / 2, (b + b) / b}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({(b * 4) / 2, (b + b) / b})' is (2*b, 2) float32 [shape-reveal]
  shape::reveal(torch::zeros({-7 / 2 + 8, -7 % 2 + 8}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({-7 / 2 + 8, -7 % 2 + 8})' is (5, 7) float32 [shape-reveal]
  shape::reveal(torch::zeros({n / 2}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({n / 2})' is (n / 2) float32 [shape-reveal]
}

void steps(int n) {
  int k = n;
  ++k;
  shape::reveal(torch::zeros({k, k++, k}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({k, k++, k})' is (n + 1, n + 1, n + 2) float32 [shape-reveal]
  k -= 3;
  k *= 2;
  shape::reveal(torch::zeros({k, --k}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({k, --k})' is (2*n - 2, 2*n - 3) float32 [shape-reveal]
  k = 12;
  k /= 5;
  shape::reveal(torch::zeros({k}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({k})' is (2) float32 [shape-reveal]
  k %= 2;
  shape::reveal(torch::zeros({k}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({k})' is (0) float32 [shape-reveal]
  k += k = 3;
  k = more() ? 4 : 4;
  shape::reveal(torch::zeros({k}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({k})' is (4) float32 [shape-reveal]
  k <<= 1;
  shape::reveal(torch::zeros({k}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({k})' is (k) float32 [shape-reveal]
  int a, c;
  a = c = 5;
  shape::reveal(torch::zeros({a, c, (a, c + 1)}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({a, c, (a, c + 1)})' is (5, 5, 6) float32 [shape-reveal]
}

void extremes(int n, [[shape("b")]] Tensor x) {
  int64_t b = x.size(0);
  shape::reveal(torch::zeros({std::min(3, 4), std::max(3, 4), std::min<int64_t>(b, b)}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({std::min(3, 4), std::ma...' is (3, 4, b) float32 [shape-reveal]
  shape::reveal(torch::zeros({std::max<int64_t>(b, 0), std::min<int64_t>(b, 2)}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({std::max<int64_t>(b, 0)...' is (b, min(b, 2)) float32 [shape-reveal]
}

// Conversions: constants wrap around, what may not fit is unknown.
void conversions(int n, int64_t l) {
  uint8_t small = 300;
  shape::reveal(torch::zeros({small}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({small})' is (?) float32 [shape-reveal]
  int8_t narrow = n;
  shape::reveal(torch::zeros({narrow}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({narrow})' is (?) float32 [shape-reveal]
  shape::reveal(torch::zeros({(int)l, (int64_t)n, (short)n}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({(int)l, (int64_t)n, (sh...' is (l, n, n) float32 [shape-reveal]
  uint32_t wrapped = -1;
  shape::reveal(torch::zeros({int64_t(wrapped)}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({int64_t(wrapped)})' is (4294967295) float32 [shape-reveal]
  bool flag = n;
  shape::reveal(torch::zeros({flag}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({flag})' is (?) float32 [shape-reveal]
  int fromDouble = 2.5;
  shape::reveal(torch::zeros({fromDouble}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({fromDouble})' is (fromDouble) float32 [shape-reveal]
}

// An unsigned difference may wrap around.
void unsignedNumbers(unsigned n, [[shape("b")]] Tensor x) {
  unsigned k = n - 1;
  shape::reveal(torch::zeros({int64_t(k)}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({int64_t(k)})' is (k) float32 [shape-reveal]
  size_t b = x.size(0);
  shape::reveal(torch::zeros({int64_t(b - 1)}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({int64_t(b - 1)})' is (b - 1) float32 [shape-reveal]
  if (n > 4)
    shape::reveal(torch::zeros({int64_t(n - 4)}));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'torch::zeros({int64_t(n - 4)})' is (n - 4) float32 [shape-reveal]
}

// What was a length is no negative number, what was divided by is not 0.
void taught(int k, int d, [[shape("4")]] Tensor y) {
  torch::zeros({k});
  if (k < 0)
    torch::zeros({3}) + y;
  int q = 100 / d;
  if (d == 0)
    torch::zeros({3}) + y;
  int r = 100 % k;
  if (k == 0)
    torch::zeros({3}) + y;
  if (q == r)
    torch::zeros({3}) + y;
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: shapes do not broadcast in '+': 3 on axis 0 of 'torch::zeros({3})', 4 on axis 0 of 'y' [shape-mismatch]
}

void contradictions(int k, [[shape("4")]] Tensor y) {
  torch::zeros({k}) + y;
  torch::zeros({k + 2}) + y;
  if (k != 4)
    torch::zeros({3}) + y;
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: shapes do not broadcast in '+': 3 on axis 0 of 'torch::zeros({3})', 4 on axis 0 of 'y' [shape-mismatch]
}

struct Config {
  int width = 8;
  static constexpr int Depth = 3;
  int64_t heads;
};

void fields(Config c, const Config &r) {
  shape::reveal(torch::zeros({c.width, c.heads, Config::Depth}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({c.width, c.heads, Confi...' is (c.width, c.heads, 3) float32 [shape-reveal]
  c.width = 5;
  shape::reveal(torch::zeros({c.width, c.heads / 2 * 2}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({c.width, c.heads / 2 * 2})' is (5, 2*(c.heads / 2)) float32 [shape-reveal]
  shape::reveal(torch::zeros({r.width}) + torch::zeros({r.width}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({r.width}) + torch::zero...' is (broadcast(r.width, r.width)) float32 [shape-reveal]
  Config own;
  shape::reveal(torch::zeros({own.width}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({own.width})' is (8) float32 [shape-reveal]
  Config set{.width = 4, .heads = 2};
  shape::reveal(torch::zeros({set.width, set.heads}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({set.width, set.heads})' is (4, 2) float32 [shape-reveal]
}

template <int N> void parameter() {
  shape::reveal(torch::zeros({N, N + 1}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({N, N + 1})' is (3, 4) float32 [shape-reveal]
}
template void parameter<3>();

template <typename... T> void packs(T... t) {
  shape::reveal(torch::zeros({int(sizeof...(T))}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({int(sizeof...(T))})' is (2) float32 [shape-reveal]
}
template void packs(int, int);

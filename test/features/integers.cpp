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
  shape::reveal(torch::zeros({x.dim(), x.numel()}));
  auto sizes = x.sizes();
  shape::reveal(torch::zeros({sizes[0] * 2, sizes[2] + 1}));
}

void constants() {
  shape::reveal(torch::zeros({Small, Large, int(Scoped::Four), Width}));
  shape::reveal(torch::zeros({twice(4), Fixed, int(sizeof(double)), true}));
  shape::reveal(torch::zeros({static_cast<int64_t>(5), int64_t{6}, 0x10, 'a' - 'a' + 1}));
  shape::reveal(torch::zeros({static_cast<int>(Large) / Small, Large % Small}));
}

void arithmetic(int n, int m, [[shape("b")]] Tensor x) {
  int64_t b = x.size(0);
  shape::reveal(torch::zeros({n + m, n - 1, 2 * n, b / 2, b % 3}));
  shape::reveal(torch::zeros({b * b - b, -(-b), +b, (b + 1) * 2}));
  shape::reveal(torch::zeros({(b * 4) / 2, (b + b) / b}));
  shape::reveal(torch::zeros({-7 / 2 + 8, -7 % 2 + 8}));
  shape::reveal(torch::zeros({n / 2}));
}

void steps(int n) {
  int k = n;
  ++k;
  shape::reveal(torch::zeros({k, k++, k}));
  k -= 3;
  k *= 2;
  shape::reveal(torch::zeros({k, --k}));
  k = 12;
  k /= 5;
  shape::reveal(torch::zeros({k}));
  k %= 2;
  shape::reveal(torch::zeros({k}));
  k += k = 3;
  k = more() ? 4 : 4;
  shape::reveal(torch::zeros({k}));
  k <<= 1;
  shape::reveal(torch::zeros({k}));
  int a, c;
  a = c = 5;
  shape::reveal(torch::zeros({a, c, (a, c + 1)}));
}

void extremes(int n, [[shape("b")]] Tensor x) {
  int64_t b = x.size(0);
  shape::reveal(torch::zeros({std::min(3, 4), std::max(3, 4), std::min<int64_t>(b, b)}));
  shape::reveal(torch::zeros({std::max<int64_t>(b, 0), std::min<int64_t>(b, 2)}));
}

// Conversions: constants wrap around, what may not fit is unknown.
void conversions(int n, int64_t l) {
  uint8_t small = 300;
  shape::reveal(torch::zeros({small}));
  int8_t narrow = n;
  shape::reveal(torch::zeros({narrow}));
  shape::reveal(torch::zeros({(int)l, (int64_t)n, (short)n}));
  uint32_t wrapped = -1;
  shape::reveal(torch::zeros({int64_t(wrapped)}));
  bool flag = n;
  shape::reveal(torch::zeros({flag}));
  int fromDouble = 2.5;
  shape::reveal(torch::zeros({fromDouble}));
}

// An unsigned difference may wrap around.
void unsignedNumbers(unsigned n, [[shape("b")]] Tensor x) {
  unsigned k = n - 1;
  shape::reveal(torch::zeros({int64_t(k)}));
  size_t b = x.size(0);
  shape::reveal(torch::zeros({int64_t(b - 1)}));
  if (n > 4)
    shape::reveal(torch::zeros({int64_t(n - 4)}));
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
}

void contradictions(int k, [[shape("4")]] Tensor y) {
  torch::zeros({k}) + y;
  torch::zeros({k + 2}) + y;
  if (k != 4)
    torch::zeros({3}) + y;
}

struct Config {
  int width = 8;
  static constexpr int Depth = 3;
  int64_t heads;
};

void fields(Config c, const Config &r) {
  shape::reveal(torch::zeros({c.width, c.heads, Config::Depth}));
  c.width = 5;
  shape::reveal(torch::zeros({c.width, c.heads / 2 * 2}));
  shape::reveal(torch::zeros({r.width}) + torch::zeros({r.width}));
  Config own;
  shape::reveal(torch::zeros({own.width}));
  Config set{.width = 4, .heads = 2};
  shape::reveal(torch::zeros({set.width, set.heads}));
}

template <int N> void parameter() {
  shape::reveal(torch::zeros({N, N + 1}));
}
template void parameter<3>();

template <typename... T> void packs(T... t) {
  shape::reveal(torch::zeros({int(sizeof...(T))}));
}
template void packs(int, int);

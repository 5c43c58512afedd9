// Lists of sizes that are built step by step.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <algorithm>
#include <array>
#include <numeric>
#include <torch.h>
#include <vector>

using torch::Tensor;

bool more();
void read(const std::vector<int64_t> &);
void change(std::vector<int64_t> &);
void changeItem(int64_t &);

void vectors([[shape("b 3 4")]] Tensor x) {
  std::vector<int64_t> s;
  shape::reveal(x.reshape(s));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x.reshape(s)' is (...) [shape-reveal]
  // CHECK-MESSAGES: :[[@LINE-2]]:19: warning: number of elements differs in 'reshape': '12*b' before, 1 after [shape-mismatch]
  s.push_back(x.size(0));
  s.push_back(12);
  shape::reveal(x.reshape(s));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x.reshape(s)' is (b, 12) [shape-reveal]
  s.emplace_back(1);
  shape::reveal(x.reshape(s));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x.reshape(s)' is (b, 12, 1) [shape-reveal]
  s.pop_back();
  s.insert(s.begin(), 1);
  shape::reveal(x.reshape(s));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x.reshape(s)' is (1, b, 12) [shape-reveal]
  s.insert(s.end(), -1);
  shape::reveal(x.reshape(s));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x.reshape(s)' is (1, b, 12, 1) [shape-reveal]
  s.insert(s.begin() + 1, 1);
  shape::reveal(x.reshape(s));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x.reshape(s)' is (1, 1, b, 12, 1) [shape-reveal]
  s.erase(s.begin());
  shape::reveal(x.reshape(s));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x.reshape(s)' is (1, b, 12, 1) [shape-reveal]
  s.clear();
  s.push_back(-1);
  shape::reveal(x.reshape(s));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x.reshape(s)' is (12*b) [shape-reveal]
}

void wrong([[shape("b 3 4")]] Tensor x) {
  std::vector<int64_t> s;
  s.push_back(5);
  x.sum(0).reshape(s);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: number of elements differs in 'reshape': 12 before, 5 after [shape-mismatch]
  s = {3, 4};
  x.sum(0).reshape(s);
  s.back() = 5;
  x.sum(0).reshape(s);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: number of elements differs in 'reshape': 12 before, 15 after [shape-mismatch]
}

void elements([[shape("2 3 4")]] Tensor x) {
  std::vector<int64_t> s = {24, 1};
  shape::reveal(torch::zeros({s[0], s.at(1), s.front(), s.back()}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({s[0], s.at(1), s.front(...' is (24, 1, 24, 1) float32 [shape-reveal]
  s[0] = 6;
  s.at(1) = 4;
  shape::reveal(x.reshape(s));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x.reshape(s)' is (6, 4) [shape-reveal]
  s.front() = 3;
  s.back() = 8;
  shape::reveal(x.reshape(s));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x.reshape(s)' is (3, 8) [shape-reveal]
  shape::reveal(torch::zeros({int64_t(s.size())}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({int64_t(s.size())})' is (2) float32 [shape-reveal]
  s[s.size() - 1] = 2;
  shape::reveal(torch::zeros(s));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(s)' is (3, 2) float32 [shape-reveal]
  s[more()] = 5;
  shape::reveal(torch::zeros(s));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(s)' is (?, ?) float32 [shape-reveal]
  s[0] += 1;
  s[1]++;
  shape::reveal(torch::zeros(s));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(s)' is (s[0] + 1, s[1] + 1) float32 [shape-reveal]
}

void lengths([[shape("2 3")]] Tensor x) {
  std::vector<int64_t> ones(3, 1);
  shape::reveal(torch::zeros(ones));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(ones)' is (1, 1, 1) float32 [shape-reveal]
  std::vector<int64_t> zeros(2);
  zeros[0] = 2;
  zeros[1] = 3;
  shape::reveal(torch::zeros(zeros));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(zeros)' is (2, 3) float32 [shape-reveal]
  ones.resize(2);
  shape::reveal(torch::zeros(ones));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(ones)' is (1, 1) float32 [shape-reveal]
  ones.resize(4, 7);
  shape::reveal(torch::zeros(ones));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(ones)' is (1, 1, 7, 7) float32 [shape-reveal]
  ones.assign(2, 9);
  shape::reveal(torch::zeros(ones));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(ones)' is (9, 9) float32 [shape-reveal]
  ones.assign({4, 5});
  ones.reserve(100);
  shape::reveal(torch::zeros(ones));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(ones)' is (4, 5) float32 [shape-reveal]
  std::vector<int64_t> dims(x.dim(), 1);
  shape::reveal(torch::zeros(dims));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(dims)' is (1, 1) float32 [shape-reveal]
}

void ranges([[shape("b 3 4")]] Tensor x) {
  std::vector<int64_t> s(x.sizes().begin(), x.sizes().end());
  shape::reveal(torch::zeros(s));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(s)' is (b, 3, 4) float32 [shape-reveal]
  std::vector<int64_t> t = {7, 8};
  t.insert(t.end(), s.begin(), s.end());
  shape::reveal(torch::zeros(t));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(t)' is (7, 8, b, 3, 4) float32 [shape-reveal]
  t.insert(t.begin(), {1, 2});
  shape::reveal(torch::zeros(t));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(t)' is (1, 2, 7, 8, b, 3, 4) float32 [shape-reveal]
  std::vector<int64_t> copy = t, taken(copy);
  copy.clear();
  shape::reveal(torch::zeros(copy));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(copy)' is () float32 [shape-reveal]
  shape::reveal(torch::zeros(taken));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(taken)' is (1, 2, 7, 8, b, 3, 4) float32 [shape-reveal]
  s.swap(copy);
  shape::reveal(torch::zeros(copy));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(copy)' is (b, 3, 4) float32 [shape-reveal]
  shape::reveal(torch::zeros(s));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(s)' is () float32 [shape-reveal]
  std::swap(s, copy);
  shape::reveal(torch::zeros(s));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(s)' is (b, 3, 4) float32 [shape-reveal]
}

void numbers([[shape("b 3 4")]] Tensor x) {
  std::vector<int64_t> s = {2, x.size(0), 5};
  int64_t product = std::accumulate(s.begin(), s.end(), 1, std::multiplies<int64_t>());
  int64_t sum = std::accumulate(s.begin(), s.end(), 0);
  shape::reveal(torch::zeros({product, sum}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({product, sum})' is (10*b, b + 7) float32 [shape-reveal]
  shape::reveal(torch::zeros({std::min(s[0], s[2]), std::max(s[0], s[2]), std::max(s[0], s[1])}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({std::min(s[0], s[2]), s...' is (2, 5, max(b, 2)) float32 [shape-reveal]
  shape::reveal(torch::zeros({std::max({1, 4, 2})}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({std::max({1, 4, 2})})' is (4) float32 [shape-reveal]
}

void calls() {
  std::vector<int64_t> s = {2, 3};
  read(s);
  shape::reveal(torch::zeros(s));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(s)' is (2, 3) float32 [shape-reveal]
  changeItem(s[0]);
  shape::reveal(torch::zeros(s));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(s)' is (...) float32 [shape-reveal]
  s = {2, 3};
  change(s);
  shape::reveal(torch::zeros(s));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(s)' is (...) float32 [shape-reveal]
}

void arrays([[shape("2 6")]] Tensor x) {
  int64_t c[2] = {3, 4};
  shape::reveal(x.reshape({c[0], c[1]}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x.reshape({c[0], c[1]})' is (3, 4) [shape-reveal]
  c[1] = 2;
  shape::reveal(torch::zeros({c[0], c[1]}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({c[0], c[1]})' is (3, 2) float32 [shape-reveal]
  int64_t filled[3] = {3};
  shape::reveal(torch::zeros({filled[0], filled[2]}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({filled[0], filled[2]})' is (3, 0) float32 [shape-reveal]
  int64_t open[2];
  open[0] = 5;
  open[1] = 6;
  shape::reveal(torch::zeros({open[0], open[1]}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({open[0], open[1]})' is (5, 6) float32 [shape-reveal]
  std::array<int64_t, 2> a = {3, 4};
  shape::reveal(torch::zeros({a[0], a.back(), int64_t(a.size())}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({a[0], a.back(), int64_t...' is (3, 4, 2) float32 [shape-reveal]
  a[0] = 7;
  shape::reveal(torch::zeros({a[0], std::get<1>(a)}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({a[0], std::get<1>(a)})' is (7, 4) float32 [shape-reveal]
  a.fill(2);
  shape::reveal(torch::zeros({a[0], a[1]}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({a[0], a[1]})' is (2, 2) float32 [shape-reveal]
  auto [first, second] = a;
  shape::reveal(torch::zeros({first, second}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({first, second})' is (2, 2) float32 [shape-reveal]
}

void loops([[shape("2 3")]] Tensor x) {
  std::vector<int64_t> s = {2};
  for (int i = 0; i < 3; ++i)
    s.push_back(3);
  shape::reveal(torch::zeros(s));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(s)' is (...) float32 [shape-reveal]
  int64_t total = 1;
  for (int64_t n : x.sizes())
    total *= n;
  shape::reveal(torch::zeros({total}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({total})' is (total) float32 [shape-reveal]
  for (int64_t n : {4, 4})
    shape::reveal(torch::zeros({n}));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'torch::zeros({n})' is (4) float32 [shape-reveal]
  std::vector<int64_t> same = {5, 5};
  for (auto &n : same) {
    shape::reveal(torch::zeros({n}));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'torch::zeros({n})' is (n) float32 [shape-reveal]
    n = 6;
  }
  shape::reveal(torch::zeros(same));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(same)' is (...) float32 [shape-reveal]
}

void branches(bool f) {
  std::vector<int64_t> s = {2, 3};
  if (f)
    s.push_back(4);
  else
    s[1] = 5;
  shape::reveal(torch::zeros(s));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros(s)' is (2, ..., ?) float32 [shape-reveal]
}

std::vector<int64_t> built(int64_t n) {
  std::vector<int64_t> s;
  s.push_back(n);
  return s;
}

// Lists of sizes that are built step by step.
//
// RUN: %check_lines

#include <shape/shape.h>
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
  s.push_back(x.size(0));
  s.push_back(12);
  shape::reveal(x.reshape(s));
  s.emplace_back(1);
  shape::reveal(x.reshape(s));
  s.pop_back();
  s.insert(s.begin(), 1);
  shape::reveal(x.reshape(s));
  s.insert(s.end(), -1);
  shape::reveal(x.reshape(s));
  s.insert(s.begin() + 1, 1);
  shape::reveal(x.reshape(s));
  s.erase(s.begin());
  shape::reveal(x.reshape(s));
  s.clear();
  s.push_back(-1);
  shape::reveal(x.reshape(s));
}

void wrong([[shape("b 3 4")]] Tensor x) {
  std::vector<int64_t> s;
  s.push_back(5);
  x.sum(0).reshape(s);
  s = {3, 4};
  x.sum(0).reshape(s);
  s.back() = 5;
  x.sum(0).reshape(s);
}

void elements([[shape("2 3 4")]] Tensor x) {
  std::vector<int64_t> s = {24, 1};
  shape::reveal(torch::zeros({s[0], s.at(1), s.front(), s.back()}));
  s[0] = 6;
  s.at(1) = 4;
  shape::reveal(x.reshape(s));
  s.front() = 3;
  s.back() = 8;
  shape::reveal(x.reshape(s));
  shape::reveal(torch::zeros({int64_t(s.size())}));
  s[s.size() - 1] = 2;
  shape::reveal(torch::zeros(s));
  s[more()] = 5;
  shape::reveal(torch::zeros(s));
  s[0] += 1;
  s[1]++;
  shape::reveal(torch::zeros(s));
}

void lengths([[shape("2 3")]] Tensor x) {
  std::vector<int64_t> ones(3, 1);
  shape::reveal(torch::zeros(ones));
  std::vector<int64_t> zeros(2);
  zeros[0] = 2;
  zeros[1] = 3;
  shape::reveal(torch::zeros(zeros));
  ones.resize(2);
  shape::reveal(torch::zeros(ones));
  ones.resize(4, 7);
  shape::reveal(torch::zeros(ones));
  ones.assign(2, 9);
  shape::reveal(torch::zeros(ones));
  ones.assign({4, 5});
  ones.reserve(100);
  shape::reveal(torch::zeros(ones));
  std::vector<int64_t> dims(x.dim(), 1);
  shape::reveal(torch::zeros(dims));
}

void ranges([[shape("b 3 4")]] Tensor x) {
  std::vector<int64_t> s(x.sizes().begin(), x.sizes().end());
  shape::reveal(torch::zeros(s));
  std::vector<int64_t> t = {7, 8};
  t.insert(t.end(), s.begin(), s.end());
  shape::reveal(torch::zeros(t));
  t.insert(t.begin(), {1, 2});
  shape::reveal(torch::zeros(t));
  std::vector<int64_t> copy = t, taken(copy);
  copy.clear();
  shape::reveal(torch::zeros(copy));
  shape::reveal(torch::zeros(taken));
  s.swap(copy);
  shape::reveal(torch::zeros(copy));
  shape::reveal(torch::zeros(s));
  std::swap(s, copy);
  shape::reveal(torch::zeros(s));
}

void numbers([[shape("b 3 4")]] Tensor x) {
  std::vector<int64_t> s = {2, x.size(0), 5};
  int64_t product = std::accumulate(s.begin(), s.end(), 1, std::multiplies<int64_t>());
  int64_t sum = std::accumulate(s.begin(), s.end(), 0);
  shape::reveal(torch::zeros({product, sum}));
  shape::reveal(torch::zeros({std::min(s[0], s[2]), std::max(s[0], s[2]), std::max(s[0], s[1])}));
  shape::reveal(torch::zeros({std::max({1, 4, 2})}));
}

void calls() {
  std::vector<int64_t> s = {2, 3};
  read(s);
  shape::reveal(torch::zeros(s));
  changeItem(s[0]);
  shape::reveal(torch::zeros(s));
  s = {2, 3};
  change(s);
  shape::reveal(torch::zeros(s));
}

void arrays([[shape("2 6")]] Tensor x) {
  int64_t c[2] = {3, 4};
  shape::reveal(x.reshape({c[0], c[1]}));
  c[1] = 2;
  shape::reveal(torch::zeros({c[0], c[1]}));
  int64_t filled[3] = {3};
  shape::reveal(torch::zeros({filled[0], filled[2]}));
  int64_t open[2];
  open[0] = 5;
  open[1] = 6;
  shape::reveal(torch::zeros({open[0], open[1]}));
  std::array<int64_t, 2> a = {3, 4};
  shape::reveal(torch::zeros({a[0], a.back(), int64_t(a.size())}));
  a[0] = 7;
  shape::reveal(torch::zeros({a[0], std::get<1>(a)}));
  a.fill(2);
  shape::reveal(torch::zeros({a[0], a[1]}));
  auto [first, second] = a;
  shape::reveal(torch::zeros({first, second}));
}

void loops([[shape("2 3")]] Tensor x) {
  std::vector<int64_t> s = {2};
  for (int i = 0; i < 3; ++i)
    s.push_back(3);
  shape::reveal(torch::zeros(s));
  int64_t total = 1;
  for (int64_t n : x.sizes())
    total *= n;
  shape::reveal(torch::zeros({total}));
  for (int64_t n : {4, 4})
    shape::reveal(torch::zeros({n}));
  std::vector<int64_t> same = {5, 5};
  for (auto &n : same) {
    shape::reveal(torch::zeros({n}));
    n = 6;
  }
  shape::reveal(torch::zeros(same));
}

void branches(bool f) {
  std::vector<int64_t> s = {2, 3};
  if (f)
    s.push_back(4);
  else
    s[1] = 5;
  shape::reveal(torch::zeros(s));
}

std::vector<int64_t> built(int64_t n) {
  std::vector<int64_t> s;
  s.push_back(n);
  return s;
}

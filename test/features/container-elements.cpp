// Elements that are not known one by one: what everything that was put in has
// in common, through any access; and who may write them.
//
// RUN: %check_lines

#include <algorithm>
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <shape/shape.h>
#include <string>
#include <torch_nn.h>
#include <unordered_map>
#include <vector>

using torch::Tensor;

bool more();
void change(Tensor &);

void homogeneous([[shape("2 3")]] Tensor x, [[shape("4 3")]] Tensor y, int n, int i) {
  std::vector<Tensor> v(n, x);
  shape::reveal(v[i]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'v[i]' is (2, 3) [shape-reveal]
  shape::reveal(v.at(0));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'v.at(0)' is (2, 3) [shape-reveal]
  shape::reveal(v.front());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'v.front()' is (2, 3) [shape-reveal]
  v.push_back(y);
  shape::reveal(v.back());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'v.back()' is (?, 3) [shape-reveal]
  v[i].matmul(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: inner sizes of 'matmul' differ: 3 on axis 1 of 'v[i]', 2 on axis 0 of 'x' [shape-mismatch]
  for (const Tensor &t : v)
    shape::reveal(t);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 't' is (?, 3) [shape-reveal]
  v.erase(v.begin() + i);
  shape::reveal(v[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'v[0]' is (?, 3) [shape-reveal]
  change(v[i]);
  shape::reveal(v[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'v[0]' is (...) [shape-reveal]
}

// Elements that nothing was stored in cannot be used.
void filled([[shape("2 3")]] Tensor x, int n) {
  std::vector<Tensor> v(n);
  for (int i = 0; i < n; ++i)
    v[i] = x;
  shape::reveal(v[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'v[0]' is (2, 3) [shape-reveal]
  std::vector<Tensor> w;
  w.resize(n);
  shape::reveal(w[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'w[0]' is (...) [shape-reveal]
  w[n - 1] = x.t();
  shape::reveal(w[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'w[0]' is (3, 2) [shape-reveal]
  std::vector<Tensor> steps;
  Tensor h = torch::zeros({4, 8});
  for (int i = 0; i < n; ++i) {
    h = h.relu();
    steps.push_back(h);
  }
  shape::reveal(steps.back());
  // CHECK-MESSAGES: :[[@LINE-1]]:23: remark: the shape of 'steps.back()' is (4, 8) float32 [shape-reveal]
}

// What differs from turn to turn is not the same size.
int next();
void turns(int n) {
  std::vector<Tensor> v;
  for (int i = 0; i < n; ++i) {
    int size = next();
    v.push_back(torch::zeros({size, 3}));
  }
  shape::reveal(v[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'v[0]' is (?, 3) float32 [shape-reveal]
}

void iterators([[shape("2 3")]] Tensor x, [[shape("4 3")]] Tensor y, bool c) {
  std::vector<Tensor> v = {x, y};
  auto it = v.begin();
  shape::reveal(*it);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '*it' is (?, 3) [shape-reveal]
  ++it;
  shape::reveal(it->t());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'it->t()' is (3, ?) [shape-reveal]
  shape::reveal(*std::next(v.begin()));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '*std::next(v.begin())' is (?, 3) [shape-reveal]
  for (auto at = v.begin(); at != v.end(); ++at)
    shape::reveal(*at);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of '*at' is (?, 3) [shape-reveal]
  *it = x.t();
  shape::reveal(v[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'v[0]' is (?, ?) [shape-reveal]
  std::vector<Tensor> w = {x, x};
  auto either = c ? v.begin() : w.begin();
  *either = y;
  shape::reveal(w[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'w[0]' is (...) [shape-reveal]
  std::vector<Tensor> s = {x, y};
  std::reverse(s.begin(), s.end());
  shape::reveal(s[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 's[0]' is (...) [shape-reveal]
  s = {x, y};
  it = s.begin();
  it->unsqueeze_(0);
  shape::reveal(s[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 's[0]' is (...) [shape-reveal]
}

void maps([[shape("2 3")]] Tensor x, [[shape("4 3")]] Tensor y, std::string k) {
  std::map<std::string, Tensor> m;
  m["a"] = x;
  shape::reveal(m["a"]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'm["a"]' is (2, 3) [shape-reveal]
  m["b"] = y;
  shape::reveal(m.at(k));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'm.at(k)' is (?, 3) [shape-reveal]
  for (auto &[key, value] : m)
    shape::reveal(value);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'value' is (?, 3) [shape-reveal]
  for (const auto &entry : m)
    shape::reveal(entry.second);
    // CHECK-MESSAGES: :[[@LINE-1]]:25: remark: the shape of 'entry.second' is (?, 3) [shape-reveal]
  std::unordered_map<int, Tensor> u = {{1, x}, {2, x}};
  auto found = u.find(1);
  if (found != u.end())
    shape::reveal(found->second);
    // CHECK-MESSAGES: :[[@LINE-1]]:26: remark: the shape of 'found->second' is (2, 3) [shape-reveal]
  u.emplace(3, x);
  u.insert({4, x});
  shape::reveal(u.at(4));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'u.at(4)' is (2, 3) [shape-reveal]
  found->second = y;
  shape::reveal(u.at(4));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'u.at(4)' is (?, 3) [shape-reveal]
  std::map<int, std::vector<Tensor>> lists;
  lists[1].push_back(x);
  lists[2].push_back(y);
  shape::reveal(lists.at(1)[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'lists.at(1)[0]' is (...) [shape-reveal]
  std::map<int, int64_t> numbers;
  numbers[1] = 4;
  shape::reveal(torch::zeros({numbers[2]}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({numbers[2]})' is (numbers[2]) float32 [shape-reveal]
}

void others([[shape("2 3")]] Tensor x, [[shape("4 3")]] Tensor y) {
  std::deque<Tensor> d;
  d.push_back(x);
  d.push_front(y);
  shape::reveal(d.front());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'd.front()' is (4, 3) [shape-reveal]
  d.pop_front();
  shape::reveal(d[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'd[0]' is (2, 3) [shape-reveal]
  std::list<Tensor> l = {x, y};
  for (const Tensor &t : l)
    shape::reveal(t);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 't' is (?, 3) [shape-reveal]
  shape::reveal(l.back());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'l.back()' is (4, 3) [shape-reveal]
  std::set<int64_t> s;
  s.insert(3);
  for (int64_t n : s)
    shape::reveal(torch::zeros({n}));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'torch::zeros({n})' is (3) float32 [shape-reveal]
}

// Elements of elements, and objects as elements.
struct Layer {
  Tensor w;
  Layer(int64_t in, int64_t out) : w(torch::zeros({out, in})) {}
  Tensor forward(Tensor x) { return x.matmul(w.t()); }
  void turn() { w = w.t(); }
};

void nested([[shape("2 3")]] Tensor x, [[shape("4 3")]] Tensor y, [[shape("5 8")]] Tensor z, int n) {
  std::vector<std::vector<Tensor>> v = {{x}, {y}};
  v[0].push_back(y);
  shape::reveal(v[0].back());
  // CHECK-MESSAGES: :[[@LINE-1]]:22: remark: the shape of 'v[0].back()' is (4, 3) [shape-reveal]
  std::vector<Layer> layers;
  for (int i = 0; i < n; ++i)
    layers.push_back(Layer(8, 8));
  for (auto &layer : layers)
    z = layer.forward(z);
  shape::reveal(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'z' is (5, 8) [shape-reveal]
  std::vector<Layer> two = {Layer(8, 4), Layer(4, 8)};
  shape::reveal(two[1].forward(two[0].forward(z)));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'two[1].forward(two[0].forward(z))' is (5, 8) float32 [shape-reveal]
  two[0].turn();
  shape::reveal(two[0].w);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: remark: the shape of 'two[0].w' is (...) [shape-reveal]
  std::vector<std::shared_ptr<Layer>> shared;
  for (int i = 0; i < n; ++i)
    shared.push_back(std::make_shared<Layer>(8, 6));
  shape::reveal(shared[0]->forward(z));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'shared[0]->forward(z)' is (5, 6) float32 [shape-reveal]
}

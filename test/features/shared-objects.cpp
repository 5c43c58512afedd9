// Right code that reaches an object, or an element, in several ways: nothing is
// said of it, whoever wrote last. The line at the end shows that it was read.
//
// RUN: %check_lines

#include <algorithm>
#include <functional>
#include <list>
#include <map>
#include <optional>
#include <torch_nn.h>

using torch::Tensor;
struct BlockImpl : torch::nn::Module {
  std::vector<torch::nn::Linear> layers;
  std::map<std::string, Tensor> cache;
  std::shared_ptr<BlockImpl> next;
  Tensor state;
  int64_t width;
  BlockImpl(int64_t n, std::shared_ptr<BlockImpl> next = nullptr) : next(next), state(torch::zeros({n, n})), width(n) {
    for (int i = 0; i < 3; ++i)
      layers.push_back(register_module("l", torch::nn::Linear(n, n)));
  }
  Tensor forward(Tensor x) {
    for (auto &l : layers)
      x = l->forward(x);
    cache["x"] = x;
    state = x;
    if (next)
      return next->forward(x);
    return x + state;
  }
};
TORCH_MODULE(Block);
void swapAll(std::vector<std::shared_ptr<BlockImpl>> &blocks) { std::swap(blocks[0], blocks[1]); }
void test(int n) {
  auto a = std::make_shared<BlockImpl>(4), b = std::make_shared<BlockImpl>(8);
  std::vector<std::shared_ptr<BlockImpl>> blocks{a, b};
  std::sort(blocks.begin(), blocks.end());
  swapAll(blocks);
  blocks[0]->state + torch::zeros({4, 4});
  blocks[0]->state + torch::zeros({8, 8});
  a.swap(b);
  a->state + torch::zeros({8, 8});
  b->state + torch::zeros({4, 4});
  a = n > 3 ? b : std::make_shared<BlockImpl>(16);
  a->state + torch::zeros({16, 16});
  auto it = blocks.begin();
  (*it)->state = torch::zeros({3, 3});
  blocks[0]->state + torch::zeros({3, 3});
  a->state + torch::zeros({3, 3});
  std::map<int, std::shared_ptr<BlockImpl>> m;
  m[0] = a;
  m[0]->state = torch::zeros({5, 5});
  a->state + torch::zeros({5, 5});
  Block h(a);
  h->state = torch::zeros({6, 6});
  a->state + torch::zeros({6, 6});
  (*m.begin()).second->state + torch::zeros({6, 6});
  auto f = [a] { return a->state; };
  h->state = torch::zeros({7, 7});
  f() + torch::zeros({7, 7});
  std::function<void()> g = [h]() mutable { h->state = torch::zeros({9, 9}); };
  g();
  a->state + torch::zeros({9, 9});
  std::optional<Block> o = h;
  (*o)->state = torch::zeros({2, 2});
  h->state + torch::zeros({2, 2});
  std::pair<Block, int> p{h, 1};
  p.first->state = torch::zeros({1, 7});
  h->state + torch::zeros({1, 7});
  auto &ref = *h;
  h = Block(12);
  ref.state + torch::zeros({1, 7});
  h->state + torch::zeros({12, 12});
  std::vector<std::vector<Tensor>> vv(2);
  vv[n].push_back(torch::zeros({3}));
  vv[0].push_back(torch::zeros({4}));
  for (auto &v : vv) for (auto &t : v) { t = torch::zeros({5}); }
  vv[0][0] + torch::zeros({5});
  std::list<Tensor> l;
  l.push_back(torch::zeros({3}));
  auto li = l.begin();
  l.insert(li, torch::zeros({4}));
  *l.begin() + torch::zeros({4});
  l.front() + torch::zeros({4});
  std::vector<Tensor> w{torch::zeros({3}), torch::zeros({4})};
  std::swap(w[0], w[1]);
  w[0] + torch::zeros({4});
  std::iter_swap(w.begin(), w.begin() + 1);
  w[0] + torch::zeros({3});
  Tensor *raw = w.data();
  raw[0] = torch::zeros({9});
  w[0] + torch::zeros({9});
  for (auto *q = &w[0]; q != raw + 2; ++q) *q = torch::zeros({11});
  w[1] + torch::zeros({11});
}

void last() {
  torch::zeros({3}) + torch::zeros({4});
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: shapes do not broadcast in '+': 3 on axis 0 of 'torch::zeros({3})', 4 on axis 0 of 'torch::zeros({4})' [shape-mismatch]
}

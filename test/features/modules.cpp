// Modules behind holders: what TORCH_MODULE makes, shared_ptr, register_module.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch_nn.h>

using torch::Tensor;

// A module of the program's own, as in libtorch.
struct DenseImpl : torch::nn::Module {
  Tensor weight;
  DenseImpl(int64_t in, int64_t out) { weight = register_parameter("weight", torch::zeros({out, in})); }
  Tensor forward(Tensor x) { return x.matmul(weight.t()); }
};
TORCH_MODULE(Dense);

struct NetImpl : torch::nn::Module {
  Dense fc1{nullptr};
  Dense fc2{nullptr};
  NetImpl(int64_t in, int64_t classes = 10) {
    fc1 = register_module("fc1", Dense(in, 64));
    fc2 = register_module("fc2", Dense(64, classes));
  }
  Tensor forward(Tensor x) { return fc2(fc1->forward(x)); }
};
TORCH_MODULE(Net);

struct BrokenImpl : torch::nn::Module {
  Dense fc1{nullptr}, fc2{nullptr};
  BrokenImpl() : fc1(register_module("fc1", Dense(8, 64))) { fc2 = register_module("fc2", Dense(32, 4)); }
  Tensor forward(Tensor x) {
    x = fc1->forward(x);
    return fc2->forward(x);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: inside 'forward': inner sizes of 'matmul' differ: 64 on axis 0 of 'x', 32 on axis 0 of 'weight.t()' [shape-mismatch]
  }
};
TORCH_MODULE(Broken);

void holders([[shape("5 784")]] Tensor image, [[shape("5 28")]] Tensor wrong) {
  Net net(784);
  shape::reveal(net->fc1->weight);
  // CHECK-MESSAGES: :[[@LINE-1]]:27: remark: the shape of 'net->fc1->weight' is (64, 784) float32 [shape-reveal]
  shape::reveal(net->forward(image));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'net->forward(image)' is (5, 10) float32 [shape-reveal]
  shape::reveal(net(image));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'net(image)' is (5, 10) float32 [shape-reveal]
  net->forward(wrong);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'forward': inner sizes of 'matmul' differ: 28 on axis 1 of 'x', 784 on axis 0 of 'weight.t()' [shape-mismatch]
  net->train();
  net->to(torch::kDouble);
  shape::reveal(net->fc2->weight);
  // CHECK-MESSAGES: :[[@LINE-1]]:27: remark: the shape of 'net->fc2->weight' is (10, 64) float32 [shape-reveal]
  Net twin = net;
  shape::reveal(twin->fc2->weight);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: remark: the shape of 'twin->fc2->weight' is (10, 64) float32 [shape-reveal]
  Net small(28, 3);
  shape::reveal((*small).forward(wrong));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '(*small).forward(wrong)' is (5, 3) float32 [shape-reveal]
  Net empty = nullptr;
  empty = small;
  shape::reveal(empty->forward(wrong));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'empty->forward(wrong)' is (5, 3) float32 [shape-reveal]
}

void pointers([[shape("5 28")]] Tensor x) {
  auto net = std::make_shared<NetImpl>(28);
  shape::reveal(net->forward(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'net->forward(x)' is (5, 10) float32 [shape-reveal]
  std::shared_ptr<NetImpl> other(new NetImpl(28, 2));
  shape::reveal(other->forward(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'other->forward(x)' is (5, 2) float32 [shape-reveal]
  Net held(other);
  shape::reveal(held(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'held(x)' is (5, 2) float32 [shape-reveal]
  other.reset(new NetImpl(28, 7));
  shape::reveal(other->forward(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'other->forward(x)' is (5, 7) float32 [shape-reveal]
}

// What everybody who has the object may change.
struct Cache {
  Tensor fixed, last;
  Cache(int64_t n) : fixed(torch::zeros({n})), last(torch::zeros({n})) {}
  void grow() { last = torch::zeros({9}); }
  void hidden();
};

void work();

void sharing() {
  auto p = std::make_shared<Cache>(4);
  shape::reveal(p->last);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: remark: the shape of 'p->last' is (4) float32 [shape-reveal]
  p->last = torch::zeros({5});
  shape::reveal(p->last);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: remark: the shape of 'p->last' is (5) float32 [shape-reveal]
  auto q = p;
  shape::reveal(p->last);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: remark: the shape of 'p->last' is (...) [shape-reveal]
  q->last = torch::zeros({6});
  p->grow();
  shape::reveal(q->last);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: remark: the shape of 'q->last' is (...) [shape-reveal]
  shape::reveal(p->last);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: remark: the shape of 'p->last' is (9) float32 [shape-reveal]
  work();
  shape::reveal(p->last);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: remark: the shape of 'p->last' is (...) [shape-reveal]
}

struct Pair {
  std::shared_ptr<Cache> a, b;
};

void members() {
  Pair pair{std::make_shared<Cache>(4), nullptr};
  pair.b = pair.a;
  pair.a->last = torch::zeros({5});
  pair.b->last = torch::zeros({6});
  shape::reveal(pair.a->last);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: remark: the shape of 'pair.a->last' is (...) [shape-reveal]
  shape::reveal(pair.b->last);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: remark: the shape of 'pair.b->last' is (6) float32 [shape-reveal]
  std::vector<std::shared_ptr<Cache>> all;
  all.push_back(pair.b);
  all[0]->last = torch::zeros({7});
  shape::reveal(pair.b->last);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: remark: the shape of 'pair.b->last' is (...) [shape-reveal]
  auto r = std::make_shared<Cache>(3);
  Cache &bound = *r;
  auto keep = r;
  r = std::make_shared<Cache>(8);
  shape::reveal(bound.last);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: remark: the shape of 'bound.last' is (...) [shape-reveal]
}

// A library's module without a model says nothing, and nothing wrong.
struct PlainImpl : torch::nn::Module {
  torch::nn::Linear fc{nullptr};
  PlainImpl() { fc = register_module("fc", torch::nn::Linear(3, 4)); }
  Tensor forward(Tensor x) { return fc(x); }
};
TORCH_MODULE(Plain);

// Nor does it change the module around it.
struct MixedImpl : torch::nn::Module {
  Dense own;
  torch::nn::Linear fc;
  MixedImpl(int64_t n) : own(n, 4), fc(n, n) {}
  Tensor forward(Tensor x) { return own(fc->forward(x)); }
};
TORCH_MODULE(Mixed);

void library([[shape("5 28")]] Tensor x) {
  Plain plain;
  Mixed mixed(28);
  for (int i = 0; i < 3; ++i) {
    mixed->forward(x);
    work();
  }
  shape::reveal(mixed->own->weight);
  // CHECK-MESSAGES: :[[@LINE-1]]:29: remark: the shape of 'mixed->own->weight' is (4, 28) float32 [shape-reveal]
  shape::reveal(plain(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'plain(x)' is (5, ?) [shape-reveal]
}

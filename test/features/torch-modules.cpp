// Modules of libtorch are made of settings, which fields keep.
//
// REQUIRES: libtorch
// RUN: %check_shape_tidy %s --ignore-notes -- -std=c++17 -I%annotations_include -isystem /usr/include/torch/csrc/api/include

#include <torch/torch.h>
#include "shape/shape.h"

struct Net : torch::nn::Module {
  torch::nn::Conv2d conv{nullptr};
  torch::nn::BatchNorm2d norm;
  torch::nn::Linear fc;
  torch::nn::Sequential head;

  Net()
      : norm(6), fc(register_module("fc", torch::nn::Linear(6 * 16, 10))),
        head(torch::nn::Linear(10, 20), torch::nn::ReLU()) {
    conv = register_module("conv", torch::nn::Conv2d(torch::nn::Conv2dOptions(3, 6, 3).padding(1)));
    register_module("norm", norm);
    head->push_back(torch::nn::Linear(20, 2));
    register_module("head", head);
  }

  torch::Tensor forward(torch::Tensor x) {
    auto y = torch::relu(norm(conv->forward(x)));
    y = torch::max_pool2d(y, 2).flatten(1);
    return head->forward(fc(y));
  }
};

void use() {
  Net net;
  auto x = torch::ones({2, 3, 8, 8});
  shape::reveal(net.conv(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'net.conv(x)' is (2, 6, 8, 8) float32 [shape-reveal]
  shape::reveal(net.forward(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'net.forward(x)' is (2, 2) float32 [shape-reveal]
  net.conv(torch::ones({2, 4, 8, 8}));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: size 4 on axis 1 of 'torch::ones({2, 4, 8, 8})' does not fit 'forward', which needs 3 [shape-mismatch]
  net.forward(torch::ones({2, 3, 16, 16}));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'forward': size 384 on axis 1 of 'y' does not fit 'forward', which needs 96 [shape-mismatch]
}

// Whoever has a copy of a container may put more modules into it.
void more(torch::nn::Sequential layers) { layers->push_back(torch::nn::Linear(4, 9)); }

void shared(torch::Tensor w) {
  torch::nn::Sequential layers(torch::nn::Linear(3, 4));
  auto same = layers;
  shape::reveal(layers->forward(torch::ones({2, 3})));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'layers->forward(torch::ones({2, 3}))' is (2, 4) float32 [shape-reveal]
  same->push_back(torch::nn::Linear(4, 5));
  shape::reveal(layers->forward(torch::ones({2, 3})));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'layers->forward(torch::ones({2, 3}))' is (...) [shape-reveal]
  torch::nn::Sequential given(torch::nn::Linear(3, 4));
  more(given);
  shape::reveal(given->forward(torch::ones({2, 3})));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'given->forward(torch::ones({2, 3}))' is (...) [shape-reveal]
}

void options(int64_t n) {
  auto settings = torch::nn::LinearOptions(3, n).bias(false);
  torch::nn::Linear layer(settings);
  shape::reveal(layer(torch::ones({2, 3})));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'layer(torch::ones({2, 3}))' is (2, n) float32 [shape-reveal]
  auto pointer = std::make_shared<torch::nn::LinearImpl>(3, 7);
  shape::reveal(pointer->forward(torch::ones({2, 3})));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'pointer->forward(torch::ones({2, 3}))' is (2, 7) float32 [shape-reveal]
}

// What takes arrays of one rank only shows that an array has it.
struct OpenNet : torch::nn::Module {
  torch::nn::Conv2d conv;
  torch::nn::BatchNorm2d norm;
  OpenNet() : conv(torch::nn::Conv2dOptions(3, 8, 3)), norm(8) {}
  void forward(torch::Tensor x, torch::Tensor indices) {
    x = conv->forward(x);
    shape::reveal(x);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'x' is (..., 8, ?, ?) [shape-reveal]
    torch::Tensor y = norm->forward(x);
    shape::reveal(x);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'x' is (?, 8, ?, ?) [shape-reveal]
    auto item = indices.accessor<int64_t, 2>();
    shape::reveal(indices);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'indices' is (?, ?) [shape-reveal]
    auto wrong = y.accessor<float, 3>();
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: operand 'y' of 'accessor' has 4 axes (?, 8, ?, ?), allowed is 3 [shape-mismatch]
    torch::Tensor part = x.index({0});
    norm->forward(part);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: operand 'part' of 'forward' has 3 axes (8, ?, ?), allowed is 4 [shape-mismatch]
  }
};

// Of several contracts those are named that the other operands leave.
void vectorWeight() {
  torch::Tensor x = torch::zeros({3, 4}), weight = torch::zeros({4}), bias = torch::zeros({5});
  torch::linear(x, weight, bias);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: operand 'bias' of 'linear' has 1 axis (5), allowed is no array [shape-mismatch]
}

// Modules in a list, by index and one after the other.
struct Stack : torch::nn::Module {
  torch::nn::ModuleList layers;
  Stack() : layers(torch::nn::Linear(3, 4), torch::nn::Linear(4, 5)) {
    layers->push_back(torch::nn::Linear(5, 6));
    register_module("layers", layers);
  }
  torch::Tensor forward(torch::Tensor x) {
    x = layers[0]->as<torch::nn::Linear>()->forward(x);
    shape::reveal(x);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'x' is (..., 4) [shape-reveal]
    x = layers->at<torch::nn::LinearImpl>(1).forward(x);
    return layers->ptr<torch::nn::LinearImpl>(2)->forward(x);
  }
};
void lists(int n) {
  Stack stack;
  shape::reveal(stack.forward(torch::zeros({2, 3})));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'stack.forward(torch::zeros({2, 3}))' is (2, 6) float32 [shape-reveal]
  stack.forward(torch::zeros({2, 4}));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'forward': size 4 on axis 1 of 'x' does not fit 'forward', which needs 3 [shape-mismatch]
  torch::nn::ModuleList same(torch::nn::Linear(4, 4), torch::nn::Linear(4, 4));
  shape::reveal(int(same->size()));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'int(same->size())' is 2 [shape-reveal]
  torch::Tensor x = torch::zeros({2, 4});
  for (auto &layer : *same) {
    x = layer->as<torch::nn::Linear>()->forward(x);
    shape::reveal(x);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'x' is (2, 4) float32 [shape-reveal]
  }
  torch::nn::ModuleList different(torch::nn::Linear(4, 4), torch::nn::Linear(4, 5));
  for (auto &layer : *different) {
    shape::reveal(layer->as<torch::nn::Linear>()->forward(x));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'layer->as<torch::nn::Linear>()->forwa...' is (2, ?) float32 [shape-reveal]
  }
  torch::nn::ModuleList grown;
  for (int i = 0; i < n; ++i)
    grown->push_back(torch::nn::Linear(4, 4));
  shape::reveal(grown[0]->as<torch::nn::Linear>()->forward(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'grown[0]->as<torch::nn::Linear>()->fo...' is (2, ?) float32 [shape-reveal]
}

// A loss of something without axes, in a template that was called before.
template <typename T> static torch::Tensor loss(const T &scores) {
  auto classes = torch::zeros({4}, torch::kInt64);
  return torch::nn::functional::cross_entropy(scores, classes);
}

template <typename T, typename U>
static torch::Tensor through(const T &scores, const U &other) {
  loss(scores);
  return other;
}

void losses() {
  auto scores = torch::rand({4, 2});
  scores = loss(scores);
  auto none = torch::zeros({});
  through(none, scores.sum());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'through': operand 'scores' of 'cross_entropy' has 0 axes (), allowed is at least 1 [shape-mismatch]
  torch::nn::functional::nll_loss(none, torch::zeros({}, torch::kInt64));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: operand 'none' of 'nll_loss' has 0 axes (), allowed is at least 2 [shape-mismatch]
}

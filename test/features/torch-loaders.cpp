// Data loaders of libtorch give what the dataset and its transforms make.
//
// REQUIRES: libtorch
// RUN: %check_shape_tidy %s --ignore-notes -- -std=c++17 -I%annotations_include -isystem /usr/include/torch/csrc/api/include

#include <torch/torch.h>
#include "shape/shape.h"

namespace data = torch::data;
using data::transforms::Normalize;
using data::transforms::Stack;

void digits() {
  auto set = data::datasets::MNIST("folder").map(Normalize<>(0.1307, 0.3081)).map(Stack<>());
  auto loader = data::make_data_loader<data::samplers::RandomSampler>(std::move(set), 64);
  torch::nn::Linear wrong(28, 10);
  for (auto &batch : *loader) {
    shape::reveal(batch.data);
    // CHECK-MESSAGES: :[[@LINE-1]]:25: remark: the shape of 'batch.data' is (?, ?, 28, 28) float32 [shape-reveal]
    shape::reveal(batch.target);
    // CHECK-MESSAGES: :[[@LINE-1]]:25: remark: the shape of 'batch.target' is (?) int64 [shape-reveal]
    wrong->forward(batch.data.view({-1, 784}));
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: size 784 on axis 1 of 'batch.data.view({-1, 784})' does not fit 'forward', which needs 28 [shape-mismatch]
    // Another turn begins with another batch.
    batch.data = batch.data.flatten(1);
    shape::reveal(batch.data);
    // CHECK-MESSAGES: :[[@LINE-1]]:25: remark: the shape of 'batch.data' is (?, ?) float32 [shape-reveal]
    batch.target.unsqueeze_(1);
    shape::reveal(batch.target);
    // CHECK-MESSAGES: :[[@LINE-1]]:25: remark: the shape of 'batch.target' is (?, 1) int64 [shape-reveal]
  }
  data::Example<> first = *loader->begin();
  shape::reveal(first.target);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: remark: the shape of 'first.target' is (?) int64 [shape-reveal]
}

// A dataset of one's own: what get() returns.
struct Points : data::datasets::Dataset<Points> {
  torch::Tensor values = torch::rand({100, 3});
  data::Example<> get(size_t index) override {
    torch::Tensor window = torch::zeros({int64_t(index), 5});
    return {values[index], window};
  }
  torch::optional<size_t> size() const override { return 100; }
};

void points() {
  auto loader = data::make_data_loader(Points().map(Stack<>()), 8);
  for (data::Example<> batch : *loader) {
    shape::reveal(batch.data);
    // CHECK-MESSAGES: :[[@LINE-1]]:25: remark: the shape of 'batch.data' is (?, 3) float32 [shape-reveal]
    shape::reveal(batch.target);
    // CHECK-MESSAGES: :[[@LINE-1]]:25: remark: the shape of 'batch.target' is (?, ?, 5) float32 [shape-reveal]
  }
  auto single = data::make_data_loader(Points(), 8);
  for (std::vector<data::Example<>> &list : *single) {
    shape::reveal(list[0].data);
    // CHECK-MESSAGES: :[[@LINE-1]]:27: remark: the shape of 'list[0].data' is (3) float32 [shape-reveal]
  }
}

// A transform that is not known, and a dataset that makes its batches itself.
struct Whole : data::datasets::Dataset<Whole> {
  data::Example<> get(size_t) override { return {torch::zeros({2}), torch::zeros({})}; }
  std::vector<data::Example<>> get_batch(torch::ArrayRef<size_t>) override;
  torch::optional<size_t> size() const override { return 1; }
};
void unknown() {
  auto flat = Points().map(data::transforms::TensorLambda<>([](torch::Tensor x) { return x[0]; })).map(Stack<>());
  auto one = data::make_data_loader(std::move(flat), 8);
  for (auto &batch : *one) {
    shape::reveal(batch.data);
    // CHECK-MESSAGES: :[[@LINE-1]]:25: remark: the shape of 'batch.data' is (...) [shape-reveal]
  }
  auto two = data::make_data_loader(Whole().map(Stack<>()), 8);
  for (auto &batch : *two) {
    shape::reveal(batch.data);
    // CHECK-MESSAGES: :[[@LINE-1]]:25: remark: the shape of 'batch.data' is (...) [shape-reveal]
  }
}

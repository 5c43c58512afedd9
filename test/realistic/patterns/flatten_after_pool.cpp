// Category 17: a linear layer that forgets the pooling before it.

#include <torch/torch.h>

namespace flatten_after_pool {

struct Forgetful : torch::nn::Module {
  torch::nn::Conv2d conv{nullptr};
  torch::nn::Linear head{nullptr};

  Forgetful() {
    conv = register_module("conv", torch::nn::Conv2d(1, 8, 5));
    head = register_module("head", torch::nn::Linear(8 * 24 * 24, 10));
  }

  torch::Tensor forward(torch::Tensor x) {
    auto y = torch::max_pool2d(torch::relu(conv(x)), 2);
    return head(y.flatten(1));
  }
};

struct Net : torch::nn::Module {
  torch::nn::Conv2d conv{nullptr};
  torch::nn::Linear head{nullptr};

  Net() {
    conv = register_module("conv", torch::nn::Conv2d(1, 8, 5));
    head = register_module("head", torch::nn::Linear(8 * 12 * 12, 10));
  }

  torch::Tensor forward(torch::Tensor x) {
    auto y = torch::max_pool2d(torch::relu(conv(x)), 2);
    return head(y.flatten(1));
  }
};

void wrong() {
  Forgetful net;
  auto y = net.forward(torch::rand({4, 1, 28, 28}));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: inside 'forward': size 1152 on axis 1 of 'y.flatten(1)' does not fit 'forward', which needs 4608 [shape-mismatch]
}

void right() {
  Net net;
  auto y = net.forward(torch::rand({4, 1, 28, 28}));
}

} // namespace flatten_after_pool

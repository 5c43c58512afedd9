// Adam over a nested struct of parameters, one tree_map for each line of the
// algorithm, compared with libtorch's own optimiser.

#include "shape/torch.h"
#include "shape/tree.h"

#include <torch/torch.h>

#include <cmath>
#include <cstdio>
#include <vector>

using torch::Tensor;

struct Linear {
  SHAPE("out in") Tensor weight;
  SHAPE("out") Tensor bias;
};
struct Mlp {
  std::vector<Linear> hidden;
  Linear head;
};

SHAPE_TREE_NODE(Linear, weight, bias)
SHAPE_TREE_NODE(Mlp, hidden, head)

struct Adam {
  double rate = 0.05, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;
  int steps = 0;
  Mlp mean, square;

  explicit Adam(const Mlp &params)
      : mean(zeros_of(params)), square(zeros_of(params)) {}

  static Mlp zeros_of(const Mlp &params) {
    return shape::tree_map([](const Tensor &p) { return torch::zeros_like(p); },
                           params);
  }

  Mlp update(const Mlp &params, const Mlp &grads) {
    ++steps;
    mean = shape::tree_map(
        [&](const Tensor &m, const Tensor &g) {
          return beta1 * m + (1 - beta1) * g;
        },
        mean, grads);
    square = shape::tree_map(
        [&](const Tensor &v, const Tensor &g) {
          return beta2 * v + (1 - beta2) * g * g;
        },
        square, grads);
    double first = 1 - std::pow(beta1, steps);
    double second = 1 - std::pow(beta2, steps);
    return shape::tree_map(
        [&](const Tensor &p, const Tensor &m, const Tensor &v) {
          return p - rate * (m / first) / ((v / second).sqrt() + epsilon);
        },
        params, mean, square);
  }
};

static Linear linear(int64_t out, int64_t in) {
  return {torch::randn({out, in}), torch::zeros({out})};
}

SHAPE("batch out")
static Tensor apply(const Linear &layer, SHAPE("batch in") const Tensor &x) {
  return torch::matmul(x, layer.weight.t()) + layer.bias;
}

static Tensor loss(const Mlp &params, const Tensor &x, const Tensor &y) {
  Tensor h = x;
  for (const Linear &layer : params.hidden)
    h = torch::tanh(apply(layer, h));
  return (apply(params.head, h) - y).square().mean();
}

static Mlp gradient(const Mlp &params, const Tensor &x, const Tensor &y) {
  Mlp leaves = shape::tree_map(
      [](const Tensor &p) { return p.detach().requires_grad_(); }, params);
  auto grads =
      torch::autograd::grad({loss(leaves, x, y)}, shape::tree_leaves(leaves));
  return shape::tree_unflatten(shape::tree_structure(params), grads);
}

int main() {
  torch::manual_seed(0);
  Tensor x = torch::randn({16, 3}), y = torch::randn({16, 2});
  Mlp params{{linear(8, 3), linear(8, 8)}, linear(2, 8)};
  std::printf("%s\n", shape::tree_structure(params).text().c_str());

  std::vector<Tensor> theirs;
  for (const Tensor &leaf : shape::tree_leaves(params))
    theirs.push_back(leaf.clone().requires_grad_());
  torch::optim::Adam reference(theirs, torch::optim::AdamOptions(0.05));

  Adam ours(params);
  double before = loss(params, x, y).item<double>();
  for (int step = 0; step < 20; ++step) {
    params = ours.update(params, gradient(params, x, y));
    reference.zero_grad();
    Mlp wrapped = shape::tree_unflatten(shape::tree_structure(params), theirs);
    loss(wrapped, x, y).backward();
    reference.step();
  }
  bool agree = true;
  std::vector<Tensor> mine = shape::tree_leaves(params);
  for (std::size_t i = 0; i < mine.size(); ++i)
    agree &= torch::allclose(mine[i], theirs[i], 1e-4, 1e-5);
  std::printf("agrees with torch::optim::Adam: %s\n", agree ? "yes" : "no");
  std::printf("loss went down: %s\n",
              loss(params, x, y).item<double>() < before ? "yes" : "no");

  // A gradient of another model is refused, with the place.
  try {
    Mlp other{{linear(8, 3)}, linear(2, 8)};
    // NOLINTNEXTLINE(shape-structure): to show what is said when it runs.
    ours.update(params, other);
  } catch (const shape::structure_error &error) {
    std::printf("%s\n", error.what());
  }
}

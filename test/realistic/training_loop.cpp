// A training loop as JAX has it: parameters, gradients, momentum and metrics are
// trees, and every step is a function from trees to trees.

#include "shape/eigen.h"
#include "shape/tree.h"

#include <Eigen/Dense>

#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

using Eigen::MatrixXd;
using Eigen::VectorXd;

struct Dense {
  SHAPE("out in") MatrixXd kernel;
  SHAPE("out") VectorXd bias;
};
// A map of layers, as Flax's dict of dicts.
using Params = std::map<std::string, Dense>;
SHAPE_TREE_NODE(Dense, kernel, bias)

struct State {
  Params params, momentum;
  int step = 0;
};

struct Batch {
  SHAPE("in n") MatrixXd x;
  SHAPE("n") VectorXd y;
};

static Dense dense(int out, int in) {
  return {MatrixXd::Random(out, in), VectorXd::Zero(out)};
}

SHAPE("out n")
static MatrixXd apply(const Dense &layer, SHAPE("in n") const MatrixXd &x) {
  return (layer.kernel * x).colwise() + layer.bias;
}

struct Result {
  double loss;
  Params grads;
};

// The loss of a perceptron with one hidden layer, and its gradient by hand.
static Result value_and_grad(const Params &params, const Batch &batch) {
  const Dense &first = params.at("hidden"), &last = params.at("output");
  MatrixXd hidden = apply(first, batch.x).array().tanh().matrix();
  MatrixXd output = apply(last, hidden);
  shape::expect(output, "1 n");
  double n = static_cast<double>(batch.x.cols());
  MatrixXd error = (output - batch.y.transpose()) / n;
  MatrixXd back =
      (last.kernel.transpose() * error).array() * (1 - hidden.array().square());
  Params grads{{"hidden", {back * batch.x.transpose(), back.rowwise().sum()}},
               {"output", {error * hidden.transpose(), error.rowwise().sum()}}};
  return {error.squaredNorm() * n / 2, grads};
}

static double global_norm(const Params &tree) {
  auto add = [](double sum, const auto &leaf) {
    return sum + leaf.squaredNorm();
  };
  return std::sqrt(shape::tree_reduce(add, tree, 0.0));
}

static State train_step(const State &state, const Params &grads) {
  double scale = std::min(1.0, 5.0 / global_norm(grads));
  auto decay = [&](const auto &m, const auto &g) {
    return (0.9 * m + scale * g).eval();
  };
  auto move = [](const auto &p, const auto &m) {
    return (p - 0.05 * m).eval();
  };
  Params momentum = shape::tree_map(decay, state.momentum, grads);
  return {shape::tree_map(move, state.params, momentum), momentum,
          state.step + 1};
}

int main() {
  std::srand(0);
  Batch batch{MatrixXd::Random(2, 32), VectorXd(32)};
  batch.y = batch.x.row(0).cwiseProduct(batch.x.row(1)).transpose();
  Params params{{"hidden", dense(8, 2)}, {"output", dense(1, 8)}};
  auto zero = [](const auto &p) { return (0 * p).eval(); };
  State state{params, shape::tree_map(zero, params)};

  double first = value_and_grad(state.params, batch).loss;
  std::vector<std::map<std::string, double>> history;
  for (int step = 0; step < 300; ++step) {
    Result result = value_and_grad(state.params, batch);
    state = train_step(state, result.grads);
    history.push_back(
        {{"loss", result.loss}, {"norm", global_norm(result.grads)}});
  }
  std::printf("%s\n", shape::tree_structure(state.params).text().c_str());
  std::printf("steps %d, loss a tenth: %s\n", state.step,
              history.back()["loss"] < first / 10 ? "yes" : "no");

  // A list of metrics becomes a table of lists.
  auto table = shape::tree_transpose(
      shape::tree_structure(std::vector<int>(history.size())),
      shape::tree_structure(history[0]), history);
  std::printf("%zu losses, %zu norms\n", table["loss"].size(),
              table["norm"].size());
  for (const auto &[path, leaf] : shape::tree_leaves_with_path(shape::tree_map(
           [](const auto &p) { return static_cast<int>(p.size()); }, params)))
    std::printf("%s: %d\n", path.text().c_str(), leaf);
}

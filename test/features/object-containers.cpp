// Structs that hold containers of arrays: what is in them is followed like any
// other field.
//
// RUN: %check_lines

#include <map>
#include <optional>
#include <shape/shape.h>
#include <string>
#include <torch.h>
#include <utility>
#include <vector>

using torch::Tensor;

void four([[shape("4")]] Tensor x);

struct Weights {
  std::vector<Tensor> all;
};
struct Outcome {
  double loss;
  std::map<std::string, Tensor> grads;
};
struct Nested {
  std::vector<std::pair<std::string, std::optional<Tensor>>> named;
  Weights weights;
};

Weights make() {
  Weights w;
  w.all.push_back(torch::zeros({3}));
  return w;
}
Outcome outcome() {
  std::map<std::string, Tensor> grads{{"a", torch::zeros({3})}};
  return {1.0, grads};
}

void here() {
  Weights w;
  w.all.push_back(torch::zeros({4}));
  w.all.push_back(torch::zeros({3}));
  four(w.all[0]);
  four(w.all[1]);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: argument 'x' of 'four' has size 3 on axis 0, but its contract expects 4 [shape-mismatch]
  Outcome o{1.0, {{"a", torch::zeros({4})}, {"b", torch::zeros({3})}}};
  four(o.grads.at("a"));
  four(o.grads.at("b"));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: argument 'x' of 'four' has size 3 on axis 0, but its contract expects 4 [shape-mismatch]
}

void returned() {
  four(make().all[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: argument 'x' of 'four' has size 3 on axis 0, but its contract expects 4 [shape-mismatch]
  Outcome o = outcome();
  four(o.grads.at("a"));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: argument 'x' of 'four' has size 3 on axis 0, but its contract expects 4 [shape-mismatch]
  auto [loss, grads] = outcome();
  four(grads.at("a"));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: argument 'x' of 'four' has size 3 on axis 0, but its contract expects 4 [shape-mismatch]
}

void inside(const Tensor &any) {
  Nested n;
  n.weights.all = {torch::zeros({3}), any};
  four(n.weights.all[1]);
  four(n.weights.all[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: argument 'x' of 'four' has size 3 on axis 0, but its contract expects 4 [shape-mismatch]
  n.named.emplace_back("a", torch::zeros({3}));
}

// A method may put anything there, and so may others who have the object.
class Model {
public:
  Model() { all.push_back(torch::zeros({3})); }
  void add(const Tensor &x) { all.insert(all.begin(), x); }
  void use() { four(all[0]); }

private:
  std::vector<Tensor> all;
};
void change(Weights &w);
void changed() {
  Weights w;
  w.all.push_back(torch::zeros({3}));
  change(w);
  four(w.all[0]);
}

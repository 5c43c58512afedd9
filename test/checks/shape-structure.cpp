
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>
#include <vector>

using torch::Tensor;

struct [[shape::tree_node]] Layer {
  Tensor weight, bias;
};
using Layers = std::vector<Layer>;

void step([[shape("PyTree[Any, T]")]] const Layers &params, [[shape("PyTree[Any, T]")]] const Layers &grads);
void all([[shape("PyTree[Float[...]]")]] const std::vector<Layer> &layers);
[[shape("tuple[n, n]")]] std::pair<Tensor, Tensor> pair([[shape("n")]] Tensor x);

void train(const Layers &params, const Layers &grads, Tensor x) {
  step(params, grads);
  step(params, params);
  Layers two{{x, x}, {x, x}};
  Layers one{{x, x}};
  step(two, one);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: structure of argument 'grads' of 'step' is not 'T': '[Layer(weight=*, bias=*)]' at the root, but expected is '[Layer(weight=*, bias=*), Layer(weight=*, bias=*)]' [shape-structure]
  one.push_back({x, x});
  step(two, one);
  all(two);
}

struct [[shape::tree_node]] Named {
  const char *name;
  Tensor value;
};
void named([[shape("PyTree[Float[...]]")]] const Named &n);
void names(Tensor x) {
  named({"x", x});
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: argument 'n.name' of 'named' is 'str', but its contract expects 'Float[...]' [shape-structure]
}

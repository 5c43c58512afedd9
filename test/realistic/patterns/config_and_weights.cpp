// Category 26: a checkpoint of another configuration.

#include <torch/torch.h>

namespace config_and_weights {

struct Config {
  int64_t heads = 8, width = 64;
};

torch::Tensor checkpoint() { return torch::rand({3 * 8 * 32, 512}); }

torch::Tensor queries(const Config &config, torch::Tensor x, torch::Tensor weights) {
  auto all = torch::linear(x, weights);
  return all.view({x.size(0), x.size(1), 3, config.heads, config.width});
}

void wrong() {
  Config config;
  auto q = queries(config, torch::rand({2, 10, 512}), checkpoint());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: inside 'queries': number of elements differs in 'view': 15360 before, 30720 after [shape-mismatch]
}

void right() {
  Config config;
  config.width = 32;
  auto q = queries(config, torch::rand({2, 10, 512}), checkpoint());
}

} // namespace config_and_weights

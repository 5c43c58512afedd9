// Category 26: a recurrent layer that is given the features of another.

#include <torch/torch.h>

namespace recurrent_features {

void wrong() {
  torch::nn::LSTM rnn(torch::nn::LSTMOptions(64, 32).batch_first(true));
  auto x = torch::rand({8, 20, 128});
  auto y = std::get<0>(rnn(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: size 128 on axis 2 of 'x' does not fit 'forward', which needs 64 [shape-mismatch]
}

void right() {
  torch::nn::LSTM rnn(torch::nn::LSTMOptions(128, 32).batch_first(true));
  auto x = torch::rand({8, 20, 128});
  auto y = std::get<0>(rnn(x));
}

} // namespace recurrent_features

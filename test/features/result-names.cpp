// The names of a result that no argument shows: nobody knows what they are, but
// each is one size.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>
#include <tuple>
#include <vector>

using torch::Tensor;

Tensor any();
bool more();
[[shape("n n")]] Tensor covariance([[shape("m n")]] Tensor x);
[[shape("tuple[n, n n]")]] std::tuple<Tensor, Tensor> eigh([[shape("n n")]] Tensor x);
void three([[shape("... 3")]] Tensor x);
void four([[shape("4 ...")]] Tensor x);

void oneSize() {
  Tensor x = covariance(any());
  three(x);
  four(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: argument 'x' of 'four' has size 'n' (3) on axis 0, but its contract expects 4 [shape-mismatch]
}

void inParts() {
  auto [values, vectors] = eigh(any());
  shape::assume(values, "3");
  three(vectors);
  four(vectors);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: argument 'x' of 'four' has size 'n' (3) on axis 0, but its contract expects 4 [shape-mismatch]
}

// Two calls, or two turns of a loop, have nothing to do with each other.
void twoCalls() {
  three(covariance(any()));
  four(covariance(any()));
  Tensor x = covariance(any()), y = covariance(any());
  three(x);
  four(y);
}

void twoTurns() {
  std::vector<Tensor> all;
  Tensor last = covariance(any());
  while (more()) {
    Tensor now = covariance(any());
    all.push_back(now);
    three(last);
    four(now);
    last = now;
  }
  three(all[0]);
  four(all[1]);
}

// What the arguments show, they show.
void shown([[shape("5 2")]] Tensor x) {
  four(covariance(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: argument 'x' of 'four' has size 2 on axis 0, but its contract expects 4 [shape-mismatch]
}

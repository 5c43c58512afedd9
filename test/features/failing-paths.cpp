// Where a library call certainly throws, no run goes on: what comes after it is
// looked at, and does not count where ways meet.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

bool more();

// The wrong turn has no next turn.
void loops(int n) {
  Tensor x = torch::zeros({4});
  for (int i = 0; i < n; ++i) {
    shape::reveal(x);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'x' is (4) float32 [shape-reveal]
    x = torch::matmul(x, torch::zeros({3, 3}));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: inner sizes of 'matmul' differ: 4 on axis 0 of 'x', 3 on axis 0 of 'torch::zeros({3, 3})' [shape-mismatch]
    shape::reveal(x);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'x' is (...) [shape-reveal]
  }
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (4) float32 [shape-reveal]
}

// What is found after the mistake is still a mistake.
void both(bool b) {
  Tensor x = torch::zeros({2, 3});
  if (b) {
    x = torch::matmul(x, x);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: inner sizes of 'matmul' differ: 3 on axis 1 of 'x', 2 on axis 0 of 'x' [shape-mismatch]
    torch::matmul(torch::zeros({5, 7}), torch::zeros({5, 7}));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: inner sizes of 'matmul' differ: 7 on axis 1 of 'torch::zeros({5, 7})', 5 on axis 0 of 'torch::zeros({5, 7})' [shape-mismatch]
  }
  torch::matmul(x, torch::zeros({2, 2}));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inner sizes of 'matmul' differ: 3 on axis 1 of 'x', 2 on axis 0 of 'torch::zeros({2, 2})' [shape-mismatch]
}

// If every way fails there is nothing to prefer.
void all(bool b) {
  Tensor x = torch::zeros({2, 3});
  if (b)
    x = torch::matmul(x, x);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: inner sizes of 'matmul' differ: 3 on axis 1 of 'x', 2 on axis 0 of 'x' [shape-mismatch]
  else
    torch::matmul(x, x);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: inner sizes of 'matmul' differ: 3 on axis 1 of 'x', 2 on axis 0 of 'x' [shape-mismatch]
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (...) [shape-reveal]
}

// A body that every run fails in fails for its caller, one that some do not.
Tensor square(Tensor x) { return torch::matmul(x, x); }
Tensor perhaps(Tensor x, bool b) {
  if (b)
    return torch::matmul(x, x);
  return x;
}
void calls() {
  Tensor x = torch::zeros({2, 3}), y = x;
  while (more())
    x = square(x);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: inside 'square': inner sizes of 'matmul' differ: 3 on axis 1 of 'x', 2 on axis 0 of 'x' [shape-mismatch]
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (2, 3) float32 [shape-reveal]
  shape::reveal(perhaps(y, more()));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'perhaps(y, more())' is (2, 3) float32 [shape-reveal]
}

// A body whose loop fails in its first turn never comes back: whoever calls it
// fails as well, and what follows is looked at.
Tensor turns(Tensor x) {
  for (int i = 0; i < 3; ++i)
    torch::matmul(x, x);
  return x;
}
Tensor passes(Tensor x) {
  Tensor y = turns(x);
  torch::matmul(torch::zeros({5, 7}), torch::zeros({5, 7}));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inner sizes of 'matmul' differ: 7 on axis 1 of 'torch::zeros({5, 7})', 5 on axis 0 of 'torch::zeros({5, 7})' [shape-mismatch]
  return y;
}
// This one never comes back either, but to another end.
[[noreturn]] void end();
void ends(Tensor x, bool b) {
  if (b)
    torch::matmul(x, x);
  end();
}
void neverBack(bool b) {
  passes(torch::zeros({2, 3}));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'passes': inner sizes of 'matmul' differ: 3 on axis 1 of 'x', 2 on axis 0 of 'x' [shape-mismatch]
  ends(torch::zeros({2, 3}), b);
  torch::matmul(torch::zeros({6, 7}), torch::zeros({6, 7}));
}

// A failing call may be what a handler is for.
void caught() {
  Tensor x = torch::zeros({2, 3});
  try {
    x = torch::zeros({9});
    torch::matmul(torch::zeros({5, 7}), torch::zeros({5, 7}));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: inner sizes of 'matmul' differ: 7 on axis 1 of 'torch::zeros({5, 7})', 5 on axis 0 of 'torch::zeros({5, 7})' [shape-mismatch]
  } catch (...) {
    x = torch::zeros({4});
  }
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (4) float32 [shape-reveal]
}

// Sizes that only some callers get wrong end nothing; behind a flag that nobody
// understands nothing is said of them.
void some([[shape("n m")]] Tensor x, bool b) {
  Tensor y = torch::zeros({3, 3});
  if (b)
    y = torch::matmul(x, x);
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (...) [shape-reveal]
}

// Loops keep what every turn keeps, and forget the rest.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

[[shape("b n")]] Tensor step([[shape("b n")]] Tensor x, [[shape("n n")]] Tensor w);
[[shape("n {k}")]] Tensor grow([[shape("n")]] Tensor x, int k);
bool more();

void keeps([[shape("2 3")]] Tensor x, [[shape("3 3")]] Tensor w) {
  for (int i = 0; i < 10; ++i)
    x = step(x, w);
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (2, 3) [shape-reveal]
  while (more())
    x = step(x, w);
  do {
    x = step(x, w);
    if (more())
      continue;
    if (more())
      break;
  } while (more());
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (2, 3) [shape-reveal]
}

void changes([[shape("2 3")]] Tensor start) {
  Tensor x = start;
  for (int i = 0; i < 10; ++i) {
    shape::reveal(x);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'x' is (..., 2, 3) [shape-reveal]
    x = x.unsqueeze(0);
  }
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (..., 2, 3) [shape-reveal]
}

void counts(int n) {
  int k = 0;
  for (int i = 0; i < n; ++i) {
    k += 2;
    shape::reveal(torch::zeros({i, k}));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'torch::zeros({i, k})' is (i, k) float32 [shape-reveal]
  }
  shape::reveal(torch::zeros({k}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({k})' is (k) float32 [shape-reveal]
}

// A name that a turn binds belongs to that turn.
void names(Tensor x) {
  for (int i = 1; i < 5; ++i) {
    [[shape("k")]] Tensor first = torch::zeros({i});
    [[shape("k")]] Tensor second = torch::zeros({i});
    [[shape("k")]] Tensor third = torch::zeros({i + 1});
    // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: value of 'third' has size 'i + 1' on axis 0, but its annotation says 'k' (i) [shape-mismatch]
  }
}

void wrongInside([[shape("2 3")]] Tensor x, [[shape("4 4")]] Tensor w) {
  for (int i = 0; i < 10; ++i)
    step(x, w);
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: argument 'w' of 'step' has size 4 on axis 0, but its contract expects 'n' (3) [shape-mismatch]
  while (more()) {
    Tensor y = x;
    for (;;) {
      if (more())
        break;
      y = step(y, w);
    }
  }
}

void jumps([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  Tensor z = x;
again:
  shape::reveal(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'z' is (..., ?) [shape-reveal]
  if (more()) {
    z = y;
    goto again;
  }
  shape::reveal(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'z' is (..., ?) [shape-reveal]
}

// An operation that throws in the first turn leaves nothing for a second one.
void failing() {
  Tensor x = torch::zeros({2, 3});
  for (int i = 0; i < 3; ++i) {
    x = x.matmul(torch::zeros({4, 3}));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: inner sizes of 'matmul' differ: 3 on axis 1 of 'x', 4 on axis 0 of 'torch::zeros({4, 3})' [shape-mismatch]
  }
}

void failingBranch(bool flag) {
  Tensor y = torch::zeros({2, 3});
  if (flag)
    y = y.matmul(torch::zeros({4, 3}));
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: inner sizes of 'matmul' differ: 3 on axis 1 of 'y', 4 on axis 0 of 'torch::zeros({4, 3})' [shape-mismatch]
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (2, 3) float32 [shape-reveal]
}

void tries([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  Tensor z = x;
  try {
    z = y;
    more();
  } catch (...) {
    shape::reveal(z);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'z' is (...) [shape-reveal]
  }
  shape::reveal(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'z' is (...) [shape-reveal]
}

// Behind a loop whose first turn is certain, nothing is left of what was before.
void certainTurn(int n) {
  Tensor x = torch::zeros({2, 3}), y = x;
  for (int i = 0; i < 3; ++i)
    x = torch::zeros({5, 4, 3});
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (5, 4, 3) float32 [shape-reveal]
  for (int i = 0; i < n; ++i)
    y = torch::zeros({5, 4, 3});
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (..., ?, 3) float32 [shape-reveal]
  x.transpose(3, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: axis 3 is out of range in 'transpose': 'x' has shape (5, 4, 3), allowed is -3 to 2 [shape-mismatch]
}

// What a turn computes is another number in each.
void turnsOwn(Tensor u) {
  Tensor x = torch::zeros({2, 3});
  int last = 0, rows = 0;
  while (last < 4) {
    rows = last;
    last = rows + 1;
    x = torch::zeros({last, 3});
  }
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (?, 3) float32 [shape-reveal]
  [[shape("n n")]] Tensor square = torch::zeros({rows, last - 1});
}

// One turn may leave by another way, with what it had.
void leavesEarly() {
  Tensor x = torch::zeros({2, 3});
  for (int i = 0; i < 3; ++i) {
    if (more())
      break;
    x = torch::zeros({5, 4, 3});
  }
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (..., ?, 3) float32 [shape-reveal]
  Tensor y = torch::zeros({2, 3});
  for (int i = 0; i < 3; ++i) {
    if (more())
      continue;
    y = torch::zeros({5, 4, 3});
  }
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (..., ?, 3) float32 [shape-reveal]
}

// The condition has the last word.
void changedOnTheWayOut() {
  Tensor x = torch::zeros({2, 3});
  for (int i = 0; i < 3 && (x = torch::zeros({7}), true); ++i)
    x = torch::zeros({5, 4, 3});
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (..., ?) float32 [shape-reveal]
}

void elements(std::vector<Tensor> unknown) {
  Tensor x = torch::zeros({2, 3}), y = x;
  for (const Tensor &part : {torch::zeros({7}), torch::zeros({7})})
    x = part;
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (7) float32 [shape-reveal]
  std::vector<Tensor> parts = {torch::zeros({7}), torch::zeros({7})}, none;
  for (const Tensor &part : parts)
    x = part.unsqueeze(0);
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (1, 7) float32 [shape-reveal]
  for (const Tensor &part : none)
    x = part;
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (...) [shape-reveal]
  for (const Tensor &part : unknown)
    y = part;
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (...) [shape-reveal]
}

// A handler is entered from any point of its try block: what the block writes
// is unknown there, everything else is as it was before.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

void may();
bool more();
[[noreturn]] void fatal();
[[shape("n")]] Tensor use([[shape("n")]] Tensor x);

void written([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  Tensor z = x, kept = x;
  int k = 2;
  try {
    z = y;
    k = 3;
    may();
    z = x;
  } catch (...) {
    shape::reveal(z);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'z' is (...) [shape-reveal]
    shape::reveal(kept);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'kept' is (2, 3) [shape-reveal]
    shape::reveal(torch::zeros({k}));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'torch::zeros({k})' is (k) float32 [shape-reveal]
  }
  shape::reveal(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'z' is (...) [shape-reveal]
  shape::reveal(kept);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'kept' is (2, 3) [shape-reveal]
}

// What is the same before and after may differ in between.
void restored([[shape("2 3")]] Tensor x) {
  Tensor z = x;
  try {
    z = z.t();
    may();
    z = z.t();
  } catch (int) {
    shape::reveal(z);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'z' is (...) [shape-reveal]
    return;
  }
  shape::reveal(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'z' is (2, 3) [shape-reveal]
}

void returns([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  Tensor z = x;
  try {
    z = y;
    may();
  } catch (...) {
    return;
  }
  shape::reveal(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'z' is (4) [shape-reveal]
}

void nested([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  Tensor inner = x, outer = x, kept = x;
  try {
    outer = y;
    try {
      inner = y;
      may();
    } catch (int) {
      shape::reveal(inner);
      // CHECK-MESSAGES: :[[@LINE-1]]:21: remark: the shape of 'inner' is (...) [shape-reveal]
      shape::reveal(outer);
      // CHECK-MESSAGES: :[[@LINE-1]]:21: remark: the shape of 'outer' is (4) [shape-reveal]
      shape::reveal(kept);
      // CHECK-MESSAGES: :[[@LINE-1]]:21: remark: the shape of 'kept' is (2, 3) [shape-reveal]
    }
    shape::reveal(outer);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'outer' is (4) [shape-reveal]
  } catch (...) {
    shape::reveal(outer);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'outer' is (...) [shape-reveal]
    shape::reveal(inner);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'inner' is (...) [shape-reveal]
    shape::reveal(kept);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'kept' is (2, 3) [shape-reveal]
  }
}

void loops([[shape("2 3")]] Tensor x) {
  Tensor z = x, kept = x;
  try {
    while (more())
      z = z.unsqueeze(0);
  } catch (...) {
    shape::reveal(z);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'z' is (...) [shape-reveal]
    shape::reveal(kept);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'kept' is (2, 3) [shape-reveal]
    throw;
  }
  shape::reveal(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'z' is (..., 2, 3) [shape-reveal]
}

void thrown([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  try {
    if (x.size(0) != y.size(0))
      throw 1;
    shape::reveal(x + y);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'x + y' is (n) [shape-reveal]
  } catch (int) {
    x + y;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: shapes do not broadcast in '+': 'n' on axis 0 of 'x', 'm' on axis 0 of 'y'; fails for n = 2, m = 3 [shape-mismatch]
  }
}

// A fact of the try block is none in the handler.
void facts([[shape("n")]] Tensor x, [[shape("4")]] Tensor y) {
  try {
    if (x.size(0) != 4)
      fatal();
    x + y;
  } catch (...) {
    x + y;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: shapes do not broadcast in '+': 'n' on axis 0 of 'x', 4 on axis 0 of 'y'; fails for n = 2 [shape-mismatch]
  }
}

void inHandler([[shape("2 3")]] Tensor x, [[shape("4 4")]] Tensor w) {
  try {
    may();
  } catch (...) {
    x.matmul(w);
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: inner sizes of 'matmul' differ: 3 on axis 1 of 'x', 4 on axis 0 of 'w' [shape-mismatch]
  }
}

void handlers([[shape("2 3")]] Tensor x) {
  Tensor z;
  try {
    may();
    z = torch::zeros({5});
  } catch (int) {
    z = torch::zeros({5});
  } catch (...) {
    z = torch::zeros({6});
  }
  shape::reveal(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'z' is (?) float32 [shape-reveal]
}

void notThrowing([[shape("2 3")]] Tensor x) noexcept(noexcept(may())) {
  shape::reveal(noexcept(x.t()) ? x : x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'noexcept(x.t()) ? x : x' is (2, 3) [shape-reveal]
}

void lambda([[shape("2 3")]] Tensor x) {
  Tensor z = x;
  try {
    [&] { z = torch::zeros({7}); may(); }();
  } catch (...) {
    shape::reveal(z);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'z' is (...) [shape-reveal]
  }
}

// Each statement that moves control.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

bool more();
int unknown();
[[shape("{k}")]] Tensor make(int k);

void ifElse([[shape("2 3")]] Tensor x, [[shape("2 4")]] Tensor y) {
  Tensor z;
  if (more())
    z = x;
  else if (more())
    z = y;
  else
    z = x;
  shape::reveal(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'z' is (2, ?) [shape-reveal]
  if (Tensor t = x.t(); t.size(0) == 3)
    shape::reveal(t);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 't' is (3, 2) [shape-reveal]
  else
    torch::zeros({3}) + torch::zeros({4});
  if (int k = 4; more())
    shape::reveal(make(k));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'make(k)' is (4) [shape-reveal]
  if constexpr (sizeof(int) == 4)
    z = x;
  else
    z = y;
  shape::reveal(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'z' is (2, 3) [shape-reveal]
}

template <bool B> void constant([[shape("2 3")]] Tensor x) {
  if constexpr (B)
    shape::reveal(x.t());
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'x.t()' is (3, 2) [shape-reveal]
  else
    x + torch::zeros({4});
}
template void constant<true>([[shape("2 3")]] Tensor);

void shortCircuits(int k, [[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  bool a = x.size(0) == y.size(0) && (x + y).defined();
  bool b = x.size(0) != y.size(0) || (x + y).defined();
  if (k == 3 && make(k).size(0) == 3)
    shape::reveal(make(k) + make(3));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'make(k) + make(3)' is (3) [shape-reveal]
  if (!(k != 5))
    shape::reveal(make(k) + make(5));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'make(k) + make(5)' is (5) [shape-reveal]
  if (k < 4 || k > 4)
    return;
  make(k) + make(5);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: shapes do not broadcast in '+': 'k' on axis 0 of 'make(k)', 5 on axis 0 of 'make(5)' [shape-mismatch]
}

void conditionals(int k, [[shape("2 3")]] Tensor x, [[shape("2 4")]] Tensor y) {
  shape::reveal(more() ? x : y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'more() ? x : y' is (2, ?) [shape-reveal]
  shape::reveal(k == 3 ? make(k) : make(3));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'k == 3 ? make(k) : make(3)' is (?) [shape-reveal]
  int same = more() ? 3 : 3, other = more() ? 3 : 4;
  shape::reveal(torch::zeros({same, other}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({same, other})' is (3, other) float32 [shape-reveal]
  int gnu = unknown() ?: 5;
  shape::reveal(torch::zeros({gnu}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({gnu})' is (gnu) float32 [shape-reveal]
  shape::reveal(torch::zeros({4 ?: 5}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({4 ?: 5})' is (4) float32 [shape-reveal]
  shape::reveal(true ? x : y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'true ? x : y' is (2, 3) [shape-reveal]
}

void cases(int k, [[shape("4")]] Tensor y) {
  Tensor z;
  switch (k) {
  case 1:
    z = make(1);
    [[fallthrough]];
  case 2:
    shape::reveal(z);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'z' is (...) [shape-reveal]
    z = make(2);
    break;
  case 3: {
    z = make(2);
    break;
  }
  case 5:
    make(k) + y;
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: shapes do not broadcast in '+': 'k' (5) on axis 0 of 'make(k)', 4 on axis 0 of 'y' [shape-mismatch]
    return;
  default:
    z = make(2);
  }
  shape::reveal(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'z' is (2) [shape-reveal]
}

void caseRanges(int k) {
  switch (k) {
  case 1 ... 3:
    shape::reveal(make(k));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'make(k)' is (k) [shape-reveal]
    break;
  case 4:
  case 5:
    shape::reveal(make(k));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'make(k)' is (k) [shape-reveal]
  }
}

void ranks(Tensor x, [[shape("4 5 6")]] Tensor w) {
  switch (x.dim()) {
  case 1:
    shape::reveal(x);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'x' is (?) [shape-reveal]
    return;
  case 2:
    x = x.unsqueeze(0);
    break;
  case 3:
    break;
  default:
    return;
  }
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (?, ?, ?) [shape-reveal]
}

void rank(Tensor x) {
  if (x.dim() == 4)
    shape::reveal(x);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'x' is (?, ?, ?, ?) [shape-reveal]
  if (x.dim() != 2)
    return;
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (?, ?) [shape-reveal]
  shape::reveal(x.t());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x.t()' is (?, ?) [shape-reveal]
  x.matmul(torch::zeros({1, 2, 3}).sum(0)).sum(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: axis 2 is out of range in 'sum': 'x.matmul(torch::zeros({1, 2, 3}).sum(0))' has shape (?, 3), allowed is -2 to 1 [shape-mismatch]
}

void rankOfSizes(Tensor x) {
  if (x.sizes().size() != 3)
    throw 1;
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (?, ?, ?) [shape-reveal]
}

void growing(Tensor x, [[shape("2 3")]] Tensor given) {
  Tensor y = given;
  while (x.dim() < 4)
    x = x.unsqueeze(0);
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (...) [shape-reveal]
  while (y.dim() < 4)
    y = y.unsqueeze(0);
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (..., 2, 3) [shape-reveal]
}

void forLoop(int n, [[shape("4")]] Tensor y) {
  for (int i = 0; i < n; ++i) {
    shape::reveal(make(i));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'make(i)' is (i) [shape-reveal]
    if (i < 0)
      make(3) + y;
    if (i >= n)
      make(3) + y;
    if (n <= 0)
      make(3) + y;
  }
  for (int i = 10; i > 0; i--)
    if (i > 10)
      make(3) + y;
  for (int i = 2; i < n; i += 2)
    if (i == 1)
      make(3) + y;
  for (int i = 0, j = 5; i < 3; ++i)
    shape::reveal(make(j));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'make(j)' is (5) [shape-reveal]
  for (;;)
    if (more())
      break;
  int k = 3;
  for (int i = 0; i < n; ++i)
    k = 3;
  shape::reveal(make(k));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'make(k)' is (3) [shape-reveal]
}

void rangeFor([[shape("2 3")]] Tensor x) {
  for (int k : {3, 3, 3})
    shape::reveal(make(k));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'make(k)' is (3) [shape-reveal]
  for (int k : {3, 4})
    shape::reveal(make(k));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'make(k)' is (k) [shape-reveal]
  int numbers[] = {5, 5};
  for (int k : numbers)
    shape::reveal(make(k));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'make(k)' is (5) [shape-reveal]
  for (auto z = x.t(); Tensor t : {z, z})
    shape::reveal(t);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 't' is (3, 2) [shape-reveal]
}

void whileLoop(int n, [[shape("2 3")]] Tensor x) {
  int k = n;
  while (k > 3) {
    shape::reveal(make(k));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'make(k)' is (k) [shape-reveal]
    --k;
  }
  while (int j = unknown())
    shape::reveal(make(j));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'make(j)' is (j) [shape-reveal]
  Tensor y = x;
  while (more())
    y = y.t();
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (?, ?) [shape-reveal]
  while (more()) {
    if (more())
      continue;
    y = x;
    break;
  }
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (?, ?) [shape-reveal]
}

void doLoop([[shape("2 3")]] Tensor x) {
  Tensor y;
  do {
    y = x.t();
    if (more())
      continue;
    y = y.t().t();
  } while (more());
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (3, 2) [shape-reveal]
  do
    y = x;
  while (false);
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (2, 3) [shape-reveal]
}

void gotos([[shape("2 3")]] Tensor x) {
  Tensor y = x;
  if (more())
    goto end;
  y = x.t();
  if (more())
    goto other;
  y = x;
end:
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (2, 3) [shape-reveal]
  return;
other:
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (3, 2) [shape-reveal]
}

void computedGoto(int k, [[shape("2 3")]] Tensor x) {
  void *labels[] = {&&a, &&b};
  Tensor y = x;
  goto *labels[k];
a:
  y = x.t();
b:
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (?, ?) [shape-reveal]
}

// A relation that holds on both sides holds behind, whatever told it.
void joinedFacts(int k, [[shape("3")]] Tensor y) {
  if (more()) {
    if (k != 5)
      return;
  } else {
    if (k < 4)
      return;
  }
  if (k == 2)
    make(4) + y;
  if (k > 3)
    return;
  make(4) + y;
}

void relations(int n, int m, [[shape("3")]] Tensor y) {
  if (n != m)
    return;
  while (more())
    make(n) + make(m);
  for (int i = 0; i < n; ++i)
    shape::reveal(make(n) + make(m));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'make(n) + make(m)' is (n) [shape-reveal]
  if (n == 4)
    make(m) + y;
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: shapes do not broadcast in '+': 'm' on axis 0 of 'make(m)', 3 on axis 0 of 'y' [shape-mismatch]
}

void infinite(Tensor x) {
  while (true)
    x = x.t();
  x + torch::zeros({7});
}

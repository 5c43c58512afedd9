// Copies, moves and references.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

#include <utility>

void consume(Tensor x);
void look(const Tensor &x);
void change(Tensor &x);
void changePointer(Tensor *x);

void copies([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  Tensor copy = x;
  Tensor braces{x};
  Tensor direct(x);
  auto deduced = x;
  shape::reveal(copy);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'copy' is (2, 3) [shape-reveal]
  shape::reveal(braces);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'braces' is (2, 3) [shape-reveal]
  shape::reveal(direct);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'direct' is (2, 3) [shape-reveal]
  shape::reveal(deduced);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'deduced' is (2, 3) [shape-reveal]
  copy = y;
  shape::reveal(copy);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'copy' is (4) [shape-reveal]
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (2, 3) [shape-reveal]
}

void moves([[shape("2 3")]] Tensor x) {
  Tensor source = x;
  Tensor target = std::move(source);
  shape::reveal(target);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'target' is (2, 3) [shape-reveal]
  shape::reveal(source);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'source' is (...) [shape-reveal]
  source = x;
  shape::reveal(source);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'source' is (2, 3) [shape-reveal]
  consume(std::move(source));
  shape::reveal(source);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'source' is (...) [shape-reveal]
  Tensor assigned;
  assigned = std::move(target);
  shape::reveal(assigned);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'assigned' is (2, 3) [shape-reveal]
  shape::reveal(target);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'target' is (...) [shape-reveal]
}

void references([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  Tensor local = x;
  Tensor &alias = local;
  alias = y;
  shape::reveal(local);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'local' is (4) [shape-reveal]
  const Tensor &view = local;
  local = x;
  shape::reveal(view);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'view' is (2, 3) [shape-reveal]
  auto &&forwarding = local;
  shape::reveal(forwarding);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'forwarding' is (2, 3) [shape-reveal]
  const Tensor &temporary = torch::zeros({7});
  shape::reveal(temporary);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'temporary' is (7) float32 [shape-reveal]
}

void effects([[shape("2 3")]] Tensor x) {
  Tensor local = x;
  look(local);
  consume(local);
  shape::reveal(local);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'local' is (2, 3) [shape-reveal]
  change(local);
  shape::reveal(local);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'local' is (...) [shape-reveal]
  local = x;
  changePointer(&local);
  shape::reveal(local);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'local' is (...) [shape-reveal]
}

void swaps([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  Tensor a = x, b = y;
  std::swap(a, b);
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (4) [shape-reveal]
  shape::reveal(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'b' is (2, 3) [shape-reveal]
  std::tie(a, b) = std::make_tuple(x, y);
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (2, 3) [shape-reveal]
}

// A tensor is a handle: its copies see what happens in place.
void handles([[shape("2 3")]] Tensor x) {
  Tensor local = torch::zeros({4});
  Tensor other = local;
  other.unsqueeze_(0);
  shape::reveal(other);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'other' is (1, 4) float32 [shape-reveal]
  shape::reveal(local);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'local' is (...) [shape-reveal]
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (2, 3) [shape-reveal]
}

// A contract on a parameter that is written still holds afterwards.
void fill([[shape("n")]] Tensor &target, [[shape("n")]] Tensor source);

void written([[shape("4")]] Tensor x) {
  Tensor local = torch::zeros({4});
  fill(local, x);
  shape::reveal(local);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'local' is (4) [shape-reveal]
}

// Overloaded operators and conversions have contracts like functions.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

struct Map {
  [[shape("n")]] Tensor operator()([[shape("n n")]] Tensor x) const;
  [[shape("n 2")]] Tensor operator[]([[shape("n")]] Tensor x) const;
  [[shape("3")]] operator Tensor() const;
};
[[shape("n")]] Tensor operator|(const Map &, [[shape("n n")]] Tensor x);
[[shape("n m")]] Tensor operator%([[shape("n k")]] Tensor x, [[shape("k m")]] Tensor y);

void use(Map map, [[shape("3 3")]] Tensor square, [[shape("3 4")]] Tensor oblong) {
  shape::reveal(map(square));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'map(square)' is (3) [shape-reveal]
  map(oblong);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: argument 'x' of 'map' has size 4 on axis 1, but its contract expects 'n' (3) [shape-mismatch]
  shape::reveal(map[map(square)]);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'map[map(square)]' is (3, 2) [shape-reveal]
  shape::reveal(map | square);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'map | square' is (3) [shape-reveal]
  map | oblong;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: argument 'x' of '|' has size 4 on axis 1, but its contract expects 'n' (3) [shape-mismatch]
  Tensor converted = map;
  shape::reveal(converted);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'converted' is (3) [shape-reveal]
  shape::reveal(square % oblong);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'square % oblong' is (3, 4) [shape-reveal]
  oblong % square;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: argument 'y' of '%' has size 3 on axis 0, but its contract expects 'k' (4) [shape-mismatch]
}

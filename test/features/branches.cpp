// Conditions teach, joins keep what both sides know.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

[[shape("{k}")]] Tensor make(int k);

void joins(bool b, [[shape("n m")]] Tensor x) {
  Tensor same, half, other;
  if (b) {
    same = make(3);
    half = torch::zeros({3, 4});
    other = make(3);
  } else {
    same = make(3);
    half = torch::zeros({3, 5});
    other = torch::zeros({3, 4});
  }
  shape::reveal(same);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'same' is (3) [shape-reveal]
  shape::reveal(half);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'half' is (3, ?) float32 [shape-reveal]
  shape::reveal(other);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'other' is (3, ...) [shape-reveal]
  shape::reveal(b ? same : x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'b ? same : x' is (..., ?) [shape-reveal]
  shape::reveal(b ? x : x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'b ? x : x' is (n, m) [shape-reveal]
}

void guards([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  x + y;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: shapes do not broadcast in '+': 'n' on axis 0 of 'x', 'm' on axis 0 of 'y'; fails for n = 2, m = 3 [shape-mismatch]
  if (x.size(0) == y.size(0))
    x + y;
  if (x.size(0) != y.size(0))
    return;
  x + y;
}

void logic([[shape("n k")]] Tensor x, [[shape("m l")]] Tensor y, bool b) {
  if (b && x.size(0) == y.size(0) && x.size(1) == y.size(1))
    x + y;
  if (!(x.size(0) == y.size(0)) || x.size(1) != y.size(1))
    return;
  x + y;
}

void lists([[shape("n k")]] Tensor x, [[shape("m l")]] Tensor y) {
  if (x.sizes() == y.sizes())
    x + y;
}

// What is not understood is held in doubt: the condition may be what is needed.
bool agree(const Tensor &, const Tensor &);
void doubts([[shape("n")]] Tensor x, [[shape("m")]] Tensor y, bool flag) {
  if (agree(x, y))
    x + y;
  bool same = x.size(0) == y.size(0);
  if (same)
    x + y;
  if (flag)
    x + y;
  x + y;
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: shapes do not broadcast in '+': 'n' on axis 0 of 'x', 'm' on axis 0 of 'y'; fails for n = 2, m = 3 [shape-mismatch]
}

// So are flags that come from elsewhere: the caller may know what they mean.
enum class Mode { Same, Other };
struct Settings {
  bool square;
  Mode mode;
  bool fits() const;
};
void flags([[shape("n")]] Tensor x, [[shape("m")]] Tensor y, Mode mode, const Settings &s) {
  if (mode == Mode::Same)
    x + y;
  if (s.square || s.fits())
    x + y;
  switch (s.mode) {
  case Mode::Same:
    x + y;
    break;
  case Mode::Other:
    break;
  }
  // What cannot be right for any sizes is reported all the same.
  if (s.square)
    torch::zeros({2}) + torch::zeros({3});
    // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: shapes do not broadcast in '+': 2 on axis 0 of 'torch::zeros({2})', 3 on axis 0 of 'torch::zeros({3})' [shape-mismatch]
}

// A number that is no size excuses nothing.
void numbers([[shape("n")]] Tensor x, [[shape("m")]] Tensor y, float rate) {
  if (rate > 0.5f)
    x + y;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: shapes do not broadcast in '+': 'n' on axis 0 of 'x', 'm' on axis 0 of 'y'; fails for n = 2, m = 3 [shape-mismatch]
}

// A branch that is never taken is not looked at.
void dead([[shape("n 3")]] Tensor x) {
  if (x.dim() == 3)
    x + torch::zeros({5, 5, 5});
  if (x.size(1) > 3)
    x + torch::zeros({5});
  if (x.size(1) == 3)
    return;
  x + torch::zeros({5});
}

void choice(int k, [[shape("n 2")]] Tensor x) {
  Tensor y;
  switch (k) {
  case 2:
    shape::reveal(make(k));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'make(k)' is (k) [shape-reveal]
    y = make(k);
    break;
  case 3:
    y = make(2);
    break;
  default:
    y = make(2);
  }
  x + y;
}

void thrown(int k) {
  if (k != 4)
    throw k;
  shape::reveal(torch::zeros({k}) + torch::zeros({4}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({k}) + torch::zeros({4})' is (4) float32 [shape-reveal]
  torch::zeros({k}) + torch::zeros({5});
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: shapes do not broadcast in '+': 'k' (4) on axis 0 of 'torch::zeros({k})', 5 on axis 0 of 'torch::zeros({5})' [shape-mismatch]
}

void asserted([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  (x.size(0) == y.size(0)) ? (void)0 : __builtin_abort();
  x + y;
}

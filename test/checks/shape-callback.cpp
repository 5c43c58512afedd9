
// RUN: %check_lines

#include <functional>
#include <shape/callback.h>
#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

void rows([[shape("(b 3) -> (b)")]] const std::function<Tensor(Tensor)> &f);
[[shape("b")]] Tensor right([[shape("b 3")]] Tensor x);
[[shape("b")]] Tensor more([[shape("b c")]] Tensor x);
[[shape("b")]] Tensor other([[shape("b 4")]] Tensor x);
[[shape("b c")]] Tensor whole([[shape("b c")]] Tensor x);

void handed() {
  rows(right);
  rows(more);
  rows(other);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: parameter 'x' of callable 'other' expects 4 on axis 1, but its contract passes size 3 [shape-callback]
  rows(whole);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'result' of callable 'whole' has 2 axes (b, 3), but declared is 1 axis 'b' [shape-callback]
}

static const shape::ShapeDtype scalar({}, "float64");
void pure() {
  int calls = 0;
  shape::pure_callback([](double x) { return x * x; }, scalar, 1.0);
  shape::pure_callback([&](double x) { return x + calls; }, scalar, 1.0);
  shape::pure_callback([&](double x) { ++calls; return x; }, scalar, 1.0);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: pure callback 'lambda' changes 'calls', which it captures [shape-callback]
}

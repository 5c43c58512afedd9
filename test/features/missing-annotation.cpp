// Annotations that could be written, for those who ask by name.
//
// RUN: %check_shape_tidy %s --checks=-*,shape-*,shape-missing-annotation -- -I%annotations_include -isystem %S/../mocks
// RUN: cp %s %t.cpp
// RUN: %exit 1 %shape_tidy --fix --quiet --checks=-*,shape-*,shape-missing-annotation %t.cpp -- -I%annotations_include -isystem %S/../mocks
// RUN: %exit 0 %shape_tidy --checks=-*,shape-*,shape-missing-annotation %t.cpp -- -I%annotations_include -isystem %S/../mocks

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

Tensor linear([[shape("b in")]] Tensor x, [[shape("in out")]] Tensor w) {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: result of 'linear' always has shape 'b out', which its contract does not say [shape-missing-annotation]
  // CHECK-FIXES: :[[@LINE-2]]: [[shape("b out")]] Tensor linear([[shape("b in")]] Tensor x, [[shape("in out")]] Tensor w) {
  return torch::matmul(x, w);
}

Tensor make(int k) { return torch::zeros({k, 4}); }
// CHECK-MESSAGES: :[[@LINE-1]]:8: warning: result of 'make' always has shape '{k} 4', which its contract does not say [shape-missing-annotation]
// CHECK-FIXES: :[[@LINE-2]]: [[shape("{k} 4")]] Tensor make(int k) { return torch::zeros({k, 4}); }

static inline Tensor macros(SHAPE("*b n") const Tensor &x) { return x; }
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: result of 'macros' always has shape '*b n', which its contract does not say [shape-missing-annotation]
// CHECK-FIXES: :[[@LINE-2]]: SHAPE("*b n") static inline Tensor macros(SHAPE("*b n") const Tensor &x) { return x; }

Tensor sized([[shape("b n")]] Tensor x) {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: result of 'sized' always has shape '2*b n+1', which its contract does not say [shape-missing-annotation]
  // CHECK-FIXES: :[[@LINE-2]]: [[shape("2*b n+1")]] Tensor sized([[shape("b n")]] Tensor x) {
  return torch::zeros({x.size(0) * 2, x.size(1) + 1});
}

// Both ways out, or nothing.
Tensor either([[shape("n")]] Tensor x, [[shape("m")]] Tensor y, bool b) {
  if (b)
    return x;
  return y;
}

// Nothing to add: said already, unknown, or without a name in the contract.
[[shape("n")]] Tensor said([[shape("n")]] Tensor x) { return x; }
Tensor unknown(Tensor x) { return x; }
int global();
Tensor nameless() { return torch::zeros({global(), 2}); }

// What an override says replaces what it inherits.
struct Base {
  virtual ~Base();
  virtual Tensor apply([[shape("n")]] Tensor x);
};
struct Derived : Base {
  Tensor apply(Tensor x) override { return x; }
};
auto lambda = [](SHAPE("n") Tensor x) -> Tensor { return x; };
template <typename T> T templated(SHAPE("n") T x) { return x; }
// What a contract leaves open, the body may say.
Tensor use([[shape("3")]] Tensor x) { return templated(x); }
// CHECK-MESSAGES: :[[@LINE-1]]:8: warning: result of 'use' always has shape '3', which its contract does not say [shape-missing-annotation]
// CHECK-FIXES: :[[@LINE-2]]: [[shape("3")]] Tensor use([[shape("3")]] Tensor x) { return templated(x); }

// Parameters: what every way out demands of them.
Tensor product([[shape("b in")]] Tensor x, Tensor w) {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: result of 'product' always has shape 'b _', which its contract does not say [shape-missing-annotation]
  // CHECK-MESSAGES: :[[@LINE-2]]:51: warning: parameter 'w' always has to have shape 'in _', which its contract does not say [shape-missing-annotation]
  // CHECK-FIXES: :[[@LINE-3]]: [[shape("b _")]] Tensor product([[shape("b in")]] Tensor x, [[shape("in _")]] Tensor w) {
  return torch::mm(x, w);
}
Tensor shared(const Tensor &left, const Tensor &right) {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: result of 'shared' always has shape '_ _', which its contract does not say [shape-missing-annotation]
  // CHECK-MESSAGES: :[[@LINE-2]]:29: warning: parameter 'left' always has to have shape '_ _', which its contract does not say [shape-missing-annotation]
  // CHECK-MESSAGES: :[[@LINE-3]]:49: warning: parameter 'right' always has to have shape '_ _', which its contract does not say [shape-missing-annotation]
  // CHECK-FIXES: :[[@LINE-4]]: [[shape("_ _")]] Tensor shared([[shape("_ _")]] const Tensor &left, [[shape("_ _")]] const Tensor &right) {
  return torch::mm(left, right);
}
Tensor checked(const Tensor &x, int64_t k) {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: result of 'checked' always has shape '_ _ {k}', which its contract does not say [shape-missing-annotation]
  // CHECK-MESSAGES: :[[@LINE-2]]:30: warning: parameter 'x' always has to have shape '_ _ {k}', which its contract does not say [shape-missing-annotation]
  // CHECK-FIXES: :[[@LINE-3]]: [[shape("_ _ {k}")]] Tensor checked([[shape("_ _ {k}")]] const Tensor &x, int64_t k) {
  if (x.dim() != 3 || x.size(2) != k)
    throw 0;
  return x;
}
// Some way out takes anything.
Tensor perhaps([[shape("b in")]] Tensor x, Tensor w, bool b) {
  if (b)
    return x;
  return torch::mm(x, w);
}
// The parameter is another array by then, or may be.
Tensor changed([[shape("b in")]] Tensor x, Tensor w) {
  w = w.t();
  return torch::mm(x, w);
}
Tensor in_place([[shape("b in")]] Tensor x, const Tensor &w) {
  w.t_();
  return torch::mm(x, w);
}

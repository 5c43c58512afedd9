// Constructors: their contracts, their initialisers, the names they give.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

struct Layer {
  [[shape("out in")]] Tensor weight;
  [[shape("out")]] Tensor bias;

  Layer([[shape("out in")]] Tensor w, [[shape("out")]] Tensor b)
      : weight(w), bias(b) {}
  [[shape("batch out")]] Tensor forward([[shape("batch in")]] Tensor x) const;
};

struct Plain {
  [[shape("out in")]] Tensor weight;
  [[shape("out")]] Tensor bias;

  Plain(Tensor w, Tensor b) : weight(w), bias(b) {}
  [[shape("batch out")]] Tensor forward([[shape("batch in")]] Tensor x) const;
};

struct Wrong {
  [[shape("a b")]] Tensor first;
  [[shape("b")]] Tensor second;

  Wrong([[shape("n m")]] Tensor x) : first(x), second(x) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:48: warning: value of field 'second' has 2 axes (n, m), but its annotation says 1 axis 'b' [shape-mismatch]
  explicit Wrong([[shape("3 4")]] Tensor x, [[shape("3")]] Tensor y) : first(x) {
    second = y;
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: value of field 'second' has size 3 on axis 0, but its annotation says 'b' (4) [shape-mismatch]
  }
};

struct Delegating : Plain {
  int k = 0;
  Delegating(Tensor w, Tensor b) : Plain(w, b) {}
  Delegating(Tensor w, Tensor b, int k) : Delegating(w, b) { this->k = k; }
};

struct Pair {
  [[shape("n")]] Tensor a;
  [[shape("n")]] Tensor b;
};

void use([[shape("10 784")]] Tensor w, [[shape("10")]] Tensor b,
         [[shape("12")]] Tensor c, [[shape("5 784")]] Tensor x,
         [[shape("5 10")]] Tensor y) {
  Layer layer(w, b);
  shape::reveal(layer.forward(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'layer.forward(x)' is (5, 10) [shape-reveal]
  layer.forward(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: argument 'x' of 'forward' has size 10 on axis 1, but its contract expects 'in' (784) [shape-mismatch]
  Layer broken(w, c);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: argument 'b' of 'Layer' has size 12 on axis 0, but its contract expects 'out' (10) [shape-mismatch]

  Plain plain(w, b);
  shape::reveal(plain.forward(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'plain.forward(x)' is (5, 10) [shape-reveal]
  plain.forward(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: argument 'x' of 'forward' has size 10 on axis 1, but its contract expects 'in' (784) [shape-mismatch]
  Plain mixed(w, c);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: inside 'Plain': value of field 'bias' has size 12 on axis 0, but its annotation says 'out' (10) [shape-mismatch]

  Delegating chain(w, b, 3);
  shape::reveal(chain.forward(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'chain.forward(x)' is (5, 10) [shape-reveal]
  chain.forward(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: argument 'x' of 'forward' has size 10 on axis 1, but its contract expects 'in' (784) [shape-mismatch]

  Pair same{b, b};
  Pair designated{.a = c, .b = c};
  Pair different{b, c};
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: value of field 'b' has size 12 on axis 0, but its annotation says 'n' (10) [shape-mismatch]
  shape::reveal(same.a);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: remark: the shape of 'same.a' is (10) [shape-reveal]
  shape::reveal(Layer(w, b).forward(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'Layer(w, b).forward(x)' is (5, 10) [shape-reveal]
  Layer{w, b}.forward(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: argument 'x' of 'forward' has size 10 on axis 1, but its contract expects 'in' (784) [shape-mismatch]
}

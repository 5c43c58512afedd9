// Instantiations are analysed, and reported once for each line.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

template <int K> struct Buffer {
  [[shape("{K} n")]] Tensor data;
  [[shape("n {K}")]] Tensor turned() { return data.t(); }
  [[shape("{K} n")]] Tensor wrong() { return data.t(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:51: warning: value returned from 'wrong' has size 'n' on axis 0, but its contract promises '{K}' (3); fails for n = 2 [shape-mismatch]
};

template <typename T> [[shape("n")]] T identity([[shape("n")]] T x) { return x; }
template <typename T> [[shape("n m")]] T turn([[shape("m n")]] T x) { return x; }
// CHECK-MESSAGES: :[[@LINE-1]]:78: warning: value returned from 'turn' has size 'm' on axis 0, but its contract promises 'n'; fails for m = 2, n = 3 [shape-mismatch]
template <int K> [[shape("{K} n")]] Tensor repeat([[shape("n")]] Tensor x);
template <typename T> void never(T x) {
  [[shape("3")]] Tensor y = torch::zeros({4});
}
template <int N> Tensor zeros() { return torch::zeros({N}); }
void derived(Tensor x) {
  auto f = [](auto t) {
    [[shape("3")]] Tensor wrong = torch::zeros({4});
    // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: value of 'wrong' has size 4 on axis 0, but its annotation says 3 [shape-mismatch]
    return t;
  };
  f(x);
  f(1);
}

struct Sub : Tensor {
  Sub(const Tensor &);
};

void use([[shape("5")]] Tensor x, [[shape("2 3")]] Tensor y, Sub s) {
  shape::reveal(identity(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'identity(x)' is (5) [shape-reveal]
  turn(y);
  turn(s);
  shape::reveal(repeat<3>(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'repeat<3>(x)' is (3, 5) [shape-reveal]
  Buffer<3> three;
  Buffer<4> four;
  shape::reveal(three.data);
  // CHECK-MESSAGES: :[[@LINE-1]]:23: remark: the shape of 'three.data' is (3, three.n) [shape-reveal]
  three.turned();
  three.wrong();
  four.turned();
  four.wrong();
  shape::reveal(three.turned());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'three.turned()' is (three.n, 3) [shape-reveal]
}

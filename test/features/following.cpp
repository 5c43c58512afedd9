// Calls of functions without a contract: their bodies are followed.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

Tensor product(Tensor a, Tensor b) { return a.matmul(b); }
Tensor twice(Tensor a) { return product(a, a.t()); }
int64_t rows(const Tensor &x) { return x.size(0); }
Tensor block(int64_t n, int64_t m = 4) { return torch::zeros({n, 2 * m}); }
auto both(Tensor x) { return std::make_tuple(x, x.t()); }
int number();
Tensor unknown() { return torch::zeros({number(), 3}); }

void results([[shape("2 3")]] Tensor x, [[shape("3 4")]] Tensor y,
             [[shape("n m")]] Tensor z, int k) {
  shape::reveal(product(x, y));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'product(x, y)' is (2, 4) [shape-reveal]
  shape::reveal(twice(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'twice(x)' is (2, 2) [shape-reveal]
  shape::reveal(product(z, z.t()));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'product(z, z.t())' is (n, n) [shape-reveal]
  shape::reveal(rows(z));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'rows(z)' is n [shape-reveal]
  shape::reveal(block(rows(x)));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'block(rows(x))' is (2, 8) float32 [shape-reveal]
  shape::reveal(block(k, k));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'block(k, k)' is (k, 2*k) float32 [shape-reveal]
  auto [p, q] = both(x);
  shape::reveal(q);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'q' is (3, 2) [shape-reveal]
}

// A loop whose condition holds on entering is gone through.
Tensor turned(Tensor x, int n) {
  for (int i = 0; i < 2; ++i) {
    Tensor y = x.matmul(torch::zeros({3, 3}));
  }
  for (int i = 0; i < n; ++i) {
    Tensor y = x.matmul(torch::zeros({5, 3}));
  }
  return x;
}

void turns(int n) {
  turned(torch::zeros({2, 4}), n);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'turned': inner sizes of 'matmul' differ: 4 on axis 1 of 'x', 3 on axis 0 of 'torch::zeros({3, 3})' [shape-mismatch]
  turned(torch::zeros({2, 3}), n);
}

// The same code, another number each time.
void fresh() {
  Tensor a = unknown();
  Tensor b = unknown();
  [[shape("5 3")]] Tensor five = a;
  [[shape("6 3")]] Tensor six = b;
  [[shape("6 3")]] Tensor wrong = a;
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: value of 'wrong' has size 'number()' (5) on axis 0, but its annotation says 6 [shape-mismatch]
}

void mistakes([[shape("2 3")]] Tensor x, [[shape("4 5")]] Tensor y,
              [[shape("n m")]] Tensor z, Tensor any, int k) {
  product(x, y);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'product': inner sizes of 'matmul' differ: 3 on axis 1 of 'a', 4 on axis 0 of 'b' [shape-mismatch]
  // The same mistake once more.
  product(x, y);
  product(z, z);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'product': inner sizes of 'matmul' differ: 'm' on axis 1 of 'a', 'n' on axis 0 of 'b'; fails for n = 2, m = 3 [shape-mismatch]
  // What is not known causes nothing.
  product(any, y);
  product(x, any);
  product(block(k), block(k));
}

// Wrong by itself: whoever calls it is right.
Tensor wrong(Tensor x) {
  return x + torch::zeros({3}).matmul(torch::zeros({4}));
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: inner sizes of 'matmul' differ: 3 on axis 0 of 'torch::zeros({3})', 4 on axis 0 of 'torch::zeros({4})' [shape-mismatch]
}
Tensor callsProduct(Tensor x) {
  return x + product(torch::zeros({2, 3}), torch::zeros({6, 5}));
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: inside 'product': inner sizes of 'matmul' differ: 3 on axis 1 of 'a', 6 on axis 0 of 'b' [shape-mismatch]
}
void blameless([[shape("2 3")]] Tensor x) {
  wrong(x);
  callsProduct(x);
}
Tensor definedLater(Tensor x);
void before([[shape("2 3")]] Tensor x) { definedLater(x); }
Tensor definedLater(Tensor x) {
  return torch::zeros({3}).matmul(torch::zeros({5}));
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: inner sizes of 'matmul' differ: 3 on axis 0 of 'torch::zeros({3})', 5 on axis 0 of 'torch::zeros({5})' [shape-mismatch]
}

// What is written through references comes back.
void transposeInPlace(Tensor &x) { x = x.t(); }
void reassign(Tensor x) { x = x.t(); }
void shared(Tensor x) { x.unsqueeze_(0); }
void swapBoth(Tensor &a, Tensor &b) {
  Tensor old = a;
  a = b;
  b = old;
}
void overlapping(Tensor &a, Tensor &b) {
  a = torch::zeros({7});
  b = a.unsqueeze(0);
}
void count(int64_t &n, const Tensor &x) { n = n + x.size(0); }
void forgets(Tensor &x);
void passesOn(Tensor &x) { forgets(x); }
Tensor &pick(Tensor &a, Tensor &b) { return a; }
Tensor &choose(Tensor &a, Tensor &b, bool c) { return c ? a : b; }

void references([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y, bool flag) {
  Tensor a = x, b = y, c = x;
  transposeInPlace(a);
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (3, 2) [shape-reveal]
  shape::reveal(c);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'c' is (2, 3) [shape-reveal]
  reassign(a);
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (3, 2) [shape-reveal]
  swapBoth(a, b);
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (4) [shape-reveal]
  overlapping(a, a);
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (1, 7) float32 [shape-reveal]
  int64_t n = 2;
  count(n, y);
  shape::reveal(n);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'n' is 6 [shape-reveal]
  passesOn(a);
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (...) [shape-reveal]
  // A copy of a handle is the same array.
  shared(c);
  shape::reveal(c);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'c' is (...) [shape-reveal]
  c = y;
  pick(b, c) = torch::zeros({9});
  shape::reveal(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'b' is (9) float32 [shape-reveal]
  choose(b, c, flag) = torch::zeros({8});
  shape::reveal(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'b' is (...) [shape-reveal]
}

// Only what every run of the body meets is the call's mistake.
Tensor either(Tensor x, Tensor w, bool turned) {
  if (turned)
    return x.matmul(w.t());
  return x.matmul(w);
}
Tensor byRank(Tensor x) {
  if (x.dim() == 3)
    return x.view({2, 3}).matmul(torch::zeros({3, 4}));
  return x.matmul(torch::zeros({3, 4}));
}
Tensor guarded(Tensor x, Tensor y) {
  if (x.size(0) != y.size(0))
    return x;
  return x + y;
}
Tensor attempt(Tensor x, Tensor y) {
  try {
    return x.matmul(y);
  } catch (...) {
    return x;
  }
}
Tensor repeated(Tensor x, int n) {
  for (int i = 0; i < n; ++i)
    x = x.matmul(torch::zeros({9, 9}));
  return x;
}
struct Options {
  bool pre = false;
};
Tensor optional(Tensor x, const Options &options) {
  return options.pre ? x.matmul(torch::zeros({9, 9})) : x;
}
void conditions([[shape("2 3")]] Tensor x, [[shape("5 3")]] Tensor w,
                [[shape("1 2 3")]] Tensor batch, bool flag, [[shape("2")]] Tensor two,
                [[shape("3")]] Tensor three) {
  shape::reveal(either(x, w, true));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'either(x, w, true)' is (2, 5) [shape-reveal]
  either(x, w, flag);
  either(x, w, false);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'either': inner sizes of 'matmul' differ: 3 on axis 1 of 'x', 5 on axis 0 of 'w' [shape-mismatch]
  byRank(x);
  byRank(batch);
  guarded(two, three);
  attempt(x, w);
  repeated(x, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'repeated': inner sizes of 'matmul' differ: 3 on axis 1 of 'x', 9 on axis 0 of 'torch::zeros({9, 9})' [shape-mismatch]
  optional(x, Options{});
}

// What a callee demands it teaches.
void require(Tensor x, Tensor y) {
  if (x.size(0) != y.size(0))
    throw 1;
}
void sameRows(int64_t n, int64_t m) { torch::zeros({2, n}).matmul(torch::zeros({m, 2})); }
void teaching([[shape("n")]] Tensor x, [[shape("m")]] Tensor y, int k, int l,
              bool flag) {
  require(x, y);
  [[shape("n")]] Tensor same = y;
  sameRows(k, l);
  torch::zeros({2, k}).matmul(torch::zeros({l, 2}));
  torch::zeros({2, k}).matmul(torch::zeros({l + 1, 2}));
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: inner sizes of 'matmul' differ: 'k' on axis 1 of 'torch::zeros({2, k})', 'l + 1' on axis 0 of 'torch::zeros({l + 1, 2})' [shape-mismatch]
}

// A call that never comes back.
void fail(const char *why) { throw why; }
void ends([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  if (x.size(0) != y.size(0))
    fail("sizes");
  [[shape("n")]] Tensor same = y;
}

// Recursion ends, and so do chains that are too deep to follow.
Tensor shrink(Tensor x, int n) { return n == 0 ? x : shrink(x, n - 1); }
Tensor even(Tensor x, int n);
Tensor odd(Tensor x, int n) { return n == 0 ? x.t() : even(x, n - 1); }
Tensor even(Tensor x, int n) { return n == 0 ? x : odd(x, n - 1); }
void recursion([[shape("2 3")]] Tensor x, int n) {
  shape::reveal(shrink(x, n));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'shrink(x, n)' is (...) [shape-reveal]
  shape::reveal(shrink(x, 0));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'shrink(x, 0)' is (2, 3) [shape-reveal]
  even(x, 5);
}

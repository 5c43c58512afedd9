// Opaque blocks: what goes in, what comes out, and what is left.
//
// RUN: %check_lines

#include <functional>
#include <shape/shape.h>
#include <torch.h>
#include <utility>
#include <vector>

using torch::Tensor;

Tensor ask(const void *handle);
Tensor compute(Tensor x);
void look(const Tensor &at);
void fill(Tensor &into);
int code(const void *handle);
void needs3([[shape("3")]] Tensor x);
bool more();

// The names of an output are the function's.
void namesAreTheFunctions([[shape("n m")]] Tensor x, const void *handle) {
  Tensor y;
  [[shape::opaque("y: Float32[n 2*m]")]] { y = ask(handle); }
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (n, 2*m) float32 [shape-reveal]
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (n, m) [shape-reveal]
}

// A name that is bound nowhere is bound by the output.
void namesAreBound(const void *handle) {
  Tensor y, z;
  SHAPE_OPAQUE_BEGIN("y: rows columns, z: rows")
  y = ask(handle);
  z = ask(handle);
  SHAPE_OPAQUE_END
  shape::expect(z, "rows");
  shape::expect(y, "columns rows");
  torch::matmul(y, torch::zeros({3, 4}));
}

// Numba's types are types, one without axes is a number.
void numbaTypes(const void *handle) {
  Tensor y, z;
  int failed = 0;
  double scale = 0;
  [[shape::opaque("y: float64[:, ::1], z: intp[:], failed: intp, scale: float64")]] {
    failed = code(handle);
    scale = 2 * failed;
    y = ask(handle);
    z = ask(handle);
  }
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (?, ?) float64 [shape-reveal]
  shape::reveal(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'z' is (?) int64 [shape-reveal]
  needs3(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: argument 'x' of 'needs3' has 2 axes (?, ?), but its contract expects 1 axis '3' [shape-mismatch]
  torch::zeros({failed});
}

// Inside, nothing is evaluated: neither reported nor known afterwards.
void nothingIsLookedAt(const void *handle) {
  Tensor y;
  [[shape::opaque("y: 3")]] {
    Tensor wrong = torch::zeros({2, 3}) + torch::zeros({4});
    shape::expect(wrong, "1 2 3 4");
    y = wrong;
    auto inner = [&] { torch::matmul(torch::zeros({2, 3}), y); };
    inner();
  }
  needs3(y);
}

// What is only read keeps its shape.
void inputsKeepTheirShapes([[shape("n m")]] Tensor x, const Tensor &given) {
  Tensor a = torch::zeros({2, 3}), b = torch::zeros({4}), y;
  std::vector<Tensor> list = {torch::zeros({5}), torch::zeros({5})};
  int64_t k = 7;
  [[shape::opaque("y: n")]] {
    look(a);
    const Tensor *p = &b;
    for (const Tensor &each : list)
      look(each);
    y = compute(x) + compute(*p) + compute(torch::zeros({k}));
    a += torch::ones({1});
  }
  shape::reveal(a);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'a' is (2, 3) float32 [shape-reveal]
  shape::reveal(b);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'b' is (4) float32 [shape-reveal]
  shape::reveal(list);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'list' is [(5) float32, (5) float32] [shape-reveal]
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (n, m) [shape-reveal]
  shape::reveal(torch::zeros({k}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({k})' is (7) float32 [shape-reveal]
}

// What may be written without being declared is unknown; of what certainly is,
// the reader is told.
void undeclaredIsUnknown(const void *handle) {
  Tensor y, w = torch::zeros({3}), v = torch::zeros({3}), u = torch::zeros({3});
  Tensor t = torch::zeros({3}), s = torch::zeros({3}), r = torch::zeros({3});
  int64_t k = 7;
  [[shape::opaque("y: 3")]] {
    y = ask(handle);
    w = ask(handle);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: variable 'w' is assigned where nobody looks, and no output declares it: nothing is known of it afterwards [shape-boundary]
    fill(v);
    std::swap(u, t);
    s.unsqueeze_(0);
    Tensor &alias = r;
    alias = ask(handle);
    k = code(handle);
  }
  shape::reveal(w);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'w' is (...) [shape-reveal]
  shape::reveal(v);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'v' is (...) [shape-reveal]
  shape::reveal(u);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'u' is (...) [shape-reveal]
  shape::reveal(t);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 't' is (...) [shape-reveal]
  shape::reveal(s);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 's' is (...) [shape-reveal]
  shape::reveal(r);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'r' is (...) [shape-reveal]
  shape::reveal(torch::zeros({k}));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'torch::zeros({k})' is (k) float32 [shape-reveal]
}

// Nobody misses what nobody uses.
void temporariesAreFree(const void *handle) {
  Tensor y, scratch;
  [[shape::opaque("y: 3")]] {
    scratch = ask(handle);
    y = scratch;
  }
  scratch = torch::zeros({3});
  needs3(y);
}

void usedInTheNextTurn(const void *handle) {
  Tensor y, last = torch::zeros({3});
  while (more()) {
    look(last);
    [[shape::opaque("y: 3")]] {
      y = ask(handle);
      last = y;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: variable 'last' is assigned where nobody looks, and no output declares it: nothing is known of it afterwards [shape-boundary]
    }
  }
}

// An annotation of the variable is a declaration.
void annotationsAreKept([[shape("n")]] Tensor x, const void *handle) {
  [[shape("n n")]] Tensor y;
  [[shape("n")]] Tensor z = x;
  SHAPE_OPAQUE_BEGIN("y: Float32[n n]")
  y = ask(handle);
  z = ask(handle);
  SHAPE_OPAQUE_END
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (n, n) float32 [shape-reveal]
  shape::reveal(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'z' is (n) [shape-reveal]
}

void annotationsDisagree([[shape("n m")]] Tensor x, const void *handle) {
  [[shape("n m")]] Tensor y;
  [[shape::opaque("y: m n")]] { y = ask(handle); }
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: value of 'y' has size 'm' on axis 0, but its annotation says 'n'; fails for m = 2, n = 3 [shape-mismatch]
}

// Fields are outputs of a method.
struct Net {
  Tensor weight;
  [[shape("out")]] Tensor bias;
  int calls = 0;
  void load(const void *handle) {
    [[shape::opaque("weight: 3 4, bias: out")]] {
      weight = ask(handle);
      bias = ask(handle);
      ++calls;
    }
    shape::reveal(weight);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'weight' is (3, 4) [shape-reveal]
    shape::reveal(bias);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'bias' is (out) [shape-reveal]
  }
  void forget(const void *handle) {
    weight = torch::zeros({3});
    [[shape::opaque("")]] { weight = ask(handle); }
    // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: variable 'weight' is assigned where nobody looks, and no output declares it: nothing is known of it afterwards [shape-boundary]
    shape::reveal(weight);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'weight' is (...) [shape-reveal]
  }
};

// In branches, loops and behind them.
Tensor controlFlow([[shape("n")]] Tensor x, const void *handle) {
  Tensor y = torch::zeros({3});
  if (more()) {
    [[shape::opaque("y: 3")]] {
      for (;;) {
        if (more())
          break;
        switch (code(handle)) {
        case 1:
          y = ask(handle);
          break;
        default:
          continue;
        }
      }
      if (!handle)
        throw 1;
      goto done;
    done:;
    }
  }
  needs3(y);
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (3) [shape-reveal]
  return y;
}

// An exception may leave: the handler knows what the block cannot have changed.
void exceptions(const void *handle) {
  Tensor y = torch::zeros({3}), z = torch::zeros({3});
  try {
    [[shape::opaque("y: 4")]] {
      y = ask(handle);
      if (code(handle) != 0)
        throw 1;
    }
    needs3(y);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: argument 'x' of 'needs3' has size 4 on axis 0, but its contract expects 3 [shape-mismatch]
  } catch (...) {
    shape::reveal(y);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'y' is (...) [shape-reveal]
    shape::reveal(z);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'z' is (3) float32 [shape-reveal]
  }
}

// A callable of the program may write what it refers to.
void callablesWrite(const void *handle) {
  Tensor y, w = torch::zeros({3});
  auto change = [&] { w = ask(handle); };
  std::function<void()> run = change;
  [[shape::opaque("y: 3")]] {
    run();
    y = w;
  }
  shape::reveal(w);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'w' is (...) [shape-reveal]
}

// A callee with an opaque block is followed up to it and from it on.
static Tensor wrapped(const void *handle, int64_t n) {
  Tensor y;
  [[shape::opaque("y: 3 {n}")]] { y = ask(handle); }
  return y.t();
}
void followed(const void *handle) {
  shape::reveal(wrapped(handle, 5));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'wrapped(handle, 5)' is (5, 3) [shape-reveal]
}

// In a lambda, outputs are what it captured or has.
void inLambdas(const void *handle) {
  Tensor outer;
  auto get = [&](Tensor z) {
    [[shape::opaque("outer: 3, z: 4")]] {
      outer = ask(handle);
      z = ask(handle);
    }
    needs3(outer);
    needs3(z);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: argument 'x' of 'needs3' has size 4 on axis 0, but its contract expects 3 [shape-mismatch]
  };
  get(outer);
}

// In a template, in each instance.
template <class T> void inTemplates(T x, const void *handle) {
  T y, z;
  [[shape::opaque("y: 3, z: 4")]] {
    y = ask(handle);
    z = ask(handle);
  }
  needs3(y);
  needs3(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: argument 'x' of 'needs3' has size 4 on axis 0, but its contract expects 3 [shape-mismatch]
}
template void inTemplates(Tensor, const void *);

template <class T> void neverInstantiated(T x, const void *handle) {
  T y;
  [[shape::opaque("y: 3, q: 4")]] {
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: output 'q' names no variable that exists behind the opaque block [shape-boundary]
    torch::matmul(torch::zeros({2, 3}), torch::zeros({2, 3}));
    y = ask(handle);
    return;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'return' leaves the opaque block before its end [shape-boundary]
  }
}

// The wrong rank for a fixed type is the declaration's mistake.
void pairOf(const void *handle) {
  std::pair<Tensor, Tensor> both;
  [[shape::opaque("both: tuple[3, 4]")]] { both = {ask(handle), ask(handle)}; }
  needs3(both.first);
  needs3(both.second);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: argument 'x' of 'needs3' has size 4 on axis 0, but its contract expects 3 [shape-mismatch]
}

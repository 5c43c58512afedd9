// The rules of Numba's page on objmode, one function each; docs/heritage.md
// says which is which.
//
// RUN: %check_shape_tidy %s --ignore-notes --checks=-*,shape-*,shape-unproven -- -I %annotations_include -isystem %S/../mocks

#include <coroutine>
#include <cstdio>
#include <functional>
#include <shape/shape.h>
#include <torch.h>
#include <vector>

using torch::Tensor;

Tensor ask(const void *handle);
Tensor compute(Tensor x);
void fill(Tensor &into);
bool more();
int code(const void *handle);
void needs3([[shape("3")]] Tensor x);
void pair([[shape("n")]] Tensor x, [[shape("n")]] Tensor y);

void aBlockMayBeAnything(const void *handle) {
  Tensor y;
  [[shape::opaque("y: 3")]] {
    struct Foreign {
      void *raw;
    } foreign{&y};
    std::printf("%p\n", foreign.raw);
    static int calls = 0;
    asm volatile("" ::: "memory");
    y = ask(reinterpret_cast<const char *>(handle) + ++calls);
  }
  needs3(y);
}

void theBlockIsTakenOut() {
  Tensor y;
  [[shape::opaque("y: 4")]] {
    y = torch::matmul(torch::zeros({2, 3}), torch::zeros({2, 3}));
  }
  needs3(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: argument 'x' of 'needs3' has size 4 on axis 0, but its contract expects 3 [shape-mismatch]
}

[[shape::opaque("return: 4")]] Tensor reversed(Tensor x) {
  return torch::matmul(torch::zeros({2, 3}), x);
}
void aFunctionMayBeOpaque([[shape("n")]] Tensor x) { needs3(reversed(x)); }
// CHECK-MESSAGES: :[[@LINE-1]]:61: warning: argument 'x' of 'needs3' has size 4 on axis 0, but its contract expects 3 [shape-mismatch]

void outputsAreNamed(const void *handle) {
  Tensor y, z;
  [[shape::opaque("y: 3, z: 4")]] {
    z = ask(handle);
    y = ask(handle);
  }
  needs3(y);
  needs3(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: argument 'x' of 'needs3' has size 4 on axis 0, but its contract expects 3 [shape-mismatch]
}

void outputsExistBehind(const void *handle) {
  Tensor y;
  [[shape::opaque("y: 3, x: 3")]] {
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: output 'x' is declared where it does not exist behind the opaque block [shape-boundary]
    Tensor x = ask(handle);
    y = x;
  }
  [[shape::opaque("yy: 3")]] { y = ask(handle); }
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: output 'yy' names no variable that exists behind the opaque block [shape-boundary]
}

void typesAreStrings([[shape("n m")]] Tensor x, const void *handle) {
  Tensor y, z;
  int64_t k = 0;
  [[shape::opaque("y: intp[:], z: Float32[m n], k: int64")]] {
    y = ask(handle);
    z = ask(handle);
    k = code(handle);
  }
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (?) int64 [shape-reveal]
  shape::reveal(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'z' is (m, n) float32 [shape-reveal]
  shape::reveal(k);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: nothing is known of 'k' [shape-reveal]
  [[shape::opaque("y: imtp[:]")]] { y = ask(handle); }
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'imtp' is not a dtype class [shape-annotation]
  // CHECK-MESSAGES: :[[@LINE-2]]:28: warning: ':' is an axis in Numba's type names only [shape-annotation]
  // CHECK-FIXES: :[[@LINE-3]]: [[shape::opaque("y: Int[_]")]] { y = ask(handle); }
}

void outputsAreCast(const void *handle) {
  [[shape("Float32[3]")]] Tensor y;
  [[shape::opaque("y: float64[:]")]] { y = ask(handle); }
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: value of 'y' has dtype float64, but its annotation says float32 [shape-dtype]
  [[shape::opaque("y: _")]] { y = ask(handle); }
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (3) float32 [shape-reveal]
}

void outputsAreArguments([[shape("n")]] Tensor x, const void *handle) {
  Tensor y, z;
  [[shape::opaque("y: n k, z: k")]] {
    y = ask(handle);
    z = ask(handle);
  }
  pair(x, torch::matmul(y, z));
  pair(x, torch::matmul(y.t(), z));
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: nothing shows that k equals n, as 'matmul' needs it to [shape-unproven]
}

void undeclaredIsUnknown(const void *handle) {
  Tensor y, w = torch::zeros({3});
  [[shape::opaque("y: 3")]] {
    y = ask(handle);
    w = ask(handle);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: variable 'w' is assigned where nobody looks, and no output declares it: nothing is known of it afterwards [shape-boundary]
  }
  shape::reveal(w);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'w' is (...) [shape-reveal]
}

void listsAreNoted(const std::vector<Tensor> &given, const void *handle) {
  Tensor y;
  std::vector<Tensor> known = {torch::zeros({3})};
  [[shape::opaque("y: 3")]] {
    y = ask(handle);
    for (const Tensor &each : given)
    // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: container 'given' goes where nobody looks, and nothing is known of its elements [shape-unproven]
      y = compute(each);
    y = compute(known[0]);
  }
  needs3(known[0]);
}

void functionsAreNoted(std::function<Tensor(Tensor)> given, const void *handle) {
  Tensor y, w = torch::zeros({3});
  auto change = [&] { w = ask(handle); };
  [[shape::opaque("y: 3")]] {
    change();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: callable 'change' goes where nobody looks: what it changes there is not followed [shape-unproven]
    y = given(ask(handle));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: callable 'given' goes where nobody looks: what it changes there is not followed [shape-unproven]
  }
  shape::reveal(w);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'w' is (...) [shape-reveal]
}

struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(int);
    void return_void();
    void unhandled_exception();
  };
};
Task noYield() {
  [[shape::opaque("")]] { co_yield 1; }
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'co_yield' leaves the opaque block before its end [shape-boundary]
}

void noBreak() {
  while (more()) {
    [[shape::opaque("")]] {
      while (more())
        break;
      break;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'break' leaves the opaque block before its end [shape-boundary]
    }
  }
}

int noReturn() {
  [[shape::opaque("")]] { return 1; }
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'return' leaves the opaque block before its end [shape-boundary]
}

void throwMayLeave(const void *handle) {
  Tensor y, x = torch::zeros({3});
  try {
    [[shape::opaque("y: 3")]] {
      if (more())
        throw 1;
      y = ask(handle);
    }
    needs3(y);
  } catch (int) {
    shape::reveal(y);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'y' is (...) [shape-reveal]
    shape::reveal(x);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'x' is (3) float32 [shape-reveal]
  }
}

void noBlockInside() {
  [[shape::opaque("")]] {
    [[shape::opaque("")]] { more(); }
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: opaque block stands inside another one [shape-boundary]
  }
}

int outsideItDoesNothing() {
  int count = 0;
  SHAPE_OPAQUE_BEGIN("count: intp")
  count = 3;
  SHAPE_OPAQUE_END
  return count;
}

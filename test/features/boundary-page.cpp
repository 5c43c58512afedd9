// The rules of Numba's page on objmode, one function each; docs/heritage.md
// says which is which.
//
// RUN: %check_shape_tidy %s --ignore-notes --checks=-*,shape-*,shape-unproven -- -I %annotations_include -isystem %S/../mocks -std=c++20

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
}

[[shape::opaque("return: 4")]] Tensor reversed(Tensor x) {
  return torch::matmul(torch::zeros({2, 3}), x);
}
void aFunctionMayBeOpaque([[shape("n")]] Tensor x) { needs3(reversed(x)); }

void outputsAreNamed(const void *handle) {
  Tensor y, z;
  [[shape::opaque("y: 3, z: 4")]] {
    z = ask(handle);
    y = ask(handle);
  }
  needs3(y);
  needs3(z);
}

void outputsExistBehind(const void *handle) {
  Tensor y;
  [[shape::opaque("y: 3, x: 3")]] {
    Tensor x = ask(handle);
    y = x;
  }
  [[shape::opaque("yy: 3")]] { y = ask(handle); }
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
  shape::reveal(z);
  shape::reveal(k);
  [[shape::opaque("y: imtp[:]")]] { y = ask(handle); }
}

void outputsAreCast(const void *handle) {
  [[shape("Float32[3]")]] Tensor y;
  [[shape::opaque("y: float64[:]")]] { y = ask(handle); }
  [[shape::opaque("y: _")]] { y = ask(handle); }
  shape::reveal(y);
}

void outputsAreArguments([[shape("n")]] Tensor x, const void *handle) {
  Tensor y, z;
  [[shape::opaque("y: n k, z: k")]] {
    y = ask(handle);
    z = ask(handle);
  }
  pair(x, torch::matmul(y, z));
  pair(x, torch::matmul(y.t(), z));
}

void undeclaredIsUnknown(const void *handle) {
  Tensor y, w = torch::zeros({3});
  [[shape::opaque("y: 3")]] {
    y = ask(handle);
    w = ask(handle);
  }
  shape::reveal(w);
}

void listsAreNoted(const std::vector<Tensor> &given, const void *handle) {
  Tensor y;
  std::vector<Tensor> known = {torch::zeros({3})};
  [[shape::opaque("y: 3")]] {
    y = ask(handle);
    for (const Tensor &each : given)
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
    y = given(ask(handle));
  }
  shape::reveal(w);
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
}

void noBreak() {
  while (more()) {
    [[shape::opaque("")]] {
      while (more())
        break;
      break;
    }
  }
}

int noReturn() {
  [[shape::opaque("")]] { return 1; }
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
    shape::reveal(x);
  }
}

void noBlockInside() {
  [[shape::opaque("")]] {
    [[shape::opaque("")]] { more(); }
  }
}

int outsideItDoesNothing() {
  int count = 0;
  SHAPE_OPAQUE_BEGIN("count: intp")
  count = 3;
  SHAPE_OPAQUE_END
  return count;
}

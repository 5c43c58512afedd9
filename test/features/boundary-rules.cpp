// What an opaque boundary may not do, and what it may.
//
// RUN: %check_notes

#include <coroutine>
#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

Tensor ask(const void *handle);
bool more();
void look(const Tensor &at);

Tensor byReturn(const void *handle) {
  Tensor y;
  [[shape::opaque("y: 3")]] {
    y = ask(handle);
    return y;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'return' leaves the opaque block before its end [shape-boundary]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the block begins here
  }
}

void byBreak(const void *handle) {
  Tensor y;
  while (more()) {
    [[shape::opaque("y: 3")]] {
      y = ask(handle);
      if (more())
        break;
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'break' leaves the opaque block before its end [shape-boundary]
        // CHECK-MESSAGES: :[[@LINE-5]]:7: note: the block begins here
    }
  }
}

void byContinue(const void *handle) {
  Tensor y;
  for (int i = 0; i < 3; ++i) {
    SHAPE_OPAQUE_BEGIN("y: 3")
    switch (i) {
    case 0:
      continue;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'continue' leaves the opaque block before its end [shape-boundary]
      // CHECK-MESSAGES: :[[@LINE-5]]:5: note: the block begins here
    default:
      break;
    }
    y = ask(handle);
    SHAPE_OPAQUE_END
  }
}

void byBreakOfASwitch(int which, const void *handle) {
  Tensor y;
  switch (which) {
  case 0:
    [[shape::opaque("y: 3")]] {
      y = ask(handle);
      break;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'break' leaves the opaque block before its end [shape-boundary]
      // CHECK-MESSAGES: :[[@LINE-4]]:7: note: the block begins here
    }
  default:;
  }
}

void byGoto(const void *handle) {
  Tensor y;
  [[shape::opaque("y: 3")]] {
    y = ask(handle);
    if (more())
      goto out;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'goto' leaves the opaque block before its end [shape-boundary]
      // CHECK-MESSAGES: :[[@LINE-5]]:5: note: the block begins here
    goto in;
  in:;
  }
out:;
}

void byNesting(const void *handle) {
  Tensor y;
  [[shape::opaque("y: 3")]] {
    SHAPE_OPAQUE_BEGIN("y: 3")
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: opaque block stands inside another one [shape-boundary]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the block begins here
    y = ask(handle);
    SHAPE_OPAQUE_END
  }
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
Task byCoroutine(const void *handle) {
  Tensor y;
  [[shape::opaque("y: 3")]] {
    y = ask(handle);
    co_await std::suspend_always();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_await' leaves the opaque block before its end [shape-boundary]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the block begins here
    co_yield 1;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_yield' leaves the opaque block before its end [shape-boundary]
    // CHECK-MESSAGES: :[[@LINE-7]]:5: note: the block begins here
    co_return;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_return' leaves the opaque block before its end [shape-boundary]
    // CHECK-MESSAGES: :[[@LINE-10]]:5: note: the block begins here
  }
}

// A lambda is left, and the block is not; an exception may leave it.
void allowed(const void *handle) {
  Tensor y;
  [[shape::opaque("y: 3")]] {
    auto get = [&] {
      for (;;)
        if (more())
          break;
      return ask(handle);
    };
    y = get();
    if (more())
      throw 1;
  }
}

void names(const void *handle) {
  Tensor table, y;
  [[shape::opaque("tabel: 3, q: 4, return: 5, inside: 3")]] {
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: output 'tabel' names no variable that exists behind the opaque block [shape-boundary]
  // CHECK-MESSAGES: :[[@LINE-2]]:20: note: did you mean 'table'?
  // CHECK-MESSAGES: :[[@LINE-3]]:30: warning: output 'q' names no variable that exists behind the opaque block [shape-boundary]
  // CHECK-MESSAGES: :[[@LINE-4]]:36: warning: output 'return' belongs to opaque functions: a block gives back nothing [shape-boundary]
  // CHECK-MESSAGES: :[[@LINE-5]]:47: warning: output 'inside' is declared where it does not exist behind the opaque block [shape-boundary]
  // CHECK-MESSAGES: :[[@LINE+2]]:12: note: 'inside' is declared here
  // CHECK-FIXES: :[[@LINE-7]]: [[shape::opaque("table: 3, q: 4, return: 5, inside: 3")]] {
    Tensor inside = ask(handle);
    table = y = inside;
  }
}

void scopes(const void *handle) {
  {
    Tensor gone;
    gone = ask(handle);
  }
  if (Tensor given = ask(handle); more()) {
    [[shape::opaque("given: 3, gone: 3, late: 3")]] { given = ask(handle); }
    // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: output 'gone' is declared where it does not exist behind the opaque block [shape-boundary]
    // CHECK-MESSAGES: :[[@LINE-6]]:12: note: 'gone' is declared here
    // CHECK-MESSAGES: :[[@LINE-3]]:41: warning: output 'late' is declared where it does not exist behind the opaque block [shape-boundary]
    // CHECK-MESSAGES: :[[@LINE+2]]:10: note: 'late' is declared here
  }
  Tensor late;
}

int global;
struct Base {
  Tensor field;
};
struct Derived : Base {
  static Tensor shared;
  void method(const void *handle) {
    [[shape::opaque("field: 3, shared: 4, global: intp")]] {
      field = ask(handle);
      shared = ask(handle);
      global = 1;
    }
  }
};

void types() {
  int count = 0;
  double scale = 0;
  bool done = false;
  [[shape::opaque("count: int64, scale: float64, done: boolean")]] {
    count = 1;
    scale = 2;
    done = true;
  }
  [[shape::opaque("count: int64[:], scale: int64, done: float32")]] {
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: output 'count' is of type 'int', which is never 'int64[:]' [shape-boundary]
  // CHECK-MESSAGES: :[[@LINE-10]]:7: note: 'count' is declared here
  // CHECK-MESSAGES: :[[@LINE-3]]:37: warning: output 'scale' is of type 'double', which is never 'int64' [shape-boundary]
  // CHECK-MESSAGES: :[[@LINE-11]]:10: note: 'scale' is declared here
  // CHECK-MESSAGES: :[[@LINE-5]]:51: warning: output 'done' is of type 'bool', which is never 'float32' [shape-boundary]
  // CHECK-MESSAGES: :[[@LINE-12]]:8: note: 'done' is declared here
    count = 1;
    scale = 2;
    done = true;
  }
}

// Opaque functions.
[[shape::opaque("out: Float32[n m], return: Float32[n]")]] Tensor
functionLeaves([[shape("n m")]] Tensor x, Tensor &out) {
  torch::matmul(torch::zeros({2, 3}), torch::zeros({2, 3}));
  out = ask(&x);
  if (more())
    return ask(&x);
  [[shape::opaque("out: 3")]] { out = ask(&x); }
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: opaque block stands inside the opaque function 'functionLeaves' [shape-boundary]
  // CHECK-MESSAGES: :[[@LINE-8]]:3: note: function is declared opaque here
  return x;
}

[[shape::opaque("y: 3")]] Task coroutine(Tensor &y) { co_return; }
// CHECK-MESSAGES: :[[@LINE-1]]:55: warning: 'co_return' leaves the opaque function before its end [shape-boundary]
// CHECK-MESSAGES: :[[@LINE-2]]:3: note: function is declared opaque here

[[shape::opaque("copy: 3, seen: 3, none: 3, return: 3, in: n")]] void
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: output 'copy' of 'functionNames' is a copy or constant: nobody sees what is assigned to it [shape-boundary]
// CHECK-MESSAGES: :[[@LINE-2]]:27: warning: output 'seen' of 'functionNames' is a copy or constant: nobody sees what is assigned to it [shape-boundary]
// CHECK-MESSAGES: :[[@LINE-3]]:36: warning: output 'none' names nothing that the opaque function 'functionNames' gives back [shape-boundary]
// CHECK-MESSAGES: :[[@LINE-4]]:45: warning: output 'return' of 'functionNames' has no effect: it returns no value [shape-boundary]
functionNames(Tensor copy, const Tensor &seen, Tensor &in);

SHAPE_OPAQUE("count: int64[:]") void functionTypes(int &count);
// CHECK-MESSAGES: :[[@LINE-1]]:15: warning: output 'count' is of type 'int', which is never 'int64[:]' [shape-boundary]
// CHECK-MESSAGES: :[[@LINE-2]]:57: note: 'count' is declared here

void strings(const void *handle) {
  Tensor y, z;
  [[shape::opaque("y Float32[3]")]] { y = ask(handle); }
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: an output is written 'name: type' [shape-annotation]
  // CHECK-MESSAGES: :[[@LINE-2]]:20: note: did you mean 'y: Float32[3]'?
  // CHECK-FIXES: :[[@LINE-3]]: [[shape::opaque("y: Float32[3]")]] { y = ask(handle); }
  [[shape::opaque("y='float32[:]'")]] { y = ask(handle); }
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: an output is written 'name: type' [shape-annotation]
  // CHECK-MESSAGES: :[[@LINE-2]]:20: note: did you mean 'y: float32[:]'?
  // CHECK-FIXES: :[[@LINE-3]]: [[shape::opaque("y: float32[:]")]] { y = ask(handle); }
  [[shape::opaque("y: 3,")]] { y = ask(handle); }
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: there is no output on one side of this comma [shape-annotation]
  // CHECK-MESSAGES: :[[@LINE-2]]:24: note: leave the comma out
  // CHECK-FIXES: :[[@LINE-3]]: [[shape::opaque("y: 3")]] { y = ask(handle); }
  [[shape::opaque("y: 3, y: 4")]] { y = ask(handle); }
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: output 'y' is declared twice [shape-annotation]
  // CHECK-MESSAGES: :[[@LINE-2]]:20: note: first declaration is here
  [[shape::opaque("y: Float32[")]] { y = ask(handle); }
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: this bracket is never closed [shape-annotation]
  // CHECK-MESSAGES: :[[@LINE-2]]:30: note: did you forget ']' at the end?
  // CHECK-FIXES: :[[@LINE-3]]: [[shape::opaque("y: Float32[]")]] { y = ask(handle); }
  [[shape::opaque("y: n+")]] { y = ask(handle); }
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the expression 'n+' is incomplete [shape-annotation]
  [[shape::opaque("y: k+1")]] { y = ask(handle); }
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: axis 'k' is used in an expression but nothing here binds it [shape-annotation]
  [[shape::opaque("y: {nobody}")]] { y = ask(handle); }
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: name 'nobody' in braces means nothing here [shape-annotation]
  [[shape::opaque("")]] { look(y); }
  y = z;
}

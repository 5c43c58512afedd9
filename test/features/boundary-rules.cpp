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
  }
}

void byBreak(const void *handle) {
  Tensor y;
  while (more()) {
    [[shape::opaque("y: 3")]] {
      y = ask(handle);
      if (more())
        break;
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
    goto in;
  in:;
  }
out:;
}

void byNesting(const void *handle) {
  Tensor y;
  [[shape::opaque("y: 3")]] {
    SHAPE_OPAQUE_BEGIN("y: 3")
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
    co_yield 1;
    co_return;
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
  return x;
}

[[shape::opaque("y: 3")]] Task coroutine(Tensor &y) { co_return; }

[[shape::opaque("copy: 3, seen: 3, none: 3, return: 3, in: n")]] void
functionNames(Tensor copy, const Tensor &seen, Tensor &in);

SHAPE_OPAQUE("count: int64[:]") void functionTypes(int &count);

void strings(const void *handle) {
  Tensor y, z;
  [[shape::opaque("y Float32[3]")]] { y = ask(handle); }
  [[shape::opaque("y='float32[:]'")]] { y = ask(handle); }
  [[shape::opaque("y: 3,")]] { y = ask(handle); }
  [[shape::opaque("y: 3, y: 4")]] { y = ask(handle); }
  [[shape::opaque("y: Float32[")]] { y = ask(handle); }
  [[shape::opaque("y: n+")]] { y = ask(handle); }
  [[shape::opaque("y: k+1")]] { y = ask(handle); }
  [[shape::opaque("y: {nobody}")]] { y = ask(handle); }
  [[shape::opaque("")]] { look(y); }
  y = z;
}

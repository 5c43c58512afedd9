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
  shape::reveal(x);
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
  shape::reveal(z);
  needs3(y);
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
    y = compute(x) + compute(*p) + k;
    a += 1;
    a[0] = 3;
  }
  shape::reveal(a);
  shape::reveal(b);
  shape::reveal(list);
  shape::reveal(x);
  shape::reveal(torch::zeros({k}));
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
    fill(v);
    std::swap(u, t);
    s.unsqueeze_(0);
    Tensor &alias = r;
    alias = ask(handle);
    k = code(handle);
  }
  shape::reveal(w);
  shape::reveal(v);
  shape::reveal(u);
  shape::reveal(t);
  shape::reveal(s);
  shape::reveal(r);
  shape::reveal(torch::zeros({k}));
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
  shape::reveal(z);
}

void annotationsDisagree([[shape("n m")]] Tensor x, const void *handle) {
  [[shape("n m")]] Tensor y;
  [[shape::opaque("y: m n")]] { y = ask(handle); }
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
    shape::reveal(bias);
  }
  void forget(const void *handle) {
    weight = torch::zeros({3});
    [[shape::opaque("")]] { weight = ask(handle); }
    shape::reveal(weight);
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
  } catch (...) {
    shape::reveal(y);
    shape::reveal(z);
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
}

// A callee with an opaque block is followed up to it and from it on.
static Tensor wrapped(const void *handle, int64_t n) {
  Tensor y;
  [[shape::opaque("y: 3 {n}")]] { y = ask(handle); }
  return y.t();
}
void followed(const void *handle) {
  shape::reveal(wrapped(handle, 5));
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
}
template void inTemplates(Tensor, const void *);

template <class T> void neverInstantiated(T x, const void *handle) {
  T y;
  [[shape::opaque("y: 3, q: 4")]] {
    torch::matmul(torch::zeros({2, 3}), torch::zeros({2, 3}));
    y = ask(handle);
    return;
  }
}

// The wrong rank for a fixed type is the declaration's mistake.
void pairOf(const void *handle) {
  std::pair<Tensor, Tensor> both;
  [[shape::opaque("both: tuple[3, 4]")]] { both = {ask(handle), ask(handle)}; }
  needs3(both.first);
  needs3(both.second);
}

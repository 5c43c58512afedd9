// Every place an annotation may stand in, in C++11. Compiled by
// warnings.test under many compilers and standards and given to the checks by
// places.test; nothing here runs and nothing here is wrong.

#include "shape/shape.h"

namespace {

struct Tensor {
  Tensor operator+(const Tensor &) const { return *this; }
  long dim() const { return 2; }
  long size(long) const { return 3; }
};

using Image SHAPE("c h w") = Tensor;
SHAPE("n m") typedef Tensor Table;

SHAPE("batch out")
Tensor linear(SHAPE("batch in") const Tensor &x, SHAPE("out in") Tensor w,
              Tensor bias SHAPE("out"));

Tensor linear(const Tensor &x, Tensor w, Tensor bias) { return x + w + bias; }

SHAPE("n m") static inline Tensor twice(SHAPE("n m") const Tensor &x) {
  return x + x;
}

template <class Array>
SHAPE("*n") Array same(SHAPE("*n") const Array &x) {
  return x;
}

using Step = Tensor (*)(SHAPE("n m") const Tensor &);

Tensor apply(Tensor (*step)(SHAPE("n m") const Tensor &),
             SHAPE("n m") const Tensor &x) {
  return step(x);
}

struct Layer {
  explicit Layer(SHAPE("out in") const Tensor &w) : weight(w) {}
  SHAPE("out in") operator Tensor() const { return weight; }
  SHAPE("batch out") Tensor operator()(SHAPE("batch in") const Tensor &x) const {
    return linear(x, weight, bias);
  }
  SHAPE("out in") friend Tensor operator-(SHAPE("out in") const Layer &l) {
    return l.weight;
  }
  SHAPE("batch out") Tensor forward(SHAPE("batch in") const Tensor &x) const;

  SHAPE("out in") Tensor weight;
  Tensor bias SHAPE("out");
  SHAPE("3 3") static Tensor kernel;
};

Tensor Layer::kernel;
Tensor Layer::forward(const Tensor &x) const { return kernel + x + bias; }

Tensor locals(SHAPE("n m") const Tensor &x) {
  SHAPE("n m") Tensor y = x;
  SHAPE("n m") auto z = y;
  SHAPE("n m") const Tensor &r = z;
  SHAPE("n m") static Tensor kept = x;
  Tensor rows[2];
  for (SHAPE("m") Tensor &row : rows)
    y = y + row;
  auto add = [&](SHAPE("n m") const Tensor &t) SHAPE_RETURNS("n m") {
    return t + r;
  };
  auto sum = [&](SHAPE("n m") const Tensor &t) SHAPE_RETURNS("n m") -> Tensor {
    return t + kept;
  };
  Image image;
  Table table = y + image;
  Tensor seen = shape::assume(table, "n m");
  return add(sum(shape::expect(seen + x, "n m")));
}

struct Base {
  SHAPE("n m") virtual Tensor run(SHAPE("n m") const Tensor &x) const { return x; }
  virtual ~Base() {}
};

#if defined(__cpp_structured_bindings)
struct Two {
  Tensor a, b;
};
Tensor bindings(Two two) {
  SHAPE("tuple[n, n]") auto [a, b] = two;
  return a + b;
}
#endif

#if defined(__cpp_generic_lambdas)
auto generic = [](SHAPE("n") const auto &x) SHAPE_RETURNS("n") { return x; };
#endif

} // namespace

int main() {
  Tensor x;
  Layer layer(x);
  Step step = twice;
  Base base;
  x = locals(apply(step, linear(x, same(x), layer.bias)));
  x = -layer + layer(x) + layer.forward(base.run(x));
#if defined(__cpp_structured_bindings)
  x = bindings(Two{x, x});
#endif
#if defined(__cpp_generic_lambdas)
  x = generic(x);
#endif
  return 0;
}

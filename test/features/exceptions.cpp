// A handler is entered from any point of its try block: what the block writes
// is unknown there, everything else is as it was before.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

void may();
bool more();
[[noreturn]] void fatal();
[[shape("n")]] Tensor use([[shape("n")]] Tensor x);

void written([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  Tensor z = x, kept = x;
  int k = 2;
  try {
    z = y;
    k = 3;
    may();
    z = x;
  } catch (...) {
    shape::reveal(z);
    shape::reveal(kept);
    shape::reveal(torch::zeros({k}));
  }
  shape::reveal(z);
  shape::reveal(kept);
}

// What is the same before and after may differ in between.
void restored([[shape("2 3")]] Tensor x) {
  Tensor z = x;
  try {
    z = z.t();
    may();
    z = z.t();
  } catch (int) {
    shape::reveal(z);
    return;
  }
  shape::reveal(z);
}

void returns([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  Tensor z = x;
  try {
    z = y;
    may();
  } catch (...) {
    return;
  }
  shape::reveal(z);
}

void nested([[shape("2 3")]] Tensor x, [[shape("4")]] Tensor y) {
  Tensor inner = x, outer = x, kept = x;
  try {
    outer = y;
    try {
      inner = y;
      may();
    } catch (int) {
      shape::reveal(inner);
      shape::reveal(outer);
      shape::reveal(kept);
    }
    shape::reveal(outer);
  } catch (...) {
    shape::reveal(outer);
    shape::reveal(inner);
    shape::reveal(kept);
  }
}

void loops([[shape("2 3")]] Tensor x) {
  Tensor z = x, kept = x;
  try {
    while (more())
      z = z.unsqueeze(0);
  } catch (...) {
    shape::reveal(z);
    shape::reveal(kept);
    throw;
  }
  shape::reveal(z);
}

void thrown([[shape("n")]] Tensor x, [[shape("m")]] Tensor y) {
  try {
    if (x.size(0) != y.size(0))
      throw 1;
    shape::reveal(x + y);
  } catch (int) {
    x + y;
  }
}

// A fact of the try block is none in the handler.
void facts([[shape("n")]] Tensor x, [[shape("4")]] Tensor y) {
  try {
    if (x.size(0) != 4)
      fatal();
    x + y;
  } catch (...) {
    x + y;
  }
}

void inHandler([[shape("2 3")]] Tensor x, [[shape("4 4")]] Tensor w) {
  try {
    may();
  } catch (...) {
    x.matmul(w);
  }
}

void handlers([[shape("2 3")]] Tensor x) {
  Tensor z;
  try {
    may();
    z = torch::zeros({5});
  } catch (int) {
    z = torch::zeros({5});
  } catch (...) {
    z = torch::zeros({6});
  }
  shape::reveal(z);
}

void notThrowing([[shape("2 3")]] Tensor x) noexcept(noexcept(may())) {
  shape::reveal(noexcept(x.t()) ? x : x);
}

void lambda([[shape("2 3")]] Tensor x) {
  Tensor z = x;
  try {
    [&] { z = torch::zeros({7}); may(); }();
  } catch (...) {
    shape::reveal(z);
  }
}

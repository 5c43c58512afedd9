// A test that asks for an exception is right if there is one. The macros of
// test frameworks write a try around what they are given.
//
// RUN: %check_lines
#include <shape/shape.h>
#include <torch.h>

#define EXPECT_THROW(statement, type)                                                                                  \
  do {                                                                                                                 \
    try {                                                                                                              \
      statement;                                                                                                       \
    } catch (const type &) {                                                                                           \
    }                                                                                                                  \
  } while (false)
#define EXPECT_ANY_THROW(statement)                                                                                    \
  [&] {                                                                                                                \
    try {                                                                                                              \
      statement;                                                                                                       \
    } catch (...) {                                                                                                    \
      return true;                                                                                                     \
    }                                                                                                                  \
    return false;                                                                                                      \
  }()

struct Error {};

torch::Tensor doubled(torch::Tensor x) { return x + torch::zeros({2, 3}); }

void tests() {
  auto x = torch::zeros({2, 3});
  EXPECT_THROW(x + torch::zeros({4, 3}), Error);
  EXPECT_THROW(doubled(torch::zeros({4, 3})), Error);
  bool threw = EXPECT_ANY_THROW(torch::mm(x, x));
  // What is right behind it, and what somebody wrote in a try, is a program.
  x + torch::zeros({4, 3});
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: shapes do not broadcast in '+': 2 on axis 0 of 'x', 4 on axis 0 of 'torch::zeros({4, 3})' [shape-mismatch]
  try {
    torch::mm(x, x);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: inner sizes of 'mm' differ: 3 on axis 1 of 'x', 2 on axis 0 of 'x' [shape-mismatch]
  } catch (const Error &) {
  }
}

// A macro may guard a whole body, which is a program, too.
#define HANDLE_ERRORS try {
#define END_HANDLE_ERRORS                                                                                              \
  }                                                                                                                    \
  catch (...) {}
void handled() {
  auto x = torch::zeros({2, 3});
  HANDLE_ERRORS
  x + torch::zeros({4, 3});
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: shapes do not broadcast in '+': 2 on axis 0 of 'x', 4 on axis 0 of 'torch::zeros({4, 3})' [shape-mismatch]
  END_HANDLE_ERRORS
}

// In a lambda of its own the whole statement is the macro's.
void closures() {
  auto x = torch::zeros({2, 3});
  EXPECT_THROW([&] { torch::mm(x, x); }(), Error);
}

// Where a coroutine is suspended, other code runs.
//
// RUN: %check_lines

#include <coroutine>
#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    std::suspend_always yield_value(Tensor);
    void return_void();
    void unhandled_exception();
  };
};
struct Ready {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  Tensor await_resume();
};

struct Cache {
  Tensor last;
  [[shape("n 2")]] Tensor kept;

  Task update([[shape("3 4")]] Tensor x) {
    last = x;
    shape::reveal(last);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'last' is (3, 4) [shape-reveal]
    co_await Ready();
    shape::reveal(last);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'last' is (...) [shape-reveal]
    shape::reveal(kept);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'kept' is (n, 2) [shape-reveal]
    shape::reveal(x);
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'x' is (3, 4) [shape-reveal]
  }
};

Task awaits([[shape("3 4")]] Tensor x, Tensor &shared) {
  Tensor own = x, escaped = x;
  Tensor *p = &escaped;
  shared = x;
  shape::reveal(shared);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'shared' is (3, 4) [shape-reveal]
  Tensor y = co_await Ready();
  shape::reveal(own);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'own' is (3, 4) [shape-reveal]
  shape::reveal(escaped);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'escaped' is (...) [shape-reveal]
  shape::reveal(shared);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'shared' is (...) [shape-reveal]
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (...) [shape-reveal]
  x.matmul(own);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: inner sizes of 'matmul' differ: 4 on axis 1 of 'x', 3 on axis 0 of 'own' [shape-mismatch]
}

Task yields([[shape("3 4")]] Tensor x, Tensor &shared) {
  shared = x;
  co_yield x;
  shape::reveal(shared);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'shared' is (...) [shape-reveal]
  shape::reveal(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'x' is (3, 4) [shape-reveal]
  x.matmul(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: inner sizes of 'matmul' differ: 4 on axis 1 of 'x', 3 on axis 0 of 'x' [shape-mismatch]
  co_return;
}

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
    co_await Ready();
    shape::reveal(last);
    shape::reveal(kept);
    shape::reveal(x);
  }
};

Task awaits([[shape("3 4")]] Tensor x, Tensor &shared) {
  Tensor own = x, escaped = x;
  Tensor *p = &escaped;
  shared = x;
  shape::reveal(shared);
  Tensor y = co_await Ready();
  shape::reveal(own);
  shape::reveal(escaped);
  shape::reveal(shared);
  shape::reveal(y);
  x.matmul(own);
}

Task yields([[shape("3 4")]] Tensor x, Tensor &shared) {
  shared = x;
  co_yield x;
  shape::reveal(shared);
  shape::reveal(x);
  x.matmul(x);
  co_return;
}

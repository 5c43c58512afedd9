// RUN: %check_shape_clangd %s
// RUN: %check_shape_clangd %s -- --background-index=0 --header-insertion=never -j=1
// A real server process with no configuration file anywhere publishes findings
// with their id, and notes as related information. Clang's own headers are found.

#include <stddef.h>

struct Tensor {};
void take([[shape("2 3")]] Tensor x);
size_t give([[shape("2 4")]] Tensor y) {
  take(y);
  // CHECK-MESSAGES-LSP: :[[@LINE-1]]:8: warning: Argument 'x' of 'take' has size 4 on axis 1, but its contract expects 3 [shape-mismatch]
  // CHECK-MESSAGES-LSP: :[[@LINE-2]]:8: note: 'y' has shape (2, 4)
  // CHECK-MESSAGES-LSP: :9:22: note: '3' is said here
  return 0;
}

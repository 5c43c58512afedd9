// RUN: %check_shape_clangd %s --ignore-notes --with %S/Inputs/others/.clang-tidy
// RUN: %check_shape_clangd %s --ignore-notes --suffix OFF --with %S/Inputs/off/.clang-tidy
// RUN: %check_shape_clangd %s --ignore-notes --suffix OFF --with %S/Inputs/off/.clangd
// A project's configuration that names our checks decides about them; one that
// does not leaves them on.
// CHECK-CLEAN-OFF

struct Tensor {};
void take([[shape("2 3")]] Tensor x);
void give([[shape("2 4")]] Tensor y) {
  take(y);
  // CHECK-MESSAGES-LSP: :[[@LINE-1]]:8: warning: {{.*}} [shape-mismatch]
}

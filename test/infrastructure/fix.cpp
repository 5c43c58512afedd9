// RUN: %check_shape_tidy %s
// A fix-it changes the characters it is about and nothing else, in the
// attribute's plain spelling and in the compiler's own.

struct Tensor {};
void plain([[shape("batch, c")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:26: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:26: note: did you mean 'batch'?
// CHECK-FIXES: :[[@LINE-3]]: void plain([[shape("batch c")]] Tensor x);
void raw([[shape(R"(batch, c)")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:26: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:26: note: did you mean 'batch'?
// CHECK-FIXES: :[[@LINE-3]]: void raw([[shape(R"(batch c)")]] Tensor x);
void annotated([[clang::annotate("shape", "batch, c")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:49: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:49: note: did you mean 'batch'?
// CHECK-FIXES: :[[@LINE-3]]: void annotated([[clang::annotate("shape", "batch c")]] Tensor x);

// RUN: %check_shape_tidy %s -- -I%annotations_include -isystem %root/test/mocks
// ggml's tensors are pointers, with the innermost axis first.
#include "ggml.h"
#include "shape/shape.h"

ggml_tensor *attention(ggml_context *ctx, int heads) {
  ggml_tensor *x = ggml_new_tensor_2d(ctx, GGML_TYPE_F32, 64, 10);
  ggml_tensor *w = ggml_new_tensor_2d(ctx, GGML_TYPE_F32, 64, 96);
  ggml_tensor *q = ggml_mul_mat(ctx, w, x);
  shape::reveal(q);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'q' is (96, 10, 1, 1) [shape-reveal]
  ggml_tensor *split = ggml_reshape_3d(ctx, q, 32, 3, q->ne[1]);
  shape::reveal(ggml_permute(ctx, split, 0, 2, 1, 3));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'ggml_permute(ctx, split, 0, 2, 1, 3)' is (32, 10, 3, 1) [shape-reveal]
  q = ggml_cont(ctx, ggml_transpose(ctx, split));
  shape::reveal(q);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'q' is (3, 32, 10, 1) [shape-reveal]
  ggml_tensor *positions = ggml_new_tensor_1d(ctx, GGML_TYPE_I32, 10);
  shape::reveal(ggml_rope(ctx, split, positions, 32, 0));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'ggml_rope(ctx, split, positions, 32, 0)' is (32, 3, 10, 1) [shape-reveal]
  shape::reveal(ggml_get_rows(ctx, w, positions));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'ggml_get_rows(ctx, w, positions)' is (64, 10, 1, 1) [shape-reveal]
  shape::reveal(ggml_concat(ctx, w, x, 1));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'ggml_concat(ctx, w, x, 1)' is (64, 106, 1, 1) [shape-reveal]
  shape::reveal(ggml_sum_rows(ctx, ggml_soft_max(ctx, x)));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'ggml_sum_rows(ctx, ggml_soft_max(ctx,...' is (1, 10, 1, 1) [shape-reveal]
  shape::reveal(ggml_argmax(ctx, x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'ggml_argmax(ctx, x)' is (10, 1, 1, 1) [shape-reveal]
  return q;
}

void wrong(ggml_context *ctx) {
  ggml_tensor *x = ggml_new_tensor_2d(ctx, GGML_TYPE_F32, 64, 10);
  ggml_tensor *w = ggml_new_tensor_2d(ctx, GGML_TYPE_F32, 96, 64);
  ggml_mul_mat(ctx, w, x);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inner sizes of 'ggml_mul_mat' differ: 96 on axis 0 of 'w', 64 on axis 0 of 'x' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:21: note: 'w' has shape (96, 64, 1, 1)
  // CHECK-MESSAGES: :[[@LINE-3]]:24: note: 'x' has shape (64, 10, 1, 1)
  ggml_add(ctx, x, ggml_new_tensor_1d(ctx, GGML_TYPE_F32, 48));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: shapes do not broadcast in 'ggml_add': 64 on axis 0 of 'x', 48 on axis 0 of 'ggml_new_tensor_1d(ctx, GGML_TYPE_F32...' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:17: note: 'x' has shape (64, 10, 1, 1)
  // CHECK-MESSAGES: :[[@LINE-3]]:20: note: 'ggml_new_tensor_1d(ctx, GGML_TYPE_F32...' has shape (48, 1, 1, 1)
  ggml_reshape_2d(ctx, x, 60, 10);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: number of elements differs in 'ggml_reshape_2d': 640 before, 600 after [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:24: note: 'x' has shape (64, 10, 1, 1)
  ggml_concat(ctx, x, w, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: sizes differ in 'ggml_concat': 64 on axis 0 of 'x', 96 on axis 0 of 'w' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:20: note: 'x' has shape (64, 10, 1, 1)
  // CHECK-MESSAGES: :[[@LINE-3]]:23: note: 'w' has shape (96, 64, 1, 1)
  ggml_permute(ctx, x, 0, 4, 1, 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: axis 4 is out of range in 'ggml_permute': 'x' has shape (64, 10, 1, 1), allowed is -4 to 3 [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:21: note: 'x' has shape (64, 10, 1, 1)
  ggml_rope(ctx, x, ggml_new_tensor_1d(ctx, GGML_TYPE_I32, 10), 32, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: sizes differ in 'ggml_rope': 1 on axis 2 of 'x', 10 on axis 0 of 'ggml_new_tensor_1d(ctx, GGML_TYPE_I32...' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: 'x' has shape (64, 10, 1, 1)
  // CHECK-MESSAGES: :[[@LINE-3]]:21: note: 'ggml_new_tensor_1d(ctx, GGML_TYPE_I32...' has shape (10, 1, 1, 1)
}

ggml_tensor *right(ggml_context *ctx, [[shape("embed tokens")]] ggml_tensor *x, [[shape("embed out")]] ggml_tensor *w) {
  ggml_tensor *bias = ggml_new_tensor_1d(ctx, GGML_TYPE_F32, 1);
  ggml_tensor *y = ggml_add(ctx, ggml_mul_mat(ctx, w, x), bias);
  shape::reveal(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'y' is (out, tokens, ?, ?) [shape-reveal]
  return ggml_mul(ctx, y, ggml_repeat(ctx, bias, y));
}

void parts(ggml_context *ctx, ggml_tensor *x) {
  ggml_tensor *view = ggml_view_2d(ctx, x, 16, 4, x->nb[1], 0);
  shape::reveal(view);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'view' is (16, 4, 1, 1) [shape-reveal]
  ggml_cpy(ctx, view, x);
}

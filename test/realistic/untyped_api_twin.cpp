// untyped_api.cpp with a mistake in each function: what the boundary declares, or
// how it is left, is wrong.

#include "shape/eigen.h"
#include "shape/shape.h"

#include <Eigen/Dense>

#include <cstdio>
#include <stdexcept>

extern "C" {
int table_open(const char *name, void **out);
int table_size(void *handle, int what);
int table_read(void *handle, void *into);
void table_close(void *handle);
}

// The error leaves the block before its end.
SHAPE("rows columns")
static Eigen::MatrixXd left(const char *name) {
  Eigen::MatrixXd table;
  SHAPE_OPAQUE_BEGIN("table: Float64[rows columns]")
  void *handle = nullptr;
  if (table_open(name, &handle) != 0)
    return table;
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'return' leaves the opaque block before its end [shape-boundary]
  table.resize(table_size(handle, 0), table_size(handle, 1));
  table_read(handle, table.data());
  table_close(handle);
  SHAPE_OPAQUE_END
  return table;
}

// The output is misspelt, so the matrix is not declared.
SHAPE("rows columns")
static Eigen::MatrixXd misspelt(const char *name) {
  Eigen::MatrixXd table;
  int failed = 0;
  SHAPE_OPAQUE_BEGIN("tabel: Float64[rows columns], failed: intp")
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: output 'tabel' names no variable that exists behind the opaque block [shape-boundary]
  // CHECK-FIXES: :[[@LINE-2]]: SHAPE_OPAQUE_BEGIN("table: Float64[rows columns], failed: intp")
  void *handle = nullptr;
  failed = table_open(name, &handle);
  table = Eigen::MatrixXd(table_size(handle, 0), table_size(handle, 1));
  SHAPE_OPAQUE_END
  if (failed != 0)
    throw std::runtime_error("cannot read the table");
  return table;
}

// The names are declared the other way round.
SHAPE("columns rows")
static Eigen::MatrixXd transposed(SHAPE("columns") const Eigen::VectorXd &scale,
                                  SHAPE("rows") const Eigen::VectorXd &weight,
                                  void *handle) {
  Eigen::MatrixXd table;
  SHAPE_OPAQUE_BEGIN("table: Float64[rows columns]")
  table.resize(table_size(handle, 0), table_size(handle, 1));
  table_read(handle, table.data());
  SHAPE_OPAQUE_END
  return scale.asDiagonal() * table * weight.asDiagonal();
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: inner sizes of '*' differ: 'columns' on axis 1 of 'scale.asDiagonal()', 'rows' on axis 0 of 'table'; fails for rows = 2, columns = 3 [shape-mismatch]
}

// A vector is no matrix, and double is no float.
static void declared(void *handle) {
  Eigen::VectorXd row;
  Eigen::MatrixXd table;
  SHAPE_OPAQUE_BEGIN("row: Float64[2 3 4], table: Float32[rows columns]")
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: output 'row' has 2 axes (?, 1), but the opaque block declares 3 axes 'Float64[2 3 4]' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:51: warning: output 'table' has dtype float64, but the opaque block declares float32 [shape-dtype]
  table_read(handle, row.data());
  table_read(handle, table.data());
  SHAPE_OPAQUE_END
}

// The block of the handle stands in the block of the table.
static void nested(const char *name) {
  Eigen::MatrixXd table;
  SHAPE_OPAQUE_BEGIN("table: Float64[3 4]")
  void *handle = nullptr;
  SHAPE_OPAQUE_BEGIN("handle: _")
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: opaque block stands inside another one [shape-boundary]
  table_open(name, &handle);
  SHAPE_OPAQUE_END
  table_read(handle, table.data());
  SHAPE_OPAQUE_END
  Eigen::VectorXd one = table * Eigen::VectorXd::Ones(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: inner sizes of '*' differ: 4 on axis 1 of 'table', 3 on axis 0 of 'Eigen::VectorXd::Ones(3)' [shape-mismatch]
}

SHAPE("columns columns")
static Eigen::MatrixXd gram(SHAPE("rows columns")
                                const Eigen::MatrixXd &table) {
  return table * table.transpose();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: value returned from 'gram' has size 'rows' on axis 0, but its contract promises 'columns'; fails for rows = 2, columns = 3 [shape-mismatch]
}

int main() {
  Eigen::MatrixXd table = SHAPE_EXPECT(left("sensors"), "Float64[3 columns]");
  misspelt("sensors");
  transposed(Eigen::VectorXd::Ones(4), Eigen::VectorXd::Ones(3), nullptr);
  declared(nullptr);
  nested("sensors");
  std::printf("%d\n", int(gram(table).rows()));
}

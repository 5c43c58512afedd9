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
}

// A vector is no matrix, and double is no float.
static void declared(void *handle) {
  Eigen::VectorXd row;
  Eigen::MatrixXd table;
  SHAPE_OPAQUE_BEGIN("row: Float64[2 3 4], table: Float32[rows columns]")
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
  table_open(name, &handle);
  SHAPE_OPAQUE_END
  table_read(handle, table.data());
  SHAPE_OPAQUE_END
  Eigen::VectorXd one = table * Eigen::VectorXd::Ones(3);
}

SHAPE("columns columns")
static Eigen::MatrixXd gram(SHAPE("rows columns")
                                const Eigen::MatrixXd &table) {
  return table * table.transpose();
}

int main() {
  Eigen::MatrixXd table = SHAPE_EXPECT(left("sensors"), "Float64[3 columns]");
  misspelt("sensors");
  transposed(Eigen::VectorXd::Ones(4), Eigen::VectorXd::Ones(3), nullptr);
  declared(nullptr);
  nested("sensors");
  std::printf("%d\n", int(gram(table).rows()));
}

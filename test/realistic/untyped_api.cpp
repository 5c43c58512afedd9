// Around a C library that takes and gives `void *`: what it returns has no shape
// that anybody could follow, so it is declared at an opaque boundary and checked
// once there. Numba's objmode draws the same line around interpreted code.

#include "shape/eigen.h"
#include "shape/shape.h"

#include <Eigen/Dense>

#include <cstdio>
#include <cstring>
#include <stdexcept>

// The C library, in the manner of many: handles, error codes, out parameters.
extern "C" {
struct table_handle {
  int rows, columns;
  double *cells;
};
static int table_open(const char *name, void **out) {
  if (std::strcmp(name, "sensors") != 0)
    return -1;
  auto *table = new table_handle{3, 4, new double[12]};
  for (int i = 0; i < 12; ++i)
    table->cells[i] = i;
  *out = table;
  return 0;
}
static int table_size(void *handle, int what) {
  auto *table = static_cast<table_handle *>(handle);
  return what == 0 ? table->rows : table->columns;
}
static int table_read(void *handle, void *into) {
  auto *table = static_cast<table_handle *>(handle);
  std::memcpy(into, table->cells, sizeof(double) * 12);
  return 12;
}
static void table_close(void *handle) {
  auto *table = static_cast<table_handle *>(handle);
  delete[] table->cells;
  delete table;
}
}

// Control stays inside: an error is a value that is looked at behind the end.
SHAPE("rows columns")
static Eigen::MatrixXd load(const char *name) {
  Eigen::MatrixXd table;
  int failed = 0;
  SHAPE_OPAQUE_BEGIN("table: Float64[rows columns], failed: intp")
  void *handle = nullptr;
  failed = table_open(name, &handle);
  if (failed == 0) {
    table.resize(table_size(handle, 0), table_size(handle, 1));
    failed = table_read(handle, table.data()) == table.size() ? 0 : -2;
    table_close(handle);
  }
  SHAPE_OPAQUE_END
  if (failed != 0)
    throw std::runtime_error("cannot read the table");
  return table;
}

SHAPE("columns columns")
static Eigen::MatrixXd gram(SHAPE("rows columns")
                                const Eigen::MatrixXd &table) {
  return table.transpose() * table;
}

int main() {
  Eigen::MatrixXd table = SHAPE_EXPECT(load("sensors"), "Float64[3 columns]");
  std::printf("table %d %d, gram %d %d\n", int(table.rows()), int(table.cols()),
              int(gram(table).rows()), int(gram(table).cols()));
  try {
    SHAPE_EXPECT(table, "n n");
  } catch (const shape::violation &error) {
    std::printf("%s\n", error.what());
  }
  try {
    load("nowhere");
  } catch (const std::runtime_error &error) {
    std::printf("%s\n", error.what());
  }
}

// RUN: %check_shape_tidy %s -- -std=c++20
// BLAS gets pointers: leading dimensions and memory are what can be wrong.
#include <vector>

extern "C" {
enum CBLAS_LAYOUT { CblasRowMajor = 101, CblasColMajor = 102 };
enum CBLAS_TRANSPOSE { CblasNoTrans = 111, CblasTrans = 112 };
void cblas_dgemm(CBLAS_LAYOUT layout, CBLAS_TRANSPOSE TransA, CBLAS_TRANSPOSE TransB, int M, int N, int K, double alpha,
                 const double *A, int lda, const double *B, int ldb, double beta, double *C, int ldc);
double cblas_ddot(int N, const double *X, int incX, const double *Y, int incY);
}

void leading(const double *a, const double *b, double *c, int m, int n, int k) {
  // Rows of 3, as A is stored transposed.
  cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, 3, 4, 5, 1, a, 3, b, 4, 0, c, 4);
  cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, 3, 4, 5, 1, a, 3, b, 4, 0, c, 4);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: leading dimension '3' is 3 in 'cblas_dgemm', but it must be at least 5 [shape-mismatch]
  cblas_dgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, a, m, b, k, 0, c, m);
  cblas_dgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1, a, m - 1, b, k, 0, c, m);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: leading dimension 'm - 1' is 'm - 1' in 'cblas_dgemm', but it must be at least 'm' [shape-mismatch]
}

double memory() {
  double x[8] = {}, y[2][3] = {};
  double sum = cblas_ddot(4, x, 2, &x[1], 1) + cblas_ddot(6, x + 2, 1, y[0], 1);
  sum += cblas_ddot(5, x, 2, x, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'cblas_ddot' needs 9 elements behind 'x', which has 8 [shape-mismatch]
  sum += cblas_ddot(4, &x[5], 1, x, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'cblas_ddot' needs 4 elements behind '&x[5]', which has 3 [shape-mismatch]
  sum += cblas_ddot(3, x + 6, 1, x, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'cblas_ddot' needs 3 elements behind 'x + 6', which has 2 [shape-mismatch]
  return sum;
}

// A vector grows: how much is behind the old pointer is not known.
double grown(int n) {
  std::vector<double> u(n), v(n);
  v.push_back(1);
  return cblas_ddot(n + 1, v.data(), 1, v.data(), 1);
}

// Elements are counted over all axes where one index picks them.
//
// REQUIRES: armadillo
// RUN: %check_shape_tidy %s --ignore-notes --no-module -- -I%annotations_include

#include <armadillo>

void fill(unsigned count) {
  arma::vec limits = arma::zeros(count);
  arma::vec values;
  for (unsigned i = 0; i < limits.n_elem; ++i)
    values(i) = limits(i);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: out of bounds in 'values': 'values' has 0, at least 1 needed [shape-mismatch]
}

void corners() {
  arma::vec ends(3);
  ends(2) = 1;
  ends(3) = 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: out of bounds in 'ends': 'ends' has 3, at least 4 needed [shape-mismatch]
  arma::mat square(2, 2);
  square(3) = 1;
  square(4) = 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: out of bounds in 'square': 'square' has 4, at least 5 needed [shape-mismatch]
  square(1, 1) = 1;
  square(1, 2) = 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: size 3 is out of bounds in 'square': 'square' has 2 on axis 1 [shape-mismatch]
}

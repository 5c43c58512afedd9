//===-- least_squares.cpp - the same with mistakes ------------------------===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every line marked `expect` holds a mistake and the check that reports it; a
// line marked `fine` looks wrong and is right. It compiles; do not run it.
//
// Linear least squares (normal equations, QR, ridge, weights), what the fit is
// worth, and Gauss-Newton for an exponential. Axis names: m observations, n
// unknowns, k right-hand sides.
//
//   least_squares [OBSERVATIONS] [DEGREE]
//
//===----------------------------------------------------------------------===//

#include <Eigen/Dense>
#include <shape/shape.h>

#include <cmath>
#include <cstdlib>
#include <iostream>

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// Columns 1, t, t*t, ... up to the degree.
SHAPE("m {degree}+1")
MatrixXd vandermonde(SHAPE("m") const VectorXd &t, Index degree) {
  MatrixXd A = MatrixXd::Ones(t.rows(), degree + 1);
  for (Index j = 1; j <= degree; ++j)
    A.col(j) = A.col(j - 1).cwiseProduct(t);
  return A;
}

SHAPE("n")
VectorXd normal_equations(SHAPE("m n") const MatrixXd &A,
                          SHAPE("m") const VectorXd &b) {
  SHAPE("n n") const MatrixXd gram = A * A.transpose(); // expect: shape-mismatch
  SHAPE("n") const VectorXd moment = A * b; // expect: shape-mismatch
  return gram.ldlt().solve(moment);
}

// Several right-hand sides at once, one solution in each column.
SHAPE("n k")
MatrixXd by_qr(SHAPE("m n") const MatrixXd &A, SHAPE("m k") const MatrixXd &B) {
  return A * A.transpose() * B; // expect: shape-mismatch
}

SHAPE("n")
VectorXd ridge(SHAPE("m n") const MatrixXd &A, SHAPE("m") const VectorXd &b,
               double penalty) {
  const Index n = A.cols();
  SHAPE("n n")
  const MatrixXd damped =
      A.transpose() * A + penalty * MatrixXd::Identity(n, A.rows()); // expect: shape-mismatch
  return damped.ldlt().solve(A.transpose() * b);
}

// Each observation counts by its weight.
SHAPE("n")
VectorXd weighted(SHAPE("m n") const MatrixXd &A, SHAPE("m") const VectorXd &b,
                  SHAPE("m") const VectorXd &weight) {
  SHAPE("m n") const MatrixXd scaled = A * weight; // expect: shape-mismatch
  SHAPE("n n") const MatrixXd gram = A.transpose() * scaled;
  SHAPE("n") const VectorXd moment = scaled.transpose() * b;
  return gram.ldlt().solve(moment);
}

// A linear model with what its data say about it.
class Fit {
public:
  Fit(SHAPE("m n") const MatrixXd &A, SHAPE("m") const VectorXd &b)
      : coefficients(normal_equations(A, b)),
        inverse_gram((A.transpose() * A).inverse()),
        residuals(b - A.transpose() * coefficients) {} // expect: shape-mismatch

  SHAPE("n n") MatrixXd covariance() const {
    const Index freedom = residuals.rows() - coefficients.rows();
    const double variance =
        residuals.squaredNorm() / static_cast<double>(freedom);
    return inverse_gram * variance;
  }

  SHAPE("n") VectorXd standard_errors() const {
    SHAPE("n") const VectorXd variances = covariance().diagonal();
    return variances.cwiseSqrt();
  }

  SHAPE("p") VectorXd predict(SHAPE("p n") const MatrixXd &points) const {
    return coefficients * points; // expect: shape-mismatch
  }

  // How far each prediction may be off.
  SHAPE("p") VectorXd uncertainty(SHAPE("p n") const MatrixXd &points) const {
    SHAPE("p n") const MatrixXd spread = points * covariance();
    return spread.cwiseProduct(points).colwise().sum().cwiseSqrt(); // expect: shape-mismatch
  }

  SHAPE("n") VectorXd coefficients;
  SHAPE("n n") MatrixXd inverse_gram;
  SHAPE("m") VectorXd residuals;
};

// Every column without its mean.
SHAPE("m n") MatrixXd centred(SHAPE("m n") const MatrixXd &A) {
  SHAPE("1 n") const Eigen::RowVectorXd mean = A.colwise().mean();
  return A.rowwise() - mean;
}

SHAPE("n n") MatrixXd sample_covariance(SHAPE("m n") const MatrixXd &A) {
  SHAPE("m n") const MatrixXd C = centred(A);
  SHAPE("m m") const MatrixXd gram = C * C.transpose(); // fine: the other Gram matrix
  return C.transpose() * C + gram; // expect: shape-mismatch
}

// scale * exp(rate * t), fitted by Gauss-Newton.
struct Exponential {
  SHAPE("2") Eigen::Vector2d parameters{1.0, 0.0};

  SHAPE("m") VectorXd value(SHAPE("m") const VectorXd &t) const {
    SHAPE("m") const VectorXd growth = (parameters(1) * t).array().exp();
    return growth.transpose() * parameters(0); // fine: a row becomes a vector
  }

  SHAPE("m 2") MatrixXd jacobian(SHAPE("m") const VectorXd &t) const {
    SHAPE("m") const VectorXd growth = (parameters(1) * t).array().exp();
    MatrixXd J(t.rows(), 2);
    J.col(0) = growth;
    J.col(1) = parameters(0) * t.cwiseProduct(growth);
    return J;
  }

  void step(SHAPE("m") const VectorXd &t, SHAPE("m") const VectorXd &y) {
    SHAPE("m") const VectorXd error = y - value(t);
    SHAPE("2") const VectorXd change = normal_equations(jacobian(t), error);
    parameters = parameters + normal_equations(jacobian(t).transpose(), error); // expect: shape-mismatch
  }
};

int main(int argc, char **argv) {
  const Index m = argc > 1 ? std::atol(argv[1]) : 50;
  const Index degree = argc > 2 ? std::atol(argv[2]) : 3;

  SHAPE("m") const VectorXd t = VectorXd::LinSpaced(m, -1.0, 1.0);
  SHAPE("n") const VectorXd truth = VectorXd::LinSpaced(degree + 1, 1.0, 2.0);
  SHAPE("m n") const MatrixXd A = vandermonde(t, degree);
  SHAPE("m") const VectorXd b = A * truth;
  SHAPE("m") const VectorXd ones = VectorXd::Ones(m + 1); // expect: shape-mismatch

  const bool normal = normal_equations(A, b).isApprox(truth, 1e-6);
  SHAPE("m 2") MatrixXd both(m, 2);
  both << b, 2 * b;
  SHAPE("n 2") const MatrixXd solved = by_qr(A, both) + by_qr(both, A).transpose(); // fine: (n 2) + (2 n)
  const bool qr = solved.col(1).isApprox(2 * truth, 1e-6);
  const bool small = ridge(A, b, 10.0).norm() < truth.norm();
  const bool weights = weighted(A, b, VectorXd::Ones(m + 2)).isApprox(truth, 1e-6); // expect: shape-mismatch

  const Fit fit(A, b + 0.1 * (40.0 * t).array().sin().matrix());
  const bool close =
      (fit.predict(A) - b).norm() < fit.uncertainty(A).norm() * 3;
  const bool errors = fit.standard_errors().minCoeff() > 0;
  const bool centre = centred(A).colwise().sum().norm() < 1e-9;
  const bool spread = sample_covariance(A).diagonal().minCoeff() > -1e-12;

  Exponential model;
  const VectorXd y = 2.5 * (-0.7 * t).array().exp();
  for (int i = 0; i < 20; ++i)
    model.step(t, y);
  const bool newton = model.parameters.isApprox(Eigen::Vector2d(2.5, -0.7));
  shape::expect(model.jacobian(t), "m 2");

  const bool good = normal && qr && small && weights && close && errors &&
                    centre && spread && newton;
  std::cout << "unknowns " << fit.coefficients.rows() << "\nnormal equations "
            << normal << "\nqr " << qr << "\nridge " << small << "\nweights "
            << weights << "\nprediction " << close << "\ncentred " << centre
            << "\nexponential " << newton << "\n";
  return good ? 0 : 1;
}

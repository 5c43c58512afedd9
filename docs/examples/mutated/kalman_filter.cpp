//===-- kalman_filter.cpp - the same with mistakes ------------------------===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every line marked `expect` holds a mistake and the check that reports it; a
// line marked `fine` looks wrong and is right. It compiles; do not run it.
//
// A linear Kalman filter that follows a vehicle from noisy positions. Axis
// names: n state, m measurement, u control. They belong to the filter: the
// sizes of one filter are the same in all its members and methods.
//
//   kalman_filter [DIMENSIONS] [STEPS]
//
//===----------------------------------------------------------------------===//

#include <Eigen/Dense>
#include <shape/shape.h>

#include <cmath>
#include <cstdlib>
#include <iostream>
#include <random>
#include <utility>

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// What is known of the vehicle: a mean and how far it may be off.
struct Estimate {
  SHAPE("n") VectorXd mean;
  SHAPE("n n") MatrixXd covariance;
};

class KalmanFilter {
public:
  KalmanFilter(SHAPE("n n") MatrixXd transition, SHAPE("n u") MatrixXd control,
               SHAPE("m n") MatrixXd observation, SHAPE("n n") MatrixXd process,
               SHAPE("m m") MatrixXd measurement)
      : F(std::move(transition)), B(std::move(control)),
        H(std::move(observation)), Q(std::move(process)),
        R(std::move(measurement)), x(VectorXd::Zero(F.rows())),
        P(MatrixXd::Identity(F.rows(), F.rows()) * 100.0) {}

  void predict(SHAPE("u") const VectorXd &input) {
    x = F * x + input; // expect: shape-mismatch
    P = F * P * F.transpose() + R; // expect: shape-mismatch
  }

  void update(SHAPE("m") const VectorXd &z) {
    SHAPE("m") const VectorXd innovation = z - x; // expect: shape-mismatch
    SHAPE("m m") const MatrixXd S = innovation_covariance();
    SHAPE("n m") const MatrixXd K = gain(P); // expect: shape-mismatch
    x = x + K.transpose() * innovation; // expect: shape-mismatch
    P = corrected(K);
    surprise = mahalanobis(S * innovation, S) + mahalanobis(x, P); // fine: k is m, then n
  }

  SHAPE("n") VectorXd state() const { return x; }
  SHAPE("m") VectorXd predicted_measurement() const { return H.transpose() * x; } // expect: shape-mismatch
  Estimate estimate() const { return Estimate{x, P}; }
  double last_surprise() const { return surprise; }

private:
  SHAPE("m m") MatrixXd innovation_covariance() const {
    return (H * P * H.transpose() + R.transpose()).transpose() + R; // fine: R is square
  }

  SHAPE("n m") MatrixXd gain(SHAPE("m m") const MatrixXd &S) const {
    SHAPE("n m") const MatrixXd cross = H * P; // expect: shape-mismatch
    return S.inverse() * cross; // expect: shape-mismatch
  }

  // Joseph's form: symmetric and positive whatever rounding did to K.
  SHAPE("n n") MatrixXd corrected(SHAPE("n m") const MatrixXd &K) const {
    const Index n = x.rows();
    SHAPE("n n") const MatrixXd keep = MatrixXd::Identity(n, n) - H * K; // expect: shape-mismatch
    return keep * P * keep.transpose() + K * R * K.transpose();
  }

  // How many standard deviations the measurement was off, squared.
  static double mahalanobis(SHAPE("k") const VectorXd &error,
                            SHAPE("k k") const MatrixXd &covariance) {
    SHAPE("k") const VectorXd scaled = covariance.ldlt().solve(error);
    return error.dot(scaled);
  }

  SHAPE("n n") MatrixXd F;
  SHAPE("n u") MatrixXd B;
  SHAPE("m n") MatrixXd H;
  SHAPE("n n") MatrixXd Q;
  SHAPE("m m") MatrixXd R;
  SHAPE("n") VectorXd x;
  SHAPE("n n") MatrixXd P;
  double surprise = 0;
};

// Positions first, then velocities: position += step * velocity.
SHAPE("2*{dimensions} 2*{dimensions}")
MatrixXd constant_velocity(Index dimensions, double step) {
  MatrixXd F = MatrixXd::Identity(2 * dimensions, 2 * dimensions);
  F.topRightCorner(dimensions, dimensions) =
      step * MatrixXd::Identity(dimensions, dimensions);
  return F;
}

// An acceleration acts on both halves of the state.
SHAPE("2*{dimensions} {dimensions}")
MatrixXd acceleration(Index dimensions, double step) {
  MatrixXd B = MatrixXd::Zero(2 * dimensions, dimensions);
  B = MatrixXd(B.topRows(dimensions)) * 2.0; // fine: B takes another size
  B = MatrixXd::Zero(2 * dimensions, dimensions); // fine: and the old one again
  B.topRows(dimensions) =
      0.5 * step * step * MatrixXd::Identity(dimensions, dimensions);
  B.bottomRows(dimensions) = step * MatrixXd::Identity(dimensions, dimensions);
  return B;
}

// Only positions are measured.
SHAPE("{dimensions} 2*{dimensions}")
MatrixXd position_only(Index dimensions) {
  MatrixXd H = MatrixXd::Zero(dimensions, 2 * dimensions);
  H.leftCols(dimensions) = MatrixXd::Identity(dimensions, dimensions);
  return H;
}

// Fuses two estimates of the same state, each weighted by its certainty.
Estimate fuse(SHAPE("n") const VectorXd &a, SHAPE("n n") const MatrixXd &Pa,
              SHAPE("n") const VectorXd &b, SHAPE("n n") const MatrixXd &Pb) {
  SHAPE("n n") const MatrixXd weight = Pa * (Pa + Pb).inverse();
  SHAPE("n") const VectorXd mean = a + (b - a) * weight; // expect: shape-mismatch
  SHAPE("Float32[n n]") const MatrixXd covariance = Pa - weight * Pa; // expect: shape-dtype
  return Estimate{mean, covariance};
}

SHAPE("n n") MatrixXd outer(SHAPE("n") const VectorXd &v) {
  return v.transpose() * v; // expect: shape-mismatch
}

class Noise {
public:
  explicit Noise(unsigned seed) : engine(seed) {}
  SHAPE("{size}") VectorXd draw(Index size, double deviation) {
    VectorXd result = VectorXd::Zero(size);
    for (Index i = 0; i < size; ++i)
      result(i) = deviation * normal(engine);
    return result;
  }

private:
  std::mt19937 engine;
  std::normal_distribution<double> normal;
};

int main(int argc, char **argv) {
  const Index d = argc > 1 ? std::atol(argv[1]) : 2;
  const int steps = argc > 2 ? std::atoi(argv[2]) : 200;
  const double step = 0.1, deviation = 0.5;

  SHAPE("n n") const MatrixXd F = constant_velocity(d, step);
  SHAPE("n u") const MatrixXd B = acceleration(d, step);
  SHAPE("m n") const MatrixXd H = position_only(d);
  SHAPE("m m")
  const MatrixXd R = MatrixXd::Identity(d, d + 1) * (deviation * deviation); // expect: shape-mismatch
  SHAPE("n n") const MatrixXd Q = B * B.transpose() * 1e-4;
  KalmanFilter filter(F, B, H, Q, R);

  Noise noise(11);
  VectorXd truth = VectorXd::Ones(2 * d);
  double measured_error = 0, filtered_error = 0;
  for (int i = 0; i < steps; ++i) {
    const VectorXd input = VectorXd::Constant(d, std::sin(0.05 * i));
    truth = F * truth + B * input;
    const VectorXd z = H * truth + noise.draw(d, deviation);
    filter.predict(input);
    filter.update(z);
    measured_error += (z - H * truth).squaredNorm();
    filtered_error +=
        (filter.predicted_measurement() - H * truth).squaredNorm();
  }

  const Estimate last = filter.estimate();
  const Estimate fused =
      fuse(last.mean, last.covariance, last.mean, last.covariance);
  const bool better = filtered_error < measured_error / 4;
  const bool halved = fused.covariance.isApprox(last.covariance / 2, 1e-6);
  const bool plausible =
      outer(filter.state() - truth).trace() < 9 * last.covariance.trace() + 1;
  shape::expect(last.covariance, "n n");

  std::cout << "state of size " << filter.state().rows()
            << "\nfiltered beats measured: " << (better ? "yes" : "no")
            << "\nfusing with itself halves the covariance: "
            << (halved ? "yes" : "no")
            << "\nerror within bounds: " << (plausible ? "yes" : "no") << "\n";
  return better && halved && plausible ? 0 : 1;
}

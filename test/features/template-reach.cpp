// An instance that only unreachable uses brought about is never called, however
// wrong it is.
//
// REQUIRES: xtensor, eigen
// RUN: %check_shape_tidy %s --ignore-notes --no-module -- -I%annotations_include -isystem /usr/include/eigen3

#include <Eigen/Dense>
#include <xtensor/xtensor.hpp>
#include <xtensor/xview.hpp>

template <bool Vectors> struct Sums;
template <> struct Sums<false> {
  template <typename V> static xt::xtensor<double, 1> start(const V &values) {
    xt::xtensor<double, 1> sums = xt::zeros<double>({9});
    xt::view(sums, xt::range(0, 5)) = values;
    return sums;
  }
};
template <> struct Sums<true> {
  template <typename V> static xt::xtensor<double, 2> start(const V &values) {
    xt::xtensor<double, 2> sums = xt::zeros<double>({9, 2});
    xt::view(sums, xt::range(0, 5), xt::all()) = values;
    return sums;
  }
};
template <bool Vectors> struct Energy {
  template <typename V> explicit Energy(const V &values) { Sums<Vectors>::start(values); }
};

// The rank of V says which of the two is meant.
template <typename V> void energy(const V &values) {
  if (values.dimension() == 1)
    Energy<false> of(values);
  else
    Energy<true> of(values);
}
void energies() {
  energy(xt::xtensor<double, 1>({5}));
  energy(xt::xtensor<double, 2>({5, 2}));
}

// Called for certain somewhere, it is wrong there.
template <typename V> void copy(const V &values) {
  xt::xtensor<double, 1> sums = xt::zeros<double>({9});
  xt::view(sums, xt::range(0, 5)) = values;
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: operand 'values' of '=' has 2 axes (?, ?), allowed is at most 1 [shape-mismatch]
}
template <typename V> void copies(const V &values) {
  if (values.dimension() == 1)
    copy(values);
}
void copiesOfAll() {
  copies(xt::xtensor<double, 2>({5, 2}));
  copy(xt::xtensor<double, 2>({5, 2}));
}

// An instance for three columns, called where only other instances get to, is
// one for nobody.
template <int Columns, typename L> void widen(Eigen::PlainObjectBase<L> &lengths) {
  lengths.resize(4, Columns);
}
template <typename L> void edges(const Eigen::MatrixXi &faces, Eigen::PlainObjectBase<L> &lengths) {
  switch (faces.cols()) {
  case 3:
    widen<3>(lengths);
    break;
  case 4:
    widen<6>(lengths);
    break;
  }
}
template void edges(const Eigen::MatrixXi &, Eigen::PlainObjectBase<Eigen::Matrix<double, Eigen::Dynamic, 3>> &);

// What instantiates by itself is for everybody.
template <typename V> void exported(const V &values) {
  xt::xtensor<double, 1> sums = xt::zeros<double>({9});
  xt::view(sums, xt::range(0, 5)) = values;
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: operand 'values' of '=' has 2 axes (?, ?), allowed is at most 1 [shape-mismatch]
}
template <typename V> void exports(const V &values) {
  if (values.dimension() == 1)
    exported(values);
}
template void exported(const xt::xtensor<double, 2> &);
template void exports(const xt::xtensor<double, 2> &);

// Calling itself does not bring anybody there.
template <typename V> void again(const V &values, int times) {
  xt::xtensor<double, 1> sums = xt::zeros<double>({9});
  xt::view(sums, xt::range(0, 5)) = values;
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: operand 'values' of '=' has 2 axes (?, ?), allowed is at most 1 [shape-mismatch]
  if (times > 0)
    again(values, times - 1);
}
void (*const pointer)(const xt::xtensor<double, 2> &, int) = again;

// A template may be for arrays of several sizes; what an instance does where
// its own sizes do not fit is not wrong before somebody gets there.
//
// REQUIRES: eigen
// RUN: %check_shape_tidy %s --ignore-notes --no-module -- -I%annotations_include -isystem /usr/include/eigen3

#include <Eigen/Dense>

template <typename Call> void forEach(int count, Call call) {
  for (int i = 0; i < count; ++i)
    call(i);
}

template <typename Lengths>
void edges(const Eigen::MatrixXi &faces, Eigen::PlainObjectBase<Lengths> &lengths) {
  const int count = faces.rows();
  switch (faces.cols()) {
  case 2:
    lengths.resize(count, 1);
    break;
  case 3:
    lengths.resize(count, 3);
    forEach(count, [&lengths](int i) { lengths(i, 2) = 0; });
    break;
  case 4:
    lengths.resize(count, 6);
    forEach(count, [&lengths](int i) { lengths(i, 5) = 0; });
    lengths.block(0, 3, count, 3).setZero();
    break;
  }
}
template void edges(const Eigen::MatrixXi &, Eigen::PlainObjectBase<Eigen::MatrixXd> &);
template void edges(const Eigen::MatrixXi &, Eigen::PlainObjectBase<Eigen::VectorXd> &);
template void edges(const Eigen::MatrixXi &, Eigen::PlainObjectBase<Eigen::Matrix<double, Eigen::Dynamic, 3>> &);

template <int Columns> struct Table {
  Eigen::Matrix<double, Eigen::Dynamic, Columns> rows;
  void fill(bool wide) {
    if (wide)
      rows.resize(4, 6);
  }
};
template struct Table<3>;

// What every run of an instance goes through is wrong for that instance.
template <typename Lengths> void always(Eigen::PlainObjectBase<Lengths> &lengths, bool print) {
  lengths.resize(2, 6);
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: size 6 does not fit the fixed size 3 of its type in 'resize' [shape-mismatch]
  if (print)
    lengths.setZero();
}
template void always(Eigen::PlainObjectBase<Eigen::Matrix<double, Eigen::Dynamic, 3>> &, bool);

// Other sizes than those of the arguments are as wrong as anywhere.
template <typename Scalar> void plain(Scalar factor, bool add) {
  Eigen::MatrixXd x(2, 3), y(3, 3);
  if (add)
    x += factor * y;
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: sizes differ in '+=': 2 on axis 0 of 'x', 3 on axis 0 of 'factor * y' [shape-mismatch]
}
template void plain(double, bool);

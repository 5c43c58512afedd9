// The traits of one library, chosen by the macro, against its real arrays.
// Prints the complaints that shape::expect has about shapes that do not fit.

#if defined(WITH_TORCH)
#include "shape/torch.h"
#include "shape/callback.h"
#elif defined(WITH_EIGEN)
#include <unsupported/Eigen/CXX11/Tensor>
#include "shape/eigen.h"
#include <Eigen/Dense>
#elif defined(WITH_XTENSOR)
#include "shape/xtensor.h"
#include <xtensor/xarray.hpp>
#include <xtensor/xmath.hpp>
#include <xtensor/xview.hpp>
#include "shape/callback.h"
#elif defined(WITH_OPENCV)
#include "shape/opencv.h"
#include <opencv2/core.hpp>
#elif defined(WITH_ARMADILLO)
#include "shape/armadillo.h"
#elif defined(WITH_MDSPAN)
#include "shape/mdspan.h"
#endif

#include <cstdio>
#include <string>

static int failures = 0;

#define FITS(x, spec) said(#x, spec, complaint([&] { shape::expect(x, spec); }), "")
#define REFUSES(x, spec, why)                                                  \
  said(#x, spec, complaint([&] { shape::expect(x, spec); }), why)

template <class F> std::string complaint(F f) {
  try {
    f();
    return "";
  } catch (const shape::violation &error) {
    std::string text = error.what();
    text = text.substr(0, text.find(';'));
    return text.substr(text.find(": ") + 2);
  }
}

static void said(const char *what, const char *spec, const std::string &got,
                 const std::string &wanted) {
  if (got == wanted)
    return;
  std::printf("%s as %s: '%s', not '%s'\n", what, spec, got.c_str(),
              wanted.c_str());
  ++failures;
}

int main() {
#if defined(WITH_TORCH)
  torch::Tensor x = torch::zeros({2, 3});
  FITS(x, "Float32[b n]");
  FITS(x, "Real[2 3]");
  REFUSES(x, "Float64[b n]", "the dtype is float32, not Float64");
  REFUSES(x, "n n", "axis 1 is 3, but 'n' is 2 from axis 0");
  FITS(torch::zeros({}, torch::kLong), "Int64[]");
  FITS(x.to(torch::kBFloat16), "BFloat16[...]");
  FITS(torch::Tensor(), "Float32[n] | None");
  REFUSES(torch::Tensor(), "Float32[n]", "the array is undefined");
  auto norm = [](const torch::Tensor &t) { return t / t.norm(2, -1, true); };
  shape::PureCallback callback(norm, shape::ShapeDtype({3}, "float32"));
  torch::Tensor y = torch::rand({4, 2, 3});
  FITS(shape::vmap(shape::vmap(callback))(y), "Float32[4 2 3]");
  if (!torch::allclose(shape::vmap(callback)(y[0]), norm(y[0])))
    ++failures;
#elif defined(WITH_EIGEN)
  Eigen::MatrixXf a(2, 3);
  FITS(a, "Float32[n m]");
  FITS(a.transpose() * a, "m m");
  FITS(Eigen::Vector3d(), "Float64[3]");
  REFUSES(a, "Float64[n m]", "the dtype is float32, not Float64");
  REFUSES(a.row(0), "2", "axis 0 is 3, not 2");
  FITS((Eigen::Tensor<double, 3>(2, 3, 4)), "Float64[a b a+b-1]");
#elif defined(WITH_XTENSOR)
  xt::xarray<double> a = xt::zeros<double>({2, 3});
  FITS(a, "Float64[n m]");
  FITS(xt::sum(a, {1}), "2");
  FITS(xt::view(a, 0, xt::all()), "3");
  REFUSES(a, "Int[n m]", "the dtype is float64, not Int");
  auto twice = [](const xt::xarray<double> &x) { return xt::xarray<double>(2 * x); };
  shape::PureCallback callback(twice, shape::ShapeDtype({3}, "float64"));
  FITS(shape::vmap(callback)(a), "Float64[2 3]");
#elif defined(WITH_OPENCV)
  cv::Mat color(2, 3, CV_8UC3), gray(2, 3, CV_32F);
  FITS(color, "UInt8[h w 3]");
  FITS(gray, "Float32[h w]");
  REFUSES(gray, "h w 1", "the rank is 2, not 3");
  FITS((cv::Matx<float, 2, 4>()), "Float32[2 4]");
  FITS(cv::Mat_<double>(2, 2), "Float64[n n]");
#elif defined(WITH_ARMADILLO)
  arma::mat a(2, 3);
  FITS(a, "Float64[n m]");
  FITS(arma::vec(3), "3");
  FITS(arma::vec(3), "3 1");
  FITS(arma::rowvec(3), "1 3");
  FITS(arma::cube(2, 3, 4), "n m k");
  REFUSES(arma::ivec(3), "Float[n]", "the dtype is int64, not Float");
#elif defined(WITH_MDSPAN) && defined(__cpp_lib_mdspan)
  float data[6] = {};
  std::mdspan span(data, 2, 3);
  FITS(span, "Float32[n m]");
  FITS(span.extents(), "2 3");
#endif
  return failures;
}

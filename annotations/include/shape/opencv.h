//===-- opencv.h - shape::expect for OpenCV ---------------------*- C++ -*-===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A cv::Mat is rows, columns and, if it has several, channels, last as in NumPy:
//
//   shape::expect(image, "UInt8[h w 3]");
//   shape::expect(gray, "UInt8[h w]");
//
//===----------------------------------------------------------------------===//

#ifndef SHAPE_OPENCV_H
#define SHAPE_OPENCV_H

#include "shape.h"

#include <opencv2/core/mat.hpp>

#include "detail/diagnostics_push.h"

namespace shape {

template <> struct array_traits<cv::Mat> {
  static std::size_t rank(const cv::Mat &x) {
    return static_cast<std::size_t>(x.dims) + (x.channels() > 1 ? 1 : 0);
  }
  static long long extent(const cv::Mat &x, std::size_t axis) {
    return axis < static_cast<std::size_t>(x.dims)
               ? x.size[static_cast<int>(axis)]
               : x.channels();
  }
  static const char *dtype(const cv::Mat &x) {
    static const char *const names[] = {"uint8",   "int8",   "uint16",
                                        "int16",   "int32",  "float32",
                                        "float64", "float16"};
    return names[x.depth()];
  }
};

template <class T> struct array_traits<cv::Mat_<T>> : array_traits<cv::Mat> {};

template <class T, int Rows, int Columns>
struct array_traits<cv::Matx<T, Rows, Columns>> {
  using matrix = cv::Matx<T, Rows, Columns>;
  static std::size_t rank(const matrix &) { return 2; }
  static long long extent(const matrix &, std::size_t axis) {
    return axis == 0 ? Rows : Columns;
  }
  static const char *dtype(const matrix &) { return dtype_name<T>(); }
};

} // namespace shape

#include "detail/diagnostics_pop.h"

#endif // SHAPE_OPENCV_H

// RUN: %check_shape_tidy %s -- -std=c++17 -I%annotations_include -isystem /usr/include/opencv4
// REQUIRES: opencv
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include "shape/shape.h"

// Size is (width, height), Mat is rows, columns.
void sizes() {
  cv::Mat image(cv::Size(640, 480), CV_8UC3);
  shape::reveal(image);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'image' is (480, 640, 3) uint8 [shape-reveal]
  cv::Mat mask(image.rows, image.cols, CV_8U);
  cv::Mat turned(image.cols, image.rows, CV_8UC3);
  cv::Mat both = image + turned;
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: sizes differ in '+': 480 on axis 0 of 'image', 640 on axis 0 of 'turned' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: 'image' has shape (480, 640, 3) uint8
  // CHECK-MESSAGES: :[[@LINE-3]]:26: note: 'turned' has shape (640, 480, 3) uint8
  cv::Mat part = image(cv::Rect(600, 0, 80, 60));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: size 680 is out of bounds in 'image': 'image' has 640 on axis 1 [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: 'image' has shape (480, 640, 3) uint8
  cv::Size size = image.size();
  size.width = 100;
  shape::reveal(cv::Mat(size, CV_8U));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'cv::Mat(size, CV_8U)' is (?, ?, 1) uint8 [shape-reveal]
}

void products() {
  cv::Matx34d camera;
  cv::Mat points = cv::Mat::ones(4, 10, CV_64F);
  shape::reveal(cv::Mat(cv::Mat(camera) * points));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'cv::Mat(cv::Mat(camera) * points)' is (3, 10, 1) [shape-reveal]
  cv::Mat wrong = points * cv::Mat(camera);
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: inner sizes of '*' differ: 10 on axis 1 of 'points', 3 on axis 0 of 'cv::Mat(camera)' [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:19: note: 'points' has shape (4, 10, 1) float64
  // CHECK-MESSAGES: :[[@LINE-3]]:28: note: 'cv::Mat(camera)' has shape (3, 4, 1) float64
  cv::Mat3b colors(3, 5);
  shape::reveal(colors.t());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'colors.t()' is (5, 3, 3) [shape-reveal]
}

// What an output argument of an unknown function holds is not known.
void fill(cv::InputArray in, cv::OutputArray out) {
  cv::Mat source = in.getMat();
  out.create(source.size(), CV_8U);
}
void outputs(cv::Mat image) {
  cv::Mat result = cv::Mat::zeros(3, 4, CV_8U);
  fill(image, result);
  shape::reveal(result);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'result' is (...) [shape-reveal]
  result.copyTo(image);
  cv::Mat copy = image;
  copy.create(5, 6, CV_32F);
  shape::reveal(copy);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'copy' is (5, 6, 1) float32 [shape-reveal]
}

[[shape("h w")]] cv::Mat gray([[shape("h w 3")]] cv::Mat image) {
  cv::Mat first;
  cv::extractChannel(image, first, 0);
  return first;
}

// Of the parts of OpenCV that read and show images.
namespace cv {
Mat imread(const String &name, int flags = 1);
void imshow(const String &window, InputArray image);
struct VideoCapture {
  VideoCapture &operator>>(Mat &frame);
  bool read(OutputArray frame);
};
} // namespace cv

void read(cv::VideoCapture &camera) {
  cv::Mat color = cv::imread("a.png"), gray = cv::imread("a.png", 0), frame;
  cv::imshow("window", gray);
  shape::reveal(gray);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'gray' is (?, ?, 1) [shape-reveal]
  cv::cvtColor(color, gray, cv::COLOR_GRAY2BGR);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: size 3 on axis 2 of 'color' does not fit 'cvtColor', which needs 1 [shape-mismatch]
  // CHECK-MESSAGES: :[[@LINE-2]]:16: note: 'color' has shape (?, ?, 3)
  camera >> frame;
  shape::reveal(frame);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'frame' is (?, ?, ?) [shape-reveal]
  frame = gray(cv::Rect(0, 0, 4, 3));
  camera.read(frame);
  shape::reveal(frame);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'frame' is (?, ?, ?) [shape-reveal]
}

void drawn(cv::Mat image) {
  cv::Mat canvas = cv::Mat::zeros(3, 4, CV_8UC3);
  cv::circle(canvas, cv::Point(1, 1), 1, cv::Scalar(255));
  canvas &= image;
  cv::Mat camera = (cv::Mat_<double>(3, 3) << 1, 0, 2, 0, 1, 2, 0, 0, 1);
  shape::reveal(camera);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'camera' is (3, 3, 1) [shape-reveal]
  cv::Mat smooth;
  cv::GaussianBlur(image, smooth, cv::Size(5, 5), 1);
  shape::reveal(smooth);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'smooth' is (?, ?, ?) [shape-reveal]
}

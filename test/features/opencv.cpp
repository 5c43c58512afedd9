// RUN: %check_shape_tidy %s -- -std=c++17 -isystem /usr/include/opencv4
// REQUIRES: opencv
#include <opencv2/core.hpp>
#include "shape/shape.h"

// Size is (width, height), Mat is rows, columns.
void sizes() {
  cv::Mat image(cv::Size(640, 480), CV_8UC3);
  shape::reveal(image);
  cv::Mat mask(image.rows, image.cols, CV_8U);
  cv::Mat turned(image.cols, image.rows, CV_8UC3);
  cv::Mat both = image + turned;
  cv::Mat part = image(cv::Rect(600, 0, 80, 60));
  cv::Size size = image.size();
  size.width = 100;
  shape::reveal(cv::Mat(size, CV_8U));
}

void products() {
  cv::Matx34d camera;
  cv::Mat points = cv::Mat::ones(4, 10, CV_64F);
  shape::reveal(cv::Mat(cv::Mat(camera) * points));
  cv::Mat wrong = points * cv::Mat(camera);
  cv::Mat3b colors(3, 5);
  shape::reveal(colors.t());
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
  result.copyTo(image);
  cv::Mat copy = image;
  copy.create(5, 6, CV_32F);
  shape::reveal(copy);
}

[[shape("h w")]] cv::Mat gray([[shape("h w 3")]] cv::Mat image) {
  cv::Mat first;
  cv::extractChannel(image, first, 0);
  return first;
}
cv::Mat tooFew() { return gray(cv::Mat(4, 5, CV_8UC1)); }

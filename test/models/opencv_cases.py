"""Random calls of OpenCV, one or more generators for each row of the model."""
from matrices import fill, near, pick


def image(shape, channels=1):
    return f"cv::Mat(cv::Mat::eye({shape[0]}, {shape[1]}, CV_64FC({channels})) * 2)"


def channels(r):
    return r.choice([1, 1, 3])


def one(call, how=image):
    return lambda r: ({"a": how((pick(r), pick(r)), channels(r))}, fill(call, n=pick(r), m=pick(r), k=pick(r), c=channels(r)))


def single(call):
    return lambda r: ({"a": image((pick(r), pick(r)))}, call)


def square(call):
    def cases(r):
        n = pick(r)
        return {"a": image((n, near(r, n)))}, call
    return cases


def beside(r, n, m, odds):
    """Rows and columns of a second operand. What may be a scalar, or a vector of one's channels, is not judged."""
    other = near(r, n, odds), near(r, m, odds)
    return (n, m) if 1 in (n, m, *other) else other


def equal(call):
    def cases(r):
        n, m, c = pick(r), pick(r), channels(r)
        other = beside(r, n, m, 0.2)
        return {"a": image((n, m), c), "b": image(other, near(r, c, 0.1) if c == 1 and 1 not in (n, m) else c)}, call
    return cases


def product(call, left=False, right=False):
    def cases(r):
        n = pick(r)
        first, second = [pick(r), n], [near(r, n), pick(r)]
        return {"a": image(first[::-1] if left else first), "b": image(second[::-1] if right else second)}, call
    return cases


def solve(call, make):
    def cases(r):
        n = r.choice([2, 3, 4])
        return {"a": image((n, make(r, n))), "b": image((near(r, n, 0.25), pick(r))), "d": "cv::Mat()"}, (call, "d")
    return cases


def output(make, call):
    """A function with an output argument, which is looked at."""
    def cases(r):
        arrays, text = make(call)(r)
        return {**arrays, "d": "cv::Mat()"}, (text, "d")
    return cases


def part(call):
    def cases(r):
        n, m = pick(r), pick(r)
        i, j = r.randint(0, n - (r.random() < 0.7)), r.randint(0, m - (r.random() < 0.7))
        p, q = r.randint(i, n + (r.random() < 0.2)), r.randint(j, m + (r.random() < 0.2))
        return {"a": image((n, m), channels(r))}, fill(call, i=i, j=j, p=p, q=q, w=q - j, h=p - i)
    return cases


def make(call):
    return lambda r: ({}, fill(call, n=pick(r), m=pick(r), k=pick(r), c=channels(r)))


def change(call):
    def cases(r):
        n, m = pick(r), pick(r)
        return {"a": image((n, m)), "b": image(beside(r, n, m, 0.3))}, (fill(call, n=pick(r), m=pick(r)), "a")
    return cases


def reshaped(r):
    n, m, c = pick(r), pick(r), channels(r)
    return {"a": image((n, m), c)}, f"a.reshape({r.choice([0, 1, 1, 3])}, {r.choice([0, 1, n, n * m, 2])})"


def joined(call, axis, count=2):
    def cases(r):
        n, c, arrays = pick(r), channels(r), {}
        for name in "abc"[:count]:
            sizes = [pick(r), pick(r)]
            sizes[1 - axis] = near(r, n, 0.2)
            arrays[name] = image(sizes, c)
        return {**arrays, "d": "cv::Mat()"}, (call, "d")
    return cases


def merged(r):
    n, m = pick(r), pick(r)
    return {"a": image((n, m)), "b": image((near(r, n, 0.2), m)), "d": "cv::Mat()"}, ("cv::merge(std::vector<cv::Mat>{a, b}, d)", "d")


def split(r):
    return {"a": image((pick(r), pick(r)), channels(r)), "v": "std::vector<cv::Mat>()"}, ("cv::split(a, v)", "v[0]")


def colored(code, channels):
    def cases(r):
        return {"a": f"cv::Mat(cv::Mat::zeros({pick(r)}, {pick(r)}, CV_8UC({r.choice(channels)})))", "d": "cv::Mat()"}, \
            (f"cv::cvtColor(a, d, cv::{code})", "d")
    return cases


def depth(kind, call, channels=(1, 1, 1, 3)):
    """An image of one depth, and an output argument."""
    def cases(r):
        return {"a": f"cv::Mat(cv::Mat::zeros({pick(r)}, {pick(r)}, CV_{kind}C({r.choice(channels)})))", "d": "cv::Mat()"}, (call, "d")
    return cases


def drawn(call):
    return lambda r: ({"a": f"cv::Mat(cv::Mat::zeros({pick(r)}, {pick(r)}, CV_8UC({channels(r)})))",
                       "p": "std::vector<cv::Point>{{0, 0}, {2, 1}, {1, 2}}"}, (call, "a"))


def typed(call, kind="float", least=1):
    return lambda r: ({"a": f"cv::Mat_<{kind}>({max(pick(r), least)}, {max(pick(r), least)})"}, fill(call, n=pick(r), m=pick(r)) if isinstance(call, str) else (fill(call[0], n=pick(r), m=pick(r)), call[1]))


def accumulated(call):
    def cases(r):
        n, m, c = pick(r), pick(r), channels(r)
        return {"a": image((n, m), c), "b": image((near(r, n, 0.2), near(r, m, 0.2)), near(r, c, 0.1))}, (call, "b")
    return cases


def remapped(r):
    n, m = pick(r), pick(r)
    return {"a": image((pick(r), pick(r)), channels(r)), "x": f"cv::Mat(cv::Mat::zeros({n}, {m}, CV_32F))",
            "y": f"cv::Mat(cv::Mat::zeros({n}, {m}, CV_32F))", "d": "cv::Mat()"}, ("cv::remap(a, d, x, y, cv::INTER_LINEAR)", "d")


def matched(r):
    n, m, c = pick(r), pick(r), channels(r)
    return {"a": f"cv::Mat(cv::Mat::zeros({n + pick(r)}, {m + pick(r)}, CV_32FC({c})))",
            "b": f"cv::Mat(cv::Mat::zeros({n}, {m}, CV_32FC({near(r, c, 0.2)})))", "d": "cv::Mat()"}, ("cv::matchTemplate(a, b, d, cv::TM_SQDIFF)", "d")


def points(call, count):
    return lambda r: ({"p": f"std::vector<cv::Point2f>({count})", "q": f"std::vector<cv::Point2f>({count})"}, call)


def vector3(call):
    return lambda r: ({"a": image((near(r, 3, 0.3), 1)), "b": image((3, 1))}, call)


CASES = [
    make("cv::Mat(cv::Size(%n, %m), CV_8UC3)"), make("cv::Mat(%n, %m, CV_32FC(%c))"), make("cv::Mat(%n, %m, CV_8U, cv::Scalar(1))"), make("cv::Mat()"),
    make("cv::Mat(std::vector<int>{%n, %m, %k}, CV_32F)"), make("cv::Mat_<float>(%n, %m)"), make("cv::Mat_<cv::Vec3b>(%n, %m)"), make("cv::Mat_<double>()"),
    make("cv::Mat_<float>(cv::Size(%n, %m))"), make("cv::Mat(cv::Mat::zeros(%n, %m, CV_8UC(%c)))"), make("cv::Mat(cv::Mat::ones(cv::Size(%n, %m), CV_32F))"),
    make("cv::Mat(cv::Mat_<float>::eye(%n, %m))"), one("cv::Mat(cv::Mat::zeros(a.size(), CV_8U))"), one("cv::Mat(a.rows, a.cols, a.type())"),
    one("cv::Mat(cv::Size(a.cols, a.rows), a.type())"), one("a.rows"), one("a.cols"), one("a.channels()"), one("a.size().width"), one("a.size().height"), one("a.empty()"),
    one("cv::Mat(cv::Mat(a * 2).size(), CV_8U)"), make("cv::Size(%n, %m).height"), lambda r: ({}, ("const int sizes[] = {%d, %d, 2}; auto a = cv::Mat(3, sizes, CV_8U)" % (pick(r), pick(r)), "a")),
    part("cv::Mat(a, cv::Rect(%j, %i, %w, %h))"), part("cv::Mat(a, cv::Range(%i, %p), cv::Range(%j, %q))"), part("cv::Mat(a, cv::Range::all(), cv::Range(%j, %q))"),
    change("a.create(%n, %m, CV_8UC3)"), change("a.create(cv::Size(%n, %m), CV_32F)"), change("a = cv::Scalar(1)"), change("a = b"), change("a = b * 2"),
    one("a.clone()"), change("a.setTo(3)"), change("b.copyTo(a)"), change("b.copyTo(a, b > 0)"), change("b.convertTo(a, CV_8U)"),
    equal("cv::Mat(a + b)"), equal("cv::Mat(a - b)"), equal("cv::Mat(a / b)"), equal("cv::Mat(a > b)"), one("cv::Mat(a + cv::Scalar(1))"), one("cv::Mat(-a)"),
    product("cv::Mat(a * b)"), product("cv::Mat(a * b * 2)"), one("cv::Mat(a * 2)"), one("cv::Mat(2 * a)"), change("a += b"), change("a -= b"), change("a *= 2"), change("a += cv::Scalar(1)"),
    equal("cv::Mat(a.mul(b))"), one("cv::Mat(a.t())"), square("cv::Mat(a.inv())"), single("cv::Mat(a.inv(cv::DECOMP_SVD))"), equal("a.dot(b)"), vector3("a.cross(b)"),
    part("a.row(%i)"), part("a.col(%j)"), part("a.rowRange(%i, %p)"), part("a.colRange(%j, %q)"), part("a.rowRange(cv::Range(%i, %p))"), part("a.colRange(cv::Range::all())"),
    part("a(cv::Range(%i, %p), cv::Range::all())"), part("a(cv::Rect(%j, %i, %w, %h))"), reshaped,
    output(equal, "cv::add(a, b, d)"), output(equal, "cv::multiply(a, b, d)"), output(equal, "cv::absdiff(a, b, d)"), output(equal, "cv::min(a, b, d)"), output(one, "cv::add(a, cv::Scalar(1), d)"),
    output(equal, "cv::addWeighted(a, 1, b, 2, 0, d)"), output(one, "cv::exp(a, d)"), output(one, "cv::flip(a, d, 1)"), output(one, "cv::pow(a, 2, d)"),
    output(one, "cv::inRange(a, cv::Scalar(0, 0, 0), cv::Scalar(1, 1, 1), d)"), output(one, "cv::transpose(a, d)"),
    output(product, "cv::gemm(a, b, 1, cv::noArray(), 0, d)"), output(lambda c: product(c, left=True), "cv::gemm(a, b, 1, cv::noArray(), 0, d, cv::GEMM_1_T)"),
    output(lambda c: product(c, right=True), "cv::gemm(a, b, 1, cv::noArray(), 0, d, cv::GEMM_2_T)"), output(single, "cv::mulTransposed(a, d, true)"), output(single, "cv::mulTransposed(a, d, false)"),
    output(square, "cv::invert(a, d)"), output(single, "cv::invert(a, d, cv::DECOMP_SVD)"), solve("cv::solve(a, b, d)", lambda r, n: near(r, n, 0.2)),
    solve("cv::solve(a, b, d, cv::DECOMP_SVD)", lambda r, n: r.randint(1, n)), square("cv::determinant(a)"), one("cv::norm(a)"), one("cv::countNonZero(a.reshape(1))"),
    lambda r: (lambda n: ({"a": image((n, near(r, n))), "w": "cv::Mat()", "v": "cv::Mat()"}, ("cv::eigen(a, w, v)", r.choice("wv"))))(pick(r)),
    output(one, "cv::reduce(a, d, 0, cv::REDUCE_SUM)"), output(one, "cv::reduce(a, d, 1, cv::REDUCE_SUM)"), output(one, "cv::repeat(a, %n, %m, d)"), one("cv::repeat(a, %n, %m)"),
    output(one, "cv::rotate(a, d, cv::ROTATE_180)"), output(one, "cv::rotate(a, d, cv::ROTATE_90_CLOCKWISE)"), joined("cv::hconcat(a, b, d)", 1), joined("cv::vconcat(a, b, d)", 0),
    joined("cv::hconcat(std::vector<cv::Mat>{a, b, c}, d)", 1, 3), joined("cv::vconcat(std::vector<cv::Mat>{a, b, c}, d)", 0, 3), merged, split,
    output(one, "cv::extractChannel(a, d, 0)"), output(one, "cv::copyMakeBorder(a, d, %n, %m, %k, 1, cv::BORDER_CONSTANT)"),
    output(one, "cv::resize(a, d, cv::Size(%n, %m))"), output(one, "cv::resize(a, d, cv::Size(), 2, 2)"), colored("COLOR_BGR2GRAY", [3, 4, 3, 1]), colored("COLOR_GRAY2BGR", [1, 1, 3]),
    colored("COLOR_BGR2HSV", [3, 3, 1]), colored("COLOR_BGR2RGB", [3, 4, 1]), output(one, "cv::GaussianBlur(a, d, cv::Size(3, 3), 0)"), output(one, "cv::blur(a, d, cv::Size(3, 3))"),
    typed(("a.create(%n, %m)", "a")), typed(("a.create(cv::Size(%n, %m))", "a")), change("a.release()"), typed("cv::Mat(a.row(0))"), typed("cv::Mat(a.col(0))"),
    typed("cv::Mat(a(cv::Range(0, 1), cv::Range::all()))"), typed("cv::Mat(a(cv::Rect(0, 0, 1, 1)))"), typed("a(0, 0)"), typed("a(cv::Point(0, 0))"),
    lambda r: ({}, "cv::Mat((cv::Mat_<double>(%d, 2) << 1, 2))" % pick(r)), lambda r: ({}, "cv::Mat_<float>((cv::Mat_<float>(2, %d) << 1, 2, 3))" % pick(r)),
    lambda r: ({"a": image((pick(r), pick(r)))}, ("std::ostringstream s; s << a", "a")),
    change("a &= b"), change("a |= b"), equal("cv::Mat(cv::min(a, b))"), one("cv::Mat(cv::max(a, 1.0))"), one("cv::Mat(cv::abs(a))"),
    lambda r: ({"a": "cv::Matx<double, %d, %d>()" % (pick(r), pick(r))}, "cv::Mat(a.t())"), lambda r: ({"a": "cv::Matx33d::eye()"}, "cv::Mat(a.inv())"),
    lambda r: ({"a": "cv::Matx33d::eye()", "v": "cv::Vec3d()"}, "a(1, 2) + v[1] + v(2) > 0"), one("a.total() > 0"),
    output(equal, "cv::compare(a, b, d, cv::CMP_GT)"), output(single, "cv::sort(a, d, cv::SORT_EVERY_ROW)"), output(single, "cv::sortIdx(a, d, cv::SORT_EVERY_ROW)"),
    output(one, "cv::normalize(a, d)"), depth("8U", "cv::LUT(a, cv::Mat(cv::Mat::zeros(1, 256, CV_32F)), d)"), output(single, "cv::magnitude(a, a, d)"), output(single, "cv::phase(a, a, d)"),
    lambda r: ({"a": image((pick(r), pick(r))), "b": image((pick(r), pick(r))), "d": "cv::Mat()"}, ("cv::magnitude(a, b, d)", "d")),
    change("cv::randu(a, 0, 1)"), change("cv::randn(a, 0, 1)"), change("cv::setIdentity(a)"), output(single, "cv::dft(a, d)"), output(single, "cv::idft(a, d)"),
    output(one, "cv::morphologyEx(a, d, cv::MORPH_OPEN, cv::Mat())"), output(one, "cv::filter2D(a, d, -1, cv::Mat(cv::Mat::ones(3, 3, CV_64F)))"), output(one, "cv::Scharr(a, d, -1, 1, 0)"),
    output(one, "cv::sepFilter2D(a, d, -1, cv::Mat(cv::Mat::ones(3, 1, CV_64F)), cv::Mat(cv::Mat::ones(3, 1, CV_64F)))"), output(one, "cv::Laplacian(a, d, -1)"),
    depth("8U", "cv::medianBlur(a, d, 3)"), depth("32F", "cv::threshold(a, d, 1, 2, cv::THRESH_BINARY)"), depth("8U", "cv::bilateralFilter(a, d, 3, 1, 1)"),
    depth("8U", "cv::logPolar(a, d, cv::Point2f(1, 1), 1, cv::INTER_LINEAR)"), depth("8U", "cv::equalizeHist(a, d)"),
    depth("8U", "cv::adaptiveThreshold(a, d, 1, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY, 3, 1)"), depth("8U", "cv::Canny(a, d, 1, 2)"),
    depth("8U", "cv::cornerHarris(a, d, 2, 3, 0.1)"), depth("32F", "cv::cornerMinEigenVal(a, d, 2)"), depth("8U", "cv::distanceTransform(a, d, cv::DIST_L2, 3)"),
    depth("8U", "cv::integral(a, d)"), depth("8U", "cv::connectedComponents(a, d)"),
    lambda r: (lambda case: ({**case[0], "s": "cv::Mat()", "k": "cv::Mat()"}, (case[1][0], r.choice("dsk"))))(depth("8U", "cv::connectedComponentsWithStats(a, d, s, k)")(r)),
    matched, remapped, depth("8U", "cv::pyrDown(a, d)"), depth("8U", "cv::pyrUp(a, d)"), accumulated("cv::accumulate(a, b)"), accumulated("cv::accumulateWeighted(a, b, 0.5)"),
    make("cv::getStructuringElement(cv::MORPH_RECT, cv::Size(%n, %m))"), points("cv::getPerspectiveTransform(p, q)", 4), points("cv::getAffineTransform(p, q)", 3),
    make("cv::getRotationMatrix2D(cv::Point2f(1, 2), 30, %n)"), drawn("cv::line(a, p[0], p[1], cv::Scalar(255))"), drawn("cv::circle(a, p[1], 2, cv::Scalar(255))"),
    drawn("cv::putText(a, \"text\", p[1], cv::FONT_HERSHEY_PLAIN, 1, cv::Scalar(255))"), drawn("cv::polylines(a, p, true, cv::Scalar(255))"), drawn("cv::fillConvexPoly(a, p, cv::Scalar(255))"),
    output(one, "cv::warpAffine(a, d, cv::Mat(cv::Mat::eye(2, 3, CV_64F)), cv::Size(%n, %m))"),
]

EXEMPT = {
    "getMat": "on parameters of the user's own functions, test/features/opencv.cpp",
    "operator=": "spelled =",
    "imread imshow operator>> read retrieve": "of the packages imgcodecs, highgui and videoio, which the tests do not have; test/features/opencv.cpp",
}

PREAMBLE = """#include <cstdio>
#include <exception>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <sstream>
#include <vector>
#include "shape/shape.h"

static const bool quiet = (cv::redirectError([](int, const char *, const char *, const char *, int, void *) { return 0; }), true);

static const char *const depths[] = {"uint8", "int8", "uint16", "int16", "int32", "float32", "float64", "float16"};
static void show(int line, const cv::Mat &m) {
  std::printf("%d (", line);
  for (int i = 0; i < m.dims || i < 2; ++i)
    std::printf("%d, ", m.dims <= 2 ? (i ? m.cols : m.rows) : m.size[i]);
  std::printf("%d) %s\\n", m.channels(), depths[m.depth()]);
}
static void show(int line, double) { std::printf("%d ok\\n", line); }
static void show(int line, int n) { std::printf("%d %d\\n", line, n); }
static void show(int line, bool) { std::printf("%d ok\\n", line); }
"""

INCLUDES = ["-isystem", "/usr/include/opencv4"]
LIBRARIES = ["-lopencv_imgproc", "-lopencv_core"]

"""Random calls of Eigen, one or more generators for each row of the model."""

from matrices import fill, near, patterns, pick

# Too few coefficients end the process, because the check is in a destructor.
ISOLATED = True


def matrix(shape):
    return f"Eigen::MatrixXd(Eigen::MatrixXd::Ones({shape[0]}, {shape[1]}))"


def vector(n):
    return f"Eigen::VectorXd(Eigen::VectorXd::Ones({n}))"


def array(shape):
    return f"Eigen::ArrayXXd(Eigen::ArrayXXd::Ones({shape[0]}, {shape[1]}))"


one, square, equal, product, solve, vectors = patterns(matrix, vector)


def tall(call):
    def cases(r):
        n = r.choice([3, 4, 5])
        return {"a": matrix((n, r.choice([1, 2, 3]))), "b": matrix((near(r, n), pick(r)))}, call
    return cases


def vector_one(call):
    def cases(r):
        n = pick(r)
        return {"u": vector(n)}, fill(call, k=r.randint(0, n + 1), i=r.randint(0, n))
    return cases


def part(call):
    def cases(r):
        n, m = pick(r), pick(r)
        i, j = r.randint(0, n), r.randint(0, m)
        return {"a": matrix((n, m))}, fill(
            call, i=i, j=j, p=r.randint(0, n - i + (r.random() < 0.4)),
            q=r.randint(0, m - j + (r.random() < 0.4)), k=r.randint(0, n + 1), l=r.randint(0, m + 1))
    return cases


def beside(call, columns):
    def cases(r):
        n, m = pick(r), pick(r)
        return {"a": matrix((n, m)), "v": vector(near(r, n if columns else m))}, call
    return cases


def make(call):
    return lambda r: ({}, fill(call, n=pick(r), m=pick(r)))


def change(call):
    """A statement that changes `a`, then `a` itself."""
    def cases(r):
        n, m = pick(r), pick(r)
        return {"a": matrix((n, m)), "b": matrix((near(r, n), near(r, m)))}, \
            (fill(call, n=pick(r), m=pick(r)), "a")
    return cases


def fixed(call):
    return lambda r: ({"a": matrix((near(r, 3, 0.5), near(r, 2, 0.3)))}, call)


def reshaped(r):
    n, m = pick(r), pick(r)
    rows = r.choice([k for k in range(1, n * m + 1) if n * m % k == 0])
    return {"a": matrix((n, m))}, f"a.reshaped({rows}, {near(r, n * m // rows)}).eval()"


def inside(call):
    """Only indices that are inside: without internal debugging nobody looks."""
    def cases(r):
        n, m = pick(r), pick(r)
        return {"a": matrix((n, m)), "u": vector(n)}, fill(call, i=r.randrange(n), j=r.randrange(m), k=r.randrange(n * m))
    return cases


def diagonal(r):
    n, m = pick(r), pick(r)
    return {"a": matrix((n, m))}, f"a.diagonal({r.randint(-n - 1, m + 1)}).eval()"


def scaled(r):
    n = pick(r)
    return {"a": matrix((near(r, n), pick(r)))}, f"(Eigen::DiagonalMatrix<double, Eigen::Dynamic>({n}) * a).eval()"


def swapped(r):
    n, m = pick(r), pick(r)
    return {"a": matrix((n, m)), "b": matrix((near(r, n), m))}, ("a.topRows(%d).swap(b)" % n, "a")


def coefficients(call):
    def cases(r):
        n, m = r.randint(1, 3), r.randint(1, 3)
        count = max(1, n * m + r.choice([0, 0, 1, -1, -2]))
        return {"a": matrix((n, m))}, (fill(call, c=", ".join(["1.0"] * count)), "a")
    return cases


def blocks(call):
    """Rows of blocks, of which one is now and then missing, of another size, or empty."""
    def cases(r):
        heights, widths = [r.randint(0, 2) for _ in range(2)], [r.randint(1, 2) for _ in range(2)]
        cells = [matrix((h if r.random() < 0.95 else pick(r), w)) for h in heights for w in widths]
        if r.random() < 0.3:
            cells.pop(r.randrange(4))
        return {"a": matrix((sum(heights), sum(widths)))}, (fill(call, c=", ".join(cells)), "a")
    return cases


CASES = [
    make("Eigen::MatrixXd(%n, %m)"), make("Eigen::VectorXd(%n)"), make("Eigen::ArrayXXd(%n, %m)"),
    make("Eigen::Matrix3d()"), make("Eigen::MatrixXd()"), one("Eigen::MatrixXd(a)"),
    one("Eigen::MatrixXd(a.transpose())"), make("Eigen::MatrixXd::Zero(%n, %m).eval()"),
    make("Eigen::VectorXd::Random(%n).eval()"), make("Eigen::MatrixXd::Identity(%n, %m).eval()"),
    make("Eigen::Matrix3d::Identity().eval()"), make("Eigen::MatrixXd::Constant(%n, %m, 2.0).eval()"),
    make("Eigen::Matrix<double, 3, Eigen::Dynamic>::Ones(%n, %m).eval()"),
    make("Eigen::VectorXd::LinSpaced(%n, 0.0, 1.0).eval()"),
    make("Eigen::Map<Eigen::MatrixXd>(buffer, %n, %m)"), make("Eigen::Map<Eigen::VectorXd>(buffer, %n)"),
    make("Eigen::Map<Eigen::Matrix3d>(buffer)"), one("Eigen::Ref<const Eigen::MatrixXd>(a)"),
    fixed("Eigen::Matrix<double, 3, 2>(a)"), fixed("Eigen::Matrix<double, Eigen::Dynamic, 2>(a)"),
    fixed("Eigen::VectorXd(a)"), change("a.setZero()"), change("a.setOnes(%n, %m)"),
    change("a.resize(%n, %m)"), change("a.conservativeResize(%n, Eigen::NoChange)"),
    change("a.resize(Eigen::NoChange, %m)"), change("a.fill(2.0)"), change("a.setIdentity()"),
    change("a.setConstant(2.0)"), change("a.setConstant(%n, %m, 2.0)"), change("a.setZero(%n, %m)"),
    change("a.col(0).setLinSpaced(0.0, 1.0)"), make("Eigen::VectorXd().setLinSpaced(%n, 0.0, 1.0)"),
    make("Eigen::VectorXd().setConstant(%n, 2.0)"), make("Eigen::VectorXd().setOnes(%n)"),
    make("Eigen::VectorXd::Constant(%n, 2.0).eval()"), make("Eigen::Matrix3d::Constant(2.0).eval()"),
    change("a = b"), change("a = b.transpose()"), change("a.topRows(1) = b"), change("a += b"),
    change("a -= b"), change("a *= 2.0"), change("a /= 2.0"), change("a *= b"), change("a.noalias() = b"), change("a.noalias() += b"),
    change("a.array() *= b.array()"), coefficients("a << %c"), coefficients("(a << %c).finished()"), coefficients("if (a.rows() > 0) a << %c; else a << 1.0"), blocks("a << %c"), change("a.transposeInPlace()"),
    one("a.rows()"), one("a.cols()"), one("a.size()"), one("a.transpose().rows()"), product("(a * b).cols()"),
    equal("(a + b).eval()"), equal("(a - b).eval()"), one("(a * 2.0).eval()"), one("(2.0 * a).eval()"),
    one("(a / 2.0).eval()"), one("(-a).eval()"), one("(a + 1.0).eval()", array), equal("(a * b).eval()", array),
    equal("(a / b).eval()", array), equal("(a < b).eval()", array), one("(a < 0.5).eval()", array),
    equal("a.cwiseProduct(b).eval()"), equal("a.cwiseQuotient(b).eval()"), equal("a.cwiseMax(b).eval()"),
    equal("a.array().min(b.array()).eval()"),
    equal("a.binaryExpr(b, [](double x, double y) { return x + y; }).eval()"),
    one("a.cwiseAbs().eval()"), one("a.array().exp().eval()"), one("a.array().sqrt().matrix().eval()"),
    one("a.cast<float>().eval()"), one("a.unaryExpr([](double x) { return 2 * x; }).eval()"),
    one("a.normalized().eval()"), one("a.reverse().eval()"), product("(a * b).eval()"),
    product("a.lazyProduct(b).eval()"), square("(a.triangularView<Eigen::Upper>() * a).eval()"),
    vectors("u.dot(v)"), vectors("(u * v.transpose()).eval()"), vectors("(u.asDiagonal() * v).eval()"),
    vectors("Eigen::MatrixXd(u.asDiagonal())"),
    make("Eigen::Vector3d::Ones().cross(Eigen::Vector3d::Ones()).eval()"), equal("a.isApprox(b)"), equal("a == b"), equal("a != b"),
    one("a.transpose().eval()"), one("a.adjoint().eval()"), one("a.diagonal().eval()"),
    square("a.inverse().eval()"), square("a.determinant()"), one("a.trace()"), one("a.sum()"), one("a.norm()"),
    one("a.colwise().sum().eval()"), one("a.rowwise().mean().eval()"), one("a.colwise().norm().eval()"),
    one("a.rowwise().reverse().eval()"), beside("(a.colwise() + v).eval()", True),
    beside("(a.rowwise() - v.transpose()).eval()", False), beside("a.colwise() += v", True),
    part("a.block(%i, %j, %p, %q).eval()"), part("a.block<2, 2>(%i, %j).eval()"),
    part("a.topLeftCorner(%k, %l).eval()"), part("a.bottomRightCorner<2, 1>().eval()"),
    part("a.topRows(%k).eval()"), part("a.bottomRows<2>().eval()"), part("a.middleRows(%i, %p).eval()"),
    part("a.leftCols(%l).eval()"), part("a.rightCols<2>().eval()"), part("a.middleCols(%j, %q).eval()"),
    vector_one("u.head(%k).eval()"), vector_one("u.tail<2>().eval()"), vector_one("u.segment(%i, 2).eval()"),
    part("a.row(%i).eval()"), part("a.col(%j).eval()"), solve("a.llt().solve(b).eval()"),
    solve("a.partialPivLu().solve(b).eval()"), solve("a.ldlt().solve(b).eval()"),
    tall("a.householderQr().solve(b).eval()"), tall("a.colPivHouseholderQr().solve(b).eval()"),
    tall("Eigen::ColPivHouseholderQR<Eigen::MatrixXd>(a).solve(b).eval()"),
    tall("Eigen::JacobiSVD<Eigen::MatrixXd>(a, Eigen::ComputeThinU | Eigen::ComputeThinV).solve(b).eval()"),
    square("Eigen::MatrixXd(a.llt().matrixL())"), square("a.partialPivLu().inverse().eval()"),
    solve("a.triangularView<Eigen::Lower>().solve(b).eval()"),
    part("a(%k, %l)"), part("a(%i, 0)"), vector_one("u(%k)"), vector_one("u[%k]"), vector_one("u.x()"), vector_one("u.y()"),
    vector_one("u.z()"), vector_one("u.w()"), one("a.outerStride()"), make("Eigen::MatrixXd::Ones(%n, %m).replicate(%m, %n).eval()"),
    one("a.replicate<2, 3>().eval()"), one("a.reshaped().eval()"), reshaped, change("a.reverseInPlace()"), swapped,
    vector_one("u.normalized().eval()"), change("a.normalize()"),
    square("Eigen::VectorXd(Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(a).eigenvalues())"),
    tall("Eigen::VectorXd(Eigen::JacobiSVD<Eigen::MatrixXd>(a).singularValues())"),
    tall("Eigen::MatrixXd(Eigen::JacobiSVD<Eigen::MatrixXd>(a, Eigen::ComputeThinU).matrixU())"),
    tall("Eigen::MatrixXd(Eigen::BDCSVD<Eigen::MatrixXd>(a, Eigen::ComputeFullV).matrixV())"),
    tall("Eigen::MatrixXd(a.householderQr().matrixQR())"), tall("Eigen::MatrixXd(a.colPivHouseholderQr().householderQ())"),
    tall("a.colPivHouseholderQr().rank()"), beside("(Eigen::DiagonalMatrix<double, Eigen::Dynamic>(v) * a).eval()", True),
    beside("(Eigen::DiagonalMatrix<double, Eigen::Dynamic>(v.asDiagonal()) * a).eval()", True), scaled, one("a.innerSize()"), make("Eigen::Vector4d::LinSpaced(0.0, 1.0).eval()"),
    *[one(f"a.{name}()") for name in ("isZero", "isOnes", "isIdentity", "isDiagonal", "isUpperTriangular", "isUnitary")],
    one("a.isConstant(1.0)"), equal("a.isMuchSmallerThan(b)"), vectors("u.isOrthogonal(v)"), vectors("u.isOrthogonal(v.transpose())"),
    *[inside(call) for call in ("a.coeff(%i, %j)", "a.coeffRef(%i, %j)", "a.coeff(%k)", "a.coeffRef(%k)", "u.coeff(%i)", "u.tail(1).coeffRef(0)",
                                "a.col(%j).coeff(%i)", "(a + a).coeff(%i, %j)", "Eigen::Map<Eigen::MatrixXd>(a.data(), a.rows(), a.cols()).coeffRef(%i, %j)")],
    inside("*u.begin() + *u.cbegin()"), inside("u.end() - u.begin()"), diagonal, diagonal, one("a.diagonal<1>().eval()"), one("a.diagonal<-2>().eval()"),
    lambda r: ({}, f"(Eigen::Matrix2d() << {', '.join(['1.0'] * r.randint(2, 5))}).finished()"), change("a.swap(b)"), change("b.swap(a)"), change("a.swap(b.transpose())"), change("Eigen::Matrix<double, 3, Eigen::Dynamic> f(3, %m); a.swap(f)"),
    change("Eigen::Matrix3d f, g; f.swap(g)"), change("a.row(0).swap(b.row(0))"),
    square("a.partialPivLu().transpose().solve(a).eval()"), product("(Eigen::PermutationMatrix<Eigen::Dynamic>(Eigen::VectorXi::LinSpaced(a.cols(), 0, a.cols() - 1)) * b).eval()"),
]

EXEMPT = {
    "operator,": "behind the first coefficient of <<",
    "operator=": "spelled =",
    "TriangularView selfadjointView": "as triangularView",
}

PREAMBLE = """#include <cstdio>
#include <stdexcept>
#include <exception>
// Destructors assert too, perhaps while the exception of another assertion flies.
static void failed(const char *What) {
  if (std::uncaught_exceptions() == 0)
    throw std::runtime_error(What);
}
#define eigen_assert(x) do { if (!(x)) failed(#x); } while (false)
#include <Eigen/Dense>
#include "shape/shape.h"

static double buffer[1000];

template <typename T> static void show(int line, const Eigen::EigenBase<T> &m) {
  std::printf("%d (%ld, %ld)\\n", line, long(m.rows()), long(m.cols()));
}
template <typename T, int D> static void show(int line, const Eigen::VectorwiseOp<T, D> &) {
  std::printf("%d ok\\n", line);
}
static void show(int line, double) { std::printf("%d ok\\n", line); }
static void show(int line, Eigen::Index n) { std::printf("%d %ld\\n", line, long(n)); }
static void show(int line, bool) { std::printf("%d ok\\n", line); }
"""

INCLUDES = ["-isystem", "/usr/include/eigen3"]
LIBRARIES = []

"""Random calls of Eigen: geometry, sparse matrices, tensors of unsupported/."""

import eigen_cases
from eigen_cases import matrix
from matrices import fill, near, pick

SPARSE = "Eigen::SparseMatrix<double>"


def fixed(call, *types):
    """Sizes are in the types, so that what could go wrong does not compile."""
    return lambda r: ({name: value for name, value in zip("qv", types)}, call)


def points(call, first):
    return lambda r: ({"q": first, "v": f"Eigen::Matrix<double, 3, Eigen::Dynamic>(Eigen::MatrixXd::Ones(3, {pick(r)}))"}, call)


def vector(call):
    return lambda r: ({"v": eigen_cases.vector(pick(r) + 1)}, call)


def sparse(sizes):
    return f"{SPARSE}({sizes[0]}, {sizes[1]})"


def make(call):
    return lambda r: ({}, fill(call, n=pick(r), m=pick(r)))


def one(call, made=sparse):
    return lambda r: ({"a": made((pick(r), pick(r)))}, fill(call, n=pick(r), m=pick(r), i=0))


def change(call):
    return lambda r: ({"a": sparse((pick(r), pick(r)))}, (fill(call, n=pick(r), m=pick(r)), "a"))


def equal(call):
    def cases(r):
        n, m = pick(r), pick(r)
        return {"a": sparse((n, m)), "b": sparse((near(r, n), near(r, m)))}, call
    return cases


def product(call, left=sparse, right=sparse):
    def cases(r):
        n = pick(r)
        return {"a": left((pick(r), n)), "b": right((near(r, n), pick(r)))}, call
    return cases


def coefficient(call):
    def cases(r):
        n, m = pick(r), pick(r)
        return {"a": sparse((n, m))}, fill(call, i=r.randint(0, n - 1 + (r.random() < 0.3)), j=r.randint(0, m - 1 + (r.random() < 0.3)))
    return cases


def system(call, wide=0.25):
    """A sparse matrix with ones on its diagonal, usually a square one."""
    def cases(r):
        n = pick(r)
        m = near(r, n, wide)
        return {"a": sparse((n, m)), "b": matrix((near(r, n), pick(r))), "s": sparse((near(r, n), pick(r)))}, \
            ("for (int i = 0; i < a.rows() && i < a.cols(); ++i) a.insert(i, i) = 1.0; a.makeCompressed()", call)
    return cases


def stated(call, result):
    """As system(), with statements before the result. That two iterative solvers want a square matrix is in no name that a row could tell."""
    def cases(r):
        arrays, (statement, _) = system("", 0 if "Eigen::ConjugateGradient" in call or "BiCGSTAB" in call else 0.25)(r)
        return arrays, (f"{statement}; {call}", result)
    return cases


def swapped(r):
    return {"a": sparse((pick(r), pick(r))), "b": sparse((pick(r), pick(r)))}, ("a.swap(b)", r.choice("ab"))


def sparse_vectors(r):
    return {"a": f"Eigen::SparseVector<double>({pick(r)})", "b": f"Eigen::SparseVector<double>({pick(r)})"}, ("a.swap(b)", r.choice("ab"))


def through(call):
    """Two points, often of one length."""
    def cases(r):
        n = r.choice([2, 3, 4])
        return {"u": eigen_cases.vector(n), "v": eigen_cases.vector(near(r, n)), "w": eigen_cases.vector(n)}, call
    return cases


def tensor(sizes):
    return f"Eigen::Tensor<float, {len(sizes)}>({', '.join(map(str, sizes))})"


def stored(call, rank):
    """Evaluated, because expressions look at their sizes only then."""
    return f"Eigen::Tensor<float, {rank}>({call})"


def array(values):
    return f"Eigen::array<Eigen::Index, {len(values)}>{{{', '.join(map(str, values))}}}"


def made(rank):
    return lambda r: ({}, tensor([pick(r) for _ in range(rank)]))


def tensors(call, rank=2, wrong=0.3):
    def cases(r):
        sizes = [pick(r) for _ in range(rank)]
        other = list(sizes)
        if r.random() < wrong:
            other[r.randrange(rank)] = pick(r)
        return {"a": tensor(sizes), "b": tensor(other)}, stored(call, rank)
    return cases


def single(call, rank=3, of=None):
    return lambda r: ({"a": tensor([pick(r) for _ in range(rank)])}, fill(call if of is None else stored(call, of), i=r.randint(0, rank - 1)))


def chip(call, rank=3):
    def cases(r):
        sizes = [pick(r) + 1 for _ in range(rank)]
        return {"a": tensor(sizes)}, stored(fill(call, i=r.randint(0, sizes[1]) if r.random() < 0.4 else 0), rank - 1)
    return cases


def reduced(r):
    axes = sorted(r.sample(range(3), 2))
    return {"a": tensor([pick(r) for _ in range(3)])}, stored(f"a.sum({array(axes)})", 1)


def reshaped(r):
    n, m, k = pick(r), pick(r), pick(r)
    return {"a": tensor([n, m, k])}, stored(f"a.reshape({array([n * m, near(r, k)])})", 2)


def shuffled(r):
    order = r.sample(range(3), 3)
    return {"a": tensor([pick(r) for _ in range(3)])}, stored(f"a.shuffle({array(order)})", 3)


def repeated(r):
    return {"a": tensor([pick(r) for _ in range(2)])}, stored(f"a.broadcast({array([pick(r), pick(r)])})", 2)


def contracted(r):
    n, m, k, l = (pick(r) for _ in range(4))
    pairs = r.choice(["1, 0", "1, 0", "0, 1"])
    left, right = ([n, m], [near(r, m), k]) if pairs == "1, 0" else ([m, n], [k, near(r, m)])
    return {"a": tensor(left), "b": tensor(right)}, stored(
        f"a.contract(b, Eigen::array<Eigen::IndexPair<int>, 1>{{Eigen::IndexPair<int>({pairs})}})", 2)


def assigned(r):
    return {"a": tensor([pick(r), pick(r)]), "b": tensor([pick(r), pick(r)])}, (r.choice(["a = b", "a = b.exp()"]), "a")


QUATERNION = "Eigen::Quaterniond::Identity()"
ISOMETRY = "Eigen::Isometry3d(Eigen::Isometry3d::Identity())"
POINT = "Eigen::Vector3d(1, 2, 3)"
SYMMETRIC = f"Eigen::ConjugateGradient<{SPARSE}, Eigen::Lower | Eigen::Upper>"
SOLVERS = [f"SimplicialLLT<{SPARSE}>", f"SimplicialLDLT<{SPARSE}>", f"SparseLU<{SPARSE}>", f"ConjugateGradient<{SPARSE}>", f"BiCGSTAB<{SPARSE}>",
           f"SparseQR<{SPARSE}, Eigen::COLAMDOrdering<int>>", f"LeastSquaresConjugateGradient<{SPARSE}>"]
CASES = [
    fixed("(q * v).eval()", QUATERNION, POINT), fixed("Eigen::Vector3d(q * v)", ISOMETRY, POINT),
    fixed("Eigen::Vector3d(q * v)", "Eigen::Translation3d(1, 2, 3)", POINT), points("(q * v).eval()", ISOMETRY),
    fixed("(q * v).eval()", "Eigen::AngleAxisd(1.0, Eigen::Vector3d::UnitX())", POINT),
    fixed("q.toRotationMatrix()", QUATERNION), fixed("q.toRotationMatrix()", "Eigen::AngleAxisd(1.0, Eigen::Vector3d::UnitX())"),
    fixed("q.toRotationMatrix()", "Eigen::Rotation2Dd(0.5)"), fixed("Eigen::Matrix4d(q.matrix())", ISOMETRY),
    fixed("q.rotation().eval()", ISOMETRY), fixed("q.translation().eval()", ISOMETRY), fixed("q.linear().eval()", ISOMETRY),
    fixed("q.vec().eval()", QUATERNION), fixed("q.vector()", "Eigen::Translation3d(1, 2, 3)"),
    vector("v.homogeneous().eval()"), vector("v.hnormalized().eval()"), fixed("q.eulerAngles(0, 1, 2).eval()", "Eigen::Matrix3d(Eigen::Matrix3d::Identity())"),
    make(f"{SPARSE}(%n, %m)"), make("Eigen::SparseVector<double>(%n)"), one(f"{SPARSE}(a)"), one(f"{SPARSE}(a.transpose())"),
    one("a.rows()"), one("a.cols()"), one("a.size()"), one("a.nonZeros()"), change("a.setZero()"), change("a.makeCompressed()"),
    change("a.resize(%n, %m)"), product(f"{SPARSE}(a * b)"), product("Eigen::MatrixXd(a * b)", sparse, matrix),
    product("Eigen::MatrixXd(a * b)", matrix, sparse), equal(f"{SPARSE}(a + b)"), equal(f"{SPARSE}(a.cwiseProduct(b))"),
    one(f"{SPARSE}(a * 2.0)"), one("a.toDense().eval()"), one(f"{SPARSE}(a.sparseView())", matrix), coefficient("a.coeff(%i, %j)"),
    *[lambda r, call=call: (lambda arrays: (arrays, (call, "a")))(equal("")(r)[0]) for call in ("a += b", "a -= b")],
    change("a *= 2.0"), swapped, sparse_vectors, one("a.diagonal().eval()"),
    through("(Eigen::ParametrizedLine<double, Eigen::Dynamic>::Through(u, v).dim())"), through("(Eigen::Hyperplane<double, Eigen::Dynamic>::Through(u, v).dim())"),
    fixed("(Eigen::Hyperplane<double, 3>::Through(v, v, q).dim())", POINT, POINT),
    *[system(f"Eigen::{name}(a).solve(b).eval()") for name in SOLVERS],
    system(f"Eigen::SparseLU<{SPARSE}>(a).solve(Eigen::VectorXd(b.col(0))).eval()"), system(f"{SPARSE}(Eigen::SimplicialLLT<{SPARSE}>(a).solve(s))"),
    *[stated(f"Eigen::{name} solver; solver.compute(a)", "solver.solve(b).eval()") for name in SOLVERS],
    *[stated(f"Eigen::{name} solver; solver.analyzePattern(a); solver.factorize(a)", "solver.solve(b).eval()") for name in SOLVERS[:2]],
    stated(f"{SYMMETRIC} solver; solver.setTolerance(1e-6); solver.compute(a)", "solver.solveWithGuess(b, b).eval()"),
    stated(f"{SYMMETRIC} solver; solver.setMaxIterations(9).compute(a)", "Eigen::MatrixXd(solver.solve(b)) * double(solver.info() == Eigen::Success)"),
    *[stated(f"Eigen::{name} solver; solver.compute(a)", f"solver.{size}()") for name in SOLVERS for size in ("rows", "cols")],
    made(2), made(3), single("Eigen::Tensor<float, 3>(a.dimensions())"), assigned, single("a.setZero()"), single("a.setConstant(1.0f)"),
    single("a.dimension(%i)"), single("a.size()"), single("a.rank()"), tensors("a + b"), tensors("a.cwiseMax(b)"), tensors("a * b", 3),
    single("a * 2.0f", 3, 3), single("a.exp()", 3, 3), single("a.sum()", 3, 0), single("a.maximum()", 2, 0), reduced, chip("a.chip<1>(%i)"), chip("a.chip(%i, 1)"),
    reshaped, shuffled, repeated, contracted,
]

EXEMPT = {"IndexPair": "an argument of contract"}
PREAMBLE = eigen_cases.PREAMBLE.replace('#include "shape/shape.h"', """#include <Eigen/Sparse>
#include <Eigen/Geometry>
#include <unsupported/Eigen/CXX11/Tensor>
#include "shape/shape.h"

template <int N> static void show(int line, const Eigen::Tensor<float, N> &t) {
  std::printf("%d (", line);
  for (int i = 0; i < N; ++i)
    std::printf(i ? ", %ld" : "%ld", long(t.dimension(i)));
  std::printf(") float32\\\\n");
}
static void show(int line, int n) { std::printf("%d %d\\\\n", line, n); }""".replace("\\\\n", "\\n"))
INCLUDES = eigen_cases.INCLUDES
LIBRARIES = []

"""Random calls of Armadillo, one or more generators for each row of the model."""
from matrices import fill, near, patterns, pick


def matrix(shape):
    return f"arma::mat(arma::randu({shape[0]}, {shape[1]}))"


def identity(shape):
    return f"arma::mat(arma::eye({shape[0]}, {shape[1]}))"


def column(n):
    return f"arma::vec(arma::randu({n}))"


def row(n):
    return f"arma::rowvec(arma::randu<arma::rowvec>({n}))"


def indices(r, count, below):
    return "arma::uvec({" + ", ".join(str(r.randrange(below)) for _ in range(count)) + "})"


one, square, equal, product, solve, vectors = patterns(matrix, column)


def vector_one(call, make=column):
    def cases(r):
        n = pick(r)
        i = r.randint(0, n)
        return {"u": make(n)}, fill(call, k=r.randint(1, n + 1), i=i, j=r.randint(max(i - 1, 0), n), n=n)
    return cases


def part(call):
    def cases(r):
        n, m = pick(r), pick(r)
        i, j = r.randint(0, n - (r.random() < 0.7)), r.randint(0, m - (r.random() < 0.7))
        return {"a": matrix((n, m))}, fill(
            call, i=i, j=j, p=r.randint(i, max(i, n - (r.random() < 0.8))), q=r.randint(j, max(j, m - (r.random() < 0.8))),
            k=r.randint(1, n + 1), l=r.randint(1, m + 1))
    return cases


def beside(call, make):
    def cases(r):
        n, m = pick(r), pick(r)
        return {"a": matrix((n, m)), "v": make(near(r, n if make is column else m))}, call
    return cases


def make(call):
    return lambda r: ({}, fill(call, n=pick(r), m=pick(r), k=pick(r)))


def change(call, first=matrix):
    """A statement that changes `a`, then `a` itself."""
    def cases(r):
        n, m = pick(r), pick(r)
        return {"a": first((n, m)), "b": matrix((near(r, n), near(r, m)))}, \
            (fill(call, n=pick(r), m=pick(r), k=pick(r)), "a")
    return cases


def change_vector(call, first=column):
    def cases(r):
        n = pick(r)
        return {"a": first(n), "b": r.choice([column, row])(near(r, n))}, (fill(call, n=pick(r)), "a")
    return cases


def converted(call):
    """A matrix, often with one row or one column, for a class with fixed sizes."""
    return lambda r: ({"a": matrix((r.choice([1, 3, 4]), r.choice([1, 1, 2])))}, call)


def cube(call, statement=None):
    def cases(r):
        n, m, k = pick(r), pick(r), pick(r)
        text = fill(call, n=pick(r), m=pick(r), k=pick(r), i=r.randint(0, n), j=r.randint(0, m), s=r.randint(0, k),
                    p=r.randint(1, n), q=r.randint(1, m), t=k - 1 + (r.random() < 0.3))
        return {"a": f"arma::cube(arma::randu({n}, {m}, {k}))",
                "b": f"arma::cube(arma::randu({near(r, n)}, {near(r, m)}, {near(r, k)}))"}, \
            (fill(statement, n=pick(r), m=pick(r), k=pick(r)), text) if statement else text
    return cases


def chosen(call):
    def cases(r):
        n, m = pick(r), pick(r)
        return {"a": matrix((n, m)), "p": indices(r, pick(r), n), "q": indices(r, pick(r), m)}, call
    return cases


def along(call):
    return lambda r: ({"a": matrix((pick(r), pick(r)))}, fill(call, d=r.choice([0, 0, 0, 1, 1, 1, 2])))


def joined(call, axis, count=2):
    def cases(r):
        shared = pick(r)
        arrays = {}
        for name in "abcd"[:count]:
            sizes = [pick(r), pick(r)]
            sizes[1 - axis] = near(r, shared, 0.2)
            arrays[name] = "arma::mat()" if r.random() < 0.15 else matrix(sizes)
        return arrays, call
    return cases


def inserted(call):
    def cases(r):
        n, m = pick(r), pick(r)
        return {"a": matrix((n, m))}, (fill(call, i=r.randint(0, n), j=r.randint(0, m), k=pick(r), s=r.randrange(n), t=r.randrange(m)), "a")
    return cases


def put(call, axis):
    """Rows or columns of another matrix, or of an empty one, or into an empty one."""
    def cases(r):
        n, m = pick(r), pick(r)
        other = [pick(r), pick(r)]
        other[1 - axis] = near(r, (n, m)[1 - axis], 0.3)
        a = "arma::mat()" if r.random() < 0.15 else matrix((n, m))
        return {"a": a, "b": "arma::mat()" if r.random() < 0.15 else matrix(other)}, \
            (fill(call, i=0 if a == "arma::mat()" else r.randint(0, (n, m)[axis])), "a")
    return cases


def vector_put(call, make):
    def cases(r):
        n = pick(r)
        return {"u": make(n), "v": make(pick(r))}, (fill(call, i=r.randint(0, n)), "u")
    return cases


def shed(call):
    def cases(r):
        n, m = pick(r), pick(r)
        first, left = r.randrange(n), r.randrange(m)
        return {"a": matrix((n, m)), "p": indices(r, 1, n), "q": indices(r, 1, m)}, \
            (fill(call, i=first, k=r.randrange(first, n), j=left, l=r.randrange(left, m)), "a")
    return cases


def outputs(call, results, make=square):
    """Output arguments first, then one of them is looked at."""
    def cases(r):
        inside, call_and_names = make(call)(r)
        names = {"x": "arma::mat()", "y": "arma::mat()", "z": "arma::mat()", "w": "arma::vec()"}
        return {**names, **inside}, (call_and_names, r.choice(results.split()))
    return cases


CASES = [
    make("arma::mat()"), make("arma::vec()"), make("arma::rowvec()"), make("arma::cube()"),
    make("arma::mat(%n, %m)"), make("arma::mat(%n, %m, arma::fill::zeros)"), make("arma::vec(%n, %m)"),
    make("arma::cube(%n, %m, %k)"), make("arma::cube(%n, %m, %k, arma::fill::ones)"),
    make("arma::vec(%n, arma::fill::ones)"), make("arma::rowvec(%n)"), make("arma::mat(arma::size(%n, %m))"),
    make("arma::cube(arma::size(%n, %m, %k))"), make("arma::mat({1.0, 2.0, 3.0})"), make("arma::vec({1.0, 2.0, 3.0})"),
    make("arma::rowvec({1.0, 2.0})"), make("arma::mat({{1.0, 2.0}, {3.0, 4.0, 5.0}})"),
    converted("arma::mat::fixed<3, 2>(a)"), converted("arma::vec::fixed<3>(a)"), make("arma::mat::fixed<3, 4>()"),
    make("arma::mat::fixed<3, 4>(arma::fill::zeros)"), make("arma::vec::fixed<3>(arma::fill::zeros)"),
    converted("arma::vec(a)"), converted("arma::rowvec(a)"), one("arma::mat(a.t())"), converted("arma::rowvec(a.t())"),
    make("arma::mat(buffer, %n, %m)"), make("arma::vec(buffer, %n)"), make("arma::cube(buffer, %n, %m, %k)"),
    make("arma::mat(arma::zeros(%n, %m))"), make("arma::zeros<arma::mat>(%n, %m).eval()"), make("arma::ones<arma::vec>(%n).eval()"),
    make("arma::zeros<arma::rowvec>(%n).eval()"), make("arma::vec(arma::randn(%n))"), make("arma::randu(%n, %m)"),
    make("arma::cube(arma::zeros(%n, %m, %k))"), make("arma::randn<arma::cube>(%n, %m, %k)"), make("arma::eye<arma::mat>(%n, %m).eval()"),
    make("arma::randi<arma::imat>(%n, %m)"), make("arma::mat(arma::ones(arma::size(%n, %m)))"), one("arma::zeros<arma::mat>(arma::size(a)).eval()"),
    one("arma::mat(arma::size(a), arma::fill::zeros)"), make("arma::ones<arma::vec>(%n, %m).eval()"),
    make("arma::linspace(0, 1, %n)"), make("arma::linspace<arma::rowvec>(0, 1, %n)"), make("arma::uvec(arma::randperm(%n))"),
    one("a.n_rows"), one("a.n_cols"), one("a.n_elem"), one("a.t().eval().n_rows"), one("a.size()"), one("arma::size(a, 1)"), one("a.col(0).n_rows"),
    one("a.memptr() != nullptr"), one("a.is_empty()"), cube("a.n_slices"), cube("a.n_rows"),
    change("a.set_size(%n, %m)"), change("a.zeros(%n, %m)"), change("a.resize(%n, %m)"), change("a.reshape(%n, %m)"),
    change("a.set_size(%n)"), change_vector("a.ones(%n)"), change_vector("a.set_size(%n)", row), change_vector("a.set_size(%n, 2)"),
    change("a.zeros(arma::size(b))"), change("a.set_size(arma::size(b))"), change("a.zeros()"), change("a.fill(2.0)"), change("a.eye()"),
    change("a.reset()"), change("a.copy_size(b)"), cube("a", "a.set_size(%n, %m, %k)"), cube("a", "a.zeros(%n, %m, %k)"),
    change("a = b"), change("a = b.t()"), change_vector("a = b"), change_vector("a = b", row), change("a = {1.0, 2.0}"), change("a = 2.0"),
    change("arma::mat::fixed<3, 2> f; f = b"), change_vector("a = 1.0"), change_vector("a = {1.0, 2.0, 3.0}"),
    change("a.row(0) = b"), change("a.col(0) = b.col(0)"), change("a.rows(0, 0) = b.row(0)"), change_vector("a.subvec(0, 0) = b"),
    change("a.diag() = b.diag()"), lambda r: (lambda n, k: ({"a": column(n), "p": indices(r, k, n), "b": column(near(r, k))}, ("a.elem(p) = b", "a")))(pick(r), pick(r)), cube("a", "a.slices(0, 0) = b.slices(0, 0)"),
    change("a += b"), change("a -= b"), change("a %= b"), change("a /= b"), change("a.col(0) += b.col(0)"), change("a.row(0) -= b.row(0)"),
    change("a += 2.0"), change("a *= 2.0"), change("a.col(0) *= 2.0"), change("a *= b"), cube("a", "a += b"),
    beside("arma::mat(a.each_col() + v)", column), beside("arma::mat(a.each_row() - v)", row), beside("arma::mat(a.each_row() % v)", column),
    beside("arma::mat(v + a.each_col())", column), beside("arma::mat(v - a.each_row())", row), change_vector("a = a"),
    lambda r: (lambda n, m: ({"a": matrix((n, m)), "v": row(near(r, m))}, ("a.each_row() += v", "a")))(pick(r), pick(r)),
    lambda r: (lambda n, m: ({"a": matrix((n, m)), "v": column(near(r, n))}, ("a.each_col() %= v", "a")))(pick(r), pick(r)),
    equal("arma::mat(a + b)"), equal("arma::mat(a - b)"), equal("arma::mat(a % b)"), equal("arma::mat(a / b)"), equal("arma::umat(a < b)"),
    equal("(a + b).eval()"), equal("arma::umat(a == b)"), cube("arma::cube(a + b)"), cube("arma::cube(a % b)"), cube("arma::cube(2 * a)"),
    one("arma::mat(a * 2.0)"), one("arma::mat(a + 1.0)"), one("arma::umat(a > 0.5)"), one("arma::mat(2.0 * a)"), one("arma::mat(1.0 / a)"),
    one("arma::mat(1.0 - a)"), product("arma::mat(a * b)"), product("arma::mat(a * b * 2.0)"), one("arma::mat(-a)"), cube("arma::cube(-a)"),
    one("arma::mat(arma::exp(a))"), one("arma::mat(arma::square(arma::log(a)))"), one("arma::mat(arma::abs(a))"), one("arma::mat(arma::cumsum(a))"),
    one("arma::mat(arma::sort(a))"), one("arma::mat(arma::fliplr(a))"), one("arma::mat(arma::normalise(a))"),
    cube("arma::cube(arma::sqrt(a))"), one("arma::mat(arma::pow(a, 2.0))"), one("arma::mat(arma::clamp(a, 0.1, 0.2))"), equal("arma::mat(arma::max(a, b))"),
    one("a.t().eval()"), one("a.st().eval()"), vectors("arma::mat(u * v.t())"), vectors("arma::mat(u.t() * v)"), one("arma::mat(arma::trans(a))"),
    change("arma::inplace_trans(a)"), one("a.eval()"), square("a.i().eval()"), square("arma::mat(arma::inv(a))"), square("arma::mat(arma::chol(a))", identity),
    square("arma::mat(arma::trimatu(a))"), square("arma::mat(arma::symmatl(a))"), square("arma::mat(arma::expmat(a))"),
    outputs("arma::inv(x, a)", "x"), outputs("arma::expmat(x, a)", "x"), one("arma::mat(arma::pinv(a))"), outputs("arma::solve(x, a, b)", "x", solve),
    solve("arma::mat(arma::solve(a, b))"), solve("arma::solve(a, b, arma::solve_opts::fast).eval()"), square("arma::det(a)"),
    one("arma::accu(a)"), one("arma::norm(a)"), one("arma::rank(a)"), product("arma::as_scalar(a * b)"), vectors("arma::as_scalar(u.t() * v)"),
    vectors("arma::dot(u, v)"), equal("arma::dot(a, b)"),
    lambda r: ({"u": column(near(r, 3)), "v": column(near(r, 3))}, "arma::vec(arma::cross(u, v))"),
    lambda r: ({"a": matrix((pick(r), pick(r))), "b": matrix((pick(r), pick(r)))}, "arma::mat(arma::kron(a, b))"),
    square("arma::eig_sym(a).eval()", identity), outputs("arma::eig_sym(w, a)", "w"), outputs("arma::eig_sym(w, x, a)", "w x"),
    square("arma::eig_gen(a).eval()"), one("arma::svd(a).eval()"), outputs("arma::svd(x, w, y, a)", "x w y", one),
    outputs("arma::svd_econ(x, w, y, a)", "x w y", one), outputs("arma::qr(x, y, a)", "x y", one), outputs("arma::qr_econ(x, y, a)", "x y", one),
    outputs("arma::lu(x, y, a)", "x y", one), outputs("arma::lu(x, y, z, a)", "x y z", one),
    one("arma::mat(arma::sum(a))"), one("arma::mat(arma::mean(a))"), one("arma::mat(arma::max(a))"), one("arma::umat(arma::index_max(a))"),
    along("arma::mat(arma::sum(a, %d))"), along("arma::mat(arma::mean(a, %d))"), along("arma::mat(arma::min(a, %d))"), along("arma::mat(arma::stddev(a, 0, %d))"),
    one("arma::umat(arma::any(a, 1))"), vector_one("arma::sum(u)"), vector_one("arma::mean(u)"), one("a.min()"), one("a.max()"),
    part("arma::mat(a.row(%i))"), part("arma::mat(a.col(%j))"), part("arma::mat(a.rows(%i, %p))"), part("arma::mat(a.cols(%j, %q))"),
    part("arma::mat(a(%i, arma::span(%j, %q)))"), part("arma::mat(a(%i, arma::span::all))"), part("arma::mat(a(arma::span(%i, %p), %j))"), part("arma::mat(a(arma::span::all, %j))"),
    part("arma::mat(a.rows(arma::span(%i, %p)))"), part("arma::mat(a.cols(arma::span(%j, %q)))"), part("arma::mat(a(arma::span(%i, %p), arma::span(%j, %q)))"),
    part("arma::mat(a(arma::span::all, arma::span(%j, %q)))"), part("arma::mat(a.submat(arma::span(%i, %p), arma::span()))"), part("arma::mat(a.submat(%i, %j, %p, %q))"), part("arma::mat(a.head_rows(%k))"),
    part("arma::mat(a.tail_rows(%k))"), part("arma::mat(a.head_cols(%l))"), part("arma::mat(a.tail_cols(%l))"), vector_one("arma::vec(u.subvec(%i, %j))"),
    vector_one("arma::rowvec(u.subvec(%i, %j))", row), vector_one("arma::vec(u.head(%k))"), vector_one("arma::rowvec(u.tail(%k))", row), vector_one("arma::vec(u(arma::span(%i, %j)))"),
    chosen("arma::mat(a.elem(p))"), chosen("arma::mat(a.rows(p))"), chosen("arma::mat(a.cols(q))"), chosen("arma::mat(a.submat(p, q))"), chosen("arma::mat(a(p, q))"),
    one("arma::mat(a.diag())"), cube("arma::mat(a.slice(%s))"), cube("arma::cube(a.slices(0, %t))"), cube("arma::cube(a(arma::span(0, %i), arma::span::all, arma::span(0, %t)))"),
    one("a.is_finite()"), one("a.has_inf() || a.has_nan()"), equal("arma::approx_equal(a, b, \"absdiff\", 0.1)"), change("a.rows(0, 0).zeros()"), change("a.col(0).fill(2.0)"),
    inserted("a.insert_rows(%i, %k)"), inserted("a.insert_cols(%j, %k)"), inserted("a.shed_row(%s)"), inserted("a.shed_col(%t)"), change("a.diag() += 2.0"),
    put("a.insert_rows(%i, b)", 0), put("a.insert_cols(%i, b)", 1), vector_put("u.insert_rows(%i, v)", column), vector_put("u.insert_cols(%i, v)", row), vector_put("u.insert_rows(%i, 2)", column),
    shed("a.shed_rows(%i, %k)"), shed("a.shed_cols(%j, %l)"), shed("a.shed_rows(p)"), shed("a.shed_cols(q)"), shed("a.swap_rows(%i, %k)"), shed("a.swap_cols(%j, %l)"),
    cube("a", "a.insert_slices(0, %k)"), cube("a", "a.shed_slice(0)"), cube("arma::cube(a + a)", "a.insert_slices(1, 1); a.shed_slice(1)"),
    change("std::ostringstream out; out << a << b"), change("a << 1.0 << 2.0 << arma::endr << 3.0 << 4.0 << arma::endr"), change_vector("a << 1.0 << 2.0"), one("arma::mat(a.cols(0, 0).t())"),
    one("a[0] + a.col(0)[0] + a.row(0)[0] + a.diag()[0]"), one("a.at(0) + a.at(0, 0)"), one("arma::conv_to<std::vector<double>>::from(a.col(0)).front()"),
    part("a(%i, %j)"), part("a(%p, %q)"), vector_one("u(%i)"), part("a(%k)"), cube("a(%i, %j, %s)"),
    joined("arma::mat(arma::join_cols(a, b))", 0), joined("arma::mat(arma::join_vert(a, b, c))", 0, 3), joined("arma::mat(arma::join_rows(a, b))", 1),
    joined("arma::mat(arma::join_horiz(a, b, c, d))", 1, 4), lambda r: ({"a": matrix((pick(r), pick(r)))}, f"arma::mat(arma::repmat(a, {pick(r)}, {pick(r)}))"),
    lambda r: ({"a": matrix((pick(r), pick(r)))}, f"arma::mat(arma::reshape(a, {pick(r)}, {pick(r)}))"), cube("arma::cube(arma::reshape(a, %n, %m, %k))"),
    one("arma::mat(arma::vectorise(a))"), cube("arma::vec(arma::vectorise(a))"), converted("arma::conv_to<arma::vec>::from(a)"), converted("arma::conv_to<arma::rowvec>::from(a)"),
    one("arma::conv_to<arma::fmat>::from(a)"), vector_one("arma::mat(arma::diagmat(u))"), one("arma::mat(arma::diagmat(a))"), one("arma::mat(arma::diagvec(a))"),
    one("arma::uvec(arma::find(a > 0.5))"), one("arma::vec(arma::unique(a))"), vector_one("arma::uvec(arma::sort_index(u))"),
]

EXEMPT = {}

PREAMBLE = """#include <cstdio>
#include <exception>
#define ARMA_WARN_LEVEL 0
#include <armadillo>
#include <sstream>
#include "shape/shape.h"

static double buffer[1000];

template <typename E, typename T> static void show(int line, const arma::Base<E, T> &a) {
  arma::Mat<E> m(a.get_ref());
  std::printf("%d (%d, %d)\\n", line, int(m.n_rows), int(m.n_cols));
}
template <typename E, typename T> static void show(int line, const arma::BaseCube<E, T> &a) {
  arma::Cube<E> m(a.get_ref());
  std::printf("%d (%d, %d, %d)\\n", line, int(m.n_rows), int(m.n_cols), int(m.n_slices));
}
static void show(int line, double) { std::printf("%d ok\\n", line); }
static void show(int line, arma::uword n) { std::printf("%d %d\\n", line, int(n)); }
static void show(int line, bool) { std::printf("%d ok\\n", line); }
"""

INCLUDES = []
LIBRARIES = ["-larmadillo"]

// The rules of jaxtyping's page "PyTree annotations", one namespace for each.
// docs/heritage.md has the same names.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <shape/tree.h>
#include <map>
#include <string>
#include <torch.h>
#include <tuple>
#include <vector>

using torch::Tensor;
using std::map, std::string, std::tuple, std::vector;

namespace ABareTreeIsAnything {
template <class X> void f([[shape("PyTree")]] X x);
void use(Tensor x) {
  f(x);
  f(3);
  f("text");
  f(tuple(x, map<string, int>{{"a", 1}}));
}
} // namespace ABareTreeIsAnything

namespace EveryLeafMatchesTheLeafType {
template <class X> void f([[shape("PyTree[int]")]] X x);
template <class X> void g([[shape("PyTree[str | Float32[b c]]")]] X x);
void use([[shape("Float32[2 3]")]] Tensor x, [[shape("Float32[2]")]] Tensor y) {
  f(tuple(1, vector<int>{2, 3}));
  f(tuple(1, vector<const char *>{"a"}));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x[1][0]' of 'f' is 'str', but its contract expects 'int' [shape-structure]
  g(tuple("name", x));
  g(tuple("name", x, y));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x[2]' of 'g' is '(2) float32', but its contract expects 'str | Float32[b c]' [shape-structure]
}
} // namespace EveryLeafMatchesTheLeafType

namespace TreesOfOneNameHaveOneStructure {
template <class X, class Y>
void f([[shape("PyTree[int, T]")]] X x, [[shape("PyTree[int, T]")]] Y y);
void use() {
  f(tuple(1, vector<int>{2}), tuple(3, vector<int>{4}));
  f(tuple(1, vector<int>{2}), tuple(3, vector<int>{4, 5}));
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: structure of argument 'y' of 'f' is not 'T': '[*, *]' at '[1]', but expected is '[*]' [shape-structure]
}
} // namespace TreesOfOneNameHaveOneStructure

namespace ANameLivesForOneCall {
template <class X> void f([[shape("PyTree[int, T]")]] X x);
void use() {
  f(1);
  f(tuple(1, 2));
}
} // namespace ANameLivesForOneCall

namespace ACompositionHasItsFirstNameOutermost {
template <class X, class Y, class Z>
void f([[shape("PyTree[int, T]")]] X x, [[shape("PyTree[int, S]")]] Y y, [[shape("PyTree[int, S T]")]] Z z);
void use() {
  map<string, int> y{{"key", 3}};
  map<string, tuple<int, int>> z{{"key", {4, 5}}};
  f(tuple(1, 2), y, z);
  f(tuple(1, 2), y, tuple(y, y));
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: structure of argument 'z' of 'f' is not 'S T': '({key: *}, {key: *})' at the root, but expected is '{key: (*, *)}' [shape-structure]
}
} // namespace ACompositionHasItsFirstNameOutermost

namespace EveryPieceOfACompositionIsBound {
void f([[shape("PyTree[int, T]")]] int x, [[shape("PyTree[int, S T]")]] int y);
// CHECK-MESSAGES: :[[@LINE-1]]:64: warning: structure 'S' is used in a composition but nothing here binds it [shape-annotation]
} // namespace EveryPieceOfACompositionIsBound

namespace ALeadingEllipsisLeavesTheTopOpen {
template <class X, class Y>
void f([[shape("PyTree[int, T]")]] X x, [[shape("PyTree[int, ... T]")]] Y y);
void use() {
  f(tuple(1, 2), tuple(3, 4));
  f(tuple(1, 2), vector<tuple<int, int>>{{3, 4}, {5, 6}});
  f(tuple(1, 2), tuple(tuple(3, 4), map<string, tuple<int, int>>{{"a", {5, 6}}}));
  f(tuple(1, 2), tuple(tuple(3, 4), vector<int>{5, 6}));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: structure of argument 'y' of 'f' is not '... T': a leaf at '[1][0]', but expected is '(*, *)' [shape-structure]
}
} // namespace ALeadingEllipsisLeavesTheTopOpen

namespace ATrailingEllipsisLeavesTheBottomOpen {
template <class X, class Y>
void f([[shape("PyTree[int, T]")]] X x, [[shape("PyTree[int, T ...]")]] Y y);
void use() {
  f(tuple(1, 2), tuple(3, 4));
  f(tuple(1, 2), tuple(3, vector<int>{4, 5}));
  f(tuple(1, 2), vector<int>{3, 4});
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: structure of argument 'y' of 'f' is not 'T ...': '[*, *]' at the root, but expected is '(*, *)' [shape-structure]
  f(tuple(1, 2), 3);
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: structure of argument 'y' of 'f' is not 'T ...': a leaf at the root, but expected is '(*, *)' [shape-structure]
}
} // namespace ATrailingEllipsisLeavesTheBottomOpen

namespace NamesBesideAnEllipsisAreBound {
void f([[shape("PyTree[int, ... T]")]] int x, [[shape("PyTree[int, S ...]")]] int y);
// CHECK-MESSAGES: :[[@LINE-1]]:33: warning: structure 'T' is used in a composition but nothing here binds it [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:68: warning: structure 'S' is used in a composition but nothing here binds it [shape-annotation]
} // namespace NamesBesideAnEllipsisAreBound

namespace AStructureIsAValueOfItsOwn {
void use() {
  shape::TreeDef def = shape::tree_structure(tuple(1, vector<int>{2}));
  shape::reveal(def);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'def' is (*, [*]) [shape-reveal]
}
} // namespace AStructureIsAValueOfItsOwn

namespace CorrespondingLeavesShareTheirSizes {
template <class X, class Y>
void f([[shape("PyTree[?foo, T]")]] X x, [[shape("PyTree[?foo, T]")]] Y y);
void use([[shape("3")]] Tensor x0, [[shape("5")]] Tensor x1, [[shape("3 5")]] Tensor z) {
  f(tuple(x0, x1), tuple(x0, x1));
  f(tuple(x1, x1), tuple(x0, x1));
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: argument 'y[0]' of 'f' has size 3 on axis 0, but its contract expects '?foo' (5) [shape-mismatch]
  f(tuple(x0, x1), vector<Tensor>{x0, x1});
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: structure of argument 'y' of 'f' is not 'T': '[*, *]' at the root, but expected is '(*, *)' [shape-structure]
  f(tuple(x0, z), tuple(x0, z));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x[1]' of 'f' has 2 axes (3, 5), but its contract expects 1 axis '?foo' [shape-mismatch]
}
} // namespace CorrespondingLeavesShareTheirSizes

namespace EveryLeafHasANameOfItsOwn {
template <class X>
void f([[shape("PyTree[?foo ?foo, T]")]] X x, [[shape("foo")]] Tensor y);
void use([[shape("2 2")]] Tensor a, [[shape("3 3")]] Tensor b, [[shape("2 3")]] Tensor c, [[shape("7")]] Tensor y) {
  f(tuple(a, b), y);
  f(tuple(a, c), y);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x[1]' of 'f' has size 3 on axis 1, but its contract expects '?foo' (2) [shape-mismatch]
}
} // namespace EveryLeafHasANameOfItsOwn

// RUN: %check_shape_tidy %s --std=c++20
// Annotations that no value can make right, each at its character.

struct Tensor {};

// Malformed strings.
[[shape("batch out")]] Tensor linear([[shape("batch, in")]] Tensor x,
// CHECK-MESSAGES: :[[@LINE-1]]:52: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:52: note: did you mean 'batch'?
// CHECK-FIXES: :[[@LINE-3]]: [[shape("batch out")]] Tensor linear([[shape("batch in")]] Tensor x,
                                     [[shape("out in")]] Tensor w);
void twoVariadics([[shape("*a n ...")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:33: warning: only one axis of a shape can stand for any number of axes [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:28: note: '*a' is the first one
void unknownClass([[shape("Flot32[n]")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'Flot32' is not a dtype class [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:28: note: did you mean 'Float32'?
// CHECK-FIXES: :[[@LINE-3]]: void unknownClass([[shape("Float32[n]")]] Tensor x);
void nothingWrong([[shape("*batch c h=2*n n | None")]] Tensor x);

// Doubtful, but legal.
void comparison([[shape("n>=2")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'n>=2' is no condition: it means '2' [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:27: note: bounds on a size cannot be written; text before '=' is only documentation
void emptyName([[shape("rows=")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'rows=' is an axis whose name is empty [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:25: note: write a name or a size after '='

// `n` and `*n` in one function.
[[shape("n")]] Tensor bothNames([[shape("*n 3")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: axis 'n' has nothing to do with variadic axis '*n' [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:43: note: variadic axis '*n' is used here
// CHECK-MESSAGES: :[[@LINE-3]]:10: note: names of axes, of variadic axes and of structures are separate

// Annotations that nobody reads.
[[shape("n")]] void returnsNothing();
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: shape annotation on 'returnsNothing' has no effect: it returns no value [shape-annotation]
[[shape("n m")]] int number;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: shape annotation on 'number' has no effect: a value of type 'int' has no axes [shape-annotation]
[[shape("n m")]] bool flags([[shape("k")]] const double &x);
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: shape annotation on 'flags' has no effect: a value of type 'bool' has no axes [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:38: warning: shape annotation on 'x' has no effect: a value of type 'double' has no axes [shape-annotation]
[[shape("")]] float rankZero([[shape("...")]] int x, [[shape("Int[]")]] long y);
struct [[shape("n")]] OnClass {
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: shape annotation on a class has no effect: annotate an alias of it [shape-annotation]
  [[shape("n")]] OnClass([[shape("m")]] Tensor x);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: shape annotation on a constructor has no effect: annotate its parameters or the fields it sets [shape-annotation]
};
enum class [[clang::annotate("shape", "n")]] OnEnum {
// CHECK-MESSAGES: :[[@LINE-1]]:40: warning: shape annotation on an enumeration has no effect [shape-annotation]
  A [[clang::annotate("shape", "n")]]
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: shape annotation has no effect here: only values, functions and aliases have shapes [shape-annotation]
};
namespace [[clang::annotate("shape", "n")]] on_namespace {}
// CHECK-MESSAGES: :[[@LINE-1]]:39: warning: shape annotation on a namespace has no effect [shape-annotation]
using Count [[shape("n")]] = unsigned;
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: shape annotation on 'Count' has no effect: a value of type 'unsigned int' has no axes [shape-annotation]

// Several on one declaration.
[[shape("a b")]] [[shape("a c")]] Tensor contradictory;
// CHECK-MESSAGES: :[[@LINE-1]]:27: warning: shape annotations on 'contradictory' disagree: 'a b' and 'a c' [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:10: note: other annotation is here
[[shape("a b")]] [[shape("a  b")]] Tensor repeated;

// Axis names that nothing binds.
void unbound([[shape("n+1 k")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: axis 'n' is used in an expression but nothing here binds it [shape-annotation]
void misspelt([[shape("channels")]] Tensor x, [[shape("chanels*2")]] Tensor y);
// CHECK-MESSAGES: :[[@LINE-1]]:56: warning: axis 'chanels' is used in an expression but nothing here binds it [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:56: note: did you mean 'channels'?
// CHECK-FIXES: :[[@LINE-3]]: void misspelt([[shape("channels")]] Tensor x, [[shape("channels*2")]] Tensor y);
void meantParameter([[shape("2*width")]] Tensor x, int width);
// CHECK-MESSAGES: :[[@LINE-1]]:32: warning: axis 'width' is used in an expression but nothing here binds it [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:32: note: write '{width}' for the C++ name 'width'
// CHECK-FIXES: :[[@LINE-3]]: void meantParameter([[shape("2*{width}")]] Tensor x, int width);
[[shape("n+m")]] Tensor boundByParameters([[shape("n")]] Tensor x,
                                          [[shape("#m")]] Tensor y);
[[shape("n n+1")]] Tensor boundByResult([[shape("k")]] Tensor x);
void laterParameter([[shape("n+1")]] Tensor x, [[shape("n")]] Tensor y);
[[shape("r")]] Tensor resultIsLater([[shape("r+1")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:46: warning: axis 'r' is used in an expression but nothing here binds it [shape-annotation]
[[shape("g g+1 q*2")]] extern Tensor global;
// CHECK-MESSAGES: :[[@LINE-1]]:16: warning: axis 'q' is used in an expression but nothing here binds it [shape-annotation]

namespace shape {
template <class T, unsigned N> T &&expect(T &&x, const char (&spec)[N]);
}
void stated(Tensor a) {
  shape::expect(a, "stated 3");
  [[shape("stated+1 unstated+1")]] Tensor b;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: axis 'unstated' is used in an expression but nothing here binds it [shape-annotation]
  // CHECK-MESSAGES: :[[@LINE-2]]:21: note: did you mean 'stated'?
  // CHECK-FIXES: :[[@LINE-3]]: [[shape("stated+1 stated+1")]] Tensor b;
}

// Names in braces.
void operand(int hidden, [[shape("{hidden} {hiden}")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:45: warning: name 'hiden' in braces means nothing here [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:45: note: did you mean 'hidden'?
// CHECK-FIXES: :[[@LINE-3]]: void operand(int hidden, [[shape("{hidden} {hidden}")]] Tensor x);
void nothingNear([[shape("{completely_unknown}")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:28: warning: name 'completely_unknown' in braces means nothing here [shape-annotation]
void meantAxis([[shape("rows")]] Tensor x, [[shape("2*{rows}")]] Tensor y);
// CHECK-MESSAGES: :[[@LINE-1]]:56: warning: name 'rows' in braces means nothing here [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:56: note: write 'rows' without braces for the axis 'rows'
struct Config {
  int width, heads;
};
void member(Config config, [[shape("{config.heads} {config.head}")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:60: warning: name 'head' in braces is no member of 'Config' [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:60: note: did you mean 'heads'?
// CHECK-FIXES: :[[@LINE-3]]: void member(Config config, [[shape("{config.heads} {config.heads}")]] Tensor x);

// Trees.
void outside([[shape("?n")]] Tensor x, [[shape("PyTree[?n]")]] Tensor y);
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: axis '?n' can only stand inside a tree with a structure name [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:56: warning: axis '?n' can only stand inside a tree with a structure name [shape-annotation]
void inside([[shape("PyTree[?n m, T]")]] Tensor x);
void ambiguous([[shape("PyTree[PyTree[?n, S], T]")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:43: warning: tree with structure 'S' stands inside another tree with a structure [shape-annotation]
void nested([[shape("PyTree[tuple[int, PyTree[PyTree[n, S ...]]], T]")]] Tensor x, [[shape("PyTree[n, S]")]] Tensor y);
// CHECK-MESSAGES: :[[@LINE-1]]:57: warning: tree with structure 'S ...' stands inside another tree with a structure [shape-annotation]
void unstructured([[shape("PyTree[PyTree[?n, S]]")]] Tensor x, [[shape("PyTree[PyTree[n], T]")]] Tensor y);
void structures([[shape("PyTree[n, S T]")]] Tensor x, [[shape("PyTree[n, T]")]] Tensor y);
// CHECK-MESSAGES: :[[@LINE-1]]:36: warning: structure 'S' is used in a composition but nothing here binds it [shape-annotation]
struct Trees {
  [[shape("PyTree[n, S]")]] Tensor x;
  [[shape("PyTree[n, T]")]] Tensor y;
  [[shape("PyTree[n, S T]")]] Tensor z;
};

// An argument that is no literal.
constexpr char Named[] = "n, m";
// CHECK-MESSAGES: :[[@LINE-1]]:28: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:28: note: did you mean 'n'?
// CHECK-FIXES: :[[@LINE-3]]: constexpr char Named[] = "n m";
extern const char *Unknown;
void named([[clang::annotate("shape", Named)]] Tensor x);
void notOne([[clang::annotate("shape")]] Tensor x, [[clang::annotate("shape", 3)]] Tensor y);
// CHECK-MESSAGES: :[[@LINE-1]]:15: warning: shape annotation needs an ordinary string literal [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:54: warning: shape annotation needs an ordinary string literal [shape-annotation]

// RUN: %check_shape_tidy %s --std=c++23
// Every place where an annotation is read; a `?` outside of a tree
// shows that it is.

#define SHAPE(spec) [[clang::annotate("shape", spec)]]
#define SHAPE_RETURNS(spec) __attribute__((annotate("shape", spec)))

struct Tensor {
  [[shape("?a")]] Tensor operator+([[shape("?c")]] const Tensor &other) const;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
  // CHECK-MESSAGES: :[[@LINE-2]]:45: warning: axis '?c' can only stand inside a tree with a structure name [shape-annotation]
  [[shape("?a")]] operator float *() const;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
  Tensor() = default;
  explicit Tensor([[shape("?a")]] const float *data);
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
  ~Tensor() = default;
};
struct Pair { Tensor first, second; };

[[shape("?a")]] Tensor function([[shape("?c")]] Tensor parameter);
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:42: warning: axis '?c' can only stand inside a tree with a structure name [shape-annotation]
[[shape("?a")]] auto trailing() -> Tensor;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
[[shape("?a")]] Tensor variable;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
extern "C" { [[shape("?a")]] Tensor cLinkage(); }
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
namespace outer::inner { inline namespace v1 { [[shape("?a")]] Tensor nested(); } }
// CHECK-MESSAGES: :[[@LINE-1]]:57: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
struct Class {
  [[shape("?a")]] Tensor field;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
  [[shape("?a")]] static Tensor shared;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
  [[shape("?a")]] Tensor method();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
  [[shape("?a")]] static Tensor function();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
  union { [[shape("?a")]] Tensor *inUnion; };
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
  struct Inner { [[shape("?a")]] Tensor field; };
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
  using Alias [[shape("?a")]] = Tensor;
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
  friend void friendly([[shape("?a")]] Tensor x);
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
};
template <class T> [[shape("?a")]] T functionTemplate([[shape("?c")]] T x);
// CHECK-MESSAGES: :[[@LINE-1]]:29: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:64: warning: axis '?c' can only stand inside a tree with a structure name [shape-annotation]
template <class T> struct ClassTemplate {
  [[shape("?a")]] T field;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
  [[shape("?a")]] T method([[shape("?c")]] T x);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
  // CHECK-MESSAGES: :[[@LINE-2]]:37: warning: axis '?c' can only stand inside a tree with a structure name [shape-annotation]
};
template <> struct ClassTemplate<int *> { [[shape("?a")]] Tensor field; };
// CHECK-MESSAGES: :[[@LINE-1]]:52: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
template <class T> struct ClassTemplate<T **> { [[shape("?a")]] T field; };
// CHECK-MESSAGES: :[[@LINE-1]]:58: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
template <class T> [[shape("?a")]] T variableTemplate;
// CHECK-MESSAGES: :[[@LINE-1]]:29: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
template <class T> using AliasTemplate [[shape("?a")]] = T;
// CHECK-MESSAGES: :[[@LINE-1]]:49: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
AliasTemplate<Tensor> fromAliasTemplate;
Class::Alias fromAlias;

auto lambda = []([[shape("?c")]] Tensor x) SHAPE_RETURNS("?a") { return x; };
// CHECK-MESSAGES: :[[@LINE-1]]:27: warning: axis '?c' can only stand inside a tree with a structure name [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:59: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
auto lambda23 = [] [[shape("?a")]] (Tensor x) { return x; };
// CHECK-MESSAGES: :[[@LINE-1]]:29: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
void body(Pair pair, Tensor (&list)[2]) {
  [[shape("?a")]] Tensor local;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
  [[shape("tuple[?a, ?b]")]] auto [first, second] = pair;
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
  // CHECK-MESSAGES: :[[@LINE-2]]:22: warning: axis '?b' can only stand inside a tree with a structure name [shape-annotation]
  auto [third [[shape("?t")]], fourth] = pair;
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: axis '?t' can only stand inside a tree with a structure name [shape-annotation]
  auto inner = []([[shape("?c")]] Tensor x) { [[shape("?e")]] Tensor deep; };
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: axis '?c' can only stand inside a tree with a structure name [shape-annotation]
  // CHECK-MESSAGES: :[[@LINE-2]]:56: warning: axis '?e' can only stand inside a tree with a structure name [shape-annotation]
  for ([[shape("?a")]] Tensor &each : list) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
  if (SHAPE("?a") Tensor *p = &local) {}
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
  struct Local { [[shape("?a")]] Tensor field; };
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: axis '?a' can only stand inside a tree with a structure name [shape-annotation]
}

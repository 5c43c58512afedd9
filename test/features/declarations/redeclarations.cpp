// RUN: %check_shape_tidy %s --std=c++20
// All declarations of a function say the same, up to the names of its axes.

struct Tensor {};
using Image [[shape("c h w")]] = Tensor;

[[shape("n m")]] Tensor renamed([[shape("n k")]] Tensor x, [[shape("k m")]] Tensor y);
[[shape("a b")]] Tensor renamed([[shape("a c")]] Tensor x, [[shape("c b")]] Tensor y);

[[shape("n m")]] Tensor transposed([[shape("n m")]] Tensor x);
[[shape("a b")]] Tensor transposed([[shape("b a")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: declarations of 'transposed' disagree about the result: 'n m' and 'a b' [shape-override]
// CHECK-MESSAGES: :[[@LINE-3]]:10: note: other annotation is here

void rank([[shape("n")]] Tensor x);
void rank([[shape("n 1")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:20: warning: declarations of 'rank' disagree about parameter 1: 'n' and 'n 1' [shape-override]
// CHECK-MESSAGES: :[[@LINE-3]]:20: note: other annotation is here

void fixed([[shape("3")]] Tensor x, [[shape("n")]] Tensor y);
void fixed([[shape("3")]] Tensor x, [[shape("4")]] Tensor y);
// CHECK-MESSAGES: :[[@LINE-1]]:46: warning: declarations of 'fixed' disagree about parameter 2: 'n' and '4' [shape-override]
// CHECK-MESSAGES: :[[@LINE-3]]:46: note: other annotation is here

void dtype([[shape("Float32[n]")]] Tensor x);
void dtype([[shape("Int32[n]")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:21: warning: declarations of 'dtype' disagree about parameter 1: 'Float32[n]' and 'Int32[n]' [shape-override]
// CHECK-MESSAGES: :[[@LINE-3]]:21: note: other annotation is here

void silentFirst(Tensor x, [[shape("n")]] Tensor y);
void silentFirst([[shape("n")]] Tensor x, Tensor y);
void silentFirst(Tensor x, Tensor y) {}

void thirdDisagrees([[shape("n")]] Tensor x);
void thirdDisagrees(Tensor x);
void thirdDisagrees([[shape("n m")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: declarations of 'thirdDisagrees' disagree about parameter 1: 'n' and 'n m' [shape-override]
// CHECK-MESSAGES: :[[@LINE-4]]:30: note: other annotation is here

void expressions([[shape("n n+1")]] Tensor x);
void expressions([[shape("k 1+k")]] Tensor x);

void saysLess([[shape("Float32[n m]")]] Tensor x, [[shape("*b k")]] Tensor y);
void saysLess([[shape("Float[_ m]")]] Tensor x, [[shape("... k")]] Tensor y);

void aliased(Image x);
void aliased([[shape("c h w")]] Tensor x);

void aliasDisagrees(Image x);
void aliasDisagrees([[shape("c h")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: declarations of 'aliasDisagrees' disagree about parameter 1: 'c h w' and 'c h' [shape-override]
// CHECK-MESSAGES: :[[@LINE-47]]:22: note: other annotation is here

[[shape("n m")]] extern Tensor variable;
[[shape("n")]] extern Tensor variable;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: declarations of 'variable' disagree: 'n m' and 'n' [shape-override]
// CHECK-MESSAGES: :[[@LINE-3]]:10: note: other annotation is here

struct Class {
  [[shape("n")]] Tensor field;
  [[shape("n")]] Tensor method([[shape("n m")]] Tensor x);
  [[shape("n")]] Tensor other();
  [[shape("s")]] static Tensor shared;
};
[[shape("n")]] Tensor Class::method([[shape("n k")]] Tensor x) { return {}; }
[[shape("k")]] Tensor Class::other() { return {}; }
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: declarations of 'other' disagree about the result: 'n' and 'k' [shape-override]
// CHECK-MESSAGES: :[[@LINE-6]]:12: note: other annotation is here
[[shape("l")]] Tensor Class::shared;
// CHECK-MESSAGES: :[[@LINE-1]]:10: warning: declarations of 'shared' disagree: 's' and 'l' [shape-override]
// CHECK-MESSAGES: :[[@LINE-8]]:12: note: other annotation is here

template <class T> [[shape("n")]] T generic([[shape("n")]] T x);
template <class T> [[shape("n")]] T generic([[shape("n n")]] T x) { return {}; }
// CHECK-MESSAGES: :[[@LINE-1]]:54: warning: declarations of 'generic' disagree about parameter 1: 'n' and 'n n' [shape-override]
// CHECK-MESSAGES: :[[@LINE-3]]:54: note: other annotation is here
template Tensor generic(Tensor);

// RUN: %check_shape_tidy %s --std=c++17,c++20,c++23
// The attribute in both spellings on everything that can have a shape.
// On a class and on a constructor it is accepted and has no effect.

struct T {};

[[shape("o")]] T function([[shape("a b")]] T parameter) {
  [[shape("a b")]] T local = parameter;
  return T();
}

struct [[shape("r")]] Record {
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: shape annotation on a class has no effect: annotate an alias of it [shape-annotation]
  [[shape("f")]] T field;
  [[shape("s")]] static T member;
  [[shape::of("m")]] T method() const;
  [[shape("c")]] operator T() const;
  [[shape("k")]] Record();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: shape annotation on a constructor has no effect: annotate its parameters or the fields it sets [shape-annotation]
  [[shape("p")]] T operator+([[shape("p")]] T other) const;
};

using Alias [[shape("c h w")]] = T;
typedef T Typedef [[shape("c h w")]];
void callback([[shape("(a) -> b")]] T (*parameter)(T));
auto lambda = []([[shape("q")]] T x) { return x; };
struct Pair {
  T first, second;
};

void body(Pair p) {
  [[maybe_unused]] [[shape("s")]] auto [a, b] = p;
  T array[2];
  for ([[shape("rv")]] T x : array)
    (void)x;
}

[[clang::annotate("shape", "zz")]] T plain;
template <class U> U generic([[shape("a b")]] U x) {
  [[shape("a b")]] U y = x;
  return y;
}
template T generic(T);

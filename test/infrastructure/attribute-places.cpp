// RUN: %check_shape_tidy %s --std=c++17,c++20,c++23
// The attribute in both spellings on everything that can have a shape.
// CHECK-CLEAN

struct T {};

[[shape("o")]] T function([[shape("a b")]] T parameter) {
  [[shape("a b")]] T local = parameter;
  return T();
}

struct [[shape("r")]] Record {
  [[shape("f")]] T field;
  [[shape("s")]] static T member;
  [[shape::of("m")]] T method() const;
  [[shape("c")]] operator T() const;
  [[shape("k")]] Record();
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

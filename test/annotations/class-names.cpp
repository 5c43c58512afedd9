// RUN: %check_shape_tidy %s --std=c++20
// Axis names in fields belong to the object: methods and derived classes may
// compute with them.

struct Tensor {};
struct Layer {
  [[shape("out cols")]] Tensor weight;
  [[shape("out+1")]] Tensor padded;
  [[shape("out+missing")]] Tensor wrong;
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: axis 'missing' is used in an expression but nothing here binds it [shape-annotation]
  [[shape("*b 2*out")]] Tensor forward([[shape("*b cols")]] Tensor x) const;
  [[shape("colz*2")]] Tensor misspelt() const;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: axis 'colz' is used in an expression but nothing here binds it [shape-annotation]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: did you mean 'cols'?
  // CHECK-FIXES: :[[@LINE-3]]: [[shape("cols*2")]] Tensor misspelt() const;
};
struct Derived : Layer {
  [[shape("cols-1 own")]] Tensor more;
  [[shape("own+cols")]] Tensor method();
};
struct Unrelated {
  [[shape("own+1")]] Tensor method();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: axis 'own' is used in an expression but nothing here binds it [shape-annotation]
};
template <class B> struct Mixin : B {
  [[shape("perhaps+1")]] Tensor inheritedPerhaps();
};
struct WithLambda {
  [[shape("n")]] Tensor field;
  void method() {
    auto twice = []([[shape("2*n")]] Tensor x) {};
    [[shape("n+1")]] Tensor local;
  }
};

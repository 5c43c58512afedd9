// RUN: %check_shape_tidy %s --std=c++20
// An annotation on a declaration is put in front of the one of its type.

struct Tensor {};
using Image [[shape("Float[c h w]")]] = Tensor;
using Batch [[shape("n")]] = Image;
typedef Tensor Row [[shape("*cols")]];
template <class T> using Vec [[shape("n")]] = T;
namespace lib { using Padded [[shape("n+1")]] = Tensor; }
using lib::Padded;

void fine([[shape("b")]] Image x, Batch y, [[shape("t")]] const Batch &z,
          [[shape("Float32[b]")]] Image *p, [[shape("k")]] Vec<Tensor> v);
void dtypes([[shape("Int[b]")]] Image x);
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: annotation 'Int[b]' over the type 'Image' is not possible: no dtype is both 'Int' and 'Float', which the type demands [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-11]]:22: note: type 'Image' is annotated 'Float[c h w]' here
void twoRows([[shape("*b")]] Row x);
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: annotation '*b' over the type 'Row' is not possible: '*b' is put in front of a type whose own shape is variadic already ('*cols') [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-12]]:29: note: type 'Row' is annotated '*cols' here
void throughTemplate([[shape("*b")]] Vec<Row> x);
// CHECK-MESSAGES: :[[@LINE-1]]:31: warning: annotation '*b' over the type 'Vec' is not possible: '*b' is put in front of a type whose own shape is variadic already ('*cols') [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-14]]:39: note: type 'Vec' is annotated 'n' here
using Rows [[shape("... n")]] = Row;
// CHECK-MESSAGES: :[[@LINE-1]]:21: warning: annotation '... n' over the type 'Row' is not possible: '...' is put in front of a type whose own shape is variadic already ('*cols') [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-18]]:29: note: type 'Row' is annotated '*cols' here
void usesRows(Rows x);

// The alias is right where `n` is bound.
void bound(Padded x, [[shape("n")]] Tensor y);
void unbound(Padded x);
// CHECK-MESSAGES: :[[@LINE-1]]:21: warning: axis 'n' is used in an expression but nothing here binds it [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-23]]:39: note: type 'Padded' is annotated 'n+1' here
struct Field {
  lib::Padded padded;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: axis 'n' is used in an expression but nothing here binds it [shape-annotation]
  // CHECK-MESSAGES: :[[@LINE-27]]:39: note: type 'Padded' is annotated 'n+1' here
};

// Nobody wrote the alias here.
template <class T> void generic(T x);
inline void callGeneric(Image x) { generic<Image>(x); }

// What stands in braces is looked up where the alias is.
namespace units {
constexpr int Channels = 3;
using Rgb [[shape("{Channels} h w")]] = Tensor;
using Typo [[shape("{Chanels} h w")]] = Tensor;
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: name 'Chanels' in braces means nothing here [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:22: note: did you mean 'Channels'?
// CHECK-FIXES: :[[@LINE-3]]: using Typo [[shape("{Channels} h w")]] = Tensor;
template <int K> struct Sized { using Row [[shape("{K} {J}")]] = Tensor; };
// CHECK-MESSAGES: :[[@LINE-1]]:57: warning: name 'J' in braces means nothing here [shape-annotation]
template <int K> using Fixed [[shape("{K}")]] = Tensor;
struct Model {
  virtual ~Model();
  virtual void run([[shape("{Channels}")]] Tensor x);
};
} // namespace units
void rgb(units::Rgb x, [[shape("n")]] units::Rgb y, units::Typo z, units::Typo again);
void sized(units::Sized<3>::Row x, units::Fixed<3> y);
struct Override : units::Model {
  void run(Tensor x) override;
};
template <int K> [[shape("{K} {L}")]] Tensor variableTemplate;
// CHECK-MESSAGES: :[[@LINE-1]]:32: warning: name 'L' in braces means nothing here [shape-annotation]

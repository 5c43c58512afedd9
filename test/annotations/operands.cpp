// RUN: %check_shape_tidy %s --std=c++20
// What a name in braces can mean.

struct Tensor {
  long size(int axis) const;
  long rows() const;
};

constexpr int Global = 3;
static const int Table[] = {1, 2, 3};
enum Axes { Width = 4 };
namespace config {
inline constexpr int Heads = 8;
namespace inner { inline constexpr int Depth = 2; }
struct Model { static constexpr int Hidden = 64; enum { Tokens = 5 }; };
} // namespace config
namespace cfg = config;
using namespace config::inner;
using M = config::Model;

void constants([[shape("{Global} {Table[1]} {Width} {config::Heads} {cfg::Heads} {Depth}")]] Tensor x,
               [[shape("{config::Model::Hidden} {M::Hidden} {M::Tokens} {::Global}")]] Tensor y,
               [[shape("{config::Model::Hiden} {config::Head} {Globl}")]] Tensor z);
               // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: name 'config::Model::Hiden' in braces means nothing here [shape-annotation]
               // CHECK-MESSAGES: :[[@LINE-2]]:26: note: did you mean 'config::Model::Hidden'?
               // CHECK-MESSAGES: :[[@LINE-3]]:49: warning: name 'config::Head' in braces means nothing here [shape-annotation]
               // CHECK-MESSAGES: :[[@LINE-4]]:49: note: did you mean 'config::Heads'?
               // CHECK-MESSAGES: :[[@LINE-5]]:64: warning: name 'Globl' in braces means nothing here [shape-annotation]
               // CHECK-MESSAGES: :[[@LINE-6]]:64: note: did you mean 'Global'?
               // CHECK-FIXES: :[[@LINE-7]]: [[shape("{config::Model::Hidden} {config::Heads} {Global}")]] Tensor z);
void parameters(int n, Tensor x, [[shape("{n*2-1} {x.size(0)} {size(x, 1)} {x.rows()} {x.shape[0]}")]] Tensor y,
                [[shape("{n*2-q} {z.size(0)}")]] Tensor z, [[shape("{w.size(0)}")]] Tensor v);
                // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: name 'q' in braces means nothing here [shape-annotation]
                // CHECK-MESSAGES: :[[@LINE-2]]:70: warning: name 'w' in braces means nothing here [shape-annotation]

struct Base {
  int inBase;
  static int counter;
};
struct Layer : Base {
  int width;
  Tensor weight;
  [[shape("{width} {this->width} {self.width} {inBase} {counter} {Width}")]] Tensor field;
  [[shape("{weight.size(0)} {self.weight.size(1)} {this->inBase}")]] Tensor method() const;
  [[shape("{self.widht} {this->nothing} {outOfNowhere}")]] Tensor wrong() const;
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: name 'widht' in braces is no member of 'Layer' [shape-annotation]
  // CHECK-MESSAGES: :[[@LINE-2]]:18: note: did you mean 'width'?
  // CHECK-MESSAGES: :[[@LINE-3]]:32: warning: name 'nothing' in braces is no member of 'Layer' [shape-annotation]
  // CHECK-MESSAGES: :[[@LINE-4]]:42: warning: name 'outOfNowhere' in braces means nothing here [shape-annotation]
  // CHECK-FIXES: :[[@LINE-5]]: [[shape("{self.width} {this->nothing} {outOfNowhere}")]] Tensor wrong() const;
  static void noObject([[shape("{counter} {this->width}")]] Tensor x);
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: name 'this' in braces means nothing here [shape-annotation]
  struct Nested {
    int own;
    [[shape("{own} {width}")]] Tensor seesOuterNames;
  };
};

template <int K, class T> struct Conv {
  static constexpr int Twice = 2 * K;
  [[shape("n {K} {Twice} {T::value} {L}")]] Tensor f([[shape("n")]] Tensor x);
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: name 'L' in braces means nothing here [shape-annotation]
  template <int J> [[shape("{K} {J} {I}")]] Tensor g();
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: name 'I' in braces means nothing here [shape-annotation]
};
template <class B> struct DependentBase : B {
  [[shape("{maybeInBase} {this->maybeInBase}")]] Tensor f();
};
template struct Conv<3, M>;

void python(Tensor self, [[shape("{self.size(0)}")]] Tensor x);
void plainThis([[shape("{this.size(0)}")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:26: warning: name 'this' in braces means nothing here [shape-annotation]

// Parameters of another declaration of the same function.
void renamed(int first, [[shape("{first}")]] Tensor x);
void renamed(int second, [[shape("{second}")]] Tensor x);

// Names that the compiler finds in ways of its own.
template <class T> struct Pointer {
  T *operator->() const;
  T &operator*() const;
};
void arrow(Pointer<Layer> p, Layer *q, [[shape("{p->width} {q->width} {q->widht}")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:75: warning: name 'widht' in braces is no member of 'Layer' [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:75: note: did you mean 'width'?
// CHECK-FIXES: :[[@LINE-3]]: void arrow(Pointer<Layer> p, Layer *q, [[shape("{p->width} {q->width} {q->width}")]] Tensor x);

template <int K> struct Outside {
  void f([[shape("{K}")]] Tensor x);
};
template <int N> void Outside<N>::f([[shape("{N}")]] Tensor x) {}
template <int A> void otherName([[shape("{A}")]] Tensor x);
template <int B> void otherName([[shape("{B}")]] Tensor x) {}

struct Friendly {
  static constexpr int Inside = 2;
  friend void befriended([[shape("{Inside}")]] Tensor x) {}
};

namespace one { inline constexpr int InOne = 1; }
namespace two { using namespace one; }
using namespace two;
void indirect([[shape("{InOne}")]] Tensor x);

void locals() {
  enum { LocalSize = 3 };
  using config::Heads;
  [[shape("{LocalSize} {Heads} {LocalSice}")]] Tensor x;
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: name 'LocalSice' in braces means nothing here [shape-annotation]
  // CHECK-MESSAGES: :[[@LINE-2]]:33: note: did you mean 'LocalSize'?
  // CHECK-FIXES: :[[@LINE-3]]: [[shape("{LocalSize} {Heads} {LocalSize}")]] Tensor x;
}
void localDirective() {
  using namespace config;
  [[shape("{Heads} {Haeds}")]] Tensor x;
}

// RUN: %check_shape_tidy %s --std=c++20
// The caret stands on the character of the mistake, however the literal is
// written.

#define SHAPE(spec) [[clang::annotate("shape", spec)]]
#define IMAGE SHAPE("c h, w")
#define PASTED(...) [[clang::annotate("shape", #__VA_ARGS__)]]

struct Tensor {};

[[shape("n, m")]] Tensor plain;
// CHECK-MESSAGES: :[[@LINE-1]]:11: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:11: note: did you mean 'n'?
// CHECK-FIXES: :[[@LINE-3]]: [[shape("n m")]] Tensor plain;
[[shape(R"(n, m)")]] Tensor raw;
// CHECK-MESSAGES: :[[@LINE-1]]:13: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:13: note: did you mean 'n'?
// CHECK-FIXES: :[[@LINE-3]]: [[shape(R"(n m)")]] Tensor raw;
[[shape(R"sep(
  n m
  k, l
)sep")]] Tensor rawLines;
// CHECK-MESSAGES: :[[@LINE-2]]:4: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-3]]:4: note: did you mean 'k'?
  // CHECK-FIXES: :[[@LINE-4]]: k l
[[shape("n \x6d, k")]] Tensor hex;
// CHECK-MESSAGES: :[[@LINE-1]]:16: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:16: note: did you mean 'm'?
[[shape("n\tm, k")]] Tensor tab;
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:14: note: did you mean 'm'?
// CHECK-FIXES: :[[@LINE-3]]: [[shape("n\tm k")]] Tensor tab;
[[shape("n \u00e9, k")]] Tensor universalName;
// CHECK-MESSAGES: :[[@LINE-1]]:18: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:18: note: did you mean 'é'?
[[shape("größe, k")]] Tensor umlaut;
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:17: note: did you mean 'größe'?
// CHECK-FIXES: :[[@LINE-3]]: [[shape("größe k")]] Tensor umlaut;
[[shape("n m "
        "k, l")]] Tensor lines;
        // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: axes are separated by blanks, not by commas [shape-annotation]
        // CHECK-MESSAGES: :[[@LINE-2]]:11: note: did you mean 'k'?
        // CHECK-FIXES: :[[@LINE-3]]: "k l")]] Tensor lines;
[[shape("n" " m" ", k")]] Tensor pieces;
// CHECK-MESSAGES: :[[@LINE-1]]:19: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:19: note: did you mean 'm'?
[[shape("n m\
, k")]] Tensor spliced;
// CHECK-MESSAGES: :[[@LINE-1]]:1: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:1: note: did you mean 'm'?
SHAPE("n, m") Tensor macro;
// CHECK-MESSAGES: :[[@LINE-1]]:9: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:9: note: did you mean 'n'?
// CHECK-FIXES: :[[@LINE-3]]: SHAPE("n m") Tensor macro;
SHAPE(R"(n, m)") Tensor rawInMacro;
// CHECK-MESSAGES: :[[@LINE-1]]:11: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:11: note: did you mean 'n'?
// CHECK-FIXES: :[[@LINE-3]]: SHAPE(R"(n m)") Tensor rawInMacro;
IMAGE Tensor inBody;
// CHECK-MESSAGES: :[[@LINE-1]]:1: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:1: note: did you mean 'h'?
PASTED(n, m) Tensor pasted;
// CHECK-MESSAGES: :[[@LINE-1]]:1: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:1: note: did you mean 'n'?
[[shape::of("n, m")]] Tensor scoped;
// CHECK-MESSAGES: :[[@LINE-1]]:15: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:15: note: did you mean 'n'?
// CHECK-FIXES: :[[@LINE-3]]: [[shape::of("n m")]] Tensor scoped;
[[using shape: of("n, m")]] Tensor scopedByUsing;
// CHECK-MESSAGES: :[[@LINE-1]]:21: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:21: note: did you mean 'n'?
// CHECK-FIXES: :[[@LINE-3]]: [[using shape: of("n m")]] Tensor scopedByUsing;
[[clang::annotate("shape", "n, m")]] Tensor annotate;
// CHECK-MESSAGES: :[[@LINE-1]]:30: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:30: note: did you mean 'n'?
// CHECK-FIXES: :[[@LINE-3]]: [[clang::annotate("shape", "n m")]] Tensor annotate;
__attribute__((annotate("shape", "n, m"))) Tensor gnu;
// CHECK-MESSAGES: :[[@LINE-1]]:36: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:36: note: did you mean 'n'?
// CHECK-FIXES: :[[@LINE-3]]: __attribute__((annotate("shape", "n m"))) Tensor gnu;

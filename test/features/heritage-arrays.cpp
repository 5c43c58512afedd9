// The rules of jaxtyping's page "Array annotations", one namespace for each.
// docs/heritage.md has the same names.
//
// RUN: %check_lines

#include <shape/shape.h>
#include <torch.h>

using torch::Tensor;

// One value of each kind of dtype.
struct Values {
  [[shape("Bool[2]")]] Tensor truth;
  [[shape("UInt8[2]")]] Tensor natural;
  [[shape("Int32[2]")]] Tensor whole;
  [[shape("Float16[2]")]] Tensor half;
  [[shape("Float32[2]")]] Tensor real;
  [[shape("Complex64[2]")]] Tensor complex;
};

namespace ShapedIsAnyDType {
void f([[shape("Shaped[2]")]] Tensor x);
void use(const Values &v) { f(v.truth), f(v.natural), f(v.whole), f(v.half), f(v.real), f(v.complex); }
} // namespace ShapedIsAnyDType

namespace BoolIsBoolean {
void f([[shape("Bool[2]")]] Tensor x);
void use(const Values &v) {
  f(v.truth);
  f(v.natural);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has dtype uint8, but its contract expects Bool [shape-dtype]
}
} // namespace BoolIsBoolean

namespace NumIsEveryNumber {
void f([[shape("Num[2]")]] Tensor x);
void use(const Values &v) {
  f(v.natural), f(v.whole), f(v.half), f(v.real), f(v.complex);
  f(v.truth);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has dtype Bool, but its contract expects Num [shape-dtype]
}
} // namespace NumIsEveryNumber

namespace InexactIsFloatingOrComplex {
void f([[shape("Inexact[2]")]] Tensor x);
void use(const Values &v) {
  f(v.half), f(v.real), f(v.complex);
  f(v.whole);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has dtype int32, but its contract expects Inexact [shape-dtype]
}
} // namespace InexactIsFloatingOrComplex

namespace FloatIsEveryFloat {
void f([[shape("Float[2]")]] Tensor x);
void use(const Values &v) {
  f(v.half), f(v.real);
  f(v.complex);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has dtype complex64, but its contract expects Float [shape-dtype]
}
} // namespace FloatIsEveryFloat

namespace ComplexIsEveryComplex {
void f([[shape("Complex[2]")]] Tensor x);
void use(const Values &v) {
  f(v.complex);
  f(v.real);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has dtype float32, but its contract expects Complex [shape-dtype]
}
} // namespace ComplexIsEveryComplex

namespace IntegerIsSignedOrUnsigned {
void f([[shape("Integer[2]")]] Tensor x);
void use(const Values &v) {
  f(v.natural), f(v.whole);
  f(v.real);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has dtype float32, but its contract expects Integer [shape-dtype]
}
} // namespace IntegerIsSignedOrUnsigned

namespace UIntIsUnsigned {
void f([[shape("UInt[2]")]] Tensor x);
void use(const Values &v) {
  f(v.natural);
  f(v.whole);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has dtype int32, but its contract expects UInt [shape-dtype]
}
} // namespace UIntIsUnsigned

namespace IntIsSigned {
void f([[shape("Int[2]")]] Tensor x);
void use(const Values &v) {
  f(v.whole);
  f(v.natural);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has dtype uint8, but its contract expects Int [shape-dtype]
}
} // namespace IntIsSigned

namespace RealIsFloatingOrInteger {
void f([[shape("Real[2]")]] Tensor x);
void use(const Values &v) {
  f(v.natural), f(v.whole), f(v.real);
  f(v.complex);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has dtype complex64, but its contract expects Real [shape-dtype]
}
} // namespace RealIsFloatingOrInteger

namespace APrecisionIsOneDType {
void f([[shape("Float16[2]")]] Tensor x, [[shape("UInt8[2]")]] Tensor y);
void use(const Values &v) {
  f(v.half, v.natural);
  f(v.real, v.natural);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has dtype float32, but its contract expects float16 [shape-dtype]
}
// Every one there is.
void names([[shape("BFloat16[2] | Float16[2] | Float32[2] | Float64[2] | Complex64[2] | Complex128[2]")]] Tensor x,
           [[shape("UInt2[2] | UInt4[2] | UInt8[2] | UInt16[2] | UInt32[2] | UInt64[2]")]] Tensor y,
           [[shape("Int2[2] | Int4[2] | Int8[2] | Int16[2] | Int32[2] | Int64[2]")]] Tensor z,
           [[shape("Key[2]")]] Tensor key);
} // namespace APrecisionIsOneDType

namespace AxesAreSeparatedBySpaces {
void f([[shape("  a b	c  d ")]] Tensor x);
void use([[shape("1 2 3 4")]] Tensor x, [[shape("1 2 3")]] Tensor y) {
  f(x);
  f(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has 3 axes (1, 2, 3), but its contract expects 4 axes 'a b c d' [shape-mismatch]
}
void commas([[shape("a, b")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:23: warning: axes are separated by blanks, not by commas [shape-annotation]
// CHECK-FIXES: :[[@LINE-2]]: void commas([[shape("a b")]] Tensor x);
} // namespace AxesAreSeparatedBySpaces

namespace ANumberIsAFixedSize {
void f([[shape("28 28")]] Tensor x);
void use([[shape("28 28")]] Tensor x, [[shape("28 29")]] Tensor y) {
  f(x);
  f(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has size 29 on axis 1, but its contract expects 28 [shape-mismatch]
}
} // namespace ANumberIsAFixedSize

namespace ANameIsAnySize {
void f([[shape("channels")]] Tensor x);
void use([[shape("28")]] Tensor x, [[shape("29")]] Tensor y) { f(x), f(y); }
} // namespace ANameIsAnySize

namespace AnExpressionIsWorkedOut {
[[shape("dim-1")]] Tensor remove_last([[shape("dim")]] Tensor x);
void use([[shape("5")]] Tensor x) {
  shape::reveal(remove_last(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'remove_last(x)' is (4) [shape-reveal]
}
} // namespace AnExpressionIsWorkedOut

namespace AnExpressionHasNoSpaces {
void f([[shape("dim -1")]] Tensor x);
void use([[shape("dim")]] Tensor x) {
  f(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has 1 axis (dim), but its contract expects 2 axes 'dim -1' [shape-mismatch]
}
} // namespace AnExpressionHasNoSpaces

namespace NamesAgreeAcrossTheArguments {
void f([[shape("n")]] Tensor x, [[shape("n n+1")]] Tensor y);
void use([[shape("2")]] Tensor x, [[shape("2 3")]] Tensor y, [[shape("2 4")]] Tensor z, [[shape("3 4")]] Tensor w) {
  f(x, y);
  f(x, z);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: argument 'y' of 'f' has size 4 on axis 1, but its contract expects 'n+1' (3) [shape-mismatch]
  f(x, w);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: argument 'y' of 'f' has size 3 on axis 0, but its contract expects 'n' (2) [shape-mismatch]
}
} // namespace NamesAgreeAcrossTheArguments

namespace AStarMatchesZeroOrMoreAxes {
void f([[shape("*batch c")]] Tensor x, [[shape("*batch")]] Tensor y);
void use([[shape("3")]] Tensor a, [[shape("")]] Tensor b, [[shape("1 2 3")]] Tensor c, [[shape("1 2")]] Tensor d) {
  f(a, b);
  f(c, d);
  f(c, a);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: argument 'y' of 'f' has 1 axis (3), but its contract expects 2 axes '*batch' [shape-mismatch]
}
} // namespace AStarMatchesZeroOrMoreAxes

namespace AHashMayBeOne {
[[shape("#foo")]] Tensor add([[shape("#foo")]] Tensor x, [[shape("#foo")]] Tensor y);
void use([[shape("4")]] Tensor x, [[shape("1")]] Tensor one, [[shape("5")]] Tensor y) {
  add(x, one);
  add(one, x);
  add(x, y);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: argument 'y' of 'add' has size 5 on axis 0, but its contract expects 'foo' (4) or 1 [shape-mismatch]
}
} // namespace AHashMayBeOne

namespace AnUnderscoreIsNotChecked {
void f([[shape("b c _ _")]] Tensor x, [[shape("_foo _foo")]] Tensor y);
void use([[shape("1 2 3 4")]] Tensor x, [[shape("2 3")]] Tensor y) { f(x, y); }
} // namespace AnUnderscoreIsNotChecked

namespace ADocumentationNameIsIgnored {
void f([[shape("rows=4 cols=3")]] Tensor x, [[shape("rows=3")]] Tensor y);
void use([[shape("4 3")]] Tensor x, [[shape("3")]] Tensor y, [[shape("3 3")]] Tensor z) {
  f(x, y);
  f(z, y);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has size 3 on axis 0, but its contract expects 4 [shape-mismatch]
}
} // namespace ADocumentationNameIsIgnored

namespace AQuestionMarkNeedsAStructure {
void f([[shape("PyTree[?n, T]")]] Tensor x, [[shape("?n")]] Tensor y);
// CHECK-MESSAGES: :[[@LINE-1]]:54: warning: axis '?n' can only stand inside a tree with a structure name [shape-annotation]
} // namespace AQuestionMarkNeedsAStructure

namespace ModifiersStandInAnyOrder {
void f([[shape("#*b")]] Tensor x, [[shape("*#b")]] Tensor y, [[shape("#rows=n rows=#n")]] Tensor z);
void use([[shape("2 3")]] Tensor x, [[shape("1")]] Tensor y, [[shape("1 4")]] Tensor z) { f(x, y, z); }
} // namespace ModifiersStandInAnyOrder

namespace AnEllipsisIsAnyAxes {
void f([[shape("... c h w")]] Tensor x, [[shape("*_ c h w")]] Tensor y);
void use([[shape("2 3 4")]] Tensor x, [[shape("9 9 2 3 4")]] Tensor y, [[shape("3 4")]] Tensor z) {
  f(x, y);
  f(y, x);
  f(x, z);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: argument 'y' of 'f' has 2 axes (3, 4), but its contract expects at least 3 axes '... c h w' [shape-mismatch]
}
} // namespace AnEllipsisIsAnyAxes

namespace AnEmptyShapeIsAScalar {
void f([[shape("")]] Tensor x, [[shape("Float[]")]] Tensor y);
void use([[shape("Float32[]")]] Tensor x, [[shape("Float32[1]")]] Tensor y) {
  f(x, x);
  f(y, x);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has 1 axis (1), but its contract expects 0 axes [shape-mismatch]
}
} // namespace AnEmptyShapeIsAScalar

namespace AnEllipsisAloneChecksTheDTypeOnly {
void f([[shape("Float[...]")]] Tensor x);
void use([[shape("Float32[1 2 3]")]] Tensor x, [[shape("Int32[1 2 3]")]] Tensor y) {
  f(x);
  f(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has dtype int32, but its contract expects Float [shape-dtype]
}
} // namespace AnEllipsisAloneChecksTheDTypeOnly

namespace OnlyOneAxisMatchesSeveral {
void f([[shape("*a n *b")]] Tensor x, [[shape("... n ...")]] Tensor y);
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: only one axis of a shape can stand for any number of axes [shape-annotation]
// CHECK-MESSAGES: :[[@LINE-2]]:54: warning: only one axis of a shape can stand for any number of axes [shape-annotation]
} // namespace OnlyOneAxisMatchesSeveral

namespace AnExpressionNeedsItsNames {
// The order of parameters does not matter here.
void later([[shape("n+1")]] Tensor x, [[shape("n")]] Tensor y);
void f([[shape("n+1")]] Tensor x);
// CHECK-MESSAGES: :[[@LINE-1]]:17: warning: axis 'n' is used in an expression but nothing here binds it [shape-annotation]
void use([[shape("3")]] Tensor x, [[shape("2")]] Tensor y) {
  later(x, y);
  later(y, x);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: argument 'x' of 'later' has size 2 on axis 0, but its contract expects 'n+1' (4) [shape-mismatch]
}
} // namespace AnExpressionNeedsItsNames

namespace BracesAreAValueOfTheFunction {
[[shape("{size}")]] Tensor full(int size, float fill);
struct SomeClass {
  static constexpr int some_value = 5;
  [[shape("{self.some_value}+3")]] Tensor full(float fill);
};
void use(SomeClass object) {
  shape::reveal(full(4, 1.5f));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'full(4, 1.5f)' is (4) [shape-reveal]
  shape::reveal(object.full(1.5f));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'object.full(1.5f)' is (8) [shape-reveal]
}
} // namespace BracesAreAValueOfTheFunction

namespace AnyClassMayBeAnArray {
struct Duck {
  int extent[3];
};
void f([[shape("3 4 5")]] Duck x);
void use([[shape("3 4 5")]] Duck x, [[shape("3 4 6")]] Duck y) {
  f(x);
  f(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has size 6 on axis 2, but its contract expects 5 [shape-mismatch]
}
} // namespace AnyClassMayBeAnArray

namespace ATemplateIsAnyArrayType {
template <class Array> void f([[shape("n n")]] Array x);
void use([[shape("3 3")]] Tensor x, [[shape("3 4")]] Tensor y) {
  f(x);
  f(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has size 4 on axis 1, but its contract expects 'n' (3) [shape-mismatch]
}
} // namespace ATemplateIsAnyArrayType

namespace AUnionTakesTheFirstThatFits {
void f([[shape("n m | n")]] Tensor x);
void use([[shape("2")]] Tensor x, [[shape("2 3 4")]] Tensor y) {
  f(x);
  f(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has shape (2, 3, 4), but its contract expects 'n m | n' [shape-mismatch]
}
} // namespace AUnionTakesTheFirstThatFits

namespace AnAliasIsWhatItNames {
using Matrix [[shape("n m")]] = Tensor;
void f(Matrix x);
void use([[shape("2")]] Tensor x) {
  f(x);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has 1 axis (2), but its contract expects 2 axes 'n m' [shape-mismatch]
}
} // namespace AnAliasIsWhatItNames

namespace AnAnnotationOverAnotherStandsInFront {
using Image [[shape("Float[channels height width]")]] = Tensor;
using BatchImage [[shape("Shaped[batch]")]] = Image;
void f(BatchImage x);
using Wrong [[shape("Bool[batch]")]] = Image;
// CHECK-MESSAGES: :[[@LINE-1]]:22: warning: annotation 'Bool[batch]' over the type 'Image' is not possible: no dtype is both 'Bool' and 'Float', which the type demands [shape-annotation]
void use([[shape("Float32[8 3 64 64]")]] Tensor x, [[shape("Float32[3 64 64]")]] Tensor y) {
  f(x);
  f(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has 3 axes (3, 64, 64), but its contract expects 4 axes 'Float[batch channels height width]' [shape-mismatch]
}
} // namespace AnAnnotationOverAnotherStandsInFront

namespace KeysAreAliasesOfTheUser {
using PRNGKeyArray [[shape("Key[] | UInt32[2]")]] = Tensor;
using Keys [[shape("Shaped[2]")]] = PRNGKeyArray;
void f(Keys x);
void use([[shape("Key[2]")]] Tensor x, [[shape("UInt32[2 2]")]] Tensor y, [[shape("UInt32[2 3]")]] Tensor z) {
  f(x);
  f(y);
  f(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has shape (2, 3) uint32, but its contract expects '{{.*}}' [shape-mismatch]
}
} // namespace KeysAreAliasesOfTheUser

namespace ADTypeClassOfOnesOwnIsAUnion {
using Half [[shape("Float16[...] | BFloat16[...]")]] = Tensor;
void f([[shape("n n")]] Half x);
void use([[shape("Float16[2 2]")]] Tensor x, [[shape("BFloat16[2 2]")]] Tensor y, [[shape("Float32[2 2]")]] Tensor z,
         [[shape("Float16[2 3]")]] Tensor w) {
  f(x);
  f(y);
  f(z);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has dtype float32, but its contract expects bfloat16 or float16 [shape-dtype]
  f(w);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'x' of 'f' has shape (2, 3) float16, but its contract expects 'Float16[n n ...] | BFloat16[n n ...]' [shape-mismatch]
}
} // namespace ADTypeClassOfOnesOwnIsAUnion

// RUN: %check_shape_tidy %s --std=c++20
// The attribute's own mistakes are the compiler's to report, each at its place.
// A file with errors has no shape findings.

struct T {};

void noParentheses([[shape]] T x);
// CHECK-MESSAGES: :[[@LINE-1]]:22: error: 'shape' attribute takes one argument [clang-diagnostic-error]
void noArgument([[shape()]] T x);
// CHECK-MESSAGES: :[[@LINE-1]]:19: error: 'shape' attribute takes one argument [clang-diagnostic-error]
void number([[shape(1)]] T x);
// CHECK-MESSAGES: :[[@LINE-1]]:21: error: 'shape' attribute requires a string [clang-diagnostic-error]
void twoStrings([[shape("a", "b")]] T x);
// CHECK-MESSAGES: :[[@LINE-1]]:19: error: 'shape' attribute takes one argument [clang-diagnostic-error]
void wideString([[shape(L"a")]] T x);
// CHECK-MESSAGES: :[[@LINE-1]]:25: error: 'shape' attribute requires a string [clang-diagnostic-error]
void utf8String([[shape(u8"a")]] T x);
// CHECK-MESSAGES: :[[@LINE-1]]:25: error: 'shape' attribute requires a string [clang-diagnostic-error]
void name([[shape(foo)]] T x);
// CHECK-MESSAGES: :[[@LINE-1]]:13: error: 'shape' attribute requires a string [clang-diagnostic-error]
void expression([[shape(sizeof(int))]] T x);
// CHECK-MESSAGES: :[[@LINE-1]]:25: error: 'shape' attribute requires a string [clang-diagnostic-error]
template <class U> void dependent([[shape(U::name)]] T x);
// CHECK-MESSAGES: :[[@LINE-1]]:43: error: 'shape' attribute requires a string [clang-diagnostic-error]

namespace [[shape("a")]] n {}
// CHECK-MESSAGES: :[[@LINE-1]]:13: error: 'shape' attribute only applies to variables, parameters, fields, functions, types and aliases [clang-diagnostic-error]
enum [[shape("a")]] E {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: error: 'shape' attribute only applies to variables, parameters, fields, functions, types and aliases [clang-diagnostic-error]
  A [[shape("b")]]
  // CHECK-MESSAGES: :[[@LINE-1]]:7: error: 'shape' attribute only applies to variables, parameters, fields, functions, types and aliases [clang-diagnostic-error]
};
[[shape("z")]];
// CHECK-MESSAGES: :[[@LINE-1]]:3: error: 'shape' attribute only applies to variables, parameters, fields, functions, types and aliases [clang-diagnostic-error]
T [[shape("t")]] afterType;
// CHECK-MESSAGES: :[[@LINE-1]]:5: error: 'shape' attribute cannot be applied to types [clang-diagnostic-error]
auto lambda = [](T x) [[shape("z")]] { return x; };
// CHECK-MESSAGES: :[[@LINE-1]]:25: error: 'shape' attribute cannot be applied to types [clang-diagnostic-error]

void unbalanced([[shape("a"]] T x);
// CHECK-MESSAGES: :[[@LINE-1]]:28: error: expected ')' [clang-diagnostic-error]

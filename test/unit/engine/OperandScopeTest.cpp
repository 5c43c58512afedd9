//===-- OperandScopeTest.cpp - Resolved operands as text ------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/OperandScope.h"
#include "Program.h"
#include "annotations/syntax/Annotation.h"

using namespace clang;

namespace shapetidy::test {
namespace {

using Kind = ResolvedOperand::Kind;

std::string describe(const ResolvedOperand &R) {
  static constexpr const char *Names[] = {
      "Unknown", "Unbound",    "Constant", "Parameter", "Variable", "This",
      "Field",   "AxisLength", "Rank",     "Index",     "Call",     "Negate",
      "Add",     "Sub",        "Mul",      "Div",       "Mod"};
  std::string Out = Names[static_cast<unsigned>(R.What)];
  if (R.What == Kind::Constant)
    Out += " " + std::to_string(R.Value);
  if (R.What == Kind::Parameter)
    Out += " " + std::to_string(R.Index);
  if (R.What == Kind::Variable || R.What == Kind::Field || R.What == Kind::Call)
    Out += " " + R.Name;
  if (R.Bad)
    Out += " " + R.Bad->Name +
           (R.Bad->Suggestion.empty() ? "" : " for " + R.Bad->Suggestion);
  if (R.Args.empty())
    return Out;
  Out += "(";
  for (const ResolvedOperand &Arg : R.Args)
    Out += (&Arg == &R.Args.front() ? "" : ", ") + describe(Arg);
  return Out + ")";
}

OperandPtr operand(const std::string &Text) {
  ParsedAnnotation Parsed = parseAnnotation("{" + Text + "}");
  EXPECT_TRUE(Parsed.ok()) << Text;
  if (!Parsed.ok() || !Parsed.Root->Shape.Axes[0].Expr)
    return nullptr;
  return Parsed.Root->Shape.Axes[0].Expr->Inner;
}

std::string resolved(const std::string &Text, const NamedDecl *Scope) {
  OperandPtr Operand = operand(Text);
  return Operand && Scope ? describe(resolveOperand(*Operand, *Scope)) : "?";
}

TEST(OperandScope, ParametersAndArithmetic) {
  Program P("void f(int k, Tensor x, int *table);");
  const FunctionDecl *F = P.function("f");
  EXPECT_EQ(resolved("k", F), "Parameter 0");
  EXPECT_EQ(resolved("2*k-1", F),
            "Sub(Mul(Constant 2, Parameter 0), Constant 1)");
  EXPECT_EQ(resolved("7/2+7%4", F), "Constant 6");
  EXPECT_EQ(resolved("-k", F), "Negate(Parameter 0)");
  EXPECT_EQ(resolved("1/0", F), "Unknown");
  EXPECT_EQ(resolved("9223372036854775807+1", F), "Unknown");
  EXPECT_EQ(resolved("table[2]", F), "Index(Parameter 2, Constant 2)");
  EXPECT_EQ(resolved("q", F), "Unbound q");
  EXPECT_EQ(resolved("tabel", F), "Unbound tabel for table");
  EXPECT_EQ(resolved("k+nope", F), "Unbound nope");
}

TEST(OperandScope, SizesOfArrays) {
  Program P("void f(Tensor x, int i);");
  const FunctionDecl *F = P.function("f");
  EXPECT_EQ(resolved("x.size(1)", F), "AxisLength(Parameter 0, Constant 1)");
  EXPECT_EQ(resolved("x.size(i)", F), "AxisLength(Parameter 0, Parameter 1)");
  EXPECT_EQ(resolved("x.rows()", F), "AxisLength(Parameter 0, Constant 0)");
  EXPECT_EQ(resolved("x.cols()", F), "AxisLength(Parameter 0, Constant 1)");
  EXPECT_EQ(resolved("x.shape[0]", F), "AxisLength(Parameter 0, Constant 0)");
  EXPECT_EQ(resolved("x.sizes()[-1]", F),
            "AxisLength(Parameter 0, Constant -1)");
  EXPECT_EQ(resolved("size(x, 0)", F), "AxisLength(Parameter 0, Constant 0)");
  EXPECT_EQ(resolved("x.dim()", F), "Rank(Parameter 0)");
  EXPECT_EQ(resolved("x.other(3)", F), "Call other(Parameter 0, Constant 3)");
}

TEST(OperandScope, Constants) {
  Program P("namespace ns { constexpr int K = 3; enum E { One = 1 };"
            "const int T[] = {4, 5, 6}; enum class S { Two = 2 };"
            "int runtime = 3; const int fromRuntime = runtime;"
            "struct C { static constexpr int M = 7; static int var; };"
            "void f(); }");
  const FunctionDecl *F = P.function("f");
  EXPECT_EQ(resolved("K", F), "Constant 3");
  EXPECT_EQ(resolved("ns::K", F), "Constant 3");
  EXPECT_EQ(resolved("One", F), "Constant 1");
  EXPECT_EQ(resolved("S::Two", F), "Constant 2");
  EXPECT_EQ(resolved("T[2]", F), "Constant 6");
  EXPECT_EQ(resolved("T[3]", F), "Unknown");
  EXPECT_EQ(resolved("C::M+K", F), "Constant 10");
  EXPECT_EQ(resolved("C::var", F), "Variable var");
  EXPECT_EQ(resolved("runtime", F), "Variable runtime");
  EXPECT_EQ(resolved("fromRuntime", F), "Variable fromRuntime");
  EXPECT_EQ(resolved("C::N", F), "Unbound C::N");
  EXPECT_EQ(resolved("C", F), "Unknown");
}

TEST(OperandScope, Members) {
  Program P("struct Config { int heads; };"
            "struct Base { int inBase; };"
            "struct Layer : Base { int width; Tensor w; Config config;"
            "  void f(); static void g(); struct Inner { void h(); }; };");
  const FunctionDecl *F = P.function("f");
  EXPECT_EQ(resolved("width", F), "Field width(This)");
  EXPECT_EQ(resolved("this->width", F), "Field width(This)");
  EXPECT_EQ(resolved("self.inBase", F), "Field inBase(This)");
  EXPECT_EQ(resolved("config.heads", F), "Field heads(Field config(This))");
  EXPECT_EQ(resolved("config.head", F), "Unbound head for heads");
  EXPECT_EQ(resolved("w.size(0)", F), "AxisLength(Field w(This), Constant 0)");
  EXPECT_EQ(resolved("width", P.value("w")), "Field width(This)");
  EXPECT_EQ(resolved("width", P.function("g")), "Unknown");
  EXPECT_EQ(resolved("this->width", P.function("g")), "Unbound this");
  EXPECT_EQ(resolved("width", P.function("h")), "Unknown");
}

TEST(OperandScope, TemplateArguments) {
  Program P("template <int K, class T> struct Conv {"
            "  static constexpr int Twice = 2 * K, Needed = K + 1;"
            "  template <int J> void f(int n) {}"
            "  void g() {} };"
            "template <int K> struct Conv<K, int> { void special() {} };"
            "void use() { Conv<3, Tensor>().f<4>(1); Conv<3, Tensor>().g();"
            "  Conv<5, int>().special(); int a[Conv<3, Tensor>::Needed]; }");
  ASSERT_TRUE(P.compiles());
  EXPECT_EQ(resolved("K", P.function("f")), "Unknown");
  EXPECT_EQ(resolved("L", P.function("f")), "Unbound L");
  EXPECT_EQ(resolved("K", P.instance("g")), "Constant 3");
  // The compiler makes the value when something needs it, and nothing does.
  EXPECT_EQ(resolved("Twice", P.instance("g")), "Variable Twice");
  EXPECT_EQ(resolved("Needed", P.instance("g")), "Constant 4");
  EXPECT_EQ(resolved("T::value", P.instance("g")), "Unknown");
  EXPECT_EQ(resolved("K", P.instance("special")), "Constant 5");
}

TEST(OperandScope, LocalsAndEnclosingFunctions) {
  Program P("void outer(int n) { int before = 1; constexpr int C = 2;"
            "  Tensor here; int after = 3;"
            "  auto l = [n, k = before](Tensor inLambda) { Tensor deep; }; }");
  ASSERT_TRUE(P.compiles());
  const ValueDecl *Here = P.value("here");
  EXPECT_EQ(resolved("before", Here), "Variable before");
  EXPECT_EQ(resolved("C", Here), "Constant 2");
  EXPECT_EQ(resolved("n", Here), "Parameter 0");
  EXPECT_EQ(resolved("after", Here), "Unbound after");
  EXPECT_EQ(resolved("befor", Here), "Unbound befor for before");
  const ValueDecl *Param = P.value("inLambda");
  EXPECT_EQ(resolved("n", Param), "Variable n");
  EXPECT_EQ(resolved("k", Param), "Variable k");
  EXPECT_EQ(resolved("before", Param), "Variable before");
  EXPECT_EQ(resolved("inLambda.size(0)", P.value("deep")),
            "AxisLength(Parameter 0, Constant 0)");
}

TEST(OperandScope, NamesOfOtherDeclarations) {
  Program P("void f(int first); void f(int second) {}");
  const FunctionDecl *First = P.function("f");
  OperandPtr Operand = operand("second");
  EXPECT_EQ(describe(resolveOperand(*Operand, *First)), "Parameter 0");
  EXPECT_EQ(
      describe(resolveOperand(*Operand, *First, First->getMostRecentDecl())),
      "Parameter 0");
}

TEST(OperandScope, DependentBasesMayHaveAnyName) {
  Program P("template <class B> struct S : B { void f(); };");
  EXPECT_EQ(resolved("perhaps", P.function("f")), "Unknown");
}

} // namespace
} // namespace shapetidy::test

//===-- ParserTest.cpp - What annotations are read as ---------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "ParserTestSupport.h"
#include "gtest/gtest.h"

using namespace shapetidy;
using namespace shapetidy::test;

namespace {
struct Row {
  llvm::StringLiteral Text;
  llvm::StringLiteral Tree;
};
} // namespace

static void expectTrees(llvm::ArrayRef<Row> Rows) {
  for (const Row &R : Rows) {
    ParsedAnnotation Parsed = parseAnnotation(R.Text);
    EXPECT_EQ(problemsOf(Parsed), "") << R.Text.str();
    ASSERT_TRUE(Parsed.Root) << R.Text.str();
    EXPECT_EQ(dump(*Parsed.Root), R.Tree.str()) << R.Text.str();
  }
}

TEST(Parser, Shapes) {
  expectTrees({
      {"", "Array(: )"},
      {"batch c h w", "Array(: named batch, named c, named h, named w)"},
      {"a\tb\nc", "Array(: named a, named b, named c)"},
      {"a\u00a0b", "Array(: named a, named b)"},
      {"#b *#c ?d _ 3",
       "Array(: broadcast named b, broadcast variadic c, treepath named d, "
       "anonymous, fixed 3)"},
      {"... h=2 w=n", "Array(: ellipsis, doc h fixed 2, doc w named n)"},
      {"bӂ n",
       "Array(: named bӂ, named n)"}, // its second byte alone is a blank
      {"größe μ", "Array(: named größe, named μ)"},
      {"٤", "Array(: fixed 4)"},
      {"None n", "Array(: named None, named n)"},
      {"tuple list int", "Array(: named tuple, named list, named int)"},
  });
}

TEST(Parser, Expressions) {
  expectTrees({
      {"n+1", "Array(: symbolic (n + 1))"},
      {"a-b-c", "Array(: symbolic ((a - b) - c))"},
      {"a+b*c", "Array(: symbolic (a + (b * c)))"},
      {"(a+b)*c", "Array(: symbolic ((a + b) * c))"},
      {"-a**-b**c", "Array(: symbolic (- (a ** (- (b ** c)))))"},
      {"a//2%3/4", "Array(: symbolic (((a // 2) % 3) / 4))"},
      {"min(a,b+1)+max(1,2,c)",
       "Array(: symbolic (min(a, (b + 1)) + max(1, 2, c)))"},
      {"a==b", "Array(: symbolic (a == b))"},
      {"1if(n>2)else(2)", "Array(: symbolic (1 if (n > 2) else 2))"},
      {"1<n<5", "Array(: symbolic ((1 < n) and (n < 5)))"},
      {"not(a)==b", "Array(: symbolic (not (a == b)))"},
      {"(a)and(not(b))", "Array(: symbolic (a and (not b)))"},
      {"n<<1&~m^k", "Array(: symbolic (((n << 1) & (~ m)) ^ k))"},
      {"2.50", "Array(: symbolic 25/10)"},
      {"1e3", "Array(: symbolic 1000)"},
      {"0x10", "Array(: symbolic 16)"},
      {"True+1", "Array(: symbolic (1 + 1))"},
      {"+n", "Array(: symbolic (+ n))"},
  });
}

TEST(Parser, Operands) {
  expectTrees({
      {"{k}", "Array(: symbolic {k})"},
      {"n+{k}", "Array(: symbolic (n + {k}))"},
      {"{this->x.y}", "Array(: symbolic {this->x.y})"},
      {"{self.size}+3", "Array(: symbolic ({this.size} + 3))"},
      {"{x.size(0)}", "Array(: symbolic {x.size(0)})"},
      {"{x.shape[-1]}", "Array(: symbolic {x.shape[(- 1)]})"},
      {"{a + b * c - d}", "Array(: symbolic {((a + (b * c)) - d)})"},
      {"{(a + b) / 2 % 3}", "Array(: symbolic {(((a + b) / 2) % 3)})"},
      {"{Config::width}", "Array(: symbolic {Config::width})"},
      {"{::limit}", "Array(: symbolic {::limit})"},
      {"{f(a, b)[2]}", "Array(: symbolic {f(a, b)[2]})"},
      {"{p->n} m", "Array(: symbolic {p->n}, named m)"},
      {"{1'000u + 0x10}", "Array(: symbolic {(1000 + 16)})"},
      {"n {a - b} m", "Array(: named n, symbolic {(a - b)}, named m)"},
  });
}

TEST(Parser, Arrays) {
  expectTrees({
      {"Float32[batch c]", "Array(Float32: named batch, named c)"},
      {" Int[ ] ", "Array(Int: )"},
      {"Shaped[{x.size(0)} ...]",
       "Array(Shaped: symbolic {x.size(0)}, ellipsis)"},
      {"intp[:]", "Array(intp any order: anonymous)"},
      {"float64[:, ::1]", "Array(float64 C order: anonymous, anonymous)"},
      {"float64[::1,:]", "Array(float64 F order: anonymous, anonymous)"},
      {"complex64[::1]", "Array(complex64 C order: anonymous)"},
  });
}

TEST(Parser, Unions) {
  expectTrees({
      {"None", "None"},
      {"n m | None", "Union(Array(: named n, named m), None)"},
      {"Float[n]|Int[m]|None",
       "Union(Array(Float: named n), Array(Int: named m), None)"},
      {"(Float[n] | Int[m]) | None",
       "Union(Array(Float: named n), Array(Int: named m), None)"},
      {"(n) | m", "Union(Array(: symbolic n), Array(: named m))"},
      {"n | int", "Union(Array(: named n), Scalar(int))"},
  });
}

TEST(Parser, Containers) {
  expectTrees({
      {"tuple[n m, Float32[k]]",
       "Tuple(Array(: named n, named m), Array(Float32: named k))"},
      {"tuple[]", "Tuple()"},
      {"tuple[min(a,b) c, d]",
       "Tuple(Array(: symbolic min(a, b), named c), Array(: named d))"},
      {"list[tuple[n, None]]", "List(Tuple(Array(: named n), None))"},
      {"dict[Int[n]]", "Dict(Array(Int: named n))"},
      {"list[n] | None", "Union(List(Array(: named n)), None)"},
  });
}

TEST(Parser, Trees) {
  expectTrees({
      {"PyTree", "Tree()"},
      {"PyTree[Float[b c]]", "Tree(Array(Float: named b, named c))"},
      {"PyTree[Any, S T ...]", "Tree(Any; S T ...)"},
      {"PyTree[int, ... T]", "Tree(Scalar(int); ... T)"},
      {"PyTree[n | None, T]", "Tree(Union(Array(: named n), None); T)"},
      {"PyTree[PyTree[?n, T]]", "Tree(Tree(Array(: treepath named n); T))"},
  });
}

TEST(Parser, Callables) {
  expectTrees({
      {"(n m, k) -> n",
       "Callable(Array(: named n, named m), Array(: named k) -> Array(: named "
       "n))"},
      {"() -> None", "Callable( -> None)"},
      {"vectorized (n) -> ()", "Vectorized(Array(: named n) -> Array(: ))"},
      {"vectorized(n)->(m)",
       "Vectorized(Array(: named n) -> Array(: named m))"},
      {"(n) -> m | None",
       "Callable(Array(: named n) -> Union(Array(: named m), None))"},
      {"((n) -> m) | None",
       "Union(Callable(Array(: named n) -> Array(: named m)), None)"},
      {"((n) -> m) -> k",
       "Callable(Callable(Array(: named n) -> Array(: named m)) -> Array(: "
       "named k))"},
      {"(n) -> (m) -> k",
       "Callable(Array(: named n) -> Callable(Array(: named m) -> Array(: "
       "named k)))"},
      {"tuple[(n) -> m, k]",
       "Tuple(Callable(Array(: named n) -> Array(: named m)), Array(: named "
       "k))"},
      {"(Any, int, PyTree) -> list[float]",
       "Callable(Any, Scalar(int), Tree() -> List(Scalar(float)))"},
  });
}

static std::string contract(llvm::StringRef Text) {
  ParsedContract Parsed = parseContract(Text);
  EXPECT_EQ(problemsOf(Parsed), "") << Text.str();
  std::string Out;
  for (const TypePtr &Param : Parsed.Root->Params)
    Out += dump(*Param) + " ";
  return Out + "-> " + dump(*Parsed.Root->Result);
}

TEST(Parser, Contracts) {
  EXPECT_EQ(contract("(n), (n) -> ()"),
            "Array(: named n) Array(: named n) -> Array(: )");
  EXPECT_EQ(contract("(*#b n m), (*#b m k) -> (*b n k)"),
            "Array(: broadcast variadic b, named n, named m) Array(: broadcast "
            "variadic b, named m, named k) -> Array(: variadic b, named n, "
            "named k)");
  EXPECT_EQ(contract("(n), _ -> _"), "Array(: named n) Any -> Any");
  EXPECT_EQ(contract("(n), (int), (Float32[k] | None)"),
            "Array(: named n) Scalar(int) Union(Array(Float32: named k), None) "
            "-> Any");
  EXPECT_EQ(contract("(min(a,b) c) -> tuple[n, m]"),
            "Array(: symbolic min(a, b), named c) -> Tuple(Array(: named n), "
            "Array(: named m))");
  EXPECT_EQ(contract("-> (n)"), "-> Array(: named n)");
  EXPECT_EQ(contract("((n) -> m), (k) -> (k)"),
            "Callable(Array(: named n) -> Array(: named m)) Array(: named k) "
            "-> Array(: named k)");
}

TEST(Parser, SpansAreExact) {
  llvm::StringRef Text = "tuple[Float32[n  #h=m+{k - 1}], *b]";
  ParsedAnnotation Parsed = parseAnnotation(Text);
  auto At = [&](Span S) { return Text.slice(S.Begin, S.End); };
  const TypeSyntax &Array = *Parsed.Root->Items[0];
  EXPECT_EQ(At(Array.Where), "Float32[n  #h=m+{k - 1}]");
  EXPECT_EQ(At(Array.DTypeSpan), "Float32");
  const Axis &A = Array.Shape.Axes[1];
  EXPECT_EQ(At(A.Where), "#h=m+{k - 1}");
  EXPECT_EQ(At(A.NameSpan), "m+{k - 1}");
  EXPECT_EQ(At(A.Expr->Args[1]->Where), "{k - 1}");
  EXPECT_EQ(At(A.Expr->Args[1]->Inner->Where), "k - 1");
  EXPECT_EQ(At(A.Expr->Args[1]->Inner->Args[1]->Where), "1");
  EXPECT_EQ(At(Parsed.Root->Items[1]->Shape.Axes[0].NameSpan), "b");
}

TEST(Parser, UnionOfStructureText) {
  ParsedAnnotation Parsed = parseAnnotation("PyTree[n,  S  T ]");
  EXPECT_EQ(Parsed.Root->Structure->Text, "S  T");
}

//===-- ContractReaderTest.cpp - Contracts as text ------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Program.h"
#include "checks/engine/Contract.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace shapetidy::test {
namespace {

std::string describe(const EffectiveAnnotation *A) {
  if (!A)
    return "-";
  return A->Type->What == TypeSyntax::Kind::Any ? "any" : print(*A->Type);
}

/// `(n m, -) -> n`
std::string describe(const Contract *C) {
  if (!C)
    return "none";
  std::string Out = "(";
  for (const EffectiveAnnotation *Param : C->Params)
    Out += (Out.size() > 1 ? ", " : "") + describe(Param);
  return Out + ") -> " + describe(C->Result);
}

std::string contract(const std::string &Code, llvm::StringRef Name) {
  Program P(Code);
  EXPECT_TRUE(P.compiles()) << Code;
  ContractReader Reader(P.context());
  return describe(Reader.contractOf(P.function(Name)));
}

std::string contractOfInstance(const std::string &Code, llvm::StringRef Name) {
  Program P(Code);
  EXPECT_TRUE(P.compiles()) << Code;
  ContractReader Reader(P.context());
  return describe(Reader.contractOf(P.instance(Name)));
}

TEST(ContractReader, ParametersAndResult) {
  EXPECT_EQ(contract("SHAPE(\"b o\") Tensor f(SHAPE(\"b i\") Tensor, Tensor, "
                     "SHAPE(\"o i\") const Tensor &);",
                     "f"),
            "(b i, -, o i) -> b o");
  EXPECT_EQ(contract("Tensor f(Tensor);", "f"), "none");
  EXPECT_EQ(contract("void f(SHAPE(\"n, m\") Tensor);", "f"), "(any) -> -");
  EXPECT_EQ(contract("struct S { S(SHAPE(\"n\") Tensor x, int k); };", "S"),
            "(n, -) -> -");
}

TEST(ContractReader, AliasesArePrependedTo) {
  const std::string Aliases =
      "using Image SHAPE(\"Float[c h w]\") = Tensor;"
      "using Batch SHAPE(\"n\") = Image;"
      "template <class T> using Vec SHAPE(\"k\") = T;"
      "namespace lib { using Row SHAPE(\"*r\") = Tensor; } using lib::Row;";
  auto Of = [&](const std::string &Param) {
    return contract(Aliases + "void f(" + Param + ");", "f");
  };
  EXPECT_EQ(Of("Image x"), "(Float[c h w]) -> -");
  EXPECT_EQ(Of("const Batch &x"), "(Float[n c h w]) -> -");
  EXPECT_EQ(Of("SHAPE(\"Float32[t]\") Batch *const x"),
            "(Float32[t n c h w]) -> -");
  EXPECT_EQ(Of("Vec<Tensor> x"), "(k) -> -");
  EXPECT_EQ(Of("Vec<Image> x"), "(Float[k c h w]) -> -");
  EXPECT_EQ(Of("SHAPE(\"n\") Row x"), "(n *r) -> -");
  EXPECT_EQ(Of("SHAPE(\"Int[n]\") Image x"), "(any) -> -");
  EXPECT_EQ(Of("SHAPE(\"n | None\") Image x"), "(Float[n c h w] | None) -> -");
  EXPECT_EQ(Of("void (*x)(Image)"), "none");
}

TEST(ContractReader, AliasTemplatesGiveTheirArgumentsOn) {
  const std::string Aliases =
      "using Image SHAPE(\"c h w\") = Tensor;"
      "template <class T> using Vec SHAPE(\"k\") = T;"
      "template <class T> using Outer SHAPE(\"m\") = const Vec<T> &;"
      "template <int K, class T = Image> using Given = T;"
      "template <class T, class V = Vec<T>> using Nested = V;"
      "template <template <class> class V, class T> using Apply = V<T>;"
      "template <class... Ts> struct First;"
      "template <class T, class... Ts> struct First<T, Ts...> {"
      "  using Type = T; };"
      "template <class... Ts> using FirstOf = typename First<Ts...>::Type;"
      "template <class T> struct S {"
      "  using Own = Vec<T>; template <class U> using Member = Vec<U>; };";
  auto Of = [&](const std::string &Param) {
    return contract(Aliases + "void f(" + Param + ");", "f");
  };
  EXPECT_EQ(Of("Vec<Vec<Image>> x"), "(k k c h w) -> -");
  EXPECT_EQ(Of("Outer<Image> x"), "(m k c h w) -> -");
  EXPECT_EQ(Of("Outer<Vec<Image>> x"), "(m k k c h w) -> -");
  EXPECT_EQ(Of("Given<1, Vec<Tensor>> x"), "(k) -> -");
  EXPECT_EQ(Of("Given<1> x"), "(c h w) -> -");
  EXPECT_EQ(Of("Nested<Image> x"), "(k c h w) -> -");
  EXPECT_EQ(Of("Apply<Vec, Image> x"), "(k c h w) -> -");
  EXPECT_EQ(Of("S<int>::Member<Image> x"), "(k c h w) -> -");
  // A class template forgets how its argument was spelled.
  EXPECT_EQ(Of("S<Image>::Own x"), "(k) -> -");
  EXPECT_EQ(Of("FirstOf<Image, int> x"), "none");
}

TEST(ContractReader, SugarOfOthersDoesNotCount) {
  const std::string Code = "using Image SHAPE(\"c h w\") = Tensor;"
                           "Image make();";
  Program P(Code + "void g() { auto deduced = make(); "
                   "decltype(make()) same = make(); Image own = make(); }");
  ContractReader Reader(P.context());
  EXPECT_EQ(describe(Reader.annotationOf(P.value("deduced"))), "-");
  EXPECT_EQ(describe(Reader.annotationOf(P.value("same"))), "-");
  EXPECT_EQ(describe(Reader.annotationOf(P.value("own"))), "c h w");
}

TEST(ContractReader, RedeclarationsMerge) {
  EXPECT_EQ(contract("void f(SHAPE(\"n\") Tensor, Tensor);"
                     "void f(Tensor, SHAPE(\"m\") Tensor);"
                     "void f(Tensor x, Tensor y) {}",
                     "f"),
            "(n, m) -> -");
  // `n` means something else in the second declaration.
  EXPECT_EQ(contract("void f(SHAPE(\"n\") Tensor, Tensor);"
                     "void f(SHAPE(\"k\") Tensor, SHAPE(\"n\") Tensor);",
                     "f"),
            "(n, -) -> -");
  EXPECT_EQ(contract("using Image SHAPE(\"c\") = Tensor;"
                     "void f(Tensor); void f(Image);",
                     "f"),
            "(c) -> -");
}

TEST(ContractReader, OverridesInherit) {
  const std::string Bases =
      "struct A { SHAPE(\"b\") virtual Tensor f(SHAPE(\"b c\") Tensor); };"
      "struct B : A { Tensor f(Tensor) override; };";
  auto Last = [&](const std::string &Code) {
    Program P(Bases + Code);
    EXPECT_TRUE(P.compiles());
    ContractReader Reader(P.context());
    for (const CXXMethodDecl *Method : P.record("Z")->methods())
      if (Method->getNameAsString() == "f")
        return describe(Reader.contractOf(Method));
    return std::string("no f");
  };
  EXPECT_EQ(Last("struct Z : B { Tensor f(Tensor) override; };"), "(b c) -> b");
  EXPECT_EQ(Last("struct Z : B { Tensor f(SHAPE(\"*s\") Tensor) override; };"),
            "(*s) -> -");
  EXPECT_EQ(Last("struct I { virtual Tensor f(Tensor); };"
                 "struct Z : I, B { Tensor f(Tensor) override; };"),
            "(b c) -> b");
}

TEST(ContractReader, Templates) {
  EXPECT_EQ(contractOfInstance(
                "template <class T> SHAPE(\"n\") T f(SHAPE(\"n m\") T x);"
                "void g() { f(Tensor()); }",
                "f"),
            "(n m) -> n");
  EXPECT_EQ(contractOfInstance(
                "template <class T> struct S { T f(T x); };"
                "template <class T> SHAPE(\"n\") T S<T>::f(SHAPE(\"n m\") T x) "
                "{ return x; }"
                "void g() { S<Tensor>().f(Tensor()); }",
                "f"),
            "(n m) -> n");
  EXPECT_EQ(contractOfInstance("template <class... T> void f(SHAPE(\"n\") "
                               "T... xs, SHAPE(\"m\") Tensor last = {});"
                               "void g() { f<Tensor, Tensor>({}, {}); }",
                               "f"),
            "(n, n, m) -> -");
}

TEST(ContractReader, ExplicitSpecialisationsSpeakForThemselves) {
  Program P("template <class T> void f(SHAPE(\"n\") T x);"
            "template <> void f(SHAPE(\"a b\") Tensor x);"
            "template <> void f(int *x);");
  ASSERT_TRUE(P.compiles());
  ContractReader Reader(P.context());
  std::string All;
  for (const FunctionDecl *F :
       P.function("f")->getDescribedFunctionTemplate()->specializations())
    All += describe(Reader.contractOf(F)) + "; ";
  EXPECT_EQ(All, "(a b) -> -; none; ");
}

TEST(ContractReader, ClassNames) {
  Program P("struct Base { SHAPE(\"out in\") Tensor w; };"
            "struct Layer : Base { SHAPE(\"*b out+1\") Tensor x;"
            "  SHAPE(\"k\") static Tensor s; int n;"
            "  void f(SHAPE(\"in\") Tensor);"
            "  static void g(SHAPE(\"in\") Tensor);"
            "  void h() { [](SHAPE(\"in\") Tensor) {}; } };");
  ASSERT_TRUE(P.compiles());
  ContractReader Reader(P.context());
  auto Keys = [](const auto &Map) {
    std::vector<std::string> Names;
    for (llvm::StringRef Name : Map.keys())
      Names.push_back(Name.str());
    llvm::sort(Names);
    return llvm::join(Names, " ");
  };
  const ClassNames &Names = Reader.namesOf(P.record("Layer"));
  EXPECT_EQ(Keys(Names.Single), "in k out");
  EXPECT_EQ(Keys(Names.Variadic), "b");
  EXPECT_EQ(Names.Single.lookup("out")->getNameAsString(), "w");
  EXPECT_EQ(Reader.contractOf(P.function("f"))->ClassScope, P.record("Layer"));
  EXPECT_EQ(Reader.contractOf(P.function("g"))->ClassScope, nullptr);
  EXPECT_EQ(Reader.contractOf(P.lambda())->ClassScope, P.record("Layer"));
  EXPECT_TRUE(Reader.namesOf(nullptr).empty());
}

TEST(ContractReader, StructuredBindings) {
  Program P("struct Pair { Tensor a, b; };"
            "void f(Pair p) { SHAPE(\"tuple[n m, k]\") auto [x, y] = p; }");
  ASSERT_TRUE(P.compiles());
  ContractReader Reader(P.context());
  EXPECT_EQ(describe(Reader.annotationOf(P.value("x"))), "n m");
  EXPECT_EQ(describe(Reader.annotationOf(P.value("y"))), "k");
}

/// The source text that each axis of the first parameter of `f` is placed on.
std::string axisTexts(const std::string &Code) {
  Program P(Code);
  EXPECT_TRUE(P.compiles()) << Code;
  ContractReader Reader(P.context());
  const EffectiveAnnotation *A = Reader.contractOf(P.function("f"))->Params[0];
  std::string Out;
  for (unsigned I = 0; I != A->Type->Shape.Axes.size(); ++I)
    Out += Lexer::getSourceText(A->rangeOfAxis(I, P.context()),
                                P.context().getSourceManager(),
                                P.context().getLangOpts())
               .str() +
           "|";
  return Out;
}

TEST(ContractReader, AxesKeepTheirPlaces) {
  EXPECT_EQ(axisTexts("void f(SHAPE(\"n  2*m\") Tensor);"), "n|2*m|");
  EXPECT_EQ(axisTexts("using I SHAPE(\"c h\") = Tensor;"
                      "using B SHAPE(R\"(b)\") = I;"
                      "void f(SHAPE(\"x y\") B);"),
            "x|y|b|c|h|");
  EXPECT_EQ(axisTexts("void f(SHAPE(\"n\\tm\" \" k\") Tensor);"), "n|m|k|");
  EXPECT_EQ(axisTexts("void f(SHAPE(\"\\x6e m\") Tensor);"), "\\|m|");
  EXPECT_EQ(axisTexts("#define N \"n m\"\nvoid f(SHAPE(N) Tensor);"), "N|N|");
  EXPECT_EQ(axisTexts("#define IMG SHAPE(\"n m\")\nvoid f(IMG Tensor);"),
            "IMG|IMG|");
}

} // namespace
} // namespace shapetidy::test

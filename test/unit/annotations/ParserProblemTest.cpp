//===-- ParserProblemTest.cpp - Errors of annotations ---------------------===//
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
  llvm::StringLiteral Problems;
};
} // namespace

static void expectProblems(llvm::ArrayRef<Row> Rows) {
  for (const Row &R : Rows)
    EXPECT_EQ(problemsOf(parseAnnotation(R.Text)), R.Problems.str())
        << R.Text.str();
}

TEST(ParserProblems, Modifiers) {
  expectProblems({
      {"a, b", "P_COMMA ',' -> \"a b\""},
      {"a,b", "P_COMMA ',' -> \"a b\""},
      {"a ,", "P_COMMA ',' -> \"a \""},
      {"[a,b]", "P_COMMA ',' -> \"a b\""},
      {" [a, 3, c ] ", "P_COMMA ',' -> \" a 3 c \""},
      {"n#", "P_TRAILING_HASH '#' -> \"#n\""},
      {"#n#", "P_TRAILING_HASH '#' -> \"#n\""},
      {"*n#", "P_TRAILING_HASH '#' -> \"#*n\""},
      {"#", "P_TRAILING_HASH '#'"},
      {"...name", "P_ELLIPSIS_NOT_ALONE '...' -> \"*name\""},
      {"#...name", "P_ELLIPSIS_NOT_ALONE '...' -> \"*#name\""},
      {"*...", "P_ELLIPSIS_NOT_ALONE '...' -> \"...\""},
      {"foo=...", "P_ELLIPSIS_NOT_ALONE '...' -> \"foo=*_\""},
      {"##a", "P_DUP_HASH '#' -> \"#a\""},
      {"#k=#n", "P_DUP_HASH '#' -> \"#k=n\""},
      {"**a", "P_DUP_STAR '*' -> \"*a\""},
      {"__init__", "P_DUP_UNDERSCORE '_' -> \"_init__\""},
      {"??a", "P_DUP_QUESTION '?' -> \"?a\""},
      {"*a *b", "P_TWO_VARIADICS '*b'"},
      {"*4", "P_FIXED_VARIADIC '*' -> \"4\""},
      {"#_4", "P_FIXED_ANONYMOUS '_' -> \"#4\""},
      {"?4", "P_FIXED_TREEPATH '?' -> \"4\""},
      {"#_a", "P_ANONYMOUS_BROADCAST '#' -> \"_a\""},
      {"_a+b", "P_SYMBOLIC_ANONYMOUS '_' -> \"a+b\""},
      {"*2*a", "P_SYMBOLIC_VARIADIC '*' -> \"2*a\""},
      {"?a+b", "P_SYMBOLIC_TREEPATH '?' -> \"a+b\""},
  });
}

TEST(ParserProblems, RecoveryFindsAll) {
  expectProblems({
      {"a, #_ *4 n", "P_COMMA ',' -> \"a #_ *4 n\"\n"
                     "P_ANONYMOUS_BROADCAST '#' -> \"a, _ *4 n\"\n"
                     "P_FIXED_VARIADIC '*' -> \"a, #_ 4 n\""},
      // jaxtyping's error is first although it comes later in the text.
      {"n+ a,", "P_COMMA ',' -> \"n+ a\"\nE_EXPRESSION 'n+ a,' -> \"n+a,\""},
  });
}

TEST(ParserProblems, Expressions) {
  expectProblems({
      {"n+", "E_EXPRESSION 'n+'"},
      {"n + 1", "E_EXPRESSION 'n + 1' -> \"n+1\""},
      {"n - 1 m", "E_EXPRESSION 'n - 1' -> \"n-1 m\""},
      {"h // 2", "E_EXPRESSION 'h // 2' -> \"h//2\""},
      {"(n + 1)*2 m", "E_EXPRESSION '(n + 1)*2' -> \"(n+1)*2 m\""},
      {"a=b=c", "E_EXPRESSION '='"},
      {"f(x=1)", "E_EXPRESSION ')'\nL_DOC_NAME 'f(x'"},
      {"(a,(b", "E_EXPRESSION ','"},
      {"(a+b", "E_EXPRESSION '('"},
      {"(n,n)", "E_EXPRESSION ','"},
      {"3d", "E_EXPRESSION '3d'"},
      {"4_", "E_EXPRESSION '4_'"},
      {"a#b", "E_EXPRESSION '#'"},
      {"@a", "E_EXPRESSION '@'"},
      {"a?", "E_EXPRESSION '?'"},
      {"for+1", "E_EXPRESSION 'for'"},
      {"a.b", "E_EXPRESSION 'a.b' -> \"{a.b}\""},
      {"x.size(0)+1", "E_EXPRESSION 'x.size(0)' -> \"{x.size(0)}+1\""},
      {"x[0]", "E_EXPRESSION 'x[0]' -> \"{x[0]}\""},
      {"len(n)", "E_EXPRESSION 'len(n)' -> \"{len(n)}\""},
      {"n{k}", "E_EXPRESSION '{'"},
      {"{k}{k}", "E_EXPRESSION '{'"},
      {"abs(a,b)", "E_EXPRESSION 'abs(a,b)'"},
      {"a<b+1<c", "E_EXPRESSION 'b+1'"},
      {"a+not(b)", "E_EXPRESSION 'not'"},
      {"..", "E_EXPRESSION '.'"},
      {"()", "E_EXPRESSION '()'"},
      {"n+99999999999999999999", "E_NUMBER '99999999999999999999'"},
      {"99999999999999999999", "E_NUMBER '99999999999999999999'"},
      {"a b]", "E_EXPRESSION ']'"},
  });
}

TEST(ParserProblems, Operands) {
  expectProblems({
      {"{k", "E_OPERAND '{'"},
      {"{}", "E_OPERAND ''"},
      {"{k+}", "E_OPERAND 'k+'"},
      {"{{k}}", "E_OPERAND '{'"},
      {"{k:03d}", "E_OPERAND ':'"},
      {"{x.}", "E_OPERAND ''"},
      {"{x[0}", "E_OPERAND '['"},
      {"{n++}", "E_OPERAND '++'"},
      {"{n//2}", "E_OPERAND '//' -> \"{n/2}\""},
      {"{n**2}", "E_OPERAND '**'"},
      {"{1.5}", "E_OPERAND '1.5'"},
      {"{99999999999999999999}", "E_NUMBER '99999999999999999999'"},
      {"{a < b}", "E_OPERAND '<'"},
  });
}

TEST(ParserProblems, Types) {
  expectProblems({
      {"Flaot32[n]", "E_UNKNOWN_DTYPE 'Flaot32' -> \"Float32[n]\""},
      {"float32[n]", "E_UNKNOWN_DTYPE 'float32' -> \"Float32[n]\""},
      {"flaot32[n]", "E_UNKNOWN_DTYPE 'flaot32' -> \"Float32[n]\""},
      {"Tuple[n, m]", "E_UNKNOWN_DTYPE 'Tuple' -> \"tuple[n, m]\""},
      {"pytree[n]", "E_UNKNOWN_DTYPE 'pytree' -> \"PyTree[n]\""},
      {"Matrix[3 4]", "E_UNKNOWN_DTYPE 'Matrix'"},
      {"Float32[n", "E_BRACKET '[' -> \"Float32[n]\""},
      {"tuple[Float32[n], m", "E_BRACKET '[' -> \"tuple[Float32[n], m]\""},
      {"tuple[Float32[n m]", "E_BRACKET '[' -> \"tuple[Float32[n m]]\""},
      {"Float32[n]]", "E_BRACKET ']' -> \"Float32[n]\""},
      {"Float32[n] m", "E_UNEXPECTED 'm'"},
      {"Float32[a, b]", "P_COMMA ',' -> \"Float32[a b]\""},
      {"Float32[Array, \"b c\"]",
       "E_ARRAY_TYPE 'Array, \"b c\"' -> \"Float32[b c]\""},
      {"Float32['b c']", "E_ARRAY_TYPE ''b c'' -> \"Float32[b c]\""},
      {"Float32[:, :]", "E_NUMBA ':, :' -> \"Float32[_ _]\""},
      {"float64[:, 3]", "E_NUMBA '3'"},
      {"float64[:, ::1, :]", "E_NUMBA '::1'"},
      {"n | ", "E_MISSING_TYPE ''"},
      {"tuple[n, , m]", "E_MISSING_TYPE ''"},
      {"list[n, m]", "E_UNEXPECTED ' m'"},
      {"PyTree[n, T, S]", "P_STRUCT_NOT_IDENTIFIER ' S'"},
      {"PyTree[n, T+S]", "P_STRUCT_NOT_IDENTIFIER 'T+S'"},
      {"PyTree[n, *T]", "P_STRUCT_NOT_IDENTIFIER '*T' -> \"PyTree[n, T]\""},
      {"PyTree[n, T...]",
       "P_STRUCT_NOT_IDENTIFIER 'T...' -> \"PyTree[n, T ...]\""},
      {"PyTree[n, ]", "P_STRUCT_EMPTY ' '"},
      {"n -> m", "E_CALLABLE 'n' -> \"(n) -> m\""},
      {"(n), (m) -> k", "E_CALLABLE '(n), (m)' -> \"(n, m) -> k\""},
      {"-> m", "E_CALLABLE '->'"},
      {"(n) ->", "E_MISSING_TYPE ''"},
      {"vectorized (n)", "E_CALLABLE 'vectorized (n)'"},
  });
}

TEST(ParserProblems, FixesLeadToCleanText) {
  for (llvm::StringRef Text :
       {"a, b", "[a, b]", "n# m#", "...x", "##a ??b", "*4 _5", "n + 1",
        "Flaot32[n]", "tuple[n, (m", "Float[Array, 'n']", "(n), (m) -> k",
        "x.size(0)", "{n//2}", "tuple[Int[n"}) {
    std::string Current = Text.str();
    for (unsigned Step = 0; Step < 8; ++Step) {
      ParsedAnnotation Parsed = parseAnnotation(Current);
      if (Parsed.Problems.empty() || !Parsed.Problems[0].Fix)
        break;
      Current = applyFix(Current, *Parsed.Problems[0].Fix);
    }
    if (Text == "tuple[n, (m")
      continue; // which parenthesis was meant is anybody's guess
    EXPECT_TRUE(parseAnnotation(Current).ok())
        << Text.str() << " became " << Current;
  }
}

TEST(ParserProblems, Contracts) {
  EXPECT_EQ(problemsOf(parseContract("(n, m) -> (k)")),
            "P_COMMA ',' -> \"(n m) -> (k)\"");
  EXPECT_EQ(problemsOf(parseContract("n, (m)")),
            "E_CALLABLE 'n' -> \"(n), (m)\"");
  EXPECT_EQ(problemsOf(parseContract("(n) -> (k), (m)")),
            "E_CALLABLE ' (k), (m)'");
  EXPECT_EQ(problemsOf(parseContract("(n), ")), "E_MISSING_TYPE ''");
}

TEST(ParserProblems, MessagesAreSentences) {
  // Editors capitalise the first letter, so a bare name must not come first.
  for (llvm::StringRef Text :
       {"a,", "#a#", "...a", "##a", "*a *b", "*4", "#_", "_a+b", "n+", "{k",
        "Flaot32[", "A[n] b", "PyTree[n, 4]", "n>=2", "foo=", "n *n", "n -> m",
        "float64[3:]", "a.b=4"})
    for (const Problem &P : parseAnnotation(Text).Problems) {
      ASSERT_FALSE(P.Message.empty());
      EXPECT_TRUE(P.Message[0] == '\'' || islower(P.Message[0])) << P.Message;
      EXPECT_NE(P.Message.back(), '.') << P.Message;
    }
}

TEST(ParserProblems, UnreadableText) {
  using llvm::StringRef;
  EXPECT_EQ(problemsOf(parseAnnotation(StringRef("n\0m", 3))),
            std::string("E_ENCODING '\0'", 14));
  EXPECT_EQ(problemsOf(parseAnnotation("n \xff m")), "E_ENCODING '\xff'");
  EXPECT_EQ(problemsOf(parseAnnotation("n \xc3")), "E_ENCODING '\xc3'");
  EXPECT_FALSE(parseAnnotation("\xff").Root);
}

static size_t countProblems(const std::string &Text) {
  ParsedAnnotation Parsed = parseAnnotation(Text);
  EXPECT_LE(Parsed.Problems.size(), MaxProblems);
  EXPECT_FALSE(Parsed.ok());
  for (const Problem &P : Parsed.Problems)
    EXPECT_LE(P.Message.size() + P.Hint.size(), 300u);
  return Parsed.Problems.size();
}

static std::string repeat(llvm::StringRef Piece, size_t Times) {
  std::string Out;
  for (size_t I = 0; I < Times; ++I)
    Out += Piece;
  return Out;
}

TEST(ParserProblems, AbsurdInput) {
  EXPECT_EQ(countProblems(repeat("n ", 500000)), 1u);
  EXPECT_EQ(countProblems(repeat("n ", 10000)), 1u);
  for (llvm::StringRef Piece : {"(",          "[",
                                "{",          "tuple[",
                                "list[",      "PyTree[",
                                "(((",        "a,",
                                "n+ ",        "( ",
                                "{ ",         "-",
                                "~",          "not(",
                                "a**",        "a if b else ",
                                "1if(",       "min(",
                                "{-",         "{(",
                                "{a[",        "{a.b->",
                                "-> ",        "() -> ",
                                "(a) -> ",    "|",
                                "n | ",       "#",
                                "#n=",        "...",
                                "Float32[",   "float64[:,",
                                "x[",         "x.y(",
                                "])}",        "[(])",
                                "9",          "0x",
                                "1.",         "1e",
                                "n+1+",       "vectorized (",
                                "\xc3\xa9 +", "*a ",
                                "a(",         "(a,",
                                "\"",         "Float['",
                                "{ } ",       "=",
                                "n>=2 "}) {
    std::string Text = repeat(Piece, 60000 / Piece.size());
    EXPECT_GE(countProblems(Text + "?!"), 1u) << Piece.str();
    parseContract(Text);
    parseStructure(Text);
    EXPECT_GE(countProblems("tuple[" + Text + "?!"), 1u) << Piece.str();
  }
}

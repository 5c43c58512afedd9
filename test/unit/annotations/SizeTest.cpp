//===-- SizeTest.cpp - Normal form of sizes, text in and text out ---------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/sizes/SizeText.h"
#include "gtest/gtest.h"

using namespace shapetidy;

namespace {

/// Symbols: n, m, ... are axes; x and y any integers; z may be 0.
class SizeTest : public ::testing::Test {
protected:
  SizeTest() {
    for (const char *Name : {"n", "m", "k", "h", "s", "a", "b", "d"})
      Read.declare(Name);
    Read.declare("x", std::nullopt, SymbolNature::Flexible);
    Read.declare("y", std::nullopt, SymbolNature::Flexible);
    Read.declare("z", 0);
    Read.requireDeclarations();
  }

  Size size(llvm::StringRef Text) {
    llvm::Expected<Size> S = Read.size(Text);
    if (S)
      return *S;
    ADD_FAILURE() << llvm::toString(S.takeError());
    return Context.zero();
  }
  std::string normal(llvm::StringRef Text) { return Context.print(size(Text)); }
  void expectSame(llvm::StringRef A, llvm::StringRef B) {
    EXPECT_EQ(size(A), size(B)) << A.str() << " is " << normal(A) << "\n"
                                << B.str() << " is " << normal(B);
  }
  void expectDifferent(llvm::StringRef A, llvm::StringRef B) {
    EXPECT_NE(size(A), size(B)) << "both are " << normal(A);
  }

  SizeContext Context;
  SizeReader Read{Context};
};

TEST_F(SizeTest, Polynomials) {
  EXPECT_EQ(normal("1 + 2*n"), "2*n + 1");
  EXPECT_EQ(normal("n - n"), "0");
  EXPECT_EQ(normal("n*m*n"), "n*n*m");
  EXPECT_EQ(normal("n**3 - 1"), "n**3 - 1");
  EXPECT_EQ(normal("1 - n"), "1 - n");
  EXPECT_EQ(normal("-n - m"), "-n - m");
  EXPECT_EQ(normal("(n + 1)*(n - 1)"), "n*n - 1");
  expectSame("(n + m)**2", "n*n + 2*n*m + m*m");
  expectDifferent("n*m", "n + m");
}

TEST_F(SizeTest, QuotientsByConstants) {
  EXPECT_EQ(normal("(2*n + 1)//2"), "n");
  EXPECT_EQ(normal("(n - 1)//2"), "(n - 1) // 2");
  EXPECT_EQ(normal("(h - k)//2 + 1"), "(h - k) // 2 + 1");
  EXPECT_EQ(normal("2*n//3"), "2*n // 3");
  EXPECT_EQ(normal("-7//2"), "-4");
  EXPECT_EQ(normal("-7 % 3"), "2");
  expectSame("6*n//4", "3*n//2");
  expectSame("(n//2)//3", "n//6");
  expectSame("((h + 1)//2 + 1)//2", "(h + 3)//4");
  expectSame("(4*n + m)//4", "n + m//4");
  expectSame("n//-2", "-n//2");
  expectSame("(x//2)//2", "x//4");
  expectDifferent("2*(n//2)", "n");
}

TEST_F(SizeTest, QuotientsBySymbols) {
  EXPECT_EQ(normal("n*m//m"), "n");
  EXPECT_EQ(normal("(h - k)//s + 1"), "(h - k) // s + 1");
  EXPECT_EQ(normal("n//(a*b)"), "n // (a*b)");
  EXPECT_EQ(normal("n*(m//2)"), "n*(m // 2)");
  expectSame("(n + s - 1)//s", "(n - 1)//s + 1");
  expectSame("k*n//(k*m)", "n//m");
  expectSame("(n//a)//b", "n//(a*b)");
  expectSame("b*(2*a - 1)//(2*a - 1)", "b");
  expectSame("(s - 1)//s", "0");
}

TEST_F(SizeTest, NothingCancelsThatMayBeZero) {
  expectDifferent("n*z//z", "n");
  expectDifferent("n*x//x", "n");
  expectDifferent("z//z", "1");
  EXPECT_EQ(normal("n//0"), "n // 0");
  expectDifferent("n % 0", "n");
}

TEST_F(SizeTest, Remainders) {
  EXPECT_EQ(normal("n % 2"), "n % 2");
  EXPECT_EQ(normal("n - n % 2"), "2*(n // 2)");
  EXPECT_EQ(normal("3*(n % 4) + m"), "3*(n % 4) + m");
  EXPECT_EQ(normal("n % s"), "n % s");
  EXPECT_EQ(normal("m - n % s"), "m - (n % s)");
  EXPECT_EQ(normal("(n - 1) % (b + 1)"), "(n - 1) % (b + 1)");
  expectSame("k*(n//k) + n % k", "n");
}

TEST_F(SizeTest, TruncationIsFloorOnlyWhereNothingIsNegative) {
  expectSame("n / 2", "n // 2");
  expectSame("n / s", "n // s");
  expectDifferent("(n - m) / 2", "(n - m) // 2");
  expectDifferent("x / 2", "x // 2");
  expectSame("-7 / 2", "-3");
  expectSame("cmod(-7, 2)", "-1");
  expectSame("-n / 2", "-(n // 2)");
  expectSame("n / -2", "-(n // 2)");
  expectSame("(4*x - 2*y) / 2", "2*x - y");
  EXPECT_EQ(normal("(n - m) / 2"), "(n - m) / 2");
  EXPECT_EQ(normal("cmod(n - m, 2)"), "(n - m) % 2");
}

TEST_F(SizeTest, Extrema) {
  EXPECT_EQ(normal("max(n, 1)"), "n");
  EXPECT_EQ(normal("max(z, 1)"), "max(z, 1)");
  EXPECT_EQ(normal("min(n, n)"), "n");
  EXPECT_EQ(normal("max(0, n - k)"), "max(n - k, 0)");
  expectSame("max(n, max(m, n))", "max(m, n)");
  expectSame("max(n*m, n)", "n*m");
  expectSame("min(n + 1, n)", "n");
}

TEST_F(SizeTest, Broadcasts) {
  EXPECT_EQ(normal("broadcast(n, 1)"), "n");
  EXPECT_EQ(normal("broadcast(n, 3)"), "3");
  EXPECT_EQ(normal("broadcast(z, 0)"), "0");
  EXPECT_EQ(normal("broadcast(n, m)"), "broadcast(n, m)");
  expectSame("broadcast(n, broadcast(m, n))", "broadcast(m, n)");
  expectSame("broadcast(n + 1, m)", "n + 1");
  EXPECT_EQ(Context.evaluate(size("broadcast(3, 2)"),
                             [](SymbolId) { return std::nullopt; }),
            std::nullopt);
}

TEST_F(SizeTest, BigCoefficients) {
  EXPECT_EQ(normal("9223372036854775807 + 1"), "9223372036854775808");
  EXPECT_EQ(normal("-9223372036854775808 - 1"), "-9223372036854775809");
  EXPECT_EQ(normal("10**30*n // 10**29"), "10*n");
  expectSame("2**64 * n - 2**64 * n + m", "m");
  EXPECT_EQ(size("2**63").asConstant(), std::nullopt);
  EXPECT_TRUE(size("2**63").isConstant());
  EXPECT_EQ(size("2**64 - 2**64 + 5").asConstant(), 5);
}

TEST_F(SizeTest, Bounds) {
  EXPECT_EQ(size("n*m + 2").lowerBound(), 3);
  EXPECT_EQ(size("n - m").lowerBound(), std::nullopt);
  EXPECT_EQ(size("min(n, 4)").upperBound(), 4);
  EXPECT_EQ(size("(n + 3)//4").lowerBound(), 1);
  EXPECT_EQ(size("x*x").lowerBound(), 0);
}

TEST_F(SizeTest, Evaluation) {
  auto At = [&](llvm::StringRef Text) {
    return Context.evaluate(size(Text), [&](SymbolId Id) {
      return std::optional<int64_t>(Id == *size("x").asSymbol() ? -7 : 5);
    });
  };
  EXPECT_EQ(At("n*m + 1"), 26);
  EXPECT_EQ(At("x // 2"), -4);
  EXPECT_EQ(At("x / 2"), -3);
  EXPECT_EQ(At("x // (n - m)"), std::nullopt);
  EXPECT_EQ(At("n**30"), std::nullopt); // Beyond 64 bits.
}

TEST_F(SizeTest, Substitution) {
  Size N = size("n");
  auto Replace = [&](llvm::StringRef In, llvm::StringRef By) {
    Size New = size(By);
    return Context.print(
        Context.substitute(size(In), [&](SymbolId Id) -> std::optional<Size> {
          return Id == *N.asSymbol() ? std::optional<Size>(New) : std::nullopt;
        }));
  };
  EXPECT_EQ(Replace("n*n + m", "3"), "m + 9");
  EXPECT_EQ(Replace("n // 2", "2*k"), "k");
  EXPECT_EQ(Replace("max(n, m)", "m"), "m");
  EXPECT_EQ(Replace("(x - n) / s", "x"), "0");
  EXPECT_EQ(Replace("n + m", "m"), "2*m");
  EXPECT_EQ(Replace("n + m", "n + 1"), "n + m + 1");
}

TEST_F(SizeTest, RowsAreAtoms) {
  RowId Row = Context.freshRow("batch", SymbolNature::Rigid, {});
  Size Count = Context.elementCount(Row);
  EXPECT_EQ(Context.print(Context.mul(Count, size("n"))), "n*prod(*batch)");
  EXPECT_EQ(Context.floorDiv(Context.mul(Count, size("n")), Count), size("n"));
  EXPECT_EQ(Context.rowOf(*Count.asSymbol()), Row);
  EXPECT_EQ(Context.rowOf(*size("n").asSymbol()), std::nullopt);
  EXPECT_EQ(Count.lowerBound(), 1);
}

TEST_F(SizeTest, NatureAndSymbols) {
  EXPECT_TRUE(Context.allRigid(size("n*(m//2)")));
  EXPECT_FALSE(Context.allRigid(size("n*(x//2)")));
  llvm::SmallVector<SymbolId> Found;
  Context.collectSymbols(size("m + max(n, k//h)"), Found);
  ASSERT_EQ(Found.size(), 4u);
  EXPECT_EQ(Context.info(Found[0]).Name, "n");
  EXPECT_EQ(Context.info(Found[3]).Name, "h");
}

TEST_F(SizeTest, PrintedSizesReadBack) {
  for (const char *Text :
       {"2*n + 1", "n*(m // 2)", "(h - k) // s + 1", "n % 3 - 2*(m % s)",
        "-2*(n // 2)", "max(n - k, 0) + min(n, 4)", "n // (m // 2 + 1)",
        "(x - y) / 2 + x // y", "s*((n - 1) // s) + s", "a*(n % 2) - n",
        "(n + m) % s * k"})
    EXPECT_EQ(size(Text), size(normal(Text))) << Text << ": " << normal(Text);
}

TEST_F(SizeTest, ReaderReportsItsProblems) {
  auto Problem = [&](llvm::StringRef Text) {
    llvm::Expected<Size> S = Read.size(Text);
    return S ? std::string("none") : llvm::toString(S.takeError());
  };
  EXPECT_EQ(Problem("n +"), "unexpected end at column 4 in 'n +'");
  EXPECT_EQ(Problem("(n"), "expected ')' at column 3 in '(n'");
  EXPECT_EQ(Problem("n m"), "unexpected 'm' at column 3 in 'n m'");
  EXPECT_EQ(Problem("q"), "undeclared name 'q' at column 2 in 'q'");
  EXPECT_NE(Problem(std::string(100000, '(')), "none");
  EXPECT_NE(Problem(std::string(100000, '-')), "none");
  EXPECT_NE(Problem(std::string(100000, '9')), "none");
  EXPECT_NE(Problem("n**n"), "none");
}

} // namespace

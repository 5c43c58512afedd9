//===-- StatementKindsTest.cpp - No kind of statement is forgotten --------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/StatementKinds.h"
#include "checks/engine/Transfer.h"
#include "gtest/gtest.h"

using namespace clang;

namespace shapetidy {

namespace {
struct Kind {
  Stmt::StmtClass Class;
  const char *Name;
};
} // namespace

static const Kind AllKinds[] = {
#define ABSTRACT_STMT(STMT)
#define STMT(CLASS, PARENT) {Stmt::CLASS##Class, #CLASS},
#include "clang/AST/StmtNodes.inc"
};

// A class that a new version of Clang brings shows up here.
TEST(StatementKinds, everyClassIsDecided) {
  for (const Kind &K : AllKinds)
    EXPECT_NE(kindOf(K.Class), StatementKind::Undecided) << K.Name;
}

TEST(StatementKinds, aRuleStandsWhereOneIsPromised) {
  for (const Kind &K : AllKinds)
    EXPECT_EQ(kindOf(K.Class) == StatementKind::Ruled, hasRule(K.Class))
        << K.Name;
}

TEST(StatementKinds, codeThatNobodySeesForgets) {
  EXPECT_EQ(kindOf(Stmt::CoawaitExprClass), StatementKind::Forgets);
  EXPECT_EQ(kindOf(Stmt::CoyieldExprClass), StatementKind::Forgets);
  EXPECT_EQ(kindOf(Stmt::OMPParallelForDirectiveClass), StatementKind::Forgets);
  EXPECT_EQ(kindOf(Stmt::ParenExprClass), StatementKind::Transparent);
}

} // namespace shapetidy

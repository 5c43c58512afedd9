//===-- StatementKinds.h - What is decided for each kind --------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// One decision for every statement class of Clang: those with a rule in
// Transfer.cpp, those that change nothing by themselves, and those after which
// everything that other code can reach is forgotten.
//
// Worked example. `co_await f` hands control to somebody else: CoawaitExpr
// *forgets*. `(x)` only has a child, which was evaluated before: ParenExpr is
// *transparent*.
//
// This is not about values: what has no rule has an unknown value, or that of
// its operand (Memory.h).
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_STATEMENTKINDS_H
#define SHAPETIDY_CHECKS_ENGINE_STATEMENTKINDS_H

#include "clang/AST/Stmt.h"

namespace shapetidy {

enum class StatementKind : uint8_t {
  /// A class nobody has looked at. A test holds that there is none; if there
  /// is one after all, it forgets.
  Undecided,
  /// Has a row in the table of Transfer.cpp.
  Ruled,
  /// Changes nothing by itself: control flow, constants, operators on values
  /// that carry no shape, and what only templates or other languages have.
  Transparent,
  /// May run code that nobody sees.
  Forgets,
};

StatementKind kindOf(clang::Stmt::StmtClass Class);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_STATEMENTKINDS_H

//===-- StatementKinds.cpp - What is decided for each kind ----------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/StatementKinds.h"
#include "llvm/Config/llvm-config.h"
#include <array>

using namespace clang;

namespace shapetidy {

using KindTable = std::array<StatementKind, Stmt::lastStmtConstant + 1>;

static constexpr KindTable makeKinds() {
  KindTable T{};
#define KIND(CLASS, DECISION) T[Stmt::CLASS##Class] = StatementKind::DECISION;
#include "checks/engine/StatementKinds.def"
  auto Forgets = [&](unsigned First, unsigned Last) {
    for (unsigned Class = First; Class <= Last; ++Class)
      T[Class] = StatementKind::Forgets;
  };
  Forgets(Stmt::firstOMPExecutableDirectiveConstant,
          Stmt::lastOMPExecutableDirectiveConstant);
  Forgets(Stmt::firstOpenACCConstructStmtConstant,
          Stmt::lastOpenACCConstructStmtConstant);
  return T;
}

StatementKind kindOf(Stmt::StmtClass Class) {
  static constexpr KindTable Kinds = makeKinds();
  return Kinds[Class];
}

} // namespace shapetidy

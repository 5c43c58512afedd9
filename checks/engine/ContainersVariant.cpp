//===-- ContainersVariant.cpp - Variants that come into being -------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Containers.h"
#include "checks/engine/Memory.h"
#include "clang/AST/ASTContext.h"

using namespace clang;

namespace shapetidy {

Value builtVariant(Point &P, const CXXConstructExpr *Construct,
                   llvm::ArrayRef<const Expr *> Args) {
  if (Args.size() != 1)
    return Value();
  QualType Given = Args[0]->getType().getNonReferenceType();
  const ModelLibrary &Models = *P.S.Models;
  TreeType Type = P.S.Trees.typeOf(Construct->getType(), Models);
  TreeType Wanted = P.S.Trees.typeOf(Given, Models);
  std::optional<unsigned> Found;
  for (unsigned I = 0; I < Type.Parts.size(); ++I) {
    bool Same = P.S.Context.hasSameUnqualifiedType(Type.Parts[I], Given);
    TreeType Part = P.S.Trees.typeOf(Type.Parts[I], Models);
    bool SameAtom = Wanted.What == TreeType::Kind::Atom &&
                    Part.What == Wanted.What && Part.Atom == Wanted.Atom &&
                    Part.Atom != AtomKind::Other;
    if (!Same && !SameAtom)
      continue;
    if (Found)
      return Value();
    Found = I;
  }
  return Found ? Value::choice(*Found, valueOf(P, Args[0])) : Value();
}

} // namespace shapetidy

//===-- OwnedDeclarations.h - The declarations a user can change -*- C++ -*-==//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Walks the declarations of the main file and of headers that are not the
// system's, inner ones included: members, parameters, local variables,
// lambdas. Templates are visited as written; what the compiler made (implicit
// members, instantiations) is not.
//
// Cost: one look at each declaration of the outermost level; what belongs to a
// system header is passed over as a whole.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_OWNEDDECLARATIONS_H
#define SHAPETIDY_CHECKS_ENGINE_OWNEDDECLARATIONS_H

#include "clang/AST/DeclBase.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace shapetidy {

/// Calls \p Visit for each owned declaration, outer before inner, in source
/// order. Only what an editor asks for is visited (the traversal scope).
/// \p SystemHeaders counts everything as owned.
void forEachOwnedDeclaration(
    clang::ASTContext &Context, bool SystemHeaders,
    llvm::function_ref<void(const clang::Decl &)> Visit);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_OWNEDDECLARATIONS_H

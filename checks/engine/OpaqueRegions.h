//===-- OpaqueRegions.h - Passing a block without looking -------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What the dataflow analysis does about opaque blocks: nothing inside of them is
// evaluated, and where control meets one, what may have changed is forgotten and
// the outputs hold what is declared.
//
// Vocabulary: to *pass* a block is to apply all of its effects at once. It is
// passed wherever control enters a part of it, which is no different from doing
// so at its end, as the same declarations hold.
//
// Worked example. Behind
//   Tensor y, w = torch::zeros({3});
//   SHAPE_OPAQUE_BEGIN("y: Int64[n]")
//   y = ask(handle, n);  w = other(handle);
//   SHAPE_OPAQUE_END
// `y` is (n), the n of the function, and nothing is known of `w`, which is said.
//
// A return inside (a mistake, see BoundaryChecks.h) gives an unknown value.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_OPAQUEREGIONS_H
#define SHAPETIDY_CHECKS_ENGINE_OPAQUEREGIONS_H

#include "checks/engine/Frame.h"
#include "checks/engine/OpaqueUses.h"
#include "checks/engine/OutputsReader.h"
#include "clang/Analysis/CFG.h"

namespace shapetidy {

struct OpaqueRegion {
  const clang::FunctionDecl *Function;
  OpaqueBlock Block;
  std::vector<OpaqueUse> Uses;
  struct Output {
    const DeclaredOutput *Declared;
    OutputTarget Target;
  };
  std::vector<Output> Outputs;

  /// Is the variable or field one of the outputs?
  bool declares(const OpaqueUse &Use) const;
};

/// The opaque blocks of one function.
class OpaqueRegions {
public:
  OpaqueRegions(Session &S, const clang::FunctionDecl &Function);

  bool empty() const { return Regions.empty(); }
  llvm::ArrayRef<OpaqueRegion> all() const { return Regions; }
  /// The block around a statement; null outside.
  const OpaqueRegion *around(const clang::Stmt *S) const;

private:
  void addStatements(const clang::Stmt *Body, unsigned Region);

  std::vector<OpaqueRegion> Regions;
  /// Statements inside, and variables that are declared there: the graph makes
  /// declaration statements of its own.
  llvm::DenseMap<const void *, unsigned> Inside;
};

void passOpaqueBlock(Point &P, const OpaqueRegion &Region);
/// Reports what the body of an opaque function assigns without declaring it,
/// where the caller sees it.
void checkOpaqueBody(Session &S, const clang::FunctionDecl *Function);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_OPAQUEREGIONS_H

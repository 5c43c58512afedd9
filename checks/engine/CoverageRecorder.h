//===-- CoverageRecorder.h - Looking on while it is analysed ----*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Collects the figures of Coverage.h while the analysis reports. It looks at
// values the analysis has computed anyway and changes nothing.
//
// Reasons travel with the program: operands are observed before the operation
// that uses them, and what was written to a variable before the variable is
// read, at least in straight code. In a loop the textual order decides.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_COVERAGERECORDER_H
#define SHAPETIDY_CHECKS_ENGINE_COVERAGERECORDER_H

#include "checks/engine/CallSite.h"
#include "checks/engine/Coverage.h"
#include "checks/engine/Frame.h"

namespace shapetidy {

class ModelRow;

/// Looks at expressions as the analysis reports on them.
class CoverageRecorder {
public:
  /// \p Done has been evaluated at \p P, and reports are wanted.
  void observe(Point &P, const clang::Stmt *Done);
  /// \p Body was left alone because its budget was spent.
  void giveUp(Session &S, const clang::Stmt *Body);
  Coverage take() const;

private:
  enum class Level : uint8_t { Nothing, Rank, Axes };
  struct Cell {
    Level Known;
    CoverageReason Why;
  };

  static Level levelOf(const Value &Held);
  void record(const clang::Expr *E, Cell Found);
  void rememberStatement(Point &P, const clang::Stmt *Done);
  /// An assigned variable is no expression anybody asks the shape of.
  void rememberAssigned(Point &P, const clang::Expr *To,
                        const clang::Expr *From);
  void remember(Point &P, const clang::ValueDecl *Variable,
                const clang::Expr *From);

  CoverageReason why(Point &P, const clang::Expr *E, Level Known) const;
  CoverageReason whyVariable(const clang::ValueDecl *Decl, Level Known) const;
  CoverageReason whyCall(Point &P, const CallSite &Site, Level Known) const;
  /// Why less is known of \p E, which was observed before its user.
  CoverageReason whyTakenOut(Point &P, const clang::Expr *Container,
                             Level Known) const;
  CoverageReason whyOperand(Point &P, const clang::Expr *E, Level Known) const;

  void countCall(Point &P, const CallSite &Site);

  llvm::DenseMap<const clang::Expr *, Cell> Cells;
  struct LibraryCall {
    const ModelRow *Row; ///< may be null
    const clang::FunctionDecl *Callee;
    bool OnArray;
  };
  /// Calls that have a row, or are of a library function on an array.
  llvm::DenseMap<const clang::Expr *, LibraryCall> Calls;
  /// What a variable got when it was last written to.
  llvm::DenseMap<const clang::ValueDecl *, Cell> Written;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_COVERAGERECORDER_H

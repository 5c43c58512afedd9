//===-- ShapeCheck.h - what all check ids share -----------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// One engine serves several check ids. Each id is a check of its own to
// clang-tidy, so that globs, NOLINT and WarningsAsErrors act on it, but the
// translation unit is analysed once.
//
// Vocabulary: the *leader* is the first of our ids, in the order of the enum
// CheckId, that the user enabled. Every check finds out for itself whether it
// leads, by asking the context; there is no shared state, because an editor
// runs many files in one process.
//
// Worked example. With -checks=-*,shape-dtype,shape-reveal three things are
// constructed: nothing for shape-mismatch, a leader for shape-dtype, a silent
// check for shape-reveal. The leader runs the engine and emits the findings of
// both ids; those of shape-mismatch it drops.
//
// What it is not: a place for words or for rules. checks/Report.cpp has the
// sentences, checks/engine/ the analysis.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_SHAPECHECK_H
#define SHAPETIDY_CHECKS_SHAPECHECK_H

#include "clang-tidy/ClangTidyCheck.h"

namespace shapetidy {

/// Base of every shape check; see above for who does the work.
class ShapeCheck : public clang::tidy::ClangTidyCheck {
public:
  ShapeCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

  bool
  isLanguageVersionSupported(const clang::LangOptions &Options) const override {
    return Options.CPlusPlus;
  }
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void
  check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  std::string Name;
  clang::tidy::ClangTidyContext &Tidy;
  /// Set by the first match: the engine looks at the whole unit at once.
  bool Analyzed = false;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_SHAPECHECK_H

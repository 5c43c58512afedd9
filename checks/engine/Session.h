//===-- Session.h - What one translation unit shares ------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Everything that lives as long as the analysis of one translation unit: the
// readers, the algebra, where sizes came from, and what was found.
//
// Vocabulary: an *origin table* remembers the source range behind each Origin
// the algebra carries around as a number; the *findings* merge by location, so
// that a template instantiated three times is reported once.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_SESSION_H
#define SHAPETIDY_CHECKS_ENGINE_SESSION_H

#include "annotations/sizes/Solver.h"
#include "checks/engine/Analysis.h"
#include "checks/engine/BudgetHits.h"
#include "checks/engine/CallableContracts.h"
#include "checks/engine/Contract.h"
#include "checks/engine/Established.h"
#include "checks/engine/InstanceReach.h"
#include "checks/engine/Models.h"
#include "checks/engine/TreeTypes.h"
#include "llvm/ADT/DenseSet.h"
#include <set>

namespace shapetidy {

/// Where sizes and facts came from. Index 0 is "nowhere".
class OriginTable {
public:
  /// The same place and source give the same origin, so states that were
  /// computed twice are equal.
  Origin add(Origin::Source From, clang::SourceRange Where);
  /// Invalid for an origin without a place.
  clang::SourceRange where(Origin O) const;

private:
  using Key = std::pair<unsigned, unsigned>;
  std::vector<clang::SourceRange> Ranges = {clang::SourceRange()};
  llvm::DenseMap<Key, uint32_t> Ids;
};

/// What was found so far, at most one finding for each source location: the
/// second one is a consequence, or the same line in another instantiation.
///
/// A mistake that a call leads to stands at that call, unless the callee is
/// wrong by itself, or in a call of its own: then whoever calls it is right.
/// Of a callee with a contract that is wrong by itself nothing else is said:
/// what its mistake leads to for other arguments is a consequence.
class FindingSink {
public:
  void add(Finding Found);
  /// Of \p Body, an instance that may turn out to be avoided.
  void hold(const clang::FunctionDecl *Body, Finding Found) {
    Held.emplace_back(Body->getCanonicalDecl(), std::move(Found));
  }
  /// Adds what was held, but for that of the \p Avoided instances.
  void release(const llvm::DenseSet<const clang::FunctionDecl *> &Avoided);
  /// \p Body is wrong whoever calls it.
  void blame(const clang::FunctionDecl *Body) {
    Blamed.insert(Body->getCanonicalDecl());
  }
  bool isBlamed(const clang::FunctionDecl *Body) const {
    return Blamed.contains(Body->getCanonicalDecl());
  }
  /// Advice does not stand in the way of a finding at the same place, and
  /// several pieces of it may stand there.
  void advise(Finding Found);
  std::vector<Finding> take(const clang::SourceManager &Sources);

private:
  void settleCalls(const clang::SourceManager &Sources);
  /// Which pending findings are told to the caller, the nearest callers first.
  std::vector<size_t> blamedCalls(const clang::SourceManager &Sources) const;
  bool isConsequence(const Finding &F) const;

  std::vector<Finding> All;
  llvm::DenseSet<const clang::FunctionDecl *> Blamed;
  /// Findings with calls; whom to blame is known when everything is.
  std::vector<Finding> Pending;
  std::vector<std::pair<const clang::FunctionDecl *, Finding>> Held;
  /// Places, and the finding of All that stands there.
  llvm::DenseMap<unsigned, size_t> Taken;
  std::set<std::pair<unsigned, std::vector<std::string>>> Advised;
};

class ClaimRecorder;
class CoverageRecorder;
class OpaqueRegions;

struct Session {
  Session(clang::ASTContext &Context, const AnalysisOptions &Options);
  ~Session();

  Origin origin(Origin::Source From, clang::SourceRange Where) {
    return Origins.add(From, Where);
  }

  clang::ASTContext &Context;
  const AnalysisOptions &Options;
  ContractReader Contracts;
  /// What is wrong with the user's models.
  std::vector<ModelProblem> ModelProblems;
  std::shared_ptr<const ModelLibrary> Models;
  TreeRegistry Trees;
  CallableContracts Callables;
  SizeContext Sizes;
  Solver Decide;
  OriginTable Origins;
  FindingSink Findings;
  /// Null unless somebody asked how much is known.
  CoverageRecorder *Recorder = nullptr;
  /// Null unless somebody asked for the trust ledger.
  ClaimRecorder *Claims = nullptr;

  /// Operands read fields whose annotations have operands of their own; they
  /// may name each other. Steps are those below the outermost one.
  unsigned OperandDepth = 0;
  unsigned OperandSteps = 0;

  /// What `shape::expect(x, "...")` says, by literal.
  const EffectiveAnnotation *annotationIn(const clang::StringLiteral *Literal);
  /// Does an object of this class hold arrays or axis names, or do contracts
  /// speak of it?
  bool holdsShapes(const clang::CXXRecordDecl *Class);
  bool callsWithArrays(clang::QualType Type);
  /// Arrays, objects that hold them, and owners of such objects.
  bool isInteresting(clang::QualType Type);
  /// The blocks of a body that are not looked into.
  const OpaqueRegions &opaqueRegions(const clang::FunctionDecl *Function);
  /// The variables among the roots that were written to.
  llvm::DenseMap<const void *, const clang::ValueDecl *> Variables;
  /// May a call of this method give the object's arrays other sizes?
  llvm::DenseMap<const clang::FunctionDecl *, bool> Resizing;
  /// Bodies that were followed for their callers.
  FollowedBodies Followed;
  EstablishedClasses Established;
  InstanceReach Reach;
  /// Expressions that nobody wrote, by what they belong to; see madeUp().
  llvm::DenseMap<std::pair<const clang::Expr *, unsigned>, const clang::Expr *>
      MadeUp;
  llvm::DenseMap<const clang::Expr *, std::string> TextOfMadeUp;
  /// Flexible sizes that were reported to be two things at once; what else is
  /// wrong about them in the same function is a consequence.
  llvm::DenseSet<SymbolId> Disputed;
  /// What was given up because it was too large, and the bodies among it.
  BudgetHits Budgets;
  llvm::DenseSet<const clang::FunctionDecl *> OverBudget;

private:
  llvm::DenseMap<const clang::CXXRecordDecl *, bool> Holders;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<OpaqueRegions>>
      Opaque;
  struct Statement {
    AnnotationUse Use;
    EffectiveAnnotation Says;
  };
  llvm::DenseMap<const clang::StringLiteral *, std::unique_ptr<Statement>>
      Statements;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_SESSION_H

//===-- Frame.h - The analysis of one function body -------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What belongs to one run over one body, whatever the program point: values of
// expressions, the symbols made for run-time integers, what was returned.
//
// Vocabulary: a *frame* is one function body under one set of arguments; a
// *nested* frame belongs to a body inside a body: a lambda by itself, or a
// callee that is *followed* with its caller's arguments (Following.h); a
// *point* is a frame together with the state that holds where the analysis
// stands.
//
// Expression values are not part of the state: an expression is used where its
// block ends at the latest, or in a block that its own one leads to, and blocks
// are visited in that order.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_FRAME_H
#define SHAPETIDY_CHECKS_ENGINE_FRAME_H

#include "checks/engine/Counters.h"
#include "checks/engine/Environment.h"
#include "checks/engine/Operation.h"
#include "checks/engine/Session.h"
#include "checks/engine/Temporaries.h"
#include <map>

namespace shapetidy {

/// A modelled call as it was last evaluated: the same question gets the same
/// answer, fresh symbols included, so that the fixpoint is reached.
struct OperationMemo {
  std::vector<Value> Args;
  FactSet Before, After;
  OperationOutcome Outcome;
};

/// What the template arguments of an instance say of sizes; see
/// Instantiations.h.
enum class InstanceSizes {
  Open,     ///< nothing, or it is no instance
  Fixed,    ///< some: what a run avoids may be meant for other instances
  InClosure ///< one is a closure of such an instance, which no run may get to
};

class Frame {
public:
  Frame(const clang::FunctionDecl *Function, const Contract *Promise,
        Frame *Caller)
      : Function(Function), Promise(Promise), Caller(Caller),
        Depth(Caller ? Caller->Depth + 1 : 0),
        Collected(Caller ? Caller->Collected : nullptr) {}

  const clang::FunctionDecl *const Function;
  const Contract *const Promise; ///< null without annotations
  Frame *const Caller;
  const unsigned Depth;
  /// True in the last pass, over states that no longer change.
  bool Reporting = false;
  /// Takes what is found instead of the session: a followed body's findings
  /// are its caller's to judge. Null outside of followed bodies.
  std::vector<Finding> *Collected = nullptr;
  /// Only what every run of the body goes through is reported.
  bool OnlyCertain = false;
  InstanceSizes OfTemplate = InstanceSizes::Open;
  bool IsMuted = false;    ///< what goes wrong here is no mismatch
  bool IsExpected = false; ///< a test asks for what goes wrong here
  bool isFollowed() const { return Collected != nullptr; }

  llvm::DenseMap<const clang::Stmt *, Value> Values;
  llvm::DenseMap<const clang::Stmt *, Place> Places;
  llvm::DenseMap<const clang::Stmt *, OperationMemo> Operations;
  /// Parameters as they came in: what `{k}` in the contract means.
  llvm::SmallVector<Value, 4> Arguments;
  /// The annotations that names of the body were bound by; parameters first.
  std::vector<const EffectiveAnnotation *> Items;
  /// Join of all returned values, and of the states at the exit.
  std::optional<Value> Returned;
  /// All that was returned so far was so in states that fail.
  bool ReturnFails = false;
  std::optional<Environment> AtExit;
  /// Where a returned reference points, if it is always the same place.
  std::optional<Place> ReturnedPlace;
  /// The body may have written what the analysis cannot name.
  bool WroteUnknown = false;
  /// The body stored something in an annotated field of an object that was
  /// there before: the object's names may mean something else from then on.
  bool WroteInvariant = false;
  /// The last call ended the run: it certainly throws.
  bool NeverCameBack = false;
  /// Of a body that no run comes back from: some way through it goes through a
  /// call that certainly throws; some other way ends the run on purpose.
  bool FailsSomewhere = false, EndsOnPurpose = false;
  /// Arrays as they were before the body changed them in place, through one of
  /// their handles.
  std::vector<ChangedArray> ChangedInPlace;

  const Counters &counters();
  const Temporaries &temporaries();

  FollowedReach Reach;

  /// The item that stands for an annotation in AxisSite.
  unsigned itemOf(const EffectiveAnnotation *Annotation);
  const EffectiveAnnotation *item(unsigned Item) const;

  /// One symbol for each key and name, however often it is asked for.
  Size symbol(SizeContext &Sizes, const void *Key, llvm::StringRef Name,
              SymbolNature Nature, std::optional<int64_t> Minimum, Origin From);
  /// Was the symbol made for \p Key?
  bool isFor(Size Symbol, const void *Key) const;
  RowId row(SizeContext &Sizes, const void *Key, llvm::StringRef Name,
            SymbolNature Nature, Origin From);
  /// A key for a part of what \p Key stands for.
  const void *partOf(const void *Key, const void *Part);
  /// The frame for a body that \p Site contains, looked at by itself.
  Frame &nested(const clang::Stmt *Site, const clang::FunctionDecl *Callee,
                const Contract *Promise);

private:
  using NameKey = std::pair<const void *, std::string>;
  std::map<NameKey, Size> Symbols;
  llvm::DenseMap<SymbolId, const void *> Keys;
  std::map<NameKey, RowId> Rows;
  llvm::DenseMap<std::pair<const void *, const void *>, std::unique_ptr<char>>
      Parts;
  llvm::DenseMap<const clang::Stmt *, std::unique_ptr<Frame>> Callees;
  std::unique_ptr<const Counters> Counted;   ///< made when asked for
  std::unique_ptr<const Temporaries> Ending; ///< the same
};

/// Where the analysis stands.
struct Point {
  Session &S;
  Frame &F;
  Environment &Env;

  void report(Finding Found);
  Origin origin(Origin::Source From, clang::SourceRange Where) {
    return S.origin(From, Where);
  }
  OperationContext operationContext(clang::SourceRange Where) {
    return {S.Sizes, S.Decide, Env.Facts,
            origin(Origin::Source::Operation, Where)};
  }
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_FRAME_H

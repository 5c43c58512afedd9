//===-- BodyRun.h - One question to a body, and its answer ------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The part of following a call that knows no call: runs a body entry, or
// remembers what it gave, and turns the answer's own symbols into those of
// whoever asked.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_BODYRUN_H
#define SHAPETIDY_CHECKS_ENGINE_BODYRUN_H

#include "checks/engine/EntryTerms.h"
#include "checks/engine/Frame.h"
#include "checks/engine/ValueMap.h"

namespace shapetidy {

/// An answer, and the terms it is given in.
struct AskedBody {
  const BodySummary &Summary;
  EntryTerms Terms;
};

/// The answer to \p Entry; unusable if the body is already being followed, too
/// deep inside of others, or over budget.
AskedBody askBody(Point &P, const BodyEntry &Entry, const Contract *Promise);

/// The facts here that speak of the symbols in \p Roots, directly or through
/// other symbols.
FactSet factsAbout(Point &P, llvm::ArrayRef<std::pair<PlaceRoot, Value>> Roots);

/// Makes what a summary says part of the caller's frame: symbols that the body
/// made belong to \p Key there.
class SummaryReader {
public:
  /// \p Asked has to outlive it.
  SummaryReader(Point &P, const AskedBody &Asked, const void *Key,
                llvm::StringRef Prefix = "");

  Value operator()(const Value &V);
  /// Nobody declared the code for all sizes of its own symbols.
  void makeFlexible() { AllFlexible = true; }
  /// Adds what the body taught about symbols that were read before.
  void learn();

private:
  bool isOwn(SymbolId Id) const {
    return Id >= Summary.FirstSymbol && Id < Summary.EndSymbol;
  }
  const void *keyFor(unsigned Index);
  Size length(Size S);
  Size symbol(SymbolId Id);
  RowId row(RowId Id);
  const void *epoch(const void *Old);

  Point &P;
  const BodySummary &Summary;
  const EntryTerms &Terms;
  const void *Key;
  std::string Prefix;
  bool AllFlexible = false;
  llvm::DenseMap<SymbolId, Size> Symbols;
  llvm::DenseMap<RowId, RowId> Rows;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_BODYRUN_H

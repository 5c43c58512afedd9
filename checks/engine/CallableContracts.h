//===-- CallableContracts.h - What callables are declared to do -*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Reads `(n m), (m) -> (n)` on a parameter, variable, field or alias as a
// contract like that of a function.
//
// Vocabulary: the *callable* of an annotation is its one alternative of that
// form. Its names live for one call of it: they have nothing to do with those
// of the function whose parameter it stands on. What is *vectorized* takes
// and gives arrays with any common axes in front, `*batch` here.
//
// Worked example. `vectorized (n) -> ()` is the contract
//   (*batch n) -> (*batch)
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_CALLABLECONTRACTS_H
#define SHAPETIDY_CHECKS_ENGINE_CALLABLECONTRACTS_H

#include "checks/engine/Contract.h"
#include <deque>

namespace shapetidy {

struct CallableContract {
  /// The annotation it is, or is a part of.
  const EffectiveAnnotation *Whole = nullptr;
  const TypeSyntax *Type = nullptr;
  Contract Promise;
  /// What Promise points to.
  std::deque<EffectiveAnnotation> Parts;
};

/// The one alternative of an annotation that is a callable; null if there is
/// none.
const TypeSyntax *callableIn(const TypeSyntax &Type);
/// Is there a callable in what the annotation speaks of?
bool opensCallables(const TypeSyntax &Type);

/// Belongs to one analysis.
class CallableContracts {
public:
  /// Null if \p Type, a part of the annotation, is no callable.
  const CallableContract *of(const EffectiveAnnotation &Whole,
                             const TypeSyntax &Type);
  const CallableContract *of(const EffectiveAnnotation &Whole) {
    return of(Whole, *Whole.Type);
  }

private:
  llvm::DenseMap<const TypeSyntax *, std::unique_ptr<CallableContract>> Known;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_CALLABLECONTRACTS_H

//===-- MissingParameters.h - Parameters that could say more ----*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Finds the annotations that a body already demands of its parameters: what the
// facts say at its end, where all ways out have met.
//
// Worked example. In
//   VectorXd apply(SHAPE("m n") const MatrixXd &A, const VectorXd &x,
//                  const MatrixXd &B) { return A * x + B.col(0); }
// the sum taught B.rows() == m and the product x.rows() == n, so x could be
// annotated `n` and B `m _`. Sizes that only parameters without annotations
// share get names of their own.
//
// It is not a guess at what the author meant: a size that no way out demands is
// `_`, and a function that is wrong already gets no advice.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_MISSINGPARAMETERS_H
#define SHAPETIDY_CHECKS_ENGINE_MISSINGPARAMETERS_H

#include "checks/engine/Frame.h"

namespace shapetidy {

struct ParameterAdvice {
  const clang::ParmVarDecl *Param;
  std::string Text;
};

/// What could be said of the parameters that \p P.F's contract leaves out, once
/// the body has been followed; \p P stands at its entry.
std::vector<ParameterAdvice> missingParameters(Point &P);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_MISSINGPARAMETERS_H

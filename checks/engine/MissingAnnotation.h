//===-- MissingAnnotation.h - Annotations that could be written -*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The findings of shape-missing-annotation, which is off unless somebody asks
// for it by name: functions whose result has a known shape that their contract
// does not say.
//
// Worked example. After the body of
//   Tensor linear([[shape("b in")]] Tensor x, [[shape("out in")]] Tensor w) {
//     return torch::matmul(x, w.t());
//   }
// every returned value is (b, out), in the names of the parameters, so
// `[[shape("b out")]]` could stand in front.
//
// What is suggested was checked like any annotation: with it the function has
// no finding that it had not before, and no further suggestion. A result whose
// sizes have no name in the contract is not suggested. Of parameters see
// MissingParameters.h.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_MISSINGANNOTATION_H
#define SHAPETIDY_CHECKS_ENGINE_MISSINGANNOTATION_H

#include "checks/engine/Frame.h"

namespace shapetidy {

/// Suggests what \p P.F's function returns and what its parameters have to be,
/// once its body has been followed; \p P stands at its entry.
void adviseAnnotations(Point &P);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_MISSINGANNOTATION_H

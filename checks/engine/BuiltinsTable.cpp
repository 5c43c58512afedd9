//===-- BuiltinsTable.cpp - Names and roles of the built-ins ----*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsTable.h"
#include "checks/engine/Builtins.h"

namespace shapetidy {

llvm::ArrayRef<Builtin> allBuiltins() {
  static constexpr Builtin Table[] = {
      {"pointwise", "", builtins::pointwise},
      {"broadcastInto", "self", builtins::broadcastInto},
      {"sameSizes", "", builtins::sameSizes},
      {"same", "self", builtins::same},
      {"forward", "value", builtins::forward},
      {"alongAxis", "self dim", builtins::alongAxis},
      {"reduce", "self dim keepdim", builtins::reduce},
      {"reshape", "self shape", builtins::reshape},
      {"flatten", "self start_dim end_dim", builtins::flatten},
      {"expand", "self size", builtins::expand},
      {"permute", "self dims", builtins::permute},
      {"transposeAxes", "self dim0 dim1", builtins::transposeAxes},
      {"squeeze", "self dim", builtins::squeeze},
      {"unsqueeze", "self dim", builtins::unsqueeze},
      {"select", "self dim index", builtins::select},
      {"narrow", "self dim start length", builtins::narrow},
      {"slice", "self dim start end step", builtins::slice},
      {"cat", "tensors dim", builtins::cat},
      {"stack", "tensors dim", builtins::stack},
      {"factory", "size", builtins::factory},
      {"literal", "data options", builtins::literal},
      {"arange", "start end step options", builtins::arange},
      {"eye", "n m", builtins::eye},
      {"options", "self dtype", builtins::options},
      {"scalar", "value", builtins::scalar},
      {"none", "", builtins::none},
      {"dtypeOf", "self", builtins::dtypeOf},
      {"size", "self dim rows", builtins::size},
      {"sizes", "self", builtins::sizes},
      {"rank", "self", builtins::rank},
      {"elementCount", "self", builtins::elementCount},
      {"listItem", "list index", builtins::listItem},
      {"listLength", "list", builtins::listLength},
      {"emptyList", "", builtins::emptyList},
      {"eigenConstruct", "", builtins::eigenConstruct},
      {"eigenFactory", "rows cols size", builtins::eigenFactory},
      {"eigenAssign", "resizes", builtins::eigenAssign},
      {"eigenResize", "rows cols size", builtins::eigenResize},
      {"eigenBlock", "rows cols length startRow startCol start",
       builtins::eigenBlock},
      {"eigenDot", "self other", builtins::eigenDot},
      {"eigenPartialReduce", "self direction", builtins::eigenPartialReduce},
      {"eigenPartialOperate", "self other direction",
       builtins::eigenPartialOperate},
      {"eigenDiagonal", "self", builtins::eigenDiagonal},
      {"eigenForget", "self", builtins::eigenForget},
      {"eigenComma", "", builtins::eigenComma},
  };
  return Table;
}

} // namespace shapetidy

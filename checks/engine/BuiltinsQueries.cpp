//===-- BuiltinsQueries.cpp - Asking arrays and lists for sizes -*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsAxes.h"
#include "checks/engine/BuiltinsTable.h"

namespace shapetidy::builtins {

/// How the source spells the receiver, to name the size: `x.size(0)`.
static std::string nameOfQuery(const BuiltinCall &Call, llvm::StringRef Query) {
  std::optional<unsigned> Self = Call.position("self");
  std::string Name;
  if (Self && *Self < Call.Input.Spellings.size() &&
      !Call.Input.Spellings[*Self].empty())
    Name = Call.Input.Spellings[*Self] + ".";
  return Name + Query.str();
}

static Dim freshAxis(BuiltinCall &Call, llvm::StringRef Query) {
  SymbolInfo Info{nameOfQuery(Call, Query), SymbolNature::Flexible, 1,
                  Call.Context.From};
  return dimOf(Call.sizes().symbol(std::move(Info)), Call.Context.From);
}

/// The axis gets a name if it had none, so that asking twice gives the same.
static void answerAndName(BuiltinCall &Call, const Shape &Refined,
                          const Dim &Named) {
  Call.setResult(Value::integer(*Named.Length));
  std::optional<unsigned> Self = Call.position("self");
  if (!Self)
    return;
  DTypeSet Types = Call.array("self").DTypes;
  Call.write(*Self, Value::array({Refined, Types}));
}

/// An axis that exists because asking for it succeeded. Only an end of the
/// shape that no known axis shares can be refined without a guess.
static void answerHidden(BuiltinCall &Call, const Shape &In, int64_t Index,
                         const Dim &Fresh) {
  Dims Front(In.prefix().begin(), In.prefix().end());
  Dims Back(In.suffix().begin(), In.suffix().end());
  bool Anonymous = !In.middle()->Id;
  if (Anonymous && Index >= 0 && Back.empty() && Index < 64) {
    while (int64_t(Front.size()) < Index)
      Front.push_back(unknownDim());
    Front.push_back(Fresh);
    return answerAndName(Call, Shape::around(Front, Row{}, {}), Fresh);
  }
  if (Anonymous && Index < 0 && Front.empty() && Index >= -64) {
    while (int64_t(Back.size()) < -Index - 1)
      Back.insert(Back.begin(), unknownDim());
    Back.insert(Back.begin(), Fresh);
    return answerAndName(Call, Shape::around({}, Row{}, Back), Fresh);
  }
  Call.setResult(Value::integer(*Fresh.Length));
}

/// The length of one axis; `dim` counts from the back when negative.
/// torch.Tensor.size; rows() and cols() are size(0) and size(1).
void size(BuiltinCall &Call) {
  std::optional<int64_t> Index = Call.constant("dim");
  if (!Index)
    return;
  Shape In = Call.array("self").Axes;
  AxisPlace Place = demandAxis(Call, *Index, "dim", "self");
  if (Place.What == AxisPlace::Kind::Scalar)
    reportAxisOutOfRange(Call, *Index, "dim", "self", *In.rank());
  if (Call.failed())
    return;
  if (Place.isKnown() && dimAt(In, Place).isKnown())
    return Call.setResult(Value::integer(*dimAt(In, Place).Length));
  std::string Query = "size(" + std::to_string(*Index) + ")";
  if (Call.has("rows"))
    Query = *Index == 0 ? "rows()" : "cols()";
  Dim Fresh = freshAxis(Call, Query);
  if (Place.isKnown())
    return answerAndName(Call, replaceAxis(In, Place, Index, Fresh), Fresh);
  answerHidden(Call, In, *Index, Fresh);
}

/// All lengths as a list. torch.Tensor.sizes.
void sizes(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  Dims Front(In.prefix().begin(), In.prefix().end());
  bool Named = false;
  if (In.rank()) {
    for (size_t I = 0; I < Front.size(); ++I)
      if (!Front[I].isKnown()) {
        Front[I] = freshAxis(Call, "size(" + std::to_string(I) + ")");
        Named = true;
      }
    In = Shape::ofDims(Front);
  }
  Call.setResult(Value::integerList(In));
  std::optional<unsigned> Self = Call.position("self");
  if (Named && Self)
    Call.write(*Self, Value::array({In, Call.array("self").DTypes}));
}

/// The number of axes. torch.Tensor.dim.
void rank(BuiltinCall &Call) {
  if (std::optional<unsigned> Known = Call.array("self").Axes.rank())
    Call.setResult(Value::integer(Call.sizes().constant(*Known)));
}

/// Exactly `count` axes, or it throws. at::TensorBase::accessor.
void hasAxes(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  std::optional<int64_t> Wanted = Call.constant("count");
  std::optional<unsigned> Self = Call.position("self");
  if (!Wanted || !Self || *Wanted < 0)
    return;
  if (In.rank() && *In.rank() != *Wanted)
    return reportRank(Call, *Self, std::to_string(*Wanted));
  Call.show(*Self, withRank(In, unsigned(*Wanted)));
}

/// The number of elements. torch.Tensor.numel, Eigen's size().
void elementCount(BuiltinCall &Call) {
  if (std::optional<Size> Known =
          Call.array("self").Axes.elementCount(Call.sizes()))
    Call.setResult(Value::integer(*Known));
}

/// One item of a list of sizes.
void listItem(BuiltinCall &Call) {
  std::optional<int64_t> Index = Call.constant("index");
  Value Given = Call.value("list");
  const Shape *List = Given.asIntegerList();
  if (!Index || !List || *Index < 0)
    return;
  AxisPlace Place = findAxis(*List, *Index);
  if (Place.What == AxisPlace::Kind::OutOfRange)
    return reportAxisOutOfRange(Call, *Index, "index", "list", *List->rank());
  if (Place.isKnown() && dimAt(*List, Place).isKnown())
    Call.setResult(Value::integer(*dimAt(*List, Place).Length));
}

/// `torch::zeros({})`: an array without axes.
void emptyList(BuiltinCall &Call) {
  Call.setResult(Value::integerList(Shape::ofDims({})));
}

/// The number of items of a list of sizes.
void listLength(BuiltinCall &Call) {
  Value Given = Call.value("list");
  const Shape *List = Given.asIntegerList();
  if (List && List->rank())
    Call.setResult(Value::integer(Call.sizes().constant(*List->rank())));
}

} // namespace shapetidy::builtins

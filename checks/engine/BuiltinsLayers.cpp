//===-- BuiltinsLayers.cpp - Layers of networks -----------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsSpatial.h"
#include "checks/engine/BuiltinsTable.h"
#include "checks/engine/ModelLookup.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy::builtins {

static unsigned positionOr(const BuiltinCall &Call, llvm::StringRef Role) {
  return Call.position(Role).value_or(OperandSide::NoArgument);
}

/// The last axes have the lengths of `normalized_shape`. torch.nn.LayerNorm.
void layerNorm(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  Value Given = Call.value("normalized_shape");
  Dims Want;
  if (const Shape *List = Given.asIntegerList(); List && List->rank())
    Want.append(List->prefix().begin(), List->prefix().end());
  else if (std::optional<Size> One = Given.asInteger())
    Want.push_back(dimOf(*One, {}));
  std::optional<unsigned> Rank = In.rank();
  if (Rank && *Rank < Want.size())
    return reportRank(Call, positionOr(Call, "self"),
                      "at least " + std::to_string(Want.size()));
  for (unsigned I = 0; Rank && I < Want.size(); ++I) {
    unsigned At = *Rank - unsigned(Want.size()) + I;
    OperandSide Wanted;
    Wanted.Length = Want[I];
    if (!Call.demandEqual(std::move(Wanted),
                          {positionOr(Call, "self"), At, In.prefix()[At]}))
      return;
  }
  Call.setShape(std::move(In));
}

/// Axis 1 has `num_channels` if the module says so, and divides into
/// `num_groups`. torch.nn.GroupNorm.
void groupNorm(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  unsigned Self = positionOr(Call, "self");
  if (In.rank() && *In.rank() < 2)
    return reportRank(Call, Self, "at least 2");
  std::optional<Size> Channels = Call.integer("num_channels"),
                      Groups = Call.integer("num_groups");
  if (In.prefix().size() < 2 || !In.prefix()[1].isKnown())
    return Call.setShape(std::move(In));
  const Dim &Have = In.prefix()[1];
  OperandSide Wanted;
  Wanted.Length = Channels ? dimOf(*Channels, {}) : unknownDim();
  if (!Call.demandEqual(std::move(Wanted), {Self, 1, Have}))
    return;
  if (Groups && Groups->lowerBound().value_or(0) >= 1) {
    OperationConflict Why;
    Why.What = OperationConflict::Kind::Indivisible;
    Why.First = {Self, 1, Have};
    Why.Second.Length = dimOf(*Groups, {});
    SizeContext &Sizes = Call.sizes();
    if (!Call.demand(Call.judge().equal(Sizes.floorMod(*Have.Length, *Groups),
                                        Sizes.zero()),
                     std::move(Why)))
      return;
  }
  Call.setShape(std::move(In));
}

/// Numbers of axes that a module of this class takes; empty for any other.
static llvm::SmallVector<unsigned, 2> ranksOf(const BuiltinCall &Call) {
  const RecordValue *Module =
      Call.Input.Args.empty() ? nullptr : Call.Input.Args[0].asRecord();
  llvm::StringRef Class = Module ? llvm::StringRef(Module->Class) : "";
  if (Class.ends_with("::BatchNorm1dImpl"))
    return {2, 3};
  if (Class.ends_with("::BatchNorm2dImpl"))
    return {4};
  if (Class.ends_with("::BatchNorm3dImpl"))
    return {5};
  return {};
}

/// Axis 1 has `num_features`. torch.nn.BatchNorm1d, 2d and 3d.
void batchNorm(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  unsigned Self = positionOr(Call, "self");
  llvm::SmallVector<unsigned, 2> Ranks = ranksOf(Call);
  std::optional<unsigned> Rank = In.rank();
  if (Rank && !Ranks.empty() && !llvm::is_contained(Ranks, *Rank))
    return reportRank(Call, Self,
                      Ranks.size() == 2 ? "2 or 3" : std::to_string(Ranks[0]));
  if (!Rank && Ranks.size() == 1) {
    In = withRank(In, Ranks[0]);
    Call.show(Self, In);
  }
  std::optional<Size> Channels = Call.integer("num_features");
  OperandSide Wanted;
  Wanted.Length = Channels ? dimOf(*Channels, {}) : unknownDim();
  if (In.prefix().size() >= 2 &&
      !Call.demandEqual(std::move(Wanted), {Self, 1, In.prefix()[1]}))
    return;
  Call.setShape(std::move(In));
}

/// One axis cut in halves, one of which gates the other. torch.nn.GLU.
void halve(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  std::optional<int64_t> Index = Call.has("dim") ? Call.constant("dim") : -1;
  unsigned Self = positionOr(Call, "self");
  if (In.rank() == 0u)
    return reportRank(Call, Self, "at least 1");
  AxisPlace Place =
      Index ? demandAxis(Call, *Index, "dim", "self") : AxisPlace{};
  if (Call.failed())
    return;
  Dim New = unknownDim();
  if (Place.isKnown() && dimAt(In, Place).isKnown()) {
    SizeContext &Sizes = Call.sizes();
    Size Whole = *dimAt(In, Place).Length, Two = Sizes.constant(2);
    OperationConflict Why;
    Why.What = OperationConflict::Kind::Indivisible;
    Why.First = {Self, Place.Index, dimAt(In, Place)};
    Why.Second.Length = dimOf(Two, {});
    if (!Call.demand(
            Call.judge().equal(Sizes.floorMod(Whole, Two), Sizes.zero()),
            std::move(Why)))
      return;
    New = dimOf(Sizes.floorDiv(Whole, Two), Call.Context.From);
  }
  Call.setShape(replaceAxis(In, Place, Index, New));
}

/// (*, c r r, h, w) becomes (*, c, h r, w r), or with `down` the other way
/// round. torch.nn.PixelShuffle, torch.nn.PixelUnshuffle.
void pixelShuffle(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  bool Down = Call.constant("down") == 1;
  unsigned Self = positionOr(Call, "self");
  if (In.rank() && *In.rank() < 3)
    return reportRank(Call, Self, "at least 3");
  std::optional<Size> Factor = Call.integer("factor");
  SizeContext &Sizes = Call.sizes();
  Dims Last;
  for (unsigned Back : {3u, 2u, 1u}) {
    Dim Old = fromBack(In, Back);
    if (!Old.isKnown() || !Factor || Factor->lowerBound().value_or(0) < 1) {
      Last.push_back(unknownDim());
      continue;
    }
    Size By = Back == 3 ? Sizes.mul(*Factor, *Factor) : *Factor;
    if ((Back == 3) == Down) {
      Last.push_back(dimOf(Sizes.mul(*Old.Length, By), Call.Context.From));
      continue;
    }
    OperationConflict Why;
    Why.What = OperationConflict::Kind::Indivisible;
    Why.First = {Self,
                 In.rank() ? std::optional<unsigned>(*In.rank() - Back)
                           : std::nullopt,
                 Old};
    Why.Second.Length = dimOf(By, {});
    if (!Call.demand(
            Call.judge().equal(Sizes.floorMod(*Old.Length, By), Sizes.zero()),
            std::move(Why)))
      return;
    Last.push_back(dimOf(Sizes.floorDiv(*Old.Length, By), Call.Context.From));
  }
  Call.setShape(withLast(In, Last));
}

namespace {
/// What the settings of a recurrent network say of its outputs.
struct RecurrentSizes {
  Dim Features, States, Hidden, Shown;
};
} // namespace

static RecurrentSizes recurrentSizes(BuiltinCall &Call) {
  SizeContext &Sizes = Call.sizes();
  std::optional<Size> Hidden = Call.integer("hidden_size"),
                      Projected = Call.integer("proj_size"), Shown;
  std::optional<bool> Both = Call.flag("bidirectional", false);
  auto Known = [&](std::optional<Size> S) {
    return S ? dimOf(*S, Call.Context.From) : unknownDim();
  };
  auto Twice = [&](std::optional<Size> S) -> std::optional<Size> {
    if (!S || !Both)
      return std::nullopt;
    return *Both ? Sizes.mul(Sizes.constant(2), *S) : *S;
  };
  // Without a projection the hidden state is what is shown.
  if (Projected && Projected->asConstant() == 0)
    Shown = Hidden;
  else if (Projected && Projected->lowerBound().value_or(0) >= 1)
    Shown = Projected;
  return {Known(Twice(Shown)), Known(Twice(Call.integer("num_layers"))),
          Known(Hidden), Known(Shown)};
}

/// Outputs over a sequence and the last hidden state, `cell` for an LSTM with
/// two of them. (time, batch, input), or with batch_first (batch, time, input).
/// torch.nn.RNN, torch.nn.LSTM, torch.nn.GRU.
void recurrent(BuiltinCall &Call) {
  ArrayValue Given = Call.array("input");
  const Shape &In = Given.Axes;
  if (In.rank() && *In.rank() != 3)
    return reportRank(Call, positionOr(Call, "input"), "3");
  Dims Axes(3, unknownDim());
  if (In.rank())
    Axes.assign(In.prefix().begin(), In.prefix().end());
  std::optional<Size> Width = Call.integer("input_size");
  OperandSide Wanted;
  Wanted.Length = Width ? dimOf(*Width, {}) : unknownDim();
  if (!Call.demandEqual(std::move(Wanted),
                        {positionOr(Call, "input"), 2u, Axes[2]},
                        OperationConflict::Kind::InnerSizes))
    return;
  RecurrentSizes Known = recurrentSizes(Call);
  std::optional<bool> BatchFirst = Call.flag("batch_first", false);
  Dim Batch = BatchFirst ? Axes[*BatchFirst ? 0 : 1] : unknownDim();
  auto State = [&](const Dim &Last) {
    return Value::array(
        {Shape::ofDims({Known.States, Batch, Last}), Given.DTypes});
  };
  Value Output = Value::array(
      {Shape::ofDims({Axes[0], Axes[1], Known.Features}), Given.DTypes});
  Value Last = State(Known.Shown);
  if (Call.constant("cell") == 1)
    Last = Value::aggregate({Last, State(Known.Hidden)});
  Call.setResult(Value::aggregate({std::move(Output), std::move(Last)}));
}

/// One axis of a discrete Fourier transform: cut or filled to `n`; with `real`
/// 1 the output has n / 2 + 1 elements, with `real` 2 the input has.
/// torch.fft.fft, torch.fft.rfft, torch.fft.irfft.
void fourier(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  std::optional<int64_t> Index = Call.has("dim") ? Call.constant("dim") : -1;
  int64_t Real = Call.constant("real").value_or(0);
  if (In.rank() == 0u)
    return reportRank(Call, positionOr(Call, "self"), "at least 1");
  AxisPlace Place =
      Index ? demandAxis(Call, *Index, "dim", "self") : AxisPlace{};
  if (Call.failed())
    return;
  SizeContext &Sizes = Call.sizes();
  std::optional<Size> Count;
  if (Call.has("n") && !Call.value("n").isNone())
    Count = Call.integer("n");
  else if (Place.isKnown() && dimAt(In, Place).isKnown())
    Count = Real == 2
                ? Sizes.mul(Sizes.constant(2),
                            Sizes.sub(*dimAt(In, Place).Length, Sizes.one()))
                : *dimAt(In, Place).Length;
  if (Count && Real == 1)
    Count = Sizes.add(Sizes.floorDiv(*Count, Sizes.constant(2)), Sizes.one());
  Call.setShape(
      replaceAxis(In, Place, Index,
                  Count ? dimOf(*Count, Call.Context.From) : unknownDim()));
}

/// Does the class's own `forward` leave its arguments what they are? The
/// context comes first.
static bool keepsArguments(const clang::CXXRecordDecl *Class) {
  bool Found = false;
  for (const clang::Decl *Member : Class->decls()) {
    const auto *Named = llvm::dyn_cast<clang::NamedDecl>(Member);
    if (!Named || !Named->getIdentifier() || Named->getName() != "forward")
      continue;
    const auto *Method = llvm::dyn_cast<clang::CXXMethodDecl>(Named);
    if (!Method || Found)
      return false;
    Found = true;
    for (const clang::ParmVarDecl *Param : Method->parameters())
      if (Param->getType()->isReferenceType() &&
          !Param->getType().getNonReferenceType().isConstQualified())
        return false;
  }
  return Found;
}

/// `F::apply(x, ...)` of a class F of the program, which calls F::forward
/// (torch/csrc/autograd/custom_function.h).
void customFunction(BuiltinCall &Call) {
  const auto *Method =
      llvm::dyn_cast_or_null<clang::CXXMethodDecl>(Call.Callee);
  const clang::CXXRecordDecl *Class =
      Method ? heldClass(Method->getParent()) : nullptr;
  if (Class && keepsArguments(Class))
    return;
  for (unsigned Position : Call.arrays())
    Call.write(Position, Value());
}

} // namespace shapetidy::builtins

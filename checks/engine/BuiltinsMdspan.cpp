//===-- BuiltinsMdspan.cpp - Extents and views of std::mdspan ---*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsAxes.h"
#include "checks/engine/BuiltinsSpatial.h"
#include "checks/engine/BuiltinsTable.h"
#include "checks/engine/ClangCompat.h"
#include "checks/engine/ModelLookup.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy::builtins {

/// The axes that the constructed class has; none if it does not say.
static std::optional<Dims> axesOfClass(BuiltinCall &Call, bool &IsArray) {
  const auto *Made =
      llvm::dyn_cast_or_null<clang::CXXConstructorDecl>(Call.Callee);
  if (!Made || !Call.Row.Library)
    return std::nullopt;
  ModelLookup Lookup(*Call.Row.Library);
  clang::QualType Type = canonicalType(Made->getParent());
  const ModelClass *Model = Lookup.classOf(Made->getParent());
  IsArray = Model && Model->Holds == ModelClass::Kind::Array;
  auto Known = IsArray ? Lookup.constantAxes(*Model, Made->getParent())
                       : Lookup.lengthsOf(Type);
  if (!Known)
    return std::nullopt;
  Dims Axes;
  for (std::optional<int64_t> Length : *Known)
    Axes.push_back(Length ? dimOf(Call.sizes().constant(*Length), {})
                          : unknownDim());
  return Axes;
}

/// Sizes in the order of the axes, or of those that are known at run time only;
/// a size that the type has must be given as it is (mdspan.extents.cons).
static bool giveSizes(BuiltinCall &Call, Dims &Axes, unsigned First) {
  unsigned Count = Call.Input.Args.size() - First;
  bool All = Count == Axes.size();
  if (!All && Count != llvm::count_if(Axes, [](const Dim &D) {
        return !D.isKnown();
      }))
    return true;
  unsigned Next = First;
  for (Dim &Axis : Axes) {
    if (!All && Axis.isKnown())
      continue;
    unsigned Arg = Next++;
    std::optional<Size> Given = Call.Input.Args[Arg].asInteger();
    if (!Given)
      continue;
    Dim Length = dimOf(*Given, Call.Context.From);
    if (Axis.isKnown() &&
        !Call.demandEqual({Arg, std::nullopt, Length},
                          {OperandSide::NoArgument, std::nullopt, Axis},
                          OperationConflict::Kind::FixedSize))
      return false;
    if (!Axis.isKnown())
      Axis = Length;
  }
  return true;
}

/// All sizes from one argument: extents, a mapping, an array of integers,
/// another mdspan (mdspan.mdspan.cons).
static bool copySizes(BuiltinCall &Call, Dims &Axes, unsigned Arg) {
  const Value &Given = Call.Input.Args[Arg];
  const Shape *From = Given.asIntegerList();
  if (!From && Given.asArray())
    From = &Given.asArray()->Axes;
  if (!From || From->rank() != unsigned(Axes.size()))
    return true;
  for (unsigned I = 0; I < Axes.size(); ++I) {
    const Dim &Length = From->prefix()[I];
    if (!Call.demandEqual({Arg, I, Length},
                          {OperandSide::NoArgument, std::nullopt, Axes[I]},
                          OperationConflict::Kind::FixedSize))
      return false;
    if (!Axes[I].isKnown())
      Axes[I] = Length;
  }
  return true;
}

/// Constructors of std::extents, of mappings and of std::mdspan; `skip` leaves
/// out arguments that are no sizes, such as the pointer.
void extents(BuiltinCall &Call) {
  bool IsArray = false;
  std::optional<Dims> Axes = axesOfClass(Call, IsArray);
  if (!Axes)
    return;
  unsigned First = unsigned(Call.constant("skip").value_or(0));
  size_t Count = Call.Input.Args.size();
  bool IsOne = Count == First + 1 && !Call.Input.Args[First].asInteger() &&
               !Call.Callee->getParamDecl(First)
                    ->getType()
                    .getNonReferenceType()
                    ->isIntegerType();
  if (Count > First && !(IsOne ? copySizes(Call, *Axes, First)
                               : giveSizes(Call, *Axes, First)))
    return;
  Shape Known = Shape::ofDims(*Axes);
  if (IsArray)
    return Call.setShape(std::move(Known));
  Call.setResult(Value::integerList(std::move(Known)));
}

/// Two integers of a pair or a list: from (included) and to (excluded).
static std::optional<std::pair<Size, Size>> boundsOf(const Value &Given) {
  if (const Shape *List = Given.asIntegerList())
    if (List->rank() == 2u && List->prefix()[0].isKnown() &&
        List->prefix()[1].isKnown())
      return std::pair(*List->prefix()[0].Length, *List->prefix()[1].Length);
  llvm::ArrayRef<Value> Parts = Given.elements();
  if (Parts.size() == 2 && Parts[0].asInteger() && Parts[1].asInteger())
    return std::pair(*Parts[0].asInteger(), *Parts[1].asInteger());
  return std::nullopt;
}

/// What slice \p Arg leaves of axis \p Axis: nothing, all of it, or the part
/// between two integers, none of which may be outside.
static bool takeSlice(BuiltinCall &Call, unsigned Arg, unsigned Axis,
                      const Dim &Of, Dims &Out) {
  clang::QualType Type =
      Call.Callee->getParamDecl(Arg)->getType().getNonReferenceType();
  const Value &Given = Call.Input.Args[Arg];
  OperandSide Wanted{Arg, std::nullopt, {}};
  SizeContext &Sizes = Call.sizes();
  if (Type->isIntegerType()) {
    std::optional<Size> Index = Given.asInteger();
    if (!Index || Index->lowerBound().value_or(-1) < 0)
      return true;
    Wanted.Length = dimOf(Sizes.add(*Index, Sizes.one()), {});
    return demandAtMost(Call, std::move(Wanted), {0, Axis, Of});
  }
  const clang::CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  bool IsAll = Class && Class->getIdentifier() &&
               Class->getName().starts_with("full_extent");
  auto Bounds = boundsOf(Given);
  Out.push_back(IsAll    ? Of
                : Bounds ? dimOf(Sizes.sub(Bounds->second, Bounds->first),
                                 Call.Context.From)
                         : unknownDim());
  if (IsAll || !Bounds)
    return true;
  Wanted.Length = dimOf(Bounds->second, {});
  return demandAtMost(Call, std::move(Wanted), {0, Axis, Of});
}

/// std::submdspan: one slice for each axis (mdspan.sub.sub).
void submdspan(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  size_t Count = Call.Input.Args.size();
  if (!Call.Callee || In.rank() != unsigned(Count - 1) ||
      Count != Call.Callee->getNumParams())
    return Call.setShape(Shape::unknown());
  Dims Out;
  for (unsigned I = 1; I < Count; ++I)
    if (!takeSlice(Call, I, I - 1, In.prefix()[I - 1], Out))
      return;
  Call.setShape(Shape::ofDims(Out));
}

/// The array itself, which has to have so many axes; a negative number asks for
/// nothing. pybind11::array_t::unchecked.
void ofRank(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  std::optional<int64_t> Want = Call.constant("rank");
  if (Want && *Want >= 0 && In.rank() && *In.rank() != uint64_t(*Want))
    return reportRank(Call, 0, std::to_string(*Want));
  Call.setShape(std::move(In));
}

} // namespace shapetidy::builtins

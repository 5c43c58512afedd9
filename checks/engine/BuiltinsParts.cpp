//===-- BuiltinsParts.cpp - Parts of arrays and single elements -*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsAxes.h"
#include "checks/engine/BuiltinsSpatial.h"
#include "checks/engine/BuiltinsTable.h"

namespace shapetidy::builtins {

namespace {
/// What is cut out of one axis: from a first element, to a last one, to the
/// one behind it, or so many. A *range* is a record of `from`, `to` (the last
/// one) and `until` (the one behind it).
class AxisPart {
public:
  AxisPart(BuiltinCall &Call, llvm::StringRef Suffix)
      : Call(Call), Suffix(Suffix), Record(Call.value(role("range"))) {}

  bool isCut() const {
    return has("first") || has("last") || has("end") || has("count");
  }
  std::optional<Size> first() const {
    return has("first") ? get("first") : Call.sizes().zero();
  }
  /// Index of the element behind the part.
  std::optional<Size> end() const {
    SizeContext &Sizes = Call.sizes();
    if (has("end"))
      return get("end");
    if (std::optional<Size> Last = get("last"))
      return Sizes.add(*Last, Sizes.one());
    std::optional<Size> First = first(), Count = get("count");
    if (!Count)
      return std::nullopt;
    return First ? Sizes.add(*First, *Count) : Count;
  }
  /// Index of the last element, where that is what the call gives.
  std::optional<Size> last() const {
    return has("end") || has("count") ? std::nullopt : get("last");
  }
  std::optional<Size> length() const {
    if (has("count"))
      return get("count");
    std::optional<Size> First = first(), End = end();
    return First && End ? std::optional<Size>(Call.sizes().sub(*End, *First))
                        : std::nullopt;
  }
  /// The argument to point at.
  unsigned argument() const {
    if (std::optional<unsigned> At = Call.position("rect"))
      return *At;
    for (llvm::StringRef Name : {"count", "last", "end", "range", "first"})
      if (std::optional<unsigned> At = Call.position(role(Name)))
        return *At;
    return OperandSide::NoArgument;
  }

private:
  /// The part of an image's rows (axis 0) or columns: `Rect(x, y, width,
  /// height)`.
  std::optional<Size> ofRect(llvm::StringRef Name) const {
    Value Given = Call.value("rect");
    const RecordValue *Rect = Given.asRecord();
    bool IsRow = Suffix == "0";
    llvm::StringRef Setting =
        Name == "first" ? (IsRow ? "y" : "x") : (IsRow ? "height" : "width");
    const Value *Held = Rect ? Rect->find(Setting) : nullptr;
    return Held ? Held->asInteger() : std::nullopt;
  }
  bool hasRect(llvm::StringRef Name) const {
    return Call.has("rect") && (Suffix == "0" || Suffix == "1") &&
           (Name == "first" || Name == "count");
  }

  std::string role(llvm::StringRef Name) const {
    return Name.str() + Suffix.str();
  }
  const Value *recorded(llvm::StringRef Name) const {
    static constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral>
        Settings[] = {{"first", "from"}, {"last", "to"}, {"end", "until"}};
    const RecordValue *Known = Record.asRecord();
    for (const auto &[Role, Setting] : Settings)
      if (Known && Role == Name)
        return Known->find(Setting);
    return nullptr;
  }
  bool has(llvm::StringRef Name) const {
    bool Unknown = Call.has(role("range")) && !Record.asRecord();
    return hasRect(Name) || Call.has(role(Name)) || recorded(Name) || Unknown;
  }
  std::optional<Size> get(llvm::StringRef Name) const {
    if (hasRect(Name))
      return ofRect(Name);
    const Value *Held = recorded(Name);
    return Held ? Held->asInteger() : Call.integer(role(Name));
  }

  BuiltinCall &Call;
  llvm::StringRef Suffix;
  Value Record;
};
} // namespace

/// The part has to end inside of the axis. Reported only where it never can.
static bool demandPart(BuiltinCall &Call, const AxisPart &Part, unsigned Axis,
                       const Dim &Of) {
  std::optional<Size> End = Part.end(), First = Part.first();
  unsigned Self = Call.position("self").value_or(OperandSide::NoArgument);
  bool Counts = First && First->lowerBound().value_or(-1) >= 0;
  if (End && Counts &&
      !demandAtMost(Call, {Part.argument(), std::nullopt, dimOf(*End, {})},
                    {Self, Axis, Of}))
    return false;
  // A last element in front of the first: there is no such empty part.
  if (std::optional<Size> Last = Part.last();
      Last && First &&
      Call.sizes().sub(*Last, *First).upperBound().value_or(0) < 0)
    return demandAtMost(Call,
                        {Part.argument(), std::nullopt, dimOf(*First, {})},
                        {Self, Axis, dimOf(*Last, {})});
  // A part that ends in front of where it begins.
  std::optional<Size> Length = Part.length();
  if (!Length || !First || Length->upperBound().value_or(0) >= 0)
    return true;
  return demandAtMost(Call, {Part.argument(), std::nullopt, dimOf(*First, {})},
                      {Self, Axis, dimOf(*End, {})});
}

/// The axis that a vector's elements are on.
static std::optional<unsigned> vectorAxis(const Shape &In) {
  if (In.rank() == 1u)
    return 0;
  if (In.rank() != 2u)
    return std::nullopt;
  for (unsigned Axis : {0u, 1u})
    if (In.prefix()[1 - Axis].isKnown() &&
        In.prefix()[1 - Axis].Length->asConstant() == 1)
      return Axis;
  return std::nullopt;
}

/// A part without rows or without columns has neither (cv::Mat releases it).
static void emptyAll(BuiltinCall &Call, Dims &Out) {
  auto IsZero = [](const Dim &D) {
    return D.isKnown() && D.Length->asConstant() == 0;
  };
  if (Out.size() < 2 || (!IsZero(Out[0]) && !IsZero(Out[1])))
    return;
  Out[0] = Out[1] = dimOf(Call.sizes().zero(), Call.Context.From);
}

/// A rectangular part: on each axis, or for vectors along their elements, what
/// the roles say; the axis `drop` is gone afterwards (Armadillo's submat, rows,
/// head, slice, ..., cv::Mat::rowRange and the like).
void part(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  if (!In.rank())
    return Call.setShape(Shape::unknown());
  Dims Out(In.prefix().begin(), In.prefix().end());
  std::optional<unsigned> Vector = vectorAxis(In);
  AxisPart Along(Call, "");
  if (Along.isCut() && !Vector)
    return Call.setShape(forgetLengths(In));
  static constexpr llvm::StringLiteral Suffixes[] = {"0", "1", "2"};
  for (unsigned Axis = 0; Axis < Out.size() && Axis < 3; ++Axis) {
    AxisPart Here(Call, Axis == Vector && Along.isCut() ? "" : Suffixes[Axis]);
    if (!Here.isCut())
      continue;
    if (!demandPart(Call, Here, Axis, Out[Axis]))
      return;
    std::optional<Size> Length = Here.length();
    Out[Axis] = Length ? dimOf(*Length, Call.Context.From) : unknownDim();
  }
  if (Call.flag("empties", false).value_or(false))
    emptyAll(Call, Out);
  if (std::optional<int64_t> Drop = Call.constant("drop");
      Drop && *Drop >= 0 && *Drop < int64_t(Out.size()))
    Out.erase(Out.begin() + *Drop);
  Call.setShape(Shape::ofDims(Out));
}

/// One element by an index on each axis, or one among all of them; each index
/// has to be inside.
void element(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  if (!In.rank())
    return;
  static constexpr llvm::StringLiteral Roles[] = {"index0", "index1", "index2"};
  for (unsigned Axis = 0; Axis < *In.rank() && Axis < 3; ++Axis)
    if (!demandIndex(Call, Roles[Axis], Axis, In.prefix()[Axis]))
      return;
  if (!Call.has("index"))
    return;
  std::optional<Size> Count = In.elementCount(Call.sizes());
  demandIndex(Call, "index", std::nullopt,
              Count ? dimOf(*Count, {}) : unknownDim());
}

} // namespace shapetidy::builtins

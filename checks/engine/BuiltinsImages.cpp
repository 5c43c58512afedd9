//===-- BuiltinsImages.cpp - Rows, columns and channels ---------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsAxes.h"
#include "checks/engine/BuiltinsTable.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy::builtins {

namespace {
/// What one element of an image is: how many channels of which dtype.
struct ElementType {
  Dim Channels = unknownDim();
  DTypeSet DTypes = DTypeSet::any();
};
} // namespace

/// `CV_8UC3`: the depth in three bits, above them the channels less one
/// (OpenCV's CV_MAKETYPE).
static ElementType elementOfCode(const BuiltinCall &Call, int64_t Code) {
  static constexpr llvm::StringLiteral Depths[] = {
      "uint8", "int8",    "uint16",  "int16",
      "int32", "float32", "float64", "float16"};
  ElementType Out;
  if (Code < 0)
    return Out;
  Out.Channels =
      dimOf(Call.sizes().constant(((Code >> 3) & 511) + 1), Call.Context.From);
  Out.DTypes = DTypeSet::ofName(Depths[Code & 7]);
  return Out;
}

/// `Mat_<float>`, `Mat_<Vec3b>`: the channels of the element type.
static std::optional<int64_t> channelsOfClass(const BuiltinCall &Call) {
  const auto *Method =
      llvm::dyn_cast_or_null<clang::CXXMethodDecl>(Call.Callee);
  const auto *Class =
      Method ? llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(
                   Method->getParent())
             : nullptr;
  if (!Class || Class->getTemplateArgs().size() == 0 ||
      Class->getTemplateArgs()[0].getKind() != clang::TemplateArgument::Type)
    return std::nullopt;
  clang::QualType Element = Class->getTemplateArgs()[0].getAsType();
  if (Element->isArithmeticType())
    return 1;
  const auto *Vector =
      llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(
          Element->getAsCXXRecordDecl());
  if (!Vector || Vector->getName() != "Vec" ||
      Vector->getTemplateArgs().size() != 2)
    return std::nullopt;
  return Vector->getTemplateArgs()[1].getAsIntegral().trySExtValue();
}

static ElementType elementOf(const BuiltinCall &Call) {
  ElementType Out;
  Value Type = Call.value("type");
  if (std::optional<int64_t> Code = Call.constant("type"))
    return elementOfCode(Call, *Code);
  if (const RecordValue *Known = Type.asRecord()) {
    const Value *Channels = Known->find("channels");
    const Value *DTypes = Known->find("dtype");
    if (Channels && Channels->asInteger())
      Out.Channels = dimOf(*Channels->asInteger(), Call.Context.From);
    if (DTypes && DTypes->asDType())
      Out.DTypes = *DTypes->asDType();
    return Out;
  }
  std::optional<int64_t> Fixed =
      Call.has("channels") ? Call.constant("channels") : channelsOfClass(Call);
  if (!Call.has("type") && Fixed)
    Out.Channels = dimOf(Call.sizes().constant(*Fixed), Call.Context.From);
  return Out;
}

static Dim dimOfSetting(const BuiltinCall &Call, const RecordValue *Record,
                        llvm::StringRef Name) {
  const Value *Held = Record ? Record->find(Name) : nullptr;
  std::optional<Size> Known = Held ? Held->asInteger() : std::nullopt;
  return Known ? dimOf(*Known, Call.Context.From) : unknownDim();
}

static Dim dimOfRole(const BuiltinCall &Call, llvm::StringRef Role) {
  std::optional<Size> Known = Call.integer(Role);
  return Known ? dimOf(*Known, Call.Context.From) : unknownDim();
}

/// A matrix of rows and columns, of a size (width, height), or of a list of
/// lengths; the channels of its elements are the last axis. Without sizes it
/// is empty (cv::Mat's constructors, create, zeros).
void image(BuiltinCall &Call) {
  ElementType Element = elementOf(Call);
  Dims Out;
  Value Size = Call.value("size"), List = Call.value("sizes");
  if (Call.has("sizes")) {
    const Shape *Lengths = List.asIntegerList();
    std::optional<int64_t> Count = Call.constant("count");
    bool Fits = Lengths && Lengths->rank() &&
                (!Call.has("count") || Count == int64_t(*Lengths->rank()));
    if (!Fits)
      return Call.setResult(Value::array({Shape::unknown(), Element.DTypes}));
    Out.assign(Lengths->prefix().begin(), Lengths->prefix().end());
  } else if (Call.has("size")) {
    Out = {dimOfSetting(Call, Size.asRecord(), "height"),
           dimOfSetting(Call, Size.asRecord(), "width")};
  } else if (Call.has("rows")) {
    Out = {dimOfRole(Call, "rows"), dimOfRole(Call, "cols")};
  } else {
    Dim Zero = dimOf(Call.sizes().zero(), Call.Context.From);
    Out = {Zero, Zero};
  }
  Out.push_back(Element.Channels);
  Call.setResult(Value::array({Shape::ofDims(Out), Element.DTypes}));
}

static void setSetting(RecordValue &Record, llvm::StringRef Name,
                       const Dim &Length) {
  if (Length.isKnown())
    Record.set(Name, Value::integer(*Length.Length));
  else
    Record.set(Name, Value());
}

/// The size (width, height) of an image.
void imageSize(BuiltinCall &Call) {
  Shape Self = Call.array("self").Axes;
  if (Self.rank() != 3u)
    return;
  RecordValue Record;
  Record.Class = "cv::Size_";
  setSetting(Record, "width", Self.prefix()[1]);
  setSetting(Record, "height", Self.prefix()[0]);
  Call.setResult(Value::record(std::move(Record)));
}

/// What `type()` gives: channels and dtype, to make other images with.
void imageType(BuiltinCall &Call) {
  ArrayValue Self = Call.array("self");
  RecordValue Record;
  Record.Class = "cv::Mat::type";
  if (Self.Axes.rank())
    setSetting(Record, "channels", Self.Axes.prefix().back());
  if (!Self.DTypes.isAny())
    Record.set("dtype", Value::dtype(Self.DTypes));
  if (!Record.Items.empty())
    Call.setResult(Value::record(std::move(Record)));
}

static bool isAtLeast(const Dim &D, int64_t Least) {
  return D.isKnown() && D.Length->lowerBound().value_or(0) >= Least;
}

/// May \p In not be taken for a scalar beside \p Other? A matrix with more than
/// one row and more than one column never is (arithm.cpp, checkScalar).
static bool isNoScalar(const Shape &In, const Shape &Other) {
  if (In.rank() != 3u)
    return false;
  llvm::ArrayRef<Dim> Axes = In.prefix();
  if (isAtLeast(Axes[0], 2) && isAtLeast(Axes[1], 2))
    return true;
  if (Other.rank() != 3u)
    return false;
  auto Number = [](const Dim &D) {
    return D.isKnown() ? D.Length->asConstant() : std::nullopt;
  };
  std::optional<int64_t> Rows = Number(Axes[0]), Cols = Number(Axes[1]),
                         Channels = Number(Axes[2]),
                         Wanted = Number(Other.prefix()[2]);
  if (!Rows || !Cols || !Channels || !Wanted || *Rows < 1 || *Cols < 1)
    return false;
  // One number, one for each channel, or a Scalar's four.
  int64_t Length = std::max(*Rows, *Cols);
  return Length != 1 && Length != *Wanted && (Length != 4 || *Channels != 1);
}

/// Element by element: two matrices of one size, or a matrix and what may be
/// a scalar (arithm_op). A third operand `dst` is not looked at.
void imagePointwise(BuiltinCall &Call) {
  Shape Self = Call.array("self").Axes, Other = Call.array("other").Axes;
  bool SelfCounts = isNoScalar(Self, Other),
       OtherCounts = isNoScalar(Other, Self);
  if (SelfCounts && OtherCounts) {
    for (unsigned Axis = 0; Axis < 3; ++Axis)
      if (!Call.demandEqual(
              {Call.position("self").value_or(~0u), Axis, Self.prefix()[Axis]},
              {Call.position("other").value_or(~0u), Axis,
               Other.prefix()[Axis]}))
        return;
    return Call.setShape(Self);
  }
  std::optional<unsigned> Position = Call.position("other");
  bool OtherIsNumber = !Position || Call.isScalar(*Position);
  std::optional<unsigned> First = Call.position("self");
  bool SelfIsNumber = !First || Call.isScalar(*First);
  if (OtherIsNumber || SelfIsNumber)
    return Call.setShape(OtherIsNumber ? Self : Other);
  // Beside a matrix that cannot be a scalar the other one is.
  if (SelfCounts || OtherCounts)
    return Call.setShape(SelfCounts ? Self : Other);
  // The larger one of them, whichever that is.
  bool Same = Self.rank() && Self == Other;
  Call.setShape(Same ? Self : Shape::unknown());
}

/// Rows that do not divide into the channels are joined and cut anew
/// (Mat::reshape): as many as the numbers make pixels, rounded down.
static void reshapeRows(BuiltinCall &Call, const Dim &Rows, int64_t Width,
                        int64_t Channels) {
  std::optional<int64_t> Known =
      Rows.isKnown() ? Rows.Length->asConstant() : std::nullopt;
  if (!Known || *Known < 1)
    return Call.setShape(Shape::ofDims(Dims(3, unknownDim())));
  int64_t Total = *Known * Width, NewRows = Total / Channels;
  auto Length = [&](int64_t Number) {
    return dimOf(Call.sizes().constant(Number), Call.Context.From);
  };
  if (NewRows > 0 && Total % NewRows == 0 && Total / NewRows % Channels == 0)
    return Call.setShape(
        Shape::ofDims(Dims{Length(NewRows), Length(Total / NewRows / Channels),
                           Length(Channels)}));
  OperationConflict Why;
  Why.What = OperationConflict::Kind::Indivisible;
  Why.First = {Call.position("self").value_or(OperandSide::NoArgument),
               std::nullopt, Length(Total)};
  Why.Second.Length = Length(Channels);
  Why.Verdict.Answer = Verdict::Refuted;
  Why.Verdict.By = Stage::NormalForm;
  Call.setConflict(std::move(Why));
}

/// The same numbers in other channels and rows; `channels` 0 keeps the
/// channels, `rows` 0 the rows (Mat::reshape).
void imageReshape(BuiltinCall &Call) {
  Shape Self = Call.array("self").Axes;
  Shape Open = Shape::ofDims(Dims(3, unknownDim()));
  std::optional<int64_t> Channels = Call.constant("channels");
  std::optional<int64_t> Rows =
      Call.has("rows") ? Call.constant("rows") : std::optional<int64_t>(0);
  std::optional<Size> Given = Call.integer("rows");
  if (Self.rank() != 3u || !Channels)
    return Call.setShape(Open);
  SizeContext &Sizes = Call.sizes();
  Dims Old(Self.prefix().begin(), Self.prefix().end());
  Dim NewChannels = *Channels == 0
                        ? Old[2]
                        : dimOf(Sizes.constant(*Channels), Call.Context.From);
  Dim NewRows = Rows == 0 || !Call.has("rows") ? Old[0]
                : Given ? dimOf(*Given, Call.Context.From)
                        : unknownDim();
  // What a row is, is all that is left to find.
  bool KeepsRows = Rows == 0;
  std::optional<Size> Total =
      KeepsRows ? (Old[1].isKnown() && Old[2].isKnown()
                       ? std::optional<Size>(
                             Sizes.mul(*Old[1].Length, *Old[2].Length))
                       : std::nullopt)
                : Self.elementCount(Sizes);
  std::optional<Size> Divisor =
      KeepsRows ? NewChannels.Length
      : NewChannels.isKnown() && NewRows.isKnown()
          ? std::optional<Size>(Sizes.mul(*NewChannels.Length, *NewRows.Length))
          : std::nullopt;
  Dim Columns = unknownDim();
  if (Total && Divisor) {
    OperationConflict Why;
    Why.What = OperationConflict::Kind::Indivisible;
    Why.First = {Call.position("self").value_or(OperandSide::NoArgument),
                 std::nullopt, dimOf(*Total, {})};
    Why.Second.Length = dimOf(*Divisor, {});
    std::optional<int64_t> Whole = Total->asConstant(),
                           Part = Divisor->asConstant();
    if (KeepsRows && Whole && Part && *Part > 0 && *Whole % *Part != 0)
      return reshapeRows(Call, Old[0], *Whole, *Part);
    if (Whole && Part && *Part > 0 && *Whole % *Part != 0) {
      Why.Verdict.Answer = Verdict::Refuted;
      Why.Verdict.By = Stage::NormalForm;
      return Call.setConflict(std::move(Why));
    }
    if (Whole && Part && *Part > 0)
      Columns = dimOf(Sizes.constant(*Whole / *Part), Call.Context.From);
    else if (NewChannels.isKnown() && Old[2].isKnown() && KeepsRows &&
             *NewChannels.Length == *Old[2].Length)
      Columns = Old[1];
  }
  Call.setShape(Shape::ofDims(Dims{NewRows, Columns, NewChannels}));
}

/// Images of one size, their channels one after the other (cv::merge).
void imageMerge(BuiltinCall &Call) {
  Value List = Call.value("images");
  unsigned Arg = Call.position("images").value_or(OperandSide::NoArgument);
  std::optional<Dims> Joint;
  llvm::ArrayRef<Value> Items = List.elements();
  if (List.asSequence() || Items.empty())
    return Call.setShape(Shape::ofDims(Dims(3, unknownDim())));
  for (const Value &Item : Items) {
    const ArrayValue *Known = Item.asArray();
    if (!Known || Known->Axes.rank() != 3u)
      return Call.setShape(Shape::ofDims(Dims(3, unknownDim())));
    Dims Next(Known->Axes.prefix().begin(), Known->Axes.prefix().end());
    if (!Joint) {
      Joint = Next;
      continue;
    }
    for (unsigned Axis : {0u, 1u})
      if (!Call.demandEqual({Arg, Axis, (*Joint)[Axis]},
                            {Arg, Axis, Next[Axis]}))
        return;
    bool IsKnown = (*Joint)[2].isKnown() && Next[2].isKnown();
    (*Joint)[2] =
        IsKnown ? dimOf(Call.sizes().add(*(*Joint)[2].Length, *Next[2].Length),
                        Call.Context.From)
                : unknownDim();
  }
  Call.setShape(Shape::ofDims(*Joint));
}

/// One image for each channel (cv::split).
void imageSplit(BuiltinCall &Call) {
  ArrayValue Self = Call.array("self");
  if (Self.Axes.rank() != 3u)
    return;
  Dims One(Self.Axes.prefix().begin(), Self.Axes.prefix().end());
  std::optional<int64_t> Count =
      One[2].isKnown() ? One[2].Length->asConstant() : std::nullopt;
  One[2] = dimOf(Call.sizes().one(), Call.Context.From);
  Value Each = Value::array({Shape::ofDims(One), Self.DTypes});
  if (Count && *Count > 0 && *Count <= 16)
    return Call.setResult(
        Value::aggregate(std::vector<Value>(size_t(*Count), Each)));
  Call.setResult(Value::sequence(Each));
}

/// The channels of `self` in another size (width, height); a size of 0 means
/// that it follows from factors (cv::resize, cv::warpAffine).
void imageResize(BuiltinCall &Call) {
  Shape Self = Call.array("self").Axes;
  Value Given = Call.value("size");
  Dims Out = {dimOfSetting(Call, Given.asRecord(), "height"),
              dimOfSetting(Call, Given.asRecord(), "width"),
              Self.rank() == 3u ? Self.prefix()[2] : unknownDim()};
  for (unsigned Axis : {0u, 1u})
    if (!isAtLeast(Out[Axis], 1))
      Out[Axis] = unknownDim();
  Call.setShape(Shape::ofDims(Out));
}

/// A setting of a record, by the name of the data member: `size.width`.
void member(BuiltinCall &Call) {
  Value Self = Call.value("self");
  const RecordValue *Record = Self.asRecord();
  const Value *Held = Record ? Record->find(Call.Input.Member) : nullptr;
  if (Held)
    Call.setResult(*Held);
}

} // namespace shapetidy::builtins

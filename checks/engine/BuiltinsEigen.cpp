//===-- BuiltinsEigen.cpp - Dense matrices with sizes in their types *- C++
//-*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsAxes.h"
#include "checks/engine/BuiltinsSpatial.h"
#include "checks/engine/BuiltinsTable.h"
#include "checks/engine/ClangCompat.h"
#include "checks/engine/Models.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

namespace shapetidy::builtins {

/// Rows and columns; every dense Eigen type has exactly these two axes.
namespace {
struct MatrixDims {
  Dim Rows = unknownDim(), Cols = unknownDim();

  Dim &operator[](unsigned Axis) { return Axis ? Cols : Rows; }
  const Dim &operator[](unsigned Axis) const { return Axis ? Cols : Rows; }
  Shape shape() const { return Shape::ofDims({Rows, Cols}); }
};
} // namespace

static MatrixDims dimsOf(const Shape &Axes) {
  if (Axes.rank() != 2u)
    return {};
  return {Axes.prefix()[0], Axes.prefix()[1]};
}

/// What the type alone says; run-time sizes are unknown.
static MatrixDims dimsOfType(const BuiltinCall &Call, clang::QualType Type) {
  if (!Call.Row.Library || Type.isNull())
    return {};
  std::optional<Value> Carried = Call.Row.Library->carried(Type, Call.Context);
  const ArrayValue *Known = Carried ? Carried->asArray() : nullptr;
  return Known ? dimsOf(Known->Axes) : MatrixDims();
}

/// The class whose member is called: the constructed one, or the receiver's.
static MatrixDims dimsOfClass(const BuiltinCall &Call) {
  const auto *Method =
      llvm::dyn_cast_or_null<clang::CXXMethodDecl>(Call.Callee);
  if (!Method)
    return {};
  const clang::CXXRecordDecl *Class = Method->getParent();
  return dimsOfType(Call, canonicalType(Class));
}

static MatrixDims dimsOfResult(const BuiltinCall &Call) {
  return Call.Callee ? dimsOfType(Call, Call.Callee->getReturnType())
                     : MatrixDims();
}

static MatrixDims dimsOfParameter(const BuiltinCall &Call, unsigned Index) {
  if (!Call.Callee || Index >= Call.Callee->getNumParams())
    return {};
  return dimsOfType(
      Call, Call.Callee->getParamDecl(Index)->getType().getNonReferenceType());
}

static const ArrayValue *arrayAt(const BuiltinCall &Call, unsigned Position) {
  return Position < Call.Input.Args.size() ? Call.Input.Args[Position].asArray()
                                           : nullptr;
}

/// A size fixed by the type against the one the operation gives.
static bool demandFixed(BuiltinCall &Call, const Dim &Fixed, unsigned Arg,
                        std::optional<unsigned> Axis, const Dim &Given) {
  return Call.demandEqual({Arg, Axis, Given},
                          {OperandSide::NoArgument, std::nullopt, Fixed},
                          OperationConflict::Kind::FixedSize);
}

/// \p Target takes the value of argument \p Arg: sizes it fixes must agree, the
/// others are taken over, or have to be those of \p Self if it is given. A
/// compile-time row vector becomes a column vector and the reverse
/// (AssignEvaluator.h, NeedToTranspose).
static std::optional<MatrixDims>
takeOver(BuiltinCall &Call, const MatrixDims &Target, unsigned Arg,
         const MatrixDims &ArgType, const MatrixDims *Self = nullptr) {
  const ArrayValue *Source = arrayAt(Call, Arg);
  MatrixDims From = Source ? dimsOf(Source->Axes) : MatrixDims();
  bool Transposes =
      (isConstant(Target.Cols, 1) && isConstant(ArgType.Rows, 1)) ||
      (isConstant(Target.Rows, 1) && isConstant(ArgType.Cols, 1));
  bool SameWay = (isConstant(Target.Cols, 1) && isConstant(ArgType.Cols, 1)) ||
                 (isConstant(Target.Rows, 1) && isConstant(ArgType.Rows, 1));
  if (Transposes && !SameWay)
    std::swap(From.Rows, From.Cols);
  MatrixDims Out = Target;
  for (unsigned Axis : {0u, 1u}) {
    if (Target[Axis].isKnown()) {
      if (!demandFixed(Call, Target[Axis], Arg, Axis, From[Axis]))
        return std::nullopt;
      continue;
    }
    bool Known = Self && (*Self)[Axis].isKnown();
    Out[Axis] = Known ? (*Self)[Axis] : From[Axis];
    if (Known &&
        !Call.demandEqual({0, Axis, Out[Axis]}, {Arg, Axis, From[Axis]}))
      return std::nullopt;
  }
  return Out;
}

/// Sizes given as integers to a type that may fix some of them. `size` is the
/// length of a vector, whichever axis that is.
static std::optional<MatrixDims> applySizes(BuiltinCall &Call, MatrixDims Type,
                                            const MatrixDims &Otherwise) {
  MatrixDims Out = Type;
  auto Give = [&](unsigned Axis, llvm::StringRef Role) {
    std::optional<Size> Given = Call.integer(Role);
    Dim Length = Given ? dimOf(*Given, Call.Context.From) : unknownDim();
    unsigned Arg = Call.position(Role).value_or(OperandSide::NoArgument);
    if (!Type[Axis].isKnown())
      Out[Axis] = Length;
    return !Type[Axis].isKnown() ||
           demandFixed(Call, Type[Axis], Arg, std::nullopt, Length);
  };
  static constexpr llvm::StringLiteral Roles[] = {"rows", "cols"};
  for (unsigned Axis : {0u, 1u}) {
    if (Call.has(Roles[Axis])) {
      if (!Give(Axis, Roles[Axis]))
        return std::nullopt;
    } else if (!Type[Axis].isKnown()) {
      Out[Axis] = Otherwise[Axis];
    }
  }
  if (Call.has("size") && !Give(isConstant(Type.Rows, 1) ? 1 : 0, "size"))
    return std::nullopt;
  return Out;
}

/// Constructors of plain types: nothing (dynamic sizes are 0), another array,
/// one size of a vector, rows and columns, coefficients (PlainObjectBase.h,
/// _init1 and _init2).
void eigenConstruct(BuiltinCall &Call) {
  MatrixDims Type = dimsOfClass(Call);
  size_t Count = Call.Input.Args.size();
  Dim Zero = dimOf(Call.sizes().zero(), Call.Context.From);
  auto Finish = [&](const MatrixDims &Out) { Call.setShape(Out.shape()); };
  if (Count == 0) {
    for (unsigned Axis : {0u, 1u})
      if (!Type[Axis].isKnown())
        Type[Axis] = Zero;
    return Finish(Type);
  }
  auto Integer = [&](unsigned I) -> Dim {
    std::optional<Size> Given = Call.Input.Args[I].asInteger();
    return Given ? dimOf(*Given, Call.Context.From) : unknownDim();
  };
  // Ref's constructor has a second parameter that only selects overloads.
  if (!Call.isScalar(0)) {
    if (std::optional<MatrixDims> Out =
            takeOver(Call, Type, 0, dimsOfParameter(Call, 0)))
      Finish(*Out);
    return;
  }
  bool Fixed = Type.Rows.isKnown() && Type.Cols.isKnown();
  if (Count == 1 && !Fixed)
    Type[isConstant(Type.Rows, 1) ? 1 : 0] = Integer(0);
  bool IsPair =
      Fixed &&
      Call.sizes().mul(*Type.Rows.Length, *Type.Cols.Length).asConstant() == 2;
  if (Count == 2 && !IsPair)
    for (unsigned Axis : {0u, 1u}) {
      if (Type[Axis].isKnown() &&
          !demandFixed(Call, Type[Axis], Axis, std::nullopt, Integer(Axis)))
        return;
      if (!Type[Axis].isKnown())
        Type[Axis] = Integer(Axis);
    }
  Finish(Type);
}

/// Static members such as Zero(rows, cols), and constructors of Map: what the
/// type does not fix, the arguments do.
void eigenFactory(BuiltinCall &Call) {
  bool Constructs =
      Call.Callee && llvm::isa<clang::CXXConstructorDecl>(Call.Callee);
  MatrixDims Type = Constructs ? dimsOfClass(Call) : dimsOfResult(Call);
  if (std::optional<MatrixDims> Out = applySizes(Call, Type, {}))
    Call.setShape(Out->shape());
}

/// operator=. A plain object with dynamic sizes is resized, everything else has
/// to have the sizes already (`resizes` says which it is).
void eigenAssign(BuiltinCall &Call) {
  const ArrayValue *Old = arrayAt(Call, 0);
  MatrixDims Self = Old ? dimsOf(Old->Axes) : MatrixDims();
  DTypeSet Types = Old ? Old->DTypes : DTypeSet::any();
  std::optional<MatrixDims> Out = Self;
  if (Call.Input.Args.size() == 2 && !Call.isScalar(1)) {
    bool Resizes = Call.flag("resizes", false).value_or(false);
    Out = takeOver(Call, dimsOfClass(Call), 1, dimsOfParameter(Call, 0),
                   Resizes ? nullptr : &Self);
  }
  if (!Out)
    return;
  Call.setResult(Value::array({Out->shape(), Types}));
  Call.write(0, Call.Out.Result);
}

/// An enumerator in the place of a size: `resize(NoChange, cols)`.
static bool isNoChange(const BuiltinCall &Call, llvm::StringRef Role) {
  std::optional<unsigned> At = Call.position(Role);
  // Argument 0 is the receiver.
  if (!At || *At == 0 || !Call.Callee || *At - 1 >= Call.Callee->getNumParams())
    return false;
  return Call.Callee->getParamDecl(*At - 1)->getType()->isEnumeralType();
}

/// resize, conservativeResize, setZero(rows, cols) and the like; without sizes
/// the shape stays.
void eigenResize(BuiltinCall &Call) {
  const ArrayValue *Old = arrayAt(Call, 0);
  MatrixDims Self = Old ? dimsOf(Old->Axes) : MatrixDims();
  bool Partial = isNoChange(Call, "rows") || isNoChange(Call, "cols");
  std::optional<MatrixDims> Out = Self;
  if (Partial) {
    static constexpr llvm::StringLiteral Roles[] = {"rows", "cols"};
    for (unsigned Axis : {0u, 1u})
      if (!isNoChange(Call, Roles[Axis])) {
        std::optional<Size> Given = Call.integer(Roles[Axis]);
        (*Out)[Axis] = Given ? dimOf(*Given, Call.Context.From) : unknownDim();
      }
  } else {
    Out = applySizes(Call, dimsOfClass(Call), Self);
  }
  if (!Out)
    return;
  Call.setResult(
      Value::array({Out->shape(), Old ? Old->DTypes : DTypeSet::any()}));
  Call.write(0, Call.Out.Result);
}

/// The part [start, start + length) has to end inside the axis. Reported only
/// where it never can: a block smaller than what a name stands for is ordinary.
static bool demandPart(BuiltinCall &Call, unsigned Axis,
                       llvm::StringRef StartRole, llvm::StringRef LengthRole,
                       const Dim &Length, const Dim &Of) {
  if (!Of.isKnown())
    return true;
  std::optional<Size> Start = Call.integer(StartRole);
  bool Counts = Start && Start->lowerBound().value_or(-1) >= 0;
  if (!Length.isKnown() && !Counts)
    return true;
  SizeContext &Sizes = Call.sizes();
  Size End = Length.isKnown() ? *Length.Length : Sizes.zero();
  if (Counts)
    End = Sizes.add(End, *Start);
  std::optional<unsigned> Arg = Call.position(LengthRole);
  unsigned Blamed =
      (Arg ? Arg : Call.position(StartRole)).value_or(OperandSide::NoArgument);
  return demandAtMost(Call, {Blamed, std::nullopt, dimOf(End, {})},
                      {0, Axis, Of});
}

/// Rectangular parts. A length comes from the result's type, from the roles
/// `rows`, `cols` or (vectors) `length`; an axis without one is not cut.
/// BlockMethods.h and the assertions of Block's constructors.
void eigenBlock(BuiltinCall &Call) {
  const ArrayValue *Old = arrayAt(Call, 0);
  MatrixDims Self = Old ? dimsOf(Old->Axes) : MatrixDims();
  MatrixDims Type = dimsOfResult(Call), Out = Self;
  bool IsVector = Call.has("length") || Call.has("start");
  unsigned VectorAxis =
      isConstant(Type.Rows, 1) && !isConstant(Type.Cols, 1) ? 1 : 0;
  if (!Call.Callee && isConstant(Self.Rows, 1))
    VectorAxis = 1;
  static constexpr llvm::StringLiteral Lengths[] = {"rows", "cols"};
  static constexpr llvm::StringLiteral Starts[] = {"startRow", "startCol"};
  for (unsigned Axis : {0u, 1u}) {
    bool Here = IsVector && Axis == VectorAxis;
    llvm::StringRef LengthRole = Here ? "length" : Lengths[Axis];
    llvm::StringRef StartRole = Here ? "start" : Starts[Axis];
    if (!Call.has(LengthRole) && !Call.has(StartRole) && !Type[Axis].isKnown())
      continue;
    std::optional<Size> Given = Call.integer(LengthRole);
    Dim Length = Type[Axis].isKnown() ? Type[Axis]
                 : Given              ? dimOf(*Given, Call.Context.From)
                                      : unknownDim();
    if (Type[Axis].isKnown() && Given &&
        !demandFixed(
            Call, Type[Axis],
            Call.position(LengthRole).value_or(OperandSide::NoArgument),
            std::nullopt, dimOf(*Given, {})))
      return;
    if (!demandPart(Call, Axis, StartRole, LengthRole, Length, Self[Axis]))
      return;
    Out[Axis] = Length;
  }
  Call.setShape(Out.shape());
}

/// Vectors of equal length, whichever way each of them lies (Dot.h).
void eigenDot(BuiltinCall &Call) {
  auto Length = [&](llvm::StringRef Role) {
    std::optional<Size> Count =
        Call.array(Role).Axes.elementCount(Call.sizes());
    return OperandSide{Call.position(Role).value_or(OperandSide::NoArgument),
                       std::nullopt, Count ? dimOf(*Count, {}) : unknownDim()};
  };
  Call.demandEqual(Length("self"), Length("other"));
}

/// VectorwiseOp's second template argument: colwise is vertical, 0.
static std::optional<unsigned> reducedAxis(const BuiltinCall &Call) {
  if (std::optional<int64_t> Given = Call.constant("direction"))
    return *Given ? 1 : 0;
  const auto *Method =
      llvm::dyn_cast_or_null<clang::CXXMethodDecl>(Call.Callee);
  const auto *Class =
      Method ? llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(
                   Method->getParent())
             : nullptr;
  if (!Class || Class->getTemplateArgs().size() < 2 ||
      Class->getTemplateArgs()[1].getKind() !=
          clang::TemplateArgument::Integral)
    return std::nullopt;
  return Class->getTemplateArgs()[1].getAsIntegral().isZero() ? 0 : 1;
}

/// m.colwise().sum() has one row, m.rowwise().sum() one column.
void eigenPartialReduce(BuiltinCall &Call) {
  MatrixDims Out = dimsOf(Call.array("self").Axes);
  std::optional<unsigned> Axis = reducedAxis(Call);
  if (!Axis)
    return Call.setShape(MatrixDims().shape());
  Out[*Axis] = dimOf(Call.sizes().one(), Call.Context.From);
  Call.setShape(Out.shape());
}

/// m.colwise() + v: v is as long as a column (VectorwiseOp.h,
/// extendedTo and its vector assertions).
void eigenPartialOperate(BuiltinCall &Call) {
  MatrixDims Self = dimsOf(Call.array("self").Axes);
  MatrixDims Other = dimsOf(Call.array("other").Axes);
  std::optional<unsigned> Axis = reducedAxis(Call);
  unsigned SelfArg = Call.position("self").value_or(OperandSide::NoArgument);
  unsigned OtherArg = Call.position("other").value_or(OperandSide::NoArgument);
  if (Axis && !Call.demandEqual({SelfArg, *Axis, Self[*Axis]},
                                {OtherArg, *Axis, Other[*Axis]}))
    return;
  Call.setShape(Self.shape());
}

/// A vector as a diagonal matrix (MatrixBase::asDiagonal).
void eigenDiagonal(BuiltinCall &Call) {
  std::optional<Size> Length =
      Call.array("self").Axes.elementCount(Call.sizes());
  Dim Side = Length ? dimOf(*Length, Call.Context.From) : unknownDim();
  Call.setShape(Shape::ofDims({Side, Side}));
}

} // namespace shapetidy::builtins

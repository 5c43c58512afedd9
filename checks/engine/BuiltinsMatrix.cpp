//===-- BuiltinsMatrix.cpp - Matrices whose class may fix sizes -*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsAxes.h"
#include "checks/engine/BuiltinsTable.h"
#include "checks/engine/Models.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy::builtins {

/// What the C++ class says: of the object that is made or whose method is
/// called, or else of the result.
static Shape shapeOfClass(const BuiltinCall &Call) {
  if (!Call.Row.Library || !Call.Callee)
    return Shape::unknown();
  const auto *Method = llvm::dyn_cast<clang::CXXMethodDecl>(Call.Callee);
  std::optional<Value> Carried;
  if (!Method || Method->isStatic())
    Carried =
        Call.Row.Library->carried(Call.Callee->getReturnType(), Call.Context);
  else
    Carried = Call.Row.Library->carried(Call.Input.Object ? Call.Input.Object
                                                          : Method->getParent(),
                                        Call.Context);
  const ArrayValue *Known = Carried ? Carried->asArray() : nullptr;
  return Known ? Known->Axes : Shape::unknown();
}

/// A size that the class fixes against the one the operation gives. An empty
/// matrix becomes an empty vector (Armadillo's init_warm).
static bool demandOwnSize(BuiltinCall &Call, const Dim &Fixed, unsigned Arg,
                          std::optional<unsigned> Axis, const Dim &Given) {
  if (isConstant(Fixed, 1) && isConstant(Given, 0))
    return true;
  return Call.demandEqual({Arg, Axis, Given},
                          {OperandSide::NoArgument, std::nullopt, Fixed},
                          OperationConflict::Kind::FixedSize);
}

/// An array in the shape that a class fixes in part: vectors of one row or
/// column, matrices of a size. Nothing is transposed or broadcast (Armadillo's
/// Mat::init_warm).
void convert(BuiltinCall &Call) {
  Shape Given = Call.array("value").Axes, Class = shapeOfClass(Call);
  if (!Class.rank() || Given.rank() != Class.rank())
    return Call.setShape(Class.rank() ? Class : Given);
  unsigned Arg = Call.position("value").value_or(OperandSide::NoArgument);
  Dims Out;
  for (unsigned Axis = 0; Axis < *Class.rank(); ++Axis) {
    const Dim &Fixed = Class.prefix()[Axis];
    if (Fixed.isKnown() &&
        !demandOwnSize(Call, Fixed, Arg, Axis, Given.prefix()[Axis]))
      return;
    Out.push_back(Fixed.isKnown() ? Fixed : Given.prefix()[Axis]);
  }
  Call.setShape(Shape::ofDims(Out));
}

/// Rows and columns of nested initialiser lists; a plain list is a vector.
static std::optional<Dims> sizesOfList(const BuiltinCall &Call) {
  Value List = Call.value("list");
  auto Count = [&](const Value &Of) -> std::optional<size_t> {
    if (const Shape *Items = Of.asIntegerList())
      return Items->rank();
    return Of.kind() == Value::Kind::Aggregate
               ? std::optional<size_t>(Of.elements().size())
               : std::nullopt;
  };
  auto Length = [&](size_t N) {
    return dimOf(Call.sizes().constant(int64_t(N)), Call.Context.From);
  };
  std::optional<size_t> Outer = Count(List);
  if (!Outer)
    return std::nullopt;
  size_t Longest = 0;
  for (const Value &Inner : List.elements()) {
    std::optional<size_t> Columns = Count(Inner);
    if (!Columns)
      return Dims{Length(*Outer)};
    Longest = std::max(Longest, *Columns);
  }
  return List.asIntegerList() ? Dims{Length(*Outer)}
                              : Dims{Length(*Outer), Length(Longest)};
}

namespace {
/// Sizes that arguments give to the axes a class leaves open.
struct GivenSizes {
  BuiltinCall &Call;
  Dims Class, Out;

  /// False if the class fixes another size.
  bool give(unsigned Axis, const Dim &Length, unsigned Arg) {
    if (Axis >= Class.size())
      return true;
    if (Class[Axis].isKnown())
      return demandOwnSize(Call, Class[Axis], Arg, std::nullopt, Length);
    Out[Axis] = Length;
    return true;
  }
  bool giveRole(unsigned Axis, llvm::StringRef Role) {
    std::optional<Size> Given = Call.integer(Role);
    return give(Axis, Given ? dimOf(*Given, Call.Context.From) : unknownDim(),
                Call.position(Role).value_or(OperandSide::NoArgument));
  }
  /// The axis that a vector's elements are on; the other one is 1.
  bool giveVector(const Dim &Length, unsigned Arg) {
    unsigned Axis = unsigned(Call.constant("axis").value_or(0));
    for (unsigned Unit = 0; Class.size() == 2 && Unit < 2; ++Unit)
      if (isConstant(Class[Unit], 1) && !isConstant(Class[1 - Unit], 1))
        Axis = 1 - Unit;
    for (unsigned Other = 0; Other < Class.size(); ++Other)
      if (Other != Axis && !Class[Other].isKnown())
        Out[Other] = dimOf(Call.sizes().one(), Call.Context.From);
    return give(Axis, Length, Arg);
  }
  bool giveAll(llvm::ArrayRef<Dim> Lengths, unsigned Arg) {
    for (unsigned Axis = 0; Axis < Lengths.size(); ++Axis)
      if (!give(Axis, Lengths[Axis], Arg))
        return false;
    return true;
  }
};
} // namespace

/// The sizes in one argument: a list of them, an array of the same sizes, or
/// the elements themselves. No value if there is no such argument.
static std::optional<bool> giveTogether(GivenSizes &Sizes) {
  BuiltinCall &Call = Sizes.Call;
  for (llvm::StringRef Role : {"sizes", "like", "list"}) {
    if (!Call.has(Role))
      continue;
    unsigned Arg = Call.position(Role).value_or(OperandSide::NoArgument);
    std::optional<Dims> Given;
    Value Held = Call.value(Role);
    if (const Shape *List = Held.asIntegerList(); List && List->rank())
      Given = Dims(List->prefix().begin(), List->prefix().end());
    if (const ArrayValue *Array = Held.asArray(); Array && Array->Axes.rank())
      Given = Dims(Array->Axes.prefix().begin(), Array->Axes.prefix().end());
    if (Role == "list")
      Given = sizesOfList(Call);
    if (!Given)
      return true;
    return Role == "list" && Given->size() == 1
               ? Sizes.giveVector(Given->front(), Arg)
               : Sizes.giveAll(*Given, Arg);
  }
  return std::nullopt;
}

/// A matrix of given sizes. What the class fixes they have to agree with; with
/// `length` alone it is a vector, without any it is empty (Armadillo's
/// constructors, set_size, zeros, ...).
void sized(BuiltinCall &Call) {
  Shape Class = shapeOfClass(Call);
  if (!Class.rank())
    return Call.setShape(Shape::unknown());
  Dims Known(Class.prefix().begin(), Class.prefix().end());
  GivenSizes Sizes{Call, Known, Known};
  static constexpr llvm::StringLiteral Roles[] = {"rows", "cols", "slices"};
  std::optional<bool> Fits = giveTogether(Sizes);
  if (!Fits && Call.has("length")) {
    std::optional<Size> Given = Call.integer("length");
    Fits = Sizes.giveVector(
        Given ? dimOf(*Given, Call.Context.From) : unknownDim(),
        Call.position("length").value_or(OperandSide::NoArgument));
  }
  for (unsigned Axis = 0; Axis < 3 && Fits.value_or(true); ++Axis)
    if (Call.has(Roles[Axis]))
      Fits = Sizes.giveRole(Axis, Roles[Axis]);
  if (!Fits)
    for (Dim &D : Sizes.Out)
      if (!D.isKnown())
        D = dimOf(Call.sizes().zero(), Call.Context.From);
  if (Fits.value_or(true))
    Call.setShape(Shape::ofDims(Sizes.Out));
}

/// The integer arguments as a list of sizes.
void sizeList(BuiltinCall &Call) {
  Dims Items;
  for (const Value &Given : Call.Input.Args) {
    std::optional<Size> Known = Given.asInteger();
    Items.push_back(Known ? dimOf(*Known, Call.Context.From) : unknownDim());
  }
  Call.setResult(Value::integerList(Shape::ofDims(Items)));
}

static bool isEmptyMatrix(const Shape &In) {
  return In.rank() && llvm::all_of(In.prefix(), [](const Dim &D) {
           return isConstant(D, 0);
         });
}

/// May have no elements: then it agrees with everything, so that nothing is
/// learned from it.
static bool mayBeEmpty(const Shape &In) {
  return !In.rank() || llvm::any_of(In.prefix(), [](const Dim &D) {
    return !D.isKnown() || D.Length->lowerBound().value_or(0) < 1;
  });
}

/// Adds an array to those in front of it; false if they cannot be joined.
static bool joinNext(BuiltinCall &Call, unsigned Axis, OperandSide First,
                     Dims &Joint, unsigned Position, const Shape &Next) {
  FactSet Before = Call.Context.Facts;
  bool Teaches = !mayBeEmpty(Next) && !mayBeEmpty(Shape::ofDims(Joint));
  for (unsigned I = 0; I < Joint.size(); ++I) {
    const Dim &Other = Next.prefix()[I];
    if (I != Axis) {
      First.Axis = I;
      First.Length = Joint[I];
      if (!Call.demandEqual(First, {Position, I, Other}))
        return false;
      if (!Joint[I].isKnown())
        Joint[I] = Other;
      continue;
    }
    bool Known = Joint[I].isKnown() && Other.isKnown();
    Joint[I] = Known ? dimOf(Call.sizes().add(*Joint[I].Length, *Other.Length),
                             Call.Context.From)
                     : unknownDim();
  }
  if (!Teaches)
    Call.Context.Facts = std::move(Before);
  return true;
}

/// The arguments that are arrays, or the arrays in the argument `list`; null
/// for one that is not known.
static std::vector<std::pair<unsigned, const ArrayValue *>>
joinedArrays(const BuiltinCall &Call) {
  std::vector<std::pair<unsigned, const ArrayValue *>> Found;
  std::optional<unsigned> List = Call.position("list");
  if (!List) {
    for (unsigned Position : Call.arrays())
      Found.emplace_back(Position, Call.Input.Args[Position].asArray());
    return Found;
  }
  for (const Value &Item : Call.Input.Args[*List].elements())
    Found.emplace_back(*List, Item.asArray());
  if (Found.empty() || Call.Input.Args[*List].asSequence())
    Found.assign(1, {*List, nullptr});
  return Found;
}

/// Arrays one after the other along axis `dim`. One that has no elements at
/// all is left out (Armadillo's glue_join_cols, glue_join_rows).
void join(BuiltinCall &Call) {
  unsigned Axis = unsigned(Call.constant("dim").value_or(0));
  std::optional<Dims> Joint;
  OperandSide First;
  for (const auto &[Position, Given] : joinedArrays(Call)) {
    Shape Next = Given ? Given->Axes : Shape::unknown();
    if (isEmptyMatrix(Next))
      continue;
    bool Fits = Next.rank() && (!Joint || Joint->size() == *Next.rank()) &&
                Axis < *Next.rank();
    if (!Fits)
      return Call.setShape(Shape::unknown());
    if (!Joint) {
      Joint.emplace(Next.prefix().begin(), Next.prefix().end());
      First.Arg = Position;
    } else if (!joinNext(Call, Axis, First, *Joint, Position, Next)) {
      return;
    }
  }
  if (Joint)
    return Call.setShape(Shape::ofDims(*Joint));
  Dim Zero = dimOf(Call.sizes().zero(), Call.Context.From);
  Call.setShape(Shape::ofDims({Zero, Zero}));
}

/// The second template argument of the class of the argument in role `self`: 0
/// for each column, 1 for each row.
static std::optional<unsigned> eachAxis(const BuiltinCall &Call) {
  const auto *Method =
      llvm::dyn_cast_or_null<clang::CXXMethodDecl>(Call.Callee);
  const clang::CXXRecordDecl *Class = Method ? Method->getParent() : nullptr;
  std::optional<unsigned> Self = Call.position("self");
  if (!Class && Call.Callee && Self && *Self < Call.Callee->getNumParams())
    Class = Call.Callee->getParamDecl(*Self)
                ->getType()
                .getNonReferenceType()
                ->getAsCXXRecordDecl();
  const auto *Special =
      llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(Class);
  if (!Special || Special->getTemplateArgs().size() < 2 ||
      Special->getTemplateArgs()[1].getKind() !=
          clang::TemplateArgument::Integral)
    return std::nullopt;
  return Special->getTemplateArgs()[1].getAsIntegral().isZero() ? 0 : 1;
}

/// An operation of every column with a column vector, or of every row with a
/// row vector (Armadillo's each_col and each_row).
void eachOperate(BuiltinCall &Call) {
  Shape Self = Call.array("self").Axes, Other = Call.array("other").Axes;
  std::optional<unsigned> Axis = eachAxis(Call);
  Call.setShape(Self);
  if (!Axis || Self.rank() != 2u || Other.rank() != 2u)
    return;
  unsigned SelfArg = Call.position("self").value_or(OperandSide::NoArgument);
  unsigned OtherArg = Call.position("other").value_or(OperandSide::NoArgument);
  Dim One = dimOf(Call.sizes().one(), Call.Context.From);
  if (Call.demandEqual({SelfArg, *Axis, Self.prefix()[*Axis]},
                       {OtherArg, *Axis, Other.prefix()[*Axis]}))
    Call.demandEqual({OtherArg, 1 - *Axis, Other.prefix()[1 - *Axis]},
                     {OperandSide::NoArgument, std::nullopt, One});
}

static OperandSide lengthOf(const BuiltinCall &Call, llvm::StringRef Role) {
  std::optional<Size> Count = Call.array(Role).Axes.elementCount(Call.sizes());
  return {Call.position(Role).value_or(OperandSide::NoArgument), std::nullopt,
          Count ? dimOf(*Count, {}) : unknownDim()};
}

/// Vectors of `count` elements, whichever way they lie; the result is like
/// the first one (Armadillo's cross, Eigen's dot).
void vectorLength(BuiltinCall &Call) {
  std::optional<Size> Count = Call.integer("count");
  OperandSide Wanted{OperandSide::NoArgument, std::nullopt,
                     Count ? dimOf(*Count, {}) : unknownDim()};
  for (llvm::StringRef Role : {"self", "other"})
    if (Call.has(Role) && !Call.demandEqual(lengthOf(Call, Role), Wanted))
      return;
  Call.setShape(Call.array("self").Axes);
}

/// One of two axes has to be 1, or the array to be empty.
static bool demandVector(BuiltinCall &Call) {
  Shape Self = Call.array("self").Axes;
  unsigned Arg = Call.position("self").value_or(OperandSide::NoArgument);
  if (Self.rank() != 2u || llvm::any_of(Self.prefix(), [](const Dim &D) {
        return !D.isKnown() || D.Length->lowerBound().value_or(0) < 2;
      }))
    return true;
  Dim One = dimOf(Call.sizes().one(), Call.Context.From);
  return Call.demandEqual({Arg, 1, Self.prefix()[1]},
                          {OperandSide::NoArgument, std::nullopt, One});
}

/// The elements one after the other, in a row or a column as the class of the
/// result says (Armadillo's conv_to and vectorise).
void asVector(BuiltinCall &Call) {
  Shape Class = shapeOfClass(Call);
  Dims Known(Class.prefix().begin(), Class.prefix().end());
  if (Class.rank() != 2u ||
      (!isConstant(Known[0], 1) && !isConstant(Known[1], 1)))
    return Call.setShape(Call.array("self").Axes);
  GivenSizes Sizes{Call, Known, Known};
  OperandSide Length = lengthOf(Call, "self");
  if (Call.flag("strict", false).value_or(false) && !demandVector(Call))
    return;
  if (Sizes.giveVector(Length.Length, Length.Arg))
    Call.setShape(Shape::ofDims(Sizes.Out));
}

/// A vector on the diagonal of a square matrix; of a matrix that is no vector
/// the diagonal is left (Armadillo's op_diagmat).
void diagonalMatrix(BuiltinCall &Call) {
  Shape Self = Call.array("self").Axes;
  Shape Open = Shape::ofDims({unknownDim(), unknownDim()});
  if (Self.rank() != 2u)
    return Call.setShape(Open);
  bool IsVector = llvm::any_of(Self.prefix(),
                               [](const Dim &D) { return isConstant(D, 1); });
  bool IsMatrix = llvm::all_of(Self.prefix(), [](const Dim &D) {
    return D.isKnown() && D.Length->lowerBound().value_or(0) > 1;
  });
  Dim Side = lengthOf(Call, "self").Length;
  Call.setShape(IsVector   ? Shape::ofDims({Side, Side})
                : IsMatrix ? Self
                           : Open);
}

} // namespace shapetidy::builtins

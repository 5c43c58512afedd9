//===-- Nesting.cpp - Annotations over annotations and over scalars -------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/syntax/Nesting.h"
#include "annotations/syntax/DTypeNames.h"
#include "annotations/syntax/ProblemSink.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy {

using Kind = TypeSyntax::Kind;

static NestResult failure(ProblemCode Code, Span Where, std::string Message) {
  NestResult Result;
  Result.Error.emplace();
  Result.Error->Code = Code;
  Result.Error->Level = severityOf(Code);
  Result.Error->Where = Where;
  Result.Error->Message = std::move(Message);
  return Result;
}

static std::string describeDType(const TypeSyntax &Array) {
  return quoted(Array.DType.empty() ? "Shaped" : Array.DType);
}

/// The dtype class of both, spelled as in the annotation that restricts more.
static std::string commonDType(const TypeSyntax &Outer, const TypeSyntax &Inner,
                               DTypeMask Common) {
  if (Common == admittedDTypes(Inner.DType))
    return Inner.DType;
  if (Common == admittedDTypes(Outer.DType))
    return Outer.DType;
  // The classes are closed under intersection, so there always is one.
  return dtypeClassWithMembers(Common).value_or("Shaped").str();
}

static NestResult nestArrays(const TypeSyntax &Outer, const TypeSyntax &Inner) {
  DTypeMask Common = admittedDTypes(Outer.DType) & admittedDTypes(Inner.DType);
  Span DTypeSpan = Outer.DType.empty() ? Outer.Where : Outer.DTypeSpan;
  if (Common == 0)
    return failure(ProblemCode::P_DTYPES_DISJOINT, DTypeSpan,
                   "no dtype is both " + describeDType(Outer) + " and " +
                       describeDType(Inner) + ", which the type demands");
  if (Outer.Shape.Variadic && Inner.Shape.Variadic) {
    const Axis &First = Outer.Shape.Axes[*Outer.Shape.Variadic];
    const Axis &Second = Inner.Shape.Axes[*Inner.Shape.Variadic];
    return failure(ProblemCode::P_TWO_VARIADICS_NESTED, First.Where,
                   quoted(First.Text) +
                       " is put in front of a type whose own "
                       "shape is variadic already (" +
                       quoted(Second.Text) + ")");
  }
  TypeSyntax Both = Inner;
  Both.DType = commonDType(Outer, Inner, Common);
  Both.DTypeSpan = DTypeSpan;
  Both.Memory = TypeSyntax::Layout::NotNumba;
  if (auto Class = numbaDTypeClass(Both.DType))
    Both.DType = Class->str();
  Both.Shape.Axes = Outer.Shape.Axes;
  Both.Shape.Axes.append(Inner.Shape.Axes.begin(), Inner.Shape.Axes.end());
  unsigned Shift = Outer.Shape.Axes.size();
  Both.Shape.Variadic = Outer.Shape.Variadic;
  if (Inner.Shape.Variadic)
    Both.Shape.Variadic = *Inner.Shape.Variadic + Shift;
  Both.Shape.Where = Outer.Shape.Where;
  Both.Where = Outer.Where;
  NestResult Result;
  Result.OuterAxes = Shift;
  Result.Type = std::make_shared<const TypeSyntax>(std::move(Both));
  return Result;
}

/// An outer array over each alternative, or each outer alternative over a
/// type. The outer axes of a union are not counted.
static NestResult
distribute(llvm::ArrayRef<TypePtr> Items,
           llvm::function_ref<NestResult(const TypePtr &)> Over, Span Where) {
  TypeSyntax Union;
  Union.What = Kind::Union;
  Union.Where = Where;
  for (const TypePtr &Item : Items) {
    NestResult One = Over(Item);
    if (One.Error)
      return One;
    if (One.Type->What == Kind::Union)
      llvm::append_range(Union.Items, One.Type->Items);
    else
      Union.Items.push_back(std::move(One.Type));
  }
  NestResult Result;
  Result.Type = std::make_shared<const TypeSyntax>(std::move(Union));
  return Result;
}

NestResult nest(const TypePtr &Outer, const TypePtr &Inner) {
  if (Outer->What == Kind::Union)
    return distribute(
        Outer->Items, [&](const TypePtr &Item) { return nest(Item, Inner); },
        Outer->Where);
  bool OuterIsArray = Outer->What == Kind::Array;
  if (Inner->What == Kind::Union && OuterIsArray)
    return distribute(
        Inner->Items, [&](const TypePtr &Item) { return nest(Outer, Item); },
        Outer->Where);
  if (OuterIsArray && Inner->What == Kind::Array)
    return nestArrays(*Outer, *Inner);
  bool SameAbsence =
      Inner->What == Kind::None && (OuterIsArray || Outer->What == Kind::None);
  bool Neutral = Inner->What == Kind::Any || Outer->What == Kind::Any;
  NestResult Result;
  if (SameAbsence || Neutral || *Outer == *Inner)
    Result.Type = Inner->What == Kind::Any ? Outer : Inner;
  else if (Outer->What == Kind::None && Inner->What == Kind::Array)
    Result.Type = Outer;
  else
    return failure(ProblemCode::E_NESTING, Outer->Where,
                   "this annotation does not fit the one that the type has "
                   "already, " +
                       quoted(print(*Inner)));
  return Result;
}

bool collapsesToScalar(llvm::StringRef DTypeClass, const ShapeSyntax &Shape,
                       llvm::StringRef Scalar) {
  if (!llvm::all_of(Shape.Axes, [](const Axis &A) { return A.isVariadic(); }))
    return false;
  DTypeMask Admitted = admittedDTypes(DTypeClass);
  if (Admitted == AnyDType)
    return true;
  llvm::ArrayRef<llvm::StringLiteral> Names = exactDTypeNames();
  for (unsigned I = 0; I < Names.size(); ++I)
    if ((Admitted >> I & 1) && Names[I].starts_with(Scalar))
      return true;
  return false;
}

} // namespace shapetidy

//===-- BuiltinsCreate.cpp - Arrays from sizes, options from dtypes *- C++
//-*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsAxes.h"
#include "checks/engine/BuiltinsTable.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

namespace shapetidy::builtins {

/// torch's default dtype, which programs seldom change.
static DTypeSet defaultDType() { return DTypeSet::ofName("float32"); }

/// A number that was a length is not negative: the library had thrown.
static void learnLengths(BuiltinCall &Call, const Value &Sizes) {
  llvm::SmallVector<Dim, 4> Lengths;
  if (const Shape *List = Sizes.asIntegerList())
    Lengths.assign(List->prefix().begin(), List->prefix().end());
  if (std::optional<Size> One = Sizes.asInteger())
    Lengths.push_back(dimOf(*One, Call.Context.From));
  for (const Dim &D : Lengths)
    if (D.Length && D.Length->asSymbol() && !D.Length->lowerBound())
      Call.Context.Facts = Call.Context.Facts.with(
          {{*D.Length, Relation::GE, Call.sizes().zero()}, Call.Context.From});
}

/// The sizes are an argument: torch.zeros, torch.empty, torch.randn, ...
void factory(BuiltinCall &Call) {
  Value Sizes = Call.value("size");
  learnLengths(Call, Sizes);
  if (const Shape *List = Sizes.asIntegerList())
    return Call.setShape(*List);
  if (std::optional<Size> One = Sizes.asInteger())
    return Call.setShape(Shape::ofDims(dimOf(*One, Call.Context.From)));
  Call.setShape(Shape::unknown());
}

/// Nested initialiser lists: the depth is the rank. Elements are integers,
/// dtypes (numbers of which only the type is known), or lists of them.
static Shape literalShape(SizeContext &Sizes, const Value &Data,
                          unsigned Depth) {
  if (Data.asInteger() || Data.asDType())
    return Shape::ofDims({});
  if (const Shape *List = Data.asIntegerList(); List && List->rank())
    return Shape::ofDims(dimOf(Sizes.constant(*List->rank()), {}));
  // The library's own limit on axes.
  if (Data.kind() != Value::Kind::Aggregate || Data.elements().empty() ||
      Depth > 64)
    return Shape::unknown();
  Shape Inner = literalShape(Sizes, Data.elements().front(), Depth + 1);
  if (!Inner.rank())
    return Shape::unknown();
  Dims Out{dimOf(Sizes.constant(int64_t(Data.elements().size())), {})};
  Out.append(Inner.prefix().begin(), Inner.prefix().end());
  return Shape::ofDims(Out);
}

static DTypeSet literalDType(const Value &Data, unsigned Depth) {
  if (Data.asInteger() || Data.asIntegerList())
    return DTypeSet::ofName("int64");
  if (const DTypeSet *Types = Data.asDType())
    return *Types == DTypeSet::ofName("float64") ? defaultDType() : *Types;
  if (Data.kind() != Value::Kind::Aggregate || Data.elements().empty() ||
      Depth > 64)
    return DTypeSet::any();
  return literalDType(Data.elements().front(), Depth + 1);
}

/// torch::tensor({{1, 2}, {3, 4}}).
void literal(BuiltinCall &Call) {
  Value Data = Call.value("data"), Options = Call.value("options");
  DTypeSet Types = Options.asDType() ? *Options.asDType()
                   : Options.kind() == Value::Kind::None || !Call.has("options")
                       ? literalDType(Data, 0)
                       : DTypeSet::any();
  Call.setResult(Value::array({literalShape(Call.sizes(), Data, 0), Types}));
}

/// ceil((end - start) / step) numbers. Integers give Int64, anything else the
/// default dtype, unless the options say. torch.arange.
void arange(BuiltinCall &Call) {
  SizeContext &Sizes = Call.sizes();
  auto Bound = [&](llvm::StringRef Role,
                   int64_t Default) -> std::optional<Size> {
    return Call.has(Role) ? Call.integer(Role) : Sizes.constant(Default);
  };
  std::optional<Size> Start = Bound("start", 0), End = Bound("end", 0);
  std::optional<Size> Step = Bound("step", 1);
  Dim Length = unknownDim();
  std::optional<int64_t> By = Step ? Step->asConstant() : std::nullopt;
  if (Start && End && By && *By >= 1) {
    Size Span = Sizes.sub(*End, *Start);
    // A negative length is the library's error, so success says it is none.
    Size Count =
        Sizes.floorDiv(Sizes.add(Span, Sizes.constant(*By - 1)), *Step);
    if (Call.constant("empty") == 1)
      Count = Sizes.max(Count, Sizes.zero());
    Length = dimOf(Count, Call.Context.From);
  }
  Value Options = Call.value("options");
  DTypeSet Types = DTypeSet::any();
  auto IsReal = [&](llvm::StringRef Role) {
    return Call.value(Role).asDType() != nullptr;
  };
  if (Options.asDType())
    Types = *Options.asDType();
  else if (Options.kind() == Value::Kind::None || !Call.has("options"))
    Types = Start && End && Step ? DTypeSet::ofName("int64")
            : IsReal("start") || IsReal("end") || IsReal("step")
                ? defaultDType()
                : DTypeSet::any();
  Call.setResult(Value::array({Shape::ofDims(Length), Types}));
}

/// n rows, m columns, square without m. torch.eye, numpy.eye.
void eye(BuiltinCall &Call) {
  auto Axis = [&](llvm::StringRef Role) {
    std::optional<Size> Known = Call.integer(Role);
    return Known ? dimOf(*Known, Call.Context.From) : unknownDim();
  };
  Dim Rows = Axis("n");
  Call.setShape(Shape::ofDims({Rows, Call.has("m") ? Axis("m") : Rows}));
}

/// What a chain of tensor options says about the dtype: a dtype, or none where
/// no link set one (`torch::device(...)`), which is not the same as unknown.
void options(BuiltinCall &Call) {
  Value Given = Call.value("dtype");
  if (Call.has("dtype"))
    return Call.setResult(
        Given.asDType() || Given.kind() == Value::Kind::None ? Given : Value());
  Call.setResult(Call.has("self") ? Call.value("self") : Value::none());
}

/// An empty optional, and options that say nothing of the dtype.
void none(BuiltinCall &Call) { Call.setResult(Value::none()); }

/// The dtype of an array, or the options that have it.
void dtypeOf(BuiltinCall &Call) {
  DTypeSet Types = Call.array("self").DTypes;
  if (!Types.isAny())
    Call.setResult(Value::dtype(Types));
}

/// A library scalar made of a C++ number: the integer, or the widest dtype of
/// its category when only the C++ type is known.
void scalar(BuiltinCall &Call) {
  Value Given = Call.value("value");
  if (!Given.isUnknown() || !Call.Callee || Call.Callee->getNumParams() == 0)
    return Call.setResult(Given);
  clang::QualType Type =
      Call.Callee->getParamDecl(0)->getType().getNonReferenceType();
  if (Type->isBooleanType())
    return Call.setResult(Value::dtype(DTypeSet::ofName("bool")));
  if (Type->isIntegerType())
    return Call.setResult(Value::dtype(DTypeSet::ofName("int64")));
  if (Type->isRealFloatingType())
    return Call.setResult(Value::dtype(DTypeSet::ofName("float64")));
}

} // namespace shapetidy::builtins

//===-- BuiltinsXtensor.cpp - Lazy expressions and their views --*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BuiltinsAxes.h"
#include "checks/engine/BuiltinsSpatial.h"
#include "checks/engine/BuiltinsTable.h"
#include "checks/engine/ModelLookup.h"
#include "checks/engine/Models.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy::builtins {

/// The C++ class whose member is called; for a base that is a template of its
/// derived class, and for a proxy of a container, that one.
static const clang::CXXRecordDecl *targetClass(const BuiltinCall &Call) {
  const auto *Method =
      llvm::dyn_cast_or_null<clang::CXXMethodDecl>(Call.Callee);
  if (!Method)
    return nullptr;
  const clang::CXXRecordDecl *Class = Method->getParent();
  const auto *Special =
      llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(Class);
  if (!Special || Special->getTemplateArgs().size() == 0 ||
      Special->getTemplateArgs()[0].getKind() != clang::TemplateArgument::Type)
    return Class;
  const clang::CXXRecordDecl *Named = Special->getTemplateArgs()[0]
                                          .getAsType()
                                          .getNonReferenceType()
                                          ->getAsCXXRecordDecl();
  if (!Named || !Named->hasDefinition())
    return Class;
  return Class->getName() == "noalias_proxy" ||
                 Named->getDefinition()->isDerivedFrom(Special)
             ? Named
             : Class;
}

/// What the type of the target fixes has to be so of \p New too.
static bool demandTypeFits(BuiltinCall &Call, const clang::CXXRecordDecl *Class,
                           unsigned From, const Shape &New) {
  std::optional<Value> Carried =
      Class ? Call.Row.Library->carried(Class, Call.Context) : std::nullopt;
  const ArrayValue *Fixed = Carried ? Carried->asArray() : nullptr;
  std::optional<unsigned> Rank = Fixed ? Fixed->Axes.rank() : std::nullopt;
  if (!Rank || !New.rank())
    return true;
  if (*Rank != *New.rank()) {
    reportRank(Call, From, std::to_string(*Rank));
    return false;
  }
  for (unsigned I = 0; I < *Rank; ++I)
    if (!Call.demandEqual(
            {From, I, New.prefix()[I]},
            {OperandSide::NoArgument, std::nullopt, Fixed->Axes.prefix()[I]},
            OperationConflict::Kind::FixedSize))
      return false;
  return true;
}

/// A container takes the shape of what is assigned (xsemantic.hpp, xassign.hpp:
/// resize), except for the rank or the lengths that its type fixes; with
/// `combine` that of both together (operator+=).
void xtensorStore(BuiltinCall &Call) {
  bool Constructs =
      llvm::isa_and_nonnull<clang::CXXConstructorDecl>(Call.Callee);
  unsigned From = Constructs ? 0 : 1;
  if (From >= Call.Input.Args.size())
    return;
  Shape New = Call.isScalar(From) ? Shape::ofDims({}) : shapeAt(Call, From);
  if (Call.constant("combine") == 1 && !Constructs) {
    std::optional<Shape> Both =
        demandBroadcast(Call, {0, shapeAt(Call, 0)}, {From, New});
    if (!Both)
      return;
    New = std::move(*Both);
  }
  if (!demandTypeFits(Call, targetClass(Call), From, New))
    return;
  DTypeSet Types = DTypeSet::any();
  if (!Constructs)
    if (const ArrayValue *Old = Call.Input.Args[0].asArray())
      Types = Old->DTypes;
  Call.setResult(Value::array({std::move(New), Types}));
  if (!Constructs)
    Call.write(0, Call.Out.Result);
}

/// A view keeps its shape, to which the other side broadcasts (xview.hpp,
/// assign_xexpression); an axis of length 1 of the view takes what fits.
void xtensorFill(BuiltinCall &Call) {
  if (Call.Input.Args.size() < 2)
    return;
  Shape Self = shapeAt(Call, 0);
  if (!Call.isScalar(1)) {
    Shape Other = shapeAt(Call, 1);
    if (Self.rank() && Other.rank() && *Other.rank() > *Self.rank())
      return reportRank(Call, 1, "at most " + std::to_string(*Self.rank()));
    if (!demandBroadcast(Call, {0, Self}, {1, Other}))
      return;
  }
  const ArrayValue *Old = Call.Input.Args[0].asArray();
  Call.setResult(
      Value::array({std::move(Self), Old ? Old->DTypes : DTypeSet::any()}));
  Call.write(0, Call.Out.Result);
}

/// Assignment and compound assignment of expressions: containers store, views
/// are filled.
void xtensorAssign(BuiltinCall &Call) {
  const clang::CXXRecordDecl *Class = targetClass(Call);
  bool IsContainer = false;
  for (const clang::CXXRecordDecl *At = Class; At && !IsContainer;) {
    const clang::CXXRecordDecl *Definition = At->getDefinition();
    At = nullptr;
    if (!Definition)
      break;
    for (const clang::CXXBaseSpecifier &Base : Definition->bases())
      if (const clang::CXXRecordDecl *B = Base.getType()->getAsCXXRecordDecl())
        IsContainer |=
            B->getIdentifier() && B->getName() == "xcontainer_semantic";
  }
  return IsContainer ? xtensorStore(Call) : xtensorFill(Call);
}

/// The array and a list of sizes broadcast together; the list may not be the
/// shorter one. xt::broadcast (xbroadcast.hpp).
void broadcastShape(BuiltinCall &Call) {
  Shape In = Call.array("self").Axes;
  Value Given = Call.value("size");
  const Shape *List = Given.asIntegerList();
  if (!List || !List->rank())
    return Call.setShape(Shape::unknown());
  unsigned Self = Call.position("self").value_or(OperandSide::NoArgument);
  unsigned Sizes = Call.position("size").value_or(OperandSide::NoArgument);
  if (In.rank() && *In.rank() > *List->rank())
    return reportRank(Call, Self, "at most " + std::to_string(*List->rank()));
  if (std::optional<Shape> Both =
          demandBroadcast(Call, {Self, In}, {Sizes, *List}))
    Call.setShape(std::move(*Both));
}

/// How deep std::initializer_list is nested in a type.
static unsigned listDepth(clang::QualType Type) {
  const auto *Special =
      llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(
          Type.getNonReferenceType()->getAsCXXRecordDecl());
  if (!Special || Special->getName() != "initializer_list" ||
      Special->getTemplateArgs().size() != 1)
    return 0;
  return 1 + listDepth(Special->getTemplateArgs()[0].getAsType());
}

/// Nested lists of coefficients, as deep as the parameter's type is: the first
/// element of each level says how long the next one is.
void nestedList(BuiltinCall &Call) {
  std::optional<unsigned> At = Call.position("data");
  if (!At || !Call.Callee || *At >= Call.Callee->getNumParams())
    return;
  unsigned Depth = listDepth(Call.Callee->getParamDecl(*At)->getType());
  Value Level = Call.Input.Args[*At];
  Dims Out;
  for (; Depth > 0; --Depth) {
    const Shape *List = Level.asIntegerList();
    std::optional<unsigned> Count =
        List ? List->rank() : std::optional<unsigned>();
    if (Level.kind() == Value::Kind::Aggregate)
      Count = Level.elements().size();
    if (!Count)
      break;
    Out.push_back(dimOf(Call.sizes().constant(*Count), Call.Context.From));
    Level = Level.elements().empty() ? Value() : Value(Level.elements()[0]);
  }
  Out.append(Depth, unknownDim());
  Call.setShape(Shape::ofDims(Out));
}

/// All arguments as one list: xt::xtuple(a, b), xt::keep(0, 2).
void listOf(BuiltinCall &Call) {
  if (!Call.Input.Args.empty())
    Call.setResult(Value::aggregate(Call.Input.Args.vec()));
}

/// A range of indices, as Python's slices; a bound that is no role of the row
/// is open. xt::range, xtensor "Views", sliding.
void sliceOf(BuiltinCall &Call) {
  RecordValue Slice;
  Slice.Class = "slice";
  static constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral> Parts[] =
      {{"start", "start_index"}, {"end", "stop_index"}, {"step", "step_index"}};
  for (const auto &[Role, Name] : Parts)
    Slice.set(Name, Call.has(Role) ? Call.value(Role) : Value::none());
  Call.setResult(Value::record(std::move(Slice)));
}

namespace {
/// What one argument of xt::view does to the axes.
enum class SliceKind : uint8_t { Integer, All, NewAxis, Ellipsis, Part, Keep };
} // namespace

/// The kind follows from the C++ type alone; none for types that are not known.
static std::optional<SliceKind> sliceKind(clang::QualType Type) {
  Type = Type.getNonReferenceType();
  if (Type->isIntegerType())
    return SliceKind::Integer;
  const clang::CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class || !Class->getIdentifier())
    return std::nullopt;
  static constexpr std::pair<llvm::StringLiteral, SliceKind> Names[] = {
      {"xall_tag", SliceKind::All},
      {"xnewaxis_tag", SliceKind::NewAxis},
      {"xellipsis_tag", SliceKind::Ellipsis},
      {"xrange_adaptor", SliceKind::Part},
      {"xrange", SliceKind::Part},
      {"xstepped_range", SliceKind::Part},
      {"xkeep_slice", SliceKind::Keep},
      {"xdrop_slice", SliceKind::Keep}};
  for (const auto &[Name, Kind] : Names)
    if (Class->getName() == Name)
      return Kind;
  return std::nullopt;
}

static Dim slicedAxis(BuiltinCall &Call, SliceKind Kind, const Value &Given,
                      const Dim &Of) {
  if (Kind == SliceKind::All)
    return Of;
  if (const RecordValue *Slice = Given.asRecord();
      Slice && Kind == SliceKind::Part) {
    auto Bound = [&](llvm::StringRef Name) {
      const Value *Held = Slice->find(Name);
      return Held ? *Held : Value();
    };
    return sliceLength(Call, Of, Bound("start_index"), Bound("stop_index"),
                       Bound("step_index"));
  }
  if (Kind == SliceKind::Keep && Given.kind() == Value::Kind::Aggregate)
    return dimOf(Call.sizes().constant(int64_t(Given.elements().size())),
                 Call.Context.From);
  return unknownDim();
}

/// The kinds of all slices behind the array; none if one is not known.
static std::optional<llvm::SmallVector<SliceKind, 4>>
sliceKinds(const BuiltinCall &Call) {
  llvm::SmallVector<SliceKind, 4> Kinds;
  for (unsigned I = 1; I < Call.Callee->getNumParams(); ++I) {
    std::optional<SliceKind> Kind =
        sliceKind(Call.Callee->getParamDecl(I)->getType());
    if (!Kind || I >= Call.Input.Args.size())
      return std::nullopt;
    Kinds.push_back(*Kind);
  }
  return Kinds;
}

/// xt::view(e, slices...): an integer drops its axis, a new axis has length 1,
/// axes without a slice stay. More integers than axes leave no shape at all;
/// other slices that are too many are ignored. xtensor "Views"; xview.hpp.
void xtensorView(BuiltinCall &Call) {
  if (!Call.Callee || Call.Input.Args.empty())
    return;
  Shape In = shapeAt(Call, 0);
  auto Kinds = sliceKinds(Call);
  if (!Kinds || !In.rank())
    return Call.setShape(Shape::unknown());
  unsigned Rank = *In.rank();
  unsigned Integers = llvm::count(*Kinds, SliceKind::Integer);
  if (Integers > Rank)
    return reportRank(Call, 0, "at least " + std::to_string(Integers));
  unsigned Used = llvm::count_if(*Kinds, [](SliceKind K) {
    return K != SliceKind::NewAxis && K != SliceKind::Ellipsis;
  });
  // xt::view does not know the ellipsis, which strided_view has.
  if (Used > Rank || llvm::is_contained(*Kinds, SliceKind::Ellipsis))
    return Call.setShape(Shape::unknown());
  Dims Out;
  unsigned Next = 0;
  auto Keep = [&](unsigned Count) {
    Out.append(In.prefix().begin() + Next, In.prefix().begin() + Next + Count);
    Next += Count;
  };
  for (unsigned I = 0; I < Kinds->size(); ++I) {
    SliceKind Kind = (*Kinds)[I];
    if (Kind == SliceKind::NewAxis)
      Out.push_back(dimOf(Call.sizes().one(), Call.Context.From));
    else if (Kind == SliceKind::Integer)
      ++Next;
    else
      Out.push_back(
          slicedAxis(Call, Kind, Call.Input.Args[I + 1], In.prefix()[Next++]));
  }
  if (Next < Rank)
    Keep(Rank - Next);
  Call.setShape(Shape::ofDims(Out));
}

/// The index of one axis against its length; xtensor counts from the front.
static bool demandIndex(BuiltinCall &Call, unsigned Arg, unsigned Axis,
                        const Dim &Of) {
  std::optional<Size> Index = Call.Input.Args[Arg].asInteger();
  if (!Index || !Of.isKnown() || Index->lowerBound().value_or(-1) < 0)
    return true;
  // Where an axis of length 1 takes any index, only longer ones say something.
  if (Call.constant("unit") == 1 && Of.Length->lowerBound().value_or(0) < 2)
    return true;
  OperandSide Wanted{Arg, std::nullopt, {}};
  Wanted.Length = dimOf(Call.sizes().add(*Index, Call.sizes().one()), {});
  return demandAtMost(Call, std::move(Wanted), {0, Axis, Of});
}

/// One element: as many indices as axes, each inside of its axis. Fewer are
/// taken for the last axes, and of too many the first ones are dropped, unless
/// the access is `strict`; with `unit`, an axis of length 1 takes any index
/// (xexception.hpp, check_index and check_access).
void elementAt(BuiltinCall &Call) {
  Shape In = shapeAt(Call, 0);
  size_t Count = Call.Input.Args.size() - 1;
  if (!In.rank())
    return;
  int64_t Strict = Call.constant("strict").value_or(0);
  if (Strict && Count > *In.rank())
    return reportRank(Call, 0, "at least " + std::to_string(Count));
  if (Strict == 2 && Count < *In.rank())
    return reportRank(Call, 0, std::to_string(Count));
  if (Count != *In.rank())
    return;
  for (unsigned I = 0; I < Count; ++I)
    if (!demandIndex(Call, I + 1, I, In.prefix()[I]))
      return;
}

} // namespace shapetidy::builtins

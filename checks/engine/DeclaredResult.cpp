//===-- DeclaredResult.cpp - What a callback returns, as declared ---------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/DeclaredResult.h"
#include "checks/engine/Containers.h"
#include "checks/engine/Matching.h"
#include "checks/engine/Memory.h"
#include "checks/engine/TreeCalls.h"
#include "checks/engine/Trees.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace shapetidy {

/// A shape string of so many axes, for questions about Eigen's vectors.
static TypeSyntax plainShape(unsigned Rank) {
  TypeSyntax Type;
  Type.Shape.Axes.resize(Rank);
  return Type;
}

namespace {
class ResultComparison {
public:
  explicit ResultComparison(Point &P) : P(P) {}
  std::optional<Conflict> trees(const TreeValue &Declared, const TreeValue &Got,
                                QualType Type, const std::string &Path);

private:
  std::optional<Conflict> arrays(const ArrayValue &Declared, ArrayValue Got,
                                 QualType Type, const std::string &Path);
  std::optional<Conflict> nodes(const TreeValue &Declared, const TreeValue &Got,
                                QualType Type, const std::string &Path);
  std::optional<Conflict> lengths(const Dim &Declared, const Dim &Got,
                                  unsigned Axis);

  Point &P;
};
} // namespace

Value asItRuns(Point &P, const Value &Got, QualType Type) {
  const ArrayValue *Array = Got.asArray();
  if (!Array || Array->Axes.rank() != 2u || Type.isNull())
    return Got;
  ArrayValue Vector = asAnnotated(P, Got, Type, plainShape(1));
  return Vector.Axes.rank() == 1u ? Value::array(std::move(Vector)) : Got;
}

static Conflict conflictAt(Conflict::Kind What, const std::string &Path) {
  Conflict C;
  C.What = What;
  C.Path = Path;
  C.Item = AxisSite::ReturnItem;
  C.Verdict = Decision::byForm(Verdict::Refuted);
  return C;
}

std::optional<Conflict>
ResultComparison::lengths(const Dim &Declared, const Dim &Got, unsigned Axis) {
  if (!Declared.Length || !Got.Length)
    return std::nullopt;
  Goal Equal{*Declared.Length, Relation::EQ, *Got.Length};
  Decision D = P.S.Decide.decide(P.Env.Facts, Equal);
  if (D.Answer == Verdict::Proved || D.Answer == Verdict::Unknown)
    return std::nullopt;
  bool IsHeldTo =
      P.S.Sizes.allRigid(*Declared.Length) && P.S.Sizes.allRigid(*Got.Length);
  if (D.Answer == Verdict::Contingent && !IsHeldTo) {
    P.Env.Facts = P.Env.Facts.with({Equal, Declared.From});
    return std::nullopt;
  }
  if (!isReportable(P, D))
    return std::nullopt;
  Conflict C = conflictAt(Conflict::Kind::Axis, "");
  C.Axis = Axis;
  C.ValueAxis = static_cast<int>(Axis);
  C.Expected = Declared;
  C.Got = Got;
  C.Verdict = std::move(D);
  return C;
}

std::optional<Conflict> ResultComparison::arrays(const ArrayValue &Declared,
                                                 ArrayValue Got, QualType Type,
                                                 const std::string &Path) {
  std::optional<unsigned> Rank = Declared.Axes.rank();
  if (Rank)
    Got = asAnnotated(P, asItRuns(P, Value::array(Got), Type), Type,
                      plainShape(*Rank));
  if (!Declared.DTypes.isAny() && Declared.DTypes.isDisjoint(Got.DTypes)) {
    Conflict C = conflictAt(Conflict::Kind::DType, Path);
    C.ExpectedDTypes = Declared.DTypes;
    C.GotDTypes = Got.DTypes;
    return C;
  }
  std::optional<unsigned> GotRank = Got.Axes.rank();
  bool TooMany = Rank && !GotRank && Got.Axes.minimumRank() > *Rank;
  if (!Rank || (!GotRank && !TooMany))
    return std::nullopt;
  if (TooMany || *GotRank != *Rank) {
    Conflict C = conflictAt(Conflict::Kind::Rank, Path);
    C.ExpectedRank = *Rank;
    C.GotRank = Got.Axes.minimumRank();
    C.GotAtLeast = TooMany;
    return C;
  }
  for (unsigned I = 0; I < *Rank; ++I)
    if (std::optional<Conflict> C =
            lengths(Declared.Axes.prefix()[I], Got.Axes.prefix()[I], I)) {
      C->Path = Path;
      return C;
    }
  return std::nullopt;
}

std::optional<Conflict> ResultComparison::nodes(const TreeValue &Declared,
                                                const TreeValue &Got,
                                                QualType Type,
                                                const std::string &Path) {
  bool Parts = !(Declared.nodeKind() == Got.nodeKind()) ||
               Declared.children().size() != Got.children().size();
  if (Parts) {
    Conflict C = conflictAt(Conflict::Kind::Structure, Path);
    C.ExpectedTree = nestingOf(Declared);
    C.GotTree = nestingOf(Got);
    return C;
  }
  for (size_t I = 0; I < Got.children().size(); ++I) {
    const TreeValue::Child &Child = Declared.children()[I];
    if (Child.Step != Got.children()[I].Step)
      return std::nullopt;
    if (auto C = trees(Child.Inside, Got.children()[I].Inside,
                       typeOfPart(P, Type, I), Path + Child.Step))
      return C;
  }
  return std::nullopt;
}

std::optional<Conflict> ResultComparison::trees(const TreeValue &Declared,
                                                const TreeValue &Got,
                                                QualType Type,
                                                const std::string &Path) {
  using Kind = TreeValue::Kind;
  if (Declared.asArray() && Got.asArray())
    return arrays(*Declared.asArray(), *Got.asArray(), Type, Path);
  if (Declared.kind() == Kind::Node && Got.kind() == Kind::Node)
    return nodes(Declared, Got, Type, Path);
  bool IsKnown = (Declared.asArray() && Got.kind() == Kind::Node) ||
                 (Declared.kind() == Kind::Node && Got.asArray());
  if (!IsKnown)
    return std::nullopt;
  Conflict C = conflictAt(Conflict::Kind::Structure, Path);
  C.ExpectedTree = nestingOf(Declared);
  C.GotTree = nestingOf(Got);
  return C;
}

std::optional<Conflict> firstDifference(Point &P, const Value &Declared,
                                        const Value &Got, QualType Type) {
  if (Declared.isUnknown() || Got.isUnknown() || Type.isNull())
    return std::nullopt;
  Type = Type.getNonReferenceType();
  // Containers of one kind are one kind of node: the type of the result will do
  // for the declaration, too, unless it has another number of parts.
  return ResultComparison(P).trees(treeOf(P, Declared, Type),
                                   treeOf(P, Got, Type), Type, "");
}

Value valueAsDeclared(Point &P, const Value &Declared, QualType Type) {
  if (Type.isNull() || Type->isArithmeticType())
    return Value();
  Type = Type.getNonReferenceType();
  if (const ArrayValue *Array = Declared.asArray())
    return declaredValue(P, *Array, Type,
                         plainShape(Array->Axes.rank().value_or(0)));
  if (const Value *Each = Declared.asSequence())
    return Value::sequence(valueAsDeclared(P, *Each, typeOfPart(P, Type, 0)),
                           Declared.sequenceCount());
  bool IsRecord =
      P.S.Trees.typeOf(Type, *P.S.Models).What == TreeType::Kind::Record;
  if (Declared.kind() != Value::Kind::Aggregate || IsRecord ||
      typeOfPart(P, Type, 0).isNull())
    return Value();
  std::vector<Value> Parts;
  for (const auto &[I, Part] : llvm::enumerate(Declared.elements()))
    Parts.push_back(valueAsDeclared(P, Part, typeOfPart(P, Type, I)));
  return Value::aggregate(std::move(Parts));
}

/// Rewrites the arrays of a value. What is neither an array nor made of arrays
/// is unknown.
static Value eachArray(const Value &Of,
                       llvm::function_ref<ArrayValue(const ArrayValue &)> How) {
  if (const ArrayValue *Array = Of.asArray())
    return Value::array(How(*Array));
  if (const Value *Each = Of.asSequence())
    return Value::sequence(eachArray(*Each, How), Of.sequenceCount());
  if (Of.kind() == Value::Kind::Aggregate) {
    std::vector<Value> Parts;
    for (const Value &Part : Of.elements())
      Parts.push_back(eachArray(Part, How));
    return Value::aggregate(std::move(Parts));
  }
  if (const ObjectValue *Object = Of.asObject()) {
    ObjectValue New;
    for (const auto &[Field, Held] : Object->Fields)
      New.setField(Field, eachArray(Held, How));
    return Value::object(std::move(New));
  }
  return Value();
}

void forEachArray(const Value &In,
                  llvm::function_ref<void(const ArrayValue &)> Visit) {
  eachArray(In, [&](const ArrayValue &Array) {
    Visit(Array);
    return Array;
  });
}

Value withBatch(const Value &Of, llvm::ArrayRef<Dim> Batch) {
  return eachArray(Of, [&](const ArrayValue &Array) {
    llvm::SmallVector<Dim, 4> Front(Batch);
    Front.append(Array.Axes.prefix().begin(), Array.Axes.prefix().end());
    ArrayValue New = Array;
    New.Axes = Array.Axes.middle() ? Shape::around(Front, *Array.Axes.middle(),
                                                   Array.Axes.suffix())
                                   : Shape::ofDims(Front);
    return New;
  });
}

Value withoutBatch(const Value &Of, unsigned Levels) {
  return eachArray(Of, [&](const ArrayValue &Array) {
    ArrayValue New = Array;
    llvm::ArrayRef<Dim> Front = Array.Axes.prefix();
    if (Front.size() < Levels)
      New.Axes = Shape::unknown();
    else if (Array.Axes.middle())
      New.Axes = Shape::around(Front.drop_front(Levels), *Array.Axes.middle(),
                               Array.Axes.suffix());
    else
      New.Axes = Shape::ofDims(Front.drop_front(Levels));
    return New;
  });
}

} // namespace shapetidy

//===-- ModelsDTypes.cpp - Dtype rules --------------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/ModelsApply.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy {

namespace {

/// In the order of torch's promotion lattice; what is not here has no rule.
enum class Category : uint8_t { Bool, Integer, Floating, Complex };

struct DTypeInfo {
  llvm::StringLiteral Name;
  Category Kind;
  unsigned Bits;
  bool Unsigned;
};

/// One operand of a promotion. Arrays without axes and C++ numbers count only
/// by category (torch.result_type).
struct PromotionOperand {
  const DTypeInfo *Type;
  enum class Weight : uint8_t { Array, ZeroDim, Number } How;
};

} // namespace

static constexpr DTypeInfo DTypeTable[] = {
    {"bool", Category::Bool, 1, false},
    {"uint8", Category::Integer, 8, true},
    {"int8", Category::Integer, 8, false},
    {"int16", Category::Integer, 16, false},
    {"int32", Category::Integer, 32, false},
    {"int64", Category::Integer, 64, false},
    {"float16", Category::Floating, 16, false},
    {"bfloat16", Category::Floating, 16, false},
    {"float32", Category::Floating, 32, false},
    {"float64", Category::Floating, 64, false},
    {"complex64", Category::Complex, 64, false},
    {"complex128", Category::Complex, 128, false},
};

static const DTypeInfo *infoOf(llvm::StringRef Name) {
  auto It = llvm::find_if(DTypeTable,
                          [&](const DTypeInfo &I) { return I.Name == Name; });
  return It == std::end(DTypeTable) ? nullptr : &*It;
}

static const DTypeInfo *singleInfo(const DTypeSet &Types) {
  std::optional<std::string> Name = Types.single();
  return Name ? infoOf(*Name) : nullptr;
}

/// c10::promoteTypes.
static const DTypeInfo *promote(const DTypeInfo *A, const DTypeInfo *B) {
  if (!A || !B || A == B)
    return A ? A : B;
  if (A->Kind > B->Kind)
    std::swap(A, B);
  if (B->Kind == Category::Complex && A->Kind == Category::Floating)
    return A->Bits == 64 ? infoOf("complex128") : B;
  if (A->Kind != B->Kind)
    return B;
  if (A->Kind == Category::Integer && A->Bits == B->Bits)
    return infoOf("int16"); // uint8 with int8
  if (A->Kind == Category::Floating && A->Bits == B->Bits)
    return infoOf("float32"); // float16 with bfloat16
  return A->Bits < B->Bits ? B : A;
}

/// at::native::combine_categories: what counts more wins unless the other is of
/// a higher category.
static const DTypeInfo *combine(const DTypeInfo *Higher,
                                const DTypeInfo *Lower) {
  if (!Higher || !Lower)
    return Higher ? Higher : Lower;
  if (Higher->Kind == Category::Floating && Lower->Kind == Category::Complex)
    return Higher->Bits == 64 ? infoOf("complex128") : infoOf("complex64");
  if (Higher->Kind >= Category::Floating)
    return Higher;
  if (Higher->Kind == Category::Bool || Lower->Kind >= Category::Floating)
    return promote(Higher, Lower);
  return Higher;
}

static const DTypeInfo *promoteAll(llvm::ArrayRef<PromotionOperand> Operands) {
  const DTypeInfo *ByWeight[3] = {};
  for (const PromotionOperand &Operand : Operands) {
    const DTypeInfo *&Slot = ByWeight[static_cast<unsigned>(Operand.How)];
    Slot = promote(Slot, Operand.Type);
  }
  return combine(ByWeight[0], combine(ByWeight[1], ByWeight[2]));
}

/// A C++ number among the arguments: an integer, or one whose type alone is
/// known. No value for anything else.
static std::optional<PromotionOperand> numberOperand(const Value &Given) {
  using Weight = PromotionOperand::Weight;
  if (Given.asInteger())
    return PromotionOperand{infoOf("int64"), Weight::Number};
  const DTypeInfo *Type =
      Given.asDType() ? singleInfo(*Given.asDType()) : nullptr;
  if (!Type)
    return std::nullopt;
  // Numbers take part with the default dtype of their category.
  if (Type->Kind == Category::Floating)
    Type = infoOf("float32");
  return PromotionOperand{Type, Weight::Number};
}

/// The arguments that take part: those the row names in `over`, else all.
static llvm::SmallVector<unsigned, 4>
operandPositions(const BuiltinCall &Call) {
  llvm::SmallVector<unsigned, 4> Positions;
  for (const std::string &Param : Call.Row.Over)
    if (std::optional<unsigned> At = Call.parameter(Param))
      Positions.push_back(*At);
  if (Call.Row.Over.empty())
    for (unsigned I = 0; I < Call.Input.Args.size(); ++I)
      Positions.push_back(I);
  return Positions;
}

/// All operands of an elementwise operation. None if one is too little known;
/// \p OpenRank collects those that may or may not have axes.
static std::optional<llvm::SmallVector<PromotionOperand, 4>>
promotionOperands(const BuiltinCall &Call,
                  llvm::SmallVectorImpl<size_t> &OpenRank) {
  using Weight = PromotionOperand::Weight;
  llvm::SmallVector<PromotionOperand, 4> Operands;
  auto AddArray = [&](const ArrayValue &Array) {
    const DTypeInfo *Type = singleInfo(Array.DTypes);
    if (!Type)
      return false;
    bool Open = !Array.Axes.rank() && Array.Axes.minimumRank() == 0;
    if (Open)
      OpenRank.push_back(Operands.size());
    Operands.push_back(
        {Type, Array.Axes.rank() == 0u ? Weight::ZeroDim : Weight::Array});
    return true;
  };
  for (unsigned I : operandPositions(Call)) {
    const Value &Given = Call.Input.Args[I];
    if (Given.isNone())
      continue;
    if (Given.kind() == Value::Kind::Aggregate) { // cat, stack
      for (const Value &Element : Given.elements())
        if (!Element.asArray() || !AddArray(*Element.asArray()))
          return std::nullopt;
    } else if (const ArrayValue *Array = Given.asArray()) {
      if (!AddArray(*Array))
        return std::nullopt;
    } else if (Call.isScalar(I)) {
      std::optional<PromotionOperand> Number = numberOperand(Given);
      if (!Number)
        return std::nullopt;
      Operands.push_back(*Number);
    } else {
      return std::nullopt;
    }
  }
  return Operands;
}

static DTypeSet promoted(const BuiltinCall &Call) {
  llvm::SmallVector<size_t, 4> OpenRank;
  auto Operands = promotionOperands(Call, OpenRank);
  if (!Operands || Operands->empty())
    return DTypeSet::any();
  const DTypeInfo *Type = promoteAll(*Operands);
  // Whether an operand has axes must not matter: try each the other way.
  for (size_t Index : OpenRank) {
    llvm::SmallVector<PromotionOperand, 4> Other = *Operands;
    Other[Index].How = PromotionOperand::Weight::ZeroDim;
    if (promoteAll(Other) != Type)
      return DTypeSet::any();
  }
  return OpenRank.size() > 1 || !Type ? DTypeSet::any()
                                      : DTypeSet::ofName(Type->Name);
}

static DTypeSet firstArray(const BuiltinCall &Call) {
  for (const Value &Given : Call.Input.Args)
    if (const ArrayValue *Array = Given.asArray())
      return Array->DTypes;
  return DTypeSet::any();
}

/// Integers and bool become \p Instead; what is not known to be one or the
/// other stays open.
static DTypeSet widenIntegers(const DTypeSet &Types, llvm::StringRef Instead) {
  static const DTypeSet Inexact = *DTypeSet::fromClass("Inexact");
  if (Types.isSubsetOf(Inexact))
    return Types;
  const DTypeInfo *Type = singleInfo(Types);
  bool Widens = Type && Type->Kind <= Category::Integer;
  return Widens ? DTypeSet::ofName(Instead) : DTypeSet::any();
}

static DTypeSet agreeing(BuiltinCall &Call) {
  DTypeSet Joint = DTypeSet::any();
  unsigned First = 0;
  for (unsigned I = 0; I < Call.Input.Args.size(); ++I) {
    const ArrayValue *Array = Call.Input.Args[I].asArray();
    if (!Array)
      continue;
    if (Joint.isDisjoint(Array->DTypes)) {
      OperationConflict Why;
      Why.What = OperationConflict::Kind::DType;
      Why.First.Arg = First;
      Why.Second.Arg = I;
      Why.FirstDTypes = Joint;
      Why.SecondDTypes = Array->DTypes;
      Why.Verdict.Answer = Verdict::Refuted;
      Why.Verdict.By = Stage::NormalForm;
      Call.setConflict(std::move(Why));
      return DTypeSet::any();
    }
    if (Joint.isAny())
      First = I;
    Joint = Joint.intersect(Array->DTypes);
  }
  return Joint;
}

/// What a dtype argument says: nothing if absent or none, which leaves it to
/// the next rule.
static std::optional<DTypeSet> argumentDType(const BuiltinCall &Call,
                                             llvm::StringRef Param) {
  std::optional<unsigned> Position = Call.parameter(Param);
  if (!Position || Call.Input.Args[*Position].isNone())
    return std::nullopt;
  const Value &Given = Call.Input.Args[*Position];
  if (Given.asDType())
    return *Given.asDType();
  // `x.to(other)` and `x.type_as(other)`.
  return Given.asArray() ? Given.asArray()->DTypes : DTypeSet::any();
}

DTypeSet applyDTypeRules(BuiltinCall &Call, const DTypeRules &Rules) {
  for (const DTypeRule &Rule : Rules) {
    switch (Rule.What) {
    case DTypeRule::Kind::Same:
      return firstArray(Call);
    case DTypeRule::Kind::Promote:
      return promoted(Call);
    case DTypeRule::Kind::Equal:
      return agreeing(Call);
    case DTypeRule::Kind::Accumulate:
      return widenIntegers(firstArray(Call), "int64");
    case DTypeRule::Kind::Floating: {
      DTypeSet Types = promoted(Call);
      return widenIntegers(Types.isAny() ? firstArray(Call) : Types, "float32");
    }
    case DTypeRule::Kind::Fixed:
      return Rule.Types;
    case DTypeRule::Kind::Argument:
      if (std::optional<DTypeSet> Given = argumentDType(Call, Rule.Param))
        return *Given;
      break;
    }
  }
  return DTypeSet::any();
}

} // namespace shapetidy

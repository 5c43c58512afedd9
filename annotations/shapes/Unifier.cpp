//===-- Unifier.cpp - Matching arrays against annotations -----------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/shapes/Unifier.h"
#include "annotations/shapes/ArrayMatch.h"
#include "llvm/ADT/STLExtras.h"
#include <tuple>

namespace shapetidy {

Unifier::Unifier(SizeContext &Sizes, Solver &Decide, FactSet &Facts,
                 Options Opts)
    : Sizes(Sizes), Decide(Decide), Facts(Facts), Opts(Opts) {}

Unifier::~Unifier() = default;

Unifier::Mark Unifier::mark() const {
  return {Facts, Journal.size(), Waiting.size()};
}

void Unifier::rollBack(const Mark &To) {
  Facts = To.Facts;
  Waiting.erase(Waiting.begin() + To.Postponed, Waiting.end());
  for (; Journal.size() > To.Undos; Journal.pop_back()) {
    Undo &Last = Journal.back();
    if (Last.Single)
      Names.Single[Last.Name] = std::move(*Last.Single);
    else if (Last.Variadic)
      Names.Variadic[Last.Name] = std::move(*Last.Variadic);
    else if (Last.IsVariadic)
      Names.Variadic.erase(Last.Name);
    else
      Names.Single.erase(Last.Name);
  }
}

const NameBinding *Unifier::single(llvm::StringRef Name) const {
  auto Found = Names.Single.find(Name);
  return Found == Names.Single.end() ? nullptr : &Found->second;
}

const RowBinding *Unifier::variadic(llvm::StringRef Name) const {
  auto Found = Names.Variadic.find(Name);
  return Found == Names.Variadic.end() ? nullptr : &Found->second;
}

void Unifier::setSingle(llvm::StringRef Name, NameBinding B) {
  auto [Place, IsNew] = Names.Single.try_emplace(Name);
  Undo Entry{Name.str(), std::nullopt, std::nullopt, /*IsVariadic=*/false};
  if (!IsNew)
    Entry.Single = std::move(Place->second);
  Journal.push_back(std::move(Entry));
  Place->second = std::move(B);
}

void Unifier::setVariadic(llvm::StringRef Name, RowBinding B) {
  auto [Place, IsNew] = Names.Variadic.try_emplace(Name);
  Undo Entry{Name.str(), std::nullopt, std::nullopt, /*IsVariadic=*/true};
  if (!IsNew)
    Entry.Variadic = std::move(Place->second);
  Journal.push_back(std::move(Entry));
  Place->second = std::move(B);
}

MatchResult Unifier::match(const TypeSyntax &Type, const ArrayValue &Value,
                           unsigned Item, OperandResolver Operands,
                           Origin From) {
  Mark Before = mark();
  MatchResult Result = matchAny(Type, Value, Item, Operands, From);
  if (Result.Answer == MatchAnswer::Conflicts)
    rollBack(Before);
  Journal.clear();
  return Result;
}

namespace {

bool isUnknown(const ArrayValue &Value) {
  return Value.Axes == Shape::unknown() && Value.DTypes.isAny();
}

MatchResult unknownAnswer() {
  MatchResult Result;
  Result.Answer = MatchAnswer::Unknown;
  Result.Certain = false;
  return Result;
}

MatchResult conflictOf(Conflict::Kind What, const TypeSyntax &Type,
                       unsigned Item) {
  Conflict C;
  C.What = What;
  C.Item = Item;
  C.Where = Type.Where;
  C.Verdict.Answer = Verdict::Refuted;
  C.Verdict.By = Stage::NormalForm;
  return MatchResult::conflict(std::move(C));
}

/// What a failing alternative says about the whole union: an annotation error,
/// or an expression without a value, ends the check (semantics 6).
bool endsUnion(const MatchResult &Result) {
  return Result.Answer == MatchAnswer::Conflicts &&
         (Result.Why->isAnnotationError() ||
          Result.Why->What == Conflict::Kind::Evaluation);
}

bool isRefuted(const MatchResult &Result) {
  return Result.Answer == MatchAnswer::Conflicts && !Result.Why->isContingent();
}

} // namespace

MatchResult Unifier::matchAny(const TypeSyntax &Type, const ArrayValue &Value,
                              unsigned Item, OperandResolver Operands,
                              Origin From) {
  switch (Type.What) {
  case TypeSyntax::Kind::Array: {
    size_t Waited = Waiting.size();
    ArrayMatch Match(*this, Type, Value, Item, Operands, From);
    if (!Match.run())
      return MatchResult::conflict(std::move(*Match.Why));
    MatchResult Result = isUnknown(Value) ? unknownAnswer() : MatchResult();
    Result.Certain = Match.Certain;
    Result.Waits = Waiting.size() > Waited;
    return Result;
  }
  case TypeSyntax::Kind::Union:
    return matchUnion(Type, Value, Item, Operands, From);
  case TypeSyntax::Kind::Any:
    return MatchResult();
  case TypeSyntax::Kind::None:
  case TypeSyntax::Kind::Tuple:
  case TypeSyntax::Kind::List:
  case TypeSyntax::Kind::Dict:
  case TypeSyntax::Kind::Callable:
    if (!isUnknown(Value))
      return conflictOf(Conflict::Kind::NotAnArray, Type, Item);
    [[fallthrough]];
  case TypeSyntax::Kind::Scalar:
  case TypeSyntax::Kind::Tree:
    assumeBound(Type);
    return unknownAnswer();
  }
  return unknownAnswer();
}

/// The first alternative that fits for certain, or the only one that can fit,
/// is taken. Where two may fit, taking one would be a guess.
MatchResult Unifier::matchUnion(const TypeSyntax &Type, const ArrayValue &Value,
                                unsigned Item, OperandResolver Operands,
                                Origin From) {
  const TypeSyntax *Candidate = nullptr;
  std::vector<Postponed> Unchosen;
  // What the dtype would have to be, as long as that is all that is wrong.
  std::optional<DTypeSet> Wanted = DTypeSet::none();
  for (const TypePtr &Alternative : Type.Items) {
    Mark Before = mark();
    MatchResult Tried = matchAny(*Alternative, Value, Item, Operands, From);
    if (endsUnion(Tried))
      return Tried;
    bool Fits =
        Tried.Answer == MatchAnswer::Fits && Tried.Certain && !Tried.Waits;
    if (Fits && !Candidate)
      return Tried;
    // Reached for certain: its names must be bound whatever is chosen.
    if (!Candidate && Tried.Waits && Tried.Certain)
      Unchosen.assign(Waiting.begin() + Before.Postponed, Waiting.end());
    rollBack(Before);
    if (isRefuted(Tried)) {
      if (Alternative->What == TypeSyntax::Kind::None)
        continue;
      Wanted = Wanted && Tried.Why->What == Conflict::Kind::DType
                   ? std::optional(Wanted->unite(Tried.Why->ExpectedDTypes))
                   : std::nullopt;
      continue;
    }
    if (Candidate || Fits) {
      for (Postponed &P : Unchosen)
        P.OnlyNames = true;
      Waiting.insert(Waiting.end(), Unchosen.begin(), Unchosen.end());
      assumeBound(Type);
      return unknownAnswer();
    }
    Candidate = Alternative.get();
  }
  if (Candidate)
    return matchAny(*Candidate, Value, Item, Operands, From);
  if (Wanted && !Wanted->isEmpty()) {
    MatchResult Result = conflictOf(Conflict::Kind::DType, Type, Item);
    Result.Why->ExpectedDTypes = std::move(*Wanted);
    Result.Why->GotDTypes = Value.DTypes;
    return Result;
  }
  return conflictOf(Conflict::Kind::NoAlternative, Type, Item);
}

void Unifier::assumeBound(const TypeSyntax &Type) {
  for (const TypePtr &Item : Type.Items)
    assumeBound(*Item);
  if (Type.Result)
    assumeBound(*Type.Result);
  for (auto [Index, Token] : llvm::enumerate(Type.Shape.Axes)) {
    AxisSite Site{AxisSite::Outside, static_cast<unsigned>(Index), Token.Where};
    if (Token.Kind == AxisKind::NamedVariadic && !variadic(Token.Name))
      setVariadic(Token.Name, {true, Shape::unknown(), Site, Origin()});
    const NameBinding *B = single(Token.Name);
    if (Token.Kind != AxisKind::Named || (B && !B->isUnbound()))
      continue;
    NameBinding Maybe = B ? *B : NameBinding();
    Maybe.Broadcast.push_back({Dim(), Site});
    setSingle(Token.Name, std::move(Maybe));
  }
}

MatchResult Unifier::matchNone(const TypeSyntax &Type, unsigned Item) {
  switch (Type.What) {
  case TypeSyntax::Kind::None:
  case TypeSyntax::Kind::Any:
  case TypeSyntax::Kind::Tree: // semantics 10.2
    return MatchResult();
  case TypeSyntax::Kind::Union:
    for (const TypePtr &Alternative : Type.Items)
      if (matchNone(*Alternative, Item).Answer == MatchAnswer::Fits)
        return MatchResult();
    return conflictOf(Conflict::Kind::NoneValue, Type, Item);
  case TypeSyntax::Kind::Array:
  case TypeSyntax::Kind::Scalar:
  case TypeSyntax::Kind::Tuple:
  case TypeSyntax::Kind::List:
  case TypeSyntax::Kind::Dict:
  case TypeSyntax::Kind::Callable:
    break;
  }
  return conflictOf(Conflict::Kind::NoneValue, Type, Item);
}

MatchResult Unifier::finish(OperandResolver Operands) {
  std::vector<Postponed> Due = std::move(Waiting);
  Waiting.clear();
  llvm::sort(Due, [](const Postponed &A, const Postponed &B) {
    return std::tie(A.Item, A.Index) < std::tie(B.Item, B.Index);
  });
  Mark Before = mark();
  MatchResult Result;
  for (const Postponed &P : Due) {
    AxisMatch Last(*this, P.Item, Operands, P.From);
    if (!Last.matchFinally({P.Token, P.Index, P.Got, P.ValueAxis},
                           P.OnlyNames)) {
      rollBack(Before);
      Result = MatchResult::conflict(std::move(*Last.Why));
      break;
    }
    Result.Certain &= Last.Certain;
  }
  Journal.clear();
  return Result;
}

MatchResult Unifier::matchCall(llvm::ArrayRef<const TypeSyntax *> Types,
                               llvm::ArrayRef<ArrayValue> Values,
                               OperandResolver Operands, Origin From) {
  FactSet Before = Facts;
  MatchResult Call;
  unsigned Known = 0, Checked = 0;
  for (size_t I = 0, E = std::min(Types.size(), Values.size()); I < E; ++I) {
    if (!Types[I])
      continue;
    MatchResult One = match(*Types[I], Values[I], I, Operands, From);
    if (One.Answer == MatchAnswer::Conflicts) {
      Facts = std::move(Before);
      Waiting.clear();
      return One;
    }
    ++Checked;
    Known += One.Answer == MatchAnswer::Fits;
    Call.Certain &= One.Certain;
  }
  MatchResult Rest = finish(Operands);
  if (Rest.Answer == MatchAnswer::Conflicts) {
    Facts = std::move(Before);
    return Rest;
  }
  Call.Certain &= Rest.Certain;
  if (Checked && !Known)
    Call.Answer = MatchAnswer::Unknown;
  return Call;
}

} // namespace shapetidy

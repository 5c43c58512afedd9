//===-- Unifier.cpp - Matching arrays against annotations -----------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/shapes/Unifier.h"
#include "annotations/shapes/ArrayMatch.h"
#include "annotations/shapes/TreeMatch.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"
#include <tuple>

namespace shapetidy {

Unifier::Unifier(SizeContext &Sizes, Solver &Decide, FactSet &Facts,
                 Options Opts)
    : Sizes(Sizes), Decide(Decide), Facts(Facts), Opts(Opts) {}

Unifier::~Unifier() = default;

Unifier::Mark Unifier::mark() const {
  return {Facts, Journal.size(), Waiting.size(), WaitingTrees.size()};
}

/// Gives \p Name the entry it had, or none.
template <typename EntryT>
static void restore(llvm::StringMap<EntryT> &Table, llvm::StringRef Name,
                    std::optional<EntryT> &Old) {
  if (Old)
    Table[Name] = std::move(*Old);
  else
    Table.erase(Name);
}

void Unifier::rollBack(const Mark &To) {
  Facts = To.Facts;
  Waiting.erase(Waiting.begin() + To.Postponed, Waiting.end());
  WaitingTrees.erase(WaitingTrees.begin() + To.PostponedTrees,
                     WaitingTrees.end());
  for (; Journal.size() > To.Undos; Journal.pop_back()) {
    Undo &Last = Journal.back();
    switch (Last.In) {
    case Undo::Table::Single:
      restore(Names.Single, Last.Name, Last.Single);
      break;
    case Undo::Table::Variadic:
      restore(Names.Variadic, Last.Name, Last.Variadic);
      break;
    case Undo::Table::Structures:
      restore(Names.Structures, Last.Name, Last.Tree);
      break;
    }
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

const StructureBinding *Unifier::structure(llvm::StringRef Name) const {
  auto Found = Names.Structures.find(Name);
  return Found == Names.Structures.end() ? nullptr : &Found->second;
}

void Unifier::setSingle(llvm::StringRef Name, NameBinding B) {
  auto [Place, IsNew] = Names.Single.try_emplace(Name);
  Undo Entry{Undo::Table::Single, Name.str(), {}, {}, {}};
  if (!IsNew)
    Entry.Single = std::move(Place->second);
  Journal.push_back(std::move(Entry));
  Place->second = std::move(B);
}

void Unifier::setVariadic(llvm::StringRef Name, RowBinding B) {
  auto [Place, IsNew] = Names.Variadic.try_emplace(Name);
  Undo Entry{Undo::Table::Variadic, Name.str(), {}, {}, {}};
  if (!IsNew)
    Entry.Variadic = std::move(Place->second);
  Journal.push_back(std::move(Entry));
  Place->second = std::move(B);
}

void Unifier::setStructure(llvm::StringRef Name, StructureBinding B) {
  auto [Place, IsNew] = Names.Structures.try_emplace(Name);
  Undo Entry{Undo::Table::Structures, Name.str(), {}, {}, {}};
  if (!IsNew)
    Entry.Tree = std::move(Place->second);
  Journal.push_back(std::move(Entry));
  Place->second = std::move(B);
}

static bool isUnknown(const ArrayValue &Value) {
  return Value.Axes == Shape::unknown() && Value.DTypes.isAny();
}

MatchResult Unifier::match(const TypeSyntax &Type, const ArrayValue &Value,
                           unsigned Item, OperandResolver Operands,
                           Origin From) {
  return match(Type, isUnknown(Value) ? TreeValue() : TreeValue::array(Value),
               Item, Operands, From);
}

MatchResult Unifier::match(const TypeSyntax &Type, const TreeValue &Value,
                           unsigned Item, OperandResolver Operands,
                           Origin From) {
  Mark Before = mark();
  MatchResult Result = matchAny(Type, Value, Item, Operands, From);
  if (Result.Answer == MatchAnswer::Conflicts)
    rollBack(Before);
  Journal.clear();
  return Result;
}

std::optional<std::string> Unifier::leafKey(llvm::StringRef Name) const {
  if (Position.Where != LeafPosition::State::At)
    return std::nullopt;
  return (llvm::Twine(Position.Leaf) + "?" + Name).str();
}

Decision Unifier::compareCounts(Size A, Size B) {
  if (A == B)
    return Decision::byForm(Verdict::Proved);
  Decision D = Decide.decide(Facts, {A, Relation::EQ, B});
  bool IsHeldTo =
      Opts.Held != HeldTo::Nothing && Sizes.allRigid(A) && Sizes.allRigid(B);
  if (D.Answer == Verdict::Contingent && !IsHeldTo)
    return Decision::byForm(Verdict::Unknown);
  return D;
}

namespace {

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

MatchResult Unifier::matchArray(const TypeSyntax &Type, const TreeValue &Value,
                                unsigned Item, OperandResolver Operands,
                                Origin From) {
  size_t Waited = Waiting.size();
  const ArrayValue Array = Value.asArray() ? *Value.asArray() : ArrayValue();
  ArrayMatch Match(*this, Type, Array, Item, Operands, From);
  if (!Match.run())
    return MatchResult::conflict(std::move(*Match.Why));
  MatchResult Result = isUnknown(Array) ? unknownAnswer() : MatchResult();
  Result.Certain = Match.Certain;
  Result.Waits = Waiting.size() > Waited;
  return Result;
}

MatchResult Unifier::matchAny(const TypeSyntax &Type, const TreeValue &Value,
                              unsigned Item, OperandResolver Operands,
                              Origin From) {
  bool IsUnknown =
      Value.isUnknown() || (Value.asArray() && isUnknown(*Value.asArray()));
  switch (Type.What) {
  case TypeSyntax::Kind::Array:
    // Alone, it may stand on a type that nobody told us is an array.
    if (Value.isUnknown() || Value.asArray() ||
        (Around == 0 && !Value.isNone()))
      return matchArray(Type, Value, Item, Operands, From);
    break;
  case TypeSyntax::Kind::Union:
    return matchUnion(Type, Value, Item, Operands, From);
  case TypeSyntax::Kind::Any:
    return MatchResult();
  case TypeSyntax::Kind::Tree:
    break;
  case TypeSyntax::Kind::None:
  case TypeSyntax::Kind::Scalar:
  case TypeSyntax::Kind::Tuple:
  case TypeSyntax::Kind::List:
  case TypeSyntax::Kind::Dict:
  case TypeSyntax::Kind::Callable:
    if (IsUnknown) {
      assumeBound(Type);
      return unknownAnswer();
    }
    break;
  }
  if (Value.isNone() && Around == 0)
    return matchNone(Type, Item);
  if (Value.asArray() && Type.What != TypeSyntax::Kind::Tree && Around == 0)
    return conflictOf(Conflict::Kind::NotAnArray, Type, Item);
  return TreeMatch(*this, Item, Operands, From).match(Type, Value);
}

/// The first alternative that fits for certain, or the only one that can fit,
/// is taken. Where two may fit, taking one would be a guess.
MatchResult Unifier::matchUnion(const TypeSyntax &Type, const TreeValue &Value,
                                unsigned Item, OperandResolver Operands,
                                Origin From) {
  const TypeSyntax *Candidate = nullptr;
  std::vector<Postponed> Unchosen;
  std::vector<PostponedStructure> UnchosenTrees;
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
    if (!Candidate && Tried.Waits && Tried.Certain)
      UnchosenTrees.assign(WaitingTrees.begin() + Before.PostponedTrees,
                           WaitingTrees.end());
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
      for (PostponedStructure &P : UnchosenTrees)
        P.OnlyNames = true;
      Waiting.insert(Waiting.end(), Unchosen.begin(), Unchosen.end());
      WaitingTrees.insert(WaitingTrees.end(), UnchosenTrees.begin(),
                          UnchosenTrees.end());
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
    Result.Why->GotDTypes = Value.asArray()->DTypes;
    return Result;
  }
  MatchResult Result = conflictOf(Conflict::Kind::NoAlternative, Type, Item);
  Result.Why->GotText = Value.print(Sizes);
  return Result;
}

void Unifier::assumeBound(const TypeSyntax &Type) {
  // The names of a callable live for one call of it.
  if (Type.What == TypeSyntax::Kind::Callable)
    return;
  if (Type.Structure && bindsStructure(*Type.Structure)) {
    const StructureSyntax::Piece &Only = Type.Structure->Pieces.front();
    if (!structure(Only.Name))
      setStructure(Only.Name,
                   {Structure(), {AxisSite::Outside, 0, Only.Where}});
  }
  for (const TypePtr &Item : Type.Items)
    assumeBound(*Item);
  if (Type.Result)
    assumeBound(*Type.Result);
  for (auto [Index, Token] : llvm::enumerate(Type.Shape.Axes)) {
    if (Token.TreePath)
      continue;
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

MatchResult Unifier::finishExpressions(OperandResolver Operands) {
  std::vector<Postponed> Due = std::move(Waiting);
  Waiting.clear();
  llvm::sort(Due, [](const Postponed &A, const Postponed &B) {
    return std::tie(A.Item, A.Index) < std::tie(B.Item, B.Index);
  });
  MatchResult Result;
  for (const Postponed &P : Due) {
    AxisMatch Last(*this, P.Item, Operands, P.From);
    if (!Last.matchFinally({P.Token, P.Index, P.Got, P.ValueAxis}, P.OnlyNames))
      return MatchResult::conflict(std::move(*Last.Why));
    Result.Certain &= Last.Certain;
  }
  return Result;
}

MatchResult Unifier::finishStructures() {
  std::vector<PostponedStructure> Due = std::move(WaitingTrees);
  WaitingTrees.clear();
  MatchResult Result;
  auto Nothing = [](const OperandExpr &, unsigned) { return OperandValue(); };
  // They are in the order of their items.
  for (const PostponedStructure &P : Due) {
    TreeMatch Last(*this, P.Item, Nothing, Origin());
    MatchResult One = Last.composition(P.Asked, P.Got, P.OnlyNames);
    if (One.Answer == MatchAnswer::Conflicts)
      return One;
    Result.Certain &= One.Certain;
  }
  return Result;
}

MatchResult Unifier::finish(OperandResolver Operands) {
  Mark Before = mark();
  MatchResult Trees = finishStructures();
  MatchResult Result = finishExpressions(Operands);
  bool TreesFirst =
      Trees.Why && (!Result.Why || Trees.Why->Item <= Result.Why->Item);
  bool Certain = Trees.Certain && Result.Certain;
  if (TreesFirst)
    Result = std::move(Trees);
  Result.Certain = Certain;
  if (Result.Answer == MatchAnswer::Conflicts) {
    Before.Postponed = Before.PostponedTrees = 0;
    rollBack(Before);
  }
  Journal.clear();
  return Result;
}

MatchResult Unifier::matchCall(llvm::ArrayRef<const TypeSyntax *> Types,
                               llvm::ArrayRef<ArrayValue> Values,
                               OperandResolver Operands, Origin From) {
  llvm::SmallVector<TreeValue, 4> Trees;
  for (const ArrayValue &Value : Values)
    Trees.push_back(isUnknown(Value) ? TreeValue() : TreeValue::array(Value));
  return matchCall(Types, llvm::ArrayRef<TreeValue>(Trees), Operands, From);
}

MatchResult Unifier::matchCall(llvm::ArrayRef<const TypeSyntax *> Types,
                               llvm::ArrayRef<TreeValue> Values,
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
      WaitingTrees.clear();
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

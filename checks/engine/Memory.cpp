//===-- Memory.cpp - Reading and writing storage places -------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Memory.h"
#include "checks/engine/Integers.h"
#include "checks/engine/Iterators.h"
#include "checks/engine/Matching.h"
#include "checks/engine/Owners.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace shapetidy {

/// Casts that leave the value, or the place, what it was.
static bool isTransparent(CastKind Kind) {
  switch (Kind) {
  case CK_NoOp:
  case CK_LValueToRValue:
  case CK_ConstructorConversion:
  case CK_UserDefinedConversion:
  case CK_DerivedToBase:
  case CK_UncheckedDerivedToBase:
  case CK_BaseToDerived:
  case CK_IntegralCast:
  case CK_ArrayToPointerDecay:
  case CK_FunctionToPointerDecay:
    return true;
  default:
    return false;
  }
}

/// The expression whose value (or place) \p E has too; null if it has one of
/// its own.
static const Expr *operandCarrying(const Expr *E) {
  if (const auto *Cast = dyn_cast<CastExpr>(E)) {
    if (Cast->getCastKind() == CK_IntegralCast &&
        !isSizeInteger(Cast->getType()))
      return nullptr;
    return isTransparent(Cast->getCastKind()) ? Cast->getSubExpr() : nullptr;
  }
  if (const auto *Replaced = dyn_cast<SubstNonTypeTemplateParmExpr>(E))
    return Replaced->getReplacement();
  return wrappedBy(E);
}

bool isSizeInteger(QualType Type) {
  Type = Type.getNonReferenceType().getCanonicalType();
  const auto *Builtin = Type->getAs<BuiltinType>();
  return Builtin && Builtin->isInteger() && !Type->isBooleanType() &&
         !Type->isAnyCharacterType();
}

static Value functionValue(const FunctionDecl *Function) {
  CallableValue Known;
  Known.Target = Function;
  return Value::callable(std::move(Known));
}

Value valueOf(Point &P, const Expr *E) {
  while (E) {
    if (auto At = P.F.Values.find(E); At != P.F.Values.end())
      return At->second;
    if (auto At = P.F.Places.find(E); At != P.F.Places.end())
      return read(P, At->second, E->getType());
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      if (const auto *Function = dyn_cast<FunctionDecl>(Ref->getDecl()))
        return functionValue(Function);
    E = operandCarrying(E);
  }
  return Value();
}

const Place *placeOf(Point &P, const Expr *E) {
  while (E) {
    if (auto At = P.F.Places.find(E); At != P.F.Places.end())
      return &At->second;
    const auto *Cast = dyn_cast<CastExpr>(E);
    if (Cast && Cast->getCastKind() == CK_LValueToRValue)
      return nullptr;
    E = operandCarrying(E);
  }
  return nullptr;
}

Place placeOfVariable(Point &P, const ValueDecl *Decl) {
  // A pointer's target is not the pointer.
  const Place *Alias =
      Decl->getType()->isPointerType() ? nullptr : P.Env.aliasOf(Decl);
  if (Alias &&
      (Decl->getType()->isReferenceType() || !isIterator(Decl->getType())))
    return *Alias;
  Place Own;
  Own.Variable = cast<ValueDecl>(Decl->getCanonicalDecl());
  Own.Root = Own.Variable;
  return Own;
}

static bool isGlobal(const ValueDecl *Decl) {
  const auto *Variable = dyn_cast_or_null<VarDecl>(Decl);
  return Variable && !Variable->hasLocalStorage();
}

Value readField(Point &P, const Value &Object, const FieldDecl *Field) {
  const ObjectValue *Known = Object.asObject();
  const Value *Held = Known ? Known->field(Field) : nullptr;
  if (Held && !Held->isUnknown())
    return *Held;
  if (const EffectiveAnnotation *Says = P.S.Contracts.annotationOf(Field))
    return promisedByField(P, *Says, Field, Object);
  if (!Known || !Known->Epoch || Held)
    return carriedBy(P, Field->getType(), Field->getSourceRange());
  return unknownOf(P, Field->getType(), P.F.partOf(Known->Epoch, Field),
                   Field->getName(), Field->getSourceRange());
}

static Value readGlobal(Point &P, const VarDecl *Variable) {
  if (Value Constant = constantOf(P, Variable); !Constant.isUnknown())
    return Constant;
  if (auto Known = P.S.Models->constantValue(Variable, P.S.Sizes))
    return *Known;
  if (const EffectiveAnnotation *Says = P.S.Contracts.annotationOf(Variable))
    return promisedByVariable(P, *Says, Variable);
  if (Variable->getType().isConstQualified())
    return unknownOf(P, Variable->getType(), Variable, Variable->getName(),
                     Variable->getSourceRange());
  return carriedBy(P, Variable->getType(), Variable->getSourceRange());
}

static Value readRoot(Point &P, PlaceRoot Root, const ValueDecl *Decl,
                      QualType Type) {
  if (const Value *Known = P.Env.find(Root))
    return *Known;
  if (isGlobal(Decl))
    return readGlobal(P, cast<VarDecl>(Decl));
  if (Decl)
    if (Value Constant = constantOf(P, Decl); !Constant.isUnknown())
      return Constant;
  return Type.isNull() ? Value() : carriedBy(P, Type, SourceRange());
}

Value read(Point &P, const Place &From, QualType Type) {
  const ValueDecl *Decl = From.Variable;
  QualType RootType = From.Path.empty() ? Type
                      : Decl            ? Decl->getType()
                                        : QualType();
  Value Held = readRoot(P, From.Root, Decl, RootType);
  for (const FieldDecl *Field : From.Path)
    Held = readField(P, Held, Field);
  return Held;
}

static Value withField(Point &P, const Value &Object,
                       llvm::ArrayRef<const FieldDecl *> Path, Value New) {
  if (Path.empty())
    return New;
  ObjectValue Changed;
  if (const ObjectValue *Known = Object.asObject())
    Changed = *Known;
  Value Below = Path.size() > 1 ? readField(P, Object, Path.front()) : Value();
  Changed.setField(Path.front(),
                   withField(P, Below, Path.drop_front(), std::move(New)));
  return Value::object(std::move(Changed));
}

void write(Point &P, const Place &To, Value New) {
  const ValueDecl *Decl = To.Variable;
  if (isGlobal(Decl))
    return;
  if (Decl)
    P.S.Variables[To.Root] = Decl;
  Value Object =
      To.Path.empty()
          ? Value()
          : readRoot(P, To.Root, Decl, Decl ? Decl->getType() : QualType());
  P.Env.set(To.Root, withField(P, Object, To.Path, std::move(New)));
}

/// The object after it changed in ways nobody knows: the same names with new
/// lengths, and no fields.
static Value renewed(Point &P, const ObjectValue &Old, const void *Epoch,
                     bool KeepNames) {
  ObjectValue New;
  New.Epoch = Epoch;
  if (KeepNames) {
    New.Names = Old.Names;
    New.Rows = Old.Rows;
    return Value::object(std::move(New));
  }
  for (const auto &[Name, Length] : Old.Names)
    New.setName(Name, P.F.symbol(P.S.Sizes, Epoch, P.S.Sizes.print(Length),
                                 SymbolNature::Flexible, 1, Origin()));
  return Value::object(std::move(New));
}

void forget(Point &P, const Place &What, const Stmt *Why, bool KeepNames) {
  const ValueDecl *Decl = What.Variable;
  if (isGlobal(Decl))
    return;
  Value Held = What.Path.empty() && !P.Env.find(What.Root)
                   ? Value()
                   : read(P, What, QualType());
  const ObjectValue *Object = Held.asObject();
  const void *Last = What.Path.empty()
                         ? What.Root
                         : static_cast<const void *>(What.Path.back());
  write(P, What,
        Object ? renewed(P, *Object, P.F.partOf(Why, Last), KeepNames)
               : Value());
}

/// The object without the fields that may be handles to \p Old; none if
/// there are none.
static std::optional<Value> withoutHandles(const Value &Held,
                                           const Value &Old) {
  const ObjectValue *Object = Held.asObject();
  if (!Object)
    return std::nullopt;
  ObjectValue Changed = *Object;
  bool Found = false;
  for (auto &[Field, Inner] : Changed.Fields) {
    std::optional<Value> Below = withoutHandles(Inner, Old);
    if (Inner == Old)
      Below = Value();
    if (Below)
      Inner = std::move(*Below);
    Found |= Below.has_value();
  }
  if (!Found)
    return std::nullopt;
  return Value::object(std::move(Changed));
}

/// The variable that a root is; null if it is something else.
static const ValueDecl *variableAt(Point &P, PlaceRoot Root) {
  for (const ParmVarDecl *Param : P.F.Function->parameters())
    if (Param == Root)
      return Param;
  return P.S.Variables.lookup(Root);
}

/// An object that was made here, which no reference parameter is.
static bool isMadeHere(const ValueDecl *Variable) {
  const auto *Local = dyn_cast_or_null<VarDecl>(Variable);
  return Local && Local->hasLocalStorage() &&
         !Local->getType()->isReferenceType();
}

void forgetHandles(Point &P, const ChangedArray &Changed, const Place &Except) {
  const Value &Old = Changed.Old;
  auto IsAnother = [&](PlaceRoot Root) {
    const ValueDecl *Variable = Changed.IsOwned ? variableAt(P, Root) : nullptr;
    if (!Variable)
      return false;
    QualType Type = Variable->getType();
    if (isa<ParmVarDecl>(Variable) && isMadeHere(Except.Variable))
      Type = Type.getNonReferenceType();
    return P.S.Models->ownsArray(Type);
  };
  if (!llvm::is_contained(P.F.ChangedInPlace, Changed))
    P.F.ChangedInPlace.push_back(Changed);
  llvm::SmallVector<std::pair<PlaceRoot, Value>, 4> Handles;
  P.Env.eachRoot([&](PlaceRoot Root, const Value &Held) {
    if (Except.Path.empty() && Except.Root == Root)
      return;
    std::optional<Value> Below = withoutHandles(Held, Old);
    if (Below || (Held == Old && !IsAnother(Root)))
      Handles.emplace_back(Root, Below.value_or(Value()));
  });
  for (auto &[Root, Left] : Handles)
    P.Env.set(Root, std::move(Left));
}

Value carriedBy(Point &P, QualType Type, SourceRange Where) {
  Type = Type.getNonReferenceType();
  if (Type.isNull() || Type->isDependentType() ||
      (!Type->isRecordType() && !P.S.Models->isHandle(Type)))
    return Value();
  OperationContext Context = P.operationContext(Where);
  Context.From.From = Origin::Source::Declaration;
  return P.S.Models->carried(Type, Context).value_or(Value());
}

/// The sizes that the type leaves open, each a number that run time gives.
static Value withOpenSizes(Point &P, const Value &Carried, QualType Type,
                           const void *Key, llvm::StringRef Name,
                           SourceRange Where) {
  const ArrayValue *Array = Carried.asArray();
  llvm::ArrayRef<std::string> Calls = P.S.Models->sizeCalls(Type);
  if (!Array || Name.empty() || Array->Axes.rank() != Calls.size())
    return Carried;
  llvm::SmallVector<Dim, 4> Dims;
  for (const auto &[Known, Call] : llvm::zip(Array->Axes.prefix(), Calls)) {
    Dims.push_back(Known);
    if (Known.isKnown())
      continue;
    Origin From = P.origin(Origin::Source::Declaration, Where);
    Dims.back() = {P.F.symbol(P.S.Sizes, Key, (Name + "." + Call).str(),
                              SymbolNature::Flexible, 0, From),
                   From};
  }
  ArrayValue Sized = *Array;
  Sized.Axes = Shape::ofDims(Dims);
  return Value::array(std::move(Sized));
}

Value unknownOf(Point &P, QualType Type, const void *Key, llvm::StringRef Name,
                SourceRange Where) {
  Type = Type.getNonReferenceType();
  if (isSizeInteger(Type))
    return Value::integer(
        P.F.symbol(P.S.Sizes, Key, Name, SymbolNature::Flexible, std::nullopt,
                   P.origin(Origin::Source::Declaration, Where)));
  if (Value Carried = carriedBy(P, Type, Where); !Carried.isUnknown())
    return withOpenSizes(P, Carried, Type, Key, Name, Where);
  // Others may write to an object that somebody owns.
  const CXXRecordDecl *Class =
      ownedClass(Type) ? nullptr : Type->getAsCXXRecordDecl();
  if (Class && P.S.isInteresting(Type) && !P.S.Models->isRecordType(Type))
    return freshObject(P, Class, Key, Name, SymbolNature::Flexible);
  return Value();
}

Value freshObject(Point &P, const CXXRecordDecl *Class, const void *Key,
                  llvm::StringRef Name, SymbolNature Nature) {
  ObjectValue Object;
  Object.Epoch = Key;
  std::string Prefix = Name.empty() ? "" : Name.str() + ".";
  const ClassNames &Known = P.S.Contracts.namesOf(Class);
  auto OriginOf = [&](const ValueDecl *Field) {
    return P.origin(Origin::Source::Annotation, Field->getSourceRange());
  };
  for (const auto &Entry : Known.Single)
    Object.setName(Entry.getKey(),
                   P.F.symbol(P.S.Sizes, Key, Prefix + Entry.getKey().str(),
                              Nature, 1, OriginOf(Entry.getValue())));
  for (const auto &Entry : Known.Variadic) {
    Origin From = OriginOf(Entry.getValue());
    Row Middle{
        P.F.row(P.S.Sizes, Key, Prefix + Entry.getKey().str(), Nature, From),
        From};
    Object.setRow(Entry.getKey(), Shape::around({}, Middle, {}));
  }
  addEstablishedFields(P, Class, Key, Prefix, Object);
  return Value::object(std::move(Object));
}

Bindings namesOf(const Value &Object) {
  Bindings Names;
  const ObjectValue *Known = Object.asObject();
  if (!Known)
    return Names;
  for (const auto &[Name, Length] : Known->Names) {
    Dim D;
    D.Length = Length;
    Names.Single[Name] = NameBinding::definite(D, AxisSite());
  }
  for (const auto &[Name, Axes] : Known->Rows)
    Names.Variadic[Name].Axes = Axes;
  return Names;
}

std::string textOf(Point &P, const Expr *E) {
  if (auto At = P.S.TextOfMadeUp.find(E); At != P.S.TextOfMadeUp.end())
    return At->second;
  const SourceManager &Sources = P.S.Context.getSourceManager();
  CharSourceRange Range = Lexer::makeFileCharRange(
      CharSourceRange::getTokenRange(E->getSourceRange()), Sources,
      P.S.Context.getLangOpts());
  llvm::StringRef Source =
      Lexer::getSourceText(Range, Sources, P.S.Context.getLangOpts());
  std::string Text;
  for (char C : Source.take_front(160))
    if (!llvm::isSpace(C))
      Text += C;
    else if (!Text.empty() && Text.back() != ' ')
      Text += ' ';
  if (Text.size() > 40)
    Text = Text.substr(0, 37) + "...";
  return Text;
}

} // namespace shapetidy

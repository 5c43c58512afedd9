//===-- ContractBuilder.cpp - Merging what annotations promise ------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/ContractBuilder.h"
#include "annotations/syntax/Nesting.h"
#include "checks/engine/ContractAgreement.h"
#include "checks/engine/OpaqueBlocks.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using llvm::StringRef;

namespace shapetidy {

void forEachAxis(const TypeSyntax &Type,
                 llvm::function_ref<void(const Axis &)> Visit) {
  // The names of a callable are its own.
  if (Type.What == TypeSyntax::Kind::Callable)
    return;
  for (const Axis &A : Type.Shape.Axes)
    Visit(A);
  for (const TypePtr &Item : Type.Items)
    forEachAxis(*Item, Visit);
}

EffectiveAnnotation *ContractBuilder::make() {
  Annotations.emplace_back();
  return &Annotations.back();
}

/// The type that says nothing.
static TypePtr anyType() {
  auto Any = std::make_shared<TypeSyntax>();
  Any->What = TypeSyntax::Kind::Any;
  return Any;
}

/// What a single use means; one with errors says nothing.
static TypePtr typeOf(const AnnotationUse &Use) {
  return Use.Parsed.ok() ? Use.Parsed.Root : anyType();
}

void ContractBuilder::addNestingProblem(const AnnotationUse &Outer,
                                        const AnnotationUse &Inner,
                                        const Problem &What) {
  auto Same = [&](const NestingProblem &P) {
    return P.Outer->Literal == Outer.Literal &&
           P.Inner->Literal == Inner.Literal;
  };
  // A malformed annotation has its own problem already.
  if (Outer.Parsed.ok() && Inner.Parsed.ok() && llvm::none_of(Problems, Same))
    Problems.push_back({&Outer, &Inner, What});
}

const EffectiveAnnotation *ContractBuilder::effective(const AnnotationUse *Own,
                                                      QualType Type) {
  UseList Uses = Reader.usesInType(Type, Context);
  if (Own)
    Uses.insert(Uses.begin(), Own);
  if (Uses.empty())
    return nullptr;
  EffectiveAnnotation *E = make();
  E->Type = typeOf(*Uses.back());
  E->AxisUse.assign(E->Type->Shape.Axes.size(), Uses.size() - 1);
  for (unsigned I = Uses.size() - 1; I-- > 0;) {
    NestResult Nested = nest(typeOf(*Uses[I]), E->Type);
    if (Nested.Error || !Nested.Type) {
      if (Nested.Error)
        addNestingProblem(*Uses[I], *Uses[I + 1], *Nested.Error);
      Nested = {anyType(), 0, std::nullopt};
    }
    E->Type = Nested.Type;
    E->AxisUse.insert(E->AxisUse.begin(), Nested.OuterAxes, I);
  }
  bool IsArray = E->Type->What == TypeSyntax::Kind::Array;
  E->AxisUse.resize(IsArray ? E->Type->Shape.Axes.size() : 0);
  E->Uses = std::move(Uses);
  return E;
}

/// The template's own declaration that an instantiated function comes from.
static const FunctionDecl *patternOf(const FunctionDecl &Function) {
  if (Function.getTemplateSpecializationKind() == TSK_ExplicitSpecialization)
    return nullptr;
  return Function.getTemplateInstantiationPattern(/*ForDefinition=*/false);
}

/// The declarations of an entity in the order of the source.
template <typename DeclT>
static llvm::SmallVector<const DeclT *, 4> declarationsOf(const DeclT &Entity) {
  llvm::SmallVector<const DeclT *, 4> Found;
  for (const auto *Redecl : Entity.getCanonicalDecl()->redecls())
    Found.push_back(cast<DeclT>(Redecl));
  // The chain runs from the first to the last and then backwards.
  if (Found.size() > 1)
    std::reverse(Found.begin() + 1, Found.end());
  return Found;
}

bool StatementRow::hasAttribute() const {
  return llvm::any_of(Slots, [](const Statement &S) { return S.HasAttribute; });
}

/// \p TypedBy is the declaration whose types may have aliases.
StatementRow ContractBuilder::rowOf(const FunctionDecl &Redecl,
                                    const FunctionDecl &TypedBy) {
  StatementRow Row;
  Row.Declaration = &Redecl;
  auto Add = [&](const NamedDecl &On, QualType Type) {
    UseList Own = Reader.usesOn(On);
    const AnnotationUse *First = Own.empty() ? nullptr : Own.front();
    Row.Slots.push_back({effective(First, Type), First != nullptr, &On});
  };
  for (unsigned I = 0; I != Redecl.getNumParams(); ++I)
    Add(*Redecl.getParamDecl(I), TypedBy.getParamDecl(I)->getType());
  Add(Redecl, TypedBy.getDeclaredReturnType());
  return Row;
}

/// The template behind an explicit specialisation; null for other functions.
static const FunctionDecl *specializedFrom(const FunctionDecl &Function) {
  if (Function.getTemplateSpecializationKind() != TSK_ExplicitSpecialization)
    return nullptr;
  if (const FunctionTemplateDecl *Template = Function.getPrimaryTemplate())
    return Template->getTemplatedDecl();
  return Function.getInstantiatedFromMemberFunction();
}

/// The compiler makes a declaration of an explicit specialisation before it
/// meets the written one. Nobody wrote its attributes: they are those of the
/// template, literals included.
static bool isCopyOf(const StatementRow &Copy, const StatementRow &Template) {
  unsigned Slots = std::min(Copy.Slots.size(), Template.Slots.size());
  for (unsigned I = 0; I != Slots; ++I) {
    const Statement &A = Copy.Slots[I], &B = Template.Slots[I];
    if (A.HasAttribute && B.HasAttribute &&
        A.Says->Uses.front()->Literal == B.Says->Uses.front()->Literal)
      return true;
  }
  return false;
}

std::vector<StatementRow>
ContractBuilder::rowsOf(const FunctionDecl &Function) {
  std::vector<StatementRow> Rows;
  unsigned Params = Function.getNumParams();
  for (const FunctionDecl *Redecl : declarationsOf(Function))
    if (Redecl->getNumParams() == Params)
      Rows.push_back(rowOf(*Redecl, *Redecl));
  if (const FunctionDecl *Template = specializedFrom(Function))
    for (const FunctionDecl *Redecl : declarationsOf(*Template))
      llvm::erase_if(Rows, [Copied = rowOf(*Redecl, *Redecl)](auto &Row) {
        return isCopyOf(Row, Copied);
      });
  const FunctionDecl *Pattern = patternOf(Function);
  if (!Pattern || Pattern->getCanonicalDecl() == Function.getCanonicalDecl())
    return Rows;
  // Instantiations copy attributes of some declaration of the template; what
  // only the others say is read there. A pack shifts the parameters behind it.
  for (const FunctionDecl *Redecl : declarationsOf(*Pattern))
    if (Redecl->getNumParams() == Params)
      Rows.push_back(rowOf(*Redecl, Function));
  return Rows;
}

/// The class whose axis names a function's annotations may mean.
static const CXXRecordDecl *objectClass(const FunctionDecl &Function) {
  const FunctionDecl *F = &Function;
  while (const auto *Method = dyn_cast<CXXMethodDecl>(F)) {
    if (!Method->getParent()->isLambda())
      return Method->isStatic() ? nullptr : Method->getParent();
    F = dyn_cast_or_null<FunctionDecl>(Method->getParent()->getDeclContext());
    if (!F)
      return nullptr;
  }
  return nullptr;
}

void ContractBuilder::inherit(Contract &C, const CXXMethodDecl &Method) {
  for (const CXXMethodDecl *Base : Method.overridden_methods()) {
    const Contract *From = contractOf(*Base);
    if (!From || From->Params.size() != C.Params.size())
      continue;
    for (unsigned I = 0; I != C.Params.size(); ++I)
      if (From->Params[I])
        C.Params[I] = From->Params[I];
    if (From->Result)
      C.Result = From->Result;
    C.ClassScope = From->ClassScope;
    return;
  }
}

/// Takes from \p Row what \p C does not say yet. A row that names the axes of
/// a slot differently is no source for other slots: its names mean something
/// else there.
static void mergeRow(Contract &C, const StatementRow &Row) {
  Renaming Names;
  auto Renamed = [&](const EffectiveAnnotation *Known, const Statement &S) {
    return Known && S.Says &&
           (compareTypes(*Known->Type, *S.Says->Type, Names) !=
                Likeness::Same ||
            !Names.isIdentity());
  };
  for (unsigned I = 0; I != C.Params.size(); ++I)
    if (Renamed(C.Params[I], Row.Slots[I]))
      return;
  if (Renamed(C.Result, Row.result()))
    return;
  for (unsigned I = 0; I != C.Params.size(); ++I)
    if (!C.Params[I])
      C.Params[I] = Row.Slots[I].Says;
  if (!C.Result)
    C.Result = Row.result().Says;
}

/// The parameter of that name in whichever declaration carries the string.
static std::optional<unsigned> parameterIndexOf(const FunctionDecl &Function,
                                                StringRef Name) {
  for (const FunctionDecl *Redecl : Function.redecls())
    for (const ParmVarDecl *Param : Redecl->parameters())
      if (Param->getName() == Name)
        return Param->getFunctionScopeIndex();
  return std::nullopt;
}

void ContractBuilder::addOutputs(Contract &C, const FunctionDecl &Function) {
  const AnnotateAttr *Mark = opaqueAttribute(Function);
  if (!Mark)
    return;
  C.IsOpaque = true;
  C.Outputs.resize(C.Params.size());
  const StringLiteral *Text = written(*Mark).Literal;
  if (!Text)
    return;
  for (const DeclaredOutput &Item : Outputs.read(*Text, Function).Items) {
    std::optional<unsigned> Index = parameterIndexOf(Function, Item.Name);
    if (Index && *Index < C.Outputs.size())
      C.Outputs[*Index] = &Item.Says;
    else if (Item.Name == "return" && !C.Result)
      C.Result = &Item.Says;
  }
}

std::unique_ptr<Contract> ContractBuilder::build(const FunctionDecl &Function) {
  auto C = std::make_unique<Contract>();
  C->Function = &Function;
  C->Params.resize(Function.getNumParams());
  std::vector<StatementRow> Rows = rowsOf(Function);
  bool HasAttribute = false;
  // An attribute says more than an alias that another declaration spells.
  for (bool Wanted : {true, false})
    for (const StatementRow &Row : Rows)
      if (Row.hasAttribute() == Wanted) {
        mergeRow(*C, Row);
        HasAttribute |= Wanted;
      }
  addOutputs(*C, Function);
  const CXXRecordDecl *Class = C->empty() ? nullptr : objectClass(Function);
  if (Class && !namesOf(Class).empty())
    C->ClassScope = Class;
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  if (Method && !HasAttribute && !C->IsOpaque)
    inherit(*C, *Method);
  return C->empty() ? nullptr : std::move(C);
}

const Contract *ContractBuilder::contractOf(const FunctionDecl &Function) {
  if (Function.isInvalidDecl())
    return nullptr;
  const FunctionDecl *Key = Function.getCanonicalDecl();
  auto [It, New] = Contracts.try_emplace(Key);
  if (!New)
    return It->second.get();
  // Built before it is stored: building looks at overridden methods and may
  // grow the map.
  std::unique_ptr<Contract> Built = build(*Key);
  std::unique_ptr<Contract> &Slot = Contracts[Key];
  Slot = std::move(Built);
  return Slot.get();
}

llvm::SmallVector<Statement, 2>
ContractBuilder::statementsOn(const ValueDecl &Value) {
  llvm::SmallVector<Statement, 2> Found;
  auto Add = [&](const ValueDecl &On, QualType Type) {
    UseList Own = Reader.usesOn(On);
    if (auto *E = effective(Own.empty() ? nullptr : Own.front(), Type))
      Found.push_back({E, !Own.empty(), &On});
  };
  const auto *Var = dyn_cast<VarDecl>(&Value);
  if (!Var) {
    Add(Value, Value.getType());
    return Found;
  }
  for (const VarDecl *Redecl : declarationsOf(*Var))
    Add(*Redecl, Redecl->getType());
  const VarDecl *Pattern = Var->getTemplateInstantiationPattern();
  bool Said = llvm::any_of(Found, [](auto &S) { return S.HasAttribute; });
  if (Said || !Pattern ||
      Pattern->getCanonicalDecl() == Var->getCanonicalDecl())
    return Found;
  for (const VarDecl *Redecl : declarationsOf(*Pattern))
    if (!Reader.usesOn(*Redecl).empty())
      Add(*Redecl, Var->getType());
  return Found;
}

/// `[[shape("tuple[A, B]")]] auto [a, b]` annotates a with A and b with B.
const EffectiveAnnotation *
ContractBuilder::elementOf(const BindingDecl &Binding) {
  const auto *Whole =
      dyn_cast_or_null<DecompositionDecl>(Binding.getDecomposedDecl());
  const EffectiveAnnotation *All = Whole ? annotationOf(*Whole) : nullptr;
  if (!All || All->Type->What != TypeSyntax::Kind::Tuple ||
      All->Type->Items.size() != Whole->bindings().size())
    return nullptr;
  auto At = llvm::find(Whole->bindings(), &Binding);
  if (At == Whole->bindings().end())
    return nullptr;
  EffectiveAnnotation *E = make();
  E->Type = All->Type->Items[At - Whole->bindings().begin()];
  E->Uses = All->Uses;
  return E;
}

const EffectiveAnnotation *
ContractBuilder::valueAnnotation(const ValueDecl &Decl) {
  llvm::SmallVector<Statement, 2> All = statementsOn(Decl);
  for (const Statement &S : All)
    if (S.HasAttribute)
      return S.Says;
  if (!All.empty())
    return All.front().Says;
  const auto *Binding = dyn_cast<BindingDecl>(&Decl);
  return Binding ? elementOf(*Binding) : nullptr;
}

const EffectiveAnnotation *
ContractBuilder::annotationOf(const ValueDecl &Decl) {
  if (Decl.isInvalidDecl() || Decl.getType().isNull())
    return nullptr;
  if (const auto *Param = dyn_cast<ParmVarDecl>(&Decl)) {
    const auto *Function = dyn_cast<FunctionDecl>(Param->getDeclContext());
    unsigned Index = Param->getFunctionScopeIndex();
    if (Function && Index < Function->getNumParams() &&
        Function->getParamDecl(Index) == Param) {
      const Contract *C = contractOf(*Function);
      return C && Index < C->Params.size() ? C->Params[Index] : nullptr;
    }
  }
  auto [It, New] = Values.try_emplace(&Decl, nullptr);
  if (!New)
    return It->second;
  const EffectiveAnnotation *E = valueAnnotation(Decl);
  return Values[&Decl] = E;
}

void ContractBuilder::addNames(ClassNames &Names, const CXXRecordDecl &Class) {
  if (!Class.hasDefinition())
    return;
  const CXXRecordDecl &Definition = *Class.getDefinition();
  for (const CXXBaseSpecifier &Base : Definition.bases())
    if (const CXXRecordDecl *B = Base.getType()->getAsCXXRecordDecl()) {
      for (const auto &Entry : namesOf(B).Single)
        Names.Single.insert({Entry.getKey(), Entry.getValue()});
      for (const auto &Entry : namesOf(B).Variadic)
        Names.Variadic.insert({Entry.getKey(), Entry.getValue()});
    }
  for (const Decl *Member : Definition.decls()) {
    if (!isa<FieldDecl, VarDecl>(Member))
      continue;
    const auto &Value = cast<ValueDecl>(*Member);
    const EffectiveAnnotation *E = annotationOf(Value);
    if (!E)
      continue;
    forEachAxis(*E->Type, [&](const Axis &A) {
      if (A.TreePath)
        return;
      if (A.Kind == AxisKind::Named)
        Names.Single.insert({A.Name, &Value});
      if (A.Kind == AxisKind::NamedVariadic)
        Names.Variadic.insert({A.Name, &Value});
    });
  }
}

const ClassNames &ContractBuilder::namesOf(const CXXRecordDecl *Class) {
  const CXXRecordDecl *Key = Class ? Class->getCanonicalDecl() : nullptr;
  std::unique_ptr<ClassNames> &Known = Classes[Key];
  if (Known)
    return *Known;
  // Stored before it is filled: bases grow the map, and broken code may derive
  // a class from itself.
  Known = std::make_unique<ClassNames>();
  ClassNames &Names = *Known;
  if (Key && !Key->isInvalidDecl())
    addNames(Names, *Key);
  return Names;
}

} // namespace shapetidy

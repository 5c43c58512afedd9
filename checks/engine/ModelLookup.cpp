//===-- ModelLookup.cpp - From declarations to rows -------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/ModelLookup.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy {

/// Namespaces that qualified names leave out.
static bool isTransparent(const clang::DeclContext *Context) {
  if (llvm::isa<clang::LinkageSpecDecl, clang::ExportDecl, clang::EnumDecl>(
          Context))
    return true;
  const auto *Space = llvm::dyn_cast<clang::NamespaceDecl>(Context);
  return Space && (Space->isInline() || Space->isAnonymousNamespace());
}

/// `c10::ScalarType::Float` is written with the scope of a scoped enumeration.
static bool isNamedScope(const clang::DeclContext *Context) {
  const auto *Enum = llvm::dyn_cast<clang::EnumDecl>(Context);
  return (Enum && Enum->isScoped()) || !isTransparent(Context);
}

bool isNamed(const clang::NamedDecl *D, llvm::StringRef Qualified) {
  // The last component is what the caller found the name by.
  llvm::StringRef Scopes = Qualified.rsplit("::").first;
  if (Scopes.size() == Qualified.size())
    Scopes = "";
  const clang::DeclContext *Context = D->getDeclContext();
  for (;; Context = Context->getParent()) {
    if (Context->isTranslationUnit())
      return Scopes.empty();
    if (!isNamedScope(Context))
      continue;
    const auto *Scope = llvm::dyn_cast<clang::NamedDecl>(Context);
    if (!Scope || !Scope->getIdentifier())
      return false;
    llvm::StringRef Last = Scopes.rsplit("::").second;
    if (Last.empty())
      Last = Scopes;
    if (Last.empty() || Scope->getName() != Last)
      return false;
    Scopes =
        Scopes.size() == Last.size() ? "" : Scopes.drop_back(Last.size() + 2);
  }
}

/// The last component of a function's name, as rows write it.
static std::string lastName(const clang::FunctionDecl *Callee) {
  clang::DeclarationName Name = Callee->getDeclName();
  if (const auto *Constructor =
          llvm::dyn_cast<clang::CXXConstructorDecl>(Callee))
    return Constructor->getParent()->getName().str();
  if (const clang::IdentifierInfo *Identifier = Name.getAsIdentifierInfo())
    return Identifier->getName().str();
  if (Name.getNameKind() == clang::DeclarationName::CXXConversionFunctionName) {
    const clang::TagDecl *To = Name.getCXXNameType()->getAsTagDecl();
    return To && To->getIdentifier() ? "operator " + To->getName().str() : "";
  }
  if (Name.getNameKind() == clang::DeclarationName::CXXOperatorName)
    return std::string("operator") +
           clang::getOperatorSpelling(Name.getCXXOverloadedOperator());
  return "";
}

static bool typeFits(const ModelLibrary &Library, llvm::StringRef Want,
                     clang::QualType Type) {
  if (Want == "_")
    return true;
  Type = Type.getNonReferenceType().getCanonicalType().getUnqualifiedType();
  if (Want == "array" || Want == "scalar")
    return Library.isArrayType(Type) == (Want == "array");
  if (Want == "integer")
    return Type->isIntegerType() && !Type->isBooleanType() &&
           !Type->isEnumeralType();
  if (const clang::TagDecl *Tag = Type->getAsTagDecl())
    return Tag->getIdentifier() && Tag->getName() == Want;
  return Type.getAsString() == Want;
}

/// `...` at the end stands for any more parameters.
static bool countFits(llvm::ArrayRef<std::string> Types, unsigned Count) {
  if (!Types.empty() && Types.back() == "...")
    return Count + 1 >= Types.size();
  return Types.empty() || Types.size() == Count;
}

/// `Linear(3, 4)` calls a constructor that Linear inherits.
static const clang::CXXConstructorDecl *
writtenConstructor(const clang::CXXConstructorDecl *Constructor) {
  while (const clang::CXXConstructorDecl *Inherited =
             Constructor->getInheritedConstructor().getConstructor())
    Constructor = Inherited;
  return Constructor;
}

/// What \p Known says of a declaration, or else \p Find, from now on.
template <typename KeyT, typename AnswerT, typename FindT>
static AnswerT answerOnce(llvm::DenseMap<KeyT, AnswerT> &Known, KeyT Of,
                          FindT Find) {
  if (auto At = Known.find(Of); At != Known.end())
    return At->second;
  AnswerT Found = Find();
  Known[Of] = Found;
  return Found;
}

const ModelRow *ModelLibrary::find(const clang::FunctionDecl *Callee) const {
  return Remembered ? answerOnce(Remembered->Rows, Callee,
                                 [&] { return lookUp(Callee); })
                    : lookUp(Callee);
}

const ModelRow *ModelLibrary::lookUp(const clang::FunctionDecl *Callee) const {
  if (const auto *Made = llvm::dyn_cast<clang::CXXConstructorDecl>(Callee))
    Callee = writtenConstructor(Made);
  const ModelRow *Found = nullptr;
  unsigned Count = Callee->getNumParams();
  State->RowsByName.visit(lastName(Callee), [&](const auto &Entry) {
    const ModelRow &Row = *Entry.Item;
    if (Count < Row.MinArity || Count > Row.MaxArity ||
        !countFits(Row.Types, Count) || !isNamed(Callee, Entry.Qualified))
      return false;
    for (unsigned I = 0; I < Row.Types.size() && Row.Types[I] != "..."; ++I)
      if (!typeFits(*this, Row.Types[I], Callee->getParamDecl(I)->getType()))
        return false;
    if (!Row.Returns.empty() &&
        !typeFits(*this, Row.Returns, Callee->getReturnType()))
      return false;
    Found = &Row;
    return true;
  });
  return Found ? Found : findByClass(Callee);
}

const ModelRow *ModelLibrary::findMember(const clang::ValueDecl *Member) const {
  const ModelRow *Found = nullptr;
  if (Member->getIdentifier())
    State->RowsByName.visit(Member->getName(), [&](const auto &Entry) {
      if (isNamed(Member, Entry.Qualified))
        Found = Entry.Item;
      return Found != nullptr;
    });
  return Found;
}

bool ModelLibrary::holdsLibraryModule(const clang::CXXRecordDecl *Class) const {
  const clang::CXXRecordDecl *Held = heldClass(Class);
  return Held && isLibraryCode(Held);
}

const ModelRow *
ModelLibrary::findByClass(const clang::FunctionDecl *Callee) const {
  const auto *Method = llvm::dyn_cast<clang::CXXMethodDecl>(Callee);
  if (!Method || Method->isStatic())
    return nullptr;
  const clang::CXXRecordDecl *Class = Method->getParent();
  if (!isLibraryCode(Class))
    return nullptr;
  const ModelClass *Model = ModelLookup(*this).classOf(Class);
  if (!Model)
    return nullptr;
  bool Makes = llvm::isa<clang::CXXConstructorDecl>(Method);
  if (Model->Holds == ModelClass::Kind::Module)
    return Makes && holdsLibraryModule(Class) ? &State->MakeModule : nullptr;
  if (Model->Holds != ModelClass::Kind::Options)
    return nullptr;
  if (Makes)
    return &State->MakeOptions;
  if (!Method->getIdentifier() || Method->getNumParams() > 1)
    return nullptr;
  return Method->getNumParams() ? &State->SetOption : &State->GetOption;
}

std::optional<Value>
ModelLibrary::constantValue(const clang::ValueDecl *Constant,
                            SizeContext &Sizes) const {
  if (!Constant->getIdentifier())
    return std::nullopt;
  std::optional<Value> Found;
  State->ConstantsByName.visit(Constant->getName(), [&](const auto &Entry) {
    if (!isNamed(Constant, Entry.Qualified))
      return false;
    const DTypeSet *Types = std::get_if<DTypeSet>(&Entry.Item);
    Found = Types
                ? Value::dtype(*Types)
                : Value::integer(Sizes.constant(std::get<int64_t>(Entry.Item)));
    return true;
  });
  return Found;
}

/// No class hierarchy of a library is deeper; a broken one may be cyclic.
static constexpr unsigned MaxBaseDepth = 24;

template <typename VisitT>
static bool visitBases(const clang::CXXRecordDecl *Class, VisitT Visit,
                       unsigned Depth = 0) {
  if (!Class || Depth > MaxBaseDepth)
    return false;
  const clang::CXXRecordDecl *Definition = Class->getDefinition();
  if (Visit(Definition ? Definition : Class))
    return true;
  if (!Definition)
    return false;
  for (const clang::CXXBaseSpecifier &Base : Definition->bases())
    if (visitBases(Base.getType()->getAsCXXRecordDecl(), Visit, Depth + 1))
      return true;
  return false;
}

/// A member of the class or of a base by name, of one declaration kind.
template <typename DeclT>
static const DeclT *findMember(const clang::CXXRecordDecl *Class,
                               llvm::StringRef Name) {
  const DeclT *Found = nullptr;
  visitBases(Class, [&](const clang::CXXRecordDecl *Record) {
    const clang::IdentifierInfo &Identifier =
        Record->getASTContext().Idents.get(Name);
    for (const clang::NamedDecl *Member : Record->lookup(&Identifier))
      if ((Found = llvm::dyn_cast<DeclT>(Member)))
        return true;
    return false;
  });
  return Found;
}

const clang::CXXRecordDecl *heldClass(const clang::CXXRecordDecl *Holder) {
  const clang::CXXRecordDecl *Held = nullptr;
  visitBases(Holder, [&](const clang::CXXRecordDecl *Record) {
    const auto *Special =
        llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(Record);
    if (!Special || Special->getTemplateArgs().size() != 1 ||
        Special->getTemplateArgs()[0].getKind() !=
            clang::TemplateArgument::Type)
      return false;
    Held = Special->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl();
    Held = Held ? Held->getDefinition() : nullptr;
    return Held != nullptr;
  });
  return Held;
}

const clang::CXXRecordDecl *optionsClass(const clang::CXXRecordDecl *Module) {
  const auto *Field = findMember<clang::FieldDecl>(Module, "options");
  const clang::CXXRecordDecl *Class =
      Field ? Field->getType()->getAsCXXRecordDecl() : nullptr;
  return Class ? Class->getDefinition() : nullptr;
}

const ModelClass *
ModelLookup::classOf(const clang::CXXRecordDecl *Class) const {
  return Remembered && Class ? answerOnce(Remembered->Classes, Class,
                                          [&] { return lookUp(Class); })
                             : lookUp(Class);
}

const ModelClass *ModelLookup::lookUp(const clang::CXXRecordDecl *Class) const {
  const ModelClass *Found = nullptr;
  visitBases(Class, [&](const clang::CXXRecordDecl *Record) {
    if (!Record->getIdentifier())
      return false;
    return State.ClassesByName.visit(Record->getName(), [&](const auto &Entry) {
      if (!isNamed(Record, Entry.Qualified))
        return false;
      Found = Entry.Item;
      return true;
    });
  });
  return Found;
}

const clang::CXXRecordDecl *modelledBase(const ModelClass &Model,
                                         const clang::CXXRecordDecl *Class) {
  const clang::CXXRecordDecl *Found = nullptr;
  visitBases(Class, [&](const clang::CXXRecordDecl *Record) {
    if (Record->getIdentifier() && isNamed(Record, Model.Name) &&
        llvm::StringRef(Model.Name).ends_with(Record->getName()))
      Found = Record;
    return Found != nullptr;
  });
  return Found;
}

const clang::CXXRecordDecl *ownerBase(const ModelClass &Model,
                                      const clang::CXXRecordDecl *Class) {
  const clang::CXXRecordDecl *Found = nullptr;
  visitBases(Class, [&](const clang::CXXRecordDecl *Record) {
    bool IsOwner =
        Record->getIdentifier() &&
        llvm::any_of(Model.Owners, [&](llvm::StringRef Name) {
          return Name.ends_with(Record->getName()) && isNamed(Record, Name);
        });
    Found = IsOwner ? Record : nullptr;
    return IsOwner;
  });
  return Found;
}

const ModelClass *ModelLookup::classOf(clang::QualType Type) const {
  if (Type.isNull() || Type->isDependentType())
    return nullptr;
  Type = Type.getNonReferenceType();
  if (!Type->isPointerType())
    return classOf(Type->getAsCXXRecordDecl());
  const ModelClass *Pointee = classOf(Type->getPointeeCXXRecordDecl());
  return Pointee && Pointee->IsHandle ? Pointee : nullptr;
}

/// The argument of the specialization for the template parameter \p E names.
static std::optional<int64_t> argumentNamed(const clang::CXXRecordDecl *Class,
                                            const clang::Expr *E) {
  const auto *Ref = llvm::dyn_cast<clang::DeclRefExpr>(E->IgnoreParenCasts());
  const auto *Parameter =
      Ref ? llvm::dyn_cast<clang::NonTypeTemplateParmDecl>(Ref->getDecl())
          : nullptr;
  const auto *Special =
      llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(Class);
  if (!Parameter || !Special)
    return std::nullopt;
  unsigned Index = Parameter->getIndex();
  const clang::TemplateParameterList *Known =
      Special->getSpecializedTemplate()->getTemplateParameters();
  if (Index >= Known->size() || Index >= Special->getTemplateArgs().size() ||
      Known->getParam(Index)->getDeclName() != Parameter->getDeclName())
    return std::nullopt;
  const clang::TemplateArgument &Given = Special->getTemplateArgs()[Index];
  return Given.getKind() == clang::TemplateArgument::Integral
             ? Given.getAsIntegral().trySExtValue()
             : std::nullopt;
}

/// The value of a constant that belongs to \p Class. Clang instantiates the
/// initializer of an inline member when it is used first; until then the
/// template's own says it, if it needs no instantiation or is a parameter.
static std::optional<int64_t> valueOfMember(const clang::VarDecl *Variable,
                                            const clang::CXXRecordDecl *Class) {
  const clang::VarDecl *Written = Variable;
  const clang::Expr *Init = nullptr;
  // The definition may stand outside of the class.
  while (Written && !(Init = Variable->getAnyInitializer(Written))) {
    Variable = Variable->getInstantiatedFromStaticDataMember();
    Written = Variable;
  }
  if (!Init)
    return std::nullopt;
  if (Init->isValueDependent() || Written->getType()->isDependentType())
    return argumentNamed(Class, Init);
  const clang::APValue *Result = Written->evaluateValue();
  return Result && Result->isInt() ? Result->getInt().tryExtValue()
                                   : std::nullopt;
}

static std::optional<int64_t> memberConstant(const clang::CXXRecordDecl *Class,
                                             llvm::StringRef Name) {
  if (const auto *Enumerator = findMember<clang::EnumConstantDecl>(Class, Name))
    return Enumerator->getInitVal().trySExtValue();
  const auto *Variable = findMember<clang::VarDecl>(Class, Name);
  return Variable
             ? valueOfMember(Variable, llvm::dyn_cast<clang::CXXRecordDecl>(
                                           Variable->getDeclContext()))
             : std::nullopt;
}

const clang::FunctionDecl *
ModelLibrary::calledBehind(const clang::FunctionDecl *Callee) const {
  const auto *Method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(Callee);
  clang::OverloadedOperatorKind Operator =
      Method ? Method->getOverloadedOperator() : clang::OO_None;
  if ((Operator != clang::OO_Call && Operator != clang::OO_Subscript) ||
      !isModule(Method->getParent()))
    return nullptr;
  const clang::CXXRecordDecl *Held = heldClass(Method->getParent());
  if (!Held || !isLibraryCode(Held))
    return nullptr;
  clang::ASTContext &Context = Held->getASTContext();
  clang::DeclarationName Name =
      Operator == clang::OO_Call
          ? clang::DeclarationName(&Context.Idents.get("forward"))
          : Context.DeclarationNames.getCXXOperatorName(Operator);
  const clang::FunctionDecl *Found = nullptr;
  visitBases(Held, [&](const clang::CXXRecordDecl *Record) {
    for (const clang::NamedDecl *Member : Record->lookup(Name))
      if (const clang::FunctionDecl *Forward = Member->getAsFunction();
          Forward && find(Forward)) {
        Found = Forward;
        return true;
      }
    return false;
  });
  return Found;
}

/// The class that template argument \p Index of a modelled class is.
static const clang::CXXRecordDecl *
classArgument(const clang::CXXRecordDecl *Class, const ModelClass &Model,
              int64_t Index) {
  const auto *Special =
      llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(Class);
  if (!Special || Index < 0 ||
      Index >= int64_t(Special->getTemplateArgs().size()) ||
      !isNamed(Special, Model.Name))
    return nullptr;
  const clang::TemplateArgument &Arg =
      Special->getTemplateArgs()[unsigned(Index)];
  return Arg.getKind() == clang::TemplateArgument::Type
             ? Arg.getAsType()->getAsCXXRecordDecl()
             : nullptr;
}

const clang::CXXRecordDecl *derivedClass(const clang::CXXRecordDecl *Class,
                                         const ModelClass &Model) {
  return classArgument(Class, Model, Model.Derived);
}

std::optional<ModelLookup::Lengths>
ModelLookup::constantAxes(const ModelClass &Model,
                          const clang::CXXRecordDecl *Class) const {
  return Remembered ? answerOnce(Remembered->Axes, {&Model, Class},
                                 [&] { return findAxes(Model, Class); })
                    : findAxes(Model, Class);
}

std::optional<ModelLookup::Lengths>
ModelLookup::findAxes(const ModelClass &Model,
                      const clang::CXXRecordDecl *Class) const {
  if (Model.Wraps >= 0) {
    const clang::CXXRecordDecl *Array =
        classArgument(Class, Model, Model.Wraps);
    const ModelClass *Inner = classOf(Array);
    return Inner ? constantAxes(*Inner, Array) : std::nullopt;
  }
  if (Model.Axes.empty())
    return axesInType(Model, Class);
  auto Constant = [&](llvm::StringRef Name) -> std::optional<int64_t> {
    if (int64_t Number; !Name.getAsInteger(10, Number))
      return Number;
    std::optional<int64_t> Known = memberConstant(Class, Name);
    return Known ? Known : memberConstant(derivedClass(Class, Model), Name);
  };
  llvm::SmallVector<std::optional<int64_t>, 2> Axes;
  for (size_t I = 0; I < Model.Axes.size(); ++I) {
    std::optional<int64_t> Length = Constant(Model.Axes[I]);
    if (Length == Model.Dynamic)
      Length = std::nullopt;
    if (!Length && I < Model.Units.size() && Constant(Model.Units[I]) == 1)
      Length = 1;
    Axes.push_back(Length);
  }
  return Axes;
}

clang::QualType memberType(const clang::CXXRecordDecl *Class,
                           llvm::StringRef Name) {
  const auto *Alias = findMember<clang::TypedefNameDecl>(Class, Name);
  return Alias && !Alias->getUnderlyingType()->isDependentType()
             ? Alias->getUnderlyingType()
             : clang::QualType();
}

DTypeSet ModelLookup::elementType(const ModelClass &Model,
                                  const clang::CXXRecordDecl *Class) const {
  return Remembered ? answerOnce(Remembered->DTypes, {&Model, Class},
                                 [&] { return findDType(Model, Class); })
                    : findDType(Model, Class);
}

DTypeSet ModelLookup::findDType(const ModelClass &Model,
                                const clang::CXXRecordDecl *Class) const {
  if (Model.Wraps >= 0) {
    const clang::CXXRecordDecl *Array =
        classArgument(Class, Model, Model.Wraps);
    const ModelClass *Inner = classOf(Array);
    return Inner ? elementType(*Inner, Array) : DTypeSet::any();
  }
  if (Model.DType.empty())
    return elementArgument(Model, Class);
  clang::QualType Type = memberType(Class, Model.DType);
  if (Type.isNull())
    Type = memberType(derivedClass(Class, Model), Model.DType);
  return Type.isNull() ? DTypeSet::any()
                       : dtypeOfElement(Class->getASTContext(), Type);
}

} // namespace shapetidy

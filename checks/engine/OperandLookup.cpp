//===-- OperandLookup.cpp - Looking up a C++ name by its spelling ---------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/OperandLookup.h"
#include "checks/engine/OperandTemplateNames.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using llvm::StringRef;

namespace shapetidy {

/// Classes nested or derived deeper than this occur in generated code only.
static constexpr unsigned MaxScopeDepth = 64;
/// A function with more local names is not searched: a search for every
/// annotation in it would take quadratic time.
static constexpr unsigned MaxLocals = 2000;
/// Using-directives that lead to using-directives.
static constexpr unsigned MaxUsingDepth = 8;
/// Longer names are not compared with each other; a typo is found in names
/// that a person types.
static constexpr size_t MaxTypoLength = 64;

static Found something() { return {Found::Something}; }
static Found declaration(const ValueDecl &D) {
  return {Found::Declaration, &D};
}

static const FunctionDecl *functionOf(const NamedDecl *D) {
  if (!D)
    return nullptr;
  if (const auto *Function = dyn_cast<FunctionDecl>(D))
    return Function;
  return dyn_cast_or_null<FunctionDecl>(D->getDeclContext());
}

Resolver::Resolver(const NamedDecl &Scope, const NamedDecl *WrittenOn)
    : Scope(Scope), WrittenOn(WrittenOn), Function(functionOf(&Scope)),
      Context(Scope.getASTContext()) {}

std::optional<unsigned> Resolver::parameterIndex(const ValueDecl &Decl) const {
  const auto *Param = dyn_cast<ParmVarDecl>(&Decl);
  if (!Param || !Function)
    return std::nullopt;
  unsigned Index = Param->getFunctionScopeIndex();
  const FunctionDecl *Owner = functionOf(Param);
  // A parameter of an enclosing function is just a variable here.
  const FunctionDecl *Annotated = functionOf(WrittenOn);
  bool Ours =
      Owner && (Owner->getCanonicalDecl() == Function->getCanonicalDecl() ||
                Owner == Annotated);
  return Ours && Index < Function->getNumParams() ? std::optional(Index)
                                                  : std::nullopt;
}

const CXXRecordDecl *Resolver::objectClass() const {
  if (const auto *Field = dyn_cast<FieldDecl>(&Scope))
    return dyn_cast<CXXRecordDecl>(Field->getParent());
  const FunctionDecl *F = Function;
  while (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(F)) {
    if (!Method->getParent()->isLambda())
      return Method->isStatic() ? nullptr : Method->getParent();
    F = dyn_cast_or_null<FunctionDecl>(Method->getParent()->getDeclContext());
  }
  return nullptr;
}

Span Resolver::nameSpan(const OperandExpr &Member) {
  uint32_t Length = Member.Name.size();
  uint32_t End = Member.Where.End;
  return {End > Length ? End - Length : 0, End};
}

static Found classify(const NamedDecl *D) {
  if (!D)
    return {};
  D = D->getUnderlyingDecl();
  if (isa<VarDecl, FieldDecl, EnumConstantDecl, BindingDecl>(D))
    return declaration(*cast<ValueDecl>(D));
  return something();
}

/// A value if the name has one among its meanings, else any meaning.
static const NamedDecl *lookIn(const DeclContext &Where, StringRef Name,
                               ASTContext &Context) {
  auto Result = Where.getPrimaryContext()->lookup(&Context.Idents.get(Name));
  for (const NamedDecl *D : Result)
    if (classify(D).What == Found::Declaration)
      return D;
  return Result.empty() ? nullptr : *Result.begin();
}

static Found findMemberIn(const CXXRecordDecl &Class, StringRef Name,
                          unsigned Depth) {
  const CXXRecordDecl *Definition = Class.getDefinition();
  if (!Definition || Definition->isInvalidDecl() || Depth > MaxScopeDepth)
    return something();
  ASTContext &Context = Class.getASTContext();
  if (const NamedDecl *Member = lookIn(*Definition, Name, Context))
    return classify(Member);
  Found Best;
  for (const CXXBaseSpecifier &Base : Definition->bases()) {
    const CXXRecordDecl *B = Base.getType()->getAsCXXRecordDecl();
    Found F = B ? findMemberIn(*B, Name, Depth + 1) : something();
    if (F.What == Found::Declaration)
      return F;
    if (F.What == Found::Something)
      Best = F;
  }
  return Best;
}

Found Resolver::findMember(const CXXRecordDecl &Class, StringRef Name) {
  return findMemberIn(Class, Name, 0);
}

/// What a declaration in a function makes of \p Name: itself, the target of a
/// using-declaration, or an enumerator.
static Found findIn(const Decl &Local, StringRef Name) {
  if (const auto *Enum = dyn_cast<EnumDecl>(&Local)) {
    if (!Enum->isScoped())
      for (const EnumConstantDecl *Enumerator : Enum->enumerators())
        if (Enumerator->getName() == Name)
          return declaration(*Enumerator);
    return {};
  }
  const auto *Named = dyn_cast<NamedDecl>(&Local);
  bool Candidate = Named && isa<ValueDecl, UsingShadowDecl>(Named) &&
                   !isa<ParmVarDecl>(Named) && Named->getIdentifier() &&
                   Named->getName() == Name;
  return Candidate ? classify(Named) : Found();
}

/// Local variables have no lookup table; the nearest one before the annotation
/// is meant. A block that is closed already is not recognised as such, which
/// at worst finds too much.
Found Resolver::findLocal(const DeclContext &Where, StringRef Name) {
  const SourceManager &Sources = Context.getSourceManager();
  Found Best;
  unsigned Seen = 0;
  for (const Decl *D : Where.decls()) {
    if (++Seen > MaxLocals)
      return something();
    Found F = D == &Scope ? Found() : findIn(*D, Name);
    if (F.What != Found::Nothing && Sources.isBeforeInTranslationUnit(
                                        D->getLocation(), Scope.getLocation()))
      Best = F;
  }
  return Best;
}

/// Using-directives in a body leave no trace in the function's declarations.
static bool hasUsingDirective(const FunctionDecl &Function) {
  const FunctionDecl *Definition = nullptr;
  if (!Function.hasBody(Definition) || !Definition->getBody())
    return false;
  llvm::SmallVector<const Stmt *, 16> Open{Definition->getBody()};
  unsigned Seen = 0;
  while (!Open.empty()) {
    const Stmt *S = Open.pop_back_val();
    if (!S || isa<Expr>(S))
      continue;
    // Too long to search: there may be one.
    if (++Seen > MaxLocals)
      return true;
    if (const auto *Declares = dyn_cast<DeclStmt>(S))
      if (llvm::any_of(Declares->decls(),
                       [](auto *D) { return isa<UsingDirectiveDecl>(D); }))
        return true;
    Open.append(S->child_begin(), S->child_end());
  }
  return false;
}

static Found findParameter(const FunctionDecl *Function, StringRef Name) {
  if (Function)
    for (const ParmVarDecl *Param : Function->parameters())
      if (Param->getIdentifier() && Param->getName() == Name)
        return declaration(*Param);
  return {};
}

Found Resolver::findInFunction(const FunctionDecl &F, StringRef Name) {
  // What stands outside of the body does not see the variables in it.
  bool Inside = &F != Function || !isa<ParmVarDecl, FunctionDecl>(Scope);
  if (Inside)
    if (Found Local = findLocal(F, Name); Local.What != Found::Nothing)
      return Local;
  if (Found P = findParameter(&F, Name); P.What != Found::Nothing)
    return P;
  if (Found T = findTemplateName(F, Name); T.What != Found::Nothing)
    return T;
  for (const FunctionDecl *Redecl : F.redecls())
    if (Found P = findParameter(Redecl, Name); P.What != Found::Nothing)
      return P;
  return Inside && hasUsingDirective(F) ? something() : Found();
}

static Found findCaptured(const CXXRecordDecl &Lambda, StringRef Name) {
  for (const LambdaCapture &Capture : Lambda.captures()) {
    if (!Capture.capturesVariable())
      continue;
    const ValueDecl *Var = Capture.getCapturedVar();
    if (Var->getIdentifier() && Var->getName() == Name)
      return classify(Var);
  }
  return {};
}

Found Resolver::findInContext(const DeclContext &Where, StringRef Name,
                              unsigned Depth) {
  if (const NamedDecl *D = lookIn(*Where.getRedeclContext(), Name, Context))
    return classify(D);
  // Namespaces may nominate each other; what is deeper may be anything.
  if (Depth > MaxUsingDepth)
    return something();
  for (const UsingDirectiveDecl *Using : Where.using_directives()) {
    const NamespaceDecl *Named = Using->getNominatedNamespace();
    if (!Named || Named->Encloses(&Where))
      continue;
    if (Found F = findInContext(*Named, Name, Depth + 1);
        F.What != Found::Nothing)
      return F;
  }
  return {};
}

Found Resolver::findInScope(const DeclContext &Where, StringRef Name) {
  if (const auto *In = dyn_cast<FunctionDecl>(&Where))
    return findInFunction(*In, Name);
  const auto *Class = dyn_cast<CXXRecordDecl>(&Where);
  if (!Class)
    return Where.isLookupContext() ? findInContext(Where, Name, 0) : Found();
  Found F =
      Class->isLambda() ? findCaptured(*Class, Name) : findMember(*Class, Name);
  return F.What == Found::Nothing ? findTemplateName(*Class, Name) : F;
}

Found Resolver::findUnqualified(StringRef Name) {
  const FunctionDecl *Written = functionOf(WrittenOn);
  if (Found P = findParameter(Written, Name); P.What != Found::Nothing)
    return P;
  if (!isa<FunctionDecl>(Scope))
    if (Found T = findTemplateName(Scope, Name); T.What != Found::Nothing)
      return T;
  const DeclContext *Inner = Function ? Function : Scope.getDeclContext();
  // The annotation of an overridden method may stand in another namespace.
  const DeclContext *Other = WrittenOn ? WrittenOn->getDeclContext() : nullptr;
  for (const DeclContext *Start : {Inner, Other})
    for (auto *Where = Start; Where; Where = Where->getParent())
      if (Found F = findInScope(*Where, Name); F.What != Found::Nothing)
        return F;
  // A friend sees the class it is written in; a member written outside of its
  // class may call the parameters of the class template by other names.
  for (const FunctionDecl *F : {Function, Written}) {
    const auto *Friends = dyn_cast_or_null<CXXRecordDecl>(
        F ? F->getLexicalDeclContext() : nullptr);
    Found Found = Friends ? findMember(*Friends, Name) : shapetidy::Found();
    if (Found.What == Found::Nothing && F)
      Found = findOuterTemplateName(*F, Name);
    if (Found.What != Found::Nothing)
      return Found;
  }
  return {};
}

/// The namespace, class or enumeration that a name means; null if it is none.
static const DeclContext *asScope(const NamedDecl *D) {
  if (!D)
    return nullptr;
  D = D->getUnderlyingDecl();
  if (const auto *Alias = dyn_cast<NamespaceAliasDecl>(D))
    return Alias->getNamespace();
  if (const auto *Type = dyn_cast<TypedefNameDecl>(D))
    D = Type->getUnderlyingType()->getAsTagDecl();
  return dyn_cast_or_null<DeclContext>(D);
}

const DeclContext *Resolver::findScope(StringRef Qualifier) {
  llvm::SmallVector<StringRef, 4> Parts;
  Qualifier.split(Parts, "::");
  const DeclContext *In = nullptr;
  if (Parts.front().empty())
    In = Context.getTranslationUnitDecl();
  for (const DeclContext *Where = Function ? Function : Scope.getDeclContext();
       Where && !In; Where = Where->getParent())
    if (Where->isLookupContext())
      In = asScope(lookIn(*Where->getRedeclContext(), Parts.front(), Context));
  for (StringRef Part : llvm::ArrayRef(Parts).drop_front())
    In = In ? asScope(lookIn(*In, Part, Context)) : nullptr;
  return In;
}

Found Resolver::find(StringRef Name) {
  if (!Name.contains("::"))
    return findUnqualified(Name);
  auto [Qualifier, Last] = Name.rsplit("::");
  const DeclContext *In = findScope(Qualifier);
  // A scope that is reached through a base, a template parameter or a using
  // directive is not found; only one that is can certainly lack a name.
  if (!In || In->isDependentContext())
    return something();
  if (const auto *Class = dyn_cast<CXXRecordDecl>(In))
    return findMember(*Class, Last);
  return findInContext(*In, Last, 0);
}

/// Integers, classes and arrays can stand in an operand; functions cannot.
static void visitValues(const DeclContext &Where,
                        llvm::function_ref<void(StringRef)> Visit) {
  unsigned Seen = 0;
  for (const Decl *D : Where.decls()) {
    if (++Seen > MaxLocals)
      return;
    const auto *Value = dyn_cast<ValueDecl>(D);
    if (Value && !isa<FunctionDecl>(Value) && Value->getIdentifier())
      Visit(Value->getName());
    const auto *Enum = dyn_cast<EnumDecl>(D);
    if (Enum && !Enum->isScoped())
      for (const EnumConstantDecl *Enumerator : Enum->enumerators())
        Visit(Enumerator->getName());
  }
}

static void visitMembers(const CXXRecordDecl &Class, unsigned Depth,
                         llvm::function_ref<void(StringRef)> Visit) {
  const CXXRecordDecl *Definition = Class.getDefinition();
  if (!Definition || Depth > MaxScopeDepth)
    return;
  visitValues(*Definition, Visit);
  for (const CXXBaseSpecifier &Base : Definition->bases())
    if (const CXXRecordDecl *B = Base.getType()->getAsCXXRecordDecl())
      visitMembers(*B, Depth + 1, Visit);
}

static void visitParams(const TemplateParameterList *Params,
                        llvm::function_ref<void(StringRef)> Visit) {
  for (unsigned I = 0; Params && I != Params->size(); ++I)
    if (isa<NonTypeTemplateParmDecl>(Params->getParam(I)))
      Visit(Params->getParam(I)->getName());
}

void Resolver::forEachName(llvm::function_ref<void(StringRef)> Visit) {
  if (const FunctionDecl *F = functionOf(WrittenOn))
    for (const ParmVarDecl *Param : F->parameters())
      Visit(Param->getName());
  const DeclContext *Where = Function ? Function : Scope.getDeclContext();
  for (; Where; Where = Where->getParent()) {
    if (const auto *In = dyn_cast<FunctionDecl>(Where)) {
      for (const ParmVarDecl *Param : In->parameters())
        Visit(Param->getName());
      if (const auto *Template = In->getDescribedFunctionTemplate())
        visitParams(Template->getTemplateParameters(), Visit);
      if (In != Function || !isa<ParmVarDecl, FunctionDecl>(Scope))
        visitValues(*In, Visit);
    } else if (const auto *Class = dyn_cast<CXXRecordDecl>(Where)) {
      visitMembers(*Class, 0, Visit);
      if (const auto *Template = Class->getDescribedClassTemplate())
        visitParams(Template->getTemplateParameters(), Visit);
    } else {
      visitValues(*Where, Visit);
    }
  }
}

/// Two neighbouring letters in the wrong order are one mistake.
static bool isSwap(StringRef A, StringRef B) {
  if (A.size() != B.size())
    return false;
  size_t I = 0;
  while (I != A.size() && A[I] == B[I])
    ++I;
  return I + 1 < A.size() && A[I] == B[I + 1] && A[I + 1] == B[I] &&
         A.substr(I + 2) == B.substr(I + 2);
}

namespace {
/// Keeps the candidate with the fewest edits; the first one wins a draw.
class Nearest {
public:
  explicit Nearest(StringRef Typed)
      : Typed(Typed), Best(static_cast<unsigned>((Typed.size() + 2) / 3) + 1) {}

  void consider(StringRef Name) {
    if (Name.empty() || Name == Typed || Name.size() > MaxTypoLength ||
        Typed.size() > MaxTypoLength)
      return;
    unsigned Edits =
        isSwap(Typed, Name)
            ? 1
            : Typed.edit_distance(Name, /*AllowReplacements=*/true, Best);
    // Replacing every letter is no typing mistake.
    if (Edits >= Best || Edits >= Name.size())
      return;
    Best = Edits;
    Winner = Name.str();
  }
  std::string take() { return std::move(Winner); }

private:
  StringRef Typed;
  unsigned Best;
  std::string Winner;
};
} // namespace

std::string nearestName(StringRef Typed, llvm::ArrayRef<StringRef> Candidates) {
  Nearest Best(Typed);
  for (StringRef Name : Candidates)
    Best.consider(Name);
  return Best.take();
}

std::string Resolver::nearest(StringRef Name) {
  if (Name.contains("::")) {
    auto [Qualifier, Last] = Name.rsplit("::");
    Nearest Best(Last);
    if (const DeclContext *In = findScope(Qualifier))
      visitValues(*In, [&](StringRef N) { Best.consider(N); });
    std::string Near = Best.take();
    return Near.empty() ? Near : (Qualifier + "::" + Near).str();
  }
  Nearest Best(Name);
  forEachName([&](StringRef Candidate) { Best.consider(Candidate); });
  return Best.take();
}

std::string Resolver::nearestMember(const CXXRecordDecl &Class,
                                    StringRef Name) {
  Nearest Best(Name);
  visitMembers(Class, 0, [&](StringRef N) { Best.consider(N); });
  return Best.take();
}

} // namespace shapetidy

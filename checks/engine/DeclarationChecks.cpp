//===-- DeclarationChecks.cpp - Annotations that cannot be right ----------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/DeclarationChecks.h"
#include "annotations/syntax/NameLint.h"
#include "checks/engine/AnnotationPlace.h"
#include "checks/engine/BoundaryChecks.h"
#include "checks/engine/ContractAgreement.h"
#include "checks/engine/ContractNames.h"
#include "checks/engine/FindingList.h"
#include "checks/engine/OwnedDeclarations.h"
#include "checks/engine/RedeclarationChecks.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace shapetidy {

namespace {
class DeclarationCheck {
public:
  explicit DeclarationCheck(ContractBuilder &Build)
      : Build(Build), Context(Build.context()), Out(Context) {}

  void declaration(const Decl &D);
  std::vector<Finding> finish();

private:
  void attributes(const NamedDecl &D);
  void problems(const AnnotationUse &Use);
  void function(const FunctionDecl &Function);
  void variable(const ValueDecl &Value);
  void alias(const TypedefNameDecl &Alias);
  void twoNamespaces(const Contract &C);
  const DeclaredOutputs *outputs(const AnnotateAttr &Mark,
                                 const FunctionDecl &Function,
                                 const BoundNames &Names);
  void boundaries(const FunctionDecl &Function);

  BoundNames namesOfParams(const FunctionDecl &Function);
  const BoundNames &namesInside(const FunctionDecl &Function);
  BoundNames namesOfClass(const CXXRecordDecl &Class);

  ContractBuilder &Build;
  ASTContext &Context;
  FindingList Out;
  llvm::SmallPtrSet<const Decl *, 32> Done;
  llvm::DenseMap<const FunctionDecl *, std::unique_ptr<BoundNames>> Inside;
};
} // namespace

void DeclarationCheck::problems(const AnnotationUse &Use) {
  for (const Problem &P : Use.Parsed.Problems) {
    Finding F = Out.at(Use, P.Where, *Use.On, FindingCode::AnnotationProblem,
                       {P.Message});
    if (P.Related)
      F.Notes.push_back(
          Out.noteAt(Use, *P.Related, NoteCode::Hint, {P.RelatedMessage}));
    if (!P.Hint.empty())
      F.Notes.push_back(Out.noteAt(Use, P.Where, NoteCode::Hint, {P.Hint}));
    if (P.Fix)
      Out.suggest(F, Use, P.Fix->Where, *Use.On, P.Fix->Replacement);
    Out.add(std::move(F));
  }
}

/// What can be said of the attributes without looking at other declarations.
void DeclarationCheck::attributes(const NamedDecl &D) {
  auto Attributes = shapeAttributesOn(D);
  for (const WrittenAttribute &A : Attributes) {
    if (A.Literal)
      continue;
    Finding F = Out.onDeclaration(D, FindingCode::NotALiteral, {});
    F.Where = userLocation(A.Attr->getLocation(), Context.getSourceManager());
    Out.add(std::move(F));
  }
  UseList Uses = Build.reader().usesOn(D);
  if (Uses.empty())
    return;
  for (const AnnotationUse *Use : Uses)
    problems(*Use);
  if (std::optional<Finding> Meaningless =
          checkPlace(*Uses[0], D, Context, Out))
    Out.add(std::move(*Meaningless));
  for (const AnnotationUse *Other : llvm::drop_begin(Uses)) {
    Renaming Names;
    bool Comparable = Uses[0]->Parsed.ok() && Other->Parsed.ok();
    if (!Comparable || (compareTypes(*Uses[0]->Parsed.Root, *Other->Parsed.Root,
                                     Names) == Likeness::Same &&
                        Names.isIdentity()))
      continue;
    Finding F = Out.at(
        *Other, wholeText(*Other), *Other->On, FindingCode::SeveralAnnotations,
        {D.getNameAsString(), Uses[0]->Parsed.Text, Other->Parsed.Text});
    F.Notes.push_back(Out.noteAt(*Uses[0], wholeText(*Uses[0]),
                                 NoteCode::OtherAnnotation, {}));
    Out.add(std::move(F));
  }
}

BoundNames DeclarationCheck::namesOfClass(const CXXRecordDecl &Class) {
  BoundNames Names;
  Names.add(Build.namesOf(&Class));
  Names.addUnknownStructures();
  if (Class.hasDefinition() && Class.hasAnyDependentBases())
    Names.addUnknown();
  return Names;
}

/// Parameters, class, and whatever an enclosing function binds.
BoundNames DeclarationCheck::namesOfParams(const FunctionDecl &Function) {
  BoundNames Names;
  if (const Contract *C = Build.contractOf(Function))
    for (const EffectiveAnnotation *Param : C->Params)
      if (Param)
        Names.add(*Param->Type);
  for (const DeclContext *Outer = Function.getParent(); Outer;
       Outer = Outer->getParent()) {
    if (const auto *Enclosing = dyn_cast<FunctionDecl>(Outer)) {
      Names.add(namesInside(*Enclosing));
      break;
    }
    if (const auto *Class = dyn_cast<CXXRecordDecl>(Outer))
      Names.add(namesOfClass(*Class));
  }
  return Names;
}

/// The names in the shapes that a body states with shape::expect and assume.
static void addStatedNames(const Stmt *Body, BoundNames &Names) {
  llvm::SmallVector<const Stmt *, 32> Open{Body};
  while (!Open.empty()) {
    const Stmt *S = Open.pop_back_val();
    if (!S)
      continue;
    Open.append(S->child_begin(), S->child_end());
    // The call of a template in a template is not resolved yet.
    const auto *Call = dyn_cast<CallExpr>(S);
    if (!Call || Call->getNumArgs() != 2)
      continue;
    const auto *Text =
        dyn_cast<StringLiteral>(Call->getArg(1)->IgnoreParenImpCasts());
    if (!Text || Text->getCharByteWidth() != 1)
      continue;
    ParsedAnnotation Stated = parseAnnotation(Text->getBytes());
    if (Stated.ok())
      Names.add(*Stated.Root);
  }
}

/// All that a local variable may refer to.
const BoundNames &DeclarationCheck::namesInside(const FunctionDecl &Function) {
  const FunctionDecl *Key = Function.getCanonicalDecl();
  if (auto Known = Inside.find(Key); Known != Inside.end())
    return *Known->second;
  auto Names = std::make_unique<BoundNames>(namesOfParams(Function));
  const Contract *C = Build.contractOf(Function);
  if (C && C->Result)
    Names->add(*C->Result->Type);
  if (const FunctionDecl *Body = Function.getDefinition()) {
    for (const Decl *D : Body->decls())
      if (const auto *Local = dyn_cast<ValueDecl>(D);
          Local && isa<VarDecl, BindingDecl>(Local))
        if (const EffectiveAnnotation *A = Build.annotationOf(*Local))
          Names->add(*A->Type);
    addStatedNames(Body->getBody(), *Names);
    for (const OpaqueBlock &Block : opaqueBlocksIn(*Body))
      if (Block.Literal)
        for (const DeclaredOutput &Item :
             Build.outputs().read(*Block.Literal, *Body).Items)
          Names->add(*Item.Says.Type);
  }
  return *(Inside[Key] = std::move(Names));
}

/// `n` and `*n` in one contract.
void DeclarationCheck::twoNamespaces(const Contract &C) {
  llvm::SmallVector<const AnnotationUse *, 8> Uses;
  auto Add = [&](const EffectiveAnnotation *A) {
    for (const AnnotationUse *Use : A ? A->Uses : UseList())
      if (Use->Parsed.ok() && llvm::none_of(Uses, [&](auto *Known) {
            return Known->Literal == Use->Literal;
          }))
        Uses.push_back(Use);
  };
  for (const EffectiveAnnotation *Param : C.Params)
    Add(Param);
  Add(C.Result);
  llvm::SmallVector<const TypeSyntax *, 8> Types;
  for (const AnnotationUse *Use : Uses)
    Types.push_back(Use->Parsed.Root.get());
  for (const NameLint &Lint : lintNames(Types)) {
    if (Lint.Item == Lint.RelatedItem || Lint.Item >= Uses.size() ||
        Lint.RelatedItem >= Uses.size())
      continue;
    const AnnotationUse &Use = *Uses[Lint.Item];
    Finding F = Out.at(Use, Lint.What.Where, *Use.On,
                       FindingCode::AnnotationProblem, {Lint.What.Message});
    if (Lint.What.Related)
      F.Notes.push_back(Out.noteAt(*Uses[Lint.RelatedItem], *Lint.What.Related,
                                   NoteCode::Hint, {Lint.What.RelatedMessage}));
    if (!Lint.What.Hint.empty())
      F.Notes.push_back(
          Out.noteAt(Use, Lint.What.Where, NoteCode::Hint, {Lint.What.Hint}));
    Out.add(std::move(F));
  }
}

/// What the string declares, after its problems are told; null if there is no
/// string.
const DeclaredOutputs *DeclarationCheck::outputs(const AnnotateAttr &Mark,
                                                 const FunctionDecl &Function,
                                                 const BoundNames &Names) {
  const StringLiteral *Literal = written(Mark).Literal;
  if (!Literal) {
    Finding F = Out.onDeclaration(Function, FindingCode::NotALiteral, {});
    F.Where = userLocation(Mark.getLocation(), Context.getSourceManager());
    Out.add(std::move(F));
    return nullptr;
  }
  const DeclaredOutputs &Declared = Build.outputs().read(*Literal, Function);
  problems(Declared.Use);
  for (const DeclaredOutput &Item : Declared.Items)
    checkNames(Item.Says, Function, Names, Out);
  return &Declared;
}

void DeclarationCheck::boundaries(const FunctionDecl &Function) {
  if (const AnnotateAttr *Mark = opaqueAttribute(Function)) {
    BoundNames Names = namesOfParams(Function);
    if (const Contract *C = Build.contractOf(Function))
      for (const EffectiveAnnotation *Output : C->Outputs)
        if (Output)
          Names.add(*Output->Type);
    if (const Contract *C = Build.contractOf(Function); C && C->Result)
      Names.add(*C->Result->Type);
    checkOpaqueFunction(Function, *Mark, outputs(*Mark, Function, Names),
                        Context, Out);
    return;
  }
  const FunctionDecl *Body = Function.getDefinition();
  if (!Body || !Body->getBody())
    return;
  for (const OpaqueBlock &Block : opaqueBlocksIn(*Body))
    checkOpaqueBlock(*Body, Block,
                     outputs(*Block.Attr, *Body, namesInside(*Body)), Context,
                     Out);
}

void DeclarationCheck::function(const FunctionDecl &Function) {
  if (!Done.insert(Function.getCanonicalDecl()).second)
    return;
  boundaries(Function);
  checkRedeclarations(Function, Build, Out);
  const Contract *C = Build.contractOf(Function);
  if (!C)
    return;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&Function))
    checkOverrides(*Method, *C, Build, Out);
  BoundNames Names = namesOfParams(Function);
  for (unsigned I = 0; I != C->Params.size(); ++I)
    if (C->Params[I])
      checkNames(*C->Params[I], *Function.getParamDecl(I), Names, Out);
  if (C->Result) {
    Names.add(*C->Result->Type);
    checkNames(*C->Result, Function, Names, Out);
  }
  twoNamespaces(*C);
}

void DeclarationCheck::variable(const ValueDecl &Value) {
  if (!Done.insert(Value.getCanonicalDecl()).second)
    return;
  if (const auto *Var = dyn_cast<VarDecl>(&Value))
    checkRedeclarations(*Var, Build, Out);
  const EffectiveAnnotation *A = Build.annotationOf(Value);
  if (!A)
    return;
  const DeclContext *Outer = Value.getDeclContext();
  if (const auto *Function = dyn_cast<FunctionDecl>(Outer))
    return checkNames(*A, Value, namesInside(*Function), Out);
  BoundNames Names;
  Names.add(*A->Type);
  if (const auto *Class = dyn_cast<CXXRecordDecl>(Outer))
    Names.add(namesOfClass(*Class));
  checkNames(*A, Value, Names, Out);
}

/// What is wrong with an alias whether or not anybody uses it. Its axes are
/// bound where it is used.
void DeclarationCheck::alias(const TypedefNameDecl &Alias) {
  UseList Uses = Build.reader().usesOn(Alias);
  if (Uses.empty())
    return;
  BoundNames Any;
  Any.addUnknown();
  if (const EffectiveAnnotation *A =
          Build.effective(Uses.front(), Alias.getUnderlyingType()))
    checkNames(*A, Alias, Any, Out);
}

void DeclarationCheck::declaration(const Decl &D) {
  const auto *Named = dyn_cast<NamedDecl>(&D);
  if (!Named)
    return;
  attributes(*Named);
  if (const auto *Function = dyn_cast<FunctionDecl>(Named))
    return function(*Function);
  // Parameters are looked at with their function, those of function types and
  // templates not at all.
  if (isa<VarDecl, FieldDecl, BindingDecl>(Named) && !isa<ParmVarDecl>(Named))
    variable(cast<ValueDecl>(*Named));
  if (const auto *Whole = dyn_cast<DecompositionDecl>(Named))
    for (const BindingDecl *Binding : Whole->bindings()) {
      attributes(*Binding);
      variable(*Binding);
    }
  if (const auto *Alias = dyn_cast<TypedefNameDecl>(Named))
    alias(*Alias);
}

std::vector<Finding> DeclarationCheck::finish() {
  for (const NestingProblem &P : Build.nestingProblems()) {
    Finding F = Out.at(
        *P.Outer, P.What.Where, *P.Outer->On, FindingCode::NestedProblem,
        {P.Outer->Parsed.Text, P.Inner->On->getNameAsString(), P.What.Message});
    F.Notes.push_back(
        Out.noteAt(*P.Inner, wholeText(*P.Inner), NoteCode::AliasHere,
                   {P.Inner->On->getNameAsString(), P.Inner->Parsed.Text}));
    if (!P.What.Hint.empty())
      F.Notes.push_back(
          Out.noteAt(*P.Outer, P.What.Where, NoteCode::Hint, {P.What.Hint}));
    Out.add(std::move(F));
  }
  return Out.take();
}

std::vector<Finding> checkAnnotatedDeclarations(ContractBuilder &Build,
                                                bool SystemHeaders) {
  DeclarationCheck Check(Build);
  forEachOwnedDeclaration(Build.context(), SystemHeaders,
                          [&](const Decl &D) { Check.declaration(D); });
  return Check.finish();
}

} // namespace shapetidy

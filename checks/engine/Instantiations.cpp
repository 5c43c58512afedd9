//===-- Instantiations.cpp - Templates that are reported on ---------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Instantiations.h"
#include "checks/engine/FindingArgs.h"
#include "checks/engine/OpaqueBlocks.h"
#include "checks/engine/Relevance.h"
#include "checks/engine/Transfer.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace shapetidy {

/// Nested deeper, an expression is left alone.
static constexpr unsigned MaxPatternDepth = 200;

/// Adds `N = 3, T = float` for one list of parameters.
static void addArguments(const ASTContext &Context,
                         const TemplateParameterList &Params,
                         const TemplateArgumentList &Args, std::string &Text) {
  llvm::raw_string_ostream Out(Text);
  for (unsigned I = 0; I < Params.size() && I < Args.size(); ++I) {
    if (Params.getParam(I)->getName().empty())
      continue;
    Out << (Text.empty() ? "" : ", ") << Params.getParam(I)->getName() << " = ";
    Args[I].print(Context.getPrintingPolicy(), Out, /*IncludeType=*/false);
  }
}

void noteInstantiation(Session &S, const FunctionDecl *Function,
                       Finding &Found) {
  CheckId Check = checkOf(Found.Code);
  if (Check == CheckId::Reveal || Check == CheckId::MissingAnnotation ||
      Check == CheckId::Unproven || Check == CheckId::SilentBroadcast)
    return;
  std::string Text;
  SourceLocation Where;
  const auto *Class =
      dyn_cast<ClassTemplateSpecializationDecl>(Function->getDeclContext());
  if (Class) {
    addArguments(S.Context,
                 *Class->getSpecializedTemplate()->getTemplateParameters(),
                 Class->getTemplateArgs(), Text);
    Where = Class->getPointOfInstantiation();
  }
  const FunctionTemplateDecl *Template = Function->getPrimaryTemplate();
  if (const TemplateArgumentList *Args =
          Function->getTemplateSpecializationArgs();
      Args && Template) {
    addArguments(S.Context, *Template->getTemplateParameters(), *Args, Text);
    Where = Function->getPointOfInstantiation();
  }
  if (!Text.empty() && Where.isValid())
    Found.Notes.push_back(
        {NoteCode::Instantiation, Where, {textArg(Text)}, {}});
}

/// The function whose body a closure class is written in, and the function
/// that one is written in if it is a closure, too.
static const FunctionDecl *outermostFunction(const CXXRecordDecl *Closure) {
  const FunctionDecl *Found = nullptr;
  for (const DeclContext *At = Closure->getDeclContext(); At;
       At = At->getParent())
    if (const auto *Function = dyn_cast<FunctionDecl>(At))
      Found = Function;
  return Found;
}

static InstanceSizes sizesFrom(Session &S, QualType Type) {
  Type = Type.getNonReferenceType();
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (Class && Class->isLambda()) {
    const FunctionDecl *Writer = outermostFunction(Class);
    return Writer && sizesOfInstance(S, Writer) != InstanceSizes::Open
               ? InstanceSizes::InClosure
               : InstanceSizes::Open;
  }
  FactSet NoFacts;
  OperationContext Context{S.Sizes, S.Decide, NoFacts,
                           S.origin(Origin::Source::Operation, {})};
  std::optional<Value> Carried = S.Models->carried(Type, Context);
  const ArrayValue *Array = Carried ? Carried->asArray() : nullptr;
  auto IsFixed = [](const Dim &D) {
    return D.isKnown() && D.Length->isConstant();
  };
  return Array && llvm::any_of(Array->Axes.prefix(), IsFixed)
             ? InstanceSizes::Fixed
             : InstanceSizes::Open;
}

static InstanceSizes sizesFrom(Session &S,
                               llvm::ArrayRef<TemplateArgument> Arguments) {
  InstanceSizes Most = InstanceSizes::Open;
  for (const TemplateArgument &Argument : Arguments) {
    switch (Argument.getKind()) {
    case TemplateArgument::Integral:
      Most = std::max(Most, InstanceSizes::Fixed);
      break;
    case TemplateArgument::Type:
      Most = std::max(Most, sizesFrom(S, Argument.getAsType()));
      break;
    case TemplateArgument::Pack:
      Most = std::max(Most, sizesFrom(S, Argument.pack_elements()));
      break;
    default:
      break;
    }
  }
  return Most;
}

InstanceSizes sizesOfInstance(Session &S, const FunctionDecl *Function) {
  InstanceSizes Most = InstanceSizes::Open;
  if (const auto *Own = Function->getTemplateSpecializationArgs())
    Most = sizesFrom(S, Own->asArray());
  if (const auto *Class =
          dyn_cast<ClassTemplateSpecializationDecl>(Function->getDeclContext()))
    Most = std::max(Most, sizesFrom(S, Class->getTemplateArgs().asArray()));
  return Most;
}

void noteUses(Session &S, const Frame &F, const CFGBlock &Block,
              bool IsReached) {
  if (F.isFollowed())
    return;
  for (const CFGElement &Element : Block) {
    std::optional<CFGStmt> Statement = Element.getAs<CFGStmt>();
    const FunctionDecl *Used =
        Statement ? InstanceReach::usedBy(Statement->getStmt()) : nullptr;
    if (!Used)
      continue;
    bool IsForOthers =
        F.IsMuted && sizesOfInstance(S, Used) != InstanceSizes::Open;
    S.Reach.note(F.Function, Used, IsReached && !IsForOthers);
  }
}

void mergeInstantiations(Finding &Known, const Finding &Again) {
  if (Known.Code != Again.Code)
    return;
  for (const FindingNote &Note : Again.Notes) {
    bool IsNew = Note.Code == NoteCode::Instantiation &&
                 llvm::none_of(Known.Notes, [&](const FindingNote &Old) {
                   return Old.Code == Note.Code && Old.Args == Note.Args;
                 });
    if (IsNew)
      Known.Notes.push_back(Note);
  }
}

/// What is thrown may be caught, and what is not evaluated cannot be wrong.
static bool isLeftAlone(const Stmt *Part) {
  // What is asked for in a pattern is answered in its instances.
  if (const auto *Call = dyn_cast<CallExpr>(Part))
    for (llvm::StringRef Name : {"reveal", "expect", "assume"})
      if (isNamed(Call->getDirectCallee(), "shape", Name))
        return true;
  if (asOpaqueBlock(Part))
    return true;
  return isa<CXXTryStmt, LambdaExpr, UnaryExprOrTypeTraitExpr, CXXNoexceptExpr,
             RequiresExpr, CXXTypeidExpr>(Part);
}

static void lookAt(Session &S, Frame &F, const Stmt *Part, unsigned Depth) {
  if (!Part || Depth > MaxPatternDepth || isLeftAlone(Part))
    return;
  const auto *E = dyn_cast<Expr>(Part);
  bool IsConstant = E && !E->isInstantiationDependent() &&
                    !E->isTypeDependent() && !E->isValueDependent();
  if (!IsConstant) {
    for (const Stmt *Child : Part->children())
      lookAt(S, F, Child, Depth + 1);
    return;
  }
  Environment Nothing;
  Point P{S, F, Nothing};
  evaluateTree(P, E);
}

void analyzePattern(Session &S, const FunctionDecl *Pattern) {
  if (isBroken(Pattern) || opaqueAttribute(*Pattern))
    return;
  S.Followed.reset();
  Frame F(Pattern, nullptr, nullptr);
  F.Reporting = true;
  lookAt(S, F, Pattern->getBody(), 0);
}

} // namespace shapetidy

//===-- OpaqueBlocks.cpp - Blocks that nobody looks into ------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/OpaqueBlocks.h"
#include "checks/engine/AnnotationReader.h"
#include "checks/engine/OperandLookup.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using llvm::StringRef;

namespace shapetidy {

/// Deeper than anybody writes: blocks there are not found.
static constexpr unsigned MaxBlockDepth = 400;

static constexpr llvm::StringLiteral OpaqueName = "shape::opaque";
/// On the first statement inside of the block, where a compiler takes no
/// attribute of ours on the block itself.
static constexpr llvm::StringLiteral InsideName = "shape::opaque_inside";

static const AnnotateAttr *annotationAmong(llvm::ArrayRef<const Attr *> Attrs,
                                           StringRef Name) {
  for (const Attr *A : Attrs)
    if (const auto *Annotate = dyn_cast<AnnotateAttr>(A))
      if (Annotate->getAnnotation() == Name)
        return Annotate;
  return nullptr;
}

/// The mark that SHAPE_OPAQUE_BEGIN leaves behind, or an attribute that could
/// not stand on the block.
static const AnnotateAttr *markIn(const CompoundStmt *Body) {
  const Stmt *First = Body->body_empty() ? nullptr : Body->body_front();
  if (const auto *Attributed = dyn_cast_or_null<AttributedStmt>(First))
    return annotationAmong(Attributed->getAttrs(), InsideName);
  const auto *Declaration = dyn_cast_or_null<DeclStmt>(First);
  if (!Declaration || !Declaration->isSingleDecl())
    return nullptr;
  const Decl *Mark = Declaration->getSingleDecl();
  return Mark->hasAttrs() ? annotationAmong(Mark->getAttrs(), OpaqueName)
                          : nullptr;
}

std::optional<OpaqueBlock> asOpaqueBlock(const Stmt *S) {
  const AnnotateAttr *Mark = nullptr;
  const auto *Body = dyn_cast_or_null<CompoundStmt>(S);
  if (Body)
    Mark = markIn(Body);
  if (const auto *Attributed = dyn_cast_or_null<AttributedStmt>(S)) {
    Body = dyn_cast<CompoundStmt>(Attributed->getSubStmt());
    Mark = annotationAmong(Attributed->getAttrs(), OpaqueName);
  }
  if (!Body || !Mark)
    return std::nullopt;
  OpaqueBlock Found;
  Found.Body = Body;
  Found.Attr = Mark;
  Found.Literal = written(*Mark).Literal;
  return Found;
}

const AnnotateAttr *opaqueAttribute(const FunctionDecl &Function) {
  for (const FunctionDecl *Redecl : Function.redecls())
    if (Redecl->hasAttrs())
      if (const AnnotateAttr *A =
              annotationAmong(Redecl->getAttrs(), OpaqueName))
        return A;
  const FunctionDecl *Pattern =
      Function.getTemplateInstantiationPattern(/*ForDefinition=*/false);
  bool IsOther =
      Pattern && Pattern->getCanonicalDecl() != Function.getCanonicalDecl();
  return IsOther ? opaqueAttribute(*Pattern) : nullptr;
}

namespace {
/// Goes through a body with the variables in scope at hand.
class BlockSearch {
public:
  explicit BlockSearch(std::vector<OpaqueBlock> &Found) : Found(Found) {}

  void enter(const ValueDecl *Variable) {
    if (Variable && Variable->getDeclName())
      Scope.push_back(Variable);
    if (const auto *Parts = dyn_cast_or_null<DecompositionDecl>(Variable))
      Scope.append(Parts->bindings().begin(), Parts->bindings().end());
  }

  void visit(const Stmt *Next, unsigned Depth) {
    if (!Next || Depth > MaxBlockDepth || isa<LambdaExpr>(Next))
      return;
    if (std::optional<OpaqueBlock> Block = asOpaqueBlock(Next)) {
      Block->Visible.assign(Scope.begin(), Scope.end());
      Block->IsInLoop = Loops > 0;
      Found.push_back(std::move(*Block));
      return;
    }
    size_t Outer = Scope.size();
    bool IsLoop = isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(Next);
    Loops += IsLoop;
    if (const auto *Handler = dyn_cast<CXXCatchStmt>(Next))
      enter(Handler->getExceptionDecl());
    for (const Stmt *Child : Next->children())
      visit(Child, Depth + 1);
    Loops -= IsLoop;
    // What a label or attribute stands before belongs to the scope around.
    if (!isa<LabelStmt, SwitchCase, AttributedStmt, DeclStmt>(Next))
      Scope.truncate(Outer);
    if (const auto *Declaration = dyn_cast<DeclStmt>(Next))
      for (const Decl *D : Declaration->decls())
        enter(dyn_cast<VarDecl>(D));
  }

private:
  std::vector<OpaqueBlock> &Found;
  llvm::SmallVector<const ValueDecl *, 16> Scope;
  unsigned Loops = 0;
};
} // namespace

/// Labels let a body go backwards without a loop.
static bool hasLabels(const FunctionDecl &Function) {
  return llvm::any_of(Function.decls(),
                      [](const Decl *D) { return isa<LabelDecl>(D); });
}

std::vector<OpaqueBlock> opaqueBlocksIn(const FunctionDecl &Function) {
  std::vector<OpaqueBlock> Found;
  BlockSearch Search(Found);
  for (const ParmVarDecl *Param : Function.parameters())
    Search.enter(Param);
  Search.visit(Function.getBody(), 0);
  if (!Found.empty() && hasLabels(Function))
    for (OpaqueBlock &Block : Found)
      Block.IsInLoop = true;
  return Found;
}

/// A lambda, for the call operator of one.
static const CXXRecordDecl *closureOf(const FunctionDecl &Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
  return Method && Method->getParent()->isLambda() ? Method->getParent()
                                                   : nullptr;
}

static const ValueDecl *findCapture(const CXXRecordDecl &Closure,
                                    StringRef Name) {
  for (const LambdaCapture &Capture : Closure.captures())
    if (Capture.capturesVariable() &&
        Capture.getCapturedVar()->getDeclName().isIdentifier() &&
        Capture.getCapturedVar()->getName() == Name)
      return Capture.getCapturedVar();
  return nullptr;
}

static const ValueDecl *findVisible(const OpaqueBlock &Block, StringRef Name) {
  for (const ValueDecl *Variable : llvm::reverse(Block.Visible))
    if (Variable->getDeclName().isIdentifier() && Variable->getName() == Name)
      return Variable;
  return nullptr;
}

/// A local variable of the function, wherever it is declared.
static const ValueDecl *findAnywhere(const FunctionDecl &Function,
                                     StringRef Name) {
  for (const Decl *D : Function.decls()) {
    const auto *Variable = dyn_cast<ValueDecl>(D);
    if (Variable && isa<VarDecl, BindingDecl>(Variable) &&
        Variable->getDeclName().isIdentifier() && Variable->getName() == Name)
      return Variable;
  }
  return nullptr;
}

OutputTarget findOutput(const FunctionDecl &Function, const OpaqueBlock &Block,
                        StringRef Name) {
  if (const ValueDecl *Local = findVisible(Block, Name))
    return {OutputTarget::Variable, Local};
  if (const ValueDecl *Hidden = findAnywhere(Function, Name))
    return {OutputTarget::Inside, Hidden};
  const CXXRecordDecl *Closure = closureOf(Function);
  if (const ValueDecl *Captured =
          Closure ? findCapture(*Closure, Name) : nullptr)
    return {OutputTarget::Variable, Captured};
  Found Known = Resolver(Function, nullptr).find(Name);
  if (Known.What == Found::Nothing)
    return {};
  bool IsField = Known.Decl && isa<FieldDecl>(Known.Decl);
  bool IsVariable = Known.Decl && isa<VarDecl>(Known.Decl);
  // A variable of the function around the lambda that is not captured.
  if (Closure || (!IsField && !IsVariable))
    return {OutputTarget::Unknown, nullptr};
  return {IsField ? OutputTarget::Field : OutputTarget::Variable, Known.Decl};
}

std::string nearestOutput(const FunctionDecl &Function,
                          const OpaqueBlock &Block, StringRef Typed) {
  llvm::SmallVector<StringRef, 16> Names;
  for (const ValueDecl *Variable : Block.Visible)
    if (Variable->getDeclName().isIdentifier())
      Names.push_back(Variable->getName());
  std::string Near = nearestName(Typed, Names);
  return Near.empty() ? Resolver(Function, nullptr).nearest(Typed) : Near;
}

} // namespace shapetidy

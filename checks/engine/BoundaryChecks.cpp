//===-- BoundaryChecks.cpp - What an opaque boundary may not do -----------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/BoundaryChecks.h"
#include "checks/engine/AnnotationPlace.h"
#include "checks/engine/FindingArgs.h"
#include "checks/engine/OperandLookup.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace shapetidy {

/// Deeper than anybody writes.
static constexpr unsigned MaxStatementDepth = 400;

namespace {
/// A statement after which control is outside.
struct Leaving {
  const char *Word;
  SourceLocation Where;
};

/// Searches a block, or the body of an opaque function, for what leaves it.
class LeaveSearch {
public:
  /// A return is how control leaves a function.
  explicit LeaveSearch(bool IsFunction) : IsFunction(IsFunction) {}

  void search(const Stmt *Body) {
    collectLabels(Body, 0);
    Root = Body;
    visit(Body, Around(), 0);
  }

  llvm::SmallVector<Leaving, 4> Found;
  llvm::SmallVector<OpaqueBlock, 1> Nested;

private:
  /// What a `break` and a `continue` would leave.
  struct Around {
    bool CanBreak = false, CanContinue = false;
  };

  void collectLabels(const Stmt *Next, unsigned Depth) {
    if (!Next || Depth > MaxStatementDepth || isa<LambdaExpr>(Next))
      return;
    if (const auto *Label = dyn_cast<LabelStmt>(Next))
      Labels.insert(Label->getDecl());
    for (const Stmt *Child : Next->children())
      collectLabels(Child, Depth + 1);
  }

  void leave(const char *Word, SourceLocation Where) {
    Found.push_back({Word, Where});
  }

  void visit(const Stmt *Next, Around Here, unsigned Depth) {
    if (!Next || Depth > MaxStatementDepth || isa<LambdaExpr>(Next))
      return;
    if (Next != Root)
      if (std::optional<OpaqueBlock> Inner = asOpaqueBlock(Next)) {
        // One mistake: what leaves the inner block is not looked at.
        Nested.push_back(std::move(*Inner));
        return;
      }
    check(Next, Here);
    if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(Next))
      Here = {true, true};
    if (isa<SwitchStmt>(Next))
      Here.CanBreak = true;
    for (const Stmt *Child : Next->children())
      visit(Child, Here, Depth + 1);
  }

  void check(const Stmt *Next, Around Here) {
    if (isa<ReturnStmt>(Next) && !IsFunction)
      leave("return", Next->getBeginLoc());
    if (isa<BreakStmt>(Next) && !Here.CanBreak)
      leave("break", Next->getBeginLoc());
    if (isa<ContinueStmt>(Next) && !Here.CanContinue)
      leave("continue", Next->getBeginLoc());
    if (isa<CoreturnStmt>(Next) && !cast<CoreturnStmt>(Next)->isImplicit())
      leave("co_return", Next->getBeginLoc());
    if (isa<CoyieldExpr>(Next))
      leave("co_yield", Next->getBeginLoc());
    if (const auto *Await = dyn_cast<CoawaitExpr>(Next);
        Await && !Await->isImplicit())
      leave("co_await", Next->getBeginLoc());
    if (isa<DependentCoawaitExpr>(Next))
      leave("co_await", Next->getBeginLoc());
    checkJump(Next);
  }

  void checkJump(const Stmt *Next) {
    if (const auto *Goto = dyn_cast<GotoStmt>(Next);
        Goto && !Labels.contains(Goto->getLabel()))
      leave("goto", Goto->getGotoLoc());
    if (const auto *Goto = dyn_cast<IndirectGotoStmt>(Next))
      if (const LabelDecl *Target = Goto->getConstantTarget();
          Target && !Labels.contains(Target))
        leave("goto", Goto->getGotoLoc());
    const auto *Asm = dyn_cast<GCCAsmStmt>(Next);
    for (unsigned I = 0; Asm && I < Asm->getNumLabels(); ++I)
      if (!Labels.contains(Asm->getLabelExpr(I)->getLabel()))
        return leave("asm goto", Asm->getAsmLoc());
  }

  bool IsFunction;
  const Stmt *Root = nullptr;
  llvm::SmallPtrSet<const LabelDecl *, 4> Labels;
};
} // namespace

static FindingNote noteOf(NoteCode Code, const AnnotateAttr &Mark,
                          const ASTContext &Context) {
  SourceLocation Where =
      userLocation(Mark.getLocation(), Context.getSourceManager());
  return {Code, Where, {}, {CharSourceRange::getTokenRange(Where, Where)}};
}

static Finding findingAt(SourceLocation Where, FindingCode Code,
                         llvm::ArrayRef<std::string> Args,
                         const ASTContext &Context) {
  Finding F;
  F.Code = Code;
  F.Where = userLocation(Where, Context.getSourceManager());
  F.Args.assign(Args.begin(), Args.end());
  F.Ranges = {CharSourceRange::getTokenRange(F.Where, F.Where)};
  return F;
}

static void noteDeclaration(Finding &F, const ValueDecl *Decl) {
  if (Decl)
    F.Notes.push_back({NoteCode::OutputIsHere,
                       Decl->getLocation(),
                       {textArg(Decl->getNameAsString())},
                       {}});
}

static llvm::StringRef writtenType(const DeclaredOutput &Item) {
  Span Where = Item.Says.Type->Where;
  return llvm::StringRef(Item.Use.Parsed.Text).slice(Where.Begin, Where.End);
}

/// Types that only an instantiation knows may be anything.
static void checkType(const DeclaredOutput &Item, const ValueDecl *Decl,
                      const ASTContext &Context, FindingList &Out) {
  QualType Type = Decl->getType().getNonReferenceType().getUnqualifiedType();
  if (canDescribe(*Item.Says.Type, Type))
    return;
  Finding F =
      Out.at(Item.Use, Item.NameSpan, *Item.Use.On, FindingCode::OutputType,
             {textArg(Item.Name), Type.getAsString(Context.getPrintingPolicy()),
              textArg(writtenType(Item))});
  noteDeclaration(F, Decl);
  Out.add(std::move(F));
}

static void checkOutput(const FunctionDecl &Function, const OpaqueBlock &Block,
                        const DeclaredOutput &Item, const ASTContext &Context,
                        FindingList &Out) {
  auto At = [&](FindingCode Code) {
    return Out.at(Item.Use, Item.NameSpan, *Item.Use.On, Code,
                  {textArg(Item.Name)});
  };
  if (Item.Name == "return")
    return Out.add(At(FindingCode::OutputNotReturned));
  OutputTarget Target = findOutput(Function, Block, Item.Name);
  if (Target.What == OutputTarget::Nothing) {
    Finding F = At(FindingCode::OutputUnknown);
    std::string Near = nearestOutput(Function, Block, Item.Name);
    if (!Near.empty()) {
      F.Notes.push_back(Out.noteAt(Item.Use, Item.NameSpan,
                                   NoteCode::DidYouMean, {textArg(Near)}));
      Out.suggest(F, Item.Use, Item.NameSpan, *Item.Use.On, Near);
    }
    return Out.add(std::move(F));
  }
  if (Target.What == OutputTarget::Inside) {
    Finding F = At(FindingCode::OutputInside);
    noteDeclaration(F, Target.Decl);
    return Out.add(std::move(F));
  }
  if (Target.Decl)
    checkType(Item, Target.Decl, Context, Out);
}

void checkOpaqueBlock(const FunctionDecl &Function, const OpaqueBlock &Block,
                      const DeclaredOutputs *Declared,
                      const ASTContext &Context, FindingList &Out) {
  LeaveSearch Search(/*IsFunction=*/false);
  Search.search(Block.Body);
  FindingNote Begin = noteOf(NoteCode::OpaqueBlockBegins, *Block.Attr, Context);
  for (const Leaving &L : Search.Found) {
    Finding F = findingAt(L.Where, FindingCode::OpaqueLeft, {L.Word}, Context);
    F.Notes.push_back(Begin);
    Out.add(std::move(F));
  }
  for (const OpaqueBlock &Inner : Search.Nested) {
    Finding F = findingAt(Inner.Attr->getLocation(), FindingCode::OpaqueNested,
                          {}, Context);
    F.Notes.push_back(Begin);
    Out.add(std::move(F));
  }
  if (Declared)
    for (const DeclaredOutput &Item : Declared->Items)
      checkOutput(Function, Block, Item, Context, Out);
}

/// Does whoever calls see what is assigned to the parameter?
static bool comesBack(const ParmVarDecl &Param) {
  QualType Type = Param.getType();
  if (Type->isDependentType())
    return true;
  return (Type->isReferenceType() || Type->isPointerType() ||
          Type->isArrayType()) &&
         !Type->getPointeeType().isConstQualified();
}

static const ParmVarDecl *parameterNamed(const FunctionDecl &Function,
                                         llvm::StringRef Name) {
  for (const FunctionDecl *Redecl : Function.redecls())
    for (const ParmVarDecl *Param : Redecl->parameters())
      if (Param->getName() == Name)
        return Param;
  return nullptr;
}

/// An output of a function: a parameter, `return`, or something around it.
static void checkOutput(const FunctionDecl &Function,
                        const DeclaredOutput &Item, const ASTContext &Context,
                        FindingList &Out) {
  std::string Name = textArg(Function.getNameAsString());
  auto Report = [&](FindingCode Code, llvm::ArrayRef<std::string> Args) {
    Out.add(Out.at(Item.Use, Item.NameSpan, *Item.Use.On, Code, Args));
  };
  if (Item.Name == "return") {
    if (Function.getReturnType()->isVoidType() ||
        isa<CXXConstructorDecl>(Function))
      Report(FindingCode::OutputOfVoid, {Name});
    return;
  }
  const ParmVarDecl *Param = parameterNamed(Function, Item.Name);
  if (Param && !comesBack(*Param))
    return Report(FindingCode::OutputCopy, {textArg(Item.Name), Name});
  if (Param)
    return checkType(Item, Param, Context, Out);
  Found Known = Resolver(Function, nullptr).find(Item.Name);
  bool IsLocal = Known.Decl && isa<VarDecl>(Known.Decl) &&
                 cast<VarDecl>(Known.Decl)->hasLocalStorage();
  if (Known.What == Found::Nothing || IsLocal)
    Report(FindingCode::OutputNowhere, {textArg(Item.Name), Name});
}

void checkOpaqueFunction(const FunctionDecl &Function, const AnnotateAttr &Mark,
                         const DeclaredOutputs *Declared,
                         const ASTContext &Context, FindingList &Out) {
  FindingNote Begin = noteOf(NoteCode::OpaqueFunctionHere, Mark, Context);
  LeaveSearch Search(/*IsFunction=*/true);
  if (const FunctionDecl *Body = Function.getDefinition())
    Search.search(Body->getBody());
  for (const Leaving &L : Search.Found) {
    Finding F =
        findingAt(L.Where, FindingCode::OpaqueFunctionLeft, {L.Word}, Context);
    F.Notes.push_back(Begin);
    Out.add(std::move(F));
  }
  for (const OpaqueBlock &Inner : Search.Nested) {
    Finding F = findingAt(Inner.Attr->getLocation(),
                          FindingCode::OpaqueNestedInFunction,
                          {textArg(Function.getNameAsString())}, Context);
    F.Notes.push_back(Begin);
    Out.add(std::move(F));
  }
  if (Declared)
    for (const DeclaredOutput &Item : Declared->Items)
      checkOutput(Function, Item, Context, Out);
}

} // namespace shapetidy

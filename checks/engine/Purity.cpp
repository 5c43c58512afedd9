//===-- Purity.cpp - What a pure callback changes -------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Purity.h"
#include "checks/engine/CallSite.h"
#include "checks/engine/Callables.h"
#include "checks/engine/ClangCompat.h"
#include "checks/engine/FindingArgs.h"
#include "checks/engine/Holders.h"
#include "checks/engine/Memory.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace clang;

namespace shapetidy {

/// Calls inside of calls that are looked into, and how many in all.
static constexpr unsigned MaxPurityDepth = 12, MaxPurityBodies = 200;

namespace {
/// A write to what was there before.
struct Effect {
  Holder On;
  SourceRange Where;
  llvm::SmallVector<std::pair<const Expr *, const FunctionDecl *>, 4> Calls;
};

/// Looks for the first effect of a function.
class EffectSearch {
public:
  explicit EffectSearch(Session &S) : S(S) {}
  std::optional<Effect> in(const FunctionDecl *Root, Holder Object);

private:
  void body(const Activation &Now);
  void statement(const Activation &Now, const Stmt *Next);
  void expression(const Activation &Now, const Expr *E);
  void call(const Activation &Now, const CallExpr *Call);
  void method(const Activation &Now, const CallExpr *Call,
              const CXXMethodDecl *Method);
  void follow(const Activation &Now, const Expr *Call,
              const FunctionDecl *Callee, llvm::ArrayRef<const Expr *> Args,
              Holder Object);
  void write(const Activation &Now, const Holder &On, const Expr *Where);
  const FunctionDecl *bodyOf(const FunctionDecl *Callee) const;

  Session &S;
  std::optional<Effect> Found;
  std::set<std::pair<const FunctionDecl *, std::vector<unsigned>>> Seen;
  unsigned Depth = 0;
};
} // namespace

/// The definition of a user's function, if it is here.
const FunctionDecl *EffectSearch::bodyOf(const FunctionDecl *Callee) const {
  const FunctionDecl *Definition = nullptr;
  if (!Callee || !Callee->hasBody(Definition) || !Definition->getBody() ||
      Definition->isDependentContext() || Definition->isDefaulted() ||
      S.Context.getSourceManager().isInSystemHeader(
          Definition->getLocation()) ||
      S.Models->isLibraryCode(Definition))
    return nullptr;
  return Definition;
}

void EffectSearch::write(const Activation &Now, const Holder &On,
                         const Expr *Where) {
  if (Found || !On.outlives())
    return;
  Found = Effect{On, Where->getSourceRange(), {}};
  for (const Activation *A = &Now; A->Caller; A = A->Caller)
    Found->Calls.insert(Found->Calls.begin(), {A->Call, A->Function});
}

void EffectSearch::follow(const Activation &Now, const Expr *Call,
                          const FunctionDecl *Callee,
                          llvm::ArrayRef<const Expr *> Args, Holder Object) {
  if (Depth >= MaxPurityDepth || Seen.size() >= MaxPurityBodies)
    return;
  Activation Next;
  Next.Function = Callee;
  Next.Caller = &Now;
  Next.Call = Call;
  Next.This = Object;
  Holders Of(Now);
  std::vector<unsigned> Key = {static_cast<unsigned>(Object.What)};
  for (unsigned I = 0; I < Callee->getNumParams() && I < Args.size(); ++I) {
    bool IsReference = Callee->getParamDecl(I)->getType()->isReferenceType();
    bool IsPointer = Callee->getParamDecl(I)->getType()->isPointerType();
    Next.Places.push_back(IsReference ? Of.holderOf(Args[I]) : Holder());
    Next.Pointees.push_back(IsReference || IsPointer ? Of.pointeeOf(Args[I])
                                                     : Holder());
    Key.push_back(static_cast<unsigned>(Next.Places.back().What));
    Key.push_back(static_cast<unsigned>(Next.Pointees.back().What));
  }
  if (!Seen.insert({Callee, std::move(Key)}).second)
    return;
  ++Depth;
  body(Next);
  --Depth;
}

/// Methods of library classes that are not constant, and change nothing.
static bool onlyGivesAccess(const CXXMethodDecl *Method) {
  switch (Method->getOverloadedOperator()) {
  case OO_Subscript:
  case OO_Star:
  case OO_Arrow:
  case OO_Call:
    return true;
  case OO_None:
    break;
  default:
    return false;
  }
  static constexpr llvm::StringLiteral Names[] = {
      "begin",       "end",         "rbegin",        "rend",
      "cbegin",      "cend",        "data",          "at",
      "front",       "back",        "top",           "find",
      "lower_bound", "upper_bound", "get",           "value",
      "equal_range", "c_str",       "lock",          "unlock",
      "try_lock",    "lock_shared", "unlock_shared", "row",
      "col",         "block"};
  return !Method->getIdentifier() ||
         llvm::is_contained(Names, Method->getName());
}

/// libtorch changes an array in place by methods that are constant.
static bool changesInPlace(Session &S, const CXXMethodDecl *Method) {
  return Method->getIdentifier() && Method->getName().ends_with("_") &&
         !Method->getName().ends_with("__") &&
         S.Models->isArrayType(canonicalType(Method->getParent()));
}

static bool isAssignment(const CXXMethodDecl *Method) {
  OverloadedOperatorKind Operator = Method->getOverloadedOperator();
  return Method->isCopyAssignmentOperator() ||
         Method->isMoveAssignmentOperator() || Operator == OO_Equal ||
         Operator == OO_PlusPlus || Operator == OO_MinusMinus ||
         (Operator >= OO_PlusEqual && Operator <= OO_PipeEqual) ||
         Operator == OO_LessLessEqual || Operator == OO_GreaterGreaterEqual;
}

static bool isStreamClass(QualType Type,
                          llvm::ArrayRef<llvm::StringLiteral> Names) {
  const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  return Class && Class->isInStdNamespace() && Class->getIdentifier() &&
         llvm::is_contained(Names, Class->getName());
}

/// Nobody in the program reads what is written to a stream, unless the stream
/// is a string of the program.
static bool isOutput(const Expr *Object, const Holder &On) {
  static constexpr llvm::StringLiteral Streams[] = {
      "basic_ostream", "basic_ofstream", "basic_iostream", "basic_fstream",
      "basic_osyncstream"};
  static constexpr llvm::StringLiteral Strings[] = {
      "basic_ostringstream", "basic_stringstream", "basic_ospanstream",
      "basic_spanstream"};
  const auto *Known = dyn_cast_or_null<ValueDecl>(On.Name);
  return Object && isStreamClass(stripped(Object)->getType(), Streams) &&
         !(Known && isStreamClass(Known->getType(), Strings));
}

void EffectSearch::method(const Activation &Now, const CallExpr *Call,
                          const CXXMethodDecl *Method) {
  CallSite Site = callSiteOf(Call);
  Holder Object = Holders(Now).receiverOf(Call);
  const auto *Member = dyn_cast<MemberExpr>(Call->getCallee()->IgnoreParens());
  bool IsCertain = !Method->isVirtual() || (Member && Member->hasQualifier());
  if (const FunctionDecl *Body = IsCertain ? bodyOf(Method) : nullptr)
    return follow(Now, Call, Body, Site.Args, Object);
  bool IsForeign = S.Models->isLibraryCode(Method) ||
                   S.Context.getSourceManager().isInSystemHeader(
                       Method->getCanonicalDecl()->getLocation());
  bool Writes = Method->isConst()      ? changesInPlace(S, Method)
                : isAssignment(Method) ? true
                                       : IsForeign && !onlyGivesAccess(Method);
  if (Writes && !isOutput(Site.Receiver, Object))
    write(Now, Object, Call);
}

/// The argument that a function of std writes to, or through; none for others.
static std::optional<unsigned> writtenArgument(const FunctionDecl *Callee) {
  if (!Callee->getIdentifier())
    return std::nullopt;
  bool IsStandard = Callee->isInStdNamespace() ||
                    Callee->getDeclContext()->isExternCContext();
  static constexpr llvm::StringLiteral First[] = {
      "swap",        "exchange", "fill",    "fill_n", "iota",   "sort",
      "stable_sort", "generate", "reverse", "memcpy", "memset", "memmove"};
  static constexpr llvm::StringLiteral Third[] = {"copy", "copy_n", "copy_if",
                                                  "transform"};
  if (!IsStandard)
    return std::nullopt;
  if (llvm::is_contained(First, Callee->getName()))
    return 0;
  return llvm::is_contained(Third, Callee->getName())
             ? std::optional<unsigned>(2)
             : std::nullopt;
}

static bool isStreamOperator(const FunctionDecl *Callee) {
  return (Callee->getOverloadedOperator() == OO_LessLess ||
          Callee->getOverloadedOperator() == OO_GreaterGreater) &&
         Callee->isInStdNamespace();
}

void EffectSearch::call(const Activation &Now, const CallExpr *Call) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (!Callee)
    return;
  const auto *Method = dyn_cast<CXXMethodDecl>(Callee);
  if (Method && !Method->isStatic())
    return method(Now, Call, Method);
  CallSite Site = callSiteOf(Call);
  if (const FunctionDecl *Body = bodyOf(Callee))
    return follow(Now, Call, Body, Site.Args, Holder());
  Holders Of(Now);
  if (isStreamOperator(Callee) && !Site.Args.empty()) {
    Holder Stream = Of.holderOf(Site.Args[0]);
    if (!isOutput(Site.Args[0], Stream))
      write(Now, Stream, Call);
    return;
  }
  std::optional<unsigned> Index = writtenArgument(Callee);
  if (!Index || *Index >= Site.Args.size())
    return;
  bool IsReference = Callee->getNumParams() > *Index &&
                     Callee->getParamDecl(*Index)->getType()->isReferenceType();
  write(Now,
        IsReference ? Of.holderOf(Site.Args[*Index])
                    : Of.pointeeOf(Site.Args[*Index]),
        Call);
}

void EffectSearch::expression(const Activation &Now, const Expr *E) {
  Holders Of(Now);
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    if (Binary->isAssignmentOp())
      write(Now, Of.holderOf(Binary->getLHS()), E);
  } else if (const auto *Unary = dyn_cast<UnaryOperator>(E)) {
    if (Unary->isIncrementDecrementOp())
      write(Now, Of.holderOf(Unary->getSubExpr()), E);
  } else if (const auto *Call = dyn_cast<CallExpr>(E)) {
    call(Now, Call);
  } else if (const auto *Delete = dyn_cast<CXXDeleteExpr>(E)) {
    write(Now, Of.pointeeOf(Delete->getArgument()), E);
  } else if (const auto *Made = dyn_cast<CXXConstructExpr>(E)) {
    llvm::SmallVector<const Expr *, 4> Args(Made->arguments());
    if (const FunctionDecl *Body = bodyOf(Made->getConstructor()))
      follow(Now, E, Body, Args, {Holder::Kind::Local, nullptr});
  }
}

/// In the order in which the text is read.
void EffectSearch::statement(const Activation &Now, const Stmt *Next) {
  if (!Next || Found || isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr>(Next))
    return;
  if (const auto *If = dyn_cast<IfStmt>(Next); If && If->isConstexpr())
    if (std::optional<const Stmt *> Taken = If->getNondiscardedCase(S.Context))
      return statement(Now, *Taken);
  // A closure that is made here is taken to be called here.
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Next)) {
    const CXXMethodDecl *Operator = Lambda->getCallOperator();
    if (Operator && !Operator->isDependentContext())
      follow(Now, Lambda, Operator, {}, Holder());
    return;
  }
  for (const Stmt *Child : Next->children())
    statement(Now, Child);
  if (const auto *E = dyn_cast<Expr>(Next); E && !Found)
    expression(Now, E);
}

void EffectSearch::body(const Activation &Now) {
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Now.Function))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      statement(Now, Init->getInit());
  statement(Now, Now.Function->getBody());
}

std::optional<Effect> EffectSearch::in(const FunctionDecl *Root,
                                       Holder Object) {
  Activation First;
  First.Function = bodyOf(Root);
  First.This = Object;
  if (First.Function)
    body(First);
  return Found;
}

/// The function whose body runs; any instance of a generic one will do.
static const FunctionDecl *runs(const CallableValue &What) {
  if (What.What == CallableValue::Form::Function) {
    const FunctionTemplateDecl *Template =
        What.Target->getDescribedFunctionTemplate();
    if (!Template)
      return What.Target;
    for (const FunctionDecl *Instance : Template->specializations())
      return Instance;
    return nullptr;
  }
  const CallableValue *Inner =
      What.Parts.empty() ? nullptr : What.Parts.front().asCallable();
  return Inner ? runs(*Inner) : nullptr;
}

static FindingCode codeFor(const Holder &On) {
  switch (On.What) {
  case Holder::Kind::Own:
    // The copy of a captured variable, or what that leads to.
    return isa_and_nonnull<VarDecl>(On.Name) ? FindingCode::ImpureCapture
                                             : FindingCode::ImpureObject;
  case Holder::Kind::Static:
    return FindingCode::ImpureStatic;
  case Holder::Kind::Global:
    return FindingCode::ImpureGlobal;
  default:
    return FindingCode::ImpureCapture;
  }
}

static void noteEffect(Finding &F, NoteCode Code, SourceRange Where,
                       std::string Arg) {
  FindingNote Note;
  Note.Code = Code;
  Note.Where = Where.getBegin();
  Note.Args = {std::move(Arg)};
  Note.Ranges = {CharSourceRange::getTokenRange(Where)};
  F.Notes.push_back(std::move(Note));
}

/// What is run; null if that is not known.
static const FunctionDecl *rootOf(Point &P, const Expr *Given) {
  std::optional<CallableValue> What = callableOf(P, Given);
  return What ? runs(*What) : nullptr;
}

static std::optional<Effect> firstEffect(Point &P, const FunctionDecl *Root) {
  return EffectSearch(P.S).in(Root, {Holder::Kind::Own, nullptr});
}

bool mayHaveEffects(Point &P, const Expr *Given) {
  const FunctionDecl *Root = rootOf(P, Given);
  return !Root || firstEffect(P, Root);
}

void checkPurity(Point &P, const Expr *Given) {
  const FunctionDecl *Root = P.F.Reporting ? rootOf(P, Given) : nullptr;
  if (!Root)
    return;
  std::optional<Effect> Found = firstEffect(P, Root);
  if (!Found)
    return;
  std::string Name =
      Found->On.Name ? Found->On.Name->getNameAsString() : "this";
  Finding F;
  F.Code = codeFor(Found->On);
  F.Where = Given->getExprLoc();
  F.Args = {textArg(calledText(P, Given)), textArg(Name)};
  F.Ranges = {CharSourceRange::getTokenRange(Given->getSourceRange())};
  for (const auto &[Call, Callee] : Found->Calls)
    if (!isa<LambdaExpr>(Call))
      noteEffect(F, NoteCode::CalledHere, Call->getSourceRange(),
                 textArg(Callee->getNameAsString()));
  noteEffect(F, NoteCode::WrittenHere, Found->Where, textArg(Name));
  P.report(std::move(F));
}

} // namespace shapetidy

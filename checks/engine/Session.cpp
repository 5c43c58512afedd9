//===-- Session.cpp - What one translation unit shares --------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Session.h"
#include "checks/engine/Callables.h"
#include "checks/engine/Instantiations.h"
#include "checks/engine/OpaqueRegions.h"
#include "checks/engine/Owners.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include <numeric>

namespace shapetidy {

Origin OriginTable::add(Origin::Source From, clang::SourceRange Where) {
  if (Where.isInvalid())
    return {From, 0};
  Key Begin(Where.getBegin().getRawEncoding(), Where.getEnd().getRawEncoding());
  auto [At, IsNew] = Ids.try_emplace(Begin, Ranges.size());
  if (IsNew)
    Ranges.push_back(Where);
  return {From, At->second};
}

clang::SourceRange OriginTable::where(Origin O) const {
  return O.Id < Ranges.size() ? Ranges[O.Id] : clang::SourceRange();
}

void FindingSink::add(Finding Found) {
  if (Found.Where.isInvalid())
    return;
  if (!Found.Calls.empty()) {
    Pending.push_back(std::move(Found));
    return;
  }
  auto [At, IsNew] =
      Taken.try_emplace(Found.Where.getRawEncoding(), All.size());
  if (IsNew)
    All.push_back(std::move(Found));
  else
    mergeInstantiations(All[At->second], Found);
}

void FindingSink::release(
    const llvm::DenseSet<const clang::FunctionDecl *> &Avoided) {
  for (auto &[Body, Found] : Held)
    if (!Avoided.contains(Body))
      add(std::move(Found));
  Held.clear();
}

void FindingSink::advise(Finding Found) {
  std::vector<std::string> Args(Found.Args.begin(), Found.Args.end());
  if (Found.Where.isValid() &&
      Advised.insert({Found.Where.getRawEncoding(), std::move(Args)}).second)
    All.push_back(std::move(Found));
}

/// The place where it happens, and the last \p Calls calls before.
static std::string wayTo(const Finding &F, size_t Calls) {
  std::string Key = std::to_string(F.Where.getRawEncoding());
  for (const CallStep &Step : llvm::ArrayRef(F.Calls).take_back(Calls))
    Key += ' ' + std::to_string(Step.Where.getBegin().getRawEncoding());
  return Key;
}

/// What happens there, whoever called.
static std::string mistakeOf(const Finding &F) {
  std::string Key =
      wayTo(F, 0) + ' ' + std::to_string(static_cast<unsigned>(F.Code));
  for (const std::string &Arg : F.Args)
    (Key += '\0') += Arg;
  return Key;
}

static void moveToCall(Finding &F) {
  std::vector<FindingNote> Way;
  for (const CallStep &Step : llvm::ArrayRef(F.Calls).drop_front())
    Way.push_back({NoteCode::CalledHere,
                   Step.Where.getBegin(),
                   {Step.Callee},
                   {clang::CharSourceRange::getTokenRange(Step.Where)}});
  FindingNote Inside{NoteCode::InsideCallee, F.Where, {}, {}};
  for (clang::CharSourceRange Range : F.Ranges)
    Inside.Ranges.push_back(Range);
  Way.push_back(std::move(Inside));
  F.Notes.insert(F.Notes.begin(), Way.begin(), Way.end());
  const CallStep &Outermost = F.Calls.front();
  F.Where = Outermost.Where.getBegin();
  F.Ranges = {clang::CharSourceRange::getTokenRange(Outermost.Where)};
  F.Inside = Outermost.Callee;
  F.Fixes.clear();
  F.Calls.clear();
}

bool FindingSink::isConsequence(const Finding &F) const {
  return llvm::any_of(F.Calls, [&](const CallStep &Step) {
    return Step.Promising && isBlamed(Step.Promising);
  });
}

std::vector<size_t>
FindingSink::blamedCalls(const clang::SourceManager &Sources) const {
  auto Outermost = [&](size_t I) {
    return Pending[I].Calls.front().Where.getBegin();
  };
  std::vector<size_t> Nearest(Pending.size());
  std::iota(Nearest.begin(), Nearest.end(), 0);
  llvm::stable_sort(Nearest, [&](size_t A, size_t B) {
    if (Pending[A].Calls.size() != Pending[B].Calls.size())
      return Pending[A].Calls.size() < Pending[B].Calls.size();
    return Sources.isBeforeInTranslationUnit(Outermost(A), Outermost(B));
  });
  llvm::StringSet<> Ways, Mistakes;
  llvm::DenseSet<unsigned> Calling;
  std::vector<size_t> Blamed;
  for (size_t I : Nearest) {
    const Finding &Found = Pending[I];
    unsigned Where = Found.Where.getRawEncoding();
    bool Known = Taken.contains(Where) || Calling.contains(Where) ||
                 isConsequence(Found);
    for (size_t Calls = 1; Calls < Found.Calls.size(); ++Calls)
      Known |= Ways.contains(wayTo(Found, Calls));
    if (Known)
      continue;
    Ways.insert(wayTo(Found, Found.Calls.size()));
    if (!Mistakes.insert(mistakeOf(Found)).second)
      continue;
    Calling.insert(Outermost(I).getRawEncoding());
    Blamed.push_back(I);
  }
  return Blamed;
}

void FindingSink::settleCalls(const clang::SourceManager &Sources) {
  std::vector<size_t> Blamed = blamedCalls(Sources);
  // Of what one call does wrong, the first is shown: the others may follow
  // from it.
  llvm::sort(Blamed);
  for (size_t I : Blamed) {
    moveToCall(Pending[I]);
    add(std::move(Pending[I]));
  }
  Pending.clear();
}

std::vector<Finding> FindingSink::take(const clang::SourceManager &Sources) {
  settleCalls(Sources);
  llvm::stable_sort(All, [&](const Finding &A, const Finding &B) {
    return Sources.isBeforeInTranslationUnit(A.Where, B.Where);
  });
  return std::move(All);
}

/// Empty for a source that is no file.
static llvm::StringRef mainFile(const clang::ASTContext &Context) {
  const clang::SourceManager &Sources = Context.getSourceManager();
  clang::OptionalFileEntryRef File =
      Sources.getFileEntryRefForID(Sources.getMainFileID());
  return File ? File->getName() : llvm::StringRef();
}

Session::Session(clang::ASTContext &Context, const AnalysisOptions &Options)
    : Context(Context), Options(Options), Contracts(Context),
      Models(ModelLibrary::remembering(
          ModelLibrary::forFile(mainFile(Context), ModelProblems))),
      Trees(Context), Decide(Sizes) {}

Session::~Session() = default;

const OpaqueRegions &
Session::opaqueRegions(const clang::FunctionDecl *Function) {
  auto At = Opaque.find(Function);
  if (At != Opaque.end())
    return *At->second;
  auto Regions = std::make_unique<OpaqueRegions>(*this, *Function);
  return *(Opaque[Function] = std::move(Regions));
}

const EffectiveAnnotation *
Session::annotationIn(const clang::StringLiteral *Literal) {
  std::unique_ptr<Statement> &Known = Statements[Literal];
  if (!Known) {
    Known = std::make_unique<Statement>();
    Known->Use.Literal = Literal;
    Known->Use.Parsed = parseAnnotation(Literal->getString());
    Known->Says.Uses = {&Known->Use};
    if (Known->Use.Parsed.ok()) {
      Known->Says.Type = Known->Use.Parsed.Root;
      Known->Says.AxisUse.assign(Known->Says.Type->Shape.Axes.size(), 0);
    }
  }
  return Known->Says.Type ? &Known->Says : nullptr;
}

/// Do contracts of its methods speak of the object: `{self.dim}`?
static bool hasContracts(ContractReader &Contracts,
                         const clang::CXXRecordDecl *Class) {
  return llvm::any_of(Class->methods(), [&](const clang::CXXMethodDecl *M) {
    const Contract *Promise =
        M->isImplicit() ? nullptr : Contracts.contractOf(M);
    return Promise && !Promise->empty();
  });
}

/// Is it a pointer to a function of arrays, or something like std::function?
bool Session::callsWithArrays(clang::QualType Type) {
  bool IsCallable = Type->isFunctionPointerType() || isCallableWrapper(Type);
  const clang::FunctionProtoType *Called =
      IsCallable ? signatureOf(Type) : nullptr;
  if (!Called)
    return false;
  auto IsArray = [&](clang::QualType Part) {
    return !Part->isDependentType() &&
           Models->isArrayType(Part.getNonReferenceType());
  };
  return IsArray(Called->getReturnType()) ||
         llvm::any_of(Called->param_types(), IsArray);
}

/// Parts of containers in containers that are looked at.
static constexpr unsigned MaxPartDepth = 4;

/// Is it a container, tuple or optional of what has shapes?
static bool hasPartsWithShapes(Session &S, clang::QualType Type,
                               unsigned Depth = 0) {
  Type = Type.getNonReferenceType();
  if (Depth > MaxPartDepth || Type->isDependentType() ||
      !Type->getAsCXXRecordDecl())
    return false;
  TreeType Of = S.Trees.typeOf(Type, *S.Models);
  if (Of.What == TreeType::Kind::Record)
    return false;
  return llvm::any_of(Of.Parts, [&](clang::QualType Part) {
    return S.isInteresting(Part) || hasPartsWithShapes(S, Part, Depth + 1);
  });
}

bool Session::holdsShapes(const clang::CXXRecordDecl *Class) {
  Class = Class ? Class->getDefinition() : nullptr;
  if (!Class || Class->isDependentContext() || Class->isInvalidDecl())
    return false;
  // Entered as false first, so that recursion through pointers ends.
  auto [At, IsNew] = Holders.try_emplace(Class, false);
  if (!IsNew)
    return At->second;
  bool Holds =
      hasContracts(Contracts, Class) || Trees.find(Class, *Models) != nullptr;
  for (const clang::FieldDecl *Field : Class->fields())
    Holds = Holds || Contracts.annotationOf(Field) ||
            isInteresting(Field->getType()) ||
            callsWithArrays(Field->getType()) ||
            hasPartsWithShapes(*this, Field->getType());
  for (const clang::CXXBaseSpecifier &Base : Class->bases())
    Holds = Holds || holdsShapes(Base.getType()->getAsCXXRecordDecl());
  Holders[Class] = Holds;
  return Holds;
}

bool Session::isInteresting(clang::QualType Type) {
  // Code that does not compile has expressions without a type.
  if (Type.isNull())
    return false;
  Type = Type.getNonReferenceType();
  if (Type->isDependentType())
    return false;
  if (Models->isArrayType(Type) || Models->isRecordType(Type))
    return true;
  if (const clang::CXXRecordDecl *Owned = ownedClass(Type))
    return holdsShapes(Owned) || isModule(Owned);
  const clang::CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  return Class &&
         !Context.getSourceManager().isInSystemHeader(Class->getLocation()) &&
         holdsShapes(Class);
}

} // namespace shapetidy

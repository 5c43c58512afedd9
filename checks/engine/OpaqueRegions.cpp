//===-- OpaqueRegions.cpp - Passing a block without looking ---------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/OpaqueRegions.h"
#include "checks/engine/AnnotationReader.h"
#include "checks/engine/Claims.h"
#include "checks/engine/Containers.h"
#include "checks/engine/Effects.h"
#include "checks/engine/FindingArgs.h"
#include "checks/engine/Judgement.h"
#include "checks/engine/Matching.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Transfer.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace shapetidy {

bool OpaqueRegion::declares(const OpaqueUse &Use) const {
  const ValueDecl *Named = Use.named();
  return Named && llvm::any_of(Outputs, [&](const Output &Item) {
           return Item.Target.Decl && Item.Target.Decl->getCanonicalDecl() ==
                                          Named->getCanonicalDecl();
         });
}

OpaqueRegions::OpaqueRegions(Session &S, const FunctionDecl &Function) {
  for (OpaqueBlock &Block : opaqueBlocksIn(Function)) {
    OpaqueRegion Region{&Function, std::move(Block), {}, {}};
    Region.Uses = usesIn(S, Region.Block.Body);
    if (Region.Block.Literal)
      for (const DeclaredOutput &Item :
           S.Contracts.outputsIn(*Region.Block.Literal, Function).Items)
        Region.Outputs.push_back(
            {&Item, findOutput(Function, Region.Block, Item.Name)});
    Regions.push_back(std::move(Region));
    addStatements(Regions.back().Block.Body, Regions.size() - 1);
  }
}

void OpaqueRegions::addStatements(const Stmt *Body, unsigned Region) {
  llvm::SmallVector<const Stmt *, 32> Open = {Body};
  while (!Open.empty()) {
    const Stmt *Next = Open.pop_back_val();
    if (!Next || !Inside.try_emplace(Next, Region).second)
      continue;
    if (const auto *Declaration = dyn_cast<DeclStmt>(Next))
      for (const Decl *D : Declaration->decls())
        Inside.try_emplace(D, Region);
    if (!isa<LambdaExpr>(Next))
      Open.append(Next->child_begin(), Next->child_end());
  }
}

const OpaqueRegion *OpaqueRegions::around(const Stmt *S) const {
  if (!S || Inside.empty())
    return nullptr;
  auto At = Inside.find(S);
  const auto *Declaration = dyn_cast<DeclStmt>(S);
  if (At == Inside.end() && Declaration && Declaration->isSingleDecl())
    At = Inside.find(Declaration->getSingleDecl());
  return At == Inside.end() ? nullptr : &Regions[At->second];
}

/// None for a variable that holds no place of the function, as a global.
static Place placeOfUse(Point &P, const OpaqueUse &Use) {
  Place At;
  if (Use.Object)
    At.Root = Use.Object->getCanonicalDecl();
  else
    At = placeOfVariable(P, Use.Variable);
  At.Path.append(Use.Path.begin(), Use.Path.end());
  return At;
}

static const EffectiveAnnotation *annotationOf(Point &P, const OpaqueUse &Use) {
  return Use.named() ? P.S.Contracts.annotationOf(Use.named()) : nullptr;
}

/// What an annotation says of a variable holds for every write.
static void becomeUnknown(Point &P, const Place &At, QualType Type,
                          const EffectiveAnnotation *Says,
                          const OpaqueRegion &Region) {
  writeShared(P, At, Type, Region.Block.Body);
  if (Says && Region.Block.Literal && !Type->isPointerType())
    return assign(P, At, Type, Value(), Region.Block.Literal);
  forget(P, At, Region.Block.Body, /*KeepNames=*/true);
}

static void writeThrough(Point &P, const OpaqueUse &Use,
                         const OpaqueRegion &Region) {
  QualType Type = Use.named()->getType();
  QualType Target = Type->isPointerType() ? Type->getPointeeType() : Type;
  const Place *Alias = Use.Path.empty() ? P.Env.aliasOf(Use.Variable) : nullptr;
  if (Alias)
    becomeUnknown(P, Place(*Alias), Target, nullptr, Region);
  else
    writeSomewhere(P, Target, nullptr, Region.Block.Body);
}

/// A callable of the program may write what it captured, which escaped when it
/// was made; containers and arrays are the block's to change where it may.
static void applyUse(Point &P, const OpaqueUse &Use,
                     const OpaqueRegion &Region) {
  if (Use.What == OpaqueUse::Reads)
    return;
  if (Use.What == OpaqueUse::WritesThrough)
    return Use.named() ? writeThrough(P, Use, Region) : void();
  Place At = placeOfUse(P, Use);
  if (!Use.named())
    return forget(P, At, Region.Block.Body, /*KeepNames=*/true);
  QualType Type = Use.named()->getType().getNonReferenceType();
  if (Type->isPointerType())
    P.Env.dropAlias(cast<ValueDecl>(Use.named()->getCanonicalDecl()));
  Value Old = read(P, At, Type);
  becomeUnknown(P, At, Type, annotationOf(P, Use), Region);
  if (Use.What == OpaqueUse::MayWrite && Old.asArray() &&
      !(*Old.asArray() == ArrayValue()))
    forgetHandles(P, {Old}, At);
}

/// The place that an output names; none if the name means nothing.
static std::optional<Place> placeOfOutput(Point &P,
                                          const OutputTarget &Target) {
  if (Target.What == OutputTarget::Variable)
    return placeOfVariable(P, Target.Decl);
  if (Target.What != OutputTarget::Field)
    return std::nullopt;
  Place Object;
  Object.Root =
      cast<CXXMethodDecl>(P.F.Function)->getParent()->getCanonicalDecl();
  return Object.field(cast<FieldDecl>(Target.Decl));
}

static void reportOutput(Point &P, const OpaqueRegion::Output &Output,
                         const StringLiteral *Text, const Conflict &Why,
                         const Value &Got) {
  Subject Blamed{Subject::Kind::Output, Output.Declared->Name, "", Text, Got,
                 &Output.Declared->Says};
  auto Says = [&](unsigned Item) { return P.F.item(Item); };
  auto Argument = [](unsigned) -> const Expr * { return nullptr; };
  reportConflict(P, Why, Blamed, {Says, Argument});
}

/// What is declared of an output, as a value; its names become the function's.
static Value declaredOf(Point &P, const OpaqueRegion::Output &Output,
                        const OpaqueRegion &Region) {
  const EffectiveAnnotation &Declared = Output.Declared->Says;
  const StringLiteral *Text = Region.Block.Literal;
  QualType Type = Output.Target.Decl->getType();
  auto Scope = [&](unsigned) -> const NamedDecl * { return P.F.Function; };
  auto Says = [&](unsigned) { return &Declared; };
  OperandContext Operands{P.F.Arguments, Value(), Scope, Says};
  Origin From = P.origin(Origin::Source::Assertion, Text->getSourceRange());
  Demand D{Declared, Type, P.F.itemOf(&Declared),
           Operands, From, HeldTo::Nothing};
  Bindings Names = P.Env.names();
  Value Carried = carriedBy(P, Type, SourceRange());
  MatchResult Result = matchValue(P, D, Carried, Names);
  bool Conflicts = Result.Answer == MatchAnswer::Conflicts && Result.Why;
  if (Conflicts) {
    recordClaim(P, Declared, nullptr, Result, Carried);
    reportOutput(P, Output, Text, *Result.Why, Carried);
    return Carried;
  }
  bindFreshNames(P, *Declared.Type, Names, Text, From);
  Value Promise = promised(P, D, Names, FreshNames::Unknown);
  P.Env.setNames(std::move(Names));
  return Carried.isUnknown() ? Promise : meet(Carried, Promise);
}

static void enterOutput(Point &P, const OpaqueRegion::Output &Output,
                        const OpaqueRegion &Region) {
  std::optional<Place> At = placeOfOutput(P, Output.Target);
  if (!At)
    return;
  QualType Type = Output.Target.Decl->getType().getNonReferenceType();
  writeShared(P, *At, Type, Region.Block.Body);
  // A number is one run-time value, a pointer leads to nobody knows what.
  if (Type->isScalarType())
    return forget(P, *At, Region.Block.Body);
  Value Declared = declaredOf(P, Output, Region);
  if (P.S.Contracts.annotationOf(Output.Target.Decl))
    return assign(P, *At, Type, std::move(Declared), Region.Block.Literal);
  write(P, *At, std::move(Declared));
}

static FindingNote outputsNote(Point &P, const OpaqueRegion &Region) {
  NoteCode Code = Region.Block.Literal ? NoteCode::OpaqueBlockHere
                                       : NoteCode::OpaqueBlockBegins;
  FindingNote Note{Code, SourceLocation(), {}, {}};
  const SourceManager &Sources = P.S.Context.getSourceManager();
  CharSourceRange Range = CharSourceRange::getTokenRange(
      userLocation(Region.Block.Attr->getLocation(), Sources));
  if (Region.Block.Literal)
    Range = rangeInLiteral(
        *Region.Block.Literal,
        {0, static_cast<uint32_t>(Region.Block.Literal->getByteLength())},
        P.S.Context);
  Note.Where = Range.getBegin();
  Note.Ranges = {Range};
  return Note;
}

static Finding findingAbout(Point &P, FindingCode Code, const OpaqueUse &Use,
                            const OpaqueRegion &Region) {
  Finding F;
  F.Code = Code;
  F.Where =
      userLocation(Use.Where->getExprLoc(), P.S.Context.getSourceManager());
  F.Args = {textArg(Use.named()->getNameAsString())};
  F.Ranges = {CharSourceRange::getTokenRange(Use.Where->getSourceRange())};
  F.Notes = {outputsNote(P, Region)};
  return F;
}

/// A string with mistakes may have meant the variable.
static bool mayBeMeant(Point &P, const ValueDecl &Variable,
                       const OpaqueRegion &Region) {
  const StringLiteral *Text = Region.Block.Literal;
  if (!Text)
    return true;
  const DeclaredOutputs &Declared =
      P.S.Contracts.outputsIn(*Text, *Region.Function);
  for (const Problem &Wrong : Declared.Use.Parsed.Problems)
    if (Wrong.Level == Severity::Error)
      return true;
  return llvm::any_of(Region.Outputs, [&](const OpaqueRegion::Output &Item) {
    return Item.Target.What == OutputTarget::Nothing &&
           nearestOutput(*Region.Function, Region.Block, Item.Declared->Name) ==
               Variable.getNameAsString();
  });
}

/// Is there nothing that says what the variable is afterwards?
static bool isLost(Point &P, const OpaqueUse &Use, const OpaqueRegion &Region) {
  return Use.named() && !Region.declares(Use) &&
         !mayBeMeant(P, *Use.named(), Region) &&
         P.S.isInteresting(Use.named()->getType()) && !annotationOf(P, Use) &&
         isUsedBehind(*Region.Function, Region.Block, *Use.named());
}

/// A callable may do anything to what it refers to.
static bool isCallable(QualType Type) {
  Type = Type.getNonReferenceType();
  if (Type->isFunctionPointerType() || Type->isMemberFunctionPointerType())
    return true;
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class || !Class->getIdentifier())
    return Class && Class->isLambda();
  return Class->isInStdNamespace() &&
         (Class->getName() == "function" ||
          Class->getName() == "move_only_function" ||
          Class->getName() == "copyable_function");
}

/// What goes into the block and is not known any better than what comes out.
static std::optional<FindingCode> adviceOn(Point &P, const OpaqueUse &Use,
                                           const OpaqueRegion &Region) {
  if (!Use.named())
    return std::nullopt;
  if (Use.What == OpaqueUse::MayWrite && isLost(P, Use, Region))
    return FindingCode::OpaqueMayWrite;
  QualType Type = Use.named()->getType();
  if (isCallable(Type))
    return FindingCode::OpaqueCallable;
  bool IsUnknown = isContainer(P, Type.getNonReferenceType()) &&
                   read(P, placeOfUse(P, Use), Type).isUnknown();
  if (IsUnknown && !Region.declares(Use))
    return FindingCode::OpaqueContainer;
  return std::nullopt;
}

static void reportUse(Point &P, const OpaqueUse &Use,
                      const OpaqueRegion &Region) {
  if (Use.What == OpaqueUse::Assigns && isLost(P, Use, Region))
    return P.report(findingAbout(P, FindingCode::OpaqueAssigned, Use, Region));
  if (!P.S.Options.Unproven || P.F.Caller)
    return;
  if (std::optional<FindingCode> Code = adviceOn(P, Use, Region))
    P.S.Findings.advise(findingAbout(P, *Code, Use, Region));
}

/// Does the caller see what an opaque function assigns there?
static bool isSeenByCaller(const OpaqueUse &Use) {
  if (Use.Object && !Use.Path.empty())
    return true;
  const auto *Variable = dyn_cast_or_null<VarDecl>(Use.Variable);
  if (!Variable || !Use.Path.empty())
    return false;
  return !isa<ParmVarDecl>(Variable) ? !Variable->hasLocalStorage()
                                     : Variable->getType()->isReferenceType();
}

void checkOpaqueBody(Session &S, const FunctionDecl *Function) {
  const AnnotateAttr *Mark = opaqueAttribute(*Function);
  if (!Mark)
    return;
  const SourceManager &Sources = S.Context.getSourceManager();
  llvm::SmallVector<llvm::StringRef, 4> Declared;
  if (const StringLiteral *Text = written(*Mark).Literal)
    for (const DeclaredOutput &Item :
         S.Contracts.outputsIn(*Text, *Function).Items)
      Declared.push_back(Item.Name);
  for (const OpaqueUse &Use : usesIn(S, Function->getBody())) {
    if (Use.What != OpaqueUse::Assigns || !isSeenByCaller(Use) ||
        !S.isInteresting(Use.named()->getType()) ||
        S.Contracts.annotationOf(Use.named()) ||
        llvm::is_contained(Declared, Use.named()->getNameAsString()))
      continue;
    Finding F;
    F.Code = FindingCode::OpaqueAssigned;
    F.Where = userLocation(Use.Where->getExprLoc(), Sources);
    F.Args = {textArg(Use.named()->getNameAsString())};
    F.Ranges = {CharSourceRange::getTokenRange(Use.Where->getSourceRange())};
    F.Notes.push_back({NoteCode::OpaqueFunctionHere,
                       userLocation(Mark->getLocation(), Sources),
                       {},
                       {}});
    S.Findings.add(std::move(F));
  }
}

void passOpaqueBlock(Point &P, const OpaqueRegion &Region) {
  P.F.WroteUnknown = true;
  if (P.F.Reporting)
    for (const OpaqueUse &Use : Region.Uses)
      reportUse(P, Use, Region);
  P.Env.forgetEscaped();
  for (const OpaqueUse &Use : Region.Uses)
    applyUse(P, Use, Region);
  for (const OpaqueRegion::Output &Output : Region.Outputs)
    enterOutput(P, Output, Region);
}

} // namespace shapetidy

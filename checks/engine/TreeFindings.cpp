//===-- TreeFindings.cpp - What shape/tree.h would throw ------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/TreeFindings.h"
#include "checks/engine/FindingArgs.h"
#include "checks/engine/Judgement.h"
#include "checks/engine/Matching.h"
#include "checks/engine/Memory.h"

using namespace clang;

namespace shapetidy {

/// Two sizes that only a run can compare teach nothing here: both values were
/// made before the call.
static Decision sameCount(Point &P, Size A, Size B) {
  Decision D = P.S.Decide.decide(P.Env.Facts, {A, Relation::EQ, B});
  bool IsHeldTo = P.S.Sizes.allRigid(A) && P.S.Sizes.allRigid(B);
  return D.Answer == Verdict::Contingent && !IsHeldTo
             ? Decision::byForm(Verdict::Unknown)
             : D;
}

static bool fails(Point &P, const Decision &D) {
  return (D.Answer == Verdict::Refuted || D.Answer == Verdict::Contingent) &&
         isReportable(P, D);
}

static void noteStructure(Point &P, Finding &F, const Expr *Tree,
                          const Structure &Is) {
  FindingNote Note;
  Note.Code = NoteCode::GotStructure;
  Note.Where = Tree->getExprLoc();
  Note.Args = {textArg(textOf(P, Tree)), textArg(Is.print(P.S.Sizes))};
  Note.Ranges = {CharSourceRange::getTokenRange(Tree->getSourceRange())};
  F.Notes.push_back(std::move(Note));
}

/// The arguments that all of these sentences begin with.
static Finding begin(Point &P, FindingCode Code, const CallSite &Site,
                     const Expr *Blamed) {
  Finding F;
  F.Code = Code;
  F.Where = Blamed->getExprLoc();
  F.Ranges = {CharSourceRange::getTokenRange(Blamed->getSourceRange())};
  F.Args = {textArg(Site.name()), textArg(textOf(P, Blamed))};
  return F;
}

static FindingCode codeFor(TreeRule Rule, bool Fails) {
  if (Rule == TreeRule::Prefix)
    return Fails ? FindingCode::TreesPartFails : FindingCode::TreesPart;
  return Fails ? FindingCode::NotComposedFails : FindingCode::NotComposed;
}

bool treesAgree(Point &P, const CallSite &Site, TreeRule Rule,
                const TreeSides &Sides) {
  auto SameCount = [&](Size A, Size B) { return sameCount(P, A, B); };
  SizeJudge Judge{P.S.Sizes, SameCount};
  StructureAnswer Answer =
      Rule == TreeRule::Prefix
          ? beginsWith(Sides.Expected, Sides.Got, Judge)
          : equalStructures(Sides.Expected, Sides.Got, Judge);
  if (!Answer.fails())
    return true;
  if (Answer.Verdict.Answer == Verdict::Refuted)
    P.Env.fail();
  if (!P.F.Reporting || !isReportable(P, Answer.Verdict))
    return false;
  std::string Witness = witnessArg(Answer.Verdict, P.S.Sizes);
  Finding F = begin(P, codeFor(Rule, !Witness.empty()), Site, Sides.Blamed);
  F.Args.push_back(structureArg(P, Answer.Where->Got));
  F.Args.push_back(placeArg(Answer.Where->Path));
  F.Args.push_back(textArg(textOf(P, Sides.Other)));
  F.Args.push_back(structureArg(P, Answer.Where->Expected));
  F.Args.push_back(std::move(Witness));
  noteStructure(P, F, Sides.Blamed, Sides.Got);
  if (Rule == TreeRule::Prefix)
    noteStructure(P, F, Sides.Other, Sides.Expected);
  P.report(std::move(F));
  return false;
}

bool leavesAgree(Point &P, const CallSite &Site, const Expr *Leaves, Size Got,
                 Size Expected, const Structure &Of) {
  Decision D = sameCount(P, Got, Expected);
  if (!fails(P, D))
    return true;
  if (!P.F.Reporting)
    return false;
  std::string Witness = witnessArg(D, P.S.Sizes);
  Finding F = begin(
      P, Witness.empty() ? FindingCode::LeafCount : FindingCode::LeafCountFails,
      Site, Leaves);
  F.Args.append({sizeArg("", Got, P.S.Sizes), sizeArg("", Expected, P.S.Sizes),
                 textArg(Of.print(P.S.Sizes)), "", std::move(Witness)});
  P.report(std::move(F));
  return false;
}

bool childrenAgree(Point &P, const CallSite &Site, const Expr *Parts,
                   llvm::StringRef Path, Size Got, Size Expected) {
  Decision D = sameCount(P, Got, Expected);
  if (!fails(P, D))
    return true;
  if (!P.F.Reporting)
    return false;
  std::string Witness = witnessArg(D, P.S.Sizes);
  Finding F = begin(P,
                    Witness.empty() ? FindingCode::ChildCount
                                    : FindingCode::ChildCountFails,
                    Site, Parts);
  F.Args.append({sizeArg("", Got, P.S.Sizes), placeArg(Path),
                 sizeArg("", Expected, P.S.Sizes), "", std::move(Witness)});
  P.report(std::move(F));
  return false;
}

void reportNoLeaves(Point &P, const CallSite &Site, const Expr *Tree) {
  if (P.F.Reporting)
    P.report(begin(P, FindingCode::NoLeaves, Site, Tree));
}

} // namespace shapetidy

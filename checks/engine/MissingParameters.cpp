//===-- MissingParameters.cpp - Parameters that could say more ------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/MissingParameters.h"
#include "checks/engine/AdviceText.h"
#include "checks/engine/CallSite.h"
#include "checks/engine/Memory.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace shapetidy {

/// Deeper than anybody writes, and more facts than anybody reads.
static constexpr unsigned MaxAdviceDepth = 300, MaxFactsTried = 300;
static constexpr llvm::StringLiteral Anything = "_";

namespace {
/// Does a parameter have the shape it came with, all through the body? What is
/// not understood counts as a change.
class ChangeSearch {
public:
  explicit ChangeSearch(const Session &S) : S(S) {}

  void visit(const Stmt *Next, const Stmt *Parent, unsigned Depth) {
    if (!Next)
      return;
    ReshapesInPlace |= Depth > MaxAdviceDepth;
    if (ReshapesInPlace)
      return;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Next))
      lookAt(Ref, Parent);
    if (const auto *Access = dyn_cast<MemberExpr>(Next))
      lookAt(Access);
    const Stmt *Around = isa<ParenExpr>(Next) ? Parent : Next;
    for (const Stmt *Child : Next->children())
      visit(Child, Around, Depth + 1);
  }

  bool keeps(const ParmVarDecl *Param) const {
    return !ReshapesInPlace && !Changed.contains(Param->getCanonicalDecl());
  }

private:
  void lookAt(const DeclRefExpr *Ref, const Stmt *Parent) {
    const auto *Param = dyn_cast<ParmVarDecl>(Ref->getDecl());
    if (!Param || Ref->getType().isConstQualified())
      return;
    const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(Parent);
    if (!Cast || !Cast->getType().isConstQualified())
      Changed.insert(Param->getCanonicalDecl());
  }

  /// libtorch's arrays are handles: who else has one may change the shape.
  void lookAt(const MemberExpr *Access) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Access->getMemberDecl());
    if (!Method || !Method->getIdentifier() ||
        !S.Models->isArrayType(Access->getBase()->getType()))
      return;
    llvm::StringRef Name = Method->getName();
    ReshapesInPlace |= Name.ends_with("_") || Name.contains("esize") ||
                       Name == "set_data" || Name == "swap" || Name == "reset";
  }

  const Session &S;
  llvm::DenseSet<const ValueDecl *> Changed;
  bool ReshapesInPlace = false;
};

/// Names for the sizes at the end of a body.
class SizeNames {
public:
  SizeNames(Point &P, const Environment &Exit) : P(P), Exit(Exit) {
    for (const auto &Entry : P.Env.names().Single)
      Taken.insert(Entry.getKey());
  }

  /// One more axis that has this size.
  void count(const Dim &D) {
    if (D.Length && textOf(*D.Length).empty())
      ++Uses[classOf(*D.Length)];
  }

  std::string operator()(const Dim &D) {
    if (!D.Length)
      return Anything.str();
    if (std::string Text = textOf(*D.Length); !Text.empty())
      return Text;
    Size Class = classOf(*D.Length);
    return Uses.lookup(Class) > 1 ? freshName(Class) : Anything.str();
  }

private:
  /// In the words of the contract; empty for a size that has none.
  std::string ownText(Size Length) const {
    if (Length.isConstant())
      return P.S.Sizes.print(Length);
    if (std::string Operand = operandFor(P.F, Length); !Operand.empty())
      return Operand;
    if (!P.S.Sizes.allRigid(Length))
      return "";
    std::string Text = P.S.Sizes.print(Length);
    llvm::erase(Text, ' ');
    return Text;
  }

  /// The other side of each fact that says what \p Length is.
  template <typename VisitT> void eachEqual(Size Length, VisitT Visit) const {
    unsigned Left = MaxFactsTried;
    for (const Fact &Known : Exit.Facts) {
      const Goal &G = Known.Claim;
      if (Left-- == 0)
        return;
      if (G.Rel != Relation::EQ)
        continue;
      if (G.Left == Length)
        Visit(G.Right);
      else if (G.Right == Length)
        Visit(G.Left);
    }
  }

  /// All that is the same size by equations, the size itself first.
  llvm::SmallVector<Size, 4> classMembers(Size Length) const {
    llvm::SmallVector<Size, 4> Members = {Length};
    for (unsigned I = 0; I < Members.size() && Members.size() < 32; ++I)
      eachEqual(Members[I], [&](Size Other) {
        if (!llvm::is_contained(Members, Other))
          Members.push_back(Other);
      });
    return Members;
  }

  std::string textOf(Size Length) const {
    for (Size Member : classMembers(Length))
      if (std::string Text = ownText(Member); !Text.empty())
        return Text;
    return "";
  }

  /// The oldest symbol stands for all.
  Size classOf(Size Length) const {
    Size Oldest = Length;
    for (Size Member : classMembers(Length))
      if (std::optional<SymbolId> Id = Member.asSymbol();
          Id && (!Oldest.asSymbol() || *Id < *Oldest.asSymbol()))
        Oldest = Member;
    return Oldest;
  }

  std::string freshName(Size Class) {
    std::string &Name = Fresh[Class];
    for (llvm::StringRef Next : {"n", "m", "k", "p", "q", "r", "s", "t"})
      if (Name.empty() && Taken.insert(Next).second)
        Name = Next.str();
    return Name.empty() ? Anything.str() : Name;
  }

  Point &P;
  const Environment &Exit;
  llvm::StringSet<> Taken;
  llvm::DenseMap<Size, unsigned> Uses;
  llvm::DenseMap<Size, std::string> Fresh;
};
} // namespace

/// The array at the end of the body that the parameter still is.
static const ArrayValue *keptArray(const Environment &Exit,
                                   const ParmVarDecl *Param) {
  const Value *Last =
      Exit.find(static_cast<const ValueDecl *>(Param->getCanonicalDecl()));
  const ArrayValue *Array = Last ? Last->asArray() : nullptr;
  return Array && Array->Axes.rank() ? Array : nullptr;
}

static bool isOpen(const Frame &F, const ParmVarDecl *Param) {
  unsigned Index = Param->getFunctionScopeIndex();
  return Param->getIdentifier() && !Param->getBeginLoc().isMacroID() &&
         !Param->isParameterPack() && !Param->hasInheritedDefaultArg() &&
         !(F.Promise && Index < F.Promise->Params.size() &&
           F.Promise->Params[Index]);
}

/// Does the type say as much?
static bool saysNothing(Point &P, llvm::ArrayRef<std::string> Words,
                        QualType Type) {
  Value Carried = carriedBy(P, Type, SourceRange());
  const ArrayValue *ByType = Carried.asArray();
  if (!ByType || ByType->Axes.rank() != Words.size())
    return Words.empty();
  return llvm::all_of(
      llvm::zip(Words, ByType->Axes.prefix()), [](const auto &Axis) {
        const auto &[Word, D] = Axis;
        return Word == Anything || (D.Length && D.Length->isConstant());
      });
}

static std::vector<const ParmVarDecl *> candidates(Point &P,
                                                   const Environment &Exit) {
  ChangeSearch Search(P.S);
  Search.visit(P.F.Function->getBody(), nullptr, 0);
  std::vector<const ParmVarDecl *> Open;
  for (const ParmVarDecl *Param : P.F.Function->parameters())
    if (isOpen(P.F, Param) && Search.keeps(Param) &&
        P.S.Models->isArrayType(Param->getType().getNonReferenceType()) &&
        keptArray(Exit, Param))
      Open.push_back(Param);
  return Open;
}

std::vector<ParameterAdvice> missingParameters(Point &P) {
  const auto *Method = dyn_cast<CXXMethodDecl>(P.F.Function);
  if (!P.F.AtExit || P.F.AtExit->fails() || !canBeAnnotated(P.F.Function) ||
      (Method && Method->isVirtual()))
    return {};
  const Environment &Exit = *P.F.AtExit;
  std::vector<const ParmVarDecl *> Open = candidates(P, Exit);
  SizeNames Names(P, Exit);
  for (const ParmVarDecl *Param : Open)
    for (const Dim &D : keptArray(Exit, Param)->Axes.prefix())
      Names.count(D);
  std::vector<ParameterAdvice> Advice;
  for (const ParmVarDecl *Param : Open) {
    QualType Type = Param->getType().getNonReferenceType();
    std::vector<std::string> Words;
    for (const Dim &D : keptArray(Exit, Param)->Axes.prefix())
      Words.push_back(Names(D));
    if (saysNothing(P, Words, Type))
      continue;
    if (std::optional<std::string> Text =
            annotationOf(P.S, std::move(Words), Type))
      Advice.push_back({Param, std::move(*Text)});
  }
  return Advice;
}

} // namespace shapetidy

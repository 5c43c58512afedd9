//===-- RedeclarationChecks.cpp - Contracts that disagree -----------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/RedeclarationChecks.h"
#include "annotations/shapes/Unifier.h"
#include "checks/engine/AnnotationPlace.h"
#include "checks/engine/ContractAgreement.h"
#include "checks/engine/FindingArgs.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;
using llvm::StringRef;

namespace shapetidy {

static constexpr unsigned ReturnItem = AxisSite::ReturnItem;

/// Names of the object cannot be renamed by a contract.
static Renaming fixedNames(const ClassNames &Names) {
  Renaming R;
  for (StringRef Name : Names.Single.keys())
    R.relate(Renaming::Space::Single, Name, Name);
  for (StringRef Name : Names.Variadic.keys())
    R.relate(Renaming::Space::Variadic, Name, Name);
  return R;
}

static const CXXRecordDecl *classOf(const Decl &D) {
  return dyn_cast<CXXRecordDecl>(D.getDeclContext());
}

static void reportDisagreement(const Statement &First, const Statement &Other,
                               FindingCode Code, llvm::StringRef Name,
                               std::optional<unsigned> Param,
                               FindingList &Out) {
  llvm::SmallVector<std::string, 4> Args{Name.str()};
  if (Param)
    Args.push_back(std::to_string(*Param + 1));
  Args.push_back(print(*First.Says->Type));
  Args.push_back(print(*Other.Says->Type));
  const AnnotationUse &Use = *Other.Says->Uses.front();
  const AnnotationUse &FirstUse = *First.Says->Uses.front();
  Finding F = Out.at(Use, wholeText(Use), *Other.On, Code, Args);
  F.Notes.push_back(
      Out.noteAt(FirstUse, wholeText(FirstUse), NoteCode::OtherAnnotation, {}));
  Out.add(std::move(F));
}

void checkRedeclarations(const FunctionDecl &Function, ContractBuilder &Build,
                         FindingList &Out) {
  std::vector<StatementRow> Rows = Build.rowsOf(Function);
  if (Rows.size() < 2)
    return;
  StatementRow First = Rows.front();
  unsigned Result = Function.getNumParams();
  for (const StatementRow &Row : llvm::drop_begin(Rows)) {
    Renaming Names = fixedNames(Build.namesOf(classOf(Function)));
    for (unsigned I = 0; I != Row.Slots.size(); ++I) {
      Statement &Known = First.Slots[I];
      const Statement &Here = Row.Slots[I];
      if (!Here.Says)
        continue;
      if (!Known.Says) {
        Known = Here;
        continue;
      }
      if (compareTypes(*Known.Says->Type, *Here.Says->Type, Names) !=
          Likeness::Different)
        continue;
      bool IsResult = I == Result;
      reportDisagreement(Known, Here,
                         IsResult ? FindingCode::RedeclaredResult
                                  : FindingCode::RedeclaredParameter,
                         Function.getNameAsString(),
                         IsResult ? std::nullopt : std::optional(I), Out);
      // One mistake, one warning: what follows may follow from it.
      return;
    }
  }
}

void checkRedeclarations(const VarDecl &Var, ContractBuilder &Build,
                         FindingList &Out) {
  llvm::SmallVector<Statement, 2> All = Build.statementsOn(Var);
  for (unsigned I = 1; I < All.size(); ++I) {
    Renaming Names = fixedNames(Build.namesOf(classOf(Var)));
    if (compareTypes(*All[0].Says->Type, *All[I].Says->Type, Names) ==
        Likeness::Different)
      return reportDisagreement(All[0], All[I], FindingCode::RedeclaredVariable,
                                Var.getNameAsString(), std::nullopt, Out);
  }
}

namespace {
/// Calls an override the way its base may be called.
class OverrideCheck {
public:
  OverrideCheck(const CXXMethodDecl &Method, const CXXMethodDecl &Base,
                const Contract &Own, const Contract &Promised,
                ContractBuilder &Build, FindingList &Out)
      : Method(Method), Base(Base), Own(Own), Promised(Promised), Build(Build),
        Out(Out), Decide(Sizes), Body(Sizes, Decide, Facts, {}),
        Call(Sizes, Decide, Facts, {}) {}

  void run();

private:
  void bindClassNames();
  bool parameters();
  void result();
  void report(const Conflict &C, const EffectiveAnnotation &Theirs,
              const EffectiveAnnotation &Ours, bool IsResult);

  const CXXMethodDecl &Method, &Base;
  const Contract &Own, &Promised;
  ContractBuilder &Build;
  FindingList &Out;
  SizeContext Sizes;
  Solver Decide;
  FactSet Facts;
  Unifier Body; ///< the base as its callers see it
  Unifier Call; ///< the override, called through the base
};
} // namespace

/// Values of C++ operands are not known here.
static OperandValue unknownOperand(const OperandExpr &, unsigned) { return {}; }

/// The object is the same for both.
void OverrideCheck::bindClassNames() {
  const ClassNames &Theirs = Build.namesOf(Promised.ClassScope);
  const ClassNames &Ours = Build.namesOf(Own.ClassScope);
  AxisSite Outside;
  for (StringRef Name : Theirs.Single.keys()) {
    Dim D{Sizes.symbol({Name.str(), SymbolNature::Rigid, 1, {}}), {}};
    Body.bindings().Single[Name] = NameBinding::definite(D, Outside);
    if (Ours.Single.contains(Name))
      Call.bindings().Single[Name] = NameBinding::definite(D, Outside);
  }
  for (StringRef Name : Theirs.Variadic.keys()) {
    Row R{Sizes.freshRow(Name.str(), SymbolNature::Rigid, {}), {}};
    RowBinding B;
    B.Axes = Shape::around({}, R, {});
    Body.bindings().Variadic[Name] = B;
    if (Ours.Variadic.contains(Name))
      Call.bindings().Variadic[Name] = B;
  }
}

static llvm::SmallVector<const TypeSyntax *, 4> typesOf(const Contract &C) {
  llvm::SmallVector<const TypeSyntax *, 4> Types;
  for (const EffectiveAnnotation *Param : C.Params)
    Types.push_back(Param ? Param->Type.get() : nullptr);
  return Types;
}

/// Where axis \p ValueAxis of a value is promised; none inside a row.
static std::optional<unsigned> axisOf(const EffectiveAnnotation &A,
                                      int ValueAxis) {
  const ShapeSyntax &S = A.Type->Shape;
  int Count = S.Axes.size();
  int Index = ValueAxis < 0 ? Count + ValueAxis : ValueAxis;
  bool Behind = ValueAxis >= 0 && S.Variadic && Index >= int(*S.Variadic);
  if (A.Type->What != TypeSyntax::Kind::Array || Behind || Index < 0 ||
      Index >= Count)
    return std::nullopt;
  return Index;
}

/// The function that a use of its contract is written on.
static std::string writtenOn(const AnnotationUse &Use,
                             const NamedDecl &Reader) {
  const auto *Function = dyn_cast<FunctionDecl>(Use.On);
  if (isa<ParmVarDecl>(Use.On))
    Function = dyn_cast<FunctionDecl>(Use.On->getDeclContext());
  return (Function ? *Function : Reader).getQualifiedNameAsString();
}

/// The characters of one axis, or of everything.
static std::pair<const AnnotationUse *, Span>
placeOf(const EffectiveAnnotation &A, std::optional<unsigned> Axis) {
  const AnnotationUse &Use = A.useOfAxis(Axis.value_or(0));
  bool Known = Axis && A.Type->What == TypeSyntax::Kind::Array &&
               *Axis < A.Type->Shape.Axes.size();
  return {&Use, Known ? A.Type->Shape.Axes[*Axis].Where : wholeText(Use)};
}

void OverrideCheck::report(const Conflict &C, const EffectiveAnnotation &Theirs,
                           const EffectiveAnnotation &Ours, bool IsResult) {
  // The value comes from the base for parameters, from the override for the
  // result; the other side is what it is matched with.
  std::optional<unsigned> ValueAxis, MatchedAxis;
  if (C.What == Conflict::Kind::Axis) {
    ValueAxis = axisOf(IsResult ? Ours : Theirs, C.ValueAxis);
    MatchedAxis = C.Axis;
  }
  auto [Use, Where] = placeOf(Ours, IsResult ? ValueAxis : MatchedAxis);
  auto [BaseUse, BaseWhere] =
      placeOf(Theirs, IsResult ? MatchedAxis : ValueAxis);
  const NamedDecl &Reader =
      IsResult ? cast<NamedDecl>(Method) : *Method.getParamDecl(C.Item);
  llvm::SmallVector<std::string, 4> Args;
  if (!IsResult)
    Args.push_back(std::to_string(C.Item + 1));
  Args.append({Method.getQualifiedNameAsString(), print(*Theirs.Type),
               print(*Ours.Type)});
  FindingCode Code = IsResult ? FindingCode::OverriddenResult
                              : FindingCode::OverriddenParameter;
  bool Inherited = Use->On != &Reader && !isa<TypedefNameDecl>(Use->On) &&
                   writtenOn(*Use, Method) != Method.getQualifiedNameAsString();
  Finding F = Inherited ? Out.onDeclaration(Method, Code, Args)
                        : Out.at(*Use, Where, Reader, Code, Args);
  for (auto [From, At] : {std::pair(BaseUse, BaseWhere), std::pair(Use, Where)})
    if (From == BaseUse || Inherited)
      F.Notes.push_back(Out.noteAt(*From, At, NoteCode::BaseAnnotation,
                                   {writtenOn(*From, Base)}));
  std::string Sample = witnessArg(C.Verdict, Sizes);
  if (!Sample.empty())
    F.Notes.push_back(
        Out.noteAt(*BaseUse, BaseWhere, NoteCode::FailsFor, {Sample}));
  Out.add(std::move(F));
}

/// The conflict to report, if the override certainly does not fit.
static const Conflict *certain(const MatchResult &R) {
  bool Conflicts = R.Answer == MatchAnswer::Conflicts && R.Why;
  return Conflicts && !R.Why->isAnnotationError() &&
                 R.Why->What != Conflict::Kind::Evaluation
             ? &*R.Why
             : nullptr;
}

bool OverrideCheck::parameters() {
  auto Given = typesOf(Promised);
  auto Wanted = typesOf(Own);
  llvm::SmallVector<Origin, 4> From(Given.size());
  auto Values = Body.instantiateParameters(Given, unknownOperand, From);
  MatchResult R = Call.matchCall(Wanted, Values, unknownOperand, {});
  const Conflict *C = certain(R);
  if (C && C->Item < Own.Params.size() && Own.Params[C->Item] &&
      Promised.Params[C->Item])
    report(*C, *Promised.Params[C->Item], *Own.Params[C->Item],
           /*IsResult=*/false);
  return R.Answer != MatchAnswer::Conflicts;
}

void OverrideCheck::result() {
  ArrayValue Returned = Call.instantiate(
      *Own.Result->Type, ReturnItem, FreshNames::Unknown, unknownOperand, {});
  MatchResult R = Body.match(*Promised.Result->Type, Returned, ReturnItem,
                             unknownOperand, {});
  if (R.Answer != MatchAnswer::Conflicts)
    R = Body.finish(unknownOperand);
  if (const Conflict *C = certain(R))
    report(*C, *Promised.Result, *Own.Result, /*IsResult=*/true);
}

void OverrideCheck::run() {
  if (Own.Params.size() != Promised.Params.size())
    return;
  bindClassNames();
  if (parameters() && Own.Result && Promised.Result)
    result();
}

void checkOverrides(const CXXMethodDecl &Method, const Contract &Own,
                    ContractBuilder &Build, FindingList &Out) {
  for (const CXXMethodDecl *Base : Method.overridden_methods()) {
    const Contract *Promised = Build.contractOf(*Base);
    // An inherited contract is the base's own.
    bool Same = Promised && Promised->Params == Own.Params &&
                Promised->Result == Own.Result;
    if (Promised && !Same)
      OverrideCheck(Method, *Base, Own, *Promised, Build, Out).run();
  }
}

} // namespace shapetidy

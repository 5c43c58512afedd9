//===-- OperandScope.cpp - What names in braces mean ----------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/OperandScope.h"
#include "checks/engine/OperandLookup.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/Expr.h"

using namespace clang;
using llvm::StringRef;

namespace shapetidy {

using OperandKind = ResolvedOperand::Kind;

static ResolvedOperand unknown() { return {}; }

static ResolvedOperand constant(int64_t Value) {
  ResolvedOperand R;
  R.What = OperandKind::Constant;
  R.Value = Value;
  return R;
}

static ResolvedOperand constant(const llvm::APSInt &Value) {
  return Value.isRepresentableByInt64() ? constant(Value.getExtValue())
                                        : unknown();
}

static ResolvedOperand node(OperandKind What,
                            std::vector<ResolvedOperand> Args) {
  for (ResolvedOperand &Arg : Args)
    if (!Arg.isUsable())
      return std::move(Arg);
  ResolvedOperand R;
  R.What = What;
  R.Args = std::move(Args);
  return R;
}

static ResolvedOperand unbound(StringRef Name, Span Where,
                               std::string Suggestion, StringRef Class = "") {
  ResolvedOperand R;
  R.What = OperandKind::Unbound;
  R.Bad = {Name.str(), Where, std::move(Suggestion), Class.str()};
  return R;
}

/// An integer that the compiler knows; nothing for dependent or run-time ones.
static const APValue *constantValue(const VarDecl &Var) {
  const VarDecl *Definition = nullptr;
  const Expr *Init = Var.getAnyInitializer(Definition);
  if (!Init || Init->isValueDependent() || Definition->isInvalidDecl() ||
      Var.getType()->isDependentType())
    return nullptr;
  bool Constant =
      Definition->isConstexpr() || Var.getType().isConstQualified() ||
      (Var.getType()->isArrayType() && Var.getASTContext()
                                           .getBaseElementType(Var.getType())
                                           .isConstQualified());
  return Constant ? Definition->evaluateValue() : nullptr;
}

static bool isSameOrDerived(const CXXRecordDecl &Class,
                            const CXXRecordDecl &Base) {
  return Class.getCanonicalDecl() == Base.getCanonicalDecl() ||
         (Class.hasDefinition() && Class.isDerivedFrom(&Base));
}

static ResolvedOperand resolveValue(const ValueDecl &Decl, Resolver &Look) {
  if (const auto *Enumerator = dyn_cast<EnumConstantDecl>(&Decl))
    return Decl.getType()->isDependentType()
               ? unknown()
               : constant(Enumerator->getInitVal());
  ResolvedOperand R;
  R.Decl = &Decl;
  R.Name = Decl.getNameAsString();
  if (const auto *Field = dyn_cast<FieldDecl>(&Decl)) {
    R.What = OperandKind::Field;
    R.Args.emplace_back();
    R.Args[0].What = OperandKind::This;
    // A nested class sees the names of the outer one, but not its object.
    const CXXRecordDecl *Object = Look.objectClass();
    const auto *Owner = dyn_cast<CXXRecordDecl>(Field->getParent());
    return Object && Owner && isSameOrDerived(*Object, *Owner) ? R : unknown();
  }
  if (std::optional<unsigned> Index = Look.parameterIndex(Decl)) {
    R.What = OperandKind::Parameter;
    R.Index = *Index;
    return R;
  }
  const auto *Var = dyn_cast<VarDecl>(&Decl);
  if (!Var)
    return unknown();
  const APValue *Value = isa<ParmVarDecl>(Var) ? nullptr : constantValue(*Var);
  if (Value && Value->isInt())
    return constant(Value->getInt());
  R.What = OperandKind::Variable;
  return R;
}

static ResolvedOperand resolveName(const OperandExpr &E, Resolver &Look) {
  Found F = Look.find(E.Name);
  switch (F.What) {
  case Found::Nothing:
    return unbound(E.Name, E.Where, Look.nearest(E.Name));
  case Found::Argument:
    return constant(F.Value);
  case Found::Declaration:
    return resolveValue(*F.Decl, Look);
  case Found::Something:
    return unknown();
  }
  return unknown();
}

/// The class whose members an operand has; null if that is not known.
static const CXXRecordDecl *classOf(const ResolvedOperand &R, Resolver &Look) {
  if (R.What == OperandKind::This)
    return Look.objectClass();
  if (!R.Decl)
    return nullptr;
  QualType Type = R.Decl->getType().getNonReferenceType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  return Type->getAsCXXRecordDecl();
}

static ResolvedOperand resolve(const OperandExpr &E, Resolver &Look);

static ResolvedOperand resolveMember(const OperandExpr &E, Resolver &Look) {
  ResolvedOperand Object = resolve(*E.Args[0], Look);
  if (!Object.isUsable())
    return Object;
  const CXXRecordDecl *Class = classOf(Object, Look);
  // A class with an arrow of its own points to something else.
  bool OwnArrow =
      E.Arrow && Object.Decl &&
      !Object.Decl->getType().getNonReferenceType()->isPointerType();
  if (!Class || OwnArrow)
    return unknown();
  Found F = Look.findMember(*Class, E.Name);
  if (F.What == Found::Nothing)
    return unbound(E.Name, Look.nameSpan(E), Look.nearestMember(*Class, E.Name),
                   Class->getName());
  if (F.What != Found::Declaration)
    return unknown();
  if (!isa<FieldDecl>(F.Decl))
    return resolveValue(*F.Decl, Look);
  ResolvedOperand Member = node(OperandKind::Field, {std::move(Object)});
  Member.Decl = F.Decl;
  Member.Name = E.Name;
  return Member;
}

namespace {
/// How a member function tells about axes: with the axis as its argument, of
/// one certain axis, or their number.
struct AxisQuery {
  llvm::StringLiteral Name;
  unsigned Arguments;
  OperandKind What;
  int64_t Axis;
};
} // namespace

static constexpr AxisQuery AxisQueries[] = {
    {"size", 1, OperandKind::AxisLength, 0},
    {"shape", 1, OperandKind::AxisLength, 0},
    {"extent", 1, OperandKind::AxisLength, 0},
    {"dimension", 1, OperandKind::AxisLength, 0},
    {"length", 1, OperandKind::AxisLength, 0},
    {"rows", 0, OperandKind::AxisLength, 0},
    {"cols", 0, OperandKind::AxisLength, 1},
    {"dim", 0, OperandKind::Rank, 0},
    {"ndim", 0, OperandKind::Rank, 0},
    {"ndimension", 0, OperandKind::Rank, 0},
    {"rank", 0, OperandKind::Rank, 0},
};

/// Names that stand for the list of all sizes: `x.sizes()[0]`, `x.shape[0]`.
static bool isSizeList(const OperandExpr &E) {
  const OperandExpr *Member = &E;
  if (E.What == OperandExpr::Kind::Call && E.Args.size() == 1)
    Member = E.Args[0].get();
  return Member->What == OperandExpr::Kind::Member &&
         (Member->Name == "shape" || Member->Name == "sizes" ||
          Member->Name == "extents");
}

static ResolvedOperand axisLength(const OperandExpr &Array,
                                  ResolvedOperand Axis, Resolver &Look) {
  std::vector<ResolvedOperand> Args;
  Args.push_back(resolve(Array, Look));
  Args.push_back(std::move(Axis));
  return node(OperandKind::AxisLength, std::move(Args));
}

static ResolvedOperand resolveCall(const OperandExpr &E, Resolver &Look) {
  const OperandExpr &Callee = *E.Args[0];
  size_t Count = E.Args.size() - 1;
  if (Callee.What == OperandExpr::Kind::Name) {
    // `size(x, 0)`, of whatever namespace.
    StringRef Last = StringRef(Callee.Name).rsplit("::").second;
    bool Size = Callee.Name == "size" || Last == "size";
    if (Size && Count == 2)
      return axisLength(*E.Args[1], resolve(*E.Args[2], Look), Look);
    Found F = Look.find(Callee.Name);
    return F.What == Found::Nothing && !Size
               ? unbound(Callee.Name, Callee.Where, Look.nearest(Callee.Name))
               : unknown();
  }
  if (Callee.What != OperandExpr::Kind::Member)
    return unknown();
  for (const AxisQuery &Query : AxisQueries) {
    if (Query.Name != Callee.Name || Query.Arguments != Count)
      continue;
    if (Query.What == OperandKind::AxisLength)
      return axisLength(
          *Callee.Args[0],
          Count ? resolve(*E.Args[1], Look) : constant(Query.Axis), Look);
    std::vector<ResolvedOperand> Args;
    Args.push_back(resolve(*Callee.Args[0], Look));
    return node(Query.What, std::move(Args));
  }
  std::vector<ResolvedOperand> Args;
  Args.push_back(resolve(*Callee.Args[0], Look));
  for (size_t I = 0; I != Count; ++I)
    Args.push_back(resolve(*E.Args[I + 1], Look));
  ResolvedOperand Call = node(OperandKind::Call, std::move(Args));
  Call.Name = Call.What == OperandKind::Call ? Callee.Name : Call.Name;
  return Call;
}

static ResolvedOperand resolveIndex(const OperandExpr &E, Resolver &Look) {
  ResolvedOperand Index = resolve(*E.Args[1], Look);
  const OperandExpr &Base = *E.Args[0];
  if (isSizeList(Base)) {
    const OperandExpr &Member =
        Base.What == OperandExpr::Kind::Call ? *Base.Args[0] : Base;
    return axisLength(*Member.Args[0], std::move(Index), Look);
  }
  ResolvedOperand List = resolve(Base, Look);
  const auto *Var = dyn_cast_or_null<VarDecl>(List.Decl);
  const APValue *Values =
      Var && List.What == OperandKind::Variable ? constantValue(*Var) : nullptr;
  if (Values && Values->isArray() && Index.What == OperandKind::Constant) {
    if (Index.Value < 0 || Index.Value >= Values->getArraySize())
      return unknown();
    bool Listed = Index.Value < Values->getArrayInitializedElts();
    if (!Listed && !Values->hasArrayFiller())
      return unknown();
    const APValue &Item = Listed ? Values->getArrayInitializedElt(Index.Value)
                                 : Values->getArrayFiller();
    return Item.isInt() ? constant(Item.getInt()) : unknown();
  }
  std::vector<ResolvedOperand> Args;
  Args.push_back(std::move(List));
  Args.push_back(std::move(Index));
  return node(OperandKind::Index, std::move(Args));
}

/// Nothing if the result does not fit or is undefined in C++.
static std::optional<int64_t> fold(OperandExpr::Kind Op, int64_t A, int64_t B) {
  int64_t Result = 0;
  switch (Op) {
  case OperandExpr::Kind::Add:
    return llvm::AddOverflow(A, B, Result) ? std::nullopt
                                           : std::optional(Result);
  case OperandExpr::Kind::Sub:
    return llvm::SubOverflow(A, B, Result) ? std::nullopt
                                           : std::optional(Result);
  case OperandExpr::Kind::Mul:
    return llvm::MulOverflow(A, B, Result) ? std::nullopt
                                           : std::optional(Result);
  case OperandExpr::Kind::Div:
  case OperandExpr::Kind::Mod:
    if (B == 0 || B == -1)
      return std::nullopt;
    return Op == OperandExpr::Kind::Div ? A / B : A % B;
  default:
    return std::nullopt;
  }
}

static OperandKind arithmeticKind(OperandExpr::Kind Op) {
  switch (Op) {
  case OperandExpr::Kind::Add:
    return OperandKind::Add;
  case OperandExpr::Kind::Sub:
    return OperandKind::Sub;
  case OperandExpr::Kind::Mul:
    return OperandKind::Mul;
  case OperandExpr::Kind::Div:
    return OperandKind::Div;
  default:
    return OperandKind::Mod;
  }
}

static ResolvedOperand resolveArithmetic(const OperandExpr &E, Resolver &Look) {
  std::vector<ResolvedOperand> Args;
  for (const OperandPtr &Arg : E.Args)
    Args.push_back(resolve(*Arg, Look));
  bool Constant = llvm::all_of(
      Args, [](auto &A) { return A.What == OperandKind::Constant; });
  if (E.What == OperandExpr::Kind::Negate) {
    if (!Constant)
      return node(OperandKind::Negate, std::move(Args));
    std::optional<int64_t> Value =
        fold(OperandExpr::Kind::Sub, 0, Args[0].Value);
    return Value ? constant(*Value) : unknown();
  }
  if (!Constant)
    return node(arithmeticKind(E.What), std::move(Args));
  std::optional<int64_t> Value = fold(E.What, Args[0].Value, Args[1].Value);
  return Value ? constant(*Value) : unknown();
}

static ResolvedOperand resolve(const OperandExpr &E, Resolver &Look) {
  switch (E.What) {
  case OperandExpr::Kind::Number:
    return constant(E.Value);
  case OperandExpr::Kind::Name:
    return resolveName(E, Look);
  case OperandExpr::Kind::This: {
    if (!Look.objectClass())
      return E.Name == "self" ? resolveName(E, Look)
                              : unbound(E.Name, E.Where, "");
    ResolvedOperand R;
    R.What = OperandKind::This;
    return R;
  }
  case OperandExpr::Kind::Member:
    return resolveMember(E, Look);
  case OperandExpr::Kind::Index:
    return resolveIndex(E, Look);
  case OperandExpr::Kind::Call:
    return resolveCall(E, Look);
  default:
    return resolveArithmetic(E, Look);
  }
}

ResolvedOperand resolveOperand(const OperandExpr &Operand,
                               const NamedDecl &Scope,
                               const NamedDecl *WrittenOn) {
  // An alias means the same wherever it is used.
  bool OnAlias = isa_and_nonnull<TypedefNameDecl>(WrittenOn);
  Resolver Look(OnAlias ? *WrittenOn : Scope, OnAlias ? nullptr : WrittenOn);
  return resolve(Operand, Look);
}

} // namespace shapetidy

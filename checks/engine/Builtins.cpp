//===-- Builtins.cpp - Arguments by role, demands, the registry -*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Builtins.h"
#include "checks/engine/ClangCompat.h"
#include "checks/engine/Models.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy {

BuiltinCall::BuiltinCall(const ModelRow &Row, const clang::FunctionDecl *Callee,
                         const OperationInput &Input, OperationContext &Context,
                         OperationOutcome &Out)
    : Row(Row), Callee(Callee), Input(Input), Context(Context), Out(Out) {}

/// Member calls pass the receiver as argument 0; constructors have none.
static unsigned receiverCount(const clang::FunctionDecl *Callee) {
  const auto *Method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(Callee);
  return Method && Method->isInstance() &&
         !llvm::isa<clang::CXXConstructorDecl>(Method);
}

std::optional<unsigned> BuiltinCall::parameter(llvm::StringRef Name) const {
  auto InRange = [&](size_t I) -> std::optional<unsigned> {
    return I < Input.Args.size() ? std::optional<unsigned>(I) : std::nullopt;
  };
  if (!Row.Params.empty() || !Callee) {
    auto It = llvm::find(Row.Params, Name);
    return It == Row.Params.end() ? std::nullopt
                                  : InRange(It - Row.Params.begin());
  }
  unsigned First = receiverCount(Callee);
  if (First && Name == "self")
    return InRange(0);
  for (unsigned I = 0; I < Callee->getNumParams(); ++I)
    if (Callee->getParamDecl(I)->getName() == Name)
      return InRange(I + First);
  return std::nullopt;
}

const ArgSource *BuiltinCall::source(llvm::StringRef Role) const {
  auto It = Row.Args.find(Role);
  return It == Row.Args.end() ? nullptr : &It->second;
}

std::optional<unsigned> BuiltinCall::position(llvm::StringRef Role) const {
  const ArgSource *From = source(Role);
  if (!From)
    return parameter(Role);
  if (From->What == ArgSource::Kind::Param)
    return parameter(From->Param);
  if (From->What != ArgSource::Kind::Position ||
      size_t(From->Number) >= Input.Args.size())
    return std::nullopt;
  return unsigned(From->Number);
}

const Value *BuiltinCall::setting(llvm::StringRef Role) const {
  const ArgSource *From = source(Role);
  if (From && From->What == ArgSource::Kind::Param)
    Role = From->Param;
  for (const Value &Given : Input.Args)
    if (const RecordValue *Record = Given.asRecord())
      if (const Value *Held = Record->find(Role))
        return Held;
  return nullptr;
}

bool BuiltinCall::has(llvm::StringRef Role) const {
  const ArgSource *From = source(Role);
  return (From && From->What != ArgSource::Kind::Param &&
          From->What != ArgSource::Kind::Position) ||
         position(Role) || setting(Role) || Row.Defaults.contains(Role);
}

/// `x.chip<1>(3)`.
static std::optional<int64_t> templateInteger(const clang::FunctionDecl *Callee,
                                              int64_t Index) {
  const clang::TemplateArgumentList *Args =
      Callee ? Callee->getTemplateSpecializationArgs() : nullptr;
  if (!Args || Index >= int64_t(Args->size()) ||
      Args->get(unsigned(Index)).getKind() != clang::TemplateArgument::Integral)
    return std::nullopt;
  return Args->get(unsigned(Index)).getAsIntegral().trySExtValue();
}

/// Does a parameter's type name the class, itself or in a template argument?
static bool mentions(const clang::FunctionDecl *Callee, llvm::StringRef Name) {
  auto Is = [&](clang::QualType Type) {
    const clang::CXXRecordDecl *Class =
        Type.getNonReferenceType()->getAsCXXRecordDecl();
    return Class && Class->getIdentifier() && Class->getName() == Name;
  };
  auto InArguments = [&](clang::QualType Type) {
    const auto *Special =
        llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(
            Type.getNonReferenceType()->getAsCXXRecordDecl());
    if (!Special)
      return false;
    for (const clang::TemplateArgument &Arg :
         Special->getTemplateArgs().asArray())
      for (const clang::TemplateArgument &Item :
           Arg.getKind() == clang::TemplateArgument::Pack ? Arg.getPackAsArray()
                                                          : llvm::ArrayRef(Arg))
        if (Item.getKind() == clang::TemplateArgument::Type &&
            Is(Item.getAsType()))
          return true;
    return false;
  };
  return Callee && llvm::any_of(Callee->parameters(), [&](const auto *Param) {
           return Is(Param->getType()) || InArguments(Param->getType());
         });
}

Value BuiltinCall::value(llvm::StringRef Role) const {
  const ArgSource *From = source(Role);
  if (From && From->What == ArgSource::Kind::Constant)
    return Value::integer(sizes().constant(From->Number));
  if (From && From->What == ArgSource::Kind::Type)
    return Value::integer(sizes().constant(mentions(Callee, From->Param)));
  if (From && From->What == ArgSource::Kind::Template) {
    std::optional<int64_t> Known = templateInteger(Callee, From->Number);
    return Known ? Value::integer(sizes().constant(*Known)) : Value();
  }
  if (std::optional<unsigned> At = position(Role))
    return Input.Args[*At];
  if (const Value *Held = setting(Role))
    return *Held;
  auto Default = Row.Defaults.find(Role);
  return Default == Row.Defaults.end() || !knowsSettings()
             ? Value()
             : Value::integer(sizes().constant(Default->second));
}

bool BuiltinCall::knowsSettings() const {
  return llvm::none_of(Input.Args, [&](const Value &Given) {
    unsigned Index = &Given - Input.Args.data();
    return !Given.asRecord() && mayHoldSettings(Index);
  });
}

bool BuiltinCall::mayHoldSettings(unsigned Position) const {
  unsigned First = receiverCount(Callee);
  if (!Callee)
    return Position == 0;
  if (Position < First)
    return llvm::isa<clang::CXXMethodDecl>(Callee) && !isArrayMethod();
  if (Position - First >= Callee->getNumParams())
    return false;
  return Row.Library && Row.Library->isRecordType(
                            Callee->getParamDecl(Position - First)->getType());
}

bool BuiltinCall::isArrayMethod() const {
  const auto *Method = llvm::cast<clang::CXXMethodDecl>(Callee);
  return Row.Library &&
         Row.Library->isArrayType(canonicalType(Method->getParent()));
}

ArrayValue BuiltinCall::array(llvm::StringRef Role) const {
  Value Given = value(Role);
  const ArrayValue *Known = Given.asArray();
  return Known ? *Known : ArrayValue();
}

std::optional<Size> BuiltinCall::integer(llvm::StringRef Role) const {
  return value(Role).asInteger();
}

std::optional<int64_t> BuiltinCall::constant(llvm::StringRef Role) const {
  std::optional<Size> Known = integer(Role);
  return Known ? Known->asConstant() : std::nullopt;
}

std::optional<bool> BuiltinCall::flag(llvm::StringRef Role,
                                      bool Default) const {
  if (!has(Role))
    return Default;
  std::optional<int64_t> Known = constant(Role);
  return Known ? std::optional<bool>(*Known != 0) : std::nullopt;
}

bool BuiltinCall::isScalar(unsigned Position) const {
  const Value &Given = Input.Args[Position];
  if (!Given.isUnknown())
    return Given.kind() != Value::Kind::Array;
  unsigned First = receiverCount(Callee);
  if (!Callee || Position < First || Position - First >= Callee->getNumParams())
    return false;
  clang::QualType Type =
      Callee->getParamDecl(Position - First)->getType().getNonReferenceType();
  return Row.Library && !Row.Library->isArrayType(Type) &&
         !Row.Library->isReferenceType(Type);
}

llvm::SmallVector<unsigned, 4> BuiltinCall::arrays() const {
  llvm::SmallVector<unsigned, 4> Found;
  for (const std::string &Param : Row.Over)
    if (std::optional<unsigned> At = parameter(Param); At && !isScalar(*At))
      Found.push_back(*At);
  if (!Row.Over.empty())
    return Found;
  for (unsigned I = 0; I < Input.Args.size(); ++I)
    if (!isScalar(I))
      Found.push_back(I);
  return Found;
}

void BuiltinCall::show(unsigned Position, Shape Axes) {
  const ArrayValue *Given =
      Position < Input.Args.size() ? Input.Args[Position].asArray() : nullptr;
  if (Given)
    Out.Shown.emplace_back(Position,
                           Value::array({std::move(Axes), Given->DTypes}));
}

void BuiltinCall::setConflict(OperationConflict Why) {
  if (!Out.Conflict)
    Out.Conflict = std::move(Why);
  Out.Result = Value();
}

void BuiltinCall::setOrder(std::optional<MemoryOrder> Order) {
  const ArrayValue *Made = Out.Result.asArray();
  if (!Made)
    return;
  ArrayValue Ordered = *Made;
  Ordered.Order = std::move(Order);
  setResult(Value::array(std::move(Ordered)));
}

bool BuiltinCall::demandEqual(OperandSide First, OperandSide Second,
                              OperationConflict::Kind What) {
  if (!First.Length.isKnown() || !Second.Length.isKnown())
    return true;
  Judgement Ruled = judge().equal(*First.Length.Length, *Second.Length.Length);
  OperationConflict IfNot;
  IfNot.What = What;
  IfNot.First = std::move(First);
  IfNot.Second = std::move(Second);
  IfNot.nameOperandFirst();
  return demand(std::move(Ruled), std::move(IfNot));
}

bool BuiltinCall::demand(Judgement Ruled, OperationConflict IfNot) {
  if (!Ruled.fails())
    return true;
  IfNot.Verdict = std::move(Ruled.Verdict);
  setConflict(std::move(IfNot));
  return false;
}

const Builtin *findBuiltin(llvm::StringRef Name) {
  auto It = llvm::find_if(allBuiltins(),
                          [&](const Builtin &B) { return B.Name == Name; });
  return It == allBuiltins().end() ? nullptr : &*It;
}

} // namespace shapetidy

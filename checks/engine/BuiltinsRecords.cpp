//===-- BuiltinsRecords.cpp - Options and modules ---------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Builtins.h"
#include "checks/engine/BuiltinsTable.h"
#include "checks/engine/ModelLookup.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy::builtins {

/// The constructor of \p Class that takes as many arguments; null if there is
/// none or more than one.
static const clang::CXXConstructorDecl *
constructorFor(const clang::CXXRecordDecl *Class, size_t Count) {
  const clang::CXXConstructorDecl *Found = nullptr;
  for (const clang::CXXConstructorDecl *Candidate : Class->ctors()) {
    if (Candidate->isCopyOrMoveConstructor() ||
        Candidate->getNumParams() != Count)
      continue;
    if (Found)
      return nullptr;
    Found = Candidate;
  }
  return Found;
}

/// Each argument under the name of its parameter, as the classes of options
/// have them: `ConvOptions(in_channels, out_channels, kernel_size)`. \p Names
/// are used instead where the row has them; `_` is no setting.
static bool setAll(RecordValue &Record,
                   const clang::CXXConstructorDecl *Constructor,
                   llvm::ArrayRef<Value> Args,
                   llvm::ArrayRef<std::string> Names = {}) {
  if (!Names.empty()) {
    for (const auto &[Name, Given] : llvm::zip(Names, Args))
      if (Name != "_")
        Record.set(Name, Given);
    return true;
  }
  if (!Constructor || Constructor->getNumParams() != Args.size())
    return false;
  for (const auto &[Param, Given] : llvm::zip(Constructor->parameters(), Args))
    Record.set(Param->getName(), Given);
  return true;
}

/// Options from the arguments of their constructor.
void record(BuiltinCall &Call) {
  const auto *Made =
      llvm::dyn_cast_or_null<clang::CXXConstructorDecl>(Call.Callee);
  RecordValue Record;
  // A function that makes one without settings: `Range::all()`.
  if (!Made && Call.Input.Args.empty())
    return Call.setResult(Value::record(std::move(Record)));
  if (!Made)
    return;
  Record.Class = Made->getParent()->getQualifiedNameAsString();
  if (setAll(Record, Made, Call.Input.Args, Call.Row.Params))
    Call.setResult(Value::record(std::move(Record)));
}

/// `options.stride(2)`: the setting has the name of the function.
void setOption(BuiltinCall &Call) {
  if (Call.Input.Args.size() != 2 || !Call.Callee ||
      !Call.Callee->getIdentifier())
    return;
  const RecordValue *Old = Call.Input.Args[0].asRecord();
  Value New;
  if (Old) {
    RecordValue Changed = *Old;
    Changed.set(Call.Callee->getName(), Call.Input.Args[1]);
    New = Value::record(std::move(Changed));
  }
  Call.write(0, New);
  Call.setResult(std::move(New));
}

/// `options.stride()`.
void getOption(BuiltinCall &Call) {
  const RecordValue *Record =
      Call.Input.Args.empty() ? nullptr : Call.Input.Args[0].asRecord();
  const Value *Held = Record && Call.Callee && Call.Callee->getIdentifier()
                          ? Record->find(Call.Callee->getName())
                          : nullptr;
  if (Held)
    Call.setResult(*Held);
}

/// The class that the constructed handle holds.
static const clang::CXXRecordDecl *madeClass(const BuiltinCall &Call) {
  const auto *Made =
      llvm::dyn_cast_or_null<clang::CXXConstructorDecl>(Call.Callee);
  return Made ? heldClass(Made->getParent()) : nullptr;
}

static bool holdsModules(llvm::StringRef Class) {
  return Class == "torch::nn::SequentialImpl" ||
         Class == "torch::nn::ModuleListImpl";
}

/// A container from its modules, in their order.
static Value moduleContainer(std::string Class, llvm::ArrayRef<Value> Args) {
  RecordValue Record;
  Record.Class = std::move(Class);
  // `Sequential({{"a", Linear(2, 3)}, ...})`
  bool IsList = Args.size() == 1 && Args[0].kind() == Value::Kind::Aggregate;
  std::vector<Value> Modules(Args.begin(), Args.end());
  if (IsList)
    Modules.assign(Args[0].elements().begin(), Args[0].elements().end());
  // What is no module, a list of unknown length for instance, may be several.
  for (const Value &Each : Modules)
    if (!Each.asRecord() && Args.size() == 1)
      return Value();
  Record.set(RecordValue::Modules, Value::aggregate(std::move(Modules)));
  return Value::record(std::move(Record));
}

/// A module from options, or from the arguments that its options take:
/// `Linear(LinearOptions(3, 4))`, `Linear(3, 4)`. torch/nn/pimpl.h.
Value moduleOf(const clang::CXXRecordDecl *Held, llvm::ArrayRef<Value> Args) {
  if (Args.size() == 1 && Args[0].isNone())
    return Value::none();
  std::string Name = Held->getQualifiedNameAsString();
  if (holdsModules(Name))
    return moduleContainer(std::move(Name), Args);
  RecordValue Record;
  if (Args.size() == 1 && Args[0].asRecord())
    Record = *Args[0].asRecord();
  else if (!Args.empty()) {
    const clang::CXXRecordDecl *Options = optionsClass(Held);
    if (!Options || !setAll(Record, constructorFor(Options, Args.size()), Args))
      return Value();
  }
  Record.Class = std::move(Name);
  return Value::record(std::move(Record));
}

void module(BuiltinCall &Call) {
  if (const clang::CXXRecordDecl *Held = madeClass(Call))
    Call.setResult(moduleOf(Held, Call.Input.Args));
}

/// The modules of the container that is the first argument; null if they are
/// not known.
static const Value *modulesHeld(const BuiltinCall &Call) {
  const RecordValue *Record =
      Call.Input.Args.empty() ? nullptr : Call.Input.Args[0].asRecord();
  const Value *Held = Record ? Record->find(RecordValue::Modules) : nullptr;
  return Held && Held->kind() == Value::Kind::Aggregate ? Held : nullptr;
}

/// `layers->push_back(Linear(3, 4))`, `layers->push_back("fc", Linear(3, 4))`.
void pushModule(BuiltinCall &Call) {
  llvm::ArrayRef<Value> Args = Call.Input.Args;
  const Value *Modules = modulesHeld(Call);
  bool IsOne = Args.size() == 2 || (Args.size() == 3 && Args[1].asString());
  if (!Modules || !IsOne)
    return Call.write(0, Value());
  std::vector<Value> Longer(Modules->elements());
  Longer.push_back(Args.back());
  RecordValue Changed = *Args[0].asRecord();
  Changed.set(RecordValue::Modules, Value::aggregate(std::move(Longer)));
  Call.write(0, Value::record(std::move(Changed)));
}

/// `layers->extend(*more)`: the modules of another container behind ours.
void extendModules(BuiltinCall &Call) {
  llvm::ArrayRef<Value> Args = Call.Input.Args;
  const RecordValue *More = Args.size() == 2 ? Args[1].asRecord() : nullptr;
  const Value *Ours = modulesHeld(Call);
  const Value *Theirs = More ? More->find(RecordValue::Modules) : nullptr;
  if (!Ours || !Theirs || Theirs->kind() != Value::Kind::Aggregate)
    return Call.write(0, Value());
  std::vector<Value> All(Ours->elements());
  All.insert(All.end(), Theirs->elements().begin(), Theirs->elements().end());
  RecordValue Changed = *Args[0].asRecord();
  Changed.set(RecordValue::Modules, Value::aggregate(std::move(All)));
  Call.write(0, Value::record(std::move(Changed)));
}

/// `layers[0]`, `layers->at<Linear>(0)`.
void moduleAt(BuiltinCall &Call) {
  const Value *Held = modulesHeld(Call);
  std::optional<int64_t> Index = Call.constant("index");
  if (Held && Index && *Index >= 0 &&
      uint64_t(*Index) < Held->elements().size())
    Call.setResult(Held->elements()[*Index]);
}

/// `layers->size()`.
void moduleCount(BuiltinCall &Call) {
  if (const Value *Held = modulesHeld(Call))
    Call.setResult(
        Value::integer(Call.sizes().constant(Held->elements().size())));
}

/// What a conflict inside of a container is about: its own argument, or what
/// came out of the module before.
static OperationConflict outside(OperationConflict Why, bool IsFirst) {
  for (OperandSide *Side : {&Why.First, &Why.Second})
    if (!IsFirst)
      Side->Arg = OperandSide::NoArgument;
  return Why;
}

/// The modules one after the other. torch::nn::SequentialImpl::forward.
void sequential(BuiltinCall &Call) {
  const Value *Modules = modulesHeld(Call);
  if (!Modules || Call.Input.Args.size() != 2)
    return Call.setShape(Shape::unknown());
  Value Passed = Call.Input.Args[1];
  bool IsFirst = true;
  for (const Value &Next : Modules->elements()) {
    const RecordValue *Module = Next.asRecord();
    const ModelRow *Row =
        Module && Call.Row.Library
            ? Call.Row.Library->findNamed(Module->Class + "::forward")
            : nullptr;
    if (!Row || Row->Params.empty()) {
      Passed = Value::array(ArrayValue());
    } else {
      Value Args[] = {Next, Passed};
      OperationOutcome Out =
          applyModel(*Row, nullptr, OperationInput{Args, {}}, Call.Context);
      if (Out.Conflict)
        return Call.setConflict(outside(std::move(*Out.Conflict), IsFirst));
      Passed = std::move(Out.Result);
    }
    IsFirst = false;
  }
  Call.setResult(Passed.isUnknown() ? Value::array(ArrayValue())
                                    : std::move(Passed));
}

} // namespace shapetidy::builtins

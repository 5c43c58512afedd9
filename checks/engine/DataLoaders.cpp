//===-- DataLoaders.cpp - What the data loaders of libtorch give ----------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/DataLoaders.h"
#include "checks/engine/BuiltinsAxes.h"
#include "checks/engine/ClangCompat.h"
#include "checks/engine/HandOver.h"
#include "checks/engine/Memory.h"
#include "checks/engine/Transfer.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace shapetidy {

/// Transforms of transforms. Nobody chains more.
static constexpr unsigned MaxTransforms = 8;

namespace {
/// What a dataset gives for a list of indices.
struct LoadedList {
  Value Example;
  bool IsList = true;
};
} // namespace

/// The class if it, or the template it comes from, is \p Name somewhere in
/// torch::data.
static bool isOfData(const CXXRecordDecl *Class, llvm::StringRef Name) {
  if (!Class || !Class->getIdentifier() || Class->getName() != Name)
    return false;
  return llvm::StringRef(Class->getQualifiedNameAsString())
      .starts_with("torch::data::");
}

static QualType dataTemplateType(const CXXRecordDecl *Class, unsigned Index) {
  const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  if (!Special || Index >= Special->getTemplateArgs().size() ||
      Special->getTemplateArgs()[Index].getKind() != TemplateArgument::Type)
    return QualType();
  return Special->getTemplateArgs()[Index].getAsType();
}

static const CXXRecordDecl *dataClassOf(QualType Type) {
  if (Type.isNull())
    return nullptr;
  Type = Type.getNonReferenceType();
  if (!Type->getPointeeType().isNull())
    Type = Type->getPointeeType();
  return Type->getAsCXXRecordDecl();
}

static const FieldDecl *dataFieldOf(const CXXRecordDecl *Class,
                                    llvm::StringRef Name) {
  for (const FieldDecl *Field : Class->fields())
    if (Field->getIdentifier() && Field->getName() == Name)
      return Field;
  return nullptr;
}

static Value madeExample(const CXXRecordDecl *Class, Value Data, Value Target) {
  ObjectValue Made;
  if (const FieldDecl *Field = dataFieldOf(Class, "data"))
    Made.setField(Field, std::move(Data));
  if (const FieldDecl *Field = dataFieldOf(Class, "target"))
    Made.setField(Field, std::move(Target));
  return Value::object(std::move(Made));
}

/// The images and digits of torch::data::datasets::MNIST.
static Value mnistExample(Point &P, const CXXRecordDecl *Example) {
  auto Number = [&](int64_t Length) {
    return dimOf(P.S.Sizes.constant(Length), Origin());
  };
  return madeExample(
      Example,
      Value::array({Shape::ofDims(Dims{Number(1), Number(28), Number(28)}),
                    DTypeSet::ofName("float32")}),
      Value::array({Shape::ofDims(Dims{}), DTypeSet::ofName("int64")}));
}

/// What `Example get(size_t)` of the class returns.
static Value gottenExample(Point &P, const CXXRecordDecl *Dataset,
                           const Expr *At) {
  const CXXMethodDecl *Get = nullptr;
  for (const CXXMethodDecl *Method : Dataset->methods()) {
    if (!Method->getDeclName().isIdentifier())
      continue;
    // A dataset that makes its batches itself need not ask get().
    if (Method->getName() == "get_batch")
      return Value();
    if (Method->getName() == "get" && Method->getNumParams() == 1)
      Get = Method;
  }
  if (!Get || !isOfData(dataClassOf(Get->getReturnType()), "Example"))
    return Value();
  CallableValue Asked;
  Asked.Target = Get;
  QualType Own = canonicalType(Dataset);
  std::vector<Finding> Ignored;
  Environment Scratch(P.Env);
  Point Inside{P.S, P.F, Scratch};
  // The dataset is of this class itself: its type says so, no base of it.
  return askCallable(
      Inside, Asked,
      {At,
       {unknownOf(P, Own, Dataset, Dataset->getName(), SourceRange()), Value()},
       {Own, Get->getParamDecl(0)->getType()},
       Get->getReturnType()},
      Ignored);
}

/// The arrays of an example, each changed by \p Change.
template <typename ChangeT>
static Value changedArrays(const Value &Example, ChangeT Change) {
  const ObjectValue *Known = Example.asObject();
  if (!Known)
    return Value();
  ObjectValue New = *Known;
  for (auto &[Field, Held] : New.Fields) {
    const ArrayValue *Array = Held.asArray();
    Held = Array ? Value::array({Change(Field, Array->Axes), Array->DTypes})
                 : Value();
  }
  return Value::object(std::move(New));
}

/// Only numbers are the same in each example.
static Dim commonLength(const Dim &D) {
  return D.isKnown() && D.Length->isConstant() ? D : unknownDim();
}

static Shape stackedShape(const Shape &Each) {
  Dims Front = {unknownDim()}, Back;
  for (const Dim &D : Each.prefix())
    Front.push_back(commonLength(D));
  for (const Dim &D : Each.suffix())
    Back.push_back(commonLength(D));
  return Each.middle() ? Shape::around(Front, Row{}, Back)
                       : Shape::ofDims(Front);
}

/// The means and deviations are (k, 1, 1) and broadcast.
static Shape normalizedShape(const Shape &Image) {
  if (Image.rank() != 3u)
    return Shape::unknown();
  Dims Axes(Image.prefix().begin(), Image.prefix().end());
  std::optional<int64_t> Channels =
      Axes[0].isKnown() ? Axes[0].Length->asConstant() : std::nullopt;
  if (!Channels || *Channels < 2)
    Axes[0] = unknownDim();
  return Shape::ofDims(Axes);
}

static LoadedList transformedList(const CXXRecordDecl *Transform,
                                  const FieldDecl *Data, LoadedList Given) {
  if (Given.IsList && isOfData(Transform, "Stack"))
    return {changedArrays(Given.Example,
                          [](const void *, const Shape &Each) {
                            return stackedShape(Each);
                          }),
            false};
  if (Given.IsList && isOfData(Transform, "Normalize"))
    return {
        changedArrays(Given.Example, [&](const void *Field, const Shape &Each) {
          return Field == Data ? normalizedShape(Each) : Each;
        })};
  return {Value(), Given.IsList};
}

static LoadedList listOfDataset(Point &P, const CXXRecordDecl *Dataset,
                                const CXXRecordDecl *Example, const Expr *At,
                                unsigned Depth) {
  if (!Dataset || Depth > MaxTransforms)
    return {};
  if (isOfData(Dataset, "MapDataset")) {
    const CXXRecordDecl *Source = dataClassOf(dataTemplateType(Dataset, 0)),
                        *Transform = dataClassOf(dataTemplateType(Dataset, 1));
    return transformedList(Transform, dataFieldOf(Example, "data"),
                           listOfDataset(P, Source, Example, At, Depth + 1));
  }
  if (isOfData(Dataset, "MNIST"))
    return {mnistExample(P, Example)};
  return {gottenExample(P, Dataset, At)};
}

static bool isLoader(const CXXRecordDecl *Class) {
  return isOfData(Class, "StatelessDataLoader") ||
         isOfData(Class, "StatefulDataLoader");
}

Value loadedBatch(Point &P, QualType Loader, const Expr *At) {
  const CXXRecordDecl *Class = dataClassOf(Loader);
  if (!isLoader(Class))
    return Value();
  const CXXRecordDecl *Example = dataClassOf(At->getType());
  bool IsList = Example && Example->isInStdNamespace();
  if (IsList)
    Example = dataClassOf(dataTemplateType(Example, 0));
  if (!isOfData(Example, "Example"))
    return Value();
  LoadedList Given =
      listOfDataset(P, dataClassOf(dataTemplateType(Class, 0)), Example, At, 0);
  if (Given.Example.isUnknown() || Given.IsList != IsList)
    return Value();
  return IsList ? Value::sequence(Given.Example) : Given.Example;
}

bool transferExample(Point &P, const CXXConstructExpr *Construct) {
  const CXXConstructorDecl *Made = Construct->getConstructor();
  const CXXRecordDecl *Class = Made->getParent();
  if (Construct->getNumArgs() == 0 || Made->isCopyOrMoveConstructor() ||
      !isOfData(Class, "Example"))
    return false;
  Value Target =
      Construct->getNumArgs() > 1 ? valueOf(P, Construct->getArg(1)) : Value();
  setValue(P, Construct,
           madeExample(Class, valueOf(P, Construct->getArg(0)), Target));
  return true;
}

} // namespace shapetidy

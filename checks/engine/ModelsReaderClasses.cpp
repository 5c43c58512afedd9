//===-- ModelsReaderClasses.cpp - Rows of array classes -------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/ModelsReader.h"
#include "checks/engine/ModelsReaderParts.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace shapetidy {

static constexpr llvm::StringLiteral ClassKeys[] = {
    "name",    "holds",     "axes",   "units",  "shape",   "rank",
    "lengths", "sizes",     "handle", "owners", "dynamic", "derived",
    "dtype",   "annotated", "wraps",  "comment"};
llvm::ArrayRef<llvm::StringLiteral> classKeys() { return ClassKeys; }

/// The name of a member type, or the number of a template argument.
static void readTypePart(ModelComplaints &Wrong, const ModelPlace &At,
                         std::string &Member, int64_t &Argument) {
  if (std::optional<int64_t> Index = At.integer(); Index && *Index >= 0)
    Argument = *Index;
  else if (At.Node->isString())
    Member = At.Node->Text;
  else
    Wrong.expected(At, "a member type's name or a template argument's number");
}

static void readHolds(ModelComplaints &Wrong, const ModelPlace &At,
                      ModelClass &Class) {
  using Kind = ModelClass::Kind;
  static constexpr std::pair<llvm::StringLiteral, Kind> Known[] = {
      {"array", Kind::Array},         {"scalar", Kind::Scalar},
      {"options", Kind::Options},     {"module", Kind::Module},
      {"reference", Kind::Reference}, {"sizes", Kind::Sizes}};
  std::string Word = readString(Wrong, At);
  const auto *Found = llvm::find_if(
      Known, [&](const auto &Entry) { return Entry.first == Word; });
  if (Found != std::end(Known)) {
    Class.Holds = Found->second;
    return;
  }
  std::vector<llvm::StringRef> Words(llvm::make_first_range(Known).begin(),
                                     llvm::make_first_range(Known).end());
  Wrong.at(At, "expected 'array', 'scalar', 'options', 'module', "
               "'reference' or 'sizes', found '" +
                   Word + "'" + didYouMean(Word, Words));
}

/// Names for each of the axes.
static void readAxes(ModelComplaints &Wrong, const ModelPlace &At,
                     ModelClass &Class) {
  if (std::optional<ModelPlace> Axes = At.find("axes"))
    Class.Axes = readStrings(Wrong, *Axes);
  for (auto [Key, Into] :
       {std::pair("sizes", &Class.Sizes), std::pair("units", &Class.Units)}) {
    std::optional<ModelPlace> Each = At.find(Key);
    if (!Each)
      continue;
    *Into = readStrings(Wrong, *Each);
    if (Into->size() != Class.Axes.size())
      Wrong.at(*Each, "expected one name for each of the 'axes'");
  }
}

static void readNumbers(ModelComplaints &Wrong, const ModelPlace &At,
                        ModelClass &Class) {
  for (auto [Key, Into] : {std::pair("dynamic", &Class.Dynamic),
                           std::pair("derived", &Class.Derived),
                           std::pair("annotated", &Class.Annotated),
                           std::pair("rank", &Class.RankArgument),
                           std::pair("lengths", &Class.LengthsFrom),
                           std::pair("wraps", &Class.Wraps)}) {
    std::optional<ModelPlace> Value = At.find(Key);
    if (!Value)
      continue;
    if (std::optional<int64_t> Number = Value->integer())
      *Into = *Number;
    else
      Wrong.expected(*Value, "an integer");
  }
}

static void readHandle(ModelComplaints &Wrong, const ModelPlace &At,
                       ModelClass &Class) {
  if (std::optional<int64_t> Flag = At.integerOrFlag())
    Class.IsHandle = *Flag != 0;
  else
    Wrong.expected(At, "true or false");
}

void readClass(ModelComplaints &Wrong, const ModelPlace &At, ModelFile &Out) {
  size_t Before = Wrong.count();
  if (!checkKeys(Wrong, At, ClassKeys))
    return;
  ModelClass Class;
  std::vector<std::string> Names;
  if (std::optional<ModelPlace> Name = At.find("name"))
    Names = readNames(Wrong, *Name);
  else
    Wrong.at(At, "missing key 'name'");
  if (std::optional<ModelPlace> Holds = At.find("holds"))
    readHolds(Wrong, *Holds, Class);
  readAxes(Wrong, At, Class);
  if (std::optional<ModelPlace> Handle = At.find("handle"))
    readHandle(Wrong, *Handle, Class);
  if (std::optional<ModelPlace> Owners = At.find("owners"))
    Class.Owners = readNames(Wrong, *Owners);
  readNumbers(Wrong, At, Class);
  if (std::optional<ModelPlace> Type = At.find("dtype"))
    readTypePart(Wrong, *Type, Class.DType, Class.DTypeArgument);
  if (std::optional<ModelPlace> Shape = At.find("shape"))
    readTypePart(Wrong, *Shape, Class.ShapeMember, Class.ShapeArgument);
  if (Wrong.count() != Before)
    return;
  for (std::string &Name : Names) {
    Out.Classes.push_back(Class);
    Out.Classes.back().Name = std::move(Name);
  }
}

} // namespace shapetidy

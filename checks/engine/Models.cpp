//===-- Models.cpp - Loading models; what types carry -----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/Models.h"
#include "checks/engine/Builtins.h"
#include "checks/engine/EmbeddedModels.h"
#include "checks/engine/ModelLookup.h"
#include "checks/engine/ModelsReader.h"
#include "checks/engine/ModelsReaderTools.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

namespace shapetidy {

ModelLibrary::ModelLibrary() : State(std::make_unique<Impl>()) {
  for (auto [Row, Name] : {std::pair(&State->MakeOptions, "record"),
                           std::pair(&State->SetOption, "setOption"),
                           std::pair(&State->GetOption, "getOption"),
                           std::pair(&State->MakeModule, "module")}) {
    Row->Transfer = findBuiltin(Name);
    Row->Library = this;
  }
}
ModelLibrary::~ModelLibrary() = default;

void ModelLibrary::add(ModelFile File, llvm::StringRef Path,
                       std::vector<ModelProblem> &Problems) {
  unsigned Number = State->Files++;
  for (ModelRow &Row : File.Rows) {
    State->Rows.push_back(std::move(Row));
    ModelRow &Kept = State->Rows.back();
    Kept.Library = this;
    for (const std::string &Name : Kept.Names)
      State->RowsByName.add(Name, &Kept, Number);
  }
  for (ModelClass &Class : File.Classes) {
    State->Classes.push_back(std::move(Class));
    State->ClassesByName.add(State->Classes.back().Name, &State->Classes.back(),
                             Number);
  }
  for (auto &[Name, Stands] : File.Constants)
    State->ConstantsByName.add(Name, Stands, Number);
  for (ModelTree &Tree : File.Trees)
    if (!State->Trees.try_emplace(Tree.Name, Tree).second)
      Problems.push_back(
          {Path.str(), Tree.Line, Tree.Pointer, registeredTwice(Tree.Name)});
}

std::vector<ModelProblem> ModelLibrary::addFile(llvm::StringRef Path,
                                                llvm::StringRef Text) {
  std::vector<ModelProblem> Problems;
  add(readModelFile(Path, Text, Problems), Path, Problems);
  return Problems;
}

std::shared_ptr<const ModelLibrary>
ModelLibrary::remembering(std::shared_ptr<const ModelLibrary> Rows) {
  auto Library = std::make_shared<ModelLibrary>();
  Library->State = Rows->State;
  Library->Remembered = std::make_unique<Memory>();
  Library->Owner = std::move(Rows);
  return Library;
}

void ModelLibrary::ownNamespaces() {
  // A few rows do not make the standard library one of ours.
  auto Own = [&](llvm::StringRef Qualified) {
    llvm::StringRef Outermost = Qualified.split("::").first;
    if (Outermost != "std")
      State->Namespaces.insert(Outermost);
  };
  for (const ModelRow &Row : State->Rows)
    for (const std::string &Name : Row.Names)
      Own(Name);
  for (const ModelClass &Class : State->Classes)
    Own(Class.Name);
}

std::shared_ptr<ModelLibrary> ModelLibrary::loadEmbedded() {
  auto Library = std::make_shared<ModelLibrary>();
  for (const auto &[Name, Text] : embeddedModels()) {
    [[maybe_unused]] std::vector<ModelProblem> Problems =
        Library->addFile(Name, Text);
    assert(Problems.empty() &&
           "test/unit/engine/ModelFilesTest.cpp says which");
  }
  Library->ownNamespaces();
  return Library;
}

std::shared_ptr<const ModelLibrary> ModelLibrary::builtin() {
  static const std::shared_ptr<const ModelLibrary> Library = loadEmbedded();
  return Library;
}

static constexpr llvm::StringLiteral ConfigName = ".shape-tidy.json";

/// The nearest configuration at or above a file.
static std::string findConfig(llvm::StringRef SourceFile) {
  llvm::SmallString<256> Folder(SourceFile);
  if (llvm::sys::fs::make_absolute(Folder))
    return "";
  llvm::sys::path::remove_dots(Folder, /*remove_dot_dot=*/true);
  while (llvm::sys::path::has_parent_path(Folder)) {
    llvm::sys::path::remove_filename(Folder);
    llvm::SmallString<256> Candidate(Folder);
    llvm::sys::path::append(Candidate, ConfigName);
    if (llvm::sys::fs::is_regular_file(Candidate))
      return std::string(Candidate);
  }
  return "";
}

/// One entry of "models": the path of a file, relative to the configuration, or
/// a model written in place.
static void addConfigured(ModelLibrary &Library, llvm::StringRef Config,
                          const ModelPlace &At,
                          std::vector<ModelProblem> &Problems) {
  if (At.Node->isObject())
    return Library.add(readModel(Config, *At.Node, At.Pointer, Problems),
                       Config, Problems);
  ModelComplaints Wrong(Config, Problems);
  if (!At.Node->isString())
    return Wrong.expected(At, "a file name or a model");
  llvm::SmallString<256> Path(At.Node->Text);
  if (llvm::sys::path::is_relative(Path)) {
    Path = llvm::sys::path::parent_path(Config);
    llvm::sys::path::append(Path, At.Node->Text);
  }
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/true);
  if (!Buffer)
    return Wrong.at(At, "cannot read '" + std::string(Path) +
                            "': " + Buffer.getError().message());
  for (ModelProblem &Problem : Library.addFile(Path, (*Buffer)->getBuffer()))
    Problems.push_back(std::move(Problem));
}

std::shared_ptr<const ModelLibrary>
ModelLibrary::forFile(llvm::StringRef SourceFile,
                      std::vector<ModelProblem> &Problems) {
  std::string Config = findConfig(SourceFile);
  if (Config.empty())
    return builtin();
  auto Buffer = llvm::MemoryBuffer::getFile(Config, /*IsText=*/true);
  if (!Buffer) {
    Problems.push_back(
        {Config, 0, "", "cannot be read: " + Buffer.getError().message()});
    return builtin();
  }
  JsonProblem Why;
  std::optional<JsonNode> Root = parseJson((*Buffer)->getBuffer(), Why);
  if (!Root) {
    Problems.push_back({Config, Why.Line, "", Why.Message});
    return builtin();
  }
  // Other keys are other components' settings.
  std::optional<ModelPlace> Models = ModelPlace{&*Root, ""}.find("models");
  if (!Models)
    return builtin();
  std::shared_ptr<ModelLibrary> Library = loadEmbedded();
  if (!Models->Node->isArray()) {
    addConfigured(*Library, Config, *Models, Problems);
    return Library;
  }
  for (size_t I = 0; I < Models->Node->Items.size(); ++I)
    addConfigured(*Library, Config, Models->item(I), Problems);
  return Library;
}

std::optional<Value> ModelLibrary::carried(const clang::CXXRecordDecl *Class,
                                           OperationContext &Context) const {
  ModelLookup Lookup(*this);
  const ModelClass *Model = Lookup.classOf(Class);
  if (!Model || Model->Holds != ModelClass::Kind::Array)
    return std::nullopt;
  ArrayValue Known;
  Known.DTypes = Lookup.elementType(*Model, Class);
  if (auto Axes = Lookup.constantAxes(*Model, Class)) {
    llvm::SmallVector<Dim, 2> Dims;
    for (std::optional<int64_t> Length : *Axes)
      Dims.push_back(Length ? Dim{Context.Sizes.constant(*Length), Context.From}
                            : Dim{std::nullopt, {}});
    Known.Axes = Shape::ofDims(Dims);
  }
  return Value::array(std::move(Known));
}

std::optional<Value> ModelLibrary::carried(clang::QualType Type,
                                           OperationContext &Context) const {
  if (Type.isNull() || Type->isDependentType())
    return std::nullopt;
  Type = Type.getNonReferenceType();
  return carried(isHandle(Type) ? Type->getPointeeCXXRecordDecl()
                                : Type->getAsCXXRecordDecl(),
                 Context);
}

bool ModelLibrary::isReferenceType(clang::QualType Type) const {
  const ModelClass *Model = ModelLookup(*this).classOf(Type);
  return Model && Model->Holds == ModelClass::Kind::Reference;
}

bool ModelLibrary::ownsArray(clang::QualType Type) const {
  if (Type.isNull() || !Type->isRecordType())
    return false;
  const ModelClass *Class = ModelLookup(*this).classOf(Type);
  return Class && ownerBase(*Class, Type->getAsCXXRecordDecl());
}

bool ModelLibrary::isHandle(clang::QualType Type) const {
  return !Type.isNull() && Type->isPointerType() &&
         ModelLookup(*this).classOf(Type);
}

std::optional<unsigned>
ModelLibrary::annotatedAxes(clang::QualType Type) const {
  const ModelClass *Model = ModelLookup(*this).classOf(Type);
  return Model && Model->Annotated >= 0
             ? std::optional<unsigned>(unsigned(Model->Annotated))
             : std::nullopt;
}

bool ModelLibrary::isLibraryCode(const clang::Decl *D) const {
  const auto *Outermost = llvm::dyn_cast<clang::NamespaceDecl>(D);
  for (const clang::DeclContext *Context = D->getDeclContext(); Context;
       Context = Context->getParent())
    if (const auto *Space = llvm::dyn_cast<clang::NamespaceDecl>(Context))
      Outermost = Space;
  return Outermost && State->Namespaces.contains(Outermost->getName());
}

bool ModelLibrary::isRecordType(clang::QualType Type) const {
  const ModelClass *Model = ModelLookup(*this).classOf(Type);
  if (!Model)
    return false;
  const clang::CXXRecordDecl *Class =
      Type.getNonReferenceType()->getAsCXXRecordDecl();
  return Model->Holds == ModelClass::Kind::Options ||
         (Model->Holds == ModelClass::Kind::Module &&
          holdsLibraryModule(Class));
}

bool ModelLibrary::isModule(const clang::CXXRecordDecl *Class) const {
  const ModelClass *Model = ModelLookup(*this).classOf(Class);
  return Model && Model->Holds == ModelClass::Kind::Module;
}

const ModelRow *ModelLibrary::findNamed(llvm::StringRef Qualified) const {
  const ModelRow *Found = nullptr;
  State->RowsByName.visit(Qualified.rsplit("::").second, [&](const auto &E) {
    if (E.Qualified != Qualified)
      return false;
    Found = E.Item;
    return true;
  });
  return Found;
}

const ModelTree *ModelLibrary::findTree(llvm::StringRef Name) const {
  auto At = State->Trees.find(Name);
  return At == State->Trees.end() ? nullptr : &At->second;
}

bool ModelLibrary::isArrayType(clang::QualType Type) const {
  const ModelClass *Model = ModelLookup(*this).classOf(Type);
  return Model && Model->Holds == ModelClass::Kind::Array;
}

llvm::ArrayRef<std::string>
ModelLibrary::sizeCalls(clang::QualType Type) const {
  const ModelClass *Model = ModelLookup(*this).classOf(Type);
  return Model ? llvm::ArrayRef<std::string>(Model->Sizes)
               : llvm::ArrayRef<std::string>();
}

std::optional<unsigned>
ModelLibrary::impliedUnitAxis(clang::QualType Type) const {
  ModelLookup Lookup(*this);
  const ModelClass *Model = Lookup.classOf(Type);
  if (!Model)
    return std::nullopt;
  auto Axes = Lookup.constantAxes(
      *Model, Type.getNonReferenceType()->getAsCXXRecordDecl());
  if (!Axes || Axes->size() != 2)
    return std::nullopt;
  bool UnitRows = (*Axes)[0] == 1, UnitCols = (*Axes)[1] == 1;
  if (UnitRows == UnitCols)
    return std::nullopt;
  return UnitCols ? 1 : 0;
}

} // namespace shapetidy

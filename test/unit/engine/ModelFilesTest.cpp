//===-- ModelFilesTest.cpp - Model files: what they say, what is wrong with them
//*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "ModelText.h"
#include "checks/engine/Builtins.h"
#include "checks/engine/EmbeddedModels.h"
#include "checks/engine/ModelsReader.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include "gtest/gtest.h"
#include <random>

using namespace shapetidy;

namespace {

/// "line pointer: message", one problem a line.
std::string problemsOf(llvm::StringRef Text) {
  std::vector<ModelProblem> Problems;
  readModelFile("m.json", Text, Problems);
  std::string Out;
  for (const ModelProblem &P : Problems)
    Out += std::to_string(P.Line) + " " + P.Pointer + ": " + P.Message + "\n";
  return Out;
}

TEST(ModelFiles, EmbeddedModelsAreFlawless) {
  EXPECT_GE(embeddedModels().size(), 12u);
  size_t Rows = 0;
  for (const auto &[Name, Text] : embeddedModels()) {
    std::vector<ModelProblem> Problems;
    ModelFile File = readModelFile(Name, Text, Problems);
    for (const ModelProblem &P : Problems)
      ADD_FAILURE() << Name.str() << ":" << P.Line << ": " << P.Pointer << ": "
                    << P.Message;
    EXPECT_FALSE(File.Library.empty());
    EXPECT_GE(File.Rows.size(), 10u);
    Rows += File.Rows.size();
  }
  EXPECT_GE(Rows, 800u);
}

TEST(ModelFiles, SyntaxErrorsHaveLines) {
  EXPECT_EQ(problemsOf("{\n  \"functions\": [\n  }"),
            "3 : syntax error while parsing value - unexpected '}'; "
            "expected '[', '{', or a literal\n");
  EXPECT_EQ(problemsOf(""),
            "1 : syntax error while parsing value - unexpected end of "
            "input; expected '[', '{', or a literal\n");
  EXPECT_EQ(problemsOf("[1]"), "1 : expected an object, found an array\n");
  EXPECT_EQ(problemsOf("{} x").substr(0, 20), "1 : syntax error whi");
  EXPECT_EQ(problemsOf(std::string(100000, '[')), "1 : nested too deeply\n");
}

TEST(ModelFiles, NearMissesAreSuggested) {
  EXPECT_EQ(
      problemsOf(R"json({
    "functions": [
      {"name": "f",
       "transferr": "reshape"}
    ]})json"),
      "4 /functions/0/transferr: unknown key; did you mean 'transfer'?\n");
  EXPECT_EQ(
      problemsOf(
          R"json({"functions": [{"name": "f", "transfer": "reshap"}]})json"),
      "1 /functions/0/transfer: unknown transfer function 'reshap'; did you "
      "mean 'reshape'?\n");
  EXPECT_EQ(
      problemsOf(R"json({"functions": [{"name": "f", "transfer": "reduce",
                          "args": {"dims": 0}}]})json"),
      "2 /functions/0/args/dims: 'reduce' has no role 'dims'; did you mean "
      "'dim'?\n");
  EXPECT_EQ(problemsOf(R"json({"functions": [{"name": "f", "transfer": "same",
                          "dtype": "promot"}]})json"),
            "2 /functions/0/dtype: unknown dtype rule 'promot'; did you mean "
            "'promote'?\n");
}

TEST(ModelFiles, WrongTypesAreNamed) {
  EXPECT_EQ(problemsOf(R"json({"functions": 3})json"),
            "1 /functions: expected an array, found an integer\n");
  EXPECT_EQ(
      problemsOf(R"json({"functions": [{"name": 4, "transfer": "same"}]})json"),
      "1 /functions/0/name: expected a string, found an integer\n");
  EXPECT_EQ(problemsOf(R"json({"functions": [{"name": "f"}]})json"),
            "1 /functions/0: neither 'contracts' nor 'transfer' says what the "
            "function "
            "does\n");
  EXPECT_EQ(problemsOf(R"json({"functions": [{"transfer": "same"}]})json"),
            "1 /functions/0: missing key 'name'\n");
  EXPECT_EQ(
      problemsOf(
          R"json({"functions": [{"name": "a{b", "transfer": "same"}]})json"),
      "1 /functions/0/name: braces that do not match, or too many names\n");
  EXPECT_EQ(
      problemsOf(R"json({"constants": [{"name": "k", "dtype": "same"}]})json"),
      "1 /constants/0/dtype: a constant needs a dtype class such as "
      "'Float32'\n");
  EXPECT_EQ(
      problemsOf(R"json({"classes": [{"name": "C", "holds": "arry"}]})json"),
      "1 /classes/0/holds: expected 'array', 'scalar', 'options', 'module', "
      "'reference' or 'sizes', found "
      "'arry'; did you mean 'array'?\n");
}

TEST(ModelFiles, ContractErrorsAreLocated) {
  std::string Problems =
      problemsOf("{\"functions\": [{\"name\": \"f\", \"contracts\": [\n\"(n m, "
                 "(m) -> (n)\"]}]}");
  EXPECT_TRUE(
      llvm::StringRef(Problems).starts_with("2 /functions/0/contracts/0: "))
      << Problems;
}

TEST(ModelFiles, OneBadRowLeavesTheRest) {
  std::vector<ModelProblem> Problems;
  ModelFile File = readModelFile("m.json", R"json({"functions": [
      {"name": "good", "transfer": "same"},
      {"name": "bad", "transfer": "smae"},
      {"name": "{also,ok}", "contracts": ["(n) -> (n)"]}]})json",
                                 Problems);
  EXPECT_EQ(Problems.size(), 1u);
  ASSERT_EQ(File.Rows.size(), 2u);
  EXPECT_EQ(File.Rows[1].Names, (std::vector<std::string>{"also", "ok"}));
}

TEST(ModelFiles, BracesExpand) {
  auto Expand = [](llvm::StringRef Text) {
    return expandBraces(Text).value_or(std::vector<std::string>{"error"});
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(Expand("a"), Names{"a"});
  EXPECT_EQ(Expand("at::{,Tensor::}f"), (Names{"at::f", "at::Tensor::f"}));
  EXPECT_EQ(Expand("{a,b}{c,d}"), (Names{"ac", "ad", "bc", "bd"}));
  EXPECT_EQ(Expand("a}"), Names{"error"});
  EXPECT_EQ(Expand("{a{b}}"), Names{"error"});
}

/// Damaged copies of the real files: any number of problems, no crash.
TEST(ModelFiles, DamageIsSurvived) {
  std::mt19937 Random(7);
  for (const auto &[Name, Text] : embeddedModels())
    for (unsigned I = 0; I < 60; ++I) {
      std::string Damaged = Text.str();
      size_t At = Random() % Damaged.size();
      if (I % 3 == 0)
        Damaged.resize(At);
      else if (I % 3 == 1)
        Damaged.erase(At, 1 + Random() % 4);
      else
        Damaged[At] = char(Random());
      std::vector<ModelProblem> Problems;
      readModelFile(Name, Damaged, Problems);
      for (const ModelProblem &P : Problems)
        EXPECT_FALSE(P.Message.empty());
    }
}

/// The schema that editors use and the reader must know the same keys.
TEST(ModelFiles, SchemaHasTheSameKeys) {
  auto Buffer = llvm::MemoryBuffer::getFile(SHAPETIDY_TEST_DATA
                                            "/../docs/models.schema.json");
  ASSERT_TRUE(bool(Buffer));
  JsonProblem Why;
  std::optional<JsonNode> Schema = parseJson((*Buffer)->getBuffer(), Why);
  ASSERT_TRUE(Schema) << Why.Line << ": " << Why.Message;
  auto Keys = [&](const JsonNode *Object) {
    std::vector<std::string> Out;
    if (const JsonNode *Properties =
            Object ? Object->member("properties") : nullptr)
      Out = Properties->Keys;
    llvm::sort(Out);
    return Out;
  };
  auto Sorted = [](llvm::ArrayRef<llvm::StringLiteral> Known) {
    std::vector<std::string> Out(Known.begin(), Known.end());
    llvm::sort(Out);
    return Out;
  };
  const JsonNode *Parts = Schema->member("$defs");
  ASSERT_TRUE(Parts);
  EXPECT_EQ(Keys(&*Schema), Sorted(modelFileKeys()));
  EXPECT_EQ(Keys(Parts->member("function")), Sorted(functionKeys()));
  EXPECT_EQ(Keys(Parts->member("class")), Sorted(classKeys()));
  EXPECT_EQ(Keys(Parts->member("constant")), Sorted(constantKeys()));
  const JsonNode *Transfer = Parts->member("transfer");
  ASSERT_TRUE(Transfer && Transfer->member("enum"));
  std::vector<std::string> Listed, Known;
  for (const JsonNode &Name : Transfer->member("enum")->Items)
    Listed.push_back(Name.Text);
  for (const Builtin &B : allBuiltins())
    Known.push_back(B.Name.str());
  EXPECT_EQ(Listed, Known);
}

class TemporaryFolder {
public:
  TemporaryFolder() {
    llvm::sys::fs::createUniqueDirectory("shape-models", Path);
  }
  ~TemporaryFolder() { llvm::sys::fs::remove_directories(Path); }
  std::string write(llvm::StringRef Name, llvm::StringRef Text) {
    llvm::SmallString<128> File(Path);
    llvm::sys::path::append(File, Name);
    llvm::sys::fs::create_directories(llvm::sys::path::parent_path(File));
    std::error_code Error;
    llvm::raw_fd_ostream(File, Error) << Text;
    EXPECT_FALSE(Error);
    return std::string(File);
  }

private:
  llvm::SmallString<128> Path;
};

TEST(ModelFiles, ConfigurationIsFoundAbove) {
  TemporaryFolder Folder;
  std::string Source = Folder.write("src/deep/a.cpp", "");
  std::vector<ModelProblem> Problems;
  Folder.write(".shape-tidy.json", R"json({"baseline": 1, "models": [
     "extra.json",
     {"functions": [{"name": "mine", "transfer": "same"}, {"nam": "x"}]},
     "missing.json", 7]})json");
  Folder.write("extra.json",
               "{\"functions\": [\n{\"name\": \"f\", \"transfer\": \"sam\"}]}");
  auto Library = ModelLibrary::forFile(Source, Problems);
  ASSERT_TRUE(Library);
  EXPECT_NE(Library, ModelLibrary::builtin());
  ASSERT_EQ(Problems.size(), 4u);
  EXPECT_TRUE(llvm::StringRef(Problems[0].File).ends_with("extra.json"));
  EXPECT_EQ(Problems[0].Line, 2u);
  EXPECT_EQ(Problems[0].Pointer, "/functions/0/transfer");
  EXPECT_EQ(Problems[1].Pointer, "/models/1/functions/1/nam");
  EXPECT_EQ(Problems[1].Line, 3u);
  EXPECT_EQ(Problems[2].Pointer, "/models/2");
  EXPECT_EQ(Problems[3].Message,
            "expected a file name or a model, found an integer");
}

TEST(ModelFiles, NoConfigurationMeansTheBuiltinLibrary) {
  TemporaryFolder Folder;
  std::vector<ModelProblem> Problems;
  EXPECT_EQ(ModelLibrary::forFile(Folder.write("a.cpp", ""), Problems),
            ModelLibrary::builtin());
  EXPECT_TRUE(Problems.empty());
}

} // namespace

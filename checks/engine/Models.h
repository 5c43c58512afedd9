//===-- Models.h - What library functions do to shapes ----------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Finds the model row of a called C++ function and applies it; tells what
// shape a C++ type carries. Rows are data (checks/models/*.json and the user's
// .shape-tidy.json); docs/models.md describes the format.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_MODELS_H
#define SHAPETIDY_CHECKS_ENGINE_MODELS_H

#include "checks/engine/Operation.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Type.h"
#include <memory>

namespace shapetidy {

struct ModelFile;
struct ModelTree;
class ModelRow;

/// A located error in a model file: data, worded here because it never
/// reaches a C++ source line.
struct ModelProblem {
  std::string File;
  unsigned Line = 0;
  std::string Pointer; ///< JSON pointer
  std::string Message;
};

/// Immutable after loading; shared by every function of a translation unit.
class ModelLibrary {
public:
  ModelLibrary();
  ~ModelLibrary();

  /// The rows compiled into the program.
  static std::shared_ptr<const ModelLibrary> builtin();
  /// What applies to \p SourceFile: the built-in rows, and before them those of
  /// the nearest `.shape-tidy.json` in its folder or one above. Read once for
  /// each translation unit; problems are appended.
  static std::shared_ptr<const ModelLibrary>
  forFile(llvm::StringRef SourceFile, std::vector<ModelProblem> &Problems);
  /// The same rows for one translation unit: an answer about a declaration is
  /// found once, as the analysis asks again at each call.
  static std::shared_ptr<const ModelLibrary>
  remembering(std::shared_ptr<const ModelLibrary> Rows);
  /// Adds rows of a user's file; what is wrong with it is returned, the rest
  /// works.
  std::vector<ModelProblem> addFile(llvm::StringRef Path, llvm::StringRef Text);

  /// As addFile, for rows of \p Path that are read already.
  void add(ModelFile File, llvm::StringRef Path,
           std::vector<ModelProblem> &Problems);

  /// The row for a call of \p Callee, or null. Cheap: an interned-name lookup
  /// first, spelled-out qualified names only on a hit.
  const ModelRow *find(const clang::FunctionDecl *Callee) const;
  /// The row for reading a data member, or null.
  const ModelRow *findMember(const clang::ValueDecl *Member) const;
  /// What is known of a value of this type from the type alone: nothing if the
  /// type is no array class; an unknown shape for torch::Tensor; rows and
  /// columns for Eigen types.
  std::optional<Value> carried(clang::QualType Type,
                               OperationContext &Context) const;
  std::optional<Value> carried(const clang::CXXRecordDecl *Class,
                               OperationContext &Context) const;
  bool isArrayType(clang::QualType Type) const;
  /// The calls that give the sizes of such an array, one for each axis; empty
  /// if the model names none.
  llvm::ArrayRef<std::string> sizeCalls(clang::QualType Type) const;
  /// Settings of the library, or a module made of them.
  bool isRecordType(clang::QualType Type) const;
  /// Stands for the array, or the list of arrays, that it is made of.
  bool isReferenceType(clang::QualType Type) const;
  /// A pointer that is an array: its copies are the same array.
  bool isHandle(clang::QualType Type) const;
  /// Has an object of the type its array to itself, so that whatever is done to
  /// another object leaves it alone? Not of a reference to one.
  bool ownsArray(clang::QualType Type) const;
  /// How many axes an annotation has that leaves out the ones behind them.
  std::optional<unsigned> annotatedAxes(clang::QualType Type) const;
  /// A handle to a shared module, such as torch::nn::ModuleHolder.
  bool isModule(const clang::CXXRecordDecl *Class) const;
  /// The first row of exactly this name, or null.
  const ModelRow *findNamed(llvm::StringRef Qualified) const;
  /// `holder(x)` calls the forward() of what it holds: that function, or null
  /// where \p Callee is anything else or the library has no row for it.
  const clang::FunctionDecl *
  calledBehind(const clang::FunctionDecl *Callee) const;
  /// How a class is a node of trees, by its qualified name; null if no model
  /// says so.
  const ModelTree *findTree(llvm::StringRef Name) const;
  /// Is the declaration in a namespace that built-in rows are about, `Eigen` or
  /// one inside of it? What such code does is said by the rows; its insides are
  /// not the user's to repair.
  bool isLibraryCode(const clang::Decl *D) const;
  /// The value of a library constant such as `torch::kFloat32` or the
  /// enumerator `c10::ScalarType::Float`: a dtype, or an integer. \p Constant is a variable or
  /// an enumerator; anything that is no modelled constant has no value.
  std::optional<Value> constantValue(const clang::ValueDecl *Constant,
                                     SizeContext &Sizes) const;
  /// True for a type whose arrays have exactly two axes but whose author may
  /// annotate one of them alone (Eigen vectors): which axis is fixed to 1.
  std::optional<unsigned> impliedUnitAxis(clang::QualType Type) const;

private:
  friend class ModelLookup;
  /// Not a module of the program, which is code to be followed.
  bool holdsLibraryModule(const clang::CXXRecordDecl *Class) const;
  const ModelRow *lookUp(const clang::FunctionDecl *Callee) const;
  const ModelRow *findByClass(const clang::FunctionDecl *Callee) const;
  static std::shared_ptr<ModelLibrary> loadEmbedded();
  /// From here on, the namespaces of all rows are library code.
  void ownNamespaces();
  struct Impl;
  struct Memory;
  std::shared_ptr<Impl> State;
  /// Null for rows that several translation units share.
  std::unique_ptr<Memory> Remembered;
  /// Whose rows these are, which know it; null if they are its own.
  std::shared_ptr<const ModelLibrary> Owner;
};

/// Applies a row: ordered contracts in the annotation language first, then the
/// named transfer function. \p Callee gives template arguments and types.
///
/// Outcome.Writes holds new values of arguments. A write to the operand of a
/// query (`x.size(0)`) changes nothing at run time: it names an axis that was
/// unknown, so that two queries of the same axis give the same symbol. It
/// applies to const operands too.
OperationOutcome applyModel(const ModelRow &Row,
                            const clang::FunctionDecl *Callee,
                            const OperationInput &Input,
                            OperationContext &Context);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_MODELS_H

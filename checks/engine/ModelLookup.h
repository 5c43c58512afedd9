//===-- ModelLookup.h - Inside of a model library ---------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The tables behind ModelLibrary: rows, classes and constants by their last
// name component, so that a declaration is rejected by one hash lookup, and
// its enclosing namespaces are compared only on a hit.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_MODELLOOKUP_H
#define SHAPETIDY_CHECKS_ENGINE_MODELLOOKUP_H

#include "checks/engine/ModelRow.h"
#include "checks/engine/Models.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include <deque>

namespace shapetidy {

/// Entries under the last component of a qualified name; a later file's come
/// first, within a file the order of the rows counts.
template <typename T> class NameTable {
public:
  struct Entry {
    std::string Qualified;
    T Item;
  };

  /// \p File numbers the file the entry is from.
  void add(llvm::StringRef Qualified, T Item, unsigned File) {
    auto &List = Entries[Qualified.rsplit("::").second.empty()
                             ? Qualified
                             : Qualified.rsplit("::").second];
    auto At = List.begin();
    while (At != List.end() && At->first >= File)
      ++At;
    List.insert(At, {File, Entry{Qualified.str(), std::move(Item)}});
  }
  /// Calls \p Visit for each entry until it returns true.
  template <typename VisitT>
  bool visit(llvm::StringRef Last, VisitT Visit) const {
    auto It = Entries.find(Last);
    if (It == Entries.end())
      return false;
    for (const auto &[File, E] : It->second)
      if (Visit(E))
        return true;
    return false;
  }

private:
  llvm::StringMap<std::vector<std::pair<unsigned, Entry>>> Entries;
};

struct ModelLibrary::Impl {
  /// A deque: rows are handed out by address.
  std::deque<ModelRow> Rows;
  std::deque<ModelClass> Classes;
  llvm::StringMap<ModelTree> Trees;
  NameTable<const ModelRow *> RowsByName;
  NameTable<const ModelClass *> ClassesByName;
  NameTable<std::variant<DTypeSet, int64_t>> ConstantsByName;
  /// What all classes of settings, and all modules, have in common.
  ModelRow MakeOptions, SetOption, GetOption, MakeModule;
  /// Outermost namespaces of everything that has a row.
  llvm::StringSet<> Namespaces;
  unsigned Files = 0;
};

/// One entry per axis, none where the length is known at run time only.
using ModelLengths = llvm::SmallVector<std::optional<int64_t>, 2>;

/// What was found out about declarations of one translation unit; null is an
/// answer too.
struct ModelLibrary::Memory {
  llvm::DenseMap<const clang::FunctionDecl *, const ModelRow *> Rows;
  llvm::DenseMap<const clang::CXXRecordDecl *, const ModelClass *> Classes;
  /// A class asked about as the array that a model describes.
  using ClassAs = std::pair<const ModelClass *, const clang::CXXRecordDecl *>;
  llvm::DenseMap<ClassAs, std::optional<ModelLengths>> Axes;
  llvm::DenseMap<ClassAs, DTypeSet> DTypes;
};

/// The Impl of a class derived from `Holder<Impl>`, if it is defined.
const clang::CXXRecordDecl *heldClass(const clang::CXXRecordDecl *Holder);
/// The class of a module's member `options`; null if it has none.
const clang::CXXRecordDecl *optionsClass(const clang::CXXRecordDecl *Module);

/// True if \p Qualified (`at::Tensor::matmul`) names \p D: inline and anonymous
/// namespaces and template arguments do not count.
bool isNamed(const clang::NamedDecl *D, llvm::StringRef Qualified);

/// A type that the class or a base of it names; null if there is none, or it is
/// not known yet.
clang::QualType memberType(const clang::CXXRecordDecl *Class,
                           llvm::StringRef Name);
/// The D of `Base<D>`, where Base is the modelled class itself; else null.
const clang::CXXRecordDecl *derivedClass(const clang::CXXRecordDecl *Class,
                                         const ModelClass &Model);
/// The base, or the class, whose objects have their array to themselves; null
/// if there is none.
const clang::CXXRecordDecl *ownerBase(const ModelClass &Model,
                                      const clang::CXXRecordDecl *Class);
/// The class or the base of it that the model names; null if there is none.
const clang::CXXRecordDecl *modelledBase(const ModelClass &Model,
                                         const clang::CXXRecordDecl *Class);
/// The dtype of a C++ element type.
DTypeSet dtypeOfElement(const clang::ASTContext &Context, clang::QualType Type);

/// Questions about classes, which need the AST but no sizes.
class ModelLookup {
public:
  using Lengths = ModelLengths;

  explicit ModelLookup(const ModelLibrary &Library)
      : State(*Library.State), Remembered(Library.Remembered.get()) {}

  /// The model of the class or of the nearest base that has one.
  const ModelClass *classOf(const clang::CXXRecordDecl *Class) const;
  const ModelClass *classOf(clang::QualType Type) const;
  /// No value if the class does not say how many axes there are.
  std::optional<Lengths> constantAxes(const ModelClass &Model,
                                      const clang::CXXRecordDecl *Class) const;
  /// What a class of sizes says of them; none if it is no such class.
  std::optional<Lengths> lengthsOf(clang::QualType Sizes) const;
  DTypeSet elementType(const ModelClass &Model,
                       const clang::CXXRecordDecl *Class) const;

private:
  const ModelClass *lookUp(const clang::CXXRecordDecl *Class) const;
  std::optional<Lengths> findAxes(const ModelClass &Model,
                                  const clang::CXXRecordDecl *Class) const;
  DTypeSet findDType(const ModelClass &Model,
                     const clang::CXXRecordDecl *Class) const;
  /// As constantAxes, for classes whose axes are not named one by one.
  std::optional<Lengths> axesInType(const ModelClass &Model,
                                    const clang::CXXRecordDecl *Class) const;
  DTypeSet elementArgument(const ModelClass &Model,
                           const clang::CXXRecordDecl *Class) const;

  const ModelLibrary::Impl &State;
  ModelLibrary::Memory *Remembered;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_MODELLOOKUP_H

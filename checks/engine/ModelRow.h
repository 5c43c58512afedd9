//===-- ModelRow.h - One row of a library model -----------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A row of checks/models/*.json after reading: which calls it is about, and
// what they do to shapes and dtypes.
//
// Vocabulary: a *parameter* is one entry of OperationInput::Args under the name
// it has in the row or in the C++ declaration, `self` for the receiver of a
// member call; a *role* is the name a built-in transfer function has for one of
// its inputs; `args` maps roles to parameters where the names differ.
//
// Worked example. The row
//   {"name": "at::{,Tensor::}sum", "transfer": "reduce",
//    "dtype": ["argument:dtype", "accumulate"]}
// is found for `x.sum(1)`; the declaration names the arguments self, dim,
// keepdim and dtype, which are the roles of `reduce`; with x: Int32 (b, 4) the
// result is Int64 (b).
//
// Rows are immutable once their library is loaded. They contain no C++ types.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_MODELROW_H
#define SHAPETIDY_CHECKS_ENGINE_MODELROW_H

#include "annotations/shapes/DType.h"
#include "annotations/syntax/Annotation.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace shapetidy {

struct Builtin;
class ModelLibrary;

/// Where the dtype of a result comes from. A list of rules means: the first
/// that has something to say.
struct DTypeRule {
  enum class Kind : uint8_t {
    Same,       ///< of the first array
    Promote,    ///< torch's type promotion over all arrays and scalars
    Equal,      ///< all arrays must agree; theirs
    Accumulate, ///< integers and bool become Int64
    Floating,   ///< integers and bool become the default dtype
    Argument,   ///< of parameter Param, a dtype or options; skipped when none
    Fixed,      ///< Types
  };
  Kind What = Kind::Same;
  std::string Param;
  DTypeSet Types = DTypeSet::any();
};
using DTypeRules = llvm::SmallVector<DTypeRule, 2>;

/// What a role stands for when it is not the parameter of the same name.
struct ArgSource {
  enum class Kind : uint8_t {
    Param,
    Position,
    Constant,
    /// 1 if the C++ type of a parameter is, or has as template argument, the
    /// class named Param, else 0.
    Type,
    /// The integer that is template argument Number of the function.
    Template,
  };
  Kind What = Kind::Param;
  std::string Param;
  /// Index into OperationInput::Args, or the constant.
  int64_t Number = 0;
};

/// In which order the axes of a result lie in memory, see ArrayValue.h.
enum class ResultOrder : uint8_t {
  Open,     ///< not known, or the transfer function says so
  Axes,     ///< as they are counted: the last one is the innermost
  Self,     ///< as those of the role or parameter `self`
  Reversed, ///< as those of `self`, backwards
  Operands, ///< as they are counted if those of all operands are
};

/// A contract, perhaps only for certain values of integer parameters.
struct ModelContract {
  std::shared_ptr<const ContractSyntax> Syntax; ///< never null
  /// Further ones that the call may fit as well, whatever the sizes.
  llvm::SmallVector<std::shared_ptr<const ContractSyntax>, 1> Otherwise;
  llvm::SmallVector<std::pair<std::string, int64_t>, 1> When;
};

class ModelRow {
public:
  /// Qualified names, without template arguments and inline namespaces.
  std::vector<std::string> Names;
  /// Number of declared parameters, the receiver not counted.
  unsigned MinArity = 0;
  unsigned MaxArity = ~0u;
  /// For each declared parameter: `array`, `scalar`, `_`, or the unqualified
  /// name of its class; empty if the row does not care.
  std::vector<std::string> Types;
  /// As one of Types, for the result; empty if the row does not care.
  std::string Returns;
  /// Names for the arguments, receiver included; empty means: as declared.
  std::vector<std::string> Params;

  std::vector<ModelContract> Contracts;
  /// Parameters the contracts speak of; empty means: the first ones.
  std::vector<std::string> Over;
  const Builtin *Transfer = nullptr;
  llvm::StringMap<ArgSource> Args;
  /// What a role has that neither an argument nor a setting supplies.
  llvm::StringMap<int64_t> Defaults;

  DTypeRules DType;
  /// Non-empty: the result is a tuple of arrays of the same shape, one for
  /// each entry, with these dtypes.
  std::vector<DTypeRules> Tuple;
  /// Parameter that takes the result's value. Several take the elements of a
  /// tuple, and the call's own result is not known.
  std::vector<std::string> Writes;
  /// The operands are meant to have one shape, even if the library broadcasts.
  bool Compares = false;
  /// Parameter that the result is itself; empty if none.
  std::string Is;
  ResultOrder Order = ResultOrder::Open;

  std::string File;
  unsigned Line = 0;
  /// The library the row belongs to; tells array types from scalars.
  const ModelLibrary *Library = nullptr;
};

/// How a class template or class carries a shape.
struct ModelClass {
  enum class Kind : uint8_t {
    Array,     ///< an array: torch::Tensor, everything derived from EigenBase
    Scalar,    ///< one number: c10::Scalar
    Options,   ///< named settings: torch::nn::LinearOptions
    Module,    ///< shares an object made of settings: torch::nn::ModuleHolder
    Reference, ///< stands for what it is made of: cv::_InputArray
    Sizes,     ///< a list of sizes, of which the type says some: std::extents
  };
  std::string Name; ///< qualified; derived classes are meant too
  Kind Holds = Kind::Array;
  /// Pointers to it are handles, which are copied as the arrays they are.
  bool IsHandle = false;
  /// Classes whose objects, and those of derived classes, have their array to
  /// themselves: a copy is another array. Of other types there may be handles
  /// and views.
  std::vector<std::string> Owners;
  /// An annotation with so many axes leaves out the ones behind them.
  int64_t Annotated = -1;
  /// Static constants of the class or numbers, one for each axis; empty:
  /// unknown shape.
  std::vector<std::string> Axes;
  /// Truth values of the class, one for each axis: the axis has length 1.
  std::vector<std::string> Units;
  /// The calls that give such a size at run time, for messages: `rows()`; one
  /// for each axis, or none.
  std::vector<std::string> Sizes;
  /// Value of such a constant when the size is known at run time only.
  int64_t Dynamic = -1;
  /// Template argument that names the derived class where the constants are
  /// found if not in the class itself (CRTP); -1: none.
  int64_t Derived = -1;
  /// Member type that is the element type, or the template argument that is or
  /// stands for it; empty and -1: unknown.
  std::string DType;
  int64_t DTypeArgument = -1;
  /// Where a class that holds Sizes is named: by a member type, or by the first
  /// template argument from this one on that is such a class.
  std::string ShapeMember;
  int64_t ShapeArgument = -1;
  /// The template argument that is the number of axes.
  int64_t RankArgument = -1;
  /// Of a class of Sizes: the first template argument that is a length.
  int64_t LengthsFrom = -1;
  /// The template argument that is the array which the class holds; what is in
  /// the type is in its type.
  int64_t Wraps = -1;
};

/// A class of somebody else's that is a node of trees.
struct ModelTree {
  std::string Name; ///< qualified, without template arguments
  std::vector<std::string> Children, Static;
  unsigned Line = 0;
  std::string Pointer; ///< JSON pointer of the name
};

/// What one file says.
struct ModelFile {
  std::string Library;
  std::vector<ModelRow> Rows;
  std::vector<ModelClass> Classes;
  std::vector<ModelTree> Trees;
  /// Qualified name of a variable or enumerator, and what it stands for: a
  /// dtype or an integer.
  std::vector<std::pair<std::string, std::variant<DTypeSet, int64_t>>>
      Constants;
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_MODELROW_H

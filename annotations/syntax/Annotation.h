//===-- Annotation.h - Syntax trees of annotations --------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What the string of a shape attribute says.
//
// Vocabulary: an *axis* is one word of a shape (`n`, `3`, `*batch`, `n+1`); a
// *shape* is a row of axes; a *type* is a shape with or without a dtype class,
// or one of the forms around it (union, tuple, tree, callable, ...); a
// *structure* names the nesting of a tree; a *contract* is the form library
// models use, `(n m), (m) -> (n)`.
//
// Worked example. `Float32[*batch 3 h=n+1] | None` is
//   Union
//     Array  DType = "Float32"
//       axis 0  NamedVariadic  Name = "batch"
//       axis 1  Fixed          Fixed = 3
//       axis 2  Symbolic       Expr = n+1   DocName = "h"
//     None
//
// A text that uses none of the forms is exactly a jaxtyping shape string. The
// tree says how something was written, not what it means: sizes are computed
// and matched by annotations/shapes (ExpressionValue.h, Unifier.h).
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SYNTAX_ANNOTATION_H
#define SHAPETIDY_ANNOTATIONS_SYNTAX_ANNOTATION_H

#include "annotations/syntax/Problem.h"
#include "annotations/syntax/SizeExpression.h"
#include "annotations/syntax/Span.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace shapetidy {

enum class AxisKind : uint8_t {
  Fixed,             ///< `3`
  Named,             ///< `n`
  NamedVariadic,     ///< `*n`
  Anonymous,         ///< `_`
  AnonymousVariadic, ///< `...`
  Symbolic,          ///< `n+1`, `{k}`
};

/// One axis. Strings are owned, so an axis may outlive its annotation.
struct Axis {
  AxisKind Kind = AxisKind::Named;
  bool Broadcast = false; ///< `#`
  bool TreePath = false;  ///< `?`
  bool HasDocName = false;
  int64_t Fixed = 0;    ///< Fixed only
  std::string Name;     ///< Named and NamedVariadic only; may be empty
  std::string ExprText; ///< Symbolic only: the expression as written
  SizeExprPtr Expr;     ///< Symbolic only; null if malformed
  std::string DocName;  ///< text before `=`
  std::string Text;     ///< the whole word as written
  Span Where;           ///< of Text
  Span NameSpan;        ///< of what is left after modifiers and doc name

  bool isVariadic() const {
    return Kind == AxisKind::NamedVariadic ||
           Kind == AxisKind::AnonymousVariadic;
  }
};

struct ShapeSyntax {
  llvm::SmallVector<Axis, 4> Axes;
  std::optional<unsigned> Variadic; ///< index of the one variadic axis
  Span Where;
};

/// `S T`, `... T`, `T ...`: how a tree is nested, outermost name first.
struct StructureSyntax {
  struct Piece {
    std::string Name;
    Span Where;
  };
  llvm::SmallVector<Piece, 2> Pieces;
  bool LeadingEllipsis = false;
  bool TrailingEllipsis = false;
  /// As written without outer whitespace; the key of `?n` axes (10.6).
  std::string Text;
  Span Where;
};

struct TypeSyntax;
using TypePtr = std::shared_ptr<const TypeSyntax>;

/// A type. Immutable once parsed and shared. Which fields count follows from
/// the kind; children are never null.
struct TypeSyntax {
  enum class Kind : uint8_t {
    Array,    ///< DType (may be empty), Shape, Memory
    Union,    ///< Items: at least two, no unions among them
    None,     ///< `None`
    Any,      ///< `Any` as an inner type; `_` as an item of a contract
    Scalar,   ///< ScalarName, as an inner type: int float bool complex str
    Tuple,    ///< Items
    List,     ///< Items[0]
    Dict,     ///< Items[0]: the values
    Tree,     ///< Items: the leaf type, or empty for bare `PyTree`; Structure
    Callable, ///< Items: parameters; Result; Vectorized
  };
  /// Memory layout of a Numba type string; NotNumba for all other arrays.
  enum class Layout : uint8_t { NotNumba, Any, C, F };

  Kind What = Kind::Array;
  bool Vectorized = false;
  Layout Memory = Layout::NotNumba;
  std::string DType; ///< dtype class, or Numba's scalar type name
  Span DTypeSpan;
  std::string ScalarName;
  ShapeSyntax Shape;
  std::vector<TypePtr> Items;
  TypePtr Result;
  std::optional<StructureSyntax> Structure;
  Span Where;
};

/// `(n m), (m) -> (n)`: parameters and result of a library function.
struct ContractSyntax {
  std::vector<TypePtr> Params;
  TypePtr Result; ///< Kind::Any for `-> _`
};

/// `y: Int64[n], z: float64[:, :]`: what an opaque block or function gives.
struct OutputsSyntax {
  struct Output {
    std::string Name;
    TypePtr Type; ///< never null
    Span NameSpan;
  };
  std::vector<Output> Items;
};

template <typename SyntaxT> struct Parsed {
  std::string Text;
  /// Null only if the text is hopeless. With errors, a best effort: axes keep
  /// their places, and a missing inner type is Any.
  std::shared_ptr<const SyntaxT> Root;
  /// At most MaxProblems; jaxtyping's own error, if any, is the first.
  llvm::SmallVector<Problem, 0> Problems;

  /// True if there is no error; lints may be present.
  bool ok() const {
    for (const Problem &P : Problems)
      if (P.Level == Severity::Error)
        return false;
    return Root != nullptr;
  }
};
using ParsedAnnotation = Parsed<TypeSyntax>;
using ParsedStructure = Parsed<StructureSyntax>;
using ParsedContract = Parsed<ContractSyntax>;
using ParsedOutputs = Parsed<OutputsSyntax>;

inline constexpr unsigned MaxProblems = 20;
/// The minimum a C++ implementation promises for a string literal.
inline constexpr size_t MaxAnnotationBytes = 65536;
/// Far above the 64 axes that NumPy and the 64 that libtorch support.
inline constexpr unsigned MaxAxes = 1000;
inline constexpr unsigned MaxTypeDepth = 64;

/// The whole language.
ParsedAnnotation parseAnnotation(llvm::StringRef Text);
/// Only a jaxtyping shape string; the root is an Array without dtype.
ParsedAnnotation parseShape(llvm::StringRef Text);
/// Only a structure string, as in `PyTree[A, S T]`.
ParsedStructure parseStructure(llvm::StringRef Text);
/// The form of library models. `-> (...)` may be missing: then nothing is said
/// about the result, as with `-> _`.
ParsedContract parseContract(llvm::StringRef Text);
/// The outputs of an opaque boundary; none for an empty text. A type is one of
/// the language, or a Numba type with or without axes: `intp`, `float64[:, :]`.
ParsedOutputs parseOutputs(llvm::StringRef Text);

/// Canonical text; parses to an equal tree. Doc names are kept unless brackets
/// or separators in them could be read as the language's own.
std::string print(const TypeSyntax &Type);
std::string print(const ShapeSyntax &Shape);
std::string print(const Axis &A);
std::string print(const StructureSyntax &Structure);
std::string print(const ContractSyntax &Contract);

/// Equality of meaning: spans, doc names and discarded names do not count.
bool operator==(const Axis &A, const Axis &B);
bool operator==(const ShapeSyntax &A, const ShapeSyntax &B);
bool operator==(const StructureSyntax &A, const StructureSyntax &B);
bool operator==(const TypeSyntax &A, const TypeSyntax &B);
bool operator==(const ContractSyntax &A, const ContractSyntax &B);

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SYNTAX_ANNOTATION_H

//===-- Value.h - Abstract values of C++ expressions ------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What the analysis knows of the value of an expression or a storage place.
//
// Vocabulary: an *integer* is a symbolic size (also used for axis indices and
// booleans); an *integer list* is a list of sizes such as `{2, n}` or
// `x.sizes()`, held as a Shape because it has the same parts; an *array* is an
// ArrayValue; an *aggregate* has ordered element values (tuples, pairs,
// initialiser lists of anything else); a *sequence* is a container whose length
// is not known, and all of whose elements are what one value says; a *dtype* is
// the value of an expression such as `torch::kFloat32` or of options built from
// it; *none* is an empty optional, a null pointer or an undefined tensor; an
// *object* has the axis names of its class and what is known of its fields; a
// *record* has named settings of a library's object: the options of a
// convolution, or the module that is made of them; a *callable* is what a call
// of a function pointer, a std::function or a bound function runs; a
// *structure* is a shape::TreeDef. Unknown is a value too.
//
// Worked example. After `auto y = x.reshape({b, -1});` with x: (b, 3, 4)
//   the value of `{b, -1}` is the integer list (b, -1) and y is the array
//   (b, 12).
//
// Values are immutable and cheap to copy; they know nothing of the Clang AST.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_VALUE_H
#define SHAPETIDY_CHECKS_ENGINE_VALUE_H

#include "annotations/shapes/ArrayValue.h"
#include "annotations/trees/Structure.h"
#include "llvm/ADT/ArrayRef.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace clang {
class Expr;
class FunctionDecl;
} // namespace clang

namespace shapetidy {

class Value;
struct CallableContract;

/// What is known of an object of a class with fields that matter. A field
/// that is missing here is what its annotation says.
struct ObjectValue {
  /// Identity of an opaque field; the client's declarations.
  using FieldKey = const void *;

  /// Lengths of the class's axis names, sorted by name.
  std::vector<std::pair<std::string, Size>> Names;
  /// Rows of the class's variadic names, sorted by name.
  std::vector<std::pair<std::string, Shape>> Rows;
  std::vector<std::pair<FieldKey, Value>> Fields;
  /// Since when fields that are missing in Fields have not changed; null if
  /// that is not known.
  const void *Epoch = nullptr;

  std::optional<Size> name(llvm::StringRef Name) const;
  const Shape *row(llvm::StringRef Name) const;
  const Value *field(FieldKey Key) const;
  void setName(llvm::StringRef Name, Size Length);
  void setRow(llvm::StringRef Name, Shape Axes);
  void setField(FieldKey Key, Value New);
  void dropField(FieldKey Key);
  bool operator==(const ObjectValue &Other) const;
  static ObjectValue join(const ObjectValue &A, const ObjectValue &B);
};

/// Settings by name. One that is missing has the library's default.
struct RecordValue {
  /// What a container of modules has instead: its modules, an aggregate.
  static constexpr llvm::StringLiteral Modules = "modules";

  /// Qualified name of the class it is about.
  std::string Class;
  /// Sorted by name.
  std::vector<std::pair<std::string, Value>> Items;

  const Value *find(llvm::StringRef Name) const;
  void set(llvm::StringRef Name, Value New);
  bool operator==(const RecordValue &Other) const;
  /// A setting that one side lacks is unknown, not the default.
  static RecordValue join(const RecordValue &A, const RecordValue &B);
};

/// What a call runs. A closure or functor whose type says it all need not be
/// one.
struct CallableValue {
  enum class Form : uint8_t {
    Function, ///< Target, on the object Parts[0] if there is one
    Contract, ///< something that keeps what Says promises
    Bound,    ///< Parts[0], whose arguments are in Slots
    Pure,     ///< shape::PureCallback: Parts[0], declared to return Parts[1]
    Mapped,   ///< shape::vmap of Parts[0]
  };
  /// An argument of a bound callable.
  struct Slot {
    const clang::Expr *From = nullptr;
    /// The argument of the call that it stands for, from 1; 0 for the value
    /// that is kept: the next one of Parts.
    unsigned Position = 0;
    bool operator==(const Slot &Other) const {
      return From == Other.From && Position == Other.Position;
    }
  };

  Form What = Form::Function;
  const clang::FunctionDecl *Target = nullptr;
  const CallableContract *Says = nullptr;
  std::vector<Value> Parts;
  std::vector<Slot> Slots;
  bool TakesRest = false;    ///< Bound: further arguments go behind the slots
  bool IsVectorized = false; ///< Pure: takes leading batch axes

  bool operator==(const CallableValue &Other) const;
};

class Value {
public:
  enum class Kind : uint8_t {
    Unknown,
    Integer,
    IntegerList,
    Array,
    Aggregate,
    Sequence,
    DType,
    String,
    None,
    Object,
    Record,
    Choice,
    Callable,
    Structure,
  };

  Value() = default;
  static Value integer(Size Length);
  static Value integerList(Shape Items);
  static Value array(ArrayValue Array);
  static Value aggregate(std::vector<Value> Elements);
  /// Unknown if nothing is known of an element.
  static Value sequence(Value Element,
                        std::optional<Size> Count = std::nullopt);
  /// A variant that holds alternative \p Index of its type.
  static Value choice(unsigned Index, Value Inside);
  static Value dtype(DTypeSet Types);
  static Value string(std::string Text);
  static Value none();
  static Value object(ObjectValue Object);
  static Value record(RecordValue Record);
  static Value callable(CallableValue Callable);
  /// Unknown if the structure is.
  static Value structure(Structure Of);

  Kind kind() const { return What; }
  bool isUnknown() const { return What == Kind::Unknown; }
  std::optional<Size> asInteger() const {
    return What == Kind::Integer ? Number : std::nullopt;
  }
  /// Null unless the value is of that kind.
  const Shape *asIntegerList() const;
  const ArrayValue *asArray() const;
  llvm::ArrayRef<Value> elements() const;
  /// What each element of a sequence is.
  const Value *asSequence() const;
  /// How many elements a sequence has, if that is a known size.
  std::optional<Size> sequenceCount() const {
    return What == Kind::Sequence ? Number : std::nullopt;
  }
  /// What a variant holds; null for other values.
  const Value *chosen() const;
  unsigned choiceIndex() const { return Index; }
  const DTypeSet *asDType() const;
  const std::string *asString() const;
  const ObjectValue *asObject() const;
  const RecordValue *asRecord() const;
  const CallableValue *asCallable() const;
  const Structure *asStructure() const;
  bool isNone() const { return What == Kind::None; }

  /// What both know. A container that has elements on one side only may be
  /// one that a loop fills: of its elements stays what holds for every turn,
  /// constants, and with \p Sizes the sizes of the function's contract.
  static Value join(const Value &A, const Value &B,
                    const SizeContext *Sizes = nullptr);
  /// What of it is the same in every turn of a loop: constants, and with
  /// \p Sizes the sizes of the function's contract. A size that one turn
  /// computes has the same symbol as that of the next.
  Value steady(const SizeContext *Sizes) const;
  bool operator==(const Value &Other) const;
  /// As a user would write it: `(n, 3) float32`, `n + 1`, `{2, n}`; `?` for
  /// what is not known.
  std::string print(const SizeContext &Sizes) const;

private:
  struct Payload;
  Kind What = Kind::Unknown;
  unsigned Index = 0;         ///< Choice only
  std::optional<Size> Number; ///< an integer, or the length of a sequence
  std::shared_ptr<const Payload> Rest;
};

/// An array as it was before it was given other sizes in place.
struct ChangedArray {
  Value Old;
  /// The object had its array to itself; else there may be handles to it.
  bool IsOwned = false;

  bool operator==(const ChangedArray &Other) const {
    return IsOwned == Other.IsOwned && Old == Other.Old;
  }
};

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_VALUE_H

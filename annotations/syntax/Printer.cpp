//===-- Printer.cpp - Canonical text of annotations -----------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/syntax/Annotation.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace shapetidy {

using Kind = TypeSyntax::Kind;
using Layout = TypeSyntax::Layout;

static std::string payloadOf(const Axis &A) {
  switch (A.Kind) {
  case AxisKind::Fixed:
    return llvm::itostr(A.Fixed);
  case AxisKind::Named:
  case AxisKind::NamedVariadic:
    return A.Name;
  case AxisKind::Anonymous:
  case AxisKind::AnonymousVariadic:
    return "";
  case AxisKind::Symbolic:
    return A.ExprText;
  }
  return "";
}

/// A doc name may be any text; brackets and separators in it could be read as
/// those of the types around the axis, so such a name is left out.
static std::string printableDocName(const Axis &A) {
  llvm::StringRef Name = A.DocName;
  bool Structural = Name.find_first_of("[](){}|,") != llvm::StringRef::npos ||
                    Name.contains("->");
  return Structural ? "" : A.DocName;
}

std::string print(const Axis &A) {
  if (A.Kind == AxisKind::AnonymousVariadic && !A.HasDocName)
    return "...";
  bool Anonymous =
      A.Kind == AxisKind::Anonymous || A.Kind == AxisKind::AnonymousVariadic;
  std::string Modifiers;
  Modifiers += A.Broadcast ? "#" : "";
  Modifiers += A.isVariadic() ? "*" : "";
  Modifiers += A.TreePath ? "?" : "";
  Modifiers += Anonymous ? "_" : "";
  std::string Payload = payloadOf(A);
  if (!A.HasDocName)
    return Modifiers + Payload;
  // `doc=#` would end in '#'; without a name modifiers go to the front.
  bool Nameless = Payload.empty() && !Anonymous;
  std::string Doc = printableDocName(A) + "=";
  return Nameless ? Modifiers + Doc : Doc + Modifiers + Payload;
}

std::string print(const ShapeSyntax &Shape) {
  std::string Out;
  for (const Axis &A : Shape.Axes) {
    Out += Out.empty() ? "" : " ";
    Out += print(A);
  }
  return Out;
}

std::string print(const StructureSyntax &Structure) {
  llvm::SmallVector<llvm::StringRef, 4> Words;
  if (Structure.LeadingEllipsis)
    Words.push_back("...");
  for (const StructureSyntax::Piece &Piece : Structure.Pieces)
    Words.push_back(Piece.Name);
  if (Structure.TrailingEllipsis)
    Words.push_back("...");
  return llvm::join(Words, " ");
}

static std::string printInner(const TypeSyntax &Type);

static std::string printItems(const TypeSyntax &Type) {
  return llvm::join(
      llvm::map_range(Type.Items,
                      [](const TypePtr &Item) { return printInner(*Item); }),
      ", ");
}

static std::string printNumba(const TypeSyntax &Type) {
  std::string Out = Type.DType + "[";
  size_t Count = Type.Shape.Axes.size();
  for (size_t I = 0; I < Count; ++I) {
    bool Adjacent = (Type.Memory == Layout::C && I + 1 == Count) ||
                    (Type.Memory == Layout::F && I == 0);
    Out += I == 0 ? "" : ", ";
    Out += Adjacent ? "::1" : ":";
  }
  return Out + "]";
}

/// An array without dtype class where `Shaped[...]` may be needed to keep it
/// from being read as something else.
static std::string printBareArray(const TypeSyntax &Type, bool IsInner) {
  std::string Plain = print(Type.Shape);
  ParsedAnnotation Again =
      parseAnnotation(IsInner ? "list[" + Plain + "]" : Plain);
  const TypeSyntax *Root = Again.Root.get();
  if (IsInner && Root && Root->Items.size() == 1)
    Root = Root->Items.front().get();
  if (Root && *Root == Type)
    return Plain;
  return "Shaped[" + Plain + "]";
}

static bool needsNoCare(const TypeSyntax &Type) {
  // Names alone may be words of the language, the rest is harmless unless it
  // contains the characters of forms.
  if (Type.Shape.Axes.size() < 2)
    return false;
  return llvm::all_of(Type.Shape.Axes, [](const Axis &A) {
    return !A.HasDocName && A.Kind != AxisKind::Symbolic;
  });
}

static std::string printArray(const TypeSyntax &Type, bool IsInner) {
  if (Type.Memory != Layout::NotNumba)
    return printNumba(Type);
  if (!Type.DType.empty())
    return Type.DType + "[" + print(Type.Shape) + "]";
  if (needsNoCare(Type))
    return print(Type.Shape);
  return printBareArray(Type, IsInner);
}

static std::string printUnion(const TypeSyntax &Type) {
  std::string Out;
  for (const TypePtr &Item : Type.Items) {
    Out += Out.empty() ? "" : " | ";
    // A callable would swallow the alternatives after it.
    bool Swallows = Item->What == Kind::Callable && Item != Type.Items.back();
    Out += Swallows ? "(" + printInner(*Item) + ")" : printInner(*Item);
  }
  return Out;
}

static std::string printTree(const TypeSyntax &Type) {
  if (Type.Items.empty())
    return "PyTree";
  std::string Out = "PyTree[" + printInner(*Type.Items.front());
  if (Type.Structure)
    Out += ", " + print(*Type.Structure);
  return Out + "]";
}

/// Parentheses around a parameter or result group; protect those of an
/// expression.
static std::string printSlot(const TypeSyntax &Type) {
  std::string Text = printInner(Type);
  bool Protect = Text.front() == '(' && Type.What == Kind::Array;
  return Protect ? "(" + Text + ")" : Text;
}

static std::string printCallable(const TypeSyntax &Type) {
  std::string Out = Type.Vectorized ? "vectorized (" : "(";
  for (const TypePtr &Param : Type.Items) {
    Out += &Param == &Type.Items.front() ? "" : ", ";
    // A callable as the only or last parameter is delimited by the parenthesis.
    Out += printSlot(*Param);
  }
  return Out + ") -> " + printSlot(*Type.Result);
}

static std::string printAny(const TypeSyntax &Type, bool IsInner) {
  switch (Type.What) {
  case Kind::Array:
    return printArray(Type, IsInner);
  case Kind::Union:
    return printUnion(Type);
  case Kind::None:
    return "None";
  case Kind::Any:
    return "Any";
  case Kind::Scalar:
    return Type.ScalarName;
  case Kind::Tuple:
    return "tuple[" + printItems(Type) + "]";
  case Kind::List:
    return "list[" + printItems(Type) + "]";
  case Kind::Dict:
    return "dict[" + printItems(Type) + "]";
  case Kind::Tree:
    return printTree(Type);
  case Kind::Callable:
    return printCallable(Type);
  }
  return "";
}

static std::string printInner(const TypeSyntax &Type) {
  return printAny(Type, /*IsInner=*/true);
}

std::string print(const TypeSyntax &Type) {
  return printAny(Type, /*IsInner=*/false);
}

static std::string printContractItem(const TypeSyntax &Type) {
  if (Type.What == Kind::Any)
    return "_";
  bool Scalar =
      Type.What == Kind::Array && Type.DType.empty() && Type.Shape.Axes.empty();
  return Scalar ? "()" : "(" + printInner(Type) + ")";
}

std::string print(const ContractSyntax &Contract) {
  std::string Out;
  for (const TypePtr &Param : Contract.Params) {
    Out += Out.empty() ? "" : ", ";
    Out += printContractItem(*Param);
  }
  Out += Out.empty() ? "-> " : " -> ";
  return Out + printContractItem(*Contract.Result);
}

} // namespace shapetidy

//===-- DTypeNames.cpp - Dtype classes and the names they admit -----------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/syntax/DTypeNames.h"
#include "llvm/ADT/STLExtras.h"

namespace shapetidy {

namespace {
enum Exact : unsigned {
  Bool,
  BoolUnderscore,
  UInt2,
  UInt4,
  UInt8,
  UInt16,
  UInt32,
  UInt64,
  Int2,
  Int4,
  Int8,
  Int16,
  Int32,
  Int64,
  Float4e2m1fn,
  Float8e4m3b11fnuz,
  Float8e4m3fn,
  Float8e4m3fnuz,
  Float8e5m2,
  Float8e5m2fnuz,
  BFloat16,
  Float16,
  Float32,
  Float64,
  Complex64,
  Complex128,
  PrngKey,
  ExactCount
};
} // namespace

static constexpr llvm::StringLiteral ExactNames[] = {
    "bool",          "bool_",
    "uint2",         "uint4",
    "uint8",         "uint16",
    "uint32",        "uint64",
    "int2",          "int4",
    "int8",          "int16",
    "int32",         "int64",
    "float4_e2m1fn", "float8_e4m3b11fnuz",
    "float8_e4m3fn", "float8_e4m3fnuz",
    "float8_e5m2",   "float8_e5m2fnuz",
    "bfloat16",      "float16",
    "float32",       "float64",
    "complex64",     "complex128",
    "prng_key",
};
static_assert(std::size(ExactNames) == ExactCount);

static constexpr DTypeMask bit(Exact E) { return DTypeMask(1) << E; }
static constexpr DTypeMask span(Exact First, Exact Last) {
  return (bit(Last) << 1) - bit(First);
}

static constexpr DTypeMask UInts = span(UInt2, UInt64);
static constexpr DTypeMask Ints = span(Int2, Int64);
static constexpr DTypeMask Floats = span(Float4e2m1fn, Float64);
static constexpr DTypeMask Complexes = span(Complex64, Complex128);

static constexpr DTypeClass Classes[] = {
    {"Shaped", AnyDType},
    {"Num", UInts | Ints | Floats | Complexes},
    {"Real", UInts | Ints | Floats},
    {"Inexact", Floats | Complexes},
    {"Integer", UInts | Ints},
    {"Float", Floats},
    {"Complex", Complexes},
    {"UInt", UInts},
    {"Int", Ints},
    {"Bool", span(Bool, BoolUnderscore)},
    {"Key", bit(PrngKey)},
    {"UInt2", bit(UInt2)},
    {"UInt4", bit(UInt4)},
    {"UInt8", bit(UInt8)},
    {"UInt16", bit(UInt16)},
    {"UInt32", bit(UInt32)},
    {"UInt64", bit(UInt64)},
    {"Int2", bit(Int2)},
    {"Int4", bit(Int4)},
    {"Int8", bit(Int8)},
    {"Int16", bit(Int16)},
    {"Int32", bit(Int32)},
    {"Int64", bit(Int64)},
    {"Float4e2m1fn", bit(Float4e2m1fn)},
    {"Float8e4m3b11fnuz", bit(Float8e4m3b11fnuz)},
    {"Float8e4m3fn", bit(Float8e4m3fn)},
    {"Float8e4m3fnuz", bit(Float8e4m3fnuz)},
    {"Float8e5m2", bit(Float8e5m2)},
    {"Float8e5m2fnuz", bit(Float8e5m2fnuz)},
    {"BFloat16", bit(BFloat16)},
    {"Float16", bit(Float16)},
    {"Float32", bit(Float32)},
    {"Float64", bit(Float64)},
    {"Complex64", bit(Complex64)},
    {"Complex128", bit(Complex128)},
};

namespace {
struct NumbaName {
  llvm::StringLiteral Name;
  llvm::StringLiteral Class;
};
} // namespace

// The spellings that Numba prints and documents for scalar types. The widths
// of the C-like ones are those of 64-bit Linux and macOS.
static constexpr NumbaName NumbaNames[] = {
    {"boolean", "Bool"},
    {"bool_", "Bool"},
    {"bool", "Bool"},
    {"b1", "Bool"},
    {"byte", "UInt8"},
    {"char", "Int8"},
    {"int8", "Int8"},
    {"int16", "Int16"},
    {"int32", "Int32"},
    {"int64", "Int64"},
    {"intp", "Int64"},
    {"intc", "Int32"},
    {"uint8", "UInt8"},
    {"uint16", "UInt16"},
    {"uint32", "UInt32"},
    {"uint64", "UInt64"},
    {"uintp", "UInt64"},
    {"uintc", "UInt32"},
    {"ssize_t", "Int64"},
    {"size_t", "UInt64"},
    {"i1", "Int8"},
    {"i2", "Int16"},
    {"i4", "Int32"},
    {"i8", "Int64"},
    {"u1", "UInt8"},
    {"u2", "UInt16"},
    {"u4", "UInt32"},
    {"u8", "UInt64"},
    {"float16", "Float16"},
    {"float32", "Float32"},
    {"float64", "Float64"},
    {"double", "Float64"},
    {"f4", "Float32"},
    {"f8", "Float64"},
    {"complex64", "Complex64"},
    {"complex128", "Complex128"},
    {"c8", "Complex64"},
    {"c16", "Complex128"},
};

llvm::ArrayRef<DTypeClass> dtypeClasses() { return Classes; }
llvm::ArrayRef<llvm::StringLiteral> exactDTypeNames() { return ExactNames; }

bool isDTypeClassName(llvm::StringRef Name) {
  return dtypeClassMask(Name).has_value();
}

std::optional<DTypeMask> dtypeClassMask(llvm::StringRef Name) {
  for (const DTypeClass &Class : Classes)
    if (Class.Name == Name)
      return Class.Members;
  return std::nullopt;
}

std::optional<DTypeMask> exactDTypeMask(llvm::StringRef Name) {
  for (unsigned I = 0; I < ExactCount; ++I)
    if (ExactNames[I] == Name)
      return DTypeMask(1) << I;
  return std::nullopt;
}

std::optional<llvm::StringRef> dtypeClassWithMembers(DTypeMask Members) {
  for (const DTypeClass &Class : Classes)
    if (Class.Members == Members)
      return llvm::StringRef(Class.Name);
  return std::nullopt;
}

std::optional<llvm::StringRef> numbaDTypeClass(llvm::StringRef Name) {
  for (const NumbaName &Row : NumbaNames)
    if (Row.Name == Name)
      return llvm::StringRef(Row.Class);
  return std::nullopt;
}

DTypeMask admittedDTypes(llvm::StringRef DType) {
  if (auto Mask = dtypeClassMask(DType))
    return *Mask;
  if (auto Class = numbaDTypeClass(DType))
    return *dtypeClassMask(*Class);
  return AnyDType;
}

} // namespace shapetidy

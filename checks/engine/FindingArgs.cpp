//===-- FindingArgs.cpp - Sizes and shapes as arguments of findings -------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/FindingArgs.h"
#include "llvm/ADT/StringExtras.h"

using llvm::StringRef;

namespace shapetidy {

/// Cuts before a byte that begins a character, never inside one.
static StringRef cut(StringRef Text, size_t Limit) {
  while (Limit > 0 && (static_cast<unsigned char>(Text[Limit]) & 0xC0) == 0x80)
    --Limit;
  return Text.take_front(Limit);
}

std::string textArg(StringRef Text) {
  bool TooLong = Text.size() > MaxArgumentBytes;
  if (TooLong)
    Text = cut(Text, MaxArgumentBytes);
  std::string Out;
  Out.reserve(Text.size() + 3);
  for (char C : Text)
    Out += static_cast<unsigned char>(C) < 0x20 || C == 0x7F ? ' ' : C;
  if (TooLong)
    Out += "...";
  return Out;
}

static std::string quoted(StringRef Text) { return "'" + textArg(Text) + "'"; }

std::string sizeArg(StringRef Name, const std::optional<Size> &Length,
                    const SizeContext &Sizes) {
  if (!Length)
    return Name.empty() ? "?" : quoted(Name);
  std::string Printed = Sizes.print(*Length);
  if (Name.empty() || Name == Printed)
    return Length->isConstant() ? textArg(Printed) : quoted(Printed);
  return quoted(Name) + " (" + textArg(Printed) + ")";
}

std::string sizeArg(StringRef Name, const Dim &D, const SizeContext &Sizes) {
  return sizeArg(Name, D.Length, Sizes);
}

std::string shapeArg(const Shape &S, const SizeContext &Sizes) {
  return textArg(S.print(Sizes));
}

std::string witnessArg(const Decision &D, const SizeContext &Sizes) {
  if (!D.Failing)
    return {};
  std::string Out;
  unsigned Count = 0;
  for (const auto &[Symbol, Value] : D.Failing->Values) {
    if (Count == MaxWitnessNames)
      return Out + ", ...";
    if (Count++)
      Out += ", ";
    Out += textArg(Sizes.info(Symbol).Name) + " = " + llvm::itostr(Value);
  }
  return Out;
}

} // namespace shapetidy

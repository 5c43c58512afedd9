//===-- Characters.cpp - Characters as Python sees them -------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/syntax/Characters.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/UnicodeCharRanges.h"
#include <algorithm>
#include <limits>

namespace shapetidy {

#include "annotations/syntax/UnicodeTables.inc"

using Ranges = llvm::ArrayRef<llvm::sys::UnicodeCharRange>;

static const llvm::sys::UnicodeCharRange *findRange(Ranges Table, uint32_t C) {
  auto It = std::upper_bound(
      Table.begin(), Table.end(), C,
      [](uint32_t Value, const auto &Range) { return Value < Range.Lower; });
  if (It == Table.begin() || C > std::prev(It)->Upper)
    return nullptr;
  return std::prev(It);
}

namespace {
struct CodePoint {
  uint32_t Value;
  unsigned Length;
};
} // namespace

/// Decodes the multi-byte character at \p Pos of valid UTF-8.
static CodePoint decode(llvm::StringRef Text, size_t Pos) {
  auto Byte = [&](size_t I) -> uint32_t {
    return Pos + I < Text.size() ? static_cast<unsigned char>(Text[Pos + I])
                                 : 0;
  };
  uint32_t Lead = Byte(0);
  if (Lead < 0xE0)
    return {(Lead & 0x1F) << 6 | (Byte(1) & 0x3F), 2};
  if (Lead < 0xF0)
    return {(Lead & 0x0F) << 12 | (Byte(1) & 0x3F) << 6 | (Byte(2) & 0x3F), 3};
  return {(Lead & 0x07) << 18 | (Byte(1) & 0x3F) << 12 | (Byte(2) & 0x3F) << 6 |
              (Byte(3) & 0x3F),
          4};
}

static bool isAscii(char C) { return static_cast<unsigned char>(C) < 0x80; }

std::optional<Span> findInvalidText(llvm::StringRef Text) {
  for (size_t Pos = 0; Pos < Text.size();) {
    uint32_t At = static_cast<uint32_t>(Pos);
    if (Text[Pos] == '\0')
      return Span{At, At + 1};
    if (isAscii(Text[Pos])) {
      ++Pos;
      continue;
    }
    auto *Begin = reinterpret_cast<const llvm::UTF8 *>(Text.data() + Pos);
    auto *End = reinterpret_cast<const llvm::UTF8 *>(Text.end());
    if (!llvm::isLegalUTF8Sequence(Begin, End))
      return Span{At, At + 1};
    Pos += llvm::getNumBytesForUTF8(*Begin);
  }
  return std::nullopt;
}

unsigned spaceLength(llvm::StringRef Text, size_t Pos) {
  char C = Text[Pos];
  // str.split also separates at the four ASCII information separators.
  if (C == ' ' || (C >= '\t' && C <= '\r') || (C >= 0x1C && C <= 0x1F))
    return 1;
  bool InsideCharacter = (C & 0xC0) == 0x80;
  if (isAscii(C) || InsideCharacter)
    return 0;
  CodePoint P = decode(Text, Pos);
  return findRange(Spaces, P.Value) ? P.Length : 0;
}

Span trimmed(llvm::StringRef Text, Span Range) {
  Text = Text.take_front(Range.End);
  while (Range.Begin < Range.End) {
    unsigned Length = spaceLength(Text, Range.Begin);
    if (Length == 0)
      break;
    Range.Begin += Length;
  }
  while (Range.Begin < Range.End) {
    uint32_t Last = Range.End - 1;
    while (Last > Range.Begin && (Text[Last] & 0xC0) == 0x80)
      --Last;
    if (spaceLength(Text, Last) == 0)
      break;
    Range.End = Last;
  }
  return Range;
}

size_t identifierLength(llvm::StringRef Text, size_t Pos) {
  size_t Start = Pos;
  while (Pos < Text.size()) {
    char C = Text[Pos];
    if (isAscii(C)) {
      if (!llvm::isAlpha(C) && C != '_' && (Pos == Start || !llvm::isDigit(C)))
        break;
      ++Pos;
      continue;
    }
    CodePoint P = decode(Text, Pos);
    Ranges Table =
        Pos == Start ? Ranges(IdentifierStart) : Ranges(IdentifierContinue);
    if (!findRange(Table, P.Value))
      break;
    Pos += P.Length;
  }
  return Pos - Start;
}

bool isIdentifier(llvm::StringRef Text) {
  return !Text.empty() && identifierLength(Text, 0) == Text.size();
}

/// The digit at \p Pos and its length, or no value.
static std::optional<CodePoint> digitAt(llvm::StringRef Text, size_t Pos) {
  if (isAscii(Text[Pos])) {
    if (!llvm::isDigit(Text[Pos]))
      return std::nullopt;
    return CodePoint{static_cast<uint32_t>(Text[Pos] - '0'), 1};
  }
  CodePoint P = decode(Text, Pos);
  const auto *Run = findRange(DecimalDigits, P.Value);
  if (!Run)
    return std::nullopt;
  return CodePoint{(P.Value - Run->Lower) % 10, P.Length};
}

IntegerText readPythonInteger(llvm::StringRef Text) {
  IntegerText Result;
  size_t Pos = 0;
  bool Negative = Text.starts_with("-");
  if (Negative || Text.starts_with("+"))
    ++Pos;
  bool AfterDigit = false;
  int64_t Value = 0; // kept negative: the negative range is the larger one
  while (Pos < Text.size()) {
    if (AfterDigit && Text[Pos] == '_') {
      AfterDigit = false;
      ++Pos;
      continue;
    }
    std::optional<CodePoint> Digit = digitAt(Text, Pos);
    if (!Digit)
      return {};
    Result.Overflow |= llvm::MulOverflow<int64_t>(Value, 10, Value) ||
                       llvm::SubOverflow<int64_t>(Value, Digit->Value, Value);
    AfterDigit = true;
    Pos += Digit->Length;
  }
  Result.IsInteger = AfterDigit;
  if (!Negative && Value == std::numeric_limits<int64_t>::min())
    Result.Overflow = true;
  if (Result.Overflow)
    Result.Value = Negative ? std::numeric_limits<int64_t>::min()
                            : std::numeric_limits<int64_t>::max();
  else
    Result.Value = Negative ? Value : -Value;
  return Result;
}

} // namespace shapetidy

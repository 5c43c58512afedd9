//===-- NumberText.cpp - Python's number literals -------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/syntax/NumberText.h"
#include "llvm/ADT/APInt.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"

namespace shapetidy {

/// 64 binary digits and a prefix; longer texts would only cost time.
static constexpr size_t MaxDigits = 66;
static constexpr int MaxPlaces = 18;

static std::optional<DecimalText> readInteger(llvm::StringRef Text,
                                              bool Prefixed) {
  // Python refuses 012, but 0 and 00 are zero.
  bool LeadingZero = !Prefixed && Text[0] == '0' &&
                     Text.find_first_not_of('0') != llvm::StringRef::npos;
  llvm::APInt Value;
  if (LeadingZero || Text.getAsInteger(Prefixed ? 0 : 10, Value))
    return std::nullopt;
  DecimalText Result;
  Result.Overflow = Value.getActiveBits() > 63;
  if (!Result.Overflow)
    Result.Value = static_cast<int64_t>(Value.getZExtValue());
  return Result;
}

static std::optional<DecimalText> readDecimal(llvm::StringRef Text) {
  auto [Mantissa, ExponentText] = Text.split('e');
  auto [Whole, Fraction] = Mantissa.split('.');
  int Exponent = 0;
  if (!ExponentText.empty() &&
      ExponentText.ltrim('+').getAsInteger(10, Exponent))
    return std::nullopt;
  Fraction = Fraction.rtrim('0');
  std::string Digits = (Whole + Fraction).str();
  if (!llvm::all_of(Digits, llvm::isDigit) || Mantissa == ".")
    return std::nullopt;
  DecimalText Result;
  Exponent = Exponent < -MaxPlaces  ? -MaxPlaces - 1
             : Exponent > MaxPlaces ? MaxPlaces + 1
                                    : Exponent - int(Fraction.size());
  Result.Overflow = (!Digits.empty() &&
                     llvm::StringRef(Digits).getAsInteger(10, Result.Value)) ||
                    Exponent > MaxPlaces || Exponent < -MaxPlaces;
  for (; !Result.Overflow && Exponent > 0; --Exponent)
    Result.Overflow =
        llvm::MulOverflow<int64_t>(Result.Value, 10, Result.Value);
  for (; !Result.Overflow && Exponent < 0; ++Exponent)
    if (Result.Value % 10 == 0)
      Result.Value /= 10;
    else
      Result.Denominator *= 10;
  return Result;
}

std::optional<DecimalText> readPythonNumber(llvm::StringRef Spelling) {
  for (llvm::StringRef Misplaced : {"__", "_.", "._"})
    if (Spelling.contains(Misplaced))
      return std::nullopt;
  if (Spelling.ends_with("_"))
    return std::nullopt;
  std::string Text = Spelling.lower();
  llvm::erase(Text, '_');
  if (Text.size() > MaxDigits)
    return DecimalText{0, 1, true};
  bool Prefixed = Text.size() > 1 && Text[0] == '0' && llvm::isAlpha(Text[1]) &&
                  Text[1] != 'e';
  if (Prefixed || llvm::all_of(Text, llvm::isDigit))
    return readInteger(Text, Prefixed);
  return readDecimal(Text);
}

size_t pythonNumberLength(llvm::StringRef Text) {
  auto IsDigit = [](char Ch) { return llvm::isDigit(Ch) || Ch == '_'; };
  auto IsWordCharacter = [](char Ch) { return llvm::isAlnum(Ch) || Ch == '_'; };
  bool Prefixed = Text.size() > 1 && Text[0] == '0' &&
                  llvm::StringRef("xXoObB").contains(Text[1]);
  if (Prefixed)
    return Text.take_while(IsWordCharacter).size();
  size_t End = Text.take_while(IsDigit).size();
  if (Text.substr(End).starts_with(".")) {
    ++End;
    End += Text.substr(End).take_while(IsDigit).size();
  }
  llvm::StringRef Rest = Text.substr(End);
  if (!Rest.starts_with_insensitive("e"))
    return End;
  // The `e` of `1else` begins a word.
  bool Signed = Rest.size() > 1 && (Rest[1] == '+' || Rest[1] == '-');
  size_t Digits = Rest.substr(1 + Signed).take_while(IsDigit).size();
  return Digits > 0 ? End + 1 + Signed + Digits : End;
}

} // namespace shapetidy

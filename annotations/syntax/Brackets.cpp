//===-- Brackets.cpp - Which bracket closes which -------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/syntax/Brackets.h"

namespace shapetidy {

static constexpr llvm::StringLiteral Opening = "([{";
static constexpr llvm::StringLiteral Closing = ")]}";

Brackets::Brackets(llvm::StringRef Text) : Text(Text) {
  Partner.assign(Text.size(), 0);
  llvm::SmallVector<uint32_t, 16> Open;
  unsigned OpenOfKind[3] = {0, 0, 0};
  for (uint32_t I = 0; I < Text.size(); ++I) {
    if (size_t Kind = Opening.find(Text[I]); Kind != llvm::StringRef::npos) {
      Open.push_back(I);
      ++OpenOfKind[Kind];
      continue;
    }
    size_t Kind = Closing.find(Text[I]);
    if (Kind == llvm::StringRef::npos || OpenOfKind[Kind] == 0)
      continue;
    uint32_t Top;
    size_t TopKind;
    do {
      Top = Open.pop_back_val();
      TopKind = Opening.find(Text[Top]);
      --OpenOfKind[TopKind];
    } while (TopKind != Kind);
    Partner[Top] = I;
  }
}

std::optional<uint32_t> Brackets::close(uint32_t Open, uint32_t Limit) const {
  if (Partner[Open] == 0 || Partner[Open] >= Limit)
    return std::nullopt;
  return Partner[Open];
}

std::optional<uint32_t>
Brackets::findOutside(Span Where,
                      llvm::function_ref<bool(uint32_t)> Wanted) const {
  for (uint32_t I = Where.Begin; I < Where.End; ++I) {
    if (std::optional<uint32_t> Close = close(I, Where.End)) {
      I = *Close;
      continue;
    }
    if (Wanted(I))
      return I;
  }
  return std::nullopt;
}

llvm::SmallVector<Span, 4> Brackets::split(Span Where, char Separator) const {
  llvm::SmallVector<Span, 4> Parts;
  auto IsSeparator = [&](uint32_t I) { return Text[I] == Separator; };
  while (auto At = findOutside(Where, IsSeparator)) {
    Parts.push_back({Where.Begin, *At});
    Where.Begin = *At + 1;
  }
  Parts.push_back(Where);
  return Parts;
}

} // namespace shapetidy

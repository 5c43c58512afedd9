//===-- LedgerReport.cpp - The trust ledger as text and JSON --------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/LedgerReport.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include <tuple>

using namespace llvm;

namespace shapetidy {

namespace {
struct KindWords {
  StringRef Key;
  /// Why nothing was compared with such a claim.
  StringRef Uncompared;
};
} // namespace

/// In the order of ClaimKind.
static constexpr KindWords Kinds[] = {
    {"parameter", "nobody calls it in this run"},
    {"result", "nothing it returns was seen"},
    {"field", "nothing is stored in it in this run"},
    {"variable", "nothing is stored in it in this run"},
    {"expect", ""},
    {"assume", "assumed"},
    {"output", "declared at an opaque boundary"},
};

/// In the order of ClaimStatus.
static constexpr StringLiteral StatusKeys[] = {"proved", "checked", "trusted",
                                               "refuted"};

static const KindWords &wordsOf(const Claim &C) {
  return Kinds[static_cast<size_t>(C.What)];
}
static StringRef keyOf(ClaimStatus Status) {
  return StatusKeys[static_cast<size_t>(Status)];
}

ClaimStatus statusOf(const Claim &C) {
  if (C.Refuted > 0)
    return ClaimStatus::Refuted;
  if (C.What == ClaimKind::Expect)
    return ClaimStatus::Checked;
  bool IsShown = C.Proved > 0 && C.Open == 0 && C.What != ClaimKind::Output;
  return IsShown ? ClaimStatus::Proved : ClaimStatus::Trusted;
}

/// Why a claim is only trusted; empty for others.
static std::string reasonOf(const Claim &C) {
  if (statusOf(C) != ClaimStatus::Trusted)
    return "";
  if (C.What == ClaimKind::Assume || C.What == ClaimKind::Output)
    return wordsOf(C).Uncompared.str();
  if (C.Open > 0)
    return "not shown " + std::to_string(C.Open) + " of " +
           std::to_string(C.Open + C.Proved) + " times";
  if (C.What == ClaimKind::Result && !C.HasBody)
    return "its body is not looked into";
  return wordsOf(C).Uncompared.str();
}

static json::Object asJson(const Claim &C) {
  return json::Object{{"kind", wordsOf(C).Key},
                      {"name", json::fixUTF8(C.Name)},
                      {"claim", json::fixUTF8(C.Text)},
                      {"file", json::fixUTF8(C.File)},
                      {"line", C.Line},
                      {"column", C.Column}};
}

std::error_code appendClaims(StringRef Path, ArrayRef<Claim> Claims) {
  json::Array Lines;
  for (const Claim &C : Claims) {
    json::Object Item = asJson(C);
    Item["proved"] = C.Proved;
    Item["open"] = C.Open;
    Item["refuted"] = C.Refuted;
    Item["body"] = C.HasBody;
    Lines.push_back(std::move(Item));
  }
  std::string Text;
  raw_string_ostream(Text) << json::Value(std::move(Lines)) << '\n';
  std::error_code Failed;
  // One write, so that units which run side by side do not mix their lines.
  raw_fd_ostream Output(Path, Failed, sys::fs::OF_Append);
  if (Failed)
    return Failed;
  Output.SetBufferSize(Text.size() + 1);
  Output << Text;
  Output.flush();
  return Output.error();
}

static bool readClaim(const json::Value &Item, Claim &Out) {
  const json::Object *Fields = Item.getAsObject();
  if (!Fields)
    return false;
  auto Kind = llvm::find_if(Kinds, [&](const KindWords &Words) {
    return Words.Key == Fields->getString("kind").value_or("");
  });
  if (Kind == std::end(Kinds))
    return false;
  Out.What = static_cast<ClaimKind>(Kind - std::begin(Kinds));
  Out.Name = Fields->getString("name").value_or("").str();
  Out.Text = Fields->getString("claim").value_or("").str();
  Out.File = Fields->getString("file").value_or("").str();
  Out.Line = Fields->getInteger("line").value_or(0);
  Out.Column = Fields->getInteger("column").value_or(0);
  Out.Proved = Fields->getInteger("proved").value_or(0);
  Out.Open = Fields->getInteger("open").value_or(0);
  Out.Refuted = Fields->getInteger("refuted").value_or(0);
  Out.HasBody = Fields->getBoolean("body").value_or(false);
  return true;
}

bool addClaims(StringRef Line, std::vector<Claim> &Into) {
  Expected<json::Value> Parsed = json::parse(Line);
  if (!Parsed) {
    consumeError(Parsed.takeError());
    return false;
  }
  const json::Array *Items = Parsed->getAsArray();
  if (!Items)
    return false;
  for (const json::Value &Item : *Items) {
    Claim Read;
    if (!readClaim(Item, Read))
      return false;
    Into.push_back(std::move(Read));
  }
  return true;
}

static auto placeOf(const Claim &C) {
  return std::tie(C.File, C.Line, C.Column, C.What);
}

std::vector<Claim> mergeClaims(std::vector<Claim> All) {
  llvm::sort(All, [](const Claim &A, const Claim &B) {
    return placeOf(A) < placeOf(B);
  });
  std::vector<Claim> Merged;
  for (Claim &Next : All) {
    if (Merged.empty() || placeOf(Merged.back()) != placeOf(Next)) {
      Merged.push_back(std::move(Next));
      continue;
    }
    Claim &Known = Merged.back();
    Known.Proved += Next.Proved;
    Known.Open += Next.Open;
    Known.Refuted += Next.Refuted;
    Known.HasBody |= Next.HasBody;
  }
  return Merged;
}

static unsigned countOf(ArrayRef<Claim> Claims, ClaimStatus Status) {
  return llvm::count_if(Claims,
                        [&](const Claim &C) { return statusOf(C) == Status; });
}

void printLedger(raw_ostream &OS, ArrayRef<Claim> Claims) {
  OS << Claims.size() << (Claims.size() == 1 ? " claim: " : " claims: ")
     << countOf(Claims, ClaimStatus::Proved) << " proved, "
     << countOf(Claims, ClaimStatus::Checked) << " checked at run time, "
     << countOf(Claims, ClaimStatus::Trusted) << " trusted, "
     << countOf(Claims, ClaimStatus::Refuted) << " refuted\n";
  for (const Claim &C : Claims) {
    OS << C.File << ':' << C.Line << ':' << C.Column << ": "
       << keyOf(statusOf(C)) << ": " << wordsOf(C).Key << " '" << C.Name
       << "' is '" << C.Text << '\'';
    std::string Reason = reasonOf(C);
    if (!Reason.empty())
      OS << " (" << Reason << ')';
    OS << '\n';
  }
}

void writeLedger(raw_ostream &OS, ArrayRef<Claim> Claims) {
  json::Array Items;
  json::Object Counts;
  for (size_t I = 0; I < std::size(StatusKeys); ++I)
    Counts[StatusKeys[I]] = countOf(Claims, static_cast<ClaimStatus>(I));
  for (const Claim &C : Claims) {
    json::Object Item = asJson(C);
    Item["status"] = keyOf(statusOf(C));
    std::string Reason = reasonOf(C);
    if (!Reason.empty())
      Item["reason"] = Reason;
    Items.push_back(std::move(Item));
  }
  OS << formatv("{0:2}",
                json::Value(json::Object{{"counts", std::move(Counts)},
                                         {"claims", std::move(Items)}}))
     << '\n';
}

} // namespace shapetidy

//===-- AxisMatch.cpp - One axis against one token ------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/shapes/AxisMatch.h"
#include "annotations/shapes/ExpressionValue.h"

namespace shapetidy {

/// `#name` met with more different undecided lengths than this is left open:
/// every pair of them would have to be compatible.
static constexpr size_t MaxCandidates = 16;

static Decision refuted() {
  Decision D;
  D.Answer = Verdict::Refuted;
  D.By = Stage::NormalForm;
  return D;
}

bool AxisMatch::match(const Meeting &M) {
  switch (M.Token.Kind) {
  case AxisKind::Anonymous:
    return true;
  case AxisKind::Fixed:
    return demand(
        M, {In.Sizes.constant(M.Token.Fixed), {Origin::Source::Constant, 0}},
        std::nullopt);
  case AxisKind::Named:
    return M.Token.TreePath ? treePath(M) : named(M);
  case AxisKind::Symbolic:
    return symbolic(M);
  case AxisKind::NamedVariadic:
  case AxisKind::AnonymousVariadic:
    break; // a variadic is not one axis
  }
  return uncertain();
}

/// The axis belongs to the leaf that is being matched.
bool AxisMatch::treePath(const Meeting &M) {
  std::optional<std::string> Key = In.leafKey(M.Token.Name);
  if (Key) {
    Axis OfLeaf = M.Token;
    OfLeaf.Name = std::move(*Key);
    if (named({OfLeaf, M.Index, M.Got, M.ValueAxis}))
      return true;
    Why->Name = "?" + M.Token.Name;
    return false;
  }
  if (In.Position.Where == LeafPosition::State::Unknown)
    return uncertain();
  if (M.Token.Broadcast) {
    if (!M.Got.Length)
      return uncertain();
    std::optional<bool> Unit = With.isUnit(*M.Got.Length);
    if (Unit != false)
      return Unit ? true : uncertain();
  }
  return fail(M, Conflict::Kind::TreePathOutside, refuted(), M.Token.Name);
}

bool AxisMatch::named(const Meeting &M) {
  const NameBinding *B = In.single(M.Token.Name);
  if (B && B->Definite && B->Length)
    return demand(M, {B->Length, B->From}, B->Site);
  NameBinding Known = B ? *B : NameBinding();
  if (M.Token.Broadcast)
    return broadcastNamed(M, std::move(Known));
  if (Known.Definite && !M.Got.Length)
    return uncertain();
  return bind(M, std::move(Known));
}

/// Says what the name is. Its candidates, if any, are judged now that their
/// target is known.
bool AxisMatch::bind(const Meeting &M, NameBinding B) {
  // Refining a name of unknown length supposes that the two agree.
  Certain &= M.Got.isKnown() && !B.Definite;
  NameBinding Bound = NameBinding::definite(M.Got, site(M));
  Bound.Broadcast = std::move(B.Broadcast);
  if (Bound.Length && !settleCandidates(M, Bound))
    return false;
  In.setSingle(M.Token.Name, std::move(Bound));
  return true;
}

bool AxisMatch::ruleCandidate(const Meeting &M, const Dim &Candidate,
                              AxisSite Site, Judgement J) {
  if (!J.fails())
    return rule(std::move(J));
  fail(M, Conflict::Kind::Axis, std::move(J.Verdict), M.Token.Name);
  Why->Expected = Candidate;
  Why->BoundAt = Site;
  return false;
}

bool AxisMatch::settleCandidates(const Meeting &M, NameBinding &B) {
  for (const auto &[Candidate, Site] : B.Broadcast) {
    if (!Candidate.Length) {
      Certain = false;
      continue;
    }
    if (!ruleCandidate(M, Candidate, Site,
                       With.unitOr(*Candidate.Length, *B.Length)))
      return false;
  }
  B.Broadcast.clear();
  return true;
}

/// A length of 1 leaves the name as it is; one that cannot be 1 is the name's;
/// anything between is remembered until the name is known.
bool AxisMatch::broadcastNamed(const Meeting &M, NameBinding B) {
  if (B.Definite)
    return uncertain();
  if (M.Got.Length && With.isUnit(*M.Got.Length) == false)
    return bind(M, std::move(B));
  return addCandidate(M, std::move(B));
}

bool AxisMatch::addCandidate(const Meeting &M, NameBinding B) {
  bool One = M.Got.Length && With.isUnit(*M.Got.Length) == true;
  Dim Got = One ? Dim{In.Sizes.one(), M.Got.From} : M.Got;
  Certain &= One;
  for (const auto &[Candidate, Site] : B.Broadcast)
    if (Candidate == Got)
      return true;
  if (B.Broadcast.size() >= MaxCandidates)
    return true;
  for (const auto &[Candidate, Site] : B.Broadcast) {
    if (!Candidate.Length || !Got.Length)
      continue;
    if (!ruleCandidate(M, Candidate, Site,
                       With.compatible(*Candidate.Length, *Got.Length)))
      return false;
  }
  B.Broadcast.push_back({Got, site(M)});
  In.setSingle(M.Token.Name, std::move(B));
  return true;
}

bool AxisMatch::symbolic(const Meeting &M) {
  if (!M.Token.Expr)
    return uncertain(); // the parser has reported it
  if (M.Token.Broadcast && M.Got.Length && With.isUnit(*M.Got.Length) == true)
    return true;
  NameReport Names = namesOf(*M.Token.Expr);
  if (Names.Worst == NameState::Bound)
    return evaluate(M);
  if (In.Opts.StrictOrder)
    return matchFinally(M, /*OnlyNames=*/false);
  In.Waiting.push_back({M.Token, Item, M.Index, M.ValueAxis, M.Got, From,
                        /*OnlyNames=*/false});
  return true;
}

bool AxisMatch::matchFinally(const Meeting &M, bool OnlyNames) {
  NameReport Names = namesOf(*M.Token.Expr);
  if (Names.Worst == NameState::Bound)
    return OnlyNames || evaluate(M);
  if (Names.Worst == NameState::Maybe)
    return uncertain();
  // Under `#` the expression is reached only by a length other than 1.
  if (M.Token.Broadcast &&
      (!M.Got.Length || With.isUnit(*M.Got.Length) != false))
    return uncertain();
  fail(M, Conflict::Kind::UnboundName, refuted(), Names.Unbound);
  Why->Where = Names.Where;
  return false;
}

bool AxisMatch::evaluate(const Meeting &M) {
  auto NameLength = [&](llvm::StringRef Name) {
    const NameBinding *B = In.single(Name);
    return B ? B->Length : std::nullopt;
  };
  ExpressionValue Value =
      computeExpression(*M.Token.Expr, {In.Sizes, In.Decide, In.Facts,
                                        NameLength, Operands, Item});
  switch (Value.What) {
  case ExpressionValue::State::Unknown:
    return uncertain();
  case ExpressionValue::State::Failed:
    return fail(M, Conflict::Kind::Evaluation, refuted(), M.Token.ExprText);
  case ExpressionValue::State::UnboundOperand:
    fail(M, Conflict::Kind::UnboundOperand, refuted(), Value.Name);
    Why->Where = Value.Where;
    return false;
  case ExpressionValue::State::Known:
    break;
  }
  if (std::optional<Size> Whole = Value.whole(In.Sizes))
    return demand(M, {Whole, From}, std::nullopt);
  return demandRatio(M, *Value.Numerator, *Value.Denominator);
}

/// The axis must be a quotient that is not known to be whole.
bool AxisMatch::demandRatio(const Meeting &M, Size Numerator,
                            Size Denominator) {
  if (!M.Got.Length)
    return uncertain();
  if (M.Token.Broadcast && With.isUnit(*M.Got.Length) != false)
    return uncertain();
  Judgement J = With.equal(In.Sizes.mul(*M.Got.Length, Denominator), Numerator);
  if (!J.fails())
    return rule(std::move(J));
  return fail(M, Conflict::Kind::Axis, std::move(J.Verdict), M.Token.ExprText);
}

AxisMatch::NameReport AxisMatch::namesOf(const SizeExpr &Expr) const {
  NameReport Report;
  forEachName(Expr, [&](llvm::StringRef Name, Span Where) {
    const NameBinding *B = In.single(Name);
    NameState State = NameState::Unbound;
    if (B && !B->isUnbound())
      State = B->Definite ? NameState::Bound : NameState::Maybe;
    if (State == NameState::Unbound && Report.Worst != NameState::Unbound) {
      Report.Unbound = Name.str();
      Report.Where = Where;
    }
    Report.Worst = std::max(Report.Worst, State);
  });
  return Report;
}

bool AxisMatch::demand(const Meeting &M, const Dim &Expected,
                       std::optional<AxisSite> BoundAt) {
  if (!Expected.Length || !M.Got.Length)
    return uncertain();
  Judgement J = M.Token.Broadcast ? With.unitOr(*M.Got.Length, *Expected.Length)
                                  : With.equal(*M.Got.Length, *Expected.Length);
  if (!J.fails())
    return rule(std::move(J));
  fail(M, Conflict::Kind::Axis, std::move(J.Verdict),
       M.Token.Kind == AxisKind::Symbolic ? M.Token.ExprText : M.Token.Name);
  Why->Expected = Expected;
  Why->BoundAt = BoundAt;
  return false;
}

bool AxisMatch::fail(const Meeting &M, Conflict::Kind What, Decision Verdict,
                     llvm::StringRef Name) {
  Conflict C;
  C.What = What;
  C.Item = Item;
  C.Axis = M.Index;
  C.Where = M.Token.Where;
  C.ValueAxis = M.ValueAxis;
  C.Got = M.Got;
  C.OrOne = M.Token.Broadcast;
  C.Name = Name.str();
  C.Verdict = std::move(Verdict);
  Why = std::move(C);
  return false;
}

} // namespace shapetidy

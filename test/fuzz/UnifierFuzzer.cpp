//===-- UnifierFuzzer.cpp - Fuzzing matching and broadcasting -------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Reads a script of calls from the input: annotations as text, shapes as bytes.
// Nothing crashes; a match that fails leaves names and facts as they were; a
// match that fits keeps what was known; broadcasting is symmetric.
//
//===----------------------------------------------------------------------===//

#include "annotations/shapes/Broadcast.h"
#include "annotations/shapes/Unifier.h"
#include <cstdlib>
#include <fuzzer/FuzzedDataProvider.h>

using namespace shapetidy;

namespace {

[[noreturn]] void violated(const char *Property) {
  fprintf(stderr, "property violated: %s\n", Property);
  abort();
}

const char *const Pieces[] = {
    "n ", "m ",    "#n ",    "*b ",    "*#b ",  "... ",      "_ ",   "2 ",
    "1 ", "0 ",    "n+1 ",   "#m+n ",  "n//m ", "n/2 ",      "{k} ", "?n ",
    "| ", "None ", "[",      "]",      "Float", "Int8[",     "n*m ", "-n ",
    "= ", "x=n ",  "#3 ",    "*_ ",    "n**9 ", "max(n,m) ", "(",    ")",
    ", ", "-> ",   "tuple[", "PyTree["};

struct World {
  World() : Decide(Sizes) {
    for (const char *Name : {"a", "b", "c"})
      Known.push_back(Sizes.symbol({Name, SymbolNature::Rigid, 1, Origin()}));
    for (const char *Name : {"s", "t", "z"})
      Known.push_back(
          Sizes.symbol({Name, SymbolNature::Flexible, 0, Origin()}));
    Rows[0] = Sizes.freshRow("r", SymbolNature::Rigid, Origin());
    Rows[1] = Sizes.freshRow("q", SymbolNature::Flexible, Origin());
  }

  Dim dim(FuzzedDataProvider &In) {
    switch (In.ConsumeIntegralInRange(0, 5)) {
    case 0:
      return Dim();
    case 1:
      return {Sizes.constant(In.ConsumeIntegral<int64_t>()), Origin()};
    case 2:
      return {
          Sizes.add(symbol(In), Sizes.constant(In.ConsumeIntegral<int8_t>())),
          Origin()};
    case 3:
      return {Sizes.mul(symbol(In), symbol(In)), Origin()};
    case 4:
      return {symbol(In), Origin()};
    default:
      return {Sizes.constant(In.ConsumeIntegralInRange(0, 4)), Origin()};
    }
  }

  Size symbol(FuzzedDataProvider &In) {
    return Known[In.ConsumeIntegralInRange<size_t>(0, Known.size() - 1)];
  }

  Shape shape(FuzzedDataProvider &In) {
    llvm::SmallVector<Dim, 4> Prefix, Suffix;
    for (int I = In.ConsumeIntegralInRange(0, 4); I > 0; --I)
      Prefix.push_back(dim(In));
    int Kind = In.ConsumeIntegralInRange(0, 5);
    if (Kind > 2)
      return Shape::ofDims(Prefix);
    for (int I = In.ConsumeIntegralInRange(0, 3); I > 0; --I)
      Suffix.push_back(dim(In));
    Row Middle;
    if (Kind < 2)
      Middle.Id = Rows[Kind];
    return Shape::around(Prefix, Middle, Suffix);
  }

  SizeContext Sizes;
  Solver Decide;
  FactSet Facts;
  std::vector<Size> Known;
  RowId Rows[2];
};

std::string annotation(FuzzedDataProvider &In) {
  std::string Text;
  for (int I = In.ConsumeIntegralInRange(0, 8); I > 0; --I) {
    if (In.ConsumeIntegralInRange(0, 9) == 0)
      Text += In.ConsumeRandomLengthString(6);
    else
      Text += In.PickValueInArray(Pieces);
  }
  return Text;
}

Bindings copyOf(const Bindings &From) {
  Bindings Copy;
  for (const auto &Entry : From.Single)
    Copy.Single[Entry.first()] = Entry.second;
  for (const auto &Entry : From.Variadic)
    Copy.Variadic[Entry.first()] = Entry.second;
  for (const auto &Entry : From.Structures)
    Copy.Structures[Entry.first()] = Entry.second;
  return Copy;
}

void checkMatch(World &W, Unifier &Names, FuzzedDataProvider &In,
                OperandResolver Operands, unsigned Item) {
  ParsedAnnotation Type = parseAnnotation(annotation(In));
  if (!Type.Root)
    return;
  ArrayValue Value{W.shape(In), In.ConsumeBool() ? DTypeSet::any()
                                                 : DTypeSet::ofName("int8")};
  Bindings Before = copyOf(Names.bindings());
  FactSet FactsBefore = W.Facts;
  MatchResult R = Names.match(*Type.Root, Value, Item, Operands, Origin());
  if ((R.Answer == MatchAnswer::Conflicts) != R.Why.has_value())
    violated("a conflict has a reason");
  if (R.Why && !(Names.bindings() == Before))
    violated("a failing match leaves the names");
  if (R.Why && W.Facts != FactsBefore)
    violated("a failing match leaves the facts");
  if (!R.Why && W.Facts.size() < FactsBefore.size())
    violated("a match forgets no facts");
  (void)Names.matchNone(*Type.Root, Item);
  (void)Names
      .instantiate(*Type.Root, Item,
                   In.ConsumeBool() ? FreshNames::Rigid : FreshNames::Unknown,
                   Operands, Origin())
      .Axes.print(W.Sizes);
}

void checkBroadcast(World &W, FuzzedDataProvider &In) {
  Shape A = W.shape(In), B = W.shape(In);
  FactSet First = W.Facts, Second = W.Facts;
  Judge With(W.Sizes, W.Decide, First, Origin());
  Judge Other(W.Sizes, W.Decide, Second, Origin());
  BroadcastResult AB = broadcastShapes(With, A, B);
  BroadcastResult BA = broadcastShapes(Other, B, A);
  if (AB.Conflict.has_value() != BA.Conflict.has_value())
    violated("broadcasting is symmetric");
  if (AB.Conflict && First != W.Facts)
    violated("a failing broadcast teaches nothing");
  (void)Shape::join(A, B).print(W.Sizes);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Length) {
  FuzzedDataProvider In(Data, Length);
  World W;
  Unifier Names(W.Sizes, W.Decide, W.Facts,
                {In.ConsumeBool(), In.ConsumeBool()});
  auto Operands = [&](const OperandExpr &, unsigned Item) -> OperandValue {
    switch (Item % 3) {
    case 0:
      return {OperandValue::State::Known, W.Known[0]};
    case 1:
      return {OperandValue::State::Unknown, std::nullopt};
    default:
      return {OperandValue::State::Unbound, std::nullopt};
    }
  };
  for (unsigned Item = 0; Item < 6 && In.remaining_bytes() > 0; ++Item) {
    if (In.ConsumeIntegralInRange(0, 3) == 0)
      checkBroadcast(W, In);
    else
      checkMatch(W, Names, In, Operands, Item);
  }
  (void)Names.finish(Operands);
  (void)Names.bindings().print(W.Sizes);
  return 0;
}

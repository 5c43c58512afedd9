//===-- UnifierSoundnessTest.cpp - Symbolic against concrete --------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Generates calls with symbolic shapes and replays each with every choice of
// small sizes for its symbols, unknown axes and rows:
//
//   a refuted conflict     every choice conflicts: no false alarm
//   a contingent conflict  some choice of the rigid symbols conflicts whatever
//                          the others are
//   a certain fit          every choice fits
//
// Concrete matching, in turn, is checked against jaxtyping's own rows.
//
//===----------------------------------------------------------------------===//

#include "ShapeText.h"
#include "gtest/gtest.h"
#include <random>

using namespace shapetidy;

namespace {

using Text = std::vector<std::string>;

const Text Tokens = {"n",   "n",    "m",  "k",   "#n",   "#m",
                     "2",   "3",    "#3", "_",   "n+1",  "2*m",
                     "n*m", "#n+1", "1",  "n-1", "m//2", "max(n,m)"};
const Text Variadics = {"...", "*b", "*b", "*#b", "*#b", "*_"};
/// `R` is a rigid symbol, `S` a flexible one, `?` an axis of unknown length.
const Text Lengths = {"1",    "2",      "3",  "R1", "R1",     "R2",
                      "S1",   "S1",     "S2", "?",  "R1 + 1", "2",
                      "2*R2", "S1 + 1", "4",  "3",  "R1*R2"};

struct RandomCall {
  Text Annotations;
  std::vector<Text> Values; ///< dims, `...` and `*r` for rows
};

class Generator {
public:
  explicit Generator(unsigned Seed) : Random(Seed) {}

  RandomCall call() {
    RandomCall Call;
    for (unsigned I = 0, E = 1 + below(3); I < E; ++I) {
      Call.Annotations.push_back(annotation());
      Call.Values.push_back(value(Call.Annotations.back()));
    }
    return Call;
  }

private:
  unsigned below(unsigned Limit) { return Random() % Limit; }
  const std::string &any(const Text &From) { return From[below(From.size())]; }

  std::string shape() {
    std::string Out;
    unsigned Count = below(4), Variadic = below(2) ? below(Count + 1) : ~0u;
    for (unsigned I = 0; I <= Count; ++I) {
      if (I == Variadic)
        Out += any(Variadics) + " ";
      if (I < Count)
        Out += any(Tokens) + " ";
    }
    return Out;
  }

  std::string annotation() {
    return below(6) ? shape() : shape() + "| " + shape();
  }

  /// Of any rank, or of the rank that \p Annotation most likely wants.
  Text value(llvm::StringRef Annotation) {
    Text Out;
    unsigned Count =
                 below(3) ? Annotation.split('|').first.count(' ') : below(4),
             Row = below(4) ? ~0u : below(Count + 1);
    for (unsigned I = 0; I <= Count; ++I) {
      if (I == Row)
        Out.push_back(below(2) ? "..." : "*r");
      if (I < Count)
        Out.push_back(any(Lengths));
    }
    return Out;
  }

  std::mt19937 Random;
};

std::string join(const Text &Pieces) {
  return "(" + llvm::join(Pieces, ", ") + ")";
}

MatchResult run(ShapeText &T, const RandomCall &Call) {
  std::vector<const TypeSyntax *> Types;
  std::vector<ArrayValue> Values;
  for (size_t I = 0; I < Call.Values.size(); ++I) {
    Types.push_back(&T.type(Call.Annotations[I]));
    Values.push_back(T.value(join(Call.Values[I])));
  }
  return T.Names.matchCall(Types, Values, T.resolver(), Origin());
}

MatchResult runSymbolic(const RandomCall &Call) {
  ShapeText T;
  T.flexible("S1 S2");
  T.row("r");
  return run(T, Call);
}

/// One choice: symbols, then unknown axes, then unknown rows get values.
struct Choice {
  llvm::StringMap<int64_t> Symbols;
  Text RigidRow;
};

class Replay {
public:
  explicit Replay(const RandomCall &Call) : Call(Call) {
    for (const Text &Value : Call.Values)
      All += join(Value);
  }

  /// Calls \p See with the outcome of each choice of the flexible parts;
  /// stops when it returns false.
  void flexible(const Choice &Rigid, llvm::function_ref<bool(bool Fits)> See) {
    std::mt19937 Random(7);
    unsigned Rounds = has("?") || has("...") ? 12 : 1;
    for (int64_t S1 = 1; S1 <= choices("S1"); ++S1)
      for (int64_t S2 = 1; S2 <= choices("S2"); ++S2)
        for (unsigned Round = 0; Round < Rounds; ++Round) {
          Choice Chosen = Rigid;
          Chosen.Symbols["S1"] = S1;
          Chosen.Symbols["S2"] = S2;
          if (!See(fits(Chosen, Random)))
            return;
        }
  }

  /// Calls \p See with each choice of the rigid parts.
  void rigid(llvm::function_ref<bool(const Choice &)> See) {
    std::vector<Text> Rows = {{}, {"1"}, {"2"}, {"3", "2"}, {"4", "4"}};
    if (!has("*r"))
      Rows.resize(1);
    for (int64_t R1 = 1; R1 <= choices("R1"); ++R1)
      for (int64_t R2 = 1; R2 <= choices("R2"); ++R2)
        for (const Text &Row : Rows) {
          Choice C;
          C.Symbols["R1"] = R1;
          C.Symbols["R2"] = R2;
          C.RigidRow = Row;
          if (!See(C))
            return;
        }
  }

private:
  bool has(llvm::StringRef Piece) const {
    return llvm::StringRef(All).contains(Piece);
  }
  int64_t choices(llvm::StringRef Symbol) const { return has(Symbol) ? 4 : 1; }

  bool fits(const Choice &Chosen, std::mt19937 &Random) {
    ShapeText T;
    RandomCall Concrete;
    Concrete.Annotations = Call.Annotations;
    for (const Text &Value : Call.Values)
      Concrete.Values.push_back(concrete(T, Value, Chosen, Random));
    return !run(T, Concrete).Why;
  }

  Text concrete(ShapeText &T, const Text &Value, const Choice &Chosen,
                std::mt19937 &Random) {
    Text Out;
    for (const std::string &Piece : Value) {
      if (Piece == "*r")
        Out.insert(Out.end(), Chosen.RigidRow.begin(), Chosen.RigidRow.end());
      else if (Piece == "...")
        for (unsigned I = 0, E = Random() % 3; I < E; ++I)
          Out.push_back(std::to_string(1 + Random() % 4));
      else if (Piece == "?")
        Out.push_back(std::to_string(1 + Random() % 4));
      else
        Out.push_back(number(T, Piece, Chosen));
    }
    return Out;
  }

  std::string number(ShapeText &T, const std::string &Piece,
                     const Choice &Chosen) {
    auto Value = [&](SymbolId Id) -> std::optional<int64_t> {
      return Chosen.Symbols.lookup(T.Sizes.info(Id).Name);
    };
    return std::to_string(*T.Sizes.evaluate(T.size(Piece), Value));
  }

  const RandomCall &Call;
  std::string All; ///< of the values
};

std::string describe(const RandomCall &Call, const MatchResult &R) {
  std::string Out;
  for (size_t I = 0; I < Call.Values.size(); ++I)
    Out += "\"" + Call.Annotations[I] + "\" on " + join(Call.Values[I]) + "  ";
  ShapeText T;
  return Out + (R.Why ? "conflict of kind " +
                            std::to_string(static_cast<int>(R.Why->What)) +
                            " at item " + std::to_string(R.Why->Item)
                      : "fits");
}

bool someChoice(const RandomCall &Call, bool WantFits) {
  bool Found = false;
  Replay Again(Call);
  Again.rigid([&](const Choice &Rigid) {
    Again.flexible(Rigid, [&](bool Fits) {
      Found |= Fits == WantFits;
      return !Found;
    });
    return !Found;
  });
  return Found;
}

/// Rigid sizes for which nothing flexible helps.
bool someRigidChoiceAlwaysFails(const RandomCall &Call) {
  bool Found = false;
  Replay Again(Call);
  Again.rigid([&](const Choice &Rigid) {
    bool AllFail = true;
    Again.flexible(Rigid, [&](bool Fits) {
      AllFail &= !Fits;
      return AllFail;
    });
    Found |= AllFail;
    return !Found;
  });
  return Found;
}

TEST(UnifierSoundness, RandomCalls) {
  // SHAPETIDY_RANDOM_CALLS=100000 looks further, in minutes.
  const char *Wanted = std::getenv("SHAPETIDY_RANDOM_CALLS");
  unsigned Calls = Wanted ? std::atoi(Wanted) : 1500;
  Generator Make(20240817);
  unsigned Refuted = 0, Contingent = 0, Certain = 0, Open = 0;
  for (unsigned I = 0; I < Calls; ++I) {
    RandomCall Call = Make.call();
    MatchResult R = runSymbolic(Call);
    if (R.Why && R.Why->isContingent()) {
      ++Contingent;
      EXPECT_TRUE(someRigidChoiceAlwaysFails(Call)) << describe(Call, R);
    } else if (R.Why) {
      ++Refuted;
      EXPECT_FALSE(someChoice(Call, /*WantFits=*/true)) << describe(Call, R);
    } else if (R.Answer == MatchAnswer::Fits && R.Certain) {
      ++Certain;
      EXPECT_FALSE(someChoice(Call, /*WantFits=*/false)) << describe(Call, R);
    } else {
      ++Open;
    }
  }
  std::printf("%u refuted, %u contingent, %u certain, %u open\n", Refuted,
              Contingent, Certain, Open);
  EXPECT_GT(Refuted, 500u);
  EXPECT_GT(Contingent, 100u);
  EXPECT_GT(Certain, 100u);
}

} // namespace

//===-- Print.cpp - Sizes in the user's names -----------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

// The normal form moves whole multiples out of quotients and has no remainder:
// (h - k) // 2 is `-k + (h + k) // 2` and n % 2 is `n - 2*(n // 2)`. Printing
// undoes both where the text gets shorter.
//
//===----------------------------------------------------------------------===//

#include "annotations/sizes/Size.h"
#include "annotations/sizes/Store.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace shapetidy;
using namespace shapetidy::detail;

namespace {

/// Looking for remainders rewrites the sum once per quotient in it.
constexpr size_t MaxTermsToBeautify = 24;

/// What surrounds the text, and so whether it needs parentheses.
enum class Place : uint8_t { Sum, Product, Divisor };

/// A part of a sum that is not a plain monomial any more.
struct Part {
  Integer Coefficient;
  /// Text that binds like a quotient: "n % 2", "(h - k) // 2".
  std::string Quotient;
};

std::string text(const Integer &Value) {
  std::string Result;
  llvm::raw_string_ostream(Result) << Value;
  return Result;
}

/// "n + 2*m - 1" from summands with their coefficients.
class SumWriter {
public:
  void add(const Integer &Coefficient, std::string Text, bool IsQuotient) {
    bool Scaled = abs(Coefficient) != 1;
    // A quotient must not absorb the factor or the sign before it.
    if (IsQuotient && (Scaled || Coefficient < 0))
      Text = "(" + Text + ")";
    if (Scaled)
      Text = text(abs(Coefficient)) + "*" + Text;
    append(Coefficient < 0, Text);
  }
  void addConstant(const Integer &Value) {
    append(Value < 0, text(abs(Value)));
  }
  std::string take() { return Result.empty() ? "0" : std::move(Result); }
  unsigned count() const { return Count; }
  bool isSingleFactor() const { return Count == 1 && !Compound; }

private:
  void append(bool Negative, const std::string &Text) {
    if (Result.empty())
      Result = (Negative ? "-" : "") + Text;
    else
      Result += (Negative ? " - " : " + ") + Text;
    ++Count;
    Compound |= Negative || Text.find_first_of("* ") != std::string::npos;
  }

  std::string Result;
  unsigned Count = 0;
  bool Compound = false;
};

class Printer {
public:
  explicit Printer(SizeContext &Context)
      : Context(Context), Store(Context.store()) {}

  std::string print(Size S, Place Where);

private:
  std::string atom(const Atom &A, Place Where);
  std::string quotient(Size N, llvm::StringRef Operator, Size D);
  std::string call(llvm::StringRef Name, llvm::ArrayRef<Size> Operands);
  std::string monomial(const Monomial &M);
  void write(const Term &T, SumWriter &Writer);
  bool takeRemainder(Size &Rest, llvm::SmallVectorImpl<Part> &Parts);
  bool takeShiftedQuotient(Size &Rest, llvm::SmallVectorImpl<Part> &Parts);
  Size foldBack(const Term &Quotient, Size &Rest);

  SizeContext &Context;
  SizeStore &Store;
};

llvm::StringRef quotientOperator(AtomKind Kind) {
  return Kind == AtomKind::FloorDiv ? " // " : " / ";
}

bool isQuotient(const Atom &A) {
  return A.Kind == AtomKind::FloorDiv || A.Kind == AtomKind::TruncDiv;
}

std::string Printer::quotient(Size N, llvm::StringRef Operator, Size D) {
  bool SumAbove = termsOf(N).size() > 1;
  std::string Above = print(N, Place::Sum);
  if (SumAbove)
    Above = "(" + Above + ")";
  return Above + Operator.str() + print(D, Place::Divisor);
}

std::string Printer::call(llvm::StringRef Name, llvm::ArrayRef<Size> Operands) {
  std::string Result = Name.str() + "(";
  for (auto [I, S] : llvm::enumerate(Operands))
    Result += (I == 0 ? "" : ", ") + print(S, Place::Sum);
  return Result + ")";
}

std::string Printer::atom(const Atom &A, Place Where) {
  switch (A.Kind) {
  case AtomKind::Symbol:
    return Store.Symbols[A.Symbol].Name;
  case AtomKind::FloorDiv:
  case AtomKind::TruncDiv: {
    std::string Text =
        quotient(A.Operands[0], quotientOperator(A.Kind), A.Operands[1]);
    return Where == Place::Sum ? Text : "(" + Text + ")";
  }
  case AtomKind::Min:
    return call("min", A.Operands);
  case AtomKind::Max:
    return call("max", A.Operands);
  case AtomKind::Broadcast:
    return call("broadcast", A.Operands);
  case AtomKind::Opaque:
    return call(A.Name, A.Operands);
  case AtomKind::TooLarge:
    return "(...)";
  }
  llvm_unreachable("all kinds are covered");
}

std::string Printer::monomial(const Monomial &M) {
  if (const Atom *Single = M.asAtom())
    return atom(*Single, Place::Product);
  llvm::SmallVector<std::string, 4> Factors;
  for (Factor F : M.Factors) {
    std::string Base = atom(*F.Base, Place::Product);
    if (F.Power > 2)
      Base += "**" + llvm::utostr(F.Power);
    Factors.push_back(Base);
    if (F.Power == 2)
      Factors.push_back(Base);
  }
  return llvm::join(Factors, "*");
}

/// Turns `t*e - t*d*(e // d)` in `Rest` into the part t * "e % d".
bool Printer::takeRemainder(Size &Rest, llvm::SmallVectorImpl<Part> &Parts) {
  for (const Term &T : termsOf(Rest))
    for (Factor F : T.Product->Factors) {
      if (!isQuotient(*F.Base) || F.Power != 1)
        continue;
      Size N = F.Base->Operands[0], D = F.Base->Operands[1];
      if (termsOf(D).empty())
        continue;
      const Term &Lead = termsOf(D)[0];
      const Monomial *Q = Store.monomial(Factor{F.Base, 1});
      if (Store.product(Q, Lead.Product) != T.Product ||
          T.Coefficient % Lead.Coefficient != 0)
        continue;
      Integer Times = -(T.Coefficient / Lead.Coefficient);
      Size Remainder = Context.sub(N, Context.mul(D, Store.size(Q)));
      Size Scaled = Context.mul(Store.constant(Times), Remainder);
      Size Shorter = Context.sub(Rest, Scaled);
      if (termsOf(Shorter).size() + 2 > termsOf(Rest).size())
        continue;
      Parts.push_back({Times, quotient(N, " % ", D)});
      Rest = Shorter;
      return true;
    }
  return false;
}

/// The numerator of `Quotient` with those negative terms of `Rest` moved back
/// in that then cancel against a term of it: -k + (h + k) // 2 has h - k.
Size Printer::foldBack(const Term &Quotient, Size &Rest) {
  const Atom &A = *Quotient.Product->asAtom();
  Size N = A.Operands[0];
  const Integer &D = termsOf(A.Operands[1])[0].Coefficient;
  for (const Term &Inside : termsOf(A.Operands[0]))
    for (const Term &Outside : termsOf(Rest)) {
      if (Outside.Product != Inside.Product || Outside.Coefficient >= 0)
        continue;
      Integer Folded = Inside.Coefficient + Outside.Coefficient * D;
      if (abs(Folded) >= D)
        continue;
      Size Moved = Store.internSorted(Outside);
      N = Context.add(N, Context.mul(Moved, A.Operands[1]));
      Rest = Context.sub(Rest, Moved);
      break;
    }
  return N;
}

bool Printer::takeShiftedQuotient(Size &Rest,
                                  llvm::SmallVectorImpl<Part> &Parts) {
  for (const Term &T : termsOf(Rest)) {
    const Atom *A = T.Product->asAtom();
    if (!A || A->Kind != AtomKind::FloorDiv || T.Coefficient != 1 ||
        !A->Operands[1].isConstant() || termsOf(A->Operands[1]).empty())
      continue;
    Size Others = Context.sub(Rest, Store.size(A));
    Size N = foldBack(T, Others);
    if (N == A->Operands[0])
      continue;
    Parts.push_back({Integer(1), quotient(N, " // ", A->Operands[1])});
    Rest = Others;
    return true;
  }
  return false;
}

void Printer::write(const Term &T, SumWriter &Writer) {
  const Atom *A = T.Product->asAtom();
  if (T.Product->isUnit())
    Writer.addConstant(T.Coefficient);
  else if (A && isQuotient(*A))
    Writer.add(T.Coefficient, atom(*A, Place::Sum), /*IsQuotient=*/true);
  else
    Writer.add(T.Coefficient, monomial(*T.Product), /*IsQuotient=*/false);
}

/// What to begin a sum with: a leading minus reads badly where something
/// positive could lead.
const Term *leadOf(llvm::ArrayRef<Term> Terms) {
  const Term *Positive =
      llvm::find_if(Terms, [](const Term &T) { return T.Coefficient > 0; });
  if (Positive != Terms.end())
    return Positive;
  return Terms.empty() ? nullptr : &Terms.front();
}

std::string Printer::print(Size S, Place Where) {
  llvm::SmallVector<Part, 2> Parts;
  Size Rest = S;
  if (termsOf(S).size() <= MaxTermsToBeautify) {
    while (takeRemainder(Rest, Parts))
      ;
    while (takeShiftedQuotient(Rest, Parts))
      ;
  }
  SumWriter Writer;
  for (const Part &P : Parts)
    if (P.Coefficient > 0)
      Writer.add(P.Coefficient, P.Quotient, /*IsQuotient=*/true);
  llvm::ArrayRef<Term> Terms = termsOf(Rest);
  const Term *Lead = Writer.count() == 0 ? leadOf(Terms) : nullptr;
  if (Lead)
    write(*Lead, Writer);
  for (const Term &T : Terms)
    if (&T != Lead && !T.Product->isUnit())
      write(T, Writer);
  for (const Part &P : Parts)
    if (P.Coefficient < 0)
      Writer.add(P.Coefficient, P.Quotient, /*IsQuotient=*/true);
  if (!Terms.empty() && &Terms.back() != Lead && Terms.back().Product->isUnit())
    write(Terms.back(), Writer);
  bool Bare =
      Where == Place::Sum || Writer.count() == 0 || Writer.isSingleFactor();
  std::string Result = Writer.take();
  return Bare ? Result : "(" + Result + ")";
}

} // namespace

std::string SizeContext::print(Size S) const {
  // Rearranging builds sizes, which is invisible to whoever asked for text.
  return Printer(const_cast<SizeContext &>(*this)).print(S, Place::Sum);
}

//===-- Program.cpp - A system as an integer program ----------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "annotations/sizes/Program.h"
#include "annotations/sizes/Interval.h"
#include "annotations/sizes/Store.h"
#include "mlir/Analysis/Presburger/IntegerRelation.h"
#include "mlir/Analysis/Presburger/Simplex.h"
#include "llvm/ADT/STLExtras.h"

using namespace shapetidy;
using namespace shapetidy::detail;

namespace presburger = mlir::presburger;

namespace {

/// Candidates for products; the budget on rows decides how many are kept.
constexpr size_t MaxProducts = 600;
constexpr size_t MaxMultipliers = 12;
/// A product with more monomials of its own than this cannot meet other rows.
constexpr unsigned MaxNewColumns = 2;

bool fitsIn(Size Value, unsigned Bits) {
  return llvm::all_of(termsOf(Value), [&](const Term &T) {
    std::optional<int64_t> C = asInt64(T.Coefficient);
    return C && *C < (int64_t(1) << Bits) && *C > -(int64_t(1) << Bits);
  });
}

} // namespace

Program::Program(const System &S, const Budget &Limits)
    : From(S), Sizes(S.sizes()), Limits(Limits) {
  for (const Constraint &C : S.constraints())
    if (C.Must != Requirement::NonZero)
      addRow(C.Value, C.Must == Requirement::Zero);
  drain();
}

/// Columns appear with the rows that mention them; their own rows wait until
/// the caller's are in.
bool Program::addRow(Size Value, bool IsEquality) {
  if (Value.isConstant() || !Known.insert(Value).second)
    return false;
  if (Rows.size() == Limits.MaxRows ||
      !fitsIn(Value, Limits.MaxCoefficientBits))
    return false;
  unsigned New = llvm::count_if(termsOf(Value), [&](const Term &T) {
    return !T.Product->isUnit() && !Columns.contains(T.Product);
  });
  if (Columns.size() + New > Limits.MaxVariables)
    return false;
  Rows.push_back({Value, IsEquality});
  for (const Term &T : termsOf(Value))
    if (!T.Product->isUnit() && Columns.insert(T.Product)) {
      Pending.push_back(T.Product);
      Degree = std::max(Degree, T.Product->Degree);
    }
  return true;
}

void Program::drain() {
  for (size_t I = 0; I != Pending.size(); ++I)
    describe(Pending[I]);
  Pending.clear();
}

void Program::describe(const Monomial *M) {
  SizeStore &Store = Sizes.store();
  Size Product = Store.size(M);
  if (M->Range.Low)
    addRow(Sizes.sub(Product, Sizes.constant(*M->Range.Low)), false);
  if (M->Range.High)
    addRow(Sizes.sub(Sizes.constant(*M->Range.High), Product), false);
  for (Factor F : M->Factors)
    if (Described.insert(F.Base).second)
      describe(*F.Base);
}

void Program::describeQuotient(const Atom &A, Size Numerator, Size Divisor) {
  SizeStore &Store = Sizes.store();
  Size Sign = Sizes.one();
  if (!From.knownAtLeast(Divisor, 1)) {
    if (!From.knownAtLeast(Sizes.neg(Divisor), 1))
      return;
    Sign = Sizes.constant(-1);
  }
  Size N = Sizes.mul(Numerator, Sign), D = Sizes.mul(Divisor, Sign);
  Size Remainder = Sizes.sub(N, Sizes.mul(D, Store.size(&A)));
  Size Largest = Sizes.sub(D, Sizes.one());
  addRow(Sizes.sub(Largest, Remainder), false);
  // A truncated remainder has the sign of the numerator.
  addRow(A.Kind == AtomKind::TruncDiv ? Sizes.add(Remainder, Largest)
                                      : Remainder,
         false);
}

void Program::describe(const Atom &A) {
  Size Value = Sizes.store().size(&A);
  switch (A.Kind) {
  case AtomKind::FloorDiv:
  case AtomKind::TruncDiv:
    describeQuotient(A, A.Operands[0], A.Operands[1]);
    if (A.Unflattened)
      describeQuotient(A, A.Unflattened->Numerator, A.Unflattened->Divisor);
    return;
  case AtomKind::Max:
    for (Size S : A.Operands)
      addRow(Sizes.sub(Value, S), false);
    return;
  case AtomKind::Min:
    for (Size S : A.Operands)
      addRow(Sizes.sub(S, Value), false);
    return;
  case AtomKind::Broadcast:
    // Where no size is 0 the result is the greatest operand.
    if (llvm::all_of(A.Operands,
                     [&](Size S) { return From.knownAtLeast(S, 1); }))
      for (Size S : A.Operands)
        addRow(Sizes.sub(Value, S), false);
    return;
  case AtomKind::Symbol:
  case AtomKind::Opaque:
  case AtomKind::TooLarge:
    return;
  }
}

llvm::SmallVector<const Atom *, 16> Program::multipliers() const {
  llvm::SmallVector<const Atom *, 16> Result;
  for (const Monomial *M : Columns)
    for (Factor F : M->Factors)
      if (F.Base->Range.Low && !llvm::is_contained(Result, F.Base))
        Result.push_back(F.Base);
  llvm::sort(Result,
             [](const Atom *X, const Atom *Y) { return X->Index < Y->Index; });
  if (Result.size() > MaxMultipliers)
    Result.truncate(MaxMultipliers);
  return Result;
}

bool Program::multiply() {
  unsigned Target = std::min(Degree, Limits.MaxProductDegree);
  struct Candidate {
    unsigned NewColumns;
    Row Product;
  };
  llvm::SmallVector<Candidate, 32> Candidates;
  llvm::SmallVector<const Atom *, 16> By = multipliers();
  for (const Row &R : Rows)
    for (const Atom *A : By) {
      if (Candidates.size() == MaxProducts ||
          R.Value.node()->degree() + 1 > Target)
        break;
      // A - Low >= 0 is sharper than A >= 0.
      Size Factor = Sizes.store().size(A);
      if (!R.IsEquality)
        Factor = Sizes.sub(Factor, Sizes.constant(*A->Range.Low));
      Size Product = Sizes.mul(Factor, R.Value);
      unsigned New = llvm::count_if(termsOf(Product), [&](const Term &T) {
        return !T.Product->isUnit() && !Columns.contains(T.Product);
      });
      if (New <= MaxNewColumns)
        Candidates.push_back({New, {Product, R.IsEquality}});
    }
  bool Added = false;
  for (unsigned New = 0; New <= MaxNewColumns; ++New)
    for (const Candidate &C : Candidates)
      if (C.NewColumns == New)
        Added |= addRow(C.Product.Value, C.Product.IsEquality);
  drain();
  return Added;
}

bool Program::isSmall() const {
  return Columns.size() <= Limits.MaxExactVariables &&
         llvm::all_of(Rows, [&](const Row &R) {
           return fitsIn(R.Value, Limits.MaxExactCoefficientBits);
         });
}

void Program::keep(llvm::ArrayRef<Integer> Point) {
  for (auto [I, M] : llvm::enumerate(Columns)) {
    const Atom *A = M->asAtom();
    std::optional<int64_t> Value = asInt64(Point[I]);
    if (A && A->Kind == AtomKind::Symbol && Value)
      Sample.push_back({A->Symbol, *Value});
  }
}

namespace {

/// Branch and bound with a budget of branches.
class Brancher {
public:
  Brancher(const presburger::IntegerPolyhedron &P, unsigned Branches)
      : Relaxation(P), Width(P.getNumVars() + 1), Left(Branches) {}

  Program::Answer solve() {
    if (Relaxation.isEmpty())
      return Program::Answer::Empty;
    if (auto Point = Relaxation.getSamplePointIfIntegral()) {
      Found = std::move(*Point);
      return Program::Answer::NotEmpty;
    }
    auto Point = Relaxation.getRationalSample();
    if (!Point || Left == 0)
      return Program::Answer::Unknown;
    --Left;
    const auto *Fractional = llvm::find_if(
        *Point, [](const auto &Value) { return Value.num % Value.den != 0; });
    unsigned Column = Fractional - Point->begin();
    Integer Below = floorDiv(Fractional->num, Fractional->den);
    Program::Answer Lower = branch(Column, Integer(-1), Below);
    if (Lower != Program::Answer::Empty)
      return Lower;
    return branch(Column, Integer(1), -(Below + Integer(1)));
  }

  llvm::ArrayRef<Integer> point() const { return Found; }

private:
  /// With Times * column + Constant >= 0 in addition.
  Program::Answer branch(unsigned Column, const Integer &Times,
                         const Integer &Constant) {
    llvm::SmallVector<Integer, 16> Line(Width, Integer(0));
    Line[Column] = Times;
    Line.back() = Constant;
    unsigned Before = Relaxation.getSnapshot();
    Relaxation.addInequality(Line);
    Program::Answer Result = solve();
    Relaxation.rollback(Before);
    return Result;
  }

  presburger::Simplex Relaxation;
  unsigned Width;
  unsigned Left;
  llvm::SmallVector<Integer, 8> Found;
};

} // namespace

Program::Answer Program::solve(unsigned &ExactLeft) {
  unsigned Width = Columns.size() + 1;
  presburger::IntegerPolyhedron Polyhedron(
      presburger::PresburgerSpace::getSetSpace(Columns.size()));
  llvm::DenseMap<const Monomial *, unsigned> Position;
  for (auto [I, M] : llvm::enumerate(Columns))
    Position[M] = I;
  llvm::SmallVector<int64_t, 32> Line;
  for (const Row &R : Rows) {
    Line.assign(Width, 0);
    for (const Term &T : termsOf(R.Value))
      Line[T.Product->isUnit() ? Width - 1 : Position[T.Product]] =
          int64_t(T.Coefficient);
    if (R.IsEquality)
      Polyhedron.addEquality(Line);
    else
      Polyhedron.addInequality(Line);
  }
  if (Polyhedron.isEmptyByGCDTest())
    return Answer::Empty;
  Brancher Search(Polyhedron, Limits.MaxBranches);
  Answer Result = Search.solve();
  if (Result == Answer::NotEmpty)
    keep(Search.point());
  if (Result != Answer::Unknown || ExactLeft == 0 || !isSmall())
    return Result;
  --ExactLeft;
  auto Point = Polyhedron.findIntegerSample();
  if (!Point)
    return Answer::Empty;
  keep(*Point);
  return Answer::NotEmpty;
}

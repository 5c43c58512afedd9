//===-- UnifierConformanceTest.cpp - The unifier against jaxtyping --------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Runs the array, symbolic, fstring, nested, scalar, dtype and parse groups of
// test/conformance/jaxtyping_cases.json through the Unifier, with concrete
// sizes. The part of the client (which C++ types are arrays, what operands in
// braces mean, containers) is played by class Client below.
//
// Every row must agree: kind of outcome, blamed item, code where the row has
// one, final bindings. The rows that differ are listed in Deviations, each with
// the reason and with what happens instead; one that stops differing fails the
// test, too.
//
//===----------------------------------------------------------------------===//

#include "annotations/shapes/Unifier.h"
#include "annotations/syntax/Nesting.h"
#include "nlohmann/json.hpp"
#include "gtest/gtest.h"
#include <fstream>
#include <map>

using namespace shapetidy;
using nlohmann::json;

namespace {

struct Outcome {
  std::string Kind = "accept"; ///< as in the data
  int At = -1;
  std::string Code;

  std::string text() const {
    return Kind + (At >= 0 ? " at " + std::to_string(At) : "") +
           (Code.empty() ? "" : " " + Code);
  }
};

struct Deviation {
  const char *Case;
  const char *Instead; ///< our outcome
  const char *Reason;
};

constexpr const char *Order =
    "D: expressions wait until all plain bindings of the parameters are made";
constexpr const char *Malformed =
    "D: a malformed expression is reported at the annotation";
constexpr const char *Member =
    "D: a member that does not exist is found at the annotation, without the "
    "evaluation that jaxtyping reports as a mismatch";
constexpr const char *PythonOnly =
    "python-specific: calls and tuples are no sizes here, reported at the "
    "annotation";
constexpr const char *Builtin = "D: unbound is unbound, builtin name or not";
constexpr const char *Paste = "D: braces hold one integer operand, not text";

/// Rows that differ in the default order. What only the strict mode makes
/// agree is marked by Order.
const std::vector<Deviation> Deviations = {
    {"array-107", "accept", Order},
    {"array-111", "accept", Order},
    {"array-115", "accept", Order},
    {"nested-016", "accept", Order},
    {"symbolic-001", "parse-error at 1 E_EXPRESSION", Malformed},
    {"symbolic-002", "parse-error at 1 E_EXPRESSION", PythonOnly},
    {"symbolic-016", "parse-error at 1 E_EXPRESSION", Malformed},
    {"symbolic-017", "parse-error at 1 E_EXPRESSION", Malformed},
    {"symbolic-022", "parse-error at 1 E_EXPRESSION", Malformed},
    {"symbolic-023", "parse-error at 1 E_EXPRESSION", PythonOnly},
    {"symbolic-032", "parse-error at 1 E_EXPRESSION", PythonOnly},
    {"symbolic-033", "parse-error at 0 E_EXPRESSION", Malformed},
    {"symbolic-035", "parse-error at 1 E_EXPRESSION", Malformed},
    {"symbolic-036", "parse-error at 0 E_EXPRESSION", Malformed},
    {"symbolic-037", "annotation-error A_UNBOUND_AXIS", Builtin},
    {"symbolic-038", "annotation-error A_UNBOUND_AXIS", Builtin},
    {"fstring-021", "parse-error at 1 E_EXPRESSION", Paste},
    {"fstring-024", "parse-error at 1 E_OPERAND", Malformed},
    {"fstring-025", "annotation-error A_UNBOUND_AXIS", Member},
};

const Deviation *deviation(const std::string &Case) {
  for (const Deviation &D : Deviations)
    if (Case == D.Case)
      return &D;
  return nullptr;
}

/// A parsed TYPE of the data, or why it cannot be one.
struct Parse {
  TypePtr Type;
  std::string Error;
};

bool isScalarName(const std::string &Name) {
  return Name == "int" || Name == "float" || Name == "bool" ||
         Name == "complex" || Name == "str";
}

std::string codeOf(const ParsedAnnotation &Parsed) {
  for (const Problem &P : Parsed.Problems)
    if (P.Level == Severity::Error)
      return codeName(P.Code).str();
  return "";
}

TypePtr makeType(TypeSyntax::Kind What, std::vector<TypePtr> Items = {},
                 std::string Scalar = "") {
  auto Type = std::make_shared<TypeSyntax>();
  Type->What = What;
  Type->Items = std::move(Items);
  Type->ScalarName = std::move(Scalar);
  return Type;
}

/// Reads the annotation of an item. A custom dtype class has no syntax: it is
/// left out here and tested by Client::customDTypeFits.
class TypeReader {
public:
  Parse read(const json &T) {
    if (T.is_null())
      return {nullptr, ""};
    if (T.is_string())
      return {named(T.get<std::string>()), ""};
    if (T.contains("union"))
      return unite(T["union"]);
    if (T.contains("tuple"))
      return container(TypeSyntax::Kind::Tuple, T["tuple"]);
    if (T.contains("list"))
      return container(TypeSyntax::Kind::List, json::array({T["list"]}));
    return array(T);
  }

private:
  static TypePtr named(const std::string &Name) {
    if (Name == "None")
      return makeType(TypeSyntax::Kind::None);
    if (Name == "any")
      return makeType(TypeSyntax::Kind::Any);
    return makeType(TypeSyntax::Kind::Scalar, {}, Name);
  }

  Parse all(const json &Items, std::vector<TypePtr> &Out) {
    for (const json &Item : Items) {
      Parse P = read(Item);
      if (!P.Error.empty())
        return P;
      Out.push_back(P.Type);
    }
    return {};
  }

  Parse unite(const json &Items) {
    std::vector<TypePtr> Types;
    Parse P = all(Items, Types);
    return P.Error.empty() ? Parse{makeType(TypeSyntax::Kind::Union, Types), ""}
                           : P;
  }

  Parse container(TypeSyntax::Kind What, const json &Items) {
    std::vector<TypePtr> Types;
    Parse P = all(Items, Types);
    return P.Error.empty() ? Parse{makeType(What, Types), ""} : P;
  }

  Parse array(const json &T) {
    ParsedAnnotation Parsed = parseShape(T["ann"].get<std::string>());
    if (std::string Code = codeOf(Parsed); !Code.empty())
      return {nullptr, Code};
    auto Outer = std::make_shared<TypeSyntax>(*Parsed.Root);
    if (T.contains("class") && T["class"].is_string())
      Outer->DType = T["class"];
    if (T.contains("inner")) {
      Parse Inner = read(T["inner"]);
      if (!Inner.Error.empty())
        return Inner;
      NestResult Nested = nest(Outer, Inner.Type);
      return Nested.Error ? Parse{nullptr, codeName(Nested.Error->Code).str()}
                          : Parse{Nested.Type, ""};
    }
    return distribute(Outer, T.value("array", json("A")));
  }

  /// A union as array type is one annotation for each member; scalars that
  /// cannot fit drop out.
  Parse distribute(const TypePtr &Outer, const json &Arrays) {
    std::vector<TypePtr> Members;
    for (const json &Array :
         Arrays.is_array() ? Arrays : json::array({Arrays})) {
      std::string Name = Array;
      if (!isScalarName(Name))
        Members.push_back(Outer);
      else if (collapsesToScalar(Outer->DType, Outer->Shape, Name))
        Members.push_back(makeType(TypeSyntax::Kind::Scalar, {}, Name));
    }
    if (Members.empty())
      return {nullptr, "P_SCALAR_INVALID"};
    return {Members.size() == 1 ? Members.front()
                                : makeType(TypeSyntax::Kind::Union, Members),
            ""};
  }
};

/// Plays the engine: one context, its values and operands.
class Client {
public:
  Client(const json &Case, bool Strict)
      : Case(Case), Decide(Sizes),
        Names(Sizes, Decide, Facts, {Strict, false}) {}

  Outcome call() {
    std::vector<Parse> Types;
    if (Outcome Bad = parseAll(Types); Bad.Kind != "accept")
      return Bad;
    const json &Items = Case["context"];
    bool Finished = false;
    for (size_t I = 0; I < Items.size(); ++I) {
      if (Items[I].value("role", "") == "return" && !Finished) {
        Finished = true;
        if (MatchResult R = Names.finish(operands()); R.Why)
          return outcome(R);
      }
      if (MatchResult R = check(Types[I].Type, Items[I], I); R.Why)
        return outcome(R);
    }
    return outcome(Names.finish(operands()));
  }

  /// One item on its own, in the context so far.
  Outcome single(size_t I) {
    const json &Item = Case["context"][I];
    Parse P = TypeReader().read(typeOf(Item));
    if (!P.Error.empty())
      return {"parse-error", -1, P.Error};
    MatchResult R = check(P.Type, Item, I);
    if (!R.Why)
      R = Names.finish(operands());
    Outcome O = outcome(R);
    O.At = -1;
    return O;
  }

  const Bindings &bindings() const { return Names.bindings(); }

private:
  static json typeOf(const json &Item) {
    if (Item.contains("type"))
      return Item["type"];
    return Item.contains("ann") ? Item : json();
  }
  static const json &valueOf(const json &Item) {
    return Item.contains("value") ? Item["value"] : Item;
  }

  Outcome parseAll(std::vector<Parse> &Types) {
    for (const json &Item : Case["context"]) {
      Types.push_back(TypeReader().read(typeOf(Item)));
      if (!Types.back().Error.empty())
        return {"parse-error", static_cast<int>(Types.size()) - 1,
                Types.back().Error};
    }
    return {};
  }

  static Outcome outcome(const MatchResult &R) {
    if (!R.Why)
      return {};
    int Item = static_cast<int>(R.Why->Item);
    switch (R.Why->What) {
    case Conflict::Kind::UnboundName:
    case Conflict::Kind::UnboundOperand:
      return {"annotation-error", -1, "A_UNBOUND_AXIS"};
    case Conflict::Kind::TreePathOutside:
      return {"annotation-error", -1, "A_TREEPATH_OUTSIDE"};
    case Conflict::Kind::Evaluation:
      return {"reject", Item, "EVAL_ZeroDivisionError"};
    default:
      return {"reject", Item, ""};
    }
  }

  static MatchResult reject(unsigned Item) {
    Conflict C;
    C.What = Conflict::Kind::NotAnArray;
    C.Item = Item;
    return MatchResult::conflict(C);
  }

  MatchResult check(const TypePtr &Type, const json &Item, unsigned Index) {
    const json &Value = valueOf(Item);
    if (!Type)
      return {};
    if (Value.contains("none"))
      return Names.matchNone(*Type, Index);
    if (Type->What == TypeSyntax::Kind::Tuple ||
        Type->What == TypeSyntax::Kind::List)
      return checkElements(*Type, Value, Index);
    if (Value.contains("shape"))
      return checkArray(*Type, typeOf(Item), Value, Index);
    return fitsScalar(*Type, Value) ? MatchResult() : reject(Index);
  }

  MatchResult checkElements(const TypeSyntax &Type, const json &Value,
                            unsigned Index) {
    bool IsTuple = Type.What == TypeSyntax::Kind::Tuple;
    const char *Key = IsTuple ? "tuple" : "list";
    if (!Value.contains(Key) ||
        (IsTuple && Value[Key].size() != Type.Items.size()))
      return reject(Index);
    for (size_t I = 0; I < Value[Key].size(); ++I)
      if (MatchResult R = check(Type.Items[IsTuple ? I : 0],
                                json{{"value", Value[Key][I]}}, Index);
          R.Why)
        return R;
    return {};
  }

  MatchResult checkArray(const TypeSyntax &Type, const json &T,
                         const json &Value, unsigned Index) {
    if (!arrayTypeFits(T, Value.value("array", "A")) ||
        !customDTypeFits(T, Value.value("dtype", "float32")))
      return reject(Index);
    llvm::SmallVector<Dim, 4> Dims;
    for (const json &Length : Value["shape"])
      Dims.push_back({Sizes.constant(Length.get<int64_t>()), Origin()});
    ArrayValue Array{Shape::ofDims(Dims),
                     DTypeSet::ofName(Value.value("dtype", "float32"))};
    if (T.is_object() && T.contains("class") && !T["class"].is_string())
      Array.DTypes = DTypeSet::any();
    return Names.match(Type, Array, Index, operands(), Origin());
  }

  static bool arrayTypeFits(const json &T, const std::string &Array) {
    if (!T.is_object() || !T.contains("ann"))
      return true;
    json Wanted = T.value("array", json("A"));
    for (const json &One : Wanted.is_array() ? Wanted : json::array({Wanted}))
      if (One == Array || One == "any")
        return true;
    return false;
  }

  static bool customDTypeFits(const json &T, const std::string &DType) {
    if (!T.is_object() || !T.contains("class") || T["class"].is_string())
      return true;
    DTypeSet Set = DTypeSet::none();
    for (const json &Name : T["class"]["dtypes"])
      Set = Set.unite(DTypeSet::ofName(Name.get<std::string>()));
    if (T["class"].contains("regex"))
      Set =
          Set.unite(DTypeSet::matching(T["class"]["regex"].get<std::string>()));
    return !Set.isDisjoint(DTypeSet::ofName(DType));
  }

  static bool fitsScalar(const TypeSyntax &Type, const json &Value) {
    if (Type.What == TypeSyntax::Kind::Any)
      return true;
    if (Type.What == TypeSyntax::Kind::Union)
      return llvm::any_of(Type.Items, [&](const TypePtr &Item) {
        return fitsScalar(*Item, Value);
      });
    if (Type.What != TypeSyntax::Kind::Scalar || !Value.contains("py"))
      return false;
    const json &Py = Value["py"];
    if (Type.ScalarName == "bool")
      return Py.is_boolean();
    if (Type.ScalarName == "int")
      return Py.is_number_integer();
    return Type.ScalarName == "float" && Py.is_number();
  }

  /// Names in braces are the arguments of the call.
  OperandValue operand(const OperandExpr &E) {
    switch (E.What) {
    case OperandExpr::Kind::Number:
      return known(Sizes.constant(E.Value));
    case OperandExpr::Kind::Name:
    case OperandExpr::Kind::This:
      return argument(E.Name);
    case OperandExpr::Kind::Member:
      return attribute(*E.Args[0], E.Name);
    case OperandExpr::Kind::Index:
      return axisOf(*E.Args[0], *E.Args[1]);
    case OperandExpr::Kind::Negate:
      return combine(known(Sizes.zero()), operand(*E.Args[0]),
                     &SizeContext::sub);
    case OperandExpr::Kind::Add:
      return combine(operand(*E.Args[0]), operand(*E.Args[1]),
                     &SizeContext::add);
    case OperandExpr::Kind::Sub:
      return combine(operand(*E.Args[0]), operand(*E.Args[1]),
                     &SizeContext::sub);
    case OperandExpr::Kind::Mul:
      return combine(operand(*E.Args[0]), operand(*E.Args[1]),
                     &SizeContext::mul);
    default:
      return {};
    }
  }

  static OperandValue known(Size S) { return {OperandValue::State::Known, S}; }
  static OperandValue unbound() {
    return {OperandValue::State::Unbound, std::nullopt};
  }

  OperandValue combine(OperandValue A, OperandValue B,
                       Size (SizeContext::*Op)(Size, Size)) {
    if (A.What != OperandValue::State::Known)
      return A;
    if (B.What != OperandValue::State::Known)
      return B;
    return known((Sizes.*Op)(*A.Length, *B.Length));
  }

  const json *valueNamed(const std::string &Name) const {
    for (const json &Item : Case["context"])
      if (Item.value("name", "") == Name)
        return &valueOf(Item);
    return nullptr;
  }

  OperandValue argument(const std::string &Name) {
    const json *Value = valueNamed(Name);
    if (!Value)
      return unbound();
    if (Value->contains("py") && (*Value)["py"].is_number_integer())
      return known(Sizes.constant((*Value)["py"].get<int64_t>()));
    return {};
  }

  OperandValue attribute(const OperandExpr &Object, const std::string &Name) {
    const json *Value = valueNamed(Object.Name);
    if (!Value || !Value->contains("attrs") ||
        !(*Value)["attrs"].contains(Name))
      return unbound();
    return known(Sizes.constant((*Value)["attrs"][Name].get<int64_t>()));
  }

  /// `x.shape[i]`.
  OperandValue axisOf(const OperandExpr &Object, const OperandExpr &Index) {
    if (Object.What != OperandExpr::Kind::Member || Object.Name != "shape")
      return {};
    const json *Value = valueNamed(Object.Args[0]->Name);
    if (!Value)
      return unbound();
    return known(Sizes.constant((*Value)["shape"][Index.Value].get<int64_t>()));
  }

  OperandResolver operands() { return Resolve; }

  const json &Case;
  SizeContext Sizes;
  Solver Decide;
  FactSet Facts;
  Unifier Names;
  std::function<OperandValue(const OperandExpr &, unsigned)> Resolve =
      [this](const OperandExpr &E, unsigned) { return operand(E); };
};

json loadCases() {
  std::ifstream In(SHAPETIDY_TEST_DATA "/conformance/jaxtyping_cases.json");
  return json::parse(In);
}

bool isOurs(const json &Case) {
  static const std::map<std::string, bool> Groups = {
      {"array", true},  {"symbolic", true}, {"fstring", true}, {"nested", true},
      {"scalar", true}, {"dtype", true},    {"parse", true}};
  bool HasTree = Case["context"].dump().find("\"pytree\"") != std::string::npos;
  return Groups.count(Case["group"]) && !HasTree;
}

Outcome expected(const json &Row) {
  Outcome O;
  O.Kind = Row.value("expect", "accept");
  O.At = O.Kind == "annotation-error" ? -1 : Row.value("at", -1);
  O.Code = Row.value("code", "");
  return O;
}

/// The final tables, as the data writes them; only what a row lists counts.
json bindingsOf(const Bindings &Names) {
  json Tables = {{"single", json::object()}, {"variadic", json::object()}};
  for (const auto &Entry : Names.Single)
    if (Entry.second.Definite && Entry.second.Length)
      Tables["single"][Entry.first().str()] =
          *Entry.second.Length->asConstant();
  for (const auto &Entry : Names.Variadic) {
    json Row = {{"broadcastable", Entry.second.Broadcastable},
                {"shape", json::array()}};
    for (const Dim &D : Entry.second.Axes.prefix())
      Row["shape"].push_back(*D.Length->asConstant());
    Tables["variadic"][Entry.first().str()] = Row;
  }
  return Tables;
}

std::string differenceOfCall(const json &Case, bool Strict) {
  Client Run(Case, Strict);
  Outcome Got = Run.call(), Want = expected(Case);
  if (Got.text() != Want.text())
    return Got.text();
  json Tables = bindingsOf(Run.bindings());
  json Wanted = Case.value("bindings", json::object());
  for (const auto &[Space, Table] : Wanted.items())
    if (Space != "struct" && Tables[Space] != Table)
      return "bindings " + Tables.dump();
  return "";
}

std::string differenceOfItems(const json &Case, bool Strict) {
  bool Shared = Case["mode"] == "sequence";
  Client Context(Case, Strict);
  for (size_t I = 0; I < Case["context"].size(); ++I) {
    Client Fresh(Case, Strict);
    Outcome Got = (Shared ? Context : Fresh).single(I);
    Outcome Want = expected(Case["context"][I]);
    if (Got.text() != Want.text())
      return "item " + std::to_string(I) + ": " + Got.text();
  }
  return "";
}

std::string difference(const json &Case, bool Strict) {
  return Case.contains("mode") ? differenceOfItems(Case, Strict)
                               : differenceOfCall(Case, Strict);
}

TEST(UnifierConformance, AgreesWithJaxtyping) {
  json Data = loadCases();
  unsigned Agreed = 0, Listed = 0;
  for (const json &Case : Data["cases"]) {
    if (!isOurs(Case))
      continue;
    std::string Id = Case["id"], Got = difference(Case, /*Strict=*/false);
    const Deviation *D = deviation(Id);
    Agreed += Got.empty() && !D;
    Listed += D != nullptr;
    std::string Want = D ? D->Instead : "";
    EXPECT_EQ(Got, Want) << Case.dump() << (D ? D->Reason : "");
  }
  EXPECT_EQ(Listed, Deviations.size());
  RecordProperty("agreed", Agreed);
  RecordProperty("listed", Listed);
  std::printf("%u cases agree, %u differ as listed\n", Agreed, Listed);
}

TEST(UnifierConformance, StrictModeRestoresLeftToRight) {
  json Data = loadCases();
  for (const json &Case : Data["cases"]) {
    const Deviation *D = deviation(Case["id"]);
    if (!isOurs(Case) || (D && D->Reason != Order))
      continue;
    EXPECT_EQ(difference(Case, /*Strict=*/true), "") << Case.dump();
  }
}

/// A row may differ only if the data says that it may, or section 12 does.
TEST(UnifierConformance, DeviationsAreAllowed) {
  json Data = loadCases();
  for (const json &Case : Data["cases"]) {
    const Deviation *D = deviation(Case["id"]);
    if (!D)
      continue;
    bool Tagged = Case.contains("tags");
    bool ByStance = llvm::StringRef(D->Reason).starts_with("D: ");
    EXPECT_TRUE(Tagged || ByStance) << D->Case;
  }
}

} // namespace

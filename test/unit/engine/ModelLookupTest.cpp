//===-- ModelLookupTest.cpp - From declarations to rows -------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Program.h"
#include "checks/engine/ModelRow.h"
#include "checks/engine/Models.h"

using namespace shapetidy;
using test::Program;

namespace {

constexpr llvm::StringLiteral Rows = R"json({
  "functions": [
    {"name": "lib::{,Array::}f", "types": ["scalar"], "transfer": "none", "comment": "number"},
    {"name": "lib::{,Array::}f", "arity": 1, "transfer": "same", "comment": "one"},
    {"name": "lib::f", "arity": [2, 3], "transfer": "same", "comment": "more"},
    {"name": "lib::operator+", "transfer": "pointwise"},
    {"name": "lib::Base::transpose", "contracts": ["(n m) -> (m n)"]},
    {"name": "lib::Matrix::Matrix", "transfer": "eigenConstruct"}],
  "classes": [
    {"name": "lib::Array"},
    {"name": "lib::Base", "axes": ["Rows", "Cols"], "dynamic": -1, "derived": 0, "dtype": "Scalar"}],
  "constants": [
    {"name": "lib::Type::Real", "dtype": "Float64"},
    {"name": "lib::kInt", "dtype": "Int32"}]
})json";

constexpr char Header[] = R"cpp(
  namespace lib {
  inline namespace v1 {
  struct Array { Array f(int) const; Array f(Array) const; };
  Array f(const Array &);
  Array f(double);
  Array f(const Array &, int);
  Array f(int, int, int, int);
  Array operator+(const Array &, const Array &);
  }
  enum class Type { Int, Real };
  enum Old { kInt };
  constexpr Type kReal = Type::Real;
  template <typename D> struct Base { D transpose() const; };
  template <typename T, int R, int C> struct Matrix : Base<Matrix<T, R, C>> {
    enum { Rows = R, Cols = C };
    using Scalar = T;
    Matrix(int, int);
  };
  template <typename D> struct Wrapper : Base<Wrapper<D>> {
    enum { Rows = D::Cols, Cols = D::Rows };
    using Scalar = typename D::Scalar;
  };
  template <typename D> struct Lazy : Base<Lazy<D>> {
    static constexpr int Rows = D::Cols, Cols = D::Rows;
  };
  }
  namespace other { lib::Array f(lib::Array &&); using lib::f; }
)cpp";

class ModelLookupTest : public testing::Test {
protected:
  ModelLookupTest() { EXPECT_TRUE(Library.addFile("test", Rows).empty()); }

  /// The transfer function or contract of the row that a call finds.
  std::string find(const std::string &Call) {
    Program P(std::string(Header) + "\nauto probe() { return " + Call + "; }");
    EXPECT_TRUE(P.compiles()) << Call;
    struct Finder : clang::RecursiveASTVisitor<Finder> {
      const clang::FunctionDecl *Last = nullptr;
      bool shouldTraversePostOrder() const { return true; }
      bool VisitCallExpr(clang::CallExpr *E) {
        Last = E->getDirectCallee();
        return true;
      }
    } Calls;
    Calls.TraverseDecl(const_cast<clang::FunctionDecl *>(P.function("probe")));
    return describe(Calls.Last);
  }
  std::string describe(const clang::FunctionDecl *Callee) {
    const ModelRow *Row = Callee ? Library.find(Callee) : nullptr;
    if (!Row)
      return "none";
    return "row " + std::to_string(Row->Line - 2);
  }
  std::string carried(const std::string &Type) {
    Program P(std::string(Header) + "\nextern " + Type + " value;\n" +
              "void use(decltype(value) &v) { (void)sizeof(v); }");
    SizeContext Sizes;
    Solver Decide(Sizes);
    FactSet Facts;
    OperationContext Context{Sizes, Decide, Facts, {}};
    clang::QualType Declared = P.value("value")->getType();
    std::optional<Value> Known = Library.carried(Declared, Context);
    EXPECT_EQ(Library.isArrayType(Declared), Known.has_value());
    std::string Text = Known ? Known->print(Sizes) : "nothing";
    if (std::optional<unsigned> Axis = Library.impliedUnitAxis(Declared))
      Text += " unit " + std::to_string(*Axis);
    return Text;
  }

  ModelLibrary Library;
};

TEST_F(ModelLookupTest, OverloadsByTypesAndArity) {
  EXPECT_EQ(find("lib::f(lib::Array())"), "row 2");
  EXPECT_EQ(find("lib::f(2.0)"), "row 1");
  EXPECT_EQ(find("lib::f(lib::Array(), 1)"), "row 3");
  EXPECT_EQ(find("lib::f(1, 2, 3, 4)"), "none");
}

TEST_F(ModelLookupTest, MethodsOperatorsAndUsingDeclarations) {
  EXPECT_EQ(find("lib::Array().f(1)"), "row 1");
  EXPECT_EQ(find("lib::Array().f(lib::Array())"), "row 2");
  EXPECT_EQ(find("lib::Array() + lib::Array()"), "row 4");
  EXPECT_EQ(find("other::f(2.0)"), "row 1");
  EXPECT_EQ(find("other::f(lib::Array())"), "none");
  EXPECT_EQ(find("lib::Matrix<double, 2, 3>(1, 2).transpose()"), "row 5");
}

TEST_F(ModelLookupTest, Constructors) {
  Program P(std::string(Header) + "lib::Matrix<float, 2, 2> m(1, 2);");
  const clang::CXXRecordDecl *Class =
      P.value("m")->getType()->getAsCXXRecordDecl();
  for (const clang::CXXConstructorDecl *Made : Class->ctors())
    if (Made->getNumParams() == 2)
      EXPECT_EQ(describe(Made), "row 6");
}

TEST_F(ModelLookupTest, TypesCarryShapes) {
  EXPECT_EQ(carried("lib::Array"), "(...)");
  EXPECT_EQ(carried("const lib::Array &"), "(...)");
  EXPECT_EQ(carried("int"), "nothing");
  EXPECT_EQ(carried("lib::Matrix<double, 2, 3>"), "(2, 3) float64");
  EXPECT_EQ(carried("lib::Matrix<float, -1, 1>"), "(?, 1) float32 unit 1");
  EXPECT_EQ(carried("lib::Matrix<bool, 1, 4>"), "(1, 4) bool unit 0");
  EXPECT_EQ(carried("lib::Matrix<long, 1, 1>"), "(1, 1) int64");
  EXPECT_EQ(carried("lib::Wrapper<lib::Matrix<int, -1, 3>>"), "(3, ?) int32");
  // A constant that nobody has asked for yet has no value, and the argument's
  // is not its.
  EXPECT_EQ(carried("lib::Lazy<lib::Matrix<int, 2, 3>>"), "(?, ?)");
}

TEST_F(ModelLookupTest, Constants) {
  Program P(Header);
  SizeContext Sizes;
  auto Of = [&](llvm::StringRef Name) {
    std::optional<Value> Known = Library.constantValue(P.value(Name), Sizes);
    return Known && Known->asDType() ? Known->asDType()->print() : "nothing";
  };
  EXPECT_EQ(Of("Real"), "float64");
  EXPECT_EQ(Of("kInt"), "int32");
  EXPECT_EQ(Of("Int"), "nothing");
  EXPECT_EQ(Of("kReal"), "nothing");
}

TEST_F(ModelLookupTest, LaterFilesComeFirst) {
  Library.addFile("mine", "\n\n\n\n\n\n\n\n\n\n"
                          R"json(
    {"functions": [{"name": "lib::f", "arity": 1, "transfer": "none"}]})json");
  EXPECT_EQ(find("lib::f(lib::Array())"), "row 10");
  EXPECT_EQ(find("lib::f(lib::Array(), 1)"), "row 3");
}

} // namespace

//===-- ShapeAttribute.cpp - [[shape("batch c h w")]] ---------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Teaches Clang the attribute's two spellings, [[shape("...")]] and
// [[shape::of("...")]]. Both become what [[clang::annotate("shape", "...")]]
// becomes, so that the engine reads one form and programs that use the macros
// of shape/shape.h under a plain Clang mean the same.
//
//===----------------------------------------------------------------------===//

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Sema/ParsedAttr.h"
#include "clang/Sema/Sema.h"

using namespace clang;

/// Everything a shape can be said of: a value, what a call returns, a type.
static bool canHaveShape(const Decl *D) {
  return isa<VarDecl, FieldDecl, FunctionDecl, BindingDecl, TypedefNameDecl,
             RecordDecl, TemplateTypeParmDecl, NonTypeTemplateParmDecl>(D);
}

/// Is this [[of("...")]], which is nobody's attribute? Says so.
static bool isForeign(Sema &S, const ParsedAttr &Attribute) {
  if (Attribute.getScopeName() || Attribute.getAttrName()->isStr("shape"))
    return false;
  S.Diag(Attribute.getLoc(), diag::warn_unknown_attribute_ignored)
      << Attribute.getAttrName() << Attribute.getRange();
  return true;
}

static bool complainAboutPlace(Sema &S, const ParsedAttr &Attribute) {
  S.Diag(Attribute.getLoc(), diag::err_attribute_wrong_decl_type_str)
      << Attribute << Attribute.isRegularKeywordAttribute()
      << "variables, parameters, fields, functions, types and aliases";
  return false;
}

/// The attribute's text, or null after saying what is wrong with it.
static Expr *readText(Sema &S, const ParsedAttr &Attribute) {
  if (!Attribute.checkExactlyNumArgs(S, 1))
    return nullptr;
  auto *Text = Attribute.isArgExpr(0)
                   ? dyn_cast<StringLiteral>(
                         Attribute.getArgAsExpr(0)->IgnoreParenImpCasts())
                   : nullptr;
  if (Text && Text->isOrdinary())
    return Text;
  SourceLocation Where = Attribute.isArgExpr(0)
                             ? Attribute.getArgAsExpr(0)->getBeginLoc()
                             : Attribute.getLoc();
  S.Diag(Where, diag::err_attribute_argument_type)
      << Attribute << AANT_ArgumentString;
  return nullptr;
}

namespace {

/// The attribute as Clang's parser and Sema see it.
class ShapeAttribute : public ParsedAttrInfo {
public:
  ShapeAttribute() {
    static constexpr Spelling Accepted[] = {
        {ParsedAttr::AS_CXX11, "shape"},
        {ParsedAttr::AS_CXX11, "shape::of"},
        // Clang's parser asks for the last part alone when it decides whether
        // to read the arguments; isForeign takes back what this claims.
        {ParsedAttr::AS_CXX11, "of"},
    };
    Spellings = Accepted;
    // A wrong number of arguments is diagnosed by readText, with the location.
    OptArgs = 15;
  }

  bool diagAppertainsToDecl(Sema &S, const ParsedAttr &Attribute,
                            const Decl *D) const override {
    if (isForeign(S, Attribute))
      return false;
    return canHaveShape(D) || complainAboutPlace(S, Attribute);
  }

  bool diagAppertainsToStmt(Sema &S, const ParsedAttr &Attribute,
                            const Stmt *) const override {
    return !isForeign(S, Attribute) && complainAboutPlace(S, Attribute);
  }

  AttrHandling handleDeclAttribute(Sema &S, Decl *D,
                                   const ParsedAttr &Attribute) const override {
    Expr *Text = readText(S, Attribute);
    if (!Text || !S.ConstantFoldAttrArgs(Attribute, Text))
      return AttributeNotApplied;
    D->addAttr(AnnotateAttr::Create(S.Context, "shape", &Text, 1, Attribute));
    return AttributeApplied;
  }
};

/// [[shape::tree_node]] and [[shape::static_field]]: marks without an argument.
class TreeAttribute : public ParsedAttrInfo {
public:
  TreeAttribute() {
    static constexpr Spelling Accepted[] = {
        {ParsedAttr::AS_CXX11, "shape::tree_node"},
        {ParsedAttr::AS_CXX11, "shape::static_field"},
    };
    Spellings = Accepted;
  }

  bool diagAppertainsToDecl(Sema &S, const ParsedAttr &Attribute,
                            const Decl *D) const override {
    bool IsNode = Attribute.getAttrName()->isStr("tree_node");
    if (IsNode ? isa<CXXRecordDecl>(D) : isa<FieldDecl>(D))
      return true;
    S.Diag(Attribute.getLoc(), diag::err_attribute_wrong_decl_type_str)
        << Attribute << Attribute.isRegularKeywordAttribute()
        << (IsNode ? "classes" : "fields");
    return false;
  }

  AttrHandling handleDeclAttribute(Sema &S, Decl *D,
                                   const ParsedAttr &Attribute) const override {
    bool IsNode = Attribute.getAttrName()->isStr("tree_node");
    D->addAttr(AnnotateAttr::Create(
        S.Context, IsNode ? "shape::tree_node" : "shape::static_field",
        /*Args=*/nullptr, 0, Attribute));
    return AttributeApplied;
  }
};

} // namespace

static ParsedAttrInfoRegistry::Add<TreeAttribute>
    TreeRegistration("shape-tree", "Nodes of trees and their static fields.");
static ParsedAttrInfoRegistry::Add<ShapeAttribute>
    Registration("shape", "The shape of a tensor, as in jaxtyping.");

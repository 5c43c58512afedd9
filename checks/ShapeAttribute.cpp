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
// [[shape::opaque("...")]] stands on functions, where it becomes an annotation
// of the same name, and on blocks. Clang 22 lets us put the annotation on the
// statement; Clang 19 knows no attributes of plug-ins there, so the annotation
// goes onto the first statement inside of the block.
//
//===----------------------------------------------------------------------===//

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Sema/ParsedAttr.h"
#include "clang/Sema/Sema.h"
#include "llvm/Config/llvm-config.h"

using namespace clang;

/// Everything a shape can be said of: a value, what a call returns, a type.
static bool canHaveShape(const Decl *D) {
  return isa<VarDecl, FieldDecl, FunctionDecl, BindingDecl, TypedefNameDecl,
             RecordDecl, TemplateTypeParmDecl, NonTypeTemplateParmDecl>(D);
}

/// Is this [[of("...")]] or [[opaque("...")]], which is nobody's attribute? Says
/// so.
static bool isForeign(Sema &S, const ParsedAttr &Attribute) {
  if (Attribute.getScopeName() || Attribute.getAttrName()->isStr("shape"))
    return false;
  S.Diag(Attribute.getLoc(), diag::warn_unknown_attribute_ignored)
      << Attribute.getAttrName() << Attribute.getRange();
  return true;
}

static bool complainAboutPlace(Sema &S, const ParsedAttr &Attribute,
                               llvm::StringRef Allowed) {
  S.Diag(Attribute.getLoc(), diag::err_attribute_wrong_decl_type_str)
      << Attribute << Attribute.isRegularKeywordAttribute() << Allowed;
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

static constexpr llvm::StringLiteral ShapePlaces =
    "variables, parameters, fields, functions, types and aliases";
static constexpr llvm::StringLiteral OpaquePlaces = "functions and blocks";

/// `Annotation("text")`; null after saying what is wrong with the text.
static AnnotateAttr *annotate(Sema &S, const ParsedAttr &Attribute,
                              llvm::StringRef Annotation) {
  Expr *Text = readText(S, Attribute);
  if (!Text || !S.ConstantFoldAttrArgs(Attribute, Text))
    return nullptr;
  return AnnotateAttr::Create(S.Context, Annotation, &Text, 1, Attribute);
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
    return canHaveShape(D) || complainAboutPlace(S, Attribute, ShapePlaces);
  }

  bool diagAppertainsToStmt(Sema &S, const ParsedAttr &Attribute,
                            const Stmt *) const override {
    return !isForeign(S, Attribute) &&
           complainAboutPlace(S, Attribute, ShapePlaces);
  }

  AttrHandling handleDeclAttribute(Sema &S, Decl *D,
                                   const ParsedAttr &Attribute) const override {
    AnnotateAttr *Made = annotate(S, Attribute, "shape");
    if (!Made)
      return AttributeNotApplied;
    D->addAttr(Made);
    return AttributeApplied;
  }
};

/// [[shape::opaque("y: Int64[n]")]] on a function or a block.
class OpaqueAttribute : public ParsedAttrInfo {
public:
  OpaqueAttribute() {
    static constexpr Spelling Accepted[] = {
        {ParsedAttr::AS_CXX11, "shape::opaque"},
        {ParsedAttr::AS_CXX11, "opaque"}, // as with "of" above
    };
    Spellings = Accepted;
    OptArgs = 15;
  }

  bool diagAppertainsToDecl(Sema &S, const ParsedAttr &Attribute,
                            const Decl *D) const override {
    return !isForeign(S, Attribute) &&
           (isa<FunctionDecl>(D) ||
            complainAboutPlace(S, Attribute, OpaquePlaces));
  }

  AttrHandling handleDeclAttribute(Sema &S, Decl *D,
                                   const ParsedAttr &Attribute) const override {
    AnnotateAttr *Made = annotate(S, Attribute, "shape::opaque");
    if (!Made)
      return AttributeNotApplied;
    D->addAttr(Made);
    return AttributeApplied;
  }

#if LLVM_VERSION_MAJOR >= 22
  bool diagAppertainsToStmt(Sema &S, const ParsedAttr &Attribute,
                            const Stmt *Block) const override {
    return !isForeign(S, Attribute) &&
           (isa<CompoundStmt>(Block) ||
            complainAboutPlace(S, Attribute, OpaquePlaces));
  }

  AttrHandling handleStmtAttribute(Sema &S, Stmt *, const ParsedAttr &Attribute,
                                   Attr *&Result) const override {
    Result = annotate(S, Attribute, "shape::opaque");
    return Result ? AttributeApplied : AttributeNotApplied;
  }
#else
  /// Never true: what Clang would do next is to reject the attribute.
  bool diagAppertainsToStmt(Sema &S, const ParsedAttr &Attribute,
                            const Stmt *Block) const override {
    if (isForeign(S, Attribute))
      return false;
    if (!isa<CompoundStmt>(Block))
      return complainAboutPlace(S, Attribute, OpaquePlaces);
    AnnotateAttr *Made = annotate(S, Attribute, "shape::opaque_inside");
    auto *Body = const_cast<CompoundStmt *>(cast<CompoundStmt>(Block));
    if (Made && !Body->body_empty())
      *Body->body_begin() = AttributedStmt::Create(
          S.Context, Attribute.getLoc(), Made, *Body->body_begin());
    return false;
  }
#endif
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
static ParsedAttrInfoRegistry::Add<OpaqueAttribute>
    OpaqueRegistration("shape-opaque", "Code that nobody looks into.");
static ParsedAttrInfoRegistry::Add<ShapeAttribute>
    Registration("shape", "The shape of a tensor, as in jaxtyping.");

//===-- Program.h - A parsed program and its declarations -------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Parses a program for a test and finds declarations by name, instantiations
// included. The attribute is that of the users' macro, so that no plug-in is
// needed.
//
//   Program P("SHAPE(\"n\") Tensor f();");
//   P.function("f");         the first declaration named f
//   P.instance("g");         the first instantiation of a template g
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TEST_UNIT_ENGINE_PROGRAM_H
#define SHAPETIDY_TEST_UNIT_ENGINE_PROGRAM_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "gtest/gtest.h"
#include <memory>
#include <string>
#include <vector>

namespace shapetidy::test {

class Program {
public:
  explicit Program(const std::string &Code)
      : Unit(clang::tooling::buildASTFromCodeWithArgs(
            "#define SHAPE(spec) [[clang::annotate(\"shape\", spec)]]\n"
            "struct Tensor { long size(int) const; };\n" +
                Code,
            {"-std=c++20", "-Wno-everything"})) {}

  bool compiles() const {
    return Unit && !Unit->getDiagnostics().hasUncompilableErrorOccurred();
  }
  clang::ASTContext &context() { return Unit->getASTContext(); }

  const clang::FunctionDecl *function(llvm::StringRef Name) {
    return first<clang::FunctionDecl>(Name, [](auto *) { return true; });
  }
  /// A function that came out of a template, or stands in a class that did.
  const clang::FunctionDecl *instance(llvm::StringRef Name) {
    return first<clang::FunctionDecl>(Name, [](auto *F) {
      return F->isTemplateInstantiation() ||
             F->getTemplateInstantiationPattern() != nullptr;
    });
  }
  const clang::ValueDecl *value(llvm::StringRef Name) {
    return first<clang::ValueDecl>(Name, [](auto *) { return true; });
  }
  const clang::CXXRecordDecl *record(llvm::StringRef Name) {
    return first<clang::CXXRecordDecl>(
        Name, [](auto *R) { return R->hasDefinition(); });
  }
  const clang::FunctionDecl *lambda() {
    return first<clang::FunctionDecl>("operator()",
                                      [](auto *) { return true; });
  }

private:
  /// Everything with a name, in source order, instantiations included.
  struct Collector : clang::RecursiveASTVisitor<Collector> {
    std::vector<const clang::NamedDecl *> Found;
    bool shouldVisitTemplateInstantiations() const { return true; }
    bool shouldVisitImplicitCode() const { return true; }
    bool VisitNamedDecl(clang::NamedDecl *D) {
      Found.push_back(D);
      return true;
    }
  };

  template <typename DeclT, typename WantedT>
  const DeclT *first(llvm::StringRef Name, WantedT Wanted) {
    Collector All;
    All.TraverseDecl(context().getTranslationUnitDecl());
    for (const clang::NamedDecl *D : All.Found) {
      const auto *Typed = llvm::dyn_cast<DeclT>(D);
      if (Typed && D->getNameAsString() == Name && Wanted(Typed))
        return Typed;
    }
    ADD_FAILURE() << "no declaration named " << Name.str();
    return nullptr;
  }

  std::unique_ptr<clang::ASTUnit> Unit;
};

} // namespace shapetidy::test

#endif // SHAPETIDY_TEST_UNIT_ENGINE_PROGRAM_H

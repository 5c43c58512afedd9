//===-- Transfer.h - What one expression or statement does to the state *- C++
//-*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The transfer functions of the dataflow analysis. Each kind of statement that
// has a rule is one row of a table; StatementKinds.h says what the others do.
//
// Vocabulary: to *evaluate* an expression is to record its value or its place
// in the frame, once its operands have been; the CFG hands expressions over in
// that order.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_TRANSFER_H
#define SHAPETIDY_CHECKS_ENGINE_TRANSFER_H

#include "checks/engine/CallSite.h"
#include "checks/engine/Frame.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Analysis/CFG.h"

namespace shapetidy {

/// One statement whose operands have been evaluated.
void transfer(Point &P, const clang::Stmt *S);
/// Does the table have a row for this class?
bool hasRule(clang::Stmt::StmtClass Class);
/// A member or base initialiser of the constructor this frame is about.
void transferInitializer(Point &P, const clang::CXXCtorInitializer *Init);
/// An expression the CFG does not take apart, such as a default argument.
void evaluateTree(Point &P, const clang::Expr *E);

void setValue(Point &P, const clang::Expr *E, Value New);
void setPlace(Point &P, const clang::Expr *E, Place At);
/// \p E is the same object, or the same value, as \p Source.
void setSame(Point &P, const clang::Expr *E, const clang::Expr *Source);

/// What is in \p E is unknown.
void setUnknown(Point &P, const clang::Expr *E);

// Families of statements, each in a file of its own.
void transferCall(Point &P, const clang::CallExpr *Call);
/// A call of Site.Callee.
void transferKnownCall(Point &P, CallSite Site);
void transferUnknownCall(Point &P, const CallSite &Site);
void transferConstruct(Point &P, const clang::CXXConstructExpr *Construct);
void transferInitList(Point &P, const clang::InitListExpr *List);
void transferParenList(Point &P, const clang::CXXParenListInitExpr *List);
void transferDeclaration(Point &P, const clang::DeclStmt *Declaration);
void transferReturn(Point &P, const clang::ReturnStmt *Return);
void transferAsm(Point &P, const clang::AsmStmt *Asm);
void transferAttributed(Point &P, const clang::AttributedStmt *Statement);
void transferNew(Point &P, const clang::CXXNewExpr *New);
void transferStmtExpr(Point &P, const clang::StmtExpr *Block);
void transferArrayCopy(Point &P, const clang::ArrayInitLoopExpr *Copy);
void transferDereference(Point &P, const clang::UnaryOperator *Star);
void transferAddressOf(Point &P, const clang::UnaryOperator *And);
/// A pointer variable was given a new target by evaluating \p From; null for
/// nobody knows which.
void retarget(Point &P, const Place &Pointer, clang::QualType Type,
              const clang::Expr *From);
/// What is said of a pointer parameter is said of what it points to, which
/// others may write like what a reference is bound to.
void enterPointee(Point &P, const clang::ParmVarDecl *Param);
void transferLambda(Point &P, const clang::LambdaExpr *Lambda);

/// Stores \p New in a variable or field after checking it against the
/// annotation of what it is stored in. \p From is the expression to blame.
void assign(Point &P, const Place &To, clang::QualType Type, Value New,
            const clang::Expr *From);

/// The same for a place that nobody else can know yet.
void initialize(Point &P, const Place &To, clang::QualType Type, Value New,
                const clang::Expr *From);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_TRANSFER_H

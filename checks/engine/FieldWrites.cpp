//===-- FieldWrites.cpp - Fields that keep what constructors gave ---------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "checks/engine/FieldWrites.h"
#include "checks/engine/CallSite.h"
#include "checks/engine/FunctionWalk.h"
#include "checks/engine/Session.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace shapetidy {

/// Deeper than anybody writes: what is below counts as written.
static constexpr unsigned MaxWriteDepth = 300;

bool changesShape(Session &S, const CXXMethodDecl *Method) {
  if (!Method->getIdentifier())
    return !Method->isConst();
  llvm::StringRef Name = Method->getName();
  static constexpr llvm::StringLiteral Elementwise[] = {
      "zero_",   "fill_", "normal_", "uniform_", "add_",  "sub_",
      "mul_",    "div_",  "copy_",   "clamp_",   "relu_", "requires_grad_",
      "detach_", "exp_",  "sqrt_",   "neg_",     "pow_",  "backward"};
  if (llvm::is_contained(Elementwise, Name))
    return false;
  if (Name.ends_with("_") || Name.contains("resize") ||
      Name.contains("InPlace") || Name == "swap" || Name == "noalias" ||
      Name == "set_data" || Name == "reset")
    return true;
  return !Method->isConst() && !S.Models->find(Method);
}

namespace {
/// Looks at one body with the ancestors of each expression at hand.
class WriteSearch {
public:
  WriteSearch(Session &S, const FunctionDecl *Function,
              llvm::DenseSet<const FieldDecl *> &Written,
              llvm::DenseSet<const CXXRecordDecl *> &Reassigned)
      : S(S), Function(Function), Written(Written), Reassigned(Reassigned) {}

  void visit(const Stmt *Next) {
    if (!Next)
      return;
    if (const auto *Member = dyn_cast<MemberExpr>(Next))
      lookAt(Member);
    if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(Next))
      lookAt(Call);
    Above.push_back(Next);
    if (const auto *Lambda = dyn_cast<LambdaExpr>(Next))
      visitLambda(Lambda);
    else
      for (const Stmt *Child : Next->children())
        visit(Child);
    Above.pop_back();
  }

private:
  void visitLambda(const LambdaExpr *Lambda) {
    ++Lambdas;
    for (const Expr *Init : Lambda->capture_inits())
      visit(Init);
    const CXXMethodDecl *Operator = Lambda->getCallOperator();
    visit(Operator ? Operator->getBody() : nullptr);
    --Lambdas;
  }

  /// `*this = ...` in a method, `*p = ...` anywhere.
  void lookAt(const CXXOperatorCallExpr *Call) {
    if (!Call->isAssignmentOp() || Call->getNumArgs() == 0)
      return;
    const Expr *Target = stripped(Call->getArg(0));
    const auto *Star = dyn_cast<UnaryOperator>(Target);
    const auto *Owner = dyn_cast<CXXOperatorCallExpr>(Target);
    if ((Star && Star->getOpcode() == UO_Deref) ||
        (Owner && Owner->getOperator() == OO_Star))
      if (const CXXRecordDecl *Class = Target->getType()->getAsCXXRecordDecl())
        Reassigned.insert(Class->getCanonicalDecl());
  }

  void lookAt(const MemberExpr *Member) {
    const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl());
    if (Field && !Written.contains(Field) &&
        (Above.size() > MaxWriteDepth || mayWrite(Member, Field)))
      Written.insert(Field);
  }

  /// A constructor may do what it likes to its own fields, but not hand out
  /// their addresses.
  bool isConstruction(const MemberExpr *Member, const FieldDecl *Field) const {
    const auto *Constructor = dyn_cast<CXXConstructorDecl>(Function);
    if (!Constructor || Lambdas != 0 ||
        !isa<CXXThisExpr>(stripped(Member->getBase())))
      return false;
    const auto *Owner = cast<CXXRecordDecl>(Field->getParent());
    return Constructor->getParent()->getCanonicalDecl() ==
               Owner->getCanonicalDecl() ||
           Constructor->getParent()->isDerivedFrom(Owner);
  }

  bool mayWrite(const MemberExpr *Member, const FieldDecl *Field) const {
    const Stmt *Below = Member;
    for (const Stmt *Next : llvm::reverse(Above)) {
      if (isa<ParenExpr>(Next)) {
        Below = Next;
        continue;
      }
      const auto *Choice = dyn_cast<ConditionalOperator>(Next);
      if (Choice && Choice->getCond() != Below) {
        Below = Next;
        continue;
      }
      if (const auto *Cast = dyn_cast<ImplicitCastExpr>(Next)) {
        if (Cast->getCastKind() == CK_LValueToRValue)
          return false;
        bool ToConst = Cast->getType().isConstQualified();
        if (Cast->isGLValue() && !ToConst) {
          Below = Next;
          continue;
        }
        return !ToConst || usesHandle(Next);
      }
      return isWrite(Next, Below, Member, Field);
    }
    return false;
  }

  /// `w.unsqueeze_(0)` is a const method of a handle.
  bool usesHandle(const Stmt *Object) const {
    const Stmt *Next = nullptr;
    for (const Stmt *Outer : llvm::reverse(Above)) {
      if (Next == Object) {
        Next = Outer;
        break;
      }
      Next = Outer;
    }
    const auto *Method = dyn_cast_or_null<MemberExpr>(Next);
    return Method && changesShape(Method);
  }

  bool changesShape(const MemberExpr *Access) const {
    const auto *Method = dyn_cast<CXXMethodDecl>(Access->getMemberDecl());
    return Method && shapetidy::changesShape(S, Method);
  }

  bool isWrite(const Stmt *User, const Stmt *Used, const MemberExpr *Member,
               const FieldDecl *Field) const {
    bool IsOwn = isConstruction(Member, Field);
    // In a const method the field is const as it is, without a cast.
    if (cast<Expr>(Used)->getType().isConstQualified() &&
        !isa<MemberExpr, ExplicitCastExpr, UnaryOperator, CXXOperatorCallExpr>(
            User))
      return false;
    if (const auto *Inner = dyn_cast<MemberExpr>(User))
      return isa<CXXMethodDecl>(Inner->getMemberDecl()) &&
             (!S.Models->isArrayType(Member->getType())
                  ? isOpaque(Inner)
                  : changesShape(Inner)) &&
             !IsOwn;
    if (const auto *Unary = dyn_cast<UnaryOperator>(User))
      return Unary->getOpcode() == UO_AddrOf ||
             (Unary->isIncrementDecrementOp() && !IsOwn);
    if (const auto *Binary = dyn_cast<BinaryOperator>(User))
      return Binary->isAssignmentOp() && Binary->getLHS() == Used && !IsOwn;
    if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(User))
      return !IsOwn && (Call->getOperator() == OO_Equal ||
                        (Call->getOperator() == OO_Arrow &&
                         changesModule(Call, Member->getType())));
    if (const auto *Call = dyn_cast<CallExpr>(User))
      return !IsOwn && !looksOnly(Call);
    if (isa<CompoundStmt, IfStmt, CXXForRangeStmt>(User))
      return false;
    return !IsOwn;
  }

  /// `layers->push_back(...)`, `conv->options.stride(2)`.
  bool changesModule(const Expr *Arrow, QualType Holder) const {
    if (!S.Models->isRecordType(Holder))
      return false;
    for (const Stmt *Outer : llvm::reverse(Above)) {
      const auto *Access = dyn_cast<MemberExpr>(Outer);
      if (!Access || stripped(Access->getBase()) != Arrow)
        continue;
      static constexpr llvm::StringLiteral Changes[] = {
          "push_back", "insert", "extend", "reset", "swap", "options"};
      return Access->getMemberDecl()->getIdentifier() &&
             llvm::is_contained(Changes, Access->getMemberDecl()->getName());
    }
    return false;
  }

  /// A method of a field that is an object changes its fields, which are looked
  /// at by themselves, and a container's may change anything.
  bool isOpaque(const MemberExpr *Method) const {
    const auto *Callee = cast<CXXMethodDecl>(Method->getMemberDecl());
    return !Callee->isConst() && !S.holdsShapes(Callee->getParent());
  }

  bool looksOnly(const CallExpr *Call) const {
    const FunctionDecl *Callee = Call->getDirectCallee();
    for (llvm::StringRef Name : {"reveal", "expect", "assume"})
      if (isNamed(Callee, "shape", Name))
        return true;
    return Callee && S.Models->find(Callee) && !isa<CXXMethodDecl>(Callee) &&
           Callee->getIdentifier() && !Callee->getName().ends_with("_");
  }

  Session &S;
  const FunctionDecl *Function;
  llvm::DenseSet<const FieldDecl *> &Written;
  llvm::DenseSet<const CXXRecordDecl *> &Reassigned;
  llvm::SmallVector<const Stmt *, 32> Above;
  unsigned Lambdas = 0;
};
} // namespace

void FieldWrites::scan(Session &S) {
  IsScanned = true;
  Decl *Unit = S.Context.getTranslationUnitDecl();
  forEachBody(S, Unit, [&](const FunctionDecl *Function) {
    WriteSearch Search(S, Function, Written, Reassigned);
    Search.visit(Function->getBody());
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Function))
      for (const CXXCtorInitializer *Init : Constructor->inits())
        Search.visit(Init->getInit());
  });
}

/// Does the class change its objects in a body that is somewhere else?
static bool isMissing(const FunctionDecl *Function) {
  return !Function->isImplicit() && !Function->isDefaulted() &&
         !Function->isDeleted() && !Function->isPureVirtual() &&
         !Function->hasBody();
}

bool FieldWrites::isWholeHere(const CXXRecordDecl *Class) {
  auto [At, IsNew] = WholeClasses.try_emplace(Class, true);
  if (!IsNew)
    return At->second;
  bool IsWhole = llvm::none_of(Class->methods(), [](const CXXMethodDecl *M) {
    return !M->isStatic() && !M->isConst() && !isa<CXXDestructorDecl>(M) &&
           isMissing(M);
  });
  for (const FriendDecl *Friend : Class->friends()) {
    const auto *Function =
        dyn_cast_or_null<FunctionDecl>(Friend->getFriendDecl());
    IsWhole &= Function ? !isMissing(Function) : true;
  }
  return WholeClasses[Class] = IsWhole;
}

/// A setting that another file may well change: `net.transposed = true`.
static bool isOpenSetting(Session &S, const FieldDecl *Field) {
  return Field->getAccess() != AS_private &&
         !Field->getType().isConstQualified() &&
         !Field->getType()->isRecordType() &&
         !S.Context.getSourceManager().isInMainFile(Field->getLocation());
}

bool FieldWrites::isKept(Session &S, const FieldDecl *Field) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Field->getParent());
  QualType Type = Field->getType();
  if (!Class || Class->isLambda() || Class->isUnion() || Field->isMutable() ||
      Type->isReferenceType() || Type->isPointerType())
    return false;
  if (isOpenSetting(S, Field))
    return false;
  if (!IsScanned)
    scan(S);
  return !Written.contains(Field) &&
         !Reassigned.contains(Class->getCanonicalDecl()) &&
         (Type.isConstQualified() || isWholeHere(Class));
}

} // namespace shapetidy

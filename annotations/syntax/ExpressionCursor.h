//===-- ExpressionCursor.h - Reading position in an expression --*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// What the parsers of axes and of operands share: a position, a budget and the
// first error. Internal to the parser.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_ANNOTATIONS_SYNTAX_EXPRESSIONCURSOR_H
#define SHAPETIDY_ANNOTATIONS_SYNTAX_EXPRESSIONCURSOR_H

#include "annotations/syntax/Characters.h"
#include "annotations/syntax/ExpressionParser.h"
#include "annotations/syntax/ProblemSink.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"

namespace shapetidy {

/// Parsers recurse once for each nested parenthesis; this keeps the stack
/// small however long the text is.
inline constexpr unsigned MaxExpressionDepth = 100;

class ExpressionCursor {
public:
  ExpressionCursor(llvm::StringRef Text, Span Where, ProblemCode Code)
      : Text(Text.take_front(Where.End)), Pos(Where.Begin), Code(Code) {}

  bool failed() const { return Failed; }
  bool atEnd() const { return Pos == Text.size(); }
  char peek(size_t Ahead = 0) const {
    return Pos + Ahead < Text.size() ? Text[Pos + Ahead] : '\0';
  }
  bool startsWith(llvm::StringRef Prefix) const {
    return Text.substr(Pos).starts_with(Prefix);
  }
  uint32_t position() const { return static_cast<uint32_t>(Pos); }
  void advance(size_t Bytes) { Pos += Bytes; }
  llvm::StringRef text(Span Where) const {
    return Text.slice(Where.Begin, Where.End);
  }
  llvm::StringRef rest() const { return Text.substr(Pos); }
  /// The annotation up to the end of the expression.
  llvm::StringRef prefix() const { return Text; }
  Span from(uint32_t Begin) const { return {Begin, position()}; }

  bool consume(llvm::StringRef Token) {
    if (!startsWith(Token))
      return false;
    Pos += Token.size();
    return true;
  }

  /// Keeps the first error only: later ones follow from it.
  Problem *fail(Span Where, const llvm::Twine &Message,
                ExpressionFault Fault = ExpressionFault::Other) {
    if (Failed)
      return nullptr;
    Failed = true;
    Error.Code = Code;
    Error.Where = Where;
    Error.Message = Message.str();
    this->Fault = Fault;
    return &Error;
  }
  void failWithHint(Span Where, const llvm::Twine &Message,
                    const llvm::Twine &Hint) {
    if (Problem *P = fail(Where, Message))
      P->Hint = Hint.str();
  }

  /// The whole character at the position, for messages.
  Span character() const {
    size_t End = Pos;
    if (End < Text.size())
      ++End;
    while (End < Text.size() && (Text[End] & 0xC0) == 0x80)
      ++End;
    return {position(), static_cast<uint32_t>(End)};
  }

  /// Counts a tree node; false when the budget is used up.
  bool countNode() {
    if (++Nodes <= MaxExpressionNodes)
      return true;
    fail(character(), "this expression is too long");
    return false;
  }

  /// Counts a level of nesting for as long as it lives.
  class Nested {
  public:
    explicit Nested(ExpressionCursor &C) : C(C) {
      if (++C.Depth > MaxExpressionDepth)
        C.fail(C.character(), "this expression is nested too deeply");
    }
    ~Nested() { --C.Depth; }
    Nested(const Nested &) = delete;

  private:
    ExpressionCursor &C;
  };

  template <typename PtrT> ExpressionResult<PtrT> result(PtrT Expr) {
    if (Failed)
      return {nullptr, std::move(Error), Fault};
    return {std::move(Expr), {}, ExpressionFault::Other};
  }

private:
  llvm::StringRef Text;
  size_t Pos;
  ProblemCode Code;
  unsigned Nodes = 0;
  unsigned Depth = 0;
  bool Failed = false;
  Problem Error;
  ExpressionFault Fault = ExpressionFault::Other;
};

} // namespace shapetidy

#endif // SHAPETIDY_ANNOTATIONS_SYNTAX_EXPRESSIONCURSOR_H

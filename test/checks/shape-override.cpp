// RUN: %check_shape_tidy %s --std=c++20
// An override may accept more and promise more than the method it overrides.

struct Tensor {};

struct Base {
  virtual ~Base();
  [[shape("b out")]] virtual Tensor linear([[shape("b in")]] Tensor x, [[shape("out in")]] Tensor w);
  [[shape("b")]] virtual Tensor fixed([[shape("b 3")]] Tensor x);
  [[shape("b n")]] virtual Tensor square([[shape("b n")]] Tensor x);
  [[shape("Float[b]")]] virtual Tensor dtype([[shape("Float32[b]")]] Tensor x);
  virtual Tensor silent(Tensor x);
};

struct Inherits : Base {
  Tensor linear(Tensor x, Tensor w) override;
};
struct Renames : Base {
  [[shape("n q")]] Tensor linear([[shape("n p")]] Tensor x, [[shape("q p")]] Tensor w) override;
};
struct AcceptsMore : Base {
  [[shape("b out")]] Tensor linear([[shape("b _")]] Tensor x, [[shape("out _")]] Tensor w) override;
  [[shape("b")]] Tensor fixed([[shape("b c")]] Tensor x) override;
  [[shape("*s")]] Tensor square([[shape("*s")]] Tensor x) override;
  [[shape("Float32[b]")]] Tensor dtype([[shape("Num[b]")]] Tensor x) override;
  [[shape("n")]] Tensor silent([[shape("n")]] Tensor x) override;
};
struct OtherNumber : Base {
  [[shape("b")]] Tensor fixed([[shape("b 4")]] Tensor x) override;
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: parameter 1 of 'OtherNumber::fixed' accepts less than the method it overrides: expected 'b 3', got 'b 4' [shape-override]
  // CHECK-MESSAGES: :[[@LINE-22]]:50: note: overridden method 'Base::fixed' is declared with this
};
struct OtherRank : Base {
  [[shape("b")]] Tensor fixed([[shape("b 3 1")]] Tensor x) override;
  // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: parameter 1 of 'OtherRank::fixed' accepts less than the method it overrides: expected 'b 3', got 'b 3 1' [shape-override]
  // CHECK-MESSAGES: :[[@LINE-27]]:48: note: overridden method 'Base::fixed' is declared with this
};
struct OnlySquare : Base {
  [[shape("n n")]] Tensor square([[shape("n n")]] Tensor x) override;
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: parameter 1 of 'OnlySquare::square' accepts less than the method it overrides: expected 'b n', got 'n n' [shape-override]
  // CHECK-MESSAGES: :[[@LINE-31]]:53: note: overridden method 'Base::square' is declared with this
  // CHECK-MESSAGES: :[[@LINE-32]]:53: note: fails for n = 2, b = 3
};
struct PromisesLess : Base {
  [[shape("in b")]] Tensor linear([[shape("b in")]] Tensor x, [[shape("out in")]] Tensor w) override;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: result of 'PromisesLess::linear' promises less than the method it overrides: expected 'b out', got 'in b' [shape-override]
  // CHECK-MESSAGES: :[[@LINE-39]]:12: note: overridden method 'Base::linear' is declared with this
  // CHECK-MESSAGES: :[[@LINE-40]]:12: note: fails for in = 2, b = 3
};
struct PromisesOtherRank : Base {
  [[shape("b 1")]] Tensor fixed([[shape("b 3")]] Tensor x) override;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: result of 'PromisesOtherRank::fixed' promises less than the method it overrides: expected 'b', got 'b 1' [shape-override]
  // CHECK-MESSAGES: :[[@LINE-44]]:12: note: overridden method 'Base::fixed' is declared with this
};
struct PromisesUnknown : Base {
  [[shape("b _")]] Tensor square([[shape("b n")]] Tensor x) override;
};
struct OtherDType : Base {
  [[shape("Int32[b]")]] Tensor dtype([[shape("Float[b]")]] Tensor x) override;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: result of 'OtherDType::dtype' promises less than the method it overrides: expected 'Float[b]', got 'Int32[b]' [shape-override]
  // CHECK-MESSAGES: :[[@LINE-50]]:12: note: overridden method 'Base::dtype' is declared with this
};
struct OtherDTypeOfParameter : Base {
  [[shape("Float32[b]")]] Tensor dtype([[shape("Int[b]")]] Tensor x) override;
  // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: parameter 1 of 'OtherDTypeOfParameter::dtype' accepts less than the method it overrides: expected 'Float32[b]', got 'Int[b]' [shape-override]
  // CHECK-MESSAGES: :[[@LINE-55]]:55: note: overridden method 'Base::dtype' is declared with this
};

// Through several levels and bases.
struct Second : Inherits {
  [[shape("b out")]] Tensor linear([[shape("b 5")]] Tensor x, [[shape("out in")]] Tensor w) override;
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: parameter 1 of 'Second::linear' accepts less than the method it overrides: expected 'b in', got 'b 5' [shape-override]
  // CHECK-MESSAGES: :[[@LINE-65]]:55: note: overridden method 'Base::linear' is declared with this
  // CHECK-MESSAGES: :[[@LINE-66]]:55: note: fails for in = 2
};
struct Interface {
  virtual ~Interface();
  virtual void apply([[shape("n 3")]] Tensor x) = 0;
};
struct OtherInterface {
  virtual ~OtherInterface();
  virtual void apply([[shape("n 4")]] Tensor x) = 0;
};
struct Both : Interface, OtherInterface {
  void apply(Tensor x) override;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: parameter 1 of 'Both::apply' accepts less than the method it overrides: expected 'n 4', got 'n 3' [shape-override]
  // CHECK-MESSAGES: :[[@LINE-5]]:33: note: overridden method 'OtherInterface::apply' is declared with this
  // CHECK-MESSAGES: :[[@LINE-10]]:33: note: overridden method 'Interface::apply' is declared with this
};
struct BothAnnotated : Interface, OtherInterface {
  void apply([[shape("n c")]] Tensor x) override;
};

// Names of the object are the same in both.
struct Layer {
  virtual ~Layer();
  [[shape("out in")]] Tensor weight;
  [[shape("b out")]] virtual Tensor forward([[shape("b in")]] Tensor x);
};
struct Keeps : Layer {
  [[shape("n out")]] Tensor forward([[shape("n in")]] Tensor x) override;
};
struct Swaps : Layer {
  [[shape("b in")]] Tensor forward([[shape("b in")]] Tensor x) override;
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: result of 'Swaps::forward' promises less than the method it overrides: expected 'b out', got 'b in' [shape-override]
  // CHECK-MESSAGES: :[[@LINE-8]]:14: note: overridden method 'Layer::forward' is declared with this
  // CHECK-MESSAGES: :[[@LINE-9]]:14: note: fails for in = 2, out = 3
};

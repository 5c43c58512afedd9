// Callable contracts in other annotations, and callables of every form that is
// handed over to one.
//
// RUN: %check_lines -std=c++23

#include <array>
#include <functional>
#include <map>
#include <shape/shape.h>
#include <string>
#include <torch.h>
#include <tuple>
#include <utility>
#include <vector>

using torch::Tensor;
using Step = std::function<Tensor(Tensor)>;
using Move = std::move_only_function<Tensor(Tensor)>;

[[shape("n")]] Tensor keep([[shape("n")]] Tensor x);
[[shape("")]] Tensor sum([[shape("n")]] Tensor x);
[[shape("n m")]] Tensor matrix([[shape("n m")]] Tensor x);

// Contracts of the parts of tuples, dicts and trees.
void two([[shape("tuple[(n) -> (n), (n) -> ()]")]] const std::pair<Step, Step> &steps);
void named([[shape("dict[(n) -> (n)]")]] const std::map<std::string, Step> &steps);
void tree([[shape("PyTree[(n) -> (n)]")]] const std::vector<std::pair<Step, Step>> &steps);
void fixed([[shape("list[(n) -> (n)]")]] const std::array<Step, 2> &steps);

void parts() {
  two({keep, sum});
  two({sum, sum});
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'result' of callable '{sum, sum}' has 0 axes (), but declared is 1 axis 'n' [shape-callback]
  two({keep, matrix});
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: parameter 'x' of callable '{keep, matrix}' expects 2 axes 'n m', but its contract passes 1 axis (n) [shape-callback]
  two({[](Tensor x) { return x; }, [](Tensor x) { return x.sum({0}); }});
  two({[](Tensor x) { return x; }, [](Tensor x) { return x; }});
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'result' of callable '{[](Tensor x) { return x; }, [](Tenso...' has 1 axis (n), but declared is 0 axes [shape-callback]
  named({{"a", keep}, {"b", keep}});
  named({{"a", keep}, {"b", sum}});
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'result' of callable '{{.*}}' has 0 axes (), but declared is 1 axis 'n' [shape-callback]
  tree({{keep, keep}, {keep, keep}});
  tree({{keep, keep}, {keep, sum}});
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'result' of callable '{{.*}}' has 0 axes (), but declared is 1 axis 'n' [shape-callback]
  fixed({keep, keep});
  fixed({keep, sum});
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'result' of callable '{keep, sum}' has 0 axes (), but declared is 1 axis 'n' [shape-callback]
}

// What is taken out of them keeps it.
void taken([[shape("tuple[(n) -> (n), (n) -> ()]")]] const std::pair<Step, Step> &steps,
           [[shape("dict[(n) -> (n)]")]] const std::map<std::string, Step> &by, [[shape("3")]] Tensor x,
           [[shape("3 4")]] Tensor m) {
  shape::reveal(steps.first(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'steps.first(x)' is (3) [shape-reveal]
  shape::reveal(steps.second(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'steps.second(x)' is () [shape-reveal]
  steps.first(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: argument 'm' of 'steps.first' has 2 axes (3, 4), but its contract expects 1 axis 'n' [shape-mismatch]
  by.at("a")(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: argument 'm' of 'by.at("a")' has 2 axes (3, 4), but its contract expects 1 axis 'n' [shape-mismatch]
  for (const auto &[name, step] : by)
    shape::reveal(step(x));
    // CHECK-MESSAGES: :[[@LINE-1]]:19: remark: the shape of 'step(x)' is (3) [shape-reveal]
}

// std::move_only_function.
void once([[shape("(n) -> (n)")]] Move f, [[shape("3")]] Tensor x, [[shape("3 4")]] Tensor m) {
  shape::reveal(f(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'f(x)' is (3) [shape-reveal]
  f(m);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: argument 'm' of 'f' has 2 axes (3, 4), but its contract expects 1 axis 'n' [shape-mismatch]
}
void moved([[shape("3")]] Tensor x) {
  once(keep, x, torch::zeros({3, 4}));
  once(sum, x, torch::zeros({3, 4}));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'result' of callable 'sum' has 0 axes (), but declared is 1 axis 'n' [shape-callback]
  once([](Tensor t) { return t; }, x, torch::zeros({3, 4}));
  once([](Tensor t) { return t.unsqueeze(0); }, x, torch::zeros({3, 4}));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'result' of callable 'lambda' has 2 axes (1, n), but declared is 1 axis 'n' [shape-callback]
  Move kept = [](Tensor t) { return t.unsqueeze(0); };
  shape::reveal(kept(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'kept(x)' is (1, 3) [shape-reveal]
  once(std::move(kept), x, torch::zeros({3, 4}));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'result' of callable 'std::move(kept)' has 2 axes (1, n), but declared is 1 axis 'n' [shape-callback]
}
struct Layer {
  [[shape("(b n) -> (b n)")]] Move activation;
};
void fields(Layer &layer) {
  layer.activation = [](Tensor x) { return x.relu(); };
  layer.activation = [](Tensor x) { return x.t(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'result' of callable 'lambda' has size 'n' on axis 0, but declared is 'b'; fails for n = 2, b = 3 [shape-callback]
}

// Members.
struct Net {
  Tensor w;
  [[shape("b")]] Tensor score([[shape("b 4")]] Tensor x) const;
  Tensor flip(Tensor x) const { return x.t(); }
};
void method([[shape("(b 4) -> (b)")]] Tensor (Net::*f)(Tensor) const, const Net &net, [[shape("3 4")]] Tensor x) {
  shape::reveal((net.*f)(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '(net.*f)(x)' is (3) [shape-reveal]
  shape::reveal(std::invoke(f, net, x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'std::invoke(f, net, x)' is (3) [shape-reveal]
  (net.*f)(x.t());
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: argument 'x.t()' of 'f' has size 3 on axis 1, but its contract expects 4 [shape-mismatch]
}
template <class F> void calls([[shape("(b 4) -> (b)")]] F f);
template <class F> void calls_on([[shape("(_, b 4) -> (b)")]] F f);
template <class F> void calls_it([[shape("(b 4) -> (b)")]] F f);
void members(const Net &net, const Net *pointer) {
  method(&Net::score, net, torch::zeros({3, 4}));
  method(&Net::flip, net, torch::zeros({3, 4}));
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'result' of callable '&Net::flip' has 2 axes (4, b), but declared is 1 axis 'b' [shape-callback]
  calls(std::bind(&Net::score, &net, std::placeholders::_1));
  calls(std::bind(&Net::flip, net, std::placeholders::_1));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'result' of callable 'std::bind(&Net::flip, net, std::place...' has 2 axes (4, b), but declared is 1 axis 'b' [shape-callback]
  calls(std::bind_front(&Net::flip, pointer));
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'result' of callable 'std::bind_front(&Net::flip, pointer)' has 2 axes (4, b), but declared is 1 axis 'b' [shape-callback]
  calls(std::bind_front(&Net::score, net));
  calls_on(std::mem_fn(&Net::score));
  calls_it(&Net::score);
  calls_it(&Net::flip);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'result' of callable '&Net::flip' has 2 axes (4, b), but declared is 1 axis 'b' [shape-callback]
  [[shape("(_, b 4) -> (b)")]] std::function<Tensor(const Net &, Tensor)> f = &Net::score;
  f = &Net::flip;
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'result' of callable '&Net::flip' has 2 axes (4, b), but declared is 1 axis 'b' [shape-callback]
  [[shape("(_, b 4) -> (b)")]] std::function<Tensor(const Net &, Tensor)> g = std::mem_fn(&Net::flip);
  // CHECK-MESSAGES: :[[@LINE-1]]:79: warning: 'result' of callable 'std::mem_fn(&Net::flip)' has 2 axes (4, b), but declared is 1 axis 'b' [shape-callback]
}

// std::bind turns arguments round, bind_front leaves the rest.
[[shape("n k")]] Tensor product([[shape("n m")]] Tensor a, [[shape("m k")]] Tensor b);
void bound([[shape("4 5")]] Tensor w, [[shape("3 5")]] Tensor v) {
  using namespace std::placeholders;
  [[shape("(b 4) -> (b 5)")]] Step f = std::bind(product, _1, w);
  f = std::bind(product, _1, v);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: parameter 'b' of callable 'std::bind(product, _1, v)' expects 'm' (4) on axis 0, but its contract passes size 3 [shape-callback]
  f = std::bind_front(product, v);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: parameter 'b' of callable 'std::bind_front(product, v)' expects 'm' (5) on axis 0, but its contract passes size 'b'; fails for b = 2 [shape-callback]
  [[shape("(a b, c a) -> (c b)")]] std::function<Tensor(Tensor, Tensor)> turned = std::bind(product, _2, _1);
  turned = std::bind(product, _1, _2);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: parameter 'b' of callable 'std::bind(product, _1, _2)' expects 'm' (b) on axis 0, but its contract passes size 'c'; fails for c = 2, b = 3 [shape-callback]
}

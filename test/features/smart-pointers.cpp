// A unique_ptr's object is known as the pointer is; what can be shared is not.
//
// RUN: %check_lines

#include <memory>
#include <shape/shape.h>
#include <torch.h>
#include <vector>

using torch::Tensor;

struct Linear {
  Tensor w;
  Linear(int64_t in, int64_t out) : w(torch::zeros({out, in})) {}
  Tensor forward(Tensor x) const { return x.matmul(w.t()); }
  void turn() { w = w.t(); }
  void hidden();
};

void owners([[shape("2 8")]] Tensor x, [[shape("2 3")]] Tensor y) {
  auto l = std::make_unique<Linear>(8, 4);
  shape::reveal(l->w);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: remark: the shape of 'l->w' is (4, 8) float32 [shape-reveal]
  shape::reveal(l->forward(x));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of 'l->forward(x)' is (2, 4) float32 [shape-reveal]
  l->forward(y);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: inside 'forward': inner sizes of 'matmul' differ: 3 on axis 1 of 'x', 8 on axis 0 of 'w.t()' [shape-mismatch]
  l->turn();
  shape::reveal((*l).w);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: remark: the shape of '(*l).w' is (8, 4) float32 [shape-reveal]
  auto moved = std::move(l);
  shape::reveal(moved->w);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: remark: the shape of 'moved->w' is (8, 4) float32 [shape-reveal]
  shape::reveal(l->w);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: remark: the shape of 'l->w' is (...) [shape-reveal]
  moved->hidden();
  shape::reveal(moved->w);
  // CHECK-MESSAGES: :[[@LINE-1]]:24: remark: the shape of 'moved->w' is (...) [shape-reveal]
}

void given() {
  auto l = std::make_unique<Linear>(8, 4);
  Linear *raw = l.get();
  raw->turn();
  shape::reveal(l->w);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: remark: the shape of 'l->w' is (...) [shape-reveal]
  auto shared = std::make_shared<Linear>(8, 4);
  auto other = shared;
  other->turn();
  shape::reveal(shared->w);
  // CHECK-MESSAGES: :[[@LINE-1]]:25: remark: the shape of 'shared->w' is (...) [shape-reveal]
}

// Who else holds a shared container or array may write to it.
void sharedContainers(Tensor x) {
  auto list = std::make_shared<std::vector<Tensor>>(std::vector<Tensor>{x});
  auto other = list;
  other->push_back(x);
  shape::reveal(list->size());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'list->size()' is list->size() [shape-reveal]
  auto array = std::make_shared<Tensor>(torch::zeros({2}));
  auto same = array;
  *same = torch::zeros({3});
  shape::reveal(*array);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the shape of '*array' is (...) [shape-reveal]
  auto own = std::make_unique<std::vector<Tensor>>(std::vector<Tensor>{x});
  own->push_back(x);
  shape::reveal(own->size());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: remark: the value of 'own->size()' is 2 [shape-reveal]
}

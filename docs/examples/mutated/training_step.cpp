//===-- training_step.cpp - the same with mistakes ------------------------===//
//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Every line marked `expect` holds a mistake and the check that reports it; a
// line marked `fine` looks wrong and is right. It compiles; do not run it.
//
// A classifier with one hidden layer, its loss, its gradient written by hand
// and held against autograd, and plain gradient descent. Axis names: batch,
// in features, hidden units, classes. The names on Model's fields belong to
// the model: `classes` in a method is the size of its last layer.
//
//   training_step [BATCH] [STEPS]
//
//===----------------------------------------------------------------------===//

#include <shape/shape.h>
#include <torch/torch.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <iostream>

using torch::Tensor;

constexpr int64_t Features = 8;
constexpr int64_t Classes = 3;

struct Batch {
  SHAPE("batch in") Tensor inputs;
  SHAPE("Int64[batch]") Tensor labels;
};

struct Gradients {
  SHAPE("in hidden") Tensor w1;
  SHAPE("hidden") Tensor b1;
  SHAPE("hidden classes") Tensor w2;
  SHAPE("classes") Tensor b2;
};

SHAPE("batch n")
Tensor log_probabilities(SHAPE("batch n") const Tensor &scores) {
  SHAPE("batch 1") Tensor largest = scores.amax({0}, /*keepdim=*/true); // expect: shape-mismatch
  Tensor shifted = scores - largest;
  return shifted - shifted.exp().sum({1}).log(); // expect: shape-mismatch
}

// One row per label with a 1 in the label's column.
SHAPE("Float32[batch {classes}]")
Tensor indicator(SHAPE("Int64[batch]") const Tensor &labels, int64_t classes) {
  Tensor columns = torch::arange(classes);
  SHAPE("Bool[batch {classes}]")
  Tensor hit = labels.unsqueeze(1) == columns.unsqueeze(0);
  return hit.to(torch::kInt64); // expect: shape-dtype
}

// Mean over the batch of minus the log-probability of the right class.
SHAPE("")
Tensor cross_entropy(SHAPE("batch classes") const Tensor &log_probability,
                     SHAPE("batch classes") const Tensor &target) {
  SHAPE("batch") Tensor loss = -(log_probability * target).sum({0}); // expect: shape-mismatch
  return -(log_probability * target).sum({1}); // expect: shape-mismatch
}

SHAPE("")
Tensor accuracy(SHAPE("batch classes") const Tensor &scores,
                SHAPE("Int64[batch]") const Tensor &labels) {
  SHAPE("Int64[batch]") Tensor guess = scores.argmax(1);
  SHAPE("Bool[batch]") Tensor right = scores.argmax(0) == labels; // expect: shape-mismatch
  return right.to(torch::kFloat32).mean();
}

class Model {
public:
  Model(int64_t in, int64_t hidden, int64_t classes)
      : w1(torch::randn({in, hidden}) / std::sqrt(in)),
        b1(torch::zeros({hidden})),
        w2(torch::randn({hidden, classes}) / std::sqrt(hidden)),
        b2(torch::zeros({classes})) {}

  SHAPE("batch hidden")
  Tensor activations(SHAPE("batch in") const Tensor &x) const {
    return torch::relu(torch::matmul(x, w1) + b1);
  }

  SHAPE("batch classes")
  Tensor forward(SHAPE("batch in") const Tensor &x) const {
    Tensor column = activations(x).unsqueeze(-1); // fine: a vector becomes a column
    Tensor product = torch::matmul(w2.t(), column).squeeze(-1) + b2; // fine: (classes hidden) (batch hidden 1)
    return torch::matmul(activations(x), w2.t()) + b2; // expect: shape-mismatch
  }

  SHAPE("")
  Tensor loss(SHAPE("batch in") const Tensor &x,
              SHAPE("Int64[batch]") const Tensor &labels) const {
    SHAPE("batch classes") Tensor scores = forward(x);
    return cross_entropy(log_probabilities(scores), indicator(labels, scores.size(1)));
  }

  // The gradient of the loss, written out.
  Gradients backward(SHAPE("batch in") const Tensor &x,
                     SHAPE("Int64[batch]") const Tensor &labels) const {
    const double scale = 1.0 / static_cast<double>(x.size(0));
    SHAPE("batch hidden") Tensor h = activations(x);
    SHAPE("batch classes") Tensor scores = torch::matmul(h, w2) + b2;
    Tensor target = indicator(labels, scores.size(1));
    SHAPE("batch classes")
    Tensor d_scores = (log_probabilities(scores).exp() - target) * scale;
    SHAPE("hidden classes") Tensor d_w2 = torch::mm(d_scores.t(), h); // expect: shape-mismatch
    SHAPE("classes") Tensor d_b2 = d_scores.sum({0}, /*keepdim=*/true); // expect: shape-mismatch
    SHAPE("batch hidden") Tensor d_h = torch::mm(d_scores, w2); // expect: shape-mismatch
    Tensor active = (h > 0).to(torch::kFloat32);
    SHAPE("batch hidden") Tensor d_inner = d_h * active;
    SHAPE("in hidden") Tensor d_w1 = torch::mm(x, d_inner); // expect: shape-mismatch
    SHAPE("hidden") Tensor d_b1 = d_inner.sum({0});
    return Gradients{d_w1, d_b1, d_w2, d_b2};
  }

  void descend(const Gradients &step, double rate) {
    torch::NoGradGuard frozen;
    w1 = w1 - step.w1 * rate;
    b1 = b1 - step.b1 * rate;
    w2 = w2 - step.w2 * rate;
    b2 = b2 - step.b2 * rate;
  }

  void track(bool on) {
    w1.requires_grad_(on);
    b1.requires_grad_(on);
    w2.requires_grad_(on);
    b2.requires_grad_(on);
  }

  SHAPE("in hidden") Tensor w1;
  SHAPE("hidden") Tensor b1;
  SHAPE("hidden classes") Tensor w2;
  SHAPE("classes") Tensor b2;
};

// Points around one centre for each class.
Batch make_batch(SHAPE("classes in") const Tensor &centres, int64_t size) {
  SHAPE("Int64[batch]")
  Tensor labels = torch::randint(centres.size(0), {size}, torch::kInt64);
  SHAPE("batch in") Tensor around = centres.index_select(0, labels);
  SHAPE("batch in")
  Tensor noise = torch::randn({labels.size(0), centres.size(0)}); // expect: shape-mismatch
  return Batch{around + noise * 0.5, labels};
}

// Largest difference between the written gradient and autograd's.
double disagreement(Model &model, const Batch &batch) {
  model.track(true);
  model.loss(batch.inputs, batch.labels).backward();
  const Gradients ours = model.backward(batch.inputs, batch.labels);
  SHAPE("4")
  Tensor largest = torch::stack({(ours.w1 - model.w1.grad()).abs().max(),
                                 (ours.b1 - model.b1.grad()).abs().max(),
                                 (ours.w2 - model.w2.grad()).abs().max(),
                                 (ours.b2 - model.b2.grad()).abs().max()});
  model.track(false);
  return largest.max().item<double>();
}

int main(int argc, char **argv) {
  const int64_t size = argc > 1 ? std::atoll(argv[1]) : 64;
  const int64_t steps = argc > 2 ? std::atoll(argv[2]) : 60;
  torch::manual_seed(3);

  SHAPE("3 8") Tensor centres = torch::randn({Features, Classes}) * 2; // expect: shape-mismatch
  Model model(Features, 16, Classes);
  const Batch train = make_batch(centres, size);
  const Batch test = make_batch(centres, 200);

  const double error = disagreement(model, train);
  const double before = model.loss(test.inputs, test.labels).item<double>();
  for (int64_t step = 0; step < steps; ++step)
    model.descend(model.backward(train.inputs, train.labels), 0.2);
  const double after = model.loss(test.inputs, test.labels).item<double>();
  Tensor scores = shape::expect(model.forward(test.inputs), "200 3");
  const double right = accuracy(test.labels, scores).item<double>(); // expect: shape-mismatch

  std::cout << "gradient agrees with autograd: " << (error < 1e-5 ? "yes" : "no")
            << "\nloss went down: " << (after < before / 4 ? "yes" : "no")
            << "\naccuracy above 0.9: " << (right > 0.9 ? "yes" : "no") << "\n";
  return error < 1e-5 && after < before / 4 && right > 0.9 ? 0 : 1;
}

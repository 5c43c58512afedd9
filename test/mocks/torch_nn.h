//===-- torch_nn.h - libtorch's modules in miniature ------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Modules and their holders, under their real names and with the declarations
// that matter for following them.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_TEST_MOCKS_TORCH_NN_H
#define SHAPETIDY_TEST_MOCKS_TORCH_NN_H

#include <cstddef>
#include <memory>
#include <string>
#include <torch.h>
#include <type_traits>
#include <utility>
#include <vector>

namespace torch::nn {

template <typename Contained> class ModuleHolder;

class Module {
public:
  Module();
  virtual ~Module();
  virtual void train(bool on = true);
  void eval();
  virtual void to(c10::ScalarType dtype, bool non_blocking = false);
  virtual void zero_grad(bool set_to_none = false);
  std::vector<at::Tensor> parameters(bool recurse = true) const;
  at::Tensor &register_parameter(std::string name, at::Tensor tensor, bool requires_grad = true);
  template <typename M>
  std::shared_ptr<M> register_module(std::string name, std::shared_ptr<M> module);
  template <typename M>
  std::shared_ptr<M> register_module(std::string name, ModuleHolder<M> module_holder);
};

template <typename Derived> class Cloneable : public Module {
public:
  virtual void reset() = 0;
};

template <typename Contained> class ModuleHolder {
protected:
  std::shared_ptr<Contained> impl_;

public:
  using ContainedType = Contained;
  ModuleHolder();
  ModuleHolder(std::nullptr_t);
  template <typename Head, typename... Tail,
            typename = std::enable_if_t<!(sizeof...(Tail) == 0 &&
                                          std::is_base_of_v<ModuleHolder, std::decay_t<Head>>)>>
  explicit ModuleHolder(Head &&head, Tail &&...tail)
      : impl_(new Contained(std::forward<Head>(head), std::forward<Tail>(tail)...)) {}
  ModuleHolder(std::shared_ptr<Contained> module);
  explicit operator bool() const noexcept;
  Contained *operator->();
  const Contained *operator->() const;
  Contained &operator*();
  const Contained &operator*() const;
  const std::shared_ptr<Contained> &ptr() const;
  Contained *get();
  template <typename... Args>
  auto operator()(Args &&...args) -> decltype(std::declval<Contained &>().forward(std::declval<Args>()...));
  bool is_empty() const noexcept;
};

#define TORCH_MODULE_IMPL(Name, ImplType)                                                          \
  class Name : public torch::nn::ModuleHolder<ImplType> {                                          \
  public:                                                                                          \
    using torch::nn::ModuleHolder<ImplType>::ModuleHolder;                                         \
    using Impl = ImplType;                                                                         \
  }
#define TORCH_MODULE(Name) TORCH_MODULE_IMPL(Name, Name##Impl)

struct LinearOptions {
  LinearOptions(int64_t in_features, int64_t out_features);
};

class LinearImpl : public Cloneable<LinearImpl> {
public:
  LinearImpl(int64_t in_features, int64_t out_features)
      : LinearImpl(LinearOptions(in_features, out_features)) {}
  explicit LinearImpl(const LinearOptions &options_);
  void reset() override;
  at::Tensor forward(const at::Tensor &input);
  at::Tensor weight, bias;
};
TORCH_MODULE(Linear);

} // namespace torch::nn

#endif // SHAPETIDY_TEST_MOCKS_TORCH_NN_H

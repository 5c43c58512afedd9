//===-- Owners.h - Classes that own an object -------------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Which types point to an object that they keep alive.
//
// Vocabulary: an *owner* is a std::unique_ptr, a std::shared_ptr or a *holder*,
// a class like torch::nn::ModuleHolder: it makes its object from what its own
// constructor is given, and passes calls on to it. Holders and shared_ptrs are
// *shared*: a copy owns the same object.
//
// Worked example. After `TORCH_MODULE(Net);` the class `Net` is a holder whose
// objects are of the class `NetImpl`.
//
//===----------------------------------------------------------------------===//

#ifndef SHAPETIDY_CHECKS_ENGINE_OWNERS_H
#define SHAPETIDY_CHECKS_ENGINE_OWNERS_H

#include "clang/AST/DeclCXX.h"

namespace shapetidy {

/// Is it the class of that name in namespace std?
bool isStd(const clang::CXXRecordDecl *Class, llvm::StringRef Name);
/// The definition of the class of the owned object; null if the type is no
/// owner of an object of a class.
const clang::CXXRecordDecl *ownedClass(clang::QualType Type);
bool isSharedOwner(clang::QualType Type);
/// Does the owner's constructor make the object?
bool isHolder(clang::QualType Type);
/// Is it derived from torch::nn::Module, or that class?
bool isModule(const clang::CXXRecordDecl *Class);
/// A method of torch::nn::Module itself, such as `to` or `train`, or what a
/// library's module computes: they give no parameter another shape.
bool keepsModule(const clang::FunctionDecl *Function);

} // namespace shapetidy

#endif // SHAPETIDY_CHECKS_ENGINE_OWNERS_H

//===-- xfcmangle.h - Names of Fortran routines -----------------*- C++ -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// CMake makes this header of xtensor-interpolate when it is built, to say what
// the linker calls its routines. Programs that are only read call them as they
// are declared.
//
//===----------------------------------------------------------------------===//

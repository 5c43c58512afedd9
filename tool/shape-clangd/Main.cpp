//===-- Main.cpp - clangd with the shape checks ---------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// The language server of LLVM with our module linked in. Everything but the
// checks is clangd's own: flags, protocol, configuration files.
//
//===----------------------------------------------------------------------===//

#include "tool/common/ResourceDirectory.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

#include <string>
#include <vector>

namespace clang::clangd {
/// In libclangdMain.a, whose header is not packaged.
int clangdMain(int argc, char **argv);
} // namespace clang::clangd

using namespace llvm;

/// Is \p Flag given, with one dash or two, with or without a value?
static bool isGiven(ArrayRef<char *> Args, StringRef Flag) {
  return any_of(Args, [Flag](StringRef Arg) {
    return Arg.consume_front("-") && (Arg.consume_front("-"), true) &&
           Arg.consume_front(Flag) && (Arg.empty() || Arg.front() == '=');
  });
}

int main(int Argc, char **Argv) {
  std::vector<char *> Args(Argv, Argv + Argc);
  if (isGiven(Args, "version"))
    outs() << shapetidy::versionText() << '\n';
  // clangd looks for Clang's headers beside itself and accepts the flag once.
  std::string Environment =
      sys::Process::GetEnv("CLANGD_FLAGS").value_or(std::string());
  std::string ResourceFlag =
      "--resource-dir=" + shapetidy::findResourceDirectory(Argv[0]);
  if (!isGiven(Args, "resource-dir") &&
      !StringRef(Environment).contains("-resource-dir"))
    Args.push_back(ResourceFlag.data());
  outs().flush();
  Args.push_back(nullptr);
  return clang::clangd::clangdMain(Args.size() - 1, Args.data());
}

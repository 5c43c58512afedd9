//===-- VersionGuard.cpp - refuse to run under another LLVM ---------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// A module loaded by a clang-tidy of another LLVM line lists its checks, finds
// nothing and lets the run end with exit code 0. This guard runs before every
// other initialiser of the module, compares the host's version with the one
// compiled in and ends the program with exit code 1 and one line.
//
// It may call nothing of LLVM directly: under a foreign host any of LLVM's
// functions may be missing or different. That is why the module's undefined
// symbols are weak (see WeakenUndefined.py) and why the host's version is asked
// for by name.
//
//===----------------------------------------------------------------------===//

#include "llvm/Config/llvm-config.h"

#include <cstdio>
#include <cstring>
#include <dlfcn.h>
#include <string>
#include <unistd.h>

#define STRINGIFY_VALUE(X) #X
#define STRINGIFY(X) STRINGIFY_VALUE(X)

/// The part of the version that decides: within it LLVM keeps its interface.
static constexpr char BuiltFor[] =
    STRINGIFY(LLVM_VERSION_MAJOR) "." STRINGIFY(LLVM_VERSION_MINOR);

/// `14.0.6` out of `Debian clang version 14.0.6`; empty if there is none.
static std::string versionNumber(const std::string &Text) {
  static constexpr char Marker[] = "clang version ";
  size_t Begin = Text.find(Marker);
  if (Begin == std::string::npos)
    return "";
  Begin += std::strlen(Marker);
  return Text.substr(Begin,
                     Text.find_first_not_of("0123456789.", Begin) - Begin);
}

/// What the program that loads us was built with; empty if it has no Clang, or
/// one built with another standard library.
static std::string hostVersion() {
  // clang::getClangFullVersion(), there since LLVM 2.9.
  void *Symbol = dlsym(RTLD_DEFAULT, "_ZN5clang19getClangFullVersionB5cxx11Ev");
  if (!Symbol)
    return "";
  return versionNumber(reinterpret_cast<std::string (*)()>(Symbol)());
}

static bool isSameLine(const std::string &Host) {
  size_t Length = std::strlen(BuiltFor);
  return Host.compare(0, Length, BuiltFor) == 0 &&
         (Host.size() == Length || Host[Length] == '.');
}

/// Initialisers with a priority run before those without; 101 is the first
/// that is not reserved.
__attribute__((constructor(101))) static void checkHost() {
  std::string Host = hostVersion();
  if (isSameLine(Host))
    return;
  std::fflush(stdout);
  std::fprintf(stderr,
               "error: libShapeTidy.so was built for LLVM " LLVM_VERSION_STRING
               " but loaded by a program with %s%s: load it with clang-tidy-%d,"
               " or run shape-tidy, which has the checks built in\n",
               Host.empty() ? "an unknown version" : "LLVM ", Host.c_str(),
               LLVM_VERSION_MAJOR);
  // Not exit(): the host's own clean-up would run with us half loaded.
  _exit(1);
}

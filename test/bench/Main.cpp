//===-- Main.cpp - Entry point of the benchmarks --------------------------===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Allocations.h"
#include <atomic>
#include <cstdlib>
#include <new>

static std::atomic<uint64_t> Count;

uint64_t shapetidy::allocationCount() {
  return Count.load(std::memory_order_relaxed);
}

static void *counted(void *Memory) {
  Count.fetch_add(1, std::memory_order_relaxed);
  if (!Memory)
    std::abort();
  return Memory;
}

void *operator new(size_t Bytes) {
  return counted(std::malloc(Bytes ? Bytes : 1));
}

// LLVM's containers allocate with an explicit alignment.
void *operator new(size_t Bytes, std::align_val_t Alignment) {
  size_t Unit = static_cast<size_t>(Alignment);
  return counted(std::aligned_alloc(Unit, (Bytes + Unit - 1) / Unit * Unit));
}

void operator delete(void *Memory) noexcept { std::free(Memory); }
void operator delete(void *Memory, size_t) noexcept { std::free(Memory); }
void operator delete(void *Memory, std::align_val_t) noexcept {
  std::free(Memory);
}
void operator delete(void *Memory, size_t, std::align_val_t) noexcept {
  std::free(Memory);
}

BENCHMARK_MAIN();

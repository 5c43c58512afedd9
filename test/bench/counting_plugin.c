//===-- counting_plugin.c - Instructions under qemu-user ----------*- C -*-===//
// Part of the ShapeTidy Project, under the Apache License v2.0 with LLVM
// Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
//
// Counts the instructions a program executes, and those between the entry of one
// function and its return, callees included:
//
//   qemu-x86_64 -plugin libcounting.so,function=_Z3runv ./program
//   instructions: 1234567 in all, 2345 in _Z3runv
//
// The function is given by its mangled name, belongs to the program itself and
// not to a shared library, returns with `ret`, and is executed by one thread. A
// count is exact but for the parts of the blocks the function is entered and left in.
//
// Debian's packages have no header for plugins; what is declared here is version 1
// of QEMU's documented interface.
//
//===----------------------------------------------------------------------===//

#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
enum qemu_plugin_cb_flags { QEMU_PLUGIN_CB_NO_REGS };
enum qemu_plugin_op { QEMU_PLUGIN_INLINE_ADD_U64 };

void qemu_plugin_register_vcpu_tb_trans_cb(
    qemu_plugin_id_t, void (*)(qemu_plugin_id_t, struct qemu_plugin_tb *));
void qemu_plugin_register_vcpu_tb_exec_inline(struct qemu_plugin_tb *,
                                              enum qemu_plugin_op, void *, uint64_t);
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *,
                                            void (*)(unsigned, void *),
                                            enum qemu_plugin_cb_flags, void *);
void qemu_plugin_register_atexit_cb(qemu_plugin_id_t,
                                    void (*)(qemu_plugin_id_t, void *), void *);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *, size_t);
const char *qemu_plugin_insn_symbol(const struct qemu_plugin_insn *);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *);
const void *qemu_plugin_insn_data(const struct qemu_plugin_insn *);

int qemu_plugin_version = 1;

static char Function[1024];
static uint64_t Entry; // its address, once it was seen
static uint64_t All, Inside, AtEntry;
static unsigned Depth;

static void enter(unsigned CPU, void *Data) {
  if (Depth++ == 0)
    AtEntry = All;
}

static void leave(unsigned CPU, void *Data) {
  if (Depth > 0 && --Depth == 0)
    Inside += All - AtEntry;
}

static int isReturn(const unsigned char *Code) {
  return Code[0] == 0xC3 || (Code[0] == 0xF3 && Code[1] == 0xC3);
}

static void watch(struct qemu_plugin_insn *Instruction) {
  const char *Symbol = qemu_plugin_insn_symbol(Instruction);
  if (!Symbol || strcmp(Symbol, Function) != 0)
    return;
  uint64_t Address = qemu_plugin_insn_vaddr(Instruction);
  // Nothing of a function is translated before its first instruction.
  if (!Entry)
    Entry = Address;
  if (Address == Entry)
    qemu_plugin_register_vcpu_insn_exec_cb(Instruction, enter,
                                           QEMU_PLUGIN_CB_NO_REGS, NULL);
  if (isReturn(qemu_plugin_insn_data(Instruction)))
    qemu_plugin_register_vcpu_insn_exec_cb(Instruction, leave,
                                           QEMU_PLUGIN_CB_NO_REGS, NULL);
}

static void translate(qemu_plugin_id_t ID, struct qemu_plugin_tb *Block) {
  size_t Count = qemu_plugin_tb_n_insns(Block);
  qemu_plugin_register_vcpu_tb_exec_inline(Block, QEMU_PLUGIN_INLINE_ADD_U64, &All,
                                           Count);
  for (size_t I = 0; Function[0] && I < Count; ++I)
    watch(qemu_plugin_tb_get_insn(Block, I));
}

static void report(qemu_plugin_id_t ID, void *Data) {
  fprintf(stderr, "instructions: %" PRIu64 " in all, %" PRIu64 " in %s\n", All, Inside,
          Function);
}

int qemu_plugin_install(qemu_plugin_id_t ID, const void *Info, int Argc, char **Argv) {
  static const char Option[] = "function=";
  for (int I = 0; I < Argc; ++I)
    if (strncmp(Argv[I], Option, sizeof(Option) - 1) == 0)
      snprintf(Function, sizeof(Function), "%s", Argv[I] + sizeof(Option) - 1);
  qemu_plugin_register_vcpu_tb_trans_cb(ID, translate);
  qemu_plugin_register_atexit_cb(ID, report, NULL);
  return 0;
}

#!/usr/bin/env python3
"""WeakenUndefined.py FILE.so: make every undefined symbol of FILE.so weak.

The module takes Clang's symbols from the program that loads it. If one of them
does not exist there, because the program is of another LLVM line, the loader
gives up before our version guard can say so (clang-tidy then prints "load
request ignored" and goes on). A weak symbol that does not exist is null, the
load succeeds, and the guard speaks. Under the right host nothing changes.

Symbols of our own must not be among them: those nobody else will define, and a
weak one would turn a mistake of linking into a crash.

Little-endian 64-bit ELF only, which is what all supported hosts are.
"""
import struct
import sys

SHT_DYNSYM = 11
STB_GLOBAL, STB_WEAK = 1, 2


def name_at(image, strings, offset):
    begin = strings + offset
    return bytes(image[begin:image.index(0, begin)]).decode()


def weaken(image):
    """Edits the dynamic symbol table in place; returns the names it changed."""
    if image[:6] != b"\x7fELF\x02\x01":
        sys.exit("WeakenUndefined.py: not a little-endian 64-bit ELF file")
    (table,) = struct.unpack_from("<Q", image, 0x28)
    entry_size, count = struct.unpack_from("<HH", image, 0x3A)
    changed = []
    for index in range(count):
        _, kind, _, _, offset, size, link = struct.unpack_from(
            "<IIQQQQI", image, table + index * entry_size)
        if kind != SHT_DYNSYM:
            continue
        (strings,) = struct.unpack_from("<Q", image, table + link * entry_size + 24)
        for symbol in range(offset, offset + size, 24):
            name, info, _, section = struct.unpack_from("<IBBH", image, symbol)
            if section == 0 and info >> 4 == STB_GLOBAL:
                image[symbol + 4] = STB_WEAK << 4 | info & 15
                changed.append(name_at(image, strings, name))
    return changed


def main():
    path = sys.argv[1]
    with open(path, "rb") as file:
        image = bytearray(file.read())
    changed = weaken(image)
    ours = [name for name in changed if "9shapetidy" in name]
    if ours:
        sys.exit("undefined symbols of our own:\n  " + "\n  ".join(ours))
    if not changed:
        return
    with open(path, "wb") as file:
        file.write(image)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""embed_fonts.py -- write font files as C++ arrays: embed_fonts.py NAME=FILE... > fonts.cpp"""
import sys


def main(arguments):
    print('#include "visualizer/fonts/fonts.hpp"\n\nnamespace kumquat {\n')
    for argument in arguments:
        name, path = argument.split("=", 1)
        with open(path, "rb") as file:
            data = file.read()
        print(f"static const unsigned char {name}_bytes[] = {{")
        for start in range(0, len(data), 24):
            print(",".join(str(byte) for byte in data[start : start + 24]) + ",")
        print(f"}};\nconst EmbeddedFont {name} = {{{name}_bytes, sizeof({name}_bytes)}};\n")
    print("}  // namespace kumquat")


if __name__ == "__main__":
    main(sys.argv[1:])

# cross.mk -- the compiler that makes i386 code, wherever this tree is built.
# The first that exists wins: `CROSS=prefix-` on the command line, i686-elf-, i686-linux-gnu-,
# the native compiler with -m32. The code is freestanding, so no 32-bit libraries are needed
# beside it; nothing but the compiler's own <stdint.h> and the like is included.
# Rules elsewhere use CROSS_CXX, CROSS_IS_CLANG, CROSS_LD, CROSS_AR, CROSS_OBJCOPY, CROSS_NM, CROSS_SIZE.

ifeq ($(origin CROSS),undefined)
CROSS := $(firstword $(foreach prefix,i686-elf- i686-linux-gnu-,\
    $(if $(shell command -v $(prefix)g++ 2>/dev/null),$(prefix))))
endif

ifneq ($(strip $(CROSS)),)
    CROSS_CXX := $(CROSS)g++
    CROSS_LD := $(CROSS)ld
else ifneq ($(shell echo | $(HOST_CXX) -m32 -ffreestanding -x c++ -c -o /dev/null - 2>&1 \
        || echo refused),)
    # Expanded only by a rule that compiles for the i386: `make setup` and others go on.
    CROSS_CXX = $(error No compiler for the i386 was found: neither i686-elf-g++ nor \
        i686-linux-gnu-g++, and $(HOST_CXX) does not know -m32. Run `make setup`)
    CROSS_LD = $(CROSS_CXX)
else
    CROSS_CXX := $(HOST_CXX) -m32
    CROSS_LD := ld -m elf_i386
endif

CROSS_IS_CLANG := $(if $(CROSS),,$(findstring clang,$(HOST_CXX)))
CROSS_AR := $(CROSS)ar
CROSS_OBJCOPY := $(CROSS)objcopy
CROSS_NM := $(CROSS)nm
CROSS_SIZE := $(CROSS)size

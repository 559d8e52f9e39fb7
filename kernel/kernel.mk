# kernel.mk -- the kernel image. Switches: `make kernel TRACE=off IRQ_ACK=driver`.
# A build with other switches or tests goes to a folder of its own: KERNEL_BUILD=build/other.

KERNEL_BUILD ?= $(BUILD)/kernel
KERNEL := $(KERNEL_BUILD)/kumquat.elf

# What run_guest_test is: nothing, or the tests of a lab.
GUEST_TESTS ?= kernel/debug/no_guest_tests.cpp

# The switches; of the values of each, the first is the default. See kernel/config.hpp.
KERNEL_SWITCHES := TRACE FILL GDB_STUB IPC_FAST_PATH SCHED TIMEOUTS IPC_REGISTERS IPC_DIRECT_SWITCH SEGMENT_RELOAD IPC_STRING TCB_LOOKUP CLANS IRQ_ACK USER_IOPL
SWITCH_TRACE := on off
SWITCH_FILL := off on
SWITCH_GDB_STUB := off on
SWITCH_IPC_FAST_PATH := on off
SWITCH_SCHED := benno lazy eager
SWITCH_TIMEOUTS := three_level sorted modulo
SWITCH_IPC_REGISTERS := on off
SWITCH_IPC_DIRECT_SWITCH := on off
SWITCH_SEGMENT_RELOAD := off on
SWITCH_TCB_LOOKUP := direct hashed
SWITCH_IPC_STRING := window double_copy
SWITCH_CLANS := off on
SWITCH_IRQ_ACK := kernel driver
SWITCH_USER_IOPL := 3 0

# What was asked for. (TRACE= also names the file that `make view` shows; that is no switch.)
switch_wish = $(if $(filter TRACE,$1),$(filter-out $(wildcard $(filter-out on off,$(TRACE))),$(TRACE)),$($1))
switch_value = $(or $(filter $(or $(call switch_wish,$1),$(firstword $(SWITCH_$1))),$(SWITCH_$1)),\
  $(error $1=$($1) is no position of this switch; it knows: $(SWITCH_$1)))
$(foreach switch,$(KERNEL_SWITCHES),$(eval KERNEL_$(switch) := $(call switch_value,$(switch))))

# Files that belong to one position of a switch: FILES_switch_position.
# With TRACE=off there is nothing behind the trace points, and nobody misses it.
FILES_TRACE_on := $(addprefix kernel/debug/,trace.cpp trace_drain.cpp trace_fast_path.cpp last_events.cpp)
$(foreach discipline,$(SWITCH_SCHED),$(eval FILES_SCHED_$(discipline) := kernel/threads/ready_queue_$(discipline).cpp))
FILES_GDB_STUB_on := $(wildcard kernel/gdb_stub/*.cpp kernel/gdb_stub/*.S)
FILES_IRQ_ACK_kernel := kernel/ipc/acknowledge_by_kernel.cpp
FILES_IRQ_ACK_driver := kernel/ipc/acknowledge_by_driver.cpp
$(foreach kind,$(SWITCH_TIMEOUTS),$(eval FILES_TIMEOUTS_$(kind) := kernel/threads/timeout_queue_$(kind).cpp))
FILES_TCB_LOOKUP_hashed := kernel/threads/thread_table.cpp
FILES_IPC_STRING_double_copy := kernel/ipc/double_copy.cpp
FILES_CLANS_on := kernel/ipc/redirection.cpp
FILES_IPC_REGISTERS_off := kernel/ipc/words_in_memory.cpp
files_of_other_positions = $(foreach position,$(filter-out $(KERNEL_$1),$(SWITCH_$1)),$(FILES_$1_$(position)))

KERNEL_NOT_BUILT := kernel/debug/no_guest_tests.cpp \
  $(foreach switch,$(KERNEL_SWITCHES),$(call files_of_other_positions,$(switch)))
KERNEL_SOURCES := $(filter-out $(KERNEL_NOT_BUILT),\
  $(sort $(wildcard kernel/*.cpp kernel/*/*.cpp kernel/*/*.S))) $(GUEST_TESTS)
KERNEL_OBJECTS := $(KERNEL_SOURCES:%=$(KERNEL_BUILD)/%.o)

# What runs once, before the first thread: its memory goes to the pool then. The linker finds it by
# the names of these files, or by its section; files are not optimized as a whole with the rest.
KERNEL_START_UP := $(filter kernel/main.cpp kernel/boot/%.cpp kernel/short_entries.cpp \
  $(addprefix kernel/x86/,descriptor.cpp segments.cpp interrupt_table.cpp timer.cpp) \
  $(GUEST_TESTS),$(KERNEL_SOURCES))
start_up_files = $(foreach file,$1,*/$(file).o(.text .text.* .rodata .rodata.*))
START_UP_FILES = $(call start_up_files,$(filter-out $(GUEST_TESTS),$(KERNEL_START_UP)))
GUEST_FILES = $(call start_up_files,$(GUEST_TESTS))

KERNEL_ASFLAGS := -DKUMQUAT_TRACE_POINTS=$(if $(filter on,$(KERNEL_TRACE)),1,0) \
  -DKUMQUAT_RELOADS_SEGMENTS=$(if $(filter on,$(KERNEL_SEGMENT_RELOAD)),1,0) \
  -DKUMQUAT_WORDS_IN_MEMORY=$(if $(filter off,$(KERNEL_IPC_REGISTERS)),1,0)
KERNEL_DEFINES := -DKUMQUAT_KERNEL $(foreach switch,$(KERNEL_SWITCHES),-DKUMQUAT_$(switch)=$(KERNEL_$(switch))) \
  '-DKUMQUAT_TRACE_DESCRIPTION="$(strip $(filter-out GDB_STUB=off,$(foreach switch,$(KERNEL_SWITCHES),$(switch)=$(KERNEL_$(switch)))))"'

# No PIC, no SSE, no red zone games: plain code for a Pentium. Frame pointers, for backtraces.
# In the kernel, the first three arguments go in EAX, EDX and ECX. It is built to be small,
# and fast only where every ipc and every switch passes; there what is rare stays in one piece with
# the rest, so that each function has one name.
KERNEL_HOT := thread_switch rendezvous end_of_ipc scheduler ready_queue% thread_table trace_fast_path
GUEST_FLAGS := -march=i586 -ffreestanding -fno-pic -fno-pie -fno-stack-protector \
  -fno-asynchronous-unwind-tables -fno-exceptions -fno-rtti -fno-threadsafe-statics \
  -fno-use-cxa-atexit -fcf-protection=none -fno-omit-frame-pointer -mno-sse -mno-mmx \
  -mno-80387 -I. -g
# -pipe: what the assembler says names no temporary file, so equal mistakes have equal messages.
GUEST_CXXFLAGS := -std=c++20 -pipe $(GUEST_FLAGS) $(WARNINGS) $(STUB_WARNINGS) -MMD -MP
# KERNEL_INCLUDE_FIRST: a folder whose headers come before ours, for a test. (A compiler cache may not
# look for headers in a new place, but sees a new macro.)
# The kernel without a trace is there to be measured: it gives up frame pointers, and with them
# backtraces, and is optimized as a whole.
KERNEL_WHOLE ?= $(if $(CROSS_IS_CLANG),,-flto -flto-partition=one)
KERNEL_PLAIN := $(if $(filter off,$(KERNEL_TRACE)),-fomit-frame-pointer $(KERNEL_WHOLE))
# clang has other words for some of this, and does without the rest. Its assembler warns of a macro
# that does not use its parameter, as there is one in a starter.
KERNEL_ASFLAGS_CLANG := -Wa,--no-warn
KERNEL_ASFLAGS += $(if $(CROSS_IS_CLANG),$(KERNEL_ASFLAGS_CLANG))
KERNEL_STACK := $(if $(CROSS_IS_CLANG),-mstack-alignment=4 -Wno-unknown-attributes,-mpreferred-stack-boundary=2)
KERNEL_IN_ONE_PIECE := $(if $(CROSS_IS_CLANG),,-fno-reorder-blocks-and-partition)
KERNEL_NO_CALL_OF_ITSELF := $(if $(CROSS_IS_CLANG),-fno-builtin,-fno-tree-loop-distribute-patterns)
KERNEL_CXXFLAGS := -Os $(KERNEL_INCLUDE_FIRST:%=-I% -DKUMQUAT_INCLUDES_FIRST) $(GUEST_CXXFLAGS) -mregparm=3 -freg-struct-return $(KERNEL_STACK) $(KERNEL_PLAIN) $(KERNEL_DEFINES) -fstack-usage

.PHONY: kernel
kernel: $(KERNEL) ## build the kernel

.PHONY: switches
switches: ## list the switches of the kernel and their positions (make kernel SCHED=lazy)
	@$(foreach switch,$(KERNEL_SWITCHES),printf '%-18s %s\n' '$(switch)' '$(SWITCH_$(switch))';)

# The switches are part of what the objects depend on; whether a warning is an error is not.
KERNEL_COMMAND = $(CROSS_CXX) $(filter-out -Werror,$(KERNEL_CXXFLAGS)) hot: $(KERNEL_HOT) once: $(KERNEL_START_UP)
$(KERNEL_BUILD)/switches: FORCE
	@mkdir -p $(@D)
	@echo '$(KERNEL_COMMAND)' | cmp -s - $@ || echo '$(KERNEL_COMMAND)' > $@
FORCE:

$(KERNEL_BUILD)/%.cpp.o: %.cpp $(KERNEL_BUILD)/switches
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(CROSS_CXX) $(KERNEL_CXXFLAGS) -c $< -o $@

$(KERNEL_BUILD)/%.S.o: %.S $(KERNEL_BUILD)/switches
	@mkdir -p $(@D)
	$(call say,AS,$<)
	$(Q)$(CROSS_CXX) $(GUEST_FLAGS) $(KERNEL_ASFLAGS) -MMD -MP -c $< -o $@

$(foreach name,$(KERNEL_HOT),$(filter %/$(name).cpp.o,$(KERNEL_OBJECTS))): KERNEL_CXXFLAGS += -O2 $(KERNEL_IN_ONE_PIECE)
$(KERNEL_START_UP:%=$(KERNEL_BUILD)/%.o): KERNEL_CXXFLAGS += -fno-lto
$(KERNEL_BUILD)/kernel/x86/memory_functions.cpp.o: KERNEL_CXXFLAGS += $(KERNEL_NO_CALL_OF_ITSELF)

$(KERNEL_BUILD)/kernel.ld: kernel/kernel.ld kernel/memory_layout.hpp $(KERNEL_BUILD)/switches
	@mkdir -p $(@D)
	$(Q)$(CROSS_CXX) -E -P -x c++ -I. '-DSTART_UP_FILES=$(START_UP_FILES)' '-DGUEST_FILES=$(GUEST_FILES)' $< -o $@

# Linked twice: the first image tells where every function lies, the second carries that table.
$(KERNEL_BUILD)/no_symbols.S: tools/symbols.awk
	@mkdir -p $(@D)
	$(Q)awk -f tools/symbols.awk /dev/null > $@

$(KERNEL_BUILD)/all_symbols.S: $(KERNEL_BUILD)/first.elf tools/symbols.awk
	$(Q)$(CROSS_NM) -nC $< | awk -f tools/symbols.awk > $@

$(KERNEL_BUILD)/no_symbols.o $(KERNEL_BUILD)/all_symbols.o: %.o: %.S
	$(Q)$(CROSS_CXX) $(GUEST_FLAGS) -c $< -o $@

KERNEL_LINK = $(CROSS_CXX) $(KERNEL_CXXFLAGS) -static -nostdlib -Wl,-z,max-page-size=4096 \
  -Wl,--build-id=none -Wl,-no-warn-rwx-segments -Wl,-T,$(KERNEL_BUILD)/kernel.ld

$(KERNEL_BUILD)/first.elf: $(KERNEL_OBJECTS) $(KERNEL_BUILD)/no_symbols.o $(KERNEL_BUILD)/kernel.ld
	$(Q)$(KERNEL_LINK) $(KERNEL_OBJECTS) $(KERNEL_BUILD)/no_symbols.o -o $@

$(KERNEL): $(KERNEL_BUILD)/first.elf $(KERNEL_BUILD)/all_symbols.o
	$(call say,LINK,$@)
	$(Q)$(KERNEL_LINK) $(KERNEL_OBJECTS) $(KERNEL_BUILD)/all_symbols.o -o $@
	@$(CROSS_SIZE) $@ | awk 'NR == 2 {printf "kernel   text %.1f KB, data %.1f KB, bss %.1f KB\n", $$1 / 1024, $$2 / 1024, $$3 / 1024}'

-include $(KERNEL_OBJECTS:.o=.d)


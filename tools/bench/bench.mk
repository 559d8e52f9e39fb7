# bench.mk -- the benchmarks: programs that run on the kernel, and the program that counts.
# `make bench` measures everything; ROW="a b" only some rows, STRICT=yes fails for what is missing.
# `make bench-listing BENCH=ipc.inter` shows the instructions of one round trip; LIST=traced or
# LIST=no_fast_path those of another kernel.

BENCH_OBJECTS := $(patsubst %.cpp,$(BUILD)/%.o,$(wildcard tools/bench/*.cpp))
BENCH_LIB := $(TOOLS_BUILD)/libbench.a
BENCH_LIBS := $(BENCH_LIB) $(MACHINE_LIBS)
KUMQUAT_BENCH := $(TOOLS_BUILD)/kumquat-bench

# The kernels that are measured: the default one, the same without trace, and without fast path.
BENCH_KERNELS := bench-kernel-trace-off bench-kernel-no-fast-path
.PHONY: $(BENCH_KERNELS)
bench-kernel-trace-off:
	$(Q)$(MAKE) --no-print-directory kernel TRACE=off KERNEL_BUILD=$(BUILD)/kernel-trace-off
bench-kernel-no-fast-path:
	$(Q)$(MAKE) --no-print-directory kernel TRACE=off IPC_FAST_PATH=off \
	  KERNEL_BUILD=$(BUILD)/kernel-no-fast-path

# Root tasks of other tests that are watched for the longest time with interrupts off. Their
# names are known only when all makefiles have been read, so a recipe builds them, after
# everything that it would share with this make.
BENCH_WATCHED = $(KERNEL_TEST_PROGRAMS) $(CONFORMANCE_PROGRAMS)
.PHONY: bench-watched
bench-watched: $(USER)/sigma0 $(USER)/bench
	$(Q)$(MAKE) --no-print-directory $(BENCH_WATCHED:%=$(USER)/%)

BENCH_NEEDS = $(KUMQUAT_BENCH) $(MACHINE_PLUGIN) $(KERNEL) $(BENCH_KERNELS) bench-watched \
  $(USER)/sigma0 $(USER)/bench
BENCH_RUN = $(KUMQUAT_BENCH) --build $(BUILD) $(BENCH_WATCHED:%=--watch %)

# A kernel as it was before Liedtke's "Improving IPC by Kernel Design" of 1993: every switch that
# is one of his techniques is off.
SWITCHES_1992 := SCHED=eager TIMEOUTS=sorted IPC_REGISTERS=off IPC_DIRECT_SWITCH=off SEGMENT_RELOAD=on \
  IPC_STRING=double_copy TCB_LOOKUP=hashed IPC_FAST_PATH=off
BENCH_COMPARED := ipc.register.inter ipc.register.intra ipc.words64.inter ipc.string4096.inter ipc.map4k.inter \
  page_fault syscall.id_nearest syscall.thread_switch syscall.task_new interrupt.to_user exception.reflect \
  size growth.threads growth.timeouts growth.timer_tick
.PHONY: bench-kernel-1992 bench-1992
bench-kernel-1992:
	$(Q)$(MAKE) --no-print-directory kernel TRACE=off $(SWITCHES_1992) KERNEL_BUILD=$(BUILD)/kernel-1992
bench-1992: $(BENCH_NEEDS) bench-kernel-1992 ## count those of a kernel without the techniques of 1993, beside ours (ROW=name)
	@echo 'other: $(SWITCHES_1992)'
	$(Q)$(BENCH_RUN) $(addprefix --row ,$(or $(ROW),$(BENCH_COMPARED))) --compare $(BUILD)/kernel-1992/kumquat.elf

.PHONY: bench bench-listing
bench: $(BENCH_NEEDS) ## count instructions of the kernel's operations (ROW=name, STRICT=yes)
	$(Q)$(BENCH_RUN) $(ROW:%=--row %) $(if $(filter yes,$(STRICT)),--strict) \
	  $(if $(ROW),,--json $(BUILD)/bench.json --size-json $(BUILD)/size.json)
	@$(if $(wildcard kernel/ipc/message_path.S),,echo 'Without kernel/ipc/message_path.S messages in memory take the \
	  long way: the targets of ipc.words64 and ipc.string4096 are not for this tree.')
bench-listing: $(BENCH_NEEDS) ## the instructions of one round trip (BENCH=ipc.inter)
	$(Q)$(BENCH_RUN) --listing '$(or $(BENCH),ipc.inter)' --kernel $(or $(LIST),measured)

$(BUILD)/tools/bench/%.o: tools/bench/%.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(HOST_CXX) $(HOST_CXXFLAGS) -c -o $@ $<

$(BENCH_LIB): $(filter-out %/bench_main.o,$(BENCH_OBJECTS))
	@rm -f $@
	$(call say,AR,$@)
	$(Q)ar rcs $@ $^

$(KUMQUAT_BENCH): $(BUILD)/tools/bench/bench_main.o $(BENCH_LIB) $(MACHINE_LIB)
	$(call say,LINK,$@)
	$(Q)$(HOST_CXX) -o $@ $< $(BENCH_LIBS)

-include $(BENCH_OBJECTS:.o=.d)

# fuzz.mk -- fuzz programs: root tasks that make random calls, and the runner that drives them.
#
#     make fuzz SECONDS=n [SEED=s]     go on for so long; what was run adds up in build/fuzz/totals
#     make suite-fuzz                  some two minutes of it, from fixed seeds
# handouts/reference/fuzzing.md says how it works, and what to do with what it finds.

FUZZ := $(BUILD)/fuzz
FUZZ_GUEST := $(wildcard tests/fuzz/guests/*.cpp) tests/fuzz/program.cpp tests/fuzz/draw_stub.cpp tests/fuzz/arena.cpp
PROGRAM_fuzz := $(FUZZ_GUEST) tests/fuzz/guests/wild_code.S
# With ports, cli and popf: for kernels with USER_IOPL=0.
PROGRAM_fuzz-ports := $(FUZZ_GUEST) tests/fuzz/guests/wild_code_with_ports.S
FUZZ_PROGRAMS := fuzz fuzz-ports
LINK_fuzz := 0x120000
LINK_fuzz-ports := 0x120000
$(foreach program,$(FUZZ_PROGRAMS),$(eval $(call program_rule,$(program))))

FUZZ_OBJECTS := $(patsubst %,$(FUZZ)/%.o,$(wildcard tests/fuzz/*.cpp))
$(FUZZ)/%.cpp.o: %.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(HOST_CXX) $(HOST_CXXFLAGS) -c $< -o $@

# (model.mk, which names this library, is read later.)
FUZZ_MODEL := $(BUILD)/tests/model/libmodel.a
$(FUZZ)/fuzz: $(FUZZ_OBJECTS) $(FUZZ_MODEL) $(TRACE_LIB) $(MACHINE_LIB) | $(MACHINE_PLUGIN)
	$(call say,LINK,$@)
	$(Q)$(HOST_CXX) $(FUZZ_OBJECTS) $(FUZZ_MODEL) $(TRACE_LIBS) -o $@

FUZZ_TRACE_OFF := $(BUILD)/kernel-trace-off/kumquat.elf
FUZZ_NO_PORTS := $(BUILD)/kernel-USER_IOPL-0/kumquat.elf
FUZZ_RUN = $(FUZZ)/fuzz --build $(BUILD)
SECONDS ?= 60
SEED ?= $(shell date +%s)

.PHONY: fuzz fuzz-kernels suite-fuzz
fuzz-kernels: $(KERNEL) $(FUZZ)/fuzz $(USER)/sigma0 $(FUZZ_PROGRAMS:%=$(USER)/%)
	$(Q)$(MAKE) --no-print-directory kernel TRACE=off KERNEL_BUILD=$(dir $(FUZZ_TRACE_OFF))
fuzz: fuzz-kernels ## try random programs on the kernel (SECONDS=60, SEED=)
	$(Q)$(FUZZ_RUN) --kernel $(FUZZ_TRACE_OFF) --seconds $(SECONDS) --seed $(SEED) --rounds 100 \
	  --totals $(FUZZ)/totals

SUITES_FULL += fuzz
SUITE_fuzz_PART := kernel
FUZZ_RESULTS := --results $(BUILD)/results/fuzz.txt
suite-fuzz: fuzz-kernels
	$(MAKE) kernel USER_IOPL=0 KERNEL_BUILD=$(dir $(FUZZ_NO_PORTS))
	@rm -f $(BUILD)/results/fuzz.txt
	$(FUZZ_RUN) $(FUZZ_RESULTS) --kernel $(FUZZ_TRACE_OFF) --seed 1 --rounds 20 --runs 6
	$(FUZZ_RUN) $(FUZZ_RESULTS) --kernel $(KERNEL) --checked --seed 1 --rounds 3 --runs 5
	$(FUZZ_RUN) $(FUZZ_RESULTS) --kernel $(FUZZ_NO_PORTS) --guest fuzz-ports --with 2 --seed 1 --rounds 5 --runs 2
	$(FUZZ_RUN) $(FUZZ_RESULTS) --kernel $(FUZZ_TRACE_OFF) --bochs --with 1 --seed 1 --rounds 40 --runs 1

-include $(FUZZ_OBJECTS:.o=.d) $(foreach program,$(FUZZ_PROGRAMS),$(PROGRAM_$(program):%=$(USER)/%.d))

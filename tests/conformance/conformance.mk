# conformance.mk -- the claims about the kernel's interface, and the programs that state them.
# Each guest is a root task of its own, tests/conformance/guests/NAME.cpp, written against the
# interface alone; its claims name the promises of handouts/reference/l4-v2.md that they prove.
#
#     build/conformance/run [--guest conf-NAME] [--bochs] KERNEL...      try kernels
#     make suite-conformance                                             all of it

CONFORMANCE_GUESTS := partners forms phases timeouts register_calls cancel elsewhere ex_regs faults start_up schedule \
  turns direct_switch chain_of_senders long_chain broken_chain \
  memory_words strings long_strings messages_between map_messages transfer_faults transfer_states broken_transfers broken_copies deep_answers mutual_pagers mapping unmap large_pages \
  nearest deep_clans tasks deletion deletion_steps shortage shortage_of_names allocations edges long_calls no_timeslice sigma0_protocol first_task sigma0_shortage \
  exceptions fpu emulation breakpoints model_registers debugger_calls slow_console ports no_ports interrupts driver_interrupts clans

# What some of them need; see tests/conformance/guest_list.hpp.
OPTIONS_interrupts := needs=IRQ_ACK=kernel needs=USER_IOPL=3
OPTIONS_driver_interrupts := needs=IRQ_ACK=driver needs=USER_IOPL=3
# Their threads without a timeslice run on donated time alone.
OPTIONS_direct_switch := needs=IPC_DIRECT_SWITCH=on
OPTIONS_chain_of_senders := needs=IPC_DIRECT_SWITCH=on
OPTIONS_slow_console := needs=IPC_DIRECT_SWITCH=on
OPTIONS_elsewhere := needs=IRQ_ACK=kernel needs=USER_IOPL=3
OPTIONS_ports := needs=USER_IOPL=3
OPTIONS_no_ports := needs=USER_IOPL=0
OPTIONS_clans := needs=CLANS=on
OPTIONS_shortage := kmem=1
OPTIONS_shortage_of_names := kmem=1
# The bound is for a kernel that fills no memory to find mistakes.
OPTIONS_long_calls := kmem=4 bound=5000 needs=FILL=off
OPTIONS_first_task := as=sigma0
# Broken, they would never end.
OPTIONS_mutual_pagers := ms=100
OPTIONS_sigma0_shortage := as=sigma0 kmem=1 ms=60

# A representative part for Bochs, which checks what QEMU does not.
CONFORMANCE_BOCHS := forms strings messages_between transfer_faults mapping tasks exceptions emulation interrupts slow_console

# Claims without a machine: words of the binary interface.
CONFORMANCE_HOST := tests/conformance/words_test.cpp

CONFORMANCE_SHARED := $(addprefix tests/conformance/guests/,helpers.cpp children.cpp receiver.cpp servant.cpp) \
  tests/kernel/guests/claims.cpp
CONFORMANCE_PROGRAMS := $(CONFORMANCE_GUESTS:%=conf-%)
$(foreach program,$(CONFORMANCE_PROGRAMS),\
  $(eval PROGRAM_$(program) := $(program:conf-%=tests/conformance/guests/%.cpp) $(CONFORMANCE_SHARED))\
  $(eval LINK_$(program) := $(if $(filter as=sigma0,$(OPTIONS_$(program:conf-%=%))),0x20000,0x120000))\
  $(eval $(call program_rule,$(program))))

CONFORMANCE := $(BUILD)/conformance
CONFORMANCE_OBJECTS := $(patsubst %,$(CONFORMANCE)/%.o,$(wildcard tests/conformance/*.cpp))
CONFORMANCE_LIB := $(CONFORMANCE)/tests/conformance/promises.cpp.o \
  $(CONFORMANCE)/tests/conformance/guest_list.cpp.o $(CONFORMANCE)/tests/conformance/guest_run.cpp.o

$(CONFORMANCE)/%.cpp.o: %.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(HOST_CXX) $(HOST_CXXFLAGS) -c $< -o $@

$(CONFORMANCE)/run: $(CONFORMANCE)/tests/conformance/run_main.cpp.o $(CONFORMANCE_LIB) $(MACHINE_LIB)
	$(call say,LINK,$@)
	$(Q)$(HOST_CXX) $(filter %.o,$^) $(MACHINE_LIBS) -o $@

$(CONFORMANCE)/conformance_test: $(filter %_test.cpp.o,$(CONFORMANCE_OBJECTS)) $(CONFORMANCE_LIB) $(MACHINE_LIB)
	$(call say,LINK,$@)
	$(Q)$(HOST_CXX) $(filter %.o,$^) $(MACHINE_LIBS) -lgtest -lgtest_main -o $@

# What the runner has to know: each guest, its source, its options.
conformance_line = conf-$1 tests/conformance/guests/$1.cpp $(OPTIONS_$1)
$(CONFORMANCE)/guests.txt: FORCE
	@mkdir -p $(@D)
	@{ $(foreach guest,$(CONFORMANCE_GUESTS),echo '$(call conformance_line,$(guest))';) } > $@
	@{ $(foreach file,$(CONFORMANCE_HOST),echo 'host $(file)';) } > $(@D)/host.txt

SUITES_QUICK += conformance-words
SUITE_conformance-words_PART := unit
SUITES_FULL += conformance
SUITE_conformance_PART := kernel
.PHONY: conformance-programs suite-conformance suite-conformance-words
suite-conformance-words: $(CONFORMANCE)/conformance_test
	$< --gtest_brief=1 --gtest_output=xml:$(BUILD)/results/conformance-words.xml

conformance-programs: $(CONFORMANCE)/run $(CONFORMANCE)/guests.txt \
  $(MACHINE_PLUGIN) $(KERNEL) $(USER)/sigma0 $(CONFORMANCE_PROGRAMS:%=$(USER)/%)

# Kernels with another position of one switch: build/kernel-SWITCH-POSITION. The one without
# trace points is the measured one, judged by answers alone; the others are for single guests.
other_kernel = $(BUILD)/kernel-$(subst =,-,$1)/kumquat.elf
CONFORMANCE_OTHERS := TRACE=off IRQ_ACK=driver USER_IOPL=0 CLANS=on
CONFORMANCE_RUN = $(CONFORMANCE)/run --build $(BUILD) --results $(BUILD)/results/conformance.txt
suite-conformance: conformance-programs
	$(foreach switch,$(CONFORMANCE_OTHERS),$(MAKE) kernel $(switch) KERNEL_BUILD=$(dir $(call other_kernel,$(switch))) &&) true
	@rm -f $(BUILD)/results/conformance.txt
	$(CONFORMANCE_RUN) --table $(BUILD)/results/promises.txt $(KERNEL) $(call other_kernel,TRACE=off)
	$(CONFORMANCE_RUN) --guest conf-driver_interrupts $(call other_kernel,IRQ_ACK=driver)
	$(CONFORMANCE_RUN) --guest conf-clans $(call other_kernel,CLANS=on)
	$(CONFORMANCE_RUN) --guest conf-no_ports $(call other_kernel,USER_IOPL=0)
	$(MAKE) kernel IPC_STRING=double_copy TRACE=off KERNEL_BUILD=$(BUILD)/kernel-double-copy
	$(CONFORMANCE_RUN) --guest conf-long_calls $(BUILD)/kernel-double-copy/kumquat.elf
	$(CONFORMANCE_RUN) --bochs $(CONFORMANCE_BOCHS:%=--guest conf-%) $(KERNEL)

-include $(CONFORMANCE_OBJECTS:.o=.d)
-include $(foreach program,$(CONFORMANCE_PROGRAMS),$(PROGRAM_$(program):%=$(USER)/%.d))

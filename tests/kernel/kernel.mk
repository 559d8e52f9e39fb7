# kernel.mk -- guest programs that try the kernel, and the host program that runs them.

PROGRAM_scheduling-claims := tests/kernel/guests/scheduling_claims.cpp tests/kernel/guests/claims.cpp
PROGRAM_wild-calls := tests/kernel/guests/wild_calls.cpp tests/kernel/guests/claims.cpp
PROGRAM_segment-claims := tests/kernel/guests/segment_claims.cpp tests/kernel/guests/claims.cpp
PROVOKING := $(addprefix tests/kernel/guests/,claims.cpp provoke.cpp exception_handlers.S)
PROGRAM_exception-claims := tests/kernel/guests/exception_claims.cpp tests/kernel/guests/faulty_code.S $(PROVOKING)
PROGRAM_emulation-claims := tests/kernel/guests/emulation_claims.cpp $(PROVOKING)
PROGRAM_fpu-claims := tests/kernel/guests/fpu_claims.cpp $(PROVOKING)
KERNEL_TEST_PROGRAMS := exception-claims emulation-claims fpu-claims scheduling-claims wild-calls segment-claims
LINK_exception-claims := 0x120000
LINK_emulation-claims := 0x120000
LINK_fpu-claims := 0x120000
LINK_scheduling-claims := 0x120000
LINK_wild-calls := 0x120000
LINK_segment-claims := 0x120000
$(foreach program,$(KERNEL_TEST_PROGRAMS),$(eval $(call program_rule,$(program))))

KERNEL_TEST_SOURCES := $(wildcard tests/kernel/*.cpp)
KERNEL_TEST_OBJECTS := $(KERNEL_TEST_SOURCES:%=$(BUILD)/kernel-test/%.o)
KERNEL_TEST_TRACE_OFF := $(BUILD)/kernel-trace-off/kumquat.elf

$(BUILD)/kernel-test/%.cpp.o: %.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(HOST_CXX) $(HOST_CXXFLAGS) -c $< -o $@

$(BUILD)/kernel-test/kernel_test: $(KERNEL_TEST_OBJECTS) $(TRACE_LIB) $(MACHINE_LIB)
	$(call say,LINK,$@)
	$(Q)$(HOST_CXX) $(KERNEL_TEST_OBJECTS) $(TRACE_LIBS) -lgtest -lgtest_main -o $@

# A boot loader. It lies out of the kernel's way.
POOR_LOADER := $(BUILD)/kernel-test/poor_loader.elf
$(POOR_LOADER): tests/kernel/guests/poor_loader.S tests/machine/guests/guest.h
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CROSS_CXX) -ffreestanding -nostdlib -static -no-pie -I. -Wl,--build-id=none -Wl,-z,noexecstack \
	  -Wl,-e,entry -Wl,-N -Wl,-no-warn-rwx-segments -Wl,-Ttext=0x100000 -o $@ $<

SUITES_QUICK += kernel
SUITE_kernel_PART := kernel
.PHONY: suite-kernel
suite-kernel: $(BUILD)/kernel-test/kernel_test $(POOR_LOADER) $(KERNEL) $(MACHINE_PLUGIN) $(call modules_of,demo) $(KERNEL_TEST_PROGRAMS:%=$(USER)/%)
	$< --gtest_brief=1 --gtest_output=xml:$(BUILD)/results/kernel.xml

-include $(KERNEL_TEST_OBJECTS:.o=.d)
-include $(foreach program,$(KERNEL_TEST_PROGRAMS),$(PROGRAM_$(program):%=$(USER)/%.d))

# A kernel without trace points, and one whose trace header is empty: the same instructions. To
# compare them both are compiled file by file, for each file weighs in what is done to the whole.
TRACE_OFF_BUILD := $(BUILD)/kernel-trace-off
TRACE_FILES_BUILD := $(BUILD)/kernel-trace-files
TRACE_EMPTY_BUILD := $(BUILD)/kernel-trace-empty
SUITES_FULL += trace-off
SUITE_trace-off_PART := kernel
.PHONY: suite-trace-off
suite-trace-off: $(KERNEL)
	$(MAKE) kernel TRACE=off KERNEL_BUILD=$(TRACE_OFF_BUILD)
	$(MAKE) kernel TRACE=off KERNEL_WHOLE= KERNEL_BUILD=$(TRACE_FILES_BUILD)
	$(MAKE) kernel TRACE=off KERNEL_WHOLE= KERNEL_BUILD=$(TRACE_EMPTY_BUILD) KERNEL_INCLUDE_FIRST=tests/kernel/empty_trace
	tests/kernel/trace_off $(TRACE_OFF_BUILD) $(TRACE_FILES_BUILD) $(TRACE_EMPTY_BUILD) $(KERNEL_BUILD) \
	  $(BUILD)/results/trace-off.txt

# A kernel without the stub for GDB, and one whose sources have never heard of it: the same image.
# Only main.cpp calls the stub, so that is compiled once more.
STUB_OFF := $(BUILD)/kernel-test/stub-off
$(STUB_OFF)/main.cpp: kernel/main.cpp
	@mkdir -p $(@D)
	sed -e '/gdb_stub\/stub.hpp"$$/d' -e '/config::gdb_stub/,/}/d' $< > $@
$(STUB_OFF)/main.o: $(STUB_OFF)/main.cpp $(KERNEL)
	$(CROSS_CXX) $(KERNEL_CXXFLAGS) -c $< -o $@

SUITES_QUICK += stub-off
SUITE_stub-off_PART := kernel
.PHONY: suite-stub-off
suite-stub-off: $(STUB_OFF)/main.o
	tests/kernel/stub_off $(KERNEL_BUILD) $< $(BUILD)/results/stub-off.txt

SUITES_QUICK += stack-usage
SUITE_stack-usage_PART := kernel
KERNEL_STACK_LIMIT := 1400
.PHONY: suite-stack-usage
suite-stack-usage: $(KERNEL)
	$(MAKE) kernel TRACE=off KERNEL_BUILD=$(TRACE_OFF_BUILD)
	tests/kernel/stack_usage.py $(KERNEL_STACK_LIMIT) $(BUILD)/results/stack-usage.txt \
	  $(KERNEL_BUILD) $(TRACE_OFF_BUILD)

# Drivers that acknowledge their interrupts, and programs without a right to the ports: the
# other positions of two switches, judged by the claims about the interface.
SUITES_FULL += drivers-and-ports
SUITE_drivers-and-ports_PART := kernel
.PHONY: suite-drivers-and-ports
suite-drivers-and-ports: conformance-programs
	$(MAKE) kernel IRQ_ACK=driver KERNEL_BUILD=$(BUILD)/kernel-IRQ_ACK-driver
	$(MAKE) kernel USER_IOPL=0 KERNEL_BUILD=$(BUILD)/kernel-USER_IOPL-0
	@rm -f $(BUILD)/results/drivers-and-ports.txt
	$(CONFORMANCE)/run --build $(BUILD) --results $(BUILD)/results/drivers-and-ports.txt \
	  $(BUILD)/kernel-IRQ_ACK-driver/kumquat.elf $(BUILD)/kernel-USER_IOPL-0/kumquat.elf

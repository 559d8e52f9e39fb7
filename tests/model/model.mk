# model.mk -- the executable specification: a library, the command check-trace, their tests.

MODEL_BUILD := $(BUILD)/tests/model
MODEL_MAIN := tests/model/check_trace_main.cpp
MODEL_TEST_SOURCES := $(wildcard tests/model/*_test.cpp) tests/model/story.cpp
MODEL_SOURCES := $(filter-out $(MODEL_MAIN) $(MODEL_TEST_SOURCES),$(wildcard tests/model/*.cpp))
MODEL_OBJECTS := $(MODEL_SOURCES:%.cpp=$(BUILD)/%.o)
MODEL_TEST_OBJECTS := $(MODEL_TEST_SOURCES:%.cpp=$(BUILD)/%.o)
# What reads traces for it: the visualizer's decoder.
MODEL_DECODE_OBJECTS := $(patsubst %.cpp,$(BUILD)/%.o,$(wildcard visualizer/decode/*.cpp))
# What a program that checks traces is linked with, and the command.
MODEL_LIB := $(MODEL_BUILD)/libmodel.a
CHECK_TRACE := $(MODEL_BUILD)/check-trace

$(MODEL_OBJECTS) $(MODEL_TEST_OBJECTS) $(MODEL_DECODE_OBJECTS) $(MODEL_MAIN:%.cpp=$(BUILD)/%.o): \
        $(BUILD)/%.o: %.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(HOST_CXX) $(HOST_CXXFLAGS) -c -o $@ $<

$(MODEL_LIB): $(MODEL_OBJECTS) $(MODEL_DECODE_OBJECTS)
	@rm -f $@
	$(call say,AR,$@)
	$(Q)ar rcs $@ $^

$(CHECK_TRACE): $(MODEL_MAIN:%.cpp=$(BUILD)/%.o) $(MODEL_LIB)
	$(call say,LINK,$@)
	$(Q)$(HOST_CXX) -o $@ $^ -lfmt

.PHONY: check-trace
check-trace: $(CHECK_TRACE) ## build the checker of traces against the specification

-include $(MODEL_OBJECTS:.o=.d) $(MODEL_TEST_OBJECTS:.o=.d) $(MODEL_DECODE_OBJECTS:.o=.d)
-include $(MODEL_MAIN:%.cpp=$(BUILD)/%.d)

$(MODEL_BUILD)/model_test: $(MODEL_TEST_OBJECTS) $(MODEL_LIB)
	$(call say,LINK,$@)
	$(Q)$(HOST_CXX) -o $@ $^ -lgtest -lgtest_main -lfmt -lpthread

SUITES_QUICK += model
SUITE_model_PART := unit
.PHONY: suite-model
suite-model: $(MODEL_BUILD)/model_test $(CHECK_TRACE)
	$< --gtest_brief=1 --gtest_output=xml:$(BUILD)/results/model.xml

# Every guest that tries the kernel must leave a trace that conforms.
comma := ,
empty :=
space := $(empty) $(empty)
MODEL_GUESTS := $(subst $(space),$(comma),$(strip $(filter-out %/sigma0,$(call modules_of,demo)))) \
  $(KERNEL_TEST_PROGRAMS:%=$(USER)/%) \
  $(filter-out %/conf-first_task %/conf-sigma0_shortage %/conf-clans,$(CONFORMANCE_GUESTS:%=$(USER)/conf-%))
MODEL_GUESTS_CLANS := $(addprefix $(USER)/conf-,clans nearest tasks deletion transfer_faults)
SUITES_FULL += traces
SUITE_traces_PART := kernel
.PHONY: suite-traces
suite-traces: $(CHECK_TRACE) $(KUMQUAT_RUN) $(KERNEL) $(USER)/sigma0 $(call modules_of,demo) \
        $(KERNEL_TEST_PROGRAMS:%=$(USER)/%) $(CONFORMANCE_GUESTS:%=$(USER)/conf-%)
	tests/model/check_guests $(KUMQUAT_RUN) $(CHECK_TRACE) $(KERNEL) $(USER)/sigma0 \
	  $(MODEL_BUILD)/traces $(BUILD)/results/traces.txt $(MODEL_GUESTS)
	$(MAKE) kernel CLANS=on KERNEL_BUILD=$(BUILD)/kernel-CLANS-on
	tests/model/check_guests $(KUMQUAT_RUN) $(CHECK_TRACE) $(BUILD)/kernel-CLANS-on/kumquat.elf $(USER)/sigma0 \
	  $(MODEL_BUILD)/traces-CLANS-on $(BUILD)/results/traces-clans.txt $(MODEL_GUESTS_CLANS)

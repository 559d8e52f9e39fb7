# microscope_tests.mk -- the microscope on real runs: recorder, then texts and page.

MICROSCOPE_TEST := $(BUILD)/tests/microscope/microscope_test
MICROSCOPE_TEST_OBJECTS := $(BUILD)/tests/microscope/microscope_test.o
MICROSCOPE_TESTED := $(filter-out %/main.o,$(MICROSCOPE_OBJECTS))

$(MICROSCOPE_TEST_OBJECTS): $(BUILD)/%.o: %.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(HOST_CXX) $(HOST_CXXFLAGS) -c -o $@ $<

$(MICROSCOPE_TEST): $(MICROSCOPE_TEST_OBJECTS) $(MICROSCOPE_TESTED) $(BENCH_LIB) $(MACHINE_LIB)
	$(call say,LINK,$@)
	$(Q)$(HOST_CXX) -o $@ $(MICROSCOPE_TEST_OBJECTS) $(MICROSCOPE_TESTED) $(BENCH_LIBS) -lgtest -lgtest_main -pthread

SUITES_FULL += microscope microscope-texts
SUITE_microscope_PART := kernel
SUITE_microscope-texts_PART := kernel
.PHONY: suite-microscope suite-microscope-texts
suite-microscope: $(MICROSCOPE_TEST) $(MICROSCOPE_NEEDS)
	BUILD=$(BUILD) $< --gtest_output=xml:$(BUILD)/results/microscope.xml
suite-microscope-texts: $(MICROSCOPE_NEEDS) bench-kernel-no-fast-path
	PYTHONPATH=tests/microscope python3 -B tests/labs/run.py tests/microscope/texts_test.py $(BUILD)/results/microscope-texts.txt

-include $(MICROSCOPE_TEST_OBJECTS:.o=.d)

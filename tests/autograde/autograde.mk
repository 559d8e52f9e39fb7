# autograde.mk -- tests of grading many: archives, hostile sources, runs that are killed.

# Its parts that need no machine, without libarchive.
AUTOGRADE_UNIT_SOURCES := $(wildcard tests/autograde/*_test.cpp)
AUTOGRADE_UNIT_OBJECTS := $(AUTOGRADE_UNIT_SOURCES:%.cpp=$(BUILD)/%.o)
AUTOGRADE_UNIT_TESTED := $(patsubst %,$(GRADING_BUILD)/grading/%.o,curve grade_json lab result run_trace text \
  $(addprefix autograde/,digest lateness marks roster sieve submission_result submissions))
AUTOGRADE_UNIT := $(BUILD)/tests/autograde/autograde_test

SUITES_QUICK += autograde-unit
SUITE_autograde-unit_PART := autograde
SUITES_FULL += autograde
SUITE_autograde_PART := autograde
SUITE_autograde_SECONDS := 5400
.PHONY: suite-autograde suite-autograde-unit
suite-autograde-unit: $(AUTOGRADE_UNIT)
	@mkdir -p $(BUILD)/results
	$< --gtest_output=xml:$(BUILD)/results/autograde-unit.xml

AUTOGRADE_TESTS := reports_test.py packages_test.py hostile_test.py resume_test.py course_test.py
suite-autograde: autograder
	@mkdir -p $(BUILD)/results
	PYTHONPATH=tests/autograde python3 -B tests/labs/run.py $(AUTOGRADE_TESTS:%=tests/autograde/%) $(BUILD)/results/autograde.txt

# A course of 300, graded, killed five times and resumed; takes half an hour of two processors.
.PHONY: autograde-300
autograde-300: autograder ## grade 300 generated submissions, kill that five times and go on
	@mkdir -p $(BUILD)/results
	SUBMISSIONS_GENERATED=300 PYTHONPATH=tests/autograde python3 -B tests/labs/run.py tests/autograde/resume_test.py $(BUILD)/results/autograde-300.txt

# Other machines (most of its time it waits for Slurm), and the instructor's guide.
SUITES_FULL += cluster guide
SUITE_cluster_PART := autograde
SUITE_guide_PART := autograde
.PHONY: suite-cluster suite-guide
suite-cluster: AUTOGRADE_TEST := engines_test.py
suite-guide: AUTOGRADE_TEST := guide_test.py
suite-cluster suite-guide: suite-%: autograder
	@mkdir -p $(BUILD)/results
	PYTHONPATH=tests/autograde python3 -B tests/labs/run.py tests/autograde/$(AUTOGRADE_TEST) $(BUILD)/results/$*.txt

$(AUTOGRADE_UNIT_OBJECTS): $(BUILD)/%.o: %.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(Q)$(HOST_CXX) $(HOST_CXXFLAGS) -c -o $@ $<

$(AUTOGRADE_UNIT): $(AUTOGRADE_UNIT_OBJECTS) $(AUTOGRADE_UNIT_TESTED) $(TRACE_LIB) $(MACHINE_LIB)
	$(call say,LINK,$@)
	$(Q)$(HOST_CXX) -o $@ $^ -lcrypto -lfmt -lgtest -lgtest_main -pthread

-include $(AUTOGRADE_UNIT_OBJECTS:.o=.d)

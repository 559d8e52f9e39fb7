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

# Each commit tries another part of the hostile sources, and so many commits together all of them.
HOSTILE_PARTS := 4
suite-autograde: export HOSTILE_PART = $(call part_of_this_commit,$(HOSTILE_PARTS))
suite-autograde: export HOSTILE_PARTS := $(HOSTILE_PARTS)

AUTOGRADE_TESTS := reports_test.py packages_test.py hostile_test.py resume_test.py course_test.py
suite-autograde: autograder
	@mkdir -p $(BUILD)/results
	PYTHONPATH=tests/autograde python3 -B tests/labs/run.py $(AUTOGRADE_TESTS:%=tests/autograde/%) $(BUILD)/results/autograde.txt

.PHONY: autograde-hostile
autograde-hostile: autograder ## try all attacks on the autograder, and print what stopped each
	@mkdir -p $(BUILD)/results
	PYTHONPATH=tests/autograde python3 -B tests/labs/run.py tests/autograde/hostile_test.py $(BUILD)/results/autograde-hostile.txt

# A course of 300, graded, killed five times and resumed; takes half an hour of two processors. The mark of
# each wrong solution is known from the kill matrix.
.PHONY: autograde-300
autograde-300: autograder ## grade 300 generated submissions, kill that five times and go on
	@mkdir -p $(BUILD)/results
	@$(MAKE) mutants LAB=5
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

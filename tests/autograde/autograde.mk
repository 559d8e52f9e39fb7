# autograde.mk -- tests of grading many: archives, hostile sources, runs that are killed.

AUTOGRADE_TESTS := archives_test.py
SUITES_FULL += autograde
SUITE_autograde_PART := autograde
.PHONY: suite-autograde
suite-autograde: autograder
	@mkdir -p $(BUILD)/results
	PYTHONPATH=tests/autograde python3 -B tests/labs/run.py $(AUTOGRADE_TESTS:%=tests/autograde/%) $(BUILD)/results/autograde.txt

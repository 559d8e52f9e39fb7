# labs.mk -- tests of the labs: holes and starters, handouts, and the proof by wrong solutions.

SUITES_QUICK += handouts
SUITE_handouts_PART := labs
SUITES_FULL += labs
SUITE_labs_PART := labs
.PHONY: suite-handouts suite-labs
suite-handouts:
	@mkdir -p $(BUILD)/results
	python3 -B tests/labs/run.py tests/labs/holes_test.py tests/labs/faults_test.py tests/labs/handouts_test.py \
	  tests/labs/mutants_test.py \
	  $(BUILD)/results/handouts.txt

suite-labs: grader
	@mkdir -p $(BUILD)/results
	python3 -B tests/labs/run.py tests/labs/starter_test.py $(BUILD)/results/labs.txt
	python3 -B tools/start/mutants.py --quick --grader $(GRADER) >> $(BUILD)/results/labs.txt; \
	  status=$$?; tail -n +2 $(BUILD)/results/labs.txt; exit $$status

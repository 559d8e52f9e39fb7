# labs.mk -- tests of the labs: holes and starters, handouts, and the proof by wrong solutions.

SUITES_QUICK += handouts
SUITE_handouts_PART := labs
SUITES_FULL += labs
SUITE_labs_PART := labs
.PHONY: suite-handouts suite-labs
suite-handouts:
	@mkdir -p $(BUILD)/results
	python3 -B tests/labs/run.py tests/labs/holes_test.py tests/labs/faults_test.py tests/labs/handouts_test.py tests/labs/names_test.py \
	  tests/labs/mutants_test.py \
	  $(BUILD)/results/handouts.txt

# To build and grade every starter and every wrong solution takes too long for every run: each
# commit tries another part, and twelve commits together the whole. `make suite-labs LABS_PARTS=1`
# tries all starters, `make mutants` all wrong solutions.
LABS_PARTS := 12
suite-labs: export LABS_PART = $(call part_of_this_commit,$(LABS_PARTS))
suite-labs: export LABS_PARTS := $(LABS_PARTS)
suite-labs: grader $(KERNEL) $(BOOT_MODULES)
	@mkdir -p $(BUILD)/results
	@echo "Part $(LABS_PART) of $(LABS_PARTS)"
	python3 -B tests/labs/run.py tests/labs/starter_test.py \
	  tests/labs/stages_test.py tests/labs/gdb_test.py tests/labs/isolation_test.py \
	  tests/labs/hidden_test.py tests/labs/load_test.py tests/labs/challenges_test.py $(BUILD)/results/labs.txt
	python3 -B tools/start/mutants.py --quick --part $(LABS_PART) $(LABS_PARTS) --grader $(GRADER) \
	  >> $(BUILD)/results/labs.txt; \
	  status=$$?; tail -n +2 $(BUILD)/results/labs.txt; exit $$status

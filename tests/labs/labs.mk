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

# All wrong solutions take too long for every run: each commit tries another part, which all
# commits together make whole. `make mutants` tries all.
LABS_PARTS := 4
suite-labs: grader $(KERNEL) $(BOOT_MODULES)
	@mkdir -p $(BUILD)/results
	python3 -B tests/labs/run.py tests/labs/starter_test.py \
	  tests/labs/stages_test.py tests/labs/gdb_test.py tests/labs/isolation_test.py \
	  tests/labs/hidden_test.py $(BUILD)/results/labs.txt
	part=$$(($$(git rev-list --count HEAD 2>/dev/null || echo 0) % $(LABS_PARTS))); \
	echo "Part $$part of $(LABS_PARTS) of the wrong solutions (all of them: make mutants)"; \
	python3 -B tools/start/mutants.py --quick --part $$part $(LABS_PARTS) --grader $(GRADER) >> $(BUILD)/results/labs.txt; \
	  status=$$?; tail -n +2 $(BUILD)/results/labs.txt; exit $$status

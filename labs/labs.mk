# labs.mk -- `make start`, and the test programs of the labs.

# The test programs of the labs, one for each lab that is tested in ring 3. They run in the place
# of sigma0, where it lies, or in that of the root task, beside the sigma0 under test.
LAB_TESTS_AS_ROOT := lab07 lab09
LAB_TEST_FOLDERS := $(sort $(dir $(wildcard labs/lab*/program_*.cpp)))
LAB_TESTS := $(foreach folder,$(LAB_TEST_FOLDERS),$(firstword $(subst -, ,$(notdir $(folder:%/=%)))))
# A starter needs those of its own lab and earlier ones, and of the lab that is asked for.
ifneq ($(STARTER_LAB),)
  LAB_TESTS := $(filter $(shell seq -f 'lab%02g' 0 $(STARTER_LAB)) $(LAB:%=lab%) $(LAB:%=lab0%),$(LAB_TESTS))
endif

# HIDDEN= names a folder with further claims, which only the instructor has: HIDDEN/lab05-NAME/ holds
# what a lab's folder holds, with a lab.json of what differs. It is copied, to be built below build/.
HIDDEN_COPY := $(BUILD)/hidden
ifneq ($(HIDDEN),)
  $(shell rm -rf $(HIDDEN_COPY) && mkdir -p $(BUILD) && cp -a '$(HIDDEN)' $(HIDDEN_COPY))
  HIDDEN_TESTS := $(foreach folder,$(sort $(dir $(wildcard $(HIDDEN_COPY)/lab*/program_*.cpp))),\
    $(firstword $(subst -, ,$(notdir $(folder:%/=%))))-hidden)
endif
$(foreach program,$(HIDDEN_TESTS),\
  $(eval PROGRAM_$(program) := labs/programs/test_program.cpp labs/programs/actors.cpp \
    $(wildcard $(HIDDEN_COPY)/$(program:-hidden=)-*/program_*.cpp))\
  $(eval LINK_$(program) := 0x20000))

LAB_PROGRAMS := $(LAB_TESTS) $(HIDDEN_TESTS) lab-root
$(foreach lab,$(LAB_TESTS),\
  $(eval PROGRAM_$(lab) := labs/programs/test_program.cpp labs/programs/actors.cpp $(wildcard labs/$(lab)-*/program_*.cpp))\
  $(eval LINK_$(lab) := $(if $(filter $(lab),$(LAB_TESTS_AS_ROOT)),0x120000,0x20000)))
PROGRAM_lab11 += user/bench/ipc_register.cpp
PROGRAM_lab-root := labs/programs/root.cpp
LINK_lab-root := 0x120000
$(foreach program,$(LAB_PROGRAMS),$(eval $(call program_rule,$(program))))
-include $(foreach program,$(LAB_PROGRAMS),$(PROGRAM_$(program):%=$(USER)/%.d))

# Traces of the reference, for students to lay theirs beside. (Before lab 3 there are no threads.)
REFERENCE_TRACES := $(BUILD)/reference-traces
# Nothing is built for a lab that does not exist, or without a place for it.
lab_folder = $(wildcard labs/lab$(LAB)-* labs/lab0$(LAB)-*)
start_wants_traces = $(and $(DIR),$(lab_folder),$(filter-out 0 1 2,$(LAB)))

.PHONY: start
start: $(if $(start_wants_traces),grader) ## write the starter tree of a lab: LAB=1 DIR=../lab1 [CONTINUE=../lab0]
	@$(if $(and $(LAB),$(DIR)),,\
	  echo 'Say which lab and where: make start LAB=0 DIR=../lab0' >&2; exit 2;) \
	$(if $(start_wants_traces),$(GRADER) --lab '$(LAB)' --quiet --record $(REFERENCE_TRACES) &&) \
	python3 -B tools/start/start.py --lab '$(LAB)' --dir '$(DIR)' --traces $(REFERENCE_TRACES) \
	  $(if $(CONTINUE),--continue-from '$(CONTINUE)')

.PHONY: mutants
mutants: grader ## prove the grader with wrong solutions: LAB=n, TIMES=n draws for each; writes build/mutants.json
	@python3 -B tools/start/mutants.py --grader $(GRADER) $(if $(LAB),--lab '$(LAB)') $(if $(TIMES),--times '$(TIMES)')

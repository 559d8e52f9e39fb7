# grading.mk -- the grader: `make grade [LAB=n|all] [TEST=x] [NONCE=hex]`, `make hint TEST=x`.
# In a starter tree the lab is its own unless LAB= says otherwise.
# HIDDEN= names a folder with claims that students do not have (labs/labs.mk).
# REFERENCE= names a tree whose earlier labs are right, such as a fresh starter of the lab: the lab's
# own files are graded there, too, and what fails only here is the fault of an earlier lab.
# The claims of all labs are linked in; the kernel under test is built by the grader itself.

GRADING_BUILD := $(BUILD)/grading
GRADING_SOURCES := $(filter-out grading/main.cpp,$(wildcard grading/*.cpp))
CLAIM_SOURCES := $(wildcard labs/programs/claims*.cpp labs/lab*/claims*.cpp) \
  $(if $(HIDDEN),$(wildcard $(HIDDEN_COPY)/lab*/claims*.cpp))
GRADING_OBJECTS := $(GRADING_SOURCES:%.cpp=$(GRADING_BUILD)/%.o)
CLAIM_OBJECTS := $(CLAIM_SOURCES:%.cpp=$(GRADING_BUILD)/%.o)
# The judge of traces; its folder is read behind this one.
JUDGE_LIB := $(BUILD)/tests/model/libmodel.a
# What counts instructions; likewise.
COUNTING_LIB := $(TOOLS_BUILD)/libbench.a
GRADING_LIBS = $(JUDGE_LIB) $(TRACE_LIBS) -lcrypto -lpthread
GRADER := $(GRADING_BUILD)/kumquat-grade$(if $(HIDDEN),-hidden)

GRADE_OPTIONS = $(if $(filter-out all,$(LAB)),--lab '$(LAB)',$(if $(LAB)$(TEST),$(if $(STARTER_LAB),--up-to $(STARTER_LAB)),\
  $(STARTER_LAB:%=--lab %))) \
  $(if $(HIDDEN),--hidden $(HIDDEN_COPY)) $(if $(REFERENCE),--reference '$(REFERENCE)') \
  $(if $(TEST),--test '$(TEST)') $(if $(NONCE),--nonce '$(NONCE)') $(if $(JOBS),--jobs '$(JOBS)') \
  $(if $(JSON),--json) $(if $(QUIET),--quiet) $(if $(VERBOSE),--verbose)

.PHONY: grade challenges hint grader
grade: grader ## grade this tree: LAB=n or all, TEST=claim or group, NONCE=hex, REFERENCE=tree, HIDDEN=folder, VERBOSE=1, QUIET=1, JSON=1
	@$(GRADER) $(GRADE_OPTIONS)
challenges: grader ## count what has no points, beside the reference: LAB=n, TEST=challenge
	@$(GRADER) --challenges $(GRADE_OPTIONS)
hint: grader ## a further hint for a claim: TEST=console.waits_for_room
	@$(if $(TEST),,echo 'Say for which claim: make hint TEST=console.waits_for_room' >&2; exit 2;) \
	$(GRADER) --hint '$(TEST)'
grader: $(GRADER) $(MACHINE_PLUGIN) $(LAB_PROGRAMS:%=$(USER)/%)

$(GRADING_BUILD)/%.o: %.cpp
	@mkdir -p $(@D)
	$(call say,C++,$<)
	$(if $(V),,@)$(HOST_CXX) $(HOST_CXXFLAGS) -c -o $@ $<

$(GRADER): $(GRADING_BUILD)/grading/main.o $(GRADING_OBJECTS) $(CLAIM_OBJECTS) $(JUDGE_LIB) $(COUNTING_LIB) $(TRACE_LIB) $(MACHINE_LIB)
	$(call say,LINK,$@)
	$(if $(V),,@)$(HOST_CXX) -o $@ $^ $(GRADING_LIBS)

-include $(GRADING_OBJECTS:.o=.d) $(CLAIM_OBJECTS:.o=.d) $(GRADING_BUILD)/grading/main.d
include grading/autograde/autograde.mk

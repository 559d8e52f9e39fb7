# autograde.mk -- grading many: `make autograde SUBMISSIONS=d OUT=d [LAB=n] [JOBS=n]`, on this machine,
# on a Slurm cluster (`ENGINE=slurm`), or by a command for each (`ENGINE=command COMMAND='…'`).
# ROSTER= names a CSV file of the students, COURSE= a file with the dates (grading/course.schema.json),
# HIDDEN= a folder with claims that students do not have; WHOLE=yes grades their own earlier labs, too.

AUTOGRADE_SOURCES := $(filter-out grading/autograde/main.cpp,$(wildcard grading/autograde/*.cpp))
AUTOGRADE_OBJECTS := $(AUTOGRADE_SOURCES:%.cpp=$(GRADING_BUILD)/%.o)
AUTOGRADE_LIBS = -larchive $(GRADING_LIBS)
AUTOGRADER := $(GRADING_BUILD)/kumquat-autograde$(if $(HIDDEN),-hidden)

.PHONY: autograde autograder
autograde: autograder ## grade many: SUBMISSIONS=folder OUT=folder, LAB=n, ROSTER=csv, COURSE=json, HIDDEN=folder, WHOLE=yes, JOBS=n, ENGINE=slurm
	@$(if $(and $(SUBMISSIONS),$(OUT)),,\
	  echo 'Say what to grade, and where results go: make autograde LAB=5 SUBMISSIONS=handed-in OUT=../marks' >&2; exit 2;) \
	$(AUTOGRADER) --submissions '$(SUBMISSIONS)' --out '$(OUT)' $(if $(LAB),--lab '$(LAB)') \
	  $(if $(ROSTER),--roster '$(ROSTER)') $(if $(COURSE),--course '$(COURSE)') \
	  $(if $(HIDDEN),--hidden '$(HIDDEN_COPY)') $(if $(filter yes,$(WHOLE)),--whole) \
	  $(if $(filter command%,$(origin JOBS)),--jobs '$(JOBS)') $(if $(ENGINE),--engine '$(ENGINE)') \
	  $(if $(COMMAND),--command '$(subst ','\'',$(COMMAND))')
autograder: $(AUTOGRADER) grader

$(AUTOGRADER): $(GRADING_BUILD)/grading/autograde/main.o $(AUTOGRADE_OBJECTS) $(GRADING_OBJECTS) $(CLAIM_OBJECTS) $(COUNTING_LIB) $(JUDGE_LIB) $(TRACE_LIB) $(MACHINE_LIB)
	$(call say,LINK,$@)
	$(if $(V),,@)$(HOST_CXX) -o $@ $^ $(AUTOGRADE_LIBS)

# Reports and tables once more, from results that are there.
.PHONY: reports gradescope autolab github-classroom
reports: ## write the reports of a grading anew: OUT=folder
	@$(if $(OUT),,echo 'Say of which grading: make reports OUT=../marks' >&2; exit 2;) \
	python3 -B grading/reports/write_reports.py '$(OUT)'

# Packages for platforms, below build/packages.
gradescope: ## pack the autograder of a lab for Gradescope: LAB=n
autolab: ## pack the autograder of a lab for Autolab: LAB=n
github-classroom: ## write a template repository of a lab for GitHub Classroom: LAB=n
gradescope autolab github-classroom:
	@$(if $(LAB),,echo 'Say for which lab: make $@ LAB=5' >&2; exit 2;) \
	python3 -B grading/packages/make_package.py $@ --lab '$(LAB)' --out $(BUILD)/packages

-include $(AUTOGRADE_OBJECTS:.o=.d) $(GRADING_BUILD)/grading/autograde/main.d

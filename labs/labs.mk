# labs.mk -- `make start`, and the settings of a starter tree.

# Written by the starter generator only; the reference has no such file.
-include labs/starter.mk

.PHONY: start
start: ## write the starter tree of a lab: LAB=1 DIR=../lab1 [CONTINUE=../lab0]
	@$(if $(and $(LAB),$(DIR)),,\
	  echo 'Say which lab and where: make start LAB=0 DIR=../lab0' >&2; exit 2;) \
	python3 -B tools/start/start.py --lab '$(LAB)' --dir '$(DIR)' \
	  $(if $(CONTINUE),--continue-from '$(CONTINUE)')

.PHONY: mutants
mutants: grader ## prove the grader with wrong solutions: LAB=n; writes build/mutants.json
	@python3 -B tools/start/mutants.py --grader $(GRADER) $(if $(LAB),--lab $(LAB))

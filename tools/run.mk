# run.mk

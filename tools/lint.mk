# lint.mk

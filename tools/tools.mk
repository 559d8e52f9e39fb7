# tools.mk
